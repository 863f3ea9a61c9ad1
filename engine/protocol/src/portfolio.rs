//! Portfolios: lists of accounts, their dashboard, and what is asked of a list as a whole.

use crate::{
    AccountId, AccountRow, Contact, Contrast, Evidence, Filter, MarketSegment, Provenance, Tile,
};
use serde::{Deserialize, Serialize};

/// A question about portfolios.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PortfolioRequest {
    /// Every portfolio, the columns that can be filtered by, and the files that were imported.
    List,
    /// Saves a new portfolio, or changes a saved one.
    Save {
        /// The portfolio to change; `None` makes a new one.
        portfolio: Option<i64>,
        /// Its name.
        name: String,
        /// What sort of list it is; empty for none.
        category: String,
        /// The accounts; `None` leaves those of a saved one as they are.
        source: Option<PortfolioSource>,
    },
    /// Takes a portfolio away, or (`false`) brings it back. The accounts stay.
    Remove {
        /// The portfolio.
        portfolio: i64,
        /// False brings it back.
        removed: bool,
    },
    /// Which accounts a pasted list of names, domains or addresses means.
    Match {
        /// One name a line.
        text: String,
    },
    /// The tiles of a view.
    Tiles {
        /// The accounts.
        view: View,
        /// Columns; empty for all that make a tile.
        columns: Vec<String>,
        /// Most segments of a tile.
        limit: u32,
        /// Only segments whose name or label holds this; empty for all.
        find: String,
    },
    /// The companies of a view.
    Accounts {
        /// The accounts.
        view: View,
        /// `stars`, `name`, `employees` or `revenue`.
        sort: String,
        /// True for descending order.
        descending: bool,
        /// Rows to skip.
        offset: u64,
        /// Most rows.
        limit: u32,
    },
    /// The companies of a view as CSV, in chunks.
    Export {
        /// The accounts.
        view: View,
        /// Rows to skip.
        offset: u64,
    },
    /// White space: a view against a universe, by one column.
    Market {
        /// The accounts that are ours.
        view: View,
        /// The portfolio that is the market; `None` for every account.
        universe: Option<i64>,
        /// The column.
        column: String,
    },
    /// What tells two lists apart.
    Contrast {
        /// The first (strong) side.
        first: Side,
        /// The second side.
        second: Side,
    },
    /// The accounts most like some accounts, the best first.
    LookAlikes {
        /// The accounts they should be like.
        view: View,
        /// Single accounts instead of the view; empty for the view.
        accounts: Vec<AccountId>,
        /// Take only the best by stars of the view as models, so many; 0 for all.
        top: u32,
        /// Most look-alikes.
        limit: u32,
    },
    /// People at the accounts of a view, the best-fit decision makers first.
    People {
        /// The accounts; the default view also takes in people without an account.
        view: View,
        /// Only people whose name, title or address has these words, the best match first; empty for all.
        text: String,
        /// Most people, at most 500.
        limit: u32,
    },
    /// Personas among the people at the accounts of a view.
    Personas {
        /// The accounts.
        view: View,
    },
    /// Renames a persona; an empty name brings back the one it was given.
    PersonaName {
        /// The persona's key.
        key: String,
        /// The name.
        name: String,
    },
    /// Which seats of the buying committee are known at the accounts of a view.
    Committee {
        /// The accounts.
        view: View,
        /// The department that would use what is sold (`sales`, `information technology`, ...).
        department: String,
        /// Rows to skip.
        offset: u64,
        /// Most rows.
        limit: u32,
    },
    /// The next best accounts, each with its reason.
    Next {
        /// Most accounts.
        limit: u32,
    },
    /// Customers that look like those who left.
    Churn {
        /// The accounts.
        view: View,
        /// Most accounts.
        limit: u32,
    },
    /// The people of an account by level and function.
    OrgChart {
        /// The account.
        account: AccountId,
    },
    /// Relations of an account to other companies, each with its evidence.
    Network {
        /// The account.
        account: AccountId,
    },
}

/// Where the accounts of a portfolio come from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PortfolioSource {
    /// These accounts, for good.
    Accounts(Vec<AccountId>),
    /// The accounts that a view shows now, for good.
    Fixed(View),
    /// Whatever the view shows whenever it is looked at.
    Live(View),
    /// The accounts that a file brought, for good.
    Imported {
        /// The file's name.
        file: String,
    },
}

