// The words of a draft: the rep's own text, without the quoted thread and the signature.
"use strict";
(() => {
  const { hookline } = globalThis;
  const { drafts, text } = hookline;

  // A draft of 50,000 words has some 300,000 characters.
  const MAX_DRAFT = 400_000;
  // No editor nests deeper; what lies below is left out.
  const MAX_DEPTH = 400;
  const BLOCKS = new Set([
    "address", "article", "blockquote", "dd", "div", "dl", "dt", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul",
  ]);
  const UNREAD = new Set(["script", "style", "template"]);
  // How mail programs mark what is quoted and what is the signature, whatever the host.
  const QUOTES = [
    ".gmail_quote", ".gmail_extra", "#divRplyFwdMsg", "#appendonsend", "blockquote[type=cite]", ".moz-cite-prefix",
    "#reply-intro", ".yahoo_quoted", ".protonmail_quote", "#mail-editor-reference-message-container",
  ];
  const SIGNATURES = [".gmail_signature", "[data-smartmail=gmail_signature]", "#Signature", ".moz-signature", "#_rc_sig", "#ms-outlook-mobile-signature"];
  // Plain text: the customary delimiter (RFC 3676, 4.3), and the lines that introduce a quote.
  const PLAIN_END = /^(?:-- ?$|>|-{2,}.*-{2,}\s*$)/;

  /** `{text, parts}`: parts say which text node gives which piece of the text, for jumping to words. */
  function wordsOf(draft) {
    if (drafts.isField(draft.body)) return { text: ownPlain(draft.body.value.slice(0, MAX_DRAFT)), parts: [] };
    const end = endOfOwn(draft);
    const parts = [];
    let out = "";
    const breakLine = () => {
      if (out !== "" && !out.endsWith("\n\n")) out += "\n";
    };
    const visit = (node, depth) => {
      if (node === end || out.length >= MAX_DRAFT) return false;
      if (depth > MAX_DEPTH) return true;
      if (node.nodeType === Node.TEXT_NODE) {
        const piece = node.data.slice(0, MAX_DRAFT - out.length);
        parts.push({ node, start: out.length, length: piece.length });
        out += piece;
        return true;
      }
      if (node.nodeType !== Node.ELEMENT_NODE || UNREAD.has(node.localName)) return true;
      if (node.localName === "br") {
        out += "\n";
        return true;
      }
      const block = BLOCKS.has(node.localName) && node !== draft.body;
      if (block && !out.endsWith("\n")) breakLine();
      for (const child of node.childNodes) if (!visit(child, depth + 1)) return false;
      if (block && !out.endsWith("\n")) breakLine();
      return true;
    };
    visit(draft.body, 0);
    return { text: unseen(out).trimEnd(), parts };
  }

  /** Characters that would hide or turn text become spaces one for one, so that places stay true. */
  function unseen(value) {
    const shown = value.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00a0]/g, " ");
    return text.wellFormed(shown);
  }

  /** The element where the rep's own words end: the signature or the quote, whichever is first. */
  function endOfOwn(draft) {
    const marks = [...draft.form.quote, ...draft.form.signature, ...QUOTES, ...SIGNATURES];
    return firstMark(draft.body, marks);
  }

  /** The element where the quoted thread begins, or null. */
  function startOfQuote(draft) {
    return firstMark(draft.body, [...draft.form.quote, ...QUOTES]);
  }

  function firstMark(body, marks) {
    return body.querySelector(marks.join(", "));
  }

  /** True when the element is a quote or a signature, or holds one before anything else. */
  function isMark(element) {
    const marks = [...QUOTES, ...SIGNATURES].join(", ");
    return element.matches(marks) || element.firstElementChild?.matches(marks) === true;
  }

  function ownPlain(value) {
    return unseen(value.slice(0, ownPlainEnd(value))).trimEnd();
  }

  /** Where the rep's own words end in a plain-text draft. */
  function ownPlainEnd(value) {
    let at = 0;
    for (const line of value.split("\n")) {
      if (PLAIN_END.test(line.trimEnd() === "--" ? "--" : line)) return at;
      at += line.length + 1;
    }
    return value.length;
  }

  /** Selects the characters from `start` to `end` (counted in code points) of the draft's words. */
  function select(draft, start, end) {
    const words = wordsOf(draft);
    const from = unitsBefore(words.text, start);
    const to = unitsBefore(words.text, end);
    draft.body.focus({ preventScroll: true });
    if (drafts.isField(draft.body)) {
      draft.body.setSelectionRange(from, to);
      return;
    }
    const range = hookline.guard.call(draft.body.ownerDocument, "createRange");
    const first = placeOf(words.parts, from, false);
    const last = placeOf(words.parts, to, true);
    if (!first || !last) return;
    range.setStart(first.node, first.offset);
    range.setEnd(last.node, last.offset);
    const selection = drafts.selectionOf(draft.body);
    selection.removeAllRanges();
    selection.addRange(range);
    first.node.parentElement?.scrollIntoView({ block: "nearest" });
  }

  function unitsBefore(value, points) {
    let units = 0;
    let left = Math.max(0, points);
    for (const point of value) {
      if (left === 0) break;
      units += point.length;
      left -= 1;
    }
    return units;
  }

  function placeOf(parts, at, endsThere) {
    const part = parts.find(({ start, length }) => (endsThere ? at > start && at <= start + length : at >= start && at < start + length));
    return part ? { node: part.node, offset: at - part.start } : null;
  }

  hookline.words = { wordsOf, endOfOwn, startOfQuote, isMark, ownPlainEnd, select };
})();
