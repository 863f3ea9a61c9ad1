//! The people of an account as an organisation: by level, and within a level by function.

use crate::handle::Engine;
use crate::portfolio::{Function, Level, missing, role};
use crate::protocol::{AccountId, Contact, OrgChart, OrgLevel};
use crate::store::{account, contact};
use crate::{Error, Result};
use jiff::Timestamp;

/// People that are shown.
const MOST_PEOPLE: u32 = 300;

/// People that are proposed to begin with.
const PROPOSED: usize = 3;

/// Levels from the top.
const LEVELS: [Level; 7] = [
    Level::Owner,
    Level::Chief,
    Level::VicePresident,
    Level::Director,
    Level::Manager,
    Level::Individual,
    Level::Unknown,
];

impl Engine {
    pub(super) fn org_chart(&self, id: AccountId, now: Timestamp) -> Result<OrgChart> {
        if account::load_row(&self.connection, id)?.is_none() {
            return Err(Error::Unknown(format!("account {id}")));
        }
        let mut people = contact::at_account(&self.connection, id, MOST_PEOPLE)?;
        self.best_first(&mut people, now)?;
        let titles: Vec<&str> = people
            .iter()
            .map(|person| person.title.as_deref().unwrap_or_default())
            .collect();
        let missing = missing(&titles);
        let proposed = people
            .iter()
            .filter(|person| person.title.is_some())
            .filter_map(|person| person.id)
            .take(PROPOSED)
            .collect();
        let mut chart: Vec<Vec<(Function, Vec<Contact>)>> = vec![Vec::new(); LEVELS.len()];
        for person in people {
            let read = role(person.title.as_deref().unwrap_or_default());
            let level = LEVELS.iter().position(|level| *level == read.level);
            let Some(functions) = level.and_then(|at| chart.get_mut(at)) else {
                continue;
            };
            match functions
                .iter_mut()
                .find(|(known, _)| *known == read.function)
            {
                Some((_, others)) => others.push(person),
                None => functions.push((read.function, vec![person])),
            }
        }
        let levels = LEVELS
            .iter()
            .zip(chart)
            .filter(|(_, functions)| !functions.is_empty())
            .map(|(level, functions)| OrgLevel {
                level: level.words().to_owned(),
                functions: functions
                    .into_iter()
                    .map(|(function, people)| (function.words().to_owned(), people))
                    .collect(),
            })
            .collect();
        Ok(OrgChart {
            levels,
            proposed,
            missing,
        })
    }
}
