//! Settings: a closed list with defaults, so that a typing error is refused and not kept.

use crate::{Error, Result};
use rusqlite::{Connection, OptionalExtension, params};

/// What values a setting takes.
#[derive(Debug, Clone, Copy)]
enum Sort {
    /// A whole number between two bounds.
    Number(i64, i64),
    /// One of some words.
    Word(&'static [&'static str]),
    /// Any text up to a number of characters.
    Text(usize),
}

/// One known setting.
struct Setting {
    name: &'static str,
    default: &'static str,
    sort: Sort,
}

const ON_OFF: Sort = Sort::Word(&["on", "off"]);

/// Every setting, in the order in which views list them.
const SETTINGS: &[Setting] = &[
    // Days an event keeps the bolt lit.
    Setting {
        name: "bolt_window_days",
        default: "60",
        sort: Sort::Number(1, 365),
    },
    // Minutes between two readings of a feed that answers.
    Setting {
        name: "feed_interval_minutes",
        default: "60",
        sort: Sort::Number(15, 10_080),
    },
    // Domains of the rep's own company, separated by spaces: never an account on a page.
    Setting {
        name: "own_domains",
        default: "",
        sort: Sort::Text(1_000),
    },
    // Names and addresses under which lists name the rep as owner, separated by commas; empty for every account.
    Setting {
        name: "my_names",
        default: "",
        sort: Sort::Text(1_000),
    },
    // What the rep is told of without looking: number on the icon, notifications, one digest a day.
    Setting {
        name: "alert_badge",
        default: "on",
        sort: ON_OFF,
    },
    Setting {
        name: "alert_notices",
        default: "off",
        sort: ON_OFF,
    },
    Setting {
        name: "alert_digest",
        default: "off",
        sort: ON_OFF,
    },
    // Hour of the digest and of the quiet time's begin and end, on the rep's clock.
    Setting {
        name: "digest_hour",
        default: "8",
        sort: Sort::Number(0, 23),
    },
    Setting {
        name: "quiet_from",
        default: "19",
        sort: Sort::Number(0, 23),
    },
    Setting {
        name: "quiet_until",
        default: "7",
        sort: Sort::Number(0, 23),
    },
    // Stills of videos come from the video's host, so the rep is asked first.
    Setting {
        name: "video_stills",
        default: "off",
        sort: ON_OFF,
    },
    // The rep's own name, for the variable {{my_name}}.
    Setting {
        name: "rep_name",
        default: "",
        sort: Sort::Text(100),
    },
    // Addresses or hosts of sports feeds whose results may stand in a PS, separated by spaces.
    Setting {
        name: "sports_feeds",
        default: "",
        sort: Sort::Text(2_000),
    },
    // Preferred wording of openers.
    Setting {
        name: "opener_tone",
        default: "plain",
        sort: Sort::Word(&["plain", "warm", "asking"]),
    },
    Setting {
        name: "opener_length",
        default: "medium",
        sort: Sort::Word(&["short", "medium", "long"]),
    },
    // What to do with layoffs, insolvency, suits and breaches.
    Setting {
        name: "sensitive_news",
        default: "neutral",
        sort: Sort::Word(&["neutral", "never"]),
    },
    // "12 November" or "November 12" in a sentence.
    Setting {
        name: "day_first",
        default: "off",
        sort: ON_OFF,
    },
    // Words for the rep's own product, separated by commas: too many of them are a feature dump.
    Setting {
        name: "product_words",
        default: "",
        sort: Sort::Text(5_000),
    },
    // Words of a whole mail, and bands of hook and PS in percent of its words.
    Setting {
        name: "mail_words_min",
        default: "50",
        sort: Sort::Number(1, 2_000),
    },
    Setting {
        name: "mail_words_max",
        default: "125",
        sort: Sort::Number(1, 2_000),
    },
    Setting {
        name: "short_mail_words",
        default: "80",
        sort: Sort::Number(1, 2_000),
    },
    Setting {
        name: "hook_percent_min",
        default: "8",
        sort: Sort::Number(0, 100),
    },
    Setting {
        name: "hook_percent_max",
        default: "15",
        sort: Sort::Number(1, 100),
    },
    Setting {
        name: "hook_percent_max_short",
        default: "30",
        sort: Sort::Number(1, 100),
    },
    Setting {
        name: "theme",
        default: "system",
        sort: Sort::Word(&["system", "light", "dark"]),
    },
    // The letter that opens the search with Ctrl or Cmd, in Hookline's own pages alone.
    Setting {
        name: "search_key",
        default: "k",
        sort: Sort::Text(1),
    },
    // Number keys go to the sections of the sidebar while it has the focus.
    Setting {
        name: "number_keys",
        default: "on",
        sort: ON_OFF,
    },
    // How a click on a phone number starts the dialler; `{number}` is replaced.
    Setting {
        name: "dial_template",
        default: "tel:{number}",
        sort: Sort::Text(500),
    },
    // Hours there between which a call is polite.
    Setting {
        name: "call_from_hour",
        default: "8",
        sort: Sort::Number(0, 23),
    },
    Setting {
        name: "call_to_hour",
        default: "18",
        sort: Sort::Number(1, 24),
    },
    // Region of phone numbers written without a country code.
    Setting {
        name: "phone_region",
        default: "US",
        sort: Sort::Text(2),
    },
];

