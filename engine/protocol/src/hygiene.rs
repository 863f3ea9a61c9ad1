//! Data quality: what is missing, doubled, old, contradictory or wrong, and what fixing it changes.

use crate::{AccountId, AccountRow, Evidence, OtherValue, Provenance, View};
use serde::{Deserialize, Serialize};

/// A question about data quality.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HygieneRequest {
    /// The figures of a view.
    Overview {
        /// The accounts.
        view: View,
    },
    /// The accounts of a view with one finding.
    Findings {
        /// The accounts.
        view: View,
        /// `missing`, `stale`, `contradictory`, `invalid_email`, `invalid_domain`.
        issue: String,
        /// The field; empty for any.
        field: String,
        /// Rows to skip.
        offset: u64,
        /// Most rows.
        limit: u32,
    },
    /// Accounts that are probably one company.
    Duplicates {
        /// The accounts.
        view: View,
        /// Most pairs.
        limit: u32,
    },
    /// What a merge would make; nothing is kept.
    MergePreview {
        /// The account that stays.
        keep: AccountId,
        /// The account that goes into it.
        merge: AccountId,
    },
    /// Makes two accounts one.
    Merge {
        /// The account that stays.
        keep: AccountId,
        /// The account that goes into it.
        merge: AccountId,
    },
    /// Makes them two again.
    MergeUndo {
        /// The merge.
        merge: i64,
    },
    /// Merges that were made, newest first.
    Merges,
    /// What each source adds to the accounts of a view.
    Enrichment {
        /// The accounts.
        view: View,
    },
    /// What a source says of the accounts of a view, and what another trust in it would change;
    /// nothing is kept.
    EnrichmentPreview {
        /// The accounts.
        view: View,
        /// The source.
        source: String,
        /// `off`, `fill` or `replace`.
        mode: String,
        /// Most lines.
        limit: u32,
    },
    /// Sets how far a source is trusted: `off` keeps its values unused, `fill` fills gaps that the
    /// rep's lists leave, `replace` may stand before them. What it says later is treated alike.
    EnrichmentSet {
        /// The accounts to show afterwards.
        view: View,
        /// The source.
        source: String,
        /// `off`, `fill` or `replace`.
        mode: String,
    },
}

/// The answer to a [`HygieneRequest`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HygieneReply {
    /// To `Overview`.
    Overview(Overview),
    /// To `Findings`.
    Findings {
        /// The findings.
        rows: Vec<Finding>,
        /// Findings in all.
        total: u64,
    },
    /// To `Duplicates`.
    Duplicates(Vec<DuplicatePair>),
    /// To `MergePreview`.
    Preview(Box<MergePreview>),
    /// To `Merge`, `MergeUndo` and `Merges`.
    Merges(Vec<MergeEntry>),
    /// To `Enrichment` and `EnrichmentSet`.
    Enrichment(Vec<EnrichingSource>),
    /// To `EnrichmentPreview`.
    EnrichmentPreview {
        /// Values that would be other ones, and (where none would) those the source fills.
        rows: Vec<EnrichedValue>,
        /// Values that would be other ones.
        changes: u64,
        /// Accounts at which they would.
        accounts: u64,
    },
}

/// What a source adds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EnrichingSource {
    /// Its name.
    pub source: String,
    /// How it came to know.
    pub class: crate::SourceClass,
    /// How far it is trusted: `off`, `fill`, `replace`.
    pub mode: String,
    /// Accounts of which it says something beside other sources.
    pub accounts: u64,
    /// Values in use that only it gives.
    pub fills: u64,
    /// Values that another source gives otherwise.
    pub differs: u64,
    /// When it last said something, RFC 3339.
    pub fetched: String,
}

/// A value that a source gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EnrichedValue {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// The field.
    pub field: String,
    /// The value in use; empty for none.
    pub before: String,
    /// The value as it would be; empty for none.
    pub after: String,
}

/// Data quality of a view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    /// Accounts looked at.
    pub accounts: u64,
    /// People looked at.
    pub contacts: u64,
    /// Share of the cells that the model in use looks at which are filled.
    pub completeness: f64,
    /// A line a field.
    pub fields: Vec<FieldQuality>,
    /// A line an issue: its name, how many accounts or people have it.
    pub issues: Vec<(String, u64)>,
    /// What filling the gaps would change, in sentences.
    pub gains: Vec<String>,
}

/// Quality of one field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldQuality {
    /// The field.
    pub field: String,
    /// Accounts that have a value.
    pub filled: u64,
    /// Share that has one.
    pub share: f64,
    /// Accounts whose sources disagree on it.
    pub contradictory: u64,
    /// Accounts that would reach another star if the missing value were the most frequent one.
    pub gain: u64,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The account.
    pub account: AccountRow,
    /// The field.
    pub field: String,
    /// The value in use; empty when it is missing.
    pub value: String,
    /// Where it comes from.
    pub provenance: Option<Provenance>,
    /// What other sources say.
    pub others: Vec<OtherValue>,
    /// The finding in one sentence.
    pub note: String,
}

/// Two accounts that are probably one company.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DuplicatePair {
    /// The one with more known of it.
    pub keep: AccountRow,
    /// The other.
    pub merge: AccountRow,
    /// How sure, 0 to 1.
    pub confidence: f64,
    /// Why.
    pub evidence: Vec<Evidence>,
}

/// What a merge would make.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MergePreview {
    /// The account that stays.
    pub keep: AccountRow,
    /// The account that goes into it.
    pub merge: AccountRow,
    /// Every field: its name, the value that stays, the value that goes, and the value after.
    pub fields: Vec<(String, String, String, String)>,
    /// People, stories and doings that move.
    pub moves: [u64; 3],
}

/// A merge that was made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MergeEntry {
    /// Its number.
    pub id: i64,
    /// The account that stayed.
    pub kept: AccountId,
    /// Both names, in words.
    pub text: String,
    /// When, RFC 3339.
    pub at: String,
    /// When it was undone.
    pub undone: Option<String>,
}
