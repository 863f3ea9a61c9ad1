//! A headline taken apart into words that know how they were written.

use super::super::fold::{MAX_CHARS, fold_char};
use super::super::hashlist::hash;
use super::super::vocabulary;

/// Most words of a text that are read.
const MAX_WORDS: usize = 400;

/// One word of a text.
#[derive(Debug, Clone)]
pub(super) struct TextWord {
    /// Folded; abbreviations of company names spelled out.
    pub(super) text: String,
    /// Hash of `text`, as the forms are stored.
    pub(super) hash: u64,
    /// Hash without the possessive or plural `s` that is glued to it ("RILs"), when there is one.
    pub(super) bare_hash: Option<u64>,
    /// First and one past the last character in the text.
    pub(super) span: [usize; 2],
    /// The first letter is a capital (or a digit starts it).
    pub(super) capital: bool,
    /// Two capitals or more and no small letter but a final `s`.
    pub(super) acronym: bool,
    /// A capital after the first letter ("RCom", "JustDial").
    pub(super) inner_capital: bool,
    /// Written with `'s` or a final apostrophe.
    pub(super) possessive: bool,
    /// What stands between the word before and this one, its most telling character.
    pub(super) before: Gap,
    /// Its last letter is a small one.
    ends_small: bool,
    /// Begins a sentence or a part after a colon, dash or bar.
    pub(super) starts: bool,
}

/// What separates two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// A space, or nothing.
    Space,
    /// A hyphen or slash without spaces.
    Hyphen,
    /// A comma or ampersand.
    Comma,
    /// A bracket.
    Bracket,
    /// A full stop, colon, semicolon, dash, bar, quotation mark, or the text's edge.
    Stop,
}

/// A text as words.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    pub(super) words: Vec<TextWord>,
    /// Capitals stand on nearly every word, so that they tell nothing.
    pub(super) title_case: bool,
}

impl Text {
    pub(super) fn read(raw: &str) -> Self {
        let mut words = split(raw);
        join_letters(&mut words);
        for word in &mut words {
            finish(word);
        }
        let title_case = is_title_case(&words);
        Self { words, title_case }
    }
}

fn split(raw: &str) -> Vec<TextWord> {
    let mut words: Vec<TextWord> = Vec::with_capacity(16);
    let mut word: Option<TextWord> = None;
    let mut gap = Gap::Stop;
    let mut characters = raw.chars().take(MAX_CHARS).enumerate().peekable();
    while let Some((at, character)) = characters.next() {
        if words.len() >= MAX_WORDS {
            break;
        }
        if character.is_alphanumeric() {
            let open = word.get_or_insert_with(|| start(at, gap));
            note_case(open, character);
            fold_char(character, &mut open.text);
            open.span[1] = at + 1;
            gap = Gap::Space;
            continue;
        }
        let next_is_letter = characters
            .peek()
            .is_some_and(|(_, next)| next.is_alphanumeric());
        if matches!(character, '\'' | '’' | '‘' | 'ʼ' | '`' | '´') {
            if let (Some(open), true) = (word.as_mut(), next_is_letter) {
                // "McDonald's", "L'Oreal": the apostrophe joins; a final s is taken off later.
                open.possessive = true;
                continue;
            }
            if let Some(mut done) = word.take() {
                done.possessive = done.text.ends_with('s');
                words.push(done);
                gap = Gap::Space;
            } else {
                gap = Gap::Stop;
            }
            continue;
        }
        let ended = word.take();
        let touching = ended.is_some();
        // "U.S. Steel", "Dr. Reddy's", "Corp.": a short word's full stop ends no sentence.
        let abbreviates = character == '.'
            && ended
                .as_ref()
                .is_some_and(|word| word.capital && word.text.chars().count() <= 4);
        words.extend(ended);
        if matches!(character, '&' | '+') {
            words.push(TextWord {
                text: "and".to_owned(),
                span: [at, at + 1],
                ..start(at, if gap == Gap::Space { Gap::Space } else { gap })
            });
            gap = Gap::Space;
            continue;
        }
        gap = if abbreviates && !next_is_letter {
            gap
        } else {
            widest(gap, gap_of(character, touching && next_is_letter))
        };
    }
    words.extend(word);
    words
}

