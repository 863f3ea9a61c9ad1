//! Data quality: what is missing, doubled, old, contradictory or wrong, and what fixing it changes.

mod duplicates;
mod enrichment;
mod findings;
mod overview;

use super::Engine;
use crate::Result;
use crate::protocol::{HygieneReply, HygieneRequest, Reply};
use crate::store::unite;
use jiff::Timestamp;

impl Engine {
    pub(super) fn hygiene(&mut self, request: HygieneRequest, now: Timestamp) -> Result<Reply> {
        let reply = match request {
            HygieneRequest::Overview { view } => {
                HygieneReply::Overview(self.quality_overview(&view, now)?)
            }
            HygieneRequest::Findings {
                view,
                issue,
                field,
                offset,
                limit,
            } => self.findings(&view, &issue, &field, offset, limit, now)?,
            HygieneRequest::Duplicates { view, limit } => {
                HygieneReply::Duplicates(self.duplicates(&view, limit, now)?)
            }
            HygieneRequest::MergePreview { keep, merge } => {
                HygieneReply::Preview(Box::new(self.merge_preview(keep, merge, now)?))
            }
            HygieneRequest::Merge { keep, merge } => {
                self.written(|engine| {
                    unite::unite(&engine.connection, keep, merge, now.as_second())
                })?;
                HygieneReply::Merges(unite::all(&self.connection)?)
            }
            HygieneRequest::MergeUndo { merge } => {
                self.written(|engine| unite::part(&engine.connection, merge, now.as_second()))?;
                HygieneReply::Merges(unite::all(&self.connection)?)
            }
            HygieneRequest::Enrichment { view } => {
                HygieneReply::Enrichment(self.enriching_sources(&view, now)?)
            }
            HygieneRequest::EnrichmentPreview {
                view,
                source,
                mode,
                limit,
            } => self.enrichment_preview(&view, &source, &mode, limit, now)?,
            HygieneRequest::EnrichmentSet { view, source, mode } => {
                let mode = enrichment::mode_of(&mode)?;
                self.written(|engine| {
                    crate::store::enrichment::set(
                        &engine.connection,
                        &source,
                        mode,
                        now.as_second(),
                    )
                })?;
                HygieneReply::Enrichment(self.enriching_sources(&view, now)?)
            }
            HygieneRequest::Merges => HygieneReply::Merges(unite::all(&self.connection)?),
        };
        Ok(Reply::Hygiene(reply))
    }
}
