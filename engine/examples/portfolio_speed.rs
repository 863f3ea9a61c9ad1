//! Measures a million accounts by column: reading, tiles, drill-down, scores, look-alikes; and a
//! training of 50,000 rows by 20 columns.
//!
//! `cargo run --release --example portfolio_speed [accounts]`
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    missing_docs,
    reason = "a measuring program"
)]

use hookline_engine::portfolio::{
    AccountValues, Choice, Filter, UniverseBuilder, chosen, look_alikes, tile,
};
use hookline_engine::score::{Model, TableBuilder, TrainOptions, score_all, train};
use std::time::Instant;

fn main() {
    let accounts: i64 = std::env::args()
        .nth(1)
        .and_then(|text| text.parse().ok())
        .unwrap_or(1_000_000);
    let mut seed = 88_172_645_463_325_252_u64;
    let mut next = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed
    };
    let industries: Vec<String> = (0..120).map(|n| format!("Industry {n}")).collect();
    let cities: Vec<String> = (0..5_000).map(|n| format!("City {n}")).collect();
    let begun = Instant::now();
    let mut builder = UniverseBuilder::default();
    for account in 1..=accounts {
        let further = format!(
            r#"{{"ownership":"{}","naics":"{}","sic":"{}","founded":"{}","technologies":"Tool {};Tool {};Tool {}"}}"#,
            ["Public", "Private", "State"][(next() % 3) as usize],
            511_210 + next() % 400,
            7_300 + next() % 90,
            1_900 + next() % 120,
            next() % 40,
            next() % 40,
            next() % 40
        );
        builder.push(&AccountValues {
            account,
            places: [
                Some(&industries[(next() % 120) as usize]),
                Some(["Germany", "France", "USA", "Spain"][(next() % 4) as usize]),
                None,
                Some(&cities[(next() % 5_000) as usize]),
            ],
            employees: (next() % 10 > 0).then(|| (next() % 100_000) as i64),
            revenue: (next() % 10 > 2).then(|| (next() % 10_000_000_000) as i64),
            further: &further,
        });
    }
    let universe = builder.finish();
    println!("read {accounts} accounts: {:?}", begun.elapsed());
    let table = &universe.table;
    let all = vec![true; table.rows];
    for column in &table.columns {
        let begun = Instant::now();
        tile(table, &column.name, &all, Some("revenue"), 12).unwrap();
        println!("tile {}: {:?}", column.name, begun.elapsed());
    }
    let filters = [
        Filter {
            column: "industry".to_owned(),
            choice: Choice::Value("Industry 7".to_owned()),
        },
        Filter {
            column: "country".to_owned(),
            choice: Choice::Value("Germany".to_owned()),
        },
    ];
    let begun = Instant::now();
    let rows = chosen(table, &filters).unwrap();
    tile(table, "employees", &rows, Some("revenue"), 12).unwrap();
    println!("drill-down by two filters: {:?}", begun.elapsed());
    let model = Model::starter();
    let begun = Instant::now();
    let _ = score_all(table, &model);
    println!("scores: {:?}", begun.elapsed());
    let models: Vec<usize> = (0..200).map(|n| n * 37).collect();
    let begun = Instant::now();
    let _ = look_alikes(table, |_| true, &[], None, &models, 50);
    println!("look-alikes of 200: {:?}", begun.elapsed());

    let mut builder = TableBuilder::new((0..20).map(|n| format!("column {n}")).collect());
    let mut outcomes = Vec::new();
    for _ in 0..50_000 {
        let cells: Vec<String> = (0..20)
            .map(|n| {
                let value = next();
                if n % 2 == 0 {
                    (value % 1_000).to_string()
                } else {
                    format!("v{}", value % 30)
                }
            })
            .collect();
        let strong = cells[0].parse::<u64>().unwrap() > 500 && cells[1].len() > 2;
        outcomes.push(next() % 10 < if strong { 6 } else { 2 });
        builder.push(cells.iter().map(String::as_str));
    }
    let table = builder.finish(&[]);
    let begun = Instant::now();
    let trained = train(&table, &outcomes, TrainOptions::default()).unwrap();
    println!(
        "training 50,000 x 20, cross-validated: {:?}; {}",
        begun.elapsed(),
        trained.report.verdict
    );
}
