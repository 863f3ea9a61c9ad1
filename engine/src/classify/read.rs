//! One title and summary read as a whole.

use super::lexicon::Lexicon;
use super::text::Text;
use crate::protocol::{KindReading, Reading, SignalKind, Stance};

/// Reads what a title and its summary (may be empty) say happened.
#[must_use]
pub fn read(title: &str, summary: &str) -> Reading {
    let text = Text::read(title);
    let _ = summary;
    let lexicon = Lexicon::shared();
    let mut kinds: Vec<KindReading> = Vec::new();
    for mention in lexicon.find(&text.tokens) {
        let kind = match lexicon.name(mention.concept) {
            "round" => SignalKind::Funding,
            "ipo" => SignalKind::Ipo,
            "acquire" | "merge" => SignalKind::Acquisition,
            "layoff" => SignalKind::Layoffs,
            "bankrupt" => SignalKind::Bankruptcy,
            "award" => SignalKind::Award,
            "legal" => SignalKind::Legal,
            "security" => SignalKind::Security,
            "rebrand" => SignalKind::Rebrand,
            "earn_noun" => SignalKind::Earnings,
            "launch" => SignalKind::Product,
            "partner" => SignalKind::Partnership,
            "appoint" => SignalKind::Leadership,
            _ => continue,
        };
        if !kinds.iter().any(|reading| reading.kind == kind) {
            kinds.push(KindReading {
                kind,
                confidence: 0.5,
                span: text.span(mention.first, mention.end),
            });
        }
    }
    Reading {
        title: title.to_owned(),
        kinds,
        about: Vec::new(),
        congratulate: false,
        stance: Stance::Reported,
        facts: Vec::new(),
    }
}
