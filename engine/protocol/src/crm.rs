//! The rep's own connection to a CRM: doings of the ledger become activities there, over its REST API.
//!
//! Tokens and secrets have no place in these messages: the browser keeps them for the session and puts
//! them into the request at its door.

#[cfg(feature = "workspace")]
use crate::Touch;
use serde::{Deserialize, Serialize};

/// What may be asked about the connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CrmRequest {
    /// Sends an entry again that the CRM refused.
    Retry {
        /// The entry of the ledger.
        touch: i64,
    },
    /// The rep has looked whether an entry whose answer was lost stands in the CRM.
    Settle {
        /// The entry of the ledger.
        touch: i64,
        /// True when it is there; false sends it again.
        there: bool,
    },
    /// How the connection stands.
    #[cfg(feature = "workspace")]
    State,
    /// What the browser needs to sign in.
    #[cfg(feature = "workspace")]
    Plan(CrmClient),
    /// The browser is signed in: doings from now on are logged.
    #[cfg(feature = "workspace")]
    Connected(CrmClient),
    /// The rep ends the connection: nothing is logged any more.
    #[cfg(feature = "workspace")]
    Disconnected,
    /// Which doings are logged.
    #[cfg(feature = "workspace")]
    Channels {
        /// Of `call`, `email`, `opener`, `task`.
        channels: Vec<String>,
    },
    /// The language that entries are written in from now on.
    #[cfg(feature = "workspace")]
    Language {
        /// As in [`CrmClient`].
        language: String,
    },
    /// The next call of the API, if one is due.
    #[cfg(feature = "workspace")]
    Due,
    /// What came of a call; the reply is the next one.
    #[cfg(feature = "workspace")]
    Answered(CrmAnswer),
    /// A request of the sign-in was carried out, for the privacy log.
    #[cfg(feature = "workspace")]
    Noted {
        /// Address without query.
        url: String,
        /// HTTP status; 0 when the host could not be reached.
        status: u16,
        /// Bytes received.
        bytes: u64,
    },
}

/// The rep's own client at the CRM.
#[cfg(feature = "workspace")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrmClient {
    /// `salesforce`, `hubspot` or `dynamics`.
    pub crm: String,
    /// The organisation's own address: My Domain, or that of Dynamics 365; unused for HubSpot.
    #[serde(default)]
    pub address: String,
    /// The client id; may be empty where a token is pasted.
    #[serde(default)]
    pub client: String,
    /// The Entra tenant; empty for any organisation.
    #[serde(default)]
    pub tenant: String,
    /// Language that entries are written in, a tag such as `de`; English when empty or not known.
    #[serde(default)]
    pub language: String,
}

/// What the browser needs to sign in.
#[cfg(feature = "workspace")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrmPlan {
    /// Where the rep signs in; the browser adds `redirect_uri`, `state` and the PKCE challenge.
    pub authorize: String,
    /// Where a code becomes a token.
    pub token: String,
    /// Where a token is revoked; empty where the API has no such place.
    #[serde(default)]
    pub revoke: String,
    /// True when the client is public and proves itself with PKCE.
    pub pkce: bool,
    /// True when the client has a secret.
    pub secret: bool,
    /// True when a token made in the CRM may be pasted instead.
    pub pasted: bool,
    /// Origin that a token may be sent to.
    pub api: String,
    /// Origin patterns that the browser must permit.
    pub permissions: Vec<String>,
}

/// One call of the CRM's API, to be sent with the session's token.
#[cfg(feature = "workspace")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrmCall {
    /// The entry of the ledger; 0 for the check of the connection.
    pub touch: i64,
    /// Names the attempt, so that a late answer is not taken for another's.
    pub attempt: i64,
    /// `GET`, `POST` or `PATCH`.
    pub method: String,
    /// Address.
    pub url: String,
    /// Headers beside `Authorization`.
    pub headers: Vec<(String, String)>,
    /// Body; empty for none.
    #[serde(default)]
    pub body: String,
    /// Largest answer to read, in bytes.
    pub max_bytes: u64,
}

/// What came of a [`CrmCall`].
#[cfg(feature = "workspace")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrmAnswer {
    /// As in the call.
    pub touch: i64,
    /// As in the call.
    pub attempt: i64,
    /// Address that was asked.
    pub url: String,
    /// HTTP status; 0 when no answer came.
    pub status: u16,
    /// Headers that matter, names in lower case.
    #[serde(default)]
    pub headers: Vec<(String, String)>,
    /// Body as text.
    #[serde(default)]
    pub body: String,
    /// What went wrong in the browser, empty when nothing did.
    #[serde(default)]
    pub failure: String,
}

/// The answer to a [`CrmRequest`]; `Retry` and `Settle` are answered with the account's ledger.
#[cfg(feature = "workspace")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CrmReply {
    /// To `State`, `Connected`, `Disconnected` and `Channels`.
    State(CrmState),
    /// To `Plan`.
    Plan(CrmPlan),
    /// To `Due` and `Answered`: the next call; `None` when nothing is due.
    Due(Option<CrmCall>),
    /// To `Answered`: the token is no longer good; the entry waits.
    Expired,
}

/// How the connection stands.
#[cfg(feature = "workspace")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrmState {
    /// The client, when the rep has connected one.
    #[serde(default)]
    pub client: Option<CrmClient>,
    /// Name of the CRM.
    pub name: String,
    /// Since when doings are logged, RFC 3339.
    #[serde(default)]
    pub since: Option<String>,
    /// True when the API has answered to the sign-in.
    pub checked: bool,
    /// What went wrong with the connection, in words for the rep.
    #[serde(default)]
    pub told: String,
    /// Which doings are logged.
    pub channels: Vec<String>,
    /// Entries logged.
    pub logged: u64,
    /// Entries that wait, were refused, or whose answer was lost; newest first.
    pub open: Vec<Touch>,
}

/// Where an entry of the ledger stands in the CRM.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrmMark {
    /// Name of the CRM.
    pub crm: String,
    /// `waiting`, `refused`, `unsure` or `logged`.
    pub state: String,
    /// The record: the activity, or the person or company to look at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The CRM's own id of the activity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// Why it is not there, in words for the rep.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub told: String,
}
