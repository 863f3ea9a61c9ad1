//! The REST APIs of CRMs: which request logs a doing, and what an answer says. No token passes here.
//!
//! Each vendor has a file with the addresses and fields of its documentation. All speak the same five
//! questions: a person by address, a lead by address, a company, the activity, its completion.

mod dynamics;
mod hubspot;
mod salesforce;

use crate::protocol::{CrmClient, CrmPlan};
use crate::{Error, Result};
use jiff::Timestamp;
use serde_json::Value;
use url::Url;

/// Longest subject that all three take; Salesforce's own limit of `Task.Subject`.
const LONGEST_SUBJECT: usize = 255;
/// Longest client id and tenant, in characters.
const LONGEST_ID: usize = 200;

/// A CRM whose API is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vendor {
    /// Salesforce.
    Salesforce,
    /// HubSpot.
    HubSpot,
    /// Microsoft Dynamics 365.
    Dynamics,
}

/// A request of the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// `GET`, `POST` or `PATCH`.
    pub method: &'static str,
    /// Address.
    pub url: String,
    /// Headers beside `Authorization`.
    pub headers: Vec<(&'static str, &'static str)>,
    /// Body; empty for none.
    pub body: String,
}

/// What is looked up or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A person by address.
    Person,
    /// A lead by address.
    Lead,
    /// A company by domain or name.
    Company,
    /// The activity.
    Create,
    /// The activity is marked as done.
    Finish,
}

/// A doing as an activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// `call`, `email`, `opener` or `task`.
    pub channel: String,
    /// Subject line.
    pub subject: String,
    /// Notes.
    pub notes: String,
    /// When it was done.
    pub at: Timestamp,
    /// Number called; empty for none.
    pub number: String,
    /// How long a call took, in seconds.
    pub seconds: u32,
    /// What came of a call; empty for none.
    pub outcome: String,
    /// The person, as `contact:ID` or `lead:ID`.
    pub person: Option<String>,
    /// The company, as `account:ID`.
    pub company: Option<String>,
}

/// What a lookup found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// No record.
    Nothing,
    /// One record, as `kind:id`, and the company it belongs to.
    One(String, Option<String>),
    /// More than one.
    Several,
}

