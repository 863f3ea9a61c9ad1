//! Which fields of a reply carry the engine's own sentences, and the pass that rewrites them.

use super::catalogue::Catalogue;

/// Words of the engine's own in fields that a person may write too: the starter model and the example cadence.
const OURS: [&str; 9] = [
    "Starter fit",
    "Two weeks, three channels",
    "First email: hook, pain, PS",
    "Call on the same day",
    "Read and answer what they posted",
    "Second email: another pain",
    "Call at another time of day",
    "Third email: a new trigger",
    "Decide: go on or close",
];

/// What the title that is made of a filing ends with: its form.
const FORMS: [&str; 27] = [
    "(Form D)",
    "(8-K)",
    "(8-K/A)",
    "(6-K)",
    "(10-K)",
    "(10-K/A)",
    "(10-Q)",
    "(10-Q/A)",
    "(20-F)",
    "(40-F)",
    "(NT 10-K)",
    "(NT 10-Q)",
    "(S-1)",
    "(S-1/A)",
    "(F-1)",
    "(S-4)",
    "(F-4)",
    "(DEFM14A)",
    "(PREM14A)",
    "(SC TO-T)",
    "(SC 14D9)",
    "(SC 13E3)",
    "(D)",
    "(1-A)",
    "(C)",
    "(SC 13D)",
    "(25)",
];

/// Names of what people are clustered by.
const TRAITS: [&str; 4] = ["function", "industry", "level", "size"];

/// What a text of a reply is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Carries {
    /// Data, which is never touched: names and keys that a view sends back, headlines, quotes, the rep's
    /// notes, and the text of openers.
    Data,
    /// A sentence or label of the engine's own.
    Sentence,
    /// Labels and data, one after another with commas.
    List,
    /// A label, or the name of a trait, by which a view finds its own text.
    Trait,
    /// A range of figures as the engine names it, or data.
    Range,
    /// What the engine puts where a person may write too: only the engine's own words are looked up.
    Ours,
    /// A headline: only those that the engine makes of a filing are looked up.
    Headline,
    /// What a story says: only what the engine makes of a position or of a Form D is looked up.
    Summary,
}

/// What a text is, by its key and the key of what it stands in; `crate::protocol` says what each
/// field is.
fn carries(parent: &str, key: &str) -> Carries {
    if (parent, key) == ("personas", "name") {
        // Made of what most of its people share, unless the rep has named it.
        return Carries::List;
    }
    if (parent, key) == ("personas", "traits") {
        return Carries::Trait;
    }
    if matches!(
        (parent, key),
        ("segments", "name") | ("lines", "value") | ("bins", "words")
    ) {
        // A bar of a tile, a line of a contrast, a bin of a model.
        return Carries::Range;
    }
    match key {
        "name" | "model" | "cadence" => return Carries::Ours,
        "title" if matches!(parent, "steps" | "due" | "cadence") => return Carries::Ours,
        "title" => return Carries::Headline,
        "summary" if parent != "context" => return Carries::Summary,
        _ => {}
    }
    if is_sentence(parent, key) {
        Carries::Sentence
    } else {
        Carries::Data
    }
}

fn is_sentence(parent: &str, key: &str) -> bool {
    match key {
        // A receipt's lines, factors of a rank, matches, proposals; rows and accounts set aside; the
        // meter's findings; refusals; what a model or contrast comes to; what evidence compared.
        "why" | "reason" | "finding" | "none_because" | "warnings" | "gains" | "basis"
        | "last_error" | "told" | "what" | "alike" | "unlike" | "message" | "place" => true,
        // What raised the stars, and what a version of a model did.
        "change" => true,
        // Sentences about a feed, patch file or import.
        "problems" => true,
        // Of a model, contrast or personas; a column's verdict is a stable name.
        "verdict" => !matches!(parent, "notes" | "columns"),
        // Seats of a buying committee; elsewhere the names of variables.
        "missing" => matches!(parent, "account" | "org_chart"),
        // Of an error; elsewhere a number.
        "next" => parent == "error",
        // What was recognised on the page; a story's summary is its source's.
        "summary" => parent == "context",
        // A finding of data quality or about a column; a note in the ledger is the rep's.
        "note" => matches!(parent, "rows" | "notes" | "columns"),
        // A correction or a merge in words.
        "text" => matches!(parent, "corrected" | "corrections" | "merges"),
        // What differs between two models: names of bins, points.
        "bin" | "before" | "after" => parent == "differences",
        // "typed by you" and the like; a file's or publisher's name passes as it is.
        "source" => matches!(parent, "provenance" | "marks"),
        "publisher" => true,
        // The starter model's own notes; a person's notes pass as they are.
        "notes" => parent == "model",
        _ => false,
    }
}

