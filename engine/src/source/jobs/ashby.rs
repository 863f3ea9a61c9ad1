//! Ashby: `api.ashbyhq.com/posting-api/job-board/{name}`.

use super::{Position, company_of, findings};
use crate::Result;
use crate::source::Findings;
use crate::source::fields::{filled, list, parse, text, unreadable};
use crate::source::findings::moment;
use serde_json::Value;

const NAME: &str = "Ashby";

pub(in crate::source) fn read(payload: &[u8], url: &str, name: &str) -> Result<Findings> {
    let answer = parse(payload, url, NAME)?;
    if answer.get("jobs").is_none() {
        return Err(unreadable(url, NAME, "its answer holds no positions"));
    }
    let listed = |job: &&Value| job.get("isListed").and_then(Value::as_bool) != Some(false);
    let positions = list(&answer, &["jobs"]).iter().filter(listed).map(|job| {
        let department = filled(text(job, &["department"]));
        let others = list(job, &["secondaryLocations"]).iter();
        let mut places = vec![text(job, &["location"])];
        places.extend(others.filter_map(|place| filled(text(place, &["location"]))));
        Position {
            title: text(job, &["title"]),
            department: department.unwrap_or_else(|| text(job, &["team"])),
            places,
            url: text(job, &["jobUrl"]),
            published: moment(&text(job, &["publishedAt"])),
            id: text(job, &["id"]),
        }
    });
    let board = format!("https://jobs.ashbyhq.com/{name}");
    Ok(findings(
        NAME,
        &company_of(name),
        &board,
        positions.collect(),
    ))
}
