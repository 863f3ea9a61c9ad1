// Finding elements: through open and closed shadow roots and same-origin frames where an adapter says so.
"use strict";
(() => {
  const { hookline } = globalThis;
  const { call } = hookline.guard;

  // Elements looked at between two looks at the clock while shadow roots are searched.
  const STRIDE = 200;
  // Roots kept; a page with more of them is read as far as this.
  const MAX_ROOTS = 4_000;
  // Most elements that one selector may give.
  const MAX_FOUND = 400;
  // Deepest way up from an element that is still followed.
  const MAX_DEPTH = 400;
  // Elements whose text is not what the page says: controls, code, drawings.
  const UNREAD = new Set(["button", "script", "style", "noscript", "template", "svg", "select", "textarea"]);
  // Elements that stand apart from what follows them.
  const BREAKS = new Set(["br", "dd", "div", "dt", "h1", "h2", "h3", "h4", "li", "p", "section", "td", "th", "tr"]);
  const HIDDEN_TEXT = ".slds-assistive-text, .assistiveText, [aria-hidden=true]";

  /** The element's shadow root, also a closed one where the browser lets an extension see it. */
  function shadowOf(element) {
    if (element.shadowRoot) return element.shadowRoot;
    if (!element.localName?.includes("-")) return null;
    try {
      if (element.openOrClosedShadowRoot !== undefined) return element.openOrClosedShadowRoot;
      return chrome.dom?.openOrClosedShadowRoot?.(element) ?? null;
    } catch {
      return null;
    }
  }

  function frameOf(element) {
    try {
      return element.contentDocument;
    } catch {
      return null;
    }
  }

  /** The trees below a document that a plain query does not reach. */
  class Forest {
    constructor(document, { shadow, frames }) {
      this.document = document;
      this.shadow = shadow;
      this.frames = frames;
      this.roots = new Map();
    }

    /** Looks for new roots; gives way between strides. Yields nothing of value. */
    *grow(onRoot) {
      if (!this.shadow && !this.frames) return;
      for (const [root, host] of this.roots) if (!host.isConnected) this.roots.delete(root);
      const queue = [this.document];
      while (queue.length > 0) {
        const walker = call(this.document, "createTreeWalker", queue.pop(), NodeFilter.SHOW_ELEMENT);
        let seen = 0;
        for (let element = walker.nextNode(); element; element = walker.nextNode()) {
          const root = this.rootOf(element);
          if (root) {
            queue.push(root);
            if (!this.roots.has(root) && this.roots.size < MAX_ROOTS) {
              this.roots.set(root, element);
              onRoot?.(root);
            }
          }
          if (++seen % STRIDE === 0) yield;
        }
        yield;
      }
    }

    rootOf(element) {
      if (element === hookline.shellHost) return null;
      if (this.frames && element.localName === "iframe") return frameOf(element);
      return this.shadow ? shadowOf(element) : null;
    }

    /** All elements under `scope` that fit. `A >>> B` finds B at any depth below A, roots or not. */
    all(scope, selector) {
      let found = [scope];
      for (const step of selector.split(">>>")) {
        const next = new Set();
        for (const from of found) {
          for (const element of this.flat(from, step.trim())) {
            next.add(element);
            if (next.size >= MAX_FOUND) break;
          }
        }
        found = [...next];
      }
      return found;
    }

    *flat(scope, selector) {
      if (selector === ":self") {
        yield scope;
        return;
      }
      const own = this.rootOf(scope);
      if (own) yield* own.querySelectorAll(selector);
      yield* call(scope, "querySelectorAll", selector);
      for (const [root, host] of this.roots) {
        if (root === own) continue;
        const inside = root.querySelectorAll(selector);
        if (inside.length > 0 && this.contains(scope, host)) yield* inside;
      }
    }

    /** True when the element lies below the scope, counting roots as part of their hosts. */
    contains(scope, element) {
      let at = element;
      for (let depth = 0; at && depth < MAX_DEPTH; depth += 1) {
        if (scope === at || call(scope, "contains", at)) return true;
        at = this.hostOf(at);
      }
      return false;
    }

    hostOf(element) {
      const root = call(element, "getRootNode");
      return root.host ?? this.roots.get(root) ?? null;
    }

    /** What the element says, with the text of shadow roots in its place, without controls. */
    text(element, cap) {
      let text = "";
      const visit = (node, depth) => {
        if (text.length >= cap || depth > MAX_DEPTH) return;
        if (node.nodeType === Node.TEXT_NODE) {
          text += node.data.slice(0, cap - text.length);
          return;
        }
        if (node.nodeType === Node.ELEMENT_NODE) {
          if (UNREAD.has(node.localName) && node !== element) return;
          if (node !== element && node.matches(HIDDEN_TEXT)) return;
          if (node.localName === "img" && node.alt) text += node.alt.slice(0, 50);
        }
        const inner = node.nodeType === Node.ELEMENT_NODE ? this.childrenOf(node) : node.childNodes;
        for (const child of inner) visit(child, depth + 1);
        if (BREAKS.has(node.localName)) text += " ";
      };
      visit(element, 0);
      return text;
    }

    childrenOf(element) {
      const root = this.shadow ? shadowOf(element) : null;
      if (root) return root.childNodes;
      if (element.localName === "slot") {
        const assigned = element.assignedNodes();
        if (assigned.length > 0) return assigned;
      }
      return element.childNodes;
    }
  }

  /** True when the element is drawn: neither it nor anything around it is hidden. */
  function isVisible(element) {
    if (!element.isConnected) return false;
    if (element.checkVisibility) return element.checkVisibility({ visibilityProperty: true });
    return element.getClientRects().length > 0;
  }

  /** The first of the selectors' elements that is drawn. */
  function firstVisible(forest, scope, selectors) {
    for (const selector of selectors) {
      const found = forest.all(scope, selector).find(isVisible);
      if (found) return found;
    }
    return null;
  }

  /** The nearest ancestor that fits, across shadow roots. */
  function closest(forest, element, selector) {
    let at = element;
    for (let depth = 0; at && depth < MAX_DEPTH; depth += 1) {
      const found = call(at, "closest", selector);
      if (found) return found;
      at = forest.hostOf(at);
    }
    return null;
  }

  hookline.walk = { Forest, isVisible, firstVisible, closest };
})();
