//! A list of accounts as a whole: segments, contrast of two lists, look-alikes, personas.

mod committee;
mod contrast;
mod industry;
mod lookalike;
mod market;
mod outlier;
mod persona;
mod segment;
mod significance;
mod technology;
pub mod text;
mod title;
mod universe;

pub use committee::{Seat, SeatCoverage, coverage, missing};
pub use contrast::{Contrast, ContrastLine, Label, contrast};
pub use industry::{CodeTable, Industry};
pub use lookalike::{LookAlike, likeness, look_alikes};
pub use market::{MarketSegment, market};
pub use outlier::{Outlier, outliers};
pub use persona::{Persona, Personas, Traits, personas};
pub(crate) use segment::beside;
pub use segment::{Choice, Filter, Segment, Tile, chosen, tile};
pub use significance::{Counts, false_discovery_rates};
pub use technology::{technology_function, technology_functions};
pub use title::{Function, Level, Role, role};
pub use universe::{
    AccountValues, Universe, UniverseBuilder, derived_fields, derived_names, each_field,
};
