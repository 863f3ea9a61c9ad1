//! Learning models: signal, no signal, leaks, odd columns, and what must never happen.
#![allow(clippy::unwrap_used, reason = "tests fail loudly")]

use hookline_engine::score::{
    Calibration, ColumnVerdict, Model, Shape, Table, TableBuilder, TrainOptions, Training, auc,
    score_all, train,
};
use proptest::prelude::*;

/// A repeatable stream of numbers in [0, 1).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let top = u32::try_from(self.0 >> 32).unwrap();
        f64::from(top) / f64::from(u32::MAX)
    }
}

fn table(names: &[&str], rows: &[Vec<String>]) -> Table {
    let mut builder = TableBuilder::new(names.iter().map(|name| (*name).to_owned()).collect());
    for row in rows {
        builder.push(row.iter().map(String::as_str));
    }
    builder.finish(&[])
}

/// Software companies of 50 to 500 people win often; noise, gaps and a list column beside them.
fn customers(count: usize, seed: u64) -> (Vec<Vec<String>>, Vec<bool>) {
    let mut dice = Dice(seed);
    let mut rows = Vec::new();
    let mut outcomes = Vec::new();
    for _ in 0..count {
        let industry = ["Software", "Banks", "Retail", "Mining"][(dice.roll() * 3.999) as usize];
        let employees = (10.0_f64.powf(1.0 + 3.0 * dice.roll())).round();
        let tools = ["Salesforce", "Office", "Oracle", "Slack"]
            .into_iter()
            .filter(|tool| *tool == "Office" || dice.roll() < 0.3)
            .collect::<Vec<_>>();
        let mut logit: f64 = -1.5;
        logit += if industry == "Software" { 1.5 } else { 0.0 };
        logit += if (50.0..500.0).contains(&employees) {
            1.2
        } else {
            0.0
        };
        logit += if tools.contains(&"Slack") { 1.0 } else { 0.0 };
        outcomes.push(dice.roll() < 1.0 / (1.0 + (-logit).exp()));
        let shown = if dice.roll() < 0.1 {
            String::new()
        } else {
            employees.to_string()
        };
        rows.push(vec![
            industry.to_owned(),
            shown,
            tools.join(";"),
            format!("{:.3}", dice.roll()),
        ]);
    }
    (rows, outcomes)
}

const NAMES: [&str; 4] = ["industry", "employees", "tools", "noise"];

fn points_of_group(model: &Model, column: &str, value: &str) -> i64 {
    let factor = model
        .factors
        .iter()
        .find(|factor| factor.column == column)
        .unwrap();
    match &factor.shape {
        Shape::Category { groups, .. } | Shape::Set { groups, .. } => {
            groups
                .iter()
                .find(|group| group.values.iter().any(|v| v == value))
                .unwrap()
                .slot
                .points
        }
        other => unreachable!("{other:?}"),
    }
}

#[test]
fn what_tells_is_found_and_what_does_not_fades() {
    let (rows, outcomes) = customers(3000, 1);
    let Training { model, report } =
        train(&table(&NAMES, &rows), &outcomes, TrainOptions::default()).unwrap();
    assert!(report.signal, "{}", report.verdict);
    let quality = report.quality.unwrap();
    assert!(
        quality.auc > 0.72 && quality.auc_interval[0] > 0.7,
        "{quality:?}"
    );
    let lift = points_of_group(&model, "industry", "Software")
        - points_of_group(&model, "industry", "Mining");
    assert!(
        (110..190).contains(&lift),
        "150 points were put in, {lift} found"
    );
    assert!((60..140).contains(&points_of_group(&model, "tools", "Slack")));
    assert!(
        points_of_group(&model, "tools", "Office").abs() < 15,
        "everybody has Office"
    );
    let noise = model
        .factors
        .iter()
        .find(|factor| factor.column == "noise")
        .unwrap();
    let Shape::Number(bands) = &noise.shape else {
        unreachable!()
    };
    assert!(
        bands.iter().all(|band| band.slot.points.abs() <= 15),
        "{bands:?}"
    );
    for line in &report.reliability {
        assert!((line.promised - line.happened).abs() < 0.12, "{line:?}");
    }
}

#[test]
fn it_generalises_and_is_calibrated() {
    let (rows, outcomes) = customers(3000, 1);
    let (new_rows, new_outcomes) = customers(3000, 2);
    let model = train(
        &table(&NAMES, &rows),
        &outcomes,
        TrainOptions {
            validate: false,
            ..TrainOptions::default()
        },
    )
    .unwrap()
    .model;
    let scores = score_all(&table(&NAMES, &new_rows), &model);
    let ordered: Vec<f64> = scores.iter().map(|score| *score as f64).collect();
    assert!(auc(&ordered, &new_outcomes) > 0.72);
    let mean: f64 = scores
        .iter()
        .map(|score| model.probability_for(*score).unwrap())
        .sum::<f64>()
        / 3000.0;
    let happened = new_outcomes.iter().filter(|outcome| **outcome).count() as f64 / 3000.0;
    assert!((mean - happened).abs() < 0.03);
}

#[test]
fn the_same_accounts_in_any_order_give_the_same_model() {
    let (rows, outcomes) = customers(400, 3);
    let first = train(&table(&NAMES, &rows), &outcomes, TrainOptions::default()).unwrap();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut dice = Dice(9);
    for at in (1..order.len()).rev() {
        order.swap(at, (dice.roll() * at as f64) as usize);
    }
    let shuffled: Vec<Vec<String>> = order.iter().map(|row| rows[*row].clone()).collect();
    let same: Vec<bool> = order.iter().map(|row| outcomes[*row]).collect();
    let second = train(&table(&NAMES, &shuffled), &same, TrainOptions::default()).unwrap();
    assert_eq!(first, second);
}

