//! The templates, family by family, in the plain voice that reps write in. A template claims only
//! what its family's conditions (in `compose`) found in the source.
//!
//! "The … acquisition" and "the … launch" hold for what is planned and for what is done, and need no
//! article of the source's; that is why the families are built on nouns.

use super::input::{Length, Tone};
use super::template::Template;

const fn plain(length: Length, text: &'static str) -> Template {
    Template {
        tone: Tone::Plain,
        length,
        text,
    }
}

const fn warm(length: Length, text: &'static str) -> Template {
    Template {
        tone: Tone::Warm,
        length,
        text,
    }
}

const fn asking(length: Length, text: &'static str) -> Template {
    Template {
        tone: Tone::Asking,
        length,
        text,
    }
}

use Length::{Long, Medium, Short};

/// A named round, with or without its sum ("$12.5M Series B").
pub(super) const ROUND: &[Template] = &[
    plain(Short, "Saw the {round}."),
    plain(Medium, "Saw the news about {account's} {round}."),
    plain(
        Long,
        "Saw the news about {account's} {round}, led by {lead investor}.",
    ),
    plain(
        Long,
        "Saw the news about {account's} {round} in {publisher} on {day}.",
    ),
    warm(Short, "Congrats on the {round}, {first name}."),
    warm(Short, "Congrats on the {round}."),
    warm(
        Medium,
        "Congrats to you and the {account} team on the {round}.",
    ),
    warm(
        Long,
        "Congrats to you and the {account} team on the {round}, led by {lead investor}.",
    ),
    warm(
        Long,
        "Congrats to you and the {account} team on the {round}. I read about it in {publisher} on {day}.",
    ),
    asking(Medium, "What does the {round} change for your team?"),
    asking(
        Long,
        "Saw the news about {account's} {round}. What does it change for your team?",
    ),
];

/// A sum raised in no named round.
pub(super) const RAISED: &[Template] = &[
    plain(Short, "Saw the news about the {amount} in funding."),
    plain(
        Medium,
        "Saw the news about {account's} {amount} in funding.",
    ),
    plain(
        Long,
        "Saw the news about {account's} {amount} in funding in {publisher} on {day}.",
    ),
    warm(Short, "Congrats on the {amount} in funding."),
    warm(
        Medium,
        "Congrats to you and the {account} team on the {amount} in funding.",
    ),
    warm(
        Long,
        "Congrats to you and the {account} team on the {amount} in funding, {first name}.",
    ),
    asking(
        Medium,
        "What does the {amount} in funding change for your team?",
    ),
];

/// The person written to took the role.
pub(super) const OWN_ROLE: &[Template] = &[
    plain(Short, "Saw the news about your new role."),
    plain(Medium, "Saw the news about your new role as {new role}."),
    plain(
        Long,
        "Saw the news in {publisher} about your new role as {new role}.",
    ),
    warm(Short, "Congrats on the new role, {first name}."),
    warm(Medium, "Congrats on the new role as {new role}."),
    warm(
        Long,
        "Congrats on the new role as {new role}, {first name}. I read about it in {publisher}.",
    ),
    asking(Medium, "How is the new role as {new role} going?"),
];

/// Somebody else took a role.
pub(super) const NEW_ROLE: &[Template] = &[
    plain(Short, "Saw the news about {person}."),
    plain(Medium, "Saw the news about {person} becoming {new role}."),
    plain(
        Long,
        "Saw the news in {publisher} about {person} becoming {new role} at {account}.",
    ),
    warm(
        Medium,
        "Congrats to the {account} team on {person} becoming {new role}.",
    ),
    asking(
        Medium,
        "What does {person} becoming {new role} change for your team?",
    ),
];

/// A company bought, named in the headline.
pub(super) const ACQUISITION: &[Template] = &[
    plain(Short, "Saw the news about the {object} acquisition."),
    plain(
        Medium,
        "Saw the news about {account's} acquisition of {object}.",
    ),
    plain(
        Long,
        "Saw the news about {account's} acquisition of {object} in {publisher} on {day}.",
    ),
    warm(Short, "Congrats on the {object} acquisition."),
    warm(
        Medium,
        "Congrats to you and the {account} team on the {object} acquisition.",
    ),
    asking(
        Medium,
        "What does the {object} acquisition change for your team?",
    ),
];

/// A product, named in the headline.
pub(super) const PRODUCT: &[Template] = &[
    plain(Short, "Saw the {object} launch."),
    plain(
        Medium,
        "Saw the news about {account} and the {object} launch.",
    ),
    plain(
        Long,
        "Saw the news about {account} and the {object} launch in {publisher} on {day}.",
    ),
    warm(Short, "Congrats on the {object} launch."),
    warm(
        Medium,
        "Congrats to you and the {account} team on the {object} launch.",
    ),
    asking(Medium, "How is the {object} launch going?"),
];

/// A partner, named in the headline.
pub(super) const PARTNERSHIP: &[Template] = &[
    plain(Short, "Saw the {object} partnership."),
    plain(
        Medium,
        "Saw the news about {account's} partnership with {object}.",
    ),
    plain(
        Long,
        "Saw the news about {account's} partnership with {object} in {publisher} on {day}.",
    ),
    warm(Short, "Congrats on the {object} partnership."),
    warm(
        Medium,
        "Congrats to you and the {account} team on the {object} partnership.",
    ),
    asking(
        Medium,
        "What does the {object} partnership change for your team?",
    ),
];

