//! Sources on their recorded answers; where none could be had, on synthetic ones from `tests/data`.

use crate::shared;
use hookline_engine::ingest::{canonical_url, page_key};
use hookline_engine::protocol::{ContentType, SignalKind, SourceClass};
use hookline_engine::source::edgar::report;
use hookline_engine::source::{self, Findings, Source, wikidata};
use proptest::prelude::*;

const SUBMISSIONS: &str = "https://data.sec.gov/submissions/CIK0001318605.json";

fn recorded(path: &str, url: &str) -> Option<Findings> {
    Some(source::read(&shared::shared_bytes(path)?, url, "").unwrap())
}

fn synthetic(name: &str, source: &Source) -> Findings {
    let path = format!(
        "{}/tests/data/source/synthetic_{name}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    source::read(
        &std::fs::read(path).unwrap(),
        &source.url(),
        "application/json",
    )
    .unwrap()
}

#[test]
fn tesla_s_submissions() {
    let Some(findings) = recorded(
        "feeds/sec_edgar/submissions_CIK0001318605_tesla_2022.json",
        SUBMISSIONS,
    ) else {
        return;
    };
    let tesla = &findings.companies[0];
    assert_eq!(tesla.keys.cik.as_deref(), Some("0001318605"));
    assert_eq!(tesla.keys.tickers, ["NASDAQ:TSLA"]);
    assert_eq!(tesla.other_names, ["TESLA MOTORS INC"]);
    assert_eq!(tesla.field("sic"), Some("3711"));
    assert_eq!(
        tesla.field("industry"),
        Some("Motor Vehicles & Passenger Car Bodies")
    );
    assert_eq!(tesla.field("city"), Some("PALO ALTO"));
    assert_eq!(tesla.field("street"), Some("3500 DEER CREEK RD"));
    assert_eq!(tesla.field("ownership"), Some("Public"));
    let change = findings
        .stories
        .iter()
        .find(|story| {
            story.entry.summary.contains("filed 2022-09-30")
                || story.entry.categories.contains(&"Item 5.02".to_owned())
        })
        .unwrap();
    assert_eq!(change.kinds, [SignalKind::Leadership]);
    assert_eq!(change.class, SourceClass::Filed);
    assert!(
        change
            .entry
            .title
            .starts_with("Tesla, Inc. reports that officers or directors leave or join")
    );
    let url = change.entry.url.as_ref().unwrap();
    assert!(
        url.starts_with("https://www.sec.gov/Archives/edgar/data/1318605/"),
        "{url}"
    );
    let results = findings
        .stories
        .iter()
        .filter(|story| story.kinds == [SignalKind::Earnings])
        .count();
    assert!(results > 10, "{results}");
    let ownership = findings
        .stories
        .iter()
        .filter(|story| story.entry.title.ends_with("(4)"));
    assert_eq!(ownership.count(), 0);
    assert!(
        findings
            .stories
            .windows(2)
            .all(|pair| pair[0].entry.published >= pair[1].entry.published)
    );
}

#[test]
fn current_filings_keep_companies_and_what_they_file() {
    let url = Source::EdgarCurrent {
        form: String::new(),
    }
    .url();
    let Some(findings) = recorded("feeds/sec_edgar/getcurrent_2025-12-12.atom.xml", &url) else {
        return;
    };
    assert!(!findings.stories.is_empty());
    for story in &findings.stories {
        assert!(
            story.entry.title.starts_with(&story.company.name),
            "{}",
            story.entry.title
        );
        assert_eq!(story.company.cik.as_ref().unwrap().len(), 10);
        assert!(!story.entry.title.ends_with("(4)"));
    }
    let items = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>8-K/A - ACME (TEST) CORP (0000012345) (Filer)</title>\
        <link href='https://www.sec.gov/Archives/edgar/data/12345/1/1-index.htm'/>\
        <summary type='html'>&lt;b&gt;Filed:&lt;/b&gt; 2025-12-12&lt;br&gt;Item 1.05: Material Cybersecurity Incidents&lt;br&gt;Item 9.01: Exhibits</summary></entry></feed>";
    let found = source::read(items.as_bytes(), &url, "").unwrap();
    assert_eq!(
        found.stories[0].entry.title,
        "ACME (TEST) CORP reports a cybersecurity incident (8-K/A)"
    );
    assert_eq!(found.stories[0].kinds, [SignalKind::Security]);
}

