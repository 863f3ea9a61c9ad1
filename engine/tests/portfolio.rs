//! Portfolios through the door: lists, tiles, drill-down, contrast, look-alikes, people, advice.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod common;

use common::{NOW, at, engine, import};
use hookline_engine::Engine;
use hookline_engine::protocol::{
    Choice, Contrast, Dashboard, Filter, Label, PortfolioReply, PortfolioRequest, PortfolioSource,
    Portfolios, Reply, Request, Side, View,
};
use std::fmt::Write as _;

fn ask(engine: &mut Engine, request: PortfolioRequest) -> PortfolioReply {
    match engine.handle(Request::Portfolio(request), at(NOW)) {
        Reply::Portfolio(reply) => reply,
        other => panic!("{other:?}"),
    }
}

fn refused(engine: &mut Engine, request: PortfolioRequest) -> String {
    match engine.handle(Request::Portfolio(request), at(NOW)) {
        Reply::Error(error) => error.code,
        other => panic!("{other:?}"),
    }
}

/// 240 companies; customers are mostly software of 50 to 200 people, and everybody has Office.
fn companies() -> Engine {
    let mut csv = String::from(
        "Account ID,Name,Domain,Industry,Employees,Annual Revenue,Country,City,NAICS,Technologies,Stage,Ownership\n",
    );
    for row in 0..240 {
        let customer = row % 3 == 0;
        let odd = row % 7 == 0;
        let software = customer != odd;
        let (industry, naics) = if software {
            ("Software", "513210")
        } else {
            ("Mining", "212230")
        };
        let employees = if customer {
            60 + row % 100
        } else {
            500 + row * 10
        };
        let technologies = if software {
            "Microsoft Office; Salesforce; AWS"
        } else {
            "Microsoft Office; SAP"
        };
        let stage = if customer { "won" } else { "lost" };
        let city = ["Berlin", "Hamburg", "Lyon"][row % 3];
        let country = if row % 3 == 2 { "France" } else { "Germany" };
        writeln!(
            csv,
            "A{row},Company {row} GmbH,company{row}.com,{industry},{employees},{}000000,{country},{city},{naics},{technologies},{stage},Private",
            employees / 10
        )
        .unwrap();
    }
    let mut engine = engine();
    import(&mut engine, "crm.csv", &csv);
    engine
}

fn saved(engine: &mut Engine, name: &str, source: PortfolioSource) -> (i64, Portfolios) {
    let request = PortfolioRequest::Save {
        portfolio: None,
        name: name.to_owned(),
        category: "customers".to_owned(),
        source: Some(source),
    };
    match ask(engine, request) {
        PortfolioReply::Portfolios(list) => (list.changed.unwrap(), list),
        other => panic!("{other:?}"),
    }
}

fn is(column: &str, value: &str) -> Filter {
    Filter {
        column: column.to_owned(),
        choice: Choice::Value(value.to_owned()),
    }
}

fn won() -> View {
    View {
        filters: vec![is("Stage", "won")],
        ..View::default()
    }
}

fn tiles(engine: &mut Engine, view: View) -> Dashboard {
    let request = PortfolioRequest::Tiles {
        view,
        columns: Vec::new(),
        limit: 20,
        find: String::new(),
    };
    match ask(engine, request) {
        PortfolioReply::Tiles(dashboard) => *dashboard,
        other => panic!("{other:?}"),
    }
}

fn contrast(engine: &mut Engine, first: Side, second: Side) -> Contrast {
    match ask(engine, PortfolioRequest::Contrast { first, second }) {
        PortfolioReply::Contrast(found) => found,
        other => panic!("{other:?}"),
    }
}

#[test]
fn fixed_lists_stay_and_live_ones_follow_the_data() {
    let mut engine = companies();
    let (fixed, _) = saved(&mut engine, "Won", PortfolioSource::Fixed(won()));
    let (live, list) = saved(&mut engine, "Won now", PortfolioSource::Live(won()));
    let count = |list: &Portfolios, id| {
        list.portfolios
            .iter()
            .find(|one| one.id == id)
            .map(|one| one.accounts)
    };
    assert_eq!(
        (count(&list, fixed), count(&list, live)),
        (Some(80), Some(80))
    );
    assert_eq!(list.files, [("crm.csv".to_owned(), 240)]);
    let more = "Account ID,Name,Domain,Stage\nA1,Company 1 GmbH,company1.com,won\nN1,New Ltd,newltd.com,won\n";
    import(&mut engine, "crm.csv", more);
    let PortfolioReply::Portfolios(list) = ask(&mut engine, PortfolioRequest::List) else {
        panic!("no list")
    };
    assert_eq!(
        (count(&list, fixed), count(&list, live)),
        (Some(80), Some(82))
    );
    ask(
        &mut engine,
        PortfolioRequest::Remove {
            portfolio: fixed,
            removed: true,
        },
    );
    let PortfolioReply::Portfolios(list) = ask(
        &mut engine,
        PortfolioRequest::Remove {
            portfolio: fixed,
            removed: false,
        },
    ) else {
        panic!("no list")
    };
    assert_eq!(count(&list, fixed), Some(80));
}

