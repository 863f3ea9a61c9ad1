//! A list of accounts as a whole: segments, contrast of two lists, look-alikes, personas.

mod contrast;
pub mod lookalike;
mod significance;
pub mod text;

pub use contrast::{Contrast, ContrastLine, Label, contrast};
pub use significance::{Counts, false_discovery_rates};
