//! The short forms by which people call a company, generated from its official name.

mod group;
mod initials;
mod left_out;

use super::super::domain::brand_label;
use super::super::fold::fold;
use super::super::hashlist::hash;
use super::super::index::{AccountEntry, bare_ticker};
use super::super::name::{Name, words};
use super::super::vocabulary;
use super::lexicon::{Sort, sort};
use group::{called_otherwise, group_forms, group_words};
use initials::{blends, initials};
use left_out::PLACE_PAIRS;
pub(super) use left_out::is_void;
use rustc_hash::{FxHashMap, FxHashSet};

/// Longest form in words.
pub(super) const MAX_FORM_WORDS: usize = 8;

/// How a form came about; earlier is the more telling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// The official name without its legal form.
    Full,
    /// An alias, as it was given.
    Alias,
    /// The name without words that say nothing ("Group", "Industries", "India").
    Short,
    /// Two words written as one.
    Joined,
    /// The domain's label.
    Brand,
    /// A ticker.
    Ticker,
    /// The initials.
    Initials,
    /// The first words, the rest telling one company of a family from another.
    First,
    /// A rare word that is not the first, or the name without its first word.
    Later,
    /// Beginnings of the words run together ("RCom", "Nalco").
    Blend,
}

/// One form of one account.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    pub(super) account: u32,
    pub(super) kind: Kind,
    /// Number of words.
    pub(super) words: u8,
    /// Sort of the form's only word; of several words, [`Sort::Rare`] when one is.
    pub(super) sort: Sort,
    /// The name itself is written in small letters.
    pub(super) lower: bool,
}

/// All forms by the hash of their words.
#[derive(Debug, Default)]
pub(super) struct Forms {
    /// (hash of the words, form), sorted by hash.
    all: Vec<(u64, Form)>,
    /// Hashes of first words.
    starts: FxHashSet<u64>,
    /// Some account's name is written in small letters, so that small letters may name it.
    pub(super) any_lower: bool,
}

impl Forms {
    pub(super) fn add_account(&mut self, account: u32, entry: &AccountEntry) {
        let mut seen: FxHashMap<u64, Kind> = FxHashMap::default();
        let mut add = |words: &[&str], kind: Kind, lower: bool| {
            self.add(account, words, kind, lower, &mut seen)
        };
        name_forms(&entry.name, Kind::Full, &mut add);
        for alias in &entry.aliases {
            name_forms(alias, Kind::Alias, &mut add);
        }
        if let Some(domain) = entry
            .domain
            .as_deref()
            .and_then(super::super::registrable_domain)
        {
            let label = brand_label(&domain);
            add(&[label], Kind::Brand, false);
        }
        for ticker in entry.tickers.iter().filter_map(|raw| bare_ticker(raw)) {
            add(&[&fold(&ticker)], Kind::Ticker, false);
        }
    }

    fn add(
        &mut self,
        account: u32,
        words: &[&str],
        kind: Kind,
        lower: bool,
        seen: &mut FxHashMap<u64, Kind>,
    ) {
        let letters: usize = words.iter().map(|word| word.chars().count()).sum();
        if words.is_empty() || words.len() > MAX_FORM_WORDS || letters < 2 {
            return;
        }
        let mut key = 0;
        for word in words {
            key = combine(key, hash(word));
        }
        if seen.get(&key).is_some_and(|earlier| *earlier <= kind) {
            return;
        }
        seen.insert(key, kind);
        if let Some(first) = words.first() {
            self.starts.insert(hash(first));
        }
        self.any_lower |= lower;
        let form = Form {
            account,
            kind,
            words: u8::try_from(words.len()).unwrap_or(u8::MAX),
            sort: sort_of(words),
            lower,
        };
        self.all.push((key, form));
    }

    pub(super) fn seal(&mut self) {
        self.all.sort_unstable_by(|a, b| {
            a.0.cmp(&b.0)
                .then(a.1.account.cmp(&b.1.account))
                .then(a.1.kind.cmp(&b.1.kind))
        });
        // The better kind of an account's equal forms stays.
        self.all.dedup_by(|later, earlier| {
            later.0 == earlier.0 && later.1.account == earlier.1.account
        });
        self.all.shrink_to_fit();
    }

