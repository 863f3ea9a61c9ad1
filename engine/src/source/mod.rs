//! Public sources: which requests are due, and what a response says.
