//! Models: trained, edited, compared, shared; outcomes, and what past stars were worth.

use crate::{AccountId, ColumnNote, Contribution, Score, Side};
use serde::{Deserialize, Serialize};

/// A question about models.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModelRequest {
    /// Every model.
    List,
    /// Learns a model that tells the first side from the second. With `model` it becomes that
    /// model's next version, and what was locked by hand stays.
    Train {
        /// The model to renew; `None` makes a new one.
        model: Option<i64>,
        /// Its name.
        name: String,
        /// What it predicts (`fit`, `churn`, `spend` or a word of the rep's own).
        purpose: String,
        /// Accounts with the outcome.
        first: Side,
        /// Accounts without it.
        second: Side,
        /// Columns to leave out.
        ignored: Vec<String>,
    },
    /// One model with its table of points and what was measured.
    Show {
        /// The model; `None` is the starter model.
        model: Option<i64>,
        /// An earlier version; `None` is the one in use.
        version: Option<u32>,
    },
    /// Changes a model by hand: a new version.
    Edit {
        /// The model; `None` makes an editable copy of the starter model.
        model: Option<i64>,
        /// The changes.
        edits: Vec<ModelEdit>,
    },
    /// What the changes would do to the fit; nothing is kept.
    Preview {
        /// The model; `None` is the starter model.
        model: Option<i64>,
        /// The changes.
        edits: Vec<ModelEdit>,
    },
    /// Goes back to an earlier version: it becomes the newest one.
    Revert {
        /// The model.
        model: i64,
        /// The version to go back to.
        version: u32,
    },
    /// What differs between two models or versions.
    Compare {
        /// The first; `None` is the starter model.
        first: ModelVersion,
        /// The second.
        second: ModelVersion,
    },
    /// Gives the stars by this model from now on; `None` brings the starter model back for the
    /// purpose.
    Activate {
        /// The model.
        model: Option<i64>,
        /// The purpose it is for.
        purpose: String,
    },
    /// Takes a model away, or (`false`) brings it back.
    Remove {
        /// The model.
        model: i64,
        /// False brings it back.
        removed: bool,
    },
    /// A model as one file, signed with this database's own key.
    Export {
        /// The model; `None` is the starter model.
        model: Option<i64>,
        /// 64 hexadecimal digits of fresh randomness. The engine has none of its own; they become
        /// this database's key when the first model is signed, and are ignored afterwards.
        seed: String,
    },
    /// Checks a signed file, and keeps its model when `keep` is true.
    Import {
        /// The file's text.
        text: String,
        /// The maker's public key, when the rep knows it; empty to accept any.
        trusted: String,
        /// False only checks.
        keep: bool,
    },
    /// A model as SQL.
    Sql {
        /// The model; `None` is the starter model.
        model: Option<i64>,
        /// `duckdb`, `postgres`, `spark`, `bigquery` or `snowflake`.
        dialect: String,
        /// The table to score.
        table: String,
    },
    /// Why a score is not what it was.
    Change {
        /// The account.
        account: AccountId,
        /// The earlier moment, RFC 3339.
        since: String,
    },
    /// The scores of one account by every model in use, each for its purpose.
    Scores {
        /// The account.
        account: AccountId,
    },
    /// Marks what became of an account.
    Outcome {
        /// The account.
        account: AccountId,
        /// `replied`, `meeting`, `won`, `lost`, `renewed`, `churned`.
        kind: String,
        /// When, RFC 3339; empty for now.
        at: String,
    },
    /// Takes a mark back.
    OutcomeUndo {
        /// The mark.
        outcome: i64,
    },
    /// Marks outcomes from a column of an imported file.
    OutcomesFrom {
        /// The column.
        column: String,
        /// Which value means which outcome; values that are not named mean none.
        values: Vec<(String, String)>,
    },
    /// The marks of an account (or the newest of all), and what past stars were worth.
    Outcomes {
        /// The account; `None` for all.
        account: Option<AccountId>,
        /// Most marks.
        limit: u32,
    },
}

