//! Facts about companies that registers and communities state: kept as attributes with their source,
//! under the account they mean, or not at all.

use crate::protocol::AccountId;
use crate::resolve::canonical_country;
use crate::source::{CompanyFacts, Source, gleif, wikidata};
use crate::store::account::{self, Incoming, Outcome};
use crate::store::feed::{self, FeedState, Role};
use crate::store::key::{domain_key, name_key};
use crate::store::provenance::{self, Origin};
use crate::store::{counter, keys};
use crate::{Engine, Result};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Accounts of one name that are looked at when nothing else tells which is meant.
const MOST_OF_A_NAME: u32 = 3;

/// Fit of a company with an account: the same exact key, the same domain, the same name.
const SAME_KEY: u32 = 4;
const SAME_DOMAIN: u32 = 3;
const SAME_NAME: u32 = 2;
const OTHER_NAME: u32 = 1;

impl Engine {
    /// Keeps what an answer says of companies. `asked_for` is the account it was asked for; `by_key`
    /// says that the address names one company exactly. Gives what could not be decided, in words.
    pub(in crate::handle) fn keep_facts(
        &mut self,
        companies: &[CompanyFacts],
        asked_for: Option<AccountId>,
        by_key: bool,
        now: Timestamp,
    ) -> Result<Vec<String>> {
        let mut problems = Vec::new();
        let mut changed = false;
        match asked_for {
            Some(account) => match self.the_one(companies, account, by_key)? {
                Meant::One(company) => changed |= self.keep_company(account, company, now)?,
                Meant::None => {}
                Meant::Several(number) => problems.push(format!(
                    "{number} companies of the answer fit the account equally; none was taken."
                )),
            },
            None => {
                for company in companies {
                    if let Some(account) = self.account_of(company)? {
                        changed |= self.keep_company(account, company, now)?;
                    }
                }
            }
        }
        if changed {
            counter::advance(&self.connection, counter::ACCOUNTS)?;
        }
        Ok(problems)
    }

    /// Puts the names of what an entity points to in the place of their ids.
    pub(in crate::handle) fn keep_labels(
        &mut self,
        state: &FeedState,
        labels: &[CompanyFacts],
        now: Timestamp,
    ) -> Result<()> {
        let Some(account) = state.account else {
            return Ok(());
        };
        let wanted: Vec<(String, String)> = state
            .page
            .as_deref()
            .and_then(|text| crate::json::read(text).ok())
            .unwrap_or_default();
        let name_of = |id: &str| {
            labels
                .iter()
                .find(|label| {
                    label.field("wikidata") == Some(id)
                        || label
                            .keys
                            .lei
                            .as_deref()
                            .is_some_and(|lei| id.ends_with(lei))
                })
                .map(|label| label.keys.name.clone())
                .filter(|name| !name.is_empty())
        };
        let mut fields = BTreeMap::new();
        for (field, ids) in wanted {
            let names: Vec<String> = ids.split("; ").filter_map(name_of).collect();
            if !names.is_empty() {
                fields.insert(field, names.join("; "));
            }
        }
        let Some(first) = labels.first().filter(|_| !fields.is_empty()) else {
            return Ok(());
        };
        let origin = self.origin_of(first, first.url.clone(), now)?;
        let incoming = Incoming {
            external_id: None,
            fields,
            invented: false,
        };
        let kept = account::keep_at(&self.connection, account, &incoming, &origin)?;
        if kept.outcome != Outcome::Unchanged {
            // Names of subsidiaries and brands lead to the account from now on.
            counter::advance(&self.connection, counter::ACCOUNTS)?;
        }
        Ok(())
    }

