//! Dates in all the forms that feeds, filings and people write them.
//!
//! RFC 822 with odd zones and weekdays, ISO 8601 whole and in part, `asctime`, numbers with dots
//! and slashes, month names in a dozen languages, seconds since 1970. One reading for all: the
//! time is found by its colons, what follows it is the zone, what stands before it the day.

mod words;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use words::{month_of, zone_offset};

/// Longest text in which a date is looked for, in bytes.
const MAX_BYTES: usize = 120;

/// Years taken for real.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// Digits, with their number.
    Number(String),
    /// Letters, as written.
    Word(String),
    /// Anything else that is not white space.
    Mark(char),
}

/// The moment a text names. A day without a time is its midnight, a time without a zone is UTC,
/// a month without a day is its first.
#[must_use]
pub fn timestamp(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if text.is_empty() || text.len() > MAX_BYTES {
        return None;
    }
    // The common forms first.
    if let Ok(moment) = text.parse::<Timestamp>()
        && YEARS.contains(&Offset::UTC.to_datetime(moment).year())
    {
        return Some(moment);
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return from_digits(text);
    }
    let tokens = tokens(text);
    let (day_tokens, time, zone_tokens) = split_at_time(&tokens);
    let (year, month, day) = read_day(day_tokens, zone_tokens)?;
    let date = Date::new(year?, month, day).ok()?;
    let (time, next_day) = time.unwrap_or((Time::midnight(), false));
    let date = if next_day {
        date.tomorrow().ok()?
    } else {
        date
    };
    let offset = zone_offset_of(zone_tokens);
    offset.to_timestamp(date.to_datetime(time)).ok()
}