/// Every setting with its value in use.
///
/// # Errors
/// When the database refuses.
pub fn all(connection: &Connection) -> Result<Vec<(String, String)>> {
    SETTINGS
        .iter()
        .map(|setting| Ok((setting.name.to_owned(), get(connection, setting.name)?)))
        .collect()
}

/// The value in use; empty for a name that is no setting.
///
/// # Errors
/// When the database refuses.
pub fn get(connection: &Connection, name: &str) -> Result<String> {
    let stored: Option<String> = connection
        .prepare_cached("SELECT value FROM setting WHERE name = ?")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    let default = SETTINGS
        .iter()
        .find(|setting| setting.name == name)
        .map_or("", |setting| setting.default);
    Ok(stored.unwrap_or_else(|| default.to_owned()))
}

/// The value of a setting that is a number.
///
/// # Errors
/// When the database refuses.
pub fn number(connection: &Connection, name: &str) -> Result<i64> {
    Ok(get(connection, name)?.parse().unwrap_or_default())
}

/// Sets a setting.
///
/// # Errors
/// When there is no such setting, or it does not take the value.
pub fn set(connection: &Connection, name: &str, value: &str) -> Result<()> {
    let Some(setting) = SETTINGS.iter().find(|setting| setting.name == name) else {
        return Err(Error::input(
            "unknown_setting",
            format!("There is no setting called “{}”.", shortened(name)),
            "settings",
            "Nothing was changed.",
        ));
    };
    if let Some(wanted) = wanted(setting.sort, value) {
        return Err(Error::input(
            "bad_setting",
            format!("“{}” is not a value for {name}.", shortened(value)),
            name,
            format!("Give {wanted}."),
        ));
    }
    connection
        .prepare_cached(
            "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )?
        .execute(params![name, value])?;
    Ok(())
}

/// What the setting takes, when it does not take the value.
fn wanted(sort: Sort, value: &str) -> Option<String> {
    match sort {
        Sort::Number(least, most) => {
            let fits = value
                .parse::<i64>()
                .is_ok_and(|number| (least..=most).contains(&number));
            (!fits).then(|| format!("a whole number from {least} to {most}"))
        }
        Sort::Word(words) => {
            (!words.contains(&value)).then(|| format!("one of {}", words.join(", ")))
        }
        Sort::Text(most) => {
            (value.chars().count() > most).then(|| format!("a text of at most {most} characters"))
        }
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(60).collect()
}
