//! Sources by their addresses.

use std::fmt::Write as _;
use url::Url;

/// A public source with what it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A feed, or anything else that may be one.
    Feed {
        /// Its address.
        url: String,
    },
    /// The videos of a YouTube channel.
    YouTubeChannel {
        /// Channel id ("UC…").
        channel: String,
    },
    /// The videos of a Vimeo user.
    VimeoUser {
        /// User name.
        user: String,
    },
    /// Google News search. Its terms allow personal use only: off until the rep turns it on.
    GoogleNews {
        /// What is searched for.
        query: String,
    },
    /// GDELT's article search.
    Gdelt {
        /// What is searched for.
        query: String,
    },
    /// Stories on Hacker News that link to a domain or name a company.
    HackerNews {
        /// Domain or name.
        query: String,
    },
    /// A company's filings at the SEC.
    EdgarCompany {
        /// Central Index Key, ten digits.
        cik: String,
    },
    /// The newest filings of all companies.
    EdgarCurrent {
        /// Form, empty for all.
        form: String,
    },
    /// One document of a filing.
    EdgarDocument {
        /// Its address.
        url: String,
        /// True for the XML of a Form D.
        form_d: bool,
    },
    /// Legal entities by name or LEI.
    Gleif {
        /// Name or LEI.
        query: String,
    },
    /// Wikidata's entities by name.
    WikidataSearch {
        /// Name.
        query: String,
    },
    /// Facts of Wikidata entities.
    WikidataEntities {
        /// Entity ids ("Q478214"), at most 50.
        ids: Vec<String>,
    },
    /// Open positions on Greenhouse.
    GreenhouseBoard {
        /// Name of the board.
        token: String,
    },
    /// Open positions on Lever.
    LeverBoard {
        /// Name of the site.
        site: String,
        /// True for the European host.
        eu: bool,
    },
    /// Open positions on Ashby.
    AshbyBoard {
        /// Name of the board.
        name: String,
    },
}

impl Source {
    /// The source that an address belongs to. Pages for people (a board's page, a channel) are
    /// recognised as well as the addresses that programs ask.
    #[must_use]
    pub fn of_url(address: &str) -> Self {
        let feed = || Self::Feed {
            url: address.to_owned(),
        };
        let Ok(url) = Url::parse(address.trim()) else {
            return feed();
        };
        let host = url.host_str().unwrap_or("");
        let host = host.strip_prefix("www.").unwrap_or(host);
        let parts: Vec<&str> = url
            .path()
            .split('/')
            .filter(|part| !part.is_empty())
            .collect();
        let query = |name: &str| {
            let found = url.query_pairs().find(|(found, _)| found == name);
            found
                .map(|(_, value)| value.into_owned())
                .filter(|value| !value.is_empty())
        };
        let recognised = match host {
            "youtube.com" => youtube(&parts, query("channel_id")),
            "vimeo.com" => vimeo(&parts),
            "news.google.com" if parts.first() == Some(&"rss") => {
                query("q").map(|query| Self::GoogleNews { query })
            }
            "api.gdeltproject.org" => query("query").map(|query| Self::Gdelt { query }),
            "hn.algolia.com" => query("query").map(|query| Self::HackerNews { query }),
            "data.sec.gov" => edgar_company(&parts),
            "sec.gov" => edgar(&parts, address, &query),
            "api.gleif.org" => query("filter[fulltext]")
                .or_else(|| query("filter[entity.legalName]"))
                .or_else(|| query("filter[lei]"))
                .or_else(|| parts.get(3).map(|part| (*part).to_owned()))
                .map(|query| Self::Gleif { query }),
            "wikidata.org" => wikidata(&parts, &query),
            "boards-api.greenhouse.io" => {
                token(parts.get(2)).map(|token| Self::GreenhouseBoard { token })
            }
            "boards.greenhouse.io" | "job-boards.greenhouse.io" | "job-boards.eu.greenhouse.io" => {
                query("for")
                    .or_else(|| token(parts.first()))
                    .map(|token| Self::GreenhouseBoard { token })
            }
            "api.lever.co" | "api.eu.lever.co" => {
                token(parts.get(2)).map(|site| Self::LeverBoard {
                    site,
                    eu: host.contains(".eu."),
                })
            }
            "jobs.lever.co" | "jobs.eu.lever.co" => {
                token(parts.first()).map(|site| Self::LeverBoard {
                    site,
                    eu: host.contains(".eu."),
                })
            }
            "api.ashbyhq.com" => token(parts.get(2)).map(|name| Self::AshbyBoard { name }),
            "jobs.ashbyhq.com" => token(parts.first()).map(|name| Self::AshbyBoard { name }),
            _ => None,
        };
        recognised.unwrap_or_else(feed)
    }

