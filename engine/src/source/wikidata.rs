//! Wikidata: website, headquarters, parent, people at the top, as many know them. Data is CC0.
//!
//! An entity's facts point to other entities ("headquarters: Q1726"). [`references`] lists those
//! that a second request should ask the labels of, [`with_labels`] puts the labels in.

use super::fields::{at, filled, list, parse, text, unreadable};
use super::findings::{CompanyFacts, CompanyKeys, Findings};
use crate::Result;
use crate::ingest::values::web;
use crate::protocol::SourceClass;
use serde_json::Value;

const NAME: &str = "Wikidata";

/// Languages in which a name is looked for, in this order.
const LANGUAGES: [&str; 7] = ["en", "mul", "de", "fr", "es", "it", "pt"];

/// Properties that hold a value, and the field they feed.
const VALUES: [(&str, &str); 10] = [
    ("P856", "website"),
    ("P571", "founded"),
    ("P1128", "employees"),
    ("P2139", "revenue"),
    ("P946", "isin"),
    ("P1278", "lei"),
    ("P5531", "cik"),
    ("P249", "ticker"),
    ("P1448", "official_name"),
    ("P4264", "linkedin_id"),
];

/// Properties that hold another entity, and the field its label feeds.
const REFERENCES: [(&str, &str); 10] = [
    ("P159", "city"),
    ("P17", "country"),
    ("P452", "industry"),
    ("P749", "parent"),
    ("P127", "owned_by"),
    ("P355", "subsidiaries"),
    ("P1716", "brands"),
    ("P169", "chief_executive"),
    ("P112", "founded_by"),
    ("P1454", "ownership"),
];

/// Most values kept of a property that has many.
const MAX_VALUES: usize = 20;

/// Reads the answer to a search by name or for entities.
pub(super) fn read(payload: &[u8], url: &str) -> Result<Findings> {
    let answer = parse(payload, url, NAME)?;
    let mut findings = Findings {
        title: NAME.to_owned(),
        ..Findings::default()
    };
    if let Some(Value::Object(entities)) = answer.get("entities") {
        findings.companies = entities.values().filter_map(company).collect();
    } else if let Some(Value::Array(found)) = answer.get("search") {
        findings.companies = found.iter().filter_map(candidate).collect();
    } else {
        let reason = filled(text(&answer, &["error", "info"]));
        let reason = reason.unwrap_or_else(|| "its answer holds no entities".to_owned());
        return Err(unreadable(url, NAME, &reason));
    }
    Ok(findings)
}

/// Ids of the entities whose labels the facts need, each once, at most 50 for one request.
#[must_use]
pub fn references(companies: &[CompanyFacts]) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for (field, value) in companies.iter().flat_map(|company| &company.fields) {
        if REFERENCES.iter().any(|(_, known)| known == field) {
            for id in value.split("; ").filter(|id| is_id(id)) {
                if !ids.iter().any(|known| known == id) && ids.len() < 50 {
                    ids.push(id.to_owned());
                }
            }
        }
    }
    ids
}

/// Puts labels in the place of ids; an id without a label is left out. `labels` is what a request
/// for the [`references`] gave.
pub fn with_labels(companies: &mut [CompanyFacts], labels: &[CompanyFacts]) {
    let label_of = |id: &str| {
        let found = labels
            .iter()
            .find(|label| label.field("wikidata") == Some(id));
        found
            .map(|label| label.keys.name.clone())
            .filter(|name| !name.is_empty())
    };
    for company in companies {
        for (field, value) in &mut company.fields {
            if REFERENCES.iter().any(|(_, known)| known == field) {
                let names: Vec<String> = value.split("; ").filter_map(label_of).collect();
                *value = names.join("; ");
            }
        }
        company.fields.retain(|(_, value)| !value.is_empty());
    }
}

