//! Domains, websites and email addresses.

use super::short;
use crate::resolve::{self, domain_of_host};
use url::{Host, Url};

/// Longest web address that is read, in bytes.
const MAX_URL_BYTES: usize = 2_048;

/// Sites on which companies have a page that is not their own domain.
const SHARED_SITES: [&str; 18] = [
    "linkedin.com",
    "facebook.com",
    "twitter.com",
    "x.com",
    "instagram.com",
    "youtube.com",
    "vimeo.com",
    "tiktok.com",
    "crunchbase.com",
    "wikipedia.org",
    "medium.com",
    "github.com",
    "google.com",
    "bit.ly",
    "linktr.ee",
    "xing.com",
    "angel.co",
    "wellfound.com",
];

/// The registrable domain of a web address, host or email address, as [`resolve::registrable_domain`]
/// reads it.
///
/// # Errors
/// The reason, in plain words, when there is no public domain in it.
pub fn registrable_domain(written: &str) -> Result<String, String> {
    resolve::registrable_domain(written).ok_or_else(|| match resolve::read_host(written) {
        Some(Host::Ipv4(_) | Host::Ipv6(_)) => {
            format!("“{}” is a network address, not a domain.", short(written))
        }
        _ => format!("“{}” is not a domain.", short(written)),
    })
}

/// The domain that a website gives away, unless the site is shared by many companies
/// ("linkedin.com/company/acme").
#[must_use]
pub fn own_domain(website: &str) -> Option<String> {
    let url = parse(website)?;
    let domain = domain_of_host(url.host_str()?)?;
    let bare = url.path().trim_matches('/').is_empty();
    (bare || !SHARED_SITES.contains(&domain.as_str())).then_some(domain)
}

/// A website as an `http(s)` address.
///
/// # Errors
/// The reason, in plain words, when it is none.
pub fn website(written: &str) -> Result<String, String> {
    let mut url = parse(written).ok_or_else(|| not_an_address(written))?;
    let host = url.host_str().unwrap_or("");
    if domain_of_host(host).is_none() {
        return Err(not_an_address(written));
    }
    // A password in an address is nobody's business.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    let text = url.to_string();
    let rootless = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    Ok(if rootless {
        text.trim_end_matches('/').to_owned()
    } else {
        text
    })
}

/// An email address in lower case; "Name <a@b.com>" and "mailto:" are understood.
///
/// # Errors
/// The reason, in plain words, when it is none.
pub fn email(written: &str) -> Result<String, String> {
    let bad = || format!("“{}” is not an email address.", short(written));
    let mut address = written.trim();
    if let Some((_, rest)) = address.rsplit_once('<') {
        address = rest.trim_end_matches('>');
    }
    if let Some(rest) = address
        .get(..7)
        .filter(|start| start.eq_ignore_ascii_case("mailto:"))
    {
        address = address[rest.len()..].split('?').next().unwrap_or("");
    }
    let (local, host) = address.trim().rsplit_once('@').ok_or_else(bad)?;
    let local_is_good = !local.is_empty()
        && local.len() <= 64
        && !local.starts_with('.')
        && !local.ends_with('.')
        && local.chars().all(|character| {
            character.is_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(character)
        });
    let host_is_plain = host.contains('.')
        && !host.contains("..")
        && host.len() <= 253
        && host
            .chars()
            .all(|character| character.is_alphanumeric() || "-.".contains(character));
    if !local_is_good || !host_is_plain {
        return Err(bad());
    }
    match Host::parse(host) {
        Ok(Host::Domain(host)) => Ok(format!("{}@{host}", local.to_lowercase())),
        _ => Err(bad()),
    }
}

/// An `http(s)` address; a missing scheme is taken as `https`.
fn parse(written: &str) -> Option<Url> {
    let written = written.trim();
    if written.len() > MAX_URL_BYTES || written.contains(char::is_whitespace) {
        return None;
    }
    let with_scheme = if let Some(rest) = written.strip_prefix("//") {
        format!("https://{rest}")
    } else if written.contains("://") {
        written.to_owned()
    } else {
        format!("https://{written}")
    };
    let url = Url::parse(&with_scheme).ok()?;
    matches!(url.scheme(), "http" | "https").then_some(url)
}

fn not_an_address(written: &str) -> String {
    format!("“{}” is not a web address.", short(written))
}
