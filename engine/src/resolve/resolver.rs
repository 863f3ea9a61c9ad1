//! The resolver: evidence gathered, weighed, and turned into yes, no or unsure.

use super::align::{Weighed, align};
use super::answer::{Found, MAX_OTHERS, Match};
use super::candidates::candidates;
use super::domain::{brand_label, host, is_free_mail, parse_email, registrable_domain};
use super::features::{
    self, FEATURE_NAMES, Features, Surroundings, WEIGHTS, log_odds, measure, probability,
    with_rival,
};
use super::index::{AccountEntry, Index, bare_ticker};
use super::name::Name;
use super::query::Query;
use super::relation::Relation;
use super::rules::Rules;
use crate::protocol::{Answer, Evidence};
use rapidfuzz::distance::jaro_winkler;
use rustc_hash::FxHashMap;

/// From this confidence on the answer is yes: more likely than not. Set by judgement, not fitted to a set.
pub(super) const YES_FROM: f64 = 0.5;
/// Below this confidence the answer is no; between the two, unsure.
pub(super) const NO_BELOW: f64 = 0.2;

/// Log-odds that a company's own domain adds.
const OWN_DOMAIN: f64 = 7.0;
/// Log-odds for the same brand under another country's ending.
const BRAND_DOMAIN: f64 = 2.5;
/// Log-odds of a ticker.
const TICKER: f64 = 5.0;
/// Log-odds against when the query has another company domain.
const OTHER_DOMAIN: f64 = -1.5;
/// Log-odds for the headquarters' city.
const SAME_CITY: f64 = 0.8;
/// Log-odds against a name that several accounts say they own or were called by.
const SHARED_TIE: f64 = -3.0;
/// Log-odds of the rep's word.
const REPS_WORD: f64 = 12.0;

/// All accounts, ready to be asked.
#[derive(Debug)]
pub struct Resolver {
    pub(super) index: Index,
}

/// One account under consideration.
struct Considered {
    account: u32,
    features: Option<Features>,
    /// The form of the name that fits best, when it is not the account's own name.
    tie: Option<u32>,
    extra: Vec<Evidence>,
}

impl Resolver {
    /// Builds the index over every account.
    pub fn build(entries: impl IntoIterator<Item = AccountEntry>) -> Self {
        Self {
            index: Index::build(entries.into_iter()),
        }
    }

