//! "Rephrase" by the browser's own language model, on the device; where there is none, there is no trace of it.
//!
//! The words that come from a source are locked: a suggestion in which one of them is not there word for
//! word, or that brings a figure of its own, is thrown away.

use crate::browser::chrome::object;
use hookline_protocol::Opener;
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// Chromium's Prompt API.
    type LanguageModel;
    #[wasm_bindgen(catch, static_method_of = LanguageModel)]
    fn availability() -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, static_method_of = LanguageModel)]
    fn create(options: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, method)]
    fn prompt(this: &LanguageModel, text: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method)]
    fn destroy(this: &LanguageModel);
}

/// What the model is told; the sentence follows in the question.
const TASK: &str = "You rephrase one sentence of a business email. Keep its meaning, its language and every part \
    between double angle brackets word for word, without the brackets. Add no fact, no praise, no number. Answer \
    with the sentence alone.";

/// True where the browser has a model that is ready to be used.
pub(crate) async fn is_there() -> bool {
    let known = js_sys::Reflect::has(&js_sys::global(), &"LanguageModel".into()).unwrap_or(false);
    if !known {
        return false;
    }
    let Ok(promise) = LanguageModel::availability() else {
        return false;
    };
    JsFuture::from(promise)
        .await
        .is_ok_and(|state| state.as_string().as_deref() == Some("available"))
}

/// Another wording of an opener; `None` when the model gave none that keeps the source's words.
pub(crate) async fn rephrase(opener: &Opener) -> Option<String> {
    let system = object(&[("role", "system".into()), ("content", TASK.into())]);
    let options = object(&[("initialPrompts", Array::of1(&system).into())]);
    let model = JsFuture::from(LanguageModel::create(&options).ok()?)
        .await
        .ok()?;
    let model: LanguageModel = model.unchecked_into();
    let mut question = String::new();
    for part in &opener.parts {
        if part.from == "template" {
            question.push_str(&part.text);
        } else {
            question.push_str("<<");
            question.push_str(&part.text);
            question.push_str(">>");
        }
    }
    let answer = match model.prompt(&question) {
        Ok(promise) => JsFuture::from(promise).await.ok()?.as_string(),
        Err(_) => None,
    };
    model.destroy();
    let text = answer?.replace("<<", "").replace(">>", "");
    let text = text.trim().trim_matches('"').trim().to_owned();
    keeps_the_source(opener, &text).then_some(text)
}

/// Every sourced part stands in the text in its order, and every digit is a source's or the old sentence's.
fn keeps_the_source(opener: &Opener, text: &str) -> bool {
    if text.is_empty() || text.len() > opener.text.len() * 2 + 80 || text.contains('\n') {
        return false;
    }
    let mut rest = text;
    for part in opener.parts.iter().filter(|part| part.from != "template") {
        match rest.split_once(part.text.as_str()) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    let numbers = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_ascii_digit())
            .filter(|number| !number.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let known = numbers(&opener.text);
    numbers(text).iter().all(|number| known.contains(number))
}
