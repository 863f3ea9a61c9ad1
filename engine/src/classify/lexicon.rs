//! The tables of concepts, and which of them a text names.

use super::text::{Class, Text, Token, fold};
use crate::packed::{Packed, packed};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// The tables, in the order in which their concepts are numbered.
static TABLES: [Packed; 6] = [
    packed!("data/lexicon/money.txt"),
    packed!("data/lexicon/deals.txt"),
    packed!("data/lexicon/people.txt"),
    packed!("data/lexicon/business.txt"),
    packed!("data/lexicon/stance.txt"),
    packed!("data/lexicon/rules.txt"),
];

/// Beginning of the names of concepts that only the rules use; they are in the last table.
const RULE: &str = "rule_";

/// Shortest beginning of a word that stands for every word that begins so.
const SHORTEST_STEM: usize = 3;

/// Marks of beginnings, many times as many as there are stems.
const BEGINNINGS: usize = 16_384;

/// A concept's number.
pub type Concept = u16;

/// A concept that a text names, with the tokens that name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// The concept.
    pub concept: Concept,
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
}

/// All concepts, ready to be found.
#[derive(Debug)]
pub struct Lexicon {
    names: Vec<&'static str>,
    words: FxHashMap<String, u32>,
    stems: FxHashMap<String, u32>,
    steps: FxHashMap<(u32, u32), u32>,
    ends: Vec<Vec<Concept>>,
    /// Marks of how stems begin: most words begin like none, and need not be looked up at every length.
    beginnings: Vec<bool>,
    /// Concepts from this number on are the rules' own.
    features: usize,
}

/// Symbols of the classes; those of words follow.
const ANY: u32 = 0;
const NUMBER: u32 = 1;
const PERCENT: u32 = 2;
const MONEY: u32 = 3;
const YEAR: u32 = 4;
const PERIOD: u32 = 5;
const FIRST_WORD: u32 = 6;

