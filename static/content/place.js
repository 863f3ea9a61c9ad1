// Where the sidebar stands: at the right edge, but never over a draft. Pure geometry.
"use strict";
(() => {
  const { hookline } = globalThis;

  const MIN_WIDTH = 320;
  const MAX_WIDTH = 560;
  const DEFAULT_WIDTH = 360;
  // Least height that is of use above a draft, and the height from which staying at the edge above
  // the draft beats moving beside it.
  const MIN_HEIGHT = 380;
  const GOOD_HEIGHT = 440;
  // When the rep asks for it although there is no room, these will do.
  const TIGHT = { width: 240, height: 220 };
  const TAB = { width: 28, height: 104 };
  const GAP = 4;

  const clampWidth = (width) => Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, Math.round(Number.isFinite(width) ? width : DEFAULT_WIDTH)));

  function overlap(a, b) {
    return a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;
  }

  const isFree = (box, obstacles) => !obstacles.some((obstacle) => overlap(box, obstacle));

  /**
   * The box of the sidebar, or null when there is no room for it.
   * `obstacles` are the drafts' boxes in the window; `asked` is true when the rep has just opened it.
   */
  function panel(view, width, obstacles, asked = false) {
    const least = asked ? TIGHT : { width: MIN_WIDTH, height: MIN_HEIGHT };
    const wanted = Math.min(clampWidth(width), view.width - TAB.width);
    const [edge, ...beside] = columns(view, wanted, obstacles);
    const above = bands(view, wanted, obstacles);
    const good = above.filter(({ height }) => height >= GOOD_HEIGHT);
    const boxes = [edge, ...good, ...beside, ...columns(view, least.width, obstacles), ...above];
    return boxes.find((box) => box.width >= Math.min(least.width, wanted) && box.height >= least.height && isFree(box, obstacles)) ?? null;
  }

  /** Full-height columns: at the right edge, then in the room left of the drafts. */
  function columns(view, width, obstacles) {
    const column = (left, breadth) => ({ left, top: 0, width: breadth, height: view.height });
    const found = [column(view.width - width, width)];
    const rightmost = Math.max(0, ...obstacles.map((box) => box.left + box.width));
    if (view.width - rightmost - GAP >= width) found.push(column(rightmost + GAP, view.width - rightmost - GAP));
    const leftmost = Math.min(view.width, ...obstacles.map((box) => box.left));
    const room = leftmost - GAP;
    if (room >= width) found.push(column(room - width, width));
    return found.map((box) => ({ ...box, width: Math.min(box.width, MAX_WIDTH) }));
  }

  /** At the right edge above or below the drafts. */
  function bands(view, width, obstacles) {
    const left = view.width - width;
    const inTheWay = obstacles.filter((box) => overlap({ left, top: 0, width, height: view.height }, box));
    const top = Math.min(view.height, ...inTheWay.map((box) => box.top));
    const bottom = Math.max(0, ...inTheWay.map((box) => box.top + box.height));
    return [
      { left, top: 0, width, height: top - GAP },
      { left, top: bottom + GAP, width, height: view.height - bottom - GAP },
    ];
  }

  /** The box of the collapsed tab: at the height the rep put it, moved out of the drafts' way. */
  function tab(view, top, obstacles) {
    const highest = Math.max(0, view.height - TAB.height);
    const wanted = Math.min(highest, Math.max(0, Number.isFinite(top) ? top : view.height * 0.3));
    const heights = [wanted, ...obstacles.flatMap((box) => [box.top - TAB.height - GAP, box.top + box.height + GAP]), 0, highest]
      .filter((height) => height >= 0 && height <= highest)
      .sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted));
    for (const left of [view.width - TAB.width, 0]) {
      for (const height of heights) {
        const box = { left, top: height, ...TAB };
        if (isFree(box, obstacles)) return box;
      }
    }
    // The draft fills the window: a sliver at the edge is the least that can be in the way.
    return { left: view.width - TAB.width, top: 0, width: TAB.width, height: TAB.width };
  }

  hookline.place = { panel, tab, overlap, clampWidth, MIN_WIDTH, MAX_WIDTH, DEFAULT_WIDTH };
})();
