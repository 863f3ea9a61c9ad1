//! One address for one page: tracking parameters off, wrappers undone, short enough to send.

use super::text::is_unwanted;
use url::Url;

/// Longest address that is read, in bytes.
const MAX_URL_BYTES: usize = 8_192;

/// Beginnings of parameters that only say where a reader came from.
const TRACKING_PREFIXES: [&str; 15] = [
    "utm_", "utm-", "mc_", "pk_", "piwik_", "mtm_", "matomo_", "hsa_", "guce_", "at_", "ns_",
    "oly_", "vero_", "__hs", "_hs",
];

/// The same, whole names (lower case).
const TRACKING_NAMES: [&str; 42] = [
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "igshid",
    "igsh",
    "li_fat_id",
    "mkt_tok",
    "hsctatracking",
    "_ga",
    "_gl",
    "_openstat",
    "epik",
    "guccounter",
    "cmpid",
    "cmp",
    "ncid",
    "s_cid",
    "s_kwcid",
    "ef_id",
    "ito",
    "icid",
    "intcid",
    "smid",
    "sr_share",
    "spm",
    "scm",
    "wt_mc",
    "wt.mc_id",
    "trk",
    "trkinfo",
    "trackingid",
    "ref_src",
    "ref_url",
    "campaign_id",
    "__twitter_impression",
];

/// Parameters that track only with one of these values: elsewhere they choose the page.
const TRACKING_WITH_VALUE: [&str; 7] =
    ["ref", "source", "src", "from", "mod", "feature", "partner"];
const TRACKING_VALUES: [&str; 11] = [
    "rss",
    "feed",
    "feeds",
    "newsletter",
    "email",
    "twitter",
    "facebook",
    "linkedin",
    "social",
    "share",
    "youtu.be",
];

/// Addresses that carry another address in a parameter: host ending, path, parameter names.
const WRAPPERS: [(&str, &str, &[&str]); 4] = [
    ("google.com", "/url", &["url", "q"]),
    ("facebook.com", "/l.php", &["u"]),
    ("linkedin.com", "/redir/redirect", &["url"]),
    ("youtube.com", "/redirect", &["q"]),
];

/// The clean form of an `http(s)` address that still opens the same page; `None` for anything else
/// (`javascript:`, `data:`, a relative address).
///
/// Tracking parameters, passwords, default ports and fragments go (a fragment that routes inside
/// one page, `#/` or `#!`, stays). Redirects of search and social sites that carry the address in
/// the open, and AMP caches, are undone.
#[must_use]
pub fn canonical_url(address: &str) -> Option<String> {
    let mut url = web_url(address)?;
    // A wrapper may wrap a wrapper; two rounds are all that occurs.
    for _ in 0..2 {
        match unwrapped(&url) {
            Some(inside) => url = inside,
            None => break,
        }
    }
    let _ = url.set_username("");
    let _ = url.set_password(None);
    let routes = url
        .fragment()
        .is_some_and(|fragment| fragment.starts_with(['/', '!']));
    if !routes {
        url.set_fragment(None);
    }
    drop_tracking(&mut url);
    Some(url.into())
}

/// True for an `http(s)` address of some host, written without characters that a reader does not see.
#[must_use]
pub fn is_web_link(address: &str) -> bool {
    !address.chars().any(is_unwanted)
        && Url::parse(address)
            .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// What two addresses of the same page have in common: for comparing, not for opening. Scheme,
/// `www.`, `m.` and `amp.` hosts, AMP endings, index files, a last slash and the order of
/// parameters do not matter.
#[must_use]
pub fn page_key(address: &str) -> Option<String> {
    let url = Url::parse(&canonical_url(address)?).ok()?;
    let mut host = url.host_str()?;
    for prefix in ["www.", "m.", "mobile.", "amp."] {
        if let Some(rest) = host.strip_prefix(prefix)
            && rest.contains('.')
        {
            host = rest;
        }
    }
    let mut path = url.path().trim_end_matches('/');
    for ending in ["/amp", "/index.html", "/index.htm", "/index.php"] {
        path = path.strip_suffix(ending).unwrap_or(path);
    }
    let mut pairs: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, value)| !(name == "amp" || (name == "outputType" && value == "amp")))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    pairs.sort();
    let mut key = format!(
        "{host}{}{path}",
        url.port().map_or(String::new(), |port| format!(":{port}"))
    );
    for (index, (name, value)) in pairs.iter().enumerate() {
        key.push(if index == 0 { '?' } else { '&' });
        key.push_str(name);
        key.push('=');
        key.push_str(value);
    }
    if let Some(fragment) = url.fragment() {
        key.push('#');
        key.push_str(fragment);
    }
    Some(key)
}

fn web_url(address: &str) -> Option<Url> {
    let address = address.trim();
    if address.len() > MAX_URL_BYTES {
        return None;
    }
    let url = Url::parse(address).ok()?;
    (matches!(url.scheme(), "http" | "https")
        && url.host_str().is_some_and(|host| !host.is_empty()))
    .then_some(url)
}

fn unwrapped(url: &Url) -> Option<Url> {
    let host = url.host_str()?;
    let on = |site: &str| {
        host.strip_suffix(site)
            .is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    for (site, path, names) in WRAPPERS {
        if on(site) && url.path() == path {
            let inside = url
                .query_pairs()
                .find(|(name, _)| names.contains(&name.as_ref()));
            return web_url(&inside?.1);
        }
    }
    let cached = if on("cdn.ampproject.org") {
        url.path()
            .strip_prefix("/c/")
            .or_else(|| url.path().strip_prefix("/v/"))
    } else if on("google.com") {
        url.path().strip_prefix("/amp/")
    } else {
        None
    }?;
    let inside = match cached.strip_prefix("s/") {
        Some(rest) => format!("https://{rest}"),
        None => format!("http://{cached}"),
    };
    web_url(&inside)
}

fn drop_tracking(url: &mut Url) {
    let Some(query) = url.query() else {
        return;
    };
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !is_tracking(pair))
        .collect();
    let kept = kept.join("&");
    url.set_query((!kept.is_empty()).then_some(kept.as_str()));
}

fn is_tracking(pair: &str) -> bool {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    // Feeds that escape twice leave "amp;" before a name.
    let name = name.to_ascii_lowercase();
    let name = name.trim_start_matches("amp;");
    let value = value.to_ascii_lowercase();
    TRACKING_PREFIXES
        .iter()
        .any(|prefix| name.starts_with(prefix))
        || TRACKING_NAMES.contains(&name)
        || (TRACKING_WITH_VALUE.contains(&name)
            && (TRACKING_VALUES.contains(&value.as_str()) || value.starts_with("rss_")))
}