fn is_id(text: &str) -> bool {
    text.strip_prefix('Q').is_some_and(|digits| {
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn candidate(found: &Value) -> Option<CompanyFacts> {
    let id = text(found, &["id"]);
    let mut facts = facts_of(&id, text(found, &["label"]))?;
    facts.add("description", &text(found, &["description"]));
    Some(facts)
}

fn facts_of(id: &str, name: String) -> Option<CompanyFacts> {
    if !is_id(id) {
        return None;
    }
    let mut facts = CompanyFacts {
        keys: CompanyKeys {
            name: name.clone(),
            ..CompanyKeys::default()
        },
        source: NAME,
        class: SourceClass::Crowdsourced,
        url: Some(format!("https://www.wikidata.org/wiki/{id}")),
        fields: Vec::new(),
        other_names: Vec::new(),
    };
    facts.add("wikidata", id);
    facts.add("name", &name);
    Some(facts)
}

fn company(entity: &Value) -> Option<CompanyFacts> {
    let name = LANGUAGES
        .iter()
        .map(|language| text(entity, &["labels", language, "value"]))
        .find(|name| !name.is_empty())
        .unwrap_or_default();
    let mut facts = facts_of(&text(entity, &["id"]), name)?;
    facts.add(
        "description",
        &text(entity, &["descriptions", "en", "value"]),
    );
    for (property, field) in VALUES {
        if let Some(value) = claims(entity, property).find_map(value_of) {
            facts.add(field, &value);
        }
    }
    for (property, field) in REFERENCES {
        let ids: Vec<String> = claims(entity, property)
            .filter_map(|claim| filled(text(claim, &["mainsnak", "datavalue", "value", "id"])))
            .take(MAX_VALUES)
            .collect();
        if !ids.is_empty() {
            facts.fields.push((field, ids.join("; ")));
        }
    }
    // The symbol stands as a qualifier of the exchange.
    let symbol = claims(entity, "P414").find_map(|claim| {
        let symbols = list(claim, &["qualifiers", "P249"]);
        symbols
            .iter()
            .find_map(|snak| filled(text(snak, &["datavalue", "value"])))
    });
    if let Some(symbol) = symbol {
        facts.add("ticker", &symbol);
        facts.keys.tickers.push(symbol);
    }
    facts.keys.domain = facts.field("website").and_then(web::own_domain);
    facts.keys.lei = facts.field("lei").map(str::to_owned);
    facts.keys.cik = facts.field("cik").and_then(super::address::full_cik);
    facts.other_names = other_names(entity, &facts.keys.name);
    Some(facts)
}

/// Statements of a property that hold, preferred ones first; those that ended are left out.
fn claims<'a>(entity: &'a Value, property: &str) -> impl Iterator<Item = &'a Value> {
    let mut claims: Vec<&Value> = list(entity, &["claims", property])
        .iter()
        .filter(|claim| text(claim, &["rank"]) != "deprecated")
        .filter(|claim| at(claim, &["qualifiers", "P582"]).is_none())
        .collect();
    crate::order::by_key(&mut claims, |claim| text(claim, &["rank"]) != "preferred");
    claims.into_iter()
}

fn value_of(claim: &Value) -> Option<String> {
    let value = at(claim, &["mainsnak", "datavalue", "value"])?;
    match value {
        Value::String(text) => Some(text.clone()),
        // A quantity ("+1234"), a time ("+1937-08-28T00:00:00Z") or a text in a language.
        _ => ["amount", "time", "text"]
            .into_iter()
            .find_map(|field| filled(text(value, &[field])))
            .map(|found| found.trim_start_matches('+').to_owned()),
    }
}

fn other_names(entity: &Value, name: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let aliases = LANGUAGES
        .iter()
        .flat_map(|language| list(entity, &["aliases", language]));
    let labels = LANGUAGES
        .iter()
        .filter_map(|language| at(entity, &["labels", language]));
    for found in aliases.chain(labels) {
        let other = text(found, &["value"]);
        if !other.is_empty() && other != name && !names.contains(&other) && names.len() < 30 {
            names.push(other);
        }
    }
    names
}
