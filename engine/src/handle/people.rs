//! People in the order in which a rep wants to meet them: by their points as a decision maker.

use super::Engine;
use crate::Result;
use crate::protocol::{AccountId, Contact, ContactFit};
use crate::score::{Person, person_receipt};
use crate::store::{contact, touch};
use jiff::Timestamp;
use std::cmp::Reverse;

/// Seconds in which a touch counts as engagement: a year.
const ENGAGED_SECONDS: i64 = 365 * 86_400;

/// People of an account that are looked at for the best one.
const CONSIDERED: u32 = 500;

impl Engine {
    /// Gives everybody their points, and puts the best first; equal ones stay as they were.
    pub(super) fn best_first(&self, people: &mut [Contact], now: Timestamp) -> Result<()> {
        self.weigh_people(people, now)?;
        crate::order::by_key(people, |person| {
            Reverse(person.fit.as_ref().map_or(0, |fit| fit.points))
        });
        Ok(())
    }

    /// Gives everybody their points as a decision maker.
    pub(super) fn weigh_people(&self, people: &mut [Contact], now: Timestamp) -> Result<()> {
        let mut touches: Vec<(AccountId, Vec<(i64, u32)>)> = Vec::new();
        for person in people.iter_mut() {
            let mut count = 0;
            if let (Some(account), Some(id)) = (person.account, person.id) {
                if touches.last().is_none_or(|(known, _)| *known != account) {
                    let since = now.as_second() - ENGAGED_SECONDS;
                    let counts = touch::per_person(&self.connection, account, since)?;
                    touches.push((account, counts));
                }
                let counts = touches.last().map_or(&[][..], |(_, counts)| counts);
                count = counts
                    .iter()
                    .find(|(known, _)| *known == id)
                    .map_or(0, |(_, count)| *count);
            }
            let facts = Person {
                title: person.title.clone(),
                email: person.email.is_some(),
                phone: person.phone.is_some(),
                touches: count,
            };
            let (points, lines) = person_receipt(&facts, None);
            person.fit = Some(ContactFit { points, lines });
        }
        Ok(())
    }

    /// The best person known at an account.
    pub(super) fn best_person(
        &self,
        account: AccountId,
        now: Timestamp,
    ) -> Result<Option<Contact>> {
        let mut people = contact::at_account(&self.connection, account, CONSIDERED)?;
        self.best_first(&mut people, now)?;
        Ok(people.into_iter().next())
    }
}
