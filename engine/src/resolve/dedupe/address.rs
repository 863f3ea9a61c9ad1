//! Postal addresses made comparable.

use crate::resolve::name::words;

/// Short and long forms of the words of addresses, in several languages.
const SPELLINGS: &[(&str, &str)] = &[
    ("st", "street"),
    ("str", "street"),
    ("strasse", "street"),
    ("rd", "road"),
    ("ave", "avenue"),
    ("av", "avenue"),
    ("avda", "avenida"),
    ("blvd", "boulevard"),
    ("bd", "boulevard"),
    ("bvd", "boulevard"),
    ("dr", "drive"),
    ("ln", "lane"),
    ("ct", "court"),
    ("pl", "place"),
    ("sq", "square"),
    ("hwy", "highway"),
    ("pkwy", "parkway"),
    ("pky", "parkway"),
    ("cir", "circle"),
    ("ter", "terrace"),
    ("terr", "terrace"),
    ("trl", "trail"),
    ("expy", "expressway"),
    ("ste", "suite"),
    ("apt", "apartment"),
    ("bldg", "building"),
    ("fl", "floor"),
    ("flr", "floor"),
    ("rm", "room"),
    ("n", "north"),
    ("s", "south"),
    ("e", "east"),
    ("w", "west"),
    ("ne", "northeast"),
    ("nw", "northwest"),
    ("se", "southeast"),
    ("sw", "southwest"),
    ("mt", "mount"),
    ("ft", "fort"),
    ("bet", "between"),
    ("btwn", "between"),
    ("no", "number"),
    ("nr", "number"),
    ("usa", "us"),
    ("uk", "gb"),
    ("pob", "box"),
    ("first", "1st"),
    ("second", "2nd"),
    ("third", "3rd"),
    ("fourth", "4th"),
    ("fifth", "5th"),
    ("sixth", "6th"),
    ("seventh", "7th"),
    ("eighth", "8th"),
    ("ninth", "9th"),
    ("tenth", "10th"),
    ("ca", "california"),
    ("ny", "newyork"),
    ("tx", "texas"),
    ("ind", "industrial"),
    ("cnr", "corner"),
    ("ctr", "center"),
    ("centre", "center"),
];

/// The words of an address, folded, spelled out; glued street words taken apart ("Hauptstr.").
pub(super) fn address_words(raw: &str) -> Vec<String> {
    let mut all = Vec::new();
    for word in words(raw) {
        match SPELLINGS.iter().find(|(short, _)| *short == word.text) {
            Some((_, long)) => all.push((*long).to_owned()),
            None => match word
                .text
                .strip_suffix("strasse")
                .or_else(|| word.text.strip_suffix("str"))
                .filter(|stem| stem.len() >= 4)
            {
                Some(stem) => all.extend([stem.to_owned(), "street".to_owned()]),
                None => all.push(word.text),
            },
        }
    }
    all
}

/// The digits of a phone number that tell it apart: the last nine, without country code and trunk
/// zero; empty for fewer than six digits.
pub(super) fn phone_key(raw: &str) -> String {
    let without_extension = raw.to_ascii_lowercase();
    let without_extension = without_extension
        .split(['x', 'e', ';'])
        .next()
        .unwrap_or_default();
    let digits: Vec<char> = without_extension
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    if digits.len() < 6 {
        return String::new();
    }
    digits[digits.len().saturating_sub(9)..]
        .iter()
        .collect::<String>()
        .trim_start_matches('0')
        .to_owned()
}
