//! Amounts of money and percentages, joined from their tokens.

use super::{Class, Token};

/// Money: a currency by its ISO 4217 code and a value in its main unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Amount {
    /// ISO 4217 code.
    pub currency: [u8; 3],
    /// Value in dollars, euros, pounds …
    pub value: f64,
}

impl Amount {
    /// "USD 10150000": the code and the value without needless digits.
    #[must_use]
    pub fn normal(&self) -> String {
        let code = std::str::from_utf8(&self.currency).unwrap_or("USD");
        let cents = (self.value * 100.0).round() / 100.0;
        if cents.fract() == 0.0 {
            format!("{code} {cents:.0}")
        } else {
            format!("{code} {cents:.2}")
        }
    }
}

/// What a magnitude multiplies by; the words as folded.
const MAGNITUDES: [(&str, f64); 34] = [
    ("k", 1e3),
    ("thousand", 1e3),
    ("m", 1e6),
    ("mn", 1e6),
    ("mln", 1e6),
    ("mm", 1e6),
    ("million", 1e6),
    ("millions", 1e6),
    ("mio", 1e6),
    ("mill", 1e6),
    ("millionen", 1e6),
    ("millones", 1e6),
    ("milioni", 1e6),
    ("miljoen", 1e6),
    ("miljoner", 1e6),
    ("b", 1e9),
    ("bn", 1e9),
    ("bln", 1e9),
    ("billion", 1e9),
    ("billions", 1e9),
    ("mrd", 1e9),
    ("md", 1e9),
    ("mds", 1e9),
    ("milliarden", 1e9),
    ("milliards", 1e9),
    ("milliard", 1e9),
    ("miljard", 1e9),
    ("miliardi", 1e9),
    ("t", 1e12),
    ("tn", 1e12),
    ("trillion", 1e12),
    ("crore", 1e7),
    ("cr", 1e7),
    ("lakh", 1e5),
];

