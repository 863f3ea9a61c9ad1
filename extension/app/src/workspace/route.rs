//! The address behind `#`: which page is shown. Back, forward and reload keep it.

use crate::browser;

/// A page of the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Route {
    Today,
    Accounts,
    Account(i64),
    Portfolios,
    Models,
    Model(i64),
    Quality,
    Feed,
    People,
    Cadences,
    Library,
    Practice,
    Changes,
    Import,
    Sources,
    Corrections,
    Privacy,
    Backup,
    Settings,
}

/// Address, key of the label and icon of every page in the rail.
pub(crate) const RAIL: [(Route, &str, &str, &str); 15] = [
    (Route::Today, "#/today", "nav_today", "today"),
    (Route::Accounts, "#/accounts", "nav_accounts", "accounts"),
    (
        Route::Portfolios,
        "#/portfolios",
        "nav_portfolios",
        "portfolios",
    ),
    (Route::Models, "#/models", "nav_models", "models"),
    (Route::Quality, "#/quality", "nav_quality", "quality"),
    (Route::Feed, "#/feed", "nav_feed", "feed"),
    (Route::People, "#/people", "nav_people", "people"),
    (Route::Cadences, "#/cadences", "nav_cadences", "phone"),
    (Route::Library, "#/library", "nav_library", "library"),
    (Route::Import, "#/import", "nav_import", "import"),
    (Route::Sources, "#/sources", "nav_sources", "sources"),
    (
        Route::Corrections,
        "#/corrections",
        "nav_corrections",
        "undo",
    ),
    (Route::Privacy, "#/privacy", "nav_privacy", "privacy"),
    (Route::Backup, "#/backup", "nav_backup", "backup"),
    (Route::Settings, "#/settings", "nav_settings", "settings"),
];

impl Route {
    /// The page that the address names; an unknown one is the first page.
    pub(crate) fn now() -> Self {
        let hash = browser::hash();
        let path = hash.trim_start_matches('/');
        if let Some(id) = path.strip_prefix("accounts/")
            && let Ok(id) = id.parse()
        {
            return Self::Account(id);
        }
        if let Some(id) = path.strip_prefix("models/")
            && let Ok(id) = id.parse()
        {
            return Self::Model(id);
        }
        match path {
            "practice" => return Self::Practice,
            "changes" => return Self::Changes,
            _ => {}
        }
        RAIL.iter()
            .find(|(_, address, ..)| address.strip_prefix("#/") == Some(path))
            .map_or(Self::Today, |(route, ..)| *route)
    }

    /// The page of the rail that this one belongs to.
    pub(crate) fn in_rail(self) -> Self {
        match self {
            Self::Account(_) => Self::Accounts,
            Self::Practice | Self::Changes => Self::Today,
            Self::Model(_) => Self::Models,
            other => other,
        }
    }
}

/// The address of an account's page.
pub(crate) fn account(id: i64) -> String {
    let mut address = String::from("#/accounts/");
    address.push_str(&id.to_string());
    address
}

/// The address of a model's page; 0 is the starter model.
pub(crate) fn model(id: i64) -> String {
    let mut address = String::from("#/models/");
    address.push_str(&id.to_string());
    address
}
