// The relief pages without a network. Its address lets it see /relief/ only, and it keeps one page, the
// chooser, which holds the whole screen, and where a cramp is that still goes on. No other page with what
// somebody wrote down is ever kept.
"use strict";
const NAME = "relief-{{ version }}";
const PAGE = "{{ page }}";
const FILES = [{% for file in files %}"{{ file|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
// A network that does not answer in this time is as good as none.
const PATIENCE = 4000;

async function keep(cache) {
  const answer = await fetch(PAGE, { credentials: "same-origin" });
  if (answer.ok && !answer.redirected) await cache.put(PAGE, answer);
}

// Somebody else reads now: what was kept for the one before goes, even if nothing can be fetched.
async function renew() {
  const cache = await caches.open(NAME);
  await cache.delete(PAGE);
  await keep(cache).catch(() => {});
}

async function keepAll() {
  const cache = await caches.open(NAME);
  await Promise.all([cache.addAll(FILES), keep(cache)]);
}

async function forgetOld() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("relief-") && name !== NAME).map((name) => caches.delete(name)));
}

// The network's answer; what is kept where there is none in time, and the network's again where nothing is.
async function first(request, key) {
  const cache = await caches.open(NAME);
  const answer = fetch(request);
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE));
  try {
    const found = await Promise.race([answer, late]);
    if (found.status < 500) return found;
    return (await cache.match(key)) ?? found;
  } catch {
    return (await cache.match(key)) ?? answer;
  }
}

async function page(request, wait) {
  const answer = await first(request, PAGE);
  const { pathname, search } = new URL(request.url);
  if (pathname === PAGE && !search && answer.ok) {
    const copy = answer.clone();
    wait(caches.open(NAME).then((cache) => cache.put(PAGE, copy)));
  }
  return answer;
}

async function file(request, wait) {
  const answer = await first(request, request.url);
  if (answer.ok) {
    const copy = answer.clone();
    wait(caches.open(NAME).then((cache) => cache.put(request.url, copy)));
  }
  return answer;
}

self.addEventListener("install", (event) => {
  event.waitUntil(keepAll().then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOld().then(() => self.clients.claim()));
});
self.addEventListener("message", (event) => {
  if (event.data === "renew") event.waitUntil(renew());
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  const wait = (work) => event.waitUntil(work);
  if (request.mode === "navigate") event.respondWith(page(request, wait));
  else if (FILES.includes(url.pathname)) event.respondWith(file(request, wait));
});
