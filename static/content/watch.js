// Follows the page: one observer, nothing polled, and every reading cut into slices short enough
// that the page never waits for it.
"use strict";
(() => {
  const { hookline } = globalThis;
  const { read, walk } = hookline;
  const { guarded, isAlive, get, call } = hookline.guard;

  // Longest piece of work in one turn of the event loop. The page is promised 2 ms.
  const SLICE_MS = 1;
  // Pause between a change and reading it; a page that changes without end is read this often at most.
  const PAUSE_MS = 100;
  // A tab in the background can wait.
  const HIDDEN_PAUSE_MS = 1_000;
  // A reading may take this share of the time between readings.
  const SHARE = 0.04;
  // The browser may put off idle work this long.
  const IDLE_WAIT_MS = 200;
  // Records looked at to tell typing from other changes; more than these are never typing.
  const MAX_TYPING_RECORDS = 12;
  const ATTRIBUTES = ["email", "data-hovercard-id", "data-name", "data-legacy-thread-id", "aria-label", "title", "hidden"];

  const idle = (work) => (globalThis.requestIdleCallback ? requestIdleCallback(work, { timeout: IDLE_WAIT_MS }) : setTimeout(work, 1));

  class Watcher {
    /** `onReading({facts, how})` is called when the facts differ from those before. */
    constructor(page, adapters, onReading) {
      this.page = page;
      this.adapters = adapters;
      this.onReading = onReading;
      this.observer = new MutationObserver(guarded((records) => this.changed(records)));
      this.observed = new WeakSet();
      this.running = false;
      this.timer = 0;
      this.job = null;
      this.again = false;
      this.last = "";
      this.cost = 0;
      this.stopListening = null;
    }

    start() {
      if (this.running) return;
      this.running = true;
      this.last = "";
      this.measured = performance.getEntriesByName("hookline:measure").length > 0;
      this.listen();
      this.soon(0);
    }

    stop() {
      this.running = false;
      this.observer.disconnect();
      this.observed = new WeakSet();
      this.stopListening?.abort();
      clearTimeout(this.timer);
      this.timer = 0;
      this.job = null;
    }

    /** Navigation and what the rep does; passive, and no more than a note each. */
    listen() {
      this.stopListening = new AbortController();
      const options = { capture: true, passive: true, signal: this.stopListening.signal };
      const soon = guarded(() => this.soon());
      for (const type of ["popstate", "hashchange"]) addEventListener(type, soon, options);
      globalThis.navigation?.addEventListener?.("currententrychange", soon, { signal: this.stopListening.signal });
      const listen = (type, act) => call(document, "addEventListener", type, guarded(act), options);
      listen("visibilitychange", () => this.soon(0));
      listen("click", () => this.soon());
      // A recipient that is typed but not yet a chip changes no node.
      listen("change", () => this.soon());
      listen("input", (event) => this.typed(event));
      listen("focusin", (event) => this.focused(event));
      listen("focusout", (event) => this.page.drafts.left(event.composedPath()[0]));
    }

    typed(event) {
      const target = event.composedPath()[0];
      if (!this.page.drafts.isActiveBody(target)) this.soon();
    }

    focused(event) {
      if (this.page.drafts.entered(event.composedPath()[0])) this.soon(0);
    }

    observe(root) {
      if (this.observed.has(root)) return;
      this.observed.add(root);
      const attributeFilter = [...ATTRIBUTES, ...this.page.adapter.attributes];
      this.observer.observe(root, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter });
    }

    /** The observer's callback: constant work, whatever the page did. */
    changed(records) {
      const started = performance.now();
      if ((this.timer === 0 || this.job) && !this.isTyping(records)) this.soon();
      this.measure("hookline:observer", started);
    }

    /** A test page that sets the mark `hookline:measure` reads back what each turn took. */
    measure(name, start) {
      if (this.measured) performance.measure(name, { start, end: performance.now() });
    }

    isTyping(records) {
      const { drafts } = this.page;
      if (!drafts.active || records.length > MAX_TYPING_RECORDS) return false;
      return records.every(({ target }) => drafts.isActiveBody(target));
    }

    soon(pause = Math.max(get(document, "hidden") ? HIDDEN_PAUSE_MS : PAUSE_MS, this.cost / SHARE)) {
      if (!this.running) return;
      if (this.job) {
        this.again = true;
        return;
      }
      if (this.timer !== 0 && pause > 0) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(guarded(() => this.begin()), pause);
    }

    begin() {
      this.timer = 0;
      if (!this.running || this.job) return;
      if (!isAlive()) {
        hookline.retire?.();
        return;
      }
      this.again = false;
      this.cost = 0;
      this.job = this.reading();
      idle(() => this.slice(this.job));
    }

    slice(job) {
      if (!this.running || job !== this.job) return;
      const started = performance.now();
      try {
        let step = job.next();
        while (!step.done && performance.now() - started < SLICE_MS) step = job.next();
        if (step.done) this.finish(step.value);
        else idle(() => this.slice(job));
      } catch {
        // A page that breaks the reading is read again when it changes.
        this.finish(this.last ? null : read.nothing(this.page));
      }
      this.cost += performance.now() - started;
      this.measure("hookline:slice", started);
    }

    finish(reading) {
      this.job = null;
      if (reading) {
        const said = JSON.stringify(reading);
        if (said !== this.last) {
          this.last = said;
          this.onReading(reading);
        }
      }
      this.onFinish?.();
      if (this.again) this.soon();
    }

    *reading() {
      const { page } = this;
      page.adapter = read.choose(this.adapters, document, location) ?? page.adapter;
      page.forest.shadow = page.adapter.shadow;
      page.forest.frames = page.adapter.frames;
      this.observe(this.container());
      yield* page.forest.grow((root) => this.observe(root));
      yield* page.drafts.find();
      return yield* read.read(page, page.drafts);
    }

    container() {
      const { observe } = this.page.adapter;
      return walk.firstVisible(this.page.forest, document, observe) ?? get(document, "body") ?? get(document, "documentElement");
    }
  }

  hookline.watch = { Watcher, SLICE_MS };
})();
