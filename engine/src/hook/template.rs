//! Filling a template: every word of the sentence is the template's or a source's, and says which.

use super::grammar;
use super::input::{Length, Tone};
use crate::protocol::TextPart;

/// What a part says of its origin when the template wrote it.
pub(super) const FROM_TEMPLATE: &str = "template";

/// A sentence with gaps: `{name}` takes a slot, `{a name}` puts a or an before it, `{name's}` makes
/// it possessive.
pub(super) struct Template {
    /// How it sounds.
    pub(super) tone: Tone,
    /// How long it is.
    pub(super) length: Length,
    /// The words.
    pub(super) text: &'static str,
}

/// The words that may fill one gap.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    /// The gap's name, and the origin shown on the part.
    pub(super) name: &'static str,
    /// The words of the source.
    pub(super) text: String,
    /// What the template sets before and behind them: quotation marks.
    pub(super) around: [&'static str; 2],
}

impl Slot {
    /// A slot without anything around it.
    pub(super) fn bare(name: &'static str, text: impl Into<String>) -> Self {
        Self {
            name,
            text: text.into(),
            around: ["", ""],
        }
    }
}

/// A filled template.
pub(super) struct Wording {
    pub(super) tone: Tone,
    pub(super) length: Length,
    pub(super) parts: Vec<TextPart>,
}

impl Wording {
    /// The sentence.
    pub(super) fn text(&self) -> String {
        self.parts.iter().map(|part| part.text.as_str()).collect()
    }
}

impl Template {
    /// The sentence in parts; `None` when a gap has nothing to fill it.
    ///
    /// `expansions` replace a gap by a longer template first: `{round}` by `{amount} {round}`.
    pub(super) fn fill(&self, slots: &[Slot], expansions: &[(&str, String)]) -> Option<Wording> {
        let mut text = self.text.to_owned();
        for (gap, longer) in expansions {
            text = text.replace(gap, longer);
        }
        let mut parts: Vec<TextPart> = Vec::new();
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let (gap, tail) = after.split_once('}')?;
            push(&mut parts, before, FROM_TEMPLATE);
            let (name, article) = match gap.strip_prefix("a ") {
                Some(name) => (name, true),
                None => (gap, false),
            };
            let (name, possessive) = match name.strip_suffix("'s") {
                Some(name) => (name, true),
                None => (name, false),
            };
            let slot = slots.iter().find(|slot| slot.name == name)?;
            if article {
                push(&mut parts, grammar::article(&slot.text), FROM_TEMPLATE);
                push(&mut parts, " ", FROM_TEMPLATE);
            }
            push(&mut parts, slot.around[0], FROM_TEMPLATE);
            push(&mut parts, &slot.text, slot.name);
            push(&mut parts, slot.around[1], FROM_TEMPLATE);
            if possessive {
                push(
                    &mut parts,
                    grammar::possessive_ending(&slot.text),
                    FROM_TEMPLATE,
                );
            }
            rest = tail;
        }
        push(&mut parts, rest, FROM_TEMPLATE);
        without_double_stop(&mut parts);
        Some(Wording {
            tone: self.tone,
            length: self.length,
            parts,
        })
    }
}

/// Joins neighbouring template words, so that parts show where sources begin and end.
fn push(parts: &mut Vec<TextPart>, text: &str, from: &str) {
    if text.is_empty() {
        return;
    }
    match parts.last_mut() {
        Some(last) if last.from == from && from == FROM_TEMPLATE => last.text.push_str(text),
        _ => parts.push(TextPart {
            text: text.to_owned(),
            from: from.to_owned(),
        }),
    }
}

/// "…with Acme Inc.." ends once.
fn without_double_stop(parts: &mut Vec<TextPart>) {
    let [.., before, last] = parts.as_mut_slice() else {
        return;
    };
    if last.text == "." && before.text.ends_with('.') {
        parts.pop();
    }
}
