//! Stars that add up: contributions, bolt, models trained from outcomes.
//!
//! A [`Model`] is a table of points: for each attribute, bins with signed whole points. The score of
//! an account is their sum, so [`receipt`] can show every line of it and nothing is left over.
//! [`Model::starter`] needs no outcomes and says "uncalibrated".

mod attributes;
mod bolt;
mod improve;
mod model;
mod receipt;
mod starter;
mod value;

pub use attributes::{Attributes, SignalAt};
pub use bolt::{BOLT_WINDOW_DAYS, bolt, days_since};
pub use model::{Band, Calibration, Factor, Group, Model, STAR_LEVELS, Shape, Slot};
pub use receipt::receipt;
pub use value::{date_number, number};
