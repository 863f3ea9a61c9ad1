// A page that comes up while the browser is very busy can be without the extension's texts: the browser
// answers every key with nothing. They are read from the package then, before anything is shown.
export async function ensureTexts(api, read) {
  if (api.i18n.getMessage("appName")) return;
  const own = api.i18n.getUILanguage().split("-")[0];
  for (const language of [own, "en"]) {
    const texts = await read(`_locales/${language}/messages.json`).catch(() => null);
    if (!texts) continue;
    const asked = api.i18n.getMessage;
    api.i18n.getMessage = (key, gaps) =>
      key.startsWith("@@") ? asked(key) : filled(texts[key]?.message ?? "", [gaps ?? []].flat());
    return;
  }
}

function filled(text, gaps) {
  return text.replace(/\$(\d)/g, (_, place) => gaps[place - 1] ?? "");
}
