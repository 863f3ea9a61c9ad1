//! The two wires of a view: questions to the engine, and facts and drafts of the host page.

mod engine;
mod page;
mod read;

pub(crate) use engine::{Asked, Client, Link, Listening};
pub(crate) use page::{Captured, Draft, Insertion, PageEvent, PagePort, Place, Sent};

pub(crate) use read::read;

use std::rc::Rc;

/// A reply that several components show; equal only to itself, so that no view compares texts.
#[derive(Debug)]
pub(crate) struct Shared<T>(Rc<T>);

impl<T> Shared<T> {
    /// Shares a value.
    pub(crate) fn new(value: T) -> Self {
        Self(Rc::new(value))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> std::ops::Deref for Shared<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}
