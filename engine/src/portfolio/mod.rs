//! A list of accounts as a whole: segments, contrast of two lists, look-alikes, personas.

mod contrast;
mod industry;
pub mod lookalike;
mod significance;
pub mod text;
mod title;

pub use contrast::{Contrast, ContrastLine, Label, contrast};
pub use industry::{CodeTable, Industry};
pub use significance::{Counts, false_discovery_rates};
pub use title::{Function, Level, Role, role};