#[test]
fn a_drill_down_narrows_every_tile_and_the_figures_add_up() {
    let mut engine = companies();
    let all = tiles(&mut engine, View::default());
    assert_eq!((all.accounts, all.chosen), (240, 240));
    assert_eq!(all.stars.iter().sum::<u64>(), 240);
    let industry = all
        .tiles
        .iter()
        .find(|tile| tile.column == "industry")
        .unwrap();
    assert_eq!(industry.segments.iter().map(|s| s.count).sum::<u64>(), 240);
    let naics = all
        .tiles
        .iter()
        .find(|tile| tile.column == "naics")
        .unwrap();
    assert!(
        naics
            .segments
            .iter()
            .any(|s| s.label.as_deref() == Some("Software Publishers"))
    );
    let functions = all
        .tiles
        .iter()
        .find(|tile| tile.column == "technology functions")
        .unwrap();
    let office = functions
        .segments
        .iter()
        .find(|s| s.name == "Office suite")
        .unwrap();
    assert_eq!(office.count, 240);
    let software = industry
        .segments
        .iter()
        .find(|s| s.name == "Software")
        .unwrap()
        .clone();
    let drilled = tiles(
        &mut engine,
        View {
            filters: vec![
                Filter {
                    column: "industry".to_owned(),
                    choice: software.choice,
                },
                is("country", "Germany"),
            ],
            ..View::default()
        },
    );
    assert!(drilled.chosen > 0 && drilled.chosen < software.count);
    let city = drilled
        .tiles
        .iter()
        .find(|tile| tile.column == "city")
        .unwrap();
    assert!(city.segments.iter().all(|s| s.name != "Lyon"));
    let code = refused(
        &mut engine,
        PortfolioRequest::Tiles {
            view: View {
                filters: vec![is("nothing", "x")],
                ..View::default()
            },
            columns: Vec::new(),
            limit: 5,
            find: String::new(),
        },
    );
    assert_eq!(code, "no_such_column");
}

#[test]
fn outliers_are_set_aside_with_their_reason_and_come_back() {
    let mut engine = companies();
    import(
        &mut engine,
        "giant.csv",
        "Name,Domain,Employees\nGiant Inc,giant.com,90000000\n",
    );
    let view = View {
        without_outliers: true,
        ..View::default()
    };
    let without = tiles(&mut engine, view);
    assert_eq!(without.outliers.len(), 1);
    assert!(
        without.outliers[0].name == "Giant Inc" && without.outliers[0].reason.contains("employees")
    );
    assert_eq!(
        (without.chosen, tiles(&mut engine, View::default()).chosen),
        (240, 241)
    );
}

#[test]
fn pasted_names_are_matched_and_unsure_ones_are_said_to_be() {
    let mut engine = companies();
    let text = "Company 7 GmbH\ncompany9.com\nNobody Knows Ltd\n\n".to_owned();
    let PortfolioReply::Matched(found) = ask(&mut engine, PortfolioRequest::Match { text }) else {
        panic!("not matched")
    };
    assert_eq!(found.len(), 3);
    assert_eq!(found[0].candidates[0].name, "Company 7 GmbH");
    assert_eq!(
        found[1].candidates[0].domain.as_deref(),
        Some("company9.com")
    );
    assert_ne!(found[2].answer, hookline_engine::protocol::Answer::Yes);
    let ids = found[..2]
        .iter()
        .map(|one| one.candidates[0].account)
        .collect();
    let (_, list) = saved(&mut engine, "Pasted", PortfolioSource::Accounts(ids));
    assert_eq!(list.portfolios[0].accounts, 2);
}

#[test]
fn the_contrast_names_what_tells_and_what_is_merely_frequent() {
    let mut engine = companies();
    let found = contrast(&mut engine, Side::View(won()), Side::Rest);
    assert_eq!(found.totals, [80, 160]);
    let line = |value: &str| found.lines.iter().find(|line| line.value == value).unwrap();
    assert_eq!(line("Software").label, Label::Predictive);
    assert_eq!(line("Microsoft Office").label, Label::FrequentNotPredictive);
    assert!(
        found.lines.iter().all(|line| line.column != "Stage"),
        "the column that defines the sides"
    );
    for number in found
        .lines
        .iter()
        .flat_map(|l| [l.odds_ratio, l.interval[0], l.interval[1], l.p, l.q, l.lift])
    {
        assert!(number.is_finite());
    }
    let empty = View {
        text: "nobodyhasthisname".to_owned(),
        ..View::default()
    };
    let none = contrast(&mut engine, Side::View(empty), Side::Rest);
    assert!(!none.differ && none.verdict.contains("empty"));
}

