//! Public sources: which address to ask, how often, and what an answer says.
//!
//! A [`Source`] is recognised from its address ([`Source::of_url`]), so that a rep follows a job
//! board or a company's filings like any feed. [`read`] is the one way from an answer to
//! [`Findings`]: stories with the kinds that codes state exactly, and facts about companies. No
//! source is ever asked from here; the host does that and hands the answer back.
//!
//! ```
//! use hookline_engine::source::{self, Source};
//! let board = Source::GreenhouseBoard { token: "acme".to_owned() };
//! assert_eq!(Source::of_url(&board.url()), board);
//! let answer = br#"{"jobs":[{"id":1,"title":"Account Executive","absolute_url":"https://boards.greenhouse.io/acme/jobs/1",
//!     "location":{"name":"Berlin"},"departments":[{"name":"Sales"}]}]}"#;
//! let findings = source::read(answer, &board.url(), "application/json").unwrap();
//! assert_eq!(findings.stories[0].entry.title, "Account Executive (Sales, Berlin)");
//! ```

mod address;
pub mod edgar;
mod fields;
mod findings;
mod gdelt;
pub mod gleif;
mod hacker_news;
pub mod jobs;
mod linked;
mod news;
mod sorts;
pub mod wikidata;

pub use address::Source;
pub use findings::{CompanyFacts, CompanyKeys, Findings, SourceStory};
pub use linked::sources_of_page;
pub use sorts::{Asked, SORTS, Sort, of_account, shared_addresses, sort_named};

use crate::Result;

/// Reads an answer of the source with that address; what no special source owns is read as a feed.
///
/// # Errors
/// Named errors when the answer is not what the source sends (`not_a_feed`, `html_instead_of_feed`,
/// `unreadable_answer`); they say what to do.
pub fn read(payload: &[u8], url: &str, content_type: &str) -> Result<Findings> {
    match Source::of_url(url) {
        Source::EdgarCompany { .. } => edgar::submissions::read(payload, url),
        Source::EdgarCurrent { .. } => edgar::current::read(payload, url, content_type),
        Source::EdgarDocument { form_d: true, .. } => edgar::form_d::read(payload, url),
        Source::EdgarDocument { .. } => edgar::report::read(payload, url),
        Source::Gleif { .. } => gleif::read(payload, url),
        Source::WikidataSearch { .. } | Source::WikidataEntities { .. } => {
            wikidata::read(payload, url)
        }
        Source::GreenhouseBoard { token } => jobs::greenhouse::read(payload, url, &token),
        Source::LeverBoard { site, .. } => jobs::lever::read(payload, url, &site),
        Source::AshbyBoard { name } => jobs::ashby::read(payload, url, &name),
        Source::Gdelt { .. } => gdelt::read(payload, url),
        Source::HackerNews { .. } => hacker_news::read(payload, url),
        source => news::read(&source, payload, url, content_type),
    }
}
