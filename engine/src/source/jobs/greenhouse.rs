//! Greenhouse: `boards-api.greenhouse.io/v1/boards/{token}/jobs`, the whole board in one answer.

use super::{Position, company_of, findings};
use crate::Result;
use crate::source::Findings;
use crate::source::fields::{filled, list, parse, text, unreadable};
use crate::source::findings::moment;

const NAME: &str = "Greenhouse";

pub(in crate::source) fn read(payload: &[u8], url: &str, token: &str) -> Result<Findings> {
    let answer = parse(payload, url, NAME)?;
    if answer.get("jobs").is_none() {
        return Err(unreadable(url, NAME, "its answer holds no positions"));
    }
    let jobs = list(&answer, &["jobs"]);
    let company = jobs
        .iter()
        .find_map(|job| filled(text(job, &["company_name"])));
    let positions = jobs.iter().map(|job| {
        let places = text(job, &["location", "name"]);
        let first_department = list(job, &["departments"]).first();
        Position {
            title: text(job, &["title"]),
            department: first_department
                .map_or_else(String::new, |department| text(department, &["name"])),
            // One text holds all places: "Berlin; London" or "Remote - US | New York".
            places: places
                .split([';', '|'])
                .map(|place| place.trim().to_owned())
                .collect(),
            url: text(job, &["absolute_url"]),
            published: moment(&text(job, &["first_published"]))
                .or_else(|| moment(&text(job, &["updated_at"]))),
            id: text(job, &["id"]),
        }
    });
    let board = format!("https://boards.greenhouse.io/{token}");
    let company = company.unwrap_or_else(|| company_of(token));
    Ok(findings(NAME, &company, &board, positions.collect()))
}
