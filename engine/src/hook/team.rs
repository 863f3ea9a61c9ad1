//! A result of a team, read from a headline: who won, in the headline's own words.

use crate::ingest::text::plain_line;

/// Longest headline that is read, and longest result that is told, in characters.
const LONGEST_TITLE: usize = 300;
const LONGEST_RESULT: usize = 120;
/// Points no game ends with: longer digits are a year or a crowd.
const MOST_POINTS: u32 = 250;
/// Words by which the side before them won.
const WON: &str = "beat beats defeat defeats defeated top tops topped down downs edge edges edged rout routs routed \
    crush crushes crushed sweep sweeps outlast outlasts stun stuns upset upsets overcome overcomes past over \
    besiegt schlägt gewinnt vence derrota gana";
/// Words by which the side before them lost.
const LOST: &str =
    "lose loses lost fall falls fell drop drops dropped verliert unterliegt pierde cae";

/// A team's result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamResult {
    /// True when the team won, false when it lost, `None` for a draw or an unclear headline.
    pub won: Option<bool>,
    /// The headline's words for it ("Patriots 24, Jets 17").
    pub result: String,
}

/// The result of `team` that a headline reports; `None` when it reports none or not that team's.
///
/// The score has to stand in the headline: "Patriots 24, Jets 17", "Patriots beat Jets 24-17",
/// "Jets 17-24 Patriots". A preview or a rumour has no score and is nothing to congratulate on.
#[must_use]
pub fn result_of(team: &str, headline: &str) -> Option<TeamResult> {
    let line = plain_line(headline, LONGEST_TITLE);
    let words: Vec<&str> = line.split_whitespace().collect();
    let at = place_of(team, &words)?;
    let (scores, places) = scores(&words)?;
    let won = match places {
        // Each side with its own points: the points right behind a side are its own.
        // Anything else between two numbers is no result: "sign 2 players for 30 million".
        places @ [first, second] if first != second => {
            let own = places.iter().position(|place| *place == at + 1)?;
            compare(scores[own], scores[1 - own])
        }
        [place, _] => joined(&words, at, place, scores),
    };
    Some(TeamResult {
        won,
        result: plain_line(line.trim_end_matches('.'), LONGEST_RESULT),
    })
}

/// "beat Jets 24-17", "lose 17-24 at Jets", "Patriots 24-17 Jets".
fn joined(words: &[&str], at: usize, place: usize, scores: [u32; 2]) -> Option<bool> {
    let (higher, lower) = (scores[0].max(scores[1]), scores[0].min(scores[1]));
    if higher == lower {
        return None;
    }
    let says = |list: &str, word: &str| {
        let word = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        list.split_whitespace().any(|known| known == word)
    };
    let verb = words
        .iter()
        .position(|word| says(WON, word) || says(LOST, word));
    match verb {
        Some(verb) => Some((at < verb) == says(WON, words[verb])),
        // "Patriots 24-17 Jets": the side before has the first points.
        None => compare(
            if at < place { scores[0] } else { scores[1] },
            if at < place { scores[1] } else { scores[0] },
        ),
    }
}

fn compare(own: u32, other: u32) -> Option<bool> {
    (own != other).then_some(own > other)
}

/// Place of the team's last word; all its words have to stand together.
fn place_of(team: &str, words: &[&str]) -> Option<usize> {
    let fold = |word: &str| {
        word.trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase()
    };
    let team: Vec<String> = team
        .split_whitespace()
        .map(fold)
        .filter(|word| !word.is_empty() && word != "the")
        .collect();
    if team.is_empty() || team.len() > words.len() {
        return None;
    }
    let found = words.windows(team.len()).position(|window| {
        window
            .iter()
            .map(|word| fold(word))
            .eq(team.iter().cloned())
    });
    // "New England Patriots" in the list, "Patriots" in the headline.
    found.map(|start| start + team.len() - 1).or_else(|| {
        let last = team.last().filter(|word| word.chars().count() >= 4)?;
        words.iter().position(|word| fold(word) == *last)
    })
}

/// The two scores, and where they stand; both places are the same for "24-17".
fn scores(words: &[&str]) -> Option<([u32; 2], [usize; 2])> {
    let points = |text: &str| {
        text.parse::<u32>()
            .ok()
            .filter(|points| *points <= MOST_POINTS)
    };
    for (place, word) in words.iter().enumerate() {
        let word = word.trim_matches(|c: char| !c.is_ascii_digit());
        if let Some((first, second)) = word.split_once(['-', '–', ':'])
            && let (Some(first), Some(second)) = (points(first), points(second))
        {
            return Some(([first, second], [place, place]));
        }
    }
    let mut alone = words.iter().enumerate().filter_map(|(place, word)| {
        let bare = word.trim_end_matches([',', '.', ';']);
        (place > 0)
            .then(|| points(bare))
            .flatten()
            .map(|points| (points, place))
    });
    let (first, second) = (alone.next()?, alone.next()?);
    // A third number makes it unclear which two are the score.
    alone
        .next()
        .is_none()
        .then_some(([first.0, second.0], [first.1, second.1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_read_and_previews_are_not() {
        for (team, headline, won) in [
            ("Patriots", "Patriots 24, Jets 17", Some(Some(true))),
            ("Jets", "Patriots 24, Jets 17", Some(Some(false))),
            ("the Patriots", "Patriots beat Jets 24-17", Some(Some(true))),
            (
                "New England Patriots",
                "Patriots edge Bills 20–17 in overtime",
                Some(Some(true)),
            ),
            ("Jets", "Patriots beat Jets 24-17", Some(Some(false))),
            ("Jets", "Jets lose 17-24 to Patriots", Some(Some(false))),
            ("Patriots", "Jets lose 17-24 to Patriots", Some(Some(true))),
            ("Jets", "Jets 17-24 Patriots", Some(Some(false))),
            ("Patriots", "Jets 17-24 Patriots", Some(Some(true))),
            ("Bayern", "Bayern besiegt Dortmund 3:1", Some(Some(true))),
            ("Patriots", "Patriots 20, Jets 20", Some(None)),
            ("Patriots", "Patriots prepare for Jets", None),
            ("Patriots", "Bills 24, Jets 17", None),
            (
                "Patriots",
                "Patriots sign 2 players for 2027, pay 30 million",
                None,
            ),
            ("", "Patriots 24, Jets 17", None),
        ] {
            assert_eq!(
                result_of(team, headline).map(|result| result.won),
                won,
                "{team}: {headline}"
            );
        }
    }

    #[test]
    fn any_text_is_read_in_bounded_time() {
        let long = "a 1-1 ".repeat(100_000);
        let _ = result_of("a", &long);
        let _ = result_of(&long, "Patriots 24, Jets 17");
    }
}