#[test]
fn form_d_says_how_much_and_names_nobody() {
    let url = "https://www.sec.gov/Archives/edgar/data/1/000000000123000001/primary_doc.xml";
    let Some(findings) = recorded("feeds/sec_edgar/formD_1685REIT.xml", url) else {
        return;
    };
    let story = &findings.stories[0];
    assert_eq!(
        story.entry.title,
        "1685 38th REIT, L.L.C. raises $125,000 (Form D)"
    );
    assert_eq!(story.entry.content_type, ContentType::Funding);
    assert_eq!(story.kinds, [SignalKind::Funding]);
    assert!(
        story.entry.summary.contains("investors: 125"),
        "{}",
        story.entry.summary
    );
    assert_eq!(
        story.entry.published.unwrap().to_string(),
        "2023-01-27T00:00:00Z"
    );
    assert!(!format!("{findings:?}").contains("Belldegrun"));
    let fund = recorded("feeds/sec_edgar/formD_APFund.xml", url).unwrap();
    assert_eq!(fund.companies[0].keys.cik.as_deref(), Some("0001958740"));
    assert_eq!(
        fund.companies[0].field("industry"),
        Some("Pooled Investment Fund")
    );
    assert_eq!(fund.companies[0].other_names, Vec::<String>::new());
    assert!(fund.stories[0].entry.title.contains("$659,752"));
    let open = "<edgarSubmission><submissionType>D/A</submissionType><primaryIssuer><entityName>Acme Test</entityName></primaryIssuer><offeringData><offeringSalesAmounts><totalOfferingAmount>20000000</totalOfferingAmount><totalAmountSold>12500000</totalAmountSold></offeringSalesAmounts></offeringData></edgarSubmission>";
    let open = source::read(open.as_bytes(), url, "").unwrap();
    assert_eq!(
        open.stories[0].entry.title,
        "Acme Test raises $12.5 million of $20 million offered (Form D)"
    );
    assert_eq!(
        source::read(b"<html></html>", url, "")
            .unwrap_err()
            .to_reply()
            .code,
        "unreadable_answer"
    );
}

#[test]
fn a_current_report_is_read_by_its_items() {
    let url = "https://www.sec.gov/Archives/edgar/data/887919/000088791921000012/form8k.htm";
    let Some(bytes) = shared::shared_bytes("feeds/sec_edgar/8k_0000887919-21-000012.html") else {
        return;
    };
    let findings = source::read(&bytes, url, "text/html").unwrap();
    let story = &findings.stories[0];
    assert!(
        story
            .company
            .name
            .eq_ignore_ascii_case("PREMIER FINANCIAL BANCORP, INC."),
        "{:?}",
        story.company
    );
    assert_eq!(story.entry.categories, ["Item 8.01", "Item 9.01"]);
    assert!(
        story
            .entry
            .summary
            .contains("entered into an Agreement and Plan of Merger"),
        "{}",
        story.entry.summary
    );
    let text = "<p>INFORMATION</p><p><b>Item 2.05. Costs Associated with Exit</b></p><p>On May 1 the board cut 200 jobs, as described under Item 5.02 below.</p><p>ITEM 5.02 Departure of Directors</p><p>Ann left.</p>";
    let items = report::items(text);
    let codes: Vec<&str> = items.iter().map(|found| found.item.code).collect();
    assert_eq!(codes, ["2.05", "5.02"]);
    assert!(items[0].text.ends_with("under Item 5.02 below."));
    assert_eq!(items[1].text, "Departure of Directors Ann left.");
}

#[test]
fn gleif_gives_a_latin_name_and_keeps_the_legal_one() {
    let source = Source::Gleif {
        query: "Toyota Motor".to_owned(),
    };
    let Some(findings) = recorded(
        "feeds/gleif/lei_records_search_toyota_2026-08-30.json",
        &source.url(),
    ) else {
        return;
    };
    let toyota = &findings.companies[0];
    assert_eq!(toyota.keys.name, "Toyota Motor Corporation");
    assert_eq!(toyota.other_names, ["トヨタ自動車株式会社"]);
    assert_eq!(toyota.keys.lei.as_deref(), Some("5493006W3QUS5LMH6R84"));
    assert_eq!(toyota.field("country"), Some("JP"));
    assert_eq!(toyota.field("founded"), Some("1937"));
    assert_eq!(toyota.class, SourceClass::Filed);
}

