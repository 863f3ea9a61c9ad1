//! The one place that decides which addresses become links.

use web_sys::Url;
use yew::prelude::*;

/// The address in its normal form when it is `http(s)`, `mailto` or `tel`; `None` for any other.
pub(crate) fn safe(address: &str) -> Option<String> {
    let url = Url::new(address.trim()).ok()?;
    match url.protocol().as_str() {
        "http:" | "https:" | "mailto:" | "tel:" => Some(url.href()),
        _ => None,
    }
}

/// The address that starts a dialler. The engine made it from the rep's own template, so a softphone's
/// scheme may stand beside `tel`; `None` for any other.
///
/// Its link must open in a tab of its own: within the sidebar's frame a host page whose policy forbids
/// frames would put an error page in place of the sidebar.
pub(crate) fn dialler(address: &str) -> Option<String> {
    let url = Url::new(address).ok()?;
    match url.protocol().as_str() {
        "tel:" | "sip:" | "sips:" | "callto:" | "http:" | "https:" => Some(url.href()),
        _ => None,
    }
}

/// A link that opens in a new tab and knows nothing of this page; the bare content where the
/// address is not one that may become a link.
pub(crate) fn external(address: Option<&str>, class: &'static str, content: Html) -> Html {
    match address.and_then(safe) {
        Some(href) => html! {
            <a {class} {href} target="_blank" rel="noopener noreferrer">{ content }</a>
        },
        None => html! { <span {class}>{ content }</span> },
    }
}

/// A `mailto:` link.
pub(crate) fn mail(address: &str) -> Html {
    let mut href = String::from("mailto:");
    href.push_str(address);
    external(Some(&href), "", html! { <bdi>{ address.to_owned() }</bdi> })
}

/// A `tel:` link; characters that no dialler reads are left out of the address, not of the text.
pub(crate) fn phone(number: &str) -> Html {
    let mut href = String::from("tel:");
    href.extend(
        number
            .chars()
            .filter(|c| c.is_ascii_digit() || "+*#,;".contains(*c)),
    );
    external(Some(&href), "", html! { <bdi>{ number.to_owned() }</bdi> })
}
