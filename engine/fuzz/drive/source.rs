//! Answers of sources; the first byte chooses the source.
use hookline_engine::source;

const ADDRESSES: [&str; 16] = [
    "https://data.sec.gov/submissions/CIK0001318605.json",
    "https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent&type=8-K&output=atom",
    "https://www.sec.gov/Archives/edgar/data/1/2/primary_doc.xml",
    "https://www.sec.gov/Archives/edgar/data/1/2/report.htm",
    "https://api.gleif.org/api/v1/lei-records?filter[fulltext]=x",
    "https://www.wikidata.org/wiki/Q1",
    "https://boards.greenhouse.io/x",
    "https://jobs.lever.co/x",
    "https://jobs.ashbyhq.com/x",
    "https://api.gdeltproject.org/api/v2/doc/doc?query=x",
    "https://hn.algolia.com/api/v1/search?query=x",
    "https://news.google.com/rss/search?q=x",
    "https://www.youtube.com/feeds/videos.xml?channel_id=UCx",
    "https://vimeo.com/x/videos/rss",
    "https://www.wikidata.org/w/api.php?action=wbsearchentities&search=x&format=json",
    "https://a.example/feed.xml",
];

/// Drives the target once.
pub fn drive(bytes: &[u8]) {
    let Some((&first, answer)) = bytes.split_first() else {
        return;
    };
    let address = ADDRESSES[usize::from(first) % ADDRESSES.len()];
    if let Ok(findings) = source::read(answer, address, "") {
        for story in &findings.stories {
            assert!(
                story
                    .entry
                    .url
                    .as_deref()
                    .is_none_or(|url| url.starts_with("http"))
            );
        }
    }
}
