//! Openers: golden cases, what must hold for every opener, and bad input.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a failing unwrap is a failing test"
)]

use hookline_engine::hook::{
    HookSettings, Length, OpenerAccount, OpenerInput, OpenerPerson, PersonFact, PersonFactKind,
    SensitiveRule, SignalOf, SourcedSignal, Tone, openers, pains::Pain, results::KindResult,
};
use hookline_engine::protocol::{
    Answer, ContentType, Fact, KindReading, Opener, Provenance, SignalKind, SourceClass, Stance,
};
use jiff::Timestamp;
use proptest::prelude::*;

fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn fact(title: &str, name: &str, text: &str, value: &str) -> Fact {
    let byte = title.find(text).unwrap();
    let start = title[..byte].chars().count();
    Fact {
        name: name.into(),
        value: value.into(),
        text: text.into(),
        span: [start, start + text.chars().count()],
        in_summary: false,
    }
}

fn signal(title: &str, kind: Option<SignalKind>, facts: &[(&str, &str, &str)]) -> SourcedSignal {
    SourcedSignal {
        story: Some(7),
        title: title.into(),
        summary: String::new(),
        url: Some("https://news.example/a".into()),
        publisher: Some("TechCrunch".into()),
        published: Some(time("2026-11-12T09:00:00Z")),
        fetched: time("2026-11-13T09:00:00Z"),
        class: SourceClass::Editorial,
        content_type: ContentType::News,
        of: SignalOf::Account,
        kinds: kind
            .map(|kind| KindReading {
                kind,
                confidence: 0.9,
                span: [0, 0],
            })
            .into_iter()
            .collect(),
        stance: Stance::Reported,
        congratulate: true,
        facts: facts
            .iter()
            .map(|(name, text, value)| fact(title, name, text, value))
            .collect(),
        about: Answer::Yes,
        about_confidence: 0.95,
    }
}

fn input(signals: Vec<SourcedSignal>) -> OpenerInput {
    OpenerInput {
        account: OpenerAccount {
            name: "Acme, Inc.".into(),
            domain: Some("acme.com".into()),
            industry: Some("Software".into()),
            ..OpenerAccount::default()
        },
        person: Some(OpenerPerson {
            name: "Dr. Jane Doe".into(),
            title: Some("VP Sales".into()),
            facts: vec![],
        }),
        signals,
        pains: vec![],
        used: vec![],
        muted: vec![],
        results: vec![],
        settings: HookSettings::default(),
        now: time("2026-11-24T09:00:00Z"),
    }
}

fn settings(tone: Tone, length: Length) -> HookSettings {
    HookSettings {
        tone,
        length,
        ..HookSettings::default()
    }
}

fn first(input: &OpenerInput) -> Opener {
    let found = openers(input);
    for opener in found.openers.iter().chain(&found.postscripts) {
        check(input, opener);
    }
    found
        .openers
        .into_iter()
        .next()
        .unwrap_or_else(|| panic!("{:?}", found.none_because))
}

fn said(signal: SourcedSignal, tone: Tone, length: Length) -> String {
    let mut input = input(vec![signal]);
    input.settings = settings(tone, length);
    first(&input).text
}

