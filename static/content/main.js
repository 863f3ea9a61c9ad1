// The content script's front: speaks with the sidebar, passes on what the others find and do.
"use strict";
(() => {
  const { hookline } = globalThis;
  if (hookline.started) return;
  hookline.started = true;
  const { isAlive, quietly, guarded, get, call } = hookline.guard;

  const VERSION = 1;
  const TYPING_PAUSE_MS = 300;
  // A closing extension takes a moment to become unreachable.
  const FAREWELL_MS = 300;

  const ORIGIN = new URL(chrome.runtime.getURL("")).origin;
  // Under this the adapters that the rep taught are kept, one an origin.
  const TAUGHT = "adapter:";
  const shipped = (globalThis.hooklineAdapters ?? []).map((raw) => hookline.schema.check(raw).adapter).filter(Boolean);
  // One list for all that read it: what was taught for this host, then what is shipped.
  const adapters = [...shipped];
  const ports = new Set();
  const page = { document, location, adapter: null, faulty: false, forest: null, drafts: null };
  let reading = null;
  let watched = false;
  // True while the rep teaches: every change of the page is then read with what was taught so far.
  let explaining = false;
  let typingTimer = 0;
  let saidDraft = "";

  function start() {
    // The frame of an earlier version that this one replaces (Firefox starts the new one at once).
    for (const old of call(document, "querySelectorAll", "hookline-sidebar")) old.remove();
    page.adapter = hookline.read.choose(adapters, document, location);
    if (!page.adapter) return;
    page.forest = new hookline.walk.Forest(document, page.adapter);
    page.drafts = new hookline.drafts.Drafts(page);
    hookline.page = page;
    hookline.retire = retire;
    page.sent = new hookline.sent.Sent(page, tell);
    page.watcher = new hookline.watch.Watcher(page, adapters, heard);
    page.watcher.onFinish = () => {
      if (explaining) tell({ type: "moved" });
    };
    page.shell = new hookline.shell.Shell({ onOpen: (open) => tell({ type: "open", open }), obstacles });
    chrome.runtime.onConnect.addListener(guarded(attach));
    chrome.runtime.onMessage.addListener(guarded(command));
    chrome.storage.onChanged.addListener(guarded(stored));
    page.pointer = new hookline.teach.Pointer(page, (picked) => tell({ type: "picked", ...picked }), () => tell({ type: "picked", field: "", value: "", ladder: [], problem: "stopped" }));
    useTaught().catch(() => {});
    page.shell.start().catch(() => {});
  }

  // --- what the rep taught -----------------------------------------------------------------------------

  async function useTaught() {
    const key = TAUGHT + location.origin;
    const raw = (await chrome.storage.local.get(key))[key];
    const { adapter: taught, problems } = raw ? hookline.schema.check(raw) : { adapter: null, problems: [] };
    page.faulty = problems.length > 0;
    adapters.splice(0, adapters.length, ...(taught ? [taught] : []), ...shipped);
    page.watcher.soon(0);
  }

  function stored(changes) {
    if (Object.hasOwn(changes, TAUGHT + location.origin)) void useTaught().catch(() => {});
  }

  /** Reads this page with an adapter that is not in use yet, or with the one that is. */
  function explain(message, port) {
    explaining = Boolean(message.adapter);
    const { adapter: made, problems } = message.adapter ? hookline.schema.check(message.adapter) : { adapter: page.adapter, problems: [] };
    const using = { ...page, adapter: made };
    const said = made ? hookline.read.exhaust(hookline.read.explain(using, message.adapter ? { active: null } : page.drafts)) : null;
    send(port, { type: "explained", url: location.href, said, problems });
  }

  function makeAdapter({ ladders }, port) {
    const general = (globalThis.hooklineAdapters ?? []).find(({ hosts, present }) => hosts.includes("*") && !present);
    send(port, { type: "made", url: location.href, adapter: hookline.teach.adapterOf(ladders ?? {}, location, general) });
  }

  // --- the page speaks -------------------------------------------------------------------------------

  function heard(next) {
    const before = reading;
    reading = next;
    if (!before || JSON.stringify(before.facts) !== JSON.stringify(next.facts)) tell(factsMessage());
    // One of these that a page breaks costs itself alone.
    quietly(() => page.shell.follow(page.drafts.open.map((draft) => draft.root)));
    quietly(() => watched && watchDraft(true));
    quietly(() => page.sent.check());
    quietly(tellDraft);
  }

  function factsMessage() {
    return { type: "facts", facts: reading.facts, how: reading.how };
  }

  /** Tells which draft is open, when that or its words have changed. */
  function tellDraft() {
    const message = draftMessage();
    const said = JSON.stringify(message);
    if (said === saidDraft) return;
    saidDraft = said;
    tell(message);
  }

  function draftMessage() {
    const draft = page.drafts.active;
    if (!draft) return { type: "draft", open: false, draft: "", subject: "", text: "" };
    const { text } = hookline.words.wordsOf(draft);
    return { type: "draft", open: true, draft: draft.token, subject: hookline.drafts.subjectOf(draft), text };
  }

  function obstacles() {
    const boxes = [];
    for (const { root, body, inline } of page.drafts.open) {
      const frame = body.ownerDocument === document ? root : get(body.ownerDocument, "defaultView")?.frameElement;
      if (!frame?.isConnected) continue;
      const { left, top, width, height } = frame.getBoundingClientRect();
      // A reply within the thread scrolls: its whole column is kept free, so that nothing jumps.
      if (width > 0) boxes.push(inline ? { left, top: 0, width, height: innerHeight } : { left, top, width, height });
    }
    return boxes;
  }

  // --- typing: one timer, started at most once per pause ---------------------------------------------

  let lastKey = 0;
  let hearing = null;
  const heardKey = guarded(typed);

  function typed() {
    if (!page.drafts.active) return;
    lastKey = performance.now();
    if (typingTimer === 0) typingTimer = setTimeout(guarded(paused), TYPING_PAUSE_MS);
  }

  function paused() {
    const left = TYPING_PAUSE_MS - (performance.now() - lastKey);
    if (left > 1) {
      typingTimer = setTimeout(guarded(paused), left);
      return;
    }
    typingTimer = 0;
    tellDraft();
  }

  /** Keys are heard in the document of every draft: an editor in a frame has one of its own. */
  function watchDraft(on) {
    const started = on && !watched;
    watched = on;
    if (!on) {
      hearing?.abort();
      hearing = null;
      page.sent.stop();
      return;
    }
    page.sent.start();
    hearing ??= new AbortController();
    for (const draft of page.drafts.open) {
      const where = draft.body.ownerDocument;
      // Adding the same listener twice changes nothing.
      call(where, "addEventListener", "input", heardKey, { capture: true, passive: true, signal: hearing.signal });
    }
    if (started) quietly(tellDraft);
  }

  // --- the sidebar speaks ----------------------------------------------------------------------------

  const WISHES = {
    insert: (message, port) => void insert(message, port),
    watch_draft: ({ on }) => watchDraft(on === true),
    collapse: () => page.shell.collapse(),
    resize: ({ width }) => page.shell.resize(width),
    badge: (message) => page.shell.setBadge(message),
    capture: ({ id }, port) => send(port, { type: "captured", id, ...openPage() }),
    point: ({ field }) => (field ? page.pointer.start(field) : page.pointer.stop()),
    make_adapter: makeAdapter,
    explain,
    focus_words: ({ draft, start, end }) => {
      const open = page.drafts.byToken(draft);
      if (open && Number.isInteger(start) && Number.isInteger(end)) hookline.words.select(open, start, end);
    },
  };

  /**
   * The words the rep has marked, or the page's title, and the page's own address. Of a mail or CRM page
   * only marked words are taken: its title and address mean nothing elsewhere.
   */
  function openPage() {
    const marked = String(getSelection() ?? "").trim().slice(0, 2_000);
    if (page.adapter.name !== "any-page") return { title: "", text: marked, url: "" };
    const named = call(document, "querySelector", "meta[property='og:title']")?.content || get(document, "title");
    const own = call(document, "querySelector", "link[rel='canonical']")?.href || location.href;
    const url = own.startsWith("https://") || own.startsWith("http://") ? own : location.href;
    return { title: String(named).trim().slice(0, 500), text: marked, url: url.split("#")[0].slice(0, 2_000) };
  }

  async function insert(message, port) {
    let outcome;
    try {
      outcome = await hookline.insert.insert(page.drafts, message);
    } catch {
      outcome = { ok: false, reason: "The page did not let the text in. Use Copy, then paste it where you want it." };
    }
    send(port, { type: "inserted", id: message.id, ...outcome });
    page.watcher.soon(0);
    quietly(tellDraft);
  }

  function attach(port) {
    if (port.name !== "hookline-page") return;
    if (port.sender?.id !== chrome.runtime.id || port.sender.origin !== ORIGIN) {
      port.disconnect();
      return;
    }
    ports.add(port);
    port.onMessage.addListener(guarded((message) => wish(message, port)));
    port.onDisconnect.addListener(guarded(() => detach(port)));
    page.watcher.start();
    send(port, { type: "open", open: page.shell.isOpen });
    if (!reading) {
      // What was said of the draft before the first reading, this sidebar has not heard.
      saidDraft = "";
      return;
    }
    send(port, factsMessage());
    quietly(() => send(port, draftMessage()));
  }

  function wish(message, port) {
    if (!message || typeof message !== "object" || message.v !== VERSION || typeof message.type !== "string") return;
    if (Object.hasOwn(WISHES, message.type)) WISHES[message.type](message, port);
  }

  /** With no sidebar to speak to, the page is left alone. */
  function detach(port) {
    ports.delete(port);
    if (ports.size === 0) {
      page.pointer.stop();
      explaining = false;
      page.watcher.stop();
      watchDraft(false);
      saidDraft = "";
    }
    setTimeout(
      guarded(() => {
        if (!isAlive()) retire();
      }),
      FAREWELL_MS,
    );
  }

  function command(message, sender, respond) {
    if (!isAlive() || sender.id !== chrome.runtime.id || sender.tab) return;
    if (!message || message.v !== VERSION || !["toggle", "open"].includes(message.type)) return;
    quietly(() => page.shell[message.type]());
    respond({ ok: true, open: page.shell.isOpen });
  }

  function retire() {
    hookline.retire = null;
    page.watcher.stop();
    watchDraft(false);
    quietly(() => page.shell.retire());
  }

  // --- sending ---------------------------------------------------------------------------------------

  function tell(message) {
    for (const port of ports) send(port, message);
  }

  function send(port, message) {
    try {
      port.postMessage({ v: VERSION, ...message });
    } catch {
      detach(port);
    }
  }

  quietly(start);
})();
