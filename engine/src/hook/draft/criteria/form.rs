//! Form: length, grade, sentences, paragraphs, subject.

use super::{
    BOOMERANG, BOOMERANG_GRADE, Grade, LAVENDER_LENGTH, LAVENDER_RULES, count, criterion,
    nothing_written,
};
use crate::hook::draft::language::Language;
use crate::hook::draft::readability;
use crate::hook::draft::{Reading, text::Text};
use crate::protocol::Criterion;

/// Lavender: words of a first mail.
const FIRST_TOUCH: [usize; 2] = [25, 50];
/// Lavender: a sentence stays below this many words.
const LONG_SENTENCE: usize = 25;
/// Grades up to here read easily; Boomerang saw most answers at the 3rd, Lavender says 3rd to 5th.
const EASY_GRADE: f64 = 5.5;
/// Words that fill a phone's screen; the "mobile look" has no published figure, so this is by judgement.
const LONG_PARAGRAPH: usize = 60;
/// Marks before a subject that its words do not count.
const SUBJECT_MARKS: &[&str] = &["re:", "fwd:", "fw:", "aw:", "wg:", "rv:", "tr:"];

/// 50 to 125 words, or what the rep set.
pub(super) fn length(reading: &Reading<'_>) -> Criterion {
    let [low, high] = reading.input.settings.length;
    let words = reading.words.len();
    let (met, finding) = match words {
        0 => (None, nothing_written()),
        n if n < low => (
            Some(false),
            format!(
                "{}; {low} to {high} is the band.",
                count(n, "word", "words")
            ),
        ),
        n if n > high => (
            Some(false),
            format!("{n} words; {low} to {high} is the band. Cut {}.", n - high),
        ),
        n => (
            Some(true),
            format!("{}, within {low} to {high}.", count(n, "word", "words")),
        ),
    };
    criterion("length", Grade::Medium, BOOMERANG, met, finding, Vec::new())
}

/// Lavender's 25 to 50 words for a first mail, beside the other band, since the two disagree.
pub(super) fn first_touch(reading: &Reading<'_>) -> Criterion {
    let words = reading.words.len();
    let (met, finding) = if words == 0 {
        (None, nothing_written())
    } else if reading.layout.quotes_thread {
        (None, "This is an answer, not a first mail.".to_owned())
    } else {
        let met = (FIRST_TOUCH[0]..=FIRST_TOUCH[1]).contains(&words);
        (
            Some(met),
            format!(
                "{}; one vendor saw first mails do best at {} to {}.",
                count(words, "word", "words"),
                FIRST_TOUCH[0],
                FIRST_TOUCH[1]
            ),
        )
    };
    criterion(
        "first_touch",
        Grade::Low,
        LAVENDER_LENGTH,
        met,
        finding,
        Vec::new(),
    )
}

/// The reading grade as a band.
pub(super) fn reading_grade(reading: &Reading<'_>) -> Criterion {
    let grade = match reading.language {
        Language::English => readability::grade(&reading.words, reading.sentences.len()),
        _ => None,
    };
    let (met, finding) = match (grade, reading.language) {
        (Some(grade), _) => {
            let met = grade < EASY_GRADE;
            let advice = if met {
                ""
            } else {
                "; shorter words and sentences bring it down"
            };
            (
                Some(met),
                format!("Reads at {}{advice}.", readability::band(grade)),
            )
        }
        (None, Language::German | Language::Spanish) => {
            (None, "The grade is measured for English only.".to_owned())
        }
        (None, _) if reading.words.is_empty() => (None, nothing_written()),
        (None, _) => (
            None,
            "Too few English words to tell a reading grade.".to_owned(),
        ),
    };
    criterion(
        "reading_grade",
        Grade::Medium,
        BOOMERANG_GRADE,
        met,
        finding,
        Vec::new(),
    )
}

/// No sentence of 25 words or more.
pub(super) fn sentence_length(reading: &Reading<'_>) -> Criterion {
    let long: Vec<_> = reading
        .sentences
        .iter()
        .filter(|sentence| sentence.words[1] - sentence.words[0] >= LONG_SENTENCE)
        .collect();
    let longest = reading
        .sentences
        .iter()
        .map(|sentence| sentence.words[1] - sentence.words[0])
        .max();
    let (met, finding) = match longest {
        None => (None, nothing_written()),
        Some(longest) if long.is_empty() => (
            Some(true),
            format!(
                "The longest sentence has {}.",
                count(longest, "word", "words")
            ),
        ),
        Some(_) => (
            Some(false),
            format!(
                "{} of {LONG_SENTENCE} words or more.",
                count(long.len(), "sentence", "sentences")
            ),
        ),
    };
    let spans = long.into_iter().map(|sentence| sentence.span).collect();
    criterion(
        "sentence_length",
        Grade::Low,
        LAVENDER_RULES,
        met,
        finding,
        spans,
    )
}

/// Paragraphs that a phone shows at a glance.
pub(super) fn mobile(reading: &Reading<'_>) -> Criterion {
    let mut paragraphs: Vec<([usize; 2], usize, usize)> = Vec::new();
    for sentence in reading.body() {
        let words = sentence.words[1] - sentence.words[0];
        match paragraphs.last_mut() {
            Some((span, number, total)) if *number == sentence.paragraph => {
                span[1] = sentence.span[1];
                *total += words;
            }
            _ => paragraphs.push((sentence.span, sentence.paragraph, words)),
        }
    }
    let longest = paragraphs.iter().map(|(_, _, words)| *words).max();
    let (met, finding) = match longest {
        None => (None, nothing_written()),
        Some(longest) => (
            Some(longest <= LONG_PARAGRAPH),
            format!(
                "The longest paragraph has {}; up to {LONG_PARAGRAPH} fit a phone.",
                count(longest, "word", "words")
            ),
        ),
    };
    let spans = paragraphs
        .into_iter()
        .filter(|(_, _, words)| *words > LONG_PARAGRAPH)
        .map(|(span, _, _)| span)
        .collect();
    criterion("mobile", Grade::Low, LAVENDER_RULES, met, finding, spans)
}

/// Three or four words in the subject.
pub(super) fn subject(reading: &Reading<'_>) -> Criterion {
    let [low, high] = reading.input.settings.subject;
    let mut subject = reading.input.subject.trim();
    while let Some(rest) = SUBJECT_MARKS.iter().find_map(|mark| {
        subject
            .get(..mark.len())
            .filter(|head| head.eq_ignore_ascii_case(mark))
            .map(|head| subject[head.len()..].trim_start())
    }) {
        subject = rest;
    }
    let answers =
        subject.len() < reading.input.subject.trim().len() || reading.layout.quotes_thread;
    let text = Text::new(subject);
    let mut words = Vec::new();
    text.words([0, text.chars.len()], &mut words);
    let (met, finding) = match words.len() {
        0 => (Some(false), "There is no subject.".to_owned()),
        _ if answers => (None, "An answer keeps its thread's subject.".to_owned()),
        n => (
            Some((low..=high).contains(&n)),
            format!(
                "{} in the subject; {low} to {high} are opened and answered most.",
                count(n, "word", "words")
            ),
        ),
    };
    criterion(
        "subject",
        Grade::Medium,
        BOOMERANG,
        met,
        finding,
        Vec::new(),
    )
}
