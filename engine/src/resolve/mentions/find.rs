//! The search: where forms stand, which account each means, what the story adds.

use super::forms::{Form, Kind, MAX_FORM_WORDS, combine};
use super::lexicon::{Sort, sort};
use super::text::{Gap, Text, TextWord};
use super::weigh::{Place, Weight, weigh};
use super::{Known, Mention, Mentions, NO_BELOW, StoryText, verdict};
use crate::protocol::Answer;
use crate::resolve::domain::registrable_domain;
use crate::resolve::features::probability;
use crate::resolve::fold::fold;
use crate::resolve::hashlist::hash;
use crate::resolve::rules::Rules;
use rustc_hash::FxHashMap;

/// A form in its place.
struct Spot {
    place: Place,
    form: Form,
    weight: Weight,
    in_summary: bool,
}

/// What the whole story offers as support.
struct Support {
    domains: Vec<String>,
    folded: String,
    words: Vec<u64>,
}

pub(super) fn find(mentions: &Mentions, story: &StoryText<'_>, rules: &Rules) -> Vec<Mention> {
    let title = Text::read(story.title);
    let mut spots = spots(mentions, &title, false);
    let summary = if story.summary.is_empty() {
        Text::default()
    } else {
        Text::read(story.summary)
    };
    spots.extend(self::spots(mentions, &summary, true));
    if spots.is_empty() {
        return Vec::new();
    }
    let support = Support::of(story, &title, &summary);
    for spot in &mut spots {
        support.add_to(spot, &mentions.known[spot.form.account as usize]);
    }
    after_another(&mut spots, &title);
    listed_together(&mut spots, &title);
    said_again(&mut spots);
    cannot_tell_apart(&mut spots);
    let mut best: Vec<Spot> = Vec::new();
    for spot in without_overlaps(spots) {
        match best
            .iter_mut()
            .find(|kept| kept.form.account == spot.form.account)
        {
            Some(kept) if spot.weight.total > kept.weight.total => *kept = spot,
            Some(_) => {}
            None => best.push(spot),
        }
    }
    crate::order::by_key(&mut best, |spot| (spot.in_summary, spot.place.start));
    best.into_iter()
        .filter_map(|spot| mention(mentions, story, &title, &summary, spot, rules))
        .collect()
}

/// Every form in the text; of forms with the same words, those that may mean it.
fn spots(mentions: &Mentions, text: &Text, in_summary: bool) -> Vec<Spot> {
    let mut spots = Vec::new();
    let words = &text.words;
    for start in 0..words.len() {
        if !mentions.forms.starts_with(words[start].hash)
            && words[start]
                .bare_hash
                .is_none_or(|bare| !mentions.forms.starts_with(bare))
        {
            continue;
        }
        // An ordinary word in small letters begins nobody's name.
        let capital = words[start].capital || words[start].inner_capital;
        if !capital && !mentions.forms.any_lower && sort(&words[start].text) != Sort::Rare {
            continue;
        }
        let mut key = 0;
        for end in start + 1..=(start + MAX_FORM_WORDS).min(words.len()) {
            let word = &words[end - 1];
            if end > start + 1 && matches!(word.before, Gap::Stop | Gap::Comma) {
                break;
            }
            let last = words[end - 1].bare_hash.map(|bare| combine(key, bare));
            key = combine(key, word.hash);
            let place = Place { start, end };
            let found = compete(mentions, key);
            let plural = found.is_empty() && !word.possessive;
            let found = if found.is_empty() {
                last.map(|key| compete(mentions, key)).unwrap_or_default()
            } else {
                found
            };
            for (form, rivals) in found {
                let mut weight = weigh(
                    &form,
                    place,
                    text,
                    &mentions.known[form.account as usize],
                    plural,
                );
                if rivals > 0 {
                    weight.add(
                        "other accounts are called so too",
                        RIVALS_AT_ALL + RIVALS_MORE * f64::from(rivals + 1).ln(),
                    );
                }
                spots.push(Spot {
                    place,
                    form,
                    weight,
                    in_summary,
                });
            }
        }
    }
    spots
}

/// Log-odds against a form that several accounts share, and for each e-fold of them.
const RIVALS_AT_ALL: f64 = -0.8;
const RIVALS_MORE: f64 = -1.2;

/// Of the accounts that share a form, those with the most telling kind, with the number of rivals each has.
fn compete(mentions: &Mentions, key: u64) -> Vec<(Form, u32)> {
    let mut forms: Vec<Form> = mentions.forms.get(key).copied().take(MOST_RIVALS).collect();
    let rank = |form: &Form| rank(form.kind, form.words);
    let Some(best) = forms.iter().map(rank).min() else {
        return Vec::new();
    };
    let weaker = forms.iter().filter(|form| rank(form) > best).count();
    forms.retain(|form| rank(form) == best);
    let is_namesake =
        |form: &Form| form.kind == Kind::Initials && mentions.known[form.account as usize].namesake;
    if forms.iter().filter(|form| is_namesake(form)).count() == 1 {
        forms.retain(is_namesake);
    }
    // That many alike cannot be told apart whatever surrounds them.
    if forms.len() > MOST_ALIKE {
        return Vec::new();
    }
    let equal = forms.len() - 1;
    let rivals =
        u32::try_from(equal).unwrap_or(u32::MAX) + u32::from(weaker > 0 && best >= 2 && equal > 0);
    forms.into_iter().map(|form| (form, rivals)).collect()
}

