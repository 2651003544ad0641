// Relief: counts what the page already says. Without this file the clock times and links do it.
"use strict";
(() => {
  const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  for (const part of document.querySelectorAll("[data-clock]")) {
    part.textContent = part.dataset.before + clock.format(new Date(Number(part.dataset.clock) * 1000));
  }

  const elapsed = document.querySelector("[data-elapsed]");
  const timer = document.querySelector("[data-hold]");
  const round = document.querySelector("[data-round]");
  const moves = !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const opened = Date.now();

  function countElapsed() {
    const seconds = Math.max(0, Math.floor(Date.now() / 1000 - Number(elapsed.dataset.elapsed)));
    elapsed.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  function countRing() {
    const hold = Number(timer.dataset.hold);
    const ease = Number(timer.dataset.ease);
    const rounds = Number(timer.dataset.rounds);
    const seconds = Math.floor((Date.now() - opened) / 1000);
    const turn = Math.floor(seconds / (hold + ease));
    const within = seconds % (hold + ease);
    const holding = within < hold;
    const left = holding ? hold - within : hold + ease - within;
    if (turn >= rounds) {
      round.textContent = "Still there? Go on to the next step.";
      timer.querySelector("[data-count]").textContent = "0";
      return;
    }
    timer.querySelector("[data-count]").textContent = left;
    round.textContent = `${holding ? "Hold" : "Ease"}. Round ${turn + 1} of ${rounds}.`;
    if (moves) {
      const run = timer.querySelector(".run");
      const around = 2 * Math.PI * run.r.baseVal.value;
      const whole = holding ? hold : ease;
      run.setAttribute("stroke-dasharray", `${((around * left) / whole).toFixed(2)} ${around.toFixed(2)}`);
    }
  }

  function tick() {
    if (elapsed) countElapsed();
    if (timer) countRing();
  }
  tick();
  setInterval(tick, 1000);

  // Both hands are busy: keep the screen on where the browser can.
  async function stayAwake() {
    try {
      await navigator.wakeLock?.request("screen");
    } catch {
      // Refused, for example on a low battery: the page works without.
    }
  }
  stayAwake();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") stayAwake();
  });
})();
