//! Which hosts the rep has allowed the extension to ask.

use url::Url;

/// The origin patterns that the browser says are granted ("https://example.com/*").
#[derive(Debug, Clone, Default)]
pub struct Permitted {
    patterns: Vec<Pattern>,
}

#[derive(Debug, Clone)]
struct Pattern {
    scheme: Scheme,
    host: Host,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Scheme {
    Http,
    Https,
    Either,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Host {
    Any,
    Exact(String),
    /// The domain and everything below it.
    Under(String),
}

impl Permitted {
    /// Reads match patterns; what is not one permits nothing.
    pub fn new<'a>(patterns: impl IntoIterator<Item = &'a str>) -> Self {
        let patterns = patterns.into_iter().filter_map(Pattern::read).collect();
        Self { patterns }
    }

    /// True when the address is `http(s)` and its host is granted.
    pub fn allows(&self, address: &str) -> bool {
        let Ok(url) = Url::parse(address) else {
            return false;
        };
        let scheme = match url.scheme() {
            "http" => Scheme::Http,
            "https" => Scheme::Https,
            _ => return false,
        };
        let host = url.host_str().unwrap_or_default();
        self.patterns
            .iter()
            .any(|pattern| pattern.covers(&scheme, host))
    }
}

impl Pattern {
    fn read(text: &str) -> Option<Self> {
        if text == "<all_urls>" {
            return Some(Self {
                scheme: Scheme::Either,
                host: Host::Any,
            });
        }
        let (scheme, rest) = text.split_once("://")?;
        let scheme = match scheme {
            "http" => Scheme::Http,
            "https" => Scheme::Https,
            "*" => Scheme::Either,
            _ => return None,
        };
        let (host, _) = rest.split_once('/')?;
        let host = host.to_ascii_lowercase();
        // A port in a pattern narrows it; the origin patterns of permissions carry none.
        let host = match host.as_str() {
            "" => return None,
            "*" => Host::Any,
            name => match name.strip_prefix("*.") {
                Some(domain) => Host::Under(domain.to_owned()),
                None => Host::Exact(name.split(':').next().unwrap_or_default().to_owned()),
            },
        };
        Some(Self { scheme, host })
    }

    fn covers(&self, scheme: &Scheme, host: &str) -> bool {
        let scheme_fits = self.scheme == Scheme::Either || self.scheme == *scheme;
        let host_fits = match &self.host {
            Host::Any => true,
            Host::Exact(name) => name == host,
            Host::Under(domain) => {
                host == domain
                    || host
                        .strip_suffix(domain.as_str())
                        .is_some_and(|left| left.ends_with('.'))
            }
        };
        scheme_fits && host_fits
    }
}

#[cfg(test)]
mod tests {
    use super::Permitted;

    #[test]
    fn a_pattern_permits_its_own_scheme_and_host_and_nothing_else() {
        let permitted = Permitted::new(["https://news.example.com/*"]);
        assert!(permitted.allows("https://news.example.com/feed.xml?x=1"));
        assert!(!permitted.allows("http://news.example.com/feed.xml"));
        assert!(!permitted.allows("https://example.com/feed.xml"));
        assert!(!permitted.allows("https://news.example.com.evil.test/feed.xml"));
    }

    #[test]
    fn a_wildcard_covers_subdomains_at_a_label_boundary() {
        let permitted = Permitted::new(["*://*.example.com/*"]);
        assert!(permitted.allows("http://example.com/"));
        assert!(permitted.allows("https://a.b.example.com/"));
        assert!(!permitted.allows("https://badexample.com/"));
    }

    #[test]
    fn all_hosts_still_means_http_only() {
        for pattern in ["<all_urls>", "*://*/*"] {
            let permitted = Permitted::new([pattern]);
            assert!(permitted.allows("https://anything.test/x"));
            for address in [
                "file:///etc/passwd",
                "ftp://a.test/",
                "javascript:1",
                "",
                "https://",
            ] {
                assert!(!permitted.allows(address), "{address}");
            }
        }
    }

    #[test]
    fn what_is_not_a_pattern_permits_nothing() {
        let permitted = Permitted::new(["", "https://", "https:///x", "file:///*", "example.com"]);
        assert!(!permitted.allows("https://example.com/"));
    }
}