    /// Writes one company's facts under an account; true when something changed.
    fn keep_company(
        &self,
        account: AccountId,
        company: &CompanyFacts,
        now: Timestamp,
    ) -> Result<bool> {
        let origin = self.origin_of(company, company.url.clone(), now)?;
        let open = open_references(company);
        let mut fields: BTreeMap<String, String> = company
            .fields
            .iter()
            .filter(|(field, _)| !open.iter().any(|(known, _)| known == field))
            .map(|(field, value)| ((*field).to_owned(), value.clone()))
            .collect();
        let keys = &company.keys;
        for (field, key) in [
            ("cik", &keys.cik),
            ("lei", &keys.lei),
            ("domain", &keys.domain),
        ] {
            if let Some(key) = key {
                fields
                    .entry(field.to_owned())
                    .or_insert_with(|| key.clone());
            }
        }
        if !company.other_names.is_empty() {
            fields.insert("also_known_as".to_owned(), company.other_names.join("; "));
        }
        let incoming = Incoming {
            external_id: external_id(company),
            fields,
            invented: false,
        };
        let kept = account::keep_at(&self.connection, account, &incoming, &origin)?;
        let mut changed = kept.outcome != Outcome::Unchanged;
        let names = company.other_names.iter().map(String::as_str);
        let official = ["legal_name", "official_name", "name"]
            .into_iter()
            .filter_map(|field| company.field(field));
        for name in names.chain(official) {
            changed |= keys::add_name(&self.connection, account, name, &origin)?;
        }
        self.ask_further(account, company, &open, now)?;
        Ok(changed)
    }

    /// Asks once for the names of what the facts point to, and for the entity that a search named.
    fn ask_further(
        &self,
        account: AccountId,
        company: &CompanyFacts,
        open: &[(&'static str, String)],
        now: Timestamp,
    ) -> Result<()> {
        let seconds = now.as_second();
        if let Some(url) = wikidata_entity(company) {
            return feed::ask_once(
                &self.connection,
                &url,
                Role::Facts,
                Some(account),
                None,
                seconds,
            );
        }
        let of_wikidata: Vec<String> = wikidata::references(std::slice::from_ref(company));
        let pending = |wanted: &[(&str, String)]| serde_json::to_string(wanted).unwrap_or_default();
        if !of_wikidata.is_empty() {
            let url = Source::WikidataEntities { ids: of_wikidata }.url();
            let page = pending(open);
            feed::ask_once(
                &self.connection,
                &url,
                Role::Labels,
                Some(account),
                Some(&page),
                seconds,
            )?;
        }
        for (field, link) in gleif::parents(company) {
            let page = pending(&[(field, link.clone())]);
            feed::ask_once(
                &self.connection,
                &link,
                Role::Labels,
                Some(account),
                Some(&page),
                seconds,
            )?;
        }
        Ok(())
    }

    fn origin_of(
        &self,
        company: &CompanyFacts,
        url: Option<String>,
        now: Timestamp,
    ) -> Result<Origin> {
        provenance::insert(
            &self.connection,
            Origin {
                id: 0,
                source: company.source.to_owned(),
                class: company.class,
                url,
                published: None,
                fetched: now.as_second(),
            },
        )
    }

    /// The company of an answer that an account is.
    fn the_one<'c>(
        &self,
        companies: &'c [CompanyFacts],
        account: AccountId,
        by_key: bool,
    ) -> Result<Meant<'c>> {
        let known = self.known_of(account)?;
        let mut fits: Vec<(u32, &CompanyFacts)> = companies
            .iter()
            .filter_map(|company| Some((known.fit(company)?, company)))
            .collect();
        if let ([only], true) = (companies, by_key) {
            // The rep or a search before named this very entity; only a plain contradiction stops it.
            return Ok(known.fit(only).map_or(Meant::None, |_| Meant::One(only)));
        }
        fits.retain(|(fit, _)| *fit > 0);
        crate::order::by_key(&mut fits, |(fit, _)| std::cmp::Reverse(*fit));
        let best = fits.first().map_or(0, |(fit, _)| *fit);
        let equal = fits.iter().filter(|(fit, _)| *fit == best).count();
        Ok(match (fits.first(), equal) {
            (Some((_, company)), 1) => Meant::One(company),
            (Some(_), several) => Meant::Several(several),
            (None, _) => Meant::None,
        })
    }

    /// The account that facts nobody asked for are about: by exact key, domain, or a name that one
    /// account alone has and that nothing contradicts.
    fn account_of(&self, company: &CompanyFacts) -> Result<Option<AccountId>> {
        let keys = &company.keys;
        let exact = [
            ("cik", keys.cik.as_deref()),
            ("lei", keys.lei.as_deref()),
            ("isin", company.field("isin")),
        ];
        for (field, value) in exact {
            if let Some(value) = value
                && let Some(account) = self.account_with_key(field, value)?
            {
                return Ok(Some(account));
            }
        }
        let rows = match keys.domain.as_deref() {
            Some(domain) => account::with_domain(&self.connection, domain, MOST_OF_A_NAME)?,
            None => Vec::new(),
        };
        let rows = if rows.is_empty() && !keys.name.is_empty() {
            let key = name_key(&keys.name).key;
            account::with_name_key(&self.connection, &key, MOST_OF_A_NAME)?
        } else {
            rows
        };
        Ok(match &rows[..] {
            [only] if self.known_of(only.id)?.fit(company).is_some() => Some(only.id),
            _ => None,
        })
    }