/// One change by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModelEdit {
    /// New points for a bin, which locks it.
    Points {
        /// The factor's column, or `base`.
        column: String,
        /// The bin as the receipt names it; ignored for `base`.
        bin: String,
        /// The points.
        points: i64,
    },
    /// Locks or frees a bin.
    Lock {
        /// The factor's column.
        column: String,
        /// The bin.
        bin: String,
        /// True to lock.
        locked: bool,
    },
    /// Takes a factor out.
    Drop {
        /// The factor's column.
        column: String,
    },
    /// Replaces the notes.
    Notes(String),
    /// Renames the model.
    Name(String),
}

/// A model, perhaps in an earlier version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelVersion {
    /// The model; `None` is the starter model.
    pub model: Option<i64>,
    /// The version; `None` is the newest.
    pub version: Option<u32>,
}

/// The answer to a [`ModelRequest`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModelReply {
    /// To `List`, `Activate` and `Remove`: those in place first, then the removed ones, the last
    /// removed first.
    Models(Vec<ModelRow>),
    /// To `Train`, `Show`, `Edit`, `Revert` and (with nothing kept) `Preview`.
    Model(Box<ModelPage>),
    /// To `Compare`.
    Compared {
        /// What differs.
        differences: Vec<Difference>,
        /// Both on the same accounts, where their outcomes are known.
        quality: Vec<Option<Quality>>,
        /// Accounts whose stars differ, counted by how many stars the second gives more.
        moved: Vec<(i8, u64)>,
    },
    /// To `Export` and `Sql`.
    File {
        /// The name it might have.
        name: String,
        /// Its text.
        text: String,
        /// The maker's public key; empty for SQL.
        key: String,
    },
    /// To `Import`.
    Imported {
        /// The maker's public key.
        key: String,
        /// The model, as kept (or as it would be).
        model: Box<ModelPage>,
    },
    /// To `Change`.
    Change(Box<ScoreChange>),
    /// To `Scores`.
    Scores(Vec<PurposeScore>),
    /// To `Outcome`, `OutcomeUndo`, `OutcomesFrom` and `Outcomes`.
    Outcomes(Outcomes),
}

/// A model in the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModelRow {
    /// The model; `None` is the starter model.
    pub id: Option<i64>,
    /// Its name.
    pub name: String,
    /// What it predicts.
    pub purpose: String,
    /// Its newest version.
    pub version: u32,
    /// True when scores for its purpose come from it.
    pub active: bool,
    /// True when stars stand for probabilities that were measured.
    pub calibrated: bool,
    /// What was measured, in one sentence.
    pub verdict: String,
    /// When it was last changed, RFC 3339; empty for the starter model.
    pub changed: String,
    /// True when it was removed: it gives no scores and can be brought back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub removed: bool,
}

/// Everything about one model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModelPage {
    /// The row of the list.
    pub row: ModelRow,
    /// Notes of the people who edit it.
    pub notes: String,
    /// Points every account starts with.
    pub base: i64,
    /// The attributes it looks at.
    pub factors: Vec<FactorTable>,
    /// Least points for one to five stars, rising.
    pub stars: [i64; 5],
    /// Warnings that belong beside every score of it.
    pub warnings: Vec<String>,
    /// How it was made and how good it was then; `None` where no outcomes were there.
    pub report: Option<Report>,
    /// How good it is on the lists it was trained on, as they are now, edits included.
    pub now: Option<Assessment>,
    /// Its versions, the newest first.
    pub versions: Vec<VersionRow>,
}

/// One attribute of a model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FactorTable {
    /// The column it reads.
    pub column: String,
    /// Its bins; the last one is for what is missing.
    pub bins: Vec<Bin>,
}

/// Points of one bin with the evidence for them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    /// Its name, as the receipt gives it; edits name the bin by it.
    pub name: String,
    /// The same to be read, in the language that was asked for; empty where it is the name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// Signed points.
    pub points: i64,
    /// Accounts in it when the model was trained.
    pub rows: u64,
    /// Of these, how many had the outcome.
    pub positives: u64,
    /// True when a person fixed the points.
    pub locked: bool,
}

/// One version of a model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VersionRow {
    /// The version.
    pub version: u32,
    /// What was done, in one sentence.
    pub change: String,
    /// When, RFC 3339.
    pub made: String,
}

