//! What a name is to the account that it leads to, when it is not the account's own.

/// A name's tie to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The account was called so.
    FormerName,
    /// The account sells under it.
    Brand,
    /// A company that belongs to the account and is no account itself.
    Subsidiary,
    /// Another name of the account itself: short, spoken, or in another language.
    OtherName,
}

impl Relation {
    /// The tie in words, as it is stored and as evidence says it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::FormerName => "former name",
            Self::Brand => "brand",
            Self::Subsidiary => "subsidiary",
            Self::OtherName => "other name",
        }
    }

    /// The tie that [`Self::words`] wrote.
    #[must_use]
    pub fn from_words(words: &str) -> Option<Self> {
        [
            Self::FormerName,
            Self::Brand,
            Self::Subsidiary,
            Self::OtherName,
        ]
        .into_iter()
        .find(|relation| relation.words() == words)
    }

    /// Log-odds that the tie adds to a name that fits. What happens at a subsidiary is a little less
    /// surely about its owner; the others say the same company. By judgement.
    #[must_use]
    pub(super) const fn weight(self) -> f64 {
        match self {
            Self::Subsidiary => -0.5,
            Self::FormerName | Self::Brand | Self::OtherName => 0.2,
        }
    }
}
