//! Which telling stands for the story.

use crate::protocol::{ContentType, SourceClass};

/// Sorts tellings: the smallest is the head.
pub type HeadRank = (u8, String);

/// The rank of one telling: a filing first, then the company's own, then editors, then machines;
/// among equals the earliest (`published` in RFC 3339, UTC), since copies come after the original.
#[must_use]
pub fn head_rank(class: SourceClass, content: ContentType, published: &str) -> HeadRank {
    let rank = match (class, content) {
        (SourceClass::Filed, _) | (_, ContentType::Filing) => 0,
        (SourceClass::Company, _) | (_, ContentType::PressRelease) => 1,
        (SourceClass::Editorial, _) => 2,
        (SourceClass::Mined, _) => 3,
        (SourceClass::Crowdsourced, _) => 4,
        (SourceClass::Typed, _) => 5,
    };
    (rank, published.to_owned())
}
