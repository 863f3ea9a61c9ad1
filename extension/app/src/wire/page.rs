//! The port to the content script of the host page: facts and drafts in, one insertion out.

use crate::browser::chrome::{self, Port, Standing};
use crate::wire::read;
use gloo_timers::callback::Timeout;
use hookline_protocol::PageFacts;
use serde::{Deserialize, Serialize};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

/// Pauses before the content script is called again, in milliseconds; after the last one the page
/// counts as lost (the extension was updated, or the page has no content script).
const PAUSES_MS: [u32; 4] = [150, 400, 1_000, 2_500];

/// What the host page reports.
#[derive(Debug, Clone)]
pub(crate) enum PageEvent {
    /// Who is on the page.
    Facts(PageFacts),
    /// The open draft, or `None` when there is none any more.
    Draft(Option<Draft>),
    /// What became of an insertion: its number, and the reason when it failed.
    Inserted(u64, Result<(), String>),
    /// The host page let go of a draft after the rep sent it.
    Sent(Sent),
    /// What the rep keeps of the page.
    Captured(Captured),
    /// No content script answers in that tab.
    Lost,
    /// The side panel looks at another tab now.
    Moved,
}

/// A draft as the content script saw it last.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Draft {
    /// Names the draft; insertion is refused when it is not the open one any more.
    pub(crate) token: String,
    /// Its subject.
    pub(crate) subject: String,
    /// Its text.
    pub(crate) text: String,
}

/// What is kept of a page; each part may be empty.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Captured {
    /// The page's title.
    pub(crate) title: String,
    /// The words marked on it.
    pub(crate) text: String,
    /// Its address.
    pub(crate) url: String,
}

/// A mail that was sent.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sent {
    /// Addresses of the recipients, lower case.
    pub(crate) to: Vec<String>,
    /// Its subject.
    pub(crate) subject: String,
    /// Its text.
    pub(crate) text: String,
}

/// Where in the draft the words go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Place {
    /// Where the caret is, the start when it is not in the draft.
    Caret,
    /// Above everything else.
    Start,
    /// Below everything else.
    End,
    /// Into the subject line.
    Subject,
}

/// One insertion the rep clicked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Insertion {
    /// The words; empty for a link alone.
    pub(crate) text: String,
    /// Title and address of a link after the words.
    pub(crate) link: Option<(String, String)>,
    /// Where they go.
    pub(crate) place: Place,
    /// The opener that was chosen, for the ledger.
    pub(crate) opener: Option<String>,
}

#[derive(Deserialize)]
struct Incoming {
    v: u32,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    facts: Option<PageFacts>,
    #[serde(default)]
    open: bool,
    #[serde(default)]
    draft: Option<String>,
    #[serde(default)]
    subject: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    id: u64,
    #[serde(default)]
    ok: bool,
    #[serde(default)]
    reason: Option<String>,
    #[serde(default)]
    to: Vec<String>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Outgoing<'a> {
    Insert {
        v: u32,
        id: u64,
        draft: &'a str,
        r#where: Place,
        text: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        link: Option<OutgoingLink<'a>>,
    },
    WatchDraft {
        v: u32,
        on: bool,
    },
    Collapse {
        v: u32,
    },
    Capture {
        v: u32,
        id: u64,
    },
    FocusWords {
        v: u32,
        draft: &'a str,
        start: usize,
        end: usize,
    },
    Badge {
        v: u32,
        stars: Option<u8>,
        bolt: &'a str,
    },
}

#[derive(Serialize)]
struct OutgoingLink<'a> {
    title: &'a str,
    url: &'a str,
}

/// The port; clones share it.
#[derive(Clone)]
pub(crate) struct PagePort(Rc<Inner>);

struct Inner {
    port: RefCell<Option<Port>>,
    told: Callback<PageEvent>,
    tries: Cell<usize>,
    generation: Cell<u32>,
    last_id: Cell<u64>,
    /// True when this page follows the active tab.
    follows: Cell<bool>,
    /// The tab followed.
    followed: Cell<f64>,
}

impl PagePort {
    /// Begins to connect to the tab this page stands in.
    pub(crate) fn start(told: Callback<PageEvent>) -> Self {
        let inner = Rc::new(Inner {
            port: RefCell::new(None),
            told,
            tries: Cell::new(0),
            generation: Cell::new(0),
            last_id: Cell::new(0),
            follows: Cell::new(false),
            followed: Cell::new(f64::NAN),
        });
        connect(inner.clone());
        Self(inner)
    }

    /// True when this page stands in the host page and can be collapsed.
    pub(crate) fn in_page(&self) -> bool {
        !self.0.follows.get() && self.0.port.borrow().is_some()
    }

    /// Connects anew, after the rep asked for it.
    pub(crate) fn retry(&self) {
        self.0.tries.set(0);
        connect(self.0.clone());
    }

    /// Asks for one insertion; its number comes back with the outcome. `None` without a page.
    pub(crate) fn insert(&self, draft: &str, insertion: &Insertion) -> Option<u64> {
        let id = self.0.last_id.get() + 1;
        self.0.last_id.set(id);
        let link = insertion
            .link
            .as_ref()
            .map(|(title, url)| OutgoingLink { title, url });
        let sent = self.post(&Outgoing::Insert {
            v: 1,
            id,
            draft,
            r#where: insertion.place,
            text: &insertion.text,
            link,
        });
        sent.then_some(id)
    }

    /// Folds the sidebar to its tab at the window's edge.
    pub(crate) fn collapse(&self) {
        self.post(&Outgoing::Collapse { v: 1 });
    }

