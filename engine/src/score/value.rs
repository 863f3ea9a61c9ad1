//! How a cell becomes a number or a day. The exported SQL repeats these rules word for word, so they
//! are few and strict: what they do not accept is missing, never a guess.

/// Longest number accepted, in characters: with the exponent rule below no such text overflows a double.
pub(crate) const MAX_NUMBER_LENGTH: usize = 40;

/// The cell without surrounding spaces; `None` when nothing is left.
#[must_use]
pub(crate) fn present(cell: &str) -> Option<&str> {
    let text = cell.trim_matches(' ');
    (!text.is_empty()).then_some(text)
}

/// Reads a number: `12`, `-3.5`, `.5`, `1e6`, `1,200,000`, `$1,200`, `€300`. Anything else is `None`,
/// also "nan", "inf", and texts over 40 characters.
#[must_use]
pub fn number(cell: &str) -> Option<f64> {
    let text = present(cell)?;
    if text.chars().nth(MAX_NUMBER_LENGTH).is_some() {
        return None;
    }
    if is_plain(text) {
        return text.parse().ok();
    }
    if is_money(text) {
        let bare: String = text
            .chars()
            .filter(|c| !matches!(c, '$' | '€' | '£' | ','))
            .collect();
        return bare.parse().ok();
    }
    None
}

/// Reads the ISO day at the start of a cell (`2026-03-01`, `2026-03-01T10:00:00Z`) as the whole
/// number 20260301, which sorts as the days do.
#[must_use]
pub fn date_number(cell: &str) -> Option<f64> {
    let day = present(cell)?.as_bytes().get(..10)?;
    let digit = |at: usize| {
        day.get(at)
            .filter(|byte| byte.is_ascii_digit())
            .map(|byte| f64::from(byte - b'0'))
    };
    if day.get(4) != Some(&b'-') || day.get(7) != Some(&b'-') {
        return None;
    }
    let mut value = 0.0;
    for at in [0, 1, 2, 3, 5, 6, 8, 9] {
        value = value * 10.0 + digit(at)?;
    }
    Some(value)
}

/// `[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,2})?`
fn is_plain(text: &str) -> bool {
    let text = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent_fits = exponent.is_none_or(|exponent| {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        (1..=2).contains(&digits.len()) && all_digits(digits)
    });
    exponent_fits
        && all_digits(whole)
        && all_digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
}

/// `[+-]?[$€£]?[0-9]{1,3}(,[0-9]{3})+([.][0-9]+)?` or `[+-]?[$€£][0-9]+([.][0-9]+)?`
fn is_money(text: &str) -> bool {
    let text = text.strip_prefix(['+', '-']).unwrap_or(text);
    let unsigned = text.strip_prefix(['$', '€', '£']);
    let has_sign = unsigned.is_some();
    let text = unsigned.unwrap_or(text);
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    if fraction.is_some_and(|digits| digits.is_empty() || !all_digits(digits)) {
        return false;
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let mut grouped = false;
    for group in groups {
        grouped = true;
        if group.len() != 3 || !all_digits(group) {
            return false;
        }
    }
    !first.is_empty() && all_digits(first) && if grouped { first.len() <= 3 } else { has_sign }
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        for (cell, value) in [
            ("12", 12.0),
            (" -3.5 ", -3.5),
            (".5", 0.5),
            ("5.", 5.0),
            ("1e6", 1e6),
            ("2.5E-3", 0.0025),
            ("1,200,000", 1_200_000.0),
            ("$1,200.50", 1200.5),
            ("-€300", -300.0),
            ("+7", 7.0),
        ] {
            assert_eq!(number(cell), Some(value), "{cell}");
        }
    }

    #[test]
    fn what_is_no_number_is_missing() {
        for cell in [
            "",
            " ",
            "nan",
            "inf",
            "Infinity",
            "1,2",
            "12,34",
            "1e999",
            "0x10",
            "1_000",
            "12 employees",
            "--1",
            "e5",
            ".",
            "$",
            "1.2.3",
            "1,,000",
            "1,000.",
            "\t5",
        ] {
            assert_eq!(number(cell), None, "{cell}");
        }
        assert_eq!(number(&"9".repeat(41)), None);
        assert!(number(&"9".repeat(40)).is_some_and(f64::is_finite));
    }

    #[test]
    fn days_sort_as_numbers() {
        assert_eq!(date_number("2026-03-01"), Some(20_260_301.0));
        assert_eq!(date_number("2026-03-01T10:00:00Z"), Some(20_260_301.0));
        assert_eq!(date_number("2026-3-1"), None);
        assert_eq!(date_number("01/03/2026"), None);
        assert_eq!(date_number("２026-03-01"), None);
    }
}
