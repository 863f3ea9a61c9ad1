//! Salesforce: a completed `Task` at the organisation's My Domain.
//!
//! REST API Developer Guide ("Create a Record", "Query"), Object Reference (`Task`), and OAuth 2.0 Web Server
//! Flow with PKCE (help.salesforce.com, `remoteaccess_oauth_web_server_flow`, `remoteaccess_revoke_token`).

use super::{
    Activity, Call, Found, Step, address, bad_address, get, is_id, only, parted, send, subject,
};
use crate::Result;
use crate::protocol::CrmPlan;
use serde_json::{Value, json};
use url::Url;

/// Version of the API: Summer '24, which every organisation has.
const VERSION: &str = "v61.0";
const MY_DOMAIN: &str = ".my.salesforce.com";
const LIGHTNING: &str = ".lightning.force.com";
/// Longest text of `Task.Description`.
const LONGEST_NOTES: usize = 32_000;

/// The host of My Domain; the host of the pages is as good.
pub(super) fn host(host: &str) -> Result<String> {
    let named = match host.strip_suffix(LIGHTNING) {
        Some(name) => format!("{name}{MY_DOMAIN}"),
        None => host.to_owned(),
    };
    let is_own = named
        .strip_suffix(MY_DOMAIN)
        .is_some_and(|name| !name.is_empty());
    if is_own {
        Ok(named)
    } else {
        Err(bad_address(host, "https://your-company.my.salesforce.com"))
    }
}

pub(super) fn plan(api: &str, client: &str) -> CrmPlan {
    CrmPlan {
        authorize: address(
            &format!("{api}/services/oauth2/authorize"),
            &[
                ("response_type", "code"),
                ("client_id", client),
                ("scope", "api refresh_token"),
            ],
        ),
        token: format!("{api}/services/oauth2/token"),
        revoke: format!("{api}/services/oauth2/revoke"),
        pkce: true,
        secret: true,
        pasted: false,
        api: api.to_owned(),
        permissions: vec![format!("{api}/*")],
    }
}

/// The basic facts of `Task`: shows that the sign-in may see it.
pub(super) fn check(api: &str) -> Call {
    get(format!("{api}/services/data/{VERSION}/sobjects/Task"))
}

pub(super) fn find_person(api: &str, step: Step, email: &str) -> Call {
    let email = quoted(email);
    query(
        api,
        &if step == Step::Lead {
            format!("SELECT Id FROM Lead WHERE Email = {email} AND IsConverted = false LIMIT 2")
        } else {
            format!("SELECT Id, AccountId FROM Contact WHERE Email = {email} LIMIT 2")
        },
    )
}

pub(super) fn find_company(api: &str, name: &str, domain: Option<&str>) -> Call {
    let name = quoted(name);
    let mut wanted = format!("Name = {name}");
    if let Some(domain) = domain {
        let written: Vec<String> = ["", "http://", "https://"]
            .iter()
            .flat_map(|scheme| ["", "www."].map(|www| format!("{scheme}{www}{domain}")))
            .flat_map(|site| [format!("{site}/"), site])
            .map(|site| quoted(&site))
            .collect();
        wanted = format!("{wanted} OR Website IN ({})", written.join(","));
    }
    query(
        api,
        &format!("SELECT Id FROM Account WHERE {wanted} LIMIT 2"),
    )
}

fn query(api: &str, soql: &str) -> Call {
    let base = format!("{api}/services/data/{VERSION}/query");
    get(address(&base, &[("q", soql)]))
}

/// A text of SOQL ("Quoted String Escape Sequences").
fn quoted(text: &str) -> String {
    let mut out = String::from("'");
    for c in text.chars().filter(|c| !c.is_control()) {
        if matches!(c, '\'' | '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('\'');
    out
}

pub(super) fn found(step: Step, answer: &Value) -> Option<Found> {
    let kind = match step {
        Step::Lead => "lead",
        Step::Company => "account",
        _ => "contact",
    };
    only(answer.get("records")?.as_array()?, |row| {
        let id = row.get("Id")?.as_str().filter(|id| is_id(id))?;
        let company = row
            .get("AccountId")
            .and_then(Value::as_str)
            .filter(|id| is_id(id));
        Some(Found::One(
            format!("{kind}:{id}"),
            company.map(|id| format!("account:{id}")),
        ))
    })
}

pub(super) fn create(api: &str, activity: &Activity) -> Call {
    let day = jiff::tz::TimeZone::UTC.to_datetime(activity.at).date();
    let notes: String = activity.notes.chars().take(LONGEST_NOTES).collect();
    let mut task = json!({
        "Subject": subject(activity),
        "Description": notes,
        "Status": "Completed",
        "ActivityDate": day.to_string(),
        "TaskSubtype": match activity.channel.as_str() {
            "call" => "Call",
            "task" => "Task",
            _ => "Email",
        },
    });
    if activity.channel == "call" {
        task["CallType"] = json!("Outbound");
        task["CallDurationInSeconds"] = json!(activity.seconds);
        task["CallDisposition"] = json!(activity.outcome.replace('_', " "));
    }
    let person = activity.person.as_deref().and_then(parted);
    if let Some((_, id)) = person {
        task["WhoId"] = json!(id);
    }
    // A lead is related to nothing else.
    if let (Some((_, id)), false) = (
        activity.company.as_deref().and_then(parted),
        person.is_some_and(|(kind, _)| kind == "lead"),
    ) {
        task["WhatId"] = json!(id);
    }
    send(
        "POST",
        format!("{api}/services/data/{VERSION}/sobjects/Task"),
        &task,
    )
}

pub(super) fn page(home: &str, whose: Option<&str>, record: Option<&str>) -> Option<String> {
    let id = match record {
        Some(id) => id,
        None => parted(whose?)?.1,
    };
    // My Domain sends a bare id on to the record's page.
    Some(format!("{home}/{id}"))
}

/// `/lightning/r/Contact/003…/view`
pub(super) fn record(url: &Url, host_name: &str) -> Option<(String, String)> {
    let home = host(host_name).ok()?;
    let mut parts = url.path_segments()?.skip_while(|part| *part != "r").skip(1);
    let (object, id) = (parts.next()?, parts.next()?);
    let kind = match object {
        "Contact" => "contact",
        "Lead" => "lead",
        "Account" => "account",
        _ => return None,
    };
    (matches!(id.len(), 15 | 18) && is_id(id))
        .then(|| (format!("https://{home}"), format!("{kind}:{id}")))
}
