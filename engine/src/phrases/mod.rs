//! The engine's own sentences in the rep's language.
//!
//! The engine makes English sentences. At the door, when a message asks for another language, the
//! fields of the reply that carry such sentences ([`fields`]) are looked up in a catalogue of sentence
//! patterns ([`catalogue`]); every other field, above all every name, headline, quote and note, and
//! the text of openers, which belong to a mail, passes as it is. A sentence that no pattern fits stays
//! English. English costs nothing.
//!
//! The catalogues are `data/phrases/de.tsv` and `es.tsv`: a line a pattern, the English, a tab, the
//! translation, sorted by the English. `{name}` is a gap whose text is copied (a number or an ISO day is
//! written as the language writes it, unless it stands in quotation marks); `{name*}` is a gap that
//! holds words of the engine's own, which are looked up in turn; `{name#}` holds a figure and nothing else.
//! What is put together from known parts (`; `, `, `, ` and `, `: `, two sentences) is known, and a full
//! stop at the end makes no difference.

mod catalogue;
mod fields;
mod number;
mod pattern;

use crate::packed::{Packed, packed};
use catalogue::Catalogue;
use number::Style;
use std::sync::OnceLock;

/// A language other than English that the engine's sentences can be read in.
struct Language {
    /// Its two letters (ISO 639-1).
    code: &'static str,
    table: Packed,
    style: Style,
    catalogue: OnceLock<Catalogue>,
}

static LANGUAGES: [Language; 2] = [
    Language {
        code: "de",
        table: packed!("data/phrases/de.tsv"),
        style: Style::GERMAN,
        catalogue: OnceLock::new(),
    },
    Language {
        code: "es",
        table: packed!("data/phrases/es.tsv"),
        style: Style::SPANISH,
        catalogue: OnceLock::new(),
    },
];

/// A reply, or an envelope with one, as JSON: the same with the engine's sentences in `language`, a tag
/// such as `de` or `es-MX`. Any other language than German and Spanish gives the text back as it is.
#[must_use]
pub fn spoken(json: String, language: &str) -> String {
    match of(language) {
        Some(catalogue) => fields::rewritten(&json, catalogue),
        None => json,
    }
}

/// One of the engine's sentences in `language`; as it is when the language or the sentence is not known.
#[must_use]
pub fn sentence(text: &str, language: &str) -> String {
    of(language)
        .and_then(|catalogue| catalogue.say(text))
        .unwrap_or_else(|| text.to_owned())
}

fn of(language: &str) -> Option<&'static Catalogue> {
    let code = language.split(['-', '_']).next().unwrap_or_default();
    let found = LANGUAGES
        .iter()
        .find(|one| one.code.eq_ignore_ascii_case(code))?;
    Some(
        found
            .catalogue
            .get_or_init(|| Catalogue::read(found.table.text(), found.style)),
    )
}
