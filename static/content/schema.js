// The form of a site adapter. Adapters are data that may come from another rep's file, so every part
// is checked; a part that is wrong is left out with a reason, and the rest works.
//
// {
//   "format": 1, "name": "gmail", "title": "Gmail",
//   "hosts": ["mail.google.com"]           globs; "*" alone is any host the rep added
//   "present": [SELECTOR]                  any host: one of these must be on the page
//   "address": true                        any host: known by a record view's address too
//   "shadow": true, "frames": true         read through shadow roots, same-origin frames
//   "attributes": ["email"]                attribute changes that may change the facts
//   "observe": [SELECTOR]                  narrowest stable container, first that exists; else body
//   "own_email": [READ]
//   "views": [{
//     "view": "thread" | "compose" | "record" | "list" | "other",
//     "path": [GLOB], "hash": [GLOB], "query": {NAME: GLOB}, "exists": [SELECTOR], "absent": [SELECTOR]
//     "at": [{"path", "hash", "query"}]    one of these addresses will do
//     "scope": [SELECTOR]                  the visible record; first that is drawn
//     "fields": {"subject" | "company" | "website" | "phones": [READ]}
//     "people": [{"role": ROLE, "each": [SELECTOR], "email": [READ], "name": [READ]}]
//     "expect": [FIELD]                    reported as unread when nothing gives them
//   }],
//   "drafts": [{
//     "body": [SELECTOR], "root": [SELECTOR], "root_with": [SELECTOR], "docked": BOOL, "avoid": [SELECTOR],
//     "subject": [SELECTOR], "recipients": [{"each": [SELECTOR], "email": [READ], "name": [READ]}],
//     "quote": [SELECTOR], "signature": [SELECTOR], "insert": "command" | "paste" | "value"
//   }]
// }
// READ: {"label": GROUP | [TEXT]} what stands beside a label with one of these texts (groups: labels.js), or
//       {"css": SELECTOR, "read": "text" | "own" | "value" | "title" | "attr:NAME", "as": KIND, "after": TEXT,
//        "before": TEXT, "pick": "first" | "last", "top": true (from the document, not the scope)}
// A ladder is a list: the first entry that gives something wins.
"use strict";
(() => {
  const { hookline } = globalThis;

  const FORMAT = 1;
  const MAX_LIST = 40;
  const MAX_TEXT = 400;
  const VIEWS = ["thread", "compose", "record", "list", "other"];
  const ROLES = ["sender", "participant", "record"];
  const FIELDS = ["subject", "company", "website", "phones"];
  const EXPECTED = [...FIELDS, "people"];
  const KINDS = ["email", "website", "phone", "name", "text", "numbers"];
  const INSERTS = ["command", "paste", "value"];
  const READS = /^(?:text|own|value|title|attr:[a-zA-Z][\w:.-]{0,60})$/;

  /** `{adapter, problems}`; the adapter is null when nothing of it can be used. */
  function check(raw) {
    const problems = [];
    const note = (place, what) => {
      if (problems.length < 100) problems.push(`${place}: ${what}`);
    };
    if (!isObject(raw) || raw.format !== FORMAT) return { adapter: null, problems: [`adapter: not of format ${FORMAT}`] };
    const adapter = {
      name: shortText(raw.name) ? raw.name : "",
      title: shortText(raw.title) ? raw.title : raw.name,
      hosts: texts(raw.hosts, "hosts", note),
      present: selectors(raw.present, "present", note),
      address: raw.address === true,
      shadow: raw.shadow === true,
      frames: raw.frames === true,
      attributes: texts(raw.attributes, "attributes", note).filter((name) => /^[a-z][\w-]*$/.test(name)),
      observe: selectors(raw.observe, "observe", note),
      own_email: reads(raw.own_email, "own_email", "email", note),
      views: list(raw.views, "views", note).map((view, at) => checkView(view, `views[${at}]`, note)).filter(Boolean),
      drafts: list(raw.drafts, "drafts", note).map((draft, at) => checkDraft(draft, `drafts[${at}]`, note)).filter(Boolean),
    };
    if (!adapter.name) note("name", "missing");
    if (adapter.hosts.length === 0) note("hosts", "missing");
    const usable = adapter.name && adapter.hosts.length > 0 && (adapter.views.length > 0 || adapter.drafts.length > 0);
    return { adapter: usable ? adapter : null, problems };
  }

  function checkView(raw, place, note) {
    if (!isObject(raw) || !VIEWS.includes(raw.view)) {
      note(place, `view is not one of ${VIEWS.join(", ")}`);
      return null;
    }
    const view = { view: raw.view, fields: {}, ...addressOf(raw, place, note) };
    if (raw.at !== undefined) {
      view.at = list(raw.at, `${place}.at`, note).filter(isObject).map((at, index) => addressOf(at, `${place}.at[${index}]`, note));
      // An address that was meant and cannot be read must not become "everywhere".
      if (view.at.every((at) => Object.keys(at).length === 0)) return void note(place, "at names no address");
    }
    for (const key of ["exists", "absent", "scope"]) {
      view[key] = selectors(raw[key], `${place}.${key}`, note);
      // A condition that was meant and cannot be read must not become "always".
      if (key === "exists" && raw.exists !== undefined && view.exists.length === 0) return null;
    }
    for (const [name, ladder] of Object.entries(isObject(raw.fields) ? raw.fields : {})) {
      if (FIELDS.includes(name)) view.fields[name] = reads(ladder, `${place}.fields.${name}`, kindOf(name), note);
      else note(`${place}.fields.${name}`, "no such field");
    }
    view.people = list(raw.people, `${place}.people`, note)
      .map((person, at) => checkPerson(person, `${place}.people[${at}]`, note))
      .filter((person) => person && (ROLES.includes(person.role) || note(place, "unknown role")));
    view.expect = texts(raw.expect, `${place}.expect`, note).filter((name) => EXPECTED.includes(name));
    return view;
  }

  function addressOf(raw, place, note) {
    const address = {};
    for (const key of ["path", "hash"]) if (raw[key] !== undefined) address[key] = texts(raw[key], `${place}.${key}`, note);
    if (raw.query !== undefined) address.query = queryOf(raw.query, `${place}.query`, note);
    return address;
  }

  function checkDraft(raw, place, note) {
    if (!isObject(raw)) return null;
    const draft = { insert: INSERTS.includes(raw.insert) ? raw.insert : "command", docked: raw.docked === true };
    for (const key of ["body", "root", "root_with", "avoid", "subject", "quote", "signature", "send"]) {
      draft[key] = selectors(raw[key], `${place}.${key}`, note);
    }
    draft.recipients = list(raw.recipients, `${place}.recipients`, note)
      .map((person, at) => checkPerson(person, `${place}.recipients[${at}]`, note))
      .filter(Boolean);
    if (draft.body.length > 0) return draft;
    note(place, "no usable body");
    return null;
  }

  function checkPerson(raw, place, note) {
    if (!isObject(raw)) return null;
    return {
      role: raw.role,
      each: raw.each === undefined ? [":self"] : selectors(raw.each, `${place}.each`, note),
      email: reads(raw.email, `${place}.email`, "email", note),
      name: reads(raw.name, `${place}.name`, "name", note),
    };
  }

  function reads(raw, place, kind, note) {
    return list(raw, place, note)
      .map((read, at) => checkRead(read, `${place}[${at}]`, kind, note))
      .filter(Boolean);
  }

  function checkRead(raw, place, kind, note) {
    const read = typeof raw === "string" ? { css: raw } : raw;
    if (!isObject(read)) return null;
    const labels = read.label === undefined ? null : labelsOf(read.label, `${place}.label`, note);
    if (labels?.length === 0) return void note(place, "no label");
    const css = read.css ?? ":self";
    const how = read.read ?? "text";
    if (!isSelector(css)) return void note(place, `not a selector: ${String(css).slice(0, 80)}`);
    if (typeof how !== "string" || !READS.test(how)) return void note(place, "unknown way to read");
    for (const key of ["after", "before"]) {
      if (read[key] !== undefined && !shortText(read[key])) return void note(place, `${key} is not a text`);
    }
    return {
      css,
      labels,
      read: how,
      as: KINDS.includes(read.as) ? read.as : kind,
      after: read.after,
      before: read.before,
      pick: read.pick === "last" ? "last" : "first",
      top: read.top === true,
    };
  }

  function labelsOf(raw, place, note) {
    if (typeof raw === "string" && Object.hasOwn(hookline.labels, raw)) return hookline.labels[raw];
    return texts(raw, place, note).map((label) => label.toLowerCase());
  }

  function kindOf(field) {
    return { website: "website", phones: "phone" }[field] ?? "text";
  }

  function queryOf(raw, place, note) {
    const pairs = Object.entries(isObject(raw) ? raw : {}).slice(0, MAX_LIST);
    if (pairs.length === 0) note(place, "empty");
    return Object.fromEntries(pairs.filter(([, pattern]) => shortText(pattern)));
  }

  function selectors(raw, place, note) {
    return texts(raw, place, note).filter((css) => isSelector(css) || note(place, `not a selector: ${css.slice(0, 80)}`));
  }

  function texts(raw, place, note) {
    return list(raw, place, note).filter((text) => shortText(text) || note(place, "not a text"));
  }

  function list(raw, place, note) {
    if (raw === undefined) return [];
    if (Array.isArray(raw)) return raw.slice(0, MAX_LIST);
    note(place, "not a list");
    return [];
  }

  function isSelector(css) {
    if (!shortText(css)) return false;
    const probe = hookline.guard.call(document, "createDocumentFragment");
    return css.split(">>>").every((step) => {
      if (step.trim() === ":self") return true;
      try {
        probe.querySelector(step.trim());
        return true;
      } catch {
        return false;
      }
    });
  }

  const shortText = (text) => typeof text === "string" && text.length > 0 && text.length <= MAX_TEXT;
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  hookline.schema = { FORMAT, check };
})();
