// Loads content scripts as the browser does: one after the other into one world.
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { parseHTML } from "linkedom";

const STATIC = new URL("../../static/", import.meta.url);

/** The `hookline` object after the named scripts ran on a page; `more` joins the world's globals. */
export function load(scripts, html = "<!doctype html><html><body></body></html>", url = "https://mail.google.com/", more = {}) {
  const { document, Node, NodeFilter, HTMLElement } = parseHTML(html);
  // linkedom draws nothing: an element is visible unless it or an ancestor says `hidden`.
  HTMLElement.prototype.checkVisibility = function () {
    return !this.closest("[hidden]");
  };
  const world = vm.createContext({ document, Node, NodeFilter, URL, URLSearchParams, location: new URL(url), console, ...more });
  for (const script of ["guard", ...scripts]) {
    const file = new URL(`content/${script}.js`, STATIC);
    vm.runInContext(readFileSync(file, "utf8"), world, { filename: fileURLToPath(file) });
  }
  return world.hookline;
}

/** What the shipped adapters report of a page. */
export function factsOf(html, url) {
  const hookline = load(["text", "walk", "labels", "schema", "match", "read"], html, url);
  const world = hookline.read.nothing.constructor("return this")();
  const { document, location } = world;
  const all = adapters().map(([, raw]) => hookline.schema.check(raw).adapter);
  const adapter = hookline.read.choose(all, document, location);
  const forest = new hookline.walk.Forest(document, adapter);
  return plain(exhaust(hookline.read.read({ adapter, forest, document, location }, { active: null })).facts);
}

/** Runs a reading to its end. */
function exhaust(steps) {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** Every shipped adapter, by file name. */
export function adapters() {
  const folder = new URL("adapters/", STATIC);
  return readdirSync(folder).sort().map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), "utf8"))]);
}

/** A plain copy, so that objects of the other world compare with those of this one. */
export const plain = (value) => JSON.parse(JSON.stringify(value));
