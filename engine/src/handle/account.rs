//! The account page, by id or by a key, and removing accounts.

use super::Engine;
use crate::ingest::is_web_link;
use crate::portfolio::missing;
use crate::protocol::{
    Account, AccountId, AccountPage, Answer, ContactId, NewsQuery, Reply, Resolution,
};
use crate::store::{account, contact, counter, merge, news};
use crate::{Error, Result};
use jiff::Timestamp;

/// People shown on an account page.
const MOST_CONTACTS: usize = 50;

/// People looked at to choose the best ones.
const CONTACTS_CONSIDERED: u32 = 2_000;

/// Stories on the first page of news.
const FIRST_STORIES: u32 = 30;

/// Accounts removed by one request at most.
const MOST_DELETED: usize = 100_000;

impl Engine {
    pub(super) fn account_page(&self, account: AccountId, now: Timestamp) -> Result<Reply> {
        let page = self.page_of(account, None, None, None, now)?;
        Ok(Reply::Account(Box::new(page)))
    }

    pub(super) fn account_by_key(&mut self, key: &str, now: Timestamp) -> Result<Reply> {
        let resolution = self.resolution_of_key(key)?;
        let account = resolution
            .best
            .as_ref()
            .filter(|_| resolution.answer != Answer::No)
            .map(|best| best.account)
            .ok_or_else(|| Error::Unknown(key.chars().take(200).collect()))?;
        let page = self.page_of(account, Some(resolution), None, None, now)?;
        Ok(Reply::Account(Box::new(page)))
    }

    /// Everything about an account, with openers for a person when one is given.
    pub(super) fn page_of(
        &self,
        account: AccountId,
        matched: Option<Resolution>,
        contact: Option<ContactId>,
        first_name: Option<&str>,
        now: Timestamp,
    ) -> Result<AccountPage> {
        let mut row = account::load_row(&self.connection, account)?
            .ok_or_else(|| Error::Unknown(format!("account {account}")))?;
        let score = self.score_with_sources(account, now)?;
        row.stars = score.stars;
        row.bolt = !score.bolt.is_empty();
        let mut contacts = contact::at_account(&self.connection, account, CONTACTS_CONSIDERED)?;
        self.best_first(&mut contacts, now)?;
        let titles: Vec<&str> = contacts
            .iter()
            .map(|person| person.title.as_deref().unwrap_or_default())
            .collect();
        let missing = missing(&titles);
        contacts.truncate(MOST_CONTACTS);
        for person in &mut contacts {
            if let Some(id) = person.id {
                person.source = contact::last_source(&self.connection, id)?;
            }
        }
        let query = NewsQuery {
            account: Some(account),
            limit: FIRST_STORIES,
            ..NewsQuery::default()
        };
        Ok(AccountPage {
            account: Account {
                row,
                website: account::website(&self.connection, account)?
                    .filter(|link| is_web_link(link)),
                fields: merge::fields(&account::records(&self.connection, account)?),
                score,
                contacts,
                missing,
            },
            matched,
            news: news::page(&self.connection, &query, now.as_second())?,
            openers: self.openers_of(account, contact, first_name, now)?,
        })
    }

    pub(super) fn delete_accounts(&self, accounts: &[AccountId]) -> Result<Reply> {
        if accounts.len() > MOST_DELETED {
            return Err(Error::input(
                "too_many_accounts",
                format!("More than {MOST_DELETED} accounts were to be removed at once."),
                "accounts",
                "Remove fewer at a time.",
            ));
        }
        if account::delete(&self.connection, accounts)? > 0 {
            counter::advance(&self.connection, counter::ACCOUNTS)?;
        }
        Ok(Reply::Done)
    }
}
