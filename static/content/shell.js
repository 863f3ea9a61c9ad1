// The sidebar's frame in the page: a shadow root that holds the extension's own page, the collapsed
// tab, and the note after an update. It takes no focus and moves nothing of the page.
//
// The root is open, so that dictation, screen readers' scripts and other tools of the rep's find the
// frame, whose inside is of another origin and closed to the page anyhow. The tab, which shows a
// score, is in a closed root of its own: the page cannot read it.
"use strict";
(() => {
  const { hookline } = globalThis;
  const { place, push, text } = hookline;
  const { Push } = push;
  const { isAlive, guarded, get, call } = hookline.guard;

  const STORE = "shell:";
  // Set by the page of pages: what is being taught on an origin, and where Hookline stands.
  const TEACHING = "teaching:";
  const PLACEMENT = "placement";
  const STEP = 16;
  const KEY_SAVE_MS = 400;
  // Above what mail and CRM pages put on top of themselves.
  const ON_TOP = "2147483000";

  const THEME = {
    light: { ground: "#ffffff", ink: "#1b2733", line: "#c9d2db", accent: "#184e77", shadow: "0 0 12px rgba(0,0,0,.18)" },
    dark: { ground: "#1b2126", ink: "#e8edf1", line: "#3c4750", accent: "#9fc9ea", shadow: "0 0 12px rgba(0,0,0,.6)" },
  };

  function style(element, rules) {
    for (const [name, value] of Object.entries(rules)) element.style.setProperty(name, value, "important");
  }

  function make(name, attributes = {}, rules = {}) {
    const element = call(document, "createElement", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    style(element, rules);
    return element;
  }

  class Shell {
    /** `onOpen(open)` hears when the sidebar opens or closes; `obstacles()` gives the drafts' boxes. */
    constructor({ onOpen, obstacles }) {
      this.onOpen = onOpen;
      this.obstacles = obstacles;
      this.site = STORE + location.origin;
      this.saved = { state: "open", width: place.DEFAULT_WIDTH, top: null };
      this.view = "sidebar.html";
      this.asked = false;
      this.tight = false;
      this.host = null;
      this.removals = 0;
      this.retired = false;
      this.badge = { stars: null, bolt: "" };
      this.dark = matchMedia("(prefers-color-scheme: dark)");
      this.saveTimer = 0;
      this.push = new Push(obstacles, () => this.layoutSoon());
    }

    async start() {
      const teaching = TEACHING + location.origin;
      const stored = await chrome.storage.local.get([this.site, teaching, PLACEMENT]);
      const saved = stored[this.site];
      // A page that is being taught is read again on the next record, and the rep sees how.
      this.view = stored[teaching] ? "teach.html" : this.view;
      chrome.storage.onChanged.addListener(guarded((changes) => this.stored(changes)));
      // The rep may have opened it meanwhile: that is newer than what was stored.
      if (this.host) return;
      if (stored[PLACEMENT] === "panel") {
        this.saved.state = "closed";
        return;
      }
      if (saved && ["open", "tab", "closed"].includes(saved.state)) {
        this.saved = { state: saved.state, width: place.clampWidth(saved.width), top: Number.isFinite(saved.top) ? saved.top : null };
      }
      this.show();
    }

    /** The rep chose another place: in the page, or in the browser's own panel. */
    stored(changes) {
      if (!Object.hasOwn(changes, PLACEMENT) || this.retired) return;
      this.saved.state = changes[PLACEMENT].newValue === "panel" ? "closed" : "open";
      this.show();
    }

    get isOpen() {
      return this.saved.state === "open" && Boolean(this.host) && !this.tight && !this.retired;
    }

    // --- what the rep does -------------------------------------------------------------------------

    toggle() {
      if (this.retired) return;
      if (this.isOpen) this.setState("closed", false);
      else this.open();
    }

    open() {
      if (this.retired) return;
      this.removals = 0;
      this.setState("open", true);
    }

    collapse() {
      this.setState("tab", false);
    }

    setState(state, asked) {
      this.saved.state = state;
      this.asked = asked && state === "open";
      this.save();
      this.show();
    }

    resize(width) {
      this.saved.width = place.clampWidth(width);
      this.save();
      this.layout();
    }

    setBadge({ stars, bolt }) {
      this.badge = { stars: typeof stars === "number" && stars >= 0 && stars <= 5 ? stars : null, bolt: text.clean(bolt, 80) };
      this.drawTab();
    }

    save() {
      clearTimeout(this.saveTimer);
      const write = guarded(() => {
        // Refused storage only means that the next visit starts with the defaults.
        chrome.storage.local.set({ [this.site]: this.saved }).catch(() => {});
      });
      this.saveTimer = setTimeout(write, KEY_SAVE_MS);
    }

    // --- building ----------------------------------------------------------------------------------

    show() {
      if (this.saved.state === "closed") {
        this.remove();
        this.onOpen(false);
        return;
      }
      if (!this.host) this.build();
      this.layout();
    }

    build() {
      this.host = make("hookline-sidebar");
      hookline.shellHost = this.host;
      this.root = this.host.attachShadow({ mode: "open" });
      this.box = make("div", { part: "panel" });
      this.grip = this.buildGrip();
      this.frame = make("iframe", { title: "Hookline", allow: "clipboard-write", src: chrome.runtime.getURL(this.view) });
      this.box.append(this.grip, this.frame);
      this.tab = this.buildTab();
      this.tabHost = make("div", {}, { all: "initial", display: "contents" });
      this.tabHost.attachShadow({ mode: "closed" }).append(this.tab);
      this.root.append(this.box, this.tabHost);
      this.dress();
      this.attach();
      this.listen();
    }

    attach() {
      get(document, "documentElement").append(this.host);
      this.keeper ??= new MutationObserver(guarded(() => this.keep()));
      this.keeper.observe(get(document, "documentElement"), { childList: true });
    }

    /** A page that clears itself takes the sidebar along: it comes back once, then gives in. */
    keep() {
      if (!this.host || this.host.isConnected) return;
      if (this.removals > 0 || !isAlive()) {
        this.remove();
        return;
      }
      this.removals += 1;
      get(document, "documentElement").append(this.host);
    }

    remove() {
      this.push.end();
      this.keeper?.disconnect();
      this.listening?.abort();
      this.host?.remove();
      this.host = null;
      hookline.shellHost = null;
    }

    listen() {
      this.listening = new AbortController();
      const { signal } = this.listening;
      addEventListener("resize", guarded((event) => this.resized(event)), { passive: true, signal });
      addEventListener("scroll", guarded(() => this.layoutSoon()), { passive: true, capture: true, signal });
      this.dark.addEventListener("change", guarded(() => this.dress()), { signal });
      this.sizes ??= new ResizeObserver(guarded(() => this.layoutSoon()));
    }

    resized(event) {
      if (!this.push.isOwn(event)) this.push.end();
      this.layoutSoon();
    }

    /** The drafts whose windows are kept free; their changes of size are followed. */
    follow(elements) {
      this.sizes?.disconnect();
      for (const element of elements) this.sizes?.observe(element);
      this.layoutSoon();
    }

    buildGrip() {
      const grip = make("div", {
        role: "separator", tabindex: "0", "aria-orientation": "vertical", "aria-label": "Width of Hookline",
        "aria-valuemin": String(place.MIN_WIDTH), "aria-valuemax": String(place.MAX_WIDTH),
      });
      this.on(grip, "pointerdown", (event) => this.drag(event, grip, (moved, start) => this.resize(start.width - moved.x)));
      this.on(grip, "keydown", (event) => {
        const steps = { ArrowLeft: STEP, ArrowRight: -STEP, PageUp: STEP * 4, PageDown: -STEP * 4 };
        if (event.key in steps) this.resize(this.saved.width + steps[event.key]);
        else if (event.key === "Home") this.resize(place.MIN_WIDTH);
        else if (event.key === "End") this.resize(place.MAX_WIDTH);
        else return;
        this.ours(event);
      });
      this.outline(grip);
      return grip;
    }

    buildTab() {
      const tab = make("button", { type: "button" });
      this.stars = make("span");
      this.bolt = make("span");
      tab.append(this.stars, this.bolt);
      let dragged = false;
      this.on(tab, "pointerdown", (event) => {
        dragged = false;
        this.drag(event, tab, (moved, start) => {
          dragged ||= Math.abs(moved.y) > 4;
          if (dragged) this.moveTab(start.top + moved.y);
        });
      });
      this.on(tab, "click", (event) => {
        this.ours(event);
        // A script of the page can make a click, but not one of the rep's.
        if (!dragged && event.isTrusted) this.open();
      });
      this.on(tab, "keydown", (event) => {
        const steps = { ArrowUp: -STEP, ArrowDown: STEP };
        if (!(event.key in steps)) return;
        this.moveTab(tab.getBoundingClientRect().top + steps[event.key]);
        this.ours(event);
      });
      this.outline(tab);
      return tab;
    }

    moveTab(top) {
      this.saved.top = Math.round(top);
      this.save();
      this.layout();
    }

    /** Follows the pointer until it is let go; the frame must not swallow its moves. */
    drag(event, element, move) {
      if (event.button !== 0 || !event.isTrusted) return;
      const from = { x: event.clientX, y: event.clientY };
      const start = { width: this.saved.width, top: this.tab.getBoundingClientRect().top };
      const ended = new AbortController();
      element.setPointerCapture(event.pointerId);
      style(this.frame, { "pointer-events": "none" });
      const onMove = (moved) => move({ x: moved.clientX - from.x, y: moved.clientY - from.y }, start);
      const onEnd = () => {
        ended.abort();
        style(this.frame, { "pointer-events": "auto" });
      };
      element.addEventListener("pointermove", guarded(onMove), { signal: ended.signal });
      for (const type of ["pointerup", "pointercancel", "lostpointercapture"]) {
        element.addEventListener(type, guarded(onEnd), { signal: ended.signal });
      }
    }

    /** The host page's shortcuts do not hear what is meant for the sidebar. */
    ours(event) {
      event.preventDefault();
      event.stopPropagation();
    }

    outline(element) {
      this.on(element, "focus", () => style(element, { outline: element.matches(":focus-visible") ? `2px solid ${this.colours.accent}` : "none", "outline-offset": "-2px" }));
      this.on(element, "blur", () => style(element, { outline: "none" }));
      // A press with the pointer leaves the focus where the rep is writing.
      this.on(element, "mousedown", (event) => event.preventDefault());
    }

    on(element, type, act) {
      element.addEventListener(type, guarded(act));
    }

    // --- drawing -----------------------------------------------------------------------------------

    get colours() {
      return this.dark.matches ? THEME.dark : THEME.light;
    }

    dress() {
      const { ground, ink, line, accent, shadow } = this.colours;
      const plain = { all: "initial", position: "fixed", "z-index": ON_TOP, "box-sizing": "border-box" };
      style(this.host, { all: "initial", position: "static", display: "contents" });
      style(this.box, { ...plain, background: ground, "border-left": `1px solid ${line}`, "box-shadow": shadow });
      style(this.grip, { all: "initial", position: "absolute", left: "-4px", top: "0", width: "8px", height: "100%", cursor: "ew-resize", "touch-action": "none" });
      style(this.frame, { all: "initial", position: "absolute", inset: "0", width: "100%", height: "100%", border: "0", "z-index": "-1", "color-scheme": "light dark" });
      style(this.tab, {
        ...plain, background: ground, color: accent, border: `1px solid ${line}`, "border-right": "0", "border-radius": "8px 0 0 8px", "box-shadow": shadow,
        font: "600 12px/1.3 system-ui, sans-serif", cursor: "pointer", "touch-action": "none", "text-align": "center", "padding": "6px 0", "user-select": "none",
        "writing-mode": "vertical-rl",
      });
      for (const span of [this.stars, this.bolt]) style(span, { all: "unset", color: span === this.bolt ? ink : accent });
      this.drawTab();
      this.layout();
    }

    drawTab() {
      if (!this.host) return;
      const { stars, bolt } = this.badge;
      this.stars.textContent = stars === null ? "Hookline" : `${stars} \u2605`;
      this.bolt.textContent = bolt ? " \u26a1" : "";
      const said = [stars === null ? "" : `${stars} of 5 stars`, bolt].filter(Boolean).join(", ");
      this.tab.setAttribute("aria-label", said ? `Open Hookline: ${said}` : "Open Hookline");
      this.tab.title = said ? `Hookline: ${said}` : "Hookline";
    }

    layoutSoon() {
      if (this.frameAsked || !this.host) return;
      this.frameAsked = true;
      requestAnimationFrame(
        guarded(() => {
          this.frameAsked = false;
          this.layout();
        }),
      );
    }

    layout() {
      if (!this.host || this.retired) return;
      const wasOpen = this.wasOpen;
      const view = this.push.view();
      const obstacles = this.obstacles();
      const box = this.saved.state === "open" ? this.findRoom(view, obstacles) : this.push.end();
      this.tight = this.saved.state === "open" && !box;
      style(this.box, box ? { display: "block", ...pixels(box) } : { display: "none" });
      style(this.tab, box ? { display: "none" } : { display: "block", ...pixels(place.tab(view, this.saved.top, obstacles)) });
      if (this.tight) this.tab.title = "No room for Hookline beside the draft: widen the window, or use the side panel";
      this.grip.setAttribute("aria-valuenow", String(Math.round(box?.width ?? this.saved.width)));
      this.wasOpen = Boolean(box);
      if (wasOpen !== this.wasOpen) this.onOpen(this.wasOpen);
    }

    /** Free room as the page stands; else beside a page that has made room; null when there is none. */
    findRoom(view, obstacles) {
      if (obstacles.length === 0) this.push.end();
      if (!this.push.width) {
        const box = place.panel(view, this.saved.width, obstacles, this.asked);
        if (box) return box;
      }
      return this.push.begin(view, place.clampWidth(this.saved.width), obstacles.length);
    }

    // --- the end -----------------------------------------------------------------------------------

    /** The extension was updated or turned off under the page: say so once, and do nothing more. */
    retire() {
      if (this.retired) return;
      this.retired = true;
      this.push.end();
      this.keeper?.disconnect();
      this.listening?.abort();
      this.sizes?.disconnect();
      if (!this.host || !this.host.isConnected) return;
      if (this.saved.state !== "open") {
        this.host.remove();
        return;
      }
      this.sayReload();
    }

    sayReload() {
      const { ground, ink, line, accent, shadow } = this.colours;
      const note = make("div", { role: "status" }, {
        all: "initial", position: "fixed", right: "16px", top: "16px", width: "260px", padding: "12px", "box-sizing": "border-box", "z-index": ON_TOP,
        background: ground, color: ink, border: `1px solid ${line}`, "border-radius": "8px", "box-shadow": shadow, font: "14px/1.4 system-ui, sans-serif",
      });
      const button = (label, act) => {
        const element = make("button", { type: "button" }, { all: "initial", color: accent, font: "600 14px system-ui, sans-serif", cursor: "pointer", padding: "8px 12px 0 0" });
        element.append(label);
        element.addEventListener("click", act);
        this.outline(element);
        return element;
      };
      const words = make("div", {}, { all: "unset", display: "block" });
      words.append("Hookline was updated. Reload this tab to go on.");
      note.append(words, button("Reload this tab", () => location.reload()), button("Not now", () => this.host.remove()));
      this.root.replaceChildren(note);
    }
  }

  function pixels(box) {
    return Object.fromEntries(Object.entries(box).map(([side, value]) => [side, `${Math.round(value)}px`]));
  }

  hookline.shell = { Shell };
})();
