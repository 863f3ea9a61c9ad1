//! Sums of money as a sentence writes them: the source's own words where a person would write
//! them so ("$12.5M", "€173m", "$12.5 million"), else the same sum in short ("$12.5M").

/// Symbols of the currencies that are written with one.
const SYMBOLS: &[(&str, &str)] = &[
    ("USD", "$"),
    ("EUR", "€"),
    ("GBP", "£"),
    ("JPY", "¥"),
    ("INR", "₹"),
];

/// Units that may stand after a number, lower case.
const UNITS: &[&str] = &[
    "k", "m", "mn", "mln", "bn", "b", "t", "tn", "million", "billion", "thousand", "trillion",
    "crore", "cr", "lakh",
];

/// Sums below this are written out in the source's digits even without a unit ("$400,000").
const LONGEST_WRITTEN_OUT: usize = 6;

/// A sum as it goes into a sentence before a noun, from the source's `text` and the normalised
/// `value` ("USD 10150000"). `None` when neither can be written well.
pub(super) fn written(text: &str, value: &str) -> Option<String> {
    let text = text.trim();
    if reads_well(text) {
        // Headlines with capitals throughout write "$50 Million".
        return Some(
            text.replace(" Million", " million")
                .replace(" Billion", " billion"),
        );
    }
    short(value)
}

/// True for a symbol, a number, and a unit or few digits: nothing a reader would stumble over.
fn reads_well(text: &str) -> bool {
    let number = text.trim_start_matches(|c: char| c.is_alphabetic() && c.is_uppercase());
    let after_symbol = number.trim_start_matches(['$', '€', '£', '¥', '₹']);
    if after_symbol.len() == number.len() {
        return false;
    }
    let digits_end = after_symbol
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
        .unwrap_or(after_symbol.len());
    let (digits, unit) = after_symbol.split_at(digits_end);
    let count = digits.chars().filter(char::is_ascii_digit).count();
    if count == 0 || digits.ends_with(['.', ',']) {
        return false;
    }
    let unit = unit.trim_start_matches([' ', '-', '\u{a0}']).to_lowercase();
    if unit.is_empty() {
        count <= LONGEST_WRITTEN_OUT
    } else {
        UNITS.contains(&unit.as_str())
    }
}

/// "USD 12500000" as "$12.5M"; digits with commas when the short form would have to round.
fn short(value: &str) -> Option<String> {
    let (code, amount) = value.trim().split_once(' ')?;
    if code.len() != 3 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let amount: u64 = amount.trim().replace([',', '_'], "").parse().ok()?;
    if amount == 0 {
        return None;
    }
    let number = [(1_000_000_000_u64, "B"), (1_000_000, "M"), (1_000, "K")]
        .into_iter()
        .find(|(size, _)| amount >= *size)
        // Two decimals at most, and none that would have to be rounded.
        .filter(|(size, _)| amount.is_multiple_of(size / 100))
        .map_or_else(
            || grouped(amount),
            |(size, unit)| {
                let hundredths = amount % size / (size / 100);
                let whole = amount / size;
                match (hundredths, hundredths % 10) {
                    (0, _) => format!("{whole}{unit}"),
                    (_, 0) => format!("{whole}.{}{unit}", hundredths / 10),
                    _ => format!("{whole}.{hundredths:02}{unit}"),
                }
            },
        );
    Some(match SYMBOLS.iter().find(|(known, _)| *known == code) {
        Some((_, symbol)) => format!("{symbol}{number}"),
        None => format!("{code} {number}"),
    })
}

fn grouped(amount: u64) -> String {
    let digits = amount.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn the_sources_words_stay_where_they_read_well() {
        for text in [
            "$12.5M",
            "€173m",
            "$12.5 million",
            "US$9.2bn",
            "£63m",
            "$400,000",
            "$10.15M",
            "₹200 crore",
        ] {
            assert_eq!(written(text, "USD 1").as_deref(), Some(text));
        }
    }

    #[test]
    fn else_the_same_sum_in_short() {
        for (text, value, expected) in [
            ("10150000", "USD 10150000", Some("$10.15M")),
            ("$12,500,000", "USD 12500000", Some("$12.5M")),
            ("12.5 million dollars", "USD 12500000", Some("$12.5M")),
            ("1,234,567 US dollars", "USD 1234567", Some("$1,234,567")),
            ("3 Milliarden Euro", "EUR 3000000000", Some("€3B")),
            ("CHF 40 Mio.", "CHF 40000000", Some("CHF 40M")),
            ("a lot", "", None),
            ("$", "USD 0", None),
            ("$1.", "dollars 5", None),
        ] {
            assert_eq!(written(text, value).as_deref(), expected, "{text}");
        }
    }
}
