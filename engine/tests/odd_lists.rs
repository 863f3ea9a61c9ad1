//! Lists that no model can learn from and columns that are none: through the door and the program, the
//! answer is clear, every figure is a number, and nothing is scored without its warning.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod common;

use common::{NOW, at, engine, import};
use hookline_engine::Engine;
use hookline_engine::protocol::{ModelRequest, PortfolioRequest, Reply, Request, Side, View};
use serde_json::Value;
use std::fmt::Write as _;
use std::process::Command;

/// 12,000 accounts: a category that nearly every account has alone, one value everywhere, nothing at
/// all, and the outcome under another name.
fn odd_csv() -> String {
    let mut csv =
        String::from("Name,Domain,Industry,Employees,Ten Thousand,Same,Empty,Renewal,Stage\n");
    for row in 0..12_000_u32 {
        let chance = row.wrapping_mul(2_654_435_761) >> 8;
        let won = chance % 3 == 0;
        writeln!(
            csv,
            "Firm {row},firm{row}.example.com,{},{},value {},constant,,{},{}",
            if won == (chance % 5 > 0) {
                "Software"
            } else {
                "Mining"
            },
            chance % 4_000,
            row % 10_000,
            if won { "yes" } else { "no" },
            if won { "won" } else { "lost" },
        )
        .unwrap();
    }
    csv
}

fn odd() -> Engine {
    let mut engine = engine();
    import(&mut engine, "odd.csv", &odd_csv());
    engine
}

fn stage(value: &str) -> Side {
    let view = format!(r#"{{"filters":[{{"column":"Stage","choice":{{"value":"{value}"}}}}]}}"#);
    Side::View(serde_json::from_str(&view).unwrap())
}

/// Asks, and gives the answer as it goes over the wire. A figure that is none would be written as null.
fn wire(engine: &mut Engine, request: Request) -> Value {
    let reply = engine.handle(request, at(NOW));
    let text = serde_json::to_string(&reply).unwrap();
    serde_json::from_str::<Reply>(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    serde_json::from_str(&text).unwrap()
}

#[test]
fn every_question_about_odd_columns_has_an_answer_in_numbers() {
    let mut engine = odd();
    let view = View::default();
    for request in [
        PortfolioRequest::Tiles {
            view: view.clone(),
            columns: Vec::new(),
            limit: 12,
            find: String::new(),
        },
        PortfolioRequest::Tiles {
            view: view.clone(),
            columns: vec![
                "Ten Thousand".to_owned(),
                "Same".to_owned(),
                "contacts".to_owned(),
            ],
            limit: 12,
            find: "99".to_owned(),
        },
        PortfolioRequest::LookAlikes {
            view: view.clone(),
            accounts: vec![1, 2, 3],
            top: 0,
            limit: 10,
        },
        PortfolioRequest::Market {
            view: view.clone(),
            universe: None,
            column: "Ten Thousand".to_owned(),
        },
        PortfolioRequest::Personas { view: view.clone() },
        PortfolioRequest::Next { limit: 10 },
    ] {
        let reply = wire(&mut engine, Request::Portfolio(request.clone()));
        assert!(reply.get("error").is_none(), "{request:?}: {reply}");
    }
    let contrast = PortfolioRequest::Contrast {
        first: stage("won"),
        second: stage("lost"),
    };
    let found = wire(&mut engine, Request::Portfolio(contrast));
    let notes = found["portfolio"]["contrast"]["notes"].to_string();
    assert!(
        notes.contains("“Same” has the same value everywhere"),
        "{notes}"
    );
    assert!(
        notes.contains("Renewal") && notes.contains("probably is the outcome"),
        "{notes}"
    );
}

#[test]
fn a_model_of_odd_columns_uses_none_of_them() {
    let mut engine = odd();
    let request = ModelRequest::Train {
        model: None,
        name: "Odd".to_owned(),
        purpose: "fit".to_owned(),
        first: stage("won"),
        second: stage("lost"),
        ignored: Vec::new(),
    };
    let reply = wire(&mut engine, Request::Model(request));
    let page = &reply["model"]["model"];
    let factors: Vec<&str> = page["factors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|factor| factor["column"].as_str().unwrap())
        .collect();
    assert!(factors.contains(&"industry"), "{factors:?}");
    for odd in ["Same", "Empty", "Renewal", "Stage"] {
        assert!(!factors.contains(&odd), "{odd} in {factors:?}");
    }
    assert!(page["warnings"].to_string().contains("Renewal"));
}

#[test]
fn small_and_one_sided_lists_are_refused_by_name() {
    let mut engine = odd();
    let few = |count: u32| {
        let accounts = (1..=i64::from(count)).collect();
        let request = PortfolioRequest::Save {
            portfolio: None,
            name: format!("{count} firms"),
            category: String::new(),
            source: Some(hookline_engine::protocol::PortfolioSource::Accounts(
                accounts,
            )),
        };
        Request::Portfolio(request)
    };
    let saved = wire(&mut engine, few(3));
    let three = saved["portfolio"]["portfolios"]["changed"].as_i64();
    let side = || {
        Side::View(View {
            portfolio: three,
            ..View::default()
        })
    };
    let contrast = PortfolioRequest::Contrast {
        first: side(),
        second: Side::Rest,
    };
    let found = wire(&mut engine, Request::Portfolio(contrast));
    let found = &found["portfolio"]["contrast"];
    assert_eq!(found["differ"], false, "{}", found["verdict"]);
    let train = |first: Side, second: Side| {
        Request::Model(ModelRequest::Train {
            model: None,
            name: String::new(),
            purpose: String::new(),
            first,
            second,
            ignored: Vec::new(),
        })
    };
    let refused = wire(&mut engine, train(side(), Side::Rest));
    assert_eq!(refused["error"]["code"], "too_few_outcomes", "{refused}");
    let refused = wire(&mut engine, train(side(), side()));
    assert_eq!(refused["error"]["code"], "one_class", "{refused}");
}

#[test]
fn the_program_says_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    std::fs::write(path("odd.csv"), odd_csv()).unwrap();
    std::fs::write(
        path("three.csv"),
        "Name,Size,Stage\nA,1,won\nB,2,lost\nC,,won\n",
    )
    .unwrap();
    let run = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_hookline"))
            .args(arguments)
            .output()
            .unwrap()
    };
    let trained = run(&[
        "model",
        "train",
        &path("odd.csv"),
        "--outcome",
        "Stage",
        "--ignore",
        "Name",
        "--ignore",
        "Domain",
        "--out",
        &path("odd.json"),
    ]);
    let said = String::from_utf8_lossy(&trained.stdout).into_owned()
        + &String::from_utf8_lossy(&trained.stderr);
    assert!(trained.status.success(), "{said}");
    assert!(said.contains("Renewal"), "{said}");
    let model = std::fs::read_to_string(path("odd.json")).unwrap();
    assert!(!model.contains("NaN"));
    let applied = run(&[
        "model",
        "apply",
        &path("odd.json"),
        &path("odd.csv"),
        "--json",
    ]);
    let said = String::from_utf8_lossy(&applied.stdout);
    assert!(applied.status.success() && !said.contains("NaN") && said.lines().count() == 12_000);
    let few = run(&["model", "train", &path("three.csv"), "--outcome", "Stage"]);
    assert_eq!(few.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&few.stderr).contains("too few"));
}