    /// Number of accounts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.index.accounts.len()
    }

    /// True without accounts.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.index.accounts.is_empty()
    }

    /// Which account the query means.
    #[must_use]
    pub fn resolve(&self, query: &Query, rules: &Rules) -> Match {
        let mut considered = self.consider(query, rules);
        let asked = asked(query);
        if considered.is_empty() {
            return Match::nothing(format!("No account comes near “{asked}”."));
        }
        let mut found: Vec<Found> = considered.drain(..).map(|one| self.found(one)).collect();
        crate::order::by(&mut found, |a, b| {
            b.confidence
                .total_cmp(&a.confidence)
                .then(a.account.cmp(&b.account))
        });
        found.truncate(MAX_OTHERS + 1);
        let mut found = found.into_iter();
        let Some(best) = found.next() else {
            return Match::nothing(format!("No account comes near “{asked}”."));
        };
        let answer = match best.confidence {
            sure if sure >= YES_FROM => Answer::Yes,
            low if low < NO_BELOW => Answer::No,
            _ => Answer::Unsure,
        };
        let why = why(answer, &best, &asked);
        Match {
            answer,
            best: Some(best),
            others: found.collect(),
            why,
        }
    }

    /// The measures of the nearest accounts by name, best first: what the weights are fitted on.
    #[doc(hidden)]
    #[must_use]
    pub fn measures(&self, query: &Query) -> Vec<(i64, [f64; FEATURE_NAMES.len()])> {
        self.by_name(query)
            .into_iter()
            .map(|(account, features, _)| (self.index.accounts[account as usize].id, features))
            .collect()
    }

    fn consider(&self, query: &Query, rules: &Rules) -> Vec<Considered> {
        let mut by_account: FxHashMap<u32, Considered> = FxHashMap::default();
        for (account, features, form) in self.by_name(query) {
            by_account.insert(
                account,
                Considered {
                    account,
                    features: Some(features),
                    tie: self.index.ties.contains_key(&form).then_some(form),
                    extra: Vec::new(),
                },
            );
        }
        self.weigh_shared_ties(&mut by_account);
        self.add_domains(query, &mut by_account);
        self.add_ticker(query, &mut by_account);
        self.add_city(query, &mut by_account);
        self.apply_rules(query, rules, &mut by_account);
        by_account.into_values().collect()
    }

    /// The nearest accounts by name with their measures, the rival's nearness set, and the form that
    /// fits best; best first.
    fn by_name(&self, query: &Query) -> Vec<(u32, Features, u32)> {
        let name = Name::parse(&query.text);
        if name.words.is_empty() {
            return Vec::new();
        }
        let index = &self.index;
        let compact: String = name.words.iter().map(|word| word.text.as_str()).collect();
        let last = name.words.len() - 1;
        let words: Vec<Weighed<'_>> = name
            .words
            .iter()
            .enumerate()
            .map(|(at, word)| Weighed {
                text: &word.text,
                cut: word.cut || (name.shouting && at == last),
                weight: index.weight_of(&word.text),
            })
            .collect();
        let country = query
            .country
            .as_deref()
            .and_then(|raw| index.find_country(raw));
        let query_initials = super::index::initials(&name);
        let mut best: FxHashMap<u32, (f64, Features, u32)> = FxHashMap::default();
        let mut account_words = Vec::new();
        for number in candidates(index, &name, &words) {
            let form = &index.forms[number as usize];
            index.weighed(form, &mut account_words);
            let account = &index.accounts[form.account as usize];
            let account_compact: String = account_words.iter().map(|word| word.text).collect();
            let around = Surroundings {
                same_country: match (country, account.country) {
                    (Some(asked), Some(stored)) => Some(asked == Some(stored)),
                    _ => None,
                },
                initials: is_initials(
                    &words,
                    &account_words,
                    &query_initials,
                    index,
                    number,
                    &compact,
                ),
                same_key: compact == account_compact,
                spelling: jaro_winkler::normalized_similarity(
                    compact.chars(),
                    account_compact.chars(),
                ),
            };
            let features = measure(&align(&words, &account_words), &around);
            let odds = log_odds(&features);
            let entry = best
                .entry(form.account)
                .or_insert((f64::NEG_INFINITY, features, number));
            // Of names that fit alike the account's own, which comes first.
            if odds > entry.0 || odds == entry.0 && number < entry.2 {
                *entry = (odds, features, number);
            }
        }
        rivalry(best)
    }

    /// A brand or former name that several accounts claim speaks for none of them alone.
    fn weigh_shared_ties(&self, found: &mut FxHashMap<u32, Considered>) {
        let name_of = |one: &Considered| {
            let (_, name) = self.index.ties.get(&one.tie?)?;
            Some(super::name::key(name))
        };
        let names: Vec<String> = found.values().filter_map(name_of).collect();
        if names.len() < 2 {
            return;
        }
        for one in found.values_mut() {
            let Some(name) = name_of(one) else { continue };
            if names.iter().filter(|other| **other == name).count() > 1 {
                one.extra
                    .push(evidence("another account claims it too", &name, SHARED_TIE));
            }
        }
    }

    fn add_domains(&self, query: &Query, found: &mut FxHashMap<u32, Considered>) {
        let from_email = query
            .email
            .as_deref()
            .and_then(parse_email)
            .filter(|email| !email.free);
        let asked = [
            from_email.map(|email| (email.domain, "email domain", email.address)),
            query.domain.as_deref().and_then(|raw| {
                let domain = registrable_domain(raw).filter(|domain| !is_free_mail(domain))?;
                Some((domain, "domain", host(raw).unwrap_or_default()))
            }),
        ];
        for (domain, what, text) in asked.into_iter().flatten() {
            let owners: Vec<u32> = self.index.domains.get(&domain).collect();
            for account in &owners {
                add(
                    found,
                    *account,
                    what,
                    &text,
                    OWN_DOMAIN - (owners.len() as f64).ln(),
                );
            }
            let label = brand_label(&domain);
            for account in self.index.labels.get(label) {
                if !owners.contains(&account) {
                    add(
                        found,
                        account,
                        "same brand under another ending",
                        &text,
                        BRAND_DOMAIN,
                    );
                }
            }
            for one in found.values_mut() {
                let stored = &self.index.accounts[one.account as usize].domain;
                let has_other = stored
                    .as_ref()
                    .is_some_and(|stored| *stored != domain && brand_label(stored) != label);
                if has_other {
                    one.extra.push(evidence(
                        "another domain",
                        stored.as_deref().unwrap_or_default(),
                        OTHER_DOMAIN,
                    ));
                }
            }
        }
    }

    fn add_ticker(&self, query: &Query, found: &mut FxHashMap<u32, Considered>) {
        if let Some(ticker) = query.ticker.as_deref().and_then(bare_ticker) {
            for account in self.index.tickers.get(&ticker) {
                add(found, account, "ticker", &ticker, TICKER);
            }
        }
    }

    fn add_city(&self, query: &Query, found: &mut FxHashMap<u32, Considered>) {
        let Some(city) = query
            .city
            .as_deref()
            .map(super::fold::fold)
            .filter(|city| !city.is_empty())
        else {
            return;
        };
        for one in found.values_mut() {
            if self.index.accounts[one.account as usize].city.as_deref() == Some(city.as_str()) {
                one.extra.push(evidence("same city", &city, SAME_CITY));
            }
        }
    }

    fn apply_rules(&self, query: &Query, rules: &Rules, found: &mut FxHashMap<u32, Considered>) {
        if rules.is_empty() {
            return;
        }
        let subjects = [
            Some(query.text.as_str()),
            query.email.as_deref(),
            query.domain.as_deref(),
        ];
        for subject in subjects
            .into_iter()
            .flatten()
            .filter(|text| !text.is_empty())
        {
            let meant = rules
                .means(subject)
                .and_then(|id| self.index.ids_of_accounts.get(&id));
            if let Some(account) = meant {
                add(found, *account, "you said this is them", subject, REPS_WORD);
            }
            found.retain(|_, one| {
                !rules.excludes(subject, self.index.accounts[one.account as usize].id)
            });
        }
    }

    fn found(&self, one: Considered) -> Found {
        let account = &self.index.accounts[one.account as usize];
        let mut evidence = one.extra;
        let tie = one.tie.and_then(|form| self.index.ties.get(&form));
        let written = tie.map_or(account.name.as_str(), |(_, name)| name);
        if let Some((relation, name)) = tie {
            evidence.push(self::evidence(relation.words(), name, relation.weight()));
        }
        match one.features {
            Some(measures) => evidence.extend(name_evidence(&measures, written)),
            None => evidence.push(self::evidence(FEATURE_NAMES[0], "", DOMAIN_PRIOR)),
        }
        let odds: f64 = evidence.iter().map(|one| one.weight).sum();
        crate::order::by(&mut evidence, |a, b| {
            b.weight.abs().total_cmp(&a.weight.abs())
        });
        Found {
            account: account.id,
            name: account.name.clone(),
            domain: account.domain.clone(),
            confidence: probability(odds),
            evidence,
        }
    }
}