/// The recorded entities stand in TypeScript; its object literals are JSON but for quotes and commas.
fn json_of_typescript(text: &str) -> String {
    let body = &text[text.find("= {").unwrap() + 2..];
    let mut json = String::new();
    let mut letters = body.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\'' | '"' | '`' => {
                json.push('"');
                while let Some(inside) = letters.next() {
                    match inside {
                        '\\' => match letters.next().unwrap() {
                            '\'' => json.push('\''),
                            escaped => json.extend(['\\', escaped]),
                        },
                        '"' if letter != '"' => json.push_str("\\\""),
                        end if end == letter => break,
                        other => json.push(other),
                    }
                }
                json.push('"');
            }
            digit if digit.is_ascii_digit() => {
                json.push(digit);
                while let Some(more) = letters
                    .next_if(|more| more.is_ascii_alphanumeric() || matches!(more, '.' | '-' | '+'))
                {
                    json.push(more);
                }
            }
            word if word.is_alphabetic() || word == '_' => {
                let mut name = String::from(word);
                while let Some(more) =
                    letters.next_if(|more| more.is_alphanumeric() || *more == '_' || *more == '-')
                {
                    name.push(more);
                }
                let literal = matches!(name.as_str(), "true" | "false" | "null");
                json.push_str(&if literal { name } else { format!("\"{name}\"") });
            }
            '}' | ']' => {
                while json.ends_with(|end: char| end.is_whitespace() || end == ',') {
                    json.pop();
                }
                json.push(letter);
            }
            other => json.push(other),
        }
    }
    json
}

#[test]
fn wikidata_s_recorded_entities() {
    let source = Source::WikidataEntities {
        ids: vec!["Q217447".to_owned()],
    };
    let Some(bytes) = shared::shared_bytes("feeds/wikidata/Q217447.ts") else {
        return;
    };
    let json = json_of_typescript(&String::from_utf8(bytes).unwrap());
    let answer = format!("{{\"entities\":{{\"Q217447\":{json}}}}}");
    let findings = source::read(answer.as_bytes(), &source.url(), "").unwrap();
    let verla = &findings.companies[0];
    assert_eq!(verla.keys.name, "Verla");
    assert!(
        verla.other_names.iter().any(|name| name != "Verla"),
        "{:?}",
        verla.other_names
    );
    assert!(verla.field("country").is_some());
    assert_eq!(
        verla.url.as_deref(),
        Some("https://www.wikidata.org/wiki/Q217447")
    );
    let bytes = shared::shared_bytes("feeds/wikidata/wbgetentities_response.ts").unwrap();
    let json = json_of_typescript(&String::from_utf8(bytes).unwrap());
    let findings = source::read(json.as_bytes(), &source.url(), "").unwrap();
    assert_eq!(findings.companies[0].field("wikidata"), Some("Q3235026"));
    let search = Source::WikidataSearch {
        query: "x".to_owned(),
    };
    let shape = recorded("feeds/wikidata/wbsearchentities_shape.json", &search.url()).unwrap();
    assert_eq!(shape.companies.len(), 2);
}

#[test]
fn wikidata_s_references_get_their_labels() {
    let source = Source::WikidataEntities {
        ids: vec!["Q1000001".to_owned()],
    };
    let mut companies = synthetic("wikidata_company", &source).companies;
    let company = &companies[0];
    assert_eq!(
        company.field("website"),
        Some("https://www.acme-test.com/en")
    );
    assert_eq!(company.keys.domain.as_deref(), Some("acme-test.com"));
    assert_eq!(company.field("employees"), Some("1234"));
    assert_eq!(company.field("founded"), Some("1998"));
    assert_eq!(company.keys.tickers, ["ACMT"]);
    assert_eq!(company.other_names, ["AT Holdings", "Acme Test AG"]);
    assert_eq!(company.class, SourceClass::Crowdsourced);
    assert_eq!(
        wikidata::references(&companies),
        ["Q1000002", "Q1000003", "Q1000004"]
    );
    let labels = synthetic("wikidata_labels", &source).companies;
    wikidata::with_labels(&mut companies, &labels);
    assert_eq!(companies[0].field("city"), Some("Zurich"));
    assert_eq!(companies[0].field("industry"), Some("software"));
}

