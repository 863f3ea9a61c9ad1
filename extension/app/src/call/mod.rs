//! Calls: the numbers that can be dialled with one click, and the panel while the rep speaks.

mod numbers;
mod panel;

pub(crate) use numbers::{Numbers, time};
pub(crate) use panel::CallPanel;

use hookline_protocol::DialNumber;
use serde::{Deserialize, Serialize};

/// A call that the rep began.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Call {
    /// The account.
    pub(crate) account: i64,
    /// The person, if known.
    pub(crate) contact: Option<i64>,
    /// Who is called, in words.
    pub(crate) who: String,
    /// The number.
    pub(crate) number: DialNumber,
    /// When it began, in milliseconds since 1970.
    pub(crate) started: f64,
}
