//! One sentence pattern: literal pieces with gaps between them, and how it reads in another language.

/// A pattern with its translation.
pub(crate) struct Pattern {
    /// The English around the gaps: one more than there are gaps, the first and last perhaps empty.
    literals: Vec<&'static str>,
    /// Which gaps hold figures.
    figures: Vec<bool>,
    said: Vec<Piece>,
    /// Bytes of the literals; of two patterns that fit, the one with more says more.
    pub(crate) weight: usize,
}

/// A piece of the translation.
pub(crate) enum Piece {
    /// Words.
    Text(&'static str),
    /// What stood in a gap of the English.
    Gap {
        /// Which gap.
        place: usize,
        /// How its text is carried over.
        holds: Holds,
    },
}

/// What a gap holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Words of the engine's own, which are looked up.
    Words,
    /// A name or a figure.
    Datum,
    /// Something in quotation marks: copied to the letter.
    Quoted,
}

impl Pattern {
    /// `None` where the two sides do not have the same gaps, or the English has two without a word
    /// between them.
    pub(crate) fn read(english: &'static str, translated: &'static str) -> Option<Self> {
        let (literals, gaps) = cut(english);
        let inner = literals.get(1..literals.len() - 1).unwrap_or_default();
        if inner.iter().any(|literal| literal.is_empty()) {
            return None;
        }
        let (texts, places) = cut(translated);
        if places.len() != gaps.len() {
            return None;
        }
        let mut said = Vec::with_capacity(texts.len() + places.len());
        for (at, text) in texts.iter().enumerate() {
            if !text.is_empty() {
                said.push(Piece::Text(text));
            }
            let Some(name) = places.get(at) else { break };
            let place = gaps.iter().position(|gap| gap == name)?;
            let holds = if name.ends_with('*') {
                Holds::Words
            } else if literals
                .get(place)
                .is_some_and(|before| before.ends_with('“'))
            {
                Holds::Quoted
            } else {
                Holds::Datum
            };
            said.push(Piece::Gap { place, holds });
        }
        Some(Self {
            weight: literals.iter().map(|literal| literal.len()).sum(),
            figures: gaps.iter().map(|name| name.ends_with('#')).collect(),
            literals,
            said,
        })
    }

    /// The first byte, by which patterns are found; `None` when it begins with a gap.
    pub(crate) fn first(&self) -> Option<u8> {
        self.literals.first()?.bytes().next()
    }

    /// The texts of the gaps, when the pattern fits the whole text: each gap takes as little as it
    /// can, and at least one letter.
    pub(crate) fn fit<'t>(&self, text: &'t str) -> Option<Vec<&'t str>> {
        let (first, others) = self.literals.split_first()?;
        let (last, middle) = others.split_last()?;
        let mut rest = text.strip_prefix(first)?.strip_suffix(last)?;
        let mut gaps = Vec::with_capacity(others.len());
        for literal in middle {
            let begin = rest.chars().next()?.len_utf8();
            let at = begin + rest.get(begin..)?.find(literal)?;
            let (gap, after) = rest.split_at(at);
            gaps.push(gap);
            rest = after.get(literal.len()..)?;
        }
        if rest.is_empty() {
            return None;
        }
        gaps.push(rest);
        let fine = gaps
            .iter()
            .zip(&self.figures)
            .all(|(gap, figure)| !figure || is_figure(gap));
        fine.then_some(gaps)
    }

    /// The translation's pieces.
    pub(crate) fn said(&self) -> &[Piece] {
        &self.said
    }
}

/// True for a number, a day or a time of day.
fn is_figure(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || "+-−.,:/".contains(c))
}

/// A pattern's literals and the names of its gaps. A brace that is never closed is a letter.
fn cut(pattern: &'static str) -> (Vec<&'static str>, Vec<&'static str>) {
    let (mut literals, mut gaps) = (Vec::new(), Vec::new());
    let mut rest = pattern;
    while let Some((before, (name, after))) = rest
        .split_once('{')
        .and_then(|(before, after)| Some((before, after.split_once('}')?)))
    {
        literals.push(before);
        gaps.push(name);
        rest = after;
    }
    literals.push(rest);
    (literals, gaps)
}
