// Starts the engine's host, routes the toolbar button and the keyboard command, wakes for due feeds.
// Service worker in Chromium, background script in Firefox; it computes nothing.
"use strict";
// Firefox lists both scripts in its manifest; Chromium's worker begins with one.
if (typeof importScripts === "function") importScripts("crm.js");
(() => {
  const VERSION = 1;
  const MAX_MESSAGE = 64 * 1024;
  const ORIGIN = new URL(chrome.runtime.getURL("")).origin;
  const POLL_ALARM = "poll";
  const POLL_MINUTES = 30;
  const SITE_SCRIPT = "hookline-site:";

  // --- the engine's host -------------------------------------------------------------------------

  let creating = null;

  /** Makes sure that the host runs. Calls at the same time share one attempt. */
  function ensureEngine() {
    if (!chrome.offscreen) return Promise.resolve();
    creating ??= createHost().finally(() => {
      creating = null;
    });
    return creating;
  }

  async function createHost() {
    const running = await chrome.runtime.getContexts({ contextTypes: ["OFFSCREEN_DOCUMENT"] });
    if (running.length > 0) return;
    try {
      await chrome.offscreen.createDocument({
        url: "offscreen.html",
        reasons: ["WORKERS"],
        justification: "Runs the local database engine that all of Hookline's views share.",
      });
    } catch (error) {
      // Another start won the race: that is as good.
      if (!/single offscreen/i.test(String(error && error.message))) throw error;
    }
  }

  async function poll() {
    await ensureEngine();
    void globalThis.hooklineCrm.run().catch(() => {});
    const { origins } = await chrome.permissions.getAll();
    const outcome = globalThis.hooklineHost
      ? await globalThis.hooklineHost.poll(origins)
      : await chrome.runtime.sendMessage({ v: VERSION, type: "host-poll", origins });
    if (outcome && outcome.alerts) await alert(outcome.alerts).catch(() => {});
    return outcome;
  }

  // --- what the rep is told of without looking ---------------------------------------------------

  const NOTICE = "hookline-notice:";
  let hearsClicks = false;

  /** Shows what the engine decided: a number on the icon, notifications where they are permitted. */
  async function alert({ badge, notices, digest }) {
    await chrome.action.setBadgeText({ text: badge > 99 ? "99+" : badge > 0 ? String(badge) : "" });
    if (badge > 0) await chrome.action.setBadgeBackgroundColor({ color: "#b86e00" });
    if (!chrome.notifications) return;
    hearClicks();
    for (const { account, title, text } of notices) await notify(`accounts/${account}`, title, text);
    if (digest) await notify("feed", chrome.i18n.getMessage("digest_title", [String(digest.accounts)]), digest.lines.join("\n"));
  }

  function notify(page, title, message) {
    const iconUrl = chrome.runtime.getURL("icons/128.png");
    return chrome.notifications.create(NOTICE + page, { type: "basic", iconUrl, title, message });
  }

  /** The interface comes with the permission, which may come long after the start. */
  function hearClicks() {
    if (hearsClicks || !chrome.notifications) return;
    hearsClicks = true;
    chrome.notifications.onClicked.addListener((id) => {
      if (!id.startsWith(NOTICE)) return;
      void chrome.notifications.clear(id);
      void openWorkspace(`/${id.slice(NOTICE.length)}`);
    });
  }

  // --- the sidebar -------------------------------------------------------------------------------

  /**
   * Opens or closes the sidebar in the tab. On a page that Hookline does not know, the rep's click
   * lets it in for this once, without a lasting permission; where the browser forbids that, the
   * workspace opens instead.
   */
  async function toggle(tab) {
    if (!tab || typeof tab.id !== "number") return;
    if (placement === "panel") return openPanel(tab);
    try {
      await tell(tab.id, "toggle");
    } catch {
      // A known page without its content script: the profile keeps that host from Hookline.
      if (await isKept(tab.url)) return openKept();
      await bring(tab.id).catch(() => openWorkspace());
    }
  }

  /** True when the address is of a host that Hookline knows and the rep has not let it read (Firefox). */
  async function isKept(url) {
    const hosts = chrome.runtime.getManifest().host_permissions ?? [];
    const pattern = hosts.find((one) => fits(one, url));
    return Boolean(pattern) && !(await chrome.permissions.contains({ origins: [pattern] }));
  }

  function fits(pattern, url) {
    const host = pattern.slice("https://".length, -"/*".length);
    if (typeof url !== "string" || !url.startsWith("https://")) return false;
    const { hostname } = new URL(url);
    return host.startsWith("*.") ? hostname.endsWith(host.slice(1)) : hostname === host;
  }

  /** The page that says why the host is needed, and asks. */
  async function openKept() {
    await chrome.tabs.create({ url: chrome.runtime.getURL("teach.html") });
  }

  /** Pages that were open before their host was permitted have no content script yet. */
  async function bringToOpen({ origins }) {
    const hosts = new Set(chrome.runtime.getManifest().host_permissions ?? []);
    const fresh = (origins ?? []).filter((origin) => hosts.has(origin));
    if (fresh.length === 0 || placement === "panel") return;
    for (const tab of await chrome.tabs.query({ url: fresh })) {
      // A tab that sleeps gets it when it wakes.
      if (!tab.discarded) await tell(tab.id, "open").catch(() => bring(tab.id).catch(() => {}));
    }
  }

  // Where the rep wants Hookline. Known before a click, since a panel opens in the click itself or not at all.
  let placement = "page";

  async function learnPlacement() {
    const stored = await chrome.storage.local.get("placement");
    placement = stored.placement === "panel" ? "panel" : "page";
    // Chromium opens the panel by itself: a worker that has just woken need not know the choice yet.
    await chrome.sidePanel?.setPanelBehavior({ openPanelOnActionClick: placement === "panel" });
  }

  function openPanel(tab) {
    if (chrome.sidePanel) return chrome.sidePanel.open({ windowId: tab.windowId });
    return chrome.sidebarAction.toggle();
  }

  chrome.storage.onChanged.addListener((changes) => {
    if (changes.placement) void learnPlacement().catch(() => {});
  });
  void learnPlacement().catch(() => {});

  const tell = (tabId, type) => chrome.tabs.sendMessage(tabId, { v: VERSION, type }, { frameId: 0 });

  async function bring(tabId) {
    await chrome.scripting.executeScript({ target: { tabId }, files: contentScripts() });
    await tell(tabId, "open");
  }

  /** The fixed content script's files; Firefox gives them as whole addresses and takes them as paths. */
  function contentScripts() {
    const [fixed] = chrome.runtime.getManifest().content_scripts;
    const here = chrome.runtime.getURL("");
    return fixed.js.map((file) => new URL(file, here).pathname.slice(1));
  }

  async function openWorkspace(hash) {
    const url = chrome.runtime.getURL("workspace.html") + (hash ? `#${hash}` : "");
    await chrome.tabs.create({ url });
  }

  // --- sites that the rep adds -------------------------------------------------------------------

  function siteScriptId(origin) {
    return SITE_SCRIPT + origin;
  }

  /** `https://crm.example.com` -> the match pattern of that origin alone; null for anything else. */
  function patternOf(origin) {
    try {
      const url = new URL(origin);
      if (url.protocol !== "https:" && url.protocol !== "http:") return null;
      return `${url.protocol}//${url.hostname}/*`;
    } catch {
      return null;
    }
  }

  async function watchSite(origin) {
    const pattern = patternOf(origin);
    if (!pattern) return { ok: false, reason: "That is not the address of a website." };
    if (!(await chrome.permissions.contains({ origins: [pattern] }))) {
      return { ok: false, reason: "The browser has not given Hookline that site yet." };
    }
    const id = siteScriptId(origin);
    const known = await chrome.scripting.getRegisteredContentScripts({ ids: [id] });
    if (known.length === 0) {
      await chrome.scripting.registerContentScripts([
        { id, matches: [pattern], js: contentScripts(), runAt: "document_idle", allFrames: false, persistAcrossSessions: true },
      ]);
    }
    return { ok: true };
  }

  async function siteState(origin) {
    const pattern = patternOf(origin);
    return { ok: true, allowed: Boolean(pattern) && (await chrome.permissions.contains({ origins: [pattern] })) };
  }

  async function unwatchSite(origin) {
    const id = siteScriptId(origin);
    const known = await chrome.scripting.getRegisteredContentScripts({ ids: [id] });
    if (known.length > 0) await chrome.scripting.unregisterContentScripts({ ids: [id] });
    return { ok: true };
  }

  async function forgetSites({ origins }) {
    const gone = new Set(origins || []);
    const scripts = await chrome.scripting.getRegisteredContentScripts();
    const ids = scripts
      .filter(({ id, matches }) => id.startsWith(SITE_SCRIPT) && matches.some((match) => gone.has(match)))
      .map(({ id }) => id);
    if (ids.length > 0) await chrome.scripting.unregisterContentScripts({ ids });
  }

  // --- a sidebar in a frame ------------------------------------------------------------------------

  /**
   * In Firefox a page of the extension inside a host page sees no tabs, so what it and that tab's
   * content script say to each other passes through here, unread.
   */
  function relay(view) {
    if (view.name !== "hookline-page") return;
    const { sender } = view;
    if (sender?.id !== chrome.runtime.id || sender.origin !== ORIGIN || typeof sender.tab?.id !== "number") {
      view.disconnect();
      return;
    }
    const page = chrome.tabs.connect(sender.tab.id, { name: view.name, frameId: 0 });
    join(view, page);
    join(page, view);
  }

  function join(from, to) {
    from.onMessage.addListener((message) => {
      try {
        to.postMessage(message);
      } catch {
        from.disconnect();
      }
    });
    from.onDisconnect.addListener(() => {
      void chrome.runtime.lastError;
      to.disconnect();
    });
  }

  // A view's port to the engine must not be held open here: where the engine's document is not there, or not
  // there yet, the view has to learn of it. Only Firefox, which has no such document, needs the relay.
  if (!chrome.offscreen) chrome.runtime.onConnect.addListener(relay);

  // --- messages ----------------------------------------------------------------------------------

  // Who may say what: `ours` for pages of the extension alone, `any` for content scripts too.
  const MESSAGES = {
    "ensure-engine": { from: "ours", act: () => ensureEngine().then(() => ({ ok: true })) },
    poll: { from: "ours", act: () => poll() },
    "crm-state": { from: "ours", act: () => globalThis.hooklineCrm.state() },
    "crm-connect": { from: "ours", act: (message) => globalThis.hooklineCrm.connect(message) },
    "crm-disconnect": { from: "ours", act: () => globalThis.hooklineCrm.disconnect() },
    "open-workspace": {
      from: "ours",
      act: ({ hash }) => openWorkspace(typeof hash === "string" ? hash.slice(0, 500) : "").then(() => ({ ok: true })),
    },
    "watch-site": { from: "ours", act: ({ origin }) => watchSite(origin) },
    "site-state": { from: "ours", act: ({ origin }) => siteState(origin) },
    "unwatch-site": { from: "ours", act: ({ origin }) => unwatchSite(origin) },
  };

  chrome.runtime.onMessage.addListener((message, sender, respond) => {
    const entry = admitted(message, sender);
    if (!entry) return false;
    entry.act(message).then(respond, (error) => {
      respond({ ok: false, reason: `Hookline's background could not do that: ${String(error && error.message).slice(0, 300)}` });
    });
    return true;
  });

  /** The message's entry when it is whole, of our version, small, and its sender may say it. */
  function admitted(message, sender) {
    if (!message || typeof message !== "object" || message.v !== VERSION || typeof message.type !== "string") return null;
    if (!sender || sender.id !== chrome.runtime.id) return null;
    if (!Object.hasOwn(MESSAGES, message.type)) return null;
    const entry = MESSAGES[message.type];
    if (entry.from === "ours" && sender.origin !== ORIGIN) return null;
    if (JSON.stringify(message).length > MAX_MESSAGE) return null;
    return entry;
  }

  // In Firefox the host runs in this very page, to which messages do not come back.
  globalThis.hooklineBackground = { poll, ensureEngine };

  // --- events ------------------------------------------------------------------------------------

  hearClicks();

  chrome.action.onClicked.addListener((tab) => void toggle(tab));
  chrome.commands.onCommand.addListener((command, tab) => {
    if (command === "toggle-sidebar") void toggle(tab);
  });
  // A feed may have waited for this permission.
  chrome.permissions.onAdded.addListener((added) => {
    void bringToOpen(added).catch(() => {});
    void poll().catch(() => {});
  });
  chrome.permissions.onRemoved.addListener((removed) => void forgetSites(removed));
  chrome.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === POLL_ALARM) void poll().catch(() => {});
  });
  chrome.runtime.onInstalled.addListener(({ reason }) => {
    void chrome.alarms.create(POLL_ALARM, { delayInMinutes: 1, periodInMinutes: POLL_MINUTES });
    if (reason === "install") void openWorkspace("first-run");
  });
  chrome.runtime.onStartup.addListener(() => {
    void chrome.alarms.create(POLL_ALARM, { delayInMinutes: 1, periodInMinutes: POLL_MINUTES });
  });
})();
