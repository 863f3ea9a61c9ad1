// Keeps every exception of ours out of the page's console: a host page must never see one.
"use strict";
(() => {
  // One object in the content script's own world; the page cannot see it.
  const hookline = (globalThis.hookline ??= {});

  /** False once the extension was updated or turned off under the page. */
  function isAlive() {
    try {
      return Boolean(chrome.runtime?.id);
    } catch {
      return false;
    }
  }

  /** Does it; when the extension is gone, what fails is the sign to retire. */
  function quietly(act) {
    try {
      return act();
    } catch {
      if (!isAlive()) hookline.retire?.();
      return undefined;
    }
  }

  /** The same function, for listeners, observers and timers. */
  const guarded = (act) => (...values) => quietly(() => act(...values));

  // A page may lay names of its own over a document's or a form's properties (`<img name="body">`), and
  // that reaches this world too. What is read from the prototype is the browser's.
  const get = (node, name) => Reflect.get(Object.getPrototypeOf(node), name, node);
  const call = (node, name, ...values) => get(node, name).call(node, ...values);

  hookline.guard = { isAlive, quietly, guarded, get, call };
})();
