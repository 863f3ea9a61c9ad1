//! Calls and steps: what can be dialled, what time it is there, what is due, and where a doing is logged.
//!
//! - [`phone`] reads numbers out of fields, threads and signatures.
//! - [`clock`] tells the callee's local time and whether the hour is odd.
//! - [`dial`] makes the link that starts the rep's dialler.
//! - [`log_link`] makes the CRM's own prefilled form.
//! - [`steps`] tells which step of a multi-channel cadence is due, and settles steps from doings.

pub mod clock;
pub mod dial;
pub mod log_link;
pub mod phone;
pub mod steps;
