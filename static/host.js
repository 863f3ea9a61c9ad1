// The relay: owns the engine's worker, hands it the views' questions and gives each its answer.
// Runs in the offscreen document (Chromium) or in the background page (Firefox).
"use strict";
(() => {
  const VERSION = 1;
  // The protocol's MAX_MESSAGE_BYTES; a string of that many units is never smaller in bytes.
  const MAX_MESSAGE = 8 * 1024 * 1024;
  // Past this many questions under way a view is misbehaving.
  const MAX_UNANSWERED = 512;
  // A worker that is silent this long while a question waits is asked whether it lives ...
  const SILENCE_MS = 20_000;
  // ... and given this long to finish what it is at before it is replaced.
  const GRACE_MS = 60_000;
  // A worker that dies more often than this within a minute is left dead, and the rep is told.
  const MAX_RESTARTS = 5;
  const RESTART_WINDOW_MS = 60_000;
  // Changes are told at most this often, so that an import does not make every view ask all the time.
  const CHANGE_PAUSE_MS = 1_000;

  const ORIGIN = new URL(chrome.runtime.getURL("")).origin;
  const views = new Set();
  // Ask number -> {port, id} for a view's question, {settle} for a poll.
  const asked = new Map();
  let nextAsk = 1;
  let worker = null;
  let workers = 0;
  let state = { event: "starting", reason: "" };
  let restarts = [];
  let watchdog = 0;
  let lastSign = 0;
  let changeTimer = 0;

  function startWorker() {
    state = { event: "starting", reason: "" };
    workers += 1;
    const name = `hookline-worker-${workers}-${crypto.randomUUID()}`;
    worker = new Worker(chrome.runtime.getURL("worker.js"), { type: "module", name });
    const own = worker;
    const whenOwn = (act) => (event) => {
      if (own === worker) act(event);
    };
    worker.onmessage = whenOwn(({ data }) => (data.kind === "alive" ? mourn(name, own) : heard(data)));
    worker.onerror = whenOwn((event) => {
      event.preventDefault();
      replaceWorker(`the engine stopped: ${event.message || "unknown error"}`);
    });
    worker.onmessageerror = whenOwn(() => replaceWorker("the engine sent something unreadable"));
  }

  /** The worker holds a lock for as long as it lives; to be given it means that the worker is gone. */
  function mourn(name, own) {
    void navigator.locks.request(name, () => {
      if (own === worker) replaceWorker("the browser ended it");
    });
  }

  function heard(message) {
    lastSign = Date.now();
    if (message.kind === "ready") {
      setState({ event: state.restarted ? "restarted" : "ready", reason: "", ms: message.ms });
    } else if (message.kind === "failed") {
      setState({ event: "failed", code: message.code, reason: message.reason });
    } else if (message.kind === "crashed") {
      replaceWorker("the engine met an error it could not recover from");
    } else if (message.kind === "reply") {
      deliver(message.ask, message.text);
    } else if (message.kind === "polled") {
      settlePoll(message.ask, message.outcome);
    } else if (message.kind === "unanswered") {
      refuse(message.ask);
    }
    if (message.changed) announceChange();
    if (message.due) wantPoll();
    rest();
  }

  function deliver(ask, text) {
    const entry = asked.get(ask);
    asked.delete(ask);
    if (entry && entry.port) post(entry.port, text);
  }

  function settlePoll(ask, outcome) {
    const entry = asked.get(ask);
    asked.delete(ask);
    if (entry && entry.settle) entry.settle(JSON.parse(outcome));
  }

  /** Answers a question that the engine cannot answer any more with an error in the protocol's form. */
  function refuse(ask) {
    const entry = asked.get(ask);
    asked.delete(ask);
    if (!entry) return;
    const failed = state.event === "failed";
    const error = {
      code: failed ? state.code : "engine_restarted",
      message: failed ? state.reason : "The engine was restarted before it could answer. Please try again.",
      place: "",
      next: "",
    };
    if (entry.settle) entry.settle({ failed: error.message });
    else post(entry.port, JSON.stringify({ v: VERSION, id: entry.id, body: { error } }));
  }

  function replaceWorker(reason) {
    if (worker) worker.terminate();
    worker = null;
    const now = Date.now();
    restarts = restarts.filter((at) => now - at < RESTART_WINDOW_MS);
    restarts.push(now);
    const tooMany = restarts.length > MAX_RESTARTS;
    if (tooMany) {
      setState({ event: "failed", code: "engine_keeps_stopping", reason: `Hookline's engine keeps stopping (${reason}). Restart the browser; your data is kept.` });
    }
    for (const ask of [...asked.keys()]) refuse(ask);
    if (!tooMany) {
      startWorker();
      state.restarted = true;
    }
  }

  function setState(next) {
    state = next;
    for (const port of views) post(port, eventText(state));
  }

  function eventText({ event, code, reason, ms }) {
    return JSON.stringify({ v: VERSION, id: 0, event, code, reason: reason || "", ms });
  }

  function announceChange() {
    if (changeTimer) return;
    changeTimer = setTimeout(() => {
      changeTimer = 0;
      for (const port of views) post(port, eventText({ event: "changed" }));
    }, CHANGE_PAUSE_MS);
  }

  /** A feed that was just added is read now; the background knows which hosts are permitted. */
  function wantPoll() {
    if (globalThis.hooklineBackground) void globalThis.hooklineBackground.poll().catch(() => {});
    else void chrome.runtime.sendMessage({ v: VERSION, type: "poll" }).catch(() => {});
  }

  function post(port, text) {
    try {
      port.postMessage(text);
    } catch {
      // The view has just gone; its questions need no answer.
      views.delete(port);
    }
  }

  /** Watches only while a question waits, so that an idle engine costs nothing. */
  function watch() {
    if (watchdog) return;
    lastSign = Date.now();
    watchdog = setInterval(() => {
      const silent = Date.now() - lastSign;
      if (asked.size === 0) rest();
      else if (silent > SILENCE_MS + GRACE_MS) replaceWorker("it did not answer for over a minute");
      else if (silent > SILENCE_MS && worker) worker.postMessage({ kind: "ping" });
    }, SILENCE_MS / 2);
  }

  function rest() {
    if (asked.size > 0 || !watchdog) return;
    clearInterval(watchdog);
    watchdog = 0;
  }

  function ask(entry, message) {
    const number = nextAsk++;
    asked.set(number, entry);
    if (!worker) {
      refuse(number);
      return;
    }
    watch();
    worker.postMessage({ ...message, ask: number });
  }

  /** Only the extension's own pages may ask; a content script carries the origin of its page. */
  function isOwnView(sender) {
    return Boolean(sender) && sender.id === chrome.runtime.id && sender.origin === ORIGIN;
  }

  function idOf(text) {
    // Numbers come first in an envelope; the whole is read by the engine, not here.
    const found = /"id"\s*:\s*(\d{1,15})/.exec(text.slice(0, 200));
    return found ? Number(found[1]) : 0;
  }

  function attach(port) {
    if (port.name !== "hookline-engine") return;
    if (!isOwnView(port.sender)) {
      port.disconnect();
      return;
    }
    views.add(port);
    port.onDisconnect.addListener(() => {
      // Reading it keeps the browser from reporting a view that simply closed.
      void chrome.runtime.lastError;
      views.delete(port);
      for (const [number, entry] of asked) if (entry.port === port) asked.delete(number);
    });
    port.onMessage.addListener((text) => question(port, text));
    if (state.event !== "starting") post(port, eventText({ ...state, event: state.event === "failed" ? "failed" : "ready" }));
  }

  function question(port, text) {
    if (typeof text !== "string" || text.length > MAX_MESSAGE) return;
    let open = 0;
    for (const entry of asked.values()) if (entry.port === port) open += 1;
    if (open < MAX_UNANSWERED) ask({ port, id: idOf(text) }, { kind: "ask", text });
  }

  /** Reads the feeds that are due; settles with {asked, read, failed}. */
  function poll(origins) {
    const clean = Array.isArray(origins) ? origins.filter((origin) => typeof origin === "string").slice(0, 10_000) : [];
    return new Promise((settle) => ask({ settle }, { kind: "poll", origins: clean }));
  }

  /** Logs to the CRM (`crm`) or carries out a request of its sign-in (`sign-in`); settles with the outcome. */
  function carry(kind, text) {
    return new Promise((settle) => ask({ settle }, { kind, text }));
  }

  chrome.runtime.onConnect.addListener(attach);
  chrome.runtime.onMessage.addListener((message, sender, respond) => {
    if (!message || message.v !== VERSION || !isOwnWorker(sender)) return false;
    if (message.type === "host-poll") poll(message.origins).then(respond);
    else if (message.type === "host-carry") carry(message.kind === "crm" ? "crm" : "sign-in", String(message.text)).then(respond);
    else return false;
    return true;
  });

  /** The background script has no page: its messages carry the extension's id and no tab. */
  function isOwnWorker(sender) {
    return Boolean(sender) && sender.id === chrome.runtime.id && !sender.tab && (!sender.origin || sender.origin === ORIGIN);
  }

  globalThis.hooklineHost = { poll, carry };
  startWorker();
})();
