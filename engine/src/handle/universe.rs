//! The columns of every account, kept beside the database: read once, then only what changed.

use super::Engine;
use crate::Result;
use crate::portfolio::text::TextIndex;
use crate::portfolio::{AccountValues, Universe, UniverseBuilder};
use crate::protocol::AccountId;
use crate::score::attributes::{CONTACTS, REACHABLE, SIGNAL_AGE};
use crate::score::days_since;
use crate::store::{contact, signal};
use jiff::Timestamp;
use rusqlite::{Connection, Row};
use std::sync::Arc;

/// Accounts that are brought up to date one by one; when more changed, all are read again.
const MOST_CHANGED: u32 = 2_000;

/// Seconds of one day.
const DAY: i64 = 86_400;

/// Descriptions that are indexed for look-alikes; with more, attributes alone must do, since the
/// index would not fit a browser's memory beside the columns.
const MOST_DESCRIBED: u64 = 200_000;

/// What is written down of changes while the columns are kept, in this connection alone.
const WATCH: &str = "
    CREATE TEMP TABLE IF NOT EXISTS changed_account (id INTEGER PRIMARY KEY);
    CREATE TEMP TRIGGER IF NOT EXISTS watch_account_insert AFTER INSERT ON main.account
      BEGIN INSERT OR IGNORE INTO changed_account VALUES (new.id); END;
    CREATE TEMP TRIGGER IF NOT EXISTS watch_account_update AFTER UPDATE ON main.account
      BEGIN INSERT OR IGNORE INTO changed_account VALUES (new.id); END;
    CREATE TEMP TRIGGER IF NOT EXISTS watch_account_delete AFTER DELETE ON main.account
      BEGIN INSERT OR IGNORE INTO changed_account VALUES (old.id); END;
    CREATE TEMP TRIGGER IF NOT EXISTS watch_contact_insert AFTER INSERT ON main.contact WHEN new.account IS NOT NULL
      BEGIN INSERT OR IGNORE INTO changed_account VALUES (new.account); END;
    CREATE TEMP TRIGGER IF NOT EXISTS watch_contact_update AFTER UPDATE ON main.contact
      BEGIN INSERT OR IGNORE INTO changed_account SELECT new.account WHERE new.account IS NOT NULL
              UNION SELECT old.account WHERE old.account IS NOT NULL; END;
    CREATE TEMP TRIGGER IF NOT EXISTS watch_contact_delete AFTER DELETE ON main.contact WHEN old.account IS NOT NULL
      BEGIN INSERT OR IGNORE INTO changed_account VALUES (old.account); END;
    CREATE TEMP TRIGGER IF NOT EXISTS watch_signal_insert AFTER INSERT ON main.signal
      BEGIN INSERT OR IGNORE INTO changed_account VALUES (new.account); END;
    CREATE TEMP TRIGGER IF NOT EXISTS watch_signal_delete AFTER DELETE ON main.signal
      BEGIN INSERT OR IGNORE INTO changed_account VALUES (old.account); END;";

/// Columns of an account that [`values`] reads.
const COLUMNS: &str = "id, industry, country, state, city, employees, revenue, further";

/// The columns with the state of the database they were read from.
pub(super) struct Kept {
    universe: Arc<Universe>,
    /// Version of the file, which other connections move on.
    version: i64,
    /// When ages were counted, in seconds.
    counted: i64,
    /// Descriptions by row, made when they are first needed.
    described: Option<Arc<TextIndex>>,
}

