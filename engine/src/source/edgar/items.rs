//! What the item codes of a Form 8-K and the other forms mean (SEC, Form 8-K general instructions).

use crate::protocol::SignalKind;

/// Meaning of an 8-K item, and the kind of signal it is by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// Code ("5.02").
    pub code: &'static str,
    /// What it reports, in words for a rep.
    pub meaning: &'static str,
    /// The kind, where the code alone tells it.
    pub kind: Option<SignalKind>,
}

const fn item(code: &'static str, meaning: &'static str, kind: Option<SignalKind>) -> Item {
    Item {
        code,
        meaning,
        kind,
    }
}

/// The items, in the order of the form.
pub const ITEMS: [Item; 33] = [
    item("1.01", "enters a material agreement", None),
    item("1.02", "ends a material agreement", None),
    item(
        "1.03",
        "is in bankruptcy or receivership",
        Some(SignalKind::Bankruptcy),
    ),
    item("1.04", "reports on mine safety", None),
    item(
        "1.05",
        "reports a cybersecurity incident",
        Some(SignalKind::Security),
    ),
    item(
        "2.01",
        "completes an acquisition or disposal",
        Some(SignalKind::Acquisition),
    ),
    item("2.02", "reports results", Some(SignalKind::Earnings)),
    item(
        "2.03",
        "takes on a financial obligation",
        Some(SignalKind::Funding),
    ),
    item("2.04", "faces earlier repayment of an obligation", None),
    item(
        "2.05",
        "reports costs of an exit or of cutting staff",
        Some(SignalKind::Layoffs),
    ),
    item("2.06", "reports a material impairment", None),
    item(
        "3.01",
        "has a notice of delisting or moves its listing",
        None,
    ),
    item(
        "3.02",
        "sells unregistered shares",
        Some(SignalKind::Funding),
    ),
    item("3.03", "changes the rights of shareholders", None),
    item("4.01", "changes its auditor", None),
    item("4.02", "withdraws earlier financial statements", None),
    item(
        "5.01",
        "has a change of control",
        Some(SignalKind::Acquisition),
    ),
    item(
        "5.02",
        "reports that officers or directors leave or join",
        Some(SignalKind::Leadership),
    ),
    item("5.03", "changes its articles or fiscal year", None),
    item("5.04", "suspends trading under employee plans", None),
    item("5.05", "changes its code of ethics", None),
    item("5.06", "is no longer a shell company", None),
    item("5.07", "reports a vote of shareholders", None),
    item("5.08", "reports nominations of directors", None),
    item("6.01", "reports on asset-backed securities", None),
    item("6.02", "changes a servicer or trustee", None),
    item("6.03", "changes a credit enhancement", None),
    item("6.04", "misses a distribution", None),
    item("6.05", "updates a securities act disclosure", None),
    item("6.06", "reports on a static pool", None),
    item("7.01", "discloses under Regulation FD", None),
    item("8.01", "reports another event", None),
    item("9.01", "adds exhibits", None),
];

/// The item with that code.
#[must_use]
pub fn item_of(code: &str) -> Option<&'static Item> {
    ITEMS.iter().find(|item| item.code == code.trim())
}

/// The items that a list of codes names ("5.02,9.01"), exhibits left out unless they stand alone.
#[must_use]
pub fn items_of(codes: &str) -> Vec<&'static Item> {
    let all: Vec<&Item> = codes.split([',', ' ']).filter_map(item_of).collect();
    let told: Vec<&Item> = all
        .iter()
        .copied()
        .filter(|item| item.code != "9.01")
        .collect();
    if told.is_empty() { all } else { told }
}

/// Other forms worth a rep's notice: what the company does with it, and the kind. What is not
/// listed (ownership reports, correspondence) is left out.
const FORMS: [(&str, &str, Option<SignalKind>); 26] = [
    ("8-K", "files a current report", None),
    ("6-K", "files a report of a foreign issuer", None),
    (
        "10-K",
        "files its annual report",
        Some(SignalKind::Earnings),
    ),
    (
        "10-KT",
        "files its annual report",
        Some(SignalKind::Earnings),
    ),
    (
        "10-Q",
        "files its quarterly report",
        Some(SignalKind::Earnings),
    ),
    (
        "20-F",
        "files its annual report",
        Some(SignalKind::Earnings),
    ),
    (
        "40-F",
        "files its annual report",
        Some(SignalKind::Earnings),
    ),
    ("NT 10-K", "will be late with its annual report", None),
    ("NT 10-Q", "will be late with its quarterly report", None),
    ("S-1", "registers shares", Some(SignalKind::Ipo)),
    ("F-1", "registers shares", Some(SignalKind::Ipo)),
    (
        "S-4",
        "registers shares for a merger",
        Some(SignalKind::Acquisition),
    ),
    (
        "F-4",
        "registers shares for a merger",
        Some(SignalKind::Acquisition),
    ),
    (
        "DEFM14A",
        "asks its shareholders to approve a merger",
        Some(SignalKind::Acquisition),
    ),
    (
        "PREM14A",
        "prepares a vote on a merger",
        Some(SignalKind::Acquisition),
    ),
    (
        "SC TO-T",
        "is the target of a tender offer",
        Some(SignalKind::Acquisition),
    ),
    (
        "SC 14D9",
        "answers a tender offer",
        Some(SignalKind::Acquisition),
    ),
    ("SC 13E3", "goes private", Some(SignalKind::Acquisition)),
    (
        "D",
        "raises money from private investors",
        Some(SignalKind::Funding),
    ),
    (
        "1-A",
        "offers shares under Regulation A",
        Some(SignalKind::Funding),
    ),
    (
        "C",
        "raises money by crowdfunding",
        Some(SignalKind::Funding),
    ),
    ("SC 13D", "has an investor with more than 5 %", None),
    ("SCHEDULE 13D", "has an investor with more than 5 %", None),
    ("25", "leaves its exchange", None),
    ("15-12G", "ends its registration", None),
    ("15-12B", "ends its registration", None),
];

/// What a form says by itself.
#[must_use]
pub fn form_meaning(form: &str) -> Option<(&'static str, Option<SignalKind>)> {
    let base = super::base_form(form);
    FORMS
        .iter()
        .find(|(name, ..)| *name == base)
        .map(|&(_, meaning, kind)| (meaning, kind))
}
