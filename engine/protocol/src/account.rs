//! Accounts and contacts as views show them.

use crate::{Answer, Provenance, Score};
use serde::{Deserialize, Serialize};

/// Identifies an account within one database.
pub type AccountId = i64;
/// Identifies a contact within one database.
pub type ContactId = i64;

/// One account in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AccountRow {
    /// The account.
    pub id: AccountId,
    /// Name as stored.
    pub name: String,
    /// Registrable domain of its website, lower case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// Industry in the words of its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub industry: Option<String>,
    /// Number of people employed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employees: Option<i64>,
    /// Yearly revenue in US dollars unless the column said otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revenue: Option<i64>,
    /// Country as stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// City as stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// Stars, 0 to 5; `None` where no model may give any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stars: Option<u8>,
    /// True when a trigger fell within the bolt's window.
    pub bolt: bool,
    /// True for the invented companies of the sample workspace.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub invented: bool,
}

/// One field of an account with every source that speaks of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// The field's standard name, or the header of a further column.
    pub field: String,
    /// The value in use.
    pub value: String,
    /// Where the value in use comes from.
    pub provenance: Provenance,
    /// What other sources say, when they differ.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<OtherValue>,
}

/// A value that another source gives for the same field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OtherValue {
    /// The value there.
    pub value: String,
    /// Its origin.
    pub provenance: Provenance,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    /// The contact; `None` for a stranger who is on the page but not in the database.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ContactId>,
    /// Full name as stored or as the page writes it.
    pub name: String,
    /// Email address, lower case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Job title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Phone number as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The account the person belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountId>,
    /// How well the person fits as a decision maker, where that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fit: Option<ContactFit>,
    /// The source that spoke of the person last, on an account's page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Provenance>,
}

/// A person's points as a decision maker, 0 to 100.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ContactFit {
    /// Sum of the lines.
    pub points: i64,
    /// What they are made of: level, function, ways to reach, engagement.
    pub lines: Vec<crate::Contribution>,
}

/// Everything the account strip and the account page show of the account itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// The list row.
    pub row: AccountRow,
    /// Website, `http(s)` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// Fields with their sources, in display order.
    pub fields: Vec<Field>,
    /// The score with its receipt.
    pub score: Score,
    /// People known at the account, best first, at most 50.
    pub contacts: Vec<Contact>,
    /// Seats of a buying committee that nobody known fills, in words; empty where nobody is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
}

/// Why an account was matched or not: one piece of evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// What was compared ("email domain", "full legal name", "common word").
    pub what: String,
    /// The text it rests on.
    pub text: String,
    /// Weight in the decision; negative speaks against.
    pub weight: f64,
}

/// An account that a query, a page or a headline may mean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// Its domain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// Calibrated confidence, 0 to 1.
    pub confidence: f64,
    /// The evidence, strongest first.
    pub evidence: Vec<Evidence>,
}

/// The answer to "which account is this?".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Resolution {
    /// What was asked.
    pub input: String,
    /// The verdict.
    pub answer: Answer,
    /// The best account, also when unsure; `None` when nothing comes near.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best: Option<Candidate>,
    /// Further candidates, best first, at most 9.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Candidate>,
    /// The verdict's reason in one sentence.
    pub why: String,
}
