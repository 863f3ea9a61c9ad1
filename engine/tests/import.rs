//! Imports through the door: kept once, updated when read again, every value with its source.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod common;

use common::{NOW, ask, at, base64, engine, import, import_as, names, page, rows, value};
use hookline_engine::protocol::{
    AccountQuery, ImportKind, ImportStart, Reply, Request, SourceClass,
};

const CRM: &str = "Account ID,Account Name,Website,Industry,Employees,Billing Country,Tier\n\
    001,\"Acme, Inc.\",https://www.acme.com,Software,120,United States,A\n\
    002,Beta GmbH,beta.de,Manufacturing,45,Germany,B\n\
    003,Gamma,,Retail,,France,\n";

#[test]
fn a_file_read_again_changes_nothing_and_a_changed_one_updates() {
    let mut engine = engine();
    let first = import(&mut engine, "crm.csv", CRM);
    assert_eq!(
        (
            first.read,
            first.kept,
            first.updated,
            first.unchanged,
            first.rejected
        ),
        (3, 3, 0, 0, 0)
    );
    assert!(first.finished);
    let again = import(&mut engine, "crm.csv", CRM);
    assert_eq!(
        (again.read, again.kept, again.updated, again.unchanged),
        (3, 0, 0, 3)
    );
    let changed = CRM
        .replace("120", "150")
        .replace("Beta GmbH", "Beta Holding GmbH");
    let third = import(&mut engine, "crm.csv", &changed);
    assert_eq!((third.kept, third.updated, third.unchanged), (0, 2, 1));
    assert_eq!(
        names(&mut engine),
        ["Acme, Inc.", "Beta Holding GmbH", "Gamma"]
    );
    let acme = page(&mut engine, "acme.com");
    assert_eq!(acme.account.row.employees, Some(150));
    assert_eq!(value(&acme, "Tier"), Some("A"));
}

#[test]
fn a_second_source_stands_beside_the_first_and_contradictions_stay() {
    let mut engine = engine();
    import(&mut engine, "crm.csv", CRM);
    let start = ImportStart {
        file_name: "edgar.csv".into(),
        kind: Some(ImportKind::Accounts),
        mapping: Vec::new(),
        bytes_total: 0,
        invented: false,
        source: Some("SEC EDGAR".into()),
        class: Some(SourceClass::Filed),
    };
    let Reply::Import(state) = ask(&mut engine, Request::ImportStart(start)) else {
        panic!("not started");
    };
    let chunk = Request::ImportChunk {
        import: state.import,
        data: base64(b"name,domain,employees\nACME INC,acme.com,133\n"),
        last: true,
        preview: false,
    };
    let Reply::Import(state) = ask(&mut engine, chunk) else {
        panic!("not read");
    };
    assert_eq!((state.kept, state.updated), (0, 1));
    let acme = page(&mut engine, "acme.com");
    assert_eq!(
        acme.account.row.name, "Acme, Inc.",
        "a second list does not rename an account"
    );
    let employees = acme
        .account
        .fields
        .iter()
        .find(|field| field.field == "employees")
        .unwrap();
    assert_eq!(
        (
            employees.value.as_str(),
            employees.provenance.source.as_str()
        ),
        ("120", "crm.csv"),
        "the rep's own list stands until the rep says otherwise"
    );
    assert_eq!(employees.others.len(), 1);
    let other = &employees.others[0];
    assert_eq!(
        (other.value.as_str(), other.provenance.source.as_str()),
        ("133", "SEC EDGAR")
    );
    assert_eq!(other.provenance.fetched, NOW);
}

#[test]
fn two_companies_stay_two() {
    let mut engine = engine();
    // One domain, two identifiers; one name, two countries; one name, two legal forms; one name, two domains.
    let text = "id,name,domain,country\n1,Acme UK,acme.com,UK\n2,Acme US,acme.com,US\n";
    import(&mut engine, "a.csv", text);
    assert_eq!(names(&mut engine), ["Acme UK", "Acme US"]);
    import(&mut engine, "a.csv", text);
    assert_eq!(names(&mut engine).len(), 2);
    let text = "name,domain,country\nOrbit,,France\nOrbit,,Spain\nNova Inc,,\nNova LLC,,\nPeak,peak.com,\nPeak,peak.de,\n";
    import(&mut engine, "b.csv", text);
    import(&mut engine, "b.csv", text);
    assert_eq!(
        names(&mut engine),
        [
            "Acme UK", "Acme US", "Nova Inc", "Nova LLC", "Orbit", "Orbit", "Peak", "Peak"
        ]
    );
}

