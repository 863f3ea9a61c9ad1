//! What an opener is called, the same on every machine: whether it was used before hangs on it.

use super::input::SourcedSignal;

/// Names the story within the account: its id, else a hash of where it stands and what it says.
pub(super) fn story_key(signal: &SourcedSignal) -> String {
    signal.story.map_or_else(
        || {
            format!(
                "h{:016x}",
                stable_hash(&[signal.url.as_deref().unwrap_or_default(), &signal.title])
            )
        },
        |story| format!("s{story}"),
    )
}

/// FNV-1a, 64 bits: the same on every machine and in every version, unlike the standard hasher.
pub(super) fn stable_hash(texts: &[&str]) -> u64 {
    texts
        .iter()
        .flat_map(|text| text.bytes().chain([0]))
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        })
}
