import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./content.mjs";

const { place } = load(["text", "place"]);
const VIEW = { width: 1280, height: 900 };
const box = (left, top, width, height) => ({ left, top, width, height });

test("with nothing in the way it stands at the right edge, full height", () => {
  assert.deepEqual({ ...place.panel(VIEW, 360, []) }, box(920, 0, 360, 900));
});

test("a docked compose window is never covered", () => {
  const compose = box(700, 340, 500, 560);
  const panel = place.panel(VIEW, 360, [compose]);
  assert.ok(panel && !place.overlap(panel, compose));
  assert.deepEqual({ ...panel }, box(336, 0, 360, 900), "it moves beside the draft");
});

test("over a low compose window it stays at the edge", () => {
  const panel = place.panel(VIEW, 360, [box(700, 600, 500, 300)]);
  assert.equal(panel.left, 920);
  assert.equal(panel.top, 0);
  assert.ok(panel.height <= 600);
});

test("where there is no room there is none, and the tab keeps out of the way too", () => {
  const wide = box(100, 0, 1180, 900);
  assert.equal(place.panel(VIEW, 360, [wide]), null);
  assert.ok(!place.overlap(place.tab(VIEW, 300, [wide]), wide));
});

test("no arrangement of drafts is ever covered", () => {
  let seed = 1;
  const random = (limit) => {
    seed = (seed * 48271) % 2147483647;
    return seed % limit;
  };
  for (let round = 0; round < 20_000; round += 1) {
    const view = { width: 320 + random(2200), height: 300 + random(1200) };
    const drafts = Array.from({ length: random(4) }, () => box(random(view.width), random(view.height), 1 + random(900), 1 + random(900)));
    const panel = place.panel(view, random(900), drafts, round % 2 === 0);
    if (!panel) continue;
    for (const draft of drafts) assert.ok(!place.overlap(panel, draft), JSON.stringify({ view, drafts, panel }));
    assert.ok(panel.left >= 0 && panel.top >= 0 && panel.left + panel.width <= view.width && panel.top + panel.height <= view.height, JSON.stringify({ view, drafts, panel }));
  }
});

test("a width stays between 320 and 560 whatever is asked", () => {
  assert.equal(place.clampWidth(10), 320);
  assert.equal(place.clampWidth(10_000), 560);
  for (const odd of [NaN, undefined, "wide", null]) assert.equal(place.clampWidth(odd), 360);
});
