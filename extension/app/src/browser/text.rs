//! Every text a view shows comes from `_locales`, by key.

use js_sys::Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "i18n"], js_name = getMessage)]
    fn get_message(key: &str, substitutions: &JsValue) -> Result<String, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "i18n"], js_name = getUILanguage)]
    fn ui_language() -> Result<String, JsValue>;

    type PluralRules;
    #[wasm_bindgen(constructor, js_namespace = Intl, js_class = "PluralRules")]
    fn new(locale: &str) -> PluralRules;
    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, number: f64) -> String;
}

/// The reader's locale ("de-AT"), so that figures and days are written in the language of the words
/// around them: in a browser of another language the words are English.
pub(crate) fn locale() -> String {
    let language = t("language_code");
    ui_language()
        .ok()
        .filter(|locale| locale.starts_with(&language))
        .unwrap_or(language)
}

/// The text of a key.
pub(crate) fn t(key: &str) -> String {
    with(key, &[])
}

/// The text of a key with one gap filled.
pub(crate) fn t1(key: &str, first: &str) -> String {
    with(key, &[first])
}

/// The text of a key with two gaps filled.
pub(crate) fn t2(key: &str, first: &str, second: &str) -> String {
    with(key, &[first, second])
}

/// The text of a key with three gaps filled.
pub(crate) fn t3(key: &str, first: &str, second: &str, third: &str) -> String {
    with(key, &[first, second, third])
}

/// The text for a number of things: `key_one` or `key_other` by the locale's plural rules.
pub(crate) fn count(key: &str, number: u64) -> String {
    let rule = PluralRules::new(&locale()).select(number as f64);
    let rule = if rule == "one" { "_one" } else { "_other" };
    let mut name = String::from(key);
    name.push_str(rule);
    with(&name, &[&super::format::number(number as f64)])
}

/// The text of `prefix` + `name`, or the name itself where `_locales` does not know it: for the
/// engine's own names of fields and factors, of which a further column of a file may bring more.
pub(crate) fn named(prefix: &str, name: &str) -> String {
    let mut key = String::from(prefix);
    key.extend(
        name.chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }),
    );
    match get_message(&key, &JsValue::UNDEFINED) {
        Ok(text) if !text.is_empty() => text,
        _ => {
            let mut words = name.replace('_', " ");
            if let Some(first) = words.get_mut(0..1) {
                first.make_ascii_uppercase();
            }
            words
        }
    }
}

/// The text of a key, empty where there is none.
pub(crate) fn optional(key: &str) -> String {
    get_message(key, &JsValue::UNDEFINED).unwrap_or_default()
}

fn with(key: &str, gaps: &[&str]) -> String {
    let substitutions: Array = gaps.iter().map(|gap| JsValue::from_str(gap)).collect();
    match get_message(key, &substitutions) {
        Ok(text) if !text.is_empty() => text,
        _ => key.to_owned(),
    }
}
