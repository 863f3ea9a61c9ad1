//! What is asked.

use super::domain::{parse_email, registrable_domain};

/// Everything known of the company that is looked for; any part may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Company name as written.
    pub text: String,
    /// Country, in any usual spelling or as an ISO code.
    pub country: Option<String>,
    /// City.
    pub city: Option<String>,
    /// A person's address at the company.
    pub email: Option<String>,
    /// Website, host or domain.
    pub domain: Option<String>,
    /// Stock ticker, with or without the exchange ("NASDAQ: AAPL").
    pub ticker: Option<String>,
}

impl Query {
    /// A query by name alone.
    #[must_use]
    pub fn name(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Reads one line that a person typed: an email address, a website or a name.
    #[must_use]
    pub fn from_line(line: &str) -> Self {
        let line = line.trim();
        if line.contains('@') && parse_email(line).is_some() {
            return Self {
                email: Some(line.to_owned()),
                ..Self::default()
            };
        }
        let looks_like_host = !line.contains(char::is_whitespace) && line.contains('.');
        if looks_like_host && registrable_domain(line).is_some() {
            // "monday.com" is a domain and a name; both are asked.
            let text = if line.contains('/') {
                String::new()
            } else {
                line.to_owned()
            };
            return Self {
                domain: Some(line.to_owned()),
                text,
                ..Self::default()
            };
        }
        Self::name(line)
    }
}
