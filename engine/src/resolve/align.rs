//! Two names laid side by side, word by word.

use rapidfuzz::distance::jaro_winkler;

/// A word of a name with what it weighs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weighed<'a> {
    pub(super) text: &'a str,
    /// Letters may be missing at its end.
    pub(super) cut: bool,
    /// Inverse document frequency, natural logarithm.
    pub(super) weight: f64,
}

/// How well the words of a query and of an account's name cover each other.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Alignment {
    /// Share of the query's weight that found a partner, 0 to 1.
    pub(super) query_cover: f64,
    /// Share of the account's weight that found a partner, 0 to 1.
    pub(super) account_cover: f64,
    /// Weight of what matched, in nats.
    pub(super) matched: f64,
    /// Weight of the query's words without a partner, in nats.
    pub(super) query_left: f64,
    /// Weight of the account's words without a partner, in nats.
    pub(super) account_left: f64,
    /// Likeness of the first words, 0 to 1.
    pub(super) first: f64,
    /// Weight of the query's first word when it has an equal or shortened partner, in nats.
    pub(super) first_weight: f64,
    /// Share of the matched weight that rests on inexact partners, 0 to 1.
    pub(super) inexact: f64,
    /// True when both have a number and they differ.
    pub(super) numbers_differ: bool,
    /// Weight of the heaviest query word without a partner, in nats.
    pub(super) heaviest_left: f64,
}

/// Below this Jaro-Winkler similarity two words are different words.
const TYPO_FLOOR: f64 = 0.86;

/// Lays `query` beside `account`. Both at most a few dozen words.
pub(super) fn align(query: &[Weighed<'_>], account: &[Weighed<'_>]) -> Alignment {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::with_capacity(query.len() * 2);
    for (q, word) in query.iter().enumerate() {
        for (a, other) in account.iter().enumerate() {
            let likeness = likeness(word, other);
            if likeness > 0.0 {
                // The same place in both names breaks ties between equal partners.
                let order = if q == a { 1e-3 } else { 0.0 };
                pairs.push((likeness * word.weight.max(other.weight) + order, q, a));
            }
        }
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)).then(x.2.cmp(&y.2)));
    let mut query_part = [0.0_f64; 32];
    let mut account_part = [0.0_f64; 32];
    let mut query_partner = [usize::MAX; 32];
    for &(_, q, a) in &pairs {
        if q < 32 && a < 32 && query_part[q] == 0.0 && account_part[a] == 0.0 {
            let likeness = likeness(&query[q], &account[a]);
            query_part[q] = likeness;
            account_part[a] = likeness;
            query_partner[q] = a;
        }
    }
    join_written_apart(query, account, &mut query_part, &mut account_part);
    join_written_apart(account, query, &mut account_part, &mut query_part);
    sum_up(query, account, &query_part, &account_part, &query_partner)
}

