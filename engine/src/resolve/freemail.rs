//! Hosts where anybody can have an address; they say nothing about a person's company.

use crate::packed::{Packed, packed};
use rustc_hash::FxHashSet;
use std::sync::OnceLock;

/// First labels of free-mail brands that run one site per country ("yahoo.co.jp", "hotmail.fr").
const BRANDS: &[&str] = &[
    "yahoo",
    "ymail",
    "rocketmail",
    "hotmail",
    "outlook",
    "gmail",
    "googlemail",
    "gmx",
    "yandex",
    "live",
];

/// Registrable domains, checked as they are.
static HOSTS: Packed = packed!("data/names/free_mail_hosts.txt");

/// True when mail addresses at this registrable domain belong to anybody.
#[must_use]
pub(super) fn is_free(registrable: &str) -> bool {
    static TABLE: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    let hosts = TABLE.get_or_init(|| HOSTS.entries().collect());
    if hosts.contains(registrable) {
        return true;
    }
    let Some((label, suffix)) = registrable.split_once('.') else {
        return false;
    };
    // A country's site of a brand that gives addresses away; ".com" and the like are listed above.
    let is_country = suffix.rsplit('.').next().is_some_and(|end| end.len() == 2);
    is_country && BRANDS.contains(&label)
}