#[test]
fn job_boards_say_whom_and_where() {
    let greenhouse = synthetic(
        "greenhouse",
        &Source::GreenhouseBoard {
            token: "acmetest".to_owned(),
        },
    );
    let facts = &greenhouse.companies[0];
    assert_eq!(facts.keys.name, "Acme Test, Inc.");
    assert_eq!(facts.field("open_positions"), Some("3"));
    assert_eq!(facts.field("hiring_departments"), Some("Sales 2"));
    assert_eq!(
        facts.field("hiring_places"),
        Some("Berlin 1; London 1; New York 1; Remote - US 1")
    );
    let titles: Vec<&str> = greenhouse
        .stories
        .iter()
        .map(|story| story.entry.title.as_str())
        .collect();
    assert_eq!(titles[0], "Sales Engineer (Sales, Remote - US)");
    assert_eq!(titles[1], "Enterprise Account Executive (Sales, Berlin)");
    let executive = &greenhouse.stories[1];
    assert_eq!(executive.kinds, [SignalKind::Hiring]);
    assert_eq!(executive.entry.content_type, ContentType::Job);
    assert_eq!(
        executive.entry.published.unwrap().to_string(),
        "2024-05-01T13:00:00Z"
    );
    assert_eq!(greenhouse.stories[2].entry.url, None);

    let lever = synthetic(
        "lever",
        &Source::LeverBoard {
            site: "beta-test".to_owned(),
            eu: false,
        },
    );
    assert_eq!(lever.companies[0].keys.name, "Beta Test");
    assert_eq!(
        lever.companies[0].field("hiring_places"),
        Some("Paris 2; Lyon 1")
    );
    assert_eq!(lever.stories[0].entry.title, "Recruiter (People, Paris)");
    assert_eq!(
        lever.stories[1].entry.published.unwrap().to_string(),
        "2024-05-01T09:30:00Z"
    );

    let ashby = synthetic(
        "ashby",
        &Source::AshbyBoard {
            name: "gamma".to_owned(),
        },
    );
    assert_eq!(ashby.companies[0].field("open_positions"), Some("1"));
    assert_eq!(
        ashby.stories[0].entry.title,
        "Head of Finance (Finance, Toronto)"
    );
    assert_eq!(
        ashby.stories[0].entry.categories,
        ["Finance", "Toronto", "Montreal"]
    );
}

#[test]
fn gdelt_and_hacker_news() {
    let gdelt = synthetic(
        "gdelt",
        &Source::Gdelt {
            query: "\"Acme Test\"".to_owned(),
        },
    );
    assert_eq!(gdelt.stories.len(), 2);
    let story = &gdelt.stories[0].entry;
    assert_eq!(story.title, "Acme Test, Inc. buys Beta Test for $5 million");
    assert_eq!(
        story.url.as_deref(),
        Some("https://news.example/acme-buys-beta")
    );
    assert_eq!(story.published.unwrap().to_string(), "2024-05-06T10:15:00Z");
    assert_eq!(gdelt.stories[0].class, SourceClass::Mined);
    assert_eq!(gdelt.stories[1].entry.url, None);
    assert_eq!(gdelt.stories[1].entry.still, None);
    let url = Source::Gdelt {
        query: "x".to_owned(),
    }
    .url();
    let refused =
        source::read(b"Please limit requests to one every 5 seconds", &url, "").unwrap_err();
    assert!(refused.to_reply().message.contains("asked too often"));

    let news = synthetic(
        "hacker_news",
        &Source::HackerNews {
            query: "acmetest.example".to_owned(),
        },
    );
    assert_eq!(
        news.stories[0].entry.summary,
        "120 points and 45 comments on Hacker News."
    );
    assert_eq!(
        news.stories[1].entry.url.as_deref(),
        Some("https://news.ycombinator.com/item?id=40000002")
    );
    assert_eq!(
        news.stories[1].entry.summary,
        "It does not load' for me anyone?"
    );
}

