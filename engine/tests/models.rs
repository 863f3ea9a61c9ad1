//! Models through the door: trained in one step, edited, shared; outcomes, history, stars that follow.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod common;

use common::{NOW, at, engine, import, page};
use hookline_engine::Engine;
use hookline_engine::protocol::{
    Choice, Filter, ModelEdit, ModelPage, ModelReply, ModelRequest, ModelRow, ModelVersion,
    PortfolioReply, PortfolioRequest, Reply, Request, Side, View,
};
use std::fmt::Write as _;

const SEED: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

fn ask(engine: &mut Engine, request: ModelRequest) -> ModelReply {
    match engine.handle(Request::Model(request), at(NOW)) {
        Reply::Model(reply) => reply,
        other => panic!("{other:?}"),
    }
}

fn refused(engine: &mut Engine, request: ModelRequest) -> String {
    match engine.handle(Request::Model(request), at(NOW)) {
        Reply::Error(error) => error.code,
        other => panic!("{other:?}"),
    }
}

fn accounts() -> Engine {
    let mut csv = String::from("Name,Domain,Industry,Employees,Stage,Region,Constant,Empty\n");
    for row in 0..400_u32 {
        // A fixed mixing of the row number stands for chance.
        let chance = row.wrapping_mul(2_654_435_761) >> 16;
        let software = chance % 2 == 0;
        let won = chance % 10 < if software { 7 } else { 2 };
        writeln!(
            csv,
            "Firm {row},firm{row}.com,{},{},{},R{},same,",
            if software { "Software" } else { "Mining" },
            20 + row % 300,
            if won { "won" } else { "lost" },
            row % 5
        )
        .unwrap();
    }
    let mut engine = engine();
    import(&mut engine, "deals.csv", &csv);
    engine
}

fn stage(value: &str) -> Side {
    Side::View(View {
        filters: vec![Filter {
            column: "Stage".to_owned(),
            choice: Choice::Value(value.to_owned()),
        }],
        ..View::default()
    })
}

fn train(engine: &mut Engine, model: Option<i64>, purpose: &str) -> ModelPage {
    let request = ModelRequest::Train {
        model,
        name: "Deals".to_owned(),
        purpose: purpose.to_owned(),
        first: stage("won"),
        second: stage("lost"),
        ignored: Vec::new(),
    };
    match ask(engine, request) {
        ModelReply::Model(page) => *page,
        other => panic!("{other:?}"),
    }
}

