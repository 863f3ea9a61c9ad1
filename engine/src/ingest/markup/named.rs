//! The characters that HTML names.

use crate::packed::{Packed, packed};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Name and code points in hexadecimal, a line each; from the HTML standard.
static ENTITIES: Packed = packed!("data/html/entities.txt");

/// The names that nearly every text is content with, so that the table is rarely read.
const COMMONEST: [(&str, &str); 6] = [
    ("amp", "&"),
    ("apos", "'"),
    ("gt", ">"),
    ("lt", "<"),
    ("nbsp", "\u{a0}"),
    ("quot", "\""),
];

/// What a name stands for, one character or two.
pub(super) fn named(name: &str) -> Option<&'static str> {
    static TABLE: OnceLock<FxHashMap<&'static str, String>> = OnceLock::new();
    if let Some((_, text)) = COMMONEST.iter().find(|(common, _)| *common == name) {
        return Some(text);
    }
    TABLE.get_or_init(read).get(name).map(String::as_str)
}

fn read() -> FxHashMap<&'static str, String> {
    let lines = ENTITIES.text().lines();
    lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (name, codes) = line.split_once(' ')?;
            let characters = codes
                .split(' ')
                .map(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?));
            Some((name, characters.collect::<Option<String>>()?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_mean_what_the_standard_says() {
        assert_eq!(read().len(), 2_125);
        for (name, text) in COMMONEST {
            assert_eq!(read().get(name).map(String::as_str), Some(text));
        }
        for (name, text) in [
            ("eacute", "é"),
            ("Gcedil", "Ģ"),
            ("rsquo", "’"),
            ("hellip", "…"),
            ("NotEqualTilde", "≂\u{338}"),
            ("zwnj", "\u{200c}"),
        ] {
            assert_eq!(named(name), Some(text), "{name}");
        }
        assert_eq!(named("nosuchname"), None);
        assert_eq!(named(""), None);
    }
}
