//! The ledger without typing: mails seen sent, answers marked, and what they say of each kind of hook.

use crate::{AccountId, ContactId, SignalKind};
use serde::{Deserialize, Serialize};

/// What a view may ask about the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerRequest {
    /// A mail that the host page showed as sent. The same mail is kept once.
    Sent {
        /// The account.
        account: AccountId,
        /// The person, if known.
        #[serde(default)]
        contact: Option<ContactId>,
        /// The recipient's address.
        #[serde(default)]
        email: Option<String>,
        /// The subject.
        #[serde(default)]
        subject: String,
        /// The body as plain text; only compared with what was inserted, never kept.
        #[serde(default)]
        text: String,
    },
    /// The person answered: marked by the rep, or recognised in the thread.
    Replied {
        /// The account.
        account: AccountId,
        /// The person, if known.
        #[serde(default)]
        contact: Option<ContactId>,
    },
    /// One entry was answered, or was not after all.
    Mark {
        /// The entry.
        touch: i64,
        /// Answered or not.
        replied: bool,
    },
    /// What the rep's own results say of each kind of hook.
    #[cfg(feature = "workspace")]
    Results,
}

/// The answer to a [`LedgerRequest`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerReply {
    /// To `Sent`, `Replied` and `Mark`: the account's ledger.
    Touches(Vec<crate::Touch>),
    /// To `Results`, best first.
    #[cfg(feature = "workspace")]
    Results(Vec<HookResult>),
}

/// What the rep's own results say of one kind of hook: an estimate with an interval, never a promise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HookResult {
    /// The kind; `None` for openers that rest on no event.
    #[serde(default)]
    pub kind: Option<SignalKind>,
    /// Mails that opened with it.
    pub sent: u32,
    /// Those answered.
    pub replied: u32,
    /// Expected share of answers, 0 to 1: the rep's own figures and the prior.
    pub mean: f64,
    /// Lower end of the 90 % interval.
    pub low: f64,
    /// Upper end of the 90 % interval.
    pub high: f64,
}
