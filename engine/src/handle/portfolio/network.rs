//! The companies around an account: relations that lists name and that stories report, each with its
//! evidence.

use crate::handle::Engine;
use crate::protocol::{
    AccountId, AccountRow, Answer, Evidence, Network, NewsQuery, Provenance, Relation, SignalKind,
};
use crate::score::attributes::letters;
use crate::score::{Cells, Column};
use crate::store::{account, merge, news, story};
use crate::{Error, Result};
use jiff::Timestamp;

/// Columns of lists that name another company, and the relation it has to the account.
const COLUMNS: [(&str, &str); 22] = [
    ("parent", "parent"),
    ("parentcompany", "parent"),
    ("parentaccount", "parent"),
    ("parentorganization", "parent"),
    ("ultimateparent", "parent"),
    ("ownedby", "parent"),
    ("subsidiary", "subsidiary"),
    ("subsidiaries", "subsidiary"),
    ("partner", "partner"),
    ("partners", "partner"),
    ("customer", "customer"),
    ("customers", "customer"),
    ("keycustomers", "customer"),
    ("supplier", "supplier"),
    ("suppliers", "supplier"),
    ("vendors", "supplier"),
    ("competitor", "competitor"),
    ("competitors", "competitor"),
    ("investor", "investor"),
    ("investors", "investor"),
    ("leadinvestor", "investor"),
    ("acquiredby", "parent"),
];

/// What one relation is seen from the other side.
const REVERSE: [(&str, &str); 9] = [
    ("parent", "subsidiary"),
    ("subsidiary", "parent"),
    ("partner", "partner"),
    ("customer", "supplier"),
    ("supplier", "customer"),
    ("competitor", "competitor"),
    ("investor", "investment"),
    ("acquired", "parent"),
    ("investment", "investor"),
];

/// Words between the first company of a headline and the second, and what the second is to the first.
/// By judgement; the longest that fits is taken.
const PHRASES: [(&str, &str); 46] = [
    (" acquires ", "acquired"),
    (" to acquire ", "acquired"),
    (" acquired ", "acquired"),
    (" buys ", "acquired"),
    (" to buy ", "acquired"),
    (" bought ", "acquired"),
    (" completes acquisition of ", "acquired"),
    (" takes over ", "acquired"),
    (" acquired by ", "parent"),
    (" bought by ", "parent"),
    (" subsidiary of ", "parent"),
    (" a unit of ", "parent"),
    (" owned by ", "parent"),
    (" partners with ", "partner"),
    (" to partner with ", "partner"),
    (" partnership with ", "partner"),
    (" teams up with ", "partner"),
    (" team up ", "partner"),
    (" joins forces with ", "partner"),
    (" collaborates with ", "partner"),
    (" collaboration with ", "partner"),
    (" alliance with ", "partner"),
    (" joint venture with ", "partner"),
    (" selects ", "supplier"),
    (" chooses ", "supplier"),
    (" picks ", "supplier"),
    (" taps ", "supplier"),
    (" deploys ", "supplier"),
    (" adopts ", "supplier"),
    (" signs with ", "supplier"),
    (" moves to ", "supplier"),
    (" selected by ", "customer"),
    (" chosen by ", "customer"),
    (" supplies ", "customer"),
    (" to supply ", "customer"),
    (" wins contract from ", "customer"),
    (" wins order from ", "customer"),
    (" signs contract with ", "customer"),
    (" rival ", "competitor"),
    (" competitor ", "competitor"),
    (" competes with ", "competitor"),
    (" takes on ", "competitor"),
    (" invests in ", "investment"),
    (" backs ", "investment"),
    (" leads round in ", "investment"),
    (" backed by ", "investor"),
];

/// Stories that are read.
const STORIES: u32 = 200;

/// Relations shown.
const MOST_EDGES: usize = 60;

/// Confidence of what a list says, and of a headline whose words say which way round it is.
const LISTED: f64 = 0.95;
const WORDED: f64 = 0.8;

/// Confidence of two companies in one story about a partnership or a take-over, without such words.
const TOGETHER: f64 = 0.5;

impl Engine {
    pub(super) fn network(&mut self, id: AccountId, now: Timestamp) -> Result<Network> {
        let mut middle = [account::load_row(&self.connection, id)?
            .ok_or_else(|| Error::Unknown(format!("account {id}")))?];
        self.add_stars(&mut middle, now)?;
        let [middle] = middle;
        let mut edges: Vec<Relation> = Vec::new();
        self.listed(&middle, &mut edges)?;
        self.listed_elsewhere(&middle, &mut edges, now)?;
        self.reported(&middle, &mut edges, now)?;
        crate::order::by(&mut edges, |left, right| {
            right
                .confidence
                .total_cmp(&left.confidence)
                .then_with(|| left.name.cmp(&right.name))
        });
        edges.truncate(MOST_EDGES);
        for edge in &mut edges {
            if let Some(row) = &mut edge.account {
                self.add_stars(std::slice::from_mut(row), now)?;
            }
        }
        Ok(Network {
            account: middle,
            edges,
        })
    }