fn sum_up(
    query: &[Weighed<'_>],
    account: &[Weighed<'_>],
    query_part: &[f64; 32],
    account_part: &[f64; 32],
    partner: &[usize; 32],
) -> Alignment {
    let mut result = Alignment::default();
    let (mut query_total, mut account_total, mut inexact) = (0.0, 0.0, 0.0);
    for (index, word) in query.iter().enumerate().take(32) {
        // A shortened word weighs what its full form weighs.
        let weight = match account.get(partner[index]) {
            Some(full) if word.text.len() < full.text.len() => full.weight,
            _ => word.weight,
        };
        query_total += weight;
        result.matched += weight * query_part[index];
        let left = weight * (1.0 - query_part[index]);
        result.query_left += left;
        result.heaviest_left = result.heaviest_left.max(left);
        if query_part[index] > 0.0 && query_part[index] < 1.0 {
            inexact += weight;
        }
    }
    for (index, word) in account.iter().enumerate().take(32) {
        account_total += word.weight;
        result.account_left += word.weight * (1.0 - account_part[index]);
    }
    if query_total > 0.0 {
        result.query_cover = (result.matched / query_total).clamp(0.0, 1.0);
    }
    if account_total > 0.0 {
        result.account_cover = (1.0 - result.account_left / account_total).clamp(0.0, 1.0);
    }
    if result.matched > 0.0 {
        result.inexact = (inexact / result.matched).clamp(0.0, 1.0);
    }
    if let (Some(q), Some(a)) = (query.first(), account.first()) {
        let same_place = partner[0] == 0;
        result.first = if same_place {
            query_part[0]
        } else {
            likeness(q, a)
        };
        result.first_weight = query_part[0] * q.weight;
    }
    result.numbers_differ = numbers_differ(query, account);
    result
}

/// How alike two words are: 1 for the same, 0 for different words.
pub(super) fn likeness(one: &Weighed<'_>, other: &Weighed<'_>) -> f64 {
    let (a, b) = (one.text, other.text);
    if a == b {
        return 1.0;
    }
    let (short, long, short_is_cut) = if a.len() <= b.len() {
        (a, b, one.cut)
    } else {
        (b, a, other.cut)
    };
    let starts_alike = match (short.chars().next(), long.chars().next()) {
        (Some(x), Some(y)) => x == y,
        _ => return 0.0,
    };
    if short.bytes().any(|byte| byte.is_ascii_digit())
        || long.bytes().any(|byte| byte.is_ascii_digit())
    {
        return 0.0;
    }
    let length = short.chars().count();
    if long.starts_with(short) {
        let share = length as f64 / long.chars().count() as f64;
        if length >= 2 && short_is_cut {
            return 0.82 + 0.15 * share;
        }
        if length >= 3 {
            return 0.6 + 0.35 * share;
        }
        if length == 1 && short_is_cut {
            return 0.5;
        }
        return 0.0;
    }
    if length >= 4 {
        let jaro = jaro_winkler::normalized_similarity(short.chars(), long.chars());
        if jaro >= TYPO_FLOOR {
            return (0.5 + 0.5 * (jaro - TYPO_FLOOR) / (1.0 - TYPO_FLOOR)).min(0.98);
        }
    }
    if starts_alike && length >= 2 && is_contraction(short, long) {
        return 0.7;
    }
    0.0
}

/// "hldgs" of "holdings", "mtls" of "metals": the letters in order, mostly consonants, last kept or
/// the whole much longer.
fn is_contraction(short: &str, long: &str) -> bool {
    let vowels = short
        .chars()
        .skip(1)
        .filter(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u'))
        .count();
    if vowels > 0 || short.chars().count() < 3 || long.chars().count() < 5 {
        return false;
    }
    let mut letters = long.chars();
    short
        .chars()
        .all(|wanted| letters.any(|letter| letter == wanted))
}

/// "wal mart" beside "walmart": two words of one name that are one word of the other.
fn join_written_apart(
    apart: &[Weighed<'_>],
    whole: &[Weighed<'_>],
    apart_part: &mut [f64; 32],
    whole_part: &mut [f64; 32],
) {
    for index in 0..apart.len().saturating_sub(1).min(31) {
        let (first, second) = (&apart[index], &apart[index + 1]);
        for (at, word) in whole.iter().enumerate().take(32) {
            if whole_part[at] >= 1.0 || (apart_part[index] >= 1.0 && apart_part[index + 1] >= 1.0) {
                continue;
            }
            let Some(rest) = word.text.strip_prefix(first.text) else {
                continue;
            };
            let fits = rest == second.text
                || (second.cut && rest.len() > 2 && rest.starts_with(second.text))
                || (word.cut && rest.len() > 2 && second.text.starts_with(rest));
            if fits {
                let part = if rest == second.text { 1.0 } else { 0.9 };
                apart_part[index] = part;
                apart_part[index + 1] = part;
                whole_part[at] = part;
            }
        }
    }
}

fn numbers_differ(query: &[Weighed<'_>], account: &[Weighed<'_>]) -> bool {
    let is_number = |word: &&Weighed<'_>| word.text.bytes().all(|byte| byte.is_ascii_digit());
    let mut any = false;
    for number in query.iter().filter(is_number) {
        if account.iter().any(|word| word.text == number.text) {
            return false;
        }
        any = true;
    }
    any && account.iter().any(|word| is_number(&word))
}
