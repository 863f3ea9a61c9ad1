//! Recent triggers: which account, which event, who says so and when.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod common;

use common::{ask, base64, engine, import};
use hookline_engine::Engine;
use hookline_engine::protocol::{
    Correction, Reply, Request, SignalKind, SignalsReply, SignalsRequest, Trigger,
};

fn filled() -> Engine {
    let mut engine = engine();
    import(
        &mut engine,
        "crm.csv",
        "Account Name,Website,Account Owner\nBrightwell Robotics,brightwell.example,Ana Ruiz\n\
         Cartessa Pharma,cartessa.example,Karl Nyman\nQuenby Retail,quenby.example,Ana Ruiz\n",
    );
    let item = |title: &str, publisher: &str, date: &str| {
        format!(
            "<item><title>{title}</title><link>https://news.example/{}</link>\
             <source url=\"https://news.example\">{publisher}</source><pubDate>{date}</pubDate></item>",
            title.len()
        )
    };
    let rss = format!(
        "<rss version=\"2.0\"><channel><title>Wire</title>{}{}{}{}</channel></rss>",
        item(
            "Brightwell Robotics raises $60 million in Series C",
            "Ledger",
            "Mon, 16 Nov 2026 08:00:00 GMT"
        ),
        item(
            "Brightwell Robotics opens office in Austin",
            "Courier",
            "Fri, 20 Nov 2026 08:00:00 GMT"
        ),
        item(
            "Cartessa Pharma to cut 400 jobs",
            "Post",
            "Sun, 22 Nov 2026 08:00:00 GMT"
        ),
        item(
            "Quenby Retail wins award for its stores",
            "Post",
            "Mon, 01 Jun 2026 08:00:00 GMT"
        ),
    );
    let read = Request::FeedRead {
        data: base64(rss.as_bytes()),
        url: "https://news.example/rss".into(),
        content_type: String::new(),
        account: None,
    };
    assert!(matches!(ask(&mut engine, read), Reply::FeedRead(_)));
    engine
}

fn triggers(engine: &mut Engine, limit: u32) -> Vec<Trigger> {
    let request = Request::Signals(SignalsRequest::Triggers { limit });
    match ask(engine, request) {
        Reply::Signals(reply) => match *reply {
            SignalsReply::Triggers(triggers) => triggers,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_account_stands_once_with_its_newest_event_source_and_day() {
    let mut engine = filled();
    let found = triggers(&mut engine, 10);
    let told: Vec<_> = found
        .iter()
        .map(|one| {
            (
                one.account.name.as_str(),
                one.event.kind,
                one.source.as_str(),
                one.event.days_ago,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("Cartessa Pharma", SignalKind::Layoffs, "Post", 2),
            ("Brightwell Robotics", SignalKind::Expansion, "Courier", 4),
        ],
        "an award in June lights nothing in November"
    );
    assert!(
        found
            .iter()
            .all(|one| one.account.bolt && one.event.url.is_some())
    );
    assert_eq!(triggers(&mut engine, 1).len(), 1);
}

#[test]
fn the_reps_own_accounts_alone_and_no_muted_one() {
    let mut engine = filled();
    let settings = Request::SettingsSet {
        settings: vec![("my_names".into(), "ana ruiz".into())],
    };
    assert!(!matches!(ask(&mut engine, settings), Reply::Error(_)));
    let found = triggers(&mut engine, 10);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].account.name, "Brightwell Robotics");
    ask(
        &mut engine,
        Request::Correct(Correction::MuteAccount { account: 1 }),
    );
    assert!(triggers(&mut engine, 10).is_empty());
}
