//! Keys under which stored things are found: names, domains and addresses in one written form.

use crate::ingest::values::web;
use crate::resolve::registrable_domain;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Legal forms left out of a name's key when they end it; the forms of the companies' registers of
/// the countries that the lists of `cleanco` cover most often. The resolver knows many more; here a
/// missed form costs nothing but an account that is found by its domain or its full name only.
const LEGAL_FORMS: &[&str] = &[
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "company",
    "llc",
    "llp",
    "lp",
    "ltd",
    "limited",
    "plc",
    "gmbh",
    "ag",
    "kg",
    "ohg",
    "ug",
    "se",
    "sa",
    "sas",
    "sarl",
    "spa",
    "srl",
    "bv",
    "nv",
    "ab",
    "as",
    "asa",
    "oy",
    "oyj",
    "aps",
    "kk",
    "pty",
    "pte",
    "pvt",
    "bhd",
    "sdn",
    "sl",
    "slu",
    "ltda",
    "eirl",
    "sapi",
    "cv",
    "kft",
    "zrt",
    "nyrt",
    "doo",
    "dd",
    "sro",
    "spzoo",
    "pjsc",
    "jsc",
    "ooo",
    "oao",
    "zao",
    "tbk",
    "pt",
    "sab",
];

/// Longest text that is turned into a key, in characters; a longer one is cut.
const LONGEST: usize = 300;

/// A name as [`name_key`] splits it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameKey {
    /// The name without its legal form: lower case, no accents, no punctuation, single spaces.
    pub key: String,
    /// The legal forms left out, in order; empty when the name has none.
    pub form: String,
}

/// The key of a company's or person's name. Never empty unless the name has no letter or digit.
#[must_use]
pub fn name_key(name: &str) -> NameKey {
    let words = words_of(name);
    let mut end = words.len();
    while end > 1 && is_legal_form(&words[end - 1]) {
        end -= 1;
    }
    NameKey {
        key: words[..end].join(" "),
        form: words[end..].join(" "),
    }
}

/// The key of a person's name: as [`name_key`], with no legal form taken off.
#[must_use]
pub fn person_key(name: &str) -> String {
    words_of(name).join(" ")
}

fn is_legal_form(word: &str) -> bool {
    LEGAL_FORMS.contains(&word)
}

fn words_of(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for character in name.chars().take(LONGEST).nfkd() {
        if is_combining_mark(character) || matches!(character, '.' | '\'' | '’') {
            // "L.L.C." is one word, "Macy’s" too.
            continue;
        }
        if character.is_alphanumeric() {
            word.extend(character.to_lowercase());
        } else {
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            if matches!(character, '&' | '+') {
                words.push("and".to_owned());
            }
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// An address in the form in which it is stored; `None` when it is no address.
#[must_use]
pub fn email_key(text: &str) -> Option<String> {
    web::email(text).ok()
}

/// The registrable domain of a website, host or address, in lower case ASCII ("acme.co.uk").
/// `None` when the text names no host under a public suffix.
#[must_use]
pub fn domain_key(text: &str) -> Option<String> {
    registrable_domain(text)
}

/// The key under which a correction about a name, domain or address is kept.
#[must_use]
pub fn correction_key(text: &str) -> String {
    if let Some(email) = email_key(text) {
        return format!("email:{email}");
    }
    match domain_key(text) {
        Some(domain) => format!("domain:{domain}"),
        None => format!("name:{}", name_key(text).key),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_keyed_without_its_legal_form() {
        for (name, key, form) in [
            ("Acme, Inc.", "acme", "inc"),
            ("ACME L.L.C.", "acme", "llc"),
            ("Société Générale S.A.", "societe generale", "sa"),
            ("Johnson & Johnson", "johnson and johnson", ""),
            ("Macy’s", "macys", ""),
            ("Co", "co", ""),
            ("Ａｃｍｅ Ｌｔｄ", "acme", "ltd"),
            ("株式会社", "株式会社", ""),
            ("\u{202e}!!", "", ""),
        ] {
            let found = name_key(name);
            assert_eq!(
                (found.key.as_str(), found.form.as_str()),
                (key, form),
                "{name}"
            );
        }
    }

    #[test]
    fn a_domain_is_the_registrable_one() {
        for (text, domain) in [
            ("https://www.Acme.co.uk/about?x=1", Some("acme.co.uk")),
            ("jo@mail.acme.com", Some("acme.com")),
            ("acme.com", Some("acme.com")),
            ("WWW.ACME.COM.", Some("acme.com")),
            ("münchen.de", Some("xn--mnchen-3ya.de")),
            ("co.uk", None),
            ("localhost", None),
            ("10.0.0.1", None),
            ("Acme Inc", None),
            ("acme.notasuffix", None),
            ("javascript://acme.com", None),
            ("", None),
        ] {
            assert_eq!(domain_key(text).as_deref(), domain, "{text}");
        }
    }

    #[test]
    fn an_address_is_trimmed_and_lowered() {
        assert_eq!(email_key(" <Jo@Acme.com> ").as_deref(), Some("jo@acme.com"));
        assert_eq!(
            email_key("mailto:jo@acme.com").as_deref(),
            Some("jo@acme.com")
        );
        for wrong in [
            "",
            "jo",
            "jo@",
            "@acme.com",
            "jo@acme",
            "a b@acme.com",
            "a@b@c.com",
        ] {
            assert_eq!(email_key(wrong), None, "{wrong}");
        }
    }
}
