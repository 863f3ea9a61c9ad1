//! SEC EDGAR: what companies file. Works of the United States government, free of copyright.

pub(super) mod current;
pub mod form_d;
pub mod items;
pub mod report;
pub(super) mod submissions;

/// Name of the source in words a rep knows.
pub(super) const NAME: &str = "SEC EDGAR";

/// The form without "/A": an amendment is of the same kind.
fn base_form(form: &str) -> &str {
    form.trim().trim_end_matches("/A")
}

/// An amount as a rep reads it: "$12.5 million".
pub(super) fn dollars(amount: i64) -> String {
    let (value, unit) = match amount {
        1_000_000_000.. => (amount as f64 / 1e9, " billion"),
        1_000_000.. => (amount as f64 / 1e6, " million"),
        _ => return format!("${}", grouped(amount)),
    };
    let rounded = format!("{value:.2}");
    let rounded = rounded.trim_end_matches('0').trim_end_matches('.');
    format!("${rounded}{unit}")
}

fn grouped(amount: i64) -> String {
    let digits = amount.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
