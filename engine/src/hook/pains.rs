//! The core's library: pains that the rep or the team writes once, and which one fits and why.
//!
//! A pain belongs to industries, functions and triggers. Its text may hold variables in double
//! braces (`{{first_name}}`, `{{account}}`), filled at the moment it is inserted. A library is one JSON
//! file that can be handed on.

use crate::protocol::SignalKind;
use crate::{Error, Result};
use serde::{Deserialize, Serialize};

/// Version of the share file.
pub const FILE_VERSION: u32 = 1;
/// Most pains a share file may hold.
const MOST_PAINS: usize = 2_000;
/// Longest text of one pain, in characters.
const LONGEST_TEXT: usize = 4_000;

/// Weight of a trigger, an industry and a function in the fit; they sum to 1. By judgement: what
/// just happened says more of what hurts now than what a company always is.
const TRIGGER_WEIGHT: f64 = 0.5;
const FUNCTION_WEIGHT: f64 = 0.3;
const INDUSTRY_WEIGHT: f64 = 0.2;
/// Fit of a pain that names no industry, function or trigger: below any that meets one.
const FOR_EVERYBODY: f64 = 0.05;

/// One pain and the words about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pain {
    /// Stable within the library.
    pub id: String,
    /// Its name in a list.
    pub title: String,
    /// Subject line, with variables; for whole mails.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// The core of the mail, with variables.
    pub text: String,
    /// Industries it is known from; empty for all.
    #[serde(default)]
    pub industries: Vec<String>,
    /// Functions that feel it, as words of a job title ("sales", "finance"); empty for all.
    #[serde(default)]
    pub functions: Vec<String>,
    /// Events that bring it on; empty for none in particular.
    #[serde(default)]
    pub triggers: Vec<SignalKind>,
    /// Counts up with every change.
    #[serde(default)]
    pub version: u32,
    /// Earlier texts, newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<String>,
}

impl Pain {
    /// Changes the text and keeps the one before.
    pub fn revise(&mut self, text: String) {
        if text != self.text {
            self.earlier
                .insert(0, std::mem::replace(&mut self.text, text));
            self.version = self.version.saturating_add(1);
        }
    }

    /// The names of the variables in the text, each once, in order.
    #[must_use]
    pub fn variables(&self) -> Vec<&str> {
        let mut names = Vec::new();
        let mut rest = self.text.as_str();
        while let Some((_, after)) = rest.split_once("{{") {
            let Some((name, tail)) = after.split_once("}}") else {
                break;
            };
            let name = name.trim();
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
            rest = tail;
        }
        names
    }

    /// The text with its variables filled, and the names of those nobody knows a value for. Those
    /// stay in the text, so that the draft meter can point at them.
    #[must_use]
    pub fn filled(&self, values: &[(&str, &str)]) -> (String, Vec<String>) {
        filled(&self.text, values)
    }
}

/// Any text with its variables filled; see [`Pain::filled`].
#[must_use]
pub fn filled(text: &str, values: &[(&str, &str)]) -> (String, Vec<String>) {
    let mut out = String::with_capacity(text.len());
    let mut missing = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let Some((name, tail)) = after.split_once("}}") else {
            out.push_str("{{");
            rest = after;
            continue;
        };
        match values
            .iter()
            .find(|(known, value)| *known == name.trim() && !value.trim().is_empty())
        {
            Some((_, value)) => out.push_str(value.trim()),
            None => {
                out.push_str("{{");
                out.push_str(name);
                out.push_str("}}");
                let name = name.trim().to_owned();
                if !missing.contains(&name) {
                    missing.push(name);
                }
            }
        }
        rest = tail;
    }
    out.push_str(rest);
    (out, missing)
}

/// What is known when a pain is looked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Situation<'a> {
    /// The account's industry.
    pub industry: Option<&'a str>,
    /// The person's job title.
    pub title: Option<&'a str>,
    /// What happened at the account.
    pub kinds: &'a [SignalKind],
}