/// What holds for every opener and PS line.
fn check(input: &OpenerInput, opener: &Opener) {
    let mut sources: Vec<String> = vec![
        input.account.name.clone(),
        opener.quote.clone(),
        opener.publisher.clone(),
    ];
    let signal = input
        .signals
        .iter()
        .find(|signal| signal.story == opener.story && signal.title == opener.source_title);
    if let Some(signal) = signal {
        sources.extend([signal.title.clone(), signal.summary.clone()]);
        let chars: Vec<char> = signal.title.chars().collect();
        let slice: String = chars[opener.span[0]..opener.span[1]].iter().collect();
        assert_eq!(slice, opener.quote, "the quote stands where the span says");
    }
    if let Some(person) = &input.person {
        sources.push(person.name.clone());
        sources.extend(
            person
                .facts
                .iter()
                .flat_map(|fact| [fact.value.clone(), fact.detail.clone()]),
        );
    }
    let sources: Vec<String> = sources.iter().map(|text| text.to_lowercase()).collect();
    let all = std::iter::once((&opener.text, &opener.parts))
        .chain(opener.wordings.iter().zip(&opener.wording_parts));
    assert_eq!(opener.wordings.len(), opener.wording_parts.len());
    let styles = opener.styles.len();
    assert!(
        styles == opener.wordings.len() + 1 || styles == 0,
        "every wording says its tone and length"
    );
    for (text, parts) in all {
        let joined: String = parts.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(&joined, text, "parts concatenate to the text");
        for part in parts {
            assert!(!part.text.is_empty(), "no empty part, so no empty quote");
            assert!(part.from != "template" || !part.text.contains(['{', '}']));
        }
        for part in parts {
            // Dates and sums may be written in another style; all else is verbatim.
            let restyled = matches!(part.from.as_str(), "day" | "amount" | "anniversary");
            assert!(
                part.from == "template"
                    || restyled
                    || sources
                        .iter()
                        .any(|source| source.contains(&part.text.to_lowercase())),
                "{:?} of {text:?} stands in no source",
                part
            );
        }
        if let Some(signal) = signal.filter(|signal| !signal.congratulate) {
            assert!(
                !text.to_lowercase().contains("congrat"),
                "{text} for {}",
                signal.title
            );
        }
    }
    assert!(!opener.quote.trim().is_empty());
    assert!((0.0..=1.0).contains(&opener.rank));
    let product: f64 = opener.factors.iter().map(|factor| factor.value).product();
    assert!((product - opener.rank).abs() < 1e-12);
    assert!(opener.factors.iter().all(|factor| !factor.why.is_empty()));
    if let Some(url) = &opener.url {
        assert!(url.starts_with("http"));
    }
}

const SERIES_B: &str = "Acme raises $12.5M Series B led by Foundry to expand in Europe";

fn series_b() -> SourcedSignal {
    signal(
        SERIES_B,
        Some(SignalKind::Funding),
        &[
            ("amount", "$12.5M", "USD 12500000"),
            ("round", "Series B", "series b"),
            ("lead investor", "Foundry", "Foundry"),
        ],
    )
}

#[test]
fn a_round_in_every_tone_and_length() {
    use Length::{Long, Medium, Short};
    use Tone::{Asking, Plain, Warm};
    for (tone, length, expected) in [
        (Plain, Short, "Saw the $12.5M Series B."),
        (Plain, Medium, "Saw the news about Acme's $12.5M Series B."),
        (
            Plain,
            Long,
            "Saw the news about Acme's $12.5M Series B, led by Foundry.",
        ),
        (Warm, Short, "Congrats on the $12.5M Series B, Jane."),
        (
            Warm,
            Medium,
            "Congrats to you and the Acme team on the $12.5M Series B.",
        ),
        (
            Asking,
            Medium,
            "What does the $12.5M Series B change for your team?",
        ),
    ] {
        assert_eq!(said(series_b(), tone, length), expected);
    }
}

/// Headline, kind, facts (name, words, value), sentence.
type Case = (
    &'static str,
    SignalKind,
    &'static [(&'static str, &'static str, &'static str)],
    &'static str,
);