/// Figures of a set of predictions, each with its 95 % interval where it has one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// Area under the ROC curve; 0.5 when one class is empty.
    pub auc: f64,
    /// Interval of the AUC (Hanley and McNeil 1982).
    pub auc_interval: [f64; 2],
    /// Mean of −ln of the probability given to what happened.
    pub log_loss: f64,
    /// Interval of the log-loss.
    pub log_loss_interval: [f64; 2],
    /// Log-loss of giving everybody the base rate.
    pub base_log_loss: f64,
    /// Mean squared difference between probability and outcome.
    pub brier: f64,
    /// Standard deviations by which the AUC exceeds 0.5 under chance (Mann and Whitney 1947).
    pub z: f64,
}

/// One line of a reliability table.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Reliability {
    /// Stars.
    pub stars: u8,
    /// Accounts with so many.
    pub rows: u64,
    /// Mean probability that was given to them.
    pub promised: f64,
    /// Share of them that had the outcome.
    pub happened: f64,
    /// 95 % interval of that share (Wilson 1927).
    pub interval: [f64; 2],
}

/// How a model was made and how good it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Accounts it was trained on.
    pub rows: u64,
    /// Of these, how many had the outcome.
    pub positives: u64,
    /// Does the model tell the outcome better than chance?
    pub signal: bool,
    /// The verdict in one sentence.
    pub verdict: String,
    /// Cross-validated figures; `None` when validation was skipped.
    pub quality: Option<Quality>,
    /// Cross-validated reliability: what each star level promised, and what happened.
    pub reliability: Vec<Reliability>,
    /// What became of each column.
    pub columns: Vec<ColumnNote>,
}

/// How well a model does on accounts whose outcome is known; for edits, "the effect on fit".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// Figures.
    pub quality: Quality,
    /// What each star level promised, and what happened.
    pub reliability: Vec<Reliability>,
}

/// One difference between two models.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The factor's column, `base`, `stars` or `name`.
    pub column: String,
    /// The bin, where it is one.
    pub bin: String,
    /// In the first model; empty when it is not there.
    pub before: String,
    /// In the second model; empty when it is not there.
    pub after: String,
}

/// A score then and now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScoreChange {
    /// The earlier moment, RFC 3339.
    pub since: String,
    /// The score then.
    pub before: i64,
    /// The stars then.
    pub stars_before: Option<u8>,
    /// The score now.
    pub after: i64,
    /// The stars now.
    pub stars_after: Option<u8>,
    /// What changed: the points of the lines sum to the difference exactly.
    pub lines: Vec<Contribution>,
}

/// The score of one model in use.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PurposeScore {
    /// What the model predicts.
    pub purpose: String,
    /// The score.
    pub score: Score,
}

/// Marked outcomes, and what past stars were worth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcomes {
    /// The marks, newest first.
    pub marks: Vec<OutcomeMark>,
    /// Marks in all, by outcome.
    pub counts: Vec<(String, u64)>,
    /// For each pair of outcomes, what each star level promised and what happened.
    pub tables: Vec<OutcomeTable>,
}

/// What became of an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutcomeMark {
    /// The mark.
    pub id: i64,
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// `replied`, `meeting`, `won`, `lost`, `renewed`, `churned`.
    pub kind: String,
    /// When, RFC 3339.
    pub at: String,
    /// The stars it had then.
    pub stars: Option<u8>,
    /// Who says so ("you", a file's name).
    pub source: String,
}

/// Past stars against what happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutcomeTable {
    /// What counts as the outcome, in words ("won, of won and lost").
    pub what: String,
    /// A line a star level.
    pub lines: Vec<PastStars>,
}

/// What accounts with so many stars came to.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PastStars {
    /// Stars.
    pub stars: u8,
    /// Accounts.
    pub rows: u64,
    /// Mean probability that was given to them; `None` where the stars were uncalibrated.
    pub promised: Option<f64>,
    /// Share that had the outcome.
    pub happened: f64,
    /// 95 % interval of that share (Wilson 1927).
    pub interval: [f64; 2],
}
