import assert from "node:assert/strict";
import test from "node:test";
import { adapters, load, plain } from "./content.mjs";

const { schema, match } = load(["text", "walk", "labels", "schema", "match"]);

for (const [name, raw] of adapters()) {
  test(`${name} is whole`, () => {
    const { adapter, problems } = schema.check(raw);
    assert.deepEqual(plain(problems), []);
    assert.equal(adapter.name, raw.name);
  });
}

test("a bad selector costs its rung and nothing else", () => {
  const raw = {
    format: 1, name: "x", hosts: ["x.example"],
    views: [{ view: "record", fields: { company: ["h1[", "h1"], nonsense: ["p"] } }],
  };
  const { adapter, problems } = schema.check(raw);
  assert.deepEqual(plain(adapter.views[0].fields.company.map(({ css }) => css)), ["h1"]);
  assert.equal(problems.length, 2);
  assert.match(problems[0], /views\[0\]\.fields\.company\[0\]: not a selector: h1\[/);
});

test("a condition that cannot be read does not become always", () => {
  const { adapter } = schema.check({ format: 1, name: "x", hosts: ["x.example"], views: [{ view: "record", exists: ["]["] }, { view: "list" }] });
  assert.deepEqual(plain(adapter.views.map(({ view }) => view)), ["list"]);
});

test("what is no adapter is refused with a reason and without an exception", () => {
  const bad = [null, 1, "x", [], {}, { format: 2 }, { format: 1 }, { format: 1, name: "x" }, { format: 1, name: "x", hosts: "x" }, { format: 1, name: "x", hosts: ["x"], views: [null, 7, { view: "y" }] }];
  for (const raw of bad) {
    const { adapter, problems } = schema.check(raw);
    assert.equal(adapter, null, JSON.stringify(raw));
    assert.ok(problems.length > 0 || raw?.name, JSON.stringify(raw));
  }
});

test("an adapter holds no code: unknown keys and ways to read are dropped", () => {
  const { adapter } = schema.check({
    format: 1, name: "x", hosts: ["x.example"], script: "alert(1)",
    views: [{ view: "record", fields: { company: [{ css: "h1", read: "innerHTML" }, { css: "h1", read: "attr:data-name", run: "x" }] } }],
  });
  assert.equal(adapter.script, undefined);
  assert.deepEqual(plain(adapter.views[0].fields.company.map(({ read }) => read)), ["attr:data-name"]);
  assert.equal(adapter.views[0].fields.company[0].run, undefined);
});

test("a glob's star is any run of characters", () => {
  const yes = [["/lightning/r/Account/*", "/lightning/r/Account/001/view"], ["*.crm*.dynamics.com", "acme.crm4.dynamics.com"], ["a*a", "aa"], ["*", ""], ["x", "x"]];
  const no = [["/lightning/r/Account/*", "/lightning/r/Contact/1"], ["a*a", "a"], ["x", "xy"], ["*.force.com", "force.com.evil.test"], ["a*b*c", "acb"]];
  for (const [pattern, value] of yes) assert.ok(match.glob(pattern, value), `${pattern} ${value}`);
  for (const [pattern, value] of no) assert.ok(!match.glob(pattern, value), `${pattern} ${value}`);
});

test("a hostile glob takes no time", () => {
  const started = performance.now();
  match.glob("*a".repeat(150) + "*b", "a".repeat(100_000));
  assert.ok(performance.now() - started < 100);
});

test("the adapter that names the host comes before the one for any page", () => {
  const all = adapters().map(([, raw]) => schema.check(raw).adapter);
  const first = (host) => match.adaptersFor(all, host)[0].name;
  assert.equal(first("mail.google.com"), "gmail");
  for (const host of ["outlook.office.com", "outlook.office365.com", "outlook.live.com", "outlook.cloud.microsoft"]) assert.equal(first(host), "outlook");
  assert.equal(first("acme.lightning.force.com"), "salesforce");
  assert.equal(first("acme.crm11.dynamics.com"), "dynamics");
  assert.equal(first("app.hubspot.com"), "hubspot");
  assert.equal(first("app-na2.hubspot.com"), "hubspot");
});
