//! Filters of a search: what is asked of a story, and of the account it is about.

use crate::protocol::{AccountId, SearchQuery};
use crate::resolve::canonical_country;
use crate::search::traits::{StoryTraits, day_of, kind_bits, type_place};
use crate::store::documents;
use crate::{Error, Result};
use rusqlite::Connection;
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// The filters of a query.
pub(super) struct Wanted {
    kinds: u16,
    types: Vec<u8>,
    from: Option<i32>,
    until: Option<i32>,
    place: String,
    country: Option<String>,
    industry: String,
    name: String,
    account: Option<AccountId>,
    /// Verdicts on accounts that were asked before.
    known: RefCell<FxHashMap<AccountId, bool>>,
}

impl Wanted {
    pub(super) fn of(query: &SearchQuery) -> Result<Self> {
        let place = query.place.trim().to_lowercase();
        Ok(Self {
            kinds: kind_bits(query.kinds.iter().copied()),
            types: query.types.iter().map(|sort| type_place(*sort)).collect(),
            from: day(&query.from, "from")?,
            until: day(&query.until, "until")?,
            country: canonical_country(&place),
            place,
            industry: query.industry.trim().to_lowercase(),
            name: query.account_name.trim().to_lowercase(),
            account: query.account,
            known: RefCell::default(),
        })
    }

    pub(super) fn has_dates(&self) -> bool {
        self.from.is_some() || self.until.is_some()
    }

    /// True when a filter looks at the account.
    pub(super) fn needs_account(&self) -> bool {
        self.account.is_some() || self.asks_of_account()
    }

    fn asks_of_account(&self) -> bool {
        !(self.place.is_empty() && self.industry.is_empty() && self.name.is_empty())
    }

    pub(super) fn day_fits(&self, day: i32) -> bool {
        self.from.is_none_or(|from| day >= from) && self.until.is_none_or(|until| day <= until)
    }

    pub(super) fn story_fits(&self, traits: &StoryTraits) -> bool {
        (self.kinds == 0 || traits.kinds & self.kinds != 0)
            && (self.types.is_empty() || self.types.contains(&traits.content_type))
            && self.day_fits(traits.day)
    }

    /// True when the story is about an account that fits, or no filter asks.
    pub(super) fn story_is_about(&self, connection: &Connection, story: i64) -> Result<bool> {
        if !self.needs_account() {
            return Ok(true);
        }
        for account in documents::accounts_of(connection, story)? {
            if self.account_fits(connection, account)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    pub(super) fn account_fits(&self, connection: &Connection, account: AccountId) -> Result<bool> {
        if self.account.is_some_and(|wanted| wanted != account) {
            return Ok(false);
        }
        if !self.asks_of_account() {
            return Ok(true);
        }
        if let Some(known) = self.known.borrow().get(&account) {
            return Ok(*known);
        }
        let place = documents::place(connection, account)?;
        let holds = |text: &Option<String>, wanted: &str| {
            text.as_ref()
                .is_some_and(|text| text.to_lowercase().contains(wanted))
        };
        let same_country = self.country.is_some()
            && place.country.as_deref().and_then(canonical_country) == self.country;
        let here = self.place.is_empty()
            || same_country
            || [&place.country, &place.state, &place.city]
                .into_iter()
                .any(|text| holds(text, &self.place));
        let fits = here
            && (self.industry.is_empty() || holds(&place.industry, &self.industry))
            && (self.name.is_empty() || holds(&place.name, &self.name));
        self.known.borrow_mut().insert(account, fits);
        Ok(fits)
    }
}

fn day(text: &str, field: &str) -> Result<Option<i32>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let Ok(date) = text.parse::<jiff::civil::Date>() else {
        return Err(Error::input(
            "bad_date",
            format!("“{}” is no day.", text.chars().take(40).collect::<String>()),
            field,
            "Write it like 2026-11-24.",
        ));
    };
    let midnight = format!("{date}T00:00:00Z").parse::<jiff::Timestamp>();
    Ok(midnight.ok().map(|midnight| day_of(midnight.as_second())))
}
