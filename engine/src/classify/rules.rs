//! The tables of the rules: which of them a title and summary match.

use super::lexicon::{Concept, Lexicon, Mention};
use super::model::Input;
use crate::protocol::SignalKind;
use std::sync::OnceLock;

/// A table of phrases in the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// Explains, advises, argues.
    Advice,
    /// The same, at the start of a title.
    AdviceStart,
    /// Looks back.
    History,
    /// In jest.
    Satire,
    /// Says that it is not so.
    Denial,
    /// Sourced talk.
    Rumour,
    /// Sourced talk, as summaries put it.
    RumourSummary,
    /// A plan given up.
    GivenUp,
    /// Bad or doubtful news.
    Bad,
    /// Grave news.
    Grave,
    /// Politics.
    Politics,
    /// A permission.
    Permission,
    /// Good results.
    GoodResult,
    /// A holding in somebody else's company.
    Stake,
    /// Somebody arrives or rises.
    Arrival,
    /// Death and disaster.
    Death,
    /// Upward words.
    Up,
    /// Looks like bad news and is none.
    Harmless,
    /// Says layoffs in so many words.
    PlainLayoffs,
    /// Says funding in so many words.
    PlainFunding,
    /// Says a listing in so many words.
    PlainIpo,
    /// Says bankruptcy in so many words.
    PlainBankruptcy,
    /// Says a change at the top in so many words.
    PlainLeadership,
}

/// The rules of titles that say a kind in so many words.
pub(crate) const PLAIN: [(Rule, SignalKind); 5] = [
    (Rule::PlainLayoffs, SignalKind::Layoffs),
    (Rule::PlainFunding, SignalKind::Funding),
    (Rule::PlainIpo, SignalKind::Ipo),
    (Rule::PlainBankruptcy, SignalKind::Bankruptcy),
    (Rule::PlainLeadership, SignalKind::Leadership),
];

/// Names of the tables, in the order of [`Rule`].
const NAMES: [&str; 23] = [
    "rule_advice",
    "rule_advice_start",
    "rule_history",
    "rule_satire",
    "rule_denial",
    "rule_rumour",
    "rule_rumour_summary",
    "rule_given_up",
    "rule_bad",
    "rule_grave",
    "rule_politics",
    "rule_permission",
    "rule_good_result",
    "rule_stake",
    "rule_arrival",
    "death",
    "up",
    "rule_harmless",
    "rule_plain_layoffs",
    "rule_plain_funding",
    "rule_plain_ipo",
    "rule_plain_bankruptcy",
    "rule_plain_leadership",
];

/// The rules with the numbers of their tables.
#[derive(Debug)]
pub(crate) struct Rules([Option<Concept>; NAMES.len()]);

impl Rules {
    /// The rules that ship.
    pub(crate) fn shared() -> &'static Self {
        static SHARED: OnceLock<Rules> = OnceLock::new();
        SHARED.get_or_init(|| Self(NAMES.map(|name| Lexicon::shared().concept(name))))
    }

    /// Does the title match?
    pub(crate) fn title_says(&self, input: &Input<'_>, rule: Rule) -> bool {
        self.any(&input.title_mentions, rule, |_| true)
    }

    /// Does the title begin with a match?
    pub(crate) fn title_starts(&self, input: &Input<'_>, rule: Rule) -> bool {
        self.any(&input.title_mentions, rule, |mention| mention.first == 0)
    }

    /// Does the summary match?
    pub(crate) fn summary_says(&self, input: &Input<'_>, rule: Rule) -> bool {
        self.any(&input.summary_mentions, rule, |_| true)
    }

    /// Does either match?
    pub(crate) fn says(&self, input: &Input<'_>, rule: Rule) -> bool {
        self.title_says(input, rule) || self.summary_says(input, rule)
    }

    fn any(&self, mentions: &[Mention], rule: Rule, fits: impl Fn(&Mention) -> bool) -> bool {
        let concept = self.0[rule as usize];
        mentions.iter().any(|mention| {
            Some(mention.concept) == concept
                && fits(mention)
                && !(rule == Rule::Bad && self.is_harmless(mentions, mention))
        })
    }

    /// Does a mention stand within a phrase that takes the sting out of it ("rolls out")?
    fn is_harmless(&self, mentions: &[Mention], inner: &Mention) -> bool {
        let harmless = self.0[Rule::Harmless as usize];
        mentions.iter().any(|outer| {
            Some(outer.concept) == harmless && outer.first <= inner.first && inner.end <= outer.end
        })
    }
}