#[test]
fn look_alikes_are_new_accounts_with_reasons() {
    let mut engine = companies();
    let (portfolio, _) = saved(
        &mut engine,
        "Best",
        PortfolioSource::Fixed(View {
            filters: vec![is("Stage", "won"), is("industry", "Software")],
            ..View::default()
        }),
    );
    let view = View {
        portfolio: Some(portfolio),
        ..View::default()
    };
    let request = PortfolioRequest::LookAlikes {
        view: view.clone(),
        accounts: Vec::new(),
        top: 0,
        limit: 10,
    };
    let PortfolioReply::LookAlikes { rows, models, .. } = ask(&mut engine, request) else {
        panic!("none")
    };
    assert!(models > 40 && rows.len() == 10);
    assert!(
        rows.iter()
            .all(|row| row.account.industry.as_deref() == Some("Software"))
    );
    assert!(
        rows[0]
            .alike
            .iter()
            .any(|reason| reason.contains("Software"))
    );
    assert!(rows.windows(2).all(|pair| pair[0].points >= pair[1].points));
    let nobody = View {
        text: "nobodyhasthisname".to_owned(),
        ..View::default()
    };
    let request = PortfolioRequest::LookAlikes {
        view: nobody,
        accounts: Vec::new(),
        top: 0,
        limit: 10,
    };
    assert_eq!(refused(&mut engine, request), "no_models");
}

#[test]
fn white_space_is_counted_against_the_universe() {
    let mut engine = companies();
    let request = PortfolioRequest::Market {
        view: won(),
        universe: None,
        column: "industry".to_owned(),
    };
    let PortfolioReply::Market { segments, total } = ask(&mut engine, request) else {
        panic!("no market")
    };
    assert_eq!(
        (total.universe, total.portfolio, total.open),
        (240, 80, 160)
    );
    assert_eq!(segments.iter().map(|s| s.open).sum::<u64>(), 160);
    let revenue: f64 = segments.iter().map(|s| s.revenue).sum();
    assert!((revenue - total.revenue).abs() < 1.0 && total.open_revenue < total.revenue);
}

#[test]
fn the_exported_list_runs_nothing_in_a_spreadsheet() {
    let mut engine = engine();
    import(
        &mut engine,
        "evil.csv",
        "Name,Domain,Note,Balance\n\"=HYPERLINK(\"\"http://x\"\")\",evil.com,@SUM(A1),-5\n",
    );
    let request = PortfolioRequest::Export {
        view: View::default(),
        offset: 0,
    };
    let PortfolioReply::Csv { text, next } = ask(&mut engine, request) else {
        panic!("no CSV")
    };
    assert!(next.is_none());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let row = reader.records().next().unwrap().unwrap();
    let cell = |name: &str| &row[header.iter().position(|own| own == name).unwrap()];
    assert!(cell("name").starts_with("'="));
    assert!(cell("Note").starts_with("'@"));
    assert_eq!(cell("Balance"), "-5");
}

#[test]
fn everybody_is_listed_with_the_best_fit_decision_makers_first() {
    let mut engine = companies();
    import(
        &mut engine,
        "people.csv",
        "Name,Email,Title,Account Name\n\
         Ida Holm,ida@company1.com,Account Executive,Company 1 GmbH\n\
         Kofi Mensah,kofi@company2.com,Chief Executive Officer,Company 2 GmbH\n\
         Zoe Free,zoe.free@gmail.com,,\n",
    );
    let mut listed = |text: &str, limit: u32| {
        let request = PortfolioRequest::People {
            view: View::default(),
            text: text.to_owned(),
            limit,
        };
        let PortfolioReply::People { rows, total } = ask(&mut engine, request) else {
            panic!("no people")
        };
        let names: Vec<String> = rows.iter().map(|row| row.person.name.clone()).collect();
        (names, rows, total)
    };
    let (names, rows, total) = listed("", 10);
    assert_eq!((names[0].as_str(), total), ("Kofi Mensah", 3));
    assert_eq!(names[2], "Zoe Free");
    let first = &rows[0];
    assert_eq!(first.account.as_ref().unwrap().name, "Company 2 GmbH");
    let fit = first.person.fit.as_ref().unwrap();
    let sum: i64 = fit.lines.iter().map(|line| line.points).sum();
    assert_eq!(sum, fit.points);
    let (names, _, total) = listed("", 1);
    assert_eq!((names.len(), total), (1, 3));
    let (names, rows, _) = listed("holm", 10);
    assert_eq!(names, ["Ida Holm"]);
    assert!(rows[0].person.fit.is_some());
    assert!(listed("qqqzzz", 10).0.is_empty());
}