/// A container of the JSON that is being passed through.
struct Within<'j> {
    object: bool,
    /// The key that the next value stands under.
    key: &'j str,
    /// The key of the nearest object around.
    parent: &'j str,
}

/// The JSON with its sentences looked up. It is well formed, since the engine wrote it; what is not
/// would come out as it went in.
pub(crate) fn rewritten(json: &str, catalogue: &Catalogue) -> String {
    let mut out = String::with_capacity(json.len() + json.len() / 8);
    let mut within: Vec<Within> = Vec::new();
    let mut key_next = false;
    let mut copied = 0;
    let mut at = 0;
    let bytes = json.as_bytes();
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'{' | b'[' => {
                let object = *byte == b'{';
                let (key, parent) = match within.last() {
                    Some(around) if object => ("", around.key),
                    Some(around) => (around.key, around.parent),
                    None => ("", ""),
                };
                within.push(Within {
                    object,
                    key,
                    parent,
                });
                key_next = object;
            }
            b'}' | b']' => {
                within.pop();
                key_next = false;
            }
            b',' => key_next = within.last().is_some_and(|inner| inner.object),
            b'"' => {
                let begin = at;
                at = end_of_text(bytes, begin);
                let (Some(text), Some(inner)) = (json.get(begin..at - 1), within.last_mut()) else {
                    continue;
                };
                if key_next {
                    inner.key = text;
                    key_next = false;
                } else if let Some(said) = said(text, carries(inner.parent, inner.key), catalogue) {
                    out.push_str(json.get(copied..begin - 1).unwrap_or_default());
                    out.push_str(&said);
                    copied = at;
                }
            }
            _ => {}
        }
    }
    out.push_str(json.get(copied..).unwrap_or_default());
    out
}

/// True for a summary that the engine makes: of a position, or of the figures of a Form D.
fn is_made(summary: &str) -> bool {
    summary.contains(" is hiring: ") || (summary.starts_with("Offered: ") && summary.contains("; "))
}

/// Just behind the quotation mark that ends a text beginning there.
fn end_of_text(bytes: &[u8], begin: usize) -> usize {
    let mut at = begin;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len().max(begin + 1)
}

/// A text of the JSON, its escapes still in it, looked up; with quotation marks and escapes again.
fn said(escaped: &str, carries: Carries, catalogue: &Catalogue) -> Option<String> {
    if carries == Carries::Data || escaped.is_empty() {
        return None;
    }
    let plain: std::borrow::Cow<'_, str> = if escaped.contains('\\') {
        serde_json::from_str::<String>(&format!("\"{escaped}\""))
            .ok()?
            .into()
    } else {
        escaped.into()
    };
    let is_range = ["up to ", "above "]
        .iter()
        .filter_map(|start| plain.strip_prefix(start))
        .any(|rest| rest.starts_with(|first: char| first.is_ascii_digit() || "-−".contains(first)));
    let said = match carries {
        Carries::Range if !is_range => return None,
        Carries::Trait if TRAITS.contains(&plain.as_ref()) => return None,
        Carries::Ours if !OURS.contains(&plain.as_ref()) => return None,
        Carries::Headline if !FORMS.iter().any(|form| plain.ends_with(form)) => return None,
        Carries::Summary if !is_made(&plain) => return None,
        Carries::List => catalogue.say_list(&plain),
        _ => catalogue.say(&plain)?,
    };
    serde_json::to_string(&said).ok()
}