    /// Companies that the account's own fields name.
    fn listed(&mut self, middle: &AccountRow, edges: &mut Vec<Relation>) -> Result<()> {
        let fields = merge::fields(&account::records(&self.connection, middle.id)?);
        for field in fields {
            let key = letters(&field.field);
            let Some((_, kind)) = COLUMNS.iter().find(|(column, _)| *column == key) else {
                continue;
            };
            for name in field.value.split([';', '|']).map(str::trim) {
                if !name.is_empty() {
                    let evidence = Evidence {
                        what: field.field.clone(),
                        text: field.value.chars().take(200).collect(),
                        weight: LISTED,
                    };
                    let other = self.known_as(name)?;
                    add(
                        edges,
                        kind,
                        name,
                        other,
                        LISTED,
                        evidence,
                        field.provenance.clone(),
                    );
                }
            }
        }
        Ok(())
    }

    /// Accounts whose fields name this one.
    fn listed_elsewhere(
        &mut self,
        middle: &AccountRow,
        edges: &mut Vec<Relation>,
        now: Timestamp,
    ) -> Result<()> {
        let universe = self.universe(now)?;
        let own = middle.name.to_lowercase();
        let domain = middle.domain.clone().unwrap_or_default();
        let is_us = |word: &str| {
            let word = word.trim().to_lowercase();
            word == own || (!domain.is_empty() && word == domain)
        };
        for column in &universe.table.columns {
            let key = letters(&column.name);
            let relation = COLUMNS.iter().find(|(name, _)| *name == key);
            let (Some((_, kind)), Some(found)) = (relation, rows_that_name(column, is_us)) else {
                continue;
            };
            for row in found.into_iter().take(MOST_EDGES) {
                let id = universe.accounts[row];
                if id == middle.id {
                    continue;
                }
                let Some(other) = account::load_row(&self.connection, id)? else {
                    continue;
                };
                let fields = merge::fields(&account::records(&self.connection, id)?);
                let Some(field) = fields.iter().find(|field| letters(&field.field) == key) else {
                    continue;
                };
                let evidence = Evidence {
                    what: format!("{}: {}", other.name, field.field),
                    text: field.value.chars().take(200).collect(),
                    weight: LISTED,
                };
                let name = other.name.clone();
                let reversed = reverse(kind);
                add(
                    edges,
                    reversed,
                    &name,
                    Some(other),
                    LISTED,
                    evidence,
                    field.provenance.clone(),
                );
            }
        }
        Ok(())
    }

    /// Companies that stand beside the account in stories about it.
    fn reported(
        &mut self,
        middle: &AccountRow,
        edges: &mut Vec<Relation>,
        now: Timestamp,
    ) -> Result<()> {
        let query = NewsQuery {
            account: Some(middle.id),
            limit: STORIES,
            ..NewsQuery::default()
        };
        for told in news::page(&self.connection, &query, now.as_second())?.stories {
            if told.about != Answer::Yes {
                continue;
            }
            let mut others: Vec<(String, Option<AccountRow>)> = Vec::new();
            for found in story::matches(&self.connection, told.id)? {
                if found.account != middle.id
                    && found.answer == Answer::Yes
                    && let Some(row) = account::load_row(&self.connection, found.account)?
                {
                    others.push((row.name.clone(), Some(row)));
                }
            }
            for fact in &told.facts {
                if fact.name == "lead investor" {
                    let other = self.known_as(&fact.value)?;
                    let evidence = Evidence {
                        what: "lead investor".to_owned(),
                        text: fact.text.clone(),
                        weight: WORDED,
                    };
                    let source = told.provenance.clone();
                    add(
                        edges,
                        "investor",
                        &fact.value,
                        other,
                        WORDED,
                        evidence,
                        source,
                    );
                }
            }
            for name in story::names_in(&self.connection, told.id)? {
                let known = others.iter().any(|(other, _)| names_alike(other, &name));
                if !known && !names_alike(&middle.name, &name) {
                    let other = self.known_as(&name)?;
                    if other.as_ref().is_none_or(|row| row.id != middle.id) {
                        others.push((name, other));
                    }
                }
            }
            for (name, other) in others {
                let worded = relation_in(&told.title, &middle.name, &name)
                    .or_else(|| relation_in(&told.summary, &middle.name, &name));
                let by_kind = told.kinds.iter().find_map(|kind| match kind.kind {
                    SignalKind::Partnership => Some("partner"),
                    SignalKind::Acquisition => Some("acquisition"),
                    _ => None,
                });
                let (kind, confidence) = match (worded, by_kind) {
                    (Some(kind), _) => (kind, WORDED),
                    (None, Some(kind)) => (kind, TOGETHER),
                    (None, None) => continue,
                };
                let mut source = told.provenance.clone();
                source.url = told.url.clone().or(source.url);
                source.published = Some(told.published.clone());
                let evidence = Evidence {
                    what: "story".to_owned(),
                    text: told.title.chars().take(200).collect(),
                    weight: confidence,
                };
                add(edges, kind, &name, other, confidence, evidence, source);
            }
        }
        Ok(())
    }

