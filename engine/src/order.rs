//! Stable sorting by one routine for all types.
//!
//! The standard library compiles its sort anew for every type and comparison, 4 KB of WebAssembly each.
//! Lists that are short or sorted seldom go through here; what sorts all accounts does not.

use std::cmp::Ordering;

/// Sorts as [`slice::sort_by`] does.
pub(crate) fn by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    if items.len() < 2 {
        return;
    }
    let places = order(items.len(), &mut |one, other| {
        compare(&items[one], &items[other])
    });
    put(items, &places);
}

/// Sorts as [`slice::sort_by_key`] does.
pub(crate) fn by_key<T, K: Ord>(items: &mut [T], mut key: impl FnMut(&T) -> K) {
    by(items, |one, other| key(one).cmp(&key(other)));
}

/// The places of a list's items in order.
fn order(length: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..length).collect();
    places.sort_by(|one, other| compare(*one, *other));
    places
}

/// Puts the item of `places[0]` first, and so on.
fn put<T>(items: &mut [T], places: &[usize]) {
    for (at, &place) in places.iter().enumerate() {
        // An item that stood before `at` was exchanged away; its own place says where to.
        let mut from = place;
        while from < at {
            from = places[from];
        }
        items.swap(at, from);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(list in prop::collection::vec((0_u8..8, any::<u16>()), 0..200)) {
            let mut theirs = list.clone();
            theirs.sort_by_key(|one| one.0);
            let mut own = list.clone();
            by(&mut own, |one, other| one.0.cmp(&other.0));
            prop_assert_eq!(&own, &theirs);
            let mut own = list;
            by_key(&mut own, |item| item.0);
            prop_assert_eq!(own, theirs);
        }
    }
}
