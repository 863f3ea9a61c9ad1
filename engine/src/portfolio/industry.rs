//! Industry codes with their hierarchy: NAICS 2022 and SIC 1987.
//!
//! The tables are the issuers' (U.S. Census Bureau; Office of Management and Budget), public domain;
//! each file's first line says how it came here and how many codes of each level it has.

use crate::packed::{Packed, packed};
use std::sync::LazyLock;

/// A table of codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeTable {
    /// North American Industry Classification System 2022: sectors of 2 to industries of 6 digits.
    Naics,
    /// Standard Industrial Classification 1987: divisions A to K, 2 and 4 digits.
    Sic,
}

/// One code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Industry {
    /// The code as the table writes it.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
}

static NAICS_TABLE: Packed = packed!("data/industry/naics_2022.tsv");
static SIC_TABLE: Packed = packed!("data/industry/sic_1987.tsv");

static NAICS: LazyLock<Vec<Industry>> = LazyLock::new(|| parse(NAICS_TABLE.text()));
static SIC: LazyLock<Vec<Industry>> = LazyLock::new(|| parse(SIC_TABLE.text()));

/// First and last major group of each SIC division.
const SIC_DIVISIONS: [(&str, u8, u8); 11] = [
    ("A", 1, 9),
    ("B", 10, 14),
    ("C", 15, 17),
    ("D", 20, 39),
    ("E", 40, 49),
    ("F", 50, 51),
    ("G", 52, 59),
    ("H", 60, 67),
    ("I", 70, 89),
    ("J", 91, 97),
    ("K", 99, 99),
];

impl CodeTable {
    /// Every code, sorted.
    #[must_use]
    pub fn all(self) -> &'static [Industry] {
        match self {
            Self::Naics => &NAICS,
            Self::Sic => &SIC,
        }
    }

    /// The code's entry. Spaces and punctuation around digits are ignored; a code that the table does
    /// not have is answered by the nearest broader one that it has (`541519` for `54151901`).
    #[must_use]
    pub fn find(self, code: &str) -> Option<Industry> {
        let clean: String = code
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .take(12)
            .collect();
        let mut code = clean.to_ascii_uppercase();
        // Spreadsheets take the leading nought off SIC codes.
        if self == Self::Sic && code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit()) {
            code.insert(0, '0');
        }
        while !code.is_empty() {
            if let Some(found) = self.exact(&code) {
                return Some(found);
            }
            code.pop();
        }
        None
    }

    /// The code's broader codes, the broadest first, then the code itself.
    #[must_use]
    pub fn path(self, code: &str) -> Vec<Industry> {
        let mut path: Vec<Industry> = Vec::new();
        let mut next = self.find(code);
        while let Some(found) = next {
            path.insert(0, found);
            next = self.parent(found.code);
        }
        path
    }

    fn exact(self, code: &str) -> Option<Industry> {
        let code = if self == Self::Naics {
            naics_sector(code)
        } else {
            code
        };
        let all = self.all();
        all.binary_search_by(|entry| entry.code.cmp(code))
            .ok()
            .map(|at| all[at])
    }

    fn parent(self, code: &str) -> Option<Industry> {
        if self == Self::Sic && code.len() == 2 {
            let group: u8 = code.parse().ok()?;
            let (division, _, _) = SIC_DIVISIONS
                .iter()
                .find(|(_, first, last)| (*first..=*last).contains(&group))?;
            return self.exact(division);
        }
        let shorter = (1..code.len())
            .rev()
            .filter_map(|length| code.get(..length));
        shorter
            .filter(|shorter| shorter.len() >= 2)
            .find_map(|shorter| self.exact(shorter))
    }
}

/// Three sectors span several two-digit codes; the table has the first.
fn naics_sector(code: &str) -> &str {
    match code {
        "32" | "33" => "31",
        "45" => "44",
        "49" => "48",
        other => other,
    }
}

fn parse(text: &'static str) -> Vec<Industry> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(code, name)| Industry { code, name })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests fail loudly")]
    use super::*;

    #[test]
    fn the_tables_have_the_issuers_counts() {
        let count = |table: CodeTable, length: usize| {
            table
                .all()
                .iter()
                .filter(|entry| entry.code.len() == length)
                .count()
        };
        let naics: Vec<usize> = (2..=6)
            .map(|length| count(CodeTable::Naics, length))
            .collect();
        assert_eq!(naics, [20, 96, 308, 689, 1012]);
        assert_eq!(
            [1, 2, 4].map(|length| count(CodeTable::Sic, length)),
            [11, 84, 1005]
        );
    }

    #[test]
    fn codes_lead_up_to_their_sector() {
        let codes = |table: CodeTable, code| {
            table
                .path(code)
                .iter()
                .map(|entry| entry.code)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            codes(CodeTable::Naics, "334111"),
            ["31", "334", "3341", "33411", "334111"]
        );
        assert_eq!(
            codes(CodeTable::Naics, "54151901"),
            ["54", "541", "5415", "54151", "541519"]
        );
        assert_eq!(codes(CodeTable::Sic, "7372"), ["I", "73", "7372"]);
        assert_eq!(codes(CodeTable::Sic, "111"), ["A", "01", "0111"]);
        assert!(CodeTable::Naics.find("000000").is_none() && CodeTable::Sic.find("").is_none());
    }

    #[test]
    fn every_code_has_a_way_up() {
        for table in [CodeTable::Naics, CodeTable::Sic] {
            for entry in table.all() {
                let top = table.path(entry.code)[0].code;
                assert!(top.len() <= 2, "{} ends at {top}", entry.code);
            }
        }
    }
}
