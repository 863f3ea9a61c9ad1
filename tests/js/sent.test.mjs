import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./content.mjs";

const hookline = load(["guard", "text", "walk", "sent"]);

function stage() {
  const said = [];
  const draft = { form: { send: [".send"] }, recipients: "maren@northwind.example\nno address", body: {} };
  const page = { drafts: { open: [draft] }, forest: null };
  hookline.drafts = { subjectOf: () => "Ramp" };
  hookline.words = { wordsOf: () => ({ text: "Hi Maren" }) };
  return { said, draft, page, sent: new hookline.sent.Sent(page, (message) => said.push(message)) };
}

test("a draft that goes after Send is told once, with its words", () => {
  const { said, draft, page, sent } = stage();
  sent.keep(draft);
  sent.check();
  assert.deepEqual(said, [], "it is still open");
  page.drafts.open = [];
  sent.check();
  sent.check();
  assert.equal(JSON.stringify(said), JSON.stringify([{ type: "sent", to: ["maren@northwind.example"], subject: "Ramp", text: "Hi Maren" }]));
});

test("a draft that is closed without Send is not told", () => {
  const { said, page, sent } = stage();
  page.drafts.open = [];
  sent.check();
  assert.deepEqual(said, []);
});