impl Vendor {
    /// The vendor of that code.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        match code {
            "salesforce" => Some(Self::Salesforce),
            "hubspot" => Some(Self::HubSpot),
            "dynamics" => Some(Self::Dynamics),
            _ => None,
        }
    }

    /// Its name as a person reads it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Salesforce => "Salesforce",
            Self::HubSpot => "HubSpot",
            Self::Dynamics => "Dynamics 365",
        }
    }

    /// The origin of its API for that client.
    ///
    /// # Errors
    /// The address is not one of the vendor's, so that no code and no token ever goes elsewhere.
    pub fn api(self, client: &CrmClient) -> Result<String> {
        let host = host_of(&client.address);
        match self {
            Self::HubSpot => Ok(hubspot::API.to_owned()),
            Self::Salesforce => salesforce::host(&host).map(|host| format!("https://{host}")),
            Self::Dynamics => dynamics::host(&host).map(|host| format!("https://{host}")),
        }
    }

    /// What the browser needs to sign in.
    ///
    /// # Errors
    /// The address, client id or tenant cannot be one.
    pub fn plan(self, client: &CrmClient) -> Result<CrmPlan> {
        let api = self.api(client)?;
        // HubSpot takes a pasted token, which needs no client.
        if !client.client.is_empty() || self != Self::HubSpot {
            checked(&client.client, "client", "The client id")?;
        }
        Ok(match self {
            Self::Salesforce => salesforce::plan(&api, &client.client),
            Self::HubSpot => hubspot::plan(&client.client),
            Self::Dynamics => {
                if !client.tenant.is_empty() {
                    checked(&client.tenant, "tenant", "The tenant")?;
                }
                dynamics::plan(&api, &client.client, &client.tenant)
            }
        })
    }

    /// A harmless request that shows whether the token is good.
    #[must_use]
    pub fn check(self, api: &str) -> Call {
        match self {
            Self::Salesforce => salesforce::check(api),
            Self::HubSpot => hubspot::check(),
            Self::Dynamics => dynamics::check(api),
        }
    }

    /// Where records are shown, from the answer to the check; `None` when it is no answer of the API.
    #[must_use]
    pub fn home(self, api: &str, answer: &Value) -> Option<String> {
        match self {
            Self::Salesforce => answer
                .get("objectDescribe")
                .is_some()
                .then(|| api.to_owned()),
            Self::HubSpot => hubspot::home(answer),
            Self::Dynamics => answer.get("UserId").is_some().then(|| api.to_owned()),
        }
    }

    /// The lookup of a person or lead by address; `None` where the vendor has no such record.
    #[must_use]
    pub fn find_person(self, api: &str, step: Step, email: &str) -> Option<Call> {
        match (self, step) {
            (Self::HubSpot, Step::Lead) => None,
            (Self::Salesforce, _) => Some(salesforce::find_person(api, step, email)),
            (Self::HubSpot, _) => Some(hubspot::find_person(email)),
            (Self::Dynamics, _) => Some(dynamics::find_person(api, step, email)),
        }
    }

    /// The lookup of a company.
    #[must_use]
    pub fn find_company(self, api: &str, name: &str, domain: Option<&str>) -> Call {
        match self {
            Self::Salesforce => salesforce::find_company(api, name, domain),
            Self::HubSpot => hubspot::find_company(name, domain),
            Self::Dynamics => dynamics::find_company(api, name, domain),
        }
    }

    /// What a lookup found; `None` when it is no answer of the API.
    #[must_use]
    pub fn found(self, step: Step, answer: &Value) -> Option<Found> {
        match self {
            Self::Salesforce => salesforce::found(step, answer),
            Self::HubSpot => hubspot::found(step, answer),
            Self::Dynamics => dynamics::found(step, answer),
        }
    }

    /// The request that makes the activity.
    #[must_use]
    pub fn create(self, api: &str, activity: &Activity) -> Call {
        match self {
            Self::Salesforce => salesforce::create(api, activity),
            Self::HubSpot => hubspot::create(activity),
            Self::Dynamics => dynamics::create(api, activity),
        }
    }

    /// The CRM's own id of the activity that was made.
    #[must_use]
    pub fn created(self, answer: &Value) -> Option<String> {
        let key = if self == Self::Dynamics {
            "activityid"
        } else {
            "id"
        };
        let id = answer.get(key)?.as_str()?;
        (is_id(id)
            && (self != Self::Salesforce || answer.get("success") != Some(&Value::Bool(false))))
        .then(|| id.to_owned())
    }

    /// The request that marks an activity as done; `None` where it is made so.
    #[must_use]
    pub fn finish(self, api: &str, activity: &Activity, record: &str) -> Option<Call> {
        (self == Self::Dynamics).then(|| dynamics::finish(api, activity, record))
    }

    /// Address of the page that shows the activity, or the person or company while there is none.
    #[must_use]
    pub fn page(self, home: &str, activity: &Activity, record: Option<&str>) -> Option<String> {
        let whose = activity.person.as_deref().or(activity.company.as_deref());
        match self {
            Self::Salesforce => salesforce::page(home, whose, record),
            Self::HubSpot => hubspot::page(home, whose, record),
            Self::Dynamics => dynamics::page(home, activity, whose, record),
        }
    }

    /// What the vendor says of a refusal; empty when it says nothing readable.
    #[must_use]
    pub fn reason(self, answer: &Value) -> String {
        let text = match self {
            // A list of {message, errorCode} (REST API Developer Guide, "Status Codes and Error Responses").
            Self::Salesforce => answer.get(0).and_then(|first| first.get("message")),
            Self::HubSpot => answer.get("message"),
            Self::Dynamics => answer.get("error").and_then(|error| error.get("message")),
        };
        let text = text.and_then(Value::as_str).unwrap_or_default();
        crate::ingest::text::plain_line(text, 200)
    }

    /// True when the refusal means that the day's requests are used up.
    #[must_use]
    pub fn is_limit(self, answer: &Value) -> bool {
        self == Self::Salesforce
            && answer.get(0).and_then(|first| first.get("errorCode"))
                == Some(&Value::from("REQUEST_LIMIT_EXCEEDED"))
    }
}

