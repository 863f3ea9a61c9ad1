//! The shipped extension in real browsers, on host pages served at their real origins.
//!
//! - [`Hosts`] is a TLS server on loopback that answers for every host name with the pages it was
//!   given, under the kind of content security policy that the real host sends.
//! - [`Browser`] is Chromium or Firefox with a profile of its own, the extension loaded, and every
//!   host name mapped to that server; nothing else can be reached. `HOOKLINE_BROWSER=firefox` chooses.
//! - [`EngineWorker`] is the shipped engine in a worker with nothing around it.
//! - [`Roundcube`] and [`Creme`] are real webmail and a real CRM behind that server.
//! - [`Sidebar`] and [`Workspace`] find things the way a person with a screen reader does: by role and name.

mod browser;
mod companies;
mod engine_worker;
mod fixtures;
mod hosts;
mod pages;
mod scene;
mod sidebar;
mod software;
mod workspace;

pub use browser::{Browser, Kind, Options};
pub use companies::{companies, people};
pub use engine_worker::EngineWorker;
pub use fixtures::{ACCOUNTS, CONTACTS, Stage};
pub use hosts::{Asked, Hosts, STRICT_POLICY};
pub use pages::{page, shared};
pub use scene::Scene;
pub use sidebar::Sidebar;
pub use software::{Creme, Roundcube};
pub use workspace::Workspace;

/// Result of a step: any error fails the test with its message.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// How long a step may wait for what it expects before the test fails.
pub const PATIENCE: std::time::Duration = std::time::Duration::from_secs(20);
