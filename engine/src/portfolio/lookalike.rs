//! Look-alikes.
