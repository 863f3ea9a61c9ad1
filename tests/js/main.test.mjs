// The content script's front, with the parts behind it stood in for: who hears what, and when.
import assert from "node:assert/strict";
import test from "node:test";
import { load, plain } from "./content.mjs";

const ID = "hookline-test";
const DRAFT = { token: "d-1", root: null, body: {} };

class Quiet {
  start() {
    return Promise.resolve();
  }
  stop() {}
  soon() {}
  follow() {}
  check() {}
}

class Drafts {
  open = [];
  active = null;
}

/** A page in which the reading comes when the test says so. */
function stage() {
  let attach = null;
  let heard = null;
  let page = null;
  const event = (keep = () => {}) => ({ addListener: keep });
  const chrome = {
    runtime: { id: ID, getURL: () => `chrome-extension://${ID}/`, getManifest: () => ({}), onConnect: event((listener) => (attach = listener)), onMessage: event() },
    storage: { onChanged: event(), local: { get: () => Promise.resolve({}) } },
  };
  class Watcher extends Quiet {
    constructor(of, adapters, onReading) {
      super();
      [page, heard] = [of, onReading];
    }
  }
  const hookline = {
    schema: { check: () => ({ adapter: null }) },
    read: { choose: () => ({ name: "test", drafts: [] }) },
    walk: { Forest: class {} },
    drafts: { Drafts, subjectOf: () => "Ramp" },
    words: { wordsOf: () => ({ text: "Hi Maren" }) },
    sent: { Sent: Quiet },
    watch: { Watcher },
    shell: { Shell: Quiet },
    teach: { Pointer: Quiet },
  };
  load(["main"], undefined, undefined, { chrome, hookline, AbortController, setTimeout, clearTimeout });
  const connect = () => {
    const port = { name: "hookline-page", sender: { id: ID, origin: new URL(`chrome-extension://${ID}/`).origin }, said: [], onDisconnect: event(), onMessage: event((listener) => (port.wish = listener)) };
    port.postMessage = (message) => port.said.push(plain(message));
    attach(port);
    return port;
  };
  const open = () => {
    page.drafts.open = [];
    page.drafts.active = DRAFT;
  };
  return { connect, open, read: () => heard({ facts: {}, how: {} }) };
}

const drafts = (port) => port.said.filter(({ type }) => type === "draft");

test("a sidebar that comes before the first reading is told of the draft that another has heard of", () => {
  const { connect, open, read } = stage();
  const first = connect();
  open();
  first.wish({ v: 1, type: "watch_draft", on: true });
  assert.equal(drafts(first).length, 1);
  const second = connect();
  read();
  assert.deepEqual(drafts(second), [{ v: 1, type: "draft", open: true, draft: "d-1", subject: "Ramp", text: "Hi Maren" }]);
});

test("a sidebar that comes later is told at once, and nobody is told twice", () => {
  const { connect, open, read } = stage();
  const first = connect();
  open();
  read();
  read();
  assert.equal(drafts(first).length, 1);
  const second = connect();
  assert.equal(drafts(second).length, 1);
  assert.equal(drafts(first).length, 1);
});
