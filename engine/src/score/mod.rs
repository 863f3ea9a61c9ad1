//! Stars that add up: contributions, bolt, models trained from outcomes.
//!
//! A [`Model`] is a table of points: for each attribute, bins with signed whole points. The score of
//! an account is their sum, so [`receipt`] can show every line of it and nothing is left over.
//! [`Model::starter`] needs no outcomes and says "uncalibrated".

pub(crate) mod attributes;
mod batch;
mod bolt;
mod contact;
mod edit;
mod improve;
mod intent;
pub(crate) mod interval;
pub(crate) mod kind;
pub(crate) mod lists;
pub(crate) mod model;
mod receipt;
mod share;
mod sql;
mod starter;
mod table;
pub(crate) mod train;
pub(crate) mod value;

pub use attributes::{Attributes, SignalAt};
pub use batch::score_all;
pub use bolt::{BOLT_WINDOW_DAYS, bolt, days_since};
pub use contact::{Person, person_receipt};
pub use edit::{Difference, Edit, bins};
pub use intent::{intent, priority};
pub use interval::wilson;
pub use lists::Lists;
pub use model::{Band, Calibration, Factor, Group, Model, STAR_LEVELS, Shape, Slot};
pub(crate) use model::{plain_number, plain_value};
pub use receipt::receipt;
pub use share::{SignedModel, from_hex, public_key, to_hex};
pub use sql::{Dialect, sql};
pub use table::{Cells, Column, Kind, MISSING, Table, TableBuilder};
pub use train::{
    Assessment, ColumnNote, ColumnVerdict, POINTS_PER_LOGIT, Quality, Reliability, Report,
    SIGNAL_Z, TrainOptions, Training, assess, auc, calibrate, has_signal, quality, reliability,
    train,
};
pub use value::{date_number, number};