#[test]
fn people_make_personas_and_the_committee_tells_who_is_missing() {
    let mut engine = companies();
    let mut csv = String::from("Name,Email,Title,Account Name\n");
    for row in 0..120 {
        let title = ["VP Sales", "Sales Representative", "IT Manager"][row % 3];
        writeln!(
            csv,
            "Person {row},p{row}@company{row}.com,{title},Company {row} GmbH"
        )
        .unwrap();
    }
    import(&mut engine, "people.csv", &csv);
    let request = PortfolioRequest::Personas {
        view: View::default(),
    };
    let PortfolioReply::Personas(found) = ask(&mut engine, request) else {
        panic!("no personas")
    };
    assert!(
        found.people == 120 && found.personas.len() >= 2,
        "{}",
        found.verdict
    );
    let first = &found.personas[0];
    assert!(!first.examples.is_empty() && !first.open.is_empty());
    assert!(first.examples[0].fit.is_some());
    let request = PortfolioRequest::PersonaName {
        key: first.key.clone(),
        name: "My people".to_owned(),
    };
    let PortfolioReply::Personas(renamed) = ask(&mut engine, request) else {
        panic!("not renamed")
    };
    assert_eq!(renamed.personas[0].renamed.as_deref(), Some("My people"));
    let request = PortfolioRequest::Committee {
        view: View::default(),
        department: "sales".to_owned(),
        offset: 0,
        limit: 20,
    };
    let PortfolioReply::Committee {
        filled,
        total,
        rows,
    } = ask(&mut engine, request)
    else {
        panic!("no committee")
    };
    assert_eq!((total, rows.len()), (240, 20));
    let count = |seat: &str| filled.iter().find(|(name, _)| name == seat).unwrap().1;
    assert_eq!(
        (
            count("head of the department"),
            count("technical buyer"),
            count("legal")
        ),
        (40, 40, 0)
    );
}

#[test]
fn the_next_best_accounts_come_with_a_reason_and_the_parts_add_up() {
    let mut engine = companies();
    let PortfolioReply::Recommended { rows, .. } =
        ask(&mut engine, PortfolioRequest::Next { limit: 5 })
    else {
        panic!("none")
    };
    assert_eq!(rows.len(), 5);
    for row in &rows {
        assert!(row.reason.contains("stars") && row.reason.ends_with('.'));
        assert_eq!(
            row.priority,
            row.parts.iter().map(|part| part.points).sum::<i64>()
        );
    }
    let touched = rows[0].account.id;
    engine.handle(
        Request::TouchAdd {
            account: touched,
            contact: None,
            channel: "call".to_owned(),
            note: "Called".to_owned(),
        },
        at(NOW),
    );
    let PortfolioReply::Recommended { rows, .. } =
        ask(&mut engine, PortfolioRequest::Next { limit: 5 })
    else {
        panic!("none")
    };
    assert!(rows.iter().all(|row| row.account.id != touched));
    let request = PortfolioRequest::Churn {
        view: View::default(),
        limit: 5,
    };
    assert_eq!(refused(&mut engine, request), "no_churn_model");
}

#[test]
fn relations_come_from_lists_and_stories_with_their_evidence() {
    let mut engine = companies();
    import(
        &mut engine,
        "relations.csv",
        "Name,Domain,Parent,Competitors\nChild AG,child-ag.com,Company 3 GmbH,Company 4 GmbH; Somebody Else Inc\n",
    );
    let child = common::page(&mut engine, "child-ag.com").account.row.id;
    let PortfolioReply::Network(found) =
        ask(&mut engine, PortfolioRequest::Network { account: child })
    else {
        panic!("no network")
    };
    let kinds: Vec<(&str, &str)> = found
        .edges
        .iter()
        .map(|e| (e.kind.as_str(), e.name.as_str()))
        .collect();
    assert!(kinds.contains(&("parent", "Company 3 GmbH")), "{kinds:?}");
    assert!(
        kinds.contains(&("competitor", "Somebody Else Inc")),
        "{kinds:?}"
    );
    let parent = found
        .edges
        .iter()
        .find(|edge| edge.kind == "parent")
        .unwrap();
    let id = parent.account.as_ref().unwrap().id;
    assert_eq!(parent.provenance.source, "relations.csv");
    let PortfolioReply::Network(back) = ask(&mut engine, PortfolioRequest::Network { account: id })
    else {
        panic!("no network")
    };
    assert!(
        back.edges
            .iter()
            .any(|edge| edge.kind == "subsidiary" && edge.name == "Child AG")
    );
}
