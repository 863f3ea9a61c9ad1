// Reads the facts of a page with an adapter. Every function here gives way between two steps
// (`yield`), so that no turn of the page's event loop is held longer than the watcher allows.
"use strict";
(() => {
  const { hookline } = globalThis;
  const { text, walk, match } = hookline;
  const { get, call } = hookline.guard;

  const LONGEST_ADDRESS = 2_000;
  const MAX_PEOPLE = 50;
  const MAX_PHONES = 20;
  // Messages of one thread in which numbers are looked for, and between two looks at the clock.
  const MAX_MESSAGES = 400;
  const MESSAGES_AT_ONCE = 10;
  // Characters of a message in which numbers are looked for.
  const MAX_BODY = 20_000;

  /**
   * The adapter that knows this page: by its host, by what is on it, by its address; else the general one.
   * What the rep taught comes first, as the list of adapters has it.
   */
  function choose(adapters, document, location) {
    const here = match.adaptersFor(adapters, location.hostname);
    const isPresent = ({ present }) => present.some((selector) => call(document, "querySelector", selector));
    const certain = here.find((adapter) => (adapter.present.length === 0 ? !isGeneral(adapter) : isPresent(adapter)));
    if (certain) return certain;
    const url = new URL(location.href);
    const atAddress = ({ views }) => views.some((view) => view.view === "record" && match.namesAddress(view) && match.addressFits(view, url));
    return here.find((adapter) => adapter.address && atAddress(adapter)) ?? here.find((adapter) => adapter.present.length === 0);
  }

  /** For any host and any page: the last resort. */
  const isGeneral = ({ hosts, present }) => present.length === 0 && hosts.includes("*");

  /** What is said of a page that could not be read. */
  function nothing(page) {
    const facts = {
      adapter: page.adapter.name,
      origin: new URL(page.location.href).origin,
      view: "other",
      people: [],
      company: "",
      website: "",
      phones: [],
      own_email: "",
      subject: "",
      draft_open: false,
      unread: ["page", ...faultsOf(page)],
    };
    return { facts, how: {} };
  }

  /** Reads the page. Returns {facts, how}: `how` says for each field which rung of its ladder gave it. */
  function* read(page, drafts) {
    const { adapter, forest } = page;
    const { facts, how } = nothing(page);
    const own = yield* firstOf(forest, page.document, adapter.own_email, how, "own_email");
    const found = yield* findView(page, new URL(page.location.href));
    facts.own_email = own;
    facts.draft_open = drafts.active !== null;
    if (found) facts.view = found.view.view;
    // Which record of the CRM it is; no other page tells its address.
    if (facts.view === "record") facts.address = page.location.href.slice(0, LONGEST_ADDRESS);
    if (found) yield* readView(forest, found, facts, how);
    if (drafts.active) yield* readDraft(forest, drafts.active, facts, how);
    facts.people = distinct(facts.people, own).slice(0, MAX_PEOPLE);
    facts.unread = [...unreadOf(found, drafts.active, facts), ...faultsOf(page)];
    return { facts, how };
  }

  function* findView({ adapter, forest, document }, url) {
    for (const view of adapter.views) {
      if (!match.addressFits(view, url)) continue;
      const scope = view.scope.length > 0 ? walk.firstVisible(forest, document, view.scope) : get(document, "documentElement");
      yield;
      if (!scope) continue;
      const here = (selector) => forest.all(scope, selector).some(walk.isVisible);
      if (view.exists.length > 0 && !view.exists.some(here)) continue;
      if (view.absent.some(here)) continue;
      return { view, scope };
    }
    return null;
  }

  function* readView(forest, { view, scope }, facts, how) {
    for (const [name, ladder] of Object.entries(view.fields)) {
      if (name === "phones") facts.phones = yield* allOf(forest, scope, ladder, how, name);
      else facts[name] = yield* firstOf(forest, scope, ladder, how, name);
    }
    for (const person of view.people) {
      facts.people.push(...(yield* readPeople(forest, scope, person, person.role, how)));
    }
  }

  /** The draft's recipients come first: they are who the rep writes to. */
  function* readDraft(forest, draft, facts, how) {
    const recipients = yield* readRecipients(forest, draft, how);
    draft.recipients = fingerprint(recipients);
    if (draft.inline && facts.view === "thread") {
      facts.people.unshift(...recipients);
    } else {
      facts.view = "compose";
      // A new message over an open thread speaks to its own recipients, once it has some.
      facts.people = recipients.length > 0 ? recipients : facts.people;
      facts.subject = hookline.drafts.subjectOf(draft) || (recipients.length > 0 ? "" : facts.subject);
    }
  }

  function* readRecipients(forest, draft, how = {}) {
    const people = [];
    for (const recipient of draft.form.recipients) {
      people.push(...(yield* readPeople(forest, draft.root, recipient, "recipient", how)));
    }
    return distinct(people, "");
  }

  /** The same text for the same recipients: what a draft is checked against before an insertion. */
  function fingerprint(people) {
    return people.map(({ email, name }) => (email || name).toLowerCase()).sort().join("\n");
  }

  function* readPeople(forest, scope, person, role, how) {
    for (const [rung, selector] of person.each.entries()) {
      const people = [];
      for (const element of forest.all(scope, selector)) {
        if (people.length >= MAX_PEOPLE) break;
        const email = yield* firstOf(forest, element, person.email);
        const name = yield* firstOf(forest, element, person.name);
        if (email || name) people.push({ role, name, email });
      }
      yield;
      if (people.length > 0) {
        how[role] = rung;
        return people;
      }
    }
    return [];
  }

  function* firstOf(forest, scope, ladder, how, name) {
    for (const [rung, step] of ladder.entries()) {
      for (const element of yield* found(forest, scope, step)) {
        const value = valueOf(forest, element, step);
        if (value) {
          if (how) how[name] = rung;
          return value;
        }
      }
      yield;
    }
    return "";
  }

  function* allOf(forest, scope, ladder, how, name) {
    const values = new Set();
    for (const [rung, step] of ladder.entries()) {
      let looked = 0;
      for (const element of step.as === "numbers" && !step.labels ? fromBothEnds(forest, scope, step) : yield* found(forest, scope, step)) {
        if (values.size >= MAX_PHONES) break;
        const value = valueOf(forest, element, step);
        if (value) values.add(value);
        if (++looked % MESSAGES_AT_ONCE === 0) yield;
      }
      yield;
      if (values.size > 0) {
        how[name] = rung;
        break;
      }
    }
    return [...values];
  }

  /**
   * The messages of a thread, however long: the last, the first, the last but one ... One host puts the newest
   * below, another above. Only those that are drawn count.
   */
  function* fromBothEnds(forest, scope, step) {
    const from = step.top ? (scope.ownerDocument ?? scope) : scope;
    const elements = step.css.includes(">>>") ? forest.all(from, step.css) : [...forest.flat(from, step.css)];
    let given = 0;
    for (let [low, high, end] = [0, elements.length - 1, true]; low <= high && given < MAX_MESSAGES; end = !end) {
      const element = end ? elements[high--] : elements[low++];
      if (!isShown(element)) continue;
      given += 1;
      yield element;
    }
  }

  function* found(forest, scope, step) {
    const from = step.top ? (scope.ownerDocument ?? scope) : scope;
    if (step.labels) return yield* labelled(forest, from, step);
    if (step.css === ":self") return [scope];
    return forest.all(from, step.css).filter(isShown);
  }

  /** Drawn, or of a kind that never is: a page's title and data, a hidden field within something drawn. */
  function isShown(element) {
    if (element.localName === "title" || element.localName === "meta") return true;
    const isHidden = element.localName === "input" && element.getAttribute("type") === "hidden";
    return walk.isVisible(isHidden ? (element.parentElement ?? element) : element);
  }

  // What pages make labels of, best first; attributes that name a field come with it.
  const LABELS = ["label", "dt", "th", "b", "strong", "[class*='label' i]", "[class*='key' i]", "[class*='title' i]", "td:first-child", "span:first-child", "div:first-child"];
  const MAX_LABEL = 60;
  // Labels looked at between two looks at the clock.
  const STRIDE = 40;

  /** The elements that stand beside a label with one of the step's texts. */
  function* labelled(forest, scope, step) {
    const values = [];
    for (const selector of LABELS) {
      for (const [at, label] of forest.all(scope, selector).entries()) {
        if (at % STRIDE === 0) yield;
        if (label.childElementCount > 3 || !walk.isVisible(label)) continue;
        const said = text.clean(forest.text(label, MAX_LABEL)).replace(/\s*[:*]+$/, "").toLowerCase();
        if (!step.labels.includes(said)) continue;
        const value = besideLabel(forest, label);
        if (value && walk.isVisible(value)) values.push(...inside(forest, value, step));
      }
      if (values.length > 0) return values;
    }
    return values;
  }

  function besideLabel(forest, label) {
    const named = label.htmlFor && call(label.ownerDocument, "getElementById", label.htmlFor);
    if (named) return named;
    let at = label;
    for (let step = 0; step < 3 && at; step += 1) {
      if (at.nextElementSibling) return at.nextElementSibling;
      at = at.parentElement ?? forest.hostOf(at);
    }
    return null;
  }

  /** A label's value may be a field, hold one, or hold a link that says it better than its words. */
  function inside(forest, value, { css }) {
    const parts = forest.all(value, css === ":self" ? "input, textarea, a[href]" : css);
    return [...parts.slice(0, 10), value];
  }

  function valueOf(forest, element, step) {
    if (step.as === "numbers") return text.as(step.as, forest.text(element, MAX_BODY));
    let value = step.labels ? labelValue(forest, element, step) : rawOf(forest, element, step.read);
    if (step.after) {
      const at = value.indexOf(step.after);
      value = at < 0 ? "" : value.slice(at + step.after.length);
    }
    if (step.before) value = value.split(step.before)[0];
    return text.as(step.as, value, step.pick);
  }

  function labelValue(forest, element, { read, as }) {
    if (read !== "text") return rawOf(forest, element, read);
    if (["input", "textarea"].includes(element.localName)) return rawOf(forest, element, "value");
    const href = element.localName === "a" ? (element.getAttribute("href") ?? "") : "";
    if ((as === "website" && /^https?:/i.test(href)) || (as === "email" && /^mailto:/i.test(href))) return href.slice(0, text.MAX_FIELD * 4);
    return rawOf(forest, element, "text");
  }

  function rawOf(forest, element, how) {
    const cap = text.MAX_FIELD * 4;
    if (how === "value") return String(element.value ?? "").slice(0, cap);
    if (how === "title") return String(element.title ?? "").slice(0, cap);
    if (how.startsWith("attr:")) return (element.getAttribute?.(how.slice(5)) ?? "").slice(0, cap);
    if (how === "own") {
      const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      return own.map((node) => node.data).join(" ").slice(0, cap);
    }
    return forest.text(element, cap);
  }

  /** Each person once, the first part they play; the rep left out. */
  function distinct(people, own) {
    const seen = new Set();
    return people.filter(({ name, email }) => {
      const key = (email || name).toLowerCase();
      if (email && email.toLowerCase() === own.toLowerCase()) return false;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  }

  /** A reading to its end, for one that is short or asked for. */
  function exhaust(steps) {
    let step = steps.next();
    while (!step.done) step = steps.next();
    return step.value;
  }

  /** How each field of the page was read: `[{name, value, rung, of, by}]`, an empty value where nothing gave one. */
  function* explain(page, drafts) {
    const { facts, how } = yield* read(page, drafts);
    const found = yield* findView(page, new URL(page.location.href));
    const rows = [];
    const add = (name, value, ladder, rung) => rows.push({ name, value, rung: rung ?? -1, of: ladder.length, by: sayStep(ladder[rung]) });
    if (page.adapter.own_email.length > 0) add("own_email", facts.own_email, page.adapter.own_email, how.own_email);
    for (const [name, ladder] of Object.entries(found?.view.fields ?? {})) {
      add(name, name === "phones" ? facts.phones.join(", ") : facts[name], ladder, how[name]);
    }
    for (const person of found?.view.people ?? []) {
      const said = facts.people.filter(({ role }) => role === person.role).map(sayPerson).join(", ");
      const ladder = person.each.length > 1 || person.each[0] !== ":self" ? person.each : [...person.name, ...person.email];
      add(person.role, said, ladder, said ? (how[person.role] ?? 0) : undefined);
    }
    if (drafts.active) {
      const said = facts.people.filter(({ role }) => role === "recipient").map(sayPerson).join(", ");
      add("recipient", said, drafts.active.form.recipients.flatMap(({ each }) => each), said ? (how.recipient ?? 0) : undefined);
    }
    return { adapter: page.adapter.title, view: facts.view, draft: facts.draft_open, rows };
  }

  const sayPerson = ({ name, email }) => [name, email].filter(Boolean).join(" ");

  function sayStep(step) {
    if (!step) return "";
    if (typeof step === "string") return step;
    return step.labels ? step.labels.slice(0, 3).join(", ") : step.css;
  }

  /** What was taught of this page has parts that cannot be used: said as a field that cannot be read. */
  const faultsOf = ({ faulty }) => (faulty ? ["adapter"] : []);

  function unreadOf(found, draft, facts) {
    if (!found) return draft ? [] : ["page"];
    return found.view.expect.filter((name) => facts[name].length === 0);
  }

  hookline.read = { choose, nothing, read, explain, exhaust, firstOf, valueOf, readRecipients, fingerprint };
})();