/// Some accounts: a portfolio or all, narrowed by a search and filters.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// The portfolio; `None` for every account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portfolio: Option<i64>,
    /// Words that name, domain, industry or place contain; empty for all.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Conditions that must all hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filters: Vec<Filter>,
    /// True sets accounts aside that are far from the rest.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub without_outliers: bool,
}

/// One side of a contrast.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The accounts of a view.
    View(View),
    /// Every account that is not on the other side.
    Rest,
    /// Accounts with one of these outcomes, the last one counting (`won`, `lost`, ...).
    Outcomes(Vec<String>),
}

/// The answer to a [`PortfolioRequest`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PortfolioReply {
    /// To `List`, `Save` and `Remove`.
    Portfolios(Portfolios),
    /// To `Match`.
    Matched(Vec<MatchedName>),
    /// To `Tiles`.
    Tiles(Box<Dashboard>),
    /// To `Accounts`.
    Accounts {
        /// The rows.
        rows: Vec<AccountRow>,
        /// Rows in all.
        total: u64,
    },
    /// To `Export`.
    Csv {
        /// Whole lines; the first chunk begins with the header.
        text: String,
        /// Where to go on; `None` at the end.
        next: Option<u64>,
    },
    /// To `Market`.
    Market {
        /// The segments.
        segments: Vec<MarketSegment>,
        /// The whole market as one segment.
        total: MarketSegment,
    },
    /// To `Contrast`.
    Contrast(Contrast),
    /// To `LookAlikes`.
    LookAlikes {
        /// The look-alikes, best first.
        rows: Vec<LookAlikeRow>,
        /// Accounts that were taken as models.
        models: u64,
        /// True when descriptions counted.
        described: bool,
    },
    /// To `People`.
    People {
        /// The people, best first.
        rows: Vec<PersonRow>,
        /// How many there are in all; with a text, how many were found.
        total: u64,
    },
    /// To `Personas` and `PersonaName`.
    Personas(PersonaList),
    /// To `Committee`.
    Committee {
        /// The accounts.
        rows: Vec<CommitteeRow>,
        /// Accounts in all.
        total: u64,
        /// For each seat, at how many of the accounts it is filled.
        filled: Vec<(String, u64)>,
    },
    /// To `Next` and `Churn`.
    Recommended {
        /// The accounts, best first.
        rows: Vec<Recommendation>,
        /// What the order rests on, in one sentence.
        basis: String,
    },
    /// To `OrgChart`.
    OrgChart(OrgChart),
    /// To `Network`.
    Network(Network),
}

/// Everything that the list of portfolios shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Portfolios {
    /// The portfolios, by name.
    pub portfolios: Vec<Portfolio>,
    /// The portfolio that was just saved or removed.
    pub changed: Option<i64>,
    /// Portfolios that were removed and can be brought back, the last removed first: number and name.
    #[serde(default)]
    pub removed: Vec<(i64, String)>,
    /// Columns that can be filtered by and make tiles.
    pub columns: Vec<ColumnInfo>,
    /// Names of imported files, with the accounts each brought.
    pub files: Vec<(String, u64)>,
    /// The sorts of list that are offered as a start.
    pub categories: Vec<String>,
}

/// A portfolio.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Portfolio {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What sort of list it is; empty for none.
    pub category: String,
    /// The search of a live one; `None` for a fixed list.
    pub live: Option<View>,
    /// Accounts in it.
    pub accounts: u64,
    /// When it was last changed, RFC 3339.
    pub changed: String,
}

/// A column of the accounts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ColumnInfo {
    /// Its name.
    pub column: String,
    /// What its cells are.
    pub kind: crate::ColumnKind,
    /// Share of the accounts that have a value.
    pub filled: f64,
    /// False for a column of names, texts or identifiers, which makes no tile.
    pub tile: bool,
}

/// A pasted name and what it means.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MatchedName {
    /// As pasted.
    pub input: String,
    /// Is it known?
    pub answer: crate::Answer,
    /// The best account first; empty when nothing comes near.
    pub candidates: Vec<crate::Candidate>,
    /// The reason in one sentence.
    pub why: String,
}

