//! People of a view as a list: whom to write to first.

use crate::Result;
use crate::handle::Engine;
use crate::protocol::{Contact, PersonRow, PortfolioReply, Reply, View};
use crate::store::{account, contact};
use jiff::Timestamp;

/// People that are weighed at most; the first by account.
const MOST_WEIGHED: usize = 50_000;

/// People on one page.
const MOST_SHOWN: u32 = 500;

impl Engine {
    pub(super) fn people(
        &mut self,
        view: &View,
        text: &str,
        limit: u32,
        now: Timestamp,
    ) -> Result<PortfolioReply> {
        let limit = limit.min(MOST_SHOWN);
        let mut people = if text.trim().is_empty() {
            let mut people = self.known_people(view, now)?;
            self.best_first(&mut people, now)?;
            people
        } else {
            self.people_with(text, limit, now)?
        };
        let total = people.len() as u64;
        people.truncate(limit as usize);
        Ok(PortfolioReply::People {
            rows: self.at_their_accounts(people, now)?,
            total,
        })
    }

    /// Everybody at the accounts of a view.
    fn known_people(&mut self, view: &View, now: Timestamp) -> Result<Vec<Contact>> {
        let rows = self.rows_of(view, now)?;
        let mut people = Vec::new();
        contact::each_of_all(&self.connection, |person| {
            let place = person.account.and_then(|id| rows.universe.row(id));
            if place.is_some_and(|row| rows.shown[row]) {
                people.push(person);
            }
            people.len() < MOST_WEIGHED
        })?;
        if *view == View::default() {
            people.extend(contact::without_account(&self.connection, MOST_SHOWN)?);
        }
        Ok(people)
    }

    /// The people that a search finds, in its order, with their points.
    fn people_with(&mut self, text: &str, limit: u32, now: Timestamp) -> Result<Vec<Contact>> {
        let Reply::Search(mut found) = self.search(text, limit, now)? else {
            return Ok(Vec::new());
        };
        self.weigh_people(&mut found.contacts, now)?;
        Ok(found.contacts)
    }

    fn at_their_accounts(&self, people: Vec<Contact>, now: Timestamp) -> Result<Vec<PersonRow>> {
        let mut accounts = Vec::new();
        for person in &people {
            if let Some(id) = person.account {
                accounts.extend(account::load_row(&self.connection, id)?);
            }
        }
        self.add_stars(&mut accounts, now)?;
        Ok(people
            .into_iter()
            .map(|person| PersonRow {
                account: accounts
                    .iter()
                    .find(|row| Some(row.id) == person.account)
                    .cloned(),
                person,
            })
            .collect())
    }
}