/// Currencies by the signs and words that name them, before or after the number.
const CURRENCIES: [(&str, &str); 45] = [
    ("$", "USD"),
    ("us$", "USD"),
    ("usd", "USD"),
    ("dollars", "USD"),
    ("dollar", "USD"),
    ("bucks", "USD"),
    ("€", "EUR"),
    ("eur", "EUR"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("£", "GBP"),
    ("gbp", "GBP"),
    ("pounds", "GBP"),
    ("stg", "GBP"),
    ("¥", "JPY"),
    ("yen", "JPY"),
    ("jpy", "JPY"),
    ("₹", "INR"),
    ("rs", "INR"),
    ("inr", "INR"),
    ("rupees", "INR"),
    ("c$", "CAD"),
    ("ca$", "CAD"),
    ("cad", "CAD"),
    ("a$", "AUD"),
    ("au$", "AUD"),
    ("aud", "AUD"),
    ("nz$", "NZD"),
    ("s$", "SGD"),
    ("sgd", "SGD"),
    ("hk$", "HKD"),
    ("hkd", "HKD"),
    ("chf", "CHF"),
    ("francs", "CHF"),
    ("sek", "SEK"),
    ("nok", "NOK"),
    ("dkk", "DKK"),
    ("₩", "KRW"),
    ("won", "KRW"),
    ("yuan", "CNY"),
    ("rmb", "CNY"),
    ("cny", "CNY"),
    ("r$", "BRL"),
    ("₪", "ILS"),
    ("₽", "RUB"),
];

fn magnitude(word: &str) -> Option<f64> {
    MAGNITUDES
        .iter()
        .find(|(name, _)| *name == word)
        .map(|&(_, factor)| factor)
}

fn currency(word: &str) -> Option<[u8; 3]> {
    let (_, code) = CURRENCIES.iter().find(|(name, _)| *name == word)?;
    code.as_bytes().try_into().ok()
}

/// Joins numbers with their currency, magnitude or per-cent sign into one token each.
pub(super) fn join(tokens: &mut Vec<Token>) {
    let interesting = tokens.iter().any(|token| {
        matches!(token.class, Class::Number(_) | Class::Year(_)) || starts_with_digit(&token.word)
    });
    if !interesting {
        return;
    }
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        if let Some((end, class)) = amount(tokens, at)
            .or_else(|| percent(tokens, at))
            .or_else(|| big(tokens, at))
        {
            let mut token = tokens[at].clone();
            token.class = class;
            token.span[1] = tokens[end - 1].span[1];
            token.bytes.1 = tokens[end - 1].bytes.1;
            token.word = tokens[at..end]
                .iter()
                .map(|part| part.word.as_str())
                .collect();
            joined.push(token);
            at = end;
        } else {
            joined.push(tokens[at].clone());
            at += 1;
        }
    }
    *tokens = joined;
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// A number at `at` with its magnitude, as (value, tokens used, magnitude seen).
fn quantity(tokens: &[Token], at: usize) -> Option<(f64, usize, bool)> {
    let token = tokens.get(at)?;
    let value = match token.class {
        Class::Number(value) => value,
        Class::Year(year) => f64::from(year),
        Class::Word | Class::Period => {
            // "4bn", "1.2m", "50k"
            let cut = token.word.find(|c: char| c.is_ascii_alphabetic())?;
            let (digits, unit) = token.word.split_at(cut);
            let value: f64 = digits.replace(',', "").parse().ok()?;
            return Some((value * magnitude(unit)?, 1, true));
        }
        _ => return None,
    };
    // "1,2 Mrd" and "1.2 billion": a comma before one or two digits is a decimal comma there.
    let mut used = 1;
    let mut value = value;
    if let (Some(comma), Some(rest)) = (tokens.get(at + 1), tokens.get(at + 2))
        && comma.class == Class::Sign(',')
        && rest.joined
        && let Class::Number(part) = rest.class
        && rest.word.len() <= 2
    {
        value += part / 10_f64.powi(rest.word.len() as i32);
        used = 3;
    } else if token.word.matches(',').count() == 1
        && token.word.len() - token.word.find(',').unwrap_or(0) <= 3
    {
        value = token.word.replace(',', ".").parse().unwrap_or(value);
    }
    let mut next = at + used;
    if tokens
        .get(next)
        .is_some_and(|t| matches!(t.class, Class::Sign('-')))
    {
        next += 1;
    }
    if let Some(factor) = tokens
        .get(next)
        .filter(|t| t.word.len() != 1 || t.joined)
        .and_then(|t| magnitude(&t.word))
    {
        let mut end = next + 1;
        // "Mio." and "Mrd." carry a dot.
        if tokens
            .get(end)
            .is_some_and(|t| t.class == Class::Sign('.') && t.joined)
            && matches!(tokens[next].word.as_str(), "mio" | "mrd")
        {
            end += 1;
        }
        return Some((value * factor, end - at, true));
    }
    Some((value, used, false))
}

fn amount(tokens: &[Token], at: usize) -> Option<(usize, Class)> {
    let first = tokens.get(at)?;
    // "US$5m" is cut into "us" "$" "5m"; "$5m" into "$" "5m"; "EUR 5m" into "eur" "5m".
    let (code, begin) = if let Some(sign) = tokens.get(at + 1).filter(|sign| {
        sign.joined
            && sign.class == Class::Sign('$')
            && tokens
                .get(at + 2)
                .is_some_and(|t| starts_with_digit(&t.word))
    }) {
        (currency(&format!("{}{}", first.word, sign.word)), at + 2)
    } else {
        (currency(&first.word), at + 1)
    };
    if let Some(code) = code {
        // "rs. 500 crore"
        let begin = begin
            + usize::from(
                first.word == "rs"
                    && tokens
                        .get(begin)
                        .is_some_and(|t| t.class == Class::Sign('.')),
            );
        let (value, used, _) = quantity(tokens, begin)?;
        return Some((
            begin + used,
            Class::Money(Amount {
                currency: code,
                value,
            }),
        ));
    }
    // "5m euros", "3,5 Mio. €", "200 million dollars", "10.5 EUR"
    let (value, used, _) = quantity(tokens, at)?;
    let code = tokens.get(at + used).and_then(|t| {
        currency(&t.word).or_else(|| {
            (t.word == "de")
                .then(|| tokens.get(at + used + 1))
                .flatten()
                .and_then(|t| currency(&t.word))
        })
    })?;
    if tokens.get(at + used).is_some_and(|t| {
        t.word == "$"
            && tokens
                .get(at + used + 1)
                .is_some_and(|n| n.joined && starts_with_digit(&n.word))
    }) {
        return None;
    }
    let extra = usize::from(tokens.get(at + used).is_some_and(|t| t.word == "de"));
    Some((
        at + used + 1 + extra,
        Class::Money(Amount {
            currency: code,
            value,
        }),
    ))
}

fn percent(tokens: &[Token], at: usize) -> Option<(usize, Class)> {
    let (value, used, large) = quantity(tokens, at)?;
    if large {
        return None;
    }
    let next = tokens.get(at + used)?;
    let used = match next.word.as_str() {
        "%" | "percent" | "pct" | "prozent" => used + 1,
        "pc" if next.joined => used + 1,
        "per" if tokens.get(at + used + 1).is_some_and(|t| t.word == "cent") => used + 2,
        _ => return None,
    };
    Some((at + used, Class::Percent(value)))
}

/// "6.9m", "37 mln", "3 million": a number, not money.
fn big(tokens: &[Token], at: usize) -> Option<(usize, Class)> {
    let (value, used, large) = quantity(tokens, at)?;
    large.then_some((at + used, Class::Number(value)))
}
