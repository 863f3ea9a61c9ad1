//! `Host`: the engine as the worker's script sees it.

use crate::answer::answer;
use crate::permission::Permitted;
use crate::{crm, fetch, storage};
use futures_util::StreamExt;
use futures_util::stream;
use hookline_engine::Engine;
use hookline_engine::protocol::{Alerts, DueRequest, Reply, Request, SignalsReply, SignalsRequest};
use jiff::Timestamp;
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::*;

/// Feeds read at the same time: enough to hide slow servers, few enough to be a polite guest.
const LANES: usize = 4;

/// Rounds of one poll: a host with more than so many addresses gets the rest with the next.
const MOST_ROUNDS: usize = 60;

/// The engine and its database.
///
/// Every method takes `&self`, since a poll goes on over many turns of the event loop while
/// questions are answered in between; the engine is borrowed for one request at a time.
#[wasm_bindgen]
pub struct Host {
    engine: RefCell<Engine>,
    changed: Cell<bool>,
    due: Cell<bool>,
    polling: Cell<bool>,
}

#[wasm_bindgen]
impl Host {
    /// Opens the database, or makes it. `tables` is the file `engine_tables.bin` that was built with
    /// this module.
    ///
    /// # Errors
    /// An object `{code, reason}`, the reason in words for the rep, when the tables are of another
    /// build, the browser refuses storage or the database cannot be opened.
    pub async fn open(tables: Vec<u8>) -> Result<Host, JsValue> {
        storage::take_tables(tables).map_err(JsValue::from)?;
        let engine = storage::open().await.map_err(JsValue::from)?;
        Ok(Self {
            engine: RefCell::new(engine),
            changed: Cell::new(false),
            due: Cell::new(false),
            polling: Cell::new(false),
        })
    }

    /// Answers one message; both are envelopes as JSON.
    #[must_use]
    pub fn handle(&self, text: &str) -> String {
        let answer = answer(&mut self.engine.borrow_mut(), text, now());
        self.changed.set(self.changed.get() || answer.changed);
        self.due.set(self.due.get() || answer.due);
        answer.text
    }

    /// True once after the stored state may have changed.
    #[must_use]
    pub fn took_change(&self) -> bool {
        self.changed.replace(false)
    }

    /// True once after a feed was added or turned on, so that it waits to be read.
    #[must_use]
    pub fn took_due(&self) -> bool {
        self.due.replace(false)
    }

    /// Logs what waits for the CRM with the session's token. `origins` is a JSON list of granted origin
    /// patterns; requests go to the origin `api` alone. The outcome is JSON: `{}`, `{"expired":true}` when the
    /// token was refused, `{"waiting":true}` when the host is not permitted.
    ///
    /// # Errors
    /// When `origins` is not a list of strings.
    pub async fn log_crm(
        &self,
        origins: String,
        api: String,
        token: String,
    ) -> Result<String, JsValue> {
        let session = crm::Session {
            origins: &origins,
            api: &api,
            token: &token,
        };
        crm::log(self, &session).await
    }

    /// Carries out one request of a sign-in: a form that is posted, or a DELETE without one. `shown` is what the
    /// privacy log keeps of the address. The outcome is JSON: `{"status":200,"body":"…","failure":""}`.
    ///
    /// # Errors
    /// When `origins` is not a list of strings.
    pub async fn sign_in(
        &self,
        origins: String,
        method: String,
        url: String,
        shown: String,
        form: String,
    ) -> Result<String, JsValue> {
        let request = crm::SignIn {
            origins,
            method,
            url,
            shown,
            form,
        };
        crm::sign_in(self, request).await
    }

    /// Reads the feeds that are due from the hosts that are permitted.
    ///
    /// `origins` is a JSON list of granted origin patterns. A feed whose host is not among them stays
    /// due until it is. The outcome is JSON: `{"asked":3,"read":2,"failed":1,"waiting":0,"alerts":{…}}`, or `{"busy":true}` while another poll is under way.
    ///
    /// # Errors
    /// When `origins` is not a list of strings.
    pub async fn poll(&self, origins: String) -> Result<String, JsValue> {
        let origins: Vec<String> = hookline_engine::json::read(&origins)
            .map_err(|error| JsValue::from_str(&error.to_string()))?;
        if self.polling.replace(true) {
            return Ok(r#"{"busy":true}"#.to_owned());
        }
        let permitted = Permitted::new(origins.iter().map(String::as_str));
        let outcome = self.read_due(&permitted).await;
        self.polling.set(false);
        Ok(outcome)
    }
}

impl Host {
    /// Asks host after host until nothing more is due: the engine hands out one request a host at a
    /// time, so each round goes to every host once.
    async fn read_due(&self, permitted: &Permitted) -> String {
        let (mut asked, mut read, mut waiting) = (0, 0, 0);
        for _ in 0..MOST_ROUNDS {
            let due = match self.ask(Request::Due) {
                Reply::Due(due) => due,
                Reply::Error(error) => {
                    return serde_json::json!({ "failed": error.message }).to_string();
                }
                _ => Vec::new(),
            };
            let (allowed, lacking): (Vec<_>, Vec<_>) = due
                .into_iter()
                .partition(|request| permitted.allows(&request.url));
            waiting += lacking.len();
            if allowed.is_empty() {
                break;
            }
            asked += allowed.len();
            read += stream::iter(allowed)
                .map(|request| self.read_one(request))
                .buffer_unordered(LANES)
                .filter(|read| std::future::ready(*read))
                .count()
                .await;
        }
        serde_json::json!({
            "asked": asked,
            "read": read,
            "failed": asked - read,
            "waiting": waiting,
            "alerts": self.alerts(),
        })
        .to_string()
    }

    /// What the rep should be told of now; nothing when the engine does not say.
    fn alerts(&self) -> Option<Alerts> {
        let behind = js_sys::Date::new_0().get_timezone_offset();
        let request = SignalsRequest::Alerts {
            utc_offset_minutes: -(behind as i32),
        };
        match self.ask(Request::Signals(request)) {
            Reply::Signals(reply) => match *reply {
                SignalsReply::Alerts(alerts) => Some(alerts),
                _ => None,
            },
            _ => None,
        }
    }

    /// True when the feed was read.
    async fn read_one(&self, request: DueRequest) -> bool {
        let fetched = fetch::carry_out(&request).await;
        let reached = fetched.failure.is_empty();
        self.changed.set(true);
        let reply = self.ask(Request::Fetched(fetched));
        reached && !matches!(reply, Reply::Error(_))
    }

    /// The state was changed by something that no view asked for.
    pub(crate) fn note_change(&self) {
        self.changed.set(true);
    }

    pub(crate) fn ask(&self, request: Request) -> Reply {
        self.engine.borrow_mut().handle(request, now())
    }
}

/// The browser's clock.
fn now() -> Timestamp {
    Timestamp::from_millisecond(js_sys::Date::now() as i64).unwrap_or(Timestamp::UNIX_EPOCH)
}