#[test]
fn claims_need_the_headlines_own_subject() {
    use SignalKind::{
        Acquisition, Award, Expansion, Funding, Hiring, Leadership, Partnership, Product,
    };
    let cases: &[Case] = &[
        (
            "Acme closes $12,500,000 seed round",
            Funding,
            &[
                ("amount", "$12,500,000", "USD 12500000"),
                ("round", "seed round", "seed"),
            ],
            "Saw the news about Acme's $12.5M seed round.",
        ),
        (
            "Acme Inc. raises €8m from Foundry",
            Funding,
            &[("amount", "€8m", "EUR 8000000")],
            "Saw the news about Acme's €8m in funding.",
        ),
        (
            "Acme rival Foo raises $50M Series C",
            Funding,
            &[
                ("amount", "$50M", "USD 50000000"),
                ("round", "Series C", "series c"),
            ],
            "Saw \"Acme rival Foo raises $50M Series C\" in TechCrunch.",
        ),
        (
            "Founder of Acme raises $50M Series C for Foo",
            Funding,
            &[
                ("amount", "$50M", "USD 50000000"),
                ("round", "Series C", "series c"),
            ],
            "Saw \"Founder of Acme raises $50M Series C for Foo\" in TechCrunch.",
        ),
        (
            "Acme's landlord closes $9M seed",
            Funding,
            &[("amount", "$9M", "USD 9000000"), ("round", "seed", "seed")],
            "Saw \"Acme's landlord closes $9M seed\" in TechCrunch.",
        ),
        (
            "Acme gets $9.2bn loan from Washington",
            Funding,
            &[("amount", "$9.2bn", "USD 9200000000")],
            "Saw \"Acme gets $9.2bn loan from Washington\" in TechCrunch.",
        ),
        (
            "Acme, the payroll company, raises $9M Series A",
            Funding,
            &[
                ("amount", "$9M", "USD 9000000"),
                ("round", "Series A", "series a"),
            ],
            "Saw the news about Acme's $9M Series A.",
        ),
        (
            "Acme to acquire data startup Foo for $20M",
            Acquisition,
            &[],
            "Saw the news about Acme's acquisition of data startup Foo.",
        ),
        (
            "Acme buys stake in Foo",
            Acquisition,
            &[],
            "Saw \"Acme buys stake in Foo\" in TechCrunch.",
        ),
        (
            "Acme launches an AI assistant for lawyers",
            Product,
            &[],
            "Saw the news about Acme and the AI assistant launch.",
        ),
        (
            "Acme Launches New Payments Platform For Retail",
            Product,
            &[],
            "Saw the news about Acme and the new payments platform launch.",
        ),
        (
            "Acme Launches Zephyr Widget For Retail",
            Product,
            &[],
            "Saw \"Acme Launches Zephyr Widget For Retail\" in TechCrunch.",
        ),
        (
            "Acme teams up with Siemens on batteries",
            Partnership,
            &[],
            "Saw the news about Acme's partnership with Siemens.",
        ),
        (
            "Acme opens office in San Francisco",
            Expansion,
            &[("place", "San Francisco", "San Francisco")],
            "Saw the news about Acme's San Francisco office.",
        ),
        (
            "Acme to hire 85 in Atlanta",
            Hiring,
            &[("headcount", "85", "85")],
            "Saw the news about Acme and the 85 hires.",
        ),
        (
            "Acme wins Red Dot award",
            Award,
            &[],
            "Saw the news about Acme and the Red Dot award.",
        ),
        (
            "Acme names Sam Roe Chief Revenue Officer",
            Leadership,
            &[
                ("person", "Sam Roe", "Sam Roe"),
                ("new role", "Chief Revenue Officer", "CRO"),
            ],
            "Saw the news about Sam Roe becoming Chief Revenue Officer.",
        ),
        (
            "Acme appoints Jane Doe as VP Sales",
            Leadership,
            &[
                ("person", "Jane Doe", "Jane Doe"),
                ("new role", "VP Sales", "VP Sales"),
            ],
            "Saw the news about your new role as VP Sales.",
        ),
        (
            "Jane Doe steps down as CEO of Acme, named adviser",
            Leadership,
            &[
                ("person", "Jane Doe", "Jane Doe"),
                ("new role", "CEO", "CEO"),
            ],
            "Saw \"Jane Doe steps down as CEO of Acme, named adviser\" in TechCrunch.",
        ),
    ];
    for (title, kind, facts, expected) in cases {
        assert_eq!(
            &said(
                signal(title, Some(*kind), facts),
                Tone::Plain,
                Length::Medium
            ),
            expected
        );
    }
}

