//! The newest filings of all companies: an Atom feed whose titles are
//! "8-K - ACME CORP (0001234567) (Filer)".

use super::NAME;
use super::items::{form_meaning, items_of};
use super::submissions::content_type;
use crate::Result;
use crate::ingest::feed::{self, Entry};
use crate::protocol::{SignalKind, SourceClass};
use crate::source::address::full_cik;
use crate::source::findings::{CompanyKeys, Findings, SourceStory};

pub(in crate::source) fn read(payload: &[u8], url: &str, content_type: &str) -> Result<Findings> {
    let feed = feed::read(payload, url, content_type)?;
    let stories = feed.entries.into_iter().filter_map(story).collect();
    Ok(Findings {
        title: NAME.to_owned(),
        stories,
        companies: Vec::new(),
        problems: feed.problems,
    })
}

fn story(mut entry: Entry) -> Option<SourceStory> {
    let title = Title::parse(&entry.title)?;
    let (meaning, form_kind) = form_meaning(title.form)?;
    // A filing stands there once for each party; the one that reports on itself is meant.
    if matches!(title.role, "Reporting" | "Filed by") {
        return None;
    }
    let items = items_of(&item_codes(&entry.summary));
    let mut kinds: Vec<SignalKind> = form_kind.into_iter().collect();
    for item in &items {
        kinds.extend(item.kind.filter(|kind| !kinds.contains(kind)));
    }
    let meaning = items.first().map_or(meaning, |item| item.meaning);
    let company = CompanyKeys {
        name: title.company.to_owned(),
        cik: Some(title.cik),
        ..CompanyKeys::default()
    };
    entry.content_type = content_type(title.form);
    entry.publisher = Some(NAME.to_owned());
    entry.categories = items
        .iter()
        .map(|item| format!("Item {}", item.code))
        .collect();
    entry.title = format!("{} {meaning} ({})", title.company, title.form);
    Some(SourceStory {
        entry,
        class: SourceClass::Filed,
        kinds,
        company,
    })
}

struct Title<'a> {
    form: &'a str,
    company: &'a str,
    cik: String,
    role: &'a str,
}

impl<'a> Title<'a> {
    fn parse(title: &'a str) -> Option<Self> {
        let (form, rest) = title.split_once(" - ")?;
        let (rest, role) = rest.trim_end().strip_suffix(')')?.rsplit_once('(')?;
        let (company, cik) = rest.trim_end().strip_suffix(')')?.rsplit_once('(')?;
        Some(Self {
            form: form.trim(),
            company: company.trim(),
            cik: full_cik(cik)?,
            role: role.trim(),
        })
    }
}

/// Codes after the word "Item" in the summary: "Item 5.02: Departure of Directors".
fn item_codes(summary: &str) -> String {
    let codes: Vec<&str> = summary
        .split("Item ")
        .skip(1)
        .map(|rest| {
            let end = rest.find(|letter: char| !(letter.is_ascii_digit() || letter == '.'));
            rest[..end.unwrap_or(rest.len())].trim_end_matches('.')
        })
        .collect();
    codes.join(",")
}
