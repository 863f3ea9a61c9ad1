//! `data.sec.gov/submissions/CIK##########.json`: a company and its filings, as columns.

use super::NAME;
use super::items::{form_meaning, items_of};
use crate::Result;
use crate::protocol::{ContentType, SignalKind, SourceClass};
use crate::source::address::full_cik;
use crate::source::fields::{at, filled, list, parse, text, unreadable};
use crate::source::findings::{CompanyFacts, CompanyKeys, Findings, SourceStory, entry, moment};
use serde_json::Value;

/// Filings kept as stories, newest first.
const MAX_STORIES: usize = 120;

/// Annual reports: who files them is public already, so a registration is no first listing.
const ANNUAL: [&str; 4] = ["10-K", "20-F", "40-F", "10-KT"];

pub(in crate::source) fn read(payload: &[u8], url: &str) -> Result<Findings> {
    let answer = parse(payload, url, NAME)?;
    let company =
        company(&answer).ok_or_else(|| unreadable(url, NAME, "its answer names no company"))?;
    let stories = stories(&answer, &company.keys);
    Ok(Findings {
        title: format!("{} at the SEC", company.keys.name),
        stories,
        companies: vec![company],
        problems: Vec::new(),
    })
}

fn company(answer: &Value) -> Option<CompanyFacts> {
    let name = filled(text(answer, &["name"]))?;
    let cik = full_cik(&text(answer, &["cik"]))?;
    let exchanges = list(answer, &["exchanges"]);
    let symbols = list(answer, &["tickers"]).iter().filter_map(Value::as_str);
    let tickers: Vec<String> = symbols
        .enumerate()
        .map(
            |(index, symbol)| match exchanges.get(index).and_then(Value::as_str) {
                Some(exchange) => format!("{}:{symbol}", exchange.to_uppercase()),
                None => symbol.to_owned(),
            },
        )
        .collect();
    let former: Vec<String> = list(answer, &["formerNames"])
        .iter()
        .filter_map(|name| filled(text(name, &["name"])))
        .collect();
    let mut facts = CompanyFacts {
        url: Some(format!(
            "https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK={cik}"
        )),
        source: NAME,
        class: SourceClass::Filed,
        fields: Vec::new(),
        other_names: former.clone(),
        keys: CompanyKeys {
            name: name.clone(),
            cik: Some(cik.clone()),
            tickers: tickers.clone(),
            ..CompanyKeys::default()
        },
    };
    facts.add("name", &name);
    facts.add("cik", &cik);
    facts.add("former_names", &former.join("; "));
    facts.add(
        "ticker",
        tickers
            .first()
            .map_or("", |ticker| ticker.rsplit(':').next().unwrap_or("")),
    );
    facts.add("sic", &text(answer, &["sic"]));
    facts.add("industry", &text(answer, &["sicDescription"]));
    facts.add("website", &text(answer, &["website"]));
    facts.add("phone", &text(answer, &["phone"]));
    facts.add("description", &text(answer, &["description"]));
    facts.add("filer_category", &text(answer, &["category"]));
    facts.add(
        "state_of_incorporation",
        &text(answer, &["stateOfIncorporation"]),
    );
    if !tickers.is_empty() {
        facts.add("ownership", "Public");
    }
    if let Some(address) = at(answer, &["addresses", "business"]) {
        facts.add("street", &text(address, &["street1"]));
        facts.add("city", &text(address, &["city"]));
        facts.add("state", &text(address, &["stateOrCountry"]));
        facts.add("postal_code", &text(address, &["zipCode"]));
    }
    facts.keys.domain = facts
        .field("website")
        .and_then(crate::ingest::values::web::own_domain);
    Some(facts)
}

fn stories(answer: &Value, company: &CompanyKeys) -> Vec<SourceStory> {
    let Some(recent) = at(answer, &["filings", "recent"]) else {
        return Vec::new();
    };
    let column = |name: &str, row: usize| -> String {
        list(recent, &[name])
            .get(row)
            .map_or_else(String::new, |cell| text(cell, &[]))
    };
    let rows = list(recent, &["accessionNumber"]).len();
    let is_public = (0..rows).any(|row| ANNUAL.contains(&super::base_form(&column("form", row))));
    (0..rows)
        .filter_map(|row| {
            let filing = Filing {
                form: column("form", row),
                items: column("items", row),
                accession: column("accessionNumber", row),
                document: column("primaryDocument", row),
                filed: column("filingDate", row),
                accepted: column("acceptanceDateTime", row),
                reported: column("reportDate", row),
            };
            filing.story(company, is_public)
        })
        .take(MAX_STORIES)
        .collect()
}

struct Filing {
    form: String,
    items: String,
    accession: String,
    document: String,
    filed: String,
    accepted: String,
    reported: String,
}

impl Filing {
    fn story(&self, company: &CompanyKeys, is_public: bool) -> Option<SourceStory> {
        let (meaning, form_kind) = form_meaning(&self.form)?;
        let items = items_of(&self.items);
        let mut kinds: Vec<SignalKind> = form_kind
            .into_iter()
            .filter(|kind| !(*kind == SignalKind::Ipo && is_public))
            .collect();
        for item in &items {
            kinds.extend(item.kind.filter(|kind| !kinds.contains(kind)));
        }
        let title = match items.first() {
            Some(first) => format!("{} {}", company.name, first.meaning),
            None => format!("{} {meaning}", company.name),
        };
        let mut found = entry(format!("{title} ({})", self.form), content_type(&self.form));
        found.summary = self.summary(company, &items);
        found.url = self.address(company.cik.as_deref()?);
        found.publisher = Some(NAME.to_owned());
        found.published = moment(&self.accepted).or_else(|| moment(&self.filed));
        found.categories = items
            .iter()
            .map(|item| format!("Item {}", item.code))
            .collect();
        found.tickers.clone_from(&company.tickers);
        found.external_id.clone_from(&self.accession);
        Some(SourceStory {
            entry: found,
            class: SourceClass::Filed,
            kinds,
            company: company.clone(),
        })
    }

    fn summary(&self, company: &CompanyKeys, items: &[&super::items::Item]) -> String {
        let told: Vec<String> = items
            .iter()
            .map(|item| format!("{} (Item {})", item.meaning, item.code))
            .collect();
        let mut summary = if told.is_empty() {
            format!("Form {} filed {}", self.form, self.filed)
        } else {
            format!(
                "{} {}; Form {} filed {}",
                company.name,
                told.join(", "),
                self.form,
                self.filed
            )
        };
        if !self.reported.is_empty() && self.reported != self.filed {
            summary.push_str(&format!(", event of {}", self.reported));
        }
        summary + "."
    }

    /// The document on www.sec.gov; the index of the filing where none is named.
    fn address(&self, cik: &str) -> Option<String> {
        let plain: String = self
            .accession
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        let number = cik.trim_start_matches('0');
        let folder = format!("https://www.sec.gov/Archives/edgar/data/{number}/{plain}/");
        if plain.len() != 18 {
            return None;
        }
        let document = if self.document.is_empty() {
            format!("{}-index.htm", self.accession)
        } else {
            self.document.clone()
        };
        crate::ingest::canonical_url(&(folder + &document))
    }
}

/// Which chip a form falls under.
pub(super) fn content_type(form: &str) -> ContentType {
    if matches!(super::base_form(form), "D" | "C" | "1-A") {
        ContentType::Funding
    } else {
        ContentType::Filing
    }
}
