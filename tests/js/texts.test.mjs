import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";
import { ensureTexts } from "../../static/texts.js";

const read = async (path) => JSON.parse(await readFile(new URL(`../../static/${path}`, import.meta.url), "utf8"));

function silent(language) {
  return { i18n: { getMessage: () => "", getUILanguage: () => language } };
}

test("a browser that knows the texts is left alone", async () => {
  const getMessage = () => "Hookline";
  const api = { i18n: { getMessage, getUILanguage: () => "de" } };
  await ensureTexts(api, () => assert.fail("nothing is read"));
  assert.equal(api.i18n.getMessage, getMessage);
});

test("a browser that answers nothing gets the package's texts in its language, gaps filled", async () => {
  const api = silent("de-AT");
  await ensureTexts(api, read);
  assert.equal(api.i18n.getMessage("language_code", []), "de");
  assert.equal(api.i18n.getMessage("accounts_deleted_other", ["7"]), (await read("_locales/de/messages.json")).accounts_deleted_other.message.replace("$1", "7"));
  assert.equal(api.i18n.getMessage("@@bidi_dir"), "ltr");
  assert.equal(api.i18n.getMessage("no_such_key"), "");
});

test("a language that the package lacks reads English", async () => {
  const api = silent("fi");
  await ensureTexts(api, read);
  assert.equal(api.i18n.getMessage("language_code"), "en");
});
