//! The contrast of two lists, and what is found about columns on the way.

use serde::{Deserialize, Serialize};

/// What a line means, in plain words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// It tells the lists apart.
    Predictive,
    /// Many accounts have it, on both sides alike: the Microsoft Office case.
    FrequentNotPredictive,
    /// Neither frequent nor different.
    NotPredictive,
    /// Hardly any account has it.
    Rare,
    /// With so few accounts no difference could be told from chance.
    TooFew,
}

impl Label {
    /// The name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Predictive => "predictive",
            Self::FrequentNotPredictive => "frequent_not_predictive",
            Self::NotPredictive => "not_predictive",
            Self::Rare => "rare",
            Self::TooFew => "too_few",
        }
    }

    /// The label as people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Predictive => "predictive",
            Self::FrequentNotPredictive => "frequent but not predictive",
            Self::NotPredictive => "not predictive",
            Self::Rare => "rare",
            Self::TooFew => "too few to say",
        }
    }
}

/// One attribute value in both lists.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ContrastLine {
    /// The column.
    pub column: String,
    /// The value, range or member; "missing" for no value.
    pub value: String,
    /// Accounts with it in the first and the second list.
    pub counts: [u64; 2],
    /// Shares in both lists.
    pub shares: [f64; 2],
    /// Odds ratio; above 1 the value belongs to the first list.
    pub odds_ratio: f64,
    /// Its 95 % interval.
    pub interval: [f64; 2],
    /// Share in the first over share in the second list.
    pub lift: f64,
    /// Two-sided p.
    pub p: f64,
    /// False discovery rate over all lines (Benjamini and Hochberg).
    pub q: f64,
    /// What it means.
    pub label: Label,
}

/// The contrast of two lists.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contrast {
    /// Accounts in the first and the second list.
    pub totals: [u64; 2],
    /// Do the lists differ in anything?
    pub differ: bool,
    /// The answer in one sentence.
    pub verdict: String,
    /// Every attribute value, the most telling first.
    pub lines: Vec<ContrastLine>,
    /// Columns that leak the outcome, or could not be contrasted, with the reason.
    pub notes: Vec<ColumnNote>,
}

/// What was found about a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnVerdict {
    /// It is in the model.
    Used,
    /// It is in the model, and orders the outcomes suspiciously well.
    Suspicious,
    /// It is the outcome in disguise; left out where there are rows enough to be sure.
    Leak,
    /// Every account has the same value.
    Constant,
    /// No account has a value.
    Empty,
    /// Nearly every account has its own value.
    Identifier,
    /// Left out because the set has too many columns for the rows; others say more.
    Weak,
}

/// One line of the report on columns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ColumnNote {
    /// The column.
    pub column: String,
    /// What was found.
    pub verdict: ColumnVerdict,
    /// How well it alone orders the outcomes, cross-fitted; 0.5 is chance.
    pub auc: f64,
    /// The finding in one sentence.
    pub note: String,
}
