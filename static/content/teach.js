// "Teach this page": the rep points at a field, with the pointer or the keyboard, and gets a ladder of
// ways to find it again on the next record: what stands beside its label first, attributes, then places.
"use strict";
(() => {
  const { hookline } = globalThis;
  const { text, walk, read, drafts } = hookline;
  const { guarded, get, call } = hookline.guard;

  const KINDS = { company: "text", person: "name", email: "email", website: "website", phone: "phone" };
  const ON_TOP = "2147483000";
  // A field says little; what says more is a block of the page.
  const MAX_WORDS = 160;
  const MAX_CANDIDATES = 2_000;
  const MAX_RUNGS = 8;
  // Attributes that name a thing rather than draw it.
  const NAMING = /^(?:data-[\w-]+|name|itemprop|field|aria-label|title|id|rel|role)$/;
  // Numbers in a name come with one record and go with it.
  const PASSING = /\d{2,}|[0-9a-f]{8}-|^:|\s{2}/i;
  const CLIMB = 4;

  class Pointer {
    /** `picked({field, value, ladder, problem})` hears of each choice, `stopped()` when the rep gives up. */
    constructor(page, picked, stopped) {
      this.page = page;
      this.picked = picked;
      this.stopped = stopped;
      this.on = null;
    }

    start(field) {
      this.stop();
      if (!Object.hasOwn(KINDS, field)) return;
      this.field = field;
      this.on = new AbortController();
      this.build();
      const { signal } = this.on;
      const listen = (type, act) => addEventListener(type, guarded(act), { capture: true, signal });
      listen("pointermove", (event) => this.aim(event.composedPath()[0]));
      listen("pointerdown", (event) => this.swallow(event));
      listen("mousedown", (event) => this.swallow(event));
      listen("mouseup", (event) => this.swallow(event));
      listen("click", (event) => {
        this.swallow(event);
        this.aim(event.composedPath()[0]);
        this.pick();
      });
      listen("keydown", (event) => this.key(event));
      listen("scroll", () => this.draw());
      this.before = get(document, "activeElement");
      this.frame.focus({ preventScroll: true });
    }

    stop() {
      if (!this.on) return;
      this.on.abort();
      this.on = null;
      this.host.remove();
      this.before?.focus?.({ preventScroll: true });
    }

    build() {
      this.host = call(document, "createElement", "hookline-pointer");
      this.host.style.setProperty("all", "initial", "important");
      const root = this.host.attachShadow({ mode: "closed" });
      this.frame = call(document, "createElement", "div");
      this.frame.tabIndex = -1;
      this.frame.setAttribute("role", "application");
      this.frame.setAttribute("aria-live", "polite");
      const rules = { position: "fixed", "z-index": ON_TOP, "pointer-events": "none", border: "2px solid #184e77", outline: "2px solid #ffffff", "border-radius": "3px", "box-sizing": "border-box", width: "0", height: "0", left: "0", top: "0" };
      for (const [name, value] of Object.entries(rules)) this.frame.style.setProperty(name, value, "important");
      root.append(this.frame);
      get(document, "documentElement").append(this.host);
      this.target = null;
    }

    swallow(event) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }

    aim(element) {
      if (!element || element.nodeType !== Node.ELEMENT_NODE || element === this.host || element.localName === "hookline-sidebar") return;
      this.target = element;
      this.draw();
    }

    draw() {
      if (!this.target) return;
      const { left, top, width, height } = this.target.getBoundingClientRect();
      for (const [side, value] of Object.entries({ left: left - 3, top: top - 3, width: width + 6, height: height + 6 })) {
        this.frame.style.setProperty(side, `${Math.round(value)}px`, "important");
      }
      this.frame.setAttribute("aria-label", saidBy(this.page.forest, this.target).slice(0, MAX_WORDS));
    }

    key(event) {
      const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
      if (event.key in steps) this.step(steps[event.key]);
      else if (event.key === "Enter") this.pick();
      else if (event.key === "Escape") {
        this.stop();
        this.stopped();
      } else if (event.key !== "Tab") return;
      this.swallow(event);
    }

    step(by) {
      const all = candidates(this.page.forest);
      if (all.length === 0) return;
      const at = all.indexOf(this.target);
      this.target = at < 0 ? all[by > 0 ? 0 : all.length - 1] : all[(at + by + all.length) % all.length];
      this.target.scrollIntoView({ block: "nearest" });
      this.draw();
    }

    pick() {
      if (!this.target) return;
      const { field, target } = this;
      this.stop();
      this.picked({ field, ...learn(this.page, target, KINDS[field]) });
    }
  }

  /** The elements that say one short thing, in the page's order. */
  function candidates(forest) {
    const found = [];
    for (const element of forest.all(document, "body *")) {
      if (found.length >= MAX_CANDIDATES) break;
      if (drafts.isField(element) ? !element.value : !hasOwnWords(element)) continue;
      if (walk.isVisible(element) && element.localName !== "hookline-sidebar") found.push(element);
    }
    return found;
  }

  function hasOwnWords(element) {
    if (["script", "style", "noscript", "template", "button", "option"].includes(element.localName)) return false;
    const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== "");
    return own.length > 0 && element.textContent.length <= MAX_WORDS;
  }

  function saidBy(forest, element) {
    return text.clean(drafts.isField(element) ? element.value : forest.text(element, MAX_WORDS * 4));
  }

  /** What the element says as that kind, and the ways that lead to it; a problem when it says nothing of the kind. */
  function learn(page, element, kind) {
    const target = valueHolder(element);
    const reads = readsOf(target, kind);
    const wanted = reads.map((how) => valueBy(page, target, how, kind)).find(Boolean) ?? "";
    if (!wanted || saidBy(page.forest, target).length > MAX_WORDS) return { value: "", ladder: [], problem: kind };
    const ladder = [];
    for (const rung of [...labelRungs(page, target), ...placeRungs(page, target, reads)]) {
      if (ladder.length >= MAX_RUNGS) break;
      if (firstBy(page, rung, kind) === wanted && !ladder.some((one) => JSON.stringify(one) === JSON.stringify(rung))) ladder.push(rung);
    }
    return ladder.length > 0 ? { value: wanted, ladder, problem: "" } : { value: wanted, ladder, problem: "place" };
  }

  /** Text within a link or beside an icon: the link is what tells most. */
  function valueHolder(element) {
    return element.closest("a[href]") ?? element;
  }

  function readsOf(element, kind) {
    if (drafts.isField(element)) return ["value"];
    const href = element.getAttribute("href") ?? "";
    if ((kind === "email" && /^mailto:/i.test(href)) || (kind === "phone" && /^tel:/i.test(href)) || (kind === "website" && /^https?:/i.test(href))) return ["attr:href", "text"];
    return ["text"];
  }

  function checked(rung, kind) {
    const raw = { format: 1, name: "x", hosts: ["x"], views: [{ view: "record", people: [{ role: "record", email: [{ ...rung, as: kind }], name: [] }] }] };
    return hookline.schema.check(raw).adapter?.views[0].people[0].email[0] ?? null;
  }

  function valueBy(page, element, how, kind) {
    return read.valueOf(page.forest, element, checked({ read: how }, kind));
  }

  /** What a rung gives on this page, to its end. */
  function firstBy(page, rung, kind) {
    const step = checked(rung, kind);
    return step ? read.exhaust(read.firstOf(page.forest, get(document, "documentElement"), [step])) : "";
  }

  function labelRungs(page, element) {
    const rungs = [];
    let at = element;
    for (let level = 0; level < 3 && at; level += 1) {
      const before = at.previousElementSibling;
      const said = before ? text.clean(page.forest.text(before, MAX_WORDS)).replace(/\s*[:*]+$/, "") : "";
      if (said && said.length <= 60 && !PASSING.test(said)) rungs.push({ label: [said.toLowerCase()] });
      at = at.parentElement;
    }
    const named = element.id && call(document, "querySelector", `label[for='${CSS.escape(element.id)}']`);
    if (named) rungs.unshift({ label: [text.clean(named.textContent).replace(/\s*[:*]+$/, "").toLowerCase()] });
    return rungs;
  }

  /** By attributes, near ones first; then by classes; the place in the page is the last resort. */
  function placeRungs(page, element, reads) {
    const selectors = [];
    const own = namesOf(element, saidBy(page.forest, element));
    selectors.push(...own);
    let at = element.parentElement;
    let path = element.localName;
    for (let level = 0; level < CLIMB && at && at !== get(document, "documentElement"); level += 1) {
      for (const name of namesOf(at, "")) selectors.push(`${name} > ${path}`, `${name} ${element.localName}`);
      path = `${at.localName} > ${path}`;
      at = at.parentElement;
    }
    for (const name of element.classList) if (!PASSING.test(name)) selectors.push(`.${CSS.escape(name)}`);
    const anchor = element.parentElement?.classList[0];
    if (anchor && !PASSING.test(anchor)) selectors.push(`.${CSS.escape(anchor)} > ${nth(element)}`);
    selectors.push(placeOf(element));
    return selectors.flatMap((css) => reads.map((how) => ({ css, read: how })));
  }

  function namesOf(element, said) {
    return [...element.attributes]
      .filter(({ name, value }) => NAMING.test(name) && value && value.length <= 60 && !PASSING.test(value) && value !== said)
      .map(({ name, value }) => `[${name}="${CSS.escape(value)}"]`);
  }

  const nth = (element) => `${element.localName}:nth-child(${[...(element.parentElement?.children ?? [element])].indexOf(element) + 1})`;

  function placeOf(element) {
    const steps = [];
    for (let at = element; at && at !== get(document, "body") && steps.length < 12; at = at.parentElement) steps.unshift(nth(at));
    return `body > ${steps.join(" > ")}`;
  }

  // --- the adapter ---------------------------------------------------------------------------------

  /** The address without what names one record: digits and long codes become `*`. */
  function globOf(part) {
    return part
      .split("/")
      .map((step) => (/\d/.test(step) || step.length > 24 ? "*" : step))
      .join("/")
      .replace(/(?:\*\/?)+$/, "*");
  }

  /** An adapter from what was pointed at: `{company: ladder, person, email, website, phone}`. */
  function adapterOf(ladders, location, general) {
    const view = { view: "record", path: [globOf(location.pathname)], fields: {}, people: [], expect: [] };
    const hash = location.hash.slice(1).split("?")[0];
    if (hash.includes("/")) view.hash = [globOf(hash)];
    for (const [field, name] of [["company", "company"], ["website", "website"], ["phone", "phones"]]) {
      if (ladders[field]?.length) view.fields[name] = ladders[field];
    }
    if (ladders.company?.length) view.expect.push("company");
    if (ladders.person?.length || ladders.email?.length) {
      view.people.push({ role: "record", name: ladders.person ?? [], email: ladders.email ?? [] });
      view.expect.push("people");
    }
    return {
      format: 1,
      name: `taught-${location.hostname}`,
      title: location.hostname,
      hosts: [location.hostname],
      shadow: true,
      frames: true,
      views: [view, { view: "list" }],
      // Drafts on a taught page are found as on any page.
      drafts: general?.drafts ?? [],
    };
  }

  hookline.teach = { Pointer, learn, adapterOf, globOf };
})();
