//! `hookline account KEY`: what the sidebar shows.

use crate::Global;
use crate::failure::Failure;
use crate::output::{Output, for_people};
use crate::session::{Session, stars};
use hookline_engine::protocol::{AccountPage, Field, Score};

/// Stories, people and openers printed.
const MOST_PRINTED: usize = 10;

pub(crate) fn run(key: &str, global: &Global) -> Result<(), Failure> {
    let page = Session::existing(global)?.page(key)?;
    let mut output = Output::new();
    if for_people(global.json) {
        print(&page, &mut output)?;
    } else {
        output.json(&page)?;
    }
    output.end()
}

fn print(page: &AccountPage, output: &mut Output) -> Result<(), Failure> {
    let account = &page.account;
    let invented = if account.row.invented {
        " (invented)"
    } else {
        ""
    };
    output.line(&format!(
        "{}{invented}  {}",
        account.row.name,
        stars(account)
    ))?;
    if let Some(matched) = &page.matched {
        output.line(&format!("  {}", matched.why))?;
    }
    for field in &account.fields {
        print_field(field, output)?;
    }
    print_score(&account.score, output)?;
    for person in account.contacts.iter().take(MOST_PRINTED) {
        let title = person.title.as_deref().unwrap_or("");
        let email = person.email.as_deref().unwrap_or("");
        output.line(&format!("  person: {}  {title}  {email}", person.name))?;
    }
    output.line(&format!("News ({})", page.news.total))?;
    for story in page.news.stories.iter().take(MOST_PRINTED) {
        let kinds: Vec<&str> = story.kinds.iter().map(|kind| kind.kind.name()).collect();
        let publisher = story
            .publisher
            .as_deref()
            .unwrap_or(&story.provenance.source);
        output.line(&format!(
            "  {} days ago  {}  [{}]  {publisher}  {}",
            story.age_days,
            story.title,
            kinds.join(", "),
            story.url.as_deref().unwrap_or("")
        ))?;
    }
    output.line("Openers")?;
    for opener in page.openers.openers.iter().take(MOST_PRINTED) {
        output.line(&format!("  {:.2}  {}", opener.rank, opener.text))?;
    }
    if let Some(reason) = &page.openers.none_because {
        output.line(&format!("  {reason}"))?;
    }
    Ok(())
}

fn print_field(field: &Field, output: &mut Output) -> Result<(), Failure> {
    output.line(&format!(
        "  {}: {}  ({})",
        field.field, field.value, field.provenance.source
    ))?;
    for other in &field.others {
        output.line(&format!(
            "    {} says {}",
            other.provenance.source, other.value
        ))?;
    }
    Ok(())
}

fn print_score(score: &Score, output: &mut Output) -> Result<(), Failure> {
    output.line(&format!("Score {} ({})", score.score, score.model))?;
    for line in &score.contributions {
        output.line(&format!("  {:+4}  {}", line.points, line.why))?;
    }
    for event in &score.bolt {
        output.line(&format!(
            "  ⚡ {}, {} days ago, {} left: {}",
            event.kind.name(),
            event.days_ago,
            event.days_left,
            event.title
        ))?;
    }
    for warning in &score.warnings {
        output.line(&format!("  {warning}"))?;
    }
    Ok(())
}
