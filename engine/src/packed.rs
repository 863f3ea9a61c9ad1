//! Tables and models that ship with the engine: deflated by `build.rs`, inflated once, when first asked
//! for. Natively they stand in the program. In the browser they are one file beside the wasm, which
//! [`provide`] is handed before the engine is opened: most starts need few of them, and what is not
//! code need not be compiled.

#[cfg(target_arch = "wasm32")]
mod mark;

use std::sync::OnceLock;

/// No table or model is larger than this when inflated, in bytes.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// Where a file's deflated bytes are.
#[cfg(not(target_arch = "wasm32"))]
type Place = &'static [u8];
/// Where a file's deflated bytes are: their start and length within the tables.
#[cfg(target_arch = "wasm32")]
type Place = (usize, usize);

/// One file.
pub(crate) struct Packed {
    place: Place,
    inflated: OnceLock<Vec<u8>>,
}

/// The file of that path in the engine's folder, one that `build.rs` packs.
#[cfg(not(target_arch = "wasm32"))]
macro_rules! packed {
    ($path:literal) => {
        $crate::packed::Packed::new(include_bytes!(concat!(env!("OUT_DIR"), "/", $path)))
    };
}
/// The file of that path in the engine's folder, one that `build.rs` packs.
#[cfg(target_arch = "wasm32")]
macro_rules! packed {
    ($path:literal) => {
        $crate::packed::Packed::new(include!(concat!(env!("OUT_DIR"), "/", $path, ".place")))
    };
}
pub(crate) use packed;

impl Packed {
    pub(crate) const fn new(place: Place) -> Self {
        Self {
            place,
            inflated: OnceLock::new(),
        }
    }

    /// The file's bytes. `build.rs` has made them, so that they can always be inflated; were they
    /// damaged, they would read as an empty file.
    pub(crate) fn bytes(&'static self) -> &'static [u8] {
        self.inflated.get_or_init(|| {
            miniz_oxide::inflate::decompress_to_vec_with_limit(deflated(self.place), MOST_BYTES)
                .unwrap_or_default()
        })
    }

    /// The file's text.
    pub(crate) fn text(&'static self) -> &'static str {
        std::str::from_utf8(self.bytes()).unwrap_or_default()
    }

    /// The lines of a list, without its comments.
    pub(crate) fn entries(&'static self) -> impl Iterator<Item = &'static str> {
        let lines = self.text().lines();
        lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn deflated(place: Place) -> &'static [u8] {
    place
}

#[cfg(target_arch = "wasm32")]
use beside::deflated;
#[cfg(target_arch = "wasm32")]
pub use beside::provide;

/// The tables as a file beside the wasm.
#[cfg(target_arch = "wasm32")]
mod beside {
    use super::Place;
    use super::mark::mark;
    use std::sync::OnceLock;

    static TABLES: OnceLock<Vec<u8>> = OnceLock::new();

    /// Of the tables that this engine was built with.
    const MARK: u32 = include!(concat!(env!("OUT_DIR"), "/tables.mark"));

    /// Hands the engine its tables: the bytes of the file that was built with it. Needed once, before
    /// [`Engine::open`](crate::Engine::open). False, and nothing kept, when they are of another build.
    #[must_use]
    pub fn provide(tables: Vec<u8>) -> bool {
        mark(&tables) == MARK && (TABLES.set(tables).is_ok() || TABLES.get().is_some())
    }

    pub(super) fn deflated((start, length): Place) -> &'static [u8] {
        TABLES
            .get()
            .and_then(|tables| tables.get(start..start + length))
            .unwrap_or_default()
    }
}
