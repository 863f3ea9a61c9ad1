//! The link that starts the rep's dialler: `tel:` by RFC 3966, or a softphone's own by a template.

use super::phone::Phone;
use crate::{Error, Result};

/// Schemes a template may have. Anything else could run code.
const SCHEMES: &[&str] = &["tel:", "https://", "http://", "sip:", "sips:", "callto:"];
/// Longest template, in characters.
const LONGEST_TEMPLATE: usize = 500;

/// The `tel:` link of a number.
#[must_use]
pub fn tel(phone: &Phone) -> String {
    if phone.extension.is_empty() {
        format!("tel:{}", phone.e164)
    } else {
        format!("tel:{};ext={}", phone.e164, phone.extension)
    }
}

/// The link by the rep's template with `{e164}` (or `{number}`), `{digits}` (without +), `{national}`, `{ext}`;
/// `tel:` for an empty template.
///
/// # Errors
/// The template has another scheme, no number in it, or is too long.
pub fn link(phone: &Phone, template: &str) -> Result<String> {
    let template = template.trim();
    if template.is_empty() {
        return Ok(tel(phone));
    }
    let refused = |message: &str, next: &str| {
        Error::input(
            "dial_template",
            message,
            template.chars().take(80).collect::<String>(),
            next,
        )
    };
    if template.chars().count() > LONGEST_TEMPLATE
        || template
            .chars()
            .any(|c| c.is_control() || c.is_whitespace())
    {
        return Err(refused(
            "The dial template is too long or has blanks in it.",
            "Copy it from your softphone's help.",
        ));
    }
    let lower = template.to_ascii_lowercase();
    if !SCHEMES.iter().any(|scheme| lower.starts_with(scheme)) {
        return Err(refused(
            "The dial template must begin with tel:, https:, sip: or callto:.",
            "Copy it from your softphone's help.",
        ));
    }
    if !["{e164}", "{number}", "{digits}", "{national}"]
        .iter()
        .any(|gap| template.contains(gap))
    {
        return Err(refused(
            "The dial template has no place for the number.",
            "Put {e164} where the number belongs.",
        ));
    }
    // In a path or query the plus sign would be read as a blank.
    let in_address = lower.starts_with("http");
    let e164 = if in_address {
        phone.e164.replace('+', "%2B")
    } else {
        phone.e164.clone()
    };
    let national: String = phone
        .national
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    Ok(template
        .replace("{e164}", &e164)
        .replace("{number}", &e164)
        .replace("{digits}", phone.e164.trim_start_matches('+'))
        .replace("{national}", &national)
        .replace("{ext}", &phone.extension))
}
