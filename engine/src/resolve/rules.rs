//! The rep's corrections: "not this company", "this is them".

use super::domain::registrable_domain;
use super::name::key;
use rustc_hash::{FxHashMap, FxHashSet};

/// Local rules that outrank every other evidence.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    is: FxHashMap<String, i64>,
    not: FxHashSet<(String, i64)>,
}

impl Rules {
    /// No rules.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// "This is them": whatever is written like `text` (a name, a domain or an email address) means `account`.
    pub fn add_is(&mut self, text: &str, account: i64) {
        let subject = subject(text);
        self.not.remove(&(subject.clone(), account));
        self.is.insert(subject, account);
    }

    /// "Not this company": whatever is written like `text` never means `account`.
    pub fn add_not(&mut self, text: &str, account: i64) {
        let subject = subject(text);
        if self.is.get(&subject) == Some(&account) {
            self.is.remove(&subject);
        }
        self.not.insert((subject, account));
    }

    /// The account that the rep said `text` means.
    #[must_use]
    pub fn means(&self, text: &str) -> Option<i64> {
        if self.is.is_empty() {
            None
        } else {
            self.is.get(&subject(text)).copied()
        }
    }

    /// True when the rep said that `text` does not mean `account`.
    #[must_use]
    pub fn excludes(&self, text: &str, account: i64) -> bool {
        !self.not.is_empty() && self.not.contains(&(subject(text), account))
    }

    /// True when there is no rule.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.is.is_empty() && self.not.is_empty()
    }
}

/// What a rule is remembered under: the whole address, the domain, or the name's key.
fn subject(text: &str) -> String {
    let text = text.trim();
    if text.contains('@') {
        return text.to_lowercase();
    }
    let is_host = !text.contains(char::is_whitespace) && text.contains('.');
    match registrable_domain(text) {
        Some(domain) if is_host => domain,
        _ => key(text),
    }
}
