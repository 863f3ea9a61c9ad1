//! Lever: `api.lever.co/v0/postings/{site}?mode=json`, a list of postings.

use super::{Position, company_of, findings};
use crate::Result;
use crate::source::Findings;
use crate::source::fields::{filled, list, parse, text, unreadable};
use crate::source::findings::moment;
use serde_json::Value;

const NAME: &str = "Lever";

pub(in crate::source) fn read(payload: &[u8], url: &str, site: &str) -> Result<Findings> {
    let answer = parse(payload, url, NAME)?;
    let Value::Array(postings) = &answer else {
        let reason = filled(text(&answer, &["error"]))
            .unwrap_or_else(|| "its answer holds no positions".to_owned());
        return Err(unreadable(url, NAME, &reason));
    };
    let positions = postings.iter().map(|posting| {
        let department = filled(text(posting, &["categories", "department"]));
        let mut places: Vec<String> = vec![text(posting, &["categories", "location"])];
        for place in list(posting, &["categories", "allLocations"])
            .iter()
            .filter_map(Value::as_str)
        {
            if !places.iter().any(|known| known == place) {
                places.push(place.to_owned());
            }
        }
        Position {
            title: text(posting, &["text"]),
            department: department.unwrap_or_else(|| text(posting, &["categories", "team"])),
            places,
            url: text(posting, &["hostedUrl"]),
            // Milliseconds since 1970.
            published: moment(&text(posting, &["createdAt"])),
            id: text(posting, &["id"]),
        }
    });
    let board = format!("https://jobs.lever.co/{site}");
    Ok(findings(
        NAME,
        &company_of(site),
        &board,
        positions.collect(),
    ))
}
