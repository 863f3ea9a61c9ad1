//! Calls: numbers that can be dialled, a call for the ledger, and the CRM's own form for it.

use crate::{AccountId, ContactId};
use serde::{Deserialize, Serialize};

/// What may come of a call, in the order in which a view offers it.
pub const CALL_OUTCOMES: [&str; 6] = [
    "connected",
    "meeting",
    "voicemail",
    "no_answer",
    "busy",
    "wrong_number",
];

/// What a view may ask about calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallRequest {
    /// Every number that can be dialled for what is shown.
    Numbers {
        /// The account shown.
        #[serde(default)]
        account: Option<AccountId>,
        /// The person shown.
        #[serde(default)]
        contact: Option<ContactId>,
        /// Texts of the page: numbers as written, signatures, threads.
        #[serde(default)]
        texts: Vec<String>,
    },
    /// Keeps a call in the ledger.
    Log(CallLog),
    /// Takes a doing out of the ledger again.
    Unlog {
        /// The doing.
        touch: i64,
    },
    /// The CRM's own form, filled in with a doing.
    Form {
        /// The doing.
        touch: i64,
        /// Address of the CRM page that is open.
        page: String,
        /// The view's language, a tag such as `de`: the words are written in it unless another was chosen for the
        /// connected CRM; English when empty or not known.
        #[serde(default)]
        language: String,
    },
}

/// A call that ended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallLog {
    /// The account.
    pub account: AccountId,
    /// The person, if known.
    #[serde(default)]
    pub contact: Option<ContactId>,
    /// The number, as dialled.
    #[serde(default)]
    pub number: String,
    /// One of `connected`, `meeting`, `voicemail`, `no_answer`, `busy`, `wrong_number`.
    pub outcome: String,
    /// How long it took, in seconds.
    #[serde(default)]
    pub seconds: u32,
    /// The rep's notes.
    #[serde(default)]
    pub note: String,
}

/// The answer to a [`CallRequest`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallReply {
    /// To `Numbers`: the person's first, then the page's, then the account's.
    Numbers(Vec<DialNumber>),
    /// To `Log`: the doing as kept.
    Logged(crate::Touch),
    /// To `Form`.
    Form(LogForm),
}

/// A number that can be dialled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DialNumber {
    /// As it stands in its source.
    pub written: String,
    /// As a person reads it.
    pub shown: String,
    /// `+14045550100`.
    pub e164: String,
    /// The address that starts the rep's dialler.
    pub href: String,
    /// `fixed`, `mobile`, `fixed_or_mobile`, `toll_free`, `premium`, `other`.
    pub line: String,
    /// Two letters of the country, when the number tells it.
    #[serde(default)]
    pub country: Option<String>,
    /// Where the number stands: `contact`, `page` or `account`.
    pub source: String,
    /// Whose it is, when that is known.
    #[serde(default)]
    pub person: Option<String>,
    /// The person in the database.
    #[serde(default)]
    pub contact: Option<ContactId>,
    /// What time it is there; `None` when the number does not tell.
    #[serde(default)]
    pub time: Option<TimeThere>,
}

/// The time where a number rings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeThere {
    /// The earliest it may be, `H:MM`.
    pub from: String,
    /// The latest it may be, `H:MM`; the same where one clock holds.
    pub to: String,
    /// True on a Saturday or Sunday there.
    pub weekend: bool,
    /// True outside the hours set for calls, or on a weekend.
    pub odd: bool,
}

/// The CRM's own form, or words to paste where it has none that can be filled by an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogForm {
    /// Name of the CRM; empty when the page is none whose form can be filled.
    #[serde(default)]
    pub crm: String,
    /// Address of the form.
    #[serde(default)]
    pub url: Option<String>,
    /// The same as text.
    pub text: String,
}
