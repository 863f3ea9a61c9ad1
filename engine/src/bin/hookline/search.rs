//! `hookline search WORDS...`.

use crate::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::session::Session;
use clap::Args;
use hookline_engine::protocol::{
    ContentType, SearchPage, SearchQuery, SearchSort, SignalKind, SignalsReply, SignalsRequest,
};

/// What is searched for, and where.
#[derive(Args)]
pub(crate) struct Search {
    /// Words; the last one may be unfinished.
    #[arg(required = true)]
    words: Vec<String>,
    /// Sort of result: account, person, story, task or setting.
    #[arg(long, value_parser = parse_sort)]
    sort: Option<SearchSort>,
    /// Kind of event, such as funding.
    #[arg(long, value_parser = parse_kind)]
    kind: Option<SignalKind>,
    /// Content type, such as press_release.
    #[arg(long = "type", value_parser = parse_type)]
    content_type: Option<ContentType>,
    /// First day, such as 2026-01-31.
    #[arg(long, default_value = "")]
    from: String,
    /// Last day.
    #[arg(long, default_value = "")]
    until: String,
    /// Country, state or city of the account.
    #[arg(long, default_value = "")]
    place: String,
    /// Words of the account's industry.
    #[arg(long, default_value = "")]
    industry: String,
    /// Name, domain or email of one account.
    #[arg(long, value_name = "KEY")]
    account: Option<String>,
    /// Most results of each sort.
    #[arg(long, default_value_t = 10)]
    limit: u32,
}

pub(crate) fn run(search: &Search, global: &Global) -> Result<(), Failure> {
    let mut session = Session::existing(global)?;
    let account = match &search.account {
        Some(key) => Some(session.page(key)?.account.row.id),
        None => None,
    };
    let query = SearchQuery {
        text: search.words.join(" "),
        sorts: search.sort.into_iter().collect(),
        kinds: search.kind.into_iter().collect(),
        types: search.content_type.into_iter().collect(),
        from: search.from.clone(),
        until: search.until.clone(),
        place: search.place.clone(),
        industry: search.industry.clone(),
        account,
        account_name: String::new(),
        limit: search.limit,
    };
    match session.signals(SignalsRequest::Search(query))? {
        SignalsReply::Search(page) => print(&page, global),
        _ => Err(Failure::Failed(
            "the engine answered something else".to_owned(),
        )),
    }
}

fn print(page: &SearchPage, global: &Global) -> Result<(), Failure> {
    let mut output = Output::new();
    if global.json {
        output.json(&serde_json::to_value(page)?)?;
        return output.end();
    }
    for account in &page.accounts {
        let domain = account.domain.as_deref().unwrap_or_default();
        output.line(&format!("account  {}  {domain}", account.name))?;
    }
    for person in &page.contacts {
        let title = person.title.as_deref().unwrap_or_default();
        output.line(&format!("person   {}  {title}", person.name))?;
    }
    for story in &page.stories {
        let day: String = story.published.chars().take(10).collect();
        output.line(&format!("story    {day}  {}", story.title))?;
    }
    for task in &page.tasks {
        let state = if task.open { "open" } else { "task" };
        output.line(&format!("{state}     {}  {}", task.account_name, task.note))?;
    }
    for setting in &page.settings {
        output.line(&format!("setting  {setting}"))?;
    }
    output.end()
}

fn parse_sort(text: &str) -> Result<SearchSort, String> {
    serde_json::from_value(serde_json::Value::from(text))
        .map_err(|_| "give account, person, story, task or setting".to_owned())
}

fn parse_kind(text: &str) -> Result<SignalKind, String> {
    SignalKind::from_name(text).ok_or_else(|| {
        let names: Vec<&str> = SignalKind::ALL.iter().map(|kind| kind.name()).collect();
        format!("give one of {}", names.join(", "))
    })
}

fn parse_type(text: &str) -> Result<ContentType, String> {
    ContentType::from_name(text).ok_or_else(|| {
        let names: Vec<&str> = ContentType::ALL.iter().map(|sort| sort.name()).collect();
        format!("give one of {}", names.join(", "))
    })
}
