//! Single findings, each with the account, the value, and its source.

use crate::handle::Engine;
use crate::handle::portfolio::Rows;
use crate::protocol::{AccountId, Finding, HygieneReply, OtherValue, Provenance, View};
use crate::resolve::{is_free_mail, registrable_domain};
use crate::score::attributes::letters;
use crate::store::{account, merge};
use crate::{Error, Result};
use jiff::Timestamp;

/// Days after which nobody has confirmed an account.
const STALE_DAYS: i64 = 365;

/// Accounts with several sources that are compared.
const MOST_COMPARED: usize = 20_000;

/// Rows of one page at most.
const MOST_ROWS: u32 = 500;

/// What may be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Issue {
    /// There is no value.
    Missing,
    /// Nobody has confirmed the account for long.
    Stale,
    /// Sources disagree.
    Contradictory,
    /// A person's address is not at the company, or at a provider for everybody.
    InvalidEmail,
    /// The domain cannot be a company's.
    InvalidDomain,
}

impl Issue {
    pub(super) const ALL: [Self; 5] = [
        Self::Missing,
        Self::Stale,
        Self::Contradictory,
        Self::InvalidEmail,
        Self::InvalidDomain,
    ];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Stale => "stale",
            Self::Contradictory => "contradictory",
            Self::InvalidEmail => "invalid_email",
            Self::InvalidDomain => "invalid_domain",
        }
    }
}

/// A finding before its account is looked up.
pub(super) struct Found {
    pub(super) account: AccountId,
    pub(super) field: String,
    value: String,
    provenance: Option<Provenance>,
    others: Vec<OtherValue>,
    note: String,
}

impl Engine {
    pub(super) fn findings(
        &mut self,
        view: &View,
        issue: &str,
        field: &str,
        offset: u64,
        limit: u32,
        now: Timestamp,
    ) -> Result<HygieneReply> {
        let issue = Issue::ALL
            .into_iter()
            .find(|known| known.name() == issue)
            .ok_or_else(|| {
                Error::input(
                    "unknown_issue",
                    format!("“{issue}” is nothing that is looked for."),
                    "issue",
                    format!("Use one of: {}.", Issue::ALL.map(Issue::name).join(", ")),
                )
            })?;
        let rows = self.rows_of(view, now)?;
        let found = self.issues_of(&rows, issue, field, now)?;
        let total = found.len() as u64;
        let offset = usize::try_from(offset).unwrap_or(usize::MAX);
        let mut list = Vec::new();
        for one in found
            .into_iter()
            .skip(offset)
            .take(limit.min(MOST_ROWS) as usize)
        {
            let Some(row) = account::load_row(&self.connection, one.account)? else {
                continue;
            };
            let mut row = [row];
            self.add_stars(&mut row, now)?;
            let [account] = row;
            list.push(Finding {
                account,
                field: one.field,
                value: one.value,
                provenance: one.provenance,
                others: one.others,
                note: one.note,
            });
        }
        Ok(HygieneReply::Findings { rows: list, total })
    }

    /// Everything that was found of one sort.
    pub(super) fn issues_of(
        &self,
        rows: &Rows,
        issue: Issue,
        field: &str,
        now: Timestamp,
    ) -> Result<Vec<Found>> {
        let mut found = match issue {
            Issue::Missing => missing(rows, field),
            Issue::Stale => self.stale(rows, now)?,
            Issue::Contradictory => self.contradictions(rows)?,
            Issue::InvalidEmail => self.odd_addresses(rows)?,
            Issue::InvalidDomain => self.odd_domains(rows)?,
        };
        if !field.is_empty() {
            found.retain(|one| letters(&one.field) == letters(field));
        }
        Ok(found)
    }

