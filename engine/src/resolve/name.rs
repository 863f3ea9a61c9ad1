//! Company names made comparable.
//!
//! [`key`] gives the string under which two spellings of one name meet; [`display`] gives the name
//! cleaned for showing; [`Name`] is the parsed form that the resolver compares word by word.

use super::fold::{MAX_CHARS, fold_char, is_invisible};
use super::{legal, listing, vocabulary};

/// Most words of a name that are compared.
pub(super) const MAX_WORDS: usize = 16;

/// One word of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Folded, abbreviations of the trade spelled out.
    pub(super) text: String,
    /// True when it was written with a full stop, so that letters may be missing at its end.
    pub(super) cut: bool,
}

impl AsRef<str> for Word {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

/// A parsed company name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// The words that tell the company from others, legal form and listing noise off.
    pub(super) words: Vec<Word>,
    /// The legal form at the end, folded, words joined by a space; empty when none.
    pub(super) legal: String,
    /// Written in capitals throughout, as price lists do, where long words are cut short.
    pub(super) shouting: bool,
}

impl Name {
    /// Parses a name; never fails, and is empty only when the text has no letter or digit.
    pub(super) fn parse(raw: &str) -> Self {
        let shouting = is_shouting(raw);
        let mut words = words(legal::strip_unspaced(without_state(raw)));
        words.truncate(listing::keep(&words, shouting));
        words.truncate(listing::keep_first_saying(&words));
        let mut form = String::new();
        while words.len() > 1 {
            if words.last().is_some_and(|word| word.text == "and") {
                words.pop();
                continue;
            }
            let count = legal::trailing(&words).min(words.len() - 1);
            if count == 0 {
                let kept = listing::keep(&words, shouting);
                if kept == words.len() {
                    break;
                }
                words.truncate(kept);
                continue;
            }
            let tail = words.split_off(words.len() - count);
            let tail: Vec<&str> = tail.iter().map(|word| word.text.as_str()).collect();
            form = if form.is_empty() {
                tail.join(" ")
            } else {
                format!("{} {form}", tail.join(" "))
            };
        }
        while words.len() > 1 {
            let count = if words[0].text == "the" {
                1
            } else {
                legal::leading(&words)
            };
            if count == 0 || count >= words.len() {
                break;
            }
            words.drain(..count);
        }
        for word in &mut words {
            if let Some(full) = vocabulary::spelled_out(&word.text) {
                word.text.clear();
                word.text.push_str(full);
                word.cut = false;
            }
        }
        words.truncate(MAX_WORDS);
        Self {
            words,
            legal: form,
            shouting,
        }
    }

    /// The words joined by one space.
    pub(super) fn key(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|word| word.text.as_str()).collect();
        words.join(" ")
    }
}

/// The comparison key of a company name: folded (NFKD, case, accents, punctuation), legal form,
/// leading "the" and listing noise ("Class A", "ADR", "O.N.") off, common abbreviations spelled out.
/// Two spellings of one name have the same key; `key(key(x)) == key(x)`. Empty only when the text
/// has no letter or digit.
///
/// ```
/// use hookline_engine::resolve::key;
/// assert_eq!(key("Société Générale S.A."), key("SOCIETE GENERALE"));
/// assert_eq!(key("The Sage Group plc"), "sage group");
/// ```
#[must_use]
pub fn key(name: &str) -> String {
    let mut key = Name::parse(name).key();
    // Taking one thing off can bare another; each round shortens the key or ends.
    for _ in 0..MAX_WORDS {
        let again = Name::parse(&key).key();
        if again == key {
            break;
        }
        key = again;
    }
    key
}

/// The name cleaned for showing: invisible and control characters off, white space single,
/// listing noise kept, at most 200 characters.
#[must_use]
pub fn display(name: &str) -> String {
    let visible: String = name
        .chars()
        .take(MAX_CHARS)
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| !is_invisible(*c))
        .collect();
    let single = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    single.chars().take(200).collect()
}

/// Splits text into folded words: letters and digits; "&" and "+" read as "and"; apostrophes join;
/// letters with full stops or spaces between them are one word ("S.p.A.", "V I P").
pub(super) fn words(raw: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::with_capacity(8);
    let mut text = String::new();
    for character in raw.chars().take(MAX_CHARS) {
        let before = text.len();
        if character.is_alphanumeric() || !character.is_ascii() {
            fold_char(character, &mut text);
            let folded = &text[before..];
            if folded.chars().all(char::is_alphanumeric) {
                continue;
            }
            let joins = matches!(character, '’' | '‘' | 'ʼ' | '´');
            text.truncate(before);
            if joins {
                continue;
            }
        } else if matches!(character, '\'' | '`') {
            continue;
        }
        if !text.is_empty() {
            words.push(Word {
                text: std::mem::take(&mut text),
                cut: character == '.',
            });
        }
        if matches!(character, '&' | '+') {
            words.push(Word {
                text: "and".to_owned(),
                cut: false,
            });
        }
        if words.len() >= MAX_WORDS * 2 {
            break;
        }
    }
    if !text.is_empty() {
        words.push(Word { text, cut: false });
    }
    join_letters(words)
}

/// "s p a" becomes "spa"; a single letter between longer words stays.
fn join_letters(words: Vec<Word>) -> Vec<Word> {
    let is_letter = |word: &Word| {
        let mut characters = word.text.chars();
        characters.next().is_some_and(char::is_alphabetic) && characters.next().is_none()
    };
    if words
        .windows(2)
        .all(|pair| !(is_letter(&pair[0]) && is_letter(&pair[1])))
    {
        return words;
    }
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    let mut in_run = false;
    for word in words {
        let letter = is_letter(&word);
        match joined.last_mut() {
            Some(last) if letter && in_run => {
                last.text.push_str(&word.text);
                last.cut = false;
            }
            _ => joined.push(word),
        }
        in_run = letter;
    }
    joined
}

/// The name without the state of incorporation that the SEC appends ("/DE/", "/NEW").
fn without_state(raw: &str) -> &str {
    let trimmed = raw.trim_end();
    let bare = trimmed.strip_suffix('/').unwrap_or(trimmed);
    match bare.rsplit_once('/') {
        Some((name, state))
            if (1..=4).contains(&state.len())
                && state.bytes().all(|byte| byte.is_ascii_uppercase())
                && (name.ends_with(' ') || bare.len() < trimmed.len())
                && !name.trim().is_empty() =>
        {
            name.trim_end()
        }
        _ => raw,
    }
}

fn is_shouting(raw: &str) -> bool {
    let mut letters = 0;
    for character in raw.chars().take(MAX_CHARS) {
        if character.is_lowercase() {
            return false;
        }
        letters += usize::from(character.is_uppercase());
    }
    letters >= 2
}
