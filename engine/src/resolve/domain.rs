//! Domains and email addresses: the part of a host that a company registers.

use super::freemail;
use super::public_suffix::{Section, Suffix, registered, suffix};
use url::Host;

/// Longest host, address or URL that is read, in bytes (RFC 3986 sets none; browsers stop near this).
const MAX_BYTES: usize = 2_048;

/// Longest host name in bytes (RFC 1035, 2.3.4, without the final dot).
const MAX_HOST_BYTES: usize = 253;

/// Longest email address in bytes (RFC 5321, 4.5.3.1).
const MAX_EMAIL_BYTES: usize = 254;

/// Endings for private networks and for examples (RFC 2606, RFC 6762 appendix G, ICANN's `.internal`).
const PRIVATE_ENDINGS: &[&str] = &[
    "corp", "example", "home", "internal", "intranet", "invalid", "lan", "local", "test",
];

/// The registrable domain, by the public suffix list, of a URL, a host or an email address, in
/// lower-case ASCII (punycode): `https://www.Shop.Example.co.uk/x` gives `example.co.uk`.
/// `None` for an IP address, a bare public suffix or anything that is not a host.
///
/// ```
/// use hookline_engine::resolve::registrable_domain;
/// assert_eq!(registrable_domain("https://www.shop.tesco.co.uk/x").as_deref(), Some("tesco.co.uk"));
/// assert_eq!(registrable_domain("co.uk"), None);
/// ```
#[must_use]
pub fn registrable_domain(text: &str) -> Option<String> {
    match read_host(text)? {
        Host::Domain(host) => domain_of_host(&host),
        Host::Ipv4(_) | Host::Ipv6(_) => None,
    }
}

/// The registrable domain of a host in lower-case ASCII; `None` when its ending is not public.
pub(crate) fn domain_of_host(host: &str) -> Option<String> {
    if let Some((domain, suffix)) = registered(host) {
        return has_real_ending(&suffix).then(|| domain.to_owned());
    }
    // A host that others rent names under (wordpress.com) is itself somebody's domain.
    let rented = suffix(host)?.section == Some(Section::Company);
    (rented && host.contains('.')).then(|| host.to_owned())
}

/// True when an ending exists on the internet, by the public suffix list, or is kept for private
/// networks and examples: "readme.txt" is no domain, "crm.corp" and "acme.example" are.
fn has_real_ending(suffix: &Suffix<'_>) -> bool {
    suffix.section.is_some() || PRIVATE_ENDINGS.contains(&suffix.text)
}

/// The host of a URL, a bare host or an email address: lower case, punycode, no port, no final dot.
#[must_use]
pub fn host(text: &str) -> Option<String> {
    match read_host(text)? {
        Host::Domain(domain) => Some(domain),
        Host::Ipv4(_) | Host::Ipv6(_) => None,
    }
}

/// As [`host`], and network addresses too. A scheme that is not of the web or of mail names no host.
pub(crate) fn read_host(text: &str) -> Option<Host> {
    let text = text.trim();
    if text.is_empty() || text.len() > MAX_BYTES || text.contains(char::is_whitespace) {
        return None;
    }
    if is_plain(text) {
        return Some(Host::Domain(text.to_ascii_lowercase()));
    }
    let after_scheme = match text.split_once("//") {
        Some((scheme, rest)) => {
            let known = ["", "http:", "https:"];
            known
                .iter()
                .any(|known| scheme.eq_ignore_ascii_case(known))
                .then_some(rest)?
        }
        None => text.strip_prefix("mailto:").unwrap_or(text),
    };
    let authority = after_scheme.split(['/', '?', '#', '\\']).next()?;
    let after_user = authority.rsplit('@').next()?;
    let bare = match after_user.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => after_user,
    };
    let bare = bare.trim_end_matches('.');
    if !bare.contains('.') && !bare.starts_with('[') {
        return None;
    }
    Host::parse(bare).ok()
}

/// True for what is a host already, which most cells are. Names in another script go the long way,
/// and so do numbers, which may be a network address.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (Some(first), Some(dot)) = (bytes.first(), bytes.iter().rposition(|&byte| byte == b'.'))
    else {
        return false;
    };
    bytes.len() <= MAX_HOST_BYTES
        && first.is_ascii_alphanumeric()
        && bytes.get(dot + 1).is_some_and(u8::is_ascii_alphabetic)
        && bytes
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
        && !text.contains("..")
        && !text.contains("xn--")
}

/// The label that a company chose: `tesco` of `tesco.co.uk`.
#[must_use]
pub fn brand_label(registrable: &str) -> &str {
    registrable.split('.').next().unwrap_or(registrable)
}

/// An email address taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmailAddress {
    /// The whole address in lower case, without a display name.
    pub address: String,
    /// Its registrable domain.
    pub domain: String,
    /// True for hosts where anybody can have an address; those never match an account.
    pub free: bool,
}

/// Reads `a@b.example`, `Name <a@b.example>` or `mailto:a@b.example`.
#[must_use]
pub fn parse_email(text: &str) -> Option<EmailAddress> {
    let text = text.trim();
    if text.len() > MAX_BYTES {
        return None;
    }
    let inner = match (text.rfind('<'), text.rfind('>')) {
        (Some(open), Some(close)) if open < close => &text[open + 1..close],
        _ => text,
    };
    let inner = inner.trim();
    let inner = inner.strip_prefix("mailto:").unwrap_or(inner);
    let inner = inner.split('?').next()?;
    let (local, host_part) = inner.rsplit_once('@')?;
    let plain = |c: char| {
        !c.is_whitespace()
            && !c.is_control()
            && !matches!(c, '<' | '>' | ',' | ';' | '"' | '(' | ')' | '/' | ':')
    };
    if local.is_empty()
        || inner.len() > MAX_EMAIL_BYTES
        || !local.chars().all(plain)
        || !host_part.chars().all(plain)
    {
        return None;
    }
    let domain = registrable_domain(host_part)?;
    let free = is_free_mail(host_part);
    Some(EmailAddress {
        address: inner.to_lowercase(),
        domain,
        free,
    })
}

/// True when addresses at this host (or any host below it) belong to anybody, as at gmail.com.
#[must_use]
pub fn is_free_mail(host_or_domain: &str) -> bool {
    match (host(host_or_domain), registrable_domain(host_or_domain)) {
        (Some(host), Some(domain)) => freemail::is_free(&domain) || freemail::is_free(&host),
        _ => false,
    }
}
