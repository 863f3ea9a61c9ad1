//! Contrast of two lists: what tells, what is merely frequent, what cannot be said.
#![allow(clippy::unwrap_used, reason = "tests fail loudly")]

use hookline_engine::portfolio::{Contrast, ContrastLine, Label, contrast};
use hookline_engine::score::{Table, TableBuilder};
use proptest::prelude::*;

fn table(names: &[&str], rows: &[Vec<String>]) -> Table {
    let mut builder = TableBuilder::new(names.iter().map(|name| (*name).to_owned()).collect());
    for row in rows {
        builder.push(row.iter().map(String::as_str));
    }
    builder.finish(&[])
}

fn line<'c>(contrast: &'c Contrast, column: &str, value: &str) -> &'c ContrastLine {
    contrast
        .lines
        .iter()
        .find(|line| line.column == column && line.value == value)
        .unwrap()
}

/// 200 strong and 300 weak accounts: everybody has Office, the strong ones have Slack.
fn customers() -> (Table, Vec<bool>) {
    let mut rows = Vec::new();
    let mut strong = Vec::new();
    for at in 0..500 {
        let is_strong = at < 200;
        let mut tools = Vec::new();
        if at % 20 != 0 {
            tools.push("Microsoft Office");
        }
        if (is_strong && at % 3 != 0) || (!is_strong && at % 5 == 0) {
            tools.push("Slack");
        }
        if at % 170 == 3 {
            tools.push("Lotus Notes");
        }
        rows.push(vec![
            tools.join(";"),
            ["Retail", "Mining"][at % 2].to_owned(),
        ]);
        strong.push(is_strong);
    }
    (table(&["tools", "industry"], &rows), strong)
}

#[test]
fn office_is_frequent_and_slack_is_predictive() {
    let (table, strong) = customers();
    let contrast = contrast(&table, &strong);
    assert!(contrast.differ);
    let slack = line(&contrast, "tools", "Slack");
    assert_eq!(slack.label, Label::Predictive);
    assert_eq!(slack.counts, [133, 60]);
    assert!((slack.shares[0] - 0.665).abs() < 1e-9 && (slack.shares[1] - 0.2).abs() < 1e-9);
    assert!(slack.interval[0] > 4.0 && slack.odds_ratio > 7.0 && slack.q < 1e-6);
    let office = line(&contrast, "tools", "Microsoft Office");
    assert_eq!(office.label, Label::FrequentNotPredictive);
    assert_eq!(office.label.words(), "frequent but not predictive");
    assert_eq!(line(&contrast, "tools", "Lotus Notes").label, Label::Rare);
    assert_eq!(contrast.lines[0].value, "Slack");
}

#[test]
fn lists_that_do_not_differ_are_said_not_to() {
    let (table, _) = customers();
    let by_chance: Vec<bool> = (0..500_u32)
        .map(|at| at.wrapping_mul(2_654_435_761) % 7 < 3)
        .collect();
    let contrast = contrast(&table, &by_chance);
    assert!(!contrast.differ, "{:?}", contrast.lines.first());
    assert!(
        contrast.verdict.contains("do not differ"),
        "{}",
        contrast.verdict
    );
}

#[test]
fn lists_of_three_are_too_few() {
    let rows: Vec<Vec<String>> = (0..6)
        .map(|at| vec![["a", "b"][at / 3].to_owned()])
        .collect();
    let sides = [true, true, true, false, false, false];
    let contrast = contrast(&table(&["industry"], &rows), &sides);
    assert!(!contrast.differ);
    assert!(
        contrast.verdict.contains("too few to say"),
        "{}",
        contrast.verdict
    );
}

#[test]
fn the_outcome_among_the_columns_is_named() {
    let (_, strong) = customers();
    let rows: Vec<Vec<String>> = strong
        .iter()
        .enumerate()
        .map(|(at, strong)| {
            vec![
                if *strong { "renewed" } else { "lost" }.to_owned(),
                (at % 7).to_string(),
            ]
        })
        .collect();
    let contrast = contrast(&table(&["status", "score"], &rows), &strong);
    assert!(
        contrast.verdict.contains("“status”"),
        "{}",
        contrast.verdict
    );
    assert!(contrast.notes.iter().any(|note| note.column == "status"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn every_figure_is_finite(
        cells in prop::collection::vec(("[a-c;|]{0,4}", prop_oneof!["-?[0-9]{1,2}", "", "x"], any::<bool>()), 0..60),
    ) {
        let rows: Vec<Vec<String>> = cells.iter().map(|(a, b, _)| vec![a.clone(), b.clone()]).collect();
        let first: Vec<bool> = cells.iter().map(|(_, _, side)| *side).collect();
        let contrast = contrast(&table(&["tools", "number"], &rows), &first);
        for line in &contrast.lines {
            prop_assert!(line.odds_ratio.is_finite() && line.lift.is_finite());
            prop_assert!(line.interval.iter().all(|end| end.is_finite()));
            prop_assert!((0.0..=1.0).contains(&line.p) && (0.0..=1.0).contains(&line.q));
            prop_assert!(line.counts[0] <= contrast.totals[0] && line.counts[1] <= contrast.totals[1]);
        }
    }
}
