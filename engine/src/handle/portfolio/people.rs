//! The people of a view: personas, and who of the buying committee is known.

use super::view::Rows;
use crate::handle::Engine;
use crate::portfolio::{Function, Traits, coverage, personas, role};
use crate::protocol::{
    AccountId, AccountRow, CommitteeRow, Contact, PersonaCard, PersonaList, PortfolioReply, View,
};
use crate::score::Cells;
use crate::store::{account, contact, portfolio};
use crate::{Error, Result};
use jiff::Timestamp;
use rustc_hash::FxHashSet;

/// People that are clustered at most; the first by account.
const MOST_PEOPLE: usize = 50_000;

/// People of an account that are looked at.
const PER_ACCOUNT: u32 = 200;

/// People shown of a persona, and accounts where nobody of it is known.
const EXAMPLES: usize = 12;

/// Accounts over which filled seats are counted.
const MOST_COUNTED: usize = 5_000;

/// Longest name of a persona, in characters.
const LONGEST_NAME: usize = 80;

/// Sizes of companies by employees, as people speak of them.
const SIZES: [(f64, &str); 4] = [
    (50.0, "up to 50 employees"),
    (500.0, "51 to 500 employees"),
    (5_000.0, "501 to 5,000 employees"),
    (f64::INFINITY, "above 5,000 employees"),
];

/// What people are clustered by.
const TRAITS: [&str; 4] = ["function", "level", "industry", "size"];

impl Engine {
    pub(super) fn personas(&mut self, view: &View, now: Timestamp) -> Result<PersonaList> {
        let rows = self.rows_of(view, now)?;
        let (people, traits) = self.people_in_view(&rows)?;
        let found = personas(&TRAITS, &traits);
        let names = portfolio::persona_names(&self.connection)?;
        let by_stars = self.ordered(&rows, "stars", true, usize::MAX)?;
        let mut cards = Vec::new();
        for persona in found.personas {
            let key = key_of(&persona.traits);
            let renamed = names
                .iter()
                .find(|(known, _)| *known == key)
                .map(|(_, name)| name.clone());
            let members: Vec<&Contact> = persona
                .members
                .iter()
                .filter_map(|member| people.get(*member))
                .collect();
            let known: FxHashSet<AccountId> =
                members.iter().filter_map(|person| person.account).collect();
            let mut open = Vec::new();
            for row in &by_stars {
                let id = rows.universe.accounts[*row];
                if open.len() >= EXAMPLES {
                    break;
                }
                if !known.contains(&id) {
                    open.extend(account::load_row(&self.connection, id)?);
                }
            }
            self.add_stars(&mut open, now)?;
            let mut examples: Vec<Contact> =
                members.iter().map(|person| (*person).clone()).collect();
            self.best_first(&mut examples, now)?;
            examples.truncate(EXAMPLES);
            cards.push(PersonaCard {
                key,
                name: persona.name,
                renamed,
                traits: persona.traits,
                people: persona.members.len() as u64,
                silhouette: persona.silhouette,
                examples,
                open,
            });
        }
        Ok(PersonaList {
            personas: cards,
            silhouette: found.silhouette,
            verdict: found.verdict,
            people: people.len() as u64,
        })
    }

    pub(super) fn name_persona(&self, key: &str, name: &str) -> Result<()> {
        let name: String = name.trim().chars().take(LONGEST_NAME).collect();
        portfolio::name_persona(&self.connection, key, &name)
    }