    /// Asks for the page's title, marked words and address.
    pub(crate) fn capture(&self) -> bool {
        self.post(&Outgoing::Capture { v: 1, id: 1 })
    }

    /// Shows the words in the draft that a criterion speaks of.
    pub(crate) fn focus_words(&self, draft: &str, span: [usize; 2]) {
        self.post(&Outgoing::FocusWords {
            v: 1,
            draft,
            start: span[0],
            end: span[1],
        });
    }

    /// Says what the collapsed tab shows: stars, and the bolt in words, empty without one.
    pub(crate) fn badge(&self, stars: Option<u8>, bolt: &str) {
        self.post(&Outgoing::Badge { v: 1, stars, bolt });
    }

    fn post(&self, message: &Outgoing<'_>) -> bool {
        let port = self.0.port.borrow();
        let Some(port) = port.as_ref() else {
            return false;
        };
        serde_json::to_string(message)
            .is_ok_and(|text| port.post(&chrome::from_json(&text)).is_ok())
    }
}

fn connect(inner: Rc<Inner>) {
    spawn_local(async move {
        let Some(standing) = chrome::standing().await else {
            return inner.told.emit(PageEvent::Lost);
        };
        if let Standing::Beside(tab) = standing {
            inner.followed.set(tab);
            if !inner.follows.replace(true) {
                follow(&inner);
            }
        }
        match chrome::connect_page(standing) {
            Ok(port) => attach(&inner, port),
            Err(_) => lost(inner),
        }
    });
}

/// The side panel stays while the rep goes from tab to tab: another one in front, or the same one
/// loaded anew. What other tabs and windows do is nothing to it.
fn follow(inner: &Rc<Inner>) {
    let weak = Rc::downgrade(inner);
    let moved =
        Closure::<dyn FnMut(JsValue, JsValue)>::new(move |tab: JsValue, change: JsValue| {
            let Some(inner) = weak.upgrade() else { return };
            if !change.is_object() {
                spawn_local(activated(inner));
            } else if chrome::field(&change, "status").as_string().as_deref() == Some("complete")
                && tab.as_f64() == Some(inner.followed.get())
            {
                begin_anew(&inner);
            }
        });
    chrome::on_tab_change(moved.as_ref().unchecked_ref());
    moved.forget();
}

async fn activated(inner: Rc<Inner>) {
    if let Some(Standing::Beside(tab)) = chrome::standing().await
        && tab != inner.followed.get()
    {
        begin_anew(&inner);
    }
}

fn begin_anew(inner: &Rc<Inner>) {
    if let Some(port) = inner.port.borrow_mut().take() {
        port.disconnect();
    }
    inner.tries.set(0);
    // An attempt that still waits for its turn is given up.
    inner.generation.set(inner.generation.get() + 1);
    inner.told.emit(PageEvent::Moved);
    connect(inner.clone());
}

fn attach(inner: &Rc<Inner>, port: Port) {
    let generation = inner.generation.get() + 1;
    inner.generation.set(generation);
    let weak = Rc::downgrade(inner);
    let heard = Closure::<dyn FnMut(JsValue)>::new(move |message: JsValue| {
        if let Some(inner) = weak.upgrade()
            && inner.generation.get() == generation
        {
            receive(&inner, &message);
        }
    });
    port.on_message().add(heard.as_ref().unchecked_ref());
    let weak = Rc::downgrade(inner);
    let gone = Closure::<dyn FnMut()>::new(move || {
        if let Some(inner) = weak.upgrade()
            && inner.generation.get() == generation
        {
            *inner.port.borrow_mut() = None;
            lost(inner);
        }
    });
    port.on_disconnect().add(gone.as_ref().unchecked_ref());
    heard.forget();
    gone.forget();
    let watch = serde_json::to_string(&Outgoing::WatchDraft { v: 1, on: true });
    if let Ok(watch) = watch {
        let _ = port.post(&chrome::from_json(&watch));
    }
    *inner.port.borrow_mut() = Some(port);
}

fn lost(inner: Rc<Inner>) {
    let tries = inner.tries.get();
    match PAUSES_MS.get(tries) {
        Some(pause) => {
            inner.tries.set(tries + 1);
            let generation = inner.generation.get();
            Timeout::new(*pause, move || {
                if inner.generation.get() == generation {
                    connect(inner);
                }
            })
            .forget();
        }
        None => inner.told.emit(PageEvent::Lost),
    }
}

fn receive(inner: &Rc<Inner>, message: &JsValue) {
    let Some(message) = read::<Incoming>(message.clone()) else {
        return;
    };
    if message.v != 1 {
        return inner.told.emit(PageEvent::Lost);
    }
    inner.tries.set(0);
    let event = match message.kind.as_str() {
        "facts" => message.facts.map(PageEvent::Facts),
        "draft" => Some(PageEvent::Draft(message.open.then(|| Draft {
            token: message.draft.unwrap_or_default(),
            subject: message.subject.unwrap_or_default(),
            text: message.text.unwrap_or_default(),
        }))),
        "sent" => Some(PageEvent::Sent(Sent {
            to: message.to,
            subject: message.subject.unwrap_or_default(),
            text: message.text.unwrap_or_default(),
        })),
        "captured" => Some(PageEvent::Captured(Captured {
            title: message.title.unwrap_or_default(),
            text: message.text.unwrap_or_default(),
            url: message.url.unwrap_or_default(),
        })),
        "inserted" => {
            let outcome = if message.ok {
                Ok(())
            } else {
                Err(message.reason.unwrap_or_default())
            };
            Some(PageEvent::Inserted(message.id, outcome))
        }
        _ => None,
    };
    if let Some(event) = event {
        inner.told.emit(event);
    }
}
