//! Sorts of sources: what each is called, which hosts it needs, and what it can be asked of an account.

use super::Source;
use super::address::full_cik;
use crate::protocol::SourceClass;
use std::collections::BTreeMap;

/// One sort of source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// Stable name.
    pub name: &'static str,
    /// Class of what it says.
    pub class: SourceClass,
    /// Origin patterns that it needs; none where every address has a host of its own.
    pub permissions: &'static [&'static str],
    /// True when its terms restrict the use: never on by default.
    pub restricted: bool,
}

/// Every sort, in the order in which views list them.
pub const SORTS: [Sort; 14] = [
    sort("feed", SourceClass::Editorial, &[]),
    sort(
        "press_wires",
        SourceClass::Company,
        &[
            "https://www.globenewswire.com/*",
            "https://www.prnewswire.com/*",
        ],
    ),
    sort("edgar", SourceClass::Filed, &["https://data.sec.gov/*"]),
    sort(
        "edgar_current",
        SourceClass::Filed,
        &["https://www.sec.gov/*"],
    ),
    sort("gleif", SourceClass::Filed, &["https://api.gleif.org/*"]),
    sort(
        "wikidata",
        SourceClass::Crowdsourced,
        &["https://www.wikidata.org/*"],
    ),
    sort(
        "greenhouse",
        SourceClass::Company,
        &["https://boards-api.greenhouse.io/*"],
    ),
    sort(
        "lever",
        SourceClass::Company,
        &["https://api.lever.co/*", "https://api.eu.lever.co/*"],
    ),
    sort(
        "ashby",
        SourceClass::Company,
        &["https://api.ashbyhq.com/*"],
    ),
    sort(
        "youtube",
        SourceClass::Company,
        &["https://www.youtube.com/*"],
    ),
    sort("vimeo", SourceClass::Company, &["https://vimeo.com/*"]),
    sort(
        "hacker_news",
        SourceClass::Crowdsourced,
        &["https://hn.algolia.com/*"],
    ),
    sort(
        "gdelt",
        SourceClass::Mined,
        &["https://api.gdeltproject.org/*"],
    ),
    Sort {
        restricted: true,
        ..sort(
            "google_news",
            SourceClass::Mined,
            &["https://news.google.com/*"],
        )
    },
];

/// Press wires that are followed when the sort is turned on: releases of listed companies, whose
/// categories carry tickers and ISINs. Addresses as the wires publish them; not called from here.
const WIRES: [&str; 2] = [
    "https://www.globenewswire.com/RssFeed/orgclass/1/feedTitle/GlobeNewswire%20-%20News%20about%20Public%20Companies",
    "https://www.prnewswire.com/rss/news-releases-list.rss",
];

/// Forms followed in the feed of all filings: events, and money raised privately.
const CURRENT_FORMS: [&str; 2] = ["8-K", "D"];

const fn sort(
    name: &'static str,
    class: SourceClass,
    permissions: &'static [&'static str],
) -> Sort {
    Sort {
        name,
        class,
        permissions,
        restricted: false,
    }
}

/// The sort with that name.
#[must_use]
pub fn sort_named(name: &str) -> Option<&'static Sort> {
    SORTS.iter().find(|sort| sort.name == name)
}

/// What is known of an account, for asking a source about it.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Name.
    pub name: String,
    /// Registrable domain.
    pub domain: Option<String>,
    /// Fields without a column (`cik`, `lei`, `wikidata`, `jobs_url`).
    pub further: BTreeMap<String, String>,
}

impl Source {
    /// Name of the sort that the source belongs to.
    #[must_use]
    pub fn sort_name(&self) -> &'static str {
        match self {
            Self::Feed { url } if WIRES.contains(&url.as_str()) || is_wire(url) => "press_wires",
            Self::Feed { .. } => "feed",
            Self::YouTubeChannel { .. } => "youtube",
            Self::VimeoUser { .. } => "vimeo",
            Self::GoogleNews { .. } => "google_news",
            Self::Gdelt { .. } => "gdelt",
            Self::HackerNews { .. } => "hacker_news",
            Self::EdgarCompany { .. } | Self::EdgarDocument { .. } => "edgar",
            Self::EdgarCurrent { .. } => "edgar_current",
            Self::Gleif { .. } => "gleif",
            Self::WikidataSearch { .. } | Self::WikidataEntities { .. } => "wikidata",
            Self::GreenhouseBoard { .. } => "greenhouse",
            Self::LeverBoard { .. } => "lever",
            Self::AshbyBoard { .. } => "ashby",
        }
    }

    /// What the source calls itself.
    #[must_use]
    pub const fn known_as(&self) -> &'static str {
        match self {
            Self::Feed { .. } => "feed",
            Self::YouTubeChannel { .. } => "YouTube",
            Self::VimeoUser { .. } => "Vimeo",
            Self::GoogleNews { .. } => "Google News",
            Self::Gdelt { .. } => "GDELT",
            Self::HackerNews { .. } => "Hacker News",
            Self::EdgarCompany { .. } | Self::EdgarCurrent { .. } | Self::EdgarDocument { .. } => {
                "SEC EDGAR"
            }
            Self::Gleif { .. } => "GLEIF",
            Self::WikidataSearch { .. } | Self::WikidataEntities { .. } => "Wikidata",
            Self::GreenhouseBoard { .. } => "Greenhouse",
            Self::LeverBoard { .. } => "Lever",
            Self::AshbyBoard { .. } => "Ashby",
        }
    }

    /// Fewest seconds between two requests to the source's host, whatever is asked.
    #[must_use]
    pub const fn spacing_seconds(&self) -> i64 {
        match self {
            // Its documentation asks for no more than one request in 5 seconds.
            Self::Gdelt { .. } => 5,
            _ => 0,
        }
    }

    /// True when the address names one company by an exact key.
    #[must_use]
    pub fn is_by_key(&self) -> bool {
        match self {
            Self::EdgarCompany { .. } | Self::EdgarDocument { .. } => true,
            Self::WikidataEntities { ids } => ids.len() == 1,
            Self::Gleif { query } => is_lei(query),
            _ => false,
        }
    }
}

