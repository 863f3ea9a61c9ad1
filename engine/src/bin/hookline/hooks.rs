//! `hookline hooks`: ranked openers with their sources.

use crate::Global;
use crate::failure::{Failure, note};
use crate::output::{Output, for_people};
use crate::session::{Session, unexpected};
use hookline_engine::protocol::{Contact, Opener, Openers, Reply, Request};

/// Openers asked for.
const MOST_OPENERS: u32 = 50;

pub(crate) fn run(account: &str, contact: Option<&str>, global: &Global) -> Result<(), Failure> {
    let mut session = Session::existing(global)?;
    let page = session.page(account)?;
    let person = match contact {
        Some(email) => person(&mut session, email)?,
        None => None,
    };
    let request = Request::Openers {
        account: page.account.row.id,
        contact: person.and_then(|person| person.id),
        first_name: None,
        limit: MOST_OPENERS,
    };
    let openers = match session.ask(request)? {
        Reply::Openers(openers) => openers,
        other => return Err(unexpected(&other)),
    };
    let mut output = Output::new();
    if for_people(global.json) {
        print(&openers, &mut output)?;
    } else {
        for (list, part) in [
            (&openers.openers, "opener"),
            (&openers.postscripts, "postscript"),
        ] {
            for opener in list {
                let mut line = serde_json::to_value(opener)?;
                line["part"] = part.into();
                output.json(&line)?;
            }
        }
    }
    output.end()?;
    if let Some(reason) = &openers.none_because {
        note(reason);
    }
    Ok(())
}

/// The person with that address. To a stranger the openers about the account hold all the same.
fn person(session: &mut Session, email: &str) -> Result<Option<Contact>, Failure> {
    let request = Request::Search {
        query: email.to_owned(),
        limit: 100,
    };
    let Reply::Search(found) = session.ask(request)? else {
        return Err(Failure::Failed("the engine did not search".to_owned()));
    };
    let wanted = email.trim().to_lowercase();
    let person = found
        .contacts
        .into_iter()
        .find(|contact| contact.email.as_deref() == Some(wanted.as_str()));
    if person.is_none() {
        note(&format!(
            "Nobody with the address “{email}” is known: no PS lines, and nothing that uses a first name."
        ));
    }
    Ok(person)
}

fn print(openers: &Openers, output: &mut Output) -> Result<(), Failure> {
    for opener in &openers.openers {
        print_one(opener, output)?;
    }
    for postscript in &openers.postscripts {
        output.line("PS")?;
        print_one(postscript, output)?;
    }
    Ok(())
}

fn print_one(opener: &Opener, output: &mut Output) -> Result<(), Failure> {
    output.line(&format!("{:.2}  {}", opener.rank, opener.text))?;
    let published = opener.published.get(..10).unwrap_or(&opener.published);
    output.line(&format!(
        "      {}, {published}, {} days ago  {}",
        opener.publisher,
        opener.age_days,
        opener.url.as_deref().unwrap_or("")
    ))?;
    output.line(&format!("      “{}”", opener.quote))
}
