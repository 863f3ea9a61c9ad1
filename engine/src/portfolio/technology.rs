//! What technologies are for, so that a list of products reads as a list of functions.

use crate::packed::{Packed, packed};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Group of technologies whose function is not known.
const OTHER: &str = "Other";

/// Technologies and what they are for.
static TABLE: Packed = packed!("data/technology/functions.tsv");

static FUNCTIONS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    TABLE
        .entries()
        .filter_map(|line| line.split_once('\t'))
        .collect()
});

/// The function of one technology ("CRM" for Salesforce), `Other` when it is not known.
#[must_use]
pub fn technology_function(technology: &str) -> &'static str {
    let lower = technology.trim().to_lowercase();
    FUNCTIONS.get(lower.as_str()).copied().unwrap_or(OTHER)
}

/// The functions of a list of technologies, each once, as a list parted by `;`. `None` for an empty
/// list.
#[must_use]
pub fn technology_functions(list: &str) -> Option<String> {
    let mut functions: Vec<&str> = list
        .split([';', '|', ','])
        .filter(|technology| !technology.trim().is_empty())
        .map(technology_function)
        .collect();
    functions.sort_unstable();
    functions.dedup();
    (!functions.is_empty()).then(|| functions.join(";"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_read_as_functions() {
        assert_eq!(
            technology_functions("Salesforce; HubSpot | AWS, Frobnicator").as_deref(),
            Some("CRM;Cloud;Other")
        );
        assert_eq!(technology_functions(" ; "), None);
    }
}
