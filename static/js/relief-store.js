// Keeps what was tapped on the relief screen on this phone until the diary has it. Each tap is written
// down first and sent after, in order, again and again; its key makes sending it twice harmless.
// Loaded by the relief pages, by Today and by the log-out page, which say in data-owner who reads.
"use strict";
(() => {
  const NAME = "relief";
  const EMPTY = { run: null, queue: [], refused: [], shell: null };
  const FIRST_WAIT = 1000;
  const LONGEST_WAIT = 60_000;
  const listeners = new Set();
  let sending = false;
  let wait = FIRST_WAIT;
  let timer;
  // What is kept where the browser lets nothing be written down.
  let memory = null;

  function read() {
    if (memory) return structuredClone(memory);
    try {
      return { ...structuredClone(EMPTY), ...JSON.parse(localStorage.getItem(NAME) ?? "{}") };
    } catch {
      return structuredClone(EMPTY);
    }
  }

  // Changes what is kept in one go, so that two tabs do not undo each other.
  function change(act) {
    const kept = read();
    act(kept);
    try {
      localStorage.setItem(NAME, JSON.stringify(kept));
      memory = null;
    } catch {
      // No room or no permission: the screen goes on from memory, and sends what it can.
      memory = kept;
    }
    for (const listener of listeners) listener(kept);
    return kept;
  }

  function key() {
    if (crypto.randomUUID) return crypto.randomUUID();
    // Only over plain http from another machine.
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  function token() {
    const cookie = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie);
    return cookie?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  }

  function owner() {
    return document.querySelector("[data-owner]")?.dataset.owner ?? "";
  }

  // Says whose tap it is: by now somebody else may be logged in here, and it is not for their diary.
  function post(run, whose, fields) {
    return fetch(`/relief/now/${run}/`, {
      method: "POST",
      redirect: "manual",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      body: JSON.stringify({ ...fields, owner: whose }),
    });
  }

  // What became of a request: taken, again (later), login, or refused with the diary's words.
  async function verdict(answer) {
    if (answer.ok) return { fate: "taken", state: await answer.json() };
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
      return { fate: "login" };
    }
    if (answer.status >= 500 || answer.status === 408 || answer.status === 429) {
      return { fate: "again" };
    }
    const said = await answer.json().catch(() => ({}));
    return { fate: "refused", words: said.error ?? "It does not know this cramp." };
  }

  async function sendNext(item) {
    let found;
    try {
      found = await verdict(await post(item.run, item.owner, item.fields));
    } catch {
      found = { fate: "again" };
    }
    if (found.fate === "taken" || found.fate === "refused") {
      change((kept) => {
        kept.queue = kept.queue.filter((each) => each.key !== item.key);
        if (found.fate === "refused") kept.refused.push({ at: item.tapped, owner: item.owner, words: found.words, label: item.label });
        kept.login = false;
        if (found.state) take(kept, found.state);
      });
      return true;
    }
    change((kept) => {
      kept.login = found.fate === "login";
    });
    if (found.fate === "again") later();
    return false;
  }

  // What the diary has is the truth once nothing of this run waits here any more.
  function take(kept, state) {
    if (kept.run?.id !== state.id || kept.queue.some((each) => each.run === state.id)) return;
    kept.run = { ...kept.run, ...state, gone: state.gone ?? (state.over ? kept.run.gone ?? Date.now() : null) };
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
    wait = Math.min(LONGEST_WAIT, wait * 2);
  }

  function mine(kept) {
    const reader = owner();
    return reader ? kept.queue.filter((each) => each.owner === reader) : [];
  }

  async function drain() {
    for (let next = mine(read())[0]; next; next = mine(read())[0]) {
      if (!(await sendNext(next))) return;
      wait = FIRST_WAIT;
    }
  }

  async function send() {
    if (sending) return;
    sending = true;
    try {
      // One tab sends at a time where the browser can say so; both at once would do no harm.
      if (navigator.locks) await navigator.locks.request(NAME, drain);
      else await drain();
    } finally {
      sending = false;
    }
  }

  function sendNow() {
    wait = FIRST_WAIT;
    send();
  }

  window.addEventListener("online", sendNow);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") sendNow();
  });
  window.addEventListener("storage", (event) => {
    if (event.key === NAME) for (const listener of listeners) listener(read());
  });

  // The page without a network: the worker keeps the relief screen of whoever reads now.
  async function keepShell() {
    const worker = document.querySelector("[data-worker]")?.dataset.worker;
    if (!worker || !navigator.serviceWorker) return;
    try {
      const there = await navigator.serviceWorker.getRegistration(worker);
      const made = await navigator.serviceWorker.register(worker);
      if (there && read().shell !== owner()) made.active?.postMessage("renew");
      if (read().shell !== owner() && navigator.onLine) change((kept) => { kept.shell = owner(); });
    } catch {
      // Private windows and plain http have no worker; the page works without.
    }
  }

  globalThis.relief = {
    read,
    change,
    key,
    owner,
    post,
    verdict,
    take,
    send: sendNow,
    listen: (listener) => listeners.add(listener),
    // Writes one tap down and sends it when it can.
    tap(run, fields, label) {
      const item = { key: key(), run: run.id, owner: run.owner, label, tapped: Date.now(), fields };
      change((kept) => {
        if (run.owner) kept.queue.push(item);
      });
      sendNow();
    },
  };

  // The log-out page says what would be lost.
  const waiting = document.querySelector("[data-relief-waiting]");
  if (waiting) waiting.hidden = !read().queue.length;

  sendNow();
  window.addEventListener("load", keepShell);
})();