    /// The address that is asked.
    #[must_use]
    pub fn url(&self) -> String {
        match self {
            Self::Feed { url } | Self::EdgarDocument { url, .. } => url.clone(),
            Self::YouTubeChannel { channel } => {
                format!(
                    "https://www.youtube.com/feeds/videos.xml?channel_id={}",
                    encoded(channel)
                )
            }
            Self::VimeoUser { user } => format!("https://vimeo.com/{}/videos/rss", encoded(user)),
            Self::GoogleNews { query } => format!(
                "https://news.google.com/rss/search?q={}&hl=en-US&gl=US&ceid=US:en",
                encoded(query)
            ),
            Self::Gdelt { query } => format!(
                "https://api.gdeltproject.org/api/v2/doc/doc?query={}&mode=artlist&format=json&timespan=1w&maxrecords=75",
                encoded(query)
            ),
            Self::HackerNews { query } => {
                let by_domain = query.contains('.') && !query.contains(' ');
                let only = if by_domain {
                    "&restrictSearchableAttributes=url"
                } else {
                    ""
                };
                format!(
                    "https://hn.algolia.com/api/v1/search_by_date?query={}&tags=story&hitsPerPage=50{only}",
                    encoded(query)
                )
            }
            Self::EdgarCompany { cik } => {
                format!("https://data.sec.gov/submissions/CIK{cik}.json")
            }
            Self::EdgarCurrent { form } => format!(
                "https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent&type={}&count=100&output=atom",
                encoded(form)
            ),
            Self::Gleif { query } => {
                let by_lei =
                    query.len() == 20 && query.chars().all(|letter| letter.is_ascii_alphanumeric());
                let filter = if by_lei { "lei" } else { "fulltext" };
                format!(
                    "https://api.gleif.org/api/v1/lei-records?filter%5B{filter}%5D={}&page%5Bsize%5D=10",
                    encoded(query)
                )
            }
            Self::WikidataSearch { query } => format!(
                "https://www.wikidata.org/w/api.php?action=wbsearchentities&search={}&language=en&type=item&limit=10&format=json&origin=*",
                encoded(query)
            ),
            Self::WikidataEntities { ids } => format!(
                "https://www.wikidata.org/w/api.php?action=wbgetentities&ids={}&props=labels%7Caliases%7Cdescriptions%7Cclaims&format=json&origin=*",
                encoded(&ids.join("|"))
            ),
            Self::GreenhouseBoard { token } => {
                format!(
                    "https://boards-api.greenhouse.io/v1/boards/{}/jobs",
                    encoded(token)
                )
            }
            Self::LeverBoard { site, eu } => {
                let host = if *eu {
                    "api.eu.lever.co"
                } else {
                    "api.lever.co"
                };
                format!("https://{host}/v0/postings/{}?mode=json", encoded(site))
            }
            Self::AshbyBoard { name } => {
                format!(
                    "https://api.ashbyhq.com/posting-api/job-board/{}",
                    encoded(name)
                )
            }
        }
    }

