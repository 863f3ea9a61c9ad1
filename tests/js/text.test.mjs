import assert from "node:assert/strict";
import test from "node:test";
import { load, plain } from "./content.mjs";

const { text } = load(["text"]);

test("what turns or hides text is taken out, and the rest stays readable", () => {
  assert.equal(text.clean("  Acme\u202e\u2066 Corp\u0000\n\tGmbH \u200b"), "Acme Corp GmbH");
  assert.equal(text.clean("نیم\u200cفاصله"), "نیم\u200cفاصله", "joiners belong to words");
  assert.equal(text.clean("Robot \ud83e\udd16 \ud83e"), "Robot \ud83e\udd16 \ufffd");
});

test("a megabyte costs no more than its beginning", () => {
  const megabyte = " \u202ex".repeat(1 << 20);
  const started = performance.now();
  for (let round = 0; round < 100; round += 1) assert.ok(text.clean(megabyte).length <= text.MAX_FIELD);
  // Cleaning all of it a hundred times would take minutes.
  assert.ok(performance.now() - started < 2_000);
});

test("what is not text is empty", () => {
  for (const value of [undefined, null, 7, {}, []]) assert.equal(text.clean(value), "");
});

test("addresses are found in labels, links and angle brackets", () => {
  const cases = {
    "Maren Okafor<maren@northwind.example>": "maren@northwind.example",
    "From: Okafor, Maren (maren@northwind.example)": "maren@northwind.example",
    "mailto:maren%40northwind.example?subject=x@y.z": "maren@northwind.example",
    "\"x\" <MAREN+a@Sub.Northwind.example>.": "MAREN+a@Sub.Northwind.example",
    "ünïcode@bücher.example": "ünïcode@bücher.example",
  };
  for (const [input, address] of Object.entries(cases)) assert.equal(text.as("email", input), address, input);
});

test("what only looks like an address is none", () => {
  for (const input of ["", "@", "a@b", "a@@b.example", "a@b..example", "a@-b.example", "a b@", "@twitter", "1.2@3", "mailto:%zz"]) {
    assert.equal(text.as("email", input), "", input);
  }
});

test("the last address of a title is the rep's own", () => {
  assert.equal(text.as("email", "Re: a@b.example - rep@seller.example - Gmail", "last"), "rep@seller.example");
});

test("a website is a web address and nothing else", () => {
  for (const input of ["https://www.acme.example/x?y=1", "acme.example", "http://acme.example:8080/", "//acme.example"]) {
    assert.equal(text.as("website", input), input);
  }
  for (const input of ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:alert(1)//acme.example", "acme", "file:///etc/passwd", "https://", "a b.example", "mailto:a@b.example"]) {
    assert.equal(text.as("website", input), "", input);
  }
});

test("a telephone number is kept as written", () => {
  for (const input of ["+1 402 555 0142", "(030) 901820-0", "tel:+49-30-901820;ext=3", "040/5550"]) {
    assert.notEqual(text.as("phone", input), "", input);
  }
  for (const input of ["call us", "12", "2026-11-24T09:00", "javascript:12345", "9".repeat(40)]) {
    assert.equal(text.as("phone", input), "", input);
  }
});

test("an address is not a name", () => {
  assert.equal(text.as("name", "maren@northwind.example"), "");
  assert.equal(text.as("name", "1234"), "");
  assert.equal(text.as("name", " Maren  Okafor "), "Maren Okafor");
});

test("text for a draft keeps its spaces", () => {
  assert.equal(text.shown(" two  spaces \u202e."), " two  spaces .");
  assert.deepEqual(plain(text.addresses("a@b.example, c@d.example")), ["a@b.example", "c@d.example"]);
});

test("numbers are taken out of a message, sums and dates of no length are not", () => {
  const message = "We paid $4,045,552 for 2 robots in 2026.\nMaren Okafor | +1 (404) 555-2368 x12 | maren@northwind.example\nT: 030 901820";
  assert.equal(text.as("numbers", message), "+1 (404) 555-2368 x12\n030 901820");
  assert.equal(text.as("numbers", "see you at 5"), "");
  const started = performance.now();
  text.as("numbers", "1 2 3 4 5 6 7 8 9 ".repeat(2_000));
  assert.ok(performance.now() - started < 200);
});
