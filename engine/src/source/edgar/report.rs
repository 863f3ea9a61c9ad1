//! The text of an 8-K: what stands under each item.

use super::NAME;
use super::items::{Item, item_of};
use crate::Result;
use crate::ingest::html::plain_text;
use crate::ingest::markup::{Token, Tokens, attributes, decode_entities};
use crate::ingest::text::plain_line;
use crate::protocol::{ContentType, SignalKind, SourceClass};
use crate::source::fields::unreadable;
use crate::source::findings::{CompanyKeys, Findings, SourceStory, entry, moment};

/// Characters of a report that are read; exhibits make some much longer.
const MAX_CHARS: usize = 400_000;

/// Longest text kept of an item, in characters.
const MAX_ITEM_CHARS: usize = 4_000;

/// What stands under one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemText {
    /// The item.
    pub item: &'static Item,
    /// Its text, plain, at most 4,000 characters.
    pub text: String,
}

pub(in crate::source) fn read(payload: &[u8], url: &str) -> Result<Findings> {
    let html = String::from_utf8_lossy(payload);
    let items = items(&html);
    let Some(first) = items.iter().find(|found| found.item.code != "9.01") else {
        return Err(unreadable(
            url,
            NAME,
            "the document holds no item of a current report",
        ));
    };
    let name = tagged(&html, "dei:EntityRegistrantName");
    let symbol = tagged(&html, "dei:TradingSymbol");
    let about = if name.is_empty() {
        "The company".to_owned()
    } else {
        name.clone()
    };
    let mut found = entry(
        format!("{about} {} (8-K)", first.item.meaning),
        ContentType::Filing,
    );
    found.summary = plain_line(&first.text, 500);
    found.url = crate::ingest::canonical_url(url);
    found.publisher = Some(NAME.to_owned());
    found.published = moment(&tagged(&html, "dei:DocumentPeriodEndDate"));
    found.categories = items
        .iter()
        .map(|found| format!("Item {}", found.item.code))
        .collect();
    found.external_id = url.to_owned();
    let mut kinds: Vec<SignalKind> = Vec::new();
    for kind in items.iter().filter_map(|found| found.item.kind) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let story = SourceStory {
        entry: found,
        class: SourceClass::Filed,
        kinds,
        company: CompanyKeys {
            name,
            tickers: Some(symbol)
                .filter(|symbol| !symbol.is_empty())
                .into_iter()
                .collect(),
            ..CompanyKeys::default()
        },
    };
    Ok(Findings {
        title: NAME.to_owned(),
        stories: vec![story],
        ..Findings::default()
    })
}

/// The items of a report with their texts, in the order of the document.
#[must_use]
pub fn items(html: &str) -> Vec<ItemText> {
    let text = plain_text(html, MAX_CHARS);
    let mut found: Vec<(usize, usize, &'static Item)> = Vec::new();
    for (at, word) in text.match_indices("tem ").chain(text.match_indices("TEM ")) {
        let heading = at > 0 && matches!(text.as_bytes()[at - 1], b'I' | b'i');
        let code: String = text[at + word.len()..]
            .trim_start()
            .chars()
            .take(4)
            .collect();
        let Some(item) = item_of(&code) else {
            continue;
        };
        // A heading begins a sentence and is followed by a title; "see Item 2.02" does not.
        let before = text[..at - usize::from(heading)].trim_end();
        let quoted = before.ends_with(['“', '"', ',', '(']) || ends_with_word(before);
        if heading && !quoted {
            let begin =
                at + word.len() + text[at + word.len()..].find(&code).unwrap_or(0) + code.len();
            found.push((at - 1, begin, item));
        }
    }
    found.sort_unstable_by_key(|heading| heading.0);
    let mut items: Vec<ItemText> = Vec::new();
    for (index, &(_, begin, item)) in found.iter().enumerate() {
        let end = found.get(index + 1).map_or(text.len(), |next| next.0);
        let body = text[begin..end].trim_start_matches(['.', ':', ' ', '-', '–', '—']);
        let body = plain_line(body, MAX_ITEM_CHARS);
        match items.iter_mut().find(|known| known.item == item) {
            // A table of contents names the items before the report does.
            Some(known) if known.text.len() < body.len() => known.text = body,
            Some(_) => {}
            None => items.push(ItemText { item, text: body }),
        }
    }
    items
}

/// "under", "in", "this": the words before a reference.
fn ends_with_word(before: &str) -> bool {
    let last = before.rsplit(' ').next().unwrap_or("");
    let lower = last.trim_end_matches('.').to_lowercase();
    matches!(
        lower.as_str(),
        "under"
            | "in"
            | "this"
            | "see"
            | "of"
            | "and"
            | "to"
            | "with"
            | "by"
            | "the"
            | "or"
            | "pursuant"
            | "into"
    )
}

/// The text that inline XBRL tags with that name.
fn tagged(html: &str, name: &str) -> String {
    let mut inside = false;
    let mut text = String::new();
    for token in Tokens::new(html) {
        match token {
            Token::Open {
                attributes: written,
                name: tag,
                ..
            } if tag.to_ascii_lowercase().starts_with("ix:non") => {
                inside = attributes(written).any(|(attribute, value)| {
                    attribute.eq_ignore_ascii_case("name") && value.eq_ignore_ascii_case(name)
                });
            }
            Token::Close(tag) if inside && tag.to_ascii_lowercase().starts_with("ix:non") => break,
            Token::Text(piece) if inside => text.push_str(&decode_entities(piece)),
            _ => {}
        }
    }
    plain_line(&text, 300)
}
