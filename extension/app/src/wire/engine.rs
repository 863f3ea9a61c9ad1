//! The client of the engine host: numbered questions over a port that may break at any time.
//!
//! A question whose [`Asked`] is dropped is forgotten, and so is its reply. When the port breaks, the
//! client has the host started again and connects anew: questions that only read are put again,
//! those that change something are answered with an error, since nobody knows whether they were done.

use crate::browser::chrome::{self, Port};
use crate::browser::text::{optional, t};
use crate::wire::read;
use gloo_timers::callback::Timeout;
use hookline_protocol::{
    CadenceRequest, CallRequest, Envelope, ErrorReply, LedgerRequest, LibraryRequest,
    MAX_MESSAGE_BYTES, Reply, Request, VERSION,
};
use serde::Deserialize;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

/// First pause before another try to reach the engine, in milliseconds; it doubles each time.
const FIRST_PAUSE_MS: u32 = 250;
/// Longest pause before another try, in milliseconds.
const LONGEST_PAUSE_MS: u32 = 8_000;

/// How often a reading question is put again after the engine was restarted under it.
const MOST_REFUSALS: u8 = 5;
/// Code of the host's answer to a question that a dying engine left behind.
const RESTARTED: &str = "engine_restarted";

/// How the way to the engine stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Link {
    /// Not heard of yet.
    Connecting,
    /// The engine answers.
    Ready,
    /// It stopped and is being started again.
    Restarting,
    /// It cannot be started; the reason in words. Tried again all the same.
    Failed(String),
    /// Stored data changed, or the engine was started anew: ask again.
    Changed,
}

/// A question under way. Dropping it drops the reply.
#[derive(Debug)]
pub(crate) struct Asked {
    id: u64,
    inner: Weak<Inner>,
}

impl Drop for Asked {
    fn drop(&mut self) {
        if let Some(inner) = self.inner.upgrade() {
            inner.pending.borrow_mut().retain(|one| one.id != self.id);
        }
    }
}

