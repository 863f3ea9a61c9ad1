// Whether an adapter and its views fit an address. Patterns are globs, matched in linear time.
"use strict";
(() => {
  const { hookline } = globalThis;

  /** `*` stands for any run of characters, everything else for itself. */
  function glob(pattern, text) {
    const parts = pattern.split("*");
    if (parts.length === 1) return pattern === text;
    const last = parts.length - 1;
    if (!text.startsWith(parts[0])) return false;
    let at = parts[0].length;
    for (const part of parts.slice(1, last)) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return text.length - at >= parts[last].length && text.endsWith(parts[last]);
  }

  const anyGlob = (patterns, text) => patterns.some((pattern) => glob(pattern, text));

  /** The adapters for a host; those that name it come before those for any host. */
  function adaptersFor(adapters, host) {
    const named = adapters.filter(({ hosts }) => hosts.some((pattern) => pattern !== "*" && glob(pattern, host)));
    const general = adapters.filter(({ hosts }) => hosts.includes("*"));
    return [...named, ...general];
  }

  /** True when the view's conditions on the address hold. */
  function addressFits(view, url) {
    return fits(view, url) && (!view.at || view.at.some((address) => fits(address, url)));
  }

  /** True when the view is for certain addresses only. */
  const namesAddress = ({ path, hash, query, at }) => Boolean(path || hash || query || at);

  function fits(view, url) {
    if (view.path && !anyGlob(view.path, url.pathname)) return false;
    if (view.hash && !anyGlob(view.hash, url.hash.slice(1))) return false;
    for (const [name, pattern] of Object.entries(view.query || {})) {
      if (!glob(pattern, url.searchParams.get(name) ?? "")) return false;
    }
    return true;
  }

  hookline.match = { glob, adaptersFor, addressFits, namesAddress };
})();
