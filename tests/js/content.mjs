// Loads content scripts as the browser does: one after the other into one world.
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { parseHTML } from "linkedom";

const STATIC = new URL("../../static/", import.meta.url);

/** The `hookline` object after the named scripts ran on a page. */
export function load(scripts, html = "<!doctype html><html><body></body></html>", url = "https://mail.google.com/") {
  const { document, Node } = parseHTML(html);
  const world = vm.createContext({ document, Node, URL, URLSearchParams, location: new URL(url), console });
  for (const script of ["guard", ...scripts]) {
    const file = new URL(`content/${script}.js`, STATIC);
    vm.runInContext(readFileSync(file, "utf8"), world, { filename: fileURLToPath(file) });
  }
  return world.hookline;
}

/** Every shipped adapter, by file name. */
export function adapters() {
  const folder = new URL("adapters/", STATIC);
  return readdirSync(folder).map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), "utf8"))]);
}

/** A plain copy, so that objects of the other world compare with those of this one. */
export const plain = (value) => JSON.parse(JSON.stringify(value));
