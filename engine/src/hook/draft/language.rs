//! Which language a draft is in, and its words for "we" and "you".

use super::text::{Text, Word};

/// The languages whose function words are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    English,
    German,
    Spanish,
    /// Another one, or too little text to tell.
    Other,
}

const ENGLISH: &[&str] = &[
    "the", "and", "to", "of", "you", "your", "is", "in", "for", "on", "that", "with", "are", "we",
    "it", "this", "have", "a", "i", "at",
];
const GERMAN: &[&str] = &[
    "der", "die", "das", "und", "ich", "sie", "ihr", "ihre", "nicht", "ist", "mit", "für", "auf",
    "wir", "ein", "eine", "zu", "den", "von", "dass",
];
const SPANISH: &[&str] = &[
    "el", "la", "los", "las", "que", "de", "y", "en", "un", "una", "por", "con", "para", "su",
    "sus", "es", "se", "lo", "del", "al",
];
/// Words looked at to tell the language.
const SAMPLE: usize = 400;
/// Function words needed to tell it.
const FEWEST: usize = 2;

impl Language {
    /// The language with the most function words.
    pub(super) fn of(words: &[Word]) -> Self {
        let count = |list: &[&str]| {
            words
                .iter()
                .take(SAMPLE)
                .filter(|word| list.contains(&word.lower.as_str()))
                .count()
        };
        [
            (Self::English, count(ENGLISH)),
            (Self::German, count(GERMAN)),
            (Self::Spanish, count(SPANISH)),
        ]
        .into_iter()
        .fold((Self::Other, FEWEST - 1), |best, next| {
            if next.1 > best.1 { next } else { best }
        })
        .0
    }

    /// Does the word speak of the seller?
    pub(super) fn is_we(self, word: &Word, text: &Text) -> bool {
        let lower = word.lower.as_str();
        match self {
            Self::German => matches!(
                lower,
                "wir" | "uns" | "unser" | "unsere" | "unserem" | "unseren" | "unserer" | "unseres"
            ),
            Self::Spanish => matches!(
                lower,
                "nosotros" | "nosotras" | "nos" | "nuestro" | "nuestra" | "nuestros" | "nuestras"
            ),
            // US in capitals is a country.
            Self::English | Self::Other => {
                matches!(
                    lower,
                    "we" | "our" | "ours" | "we're" | "we've" | "we'll" | "we'd"
                ) || (lower == "us" && text.chars[word.span[0]] == 'u')
            }
        }
    }

    /// Does the word speak to the reader?
    pub(super) fn is_you(self, word: &Word, text: &Text) -> bool {
        let lower = word.lower.as_str();
        match self {
            Self::German => {
                matches!(lower, "du" | "dich" | "dir" | "dein" | "deine" | "deinem" | "deinen" | "deiner" | "euch" | "euer" | "eure" | "eurem" | "euren" | "ihnen")
                    // "sie" and "ihr" in small letters are they and her.
                    || (matches!(lower, "sie" | "ihr" | "ihre" | "ihrem" | "ihren" | "ihrer" | "ihres") && text.chars[word.span[0]].is_uppercase())
            }
            Self::Spanish => matches!(
                lower,
                "usted"
                    | "ustedes"
                    | "tú"
                    | "tu"
                    | "tus"
                    | "te"
                    | "ti"
                    | "su"
                    | "sus"
                    | "le"
                    | "les"
                    | "vosotros"
                    | "vuestro"
                    | "vuestra"
                    | "os"
            ),
            Self::English | Self::Other => {
                matches!(
                    lower,
                    "you"
                        | "your"
                        | "yours"
                        | "yourself"
                        | "you're"
                        | "you've"
                        | "you'll"
                        | "you'd"
                        | "y'all"
                )
            }
        }
    }
}