/// A pain that fits.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit<'a> {
    /// The pain.
    pub pain: &'a Pain,
    /// How well, above 0 and at most 1.
    pub fit: f64,
    /// Why, in one sentence.
    pub why: String,
}

/// The pains that fit, best first. A pain that names an industry, a function or a trigger and meets
/// none of what it names does not fit; one that names nothing is for everybody and comes last.
#[must_use]
pub fn propose<'a>(library: &'a [Pain], situation: &Situation<'_>) -> Vec<Fit<'a>> {
    let mut fits: Vec<Fit<'a>> = library
        .iter()
        .filter_map(|pain| fit(pain, situation))
        .collect();
    crate::order::by(&mut fits, |a, b| {
        b.fit
            .total_cmp(&a.fit)
            .then_with(|| a.pain.id.cmp(&b.pain.id))
    });
    fits
}

fn fit<'a>(pain: &'a Pain, situation: &Situation<'_>) -> Option<Fit<'a>> {
    if pain.industries.is_empty() && pain.functions.is_empty() && pain.triggers.is_empty() {
        return Some(Fit {
            pain,
            fit: FOR_EVERYBODY,
            why: "It is for everybody.".to_owned(),
        });
    }
    let mut reasons = Vec::new();
    let mut fit = 0.0;
    if let Some(kind) = situation
        .kinds
        .iter()
        .find(|kind| pain.triggers.contains(kind))
    {
        fit += TRIGGER_WEIGHT;
        reasons.push(format!("{} just happened", kind.name()));
    }
    if let Some(function) = mentioned(&pain.functions, situation.title) {
        fit += FUNCTION_WEIGHT;
        reasons.push(format!("the title says {function}"));
    }
    if let Some(industry) = mentioned(&pain.industries, situation.industry) {
        fit += INDUSTRY_WEIGHT;
        reasons.push(format!("the industry is {industry}"));
    }
    (fit > 0.0).then(|| Fit {
        pain,
        fit,
        why: format!("It fits: {}.", reasons.join(", ")),
    })
}

/// The first of `wanted` whose words all stand in `text`.
fn mentioned<'w>(wanted: &'w [String], text: Option<&str>) -> Option<&'w str> {
    let words = words(text?);
    wanted
        .iter()
        .find(|entry| {
            let entry = self::words(entry);
            !entry.is_empty() && entry.iter().all(|word| words.contains(word))
        })
        .map(String::as_str)
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// A library as one file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ShareFile {
    /// [`FILE_VERSION`].
    pub hookline_pains: u32,
    /// The pains.
    pub pains: Vec<Pain>,
}

/// The library as the text of a share file.
///
/// # Errors
/// Never in practice; serialising strings cannot fail.
pub fn to_file(pains: &[Pain]) -> Result<String> {
    serde_json::to_string_pretty(&ShareFile {
        hookline_pains: FILE_VERSION,
        pains: pains.to_vec(),
    })
    .map_err(|error| Error::input("pains_file", error.to_string(), "pains", "Try again."))
}

