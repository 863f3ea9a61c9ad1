// Puts text the rep clicked into the draft: one undo step of the host's own, checked afterwards.
// Never sends, never writes below a quoted thread, never touches what the rep wrote.
"use strict";
(() => {
  const { hookline } = globalThis;
  const { text, drafts, words, read } = hookline;
  const { get, call } = hookline.guard;

  const MAX_INSERT = 20_000;
  // An editor that keeps its own model (Outlook's) may take a moment to accept or undo a change.
  const SETTLE_MS = 80;

  const CLIPBOARD_MS = 500;

  const REASONS = {
    gone: "That draft is no longer open, so nothing was inserted.",
    changed: "The recipients of this draft have just changed, so nothing was inserted. Look again, then insert.",
    locked: "That draft cannot be edited right now, so nothing was inserted.",
    bad: "There was nothing to insert.",
    copied: "The editor did not take the text, so it was copied instead: paste it where you want it.",
    refused: "The editor did not take the text. Use Copy, then paste it where you want it.",
  };

  /** Carries out one request; returns {ok, reason}. */
  async function insert(open, request) {
    const draft = open.byToken(request.draft);
    const wanted = wantedOf(request);
    if (!wanted) return failure(REASONS.bad);
    if (!draft || !draft.body.isConnected || !drafts.isShown(hookline.page.forest, draft.body)) return failure(REASONS.gone);
    if (!drafts.isEditable(draft.body)) return failure(REASONS.locked);
    if (recipientsChanged(draft)) return failure(REASONS.changed);
    if (request.where === "subject") return intoSubject(draft, wanted);
    if (drafts.isField(draft.body)) {
      const at = fieldPlace(draft.body, request.where);
      const { before, after } = around(draft, request.where, inField(draft.body, at));
      return intoField(draft.body, before + plainOf(wanted) + after, at);
    }
    return intoEditor(draft, wanted, request.where);
  }

  /** The parts of a request that may go into a draft, cleaned; null when there are none. */
  function wantedOf({ text: raw, link }) {
    if (typeof raw !== "string") return null;
    const lines = raw.slice(0, MAX_INSERT).split(/\r\n|\r|\n/).map(text.shown);
    const plain = lines.join("\n");
    const url = safeUrl(link?.url);
    const title = url ? text.clean(link.title) || url : "";
    return plain.trim() || url ? { plain, url, title } : null;
  }

  function safeUrl(value) {
    try {
      const url = new URL(typeof value === "string" ? value.slice(0, 2_000) : "");
      return ["https:", "http:", "mailto:", "tel:"].includes(url.protocol) ? url.href : "";
    } catch {
      return "";
    }
  }

  /** True when the draft speaks to others than when its recipients were last reported. */
  function recipientsChanged(draft) {
    if (draft.recipients === null) return false;
    return read.fingerprint(read.exhaust(read.readRecipients(hookline.page.forest, draft))) !== draft.recipients;
  }

  // --- plain fields ------------------------------------------------------------------------------

  function intoSubject(draft, wanted) {
    const field = drafts.subjectField(draft);
    if (!field) return failure("This page shows no subject line, so nothing was inserted.");
    return intoField(field, plainOf(wanted).replaceAll("\n", " "), field.value.length);
  }

  function fieldPlace(field, where) {
    const end = words.ownPlainEnd(field.value);
    if (where === "start") return 0;
    if (where === "end") return end;
    return Math.min(field.selectionEnd ?? end, end);
  }

  function intoField(field, piece, at) {
    const before = field.value;
    field.focus({ preventScroll: true });
    field.setSelectionRange(at, at);
    call(field.ownerDocument, "execCommand", "insertText", false, piece);
    if (field.value === before) {
      field.setRangeText(piece, at, at, "end");
      field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: piece }));
    }
    return field.value.length >= before.length + piece.length && field.value.includes(piece) ? success() : failure(REASONS.refused);
  }

  // --- rich editors ------------------------------------------------------------------------------

  async function intoEditor(draft, wanted, where) {
    const room = around(draft, where, inEditor(rangeFor(draft, where, drafts.selectionOf(draft.body))));
    const html = htmlOf(wanted, room);
    const plain = room.before + plainOf(wanted) + room.after;
    const before = saidBy(draft.body);
    for (const way of waysOf(draft.form.insert)) {
      placeCaret(draft, where);
      way(draft.body, html, plain);
      await settled();
      if (hasLanded(draft.body, before, wanted)) {
        draft.range = null;
        return success();
      }
    }
    return failure((await copied(plainOf(wanted))) ? REASONS.copied : REASONS.refused);
  }

  function waysOf(first) {
    return first === "paste" ? [byPaste, byCommand] : [byCommand, byPaste];
  }

  /** The browser's own editing command: trusted input events, one step of undo. */
  function byCommand(body, html) {
    call(body.ownerDocument, "execCommand", "insertHTML", false, html);
  }

  /** A paste, for editors that take nothing else. */
  function byPaste(body, html, plain) {
    const view = get(body.ownerDocument, "defaultView");
    body.dispatchEvent(view.wrappedJSObject ? pasteOfPage(view, html, plain) : pasteOfOurs(html, plain));
  }

  const PASTE = { bubbles: true, cancelable: true, composed: true };

  function pasteOfOurs(html, plain) {
    const clipboard = new DataTransfer();
    clipboard.setData("text/plain", plain);
    clipboard.setData("text/html", html);
    return new ClipboardEvent("paste", { ...PASTE, clipboardData: clipboard });
  }

  /**
   * In Firefox a page may not read a clipboard that an extension filled, and the event takes no
   * ready-made one; so the event is of the page's own making.
   */
  function pasteOfPage(view, html, plain) {
    const page = view.wrappedJSObject;
    const event = new page.ClipboardEvent("paste", cloneInto({ ...PASTE, dataType: "text/plain", data: plain }, view));
    event.clipboardData.setData("text/html", html);
    return event;
  }

  /** What keeps the insertion apart from what the rep wrote: lines, or at the caret a space. */
  function around(draft, where, beside) {
    const own = words.wordsOf(draft).text.trim();
    if (where === "start") return { before: "", after: own ? "\n\n" : "" };
    if (where === "end") return { before: own ? "\n\n" : "", after: "" };
    const sticks = (character, good) => (character !== "" && !good.test(character) ? " " : "");
    return { before: sticks(beside.before, /[\s\u00a0([{"'“‘«/-]/u), after: sticks(beside.after, /[\s\u00a0.,;:!?)\]}"'”’»/-]/u) };
  }

  /** The characters on both sides of a place in a plain field; empty at its ends. */
  function inField(field, at) {
    return { before: field.value.slice(0, at).slice(-1), after: field.value.slice(at, at + 1) };
  }

  /** The characters on both sides of a caret that stand in its line; empty at the line's ends. */
  function inEditor({ startContainer: node, startOffset: at }) {
    if (node.nodeType === Node.TEXT_NODE) {
      const { data } = node;
      return {
        before: data.slice(0, at).slice(-1) || edge(node.previousSibling, -1),
        after: data.slice(at, at + 1) || edge(node.nextSibling, 1),
      };
    }
    return { before: edge(node.childNodes[at - 1], -1), after: edge(node.childNodes[at], 1) };
  }

  /** The first (1) or last (-1) character of a node that stands in the line; a break or block has none. */
  function edge(node, side) {
    const inLine = node && (node.nodeType === Node.TEXT_NODE || ["a", "b", "em", "font", "i", "span", "strong", "u"].includes(node.localName));
    if (!inLine) return "";
    return side < 0 ? node.textContent.slice(-1) : node.textContent.slice(0, 1);
  }

  /** Built from text nodes and serialised, so that nothing in the text can become markup. */
  function htmlOf(wanted, { before, after }) {
    const page = get(document, "implementation").createHTMLDocument("");
    const holder = page.createElement("div");
    // Beside a link alone, the browser drops a plain space at the edge of what is inserted.
    const space = (room) => (wanted.plain ? room : room.replace(" ", "\u00a0"));
    append(page, holder, space(before) + wanted.plain);
    if (wanted.url) {
      if (wanted.plain && !/\s$/.test(wanted.plain)) holder.append(" ");
      const link = page.createElement("a");
      link.setAttribute("href", wanted.url);
      link.append(wanted.title);
      holder.append(link);
    }
    append(page, holder, space(after));
    const serializer = new XMLSerializer();
    return [...holder.childNodes].map((node) => serializer.serializeToString(node).replaceAll(' xmlns="http://www.w3.org/1999/xhtml"', "")).join("");
  }

  function append(page, holder, lines) {
    for (const [at, line] of lines.split("\n").entries()) {
      if (at > 0) holder.append(page.createElement("br"));
      if (line) holder.append(line);
    }
  }

  function plainOf({ plain, url, title }) {
    const link = title === url ? url : `${title}: ${url}`;
    return [plain, url && link].filter(Boolean).join(" ");
  }

  function placeCaret(draft, where) {
    const { body } = draft;
    body.focus({ preventScroll: true });
    const selection = drafts.selectionOf(body);
    const range = rangeFor(draft, where, selection);
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function rangeFor(draft, where, selection) {
    if (where === "start") return startOf(draft.body);
    if (where === "end") return endOf(draft);
    const current = selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
    const inBody = (range) => range && draft.body.contains(range.commonAncestorContainer);
    const range = inBody(draft.range) ? draft.range.cloneRange() : inBody(current) ? current.cloneRange() : startOf(draft.body);
    // What is selected stays: text goes after it.
    range.collapse(false);
    return isAboveQuote(draft, range) ? range : endOf(draft);
  }

  /** The very start of the body, inside its first line when that is a block of its own. */
  function startOf(body) {
    const range = call(body.ownerDocument, "createRange");
    const first = body.firstElementChild;
    const line = first && body.firstChild === first && (first.localName === "div" || first.localName === "p") && !words.isMark(first) ? first : body;
    range.setStart(line, 0);
    range.collapse(true);
    return range;
  }

  /** The end of the rep's own words: before the signature and the quoted thread. */
  function endOf(draft) {
    const range = call(draft.body.ownerDocument, "createRange");
    const mark = words.endOfOwn(draft);
    const last = mark ? shownBefore(mark) : draft.body.lastChild;
    if (isLine(last) && !words.isMark(last)) range.setStart(last, endWithin(last));
    else if (last?.localName === "br") range.setStartBefore(last);
    else if (mark) range.setStartBefore(mark);
    else range.setStart(draft.body, draft.body.childNodes.length);
    range.collapse(true);
    return range;
  }

  const isLine = (node) => node?.localName === "div" || node?.localName === "p";

  /** The node before the mark that is more than white space. */
  function shownBefore(mark) {
    let node = mark.previousSibling;
    while (node?.nodeType === Node.TEXT_NODE && node.data.trim() === "") node = node.previousSibling;
    return node;
  }

  /** The end of a line: before the line break that holds an empty line open. */
  function endWithin(line) {
    const count = line.childNodes.length;
    return line.lastChild?.localName === "br" ? count - 1 : count;
  }

  function isAboveQuote(draft, range) {
    const quote = words.startOfQuote(draft);
    if (!quote) return true;
    return range.comparePoint(quote, 0) >= 0 && !quote.contains(range.startContainer);
  }

  // --- checking ----------------------------------------------------------------------------------

  /** What the body says, with white space of every sort as one space. */
  function saidBy(body) {
    return body.textContent.replace(/[\s\u00a0]+/g, "");
  }

  function hasLanded(body, before, wanted) {
    const piece = `${wanted.plain}${wanted.url ? wanted.title : ""}`.replace(/[\s\u00a0]+/g, "");
    const now = saidBy(body);
    return now.length >= before.length + piece.length && now.includes(piece);
  }

  function settled() {
    return new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  }

  /** A browser that asks for permission first may take for ever: that is a no. */
  async function copied(plain) {
    const late = new Promise((resolve) => setTimeout(resolve, CLIPBOARD_MS, false));
    const written = navigator.clipboard?.writeText(plain).then(() => true, () => false) ?? false;
    return Promise.race([written, late]);
  }

  const success = () => ({ ok: true, reason: "" });
  const failure = (reason) => ({ ok: false, reason });

  hookline.insert = { insert };
})();