#[test]
fn facts_come_from_the_headline_where_the_reading_has_none() {
    use SignalKind::{Acquisition, Award, Expansion, Funding, Hiring, Leadership, Product};
    for (title, kind, expected) in [
        (
            "Acme Raises $50 Million Series D Led by Insight Venture Partners",
            Funding,
            "Saw the news about Acme's $50 million Series D, led by Insight Venture Partners.",
        ),
        (
            "Atlanta-based Acme closes a $15M Series B round",
            Funding,
            "Saw the news about Acme's $15M Series B in TechCrunch on November 12.",
        ),
        (
            "Acme today announced it has raised €5m in seed funding",
            Funding,
            "Saw the news about Acme's €5m seed funding in TechCrunch on November 12.",
        ),
        (
            "Acme raises Series A at $50M valuation",
            Funding,
            "Saw the news about Acme's Series A in TechCrunch on November 12.",
        ),
        (
            "Acme raises prices by $5",
            Funding,
            "I read \"Acme raises prices by $5\" in TechCrunch on November 12.",
        ),
        (
            "Acme to open an office in San Francisco",
            Expansion,
            "Saw the news about Acme's San Francisco office in TechCrunch on November 12.",
        ),
        (
            "Acme Opens New Office In London",
            Expansion,
            "Saw the news about Acme's London office in TechCrunch on November 12.",
        ),
        (
            "Acme opens second Dresden plant",
            Expansion,
            "Saw the news about Acme's Dresden plant in TechCrunch on November 12.",
        ),
        (
            "Acme plans to add 85 headcount in the coming months",
            Hiring,
            "Saw the news about Acme and the 85 hires in TechCrunch on November 12.",
        ),
        (
            "Acme to create 1,000 jobs in Berlin",
            Hiring,
            "Saw the news about Acme and the 1,000 jobs in TechCrunch on November 12.",
        ),
        (
            "Acme to hire in 2027 as jobs grow",
            Hiring,
            "I read \"Acme to hire in 2027 as jobs grow\" in TechCrunch on November 12.",
        ),
        (
            "Acme Appoints Sam Roe As Chief Revenue Officer To Drive Growth",
            Leadership,
            "Saw the news in TechCrunch about Sam Roe becoming Chief Revenue Officer at Acme.",
        ),
        (
            "Acme promotes Ana María López to VP of Sales, EMEA",
            Leadership,
            "Saw the news in TechCrunch about Ana María López becoming VP of Sales at Acme.",
        ),
        (
            "Acme names Sam Roe to its board",
            Leadership,
            "I read \"Acme names Sam Roe to its board\" in TechCrunch on November 12.",
        ),
        (
            "Acme to buy Slack for $27.7bn",
            Acquisition,
            "Saw the news about Acme's acquisition of Slack in TechCrunch on November 12.",
        ),
        (
            "Acme launches Acme Cloud 2.0",
            Product,
            "Saw the news about Acme and the Acme Cloud 2.0 launch in TechCrunch on November 12.",
        ),
        (
            "Acme wins appeal against fine",
            Award,
            "I read \"Acme wins appeal against fine\" in TechCrunch on November 12.",
        ),
    ] {
        assert_eq!(
            said(signal(title, Some(kind), &[]), Tone::Plain, Length::Long),
            expected
        );
    }
}

#[test]
fn possessive_publisher_and_date_style() {
    let mut input = input(vec![SourcedSignal {
        publisher: Some("GlobeNewswire".into()),
        ..series_b()
    }]);
    input.account.name = "James LLC".into();
    input.signals[0].title = "James raises $1M Series A".into();
    input.signals[0].facts = vec![fact("James raises $1M Series A", "round", "Series A", "a")];
    input.settings = HookSettings {
        day_first: true,
        ..settings(Tone::Plain, Length::Long)
    };
    assert_eq!(
        first(&input).text,
        "Saw the news about James' $1M Series A on GlobeNewswire on 12 November."
    );
}

#[test]
fn quotes_keep_the_headline_and_leave_its_publisher_off() {
    for (title, expected) in [
        (
            "What's next for “Acme”? - TechCrunch",
            "Saw 'What's next for “Acme”?' in TechCrunch.",
        ),
        (
            "  Acme in the news.  ",
            "Saw \"Acme in the news\" in TechCrunch.",
        ),
        (
            "Acme wächst – ein Überblick | techcrunch",
            "Saw \"Acme wächst – ein Überblick\" in TechCrunch.",
        ),
    ] {
        assert_eq!(
            said(signal(title, None, &[]), Tone::Plain, Length::Medium),
            expected
        );
    }
    let long = format!(
        "Acme publishes a long account of its year, with many figures, {}",
        "and more words ".repeat(10)
    );
    let quote = first(&input(vec![signal(&long, None, &[])])).quote;
    assert_eq!(
        quote,
        "Acme publishes a long account of its year, with many figures"
    );
    let turning = format!(
        "Acme publishes a long account of its year with many figures, {}but denies all",
        "and more words ".repeat(10)
    );
    assert!(
        openers(&input(vec![signal(&turning, None, &[])]))
            .none_because
            .is_some()
    );
}

