// The page of pages: how the page in front is read, teaching one, the pages taught so far, and where
// Hookline stands. In the sidebar, in the side panel, or in a tab of its own.
"use strict";
(() => {
  const VERSION = 1;
  const TAUGHT = "adapter:";
  const TEACHING = "teaching:";
  const FIELDS = ["company", "person", "email", "website", "phone"];
  const MAX_FILE = 200_000;
  const PAUSES_MS = [150, 400, 1_000, 2_500];

  const { schema } = globalThis.hookline;
  const t = (key, ...gaps) => chrome.i18n.getMessage(key, gaps.map(String)) || key;

  const state = {
    port: null, tries: 0, url: "", said: null, lost: false,
    teaching: null, pointing: "", problem: "",
    taught: [], editing: "", draft: "", problems: [], note: "",
    placement: "page", allowed: false, missing: [],
  };

  // --- the page in front -----------------------------------------------------------------------------

  const isFramed = window.top !== window;

  async function connect() {
    try {
      attach(await openPort());
    } catch {
      lost();
    }
  }

  async function openPort() {
    const name = "hookline-page";
    // In Firefox a frame in a host page sees no tabs: the background passes on what is said.
    if (!chrome.tabs) return chrome.runtime.connect({ name });
    const own = await chrome.tabs.getCurrent();
    if (own && !isFramed) throw new Error("a tab of its own");
    const [active] = own ? [own] : await chrome.tabs.query({ active: true, currentWindow: true });
    return chrome.tabs.connect(active.id, { name, frameId: 0 });
  }

  function attach(port) {
    state.port = port;
    port.onMessage.addListener((message) => {
      if (message?.v === VERSION && Object.hasOwn(HEARD, message.type)) HEARD[message.type](message);
    });
    port.onDisconnect.addListener(() => {
      void chrome.runtime.lastError;
      if (state.port === port) lost();
    });
    ask();
  }

  function lost() {
    state.port = null;
    const pause = PAUSES_MS[state.tries];
    state.tries += 1;
    if (pause) setTimeout(connect, pause);
    else {
      state.lost = true;
      show();
    }
  }

  function tell(message) {
    state.port?.postMessage({ v: VERSION, ...message });
  }

  /** How this page is read: with what is being taught, else with what is in use. */
  function ask() {
    tell({ type: "explain", adapter: state.teaching?.adapter });
  }

  const HEARD = {
    facts: () => ask(),
    moved: () => ask(),
    explained: (message) => void explained(message),
    picked: (message) => picked(message),
    made: ({ adapter, url }) => {
      if (!state.teaching) return;
      Object.assign(state.teaching, { adapter, url: state.teaching.url || url });
      void keepTeaching();
      ask();
    },
  };

  async function explained({ url, said, problems }) {
    state.tries = 0;
    state.lost = false;
    const before = originOf();
    state.url = url;
    state.said = said;
    state.problems = problems ?? [];
    if (originOf() !== before) await enterOrigin();
    const { teaching } = state;
    if (teaching?.adapter && url !== teaching.url && said?.view === "record") {
      teaching.second = said.rows.every(({ value }) => value !== "");
      void keepTeaching();
    }
    show();
  }

  function originOf() {
    try {
      return new URL(state.url).origin;
    } catch {
      return "";
    }
  }

  async function enterOrigin() {
    const key = TEACHING + originOf();
    state.teaching = (await chrome.storage.local.get(key))[key] ?? null;
    state.allowed = await isAllowed(originOf());
    if (state.teaching?.adapter) ask();
  }

  // --- teaching --------------------------------------------------------------------------------------

  function begin() {
    state.teaching = { ladders: {}, values: {}, adapter: null, url: "", second: null };
    void keepTeaching();
    show();
  }

  function point(field) {
    state.pointing = state.pointing === field ? "" : field;
    state.problem = "";
    tell({ type: "point", field: state.pointing });
    show();
  }

  function picked({ field, value, ladder, problem }) {
    state.pointing = "";
    state.problem = problem === "stopped" ? "" : problem;
    if (!problem && state.teaching) {
      state.teaching.ladders[field] = ladder;
      state.teaching.values[field] = value;
      tell({ type: "make_adapter", ladders: state.teaching.ladders });
    }
    show();
    document.getElementById(`point-${field || FIELDS[0]}`)?.focus();
  }

  function keepTeaching() {
    return chrome.storage.local.set({ [TEACHING + originOf()]: state.teaching });
  }

  async function stopTeaching() {
    tell({ type: "point", field: "" });
    state.teaching = null;
    state.pointing = "";
    await chrome.storage.local.remove(TEACHING + originOf());
    ask();
    show();
  }

  async function save() {
    const { adapter } = state.teaching;
    await chrome.storage.local.set({ [TAUGHT + originOf()]: adapter });
    await stopTeaching();
    state.note = t("pages_saved", adapter.title);
    await list();
  }

  // --- permission: that origin alone -----------------------------------------------------------------

  const patternOf = (origin) => `${origin.replace(/:\d+$/, "")}/*`;

  async function isAllowed(origin) {
    if (!origin) return false;
    const answer = await chrome.runtime.sendMessage({ v: VERSION, type: "site-state", origin });
    return answer?.allowed === true;
  }

  async function allow(origin) {
    // Asked for in the click itself: a later moment would not count as the rep's wish.
    const granted = await chrome.permissions.request({ origins: [patternOf(origin)] });
    if (granted) await chrome.runtime.sendMessage({ v: VERSION, type: "watch-site", origin });
    state.allowed = await isAllowed(originOf());
    state.note = granted ? t("pages_allowed", origin) : t("pages_not_allowed", origin);
    await list();
  }

  // --- the mail and CRM pages that Hookline knows -----------------------------------------------------

  // Firefox leaves these to the rep: a profile may lack any of them, and may take one away again.
  const HOSTS = chrome.runtime.getManifest().host_permissions ?? [];

  async function lookAtHosts() {
    if (!chrome.permissions) return;
    const known = await Promise.all(HOSTS.map((pattern) => chrome.permissions.contains({ origins: [pattern] })));
    state.missing = HOSTS.filter((_, at) => !known[at]);
  }

  async function allowHosts(patterns) {
    // In the click itself, as above.
    const granted = await chrome.permissions.request({ origins: patterns });
    const named = patterns.length === 1 ? hostOf(patterns[0]) : t("pages_hosts_all");
    state.note = granted ? t("pages_allowed", named) : t("pages_not_allowed", named);
    await list();
  }

  const hostOf = (pattern) => pattern.replace(/^[^/]*\/\//, "").replace(/\/\*$/, "").replace(/^\*\./, "");

  // --- pages taught so far ---------------------------------------------------------------------------

  async function list() {
    const all = await chrome.storage.local.get(null);
    state.placement = all.placement === "panel" ? "panel" : "page";
    await lookAtHosts();
    const taught = Object.entries(all).filter(([key]) => key.startsWith(TAUGHT));
    state.taught = await Promise.all(
      taught.map(async ([key, adapter]) => {
        const origin = key.slice(TAUGHT.length);
        return { origin, adapter, allowed: await isAllowed(origin) };
      }),
    );
    show();
  }

  async function remove(origin) {
    await chrome.storage.local.remove(TAUGHT + origin);
    await chrome.runtime.sendMessage({ v: VERSION, type: "unwatch-site", origin });
    if (chrome.permissions) await chrome.permissions.remove({ origins: [patternOf(origin)] }).catch(() => false);
    state.note = t("pages_removed", origin);
    await list();
  }

  function edit({ origin, adapter }) {
    state.editing = origin;
    state.draft = JSON.stringify(adapter, null, 2);
    state.problems = [];
    show();
    document.getElementById("adapter-text")?.focus();
  }

  /** An adapter as JSON, checked; `{adapter, problems}`. What is wrong in a part costs that part alone. */
  function parse(text) {
    try {
      const raw = JSON.parse(text);
      const { adapter, problems } = schema.check(raw);
      if (adapter && adapter.hosts.includes("*")) return { adapter: null, problems: [t("pages_any_host")] };
      return { adapter: adapter ? raw : null, problems };
    } catch (error) {
      return { adapter: null, problems: [String(error.message).slice(0, 200)] };
    }
  }

  async function saveEdit() {
    const { adapter, problems } = parse(state.draft);
    state.problems = problems;
    if (adapter) {
      await chrome.storage.local.set({ [TAUGHT + state.editing]: adapter });
      state.editing = "";
      state.note = t("pages_saved", adapter.title ?? adapter.name);
      await list();
    }
    show();
  }

  function download({ adapter }) {
    const link = make("a", { href: URL.createObjectURL(new Blob([JSON.stringify(adapter, null, 2)], { type: "application/json" })), download: `${adapter.name}.hookline-page.json` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  async function take(file) {
    if (!file) return;
    const { adapter, problems } = file.size > MAX_FILE ? { adapter: null, problems: [t("pages_file_too_large")] } : parse(await file.text());
    state.problems = problems;
    const host = adapter?.hosts?.find((one) => typeof one === "string" && /^[a-z0-9.-]+(?::\d+)?$/i.test(one));
    if (adapter && host) {
      await chrome.storage.local.set({ [`${TAUGHT}https://${host}`]: adapter });
      state.note = t("pages_imported", adapter.title ?? adapter.name);
    } else {
      state.note = t("pages_import_failed");
    }
    await list();
  }

  // --- drawing ---------------------------------------------------------------------------------------

  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
    return element;
  }

  const button = (label, act, kind = "wide-button", more = {}) => make("button", { type: "button", class: kind, onclick: act, ...more }, label);

  /** Text from a page: isolated, so that its direction ends with it. */
  const words = (text) => make("bdi", {}, String(text).slice(0, 300));

  function show() {
    const next = make(
      "div",
      { class: "pages" },
      make(
        "header",
        { class: "top" },
        make("h1", { class: "who" }, t("pages_title")),
        isFramed || !chrome.tabs || isPanel() ? make("a", { class: "quiet-button", href: "sidebar.html" }, t("pages_back")) : make("a", { class: "quiet-button", href: "workspace.html" }, t("open_workspace")),
      ),
      make("main", { class: "pages-main" }, make("p", { role: "status", class: "pages-note" }, state.note), hosts(), thisPage(), taughtPages(), place()),
    );
    const app = document.getElementById("app");
    // What stays the same stays in place: a click that is under way is not lost.
    if (app.firstElementChild?.isEqualNode(next)) return;
    const focused = document.activeElement?.id;
    app.replaceChildren(next);
    if (focused) document.getElementById(focused)?.focus();
  }

  let ownTab = false;
  const isPanel = () => !isFramed && !ownTab;

  function section(title, lead, ...children) {
    const id = `section-${title}`;
    return make("section", { "aria-labelledby": id, class: "pages-section" }, make("h2", { id }, t(title)), lead && make("p", { class: "quiet" }, lead), ...children);
  }

  function thisPage() {
    if (state.teaching) return teachingSection();
    if (!state.said) return state.lost && !ownTab ? section("pages_this", t("pages_not_read")) : null;
    const { adapter, view, rows } = state.said;
    return section(
      "pages_this",
      t("pages_read_by", adapter, t(`pages_view_${view}`)),
      readTable(rows),
      button(t("pages_teach"), begin, "main-button"),
    );
  }

  function readTable(rows) {
    if (rows.length === 0) return make("p", {}, t("pages_nothing_read"));
    return make(
      "table",
      { class: "pages-table" },
      make("thead", {}, make("tr", {}, ...["pages_field", "pages_value", "pages_way"].map((key) => make("th", { scope: "col" }, t(key))))),
      make(
        "tbody",
        {},
        ...rows.map(({ name, value, rung, of, by }) =>
          make(
            "tr",
            {},
            make("th", { scope: "row" }, t(`pages_field_${name}`)),
            make("td", {}, value ? words(value) : make("span", { class: "caution" }, t("pages_not_found"))),
            make("td", { title: by }, rung >= 0 ? t("pages_way_of", rung + 1, of) : t("pages_ways_tried", of)),
          ),
        ),
      ),
    );
  }

  function teachingSection() {
    const { values, adapter, url, second } = state.teaching;
    const rows = FIELDS.map((field) =>
      make(
        "div",
        { class: "pages-point" },
        make("span", { class: "pages-point-name" }, t(`pages_field_${field}`)),
        values[field] ? words(values[field]) : make("span", { class: "quiet" }, t("pages_unset")),
        button(state.pointing === field ? t("pages_pointing") : t("pages_point"), () => point(field), "wide-button", {
          id: `point-${field}`, "aria-pressed": String(state.pointing === field), "aria-label": t("pages_point_at", t(`pages_field_${field}`)),
        }),
      ),
    );
    const elsewhere = adapter && state.url !== url;
    const test = !adapter ? "" : second === true ? t("pages_second_ok") : second === false && elsewhere ? t("pages_second_bad") : t("pages_second_todo");
    return section(
      "pages_teach",
      t("pages_teach_lead"),
      permission(originOf(), state.allowed),
      ...rows,
      state.pointing && make("p", { role: "status" }, t("pages_point_help")),
      state.problem && make("p", { role: "alert", class: "caution" }, t(`pages_problem_${state.problem}`)),
      test && make("p", { role: "status", class: second === true ? "" : "caution" }, test),
      adapter && state.said && readTable(state.said.rows),
      make("div", { class: "pages-buttons" }, adapter && button(t("pages_save"), save, "main-button"), button(t("cancel"), stopTeaching, "quiet-button")),
    );
  }

  /** Where this page may not ask, a tab of its own does. */
  function permission(origin, allowed) {
    if (allowed || !origin) return null;
    const reason = t("pages_permission", origin);
    const act = chrome.permissions
      ? button(t("pages_allow"), () => void allow(origin), "main-button")
      : make("a", { class: "main-button", href: `teach.html#${encodeURIComponent(origin)}`, target: "_blank", rel: "noopener noreferrer" }, t("pages_allow"));
    return make("div", { class: "pages-permission" }, make("p", {}, reason), act);
  }

  /** Hosts that the browser keeps from Hookline, with the reason for asking; nothing where it has all. */
  function hosts() {
    if (state.missing.length === 0 || !ownTab) return null;
    return section(
      "pages_hosts",
      t("pages_hosts_lead"),
      button(t("pages_hosts_allow"), () => void allowHosts(state.missing), "main-button", { id: "allow-hosts" }),
      make(
        "ul",
        { class: "pages-hosts" },
        ...state.missing.map((pattern) =>
          make("li", {}, words(hostOf(pattern)), button(t("pages_allow_short"), () => void allowHosts([pattern]), "quiet-button", { "aria-label": t("pages_allow_named", hostOf(pattern)) })),
        ),
      ),
    );
  }

  function taughtPages() {
    const wanted = ownTab ? decodeURIComponent(location.hash.slice(1)) : "";
    const file = make("input", { type: "file", id: "adapter-file", accept: ".json,application/json", onchange: (event) => void take(event.target.files[0]) });
    return section(
      "pages_taught",
      state.taught.length === 0 ? t("pages_none") : "",
      /^https?:\/\/[^/]+$/.test(wanted) && !state.taught.some(({ origin, allowed }) => origin === wanted && allowed) ? permission(wanted, false) : null,
      make("ul", { class: "pages-list" }, ...state.taught.map(taughtPage)),
      make("label", { for: "adapter-file" }, t("pages_import"), file),
      state.editing === "" && state.problems.length > 0 && problemList(),
    );
  }

  const problemList = () => make("div", { role: "alert" }, make("ul", { class: "pages-problems" }, ...state.problems.slice(0, 20).map((problem) => make("li", {}, words(problem)))));

  function taughtPage(page) {
    const { origin, adapter, allowed } = page;
    const name = adapter.title ?? adapter.name;
    return make(
      "li",
      {},
      make("h3", {}, words(name)),
      make("p", { class: "quiet" }, words(origin)),
      chrome.permissions && permission(origin, allowed),
      make(
        "div",
        { class: "pages-buttons" },
        button(t("pages_edit"), () => edit(page), "wide-button", { "aria-label": t("pages_edit_named", name) }),
        button(t("pages_export"), () => download(page), "wide-button", { "aria-label": t("pages_export_named", name) }),
        button(t("pages_remove"), () => void remove(origin), "wide-button", { "aria-label": t("pages_remove_named", name) }),
      ),
      state.editing === origin &&
        make(
          "div",
          { class: "pages-edit" },
          make("label", { for: "adapter-text" }, t("pages_edit_label")),
          make("textarea", { id: "adapter-text", rows: "16", spellcheck: "false", oninput: (event) => (state.draft = event.target.value) }, state.draft),
          state.problems.length > 0 && problemList(),
          make("div", { class: "pages-buttons" }, button(t("pages_save"), () => void saveEdit(), "main-button"), button(t("cancel"), () => edit({ origin: "", adapter: {} }), "quiet-button")),
        ),
    );
  }

  function place() {
    const choice = (value) =>
      make(
        "label",
        {},
        make("input", { type: "radio", name: "placement", value, id: `placement-${value}`, checked: state.placement === value, onchange: () => void chrome.storage.local.set({ placement: value }).then(list) }),
        t(`pages_place_${value}`),
      );
    return section("pages_place", t("pages_place_lead"), make("fieldset", { class: "pages-place" }, make("legend", { class: "pages-hidden" }, t("pages_place")), choice("page"), choice("panel")));
  }

  async function start() {
    await (await import("./texts.js")).ensureTexts();
    document.documentElement.lang = chrome.i18n.getUILanguage();
    document.documentElement.dir = chrome.i18n.getMessage("@@bidi_dir") || "ltr";
    document.title = t("pages_title");
    ownTab = !isFramed && Boolean(chrome.tabs && (await chrome.tabs.getCurrent()));
    if (ownTab) document.body.className = "workspace-page";
    chrome.storage.onChanged.addListener((changes) => {
      if (Object.keys(changes).some((key) => key.startsWith(TAUGHT))) void list();
    });
    for (const event of ["onAdded", "onRemoved"]) chrome.permissions?.[event].addListener(() => void list());
    await list();
    if (!ownTab) await connect();
    if (chrome.tabs && !ownTab && !isFramed) followTabs();
  }

  /** In the side panel the page in front changes with the tab. */
  function followTabs() {
    const moved = () => {
      state.port?.disconnect();
      Object.assign(state, { port: null, said: null, url: "", tries: 0, teaching: null, lost: false });
      void connect();
    };
    const inFront = async () => (await chrome.tabs.query({ active: true, currentWindow: true }))[0]?.id;
    chrome.tabs.onActivated.addListener(async ({ tabId }) => {
      if (tabId === (await inFront())) moved();
    });
    chrome.tabs.onUpdated.addListener(async (tabId, change) => {
      if (change.status === "complete" && tabId === (await inFront())) moved();
    });
  }

  void start();
})();