/// The tiles of a view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dashboard {
    /// Accounts before the filters.
    pub accounts: u64,
    /// Accounts that are shown.
    pub chosen: u64,
    /// Revenue of those that have one.
    pub revenue: f64,
    /// The tiles.
    pub tiles: Vec<Tile>,
    /// Accounts that were set aside, and why.
    pub outliers: Vec<OutlierRow>,
    /// Accounts with so many stars, none first; the last one counts accounts without stars.
    pub stars: [u64; 7],
}

/// An account that was set aside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutlierRow {
    /// The account.
    pub account: AccountId,
    /// Its name.
    pub name: String,
    /// The column that sets it apart.
    pub column: String,
    /// The reason in one sentence.
    pub reason: String,
}

/// A look-alike.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LookAlikeRow {
    /// The account with its stars.
    pub account: AccountRow,
    /// Points of likeness.
    pub points: i64,
    /// Likeness of the descriptions, 0 to 1; 0 without descriptions.
    pub description: f64,
    /// What makes it alike, strongest first.
    pub alike: Vec<String>,
    /// What makes it unlike, strongest first.
    pub unlike: Vec<String>,
    /// The best person known there.
    pub contact: Option<Contact>,
}

/// A person and where they work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonRow {
    /// The person, with points as a decision maker.
    pub person: Contact,
    /// The account, with stars and bolt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<AccountRow>,
}

/// Personas with how clearly they are set apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonaList {
    /// The personas, the largest first.
    pub personas: Vec<PersonaCard>,
    /// Mean silhouette; above 0.5 is clear, below 0.25 is weak.
    pub silhouette: f64,
    /// What that means, in one sentence.
    pub verdict: String,
    /// People that were looked at.
    pub people: u64,
}

/// One persona.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonaCard {
    /// Its key, made of what most of its people share; names are kept under it.
    pub key: String,
    /// Its name, made of what most of its people share.
    pub name: String,
    /// The rep's own name for it, which no language changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renamed: Option<String>,
    /// Each attribute's most frequent value, and the share that has it.
    pub traits: Vec<(String, String, f64)>,
    /// People in it.
    pub people: u64,
    /// Mean silhouette of its people, −1 to 1.
    pub silhouette: f64,
    /// People to begin with, best first.
    pub examples: Vec<Contact>,
    /// Accounts of the view, those with most stars first, where nobody of this persona is known.
    pub open: Vec<AccountRow>,
}

/// The committee at one account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CommitteeRow {
    /// The account.
    pub account: AccountRow,
    /// Each seat with the best person who fills it, if any.
    pub seats: Vec<(String, Option<Contact>)>,
}

/// The people of an account by level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrgChart {
    /// The levels at which somebody is known, the highest first.
    pub levels: Vec<OrgLevel>,
    /// The people to begin with: those with most points.
    pub proposed: Vec<crate::ContactId>,
    /// Seats of a buying committee that nobody known fills.
    pub missing: Vec<String>,
}

/// One level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrgLevel {
    /// The level in words (`chief officer`, `vice president`, ...).
    pub level: String,
    /// Each function in words with its people, the best first.
    pub functions: Vec<(String, Vec<Contact>)>,
}

/// An account worth a call now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recommendation {
    /// The account with its stars.
    pub account: AccountRow,
    /// Fit and intent as one number.
    pub priority: i64,
    /// The lines that sum to it.
    pub parts: Vec<crate::Contribution>,
    /// The reason in one sentence.
    pub reason: String,
    /// Whom to call.
    pub contact: Option<Contact>,
}

/// The companies around an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Network {
    /// The account in the middle.
    pub account: AccountRow,
    /// Its relations, the surest first.
    pub edges: Vec<Relation>,
}

/// One relation of an account to another company.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// `partner`, `customer`, `supplier`, `competitor`, `investor`, `parent`, `subsidiary`, `acquired`.
    pub kind: String,
    /// The other company's name.
    pub name: String,
    /// The other company, when it is a known account, with stars and bolt.
    pub account: Option<AccountRow>,
    /// How sure it is, 0 to 1.
    pub confidence: f64,
    /// The words that say so.
    pub evidence: Vec<Evidence>,
    /// Where they stand.
    pub provenance: Provenance,
}