#[test]
fn differing_rows_of_one_file_keep_the_earlier_value_and_say_so() {
    let mut engine = engine();
    let text = "name,domain,ticker,city\nAlphabet Inc.,abc.xyz,GOOGL,\nAlphabet Inc.,abc.xyz,GOOG,Mountain View\n";
    let state = import(&mut engine, "t.csv", text);
    assert_eq!((state.read, state.kept, state.updated), (2, 1, 1));
    assert_eq!(state.problems.len(), 1);
    assert_eq!(
        (state.problems[0].line, state.problems[0].column.as_str()),
        (3, "ticker")
    );
    let alphabet = page(&mut engine, "abc.xyz");
    assert_eq!(value(&alphabet, "ticker"), Some("GOOGL"));
    assert_eq!(value(&alphabet, "city"), Some("Mountain View"));
    let again = import(&mut engine, "t.csv", text);
    assert_eq!(
        (again.kept, again.updated),
        (0, 0),
        "the same file changes nothing: {again:?}"
    );
}

#[test]
fn people_join_their_account_and_a_named_company_is_made() {
    let mut engine = engine();
    import(&mut engine, "crm.csv", CRM);
    let people = "First Name,Last Name,Email,Title,Company\n\
        Jo,Roe,jo@acme.com,CFO,Acme\nAnn,Lee,ann@newco.io,VP Sales,NewCo\nBob,Ray,bob@gmail.com,Clerk,\n,,,,\n";
    let state = import_as(
        &mut engine,
        "people.csv",
        Some(ImportKind::Contacts),
        people.as_bytes(),
    );
    assert_eq!((state.read, state.kept), (3, 3), "{state:?}");
    let again = import_as(
        &mut engine,
        "people.csv",
        Some(ImportKind::Contacts),
        people.as_bytes(),
    );
    assert_eq!((again.kept, again.updated, again.unchanged), (0, 0, 3));
    assert_eq!(
        names(&mut engine),
        ["Acme, Inc.", "Beta GmbH", "Gamma", "NewCo"]
    );
    let acme = page(&mut engine, "acme.com");
    assert_eq!(acme.account.contacts[0].name, "Jo Roe");
    let newco = page(&mut engine, "NewCo");
    assert_eq!(newco.account.row.domain.as_deref(), Some("newco.io"));
}

#[test]
fn a_preview_keeps_nothing_and_a_cancel_keeps_what_was_acknowledged() {
    let mut engine = engine();
    let start = ImportStart {
        file_name: "crm.csv".into(),
        kind: None,
        mapping: Vec::new(),
        bytes_total: 9,
        invented: true,
        source: None,
        class: None,
    };
    let Reply::Import(state) = ask(&mut engine, Request::ImportStart(start)) else {
        panic!("not started");
    };
    let import = state.import;
    let chunk = |data: &str, last, preview| Request::ImportChunk {
        import,
        data: base64(data.as_bytes()),
        last,
        preview,
    };
    let Reply::Import(state) = ask(&mut engine, chunk(CRM, false, true)) else {
        panic!("no preview");
    };
    assert_eq!((state.read, state.mapping[1].field.as_str()), (3, "name"));
    assert_eq!(state.mapping[1].examples[0], "Acme, Inc.");
    assert!(names(&mut engine).is_empty());
    // More than the 64 KiB that are looked at first, so that rows come with the first chunk.
    let many: String = std::iter::once("name,domain\n".to_owned())
        .chain((0..6_000).map(|n| format!("Company {n},company{n}.com\n")))
        .collect();
    let Reply::Import(state) = ask(&mut engine, chunk(&many, false, false)) else {
        panic!("not read");
    };
    let acknowledged = state.kept;
    assert!(acknowledged > 1_000);
    let Reply::Hello(hello) = ask(&mut engine, Request::Hello) else {
        panic!("no hello");
    };
    assert_eq!(hello.unfinished_imports.len(), 1);
    assert!(matches!(
        ask(&mut engine, Request::ImportCancel { import }),
        Reply::Import(_)
    ));
    let (list, total) = rows(
        &mut engine,
        AccountQuery {
            limit: 5,
            ..AccountQuery::default()
        },
    );
    assert_eq!(total, acknowledged);
    assert!(list.iter().all(|row| row.invented));
    assert!(matches!(
        ask(&mut engine, chunk("x", true, false)),
        Reply::Error(_)
    ));
    let Reply::Hello(hello) = engine.handle(Request::Hello, at(NOW)) else {
        panic!("no hello");
    };
    assert!(hello.unfinished_imports.is_empty());
}