#[test]
fn own_media_is_spoken_of_as_own() {
    for (content, expected) in [
        (ContentType::Blog, "Saw \"How we count\" on the Acme blog."),
        (ContentType::Video, "Saw Acme's video, \"How we count\"."),
        (
            ContentType::PressRelease,
            "Saw Acme's announcement, \"How we count\".",
        ),
        (ContentType::Job, "Saw Acme's opening, \"How we count\"."),
    ] {
        let own = SourcedSignal {
            content_type: content,
            class: SourceClass::Company,
            ..signal("How we count", None, &[])
        };
        assert_eq!(said(own, Tone::Plain, Length::Medium), expected);
    }
    let post = SourcedSignal {
        of: SignalOf::Person,
        publisher: Some("LinkedIn".into()),
        class: SourceClass::Typed,
        ..signal("Why I left spreadsheets", None, &[])
    };
    assert_eq!(
        said(post, Tone::Plain, Length::Medium),
        "Saw \"Why I left spreadsheets\" from you on LinkedIn."
    );
    let title = "Acme CEO: \"We are clear No. 1 in our category\"";
    let quote = signal(
        title,
        None,
        &[
            ("quote", "We are clear No. 1 in our category", ""),
            ("speaker", "Acme CEO", ""),
        ],
    );
    assert_eq!(
        said(quote, Tone::Plain, Length::Medium),
        "Saw what Acme CEO said in TechCrunch: \"We are clear No. 1 in our category\"."
    );
}

#[test]
fn refuses_rather_than_guesses() {
    let cases: Vec<(SourcedSignal, &str)> = vec![
        (
            SourcedSignal {
                stance: Stance::Rumour,
                ..series_b()
            },
            "not confirmed",
        ),
        (
            SourcedSignal {
                stance: Stance::Denied,
                ..series_b()
            },
            "denied",
        ),
        (
            SourcedSignal {
                stance: Stance::Hypothesis,
                ..series_b()
            },
            "speculation",
        ),
        (
            SourcedSignal {
                stance: Stance::History,
                ..series_b()
            },
            "long past",
        ),
        (
            SourcedSignal {
                stance: Stance::Satire,
                ..series_b()
            },
            "joke",
        ),
        (
            SourcedSignal {
                about: Answer::Unsure,
                ..series_b()
            },
            "not certain",
        ),
        (
            SourcedSignal {
                about: Answer::No,
                ..series_b()
            },
            "not about",
        ),
        (
            SourcedSignal {
                published: Some(time("2025-11-01T00:00:00Z")),
                ..series_b()
            },
            "older than a year",
        ),
        (
            SourcedSignal {
                published: Some(time("2027-11-01T00:00:00Z")),
                ..series_b()
            },
            "future",
        ),
        (
            SourcedSignal {
                title: "\u{202E}Acme raises".into(),
                facts: vec![],
                ..series_b()
            },
            "hiding characters",
        ),
        (
            SourcedSignal {
                title: "  ?! ".into(),
                facts: vec![],
                ..series_b()
            },
            "no headline",
        ),
        (
            signal("Acme founder dies at 61", Some(SignalKind::Leadership), &[]),
            "about a death",
        ),
    ];
    for (signal, why) in cases {
        let found = openers(&input(vec![signal]));
        assert!(found.openers.is_empty());
        let reason = found.none_because.unwrap();
        assert!(reason.contains(why), "{reason}");
    }
    assert_eq!(
        openers(&input(vec![])).none_because.unwrap(),
        "No news is known about Acme, Inc. yet."
    );
}

#[test]
fn sensitive_news_is_neutral_or_nothing() {
    for (kind, title) in [
        (Some(SignalKind::Layoffs), "Acme cuts 200 jobs"),
        (Some(SignalKind::Bankruptcy), "Acme files for Chapter 11"),
        (
            Some(SignalKind::Product),
            "Acme launches widget amid strike",
        ),
    ] {
        let mut input = input(vec![signal(title, kind, &[])]);
        for tone in [Tone::Plain, Tone::Warm, Tone::Asking] {
            input.settings.tone = tone;
            let opener = first(&input);
            assert_eq!(opener.text, format!("Saw \"{title}\" in TechCrunch."));
            for text in &opener.wordings {
                assert!(!text.contains("Congrats") && !text.contains('?'), "{text}");
            }
        }
        input.settings.sensitive = SensitiveRule::Never;
        assert!(
            openers(&input)
                .none_because
                .unwrap()
                .contains("too sensitive")
        );
    }
}

#[test]
fn stale_good_news_gets_no_congratulation() {
    let old = SourcedSignal {
        published: Some(time("2026-09-01T00:00:00Z")),
        ..series_b()
    };
    assert!(!said(old, Tone::Warm, Length::Short).contains("Congrats"));
}

