//! Feeds as they really come: recorded ones, the fixtures of two other readers, broken and hostile ones.

use crate::shared;
use hookline_engine::ingest::feed::{self, Entry, Feed, FeedKind};
use hookline_engine::ingest::html::plain_text;
use hookline_engine::protocol::ContentType;
use proptest::prelude::*;
use std::path::{Path, PathBuf};

fn read(payload: &str) -> Feed {
    feed::read(payload.as_bytes(), "https://example.com/feed.xml", "").unwrap()
}

fn recorded(path: &str) -> Option<Feed> {
    Some(feed::read(&shared::shared_bytes(path)?, "", "").unwrap())
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn with_entries(folder: &Path, endings: &[&str]) -> (usize, usize) {
    let mut counts = (0, 0);
    for file in files_below(folder) {
        let name = file.to_string_lossy();
        if !endings.iter().any(|ending| name.ends_with(ending)) || name.ends_with(".serde.json") {
            continue;
        }
        counts.0 += 1;
        let payload = std::fs::read(&file).unwrap();
        let feed = feed::read(&payload, "", "");
        counts.1 += usize::from(feed.is_ok_and(|feed| !feed.entries.is_empty()));
    }
    counts
}

/// feedparser 6.0.14 reads entries from 62 and 30 of them.
#[test]
fn as_many_fixtures_have_entries_as_with_feedparser() {
    if let Some(folder) = shared::shared("data/feeds/feed-rs") {
        let (files, read) = with_entries(&folder, &[".xml", ".json"]);
        assert_eq!(files, 68);
        assert!(read >= 65, "{read}");
    }
    if let Some(folder) = shared::shared("data/feeds/rss-parser/test/input") {
        let (files, read) = with_entries(&folder, &[".rss", ".atom"]);
        assert_eq!(files, 31);
        assert!(read >= 30, "{read}");
    }
}

/// On every feed that the strict reader of feed-rs takes, the tolerant one says the same.
#[test]
fn sound_feeds_read_as_feed_rs_reads_them() {
    let folders = ["data/feeds", "feeds"].map(shared::shared);
    let mut compared = 0;
    let mut differences = Vec::new();
    for file in folders
        .iter()
        .flatten()
        .flat_map(|folder| files_below(folder))
    {
        let name = file.to_string_lossy().into_owned();
        let payload = std::fs::read(&file).unwrap();
        let Ok(theirs) = feed_rs::parser::parse(payload.as_slice()) else {
            continue;
        };
        if name.ends_with(".serde.json") || theirs.entries.is_empty() {
            continue;
        }
        let ours = feed::read(&payload, "", "").unwrap();
        let their_title = theirs
            .title
            .map_or(String::new(), |title| plain_text(&title.content, 500));
        if ours.entries.len() != theirs.entries.len() || ours.title != their_title {
            differences.push(format!(
                "{name}: {:?} with {} entries, theirs {their_title:?} with {}",
                ours.title,
                ours.entries.len(),
                theirs.entries.len()
            ));
        }
        for (our, their) in ours.entries.iter().zip(&theirs.entries) {
            differences.extend(difference(our, their).map(|found| format!("{name}: {found}")));
            compared += 1;
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(
        compared > 500 || folders.iter().all(Option::is_none),
        "{compared}"
    );
}

/// Where two readings of an entry part: title, moment, or that there is a link.
fn difference(our: &Entry, their: &feed_rs::model::Entry) -> Option<String> {
    let title = their
        .title
        .as_ref()
        .map_or(String::new(), |title| plain_text(&title.content, 500));
    let publisher = our.publisher.as_deref().unwrap_or("");
    let with_publisher = format!("{} - {publisher}", our.title);
    if !title.is_empty() && our.title != title && with_publisher != title {
        return Some(format!("{:?}, theirs {title:?}", our.title));
    }
    let published = their
        .published
        .or(their.updated)
        .map(|moment| moment.timestamp());
    if published.is_some() && our.published.map(|moment| moment.as_second()) != published {
        return Some(format!(
            "{}: {:?}, theirs {published:?}",
            our.title, our.published
        ));
    }
    let links: Vec<&str> = their.links.iter().map(|link| link.href.as_str()).collect();
    let linked = links.iter().any(|link| link.starts_with("http"));
    (linked && our.url.is_none()).then(|| format!("{}: no link of {links:?}", our.title))
}

#[test]
fn google_news_names_the_publisher_and_the_cluster() {
    let Some(feed) = recorded("feeds/google_news/rssparser_google_news_be_2020-03-08.xml") else {
        return;
    };
    let story = &feed.entries[0];
    assert_eq!(story.publisher.as_deref(), Some("RTBF"));
    assert_eq!(story.publisher_url.as_deref(), Some("https://www.rtbf.be/"));
    assert!(story.title.ends_with("manque de réactifs"));
    assert_eq!(story.summary, "");
    let publishers: Vec<&str> = story
        .related
        .iter()
        .map(|copy| copy.publisher.as_str())
        .collect();
    assert_eq!(
        publishers,
        ["RTBF", "Sudinfo.be", "dh.be", "Le Soir", "Notélé"]
    );
    assert!(
        story.related[1]
            .title
            .starts_with("Coronavirus: 31 nouvelles infections")
    );
    assert_eq!(story.published.unwrap().to_string(), "2020-03-08T10:32:07Z");
}

#[test]
fn videos_have_a_title_a_link_and_a_still() {
    for (path, site) in [
        (
            "feeds/youtube/feedrs_youtube_1.xml",
            "https://www.youtube.com/",
        ),
        ("feeds/vimeo/feedrs_vimeo_media.xml", "https://vimeo.com/"),
    ] {
        let Some(feed) = recorded(path) else {
            continue;
        };
        for video in &feed.entries {
            assert_eq!(video.content_type, ContentType::Video, "{path}");
            assert!(
                video.url.as_ref().unwrap().starts_with(site),
                "{:?}",
                video.url
            );
            assert!(
                video.still.as_ref().unwrap().starts_with("https://"),
                "{path}"
            );
            assert!(!video.title.is_empty());
        }
    }
}

#[test]
fn the_sec_s_current_filings_are_filings() {
    let Some(feed) = recorded("feeds/sec_edgar/getcurrent_2025-12-12.atom.xml") else {
        return;
    };
    assert_eq!((feed.kind, feed.entries.len()), (FeedKind::Atom, 100));
    let all = |test: &dyn Fn(&Entry) -> bool| feed.entries.iter().all(test);
    assert!(all(&|entry| entry.content_type == ContentType::Filing));
    assert!(all(
        &|entry| entry.published.is_some() && !entry.external_id.is_empty()
    ));
    assert_eq!(feed.problems, Vec::<String>::new());
}

#[test]
fn corporate_blogs_are_blogs_and_news_is_news() {
    for (path, kind) in [
        ("feeds/rss/corporate_blog_cloudflare.xml", ContentType::Blog),
        ("feeds/rss/corporate_blog_google.xml", ContentType::Blog),
        ("feeds/rss/corporate_blog_matrix.xml", ContentType::Blog),
        ("feeds/rss/news_bbc.xml", ContentType::News),
        ("feeds/rss/news_spiegel_de.xml", ContentType::News),
    ] {
        if let Some(feed) = recorded(path) {
            assert!(
                feed.entries.iter().all(|entry| entry.content_type == kind),
                "{path}"
            );
        }
    }
}

#[test]
fn feeds_broken_in_the_wild_lose_no_entry() {
    if let Some(feed) = recorded("feeds/rss/malformed.xml") {
        assert!(!feed.entries.is_empty());
        assert_eq!(
            feed.entries[0].title,
            "Japan’s plans for 5G include 10 billion 14-digit phone numbers"
        );
    }
    if let Some(feed) = recorded("feeds/rss/mismatched_html_tags.xml") {
        let entry = &feed.entries[0];
        assert!(
            entry
                .summary
                .starts_with("L'Ordine dei Giganti: è arrivato"),
            "{}",
            entry.summary
        );
        assert!(
            entry
                .summary
                .contains("si concentra su Death By Scrolling, pausa")
        );
        assert_eq!(entry.url.as_deref(), Some("https://www.lucasdelirium.it/"));
    }
}

#[test]
fn every_sort_of_breakage_is_mended_and_named() {
    let item = |n: u32| {
        format!("<item><title>Story {n}</title><link>https://example.com/{n}</link></item>")
    };
    let (one, two) = (item(1), item(2));
    let cases = [
        ("cut off", format!("<rss><channel>{one}<item><title>Story 2</title><link>https://example.com/2")),
        ("unclosed items", format!("<rss><channel><item><title>Story 1</title><link>https://example.com/1</link>{two}</channel></rss>")),
        ("unclosed titles", "<rss><channel><item><title>Story 1<link>https://example.com/1</link></item><item><title>Story 2<link>https://example.com/2</link></item></channel></rss>".to_owned()),
        ("bare ampersands", format!("<rss><channel><title>A & B</title>{}{two}</channel></rss>", one.replace("Story 1", "Story &nosuch; 1").replace("Story &nosuch; 1", "Story 1"))),
        ("junk before", format!("\n\n  Warning: mysql_connect()\n<?xml version=\"1.0\"?><rss><channel>{one}{two}</channel></rss>")),
        ("junk behind", format!("<rss><channel>{one}{two}</channel></rss><!-- generated --><script>x</script>")),
        ("mixed up", format!("<rss><channel>{one}<item><description><p>Hi <b>there</description><title>Story 2</title><link>https://example.com/2</link></p></item></channel></rss>")),
        ("bare less-than", format!("<rss><channel><title>1 < 2 <3</title>{one}{two}</channel></rss>")),
        ("open comment", format!("<rss><channel>{one}{two}<!-- never closed </channel></rss>")),
        ("open quote", format!("<rss version=\"2.0><channel>{one}{two}</channel></rss>")),
        ("open section", format!("<rss><channel>{one}<item><link>https://example.com/2</link><title><![CDATA[Story 2</title></item></channel></rss>")),
        ("no feed around", format!("{one}{two}")),
        ("prefixes", format!("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:r='http://purl.org/rss/1.0/'>{}</rdf:RDF>", format!("{one}{two}").replace("</", "</r:").replace('<', "<r:").replace("<r:/r:", "</r:"))),
        ("capitals", format!("<RSS><CHANNEL>{}</CHANNEL></RSS>", format!("{one}{two}").replace("item", "ITEM").replace("title", "Title"))),
    ];
    for (what, payload) in cases {
        let feed = read(&payload);
        let found: Vec<(&str, Option<&str>)> = feed
            .entries
            .iter()
            .map(|entry| (entry.title.as_str(), entry.url.as_deref()))
            .collect();
        assert_eq!(
            found,
            [
                ("Story 1", Some("https://example.com/1")),
                ("Story 2", Some("https://example.com/2"))
            ],
            "{what}: {payload}"
        );
    }
}

#[test]
fn what_is_no_feed_is_a_named_error() {
    let code = |payload: &[u8]| {
        feed::read(payload, "https://example.com", "")
            .unwrap_err()
            .to_reply()
            .code
    };
    assert_eq!(code(b""), "empty_feed");
    assert_eq!(code(b"\xEF\xBB\xBF \n\0"), "empty_feed");
    assert_eq!(
        code(b"<!DOCTYPE html><html><head><title>Hi</title></head><body></body></html>"),
        "html_instead_of_feed"
    );
    assert_eq!(
        code(b"<html><body><article><h1>404</h1></article></body></html>"),
        "html_instead_of_feed"
    );
    assert_eq!(code(b"not found"), "not_a_feed");
    assert_eq!(code(b"{\"error\": \"gone\"}"), "not_a_feed");
    assert_eq!(code(b"<catalog><book/></catalog>"), "not_a_feed");
    assert_eq!(
        code(&vec![b'<'; feed::MAX_FEED_BYTES + 1]),
        "feed_too_large"
    );
}

#[test]
fn a_bomb_of_entities_stays_small() {
    let mut payload = String::from("<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a0 \"lol\">");
    for level in 1..30 {
        payload += &format!(
            "<!ENTITY a{level} \"{}\">",
            format!("&a{};", level - 1).repeat(10)
        );
    }
    payload += "<!ENTITY file SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>&a29;&file; Acme</title><link>https://example.com/</link></item></channel></rss>";
    let feed = read(&payload);
    assert_eq!(feed.entries[0].title, "&a29;&file; Acme");
    assert!(feed.problems[0].contains("entities"));
}

#[test]
fn hostile_markup_takes_linear_time() {
    let started = std::time::Instant::now();
    for piece in [
        "<!--",
        "<![CDATA[",
        "<?x",
        "<!DOCTYPE a [",
        "<a '",
        "<a b=\"",
        "<a>",
        "</a>",
        "<script>",
        "&a",
        "<item>",
        "<",
        "<a:b c='",
    ] {
        let payload = format!(
            "<rss><channel>{}</channel></rss>",
            piece.repeat(2_000_000 / piece.len())
        );
        let _ = feed::read(payload.as_bytes(), "", "");
    }
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn texts_are_plain_and_links_are_web_addresses() {
    let feed = read(
        "<rss><channel><title>N</title><item>\
         <title>\u{202e}A&amp;lt;b&amp;gt; &lt;b onclick=&quot;x()&quot;&gt;bold&lt;/b&gt; &lt;script&gt;alert(1)&lt;/script&gt; AT&amp;amp;T &#8217;s &#146;\u{0}</title>\
         <link>javascript:alert(1)</link><guid>urn:x</guid>\
         <description>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;br&gt;Three&lt;/p&gt;&lt;style&gt;p{}&lt;/style&gt; x &lt;acme@x.com&gt;</description>\
         <media:thumbnail url='http://plain.example/x.png'/><enclosure type='image/png' url='data:image/png;base64,x'/>\
         </item></channel></rss>",
    );
    let entry = &feed.entries[0];
    assert_eq!(entry.title, "A<b> bold AT&T ’s ’");
    assert_eq!(entry.summary, "One Two Three x <acme@x.com>");
    assert_eq!((entry.url.as_deref(), entry.still.as_deref()), (None, None));
    assert_eq!(entry.external_id, "urn:x");
    let long = read(&format!(
        "<rss><channel><item><title>{}</title></item></channel></rss>",
        "word ".repeat(300_000)
    ));
    assert!(long.entries[0].title.chars().count() <= 500);
}

#[test]
fn links_are_completed_and_cleaned() {
    let feed = read(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://base.example/blog/'>\
         <entry xml:base='2024/'><title>A</title><link rel='edit' href='/edit'/><link rel='alternate' type='application/json' href='a.json'/><link href='a.html?utm_source=rss&amp;id=7#top'/></entry>\
         <entry><title>B</title><link rel='self' href='https://x.example/self'/><id>https://example.com/by-id</id></entry>\
         <entry><title>C</title><content src='c.html'/></entry></feed>",
    );
    let links: Vec<Option<&str>> = feed
        .entries
        .iter()
        .map(|entry| entry.url.as_deref())
        .collect();
    assert_eq!(
        links,
        [
            Some("https://base.example/blog/2024/a.html?id=7"),
            Some("https://example.com/by-id"),
            Some("https://base.example/blog/c.html")
        ]
    );
    let feed = read(
        "<rss><channel><item><title>A</title><link>/x/</link><guid isPermaLink='false'>https://example.com/no</guid></item><item><title>B</title><guid isPermaLink='false'>https://example.com/no</guid></item><item><title>C</title><link>https://feeds.example/1</link><feedburner:origLink>https://example.com/c</feedburner:origLink></item></channel></rss>",
    );
    let links: Vec<Option<&str>> = feed
        .entries
        .iter()
        .map(|entry| entry.url.as_deref())
        .collect();
    assert_eq!(
        links,
        [
            Some("https://example.com/x/"),
            None,
            Some("https://example.com/c")
        ]
    );
}

#[test]
fn press_wires_state_exact_keys() {
    let feed = read(
        "<rss><channel><title>GlobeNewswire</title><item><title>Beta Ltd (NYSE American: BTA; TSX-V: BT.A) opens a plant (photo: staff)</title>\
         <link>https://www.globenewswire.com/news-release/2024/1/2/3/0/en/x.html</link>\
         <category domain='https://www.globenewswire.com/rss/stock'>Nasdaq:ACME</category>\
         <category domain='https://www.globenewswire.com/rss/ISIN'>US0378331005</category>\
         <category domain='https://www.globenewswire.com/rss/ISIN'>US0378331006</category>\
         <category>Earnings Releases</category><dc:identifier>3</dc:identifier></item></channel></rss>",
    );
    let entry = &feed.entries[0];
    assert_eq!(
        entry.tickers,
        ["NASDAQ:ACME", "NYSEAMERICAN:BTA", "TSXV:BT.A"]
    );
    assert_eq!(entry.isins, ["US0378331005"]);
    assert_eq!(entry.content_type, ContentType::PressRelease);
    assert!(entry.categories.contains(&"Earnings Releases".to_owned()));
}

#[test]
fn encodings_declared_rightly_and_wrongly() {
    let rss = |declaration: &str, title: &str| {
        format!(
            "<?xml version=\"1.0\"{declaration}?><rss><channel><item><title>{title}</title></item></channel></rss>"
        )
    };
    let encode = |label: &str, text: &str| {
        encoding_rs::Encoding::for_label(label.as_bytes())
            .unwrap()
            .encode(text)
            .0
            .into_owned()
    };
    let utf16: Vec<u8> = rss(" encoding=\"utf-16\"", "Škoda")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let utf32: Vec<u8> = rss("", "Škoda")
        .chars()
        .flat_map(|letter| u32::from(letter).to_be_bytes())
        .collect();
    let cases: Vec<(Vec<u8>, &str, &str, bool)> = vec![
        (
            encode("iso-8859-2", &rss(" encoding='ISO-8859-2'", "Škoda")),
            "",
            "Škoda",
            false,
        ),
        (
            encode("windows-1252", &rss(" encoding='iso-8859-1'", "“Müller”")),
            "",
            "“Müller”",
            false,
        ),
        (
            encode("shift_jis", &rss(" encoding='Shift_JIS'", "トヨタ自動車")),
            "",
            "トヨタ自動車",
            false,
        ),
        (
            encode("gbk", &rss(" encoding=\"gb2312\"", "中国平安")),
            "",
            "中国平安",
            false,
        ),
        (
            encode("windows-1251", &rss("", "Яндекс")),
            "text/xml; charset=windows-1251",
            "Яндекс",
            false,
        ),
        (
            rss(" encoding='ISO-8859-1'", "Müller").into_bytes(),
            "",
            "Müller",
            true,
        ),
        (
            encode("windows-1252", &rss(" encoding='utf-8'", "Müller")),
            "",
            "Müller",
            true,
        ),
        (
            encode("windows-1252", &rss("", "Müller")),
            "",
            "Müller",
            true,
        ),
        (
            rss(" encoding='utf-16'", "Müller").into_bytes(),
            "",
            "Müller",
            false,
        ),
        (
            rss(" encoding='x-no-such'", "Müller").into_bytes(),
            "",
            "Müller",
            false,
        ),
        (
            [b"\xEF\xBB\xBF".to_vec(), rss("", "Müller").into_bytes()].concat(),
            "text/xml; charset=iso-8859-1",
            "Müller",
            false,
        ),
        (
            [b"\xFF\xFE".to_vec(), utf16.clone()].concat(),
            "",
            "Škoda",
            false,
        ),
        (utf16, "", "Škoda", false),
        (utf32, "", "Škoda", false),
        (
            [rss("", "Müller é").into_bytes(), b"<!-- \xE9 -->".to_vec()].concat(),
            "",
            "Müller é",
            true,
        ),
    ];
    for (payload, content_type, title, named) in cases {
        let feed = feed::read(&payload, "", content_type).unwrap();
        assert_eq!(feed.entries[0].title, title);
        assert_eq!(
            !feed.problems.is_empty(),
            named,
            "{title}: {:?}",
            feed.problems
        );
    }
}

#[test]
fn json_feeds_whole_and_cut_off() {
    let whole = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Acme &amp; Co\",\"home_page_url\":\"https://acme.com/\",\
        \"items\":[{\"id\":1,\"url\":\"/a\",\"content_html\":\"<p>First</p>\",\"date_published\":\"2024-05-06T07:08:09+02:00\",\"tags\":[\"x\"]},\
        {\"id\":\"b\",\"title\":\"Second {\",\"external_url\":\"https://other.example/b\",\"image\":\"https://acme.com/b.png\"},\
        {\"id\":\"c\",\"title\":\"Third\"}]}";
    let feed = read(whole);
    assert_eq!(
        (feed.kind, feed.title.as_str(), feed.entries.len()),
        (FeedKind::Json, "Acme & Co", 3)
    );
    assert_eq!(feed.entries[0].title, "First");
    assert_eq!(
        feed.entries[0].url.as_deref(),
        Some("https://example.com/a")
    );
    assert_eq!(
        feed.entries[0].published.unwrap().to_string(),
        "2024-05-06T05:08:09Z"
    );
    assert_eq!(
        feed.entries[1].still.as_deref(),
        Some("https://acme.com/b.png")
    );
    let cut = &whole[..whole.find("Third").unwrap()];
    let feed = read(cut);
    assert_eq!((feed.entries.len(), feed.problems.len()), (2, 1));
}

#[test]
fn feeds_of_a_page_and_subscription_lists() {
    use hookline_engine::ingest::feed::{discover, opml};
    let page = "<html><head><link rel=\"alternate\" type='application/rss+xml' title='Acme &raquo; Comments' href='/comments/feed/'>\
        <link title='News' href=\"//acme.com/news.atom\" rel=alternate type=application/atom+xml>\
        <LINK REL='stylesheet' HREF='/x.css'><link rel=alternate hreflang=de href=/de></head><body><a href='blog/feed.xml'>RSS</a><a href='javascript:x'>no</a></body>";
    let found = discover::feeds_of_page(page, "https://acme.com/about/");
    let urls: Vec<&str> = found.iter().map(|feed| feed.url.as_str()).collect();
    assert_eq!(
        urls,
        [
            "https://acme.com/news.atom",
            "https://acme.com/about/blog/feed.xml",
            "https://acme.com/comments/feed/"
        ]
    );
    assert_eq!(found[2].title, "Acme » Comments");
    assert!(
        discover::usual_addresses("https://acme.com/x/y")
            .contains(&"https://acme.com/feed.xml".to_owned())
    );
    let subscriptions = vec![opml::Subscription {
        title: "A & \"B\" <c>".to_owned(),
        url: "https://acme.com/feed?a=1&b=2".to_owned(),
        home: "https://acme.com/".to_owned(),
    }];
    let list = opml::write("Mine", &subscriptions);
    assert_eq!(opml::read(&list).unwrap(), subscriptions);
    let nested = "<opml><body><outline text='Folder'><outline xmlUrl='https://a.example/1' text='One'/><outline xmlUrl='javascript:x'/><outline xmlurl='https://a.example/1'/></body></opml>";
    assert_eq!(opml::read(nested).unwrap().len(), 1);
    assert_eq!(
        opml::read("<html></html>").unwrap_err().to_reply().code,
        "no_subscriptions"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_without_panic(payload in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = feed::read(&payload, "https://example.com/", "");
        let _ = feed::read(&payload, "", "text/xml; charset=utf-16");
    }

    #[test]
    fn any_markup_is_read_without_panic(payload in "(<rss>|<channel>|<item>|</item>|<title>|</title>|<link|>|<!\\[CDATA\\[|\\]\\]>|<!--|-->|<\\?xml|\"|'|=| |&amp;|&#x41;|&|é|a|<media:group>|<dc:date>2020){0,60}") {
        let _ = feed::read(payload.as_bytes(), "", "");
        let _ = plain_text(&payload, 50);
    }

    /// However a feed is cut, the entries before the cut are read.
    #[test]
    fn a_cut_feed_keeps_its_whole_entries(cut in 0.0_f64..1.0) {
        let items: Vec<String> = (0..20).map(|n| format!("<item><title>Story é {n}</title><link>https://example.com/{n}</link></item>")).collect();
        let payload = format!("<rss><channel><title>T</title>{}</channel></rss>", items.concat());
        let length = (payload.len() as f64 * cut) as usize;
        let whole = payload.as_bytes()[..length].windows(7).filter(|part| part == b"</item>").count();
        let feed = feed::read(&payload.as_bytes()[..length], "", "");
        let read = feed.map_or(0, |feed| feed.entries.iter().filter(|entry| entry.url.is_some()).count());
        prop_assert!(read >= whole, "{} of {}", read, whole);
    }
}
