// Makes the page narrower so that a draft which fills its width has room beside it. The last resort
// before the sidebar folds: tried, measured, and taken back when the page does not follow.
"use strict";
(() => {
  const { hookline } = globalThis;
  const { place } = hookline;
  const { guarded, get } = hookline.guard;

  // Pages that lay themselves out by script follow within this time.
  const FOLLOW_MS = 250;
  // A page narrower than this is of no use to anyone.
  const LEAST_PAGE = 480;

  class Push {
    constructor(obstacles, again) {
      this.obstacles = obstacles;
      this.again = again;
      this.width = 0;
      this.before = null;
      this.refused = "";
      this.trial = 0;
      this.ownEvent = null;
    }

    view() {
      return { width: get(document, "documentElement").clientWidth || innerWidth, height: innerHeight };
    }

    isOwn(event) {
      return event === this.ownEvent;
    }

    /** The freed column at the right edge, or null. */
    begin(view, width, drafts) {
      const situation = `${view.width}x${view.height}/${width}/${drafts}`;
      if (this.refused === situation || view.width - width < LEAST_PAGE) return this.end();
      if (this.width !== width) {
        this.end();
        this.apply(width);
      }
      const box = { left: view.width - width, top: 0, width, height: view.height };
      if (this.isFree(box)) return box;
      if (!this.trial) {
        this.trial = setTimeout(guarded(() => this.judge(box, situation)), FOLLOW_MS);
        this.announce();
      }
      return null;
    }

    /** Whether the page has followed by now. */
    judge(box, situation) {
      this.trial = 0;
      if (this.width && !this.isFree(box)) {
        this.end();
        this.refused = situation;
      }
      this.again();
    }

    isFree(box) {
      return !this.obstacles().some((obstacle) => place.overlap(box, obstacle));
    }

    apply(width) {
      const { style } = get(document, "documentElement");
      this.before = [style.getPropertyValue("margin-right"), style.getPropertyPriority("margin-right")];
      style.setProperty("margin-right", `${width}px`, "important");
      this.width = width;
    }

    /** Gives the page its width back. Returns null, which is the room there is then. */
    end() {
      clearTimeout(this.trial);
      this.trial = 0;
      if (!this.width) return null;
      get(document, "documentElement").style.setProperty("margin-right", ...this.before);
      this.width = 0;
      this.refused = "";
      this.announce();
      return null;
    }

    announce() {
      this.ownEvent = new Event("resize");
      dispatchEvent(this.ownEvent);
    }
  }

  hookline.push = { Push };
})();
