//! Signals: sources, the ranked feed, search, alerts, corrections as a file, and the past.

mod alerts;
mod discover;
mod facts;
mod find;
mod past;
mod patch;
mod ranked;
mod sources;
mod trends;
mod wanted;

pub(super) use find::SearchState;
pub(super) use past::Past;

use crate::protocol::{Reply, SignalsRequest};
use crate::{Engine, Result};
use jiff::Timestamp;

impl Engine {
    pub(super) fn signals(&mut self, request: SignalsRequest, now: Timestamp) -> Result<Reply> {
        match request {
            SignalsRequest::Sources => self.sources(),
            SignalsRequest::SourceSet { name, on } => {
                self.written(|engine| engine.set_source(&name, on, now))
            }
            SignalsRequest::SourceFollow {
                name,
                account,
                value,
            } => self.written(|engine| engine.follow_source(&name, account, &value, now)),
            SignalsRequest::Discover { url, account } => {
                self.written(|engine| engine.discover(&url, account, now))
            }
            SignalsRequest::FoundDismiss { found } => {
                self.written(|engine| engine.dismiss_found(found))
            }
            SignalsRequest::OpmlImport { text } => {
                self.written(|engine| engine.import_opml(&text, now))
            }
            SignalsRequest::OpmlExport => self.export_opml(),
            SignalsRequest::Feed(query) => self.ranked_feed(&query, now),
            SignalsRequest::Search(query) => self.find(&query, now),
            SignalsRequest::PatchExport { pins_only } => self.export_patch(pins_only),
            SignalsRequest::PatchImport { text } => {
                self.written(|engine| engine.import_patch(&text, now))
            }
            SignalsRequest::Alerts { utc_offset_minutes } => {
                self.written(|engine| engine.alerts(utc_offset_minutes, now))
            }
            SignalsRequest::Triggers { limit } => self.triggers(limit, now),
            SignalsRequest::AlertsSeen => self.written(|engine| engine.alerts_seen(now)),
            SignalsRequest::AsOf { at, request } => self.as_of(&at, *request),
        }
    }
}