    /// Fields on which the sources of an account disagree; all values are kept.
    pub(super) fn contradictions(&self, rows: &Rows) -> Result<Vec<Found>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT account FROM account_record GROUP BY account HAVING count(*) > 1 ORDER BY account",
        )?;
        let accounts: Vec<AccountId> = statement
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let mut list = Vec::new();
        let shown = accounts.into_iter().filter(|id| is_shown(rows, *id));
        for id in shown.take(MOST_COMPARED) {
            for field in merge::fields(&account::records(&self.connection, id)?) {
                if field.others.is_empty() || field.field == "name" {
                    continue;
                }
                list.push(Found {
                    account: id,
                    note: format!(
                        "{} is “{}” by {}, but “{}” by {}.",
                        field.field,
                        field.value,
                        field.provenance.source,
                        field.others[0].value,
                        field.others[0].provenance.source
                    ),
                    field: field.field,
                    value: field.value,
                    provenance: Some(field.provenance),
                    others: field.others,
                });
            }
        }
        Ok(list)
    }

    fn stale(&self, rows: &Rows, now: Timestamp) -> Result<Vec<Found>> {
        let least = now.as_second() - STALE_DAYS * 86_400;
        let mut statement = self.connection.prepare_cached(
            "SELECT record.account, max(provenance.fetched) FROM account_record AS record
             JOIN provenance ON provenance.id = record.provenance GROUP BY record.account
             HAVING max(provenance.fetched) < ? ORDER BY 2, 1",
        )?;
        let mut found = statement.query([least])?;
        let mut list = Vec::new();
        while let Some(row) = found.next()? {
            let (id, at): (AccountId, i64) = (row.get(0)?, row.get(1)?);
            if is_shown(rows, id) {
                let days = (now.as_second() - at) / 86_400;
                list.push(Found {
                    account: id,
                    field: String::new(),
                    value: crate::store::to_text(at),
                    provenance: None,
                    others: Vec::new(),
                    note: format!("Last confirmed {days} days ago."),
                });
            }
        }
        Ok(list)
    }

    fn odd_addresses(&self, rows: &Rows) -> Result<Vec<Found>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT contact.account, contact.name, contact.email, account.domain FROM contact
             JOIN account ON account.id = contact.account WHERE contact.email IS NOT NULL
             ORDER BY contact.account, contact.id",
        )?;
        let mut found = statement.query([])?;
        let mut list = Vec::new();
        while let Some(row) = found.next()? {
            let id: AccountId = row.get(0)?;
            if !is_shown(rows, id) {
                continue;
            }
            let (name, email, domain): (String, String, Option<String>) =
                (row.get(1)?, row.get(2)?, row.get(3)?);
            let host = email.split_once('@').map_or("", |(_, host)| host);
            let own = registrable_domain(host);
            let note = match (&own, &domain) {
                (None, _) => format!("{name}: no mail can reach “{email}”."),
                (Some(own), _) if is_free_mail(own) => {
                    format!("{name}: “{email}” is a private address, not the company's.")
                }
                (Some(own), Some(domain)) if own != domain => {
                    format!("{name}: “{email}” is not at {domain}.")
                }
                _ => continue,
            };
            list.push(Found {
                account: id,
                field: "email".to_owned(),
                value: email,
                provenance: None,
                others: Vec::new(),
                note,
            });
        }
        Ok(list)
    }

    fn odd_domains(&self, rows: &Rows) -> Result<Vec<Found>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT account.id, account.domain,
                    (SELECT count(*) FROM account AS other WHERE other.domain = account.domain)
             FROM account WHERE account.domain IS NOT NULL ORDER BY account.id",
        )?;
        let mut found = statement.query([])?;
        let mut list = Vec::new();
        while let Some(row) = found.next()? {
            let (id, domain, holders): (AccountId, String, i64) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            if !is_shown(rows, id) {
                continue;
            }
            let note = if registrable_domain(&domain).is_none() {
                format!("“{domain}” is no domain that can be registered.")
            } else if is_free_mail(&domain) {
                format!("“{domain}” gives addresses to everybody; it is no company's own.")
            } else if holders > 1 {
                format!("{holders} accounts have the domain {domain}.")
            } else {
                continue;
            };
            list.push(Found {
                account: id,
                field: "domain".to_owned(),
                value: domain,
                provenance: None,
                others: Vec::new(),
                note,
            });
        }
        Ok(list)
    }
}

/// Accounts without a value in a column.
fn missing(rows: &Rows, field: &str) -> Vec<Found> {
    let Some(column) = rows.universe.table.column(field) else {
        return Vec::new();
    };
    rows.places()
        .filter(|row| column.text(*row).is_none())
        .map(|row| Found {
            account: rows.universe.accounts[row],
            field: column.name.clone(),
            value: String::new(),
            provenance: None,
            others: Vec::new(),
            note: format!("{} is not known.", column.name),
        })
        .collect()
}

fn is_shown(rows: &Rows, id: AccountId) -> bool {
    rows.universe.row(id).is_some_and(|at| rows.shown[at])
}