/// The record whose page is open: where it is shown, and `kind:id`.
#[must_use]
pub fn record_of_page(address: &str) -> Option<(Vendor, String, String)> {
    let url = Url::parse(address)
        .ok()
        .filter(|url| url.scheme() == "https")?;
    let host = url.host_str()?;
    salesforce::record(&url, host)
        .map(|(home, record)| (Vendor::Salesforce, home, record))
        .or_else(|| {
            hubspot::record(&url, host).map(|(home, record)| (Vendor::HubSpot, home, record))
        })
        .or_else(|| {
            dynamics::record(&url, host).map(|(home, record)| (Vendor::Dynamics, home, record))
        })
}

/// Kind and id of `kind:id`.
fn parted(record: &str) -> Option<(&str, &str)> {
    record.split_once(':')
}

/// The one record of a list, or none, or several.
fn only<'a>(rows: &'a [Value], read: impl Fn(&'a Value) -> Option<Found>) -> Option<Found> {
    match rows {
        [] => Some(Found::Nothing),
        [one] => read(one),
        _ => Some(Found::Several),
    }
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.len() <= 64 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// The host of an address as a person types it.
fn host_of(address: &str) -> String {
    let address = address.trim();
    let whole = if address.contains("://") {
        address.to_owned()
    } else {
        format!("https://{address}")
    };
    Url::parse(&whole)
        .ok()
        .filter(|url| url.scheme() == "https" && url.username().is_empty())
        .and_then(|url| url.host_str().map(str::to_owned))
        .unwrap_or_default()
}

fn checked(text: &str, place: &'static str, what: &str) -> Result<()> {
    let fits = !text.is_empty()
        && text.len() <= LONGEST_ID
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'));
    if fits {
        return Ok(());
    }
    Err(Error::input(
        "crm_client",
        format!("{what} is missing or has a sign that none has."),
        place,
        "Copy it from the app that you or your administrator made in the CRM.",
    ))
}

fn bad_address(place: &str, like: &str) -> Error {
    Error::input(
        "crm_address",
        "This is not an address of that CRM.".to_owned(),
        place.chars().take(120).collect::<String>(),
        format!("Give it like {like}."),
    )
}

/// An address with a query, each value encoded.
fn address(base: &str, query: &[(&str, &str)]) -> String {
    let mut out = base.to_owned();
    for (at, (name, value)) in query.iter().enumerate() {
        out.push(if at == 0 { '?' } else { '&' });
        out.push_str(name);
        out.push('=');
        out.extend(
            url::form_urlencoded::byte_serialize(value.as_bytes()).map(|part| {
                // A blank as `+` is of forms; OData reads it as a plus.
                part.replace('+', "%20")
            }),
        );
    }
    out
}

fn get(url: String) -> Call {
    Call {
        method: "GET",
        url,
        headers: vec![("Accept", "application/json")],
        body: String::new(),
    }
}

fn send(method: &'static str, url: String, body: &Value) -> Call {
    Call {
        method,
        url,
        headers: vec![
            ("Accept", "application/json"),
            ("Content-Type", "application/json"),
        ],
        body: body.to_string(),
    }
}

fn subject(activity: &Activity) -> String {
    activity.subject.chars().take(LONGEST_SUBJECT).collect()
}