#[test]
fn the_rank_follows_every_factor() {
    let better = first(&input(vec![series_b()])).rank;
    let rank = |change: &dyn Fn(&mut OpenerInput)| {
        let mut changed = input(vec![series_b()]);
        change(&mut changed);
        first(&changed).rank
    };
    assert!(rank(&|i| i.signals[0].published = Some(time("2026-10-12T00:00:00Z"))) < better);
    assert!(rank(&|i| i.signals[0].about_confidence = 0.8) < better);
    assert!(rank(&|i| i.signals[0].class = SourceClass::Mined) < better);
    assert!(rank(&|i| i.signals[0].class = SourceClass::Filed) > better);
    assert!(
        rank(&|i| i.used = vec!["s7.round".into()])
            < rank(&|i| i.used = vec!["s7.headline".into()])
    );
    assert!(rank(&|i| i.used = vec!["s7.headline".into()]) < better);
    let pain = |triggers: Vec<SignalKind>| Pain {
        id: "p".into(),
        title: "Ramp".into(),
        subject: String::new(),
        text: "x".into(),
        industries: vec![],
        functions: vec![],
        triggers,
        version: 1,
        earlier: vec![],
    };
    assert!(rank(&|i| i.pains = vec![pain(vec![SignalKind::Funding])]) > better);
    assert!(rank(&|i| i.pains = vec![pain(vec![SignalKind::Legal])]) < better);
    let award = KindResult {
        kind: Some(SignalKind::Award),
        sent: 100,
        replied: 40,
    };
    assert!(rank(&|i| i.results = vec![award]) < better);
    let factors: Vec<String> = first(&input(vec![series_b()]))
        .factors
        .into_iter()
        .map(|factor| factor.factor)
        .collect();
    assert_eq!(
        factors,
        [
            "trigger",
            "freshness",
            "match",
            "source",
            "pain",
            "novelty",
            "sensitivity"
        ]
    );
}

#[test]
fn muted_openers_and_copies_are_left_out() {
    let mut twice = input(vec![
        series_b(),
        SourcedSignal {
            story: Some(8),
            ..series_b()
        },
    ]);
    assert_eq!(openers(&twice).openers.len(), 1);
    twice.signals.truncate(1);
    twice.muted = vec![first(&twice).id];
    assert!(openers(&twice).none_because.unwrap().contains("muted"));
}

#[test]
fn links_that_are_no_web_links_are_left_out() {
    for url in [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://",
        "file:///etc/passwd",
        "not a link",
    ] {
        let opener = first(&input(vec![SourcedSignal {
            url: Some(url.into()),
            ..series_b()
        }]));
        assert_eq!(opener.url, None, "{url}");
    }
}

fn personal(kind: PersonFactKind, value: &str) -> PersonFact {
    PersonFact {
        kind,
        value: value.into(),
        detail: String::new(),
        date: Some(time("2026-11-20T00:00:00Z")),
        good: None,
        provenance: Provenance {
            source: "Profile".into(),
            class: SourceClass::Typed,
            url: None,
            published: None,
            fetched: "2026-11-20T00:00:00Z".into(),
        },
    }
}

fn ps(fact: PersonFact) -> Option<String> {
    let mut input = input(vec![]);
    input.person.as_mut().unwrap().facts = vec![fact];
    let lines = openers(&input).postscripts;
    lines.iter().for_each(|line| check(&input, line));
    lines.into_iter().next().map(|line| line.text)
}

#[test]
fn postscripts_from_the_contacts_own_facts() {
    use PersonFactKind::{Anniversary, Interest, NewRole, Note, School, TeamResult};
    let won = PersonFact {
        good: Some(true),
        detail: "Patriots 24, Jets 17".into(),
        ..personal(TeamResult, "the Pats")
    };
    assert_eq!(ps(won.clone()).unwrap(), "PS Congrats on the Pats.");
    assert_eq!(
        ps(PersonFact {
            good: Some(false),
            ..won.clone()
        }),
        None
    );
    assert_eq!(
        ps(PersonFact {
            date: Some(time("2026-11-01T00:00:00Z")),
            ..won
        }),
        None
    );
    assert_eq!(
        ps(personal(School, "Georgia Tech")).unwrap(),
        "PS I saw that you went to Georgia Tech."
    );
    assert_eq!(
        ps(personal(Interest, "sailing")).unwrap(),
        "PS I saw sailing among your interests."
    );
    assert_eq!(
        ps(personal(Note, "Training for the Boston marathon.")).unwrap(),
        "PS I still have it in my notes: Training for the Boston marathon."
    );
    assert_eq!(
        ps(personal(NewRole, "VP Sales")).unwrap(),
        "PS Congrats on the new role as VP Sales."
    );
    for (start, expected) in [
        (
            "2023-11-29T00:00:00Z",
            Some("PS Congrats on 3 years at Acme, Jane."),
        ),
        (
            "2025-11-20T00:00:00Z",
            Some("PS Congrats on 1 year at Acme, Jane."),
        ),
        ("2023-08-01T00:00:00Z", None),
        ("2026-11-20T00:00:00Z", None),
    ] {
        let fact = PersonFact {
            date: Some(time(start)),
            ..personal(Anniversary, "2023")
        };
        assert_eq!(ps(fact).as_deref(), expected);
    }
}

