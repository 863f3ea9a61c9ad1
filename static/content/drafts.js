// The drafts on the page: which are open, which one the rep is in, and where its caret was.
"use strict";
(() => {
  const { hookline } = globalThis;
  const { text, walk } = hookline;
  const { get, call } = hookline.guard;

  const MAX_DRAFTS = 20;
  const MAX_CLIMB = 25;

  class Drafts {
    constructor(page) {
      this.page = page;
      this.byBody = new WeakMap();
      this.open = [];
      this.active = null;
      this.lastFocused = null;
      this.prefix = crypto.getRandomValues(new Uint32Array(1))[0].toString(36);
      this.count = 0;
    }

    /** Looks for the drafts that are drawn. */
    *find() {
      const open = [];
      for (const form of this.page.adapter.drafts) {
        for (const body of this.bodiesOf(form)) {
          if (open.length < MAX_DRAFTS && !open.some((draft) => draft.body === body)) open.push(this.draftOf(form, body));
        }
        yield;
      }
      this.open = open;
      this.choose();
    }

    bodiesOf(form) {
      const { forest, document } = this.page;
      for (const selector of form.body) {
        const bodies = forest.all(document, selector).filter((body) => isEditable(body) && isShown(forest, body));
        if (bodies.length > 0) return bodies;
      }
      return [];
    }

    draftOf(form, body) {
      let draft = this.byBody.get(body);
      if (!draft) {
        this.count += 1;
        draft = { token: `${this.prefix}-${this.count}`, body, form, root: null, inline: false, range: null, recipients: null };
        this.byBody.set(body, draft);
      }
      if (!draft.root?.isConnected) draft.root = this.rootOf(form, body);
      draft.inline = !form.docked && walk.closest(this.page.forest, body, "[role=dialog]") === null;
      return draft;
    }

    rootOf(form, body) {
      const { forest } = this.page;
      for (const selector of form.root) {
        const root = walk.closest(forest, body, selector);
        if (root) return root;
      }
      let at = body;
      for (let step = 0; at && step < MAX_CLIMB; step += 1) {
        if (form.root_with.some((selector) => forest.all(at, selector).length > 0)) return at;
        at = at.parentElement ?? forest.hostOf(at);
      }
      return body.parentElement ?? body;
    }

    /** The draft the rep was in last; otherwise the one that came last. */
    choose() {
      const focused = this.open.find((draft) => draft === this.lastFocused);
      this.active = focused ?? this.open[this.open.length - 1] ?? null;
    }

    /** The draft whose window holds the element. */
    around(element) {
      const { forest } = this.page;
      return this.open.find((draft) => draft.body === element || forest.contains(draft.root, element)) ?? null;
    }

    isActiveBody(element) {
      return this.active !== null && this.active.body.contains(element);
    }

    /** Focus moved into the element. True when another draft is the active one now. */
    entered(element) {
      const draft = this.around(element);
      if (!draft || draft === this.active) {
        if (draft) this.lastFocused = draft;
        return false;
      }
      this.lastFocused = draft;
      this.choose();
      return true;
    }

    /** Focus leaves the element: the caret is kept, since a click into the sidebar takes it away. */
    left(element) {
      const draft = this.open.find(({ body }) => body === element || body.contains(element));
      if (draft) keepCaret(draft);
    }

    byToken(token) {
      return this.open.find((draft) => draft.token === token) ?? null;
    }
  }

  function keepCaret(draft) {
    if (isField(draft.body)) return;
    const selection = selectionOf(draft.body);
    if (!selection || selection.rangeCount === 0) return;
    const range = selection.getRangeAt(0);
    if (draft.body.contains(range.commonAncestorContainer)) draft.range = range.cloneRange();
  }

  /** The selection of the tree that the body is in. */
  function selectionOf(body) {
    const root = body.getRootNode();
    return root === body.ownerDocument || !root.getSelection ? call(body.ownerDocument, "getSelection") : root.getSelection();
  }

  function isField(body) {
    return body.localName === "textarea" || body.localName === "input";
  }

  function isEditable(body) {
    return isField(body) ? !body.readOnly && !body.disabled : body.isContentEditable;
  }

  /** A body inside a frame is shown when the frame is. */
  function isShown(forest, body) {
    if (!walk.isVisible(body)) return false;
    const frame = get(body.ownerDocument, "defaultView")?.frameElement;
    return !frame || walk.isVisible(frame);
  }

  function subjectField(draft) {
    const { forest } = hookline.page;
    for (const selector of draft.form.subject) {
      const field = forest.all(draft.root, selector).find(isField);
      if (field) return field;
    }
    return null;
  }

  function subjectOf(draft) {
    return text.clean(subjectField(draft)?.value ?? "");
  }

  hookline.drafts = { Drafts, isField, isEditable, isShown, selectionOf, subjectField, subjectOf };
})();