/// A site at a place ("Berlin", "office").
pub(super) const SITE: &[Template] = &[
    plain(Short, "Saw the news about the {place} {site}."),
    plain(Medium, "Saw the news about {account's} {place} {site}."),
    plain(
        Long,
        "Saw the news about {account's} {place} {site} in {publisher} on {day}.",
    ),
    warm(Short, "Congrats on the {place} {site}."),
    warm(
        Medium,
        "Congrats to you and the {account} team on the {place} {site}.",
    ),
    asking(Medium, "What does the {place} {site} change for your team?"),
];

/// People to be taken on.
pub(super) const HIRING: &[Template] = &[
    plain(Short, "Saw the news about the {headcount}."),
    plain(Medium, "Saw the news about {account} and the {headcount}."),
    plain(
        Long,
        "Saw the news about {account} and the {headcount} in {publisher} on {day}.",
    ),
    warm(
        Medium,
        "Congrats to you and the {account} team on the {headcount}.",
    ),
    asking(
        Medium,
        "How will the {headcount} change things for your team?",
    ),
];

/// A prize, named in the headline.
pub(super) const AWARD: &[Template] = &[
    plain(Short, "Saw the news about the {object}."),
    plain(Medium, "Saw the news about {account} and the {object}."),
    plain(
        Long,
        "Saw the news about {account} and the {object} in {publisher} on {day}.",
    ),
    warm(Short, "Congrats on the {object}."),
    warm(
        Medium,
        "Congrats to you and the {account} team on the {object}.",
    ),
];

/// A quotation with its speaker.
pub(super) const SPOKEN: &[Template] = &[
    plain(Short, "Saw what {speaker} said: {quote}."),
    plain(Medium, "Saw what {speaker} said in {publisher}: {quote}."),
    plain(
        Long,
        "Saw what {speaker} said in {publisher} on {day}: {quote}.",
    ),
];

/// A quotation of the person written to.
pub(super) const OWN_WORDS: &[Template] = &[
    plain(Short, "Saw what you said: {quote}."),
    plain(Medium, "Saw what you said in {publisher}: {quote}."),
    plain(Long, "Saw what you said in {publisher} on {day}: {quote}."),
];

/// Any headline by a publisher, quoted. The neutral ones, fit for sensitive news, come first.
pub(super) const HEADLINE: &[Template] = &[
    plain(Short, "Saw {headline}."),
    plain(Medium, "Saw {headline} in {publisher}."),
    plain(Long, "I read {headline} in {publisher} on {day}."),
    plain(
        Long,
        "I came across {headline} while reading about {account}.",
    ),
    warm(Short, "Congrats on the news: {headline}."),
    warm(Medium, "Congrats on the news in {publisher}: {headline}."),
    warm(
        Long,
        "Congrats to you and the {account} team on the news in {publisher}: {headline}.",
    ),
    asking(Medium, "Saw {headline}. What does it change for your team?"),
    asking(
        Long,
        "Saw {headline} in {publisher}. What does it change for your team?",
    ),
];

/// A headline in sentence case after a colon, where that is safe.
pub(super) const CLAUSE: &[Template] = &[
    plain(Medium, "Saw the news: {clause}."),
    warm(Medium, "Congrats on the news: {clause}."),
];

/// The company's own announcement.
pub(super) const ANNOUNCEMENT: &[Template] = &[
    plain(Short, "Saw your announcement, {headline}."),
    plain(Medium, "Saw {account's} announcement, {headline}."),
    plain(Long, "Saw {account's} announcement of {day}, {headline}."),
    warm(Short, "Congrats on the news: {headline}."),
    warm(
        Medium,
        "Congrats to you and the {account} team on the news: {headline}.",
    ),
    asking(
        Medium,
        "Saw your announcement, {headline}. What does it change for your team?",
    ),
];

/// The company's own blog.
pub(super) const BLOG: &[Template] = &[
    plain(Short, "Saw {headline} on your blog."),
    plain(Medium, "Saw {headline} on the {account} blog."),
    plain(Long, "Saw {headline} of {day} on the {account} blog."),
];

/// The company's own video.
pub(super) const VIDEO: &[Template] = &[
    plain(Short, "Saw your video, {headline}."),
    plain(Medium, "Saw {account's} video, {headline}."),
    plain(Long, "Saw {account's} video of {day}, {headline}."),
];

/// The company's own job advertisement; its headline is the job.
pub(super) const JOB: &[Template] = &[
    plain(Short, "Saw your opening, {headline}."),
    plain(Medium, "Saw {account's} opening, {headline}."),
    plain(Long, "Saw {account's} opening of {day}, {headline}."),
];

/// A filing.
pub(super) const FILING: &[Template] = &[
    plain(Short, "Saw the filing {headline}."),
    plain(Medium, "Saw {account's} filing, {headline}."),
    plain(Long, "Saw {account's} filing of {day}, {headline}."),
];

/// What the person wrote, said or shared.
pub(super) const PERSONAL: &[Template] = &[
    plain(Short, "Saw {headline} from you."),
    plain(Medium, "Saw {headline} from you on {publisher}."),
    plain(Long, "Saw {headline} from you on {publisher} on {day}."),
];
