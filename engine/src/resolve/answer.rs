//! What comes back: the verdict, the candidates, the evidence.

use crate::protocol::{Answer, Candidate, Evidence, Resolution};

/// Most candidates beside the best.
pub(super) const MAX_OTHERS: usize = 9;

/// An account that the query may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The account's id as given to the resolver.
    pub account: i64,
    /// Its name as stored.
    pub name: String,
    /// Its domain.
    pub domain: Option<String>,
    /// Calibrated probability that it is the one, 0 to 1.
    pub confidence: f64,
    /// Evidence for (positive) and against (negative), in log-odds, strongest first.
    pub evidence: Vec<Evidence>,
}

/// The answer to a [`Query`](super::Query).
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// The verdict.
    pub answer: Answer,
    /// The best account, also when unsure; `None` when nothing comes near.
    pub best: Option<Found>,
    /// Further candidates, best first, at most nine.
    pub others: Vec<Found>,
    /// The verdict's reason in one sentence.
    pub why: String,
}

impl Match {
    /// Nothing comes near.
    pub(super) fn nothing(why: impl Into<String>) -> Self {
        Self {
            answer: Answer::No,
            best: None,
            others: Vec::new(),
            why: why.into(),
        }
    }

    /// The account, when the answer is yes.
    #[must_use]
    pub fn account(&self) -> Option<i64> {
        match self.answer {
            Answer::Yes => self.best.as_ref().map(|best| best.account),
            Answer::No | Answer::Unsure => None,
        }
    }

    /// The same in the words of the protocol.
    #[must_use]
    pub fn to_resolution(self, input: impl Into<String>) -> Resolution {
        Resolution {
            input: input.into(),
            answer: self.answer,
            best: self.best.map(Found::into_candidate),
            others: self.others.into_iter().map(Found::into_candidate).collect(),
            why: self.why,
        }
    }
}

impl Found {
    /// The same in the words of the protocol.
    #[must_use]
    pub fn into_candidate(self) -> Candidate {
        Candidate {
            account: self.account,
            name: self.name,
            domain: self.domain,
            confidence: self.confidence,
            evidence: self.evidence,
        }
    }
}