    pub(super) fn committee(
        &mut self,
        view: &View,
        department: &str,
        offset: u64,
        limit: u32,
        now: Timestamp,
    ) -> Result<PortfolioReply> {
        let buyer = function_of(department)?;
        let rows = self.rows_of(view, now)?;
        let order = self.ordered(&rows, "stars", true, usize::MAX)?;
        let mut filled: Vec<(String, u64)> = crate::portfolio::Seat::ALL
            .iter()
            .map(|seat| (seat.words().to_owned(), 0))
            .collect();
        let offset = usize::try_from(offset).unwrap_or(usize::MAX);
        let page = offset..offset.saturating_add(limit.min(200) as usize);
        let mut list = Vec::new();
        for (place, row) in order.iter().enumerate() {
            if place >= MOST_COUNTED && place >= page.end {
                break;
            }
            let id = rows.universe.accounts[*row];
            let mut people = contact::at_account(&self.connection, id, PER_ACCOUNT)?;
            let titles: Vec<&str> = people
                .iter()
                .map(|person| person.title.as_deref().unwrap_or_default())
                .collect();
            let seats = coverage(&titles, buyer);
            for (count, seat) in filled.iter_mut().zip(&seats) {
                count.1 += u64::from(!seat.people.is_empty());
            }
            if !page.contains(&place) {
                continue;
            }
            let Some(account) = account::load_row(&self.connection, id)? else {
                continue;
            };
            let seats = seats
                .iter()
                .map(|seat| {
                    let person = seat.people.first().map(|at| people[*at].clone());
                    (seat.seat.words().to_owned(), person)
                })
                .collect();
            people.clear();
            list.push(CommitteeRow { account, seats });
        }
        let mut accounts: Vec<AccountRow> = list.iter().map(|row| row.account.clone()).collect();
        self.add_stars(&mut accounts, now)?;
        for (row, account) in list.iter_mut().zip(accounts) {
            row.account = account;
        }
        Ok(PortfolioReply::Committee {
            rows: list,
            total: order.len() as u64,
            filled,
        })
    }

    /// The people at the accounts of a view with what they are clustered by.
    fn people_in_view(&self, rows: &Rows) -> Result<(Vec<Contact>, Vec<Traits>)> {
        let table = &rows.universe.table;
        let industry = table.column("industry");
        let employees = table.column("employees").map(|column| &column.cells);
        let mut people = Vec::new();
        let mut traits = Vec::new();
        contact::each_of_all(&self.connection, |person| {
            let row = person.account.and_then(|id| rows.universe.row(id));
            let Some(row) = row.filter(|row| rows.shown[*row]) else {
                return people.len() < MOST_PEOPLE;
            };
            let read = role(person.title.as_deref().unwrap_or_default());
            let size = match employees {
                Some(Cells::Numbers(cells)) if !cells[row].is_nan() => SIZES
                    .iter()
                    .find(|(most, _)| cells[row] <= *most)
                    .map_or("", |(_, name)| name),
                _ => "",
            };
            let industry = industry.and_then(|column| column.text(row));
            traits.push(vec![
                read.function.words().to_owned(),
                read.level.words().to_owned(),
                industry.unwrap_or_default().into_owned(),
                size.to_owned(),
            ]);
            people.push(person);
            people.len() < MOST_PEOPLE
        })?;
        Ok((people, traits))
    }
}

/// The department of that name.
pub(super) fn function_of(name: &str) -> Result<Function> {
    let all = [
        Function::Sales,
        Function::Marketing,
        Function::Finance,
        Function::HumanResources,
        Function::InformationTechnology,
        Function::Engineering,
        Function::Product,
        Function::Operations,
        Function::Procurement,
        Function::Legal,
        Function::CustomerSuccess,
        Function::Research,
    ];
    let wanted = name.trim().to_lowercase();
    all.into_iter()
        .find(|function| function.words() == wanted)
        .ok_or_else(|| {
            Error::input(
                "unknown_department",
                format!("“{name}” is no department."),
                "department",
                format!("Use one of: {}.", all.map(Function::words).join(", ")),
            )
        })
}

/// What a persona's name is kept under: what most of its people share.
fn key_of(traits: &[(String, String, f64)]) -> String {
    let parts: Vec<String> = traits
        .iter()
        .map(|(name, value, _)| format!("{name}={value}"))
        .collect();
    parts.join("|")
}
