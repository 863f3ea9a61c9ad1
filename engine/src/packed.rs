//! Tables and models that ship inside the engine: deflated by `build.rs`, inflated once, when first
//! asked for. In the browser they make up a fifth of what is loaded, and most starts need few of them.

use std::sync::OnceLock;

/// No table or model is larger than this when inflated, in bytes.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// One file.
pub(crate) struct Packed {
    deflated: &'static [u8],
    inflated: OnceLock<Vec<u8>>,
}

/// The file of that path in the engine's folder, one that `build.rs` packs.
macro_rules! packed {
    ($path:literal) => {
        $crate::packed::Packed::new(include_bytes!(concat!(env!("OUT_DIR"), "/", $path)))
    };
}
pub(crate) use packed;

impl Packed {
    pub(crate) const fn new(deflated: &'static [u8]) -> Self {
        Self {
            deflated,
            inflated: OnceLock::new(),
        }
    }

    /// The file's bytes. `build.rs` has made them, so that they can always be inflated; were they
    /// damaged, they would read as an empty file.
    pub(crate) fn bytes(&'static self) -> &'static [u8] {
        self.inflated.get_or_init(|| {
            miniz_oxide::inflate::decompress_to_vec_with_limit(self.deflated, MOST_BYTES)
                .unwrap_or_default()
        })
    }

    /// The file's text.
    pub(crate) fn text(&'static self) -> &'static str {
        std::str::from_utf8(self.bytes()).unwrap_or_default()
    }
}
