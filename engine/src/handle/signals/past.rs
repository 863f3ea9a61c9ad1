//! The past as it was known: a copy of the database is taken back to a moment, and asked.

use crate::protocol::{
    CadenceRequest, HygieneRequest, ModelRequest, PortfolioRequest, Reply, Request, SignalsRequest,
};
use crate::store::rewind;
use crate::{Engine, Error, Result};
use jiff::Timestamp;

/// An engine over a copy that was taken back, for as long as nothing changes.
pub(in crate::handle) struct Past {
    at: Timestamp,
    /// Changes to the database when the copy was taken.
    changes: i64,
    engine: Box<Engine>,
}

impl Engine {
    pub(super) fn as_of(&mut self, at: &str, request: Request) -> Result<Reply> {
        let at = moment(at)?;
        if !only_reads(&request) {
            return Err(Error::input(
                "past_is_read_only",
                "The past can be looked at, not changed.",
                "as of",
                "Go back to today first.",
            ));
        }
        let changes: i64 = self
            .connection
            .query_row("SELECT total_changes()", [], |row| row.get(0))?;
        let fresh = self
            .past
            .take()
            .filter(|past| past.at == at && past.changes == changes);
        let mut past = match fresh {
            Some(past) => past,
            None => Past {
                at,
                changes,
                engine: Box::new(self.taken_back(at)?),
            },
        };
        let reply = past.engine.handle(request, at);
        self.past = Some(past);
        Ok(reply)
    }

    fn taken_back(&self, at: Timestamp) -> Result<Self> {
        let copy = rewind::copy(&self.connection)?;
        let mut engine = Self::open(copy)?;
        let affected = rewind::take_back(&engine.connection, at.as_second())?;
        engine.written(|engine| {
            for story in affected.stories {
                engine.understand_again(story)?;
            }
            Ok(())
        })?;
        Ok(engine)
    }
}

/// A moment as RFC 3339; a day alone means its end.
fn moment(text: &str) -> Result<Timestamp> {
    let text = text.trim();
    if let Ok(at) = text.parse::<Timestamp>() {
        return Ok(at);
    }
    let day = text.parse::<jiff::civil::Date>().ok();
    day.and_then(|day| format!("{day}T23:59:59Z").parse().ok())
        .ok_or_else(|| {
            Error::input(
                "bad_date",
                format!(
                    "“{}” is no day or moment.",
                    text.chars().take(40).collect::<String>()
                ),
                "as of",
                "Write it like 2026-11-24 or 2026-11-24T12:00:00Z.",
            )
        })
}

fn only_reads(request: &Request) -> bool {
    matches!(
        request,
        Request::Hello
            | Request::Context { .. }
            | Request::Account { .. }
            | Request::AccountByKey { .. }
            | Request::Accounts(_)
            | Request::Search { .. }
            | Request::News(_)
            | Request::Openers { .. }
            | Request::Score { .. }
            | Request::Resolve { .. }
            | Request::Classify { .. }
            | Request::Draft { .. }
            | Request::Corrections
            | Request::PrivacyLog { .. }
            | Request::Touches { .. }
            | Request::ExportChunk { .. }
            | Request::Signals(
                SignalsRequest::Feed(_)
                    | SignalsRequest::Search(_)
                    | SignalsRequest::Triggers { .. }
            )
            | Request::Portfolio(
                PortfolioRequest::List
                    | PortfolioRequest::Tiles { .. }
                    | PortfolioRequest::Accounts { .. }
                    | PortfolioRequest::Export { .. }
                    | PortfolioRequest::Market { .. }
            )
            | Request::Model(
                ModelRequest::List | ModelRequest::Show { .. } | ModelRequest::Compare { .. }
            )
            | Request::Hygiene(HygieneRequest::Overview { .. } | HygieneRequest::Findings { .. })
            | Request::Cadence(CadenceRequest::Of { .. } | CadenceRequest::Due { .. })
    )
}