/// Log-odds of an account before a domain or ticker speaks for it.
const DOMAIN_PRIOR: f64 = -3.0;

fn add(found: &mut FxHashMap<u32, Considered>, account: u32, what: &str, text: &str, weight: f64) {
    let one = found.entry(account).or_insert_with(|| Considered {
        account,
        features: None,
        tie: None,
        extra: Vec::new(),
    });
    one.extra.push(evidence(what, text, weight));
}

fn evidence(what: &str, text: &str, weight: f64) -> Evidence {
    Evidence {
        what: what.to_owned(),
        text: text.to_owned(),
        weight,
    }
}

/// The measures as evidence; those that say nothing are left out.
fn name_evidence(measures: &Features, name: &str) -> Vec<Evidence> {
    let weights = measures
        .iter()
        .zip(&WEIGHTS)
        .map(|(value, weight)| value * weight);
    FEATURE_NAMES
        .iter()
        .zip(weights)
        .filter(|(_, weight)| *weight != 0.0)
        .map(|(what, weight)| evidence(what, name, weight))
        .collect()
}

/// Sets for each account how near the next best comes; sorts best first.
fn rivalry(best: FxHashMap<u32, (f64, Features, u32)>) -> Vec<(u32, Features, u32)> {
    let mut ranked: Vec<(u32, f64, Features, u32)> = best
        .into_iter()
        .map(|(account, (odds, features, form))| (account, odds, features, form))
        .collect();
    crate::order::by(&mut ranked, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let (first, second) = (
        ranked.first().map(|one| one.1),
        ranked.get(1).map(|one| one.1),
    );
    ranked
        .iter()
        .enumerate()
        .map(|(place, (account, odds, features, form))| {
            let other = if place == 0 { second } else { first };
            let rival = other.map_or(0.0, |other| features::probability((other - odds) * 0.8));
            (*account, with_rival(*features, rival), *form)
        })
        .collect()
}

/// True when one name is the initials of the other.
fn is_initials(
    words: &[Weighed<'_>],
    account: &[Weighed<'_>],
    query_initials: &[String],
    index: &Index,
    form: u32,
    compact: &str,
) -> bool {
    if account.len() > 1 && words.len() == 1 {
        return index.initials.get(compact).any(|other| other == form);
    }
    match account.first() {
        Some(first) if words.len() > 1 => {
            query_initials.iter().any(|initials| initials == first.text)
        }
        _ => false,
    }
}

fn asked(query: &Query) -> String {
    let parts = [
        query.text.as_str(),
        query.email.as_deref().unwrap_or_default(),
        query.domain.as_deref().unwrap_or_default(),
        query.ticker.as_deref().unwrap_or_default(),
    ];
    super::name::display(
        parts
            .into_iter()
            .find(|part| !part.is_empty())
            .unwrap_or_default(),
    )
}

/// The verdict in one sentence.
fn why(answer: Answer, best: &Found, asked: &str) -> String {
    let strongest = |positive: bool| {
        best.evidence
            .iter()
            .filter(|one| one.what != FEATURE_NAMES[0])
            .find(|one| (one.weight > 0.0) == positive)
            .map(|one| one.what.as_str())
    };
    let for_it = strongest(true).unwrap_or("nothing");
    let against = strongest(false);
    let tie = best
        .evidence
        .iter()
        .find_map(|one| Some((Relation::from_words(&one.what)?, &one.text)));
    match (answer, against) {
        (Answer::Yes, _) => match tie {
            Some((relation, name)) => {
                let relation = relation.words();
                format!("“{asked}” is {}: {name} is its {relation}.", best.name)
            }
            None => format!("“{asked}” is {}: {for_it}.", best.name),
        },
        (Answer::Unsure, Some(against)) => format!(
            "“{asked}” may be {}: {for_it} speaks for it, {against} against.",
            best.name
        ),
        (Answer::Unsure, None) => format!(
            "“{asked}” may be {}: {for_it} speaks for it, but not enough.",
            best.name
        ),
        (Answer::No, _) => format!("No account is “{asked}”; {} comes nearest.", best.name),
    }
}
