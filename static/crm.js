// The rep's own sign-in to a CRM: OAuth by the browser, tokens for the session alone. What is logged and
// what an answer means is the engine's; requests go out by the host's door, where each is written down.
"use strict";
(() => {
  const VERSION = 1;
  // chrome.storage.session is held in memory, is gone with the browser, and no content script sees it.
  const KEY = "crm";
  const LONGEST_TOKEN = 20_000;

  async function session() {
    const stored = await chrome.storage.session.get(KEY);
    return stored[KEY] ?? null;
  }

  const keep = (value) => chrome.storage.session.set({ [KEY]: value });
  const forget = () => chrome.storage.session.remove(KEY);

  /** Has the host carry something out; the outcome is an object. */
  async function carry(kind, payload) {
    const { origins } = await chrome.permissions.getAll();
    const text = JSON.stringify({ ...payload, origins });
    if (globalThis.hooklineHost) return globalThis.hooklineHost.carry(kind, text);
    await globalThis.hooklineBackground.ensureEngine();
    return chrome.runtime.sendMessage({ v: VERSION, type: "host-carry", kind, text });
  }

  // --- signing in ----------------------------------------------------------------------------------

  const base64 = (bytes) => btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const random = (length) => base64(crypto.getRandomValues(new Uint8Array(length)));

  async function challengeOf(verifier) {
    return base64(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))));
  }

  /** Where the CRM sends the rep back to; registered with the rep's client. */
  function redirect() {
    if (chrome.identity) return chrome.identity.getRedirectURL();
    // Chromium has the interface only once it is permitted; its address is known before.
    return `https://${chrome.runtime.id}.chromiumapp.org/`;
  }

  /** `plan` is the engine's; settles with {ok} or {ok: false, why, detail}. */
  async function connect({ crm, plan, client, secret, pasted }) {
    const base = { crm, api: plan.api, token: "", refresh: "", tokenUrl: plan.token, revoke: plan.revoke, client, secret: secret || "" };
    if (pasted) {
      await keep({ ...base, token: String(pasted).slice(0, LONGEST_TOKEN) });
      return { ok: true };
    }
    if (!chrome.identity) return { ok: false, why: "permission" };
    const [state, verifier] = [random(16), random(48)];
    const address = new URL(plan.authorize);
    address.searchParams.set("redirect_uri", redirect());
    address.searchParams.set("state", state);
    if (plan.pkce) {
      address.searchParams.set("code_challenge", await challengeOf(verifier));
      address.searchParams.set("code_challenge_method", "S256");
    }
    let back;
    try {
      back = await chrome.identity.launchWebAuthFlow({ url: address.href, interactive: true });
    } catch {
      return { ok: false, why: "cancelled" };
    }
    const said = new URL(back).searchParams;
    // An answer to another question than ours is nobody's to use.
    if (!back.startsWith(redirect()) || said.get("state") !== state) return { ok: false, why: "state" };
    const code = said.get("code");
    if (!code) return { ok: false, why: "denied", detail: (said.get("error_description") ?? said.get("error") ?? "").slice(0, 200) };
    const form = { grant_type: "authorization_code", code, redirect_uri: redirect() };
    if (plan.pkce) form.code_verifier = verifier;
    const got = await tokens(base, form);
    if (!got.token) return { ok: false, why: "exchange", detail: got.detail };
    await keep({ ...base, token: got.token, refresh: got.refresh });
    return { ok: true };
  }

  /** Asks the token's address; {token, refresh} or {detail, lost}. */
  async function tokens({ tokenUrl, client, secret }, form) {
    const fields = new URLSearchParams({ ...form, client_id: client });
    if (secret) fields.set("client_secret", secret);
    const answer = await carry("sign-in", { method: "POST", url: tokenUrl, shown: tokenUrl, form: fields.toString() });
    const body = read(answer.body);
    const [token, refresh] = [body.access_token, body.refresh_token].map((one) => (typeof one === "string" && one.length <= LONGEST_TOKEN ? one : ""));
    if (answer.status === 200 && token) return { token, refresh };
    const detail = body.error_description ?? body.message ?? answer.failure ?? "";
    return { detail: String(detail).slice(0, 200), lost: answer.status === 0 || answer.status >= 500 };
  }

  /** What is no JSON is nothing: the words of the error would hold a piece of it. */
  function read(text) {
    try {
      return JSON.parse(text) ?? {};
    } catch {
      return {};
    }
  }

  async function refreshed(held) {
    if (!held.refresh) return null;
    const got = await tokens(held, { grant_type: "refresh_token", refresh_token: held.refresh });
    if (!got.token) {
      if (!got.lost) await forget();
      return null;
    }
    const fresh = { ...held, token: got.token, refresh: got.refresh || held.refresh };
    await keep(fresh);
    return fresh;
  }

  async function disconnect() {
    const held = await session();
    await forget();
    if (!held?.revoke) return { ok: true };
    const token = held.refresh || held.token;
    if (!held.revoke.endsWith("/")) {
      await carry("sign-in", { method: "POST", url: held.revoke, shown: held.revoke, form: new URLSearchParams({ token }).toString() });
    } else if (held.refresh) {
      await carry("sign-in", { method: "DELETE", url: held.revoke + encodeURIComponent(held.refresh), shown: held.revoke, form: "" });
    }
    return { ok: true };
  }

  async function state() {
    const held = await session();
    return { ok: true, signedIn: Boolean(held), crm: held?.crm ?? "", redirect: redirect() };
  }

  // --- logging -------------------------------------------------------------------------------------

  let running = null;
  let again = false;

  /** Logs what waits. A call while another runs has it look once more at the end. */
  function run() {
    again = true;
    running ??= rounds().finally(() => {
      running = null;
    });
    return running;
  }

  async function rounds() {
    while (again) {
      again = false;
      await round();
    }
  }

  async function round() {
    let held = await session();
    // Without a network a request would only be lost on the way.
    if (!held || navigator.onLine === false) return;
    let outcome = await carry("crm", { api: held.api, token: held.token });
    if (!outcome?.expired) return;
    held = await refreshed(held);
    if (held) outcome = await carry("crm", { api: held.api, token: held.token });
    // A fresh token that is refused is no better than none; a pasted one has no successor.
    if (outcome?.expired && (held || !(await session())?.refresh)) await forget();
  }

  globalThis.hooklineCrm = { connect, disconnect, state, run };
})();
