//! The public suffix list: how much of a host name is an ending under which anybody registers.

use crate::packed::{Packed, packed};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// The rules, a line each; made by `cargo run --example public_suffix` (there the source).
static RULES: Packed = packed!("data/public_suffix/rules.txt");

/// The line after which the rules of companies that rent out names follow.
const PRIVATE_SECTION: &str = "===";

/// Who gives out names under a suffix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    /// A registry of the internet's root (`com`, `co.uk`).
    Registry,
    /// A company (`github.io`, `wordpress.com`).
    Company,
}

/// The ending of a host under which names are given out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Suffix<'h> {
    /// The ending without a dot before it.
    pub(super) text: &'h str,
    /// Who gives out names under it; `None` when the list does not know the ending.
    pub(super) section: Option<Section>,
}

/// What the list says of one name.
#[derive(Debug, Clone, Copy, Default)]
struct Rules {
    /// The name is a suffix.
    itself: Option<Section>,
    /// So is every name right below it.
    below: Option<Section>,
    /// But not this name, although it is right below one of those.
    except: Option<Section>,
}

/// The suffix of a host in lower-case ASCII, by the list's algorithm: the longest rule wins, an
/// exception wins over all, and an unknown ending is its last label. `None` when a label is empty.
pub(super) fn suffix(host: &str) -> Option<Suffix<'_>> {
    if host.split('.').any(str::is_empty) {
        return None;
    }
    let rules = rules();
    let last = host.rfind('.').map_or(0, |dot| dot + 1);
    let mut found = Suffix {
        text: &host[last..],
        section: None,
    };
    // Where the name that is looked at begins, and where the one with one label more.
    let (mut start, mut longer) = (last, previous(host, last));
    loop {
        let rule = rules.get(&host[start..]).copied().unwrap_or_default();
        if rule.except.is_some() {
            let shorter = host[start..].split_once('.')?.1;
            return Some(Suffix {
                text: shorter,
                section: rule.except,
            });
        }
        if rule.itself.is_some() {
            found = Suffix {
                text: &host[start..],
                section: rule.itself,
            };
        }
        let Some(next) = longer else {
            return Some(found);
        };
        if rule.below.is_some() {
            found = Suffix {
                text: &host[next..],
                section: rule.below,
            };
        }
        (start, longer) = (next, previous(host, next));
    }
}

/// The part of a host that somebody registered: the suffix and one label more. `None` for a bare suffix.
pub(super) fn registered(host: &str) -> Option<(&str, Suffix<'_>)> {
    let suffix = suffix(host)?;
    let start = host.len() - suffix.text.len();
    previous(host, start).map(|from| (&host[from..], suffix))
}

/// Where the label before the one that begins at `start` begins.
fn previous(host: &str, start: usize) -> Option<usize> {
    let before = host.get(..start.checked_sub(1)?)?;
    Some(before.rfind('.').map_or(0, |dot| dot + 1))
}

fn rules() -> &'static FxHashMap<&'static str, Rules> {
    static TABLE: OnceLock<FxHashMap<&'static str, Rules>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: FxHashMap<&'static str, Rules> = FxHashMap::default();
        let mut section = Section::Registry;
        for line in RULES.text().lines().filter(|line| !line.starts_with('#')) {
            if line == PRIVATE_SECTION {
                section = Section::Company;
            } else if let Some(name) = line.strip_prefix("*.") {
                table.entry(name).or_default().below = Some(section);
            } else if let Some(name) = line.strip_prefix('!') {
                table.entry(name).or_default().except = Some(section);
            } else {
                table.entry(line).or_default().itself = Some(section);
            }
        }
        table
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theirs(host: &str) -> Option<(String, Option<Section>)> {
        let suffix = psl::suffix(host.as_bytes())?;
        let section = suffix.typ().map(|section| match section {
            psl::Type::Icann => Section::Registry,
            psl::Type::Private => Section::Company,
        });
        let text = std::str::from_utf8(suffix.as_bytes()).ok()?;
        Some((text.to_owned(), section))
    }

    /// Every rule, with labels before it, means what the `psl` crate says it means; but the crate loses
    /// a wildcard where a longer rule continues it, which the list's algorithm does not.
    #[test]
    fn the_list_agrees_with_the_psl_crate() {
        let mut compared = 0;
        for line in RULES.text().lines().filter(|line| !line.starts_with('#')) {
            let name = line.trim_start_matches(['*', '.', '!']);
            if line == PRIVATE_SECTION || name.ends_with("cloud.int.apple") {
                continue;
            }
            for host in [
                name.to_owned(),
                format!("acme.{name}"),
                format!("www.acme.{name}"),
                format!("a.b.c.{name}"),
            ] {
                if host == name && line.starts_with('*') {
                    continue;
                }
                let own = suffix(&host).map(|suffix| (suffix.text.to_owned(), suffix.section));
                assert_eq!(own, theirs(&host), "{host}");
                compared += 1;
            }
        }
        assert!(compared > 40_000, "{compared}");
    }

    #[test]
    fn hosts_that_are_none_have_no_suffix() {
        for host in ["", ".", "a..com", ".com", "com."] {
            assert_eq!(suffix(host), None, "{host}");
        }
        assert_eq!(registered("com"), None);
        assert_eq!(registered("localhost"), None);
    }
}