/// A day as `YYYY-MM-DD`, or as `--MM-DD` where the text names no year.
#[must_use]
pub fn day(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.len() > MAX_BYTES {
        return None;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        let date = compact_date(text)?;
        return (text.len() == 8).then(|| date.to_string());
    }
    let tokens = tokens(text);
    let (day_tokens, _, _) = split_at_time(&tokens);
    let (year, month, day) = read_day(day_tokens, &[])?;
    match year {
        Some(year) => Some(Date::new(year, month, day).ok()?.to_string()),
        // 29 February is a birthday, so a leap year checks it.
        None => Date::new(2000, month, day)
            .ok()
            .map(|_| format!("--{month:02}-{day:02}")),
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut characters = text.chars().peekable();
    while let Some(&character) = characters.peek() {
        if character.is_ascii_digit() {
            let mut digits = String::new();
            while let Some(digit) = characters.next_if(char::is_ascii_digit) {
                digits.push(digit);
            }
            tokens.push(Token::Number(digits));
        } else if character.is_alphabetic() {
            let mut word = String::new();
            while let Some(letter) = characters.next_if(|letter| letter.is_alphabetic()) {
                word.push(letter);
            }
            tokens.push(Token::Word(word));
        } else {
            if !character.is_whitespace() {
                tokens.push(Token::Mark(character));
            }
            characters.next();
        }
    }
    tokens
}

/// Digits alone: a compact date, a compact date and time, or a time since 1970.
fn from_digits(digits: &str) -> Option<Timestamp> {
    match digits.len() {
        9 | 10 => Timestamp::from_second(digits.parse().ok()?).ok(),
        13 => Timestamp::from_millisecond(digits.parse().ok()?).ok(),
        12 | 14 => {
            let date = compact_date(&digits[..8])?;
            let time = compact_time(&digits[8..])?;
            Offset::UTC.to_timestamp(date.to_datetime(time)).ok()
        }
        _ => {
            let date = compact_date(digits)?;
            Offset::UTC
                .to_timestamp(date.to_datetime(Time::midnight()))
                .ok()
        }
    }
}

/// `YYYY`, `YYYYMM`, `YYYYDDD` or `YYYYMMDD`.
fn compact_date(digits: &str) -> Option<Date> {
    let year: i16 = digits.get(..4)?.parse().ok()?;
    if !YEARS.contains(&year) {
        return None;
    }
    match digits.len() {
        4 => Date::new(year, 1, 1).ok(),
        6 => Date::new(year, digits[4..].parse().ok()?, 1).ok(),
        7 => day_of_year(year, digits[4..].parse().ok()?),
        8 => Date::new(year, digits[4..6].parse().ok()?, digits[6..].parse().ok()?).ok(),
        _ => None,
    }
}

fn day_of_year(year: i16, day: i16) -> Option<Date> {
    let date = Date::new(year, 1, 1).ok()?;
    if !(1..=date.days_in_year()).contains(&day) {
        return None;
    }
    date.checked_add(jiff::Span::new().try_days(day - 1).ok()?)
        .ok()
}

/// `HHMM` or `HHMMSS`.
fn compact_time(digits: &str) -> Option<Time> {
    let part = |range| {
        digits
            .get(range)
            .map_or(Some(0), |text: &str| text.parse().ok())
    };
    Time::new(part(0..2)?, part(2..4)?, part(4..6)?, 0).ok()
}

type Clock = (Time, bool);

/// What stands before the time, the time (true where it is the next midnight), what follows it.
fn split_at_time(tokens: &[Token]) -> (&[Token], Option<Clock>, &[Token]) {
    for at in 1..tokens.len() {
        let Token::Number(hour) = &tokens[at - 1] else {
            continue;
        };
        if tokens[at] == Token::Mark(':')
            && let Some((clock, length)) = read_clock(hour, &tokens[at..])
        {
            let before = without_separator(&tokens[..at - 1]);
            return (
                before,
                Some(in_the_afternoon(clock, before.last())),
                &tokens[at + length..],
            );
        }
    }
    // ISO basic form: 20200304T101500Z.
    for at in 1..tokens.len() {
        if let (Token::Word(word), Some(Token::Number(digits))) = (&tokens[at], tokens.get(at + 1))
            && word.eq_ignore_ascii_case("t")
            && matches!(digits.len(), 4 | 6)
            && let Some(time) = compact_time(digits)
        {
            return (&tokens[..at], Some((time, false)), &tokens[at + 2..]);
        }
    }
    (tokens, None, &[])
}

/// The `T` between day and time is no month.
fn without_separator(tokens: &[Token]) -> &[Token] {
    match tokens {
        [before @ .., Token::Word(word)] if word.eq_ignore_ascii_case("t") => before,
        all => all,
    }
}

/// Reads `:MM[:SS[.fraction]] [am|pm]` behind the hour; gives the tokens used as well.
fn read_clock(hour: &str, tokens: &[Token]) -> Option<(Clock, usize)> {
    let number = |token: Option<&Token>| match token {
        Some(Token::Number(digits)) if digits.len() <= 2 => digits.parse::<i8>().ok(),
        _ => None,
    };
    let mut hour: i8 = hour.parse().ok()?;
    let minute = number(tokens.get(1))?;
    let mut used = 2;
    let mut second = 0;
    if tokens.get(used) == Some(&Token::Mark(':'))
        && let Some(value) = number(tokens.get(used + 1))
    {
        second = value.min(59);
        used += 2;
        if matches!(tokens.get(used), Some(Token::Mark('.' | ',')))
            && matches!(tokens.get(used + 1), Some(Token::Number(_)))
        {
            used += 2;
        }
    }
    if let Some(Token::Word(word)) = tokens.get(used) {
        match word.to_lowercase().as_str() {
            "pm" => {
                hour += if hour < 12 { 12 } else { 0 };
                used += 1;
            }
            "am" => {
                hour = if hour == 12 { 0 } else { hour };
                used += 1;
            }
            "uhr" => used += 1,
            _ => {}
        }
    }
    let next_day = hour == 24 && minute == 0;
    let time = Time::new(if next_day { 0 } else { hour }, minute, second, 0).ok()?;
    Some(((time, next_day), used))
}

/// Korean and Chinese write the half of the day before the time.
fn in_the_afternoon(clock: Clock, word_before: Option<&Token>) -> Clock {
    match word_before {
        Some(Token::Word(word)) if word == "오후" || word == "下午" => {
            let (time, next_day) = clock;
            let hour = if time.hour() < 12 {
                time.hour() + 12
            } else {
                12
            };
            let later = Time::new(hour, time.minute(), time.second(), 0);
            (later.unwrap_or(time), next_day)
        }
        _ => clock,
    }
}

type Day = (Option<i16>, i8, i8);

/// Year, month and day. In `asctime` and its like the year stands behind the time.
fn read_day(before: &[Token], behind: &[Token]) -> Option<Day> {
    let before = without_weekday(before);
    let mut numbers: Vec<&str> = Vec::new();
    let mut month = None;
    for token in before {
        match token {
            Token::Number(digits) => numbers.push(digits),
            Token::Word(word) if month.is_none() => month = month_of(word),
            _ => {}
        }
    }
    if let Some(month) = month {
        return with_month_name(month, &numbers, behind);
    }
    let year_first = numbers.first().is_some_and(|digits| digits.len() == 4);
    if year_first {
        return year_first_day(&numbers);
    }
    if numbers.len() == 1 && numbers[0].len() == 8 {
        let date = compact_date(numbers[0])?;
        return Some((Some(date.year()), date.month(), date.day()));
    }
    let [first, second, rest @ ..] = &numbers[..] else {
        return None;
    };
    let (first, second): (i8, i8) = (first.parse().ok()?, second.parse().ok()?);
    let slash = before.contains(&Token::Mark('/'));
    // Dots are written day first everywhere, slashes month first in the United States.
    let (month, day) = if slash && first <= 12 {
        (first, second)
    } else {
        (second, first)
    };
    let year = match rest.first() {
        Some(digits) => Some(full_year(digits)?),
        None => None,
    };
    Some((year, month, day))
}

/// The weekday is known from the day, and "Mar" is a Tuesday in Spanish.
fn without_weekday(tokens: &[Token]) -> &[Token] {
    match tokens {
        [Token::Word(_), Token::Mark(','), rest @ ..]
        | [
            Token::Word(_),
            Token::Mark('.'),
            Token::Mark(','),
            rest @ ..,
        ] => rest,
        // "Tue Mar 03 2020": the first of two words.
        [Token::Word(_), Token::Word(word), ..] if month_of(word).is_some() => &tokens[1..],
        all => all,
    }
}

fn with_month_name(month: i8, numbers: &[&str], behind: &[Token]) -> Option<Day> {
    let long = numbers.iter().position(|digits| digits.len() == 4);
    let (year, day) = match (long, numbers) {
        (Some(at), _) => {
            let day = numbers.iter().enumerate().find(|(index, _)| *index != at);
            (
                Some(full_year(numbers[at])?),
                day.map(|(_, digits)| *digits),
            )
        }
        (None, [day, year, ..]) => (Some(full_year(year)?), Some(*day)),
        (None, [day]) => {
            let year = behind.iter().find_map(|token| match token {
                Token::Number(digits) if digits.len() == 4 => full_year(digits),
                _ => None,
            });
            (year, Some(*day))
        }
        (None, []) => return None,
    };
    let day = day.map_or(Some(1), |digits| digits.parse().ok())?;
    Some((year, month, day))
}

fn year_first_day(numbers: &[&str]) -> Option<Day> {
    let year = full_year(numbers[0])?;
    match numbers.get(1) {
        None => Some((Some(year), 1, 1)),
        Some(day) if day.len() == 3 => {
            let date = day_of_year(year, day.parse().ok()?)?;
            Some((Some(year), date.month(), date.day()))
        }
        Some(month) => {
            let day = numbers
                .get(2)
                .map_or(Some(1), |digits| digits.parse().ok())?;
            Some((Some(year), month.parse().ok()?, day))
        }
    }
}

/// Four digits as they are; of two, 70-99 are of the last century.
fn full_year(digits: &str) -> Option<i16> {
    let year: i16 = digits.parse().ok()?;
    let year = match digits.len() {
        2 if year >= 70 => year + 1900,
        2 => year + 2000,
        _ => year,
    };
    YEARS.contains(&year).then_some(year)
}

/// The zone behind the time; UTC where there is none that is known.
fn zone_offset_of(tokens: &[Token]) -> Offset {
    let mut named = None;
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Mark(sign @ ('+' | '-' | '−')) => {
                if let Some(offset) = numeric_offset(*sign, &tokens[at + 1..]) {
                    return offset;
                }
            }
            Token::Word(word) if named.is_none() => named = zone_offset(word),
            _ => {}
        }
    }
    named.unwrap_or(Offset::UTC)
}

fn numeric_offset(sign: char, tokens: &[Token]) -> Option<Offset> {
    let Some(Token::Number(digits)) = tokens.first() else {
        return None;
    };
    let minutes_apart = match (tokens.get(1), tokens.get(2)) {
        (Some(Token::Mark(':')), Some(Token::Number(minutes))) => minutes.parse().ok()?,
        _ => 0,
    };
    let (hours, minutes): (i32, i32) = match digits.len() {
        1 | 2 => (digits.parse().ok()?, minutes_apart),
        3 | 4 => {
            let split = digits.len() - 2;
            (digits[..split].parse().ok()?, digits[split..].parse().ok()?)
        }
        _ => return None,
    };
    if hours > 15 || minutes > 59 {
        return None;
    }
    let seconds = hours * 3600 + minutes * 60;
    Offset::from_seconds(if sign == '+' { seconds } else { -seconds }).ok()
}
