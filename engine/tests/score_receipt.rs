//! The receipt through the public door of `score`: sums, stars, warnings, improvements.
#![allow(clippy::unwrap_used, reason = "tests fail loudly")]

use hookline_engine::protocol::SignalKind;
use hookline_engine::score::{Attributes, Model, SignalAt, receipt};
use jiff::Timestamp;
use proptest::prelude::*;

fn now() -> Timestamp {
    "2026-11-24T12:00:00Z".parse().unwrap()
}

fn account(fields: &[(&str, &str)]) -> Attributes {
    Attributes {
        fields: fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        ..Attributes::default()
    }
}

#[test]
fn a_known_account_gets_its_points_line_by_line() {
    let mut attributes = account(&[
        ("Industry", "Enterprise Software"),
        ("employees", "350"),
        ("revenue", "45,000,000"),
        ("country", "United States"),
    ]);
    attributes.contacts = 3;
    attributes.reachable = 1;
    attributes.signals.push(SignalAt {
        kind: SignalKind::Funding,
        date: "2026-11-20T00:00:00Z".parse().unwrap(),
        title: "Raises a round".to_owned(),
        url: None,
        story: None,
        confidence: 0.9,
    });
    let score = receipt(&attributes, &Model::starter(), now());
    let points: Vec<(&str, i64)> = score
        .contributions
        .iter()
        .map(|line| (line.factor.as_str(), line.points))
        .collect();
    assert_eq!(
        points,
        [
            ("industry", 16),
            ("employees", 25),
            ("revenue", 16),
            ("country", 5),
            ("contacts", 9),
            ("reachable contacts", 5),
            ("days since last trigger", 14)
        ]
    );
    assert_eq!((score.score, score.stars), (90, Some(5)));
    assert_eq!(score.bolt.len(), 1);
    assert!(score.probability.is_none());
    assert!(
        score
            .warnings
            .iter()
            .any(|warning| warning == "uncalibrated")
    );
    assert!(score.confidence > 0.99);
    assert!(score.improvements.is_empty());
}

#[test]
fn missing_data_lowers_confidence_and_says_so() {
    let full = receipt(
        &account(&[
            ("industry", "Banks"),
            ("employees", "20"),
            ("country", "Peru"),
        ]),
        &Model::starter(),
        now(),
    );
    let bare = receipt(&account(&[("country", "Peru")]), &Model::starter(), now());
    let none = receipt(&Attributes::default(), &Model::starter(), now());
    assert!(full.confidence > bare.confidence && bare.confidence > none.confidence);
    assert_eq!((none.confidence, none.score, none.stars), (0.0, 0, Some(0)));
    assert!(
        none.warnings
            .iter()
            .any(|warning| warning.contains("not known"))
    );
}

#[test]
fn improvements_reach_the_next_star() {
    let attributes = account(&[
        ("industry", "Banks"),
        ("employees", "20"),
        ("country", "Peru"),
    ]);
    let score = receipt(&attributes, &Model::starter(), now());
    assert_eq!((score.score, score.stars), (29, Some(1)));
    assert!(!score.improvements.is_empty());
    for improvement in &score.improvements {
        assert_eq!(improvement.stars, 2, "{improvement:?}");
        assert!(improvement.points >= 6);
    }
    let gains: Vec<i64> = score.improvements.iter().map(|i| i.points).collect();
    assert!(gains.is_sorted());
}

proptest! {
    #[test]
    fn points_sum_to_the_score_whatever_the_fields(
        fields in prop::collection::vec((prop_oneof!["industry", "employees", "revenue", "country", ".{0,8}"], ".{0,40}"), 0..8),
        contacts in 0_u32..100,
        days in prop::collection::vec(-100_i64..400, 0..6),
    ) {
        let attributes = Attributes {
            fields,
            contacts,
            reachable: contacts / 2,
            signals: days
                .into_iter()
                .map(|days| SignalAt {
                    kind: SignalKind::Hiring,
                    date: now() - jiff::SignedDuration::from_hours(24 * days),
                    title: "Hires".to_owned(),
                    url: None,
                    story: None,
                    confidence: 1.0,
                })
                .collect(),
        };
        let score = receipt(&attributes, &Model::starter(), now());
        let sum: i64 = score.contributions.iter().map(|line| line.points).sum();
        prop_assert_eq!(sum, score.score);
        prop_assert!((0..=100).contains(&score.score));
        prop_assert!((0.0..=1.0).contains(&score.confidence));
        prop_assert!(score.bolt.iter().all(|event| (0..=60).contains(&event.days_ago)));
    }
}
