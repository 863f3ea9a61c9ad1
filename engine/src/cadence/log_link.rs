//! The CRM's own form, filled in: the rep sees it, changes it, saves it. Salesforce and Dynamics 365 have
//! addresses for that; for others the text is copied.

use crate::{Error, Result};
use jiff::civil::Date;
use url::Url;

/// Longest address that browsers and the CRMs' servers take without loss.
const LONGEST_ADDRESS: usize = 2_000;
/// Longest subject; Salesforce's own limit of `Task.Subject`.
const LONGEST_SUBJECT: usize = 255;

/// What was done, for the CRM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doing {
    /// Subject line.
    pub subject: String,
    /// Notes; cut where the address would get too long.
    pub notes: String,
    /// The day it was done.
    pub day: Date,
    /// True for a call.
    pub call: bool,
    /// Number called; empty for none.
    pub number: String,
}

/// Salesforce: a completed task on the record that is open.
///
/// `page` is the address of the open Lightning page; `records` are record ids seen on it (account 001, contact
/// 003, lead 00Q, opportunity 006). Values are percent-encoded one by one, pairs joined by bare commas
/// (developer.salesforce.com, `lwc/guide/use-navigate-default`).
///
/// # Errors
/// The page is not one of Salesforce's.
pub fn salesforce(page: &str, records: &[&str], doing: &Doing) -> Result<String> {
    let origin = origin(
        page,
        &[".lightning.force.com", ".my.salesforce.com"],
        "Salesforce",
    )?;
    let ids: Vec<&str> = records
        .iter()
        .copied()
        .filter(|id| is_record_id(id))
        .collect();
    let of = |starts: &[&str]| {
        ids.iter()
            .find(|id| starts.iter().any(|start| id.starts_with(start)))
            .copied()
    };
    let who = of(&["003", "00Q"]);
    // A lead is related to nothing else.
    let what = of(&["006", "001"]).filter(|_| !who.is_some_and(|who| who.starts_with("00Q")));
    let mut fields = vec![("Subject", cut(&doing.subject, LONGEST_SUBJECT))];
    fields.extend(what.map(|id| ("WhatId", id.to_owned())));
    fields.extend(who.map(|id| ("WhoId", id.to_owned())));
    fields.push(("Status", "Completed".to_owned()));
    fields.push(("ActivityDate", doing.day.to_string()));
    if doing.call {
        fields.push(("TaskSubtype", "Call".to_owned()));
    }
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", encode(value)))
        .collect();
    let head = format!(
        "{origin}/lightning/o/Task/new?defaultFieldValues={}",
        pairs.join(",")
    );
    Ok(with_notes(head, ",Description=", &doing.notes, encode))
}

/// Dynamics 365: a phone call or task. The names are attributes of those tables; a wrong name would be
/// refused by the form (learn.microsoft.com, "set field values using parameters passed to a form").
///
/// # Errors
/// The page is not one of Dynamics 365.
pub fn dynamics(page: &str, doing: &Doing) -> Result<String> {
    let origin = origin(page, &[".dynamics.com"], "Dynamics 365")?;
    let app = Url::parse(page)
        .ok()
        .and_then(|url| {
            url.query_pairs()
                .find(|(name, _)| name == "appid")
                .map(|(_, value)| value.into_owned())
        })
        .filter(|app| {
            !app.is_empty()
                && app
                    .chars()
                    .all(|c| c.is_ascii_hexdigit() || matches!(c, '-' | '{' | '}'))
        })
        .map_or_else(String::new, |app| format!("appid={}&", encode(&app)));
    let table = if doing.call { "phonecall" } else { "task" };
    let twice = |value: &str| encode(&encode(value));
    let mut inner = format!("subject%3D{}", twice(&cut(&doing.subject, LONGEST_SUBJECT)));
    if doing.call && !doing.number.is_empty() {
        inner.push_str(&format!("%26phonenumber%3D{}", twice(&doing.number)));
    }
    let head = format!("{origin}/main.aspx?{app}etn={table}&pagetype=entityrecord&extraqs={inner}");
    Ok(with_notes(head, "%26description%3D", &doing.notes, twice))
}

/// Appends as much of the notes as the address holds.
fn with_notes(
    mut address: String,
    name: &str,
    notes: &str,
    encode: impl Fn(&str) -> String,
) -> String {
    let notes = notes.trim();
    let room = LONGEST_ADDRESS.saturating_sub(address.len() + name.len());
    let mut encoded = String::new();
    for c in notes.chars() {
        let next = encode(c.encode_utf8(&mut [0; 4]));
        if encoded.len() + next.len() > room {
            break;
        }
        encoded.push_str(&next);
    }
    if !encoded.is_empty() {
        address.push_str(name);
        address.push_str(&encoded);
    }
    address
}

fn origin(page: &str, hosts: &[&str], crm: &str) -> Result<String> {
    let known = Url::parse(page).ok().filter(|url| {
        url.scheme() == "https"
            && url
                .host_str()
                .is_some_and(|host| hosts.iter().any(|end| host.ends_with(end)))
    });
    known
        .map(|url| url.origin().ascii_serialization())
        .ok_or_else(|| {
            Error::input(
                "log_page",
                format!("This is not a page of {crm}."),
                page.chars().take(120).collect::<String>(),
                format!("Open the record in {crm}, then log again."),
            )
        })
}

fn is_record_id(id: &str) -> bool {
    matches!(id.len(), 15 | 18) && id.bytes().all(|b| b.is_ascii_alphanumeric())
}

fn cut(text: &str, most: usize) -> String {
    text.trim()
        .chars()
        .filter(|c| !c.is_control())
        .take(most)
        .collect()
}

/// As JavaScript's `encodeURIComponent`: all but letters, digits and `-_.!~*'()`.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z'
            | b'a'..=b'z'
            | b'0'..=b'9'
            | b'-'
            | b'_'
            | b'.'
            | b'!'
            | b'~'
            | b'*'
            | b'\''
            | b'('
            | b')' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
