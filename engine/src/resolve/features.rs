//! What is measured of a query beside one account, and what each measure weighs.

use super::align::Alignment;

/// Number of measures.
pub(super) const COUNT: usize = 17;

/// The measures' names, in the order of [`Features`].
pub const FEATURE_NAMES: [&str; COUNT] = [
    "before any evidence",
    "query's words found",
    "account's words found",
    "both covered",
    "first word",
    "rare words in common",
    "spelling as a whole",
    "same country",
    "other country",
    "initials",
    "same name",
    "numbers differ",
    "inexact words",
    "another account is as near",
    "rare first word",
    "rare word left over",
    "first word differs",
];

/// The measures of one pair, each about 0 to 1.
pub(super) type Features = [f64; COUNT];

/// What surrounds the words: the rest of what a pair is measured by.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Surroundings {
    pub(super) same_country: Option<bool>,
    pub(super) initials: bool,
    pub(super) same_key: bool,
    pub(super) spelling: f64,
}

/// Nats of words in common or left over that count as much.
const MUCH: f64 = 15.0;

/// Measures a pair; the rival is set by [`with_rival`].
pub(super) fn measure(words: &Alignment, around: &Surroundings) -> Features {
    let flag = |holds: bool| f64::from(u8::from(holds));
    [
        1.0,
        words.query_cover,
        words.account_cover,
        words.query_cover * words.account_cover,
        words.first,
        (words.matched / MUCH).min(1.5),
        ((around.spelling - 0.6) / 0.4).clamp(0.0, 1.0),
        flag(around.same_country == Some(true)),
        flag(around.same_country == Some(false)),
        flag(around.initials),
        flag(around.same_key),
        flag(words.numbers_differ),
        words.inexact,
        0.0,
        (words.first_weight / 10.0).min(1.2),
        (words.heaviest_left / 10.0).min(1.2),
        flag(words.first < 0.5),
    ]
}

/// Place of the rival among the measures.
const RIVAL: usize = 13;

/// The measures with how near the next best account comes, 0 (far) to 1 (as near or nearer).
pub(super) fn with_rival(mut features: Features, rival: f64) -> Features {
    features[RIVAL] = rival;
    features
}

/// Log-odds per measure. Fitted by `cargo run --release --example fit_resolve` on a part of
/// `listing-names` (MIT) with the seed there; reported on the rest.
pub(super) const WEIGHTS: Features = [
    -2.64, 0.70, 0.58, 0.84, 1.19, 1.42, 0.29, 1.61, -1.61, 0.77, 0.60, -1.50, -0.83, -4.40, 0.80,
    -0.71, -0.94,
];

/// The log-odds that the pair is one company.
pub(super) fn log_odds(features: &Features) -> f64 {
    features
        .iter()
        .zip(&WEIGHTS)
        .map(|(value, weight)| value * weight)
        .sum()
}

/// The logistic function.
pub(super) fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}