impl Engine {
    /// Every account by column, as of `now`.
    pub(super) fn universe(&mut self, now: Timestamp) -> Result<Arc<Universe>> {
        let version = self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0))?;
        let mut kept = match self.universe.take() {
            Some(kept) if kept.version == version => kept,
            _ => self.read_universe(version, now)?,
        };
        if !self.catch_up(&mut kept, now)? {
            kept = self.read_universe(version, now)?;
        }
        let universe = kept.universe.clone();
        self.universe = Some(kept);
        Ok(universe)
    }

    /// The descriptions of the universe's rows; `None` where there are none, or too many.
    pub(super) fn descriptions(&mut self, now: Timestamp) -> Result<Option<Arc<TextIndex>>> {
        let universe = self.universe(now)?;
        let described = universe
            .texts
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case("description"));
        let Some((name, count)) = described else {
            return Ok(None);
        };
        if *count > MOST_DESCRIBED {
            return Ok(None);
        }
        if let Some(index) = self
            .universe
            .as_ref()
            .and_then(|kept| kept.described.clone())
        {
            return Ok(Some(index));
        }
        let mut texts = vec![String::new(); universe.accounts.len()];
        let mut statement = self.connection.prepare_cached(
            "SELECT account.id, field.value FROM account, json_each(account.further) AS field WHERE field.key = ?",
        )?;
        let mut rows = statement.query([name])?;
        while let Some(row) = rows.next()? {
            if let Some(at) = universe.row(row.get(0)?) {
                texts[at] = row.get(1)?;
            }
        }
        let index = Arc::new(TextIndex::build(texts.iter().map(String::as_str)));
        if let Some(kept) = &mut self.universe {
            kept.described = Some(index.clone());
        }
        Ok(Some(index))
    }

    fn read_universe(&self, version: i64, now: Timestamp) -> Result<Kept> {
        self.connection.execute_batch(WATCH)?;
        self.connection
            .execute_batch("DELETE FROM changed_account")?;
        let mut builder = UniverseBuilder::default();
        let mut statement = self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS} FROM account ORDER BY id"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            builder.push(&values(row)?);
        }
        let mut universe = builder.finish();
        count_people(&self.connection, &mut universe)?;
        count_ages(&self.connection, &mut universe, now)?;
        Ok(Kept {
            universe: Arc::new(universe),
            version,
            counted: now.as_second(),
            described: None,
        })
    }

    /// Brings the columns up to date; false when they must be read again.
    fn catch_up(&self, kept: &mut Kept, now: Timestamp) -> Result<bool> {
        let changed: Vec<AccountId> = self
            .connection
            .prepare_cached("SELECT id FROM changed_account LIMIT ?")?
            .query_map([MOST_CHANGED + 1], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let aged = self.aged(kept.counted, now)?;
        if changed.is_empty() && !aged {
            return Ok(true);
        }
        if changed.len() > MOST_CHANGED as usize {
            return Ok(false);
        }
        // Whoever still holds the columns keeps them as they were.
        let Ok(mut universe) = Arc::try_unwrap(std::mem::take(&mut kept.universe)) else {
            return Ok(false);
        };
        let mut gone = Vec::new();
        for account in &changed {
            let mut statement = self
                .connection
                .prepare_cached(&format!("SELECT {COLUMNS} FROM account WHERE id = ?"))?;
            let mut rows = statement.query([account])?;
            match rows.next()? {
                None => gone.push(*account),
                Some(row) => {
                    if !universe.update(&values(row)?) {
                        return Ok(false);
                    }
                }
            }
        }
        if !changed.is_empty() {
            universe.remove(&gone);
            count_people(&self.connection, &mut universe)?;
            kept.described = None;
            self.connection
                .execute_batch("DELETE FROM changed_account")?;
        }
        count_ages(&self.connection, &mut universe, now)?;
        kept.counted = now.as_second();
        kept.universe = Arc::new(universe);
        Ok(true)
    }

    /// Did a day begin, or an event come to pass, since ages were counted?
    fn aged(&self, counted: i64, now: Timestamp) -> Result<bool> {
        let now = now.as_second();
        if now.div_euclid(DAY) != counted.div_euclid(DAY) || now < counted {
            return Ok(true);
        }
        Ok(self
            .connection
            .prepare_cached("SELECT 1 FROM signal WHERE happened > ? AND happened <= ? LIMIT 1")?
            .exists([counted, now])?)
    }
}

/// Reads [`COLUMNS`].
fn values<'r>(row: &'r Row<'_>) -> Result<AccountValues<'r>> {
    let text = |at: usize| -> Result<Option<&'r str>> {
        Ok(row
            .get_ref(at)?
            .as_str_or_null()
            .map_err(rusqlite::Error::from)?)
    };
    Ok(AccountValues {
        account: row.get(0)?,
        places: [text(1)?, text(2)?, text(3)?, text(4)?],
        employees: row.get(5)?,
        revenue: row.get(6)?,
        further: text(7)?.unwrap_or_default(),
    })
}

fn count_people(connection: &Connection, universe: &mut Universe) -> Result<()> {
    let people = contact::numbers_of_all(connection)?;
    let contacts = people
        .iter()
        .map(|(account, (all, _))| (*account, f64::from(*all)));
    universe.fill(CONTACTS, contacts, 0.0);
    let reachable = people
        .iter()
        .map(|(account, (_, reached))| (*account, f64::from(*reached)));
    universe.fill(REACHABLE, reachable, 0.0);
    Ok(())
}

fn count_ages(connection: &Connection, universe: &mut Universe, now: Timestamp) -> Result<()> {
    let mut ages = Vec::new();
    signal::latest(connection, now.as_second(), |account, at| {
        ages.push((account, days_since(at, now) as f64));
    })?;
    universe.fill(SIGNAL_AGE, ages.into_iter(), f64::NAN);
    Ok(())
}