/// Accounts looked at that share one form.
const MOST_RIVALS: usize = 64;
/// Accounts that one form may mean and still be weighed.
const MOST_ALIKE: usize = 12;

/// Kinds that rank alike compete; a better rank silences the rest.
const fn rank(kind: Kind, words: u8) -> u8 {
    match kind {
        // "L&T": initials with an ampersand are as good as a name.
        Kind::Initials if words > 1 => 0,
        Kind::Full | Kind::Alias => 0,
        Kind::Short | Kind::Joined | Kind::Brand => 1,
        Kind::Initials | Kind::Ticker => 2,
        Kind::First => 3,
        Kind::Later | Kind::Blend => 4,
    }
}

impl Support {
    fn of(story: &StoryText<'_>, title: &Text, summary: &Text) -> Self {
        let mut domains: Vec<String> = story
            .links
            .iter()
            .take(50)
            .filter_map(|link| registrable_domain(link))
            .collect();
        let in_text = story
            .title
            .split_whitespace()
            .chain(story.summary.split_whitespace());
        domains.extend(
            in_text
                .filter(|word| word.contains('.'))
                .take(20)
                .filter_map(|word| {
                    registrable_domain(word.trim_matches(|c: char| !c.is_alphanumeric()))
                }),
        );
        let folded = format!("{} {}", fold(story.title), fold(story.summary));
        let words = title
            .words
            .iter()
            .chain(&summary.words)
            .map(|word| word.hash)
            .collect();
        Self {
            domains,
            folded,
            words,
        }
    }

    fn add_to(&self, spot: &mut Spot, known: &Known) {
        if known
            .domain
            .as_ref()
            .is_some_and(|domain| self.domains.contains(domain))
        {
            spot.weight.add("its domain is in the story", 5.0);
        }
        if known.tickers.iter().any(|ticker| self.has_ticker(ticker)) {
            spot.weight.add("its ticker in brackets", 4.0);
        }
        let city = known.city.as_deref().filter(|city| city.len() > 3);
        if city.is_some_and(|city| {
            self.folded.contains(city) && !known.own_words.contains(&hash(city))
        }) {
            spot.weight.add("its headquarters' city", 1.2);
        }
        let context = known
            .context
            .iter()
            .filter(|word| self.words.contains(word) && !known.own_words.contains(word))
            .count();
        if context > 0 {
            spot.weight.add(
                "its industry, product or people",
                if context > 1 { 2.0 } else { 1.3 },
            );
        }
    }

    /// "(NASDAQ: AAPL)", "(AAPL)", "$AAPL".
    fn has_ticker(&self, ticker: &str) -> bool {
        self.folded.match_indices(ticker).any(|(at, _)| {
            let before = self.folded[..at].trim_end_matches(' ').chars().next_back();
            let after = self.folded[at + ticker.len()..].chars().next();
            matches!(before, Some(':' | '(' | '$')) && after.is_none_or(|c| !c.is_alphanumeric())
        })
    }
}

/// A name in a row of companies ("Orange, Vodafone and BT") gains from the others.
fn listed_together(spots: &mut [Spot], title: &Text) {
    let sure: Vec<Place> = spots
        .iter()
        .filter(|spot| !spot.in_summary && spot.weight.total >= 1.5)
        .map(|spot| spot.place)
        .collect();
    for spot in spots
        .iter_mut()
        .filter(|spot| !spot.in_summary && spot.weight.total > -2.5)
    {
        let beside = sure.iter().any(|other| {
            in_one_row(title, spot.place, *other) || in_one_row(title, *other, spot.place)
        });
        if beside {
            spot.weight.add("listed with another company", 1.6);
        }
    }
}

/// Both stand in one row: between them are only capitalised names, commas and an "and".
fn in_one_row(text: &Text, first: Place, second: Place) -> bool {
    if joined(text, first, second) {
        return true;
    }
    let Some(between) = text.words.get(first.end..second.start) else {
        return false;
    };
    let parted = |word: &TextWord| word.before == Gap::Comma || word.text == "and";
    between.len() <= LONGEST_ROW
        && between.first().is_some_and(parted)
        && text.words.get(second.start).is_some_and(|word| {
            word.before == Gap::Comma || between.last().is_some_and(|last| last.text == "and")
        })
        && between
            .iter()
            .all(|word| (word.capital && word.before != Gap::Stop) || word.text == "and")
}

/// Most words between two names of one row.
const LONGEST_ROW: usize = 8;

