//! Which chip an entry falls under, as far as its feed shows.

use crate::protocol::ContentType;
use url::Url;

/// Press wires: what stands there is the company's own announcement.
const WIRES: [&str; 22] = [
    "globenewswire.com",
    "prnewswire.com",
    "prnewswire.co.uk",
    "businesswire.com",
    "accesswire.com",
    "accessnewswire.com",
    "newsfilecorp.com",
    "einpresswire.com",
    "prweb.com",
    "presseportal.de",
    "prlog.org",
    "openpr.com",
    "openpr.de",
    "newswire.ca",
    "newswire.com",
    "cision.com",
    "marketwired.com",
    "prleap.com",
    "pressetext.com",
    "dgap.de",
    "eqs-news.com",
    "realwire.com",
];

/// Sites of videos.
const VIDEO_SITES: [&str; 7] = [
    "youtube.com",
    "youtu.be",
    "vimeo.com",
    "wistia.com",
    "dailymotion.com",
    "twitch.tv",
    "loom.com",
];

/// Sites of filings.
const REGULATORS: [&str; 5] = [
    "sec.gov",
    "sedarplus.ca",
    "company-information.service.gov.uk",
    "bundesanzeiger.de",
    "edinet-fsa.go.jp",
];

/// Sites of job boards.
const JOB_BOARDS: [&str; 11] = [
    "greenhouse.io",
    "lever.co",
    "ashbyhq.com",
    "workable.com",
    "smartrecruiters.com",
    "myworkdayjobs.com",
    "personio.de",
    "personio.com",
    "recruitee.com",
    "indeed.com",
    "stepstone.de",
];

/// Programs that write blogs.
const BLOG_PROGRAMS: [&str; 14] = [
    "wordpress",
    "ghost",
    "hugo",
    "jekyll",
    "medium",
    "blogger",
    "typepad",
    "movable type",
    "substack",
    "hexo",
    "gatsby",
    "eleventy",
    "hubspot",
    "squarespace",
];

/// What is known of the feed an entry stands in.
pub(super) struct Surroundings<'a> {
    pub(super) feed_url: &'a str,
    pub(super) home: &'a str,
    pub(super) title: &'a str,
    pub(super) generator: &'a str,
}

/// The content type of an entry with that link.
pub(super) fn guess(link: Option<&str>, plays_video: bool, feed: &Surroundings<'_>) -> ContentType {
    let addresses = [link.unwrap_or(""), feed.home, feed.feed_url];
    let on = |sites: &[&str]| addresses.iter().any(|address| is_on(address, sites));
    if plays_video || on(&VIDEO_SITES) {
        return ContentType::Video;
    }
    if on(&REGULATORS) {
        return ContentType::Filing;
    }
    if on(&WIRES) {
        return ContentType::PressRelease;
    }
    if on(&JOB_BOARDS) {
        return ContentType::Job;
    }
    if addresses.iter().any(|address| {
        place_says(
            address,
            &[
                "press-release",
                "pressrelease",
                "press",
                "newsroom",
                "pressemitteilung",
                "pressemitteilungen",
                "media-releases",
            ],
        )
    }) {
        return ContentType::PressRelease;
    }
    if addresses
        .iter()
        .any(|address| place_says(address, &["careers", "jobs", "stellenangebote", "karriere"]))
    {
        return ContentType::Job;
    }
    let title = feed.title.to_lowercase();
    let generator = feed.generator.to_lowercase();
    let by_words = title
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| matches!(word, "blog" | "weblog" | "blogs"));
    let by_place = addresses
        .iter()
        .any(|address| place_says(address, &["blog", "blogs", "engineering"]));
    let by_program = BLOG_PROGRAMS
        .iter()
        .any(|program| generator.contains(program));
    if by_words || by_place || by_program {
        ContentType::Blog
    } else {
        ContentType::News
    }
}

fn is_on(address: &str, sites: &[&str]) -> bool {
    let Ok(url) = Url::parse(address) else {
        return false;
    };
    let host = url.host_str().unwrap_or("");
    sites.iter().any(|site| {
        host.strip_suffix(site)
            .is_some_and(|before| before.is_empty() || before.ends_with('.'))
    })
}

/// True when the first label of the host, or a part of the path, is one of the words.
fn place_says(address: &str, words: &[&str]) -> bool {
    let Ok(url) = Url::parse(address) else {
        return false;
    };
    let label = url
        .host_str()
        .and_then(|host| host.split('.').next())
        .unwrap_or("");
    words.contains(&label)
        || url
            .path()
            .split('/')
            .take(4)
            .any(|part| words.contains(&part.to_ascii_lowercase().as_str()))
}