impl Lexicon {
    /// The lexicon that ships, read once.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Lexicon> = OnceLock::new();
        SHARED.get_or_init(Self::read)
    }

    fn read() -> Self {
        let mut lexicon = Self {
            names: Vec::new(),
            words: FxHashMap::default(),
            stems: FxHashMap::default(),
            steps: FxHashMap::default(),
            ends: vec![Vec::new()],
            beginnings: vec![false; BEGINNINGS],
            features: 0,
        };
        for table in &TABLES {
            let mut concept = None;
            for line in table
                .text()
                .lines()
                .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
            {
                let phrases = if line.starts_with(' ') {
                    line
                } else if let Some((name, phrases)) = line.split_once(':') {
                    concept = Some(lexicon.names.len() as Concept);
                    lexicon.names.push(name);
                    phrases
                } else {
                    continue;
                };
                if let Some(concept) = concept {
                    for phrase in phrases.split('|') {
                        lexicon.add(concept, phrase.trim());
                    }
                }
            }
        }
        for stem in lexicon.stems.keys() {
            lexicon.beginnings[beginning(stem)] = true;
        }
        let own = |name: &&str| name.starts_with(RULE);
        lexicon.features = lexicon
            .names
            .iter()
            .position(own)
            .unwrap_or(lexicon.names.len());
        lexicon
    }

    fn add(&mut self, concept: Concept, phrase: &str) {
        let mut node = 0;
        for symbol in self.symbols_of(phrase) {
            let fresh = self.ends.len() as u32;
            node = *self.steps.entry((node, symbol)).or_insert(fresh);
            if node == fresh {
                self.ends.push(Vec::new());
            }
        }
        if node != 0 && !self.ends[node as usize].contains(&concept) {
            self.ends[node as usize].push(concept);
        }
    }

    fn symbols_of(&mut self, phrase: &str) -> Vec<u32> {
        let mut symbols = Vec::new();
        for piece in phrase.split_whitespace() {
            match piece {
                "<number>" => symbols.push(NUMBER),
                "<percent>" => symbols.push(PERCENT),
                "<money>" => symbols.push(MONEY),
                "<year>" => symbols.push(YEAR),
                "<period>" => symbols.push(PERIOD),
                "_" => symbols.push(ANY),
                _ => {
                    if let Some(stem) = piece.strip_suffix('*') {
                        let mut parts: Vec<&str> = stem.split('-').collect();
                        let last = parts.pop().unwrap_or("");
                        for part in parts {
                            symbols.push(self.word(part));
                        }
                        symbols.push(self.stem(last));
                    } else {
                        for token in Text::read(piece).tokens {
                            if token.class != Class::Sign('-') {
                                symbols.push(self.word(&token.word));
                            }
                        }
                    }
                }
            }
        }
        symbols
    }

    fn word(&mut self, word: &str) -> u32 {
        let mut folded = String::new();
        fold(word, &mut folded);
        let fresh = self.fresh();
        *self.words.entry(folded).or_insert(fresh)
    }

    fn stem(&mut self, stem: &str) -> u32 {
        let mut folded = String::new();
        fold(stem, &mut folded);
        let fresh = self.fresh();
        *self.stems.entry(folded).or_insert(fresh)
    }

    fn fresh(&self) -> u32 {
        FIRST_WORD + (self.words.len() + self.stems.len()) as u32
    }

    /// True when some phrase holds the folded word or a beginning of it.
    #[must_use]
    pub fn knows(&self, word: &str) -> bool {
        self.words.contains_key(word) || self.stems_of(word).next().is_some()
    }

    fn stems_of<'a>(&'a self, word: &'a str) -> impl Iterator<Item = u32> + 'a {
        let known = self.beginnings[beginning(word)];
        let ends = word
            .char_indices()
            .filter(move |_| known)
            .map(|(place, _)| place)
            .skip(SHORTEST_STEM)
            .chain([word.len()]);
        ends.filter_map(|end| self.stems.get(&word[..end]).copied())
    }

    /// Number of concepts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// True for a concept that the model may use; the others are the rules' own.
    #[must_use]
    pub fn is_feature(&self, concept: Concept) -> bool {
        usize::from(concept) < self.features
    }

    /// True when there is no concept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The name of a concept.
    #[must_use]
    pub fn name(&self, concept: Concept) -> &'static str {
        self.names.get(concept as usize).copied().unwrap_or("")
    }

    /// The number of the concept with that name.
    #[must_use]
    pub fn concept(&self, name: &str) -> Option<Concept> {
        self.names
            .iter()
            .position(|own| *own == name)
            .map(|place| place as Concept)
    }

    /// Every concept that the tokens name, in order of place. Hyphens between words do not matter.
    #[must_use]
    pub fn find(&self, tokens: &[Token]) -> Vec<Mention> {
        let symbols: Vec<Symbols> = tokens.iter().map(|token| self.symbols(token)).collect();
        let mut mentions = Vec::new();
        for first in 0..tokens.len() {
            let from = mentions.len();
            self.walk(&symbols, first, first, 0, &mut mentions, from);
        }
        mentions
    }

    fn walk(
        &self,
        symbols: &[Symbols],
        first: usize,
        at: usize,
        node: u32,
        mentions: &mut Vec<Mention>,
        from: usize,
    ) {
        let Some(here) = symbols.get(at) else {
            return;
        };
        if here.hyphen {
            // A hyphen may stand inside a phrase, never before it.
            if at > first {
                self.walk(symbols, first, at + 1, node, mentions, from);
            }
            return;
        }
        for &symbol in &here.list {
            if let Some(&next) = self.steps.get(&(node, symbol)) {
                for &concept in &self.ends[next as usize] {
                    let mention = Mention {
                        concept,
                        first,
                        end: at + 1,
                    };
                    if !mentions[from..].contains(&mention) {
                        mentions.push(mention);
                    }
                }
                self.walk(symbols, first, at + 1, next, mentions, from);
            }
        }
    }

    fn symbols(&self, token: &Token) -> Symbols {
        let mut list = smallvec::SmallVec::new();
        let hyphen = matches!(token.class, Class::Sign('-' | '‑' | '–') if token.joined);
        match token.class {
            Class::Number(_) => list.push(NUMBER),
            Class::Percent(_) => list.push(PERCENT),
            Class::Money(_) => list.push(MONEY),
            Class::Year(_) => list.push(YEAR),
            Class::Period => list.push(PERIOD),
            Class::Word | Class::Sign(_) => {}
        }
        if let Some(&symbol) = self.words.get(token.word.as_str()) {
            list.push(symbol);
        }
        list.extend(self.stems_of(&token.word));
        if !matches!(token.class, Class::Sign(_)) {
            list.push(ANY);
        }
        Symbols { list, hyphen }
    }
}

/// Where the mark of a word's first three bytes stands: words that begin alike have the same mark.
fn beginning(word: &str) -> usize {
    let first = word.bytes().take(SHORTEST_STEM);
    first.fold(0, |mark, byte| (mark * 31 + usize::from(byte)) % BEGINNINGS)
}

struct Symbols {
    list: smallvec::SmallVec<[u32; 6]>,
    hyphen: bool,
}
