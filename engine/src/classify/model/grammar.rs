//! Training headlines made from templates with a fixed seed: they teach the usual phrasings, so that
//! the lines written by hand can be spent on the unusual ones.

use super::example::Example;
use crate::classify::learn::Shuffle;
use crate::protocol::SignalKind;

/// Headlines made from each template; more did not help on headlines that the model had not seen.
const PER_TEMPLATE: usize = 30;
/// Seed of the templates' choices.
const SEED: u64 = 1;

const STARTS: [&str; 24] = [
    "Za", "Kel", "Bran", "Mo", "Tri", "Vex", "Lu", "Or", "Quan", "Hel", "Sta", "Ner", "Dra", "Pol",
    "Ax", "Gri", "Fen", "Cor", "Ny", "Ul", "Wex", "Jo", "Ri", "Thal",
];
const ENDS: [&str; 20] = [
    "varo", "vix", "dero", "nova", "tek", "lio", "mund", "sys", "bia", "quo", "ron", "zen", "mark",
    "ly", "ify", "dyne", "plex", "ora", "gard", "wick",
];
const FORMS: [&str; 12] = [
    "", "", "", "", "", " Inc", " plc", " AG", " Group", " Bank", " Energy", " Labs",
];
/// What papers put before a name that few readers know.
const DESCRIPTIONS: [&str; 48] = [
    "bakery chain",
    "software firm",
    "online estate agent",
    "chip designer",
    "hospital group",
    "insurer",
    "logistics firm",
    "robotics startup",
    "carmaker",
    "retailer",
    "airline",
    "brewer",
    "lender",
    "drugmaker",
    "biotech",
    "fintech",
    "energy supplier",
    "steelmaker",
    "toy maker",
    "hotel group",
    "gym chain",
    "telecoms group",
    "games studio",
    "law firm",
    "consultancy",
    "furniture maker",
    "food group",
    "fashion brand",
    "shipping line",
    "battery maker",
    "medical device maker",
    "payments company",
    "recruiter",
    "builder",
    "water utility",
    "solar developer",
    "tool maker",
    "grocer",
    "publisher",
    "ad agency",
    "cloud provider",
    "security vendor",
    "machine builder",
    "packaging group",
    "school operator",
    "travel site",
    "delivery app",
    "clinic chain",
];
const PEOPLE: [&str; 16] = [
    "Anna Berg",
    "James Obi",
    "Priya Nair",
    "Luis Ortega",
    "Mei Tan",
    "Karl Vogt",
    "Sara Lind",
    "Tom Hale",
    "Ines Roy",
    "Omar Aziz",
    "Yuki Mori",
    "Paul Kane",
    "Eva Novak",
    "Raj Mehta",
    "Lena Frey",
    "Sean Doyle",
];
const PLACES: [&str; 28] = [
    "Berlin",
    "Texas",
    "Leeds",
    "Poland",
    "Singapore",
    "Ohio",
    "Lyon",
    "Dubai",
    "Mexico",
    "Toronto",
    "Dublin",
    "Nevada",
    "Spain",
    "Vietnam",
    "Warsaw",
    "Kenya",
    "Arizona",
    "Milan",
    "Brazil",
    "Japan",
    "Bristol",
    "Hungary",
    "Austin",
    "Chennai",
    "Oslo",
    "Lisbon",
    "Manchester",
    "Georgia",
];
const PERIODS: [&str; 8] = [
    "Q1",
    "Q2",
    "Q3",
    "fourth quarter",
    "first half",
    "2024",
    "H1",
    "third quarter",
];

/// Makes headlines from every template of `table` (one a line: kinds | sign stance | text); the same table gives the
/// same headlines.
#[must_use]
pub fn grow(table: &str) -> Vec<Example> {
    let mut chance = Shuffle::new(SEED);
    let mut examples = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.splitn(3, '|').map(str::trim);
        let (Some(kinds), Some(_), Some(template)) = (cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        let kinds: Vec<usize> = kinds
            .split(';')
            .filter_map(SignalKind::from_name)
            .filter_map(|kind| SignalKind::ALL.iter().position(|own| *own == kind))
            .collect();
        for _ in 0..PER_TEMPLATE {
            let title = written(
                fill(&choose(template, &mut chance), &mut chance),
                &mut chance,
            );
            examples.push(Example {
                title,
                summary: String::new(),
                kinds: kinds.clone(),
            });
        }
    }
    examples
}

/// Takes one part of each `{a/b/c}`; the braces do not nest.
fn choose(template: &str, chance: &mut Shuffle) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (inside, after) = after.split_once('}').unwrap_or((after, ""));
        let parts: Vec<&str> = inside.split('/').collect();
        let part = parts[chance.below(parts.len())];
        text.push_str(part.trim_matches('"'));
        rest = after;
    }
    text.push_str(rest);
    text
}

fn fill(template: &str, chance: &mut Shuffle) -> String {
    let mut text = String::new();
    for sign in template.chars() {
        match sign {
            '@' => text.push_str(&company(chance)),
            '~' => text.push_str(pick(&PEOPLE, chance)),
            '^' => text.push_str(pick(&PLACES, chance)),
            '&' => text.push_str(pick(&PERIODS, chance)),
            '#' => text.push_str(&count(chance)),
            '$' => text.push_str(&amount(chance)),
            '%' => text.push_str(&format!("{}%", 2 + chance.below(60))),
            _ => text.push(sign),
        }
    }
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

fn pick<'a>(list: &[&'a str], chance: &mut Shuffle) -> &'a str {
    list[chance.below(list.len())]
}

/// A name, one time in four behind what the company is.
fn company(chance: &mut Shuffle) -> String {
    let start = pick(&STARTS, chance);
    let end = pick(&ENDS, chance);
    let name = format!("{start}{end}{}", pick(&FORMS, chance));
    if chance.below(4) == 0 {
        format!("{} {name}", pick(&DESCRIPTIONS, chance))
    } else {
        name
    }
}

fn count(chance: &mut Shuffle) -> String {
    match chance.below(4) {
        0 => (2 + chance.below(80)).to_string(),
        1 => ((1 + chance.below(9)) * 100).to_string(),
        2 => format!("{},{:03}", 1 + chance.below(20), chance.below(10) * 100),
        _ => ((10 + chance.below(90)) * 10).to_string(),
    }
}

fn amount(chance: &mut Shuffle) -> String {
    let sign = pick(&["$", "$", "$", "€", "£", "US$", "A$", "₹"], chance);
    let value = match chance.below(3) {
        0 => (1 + chance.below(900)).to_string(),
        1 => format!("{}.{}", 1 + chance.below(20), 1 + chance.below(9)),
        _ => (5 * (1 + chance.below(40))).to_string(),
    };
    format!(
        "{sign}{value}{}",
        pick(&["m", "M", " million", "bn", "B", " billion"], chance)
    )
}

/// Wires shout and American papers write every word with a capital.
fn written(text: String, chance: &mut Shuffle) -> String {
    match chance.below(10) {
        0 => text.to_uppercase(),
        1 | 2 => text
            .split(' ')
            .map(|word| {
                let mut letters = word.chars();
                letters.next().map_or_else(String::new, |first| {
                    first.to_uppercase().chain(letters).collect()
                })
            })
            .collect::<Vec<String>>()
            .join(" "),
        _ => text,
    }
}
