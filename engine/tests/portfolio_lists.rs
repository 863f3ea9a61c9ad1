//! A column with more different lists than a dictionary may hold is counted, drilled into, contrasted,
//! scored and kept up to date by its members, to the same figures as a small one.
#![allow(clippy::unwrap_used, reason = "tests fail loudly")]

use hookline_engine::portfolio::{
    AccountValues, Choice, Filter, UniverseBuilder, chosen, contrast, tile,
};
use hookline_engine::score::{Cells, Table, TableBuilder, TrainOptions, score_all, train};

/// More than the 65,536 distinct values that a dictionary of a universe holds.
const ACCOUNTS: usize = 80_000;

const TOOLS: [&str; 17] = [
    "Salesforce",
    "SAP",
    "HubSpot",
    "AWS",
    "Slack",
    "Oracle",
    "Zoom",
    "Jira",
    "Workday",
    "Stripe",
    "Tableau",
    "Snowflake",
    "Okta",
    "Figma",
    "Zendesk",
    "Asana",
    "Frobnicator",
];

/// The tools of an account: every account has another list, the first has none.
fn tools(account: usize) -> String {
    let has = |bit: &usize| account >> bit & 1 == 1;
    let own: Vec<&str> = (0..TOOLS.len()).filter(has).map(|bit| TOOLS[bit]).collect();
    own.join("; ")
}

/// By the universe's builder and by a table's, which keeps every list once.
fn both() -> (hookline_engine::portfolio::Universe, Table) {
    let mut universe = UniverseBuilder::default();
    let mut table = TableBuilder::new(vec!["technologies".to_owned()]);
    for account in 0..ACCOUNTS {
        let list = tools(account);
        let further = format!("{{\"technologies\":\"{list}\"}}");
        universe.push(&AccountValues {
            account: account as i64 + 1,
            further: &further,
            ..AccountValues::default()
        });
        table.push([list.as_str()]);
    }
    (universe.finish(), table.finish(&[]))
}

#[test]
fn eighty_thousand_lists_give_the_figures_of_a_dictionary() {
    let (universe, table) = both();
    let column = universe.table.column("technologies").unwrap();
    assert!(matches!(column.cells, Cells::Lists(_)));
    assert!(matches!(table.columns[0].cells, Cells::Codes { .. }));
    let all = vec![true; ACCOUNTS];
    let (mine, theirs) = [&universe.table, &table]
        .map(|one| tile(one, "technologies", &all, None, 100).unwrap())
        .into();
    assert_eq!(mine, theirs);
    assert_eq!(mine.segments.len(), TOOLS.len() + 1);
    for choice in [
        Choice::Value("SAP".to_owned()),
        Choice::Value("sap".to_owned()),
        Choice::Missing,
    ] {
        let filter = Filter {
            column: "technologies".to_owned(),
            choice,
        };
        let rows = chosen(&universe.table, std::slice::from_ref(&filter)).unwrap();
        assert_eq!(rows, chosen(&table, &[filter]).unwrap());
    }
    // Their functions are counted as well.
    let functions = tile(&universe.table, "technology functions", &all, None, 100).unwrap();
    let crm = functions
        .segments
        .iter()
        .find(|one| one.name == "CRM")
        .unwrap();
    let has_crm = |account: &usize| account & 0b101 != 0;
    assert_eq!(crm.count, (0..ACCOUNTS).filter(has_crm).count() as u64);
}

#[test]
fn they_are_contrasted_learnt_from_and_scored_alike() {
    let (universe, table) = both();
    let picked: Vec<usize> = (0..ACCOUNTS).step_by(40).collect();
    let first: Vec<bool> = picked.iter().map(|account| account >> 3 & 1 == 1).collect();
    let part = |table: &Table| table.part(&picked, |column| column == "technologies");
    let (mine, theirs) = (part(&universe.table), part(&table));
    let (left, right) = (contrast(&mine, &first), contrast(&theirs, &first));
    assert_eq!(left.lines, right.lines);

    let (one, other) = (
        train(&mine, &first, TrainOptions::default()),
        train(&theirs, &first, TrainOptions::default()),
    );
    let (one, other) = (one.unwrap().model, other.unwrap().model);
    assert_eq!(one.factors, other.factors);
    assert_eq!(score_all(&universe.table, &one), score_all(&table, &one));
}

#[test]
fn an_account_is_written_anew_added_and_taken_out() {
    let (mut universe, _) = both();
    let count = |universe: &hookline_engine::portfolio::Universe, tool: &str| {
        let all = vec![true; universe.table.rows];
        let tile = tile(&universe.table, "technologies", &all, None, 1_000).unwrap();
        let found = tile.segments.iter().find(|one| one.name == tool);
        found.map_or(0, |one| one.count)
    };
    let before = count(&universe, "SAP");
    let values = |account, further| AccountValues {
        account,
        further,
        ..AccountValues::default()
    };
    // Account 3 had HubSpot... the list of its row is "SAP".
    assert!(universe.update(&values(
        3,
        "{\"technologies\":\"New Tool; Zoom; New Tool\"}"
    )));
    assert_eq!(
        (count(&universe, "SAP"), count(&universe, "New Tool")),
        (before - 1, 1)
    );
    let next = ACCOUNTS as i64 + 1;
    assert!(universe.update(&values(next, "{\"technologies\":\"SAP\"}")));
    assert_eq!(count(&universe, "SAP"), before);
    universe.remove(&[3, next]);
    assert_eq!(
        (count(&universe, "SAP"), count(&universe, "New Tool")),
        (before - 1, 0)
    );
}

#[test]
fn texts_that_are_no_lists_are_still_texts() {
    let mut universe = UniverseBuilder::default();
    for account in 0..ACCOUNTS {
        let further = format!("{{\"slogan\":\"number {account}; of {account}\"}}");
        universe.push(&AccountValues {
            account: account as i64 + 1,
            further: &further,
            ..AccountValues::default()
        });
    }
    let universe = universe.finish();
    assert!(universe.table.column("slogan").is_none());
    assert_eq!(universe.texts, [("slogan".to_owned(), ACCOUNTS as u64)]);
}
