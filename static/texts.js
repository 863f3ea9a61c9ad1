// A page that comes up while the browser is very busy can be without the extension's texts: the browser
// answers every key with nothing. They are read from the package then, before anything is shown.
const fromPackage = async (path) => (await fetch(chrome.runtime.getURL(path))).json();

export async function ensureTexts(api = chrome, read = fromPackage) {
  if (api.i18n.getMessage("appName")) return;
  const own = api.i18n.getUILanguage().split("-")[0];
  for (const language of [own, "en"]) {
    const texts = await read(`_locales/${language}/messages.json`).catch(() => null);
    if (!texts) continue;
    // Every language of the package is written from left to right.
    const told = { "@@bidi_dir": { message: "ltr" }, ...texts };
    api.i18n.getMessage = (key, gaps = []) => filled(told[key]?.message ?? "", [gaps].flat());
    return;
  }
}

function filled(text, gaps) {
  return text.replace(/\$(\d)/g, (_, place) => gaps[place - 1] ?? "");
}