#[test]
fn chance_gives_no_stars() {
    for seed in 10..16 {
        let (rows, _) = customers(600, seed);
        let mut dice = Dice(seed * 77);
        let outcomes: Vec<bool> = rows.iter().map(|_| dice.roll() < 0.4).collect();
        let Training { model, report } =
            train(&table(&NAMES, &rows), &outcomes, TrainOptions::default()).unwrap();
        assert!(!report.signal, "seed {seed}: {}", report.verdict);
        assert_eq!(model.calibration, Calibration::NoSignal);
        assert_eq!(model.stars_for(1000), None);
        assert!(
            model
                .warnings
                .iter()
                .any(|warning| warning.contains("No signal"))
        );
    }
}

#[test]
fn a_column_that_is_the_outcome_is_flagged_and_left_out() {
    let (mut rows, outcomes) = customers(500, 4);
    for (row, outcome) in rows.iter_mut().zip(&outcomes) {
        row.push(if *outcome {
            "2026-01-05".to_owned()
        } else {
            String::new()
        });
    }
    let names = ["industry", "employees", "tools", "noise", "won on"];
    let Training { model, report } =
        train(&table(&names, &rows), &outcomes, TrainOptions::default()).unwrap();
    let note = report
        .columns
        .iter()
        .find(|note| note.column == "won on")
        .unwrap();
    assert_eq!(note.verdict, ColumnVerdict::Leak);
    assert!(model.factors.iter().all(|factor| factor.column != "won on"));
    assert!(
        model
            .warnings
            .iter()
            .any(|warning| warning.contains("won on"))
    );
    assert!(report.quality.unwrap().auc < 0.95);
}

#[test]
fn odd_columns_are_named_and_harmless() {
    let (rows, outcomes) = customers(800, 5);
    let odd: Vec<Vec<String>> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            vec![
                row[0].clone(),
                "same".to_owned(),
                String::new(),
                (at + 1).to_string(),
                format!("Company {at} of somewhere"),
                ["nan", "inf", "1e999", "", "-"][at % 5].to_owned(),
            ]
        })
        .collect();
    let names = ["industry", "constant", "empty", "id", "company", "strange"];
    let Training { model, report } =
        train(&table(&names, &odd), &outcomes, TrainOptions::default()).unwrap();
    let verdict = |column: &str| {
        report
            .columns
            .iter()
            .find(|note| note.column == column)
            .unwrap()
            .verdict
    };
    assert_eq!(verdict("constant"), ColumnVerdict::Constant);
    assert_eq!(verdict("empty"), ColumnVerdict::Empty);
    assert_eq!(verdict("id"), ColumnVerdict::Identifier);
    assert_eq!(verdict("company"), ColumnVerdict::Identifier);
    assert!(
        model
            .factors
            .iter()
            .all(|factor| ["industry", "strange"].contains(&factor.column.as_str()))
    );
}

#[test]
fn ten_thousand_categories_neither_break_nor_fool_it() {
    let mut dice = Dice(6);
    let rows: Vec<Vec<String>> = (0..40_000)
        .map(|_| vec![format!("city {}", (dice.roll() * 10_000.0) as u32)])
        .collect();
    let noise: Vec<bool> = rows.iter().map(|_| dice.roll() < 0.3).collect();
    let table = table(&["city"], &rows);
    assert!(
        !train(&table, &noise, TrainOptions::default())
            .unwrap()
            .report
            .signal
    );
    // Every second city is a good one.
    let outcomes: Vec<bool> = rows
        .iter()
        .map(|row| {
            dice.roll()
                < if row[0].ends_with(['0', '2', '4', '6', '8']) {
                    0.5
                } else {
                    0.1
                }
        })
        .collect();
    let report = train(&table, &outcomes, TrainOptions::default())
        .unwrap()
        .report;
    assert!(
        report.signal && report.quality.unwrap().auc > 0.6,
        "{:?}",
        report.quality
    );
}

#[test]
fn one_class_and_lists_of_three_are_refused_with_counts() {
    let (rows, _) = customers(50, 7);
    let error = train(&table(&NAMES, &rows), &[true; 50], TrainOptions::default()).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("50 accounts with the outcome and 0 without")
    );
    let error = train(
        &table(&NAMES, &rows[..3]),
        &[true, false, true],
        TrainOptions::default(),
    )
    .unwrap_err();
    assert!(error.to_string().contains("too few"));
    assert!(train(&Table::default(), &[], TrainOptions::default()).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn whatever_the_cells_points_and_probabilities_are_finite(
        cells in prop::collection::vec((".{0,6}", prop_oneof!["-?[0-9]{1,3}", "nan", "1e[0-9]{1,3}", ""]), 40..120),
        seed in any::<u64>(),
    ) {
        let mut dice = Dice(seed);
        let outcomes: Vec<bool> = (0..cells.len()).map(|at| at < 10 || (at >= 20 && dice.roll() < 0.5)).collect();
        let rows: Vec<Vec<String>> = cells.into_iter().map(|(a, b)| vec![a, b]).collect();
        let table = table(&["text", "number"], &rows);
        let trained = train(&table, &outcomes, TrainOptions::default()).unwrap();
        let quality = trained.report.quality.unwrap();
        prop_assert!(quality.auc.is_finite() && quality.log_loss.is_finite() && quality.brier.is_finite());
        for score in score_all(&table, &trained.model) {
            prop_assert!(score.abs() < 100_000);
            prop_assert!(trained.model.probability_for(score).is_none_or(|p| (0.0..=1.0).contains(&p)));
        }
    }
}
