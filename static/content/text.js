// Cleaning of what a page says. Everything read from a page passes through here before it goes anywhere.
"use strict";
(() => {
  const { hookline } = globalThis;

  // Longest value of one field: names, subjects and addresses are far shorter (RFC 5321: 254).
  const MAX_FIELD = 500;
  // Controls, and the marks that turn the direction of text or hide in it (Unicode bidi and zero-width
  // controls). The joiners U+200C and U+200D stay: names in Persian and Hindi need them.
  const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]+/g;
  const ADDRESS = /[^\s<>()[\]\\,;:"'@]{1,64}@[^\s<>()[\]\\,;:"'@/?]{1,253}/g;
  const DOMAIN = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]{0,61}[\p{L}\p{N}]$/u;

  /** Plain text on one line: no controls, no lone surrogates, single spaces, at most `cap` units. */
  function clean(value, cap = MAX_FIELD) {
    if (typeof value !== "string") return "";
    // White space is far more common than text in a page's source, so the first cut is generous.
    const text = value.slice(0, cap * 8).replace(UNSEEN, " ").replace(/\s+/g, " ").trim().slice(0, cap);
    return wellFormed(text);
  }

  /** The same without touching spaces: for text that goes into a draft. */
  function shown(value) {
    return wellFormed(value.replace(UNSEEN, (run) => (/[\t\u2028\u2029]/.test(run) ? " " : "")));
  }

  function wellFormed(text) {
    return text.isWellFormed?.() === false ? text.toWellFormed() : text;
  }

  /** Every address in the text, as written. */
  function addresses(value) {
    const text = clean(unwrapMailto(value));
    const found = text.match(ADDRESS) || [];
    return found.map((address) => address.replace(/^[.\-*]+|[.\-*]+$/g, "")).filter(isAddress);
  }

  function unwrapMailto(value) {
    if (typeof value !== "string" || !/^\s*mailto:/i.test(value)) return value;
    const address = value.slice(0, MAX_FIELD * 8).replace(/^\s*mailto:/i, "").split("?")[0];
    try {
      return decodeURIComponent(address);
    } catch {
      return address;
    }
  }

  function isAddress(address) {
    const [name, domain, ...rest] = address.split("@");
    return rest.length === 0 && name.length > 0 && DOMAIN.test(domain);
  }

  /** A web address or bare domain, or nothing; never another scheme. */
  function website(value) {
    const text = clean(value);
    const candidate = /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/]*:\d/.test(text) ? text : `https://${text.replace(/^\/+/, "")}`;
    try {
      const url = new URL(candidate);
      const known = url.protocol === "https:" || url.protocol === "http:";
      return known && DOMAIN.test(decodedHost(url.hostname)) ? text : "";
    } catch {
      return "";
    }
  }

  /** Punycode labels are plain letters, digits and hyphens, which `DOMAIN` takes as they are. */
  function decodedHost(hostname) {
    return hostname.replace(/\.$/, "");
  }

  /** A telephone number as written, or nothing. E.164 allows 15 digits; extensions add a few. */
  function phone(value) {
    let text = clean(value).replace(/^tel:/i, "").split(";")[0];
    try {
      text = clean(decodeURIComponent(text));
    } catch {
      // A stray percent sign: the text as it stands is judged below.
    }
    const digits = text.replace(/\D/g, "").length;
    return digits >= 5 && digits <= 20 && /^[+(]?[\d\s().\-/+x#ext]+$/i.test(text) ? text : "";
  }

  // Digits with the signs that stand between them, as in a signature; whether it is a number the engine decides.
  const NUMBER = /(?<![\p{L}\d$€£#/=_@.-])[+(]{0,2}\d[\d \u00a0().\-/]{5,24}\d(?:[ ,]{0,2}(?:ext\.?|x|durchwahl)[ .:]{0,2}\d{1,6})?(?![\p{L}\d@%€_])/giu;
  const MAX_NUMBERS = 10;

  /** The runs of a longer text that may be telephone numbers, a line each. */
  function numbers(value) {
    const found = value.match(NUMBER) ?? [];
    return found
      .filter((run) => run.replace(/\D/g, "").length >= 7)
      .slice(-MAX_NUMBERS)
      .map((run) => clean(run))
      .join("\n");
  }

  /** The value as the kind that an adapter asks for; empty when it is not one. */
  function as(kind, value, pick) {
    if (kind === "email") {
      const all = addresses(value);
      return (pick === "last" ? all[all.length - 1] : all[0]) || "";
    }
    if (kind === "website") return website(value);
    if (kind === "phone") return phone(value);
    if (kind === "numbers") return numbers(value);
    if (kind === "name") {
      // An address is not a name, and neither is what has no letter in it.
      const name = clean(value, 200);
      return addresses(name).length === 0 && /\p{L}/u.test(name) ? name : "";
    }
    return clean(value);
  }

  hookline.text = { MAX_FIELD, clean, shown, wellFormed, addresses, as };
})();