#[test]
fn postscripts_never_touch_private_life() {
    for value in [
        "back from surgery",
        "her daughter's school play",
        "church choir",
        "Voted Green",
        "recently divorced",
        "a bit introvert",
        "schwanger",
        "https://x.com/jane",
        "two\nlines",
        "\u{202E}sailing",
        "",
        "...",
    ] {
        assert_eq!(ps(personal(PersonFactKind::Note, value)), None, "{value}");
        assert_eq!(
            ps(personal(PersonFactKind::Interest, value)),
            None,
            "{value}"
        );
    }
}

fn any_kind() -> impl Strategy<Value = Option<SignalKind>> {
    proptest::option::of(proptest::sample::select(SignalKind::ALL.to_vec()))
}

fn any_signal() -> impl Strategy<Value = SourcedSignal> {
    let word = prop_oneof![
        Just("Acme".to_owned()),
        Just("raises".to_owned()),
        Just("$5M".to_owned()),
        Just("opens".to_owned()),
        Just("office".to_owned()),
        Just("in".to_owned()),
        Just("Berlin".to_owned()),
        Just("\"".to_owned()),
        Just("…".to_owned()),
        Just("launches".to_owned()),
        Just("names".to_owned()),
        Just("to hire".to_owned()),
        Just(" - TechCrunch".to_owned()),
        "\\PC{0,12}",
        ".{0,3}",
    ];
    (
        proptest::collection::vec(word, 0..14),
        any_kind(),
        any::<bool>(),
        "\\PC{0,40}",
        0_i64..500,
        proptest::sample::select(ContentType::ALL.to_vec()),
        proptest::option::of("\\PC{0,10}"),
        proptest::collection::vec(
            (
                proptest::sample::select(vec![
                    "amount",
                    "round",
                    "person",
                    "new role",
                    "place",
                    "headcount",
                    "quote",
                    "speaker",
                    "lead investor",
                ]),
                any::<(usize, usize)>(),
            ),
            0..4,
        ),
    )
        .prop_map(
            |(words, kind, congratulate, summary, age, content_type, publisher, picks)| {
                let title = words.join(" ");
                let chars: Vec<char> = title.chars().collect();
                let facts = picks
                    .into_iter()
                    .map(|(name, (from, length))| {
                        let from = from % (chars.len() + 1);
                        let to = (from + length % 12).min(chars.len());
                        Fact {
                            name: name.into(),
                            value: "USD 5000000".into(),
                            text: chars[from..to].iter().collect(),
                            span: [from, to],
                            in_summary: false,
                        }
                    })
                    .collect();
                let base = signal("x", kind, &[]);
                SourcedSignal {
                    title,
                    summary,
                    congratulate,
                    content_type,
                    facts,
                    publisher,
                    published: time("2026-11-24T09:00:00Z")
                        .checked_sub(jiff::SignedDuration::from_hours(24 * age))
                        .ok(),
                    ..base
                }
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_opener_is_template_or_source(signals in proptest::collection::vec(any_signal(), 0..6), tone in 0..3_usize, length in 0..3_usize, account in "\\PC{0,20}", person in "\\PC{0,20}") {
        let mut input = input(signals);
        for (index, signal) in input.signals.iter_mut().enumerate() {
            signal.story = Some(index as i64);
        }
        if !account.is_empty() {
            input.account.aliases.push("Acme".into());
            input.account.name = account;
        }
        input.person = Some(OpenerPerson { name: person, ..OpenerPerson::default() });
        input.settings = settings([Tone::Plain, Tone::Warm, Tone::Asking][tone], [Length::Short, Length::Medium, Length::Long][length]);
        let found = openers(&input);
        prop_assert_eq!(found.openers.is_empty(), found.none_because.is_some());
        for opener in &found.openers {
            check(&input, opener);
        }
        let sorted = found.openers.windows(2).all(|pair| pair[0].rank >= pair[1].rank);
        prop_assert!(sorted);
    }
}

#[test]
fn huge_titles_cost_little() {
    let huge = "Acme raises ".repeat(100_000);
    let started = std::time::Instant::now();
    let found = openers(&input(vec![
        signal(&huge, Some(SignalKind::Funding), &[]);
        100
    ]));
    assert!(found.openers.is_empty());
    assert!(started.elapsed().as_secs() < 2);
}

/// All that one story may say: the sentence and its other wordings.
fn all_wordings(signal: SourcedSignal) -> Vec<String> {
    openers(&input(vec![signal]))
        .openers
        .into_iter()
        .flat_map(|opener| std::iter::once(opener.text).chain(opener.wordings))
        .collect()
}

#[test]
fn who_is_bought_is_not_congratulated() {
    let bought = signal(
        "Globex to acquire Acme in $2bn deal",
        Some(SignalKind::Acquisition),
        &[],
    );
    let said = all_wordings(bought);
    assert!(!said.is_empty());
    assert!(
        said.iter().all(|text| !text.contains("Congrats")),
        "{said:?}"
    );
    let buys = signal("Acme acquires Globex", Some(SignalKind::Acquisition), &[]);
    assert!(all_wordings(buys).contains(&"Congrats on the Globex acquisition.".to_owned()));
}

#[test]
fn what_stands_behind_bad_news_is_told_without_joy_and_without_a_question() {
    for title in [
        "Acme hires consultants as cash runs low",
        "Acme halts offshore project in Delaware",
        "Acme scraps plans for Leeds office",
        "Acme names new CFO after profit warning",
        "Acme ousts chief executive Jane Roe",
    ] {
        for text in all_wordings(signal(title, Some(SignalKind::Expansion), &[])) {
            assert!(
                !text.contains("Congrats") && !text.contains("change"),
                "{text}"
            );
        }
    }
}

#[test]
fn shares_and_beginnings_open_no_mail() {
    for title in [
        "Acme shares jump after stake sale report",
        "Shares of Acme fall 4% in early trading",
        "Analysts raise Acme price target",
        "Acme stock upgraded to buy",
        "Acme was founded in 2010 by two brothers",
    ] {
        assert_eq!(all_wordings(signal(title, None, &[])), Vec::<String>::new());
    }
    // A share in something else is news like any other.
    let kept = signal("Acme takes 40% market share in Spain", None, &[]);
    assert!(!all_wordings(kept).is_empty());
}

#[test]
fn publishers_are_spoken_of_as_people_do() {
    for (publisher, words) in [
        ("BBC", "on the BBC"),
        ("FT", "in the FT"),
        ("Wall Street Journal", "in the Wall Street Journal"),
        ("The Verge", "in The Verge"),
        ("City A.M.", "in City A.M."),
        ("axios.com", "on axios.com"),
        ("Les Échos", "in Les Échos"),
    ] {
        let mut story = signal("Acme opens office in Berlin", None, &[]);
        story.publisher = Some(publisher.into());
        let said = all_wordings(story);
        assert!(
            said.iter().any(|text| text.contains(words)),
            "{words}: {said:?}"
        );
    }
}

#[test]
fn a_headline_of_no_kind_is_not_followed_by_a_question() {
    for text in all_wordings(signal("Acme celebrates 40 years in America", None, &[])) {
        assert!(!text.contains('?'), "{text}");
    }
}

#[test]
fn a_long_object_stands_behind_its_noun() {
    let said = all_wordings(signal(
        "Acme buys Dutch vacuum maker Busch-Nimbus",
        Some(SignalKind::Acquisition),
        &[],
    ));
    assert!(
        said.contains(
            &"Congrats on the acquisition of Dutch vacuum maker Busch-Nimbus.".to_owned()
        ),
        "{said:?}"
    );
    assert!(
        said.contains(
            &"Saw the news about Acme's acquisition of Dutch vacuum maker Busch-Nimbus.".to_owned()
        ),
        "{said:?}"
    );
}
