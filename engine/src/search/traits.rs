//! What the filters of a search ask of a story, small enough to be held in memory for every one.

use crate::protocol::{ContentType, SignalKind, Story};

/// Seconds of one day.
const DAY: i64 = 86_400;

/// What filters ask of a story, held in memory.
#[derive(Debug, Clone, Copy)]
pub struct StoryTraits {
    /// Day of publication, counted from 1970.
    pub day: i32,
    /// One bit a kind.
    pub kinds: u16,
    /// Place of its type in [`ContentType::ALL`].
    pub content_type: u8,
    /// The telling that stands for it.
    pub head: Option<i64>,
}

impl StoryTraits {
    /// From what the database keeps.
    pub fn new(
        published: i64,
        kinds: impl Iterator<Item = SignalKind>,
        content_type: ContentType,
        head: Option<i64>,
    ) -> Self {
        Self {
            day: day_of(published),
            kinds: kind_bits(kinds),
            content_type: type_place(content_type),
            head,
        }
    }

    /// Of a story as views show it.
    #[must_use]
    pub fn of(story: &Story) -> Self {
        let published = story
            .published
            .parse::<jiff::Timestamp>()
            .map_or(0, jiff::Timestamp::as_second);
        let kinds = story.kinds.iter().map(|reading| reading.kind);
        Self::new(published, kinds, story.content_type, None)
    }
}

/// Day of a moment in seconds, counted from 1970.
#[must_use]
pub fn day_of(seconds: i64) -> i32 {
    i32::try_from(seconds.div_euclid(DAY)).unwrap_or(i32::MAX)
}

/// One bit a kind.
pub fn kind_bits(kinds: impl Iterator<Item = SignalKind>) -> u16 {
    kinds
        .filter_map(|kind| SignalKind::ALL.iter().position(|known| *known == kind))
        .fold(0, |bits, place| bits | 1 << place)
}

/// Place of a type in [`ContentType::ALL`].
#[must_use]
pub fn type_place(content_type: ContentType) -> u8 {
    let place = ContentType::ALL
        .iter()
        .position(|known| *known == content_type);
    place
        .and_then(|place| u8::try_from(place).ok())
        .unwrap_or(u8::MAX)
}
