//! The short forms by which people call a company, generated from its official name.

use super::super::domain::brand_label;
use super::super::fold::fold;
use super::super::hashlist::hash;
use super::super::index::{AccountEntry, bare_ticker};
use super::super::name::{Name, words};
use super::super::vocabulary;
use super::lexicon::{Sort, sort};
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
    singular(&all, raw, lower, add);
    for at in 0..all.len().saturating_sub(1).min(3) {
        let mut joined: Vec<&str> = all.clone();
        let pair = all[at..at + 2].concat();
        joined.splice(at..at + 2, [pair.as_str()]);
        add(&joined, Kind::Joined, false);
    }
    shortened(&all, add);
    first_and_later(&all, add);
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

/// Words that make a name that of a group of companies ("sugar companies", "capital goods players").
const GROUP_WORDS: &[&str] = &[
    "stocks",
    "companies",
    "players",
    "shares",
    "firms",
    "makers",
    "sector",
    "space",
    "names",
    "producers",
    "manufacturers",
    "cos",
    "mills",
    "scrips",
    "pack",
    "stock",
    "company",
    "contracts",
];

/// Words that narrow a group by size.
const SIZES: &[&str] = &[
    "cap", "largecap", "midcap", "smallcap", "large", "mid", "small", "sized", "big",
];

/// The words of a name that describes a group: the last one is a group's word in small letters.
fn group_words(raw: &str) -> Option<Vec<String>> {
    let last = raw.split_whitespace().last()?;
    let all: Vec<String> = words(raw)
        .into_iter()
        .map(|word| vocabulary::spelled_out(&word.text).map_or(word.text, str::to_owned))
        .collect();
    (all.len() >= 2 && GROUP_WORDS.contains(&last)).then_some(all)
}

