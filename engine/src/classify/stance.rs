//! How a text stands to the event it names: told, rumoured, denied, imagined, remembered or in jest.

use super::model::Input;
use super::rules::{Rule, Rules};
use super::text::{Class, Text};
use crate::protocol::Stance;

/// What stands behind a dash or colon at the end of a title that only passes on a report.
const REPORT_TAILS: &[&str] = &["report", "reports", "sources", "source", "say", "says"];

/// What a text does with the event, and whether an event is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    /// How it stands to the event.
    pub(crate) stance: Stance,
    /// True when it tells of an event that happened, was announced or is talked of by sources.
    pub(crate) holds: bool,
    /// True when the title leaves open what happened, so that the summary may tell it.
    pub(crate) asks: bool,
}

/// Reads the stance of a title with its summary.
pub(crate) fn standing(input: &Input<'_>) -> Standing {
    let rules = Rules::shared();
    let holds = |stance, holds| Standing {
        stance,
        holds,
        asks: holds,
    };
    if rules.says(input, Rule::Satire) {
        return holds(Stance::Satire, false);
    }
    if rules.title_says(input, Rule::History) || is_dated_back(input.title) {
        return holds(Stance::History, false);
    }
    if rules.title_says(input, Rule::Advice) || has_opinion_mark(input.title) {
        return holds(Stance::Hypothesis, false);
    }
    if rules.title_starts(input, Rule::AdviceStart) {
        return Standing {
            asks: true,
            ..holds(Stance::Hypothesis, false)
        };
    }
    if rules.title_says(input, Rule::Denial) {
        return holds(Stance::Denied, false);
    }
    if rules.title_says(input, Rule::Rumour)
        || rules.summary_says(input, Rule::RumourSummary)
        || ends_as_report(input.title)
    {
        return holds(Stance::Rumour, true);
    }
    holds(Stance::Reported, !rules.title_says(input, Rule::GivenUp))
}

/// "…, sources say", "… - report": the title only passes on what others heard.
fn ends_as_report(title: &Text<'_>) -> bool {
    let last = title.tokens.last().map_or("", |token| token.word.as_str());
    let marked = title
        .tokens
        .iter()
        .rev()
        .take(3)
        .any(|token| matches!(token.class, Class::Sign('-' | '–' | '—' | ':' | ',')));
    marked && REPORT_TAILS.contains(&last)
}

/// "Opinion | …", "… | Opinion", "Comment: …".
fn has_opinion_mark(title: &Text<'_>) -> bool {
    let marks = [
        "opinion",
        "comment",
        "column",
        "lex",
        "breakingviews",
        "op-ed",
    ];
    let last = title
        .tokens
        .last()
        .is_some_and(|token| marks.contains(&token.word.as_str()));
    let before_bar = title.tokens.windows(2).any(|pair| {
        marks.contains(&pair[0].word.as_str()) && matches!(pair[1].class, Class::Sign('|' | '–'))
    });
    last || before_bar
}

/// "in 2012", "1999:" at the front: an event of long ago.
fn is_dated_back(title: &Text<'_>) -> bool {
    let first = title.tokens.first();
    first.is_some_and(|token| matches!(token.class, Class::Year(year) if year < 2010))
}