fn joined(text: &Text, first: Place, second: Place) -> bool {
    let between = second.start.checked_sub(first.end);
    let gap = text.words.get(second.start).map(|word| word.before);
    match between {
        Some(0) => gap == Some(Gap::Comma),
        Some(1) => text.words[first.end].text == "and" || text.words[first.end].text == "vs",
        _ => false,
    }
}

/// A weak form gains when a stronger form of the same account stands elsewhere.
fn said_again(spots: &mut [Spot]) {
    let mut strongest: FxHashMap<u32, f64> = FxHashMap::default();
    for spot in spots.iter() {
        let entry = strongest
            .entry(spot.form.account)
            .or_insert(f64::NEG_INFINITY);
        *entry = entry.max(spot.weight.total);
    }
    for spot in spots.iter_mut().filter(|spot| spot.form.sort != Sort::Rare) {
        if strongest
            .get(&spot.form.account)
            .is_some_and(|best| *best >= 2.5 && *best > spot.weight.total)
        {
            spot.weight.add("named in full elsewhere", 1.5);
        }
    }
}

/// Accounts that the same words may mean, with nothing that speaks for one of them: none is sure.
fn cannot_tell_apart(spots: &mut [Spot]) {
    let best_other = |spots: &[Spot], at: usize| {
        let spot = &spots[at];
        spots
            .iter()
            .filter(|other| {
                other.form.account != spot.form.account
                    && other.in_summary == spot.in_summary
                    && (other.place.start, other.place.end) == (spot.place.start, spot.place.end)
            })
            .map(|other| other.weight.total)
            .fold(f64::NEG_INFINITY, f64::max)
    };
    let totals: Vec<f64> = (0..spots.len()).map(|at| best_other(spots, at)).collect();
    for (spot, other) in spots.iter_mut().zip(totals) {
        if spot.weight.total > 0.0 && other > spot.weight.total - 0.5 {
            let down = -spot.weight.total;
            spot.weight.add("another account fits as well", down);
        }
    }
}

/// Longer names win over shorter ones inside them.
fn without_overlaps(mut spots: Vec<Spot>) -> Vec<Spot> {
    let length = |spot: &Spot| spot.place.end - spot.place.start;
    crate::order::by(&mut spots, |a, b| {
        length(b)
            .cmp(&length(a))
            .then(b.weight.total.total_cmp(&a.weight.total))
            .then(a.form.account.cmp(&b.form.account))
    });
    let mut taken: Vec<(bool, Place)> = Vec::new();
    let mut kept = Vec::new();
    for spot in spots {
        let overlaps = taken.iter().any(|(summary, place)| {
            *summary == spot.in_summary
                && place.start < spot.place.end
                && spot.place.start < place.end
                && (place.start, place.end) != (spot.place.start, spot.place.end)
        });
        if overlaps {
            continue;
        }
        if spot.weight.total > -1.0 {
            taken.push((spot.in_summary, spot.place));
        }
        kept.push(spot);
    }
    kept
}

/// "Ford Puma": a company's name right after another's is that one's product.
fn after_another(spots: &mut [Spot], title: &Text) {
    let sure: Vec<Place> = spots
        .iter()
        .filter(|spot| !spot.in_summary && spot.weight.total >= 0.0)
        .map(|spot| spot.place)
        .collect();
    for spot in spots
        .iter_mut()
        .filter(|spot| !spot.in_summary && spot.form.words == 1)
    {
        let glued = title.words[spot.place.start].before == Gap::Space
            && spot.place.start > 0
            && !title.words[spot.place.start - 1].possessive;
        if glued && sure.iter().any(|other| other.end == spot.place.start) {
            spot.weight.add("follows another company's name", -3.0);
        }
    }
}

fn mention(
    mentions: &Mentions,
    story: &StoryText<'_>,
    title: &Text,
    summary: &Text,
    mut spot: Spot,
    rules: &Rules,
) -> Option<Mention> {
    let known = &mentions.known[spot.form.account as usize];
    let (text, raw) = if spot.in_summary {
        (summary, story.summary)
    } else {
        (title, story.title)
    };
    let span = [
        text.words.get(spot.place.start)?.span[0],
        text.words.get(spot.place.end - 1)?.span[1],
    ];
    let surface: String = raw.chars().skip(span[0]).take(span[1] - span[0]).collect();
    if rules.excludes(&surface, known.id) || rules.excludes(story.title, known.id) {
        return None;
    }
    match rules.means(&surface) {
        Some(id) if id == known.id => spot.weight.add("you said this is them", 12.0),
        Some(_) => return None,
        None => {}
    }
    let confidence = probability(spot.weight.total);
    let answer = verdict(confidence);
    if answer == Answer::No || confidence < NO_BELOW {
        return None;
    }
    Some(Mention {
        account: known.id,
        name: known.name.clone(),
        span,
        in_summary: spot.in_summary,
        answer,
        confidence,
        evidence: spot.weight.evidence(&surface),
        surface,
    })
}
