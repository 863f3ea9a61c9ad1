//! The criteria of the meter, one by one, each with how well it is supported and by what.
//! No total is made of them.

mod asks;
mod content;
mod form;
mod hook;
mod leftovers;

use super::Reading;
use crate::protocol::{Criterion, Span};

/// Most places that one criterion points at.
const MOST_SPANS: usize = 50;

/// How well a criterion is supported.
#[derive(Clone, Copy)]
enum Grade {
    /// Large numbers, though observational or of another genre.
    Medium,
    /// A vendor's or a small sample's word.
    Low,
    /// The rule's own, or good manners; not measured.
    Convention,
}

/// Boomerang, 40 million ordinary mails: length, subject, questions.
const BOOMERANG: &str = "https://artscibiz.blogspot.com/2016/02/write-emails-that-get-results.html";
/// Boomerang again: one to three questions.
const BOOMERANG_QUESTIONS: &str = "http://www.softrust.com/node/267";
/// Boomerang again: reading grade.
const BOOMERANG_GRADE: &str =
    "https://www.fastcompany.com/3057096/the-perfect-email-is-short-simple-and-not-too-emotional";
/// Lavender on the length of a first mail.
const LAVENDER_LENGTH: &str = "https://www.lavender.ai/blog/best-length-cold-email";
/// Lavender's public rules, second-hand.
const LAVENDER_RULES: &str = "https://gaidme.com/blog/data-backed-cold-email-structure";
/// Gong, 304,000 cold mails, second-hand: asking for interest against asking for a meeting.
const GONG_ASK: &str = "https://getgangly.com/blog/cold-email-call-to-action";
/// A graded review: openers on a signal.
const SIGNAL_REVIEW: &str = "https://apt.af5.org/help/personalization-and-metrics";

/// All criteria, in their fixed order.
pub(super) fn all(reading: &Reading<'_>) -> Vec<Criterion> {
    vec![
        form::length(reading),
        form::first_touch(reading),
        form::reading_grade(reading),
        form::sentence_length(reading),
        form::mobile(reading),
        form::subject(reading),
        asks::questions(reading),
        asks::one_ask(reading),
        asks::interest_ask(reading),
        asks::reason_to_respond(reading),
        hook::sourced_hook(reading),
        hook::hook_about_them(reading),
        hook::ps(reading),
        content::feature_dump(reading),
        content::spam_words(reading),
        leftovers::merge_fields(reading),
    ]
}

fn criterion(
    name: &str,
    grade: Grade,
    source: &str,
    met: Option<bool>,
    finding: String,
    mut spans: Vec<Span>,
) -> Criterion {
    spans.truncate(MOST_SPANS);
    Criterion {
        name: name.to_owned(),
        met,
        finding,
        evidence: match grade {
            Grade::Medium => "medium",
            Grade::Low => "low",
            Grade::Convention => "convention",
        }
        .to_owned(),
        source: source.to_owned(),
        spans,
    }
}

/// "1 word", "2 words".
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The finding of every criterion that needs words when there are none.
fn nothing_written() -> String {
    "Nothing is written yet.".to_owned()
}