fn models(engine: &mut Engine) -> Vec<ModelRow> {
    match ask(engine, ModelRequest::List) {
        ModelReply::Models(rows) => rows,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_removed_model_is_listed_gives_no_stars_and_comes_back_as_it_was() {
    let mut engine = accounts();
    let id = train(&mut engine, None, "fit").row.id.unwrap();
    let activate = ModelRequest::Activate {
        model: Some(id),
        purpose: "fit".to_owned(),
    };
    ask(&mut engine, activate.clone());
    let used = page(&mut engine, "firm0.com").account.score;
    let set = |engine: &mut Engine, removed| {
        let request = ModelRequest::Remove { model: id, removed };
        match ask(engine, request) {
            ModelReply::Models(rows) => rows,
            other => panic!("{other:?}"),
        }
    };
    let rows = set(&mut engine, true);
    let found = rows.iter().find(|row| row.id == Some(id)).unwrap();
    assert!(found.removed && !found.active && rows[0].active && !rows[0].removed);
    let starter = page(&mut engine, "firm0.com").account.score;
    assert!(!starter.model.starts_with("Deals"));

    let rows = set(&mut engine, false);
    let found = rows.iter().find(|row| row.id == Some(id)).unwrap();
    assert!(!found.removed && found.active && !rows[0].active);
    assert_eq!(page(&mut engine, "firm0.com").account.score, used);

    // What was activated while it was away stays.
    set(&mut engine, true);
    let other = train(&mut engine, None, "fit").row.id;
    ask(
        &mut engine,
        ModelRequest::Activate {
            model: other,
            purpose: "fit".to_owned(),
        },
    );
    let rows = set(&mut engine, false);
    let active: Vec<_> = rows.iter().filter(|row| row.active).collect();
    assert!(active.len() == 1 && active[0].id == other);
}

#[test]
fn a_trained_model_gives_the_stars_once_it_is_activated() {
    let mut engine = accounts();
    let before = page(&mut engine, "firm0.com").account.score;
    assert!(
        before
            .warnings
            .iter()
            .any(|warning| warning == "uncalibrated")
    );
    let trained = train(&mut engine, None, "fit");
    let report = trained.report.as_ref().unwrap();
    assert!(
        report.signal && report.quality.unwrap().auc > 0.65,
        "{}",
        report.verdict
    );
    assert!(
        trained
            .factors
            .iter()
            .all(|factor| factor.column != "Stage")
    );
    let id = trained.row.id.unwrap();
    assert!(models(&mut engine)[0].active);
    ask(
        &mut engine,
        ModelRequest::Activate {
            model: Some(id),
            purpose: "fit".to_owned(),
        },
    );
    let score = page(&mut engine, "firm0.com").account.score;
    assert!(score.model.starts_with("Deals") && score.probability.is_some());
    assert_eq!(
        score.score,
        score
            .contributions
            .iter()
            .map(|line| line.points)
            .sum::<i64>()
    );
    let line = score
        .contributions
        .iter()
        .find(|line| line.factor == "industry")
        .unwrap();
    assert_eq!(line.provenance.as_ref().unwrap().source, "deals.csv");
    // The table, the tiles and the receipt speak of the same stars.
    let request = PortfolioRequest::Accounts {
        view: View::default(),
        sort: "stars".to_owned(),
        descending: true,
        offset: 0,
        limit: 400,
    };
    let Reply::Portfolio(PortfolioReply::Accounts { rows, .. }) =
        engine.handle(Request::Portfolio(request), at(NOW))
    else {
        panic!("no accounts")
    };
    assert!(rows.windows(2).all(|pair| pair[0].stars >= pair[1].stars));
    let request = PortfolioRequest::Tiles {
        view: View::default(),
        columns: vec!["stars".to_owned()],
        limit: 5,
        find: String::new(),
    };
    let Reply::Portfolio(PortfolioReply::Tiles(tiles)) =
        engine.handle(Request::Portfolio(request), at(NOW))
    else {
        panic!("no tiles")
    };
    for stars in 0..=5_u8 {
        let counted = rows.iter().filter(|row| row.stars == Some(stars)).count() as u64;
        assert_eq!(counted, tiles.stars[usize::from(stars)]);
        // A click on the bar leaves those accounts.
        let request = PortfolioRequest::Accounts {
            view: View {
                filters: vec![Filter {
                    column: "stars".to_owned(),
                    choice: Choice::Value(stars.to_string()),
                }],
                ..View::default()
            },
            sort: "stars".to_owned(),
            descending: true,
            offset: 0,
            limit: 400,
        };
        let Reply::Portfolio(PortfolioReply::Accounts { rows, total }) =
            engine.handle(Request::Portfolio(request), at(NOW))
        else {
            panic!("no accounts")
        };
        assert_eq!((rows.len() as u64, total), (counted, counted));
        assert!(rows.iter().all(|row| row.stars == Some(stars)));
    }
    // A changed attribute shows at once.
    let firm = page(&mut engine, "firm0.com").account.row;
    let other = if firm.industry.as_deref() == Some("Software") {
        "Mining"
    } else {
        "Software"
    };
    engine.handle(
        Request::SaveAccount {
            account: Some(firm.id),
            fields: vec![("industry".to_owned(), other.to_owned())],
        },
        at(NOW),
    );
    assert_ne!(
        page(&mut engine, "firm0.com").account.score.score,
        score.score
    );
    ask(
        &mut engine,
        ModelRequest::Activate {
            model: None,
            purpose: "fit".to_owned(),
        },
    );
    assert!(
        page(&mut engine, "firm0.com")
            .account
            .score
            .model
            .starts_with("Starter")
    );
}

#[test]
fn edits_make_versions_that_can_be_compared_and_taken_back() {
    let mut engine = accounts();
    let trained = train(&mut engine, None, "fit");
    let id = trained.row.id.unwrap();
    let factor = trained
        .factors
        .iter()
        .find(|factor| factor.column == "industry")
        .unwrap();
    let edits = vec![
        ModelEdit::Points {
            column: "industry".to_owned(),
            bin: factor.bins[0].name.clone(),
            points: 400,
        },
        ModelEdit::Notes("Checked with the team.".to_owned()),
    ];
    let ModelReply::Model(preview) = ask(
        &mut engine,
        ModelRequest::Preview {
            model: Some(id),
            edits: edits.clone(),
        },
    ) else {
        panic!("no preview")
    };
    assert_ne!(
        preview.now, trained.now,
        "the effect on fit shows before anything is kept"
    );
    assert_eq!(models(&mut engine)[1].version, 1);
    let ModelReply::Model(edited) = ask(
        &mut engine,
        ModelRequest::Edit {
            model: Some(id),
            edits,
        },
    ) else {
        panic!("not edited")
    };
    assert_eq!((edited.row.version, edited.versions.len()), (2, 2));
    assert_eq!(
        (edited.now.clone(), edited.notes.as_str()),
        (preview.now, "Checked with the team.")
    );
    let ModelReply::Compared {
        differences,
        quality,
        moved,
    } = ask(
        &mut engine,
        ModelRequest::Compare {
            first: ModelVersion {
                model: Some(id),
                version: Some(1),
            },
            second: ModelVersion {
                model: Some(id),
                version: None,
            },
        },
    )
    else {
        panic!("not compared")
    };
    assert!(
        differences
            .iter()
            .any(|line| line.after.contains("+400 locked"))
    );
    assert!(quality.iter().all(Option::is_some));
    assert_eq!(moved.iter().map(|(_, count)| count).sum::<u64>(), 400);
    // Training again leaves what is locked alone.
    let again = train(&mut engine, Some(id), "fit");
    let bin = &again
        .factors
        .iter()
        .find(|factor| factor.column == "industry")
        .unwrap()
        .bins[0];
    assert!(bin.points == 400 && bin.locked && again.row.version == 3);
    let ModelReply::Model(back) = ask(
        &mut engine,
        ModelRequest::Revert {
            model: id,
            version: 1,
        },
    ) else {
        panic!("not reverted")
    };
    assert_eq!((back.row.version, &back.factors), (4, &trained.factors));
    let unknown = vec![ModelEdit::Drop {
        column: "nothing".to_owned(),
    }];
    assert_eq!(
        refused(
            &mut engine,
            ModelRequest::Edit {
                model: Some(id),
                edits: unknown
            }
        ),
        "no_such_factor"
    );
}

#[test]
fn a_signed_file_is_verified_and_a_changed_one_is_refused() {
    let mut engine = accounts();
    let id = train(&mut engine, None, "fit").row.id;
    let export = |engine: &mut Engine, seed: &str| {
        let request = ModelRequest::Export {
            model: id,
            seed: seed.to_owned(),
        };
        match ask(engine, request) {
            ModelReply::File { text, key, .. } => (text, key),
            other => panic!("{other:?}"),
        }
    };
    let empty = ModelRequest::Export {
        model: id,
        seed: String::new(),
    };
    assert_eq!(refused(&mut engine, empty), "no_key");
    let (text, key) = export(&mut engine, SEED);
    assert_eq!(export(&mut engine, "ff").1, key, "the key stays");
    let mut mate = common::engine();
    let import = |text: &str, trusted: &str| ModelRequest::Import {
        text: text.to_owned(),
        trusted: trusted.to_owned(),
        keep: true,
    };
    let ModelReply::Imported { model, .. } = ask(&mut mate, import(&text, &key)) else {
        panic!("not imported")
    };
    assert_eq!(model.row.name, "Deals");
    assert_eq!(refused(&mut mate, import(&text, "00")), "bad_signature");
    let forged = text.replacen("\"name\": \"Deals\"", "\"name\": \"Dealz\"", 1);
    assert_eq!(refused(&mut mate, import(&forged, "")), "bad_signature");
    assert_eq!(refused(&mut mate, import("{}", "")), "bad_model_file");
    let sql = ModelRequest::Sql {
        model: id,
        dialect: "duckdb".to_owned(),
        table: "t".to_owned(),
    };
    let ModelReply::File { text, .. } = ask(&mut engine, sql) else {
        panic!("no SQL")
    };
    assert!(text.contains("hookline_stars") && text.contains("industry"));
}

#[test]
fn why_a_score_changed_since_monday_is_answered_to_the_point() {
    let mut engine = accounts();
    let firm = page(&mut engine, "firm5.com").account.row.id;
    let later = at("2026-11-26T09:00:00Z");
    engine.handle(
        Request::SaveAccount {
            account: Some(firm),
            fields: vec![("employees".to_owned(), "900".to_owned())],
        },
        later,
    );
    let contact = vec![
        ("name".to_owned(), "Ada Example".to_owned()),
        ("email".to_owned(), "ada@firm5.com".to_owned()),
    ];
    engine.handle(
        Request::SaveContact {
            contact: None,
            fields: contact,
        },
        later,
    );
    let request = ModelRequest::Change {
        account: firm,
        since: "2026-11-25T00:00:00Z".to_owned(),
    };
    let now = at("2026-11-27T12:00:00Z");
    let Reply::Model(ModelReply::Change(change)) = engine.handle(Request::Model(request), now)
    else {
        panic!("no change")
    };
    assert!(
        change
            .lines
            .iter()
            .any(|line| line.factor == "employees" && line.why.contains("900"))
    );
    assert_eq!(
        change.after - change.before,
        change.lines.iter().map(|line| line.points).sum::<i64>()
    );
    assert!(change.after > change.before);
    let trained = train(&mut engine, None, "fit");
    let activate = ModelRequest::Activate {
        model: trained.row.id,
        purpose: "fit".to_owned(),
    };
    engine.handle(Request::Model(activate), now);
    let request = ModelRequest::Change {
        account: firm,
        since: "2026-11-27T00:00:00Z".to_owned(),
    };
    let Reply::Model(ModelReply::Change(change)) = engine.handle(Request::Model(request), now)
    else {
        panic!("no change")
    };
    assert_eq!(change.lines[0].factor, "model");
    assert_eq!(
        change.after - change.before,
        change.lines.iter().map(|line| line.points).sum::<i64>()
    );
}

#[test]
fn outcomes_say_what_past_stars_were_worth_and_train_the_churn_model() {
    let mut engine = accounts();
    let values = vec![
        ("won".to_owned(), "renewed".to_owned()),
        ("lost".to_owned(), "churned".to_owned()),
    ];
    let request = ModelRequest::OutcomesFrom {
        column: "Stage".to_owned(),
        values,
    };
    let ModelReply::Outcomes(found) = ask(&mut engine, request) else {
        panic!("no outcomes")
    };
    assert_eq!(
        found.counts.iter().map(|(_, count)| count).sum::<u64>(),
        400
    );
    let table = found
        .tables
        .iter()
        .find(|table| table.what.starts_with("renewed"))
        .unwrap();
    assert_eq!(table.lines.iter().map(|line| line.rows).sum::<u64>(), 400);
    assert!(
        table
            .lines
            .iter()
            .all(|line| line.interval[0] <= line.happened && line.happened <= line.interval[1])
    );
    let request = ModelRequest::Train {
        model: None,
        name: "Who leaves".to_owned(),
        purpose: "churn".to_owned(),
        first: Side::Outcomes(vec!["churned".to_owned()]),
        second: Side::Outcomes(vec!["renewed".to_owned()]),
        ignored: vec!["Stage".to_owned()],
    };
    let ModelReply::Model(model) = ask(&mut engine, request) else {
        panic!("not trained")
    };
    ask(
        &mut engine,
        ModelRequest::Activate {
            model: model.row.id,
            purpose: "churn".to_owned(),
        },
    );
    let fit = page(&mut engine, "firm1.com").account;
    assert!(
        fit.score.model.starts_with("Starter"),
        "fit keeps its own model"
    );
    let ModelReply::Scores(scores) = ask(
        &mut engine,
        ModelRequest::Scores {
            account: fit.row.id,
        },
    ) else {
        panic!("no scores")
    };
    assert_eq!(scores.len(), 2);
    let request = PortfolioRequest::Churn {
        view: View::default(),
        limit: 20,
    };
    let Reply::Portfolio(PortfolioReply::Recommended { rows, .. }) =
        engine.handle(Request::Portfolio(request), at(NOW))
    else {
        panic!("none")
    };
    // Those who left are not candidates any more.
    assert!(rows.len() == 20 && rows.iter().all(|row| row.reason.contains('%')));
    assert!(
        rows.windows(2)
            .all(|pair| pair[0].priority >= pair[1].priority)
    );
    let mark = ModelRequest::Outcome {
        account: fit.row.id,
        kind: "won".to_owned(),
        at: String::new(),
    };
    let ModelReply::Outcomes(marked) = ask(&mut engine, mark) else {
        panic!("not marked")
    };
    let id = marked.marks[0].id;
    ask(&mut engine, ModelRequest::OutcomeUndo { outcome: id });
    let bad = ModelRequest::Outcome {
        account: fit.row.id,
        kind: "maybe".to_owned(),
        at: String::new(),
    };
    assert_eq!(refused(&mut engine, bad), "unknown_outcome");
}

#[test]
fn bad_lists_get_a_clear_answer_and_no_score() {
    let mut engine = accounts();
    let nobody = Side::View(View {
        text: "nobodyhasthisname".to_owned(),
        ..View::default()
    });
    let with = |first: Side, second: Side| ModelRequest::Train {
        model: None,
        name: String::new(),
        purpose: String::new(),
        first,
        second,
        ignored: Vec::new(),
    };
    assert_eq!(refused(&mut engine, with(nobody, Side::Rest)), "one_class");
    let three = Side::View(View {
        text: "firm123".to_owned(),
        ..View::default()
    });
    assert_eq!(
        refused(&mut engine, with(three, Side::Rest)),
        "too_few_outcomes"
    );
    assert_eq!(
        refused(&mut engine, with(Side::Rest, Side::Rest)),
        "no_side_given"
    );
    // A list against itself: everybody stands on both sides.
    assert_eq!(
        refused(&mut engine, with(stage("won"), stage("won"))),
        "one_class"
    );
    // The outcome under another name is flagged as a leak, and left out.
    let mut csv = String::from("Name,Domain,Result\n");
    for row in 0..400_u32 {
        let account = page(&mut engine, &format!("firm{row}.com")).account;
        let field = account
            .fields
            .iter()
            .find(|field| field.field == "Stage")
            .unwrap();
        writeln!(
            csv,
            "Firm {row},firm{row}.com,{}",
            if field.value == "won" { "yes" } else { "no" }
        )
        .unwrap();
    }
    import(&mut engine, "leak.csv", &csv);
    let trained = train(&mut engine, None, "fit");
    let note = trained
        .report
        .as_ref()
        .unwrap()
        .columns
        .iter()
        .find(|note| note.column == "Result")
        .unwrap();
    assert!(
        note.note.contains("probably is the outcome"),
        "{}",
        note.note
    );
    assert!(
        trained
            .factors
            .iter()
            .all(|factor| factor.column != "Result")
    );
    assert!(
        trained
            .warnings
            .iter()
            .any(|warning| warning.contains("Result"))
    );
}

#[test]
fn those_the_model_learned_leaving_from_are_no_candidates() {
    let mut engine = accounts();
    let id = train(&mut engine, None, "churn").row.id;
    ask(
        &mut engine,
        ModelRequest::Activate {
            model: id,
            purpose: "churn".to_owned(),
        },
    );
    let left = PortfolioRequest::Churn {
        view: match stage("won") {
            Side::View(view) => view,
            other => panic!("{other:?}"),
        },
        limit: 20,
    };
    let everybody = PortfolioRequest::Churn {
        view: View::default(),
        limit: 20,
    };
    let mut candidates = |request| match engine.handle(Request::Portfolio(request), at(NOW)) {
        Reply::Portfolio(PortfolioReply::Recommended { rows, .. }) => rows.len(),
        other => panic!("{other:?}"),
    };
    assert_eq!((candidates(left), candidates(everybody)), (0, 20));
}