    /// True when some form begins with the word.
    pub(super) fn starts_with(&self, word: u64) -> bool {
        self.starts.contains(&word)
    }

    /// The forms of exactly these words.
    pub(super) fn get(&self, key: u64) -> impl Iterator<Item = &Form> {
        let start = self.all.partition_point(|entry| entry.0 < key);
        self.all[start..]
            .iter()
            .take_while(move |entry| entry.0 == key)
            .map(|entry| &entry.1)
    }
}

/// The key of a word sequence, built word by word from 0.
pub(super) const fn combine(key: u64, word: u64) -> u64 {
    (key.rotate_left(7) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

fn sort_of(words: &[&str]) -> Sort {
    match words {
        [only] => sort(only),
        many if many
            .iter()
            .any(|word| sort(word) == Sort::Rare && !vocabulary::is_generic(word)) =>
        {
            Sort::Rare
        }
        _ => Sort::Common,
    }
}

/// Every form of one name.
fn name_forms(raw: &str, kind: Kind, add: &mut impl FnMut(&[&str], Kind, bool)) {
    let name = Name::parse(raw);
    let lower = !raw.chars().any(char::is_uppercase);
    let all: Vec<&str> = name.words.iter().map(|word| word.text.as_str()).collect();
    if all.is_empty() {
        return;
    }
    if let Some(group) = group_words(raw) {
        let group: Vec<&str> = group.iter().map(String::as_str).collect();
        return group_forms(&group, kind, add);
    }
    add(&all, kind, lower);
    called_otherwise(raw, &all, add);
    singular(&all, raw, lower, add);
    for at in 0..all.len().saturating_sub(1).min(3) {
        let mut joined: Vec<&str> = all.clone();
        let pair = all[at..at + 2].concat();
        joined.splice(at..at + 2, [pair.as_str()]);
        add(&joined, Kind::Joined, false);
    }
    shortened(&all, add);
    first_and_later(&all, add);
    inner_capitals(raw, &all, add);
    if all.len() >= 2 {
        add(&[&all[..2].concat()], Kind::Joined, false);
    }
    if let [one, "and", other, rest @ ..] = all.as_slice() {
        // "J&K Bank" of "Jammu and Kashmir Bank".
        let (one, other): (String, String) = (
            one.chars().take(1).collect(),
            other.chars().take(1).collect(),
        );
        let mut form = vec![one.as_str(), "and", other.as_str()];
        form.extend(rest);
        if !rest.is_empty() {
            add(&form, Kind::Initials, false);
        }
    }
    match all.as_slice() {
        // "R Power" of "Reliance Power", "GE Shipping" of "Great Eastern Shipping".
        [one, last] if !vocabulary::is_generic(one) => {
            add(&[&one[..first_letter(one)], last], Kind::Blend, false)
        }
        [one, two, last] if !vocabulary::is_stop_word(two) => {
            let letters = format!("{}{}", &one[..first_letter(one)], &two[..first_letter(two)]);
            add(&[&letters, last], Kind::Blend, false);
        }
        [only] if only.len() <= 5 && !name.legal.is_empty() => {
            let legal = &name.legal[..first_letter(&name.legal)];
            add(&[&format!("{only}{legal}")], Kind::Initials, false);
        }
        _ => {}
    }
    for letters in initials(raw, &name) {
        add(&[&letters], Kind::Initials, false);
        if letters.chars().count() == 2 && all.contains(&"and") {
            let mut apart = letters.chars().map(String::from);
            if let (Some(one), Some(two)) = (apart.next(), apart.next()) {
                add(&[&one, "and", &two], Kind::Initials, false);
            }
        }
    }
    blends(&all, &name.legal, add);
}

/// "India Cements" is also written "India Cement", "Dr. Reddy's" also "Dr Reddy".
fn singular(all: &[&str], raw: &str, lower: bool, add: &mut impl FnMut(&[&str], Kind, bool)) {
    let possessive = raw.contains("'s") || raw.contains("’s");
    let bare: Vec<&str> = all
        .iter()
        .enumerate()
        .map(|(at, word)| match word.strip_suffix('s') {
            Some(bare) if bare.len() >= 4 && (possessive || (at > 0 && at + 1 == all.len())) => {
                bare
            }
            _ => word,
        })
        .collect();
    if bare != all {
        add(&bare, Kind::Short, lower);
        if possessive && bare.len() >= 3 {
            add(&bare[..2], Kind::First, false);
        }
    }
}

fn shortened(all: &[&str], add: &mut impl FnMut(&[&str], Kind, bool)) {
    let mut end = all.len();
    while end > 1 && is_void(all[end - 1]) {
        end -= 1;
        while end > 1 && vocabulary::is_stop_word(all[end - 1]) {
            end -= 1;
        }
        // A lone generic word ("Bank", "Energy") is nobody's name.
        if end > 1 || !vocabulary::is_generic(all[0]) {
            add(&all[..end], Kind::Short, false);
        }
    }
}

fn first_and_later(all: &[&str], add: &mut impl FnMut(&[&str], Kind, bool)) {
    let distinctive = |word: &str| {
        !vocabulary::is_generic(word)
            && !vocabulary::is_stop_word(word)
            && !word.bytes().all(|byte| byte.is_ascii_digit())
    };
    if all.len() >= 2
        && distinctive(all[0])
        && sort(all[0]) != Sort::Place
        && all[0].chars().count() >= 3
    {
        add(&all[..1], Kind::First, false);
    }
    if all.len() >= 3 && !all[0].bytes().all(|byte| byte.is_ascii_digit()) {
        let end = if vocabulary::is_stop_word(all[1]) {
            3
        } else {
            2
        };
        if !PLACE_PAIRS.iter().any(|pair| pair == &all[..2]) {
            add(&all[..end], Kind::First, false);
        }
    }
    if all.len() >= 4 {
        add(&all[..3], Kind::First, false);
    }
    if all.len() >= 3 && !vocabulary::is_stop_word(all[1]) {
        add(&all[1..], Kind::Later, false);
    }
    for word in all[1..].iter().filter(|_| distinctive(all[0])) {
        if distinctive(word) && sort(word) == Sort::Rare && word.chars().count() >= 5 {
            add(&[word], Kind::Later, false);
        }
    }
}

/// Letters that the beginning of a word with capitals inside needs to stand for it.
const LEAST_BEGINNING: usize = 4;

/// "GlaxoSmithKline" is also "Glaxo", and "GSK" in front of the rest of its name.
fn inner_capitals(raw: &str, all: &[&str], add: &mut impl FnMut(&[&str], Kind, bool)) {
    let Some(first) = raw.split_whitespace().next() else {
        return;
    };
    let letters: Vec<char> = first.chars().collect();
    let starts: Vec<usize> = (1..letters.len())
        .filter(|&at| letters[at].is_uppercase() && letters[at - 1].is_lowercase())
        .collect();
    if starts.is_empty() || fold(first) != all[0] {
        return;
    }
    let beginning: String = letters[..starts[0]].iter().collect();
    let beginning = fold(&beginning);
    if beginning.chars().count() >= LEAST_BEGINNING && sort(&beginning) == Sort::Rare {
        add(&[&beginning], Kind::Later, false);
    }
    let initials: String = std::iter::once(0)
        .chain(starts)
        .map(|at| letters[at])
        .collect();
    if let (Some(next), true) = (all.get(1), initials.chars().count() >= 3) {
        add(&[&fold(&initials), next], Kind::First, false);
    }
}

fn first_letter(word: &str) -> usize {
    word.chars().next().map_or(0, char::len_utf8)
}

/// True when all words but the first are words that people leave out ("Reliance Industries").
pub(super) fn is_bare(raw: &str) -> bool {
    Name::parse(raw)
        .words
        .iter()
        .skip(1)
        .all(|word| is_void(&word.text))
}

/// Words of an industry, a product or a person, singular, folded as the text's bare words are.
pub(super) fn context_words(raw: &str) -> Vec<u64> {
    own_words(raw, true)
}

/// Words of a name, folded as forms are.
pub(super) fn name_words(raw: &str) -> Vec<u64> {
    own_words(raw, false)
}

fn own_words(raw: &str, singular: bool) -> Vec<u64> {
    words(raw)
        .into_iter()
        .filter(|word| !vocabulary::is_stop_word(&word.text))
        .map(|word| {
            let text = vocabulary::spelled_out(&word.text).unwrap_or(&word.text);
            hash(if singular {
                text.strip_suffix('s').unwrap_or(text)
            } else {
                text
            })
        })
        .collect()
}
