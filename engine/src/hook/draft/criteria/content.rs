//! What the core speaks of: their pains or your features, and words that look like spam.

use super::{Grade, SIGNAL_REVIEW, criterion, nothing_written};
use crate::hook::draft::Reading;
use crate::hook::draft::phrases::Phrases;
use crate::hook::draft::sentence::is_list_item;
use crate::hook::draft::text::Word;
use crate::protocol::{Criterion, Span};
use std::sync::LazyLock;

/// "We" and product words may outnumber "you" by this many before the core counts as a dump; by judgement.
const SURPLUS: usize = 2;
/// A list of this many items is a feature list.
const FEATURE_LIST: usize = 4;
/// Words in capitals that a mail can bear.
const MOST_SHOUTED: usize = 2;
/// Phrases that filters and people take for spam, small letters. A convention: no measured list was found.
const SPAM: &[&str] = &[
    "act now",
    "100% free",
    "risk-free",
    "risk free",
    "no obligation",
    "limited time",
    "limited-time",
    "click here",
    "buy now",
    "order now",
    "special promotion",
    "special offer",
    "exclusive deal",
    "double your",
    "triple your",
    "guaranteed",
    "money back",
    "money-back",
    "cash bonus",
    "earn money",
    "extra income",
    "winner",
    "congratulations you",
    "urgent",
    "once in a lifetime",
    "lowest price",
    "best price",
    "free trial",
    "free gift",
    "cheap",
    "dear friend",
    "this is not spam",
    "increase sales by",
    "amazing",
    "revolutionary",
    "game-changing",
    "game changer",
    "no strings attached",
    "what are you waiting for",
    "don't miss",
    "last chance",
    "$$$",
    "jetzt kaufen",
    "kostenlos testen",
    "garantiert",
    "letzte chance",
    "nur heute",
    "compre ahora",
    "gratis",
    "garantizado",
    "última oportunidad",
    "haga clic aquí",
];

static FINDER: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(SPAM));

/// The core is about their pains, not a list of features.
pub(super) fn feature_dump(reading: &Reading<'_>) -> Criterion {
    if reading.words.is_empty() {
        return criterion(
            "feature_dump",
            Grade::Low,
            SIGNAL_REVIEW,
            None,
            nothing_written(),
            Vec::new(),
        );
    }
    let words = || {
        reading
            .body()
            .iter()
            .flat_map(|sentence| reading.words_of(sentence))
    };
    let we: Vec<&Word> = words()
        .filter(|word| reading.language.is_we(word, &reading.text))
        .collect();
    let product: Vec<&Word> = words().filter(|word| word.product).collect();
    let you = words()
        .filter(|word| reading.language.is_you(word, &reading.text))
        .count();
    let listed: Vec<Span> = reading
        .layout
        .body
        .iter()
        .copied()
        .filter(|line| !reading.text.is_blank(*line) && is_list_item(&reading.text, *line))
        .collect();
    let outnumbered = we.len() + product.len() > you + SURPLUS;
    let met = !outnumbered && listed.len() < FEATURE_LIST;
    let mut finding = format!("“We” {}, “you” {}", times(we.len()), times(you));
    if !product.is_empty() {
        finding.push_str(&format!(", product words {}", times(product.len())));
    }
    if listed.len() >= FEATURE_LIST {
        finding.push_str(&format!(", a list of {}", listed.len()));
    }
    finding.push_str(if met {
        "."
    } else {
        ": it speaks of your side more than of theirs."
    });
    let mut spans: Vec<Span> = if met {
        Vec::new()
    } else {
        we.iter().chain(&product).map(|word| word.span).collect()
    };
    if listed.len() >= FEATURE_LIST {
        spans.extend(listed.iter().map(|line| reading.text.trimmed(*line)));
    }
    spans.sort_unstable();
    criterion(
        "feature_dump",
        Grade::Low,
        SIGNAL_REVIEW,
        Some(met),
        finding,
        spans,
    )
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    }
}

/// No words that look like spam, no shouting.
pub(super) fn spam_words(reading: &Reading<'_>) -> Criterion {
    if reading.words.is_empty() {
        return criterion(
            "spam_words",
            Grade::Convention,
            "",
            None,
            nothing_written(),
            Vec::new(),
        );
    }
    let mut spans: Vec<Span> = reading
        .sentences
        .iter()
        .flat_map(|sentence| phrases(reading, sentence.span))
        .collect();
    let shouted: Vec<Span> = reading
        .words
        .iter()
        .filter(|word| is_shouted(reading, word))
        .map(|word| word.span)
        .collect();
    let shouts = shouted.len() > MOST_SHOUTED;
    let found = spans.len();
    if shouts {
        spans.extend(shouted);
    }
    let stacked = stacked_marks(reading);
    let finding = match (found, shouts, stacked.is_empty()) {
        (0, false, true) => "No words that look like spam.".to_owned(),
        (0, true, _) => "Words in capitals read as shouting.".to_owned(),
        (0, false, false) => "Stacked exclamation marks look like spam.".to_owned(),
        (1, _, _) => "1 phrase looks like spam.".to_owned(),
        (n, _, _) => format!("{n} phrases look like spam."),
    };
    spans.extend(stacked);
    spans.sort_unstable();
    criterion(
        "spam_words",
        Grade::Convention,
        "",
        Some(spans.is_empty()),
        finding,
        spans,
    )
}

/// Where spam phrases stand in a sentence, in characters of the draft.
fn phrases(reading: &Reading<'_>, span: Span) -> Vec<Span> {
    // One small letter for each letter keeps the places right.
    let small: Vec<char> = reading.text.chars[span[0]..span[1]]
        .iter()
        .map(|c| match c {
            '’' => '\'',
            c => c.to_lowercase().next().unwrap_or(*c),
        })
        .collect();
    let text: String = small.iter().collect();
    let mut found: Vec<Span> = FINDER
        .find(&text)
        .take(super::MOST_SPANS)
        .map(|[from, to]| {
            let start = span[0] + text[..from].chars().count();
            [start, start + text[from..to].chars().count()]
        })
        .collect();
    found.dedup();
    found
}

/// Four or more capitals that are no abbreviation a mail can bear.
fn is_shouted(reading: &Reading<'_>, word: &Word) -> bool {
    let chars = &reading.text.chars[word.span[0]..word.span[1]];
    chars.len() >= 4 && chars.iter().all(|c| c.is_uppercase())
}

fn stacked_marks(reading: &Reading<'_>) -> Vec<Span> {
    let mut found = Vec::new();
    for sentence in &reading.sentences {
        let mut at = sentence.span[0];
        while at + 1 < sentence.span[1] && found.len() < super::MOST_SPANS {
            if reading.text.chars[at] == '!' && reading.text.chars[at + 1] == '!' {
                let end = (at..sentence.span[1])
                    .find(|i| reading.text.chars[*i] != '!')
                    .unwrap_or(sentence.span[1]);
                found.push([at, end]);
                at = end;
            } else {
                at += 1;
            }
        }
    }
    found
}
