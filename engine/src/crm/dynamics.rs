//! Dynamics 365: `phonecall`, `email` and `task` activities of the Dataverse Web API.
//!
//! learn.microsoft.com, `power-apps/developer/data-platform/webapi`: "Create a table row", "Query data",
//! "Associate on create" (`@odata.bind`); table references of phonecall, email and task (status reasons);
//! "Microsoft identity platform and OAuth 2.0 authorization code flow" (single-page application, PKCE).

use super::{
    Activity, Call, Found, Step, address, bad_address, get, is_id, only, parted, send, subject,
};
use crate::Result;
use crate::protocol::CrmPlan;
use serde_json::{Value, json};
use url::Url;

const VERSION: &str = "v9.2";
const LOGIN: &str = "https://login.microsoftonline.com";
/// Tenant that stands for any organisation.
const ANY_TENANT: &str = "organizations";
/// Length of `subject` in the tables of activities.
const LONGEST_SUBJECT: usize = 200;
/// Longest `description` of a task and a phone call.
const LONGEST_NOTES: usize = 2_000;

/// `org.crm.dynamics.com`, `org.crm4.dynamics.com`
pub(super) fn host(host: &str) -> Result<String> {
    let is_own = host.strip_suffix(".dynamics.com").is_some_and(|name| {
        name.split_once('.').is_some_and(|(organisation, region)| {
            !organisation.is_empty() && region.starts_with("crm") && !region.contains('.')
        })
    });
    if is_own {
        Ok(host.to_owned())
    } else {
        Err(bad_address(host, "https://your-company.crm.dynamics.com"))
    }
}

pub(super) fn plan(api: &str, client: &str, tenant: &str) -> CrmPlan {
    let tenant = if tenant.is_empty() {
        ANY_TENANT
    } else {
        tenant
    };
    let scope = format!("{api}/user_impersonation offline_access");
    CrmPlan {
        authorize: address(
            &format!("{LOGIN}/{tenant}/oauth2/v2.0/authorize"),
            &[
                ("response_type", "code"),
                ("client_id", client),
                ("scope", &scope),
                ("response_mode", "query"),
            ],
        ),
        token: format!("{LOGIN}/{tenant}/oauth2/v2.0/token"),
        // The identity platform revokes no single token of a public client.
        revoke: String::new(),
        pkce: true,
        secret: false,
        pasted: false,
        api: api.to_owned(),
        permissions: vec![format!("{api}/*"), format!("{LOGIN}/*")],
    }
}

pub(super) fn check(api: &str) -> Call {
    get(format!("{api}/api/data/{VERSION}/WhoAmI"))
}

pub(super) fn find_person(api: &str, step: Step, email: &str) -> Call {
    let (table, columns) = if step == Step::Lead {
        ("leads", "leadid")
    } else {
        ("contacts", "contactid,_parentcustomerid_value")
    };
    let filter = format!("emailaddress1 eq {}", quoted(email));
    select(api, table, columns, &filter)
}

pub(super) fn find_company(api: &str, name: &str, domain: Option<&str>) -> Call {
    let mut filter = format!("name eq {}", quoted(name));
    if let Some(domain) = domain {
        for site in ["https://", "https://www.", "http://www.", "www.", ""] {
            filter.push_str(" or websiteurl eq ");
            filter.push_str(&quoted(&format!("{site}{domain}")));
        }
    }
    select(api, "accounts", "accountid", &filter)
}

fn select(api: &str, table: &str, columns: &str, filter: &str) -> Call {
    get(address(
        &format!("{api}/api/data/{VERSION}/{table}"),
        &[("$select", columns), ("$filter", filter), ("$top", "2")],
    ))
}

/// A text of OData: a quotation mark is doubled.
fn quoted(text: &str) -> String {
    let clean: String = text.chars().filter(|c| !c.is_control()).collect();
    format!("'{}'", clean.replace('\'', "''"))
}