#[test]
fn the_table_filters_sorts_and_pages() {
    let mut engine = engine();
    import(&mut engine, "crm.csv", CRM);
    let named = |engine: &mut _, query| -> Vec<String> {
        rows(engine, query)
            .0
            .into_iter()
            .map(|row| row.name)
            .collect()
    };
    let query = AccountQuery::default;
    let sorted = AccountQuery {
        sort: "employees".into(),
        descending: true,
        ..query()
    };
    assert_eq!(
        named(&mut engine, sorted),
        ["Acme, Inc.", "Beta GmbH", "Gamma"]
    );
    let text = AccountQuery {
        text: "manu".into(),
        ..query()
    };
    assert_eq!(named(&mut engine, text), ["Beta GmbH"]);
    let filters = vec![
        ("Tier".to_owned(), "a".to_owned()),
        ("country".to_owned(), "United States".to_owned()),
    ];
    assert_eq!(
        named(&mut engine, AccountQuery { filters, ..query() }),
        ["Acme, Inc."]
    );
    let paged = AccountQuery {
        offset: 1,
        limit: 1,
        ..query()
    };
    assert_eq!(named(&mut engine, paged), ["Beta GmbH"]);
    let hostile = AccountQuery {
        text: "\" OR 1=1 --".into(),
        sort: "name; DROP TABLE account".into(),
        ..query()
    };
    assert!(named(&mut engine, hostile).is_empty());
    let stars = AccountQuery {
        sort: "stars".into(),
        descending: true,
        ..query()
    };
    let (list, _) = rows(&mut engine, stars);
    let stars: Vec<_> = list.iter().map(|row| row.stars).collect();
    let mut ordered = stars.clone();
    ordered.sort_by_key(|stars| std::cmp::Reverse(*stars));
    assert_eq!((stars.len(), stars), (3, ordered));
}

#[test]
fn the_order_by_stars_is_the_order_of_the_scores() {
    let mut engine = engine();
    let industries = ["Software", "Banking", "Mining", "", "Robotics"];
    let text: String =
        std::iter::once("name,domain,industry,employees,revenue,country,Contacts\n".to_owned())
            .chain((0..200).map(|n| {
                let employees = if n % 7 == 0 {
                    String::new()
                } else {
                    (n * 37 % 6_000).to_string()
                };
                let contacts = if n % 11 == 0 { "3" } else { "" };
                format!(
                    "Company {n},company{n}.com,{},{employees},{},Spain,{contacts}\n",
                    industries[n % 5],
                    n * 91_000
                )
            }))
            .collect();
    import(&mut engine, "many.csv", &text);
    import(
        &mut engine,
        "people.csv",
        "name,email,company\nJo,jo@company5.com,Company 5\nAl,al@company5.com,Company 5\n",
    );
    for descending in [true, false] {
        let query = AccountQuery {
            sort: "stars".into(),
            descending,
            ..AccountQuery::default()
        };
        let (list, total) = rows(&mut engine, query);
        assert_eq!((list.len(), total), (200, 200));
        let scores: Vec<_> = list
            .iter()
            .map(
                |row| match ask(&mut engine, Request::Score { account: row.id }) {
                    Reply::Score(score) => (score.stars, score.score),
                    other => panic!("{other:?}"),
                },
            )
            .collect();
        let mut ordered = scores.clone();
        ordered.sort_unstable();
        if descending {
            ordered.reverse();
        }
        assert_eq!(scores, ordered);
        assert!(scores.first() != scores.last());
    }
    // A change shows at the next look.
    let (list, _) = rows(
        &mut engine,
        AccountQuery {
            sort: "stars".into(),
            ..AccountQuery::default()
        },
    );
    let worst = list[0].id;
    let fields = vec![
        ("industry".to_owned(), "Software".to_owned()),
        ("employees".to_owned(), "900".to_owned()),
    ];
    ask(
        &mut engine,
        Request::SaveAccount {
            account: Some(worst),
            fields,
        },
    );
    let (list, _) = rows(
        &mut engine,
        AccountQuery {
            sort: "stars".into(),
            ..AccountQuery::default()
        },
    );
    assert_ne!(list[0].id, worst);
}
