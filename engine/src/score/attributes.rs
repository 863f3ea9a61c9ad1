//! What a score is made from: an account's fields, people and signals, as plain values.

use crate::protocol::SignalKind;
use jiff::Timestamp;
use std::borrow::Cow;

/// Derived field: number of people known at the account.
pub(crate) const CONTACTS: &str = "contacts";
/// Derived field: number of people known with an email address or a phone number.
pub(crate) const REACHABLE: &str = "reachable contacts";
/// Derived field: whole days since the latest signal that is not in the future.
pub(crate) const SIGNAL_AGE: &str = "days since last trigger";

/// One event known about an account.
#[derive(Debug, Clone, PartialEq)]
pub struct SignalAt {
    /// What happened.
    pub kind: SignalKind,
    /// When it happened or was published.
    pub date: Timestamp,
    /// The headline, plain text.
    pub title: String,
    /// Where it stands.
    pub url: Option<String>,
    /// The story it comes from.
    pub story: Option<i64>,
    /// How sure the reading is, 0 to 1.
    pub confidence: f64,
}

/// Everything a model may look at.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Attributes {
    /// Names and values; names match regardless of case, spaces and underscores.
    pub fields: Vec<(String, String)>,
    /// People known at the account.
    pub contacts: u32,
    /// Of these, how many have an email address or a phone number.
    pub reachable: u32,
    /// Events, in any order.
    pub signals: Vec<SignalAt>,
}

impl Attributes {
    /// The value of a column as of `now`: a field of that name, or one of the derived fields
    /// `contacts`, `reachable contacts`, `days since last trigger`. `None` when there is none.
    #[must_use]
    pub fn value(&self, column: &str, now: Timestamp) -> Option<Cow<'_, str>> {
        let field = self.fields.iter().find(|(name, value)| {
            same_name(name, column) && super::value::present(value).is_some()
        });
        if let Some((_, value)) = field {
            return Some(Cow::Borrowed(value));
        }
        if same_name(column, CONTACTS) {
            return Some(Cow::Owned(self.contacts.to_string()));
        }
        if same_name(column, REACHABLE) {
            return Some(Cow::Owned(self.reachable.to_string()));
        }
        if same_name(column, SIGNAL_AGE) {
            let age = self
                .signals
                .iter()
                .filter(|signal| signal.date <= now)
                .map(|signal| super::bolt::days_since(signal.date, now))
                .min()?;
            return Some(Cow::Owned(age.to_string()));
        }
        None
    }
}

/// Are two column names the same, regardless of case, spaces, underscores and hyphens?
#[must_use]
pub(crate) fn same_name(left: &str, right: &str) -> bool {
    left == right || letters(left) == letters(right)
}

/// A column's name as names are compared: without case, spaces, underscores and hyphens.
#[must_use]
pub(crate) fn letters(name: &str) -> String {
    name.chars()
        .filter(|c| !matches!(c, ' ' | '_' | '-'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// A column's name as a sentence begins with it.
pub(crate) fn label(column: &str) -> String {
    let words = column.replace('_', " ");
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