fn start(at: usize, before: Gap) -> TextWord {
    TextWord {
        text: String::new(),
        hash: 0,
        bare_hash: None,
        span: [at, at],
        capital: false,
        acronym: false,
        inner_capital: false,
        possessive: false,
        ends_small: false,
        before,
        starts: before == Gap::Stop,
    }
}

fn note_case(word: &mut TextWord, character: char) {
    let first = word.text.is_empty();
    word.ends_small = character.is_lowercase();
    let upper = character.is_uppercase() || character.is_numeric();
    if first {
        word.capital = upper;
        word.acronym = upper;
    } else {
        word.inner_capital |= character.is_uppercase();
        // A small s may end an acronym ("RILs"); any other small letter ends being one.
        word.acronym &= upper || character == 's';
    }
}

const fn gap_of(character: char, glued: bool) -> Gap {
    match character {
        '-' | '/' | '.' | '‐' | '‑' if glued => Gap::Hyphen,
        ',' => Gap::Comma,
        '(' | ')' | '[' | ']' => Gap::Bracket,
        '.' | ':' | ';' | '!' | '?' | '–' | '—' | '-' | '|' | '"' | '“' | '”' | '«' | '»' | '•'
        | '\n' => Gap::Stop,
        _ => Gap::Space,
    }
}

const fn widest(one: Gap, other: Gap) -> Gap {
    if (one as u8) > (other as u8) {
        one
    } else {
        other
    }
}

/// "J", "P" becomes "JP" as in names.
fn join_letters(words: &mut Vec<TextWord>) {
    let is_letter = |word: &TextWord| {
        let mut characters = word.text.chars();
        characters.next().is_some_and(char::is_alphabetic) && characters.next().is_none()
    };
    let mut in_run = false;
    let mut kept: Vec<TextWord> = Vec::with_capacity(words.len());
    for word in words.drain(..) {
        let letter = is_letter(&word);
        let follows = matches!(word.before, Gap::Space | Gap::Hyphen | Gap::Stop)
            && !(word.before == Gap::Stop
                && word.starts
                && kept
                    .last()
                    .is_some_and(|last| last.span[1] + 1 < word.span[0]));
        match kept.last_mut() {
            Some(last) if letter && in_run && follows && last.capital == word.capital => {
                last.text.push_str(&word.text);
                last.span[1] = word.span[1];
                last.acronym = last.capital;
                last.possessive |= word.possessive;
            }
            _ => kept.push(word),
        }
        in_run = letter;
    }
    *words = kept;
}

fn finish(word: &mut TextWord) {
    word.acronym &= word.text.chars().count() >= 2;
    if let Some(full) = vocabulary::spelled_out(&word.text).filter(|_| !word.acronym) {
        word.text.clear();
        word.text.push_str(full);
    }
    word.hash = hash(&word.text);
    let glued = word.ends_small || word.possessive;
    word.bare_hash = word
        .text
        .strip_suffix('s')
        .filter(|bare| glued && bare.len() >= 2)
        .map(|bare| hash(vocabulary::spelled_out(bare).unwrap_or(bare)));
    if let (true, true, Some(bare)) = (word.acronym, word.ends_small, word.bare_hash) {
        // "RILs", "SC's": the s is not one of the initials.
        word.hash = bare;
    }
    word.possessive &= word.text.ends_with('s');
}

fn is_title_case(words: &[TextWord]) -> bool {
    let share = |words: &[TextWord]| {
        let telling = words.iter().filter(|word| {
            !word.starts
                && word.text.chars().count() >= 4
                && word.text.chars().all(char::is_alphabetic)
        });
        telling.fold((0, 0), |(capitals, counted), word| {
            (capitals + usize::from(word.capital), counted + 1)
        })
    };
    // The speaker behind a colon is all names; what stands before it tells more.
    if let Some(colon) = words.iter().rposition(|word| word.starts)
        && let (capitals, counted) = share(&words[..colon])
        && counted >= 2
        && capitals * 10 < counted * 8
    {
        return false;
    }
    let (capitals, counted) = share(words);
    counted >= 3 && capitals * 10 >= counted * 8
}