pub(super) fn found(step: Step, answer: &Value) -> Option<Found> {
    let (kind, key) = match step {
        Step::Lead => ("lead", "leadid"),
        Step::Company => ("account", "accountid"),
        _ => ("contact", "contactid"),
    };
    only(answer.get("value")?.as_array()?, |row| {
        let id = row.get(key)?.as_str().filter(|id| is_id(id))?;
        let company = row
            .get("_parentcustomerid_value")
            .and_then(Value::as_str)
            .filter(|id| is_id(id));
        Some(Found::One(
            format!("{kind}:{id}"),
            company.map(|id| format!("account:{id}")),
        ))
    })
}

fn table(activity: &Activity) -> &'static str {
    match activity.channel.as_str() {
        "call" => "phonecall",
        "task" => "task",
        _ => "email",
    }
}

pub(super) fn create(api: &str, activity: &Activity) -> Call {
    let table = table(activity);
    let title: String = subject(activity).chars().take(LONGEST_SUBJECT).collect();
    let notes: String = activity.notes.chars().take(LONGEST_NOTES).collect();
    let mut row = json!({
        "subject": title,
        "description": notes,
        "actualend": activity.at.to_string(),
    });
    if table != "task" {
        row["directioncode"] = json!(true);
    }
    if table == "phonecall" {
        row["phonenumber"] = json!(activity.number);
        row["actualdurationminutes"] = json!(activity.seconds.div_ceil(60));
    }
    let person = activity.person.as_deref().and_then(parted);
    let company = activity.company.as_deref().and_then(parted);
    if let Some((kind, id)) = person.or(company) {
        row[format!("regardingobjectid_{kind}_{table}@odata.bind")] =
            json!(format!("/{kind}s({id})"));
    }
    if let (Some((kind, id)), true) = (person, table != "task") {
        // 2 is the recipient ("ActivityParty": ParticipationTypeMask).
        row[format!("{table}_activity_parties")] = json!([{
            "participationtypemask": 2,
            format!("partyid_{kind}@odata.bind"): format!("/{kind}s({id})"),
        }]);
    }
    let mut call = send(
        "POST",
        format!("{api}/api/data/{VERSION}/{table}s?$select=activityid"),
        &row,
    );
    call.headers.push(("Prefer", "return=representation"));
    call
}

/// An activity is made open and closed by an update of its state: `statecode` 1 is completed, the status
/// reasons are Made, Completed and Completed of the three tables.
pub(super) fn finish(api: &str, activity: &Activity, record: &str) -> Call {
    let table = table(activity);
    let reason = if table == "task" { 5 } else { 2 };
    let mut call = send(
        "PATCH",
        format!("{api}/api/data/{VERSION}/{table}s({record})"),
        &json!({ "statecode": 1, "statuscode": reason }),
    );
    // An update must not make a row that somebody has deleted meanwhile.
    call.headers.push(("If-Match", "*"));
    call
}

pub(super) fn page(
    home: &str,
    activity: &Activity,
    whose: Option<&str>,
    record: Option<&str>,
) -> Option<String> {
    let (kind, id) = match record {
        Some(id) => (table(activity), id),
        None => parted(whose?)?,
    };
    Some(format!(
        "{home}/main.aspx?etn={kind}&pagetype=entityrecord&id={id}"
    ))
}

/// `main.aspx?etn=contact&id=GUID`
pub(super) fn record(url: &Url, host_name: &str) -> Option<(String, String)> {
    let home = host(host_name).ok()?;
    let of = |name: &str| {
        url.query_pairs()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.trim_matches(['{', '}']).to_lowercase())
    };
    let (kind, id) = (of("etn")?, of("id")?);
    (matches!(&*kind, "contact" | "lead" | "account") && id.len() == 36 && is_id(&id))
        .then(|| (format!("https://{home}"), format!("{kind}:{id}")))
}