    /// The account of exactly that name or domain, when there is one.
    fn known_as(&mut self, name: &str) -> Result<Option<AccountRow>> {
        let found = self.by_name(name)?;
        match found.first().filter(|best| best.confidence >= WORDED) {
            Some(best) => account::load_row(&self.connection, best.account),
            None => Ok(None),
        }
    }
}

/// The rows whose list has a member that is meant; `None` for a column of numbers.
fn rows_that_name(column: &Column, is_meant: impl Fn(&str) -> bool) -> Option<Vec<usize>> {
    match &column.cells {
        Cells::Numbers(_) => None,
        Cells::Codes { codes, words } => {
            let names: Vec<bool> = words
                .iter()
                .map(|word| word.split([';', '|']).any(&is_meant))
                .collect();
            let holds = |code: u32| names.get(code as usize).copied().unwrap_or(false);
            Some((0..codes.len()).filter(|row| holds(codes[*row])).collect())
        }
        Cells::Lists(lists) => {
            let names: Vec<bool> = lists.words().iter().map(|word| is_meant(word)).collect();
            let holds = |row: &usize| lists.of(*row).iter().any(|code| names[*code as usize]);
            Some((0..lists.rows()).filter(holds).collect())
        }
    }
}

/// What `other` is to `own` by the words between them; `None` when they say nothing.
fn relation_in(text: &str, own: &str, other: &str) -> Option<&'static str> {
    let lower = format!(" {} ", text.to_lowercase());
    let place = |name: &str| {
        let name = name.to_lowercase();
        let short = name
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_owned();
        let found = lower.find(&name).map(|at| (at, at + name.len()));
        // A headline rarely writes a legal name in full; its first word stands for it when it is one.
        found.or_else(|| {
            let short = short.trim_matches(|c: char| !c.is_alphanumeric());
            (short.chars().count() >= 4)
                .then(|| lower.find(short).map(|at| (at, at + short.len())))
                .flatten()
        })
    };
    let (own, other) = (place(own)?, place(other)?);
    let (between, turned) = if own.1 <= other.0 {
        (lower.get(own.1..other.0)?, false)
    } else if other.1 <= own.0 {
        (lower.get(other.1..own.0)?, true)
    } else {
        return None;
    };
    let between = format!(" {} ", between.trim());
    let (_, kind) = PHRASES
        .iter()
        .filter(|(phrase, _)| between.contains(phrase))
        .max_by_key(|(phrase, _)| phrase.len())?;
    Some(if turned { reverse(kind) } else { kind })
}

fn reverse(kind: &str) -> &'static str {
    REVERSE
        .iter()
        .find(|(from, _)| *from == kind)
        .map_or("partner", |(_, to)| to)
}

fn names_alike(left: &str, right: &str) -> bool {
    let (left, right) = (left.to_lowercase(), right.to_lowercase());
    left == right || left.starts_with(&right) || right.starts_with(&left)
}

/// Adds a relation, or its evidence to one that is there.
fn add(
    edges: &mut Vec<Relation>,
    kind: &str,
    name: &str,
    account: Option<AccountRow>,
    confidence: f64,
    evidence: Evidence,
    provenance: Provenance,
) {
    let same = edges.iter_mut().find(|edge| {
        edge.kind == kind
            && match (&edge.account, &account) {
                (Some(known), Some(new)) => known.id == new.id,
                _ => names_alike(&edge.name, name),
            }
    });
    match same {
        Some(edge) => {
            edge.confidence = 1.0 - (1.0 - edge.confidence) * (1.0 - confidence);
            if edge.evidence.len() < 10 {
                edge.evidence.push(evidence);
            }
        }
        None => edges.push(Relation {
            kind: kind.to_owned(),
            name: name.chars().take(120).collect(),
            account,
            confidence,
            evidence: vec![evidence],
            provenance,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_between_two_companies_say_what_they_are_to_each_other() {
        let relation = |title: &str| relation_in(title, "Northwind Inc", "Contoso Ltd");
        assert_eq!(
            relation("Northwind acquires Contoso for $3m"),
            Some("acquired")
        );
        assert_eq!(relation("Contoso acquires Northwind"), Some("parent"));
        assert_eq!(
            relation("Contoso selects Northwind for billing"),
            Some("customer")
        );
        assert_eq!(relation("Northwind partners with Contoso"), Some("partner"));
        assert_eq!(relation("Northwind and Contoso report results"), None);
        assert_eq!(relation("Nothing here"), None);
    }
}
