//! A column of the universe while it grows, and what it is when all values are in.

use super::{
    MOST_MEMBERS, MOST_MENTIONS, MOST_WORDS, READABLE, list_column, listed, numbers, read,
};
use crate::score::{Column, Kind, Lists, MISSING};
use rustc_hash::FxHashMap;

/// A column while it grows.
#[derive(Debug)]
pub(super) enum Growing {
    Codes {
        codes: Vec<u32>,
        words: Vec<String>,
        known: FxHashMap<String, u32>,
    },
    Numbers(Kind, Vec<f64>),
    Lists {
        lists: Lists,
        known: FxHashMap<String, u32>,
        separator: char,
    },
    Text(u64),
}

impl Default for Growing {
    fn default() -> Self {
        Self::Codes {
            codes: Vec::new(),
            words: Vec::new(),
            known: FxHashMap::default(),
        }
    }
}

impl Growing {
    pub(super) fn set(&mut self, row: usize, value: &str, name: &str) {
        let value = value.trim_matches(' ');
        match self {
            Self::Text(filled) => *filled += u64::from(!value.is_empty()),
            Self::Numbers(kind, cells) => {
                cells.resize(row, f64::NAN);
                cells.push(read(*kind, value).unwrap_or(f64::NAN));
            }
            Self::Codes {
                codes,
                words,
                known,
            } => {
                if value.is_empty() {
                    return;
                }
                codes.resize(row, MISSING);
                let code = known.get(value).copied().unwrap_or_else(|| {
                    let code = words.len() as u32;
                    known.insert(value.to_owned(), code);
                    words.push(value.to_owned());
                    code
                });
                codes.push(code);
                if words.len() > MOST_WORDS {
                    self.outgrow(name);
                }
            }
            Self::Lists {
                lists,
                known,
                separator,
            } => {
                while lists.rows() < row {
                    lists.push([]);
                }
                let own = listed(value, *separator, known);
                lists.push(own);
                if known.len() > MOST_MEMBERS || lists.mentions() > MOST_MENTIONS {
                    let filled = (0..lists.rows()).filter(|row| !lists.of(*row).is_empty());
                    *self = Self::Text(filled.count() as u64);
                }
            }
        }
    }

    /// A column with too many distinct values: of numbers, of days, of lists, or texts.
    fn outgrow(&mut self, name: &str) {
        let Self::Codes { codes, words, .. } = self else {
            return;
        };
        let least = (words.len() as f64 * READABLE) as usize;
        for kind in [Kind::Number, Kind::Date] {
            let values: Vec<Option<f64>> = words.iter().map(|word| read(kind, word)).collect();
            if values.iter().flatten().count() >= least {
                let cell = |code: &u32| values.get(*code as usize).copied().flatten();
                let cells = codes.iter().map(|code| cell(code).unwrap_or(f64::NAN));
                *self = Self::Numbers(kind, cells.collect());
                return;
            }
        }
        if let Some(separator) = crate::score::kind::separator_of(name, codes, words) {
            let mut known = FxHashMap::default();
            let of: Vec<Vec<u32>> = words
                .iter()
                .map(|word| listed(word, separator, &mut known))
                .collect();
            let rows = codes
                .iter()
                .map(|code| of.get(*code as usize).into_iter().flatten().copied());
            let lists = Lists::of_rows(rows, Vec::new());
            *self = Self::Lists {
                lists,
                known,
                separator,
            };
            return;
        }
        *self = Self::Text(codes.iter().filter(|code| **code != MISSING).count() as u64);
    }

    pub(super) fn finish(
        self,
        name: &str,
        rows: usize,
        said: Option<Kind>,
        texts: &mut Vec<(String, u64)>,
    ) -> Option<Column> {
        match self {
            Self::Text(filled) => {
                texts.push((name.to_owned(), filled));
                None
            }
            Self::Numbers(kind, mut cells) => {
                cells.resize(rows, f64::NAN);
                Some(Column {
                    kind,
                    ..numbers(name, cells)
                })
            }
            Self::Lists {
                mut lists,
                known,
                separator,
            } => {
                while lists.rows() < rows {
                    lists.push([]);
                }
                Some(list_column(name, separator, lists, known))
            }
            Self::Codes {
                mut codes, words, ..
            } => {
                codes.resize(rows, MISSING);
                Some(crate::score::kind::column(
                    name.to_owned(),
                    codes,
                    words,
                    said,
                ))
            }
        }
    }
}