#[test]
fn every_source_is_recognised_from_the_address_it_is_asked_at() {
    let text = |text: &str| text.to_owned();
    let sources = [
        Source::Feed {
            url: text("https://example.com/feed.xml"),
        },
        Source::YouTubeChannel {
            channel: text("UCx-1_y"),
        },
        Source::VimeoUser { user: text("acme") },
        Source::GoogleNews {
            query: text("\"Acme & Co\" when:7d"),
        },
        Source::Gdelt {
            query: text("\"Acme Ü\""),
        },
        Source::HackerNews {
            query: text("acme.com"),
        },
        Source::EdgarCompany {
            cik: text("0001318605"),
        },
        Source::EdgarCurrent { form: text("8-K") },
        Source::EdgarDocument {
            url: text("https://www.sec.gov/Archives/edgar/data/1/2/primary_doc.xml"),
            form_d: true,
        },
        Source::EdgarDocument {
            url: text("https://www.sec.gov/Archives/edgar/data/1/2/form8k.htm"),
            form_d: false,
        },
        Source::Gleif {
            query: text("Toyota Motor"),
        },
        Source::Gleif {
            query: text("5493006W3QUS5LMH6R84"),
        },
        Source::WikidataSearch {
            query: text("Acme"),
        },
        Source::WikidataEntities {
            ids: vec![text("Q1"), text("Q2")],
        },
        Source::GreenhouseBoard {
            token: text("acme"),
        },
        Source::LeverBoard {
            site: text("acme"),
            eu: true,
        },
        Source::AshbyBoard {
            name: text("Acme Inc"),
        },
    ];
    for source in sources {
        let url = source.url();
        let back = Source::of_url(&url);
        match (&source, &back) {
            (Source::AshbyBoard { .. }, Source::AshbyBoard { .. }) => {}
            _ => assert_eq!(back, source, "{url}"),
        }
        assert!(source.pause_seconds() >= 600);
        assert_eq!(
            source.is_opt_in(),
            matches!(source, Source::GoogleNews { .. })
        );
    }
    let pages = [
        (
            "https://boards.greenhouse.io/acme",
            Source::GreenhouseBoard {
                token: text("acme"),
            },
        ),
        (
            "https://jobs.lever.co/acme/123",
            Source::LeverBoard {
                site: text("acme"),
                eu: false,
            },
        ),
        (
            "https://jobs.ashbyhq.com/acme",
            Source::AshbyBoard { name: text("acme") },
        ),
        (
            "https://www.youtube.com/channel/UCabc/videos",
            Source::YouTubeChannel {
                channel: text("UCabc"),
            },
        ),
        (
            "https://www.wikidata.org/wiki/Q42",
            Source::WikidataEntities {
                ids: vec![text("Q42")],
            },
        ),
        (
            "https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=1318605",
            Source::EdgarCompany {
                cik: text("0001318605"),
            },
        ),
    ];
    for (page, source) in pages {
        assert_eq!(Source::of_url(page), source);
    }
}

#[test]
fn addresses_are_cleaned_but_still_open_the_page() {
    for (written, clean) in [
        (
            "https://Example.com:443/a?utm_source=x&id=3&fbclid=y#part",
            Some("https://example.com/a?id=3"),
        ),
        (
            "https://example.com/a?id=3&amp;utm_medium=rss",
            Some("https://example.com/a?id=3"),
        ),
        (
            "http://user:pw@example.com/?gclid=1",
            Some("http://example.com/"),
        ),
        (
            "https://example.com/app#/story/7",
            Some("https://example.com/app#/story/7"),
        ),
        (
            "https://example.com/a?ref=rss&source=data&mc_cid=1&mc_eid=2",
            Some("https://example.com/a?source=data"),
        ),
        (
            "https://www.google.com/url?sa=t&url=https%3A%2F%2Facme.com%2Fx%3Futm_id%3D1",
            Some("https://acme.com/x"),
        ),
        (
            "https://www.google.com/amp/s/acme.com/story/",
            Some("https://acme.com/story/"),
        ),
        (
            "https://acme-com.cdn.ampproject.org/c/s/acme.com/story",
            Some("https://acme.com/story"),
        ),
        (
            "https://www.google.com/url?q=javascript:alert(1)",
            Some("https://www.google.com/url?q=javascript:alert(1)"),
        ),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("ftp://x.com/", None),
        ("/relative", None),
        ("", None),
        ("https://", None),
        (" HTTPS://X.COM ", Some("https://x.com/")),
    ] {
        assert_eq!(canonical_url(written).as_deref(), clean, "{written}");
    }
    assert_eq!(
        canonical_url(&format!("https://x.com/{}", "a".repeat(1 << 20))),
        None
    );
    let same = [
        "https://www.acme.com/a/?b=2&a=1",
        "http://acme.com/a?a=1&b=2&utm_campaign=z",
        "https://m.acme.com/a/amp/?a=1&b=2#x",
    ];
    let keys: Vec<Option<String>> = same.iter().map(|address| page_key(address)).collect();
    assert!(
        keys.iter().all(|key| *key == keys[0] && key.is_some()),
        "{keys:?}"
    );
    assert_ne!(
        page_key("https://acme.com/a"),
        page_key("https://acme.com/b")
    );
}

