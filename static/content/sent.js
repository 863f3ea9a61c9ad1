// Notices that the rep sent a draft: the host's own Send was used, and the host then let go of the draft.
// It sends nothing and touches nothing.
"use strict";
(() => {
  const { hookline } = globalThis;
  const { walk } = hookline;
  const { guarded, call } = hookline.guard;

  // A host that has not let go of the draft by then did not send it (an address was wrong, a question came).
  const PATIENCE_MS = 15_000;

  class Sent {
    constructor(page, told) {
      this.page = page;
      this.told = told;
      this.pending = null;
      this.listening = null;
    }

    start() {
      if (this.listening) return;
      this.listening = new AbortController();
      const options = { capture: true, passive: true, signal: this.listening.signal };
      call(document, "addEventListener", "click", guarded((event) => this.clicked(event)), options);
      call(document, "addEventListener", "keydown", guarded((event) => this.typed(event)), options);
    }

    stop() {
      this.listening?.abort();
      this.listening = null;
      this.pending = null;
    }

    clicked({ target }) {
      const draft = target instanceof Element ? this.page.drafts.around(target) : null;
      if (draft?.form.send.some((selector) => walk.closest(this.page.forest, target, selector))) this.keep(draft);
    }

    /** Ctrl or Cmd and Enter send in Gmail, Outlook and Roundcube alike. */
    typed({ key, ctrlKey, metaKey, target }) {
      if (key !== "Enter" || !(ctrlKey || metaKey) || !(target instanceof Element)) return;
      const draft = this.page.drafts.around(target);
      if (draft?.form.send.length > 0) this.keep(draft);
    }

    /** What was in the draft at that moment: afterwards it is gone. */
    keep(draft) {
      this.pending = {
        draft,
        until: Date.now() + PATIENCE_MS,
        message: {
          type: "sent",
          to: (draft.recipients ?? "").split("\n").filter((to) => to.includes("@")),
          subject: hookline.drafts.subjectOf(draft),
          text: hookline.words.wordsOf(draft).text,
        },
      };
    }

    /** The page was read anew. */
    check() {
      if (!this.pending) return;
      const { draft, until, message } = this.pending;
      if (Date.now() > until) this.pending = null;
      else if (!this.page.drafts.open.includes(draft)) {
        this.pending = null;
        this.told(message);
      }
    }
  }

  hookline.sent = { Sent };
})();
