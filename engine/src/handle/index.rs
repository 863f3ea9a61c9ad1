//! The indexes over all accounts: one for names, one for companies in headlines. Each is built when
//! it is first needed, so that who looks up a name does not wait for the other.

use super::Engine;
use crate::Result;
use crate::protocol::{AccountId, Evidence};
use crate::resolve::{Mention, Mentions, Relation, Resolver, Rules, StoryText, fold};
use crate::store::{correction, counter, entries};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Every account by its names, domain and tickers.
pub(super) struct NameIndex {
    /// State of the accounts it was built from.
    state: i64,
    pub(super) resolver: Resolver,
    pub(super) rules: Rules,
}

/// Every account by the forms that headlines use for it.
pub(super) struct HeadlineIndex {
    /// State of the accounts it was built from.
    state: i64,
    mentions: Mentions,
    rules: Rules,
    /// Names of what an account owns or was.
    related: FxHashMap<AccountId, Vec<(String, Relation)>>,
}

impl HeadlineIndex {
    /// The companies that a text mentions. A name of what an account owns or was is told as such.
    pub(super) fn mentioned(&self, text: &StoryText<'_>) -> Vec<Mention> {
        let mut found = self.mentions.find(text, &self.rules);
        for mention in &mut found {
            let Some((name, relation)) = self.tie(mention) else {
                continue;
            };
            match mention.evidence.iter_mut().find(|one| one.what == "alias") {
                Some(alias) => relation.words().clone_into(&mut alias.what),
                None => mention.evidence.push(Evidence {
                    what: relation.words().to_owned(),
                    text: name.to_owned(),
                    weight: 0.0,
                }),
            }
        }
        found
    }

    /// What the words of a mention are to the account, when they are not in its own name.
    pub(super) fn tie(&self, mention: &Mention) -> Option<(&str, Relation)> {
        let names = self.related.get(&mention.account)?;
        let written = fold(&mention.surface);
        if fold(&mention.name).contains(&written) {
            return None;
        }
        let found = names.iter().find(|(name, _)| {
            let name = fold(name);
            name.contains(&written) || written.contains(&name)
        });
        found.map(|(name, relation)| (name.as_str(), *relation))
    }
}

impl Engine {
    /// The index of names, built when it is first needed and when accounts have changed.
    pub(super) fn name_index(&mut self) -> Result<Arc<NameIndex>> {
        let state = counter::get(&self.connection, counter::ACCOUNTS)?;
        if let Some(index) = self.name_index.as_ref().filter(|one| one.state == state) {
            return Ok(Arc::clone(index));
        }
        // The old one goes first, so that there are never two in memory.
        self.name_index = None;
        let index = Arc::new(NameIndex {
            state,
            resolver: Resolver::build(entries::all(&self.connection)?),
            rules: self.rules()?,
        });
        self.name_index = Some(Arc::clone(&index));
        Ok(index)
    }

    /// The index of forms in headlines, built when it is first needed and when accounts have changed.
    pub(super) fn headline_index(&mut self) -> Result<Arc<HeadlineIndex>> {
        let state = counter::get(&self.connection, counter::ACCOUNTS)?;
        if let Some(index) = self
            .headline_index
            .as_ref()
            .filter(|one| one.state == state)
        {
            return Ok(Arc::clone(index));
        }
        self.headline_index = None;
        let accounts = entries::all(&self.connection)?;
        let index = Arc::new(HeadlineIndex {
            state,
            mentions: Mentions::build(&accounts),
            related: accounts
                .into_iter()
                .filter(|entry| !entry.related.is_empty())
                .map(|entry| (entry.id, entry.related))
                .collect(),
            rules: self.rules()?,
        });
        self.headline_index = Some(Arc::clone(&index));
        Ok(index)
    }

    /// What the rep ruled that a text means, or does not mean.
    pub(super) fn rules(&self) -> Result<Rules> {
        let mut rules = Rules::new();
        for (text, account, is) in correction::rules(&self.connection)? {
            if is {
                rules.add_is(&text, account);
            } else {
                rules.add_not(&text, account);
            }
        }
        Ok(rules)
    }
}
