//! Tiles, drill-down and white space through the public door of `portfolio`.
#![allow(clippy::unwrap_used, reason = "tests fail loudly")]

use hookline_engine::portfolio::{Choice, Filter, chosen, market, tile};
use hookline_engine::score::{Table, TableBuilder};
use proptest::prelude::*;

fn accounts(count: usize) -> Table {
    let names = ["domain", "industry", "employees", "revenue", "tools"];
    let mut builder = TableBuilder::new(names.map(str::to_owned).to_vec());
    for at in 0..count {
        let domain = format!("company{at}.example");
        let industry = ["Software", "Banks", "Retail", ""][at % 4];
        let employees = [5, 60, 700, 9_000][at % 4].to_string();
        let revenue = if at % 5 == 0 {
            String::new()
        } else {
            (at * 1_000).to_string()
        };
        let tools = ["Slack; Office", "Office", "", "Oracle;Office"][at % 4];
        builder.push([domain.as_str(), industry, &employees, &revenue, tools]);
    }
    builder.finish(&[])
}

fn filter(column: &str, choice: Choice) -> Filter {
    Filter {
        column: column.to_owned(),
        choice,
    }
}

#[test]
fn tiles_count_and_drill_down_into_what_they_counted() {
    let table = accounts(400);
    let all = vec![true; 400];
    for column in ["industry", "employees", "revenue", "tools"] {
        let tile = tile(&table, column, &all, Some("revenue"), 100).unwrap();
        assert!(!tile.segments.is_empty());
        for segment in &tile.segments {
            let rows = chosen(&table, &[filter(column, segment.choice.clone())]).unwrap();
            let count = rows.iter().filter(|row| **row).count() as u64;
            assert_eq!(count, segment.count, "{column}: {}", segment.name);
        }
    }
    let tools = tile(&table, "tools", &all, None, 100).unwrap();
    let counts: Vec<(&str, u64)> = tools
        .segments
        .iter()
        .map(|s| (s.name.as_str(), s.count))
        .collect();
    assert_eq!(
        counts,
        [
            ("Office", 300),
            ("Oracle", 100),
            ("Slack", 100),
            ("missing", 100)
        ]
    );
}

#[test]
fn filters_hold_together_and_unknown_columns_are_named() {
    let table = accounts(400);
    let filters = [
        filter("Industry", Choice::Value("Software".to_owned())),
        filter(
            "employees",
            Choice::Range {
                above: None,
                up_to: Some(10.0),
            },
        ),
    ];
    let rows = chosen(&table, &filters).unwrap();
    assert_eq!(rows.iter().filter(|row| **row).count(), 100);
    let inside = tile(&table, "tools", &rows, None, 10).unwrap();
    assert_eq!(
        inside
            .segments
            .iter()
            .map(|s| s.name.as_str())
            .collect::<Vec<_>>(),
        ["Office", "Slack"]
    );
    let error = chosen(&table, &[filter("colour", Choice::Missing)]).unwrap_err();
    assert!(error.to_string().contains("colour") && error.to_string().contains("industry"));
}

#[test]
fn white_space_is_the_universe_without_the_portfolio() {
    let universe = accounts(400);
    let portfolio = universe.select(&(0..40).collect::<Vec<_>>());
    let segments = market(&portfolio, &universe, "industry", "domain").unwrap();
    let software = segments
        .iter()
        .find(|segment| segment.name == "Software")
        .unwrap();
    assert_eq!(
        (software.universe, software.portfolio, software.open),
        (100, 10, 90)
    );
    assert!((software.penetration - 0.1).abs() < 1e-12);
    assert!(software.open_revenue > 0.0 && software.open_revenue < software.revenue);
    assert!(market(&portfolio, &universe, "industry", "nothing").is_err());
}

proptest! {
    #[test]
    fn counts_never_exceed_rows(cells in prop::collection::vec(("[a-c;]{0,5}", "-?[0-9]{0,4}"), 0..80)) {
        let mut builder = TableBuilder::new(vec!["a".to_owned(), "b".to_owned()]);
        for (a, b) in &cells {
            builder.push([a.as_str(), b.as_str()]);
        }
        let table = builder.finish(&[]);
        let all = vec![true; table.rows];
        for column in ["a", "b"] {
            let tile = tile(&table, column, &all, Some("b"), 1_000).unwrap();
            for segment in &tile.segments {
                prop_assert!(segment.count as usize <= table.rows);
                prop_assert!(segment.sum.is_finite() && (0.0..=1.0).contains(&segment.share));
            }
        }
    }
}
