//! HubSpot: engagements (calls, emails, tasks) of the CRM API v3 with their associations.
//!
//! developers.hubspot.com: "Calls", "Emails", "Tasks" (properties, outcome values), "Associations" (type ids),
//! "Account information", "Working with OAuth".

use super::{Activity, Call, Found, Step, address, get, is_id, only, parted, send, subject};
use crate::protocol::CrmPlan;
use serde_json::{Value, json};
use url::Url;

/// Origin of the API.
pub(super) const API: &str = "https://api.hubapi.com";
const SCOPES: &str =
    "oauth crm.objects.contacts.read crm.objects.contacts.write crm.objects.companies.read";
/// Longest body of an engagement, in characters.
const LONGEST_NOTES: usize = 60_000;

/// HubSpot's own ids of a call's outcomes ("Calls": `hs_call_disposition`).
const DISPOSITIONS: [(&str, &str); 6] = [
    ("connected", "f240bbac-87c9-4f6e-bf70-924b57d47db7"),
    ("meeting", "f240bbac-87c9-4f6e-bf70-924b57d47db7"),
    ("voicemail", "b2cf5968-551e-4856-9783-52b3da59a7d0"),
    ("no_answer", "73a0d17f-1163-4015-bdd5-ec830791da20"),
    ("busy", "9d9162e7-6cf3-4944-bf63-4dff82258764"),
    ("wrong_number", "17b47fee-58de-441e-a44c-c6300d46f273"),
];

pub(super) fn plan(client: &str) -> CrmPlan {
    CrmPlan {
        authorize: address(
            "https://app.hubspot.com/oauth/authorize",
            &[("client_id", client), ("scope", SCOPES)],
        ),
        token: format!("{API}/oauth/v1/token"),
        revoke: format!("{API}/oauth/v1/refresh-tokens/"),
        pkce: false,
        secret: true,
        pasted: true,
        api: API.to_owned(),
        permissions: vec![format!("{API}/*")],
    }
}

pub(super) fn check() -> Call {
    get(format!("{API}/account-info/v3/details"))
}

/// `https://app-eu1.hubspot.com/contacts/PORTAL`
pub(super) fn home(answer: &Value) -> Option<String> {
    let portal = answer.get("portalId")?.as_u64()?;
    let host = answer
        .get("uiDomain")
        .and_then(Value::as_str)
        .filter(|host| is_app(host))
        .unwrap_or("app.hubspot.com");
    Some(format!("https://{host}/contacts/{portal}"))
}

fn is_app(host: &str) -> bool {
    host.strip_suffix(".hubspot.com").is_some_and(|name| {
        name.starts_with("app") && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    })
}

pub(super) fn find_person(email: &str) -> Call {
    search("contacts", &[("email", email)])
}

pub(super) fn find_company(name: &str, domain: Option<&str>) -> Call {
    match domain {
        Some(domain) => search("companies", &[("domain", domain)]),
        None => search("companies", &[("name", name)]),
    }
}

/// The search of the CRM: each filter group is an alternative. Nothing is changed, although it is a POST.
fn search(object: &str, filters: &[(&str, &str)]) -> Call {
    let groups: Vec<Value> = filters
        .iter()
        .map(|(property, value)| {
            json!({ "filters": [{ "propertyName": property, "operator": "EQ", "value": value }] })
        })
        .collect();
    send(
        "POST",
        format!("{API}/crm/v3/objects/{object}/search"),
        &json!({ "filterGroups": groups, "properties": [], "limit": 2 }),
    )
}

pub(super) fn found(step: Step, answer: &Value) -> Option<Found> {
    let kind = if step == Step::Company {
        "account"
    } else {
        "contact"
    };
    only(answer.get("results")?.as_array()?, |row| {
        let id = row.get("id")?.as_str().filter(|id| is_id(id))?;
        Some(Found::One(format!("{kind}:{id}"), None))
    })
}

pub(super) fn create(activity: &Activity) -> Call {
    let notes: String = activity.notes.chars().take(LONGEST_NOTES).collect();
    let at = activity.at.as_millisecond();
    // Type ids of the associations to a contact and to a company ("Associations", HUBSPOT_DEFINED).
    let (object, to_person, to_company, properties) = match activity.channel.as_str() {
        "call" => (
            "calls",
            194,
            182,
            json!({
                "hs_timestamp": at,
                "hs_call_title": subject(activity),
                "hs_call_body": notes,
                "hs_call_duration": u64::from(activity.seconds) * 1_000,
                "hs_call_to_number": activity.number,
                "hs_call_direction": "OUTBOUND",
                "hs_call_status": "COMPLETED",
                "hs_call_disposition": DISPOSITIONS.iter()
                    .find(|(outcome, _)| *outcome == activity.outcome).map_or("", |(_, id)| id),
            }),
        ),
        "task" => (
            "tasks",
            204,
            192,
            json!({
                "hs_timestamp": at,
                "hs_task_subject": subject(activity),
                "hs_task_body": notes,
                "hs_task_status": "COMPLETED",
                "hs_task_type": "TODO",
            }),
        ),
        _ => (
            "emails",
            198,
            186,
            json!({
                "hs_timestamp": at,
                "hs_email_direction": "EMAIL",
                "hs_email_status": "SENT",
                "hs_email_subject": subject(activity),
                "hs_email_text": notes,
            }),
        ),
    };
    let sides = [
        (activity.person.as_deref(), to_person),
        (activity.company.as_deref(), to_company),
    ];
    let associations: Vec<Value> = sides
        .iter()
        .filter_map(|(record, kind)| {
            let (_, id) = parted((*record)?)?;
            Some(json!({
                "to": { "id": id },
                "types": [{ "associationCategory": "HUBSPOT_DEFINED", "associationTypeId": kind }],
            }))
        })
        .collect();
    send(
        "POST",
        format!("{API}/crm/v3/objects/{object}"),
        &json!({ "properties": properties, "associations": associations }),
    )
}

/// An engagement is shown on the record it belongs to.
pub(super) fn page(home: &str, whose: Option<&str>, record: Option<&str>) -> Option<String> {
    let (kind, id) = parted(whose?)?;
    let object = if kind == "account" { "0-2" } else { "0-1" };
    let mut page = format!("{home}/record/{object}/{id}");
    if let Some(record) = record {
        page.push_str("?engagement=");
        page.push_str(record);
    }
    Some(page)
}

/// `/contacts/PORTAL/record/0-1/ID`
pub(super) fn record(url: &Url, host: &str) -> Option<(String, String)> {
    if !is_app(host) {
        return None;
    }
    let parts: Vec<&str> = url.path_segments()?.take(6).collect();
    let ["contacts", portal, rest @ ..] = &parts[..] else {
        return None;
    };
    let (kind, id) = match rest {
        ["record", "0-1", id, ..] | ["contact", id, ..] => ("contact", id),
        ["record", "0-2", id, ..] | ["company", id, ..] => ("account", id),
        _ => return None,
    };
    let are_numbers = [portal, id].iter().all(|text| {
        !text.is_empty() && text.len() < 24 && text.bytes().all(|b| b.is_ascii_digit())
    });
    are_numbers.then(|| {
        (
            format!("https://{host}/contacts/{portal}"),
            format!("{kind}:{id}"),
        )
    })
}
