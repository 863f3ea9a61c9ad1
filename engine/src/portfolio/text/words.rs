//! The words of a description that say what a company does.

/// Words that say nothing about what a company does: English function words, and the stock phrases
/// of company descriptions.
const STOP_WORDS: &str = "about above across after again against all also among and another any are around as at \
 back based became because become been before being below between both but by can cannot changed co company \
 corp corporation could did do does doing done down due during each either engaged engages etc even ever every few \
 first for former formerly founded from further get give go group had has have having he her here him his \
 holding holdings how however i if inc include includes including incorporated indeed into is it its itself \
 known last least less limited llc ltd made main many may me might more moreover most mostly much must my name \
 namely neither never next no none nor not now of off offers often on once one only onto operates or other others our \
 out over own part per plc primarily provides put rather re related same see seem several she should since so some \
 still such subsidiaries subsidiary than that the their them then there these they this those three through \
 throughout thru to together too toward towards two under until up upon us various very via was well were \
 what when where whether which while who whole will with within without would yet you your";

/// Sentences with one of these speak of the company's past or seat, not of its business.
const HISTORY: [&str; 9] = [
    "founded in",
    "incorporated in",
    "headquartered in",
    "is based in",
    "formerly known as",
    "changed its name",
    "was founded",
    "was incorporated",
    "was formerly",
];

/// Endings taken off a word, longest first, where at least four letters remain.
const ENDINGS: [&str; 10] = [
    "ations", "ation", "ings", "ing", "ies", "ers", "es", "ed", "er", "s",
];

/// Longest description read, in bytes; the rest adds little.
const LONGEST: usize = 20_000;

/// The stems of the words, in the order of the text. At most [`LONGEST`] bytes are read.
pub(super) fn stems(text: &str, mut each: impl FnMut(&str)) {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let lower = text[..end].to_lowercase();
    for (at, sentence) in lower.split_inclusive(['.', ';']).enumerate() {
        // The first sentence says what the company is, whatever else it tells.
        if at > 0 && HISTORY.iter().any(|phrase| sentence.contains(phrase)) {
            continue;
        }
        for word in sentence.split(|c: char| !c.is_alphabetic()) {
            if word.chars().nth(2).is_some() && !is_stop_word(word) {
                each(stem(word));
            }
        }
    }
}

fn is_stop_word(word: &str) -> bool {
    static WORDS: std::sync::LazyLock<rustc_hash::FxHashSet<&'static str>> =
        std::sync::LazyLock::new(|| STOP_WORDS.split_ascii_whitespace().collect());
    WORDS.contains(word)
}

fn stem(word: &str) -> &str {
    ENDINGS
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.len() >= 4))
        .unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_business_and_drops_the_past() {
        let mut found = Vec::new();
        stems(
            "Acme Inc. provides mining services. It was founded in 1900 by miners. It sells drills.",
            |stem| found.push(stem.to_owned()),
        );
        assert_eq!(found, ["acme", "mining", "servic", "sell", "drill"]);
    }
}