#[test]
fn a_wrong_answer_is_a_named_error() {
    for source in [
        Source::EdgarCompany {
            cik: "0000000001".to_owned(),
        },
        Source::Gleif {
            query: "x".to_owned(),
        },
        Source::WikidataSearch {
            query: "x".to_owned(),
        },
        Source::GreenhouseBoard {
            token: "x".to_owned(),
        },
        Source::LeverBoard {
            site: "x".to_owned(),
            eu: false,
        },
        Source::AshbyBoard {
            name: "x".to_owned(),
        },
        Source::HackerNews {
            query: "x".to_owned(),
        },
    ] {
        for answer in [
            b"".as_slice(),
            b"<html>403</html>",
            b"{\"jobs\": [",
            b"\xff\xfe",
        ] {
            let error = source::read(answer, &source.url(), "")
                .unwrap_err()
                .to_reply();
            assert_eq!(error.code, "unreadable_answer", "{source:?}");
            assert_eq!(error.place, source.url());
        }
    }
    let lever = Source::LeverBoard {
        site: "x".to_owned(),
        eu: false,
    };
    let gone = source::read(
        b"{\"ok\":false,\"error\":\"Document not found\"}",
        &lever.url(),
        "",
    )
    .unwrap_err();
    assert!(gone.to_reply().message.contains("Document not found"));
}

/// Any JSON, so that a source meets every type in every place.
fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        "[a-z0-9:/.\u{202e} -]{0,12}".prop_map(Into::into),
    ];
    let names = "(jobs|data|entities|search|articles|hits|filings|recent|name|cik|title|id|attributes|entity|labels|claims|P856|P414|mainsnak|qualifiers|form|items|accessionNumber|categories|location|departments)";
    leaf.prop_recursive(6, 60, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
            prop::collection::btree_map(names, inner, 0..6)
                .prop_map(|fields| serde_json::Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn no_answer_breaks_a_source(answer in any_json(), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let answer = answer.to_string();
        for url in [
            SUBMISSIONS, "https://api.gleif.org/api/v1/lei-records?filter[fulltext]=x",
            "https://www.wikidata.org/wiki/Q1", "https://boards.greenhouse.io/x", "https://jobs.lever.co/x",
            "https://jobs.ashbyhq.com/x", "https://hn.algolia.com/?query=x", "https://api.gdeltproject.org/?query=x",
            "https://www.sec.gov/Archives/edgar/data/1/2/primary_doc.xml", "https://www.sec.gov/Archives/edgar/data/1/2/a.htm",
            "https://news.google.com/rss/search?q=x", "",
        ] {
            let _ = source::read(answer.as_bytes(), url, "");
            let _ = source::read(&bytes, url, "");
        }
    }

    #[test]
    fn a_clean_address_stays_clean(path in "[a-zA-Z0-9/._~%?&=#:@!-]{0,60}") {
        if let Some(clean) = canonical_url(&format!("https://example.com/{path}")) {
            prop_assert_eq!(canonical_url(&clean), Some(clean.clone()));
            prop_assert!(clean.starts_with("http"));
            prop_assert!(page_key(&clean).is_some());
        }
    }

    #[test]
    fn no_address_is_anything_but_the_web(address in "\\PC{0,80}") {
        if let Some(clean) = canonical_url(&address) {
            prop_assert!(clean.starts_with("http://") || clean.starts_with("https://"));
        }
        let _ = Source::of_url(&address).url();
    }
}