    /// Shortest pause between two requests to the source, in seconds: its published limit, or
    /// what its users advise.
    #[must_use]
    pub const fn pause_seconds(&self) -> i64 {
        match self {
            // "1 request per 5 s", and it sheds load: a search an hour is enough.
            Self::Gdelt { .. } => 3_600,
            // At least 60 s are advised; the feed changes slower.
            Self::GoogleNews { .. } => 1_800,
            // At most 10 requests a second for all that is asked of sec.gov.
            Self::EdgarCurrent { .. } => 600,
            Self::EdgarCompany { .. } | Self::HackerNews { .. } => 3_600,
            Self::GreenhouseBoard { .. } | Self::LeverBoard { .. } | Self::AshbyBoard { .. } => {
                21_600
            }
            Self::YouTubeChannel { .. } | Self::VimeoUser { .. } => 3_600,
            // Facts and documents do not change within the day.
            Self::Gleif { .. }
            | Self::WikidataSearch { .. }
            | Self::WikidataEntities { .. }
            | Self::EdgarDocument { .. } => 86_400,
            Self::Feed { .. } => 1_800,
        }
    }

    /// True for sources that are asked only after the rep has turned them on by name, because
    /// their terms restrict the use.
    #[must_use]
    pub const fn is_opt_in(&self) -> bool {
        matches!(self, Self::GoogleNews { .. })
    }
}

fn youtube(parts: &[&str], channel: Option<String>) -> Option<Source> {
    let channel = match (parts, channel) {
        (["feeds", "videos.xml"], channel) => channel,
        (["channel", channel, ..], _) => Some((*channel).to_owned()),
        _ => None,
    };
    channel
        .filter(|channel| channel.starts_with("UC"))
        .map(|channel| Source::YouTubeChannel { channel })
}

fn vimeo(parts: &[&str]) -> Option<Source> {
    match parts {
        [user, "videos", "rss"] | [user, "videos"] => Some(Source::VimeoUser {
            user: (*user).to_owned(),
        }),
        _ => None,
    }
}

/// `submissions/CIK0001318605.json`
fn edgar_company(parts: &[&str]) -> Option<Source> {
    let ["submissions", file] = parts else {
        return None;
    };
    let digits = file.strip_prefix("CIK")?.strip_suffix(".json")?;
    Some(Source::EdgarCompany {
        cik: full_cik(digits)?,
    })
}

fn edgar(parts: &[&str], address: &str, query: &dyn Fn(&str) -> Option<String>) -> Option<Source> {
    match parts {
        ["cgi-bin", "browse-edgar"] => {
            if query("action").is_some_and(|action| action == "getcurrent") {
                return Some(Source::EdgarCurrent {
                    form: query("type").unwrap_or_default(),
                });
            }
            Some(Source::EdgarCompany {
                cik: full_cik(&query("CIK")?)?,
            })
        }
        ["Archives", "edgar", "data", _, _, .., file] => {
            let form_d = *file == "primary_doc.xml";
            let page = file.ends_with(".htm") || file.ends_with(".html");
            (form_d || (page && !file.ends_with("-index.htm"))).then(|| Source::EdgarDocument {
                url: address.to_owned(),
                form_d,
            })
        }
        _ => None,
    }
}

/// A Central Index Key with its leading zeros.
pub(super) fn full_cik(digits: &str) -> Option<String> {
    let plain = digits.trim().trim_start_matches('0');
    let good =
        !plain.is_empty() && plain.len() <= 10 && plain.bytes().all(|byte| byte.is_ascii_digit());
    good.then(|| format!("{plain:0>10}"))
}

fn wikidata(parts: &[&str], query: &dyn Fn(&str) -> Option<String>) -> Option<Source> {
    match parts {
        ["w", "api.php"] => match query("action")?.as_str() {
            "wbsearchentities" => Some(Source::WikidataSearch {
                query: query("search")?,
            }),
            "wbgetentities" => Some(Source::WikidataEntities {
                ids: query("ids")?.split('|').map(str::to_owned).collect(),
            }),
            _ => None,
        },
        ["wiki", id] | ["entity", id] if id.starts_with('Q') => Some(Source::WikidataEntities {
            ids: vec![(*id).to_owned()],
        }),
        _ => None,
    }
}

/// A name in a path; names of programs' own pages are none.
fn token(part: Option<&&str>) -> Option<String> {
    let part = *part?;
    (!matches!(part, "embed" | "v1" | "api")).then(|| part.to_owned())
}

/// Percent-encoding of a value in a path or query.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
