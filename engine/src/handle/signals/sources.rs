//! Sorts of sources: turned on by name, followed for the rep's accounts, listed with their state.

use crate::protocol::{AccountId, Reply, SignalsReply, SourceList, SourceSort};
use crate::source::{Asked, SORTS, Source, of_account, shared_addresses, sort_named};
use crate::store::{account, feed, setting, sorts};
use crate::{Engine, Error, Result};
use jiff::Timestamp;
use rusqlite::params_from_iter;

/// Accounts that a sort is turned on for at once. More would keep a polite queue busy for hours;
/// the rest is followed one by one.
const MOST_ACCOUNTS: usize = 200;

impl Engine {
    pub(super) fn sources(&self) -> Result<Reply> {
        let followed = sorts::followed(&self.connection)?;
        let asked = self.own_accounts(MOST_ACCOUNTS)?;
        let mut list = SourceList {
            sorts: Vec::with_capacity(SORTS.len()),
            found: sorts::found(&self.connection)?,
            looking: sorts::looking(&self.connection)?,
        };
        let with_sort: Vec<(&str, &sorts::Followed)> = followed
            .iter()
            .map(|(_, state)| (Source::of_url(&state.url).sort_name(), state))
            .collect();
        for sort in SORTS {
            let of_sort = || {
                with_sort
                    .iter()
                    .filter(|(name, _)| *name == sort.name)
                    .map(|(_, state)| *state)
            };
            let on = || of_sort().filter(|state| state.on);
            let named = sorts::is_on(&self.connection, sort.name)?;
            list.sorts.push(SourceSort {
                name: sort.name.to_owned(),
                on: named.unwrap_or_else(|| on().next().is_some()),
                restricted: sort.restricted,
                class: sort.class,
                permissions: sort
                    .permissions
                    .iter()
                    .map(|one| (*one).to_owned())
                    .collect(),
                followed: of_sort().count() as u64,
                failing: on().filter(|state| state.failures > 0).count() as u64,
                last_error: on().find_map(|state| state.last_error.clone()),
                next_due: on().filter_map(|state| state.next_due.clone()).min(),
                accounts: asked
                    .iter()
                    .filter(|(_, account)| of_account(sort.name, account, "").is_some())
                    .count() as u64,
            });
        }
        Ok(reply(list))
    }

    pub(super) fn set_source(&self, name: &str, on: bool, now: Timestamp) -> Result<Reply> {
        known_sort(name)?;
        let seconds = now.as_second();
        sorts::set(&self.connection, name, on, seconds)?;
        for (id, state) in sorts::followed(&self.connection)? {
            if state.on != on && Source::of_url(&state.url).sort_name() == name {
                feed::set_on(&self.connection, id, on, seconds)?;
            }
        }
        if on {
            for url in shared_addresses(name) {
                feed::add(&self.connection, &url, None, seconds)?;
            }
            for (account, asked) in self.own_accounts(MOST_ACCOUNTS)? {
                if let Some(source) = of_account(name, &asked, "") {
                    self.follow_at(&source, account, &asked.name, now)?;
                }
            }
        }
        self.sources()
    }

    pub(super) fn follow_source(
        &self,
        name: &str,
        account: AccountId,
        value: &str,
        now: Timestamp,
    ) -> Result<Reply> {
        known_sort(name)?;
        self.known(account)?;
        let asked = self.asked(account)?;
        let Some(source) = of_account(name, &asked, value) else {
            return Err(Error::input(
                "source_needs_a_key",
                format!(
                    "What is stored of {} does not tell how to ask there.",
                    asked.name
                ),
                name,
                "Give the board's or channel's page, the CIK, or the name it has there.",
            ));
        };
        feed::add(
            &self.connection,
            &source.url(),
            Some(account),
            now.as_second(),
        )?;
        sorts::set(&self.connection, name, true, now.as_second())?;
        self.sources()
    }

    /// Follows a source for an account, under a title that names both.
    fn follow_at(
        &self,
        source: &Source,
        account: AccountId,
        name: &str,
        now: Timestamp,
    ) -> Result<()> {
        let id = feed::add(
            &self.connection,
            &source.url(),
            Some(account),
            now.as_second(),
        )?;
        feed::entitle(
            &self.connection,
            id,
            &format!("{name} ({})", source.known_as()),
        )
    }

    fn asked(&self, account: AccountId) -> Result<Asked> {
        let (row, further) = account::load_with_further(&self.connection, account)?
            .ok_or_else(|| Error::Unknown(format!("account {account}")))?;
        Ok(Asked {
            name: row.name,
            domain: row.domain,
            further: crate::json::read(&further).unwrap_or_default(),
        })
    }

    /// Names and addresses under which lists name the rep as owner, in lower case.
    pub(super) fn own_names(&self) -> Result<Vec<String>> {
        let names = setting::get(&self.connection, "my_names")?;
        Ok(names
            .split(',')
            .map(|name| name.trim().to_lowercase())
            .filter(|name| !name.is_empty())
            .collect())
    }

    /// The rep's own accounts, those with the latest doings first; all accounts while the rep has
    /// given no name.
    pub(super) fn own_accounts(&self, most: usize) -> Result<Vec<(AccountId, Asked)>> {
        let names = self.own_names()?;
        let owned = if names.is_empty() {
            String::new()
        } else {
            let places = vec!["?"; names.len()].join(", ");
            format!("WHERE lower(further ->> '$.owner') IN ({places})")
        };
        let mut statement = self.connection.prepare(&format!(
            "SELECT id FROM account LEFT JOIN (SELECT account, max(at) AS at FROM touch GROUP BY account) AS touched
               ON touched.account = account.id {owned} ORDER BY touched.at DESC NULLS LAST, id LIMIT {most}"
        ))?;
        let ids: Vec<AccountId> = statement
            .query_map(params_from_iter(names), |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        ids.into_iter()
            .map(|id| Ok((id, self.asked(id)?)))
            .collect()
    }
}

fn known_sort(name: &str) -> Result<()> {
    if sort_named(name).is_some() {
        return Ok(());
    }
    let names: Vec<&str> = SORTS.iter().map(|sort| sort.name).collect();
    Err(Error::input(
        "unknown_source",
        format!(
            "There is no source called “{}”.",
            name.chars().take(60).collect::<String>()
        ),
        "name",
        format!("Give one of {}.", names.join(", ")),
    ))
}

pub(super) fn reply(list: SourceList) -> Reply {
    Reply::Signals(Box::new(SignalsReply::Sources(list)))
}
