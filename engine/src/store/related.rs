//! Names of what an account owns or was, read from the fields that lists and registers give.

use super::account;
use super::key::name_key;
use crate::Result;
use crate::protocol::{AccountId, AccountRow};
use crate::resolve::Relation;
use crate::score::attributes::letters;
use rusqlite::{Connection, params};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Fields whose cells hold such names, compared by their letters alone. English first, then German,
/// French, Spanish; `subsidiaries`, `brands`, `former_names` and `also_known_as` are what registers feed.
const FIELDS: [(&str, Relation); 38] = [
    ("formername", Relation::FormerName),
    ("formernames", Relation::FormerName),
    ("previousname", Relation::FormerName),
    ("previousnames", Relation::FormerName),
    ("formerly", Relation::FormerName),
    ("formerlyknownas", Relation::FormerName),
    ("formercompanyname", Relation::FormerName),
    ("previouscompanyname", Relation::FormerName),
    ("oldname", Relation::FormerName),
    ("früherername", Relation::FormerName),
    ("ehemaligername", Relation::FormerName),
    ("anciennom", Relation::FormerName),
    ("nombreanterior", Relation::FormerName),
    ("brand", Relation::Brand),
    ("brands", Relation::Brand),
    ("brandname", Relation::Brand),
    ("brandnames", Relation::Brand),
    ("trademarks", Relation::Brand),
    ("marke", Relation::Brand),
    ("marken", Relation::Brand),
    ("marque", Relation::Brand),
    ("marques", Relation::Brand),
    ("marca", Relation::Brand),
    ("marcas", Relation::Brand),
    ("subsidiary", Relation::Subsidiary),
    ("subsidiaries", Relation::Subsidiary),
    ("childcompanies", Relation::Subsidiary),
    ("tochtergesellschaften", Relation::Subsidiary),
    ("filiales", Relation::Subsidiary),
    ("filiale", Relation::Subsidiary),
    ("filial", Relation::Subsidiary),
    ("dba", Relation::OtherName),
    ("doingbusinessas", Relation::OtherName),
    ("tradingas", Relation::OtherName),
    ("tradingname", Relation::OtherName),
    ("tradename", Relation::OtherName),
    ("alsoknownas", Relation::OtherName),
    ("aka", Relation::OtherName),
];

/// Names kept of one account.
const MOST_NAMES: usize = 60;

/// Shortest name kept, in characters: shorter ones are words of every language.
const SHORTEST_NAME: usize = 3;

/// Writes the names that an account's fields hold in the place of those that they held before.
///
/// # Errors
/// When the database refuses.
pub fn replace(
    connection: &Connection,
    account: AccountId,
    fields: &BTreeMap<String, String>,
) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM related_name WHERE account = ?")?
        .execute([account])?;
    add(connection, account, fields)
}

/// Writes the names that the fields of a new account hold.
///
/// # Errors
/// When the database refuses.
pub fn add(
    connection: &Connection,
    account: AccountId,
    fields: &BTreeMap<String, String>,
) -> Result<()> {
    let own = name_key(fields.get("name").map_or("", String::as_str)).key;
    let mut found: Vec<(Relation, &String)> = fields
        .iter()
        .filter_map(|(field, value)| Some((relation_of(field)?, value)))
        .collect();
    // A former name is often told among the other names as well; the closer word is kept.
    crate::order::by_key(&mut found, |(relation, _)| *relation == Relation::OtherName);
    let mut kept = 0;
    for (relation, value) in found {
        for name in names_in(value) {
            let key = name_key(&name).key;
            if key.chars().count() < SHORTEST_NAME || key == own || kept == MOST_NAMES {
                continue;
            }
            kept += connection
                .prepare_cached("INSERT OR IGNORE INTO related_name (account, name_key, name, relation) VALUES (?, ?, ?, ?)")?
                .execute(params![account, key, name, relation.words()])?;
        }
    }
    Ok(())
}

/// Accounts to which a name's key leads, where no account bears it itself, with the tie.
///
/// # Errors
/// When the database refuses.
pub fn accounts_of(
    connection: &Connection,
    key: &str,
    limit: u32,
) -> Result<Vec<(AccountRow, Relation)>> {
    let columns = account::ROW_COLUMNS;
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {columns}, related_name.relation FROM related_name JOIN account ON account.id = related_name.account
         WHERE related_name.name_key = ?1 AND NOT EXISTS (SELECT 1 FROM account AS bearer WHERE bearer.name_key = ?1)
         ORDER BY account.id LIMIT ?2"
    ))?;
    let mut rows = statement.query(params![key, limit])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let relation: String = row.get("relation")?;
        if let Some(relation) = Relation::from_words(&relation) {
            found.push((account::row(row)?, relation));
        }
    }
    Ok(found)
}

/// The names of every account that no account bears itself.
///
/// # Errors
/// When the database refuses.
pub fn all(connection: &Connection) -> Result<FxHashMap<AccountId, Vec<(String, Relation)>>> {
    let mut statement = connection.prepare_cached(
        "SELECT account, name, relation FROM related_name
         WHERE NOT EXISTS (SELECT 1 FROM account WHERE account.name_key = related_name.name_key)",
    )?;
    let mut found: FxHashMap<AccountId, Vec<(String, Relation)>> = FxHashMap::default();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(relation) = Relation::from_words(&row.get::<_, String>(2)?) {
            found
                .entry(row.get(0)?)
                .or_default()
                .push((row.get(1)?, relation));
        }
    }
    Ok(found)
}

fn relation_of(field: &str) -> Option<Relation> {
    if field.len() > 60 || super::merge::ACCOUNT_COLUMNS.contains(&field) {
        return None;
    }
    let key = letters(field);
    let found = FIELDS.iter().find(|(name, _)| *name == key);
    found.map(|(_, relation)| *relation)
}

/// The names of a cell: parted by semicolons, bars or line ends, else by commas, after which a bare
/// legal form ("YouTube, LLC") still belongs to the name before it.
fn names_in(cell: &str) -> Vec<String> {
    let strong: &[char] = &[';', '|', '\n'];
    let parts: Vec<&str> = if cell.contains(strong) {
        cell.split(strong).collect()
    } else {
        cell.split(',').collect()
    };
    let mut names: Vec<String> = Vec::new();
    for part in parts {
        let part = part.trim();
        match names.last_mut() {
            Some(before) if !part.is_empty() && is_legal_form(part) => {
                before.push_str(", ");
                before.push_str(part);
            }
            _ if part.is_empty() => {}
            _ => names.push(part.to_owned()),
        }
    }
    names
}

/// True for "LLC": it adds nothing to a name before it.
fn is_legal_form(text: &str) -> bool {
    use crate::resolve::key;
    text.len() <= 30 && key(&format!("Zyx {text}")) == key("Zyx")
}