/// A group is called by its kind with any of the group's words, with or without what narrows it
/// ("large cap IT stocks", "IT sector"); by its kind alone when that is two words.
fn group_forms(all: &[&str], kind: Kind, add: &mut impl FnMut(&[&str], Kind, bool)) {
    add(all, kind, true);
    let kind_of = &all[..all.len() - 1];
    if let [one, "and", _] = kind_of {
        for word in GROUP_WORDS {
            add(&[one, word], Kind::Later, true);
        }
    }
    for start in 0..kind_of.len() {
        let narrowed = &kind_of[start..];
        if vocabulary::is_stop_word(narrowed[0]) || narrowed[0] == "cap" {
            continue;
        }
        // A size sets a part of the group apart; a place or a trade hardly does.
        let by_size = kind_of[..start].iter().any(|word| SIZES.contains(word));
        let kind = match start {
            0 => Kind::Short,
            _ if by_size => Kind::Blend,
            _ => Kind::Later,
        };
        for word in GROUP_WORDS {
            let mut form = narrowed.to_vec();
            form.push(word);
            add(&form, kind, true);
        }
        if narrowed.len() >= 2 {
            add(narrowed, kind, true);
        }
    }
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

/// Words at a name's end that people leave out.
const VOID: &[&str] = &[
    "group",
    "holding",
    "industry",
    "enterprise",
    "international",
    "global",
    "corp",
    "service",
    "solution",
    "technology",
    "system",
    "brand",
    "product",
    "worldwide",
    "and",
    "of",
    "international",
    "venture",
    "trust",
    "partners",
    "associates",
    "company",
    "com",
    "stocks",
    "companies",
    "players",
    "shares",
    "software",
    "works",
    "platform",
    "platforms",
    "inc",
    "io",
    "studios",
    "america",
    "americas",
    "europe",
    "asia",
    "north",
    "new",
    "old",
    "the",
    "consolidated",
    "stores",
    "ventures",
    "overseas",
    "limited",
    "pharmaceutical",
];

pub(super) fn is_void(word: &str) -> bool {
    VOID.contains(&word) || sort(word) == Sort::Place
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

/// Places of two words; a name that begins with one is not called by it.
const PLACE_PAIRS: &[[&str; 2]] = &[
    ["new", "york"],
    ["new", "zealand"],
    ["new", "delhi"],
    ["new", "jersey"],
    ["new", "england"],
    ["new", "mexico"],
    ["new", "orleans"],
    ["hong", "kong"],
    ["los", "angeles"],
    ["las", "vegas"],
    ["san", "francisco"],
    ["san", "diego"],
    ["san", "jose"],
    ["united", "states"],
    ["united", "kingdom"],
    ["united", "arab"],
    ["south", "africa"],
    ["south", "korea"],
    ["north", "america"],
    ["south", "america"],
    ["latin", "america"],
    ["middle", "east"],
    ["wall", "street"],
    ["great", "britain"],
    ["silicon", "valley"],
    ["saudi", "arabia"],
    ["sri", "lanka"],
    ["costa", "rica"],
    ["puerto", "rico"],
    ["el", "salvador"],
    ["west", "bengal"],
    ["tamil", "nadu"],
    ["andhra", "pradesh"],
    ["uttar", "pradesh"],
    ["madhya", "pradesh"],
    ["north", "carolina"],
    ["south", "carolina"],
    ["north", "dakota"],
    ["south", "dakota"],
    ["west", "virginia"],
    ["rhode", "island"],
    ["british", "columbia"],
    ["nova", "scotia"],
    ["new", "south"],
    ["buenos", "aires"],
    ["sao", "paulo"],
    ["rio", "de"],
    ["tel", "aviv"],
    ["abu", "dhabi"],
    ["kuala", "lumpur"],
    ["ho", "chi"],
    ["west", "coast"],
    ["east", "coast"],
    ["gold", "coast"],
    ["bay", "area"],
    ["white", "house"],
    ["first", "national"],
    ["bank", "of"],
    ["hua", "xia"],
];

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

fn first_letter(word: &str) -> usize {
    word.chars().next().map_or(0, char::len_utf8)
}

/// Initials with the stop words and the legal form's letters in or out: "ONGC", "SAIL", "HPCL".
fn initials(raw: &str, name: &Name) -> Vec<String> {
    let first = |word: &str| word.chars().next().unwrap_or('x');
    let bare: Vec<&str> = name.words.iter().map(|word| word.text.as_str()).collect();
    let without_stop: String = bare
        .iter()
        .filter(|word| !vocabulary::is_stop_word(word))
        .map(|word| first(word))
        .collect();
    // "PC Jeweller" is "PCJ": what is initials already stays whole.
    let whole_first: Option<String> = bare
        .first()
        .filter(|word| (2..=3).contains(&word.len()) && raw.starts_with(&word.to_uppercase()))
        .map(|word| {
            let rest = bare[1..]
                .iter()
                .filter(|word| !vocabulary::is_stop_word(word))
                .map(|word| first(word));
            word.chars().chain(rest).collect()
        });
    let with_stop: String = bare
        .iter()
        .filter(|word| **word != "and")
        .map(|word| first(word))
        .collect();
    let legal: Vec<char> = name
        .legal
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(first)
        .collect();
    let mut found: Vec<String> = Vec::new();
    for base in [Some(without_stop), Some(with_stop), whole_first]
        .into_iter()
        .flatten()
    {
        let mut texts = vec![base.clone()];
        // "Corp. Ltd." gives C, CL and L.
        for start in 0..legal.len() {
            for end in start + 1..=legal.len() {
                texts.push(
                    base.chars()
                        .chain(legal[start..end].iter().copied())
                        .collect(),
                );
            }
        }
        // Only names of two words and more have initials.
        found.extend(
            texts
                .into_iter()
                .filter(|text| base.chars().count() >= 2 && text.chars().count() >= 2),
        );
    }
    found.retain(|text| text.chars().count() >= 3 || raw.contains('&'));
    found.sort_unstable();
    found.dedup();
    found
}

/// Beginnings run together, at least four letters: "rcom", "concor", "nalco".
fn blends(all: &[&str], legal: &str, add: &mut impl FnMut(&[&str], Kind, bool)) {
    let legal_word = legal.split(' ').next().filter(|word| !word.is_empty());
    let content: Vec<&str> = all
        .iter()
        .copied()
        .filter(|word| !vocabulary::is_stop_word(word) && sort(word) != Sort::Place)
        .collect();
    let with_legal: Vec<&str> = content.iter().copied().chain(legal_word).collect();
    let begin = |word: &str, letters: usize| -> String { word.chars().take(letters).collect() };
    let patterns: &[&[usize]] = match content.len() {
        2 => &[&[1, 3], &[1, 4], &[3, 3], &[1, 5]],
        3 => &[&[1, 1, 3], &[2, 2, 2], &[1, 2, 2]],
        _ => &[],
    };
    let mut put = |words: &[&str], pattern: &[usize]| {
        let text: String = words
            .iter()
            .zip(pattern)
            .map(|(word, letters)| begin(word, *letters))
            .collect();
        if text.chars().count() >= 4 && sort(&text) == Sort::Rare {
            add(&[&text], Kind::Blend, false);
        }
    };
    for pattern in patterns {
        put(&content, pattern);
    }
    if with_legal.len() == content.len() + 1 {
        match content.len() {
            2 => [[1, 2, 2], [3, 0, 3], [2, 2, 2]]
                .iter()
                .for_each(|pattern| put(&with_legal, pattern)),
            3 => put(&with_legal, &[1, 1, 1, 2]),
            _ => {}
        }
    }
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