/// What a sort follows that is not about one account.
#[must_use]
pub fn shared_addresses(sort: &str) -> Vec<String> {
    match sort {
        "press_wires" => WIRES.iter().map(|url| (*url).to_owned()).collect(),
        "edgar_current" => CURRENT_FORMS
            .iter()
            .map(|form| {
                Source::EdgarCurrent {
                    form: (*form).to_owned(),
                }
                .url()
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// How a sort is asked about an account: with `value` where the rep gives one, else with what is
/// stored of the account; `None` when that is not enough.
#[must_use]
pub fn of_account(sort: &str, account: &Asked, value: &str) -> Option<Source> {
    let value = value.trim();
    let given = (!value.is_empty()).then(|| value.to_owned());
    // An address of the right sort says it all.
    if value.starts_with("http") {
        let source = Source::of_url(value);
        return (source.sort_name() == sort).then_some(source);
    }
    let stored = |field: &str| {
        account
            .further
            .get(field)
            .filter(|text| !text.is_empty())
            .cloned()
    };
    // A board or channel that an account's record names by its page.
    let linked = || {
        account
            .further
            .values()
            .filter(|text| text.starts_with("http"))
            .map(|text| Source::of_url(text))
            .find(|source| source.sort_name() == sort)
    };
    let name = || (!account.name.is_empty()).then(|| account.name.clone());
    match sort {
        "edgar" => Some(Source::EdgarCompany {
            cik: full_cik(&given.or_else(|| stored("cik"))?)?,
        }),
        "gleif" => Some(Source::Gleif {
            query: given.or_else(|| stored("lei")).or_else(name)?,
        }),
        "wikidata" => match given.or_else(|| stored("wikidata")) {
            Some(id) if id.starts_with('Q') => Some(Source::WikidataEntities { ids: vec![id] }),
            Some(query) => Some(Source::WikidataSearch { query }),
            None => Some(Source::WikidataSearch { query: name()? }),
        },
        "google_news" => Some(Source::GoogleNews {
            query: format!("\"{}\" when:7d", unquoted(&given.or_else(name)?)),
        }),
        "gdelt" => Some(Source::Gdelt {
            query: format!("\"{}\"", unquoted(&given.or_else(name)?)),
        }),
        "hacker_news" => Some(Source::HackerNews {
            query: given.or_else(|| account.domain.clone())?,
        }),
        "greenhouse" => given
            .map(|token| Source::GreenhouseBoard { token })
            .or_else(linked),
        "lever" => given
            .map(|site| Source::LeverBoard { site, eu: false })
            .or_else(linked),
        "ashby" => given
            .map(|name| Source::AshbyBoard { name })
            .or_else(linked),
        "youtube" => given
            .filter(|channel| channel.starts_with("UC"))
            .map(|channel| Source::YouTubeChannel { channel })
            .or_else(linked),
        "vimeo" => given.map(|user| Source::VimeoUser { user }).or_else(linked),
        _ => None,
    }
}

fn is_lei(text: &str) -> bool {
    text.len() == 20 && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// A name inside quotation marks cannot hold them.
fn unquoted(name: &str) -> String {
    name.replace('"', " ").trim().to_owned()
}

fn is_wire(url: &str) -> bool {
    let host = url.split('/').nth(2).unwrap_or("");
    let host = host.strip_prefix("www.").unwrap_or(host);
    matches!(
        host,
        "globenewswire.com"
            | "prnewswire.com"
            | "feed.businesswire.com"
            | "accesswire.com"
            | "prnewswire.co.uk"
    )
}
