//! Full-text search: what was typed as a query, and what it finds among accounts and people.

use super::account::{self, ROW_COLUMNS};
use super::contact;
use super::key::person_key;
use crate::Result;
use crate::protocol::{AccountRow, Contact};
use rusqlite::{Connection, OptionalExtension, params};

/// Words of a query that are looked at; the rest of a longer text is left out.
const MOST_WORDS: usize = 8;

/// Longest word of a query, in characters.
const LONGEST_WORD: usize = 60;

/// A word that more accounts have says little about which is meant, and takes long to rank.
const MOST_HOLDERS: i64 = 2_000;

/// What was typed as an FTS5 expression: every word must begin some word of the text. Everything
/// that is no letter or digit separates words, so that no operator can be typed. `None` when no
/// word is left.
#[must_use]
pub fn match_expression(text: &str) -> Option<String> {
    let words: Vec<String> = text
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .map(|word| {
            let word: String = word.chars().take(LONGEST_WORD).collect();
            format!("\"{word}\"*")
        })
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// An FTS5 expression for accounts that hold any of the text's rare words, for finding what comes
/// near; `None` when the text has no word that few accounts have.
///
/// # Errors
/// When the database refuses.
pub fn rare_word_expression(connection: &Connection, text: &str) -> Result<Option<String>> {
    let mut statement = connection.prepare_cached("SELECT doc FROM account_word WHERE term = ?")?;
    let mut words = Vec::new();
    for word in person_key(text)
        .split(' ')
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
    {
        let holders: Option<i64> = statement.query_row([word], |row| row.get(0)).optional()?;
        if holders.is_some_and(|holders| holders <= MOST_HOLDERS) {
            words.push(format!("\"{word}\""));
        }
    }
    Ok((!words.is_empty()).then(|| words.join(" OR ")))
}

/// Accounts that match an expression, best first: a match in the name before one elsewhere, a name
/// that is wholly matched before a longer one.
///
/// # Errors
/// When the database refuses.
pub fn accounts(connection: &Connection, words: &str, limit: u32) -> Result<Vec<AccountRow>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {ROW_COLUMNS} FROM account_fts JOIN account ON account.id = account_fts.rowid
         WHERE account_fts MATCH ? ORDER BY bm25(account_fts, 10.0, 6.0, 1.0, 1.0, 1.0), account.id LIMIT ?"
    ))?;
    let rows = statement.query_map(params![words, limit], account::row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// People who match an expression, best first.
///
/// # Errors
/// When the database refuses.
pub fn contacts(connection: &Connection, words: &str, limit: u32) -> Result<Vec<Contact>> {
    let columns = contact::ROW_COLUMNS;
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {columns} FROM contact_fts JOIN contact ON contact.id = contact_fts.rowid
         WHERE contact_fts MATCH ? ORDER BY bm25(contact_fts, 10.0, 6.0, 1.0), contact.id LIMIT ?"
    ))?;
    let rows = statement.query_map(params![words, limit], contact::row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_operator_can_be_typed() {
        assert_eq!(
            match_expression("Acme AND \"x\" NEAR(").as_deref(),
            Some("\"Acme\"* \"AND\"* \"x\"* \"NEAR\"*")
        );
        assert_eq!(match_expression("  * - \" ^:() "), None);
        assert_eq!(
            match_expression("o'neil").as_deref(),
            Some("\"o\"* \"neil\"*")
        );
    }
}
