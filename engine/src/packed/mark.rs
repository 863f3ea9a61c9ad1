//! What tells one build's tables from another's. `build.rs` and the engine both compile this file.

/// FNV-1a, 32 bits, of the tables' bytes.
pub(super) fn mark(tables: &[u8]) -> u32 {
    tables.iter().fold(0x811c_9dc5, |mark: u32, byte| {
        (mark ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}
