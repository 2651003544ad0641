// The relief screen: answers each tap at once and shows what holds now, reckoned from instants. It shows
// and hides parts that the server wrote (advice.relief.Relief does the same sums there); no words are here.
// Without this file every button is a form or a link, and the server does it.
"use strict";
(() => {
  const store = globalThis.relief;
  const root = document.querySelector("[data-relief]");
  const dock = document.querySelector("[data-dock]");
  const known = JSON.parse(root.dataset.shared);
  const owner = root.dataset.owner;
  const isChooser = root.dataset.relief === "chooser";
  const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const moves = !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const PING = 45_000;
  const FADE = 24 * 3_600_000;
  let run = null;
  let changing = root.dataset.changing ?? "";
  let said = "";
  let goneHere = false;

  const all = (query, from = document) => from.querySelectorAll(query);
  const text = (part, words) => { if (part.textContent !== words) part.textContent = words; };
  const show = (part, on) => { if (part.hidden === on) part.hidden = !on; };

  // ---- what holds now (the same as advice.relief.Relief)

  function warmth(now) {
    const rounds = run.steps.filter((step) => step.kind === "heat");
    if (!rounds.length) return { state: now < run.began + known.heatAfter ? "early" : "ready", rounds: 0, until: run.began + known.heatAfter };
    const last = rounds.at(-1).at;
    if (now < last + known.heatOn) return { state: "on", rounds: rounds.length, until: last + known.heatOn };
    if (rounds.length >= known.heatRounds) return { state: "over", rounds: rounds.length };
    if (now < last + known.heatEvery) return { state: "off", rounds: rounds.length, until: last + known.heatEvery };
    return { state: "ready", rounds: rounds.length };
  }

  function view(now) {
    const running = run.gone ? null : run.steps.at(-1);
    const warm = warmth(now);
    const isLong = now - run.began >= known.adviceAfter;
    const isWarmTime = now >= run.began + known.heatAfter;
    let lit = null;
    let next = "";
    if (running && isLong) lit = "advice";
    else if (running) {
      lit = !isWarmTime || running.at >= run.began + known.heatAfter ? running.kind : "heat";
      const turns = ["stretch", "massage", ...(known.canDrink ? ["drink"] : [])];
      if (isWarmTime) next = warm.state === "ready" ? "heat" : "";
      else next = turns[(turns.indexOf(running.kind) + 1) % turns.length];
    }
    return { running, warm, lit, next };
  }

  // ---- showing it

  function minutes(ms) {
    const seconds = Math.max(0, Math.floor(ms / 1000));
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  function showPanels(now, { running, warm, lit, next }) {
    const ran = new Set(run.steps.filter((step) => step !== running).map((step) => step.kind));
    for (const panel of all("[data-panel]", root)) {
      const name = panel.dataset.panel;
      const isLit = name === lit;
      panel.className = isLit ? "is-now" : name === "stop" || ran.has(name) ? "done" : "";
      if (isLit) panel.setAttribute("aria-current", "step");
      else panel.removeAttribute("aria-current");
      for (const part of all("[data-lit]", panel)) show(part, isLit);
      for (const part of all("[data-idle]", panel)) show(part, !isLit && (name === "advice" || Boolean(running)));
    }
    for (const part of all("[data-warm]", root)) {
      const holds = part.dataset.warm.split(" ").includes(warm.state);
      show(part, holds && (!("running" in part.dataset) || Boolean(running)));
    }
    show(root.querySelector("[data-warm-again]"), warm.state === "ready" && Boolean(running) && next !== "heat");
    const slots = { next: warm.rounds + 1, round: warm.rounds, until: warm.until && clock.format(warm.until), left: warm.until && minutes(warm.until - now) };
    for (const part of all("[data-slot]", root)) {
      const value = slots[part.dataset.slot];
      text(part, value === undefined ? "" : (part.dataset.before ?? "") + value);
    }
    const words = root.querySelector(".is-now h2:not([hidden])")?.innerText ?? "";
    if (words !== said) {
      said = words;
      text(root.querySelector("[data-say]"), words);
      reveal(root.querySelector(".is-now"));
    }
  }

  // The step that is lit must be seen, above the dock too.
  function reveal(panel) {
    if (!panel) return;
    const { top, bottom } = panel.getBoundingClientRect();
    const end = window.innerHeight - (getComputedStyle(dock).position === "fixed" ? dock.offsetHeight : 0);
    if (top < 0 || bottom > end) panel.scrollIntoView({ block: "center" });
  }

  function showRing(now, { running, lit }) {
    if (lit !== "stretch" || !running) return;
    const turns = Math.max(0, Math.floor((now - running.at) / 1000));
    const round = Math.floor(turns / (known.hold + known.ease));
    const within = turns % (known.hold + known.ease);
    const isDone = round >= known.rounds;
    const holding = within < known.hold;
    const left = isDone ? 0 : holding ? known.hold - within : known.hold + known.ease - within;
    text(root.querySelector("[data-count]"), String(left));
    show(root.querySelector("[data-turn=hold]"), holding || isDone);
    show(root.querySelector("[data-turn=ease]"), !holding && !isDone);
    text(root.querySelector("[data-round]"), String(Math.min(round + 1, known.rounds)));
    show(root.querySelector("[data-counted]"), true);
    show(root.querySelector("[data-no-count]"), false);
    const ring = root.querySelector("[data-hold] .run");
    const around = 2 * Math.PI * ring.r.baseVal.value;
    const whole = holding ? known.hold : known.ease;
    ring.setAttribute("stroke-dasharray", `${(moves ? (around * left) / whole : around).toFixed(2)} ${around.toFixed(2)}`);
  }

  function showDock({ running, next }) {
    show(dock, Boolean(running) && !root.hidden);
    const face = next === "heat" ? "heat" : next ? "step" : "none";
    for (const part of all("[data-face]", dock)) show(part, part.dataset.face === face);
    if (face === "step") dock.querySelector("[data-face=step] [data-tap]").dataset.tap = next;
  }

  function showNotes() {
    const kept = store.read();
    const waiting = kept.queue.filter((item) => run ? item.run === run.id : item.owner === owner || !owner);
    const words = `${waiting.length} ${waiting.length === 1 ? "tap" : "taps"}`;
    const isOut = waiting.length > 0 && (!owner || kept.login);
    for (const part of all("[data-waiting]")) text(part, words);
    show(document.querySelector("[data-note=login]"), isOut);
    show(document.querySelector("[data-note=offline]"), waiting.length > 0 && !isOut);
    const refused = document.querySelector("[data-note=refused]");
    const told = kept.refused.filter((each) => each.owner === owner);
    show(refused, told.length > 0);
    refused.querySelector("[data-refused]").replaceChildren(...told.map((each) => {
      const line = document.createElement("li");
      line.textContent = `${clock.format(each.at)} ${each.label}: ${each.words}`;
      return line;
    }));
  }

  function showRun(now) {
    for (const part of all("[data-clock]")) {
      text(part, (part.dataset.before ?? "") + clock.format(run.began + Number(part.dataset.clock) * 1000));
    }
    for (const part of all("[data-elapsed]")) text(part, minutes((run.gone ?? now) - run.began));
    for (const part of all("[data-group]", root)) show(part, part.dataset.group === run.site.split("-")[0] || all(`[data-group="${run.site.split("-")[0]}"]`, root).length === 0);
    show(root.querySelector("[data-over]"), Boolean(run.gone));
    const link = root.querySelector("[data-page-of-it]");
    if (link) {
      show(link, Boolean(run.gone && run.page));
      if (run.page) link.querySelector("a").href = run.page;
    }
    for (const part of all("[data-mail]", root)) part.checked = run.mail ?? false;
    const warmed = run.steps.findLast((step) => step.kind === "heat");
    const hour = new Date((warmed?.at ?? now) + known.heatEvery).getHours();
    for (const part of all("[data-mail-quiet]", root)) show(part, hour >= known.noMailFrom || hour < known.noMailTo);
    // Kept without a network, the page does not know what was drunk since: it names no amount then.
    const isOld = Boolean(owner) && now - known.at > known.drinkFor;
    for (const part of all("[data-sip]", root)) show(part, (part.dataset.sip === "old") === isOld);
  }

  function draw() {
    const now = Date.now();
    showNotes();
    if (isChooser) showChooser();
    if (!run || root.hidden) return;
    const found = view(now);
    showRun(now);
    showPanels(now, found);
    showRing(now, found);
    showDock(found);
  }

  // ---- the chooser and the screen are one page, so that a muscle can be chosen without a network

  function isOpen(each) {
    return each && !each.gone && Date.now() - each.began < FADE && (each.owner === owner || (each.owner && !owner));
  }

  function showChooser() {
    const onScreen = !root.hidden;
    for (const part of all("[data-chooser]")) show(part, !onScreen && !("goOn" in part.dataset || "going" in part.dataset));
    const offer = document.querySelector("[data-go-on]");
    const going = document.querySelector("[data-going]");
    const kept = store.read().run;
    const isOffered = !onScreen && !changing && isOpen(kept);
    show(offer, Boolean(isOffered));
    if (isOffered) text(offer.querySelector("[data-go-on-name]"), `${known.names[kept.site].toLowerCase()}, ${clock.format(kept.began)}`);
    if (going) show(going, !onScreen && !changing && !(isOffered && kept.id === going.dataset.going));
  }

  function toScreen() {
    for (const part of all("[data-screen]")) part.hidden = false;
    text(document.querySelector("[data-title]"), known.names[run.site]);
    if (location.hash !== "#now") history.pushState(null, "", "/relief/#now");
    window.scrollTo(0, 0);
    draw();
    stayAwake();
  }

  function toChooser() {
    for (const part of all("[data-screen]")) part.hidden = true;
    dock.hidden = true;
    draw();
  }

  // ---- what is tapped

  function save(act) {
    run = store.change((kept) => {
      if (kept.run?.id !== run.id) kept.run = run;
      act(kept.run);
    }).run;
  }

  function tell(fields, label) {
    store.tap(run, { muscle: run.site, began: new Date(run.began).toISOString(), ...fields }, label);
    draw();
  }

  function begin(site) {
    const began = Date.now();
    run = { id: store.key(), owner, site, began, gone: null, mail: false, steps: [{ id: "", kind: "stretch", at: began }] };
    save(() => {});
    toScreen();
    tell({ act: "begin" }, known.names[site]);
  }

  function move(site) {
    save((kept) => { kept.site = site; });
    changing = "";
    toScreen();
    tell({ act: "move", site }, known.names[site]);
  }

  function step(kind, label) {
    const at = Date.now();
    const id = store.key();
    save((kept) => { kept.steps = [...kept.steps, { id, kind, at }].sort((one, two) => one.at - two.at); });
    tell({ act: "step", step: id, kind, at: new Date(at).toISOString() }, label);
  }

  function gone(label) {
    const at = Date.now();
    save((kept) => { kept.gone = at; });
    tell({ act: "gone", at: new Date(at).toISOString() }, label);
    // From now on: the listener leads to the cramp's page once the diary has everything.
    goneHere = true;
    window.scrollTo(0, 0);
  }

  function chosen(event) {
    const part = event.target.closest("[data-site], [data-tap], [data-gone], [data-go-on] button, [data-change], [data-forget]");
    if (!part) return;
    if (part.matches("[data-change]") && !isChooser) return;
    if (part.matches("[data-site]") && changing && run?.id !== changing) return;
    event.preventDefault();
    const label = part.closest("[data-panel]")?.querySelector("h2:not([hidden])")?.innerText ?? part.innerText;
    if (part.dataset.site) (changing ? move : begin)(part.dataset.site);
    else if (part.dataset.tap) step(part.dataset.tap, label);
    else if ("gone" in part.dataset) gone(label);
    else if ("change" in part.dataset) {
      changing = run.id;
      toChooser();
    }
    else if ("forget" in part.dataset) store.change((kept) => { kept.refused = kept.refused.filter((each) => each.owner !== owner); });
    else resume(store.read().run);
    draw();
  }

  function resume(kept) {
    run = kept;
    toScreen();
  }

  // ---- where it stands when the page opens

  function hydrate() {
    const kept = store.read().run;
    if (isChooser) {
      const named = /^\/relief\/now\/([0-9a-f-]+)\/$/.exec(location.pathname)?.[1];
      const site = /^\/relief\/([a-z]+-[lr])\/$/.exec(location.pathname)?.[1];
      const isHere = named ? kept?.id === named : site ? kept?.site === site : location.hash === "#now";
      if (isOpen(kept) && isHere && !changing) resume(kept);
      else if (changing && kept?.id === changing) run = kept;
      return;
    }
    const told = { ...known.run, owner };
    // A reload of a run that begins in the address has a new key each time; the one kept here counts.
    const isSame = kept && kept.owner === owner && (kept.id === told.id || (kept.site === told.site && Math.abs(kept.began - told.began) < 1000));
    run = isSame ? kept : { ...told, id: told.id || store.key() };
    store.change((all) => {
      all.run = run;
      if (isSame && told.page) store.take(all, told);
      run = all.run;
    });
  }

  // Somebody looks: the mail about warmth is not needed, and another device may have gone on.
  async function ping() {
    const kept = store.read();
    const waits = kept.queue.some((item) => item.run === run?.id);
    if (!owner || !run || run.gone || root.hidden || waits || document.visibilityState !== "visible") return;
    try {
      const found = await store.verdict(await store.post(run.id, owner, { act: "seen" }));
      if (found.fate === "taken") store.change((each) => store.take(each, found.state));
    } catch {
      // No network: nobody needs to know.
    }
  }

  // Both hands are busy: keep the screen on where the browser can.
  async function stayAwake() {
    try {
      if (run && !run.gone) await navigator.wakeLock?.request("screen");
    } catch {
      // Refused, for example on a low battery: the page works without.
    }
  }

  store.listen((kept) => {
    if (run && kept.run?.id === run.id) run = kept.run;
    const isSent = run?.page && !kept.queue.some((item) => item.run === run.id);
    if (goneHere && run?.over && isSent && document.visibilityState === "visible") {
      goneHere = false;
      location.assign(run.page);
    }
    draw();
  });
  document.addEventListener("click", chosen);
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-mail]")) return;
    const wanted = event.target.checked;
    save((kept) => { kept.mail = wanted; });
    tell({ act: "mail", mail: wanted ? "on" : "" }, event.target.labels[0].innerText);
  });
  window.addEventListener("popstate", () => {
    if (!isChooser) return;
    const kept = store.read().run;
    if (location.hash === "#now" && isOpen(kept)) resume(kept);
    else toChooser();
  });
  document.addEventListener("visibilitychange", () => {
    draw();
    stayAwake();
    ping();
  });
  for (const part of all("[data-mail-save]")) part.hidden = true;
  hydrate();
  draw();
  stayAwake();
  setInterval(draw, 1000);
  setInterval(ping, PING);
})();
