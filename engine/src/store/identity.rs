//! Which stored account a row of a file speaks of, so that a file read again updates and never doubles.

use super::key::{NameKey, name_key};
use crate::Result;
use crate::resolve::canonical_country;
use rusqlite::{Connection, OptionalExtension, params};

/// What a row says of the company's identity.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'r> {
    /// Name of the source.
    pub source: &'r str,
    /// Origin of the import under way; a record with it was written by an earlier row of this import.
    pub provenance: i64,
    /// The source's own identifier.
    pub external_id: Option<&'r str>,
    /// Name.
    pub name: &'r str,
    /// Registrable domain.
    pub domain: Option<&'r str>,
    /// Country as written.
    pub country: Option<&'r str>,
}

/// A stored account that shares the claim's domain or name.
struct Neighbour {
    id: i64,
    name: NameKey,
    domain: Option<String>,
    country: Option<String>,
    record: Option<OwnRecord>,
}

/// What the claim's own source says of the neighbour already.
struct OwnRecord {
    external_id: Option<String>,
    provenance: i64,
}

/// The account meant, or `None` for a new one.
///
/// In order: the source's own identifier; domain and name; domain alone; name alone, where neither
/// domain, country nor legal form contradict. Two rows of one source with different identifiers are
/// two accounts, and so are two differently named rows of one import that share a domain.
///
/// # Errors
/// When the database refuses.
pub fn account(connection: &Connection, claim: &Claim<'_>) -> Result<Option<i64>> {
    if let Some(external) = claim.external_id {
        let known = connection
            .prepare_cached(
                "SELECT account FROM account_record WHERE external_id = ? AND source = ? ORDER BY account LIMIT 1",
            )?
            .query_row(params![external, claim.source], |row| row.get(0))
            .optional()?;
        if known.is_some() {
            return Ok(known);
        }
    }
    let name = name_key(claim.name);
    if let Some(domain) = claim.domain {
        let mut same_domain = neighbours(connection, "domain", domain, claim)?;
        same_domain.retain(|neighbour| !other_identifier(neighbour, claim));
        if let Some(exact) = same_domain.iter().find(|found| found.name.key == name.key) {
            return Ok(Some(exact.id));
        }
        let free = same_domain.iter().find(
            |found| !matches!(&found.record, Some(record) if record.provenance == claim.provenance),
        );
        if let Some(found) = free {
            return Ok(Some(found.id));
        }
    }
    if name.key.is_empty() {
        return Ok(None);
    }
    let mut same_name = neighbours(connection, "name_key", &name.key, claim)?;
    same_name.retain(|found| {
        !other_identifier(found, claim)
            && agree(found.domain.as_deref(), claim.domain)
            && agree(
                country(found.country.as_deref()).as_deref(),
                country(claim.country).as_deref(),
            )
            && (found.name.form.is_empty() || name.form.is_empty() || found.name.form == name.form)
    });
    // The one with the same legal form before one without.
    let same_form = same_name.iter().find(|found| found.name.form == name.form);
    Ok(same_form.or(same_name.first()).map(|found| found.id))
}

/// Neighbours looked at per key: more of one name or domain cannot be told apart by it anyway.
const MOST_NEIGHBOURS: usize = 50;

fn neighbours(
    connection: &Connection,
    column: &str,
    value: &str,
    claim: &Claim<'_>,
) -> Result<Vec<Neighbour>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT account.id, account.name, account.domain, account.country,
                record.id IS NOT NULL, record.external_id, record.provenance
         FROM account LEFT JOIN account_record AS record
           ON record.account = account.id AND record.source = ?2
         WHERE account.{column} = ?1 ORDER BY account.id LIMIT {MOST_NEIGHBOURS}"
    ))?;
    let rows = statement.query_map(params![value, claim.source], |row| {
        let recorded: bool = row.get(4)?;
        Ok(Neighbour {
            id: row.get(0)?,
            name: name_key(&row.get::<_, String>(1)?),
            domain: row.get(2)?,
            country: row.get(3)?,
            record: recorded
                .then(|| -> rusqlite::Result<OwnRecord> {
                    Ok(OwnRecord {
                        external_id: row.get(5)?,
                        provenance: row.get(6)?,
                    })
                })
                .transpose()?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn other_identifier(neighbour: &Neighbour, claim: &Claim<'_>) -> bool {
    match (&neighbour.record, claim.external_id) {
        (
            Some(OwnRecord {
                external_id: Some(theirs),
                ..
            }),
            Some(ours),
        ) => theirs != ours,
        _ => false,
    }
}

/// One spelling for every country that lists write in several.
fn country(written: Option<&str>) -> Option<String> {
    written.and_then(canonical_country)
}

fn agree(left: Option<&str>, right: Option<&str>) -> bool {
    match (left, right) {
        (Some(left), Some(right)) => left.to_lowercase() == right.to_lowercase(),
        _ => true,
    }
}
