//! One message in, one reply out, whatever the message holds.

use hookline_engine::Engine;
use hookline_engine::phrases::spoken;
use hookline_engine::protocol::{
    CadenceRequest, CallRequest, CrmRequest, Envelope, ErrorReply, HygieneRequest, LedgerRequest,
    LibraryRequest, MAX_MESSAGE_BYTES, ModelRequest, PortfolioRequest, Reply, Request,
    SignalsRequest, VERSION,
};
use jiff::Timestamp;
use serde::Deserialize;

/// The reply to one message.
#[derive(Debug)]
pub struct Answer {
    /// The reply's envelope as JSON.
    pub text: String,
    /// True when the stored state may have changed, so that other views should ask again.
    pub changed: bool,
    /// True when a feed may be due at once, so that it should not wait for the next round.
    pub due: bool,
}

/// Version and number of a message whose body cannot be read.
#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    v: u32,
    #[serde(default)]
    id: u64,
    #[serde(default)]
    language: String,
}

/// Answers one message as of `now`. A message that cannot be read gets an error reply with its `id`
/// (0 when even that cannot be read).
pub fn answer(engine: &mut Engine, text: &str, now: Timestamp) -> Answer {
    if text.len() > MAX_MESSAGE_BYTES {
        return refusal(
            0,
            "",
            "message_too_large",
            "That was too much for one message. Hand it over in smaller pieces.",
            format!("{} bytes", text.len()),
        );
    }
    let head = hookline_engine::json::read::<Head>(text).unwrap_or(Head {
        v: VERSION,
        id: 0,
        language: String::new(),
    });
    if head.v != VERSION {
        return refusal(
            head.id,
            &head.language,
            "other_version",
            "Hookline was updated. Reload this tab to go on.",
            format!("message version {}, engine version {VERSION}", head.v),
        );
    }
    match hookline_engine::json::read::<Envelope<Request>>(text) {
        Ok(envelope) => {
            let changed = changes_state(&envelope.body);
            let due = makes_due(&envelope.body);
            let body = engine.handle(envelope.body, now);
            let done = !matches!(body, Reply::Error(_));
            Answer {
                text: spoken(sealed(envelope.id, body), &envelope.language),
                changed: changed && done,
                due: due && done,
            }
        }
        Err(error) => refusal(
            head.id,
            &head.language,
            "unreadable_message",
            "The engine could not read that request. Reload this tab; if it happens again, report it.",
            error.to_string(),
        ),
    }
}

/// True for the requests after which another view may show something stale.
fn changes_state(request: &Request) -> bool {
    match request {
        Request::SaveAccount { .. }
        | Request::SaveContact { .. }
        | Request::DeleteAccounts { .. }
        | Request::OpenerUsed { .. }
        | Request::FeedRead { .. }
        | Request::Paste { .. }
        | Request::FeedAdd { .. }
        | Request::FeedSet { .. }
        | Request::FeedRemove { .. }
        | Request::Fetched(_)
        | Request::Correct(_)
        | Request::Undo { .. }
        | Request::SettingsSet { .. }
        | Request::TouchAdd { .. } => true,
        Request::Signals(request) => matches!(
            request,
            SignalsRequest::SourceSet { .. }
                | SignalsRequest::SourceFollow { .. }
                | SignalsRequest::Discover { .. }
                | SignalsRequest::FoundDismiss { .. }
                | SignalsRequest::OpmlImport { .. }
                | SignalsRequest::PatchImport { .. }
        ),
        Request::Cadence(cadence) => !matches!(
            cadence,
            CadenceRequest::Plans
                | CadenceRequest::Share
                | CadenceRequest::Due { .. }
                | CadenceRequest::Of { .. }
        ),
        Request::Library(library) => !matches!(
            library,
            LibraryRequest::Entries { .. }
                | LibraryRequest::Share { .. }
                | LibraryRequest::Propose { .. }
        ),
        Request::Ledger(ledger) => !matches!(ledger, LedgerRequest::Results),
        Request::Crm(crm) => !matches!(crm, CrmRequest::State | CrmRequest::Plan(_)),
        Request::Call(call) => matches!(call, CallRequest::Log(_) | CallRequest::Unlog { .. }),
        Request::Portfolio(request) => matches!(
            request,
            PortfolioRequest::Save { .. }
                | PortfolioRequest::Remove { .. }
                | PortfolioRequest::PersonaName { .. }
        ),
        Request::Model(request) => !matches!(
            request,
            ModelRequest::List
                | ModelRequest::Show { .. }
                | ModelRequest::Preview { .. }
                | ModelRequest::Compare { .. }
                | ModelRequest::Export { .. }
                | ModelRequest::Import { keep: false, .. }
                | ModelRequest::Sql { .. }
                | ModelRequest::Change { .. }
                | ModelRequest::Scores { .. }
                | ModelRequest::Outcomes { .. }
        ),
        Request::Hygiene(request) => matches!(
            request,
            HygieneRequest::Merge { .. } | HygieneRequest::MergeUndo { .. }
        ),
        Request::ImportChunk { preview, .. } => !preview,
        Request::RestoreChunk { last, .. } => *last,
        _ => false,
    }
}

/// True for the requests after which a feed waits to be read, or an entry of the ledger for the CRM.
fn makes_due(request: &Request) -> bool {
    matches!(
        request,
        Request::OpenerUsed { .. }
            | Request::TouchAdd { .. }
            | Request::Call(CallRequest::Log(_))
            | Request::Ledger(LedgerRequest::Sent { .. })
            | Request::Cadence(CadenceRequest::Act { .. })
            | Request::Crm(
                CrmRequest::Retry { .. } | CrmRequest::Settle { .. } | CrmRequest::Connected(_)
            )
            | Request::FeedAdd { .. }
            | Request::FeedSet { on: true, .. }
            | Request::Signals(
                SignalsRequest::SourceSet { on: true, .. }
                    | SignalsRequest::SourceFollow { .. }
                    | SignalsRequest::Discover { .. }
                    | SignalsRequest::OpmlImport { .. }
            )
    )
}

fn refusal(id: u64, language: &str, code: &str, message: &str, place: String) -> Answer {
    let body = Reply::Error(ErrorReply {
        code: code.to_owned(),
        message: message.to_owned(),
        place,
        next: String::new(),
    });
    Answer {
        text: spoken(sealed(id, body), language),
        changed: false,
        due: false,
    }
}

fn sealed(id: u64, body: Reply) -> String {
    let envelope = Envelope {
        v: VERSION,
        id,
        language: String::new(),
        body,
    };
    // The protocol's types always become JSON; were one not to, the view still gets its answer.
    serde_json::to_string(&envelope).unwrap_or_else(|error| {
        format!(
            r#"{{"v":{VERSION},"id":{id},"body":{{"error":{{"code":"unwritable_reply","message":"The engine's answer could not be written.","place":{},"next":""}}}}}}"#,
            serde_json::Value::from(error.to_string())
        )
    })
}
