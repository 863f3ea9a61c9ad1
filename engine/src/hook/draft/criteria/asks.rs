//! What the mail asks for: questions, one ask, interest before a meeting, a reason to respond.

use super::{
    BOOMERANG_QUESTIONS, GONG_ASK, Grade, LAVENDER_RULES, count, criterion, nothing_written,
};
use crate::hook::draft::Reading;
use crate::hook::draft::language::Language;
use crate::hook::draft::sentence::Sentence;
use crate::protocol::Criterion;

/// Questions that help; more hurts (Boomerang).
const MOST_QUESTIONS: usize = 3;

/// Words of a meeting, small letters.
const MEETINGS: &[&str] = &[
    "meeting",
    "call",
    "chat",
    "demo",
    "minutes",
    "calendar",
    "calendly",
    "meet",
    "schedule",
    "zoom",
    "teams",
    "termin",
    "gespräch",
    "telefonat",
    "minuten",
    "kalender",
    "reunión",
    "llamada",
    "minutos",
    "agenda",
];
/// Words of a day, small letters. With one of them a question asks for time.
const DAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "tomorrow",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "morgen",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "mañana",
];
/// Words by which a question about a day asks whether it suits, small letters.
const SUITS: &[&str] = &[
    "suit",
    "suits",
    "work",
    "works",
    "free",
    "available",
    "time",
    "convenient",
    "passt",
    "passen",
    "zeit",
    "viene",
    "bien",
    "disponible",
];
/// Words that ask whether there is interest, small letters.
const INTERESTS: &[&str] = &[
    "worth",
    "interest",
    "interested",
    "interesting",
    "relevant",
    "curious",
    "open",
    "useful",
    "helpful",
    "priority",
    "interesse",
    "interessant",
    "relevant",
    "spannend",
    "interés",
    "interesa",
    "útil",
];

/// One to three questions.
pub(super) fn questions(reading: &Reading<'_>) -> Criterion {
    let asking: Vec<&Sentence> = reading
        .sentences
        .iter()
        .filter(|sentence| sentence.asks)
        .collect();
    let (met, finding) = match asking.len() {
        _ if reading.words.is_empty() => (None, nothing_written()),
        0 => (Some(false), "There is no question.".to_owned()),
        n if n <= MOST_QUESTIONS => (
            Some(true),
            format!("{}.", count(n, "question", "questions")),
        ),
        n => (
            Some(false),
            format!("{n} questions; more than {MOST_QUESTIONS} get fewer answers."),
        ),
    };
    criterion(
        "questions",
        Grade::Medium,
        BOOMERANG_QUESTIONS,
        met,
        finding,
        asking.into_iter().map(|sentence| sentence.span).collect(),
    )
}

/// At most one ask.
pub(super) fn one_ask(reading: &Reading<'_>) -> Criterion {
    let asks = asks(reading);
    let (met, finding) = match asks.len() {
        _ if reading.words.is_empty() => (None, nothing_written()),
        0 => (Some(false), "It asks for nothing.".to_owned()),
        1 => (Some(true), "It asks for one thing.".to_owned()),
        n => (
            Some(false),
            format!("It asks for {n} things; one is easier to answer."),
        ),
    };
    criterion(
        "one_ask",
        Grade::Low,
        LAVENDER_RULES,
        met,
        finding,
        asks.into_iter().map(|sentence| sentence.span).collect(),
    )
}

/// Asks for interest, not for a meeting.
pub(super) fn interest_ask(reading: &Reading<'_>) -> Criterion {
    let asks = asks(reading);
    let meeting: Vec<&Sentence> = asks
        .iter()
        .copied()
        .filter(|sentence| {
            let has = |list: &[&str]| {
                reading
                    .words_of(sentence)
                    .iter()
                    .any(|word| list.contains(&word.lower.as_str()))
            };
            (has(MEETINGS) || (has(DAYS) && has(SUITS))) && !has(INTERESTS)
        })
        .collect();
    let (met, finding) = if asks.is_empty() {
        (None, "It asks for nothing yet.".to_owned())
    } else if meeting.is_empty() {
        (Some(true), "It asks for interest, not for time.".to_owned())
    } else {
        (
            Some(false),
            "It asks for a meeting; asking for interest first is answered more often.".to_owned(),
        )
    };
    criterion(
        "interest_ask",
        Grade::Medium,
        GONG_ASK,
        met,
        finding,
        meeting.into_iter().map(|sentence| sentence.span).collect(),
    )
}

/// Something to answer, put to the reader.
pub(super) fn reason_to_respond(reading: &Reading<'_>) -> Criterion {
    let speaks = |sentence: &Sentence| {
        reading.words_of(sentence).iter().any(|word| {
            reading.language.is_you(word, &reading.text)
                || INTERESTS.contains(&word.lower.as_str())
                || MEETINGS.contains(&word.lower.as_str())
                || DAYS.contains(&word.lower.as_str())
        })
    };
    // Elsewhere a verb form alone speaks to the reader.
    let by_verb = matches!(reading.language, Language::Other | Language::Spanish);
    let to_reader: Vec<&Sentence> = reading
        .body()
        .iter()
        .zip(&reading.requests)
        .filter(|(sentence, request)| **request || (sentence.asks && (by_verb || speaks(sentence))))
        .map(|(sentence, _)| sentence)
        .collect();
    let (met, finding) = if reading.words.is_empty() {
        (None, nothing_written())
    } else if to_reader.is_empty() {
        (
            Some(false),
            "Nothing gives the reader a reason to respond: ask them something about their work."
                .to_owned(),
        )
    } else {
        (
            Some(true),
            "The reader is asked something they can answer.".to_owned(),
        )
    };
    criterion(
        "reason_to_respond",
        Grade::Convention,
        "",
        met,
        finding,
        to_reader
            .into_iter()
            .map(|sentence| sentence.span)
            .collect(),
    )
}

/// The sentences of the body that ask: questions and requests.
fn asks<'r>(reading: &'r Reading<'_>) -> Vec<&'r Sentence> {
    let body = reading.body().iter().zip(&reading.requests);
    body.filter(|(sentence, request)| sentence.asks || **request)
        .map(|(sentence, _)| sentence)
        .collect()
}
