//! Accounts as the resolver needs them, for the one place where all of them are read.

use super::related;
use crate::Result;
use crate::resolve::AccountEntry;
use rusqlite::Connection;
use rustc_hash::FxHashMap;

/// Every account with the names it is known under.
///
/// # Errors
/// When the database refuses.
pub fn all(connection: &Connection) -> Result<Vec<AccountEntry>> {
    let mut aliases = aliases(connection)?;
    let mut related = related::all(connection)?;
    let mut statement = connection.prepare_cached(
        "SELECT id, name, domain, country, city,
                CASE WHEN further LIKE '%\"ticker\"%' THEN further ->> '$.ticker' END,
                CASE WHEN further LIKE '%\"description\"%' THEN further ->> '$.description' END,
                industry
         FROM account ORDER BY id",
    )?;
    let rows = statement.query_map([], |row| {
        let id = row.get(0)?;
        let related = related.remove(&id).unwrap_or_default();
        let mut aliases = aliases.remove(&id).unwrap_or_default();
        aliases.retain(|alias| related.iter().all(|(name, _)| name != alias));
        aliases.extend(related.iter().map(|(name, _)| name.clone()));
        Ok(AccountEntry {
            id,
            name: row.get(1)?,
            domain: row.get(2)?,
            country: row.get(3)?,
            city: row.get(4)?,
            aliases,
            related,
            tickers: row
                .get::<_, Option<String>>(5)?
                .map(|all| {
                    all.split([';', ','])
                        .map(|one| one.trim().to_owned())
                        .collect()
                })
                .unwrap_or_default(),
            context: row
                .get::<_, Option<String>>(6)?
                .into_iter()
                .chain(row.get::<_, Option<String>>(7)?)
                .collect(),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn aliases(connection: &Connection) -> Result<FxHashMap<i64, Vec<String>>> {
    let mut found: FxHashMap<i64, Vec<String>> = FxHashMap::default();
    let mut statement = connection.prepare_cached("SELECT account, alias FROM account_alias")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        found.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    Ok(found)
}
