// Keeps what is typed into a form of the diary in this browser until the server has it. Offers it
// again when the page is opened anew. Without it, and without storage, every form works the same.
(() => {
  "use strict";

  const PREFIX = "draft:";
  const KEPT_MS = 7 * 24 * 3600 * 1000;
  const QUIET_MS = 400;
  // Undefined on a page that does not know who reads it, such as an error page; empty: nobody.
  const { person, settled } = document.body.dataset;
  const form = document.querySelector("form[data-draft]");
  let kept, sent;
  try {
    kept = window.localStorage;
    sent = window.sessionStorage;
    kept.getItem(PREFIX);
  } catch {
    return;
  }

  const drafts = () => Object.keys(kept).filter((key) => key.startsWith(PREFIX));
  const forget = (keys) => keys.forEach((key) => kept.removeItem(key));

  function read(key) {
    try {
      const draft = JSON.parse(kept.getItem(key));
      return Array.isArray(draft?.fields) && Date.now() - draft.at < KEPT_MS ? draft : null;
    } catch {
      return null;
    }
  }

  if (person === undefined) return;
  if (person === "") {
    // Logged out. The log-in pages wait: who was logged out by time comes back for it.
    if (!location.pathname.startsWith("/accounts/")) forget(drafts());
    return;
  }
  const mine = `${PREFIX}${person}:`;
  const here = mine + location.pathname;
  forget(drafts().filter((key) => !key.startsWith(mine) || !read(key)));

  // The page after a form was sent: unless the form came back refused, the server has it.
  const waiting = sent.getItem(PREFIX);
  const isRefused = form?.dataset.draft === "refused";
  if (waiting && settled !== undefined && !isRefused) {
    forget([waiting]);
    sent.removeItem(PREFIX);
  }
  if (!form) return;

  const fields = () =>
    [...new FormData(form)].filter(
      ([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken",
    );
  const seen = (list) =>
    JSON.stringify(list.filter(([name]) => name !== "form_key" && name !== "version"));

  function keep() {
    try {
      kept.setItem(here, JSON.stringify({ at: Date.now(), fields: fields() }));
    } catch {
      // Full, or refused: the form itself still holds everything.
    }
  }

  function bringBack(draft) {
    for (const input of form.elements) {
      if (!input.name || input.name === "csrfmiddlewaretoken" || input.type === "submit") continue;
      const values = draft.fields.filter(([name]) => name === input.name).map(([, value]) => value);
      if (input.type === "checkbox" || input.type === "radio") {
        input.checked = values.includes(input.value);
      } else if (values.length) {
        input.value = values[0];
      }
      const fold = input.closest("details");
      const isFilled = input.checked || (input.type !== "hidden" && values.some(Boolean));
      if (fold && isFilled) fold.open = true;
    }
    keep();
  }

  function words(at) {
    const then = new Date(at);
    const clock = then.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    if (then.toDateString() === new Date().toDateString()) return `at ${clock}`;
    return `on ${then.toLocaleDateString("en-GB", { day: "numeric", month: "long" })} at ${clock}`;
  }

  function button(text, look, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = `btn ${look}`;
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }

  function offer(draft) {
    const bar = document.createElement("section");
    const says = document.createElement("p");
    const choice = document.createElement("div");
    bar.className = "panel stack stack-s mb-3";
    bar.setAttribute("aria-label", "Not saved yet");
    choice.className = "wrap";
    says.setAttribute("role", "status");
    says.tabIndex = -1;
    says.textContent = "You began this form before and did not save it.";
    const answered = (text) => {
      choice.remove();
      says.textContent = text;
      says.focus();
    };
    choice.append(
      button(`Bring back what you typed ${words(draft.at)}`, "btn-primary", () => {
        bringBack(draft);
        answered("Brought back. It is not saved yet.");
      }),
      button("Throw it away", "btn-quiet", () => {
        forget([here]);
        answered("Thrown away.");
      }),
    );
    bar.append(says, choice);
    form.before(bar);
  }

  const draft = read(here);
  sent.removeItem(PREFIX);
  if (draft && !isRefused && seen(draft.fields) !== seen(fields())) offer(draft);

  let timer = null;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, QUIET_MS);
  };
  const now = () => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    keep();
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("submit", () => {
    now();
    sent.setItem(PREFIX, here);
  });
  window.addEventListener("pagehide", now);
  document.addEventListener("visibilitychange", () => document.hidden && now());
})();