/// A listener's place. Dropping it ends the listening.
#[derive(Debug)]
pub(crate) struct Listening(#[allow(dead_code, reason = "its life is its meaning")] Rc<()>);

/// The client; clones share one port.
#[derive(Clone)]
pub(crate) struct Client(Rc<Inner>);

impl PartialEq for Client {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

struct Pending {
    id: u64,
    /// How often the host gave it back unanswered.
    refused: u8,
    message: String,
    /// True when asking twice does no harm.
    reads: bool,
    sent: bool,
    done: Callback<Reply>,
}

struct Inner {
    port: RefCell<Option<Port>>,
    pending: RefCell<Vec<Pending>>,
    listeners: RefCell<Vec<(Weak<()>, Callback<Link>)>>,
    last_id: Cell<u64>,
    /// Counts connections, so that a late event of an old port is known as such.
    generation: Cell<u32>,
    pause: Cell<u32>,
    link: RefCell<Link>,
}

/// What comes in: a reply, or an event of the host.
#[derive(Deserialize)]
struct Incoming {
    v: u32,
    #[serde(default)]
    id: u64,
    #[serde(default)]
    body: Option<Reply>,
    #[serde(default)]
    event: Option<String>,
    #[serde(default)]
    code: Option<String>,
    #[serde(default)]
    reason: Option<String>,
}

impl Client {
    /// Makes a client and begins to connect.
    pub(crate) fn start() -> Self {
        let inner = Rc::new(Inner {
            port: RefCell::new(None),
            pending: RefCell::new(Vec::new()),
            listeners: RefCell::new(Vec::new()),
            last_id: Cell::new(0),
            generation: Cell::new(0),
            pause: Cell::new(FIRST_PAUSE_MS),
            link: RefCell::new(Link::Connecting),
        });
        connect(inner.clone());
        Self(inner)
    }

    /// Asks; `done` gets the reply unless the handle is dropped first.
    #[must_use]
    pub(crate) fn ask(&self, request: &Request, done: Callback<Reply>) -> Asked {
        let id = self.0.last_id.get() + 1;
        self.0.last_id.set(id);
        let asked = Asked {
            id,
            inner: Rc::downgrade(&self.0),
        };
        let message = serde_json::to_string(&Envelope {
            v: VERSION,
            id,
            // The language that the labels around the reply are in.
            language: t("language_code"),
            body: request,
        })
        .unwrap_or_default();
        if message.is_empty() || message.len() > MAX_MESSAGE_BYTES {
            done.emit(error("too_large", t("error_too_large")));
            return asked;
        }
        self.0.pending.borrow_mut().push(Pending {
            id,
            refused: 0,
            message,
            reads: reads(request),
            sent: false,
            done,
        });
        send_waiting(&self.0);
        asked
    }

    /// Asks and waits, for work in many steps.
    pub(crate) async fn get(&self, request: &Request) -> Reply {
        let reply = Rc::new(RefCell::new(None));
        let kept = reply.clone();
        let mut asked = None;
        let promise = js_sys::Promise::new(&mut |resolve, _| {
            let kept = kept.clone();
            let done = Callback::from(move |reply| {
                *kept.borrow_mut() = Some(reply);
                let _ = resolve.call0(&JsValue::NULL);
            });
            asked = Some(self.ask(request, done));
        });
        let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
        drop(asked);
        let reply = reply.borrow_mut().take();
        reply.unwrap_or_else(|| error("unreadable", t("error_unreadable")))
    }

    /// Tells of every change of the way to the engine, and of changed data.
    #[must_use]
    pub(crate) fn listen(&self, heard: Callback<Link>) -> Listening {
        let place = Rc::new(());
        self.0
            .listeners
            .borrow_mut()
            .push((Rc::downgrade(&place), heard));
        Listening(place)
    }

    /// How the way to the engine stands now.
    pub(crate) fn link(&self) -> Link {
        self.0.link.borrow().clone()
    }
}

fn connect(inner: Rc<Inner>) {
    spawn_local(async move {
        if let Err(reason) = chrome::ensure_engine().await {
            tell(&inner, Link::Failed(reason));
            return again(inner);
        }
        match chrome::connect_engine() {
            Ok(port) => attach(&inner, port),
            // The extension was updated or removed under this page.
            Err(_) => {
                tell(&inner, Link::Failed(t("state_reload_tab")));
                again(inner);
            }
        }
    });
}

fn attach(inner: &Rc<Inner>, port: Port) {
    let generation = inner.generation.get() + 1;
    inner.generation.set(generation);
    let weak = Rc::downgrade(inner);
    let heard = Closure::<dyn FnMut(JsValue)>::new(move |message: JsValue| {
        if let (Some(inner), Some(text)) = (weak.upgrade(), message.as_string()) {
            receive(&inner, &text);
        }
    });
    port.on_message().add(heard.as_ref().unchecked_ref());
    let weak = Rc::downgrade(inner);
    let gone = Closure::<dyn FnMut()>::new(move || {
        if let Some(inner) = weak.upgrade()
            && inner.generation.get() == generation
        {
            lost(inner);
        }
    });
    port.on_disconnect().add(gone.as_ref().unchecked_ref());
    // The port keeps both for as long as it lives; there is one port at a time.
    heard.forget();
    gone.forget();
    *inner.port.borrow_mut() = Some(port);
    send_waiting(inner);
}

fn lost(inner: Rc<Inner>) {
    *inner.port.borrow_mut() = None;
    interrupt(&inner);
    tell(&inner, Link::Restarting);
    again(inner);
}

/// Readies the reading questions to be put again, and gives up those that change something.
fn interrupt(inner: &Rc<Inner>) {
    let mut unsure = Vec::new();
    inner.pending.borrow_mut().retain_mut(|one| {
        if one.sent && !one.reads {
            unsure.push(one.done.clone());
            return false;
        }
        one.sent = false;
        true
    });
    for done in unsure {
        done.emit(error(RESTARTED, t("error_interrupted")));
    }
}

fn again(inner: Rc<Inner>) {
    let pause = inner.pause.get();
    inner.pause.set((pause * 2).min(LONGEST_PAUSE_MS));
    Timeout::new(pause, move || connect(inner)).forget();
}

fn send_waiting(inner: &Rc<Inner>) {
    let port = inner.port.borrow();
    let Some(port) = port.as_ref() else { return };
    for one in inner.pending.borrow_mut().iter_mut() {
        // A port that breaks here reports so by its own event.
        if !one.sent && port.post(&JsValue::from_str(&one.message)).is_ok() {
            one.sent = true;
        }
    }
}

fn receive(inner: &Rc<Inner>, text: &str) {
    if text.len() > MAX_MESSAGE_BYTES {
        return;
    }
    let message = chrome::from_json(text);
    let Some(incoming) = read::<Incoming>(message.clone()) else {
        let id = chrome::field(&message, "id").as_f64().unwrap_or_default();
        return answer(inner, id as u64, error("unreadable", t("error_unreadable")));
    };
    if incoming.v != VERSION {
        return tell(inner, Link::Failed(t("state_reload_tab")));
    }
    match incoming.event.as_deref() {
        Some("ready") => {
            inner.pause.set(FIRST_PAUSE_MS);
            tell(inner, Link::Ready);
        }
        Some("changed") => tell(inner, Link::Changed),
        Some("restarted") => {
            interrupt(inner);
            send_waiting(inner);
            tell(inner, Link::Ready);
            tell(inner, Link::Changed);
        }
        Some("failed") => {
            let (code, reason) = (
                incoming.code.unwrap_or_default(),
                incoming.reason.unwrap_or_default(),
            );
            tell(inner, Link::Failed(failed(&code, reason)));
        }
        _ => {}
    }
    let Some(reply) = incoming.body else { return };
    match &reply {
        Reply::Error(error) if error.code == RESTARTED && put_off(inner, incoming.id) => return,
        Reply::Error(_) => {}
        _ => {
            inner.pause.set(FIRST_PAUSE_MS);
            if *inner.link.borrow() != Link::Ready {
                tell(inner, Link::Ready);
            }
        }
    }
    answer(inner, incoming.id, reply);
}

/// Why the engine cannot be started, in the rep's language; what the browser itself says is kept.
fn failed(code: &str, reason: String) -> String {
    let mut key = String::from("failed_");
    key.push_str(code);
    let mut said = optional(&key);
    if said.is_empty() {
        return reason;
    }
    if let (Some(from), Some(to)) = (reason.rfind('('), reason.rfind(')'))
        && let Some(detail) = reason.get(from..=to)
    {
        said.push(' ');
        said.push_str(detail);
    }
    said
}

/// Puts a reading question again a little later, when the engine was restarted under it. False when
/// it changes something, or was put often enough.
fn put_off(inner: &Rc<Inner>, id: u64) -> bool {
    let mut pending = inner.pending.borrow_mut();
    let Some(one) = pending.iter_mut().find(|one| one.id == id) else {
        return false;
    };
    if !one.reads || one.refused >= MOST_REFUSALS {
        return false;
    }
    one.refused += 1;
    one.sent = false;
    let pause = FIRST_PAUSE_MS << one.refused;
    drop(pending);
    tell(inner, Link::Restarting);
    let inner = inner.clone();
    Timeout::new(pause, move || send_waiting(&inner)).forget();
    true
}

/// Hands the reply to who asked; one that nobody waits for any more is dropped.
fn answer(inner: &Rc<Inner>, id: u64, reply: Reply) {
    let found = {
        let mut pending = inner.pending.borrow_mut();
        pending
            .iter()
            .position(|one| one.id == id)
            .map(|place| pending.remove(place))
    };
    if let Some(one) = found {
        one.done.emit(reply);
    }
}

fn tell(inner: &Rc<Inner>, link: Link) {
    if link != Link::Changed {
        *inner.link.borrow_mut() = link.clone();
    }
    let heard: Vec<Callback<Link>> = {
        let mut listeners = inner.listeners.borrow_mut();
        listeners.retain(|(place, _)| place.strong_count() > 0);
        listeners.iter().map(|(_, heard)| heard.clone()).collect()
    };
    for one in heard {
        one.emit(link.clone());
    }
}

fn error(code: &str, message: String) -> Reply {
    Reply::Error(ErrorReply {
        code: code.to_owned(),
        message,
        place: String::new(),
        next: String::new(),
    })
}

/// True for questions that change nothing.
fn reads(request: &Request) -> bool {
    #[cfg(feature = "workspace")]
    if let Some(reads) = workspace_reads(request) {
        return reads;
    }
    matches!(
        request,
        Request::Hello
            | Request::Context { .. }
            | Request::Account { .. }
            | Request::AccountByKey { .. }
            | Request::Search { .. }
            | Request::News(_)
            | Request::Openers { .. }
            | Request::Draft { .. }
            | Request::Feeds
            | Request::Touches { .. }
            | Request::Cadence(
                CadenceRequest::Plans | CadenceRequest::Due { .. } | CadenceRequest::Of { .. }
            )
            | Request::Library(LibraryRequest::Propose { .. })
            | Request::Call(CallRequest::Numbers { .. } | CallRequest::Form { .. })
    )
}

/// The same for what only the workspace asks; `None` for anything else.
#[cfg(feature = "workspace")]
fn workspace_reads(request: &Request) -> Option<bool> {
    use hookline_protocol::{HygieneRequest, ModelRequest, PortfolioRequest};
    match request {
        Request::Crm(request) => Some(matches!(
            request,
            hookline_protocol::CrmRequest::State | hookline_protocol::CrmRequest::Plan(_)
        )),
        Request::Portfolio(request) => Some(!matches!(
            request,
            PortfolioRequest::Save { .. }
                | PortfolioRequest::Remove { .. }
                | PortfolioRequest::PersonaName { .. }
        )),
        Request::Model(request) => Some(matches!(
            request,
            ModelRequest::List
                | ModelRequest::Show { .. }
                | ModelRequest::Preview { .. }
                | ModelRequest::Compare { .. }
                | ModelRequest::Sql { .. }
                | ModelRequest::Change { .. }
                | ModelRequest::Scores { .. }
                | ModelRequest::Outcomes { .. }
        )),
        Request::Hygiene(request) => Some(!matches!(
            request,
            HygieneRequest::Merge { .. } | HygieneRequest::MergeUndo { .. }
        )),
        Request::Accounts(_)
        | Request::Score { .. }
        | Request::Resolve { .. }
        | Request::Classify { .. }
        | Request::Corrections
        | Request::PrivacyLog { .. }
        | Request::ExportChunk { .. }
        | Request::Cadence(CadenceRequest::Share)
        | Request::Library(LibraryRequest::Entries { .. } | LibraryRequest::Share { .. })
        | Request::Ledger(LedgerRequest::Results) => Some(true),
        _ => None,
    }
}