    /// The account with an exact key, however many leading zeros a list wrote.
    pub(in crate::handle) fn account_with_key(
        &self,
        field: &str,
        value: &str,
    ) -> Result<Option<AccountId>> {
        let found = keys::account_with(&self.connection, field, value)?;
        if found.is_some() || field != "cik" {
            return Ok(found);
        }
        keys::account_with(&self.connection, field, value.trim_start_matches('0'))
    }

    fn known_of(&self, account: AccountId) -> Result<Known> {
        let (row, further) = account::load_with_further(&self.connection, account)?
            .ok_or_else(|| crate::Error::Unknown(format!("account {account}")))?;
        Ok(Known {
            name: name_key(&row.name),
            other_names: keys::name_keys(&self.connection, account)?,
            domain: row.domain,
            country: row.country.as_deref().and_then(canonical_country),
            further: crate::json::read(&further).unwrap_or_default(),
        })
    }
}

enum Meant<'c> {
    One(&'c CompanyFacts),
    None,
    Several(usize),
}

/// What is known of an account, for comparing.
struct Known {
    name: crate::store::key::NameKey,
    other_names: Vec<String>,
    domain: Option<String>,
    country: Option<String>,
    further: BTreeMap<String, String>,
}

impl Known {
    /// How well a company fits; 0 when nothing speaks for it, `None` when something contradicts.
    fn fit(&self, company: &CompanyFacts) -> Option<u32> {
        let keys = &company.keys;
        for (field, value) in [
            ("cik", keys.cik.as_deref()),
            ("lei", keys.lei.as_deref()),
            ("wikidata", company.field("wikidata")),
        ] {
            if let (Some(ours), Some(theirs)) = (self.further.get(field), value) {
                let same = ours.trim_start_matches('0') == theirs.trim_start_matches('0');
                return same.then_some(SAME_KEY);
            }
        }
        let theirs = keys.domain.as_deref().and_then(domain_key);
        if self.domain.is_some() && self.domain == theirs {
            return Some(SAME_DOMAIN);
        }
        let country = company.field("country").and_then(canonical_country);
        if let (Some(ours), Some(theirs)) = (&self.country, &country)
            && ours != theirs
        {
            return None;
        }
        let name = name_key(&keys.name);
        let same_form =
            name.form == self.name.form || name.form.is_empty() || self.name.form.is_empty();
        if !name.key.is_empty() && name.key == self.name.key {
            return Some(if same_form { SAME_NAME } else { OTHER_NAME });
        }
        let theirs = company.other_names.iter().map(|other| name_key(other).key);
        let also = self.other_names.contains(&name.key)
            || theirs
                .into_iter()
                .any(|other| !other.is_empty() && other == self.name.key);
        Some(if also { OTHER_NAME } else { 0 })
    }
}

/// Facts of Wikidata that still point to entities, with the ids.
fn open_references(company: &CompanyFacts) -> Vec<(&'static str, String)> {
    let is_id = |id: &str| {
        id.strip_prefix('Q').is_some_and(|digits| {
            !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit())
        })
    };
    company
        .fields
        .iter()
        .filter(|(field, value)| *field != "wikidata" && value.split("; ").all(is_id))
        .cloned()
        .collect()
}

/// The address of all facts of an entity of which a search gave the name alone.
fn wikidata_entity(company: &CompanyFacts) -> Option<String> {
    let id = company.field("wikidata")?;
    let bare = company
        .fields
        .iter()
        .all(|(field, _)| matches!(*field, "wikidata" | "name" | "description"));
    bare.then(|| {
        Source::WikidataEntities {
            ids: vec![id.to_owned()],
        }
        .url()
    })
}

fn external_id(company: &CompanyFacts) -> Option<String> {
    let keys = &company.keys;
    company
        .field("wikidata")
        .map(str::to_owned)
        .or_else(|| keys.lei.clone())
        .or_else(|| keys.cik.clone())
}