/// The pains of a share file.
///
/// # Errors
/// Not a share file (with line and column), of a newer version, too many pains, a pain without a name
/// or text, or one that is too long. Nothing is taken over then.
pub fn from_file(text: &str) -> Result<Vec<Pain>> {
    let bad = |message: String, place: String| {
        Error::input(
            "pains_file",
            message,
            place,
            "Ask for the file again, or export it anew.",
        )
    };
    let file: ShareFile =
        crate::json::read(text.trim_start_matches('\u{FEFF}')).map_err(|error| {
            bad(
                format!("This is not a file of pains: {error}"),
                format!("line {}, column {}", error.line(), error.column()),
            )
        })?;
    if file.hookline_pains > FILE_VERSION {
        return Err(bad(
            "The file is from a newer Hookline.".to_owned(),
            format!("version {}", file.hookline_pains),
        ));
    }
    if file.pains.len() > MOST_PAINS {
        return Err(bad(
            format!(
                "The file holds {} pains; {MOST_PAINS} are the most.",
                file.pains.len()
            ),
            "pains".to_owned(),
        ));
    }
    for (index, pain) in file.pains.iter().enumerate() {
        let place = format!("pain {}", index + 1);
        if pain.id.trim().is_empty() || pain.title.trim().is_empty() || pain.text.trim().is_empty()
        {
            return Err(bad(
                "A pain needs an id, a title and a text.".to_owned(),
                place,
            ));
        }
        if pain.text.chars().count() > LONGEST_TEXT {
            return Err(bad(
                format!("A text is longer than {LONGEST_TEXT} characters."),
                place,
            ));
        }
    }
    Ok(file.pains)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing unwrap is a failing test")]
    use super::*;

    fn pain(id: &str) -> Pain {
        Pain {
            id: id.to_owned(),
            title: format!("Pain {id}"),
            subject: String::new(),
            text: "Most {{function}} teams at {{account}} lose a day a week, {{ function }}."
                .to_owned(),
            industries: vec![],
            functions: vec![],
            triggers: vec![],
            version: 1,
            earlier: vec![],
        }
    }

    #[test]
    fn the_pain_that_meets_most_comes_first_with_its_reason() {
        let library = [
            Pain {
                industries: vec!["Software".into()],
                ..pain("a")
            },
            Pain {
                triggers: vec![SignalKind::Funding],
                functions: vec!["Sales".into()],
                ..pain("b")
            },
            Pain {
                industries: vec!["Mining".into()],
                ..pain("c")
            },
            pain("d"),
        ];
        let situation = Situation {
            industry: Some("Application Software"),
            title: Some("VP Sales"),
            kinds: &[SignalKind::Funding],
        };
        let fits = propose(&library, &situation);
        assert_eq!(
            fits.iter()
                .map(|fit| fit.pain.id.as_str())
                .collect::<Vec<_>>(),
            ["b", "a", "d"]
        );
        assert_eq!(
            fits[0].why,
            "It fits: funding just happened, the title says Sales."
        );
        let anybody = propose(&library, &Situation::default());
        assert_eq!(anybody.len(), 1);
        assert_eq!(anybody[0].why, "It is for everybody.");
    }

    #[test]
    fn variables_are_filled_or_named() {
        let pain = pain("a");
        assert_eq!(pain.variables(), ["function", "account"]);
        let (text, missing) = pain.filled(&[("account", "Acme")]);
        assert_eq!(
            text,
            "Most {{function}} teams at Acme lose a day a week, {{ function }}."
        );
        assert_eq!(missing, ["function"]);
        let odd = Pain {
            text: "a {{ b {{c}} }} {{".into(),
            ..pain
        };
        assert!(odd.filled(&[]).0.ends_with("{{"));
    }

    #[test]
    fn a_library_survives_its_file_and_a_bad_file_says_where() {
        let mut one = pain("a");
        one.revise("New {{account}} text".into());
        assert_eq!((one.version, one.earlier.len()), (2, 1));
        let library = vec![one, pain("b")];
        assert_eq!(from_file(&to_file(&library).unwrap()).unwrap(), library);
        let error = from_file("{\"hookline_pains\":1,\n\"pains\":[{}]}")
            .unwrap_err()
            .to_reply();
        assert!(error.place.starts_with("line 2"), "{}", error.place);
        assert!(from_file("{\"hookline_pains\":9,\"pains\":[]}").is_err());
        let blank = ShareFile {
            hookline_pains: 1,
            pains: vec![Pain {
                text: " ".into(),
                ..pain("a")
            }],
        };
        assert_eq!(
            from_file(&serde_json::to_string(&blank).unwrap())
                .unwrap_err()
                .to_reply()
                .place,
            "pain 1"
        );
    }
}
