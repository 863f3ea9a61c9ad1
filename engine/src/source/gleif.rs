//! GLEIF's register of legal entities: legal name, other names, address, parent. Data is CC0.

use super::fields::{at, filled, list, parse, text, unreadable};
use super::findings::{CompanyFacts, CompanyKeys, Findings};
use crate::Result;
use crate::protocol::SourceClass;
use serde_json::Value;

const NAME: &str = "GLEIF";

/// Reads the answer to a search for entities, or one entity.
pub(super) fn read(payload: &[u8], url: &str) -> Result<Findings> {
    let answer = parse(payload, url, NAME)?;
    let companies = match answer.get("data") {
        Some(Value::Array(records)) => records.iter().filter_map(company).collect(),
        Some(record) => company(record).into_iter().collect(),
        None => return Err(unreadable(url, NAME, "its answer holds no records")),
    };
    Ok(Findings {
        title: NAME.to_owned(),
        companies,
        ..Findings::default()
    })
}

/// Fields that a link to a parent's record gives the name of, with the link, `https` on GLEIF's host only.
#[must_use]
pub fn parents(company: &CompanyFacts) -> Vec<(&'static str, String)> {
    [
        ("parent_url", "parent"),
        ("ultimate_parent_url", "ultimate_parent"),
    ]
    .into_iter()
    .filter_map(|(link, field)| Some((field, company.field(link)?.to_owned())))
    .filter(|(_, link)| link.starts_with("https://api.gleif.org/"))
    .collect()
}

fn company(record: &Value) -> Option<CompanyFacts> {
    let entity = at(record, &["attributes", "entity"])?;
    let lei =
        filled(text(record, &["attributes", "lei"])).or_else(|| filled(text(record, &["id"])))?;
    let legal_name = text(entity, &["legalName", "name"]);
    let mut other_names: Vec<String> = ["otherNames", "transliteratedOtherNames"]
        .into_iter()
        .flat_map(|field| list(entity, &[field]))
        .filter_map(|name| filled(text(name, &["name"])))
        .collect();
    let english = list(entity, &["otherNames"])
        .iter()
        .find(|name| text(name, &["language"]) == "en")
        .and_then(|name| filled(text(name, &["name"])));
    // A rep looks for the name in Latin letters; the legal one stays beside it.
    let name = match english {
        Some(english)
            if !legal_name
                .chars()
                .any(|letter| letter.is_ascii_alphabetic()) =>
        {
            other_names.retain(|other| *other != english);
            other_names.insert(0, legal_name.clone());
            english
        }
        _ => legal_name.clone(),
    };
    let mut facts = CompanyFacts {
        url: Some(format!("https://search.gleif.org/#/record/{lei}")),
        keys: CompanyKeys {
            name: name.clone(),
            lei: Some(lei.clone()),
            ..CompanyKeys::default()
        },
        source: NAME,
        class: SourceClass::Filed,
        fields: Vec::new(),
        other_names,
    };
    facts.add("name", &name);
    facts.add("lei", &lei);
    facts.add("legal_name", &legal_name);
    let address = at(entity, &["headquartersAddress"]).or_else(|| at(entity, &["legalAddress"]));
    if let Some(address) = address {
        let lines = list(address, &["addressLines"])
            .iter()
            .filter_map(Value::as_str);
        facts.add("street", &lines.collect::<Vec<_>>().join(", "));
        facts.add("city", &text(address, &["city"]));
        facts.add("state", &text(address, &["region"]));
        facts.add("postal_code", &text(address, &["postalCode"]));
        facts.add("country", &text(address, &["country"]));
    }
    facts.add("founded", &text(entity, &["creationDate"]));
    facts.add("legal_status", &text(entity, &["status"]));
    facts.add("registered_as", &text(entity, &["registeredAs"]));
    facts.add("jurisdiction", &text(entity, &["jurisdiction"]));
    facts.add("successor", &text(entity, &["successorEntity", "name"]));
    for (field, relation) in [
        ("parent_url", "direct-parent"),
        ("ultimate_parent_url", "ultimate-parent"),
    ] {
        facts.add(
            field,
            &text(record, &["relationships", relation, "links", "lei-record"]),
        );
    }
    Some(facts)
}
