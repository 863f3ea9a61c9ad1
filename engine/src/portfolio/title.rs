//! Job titles read as function and level.

use serde::{Deserialize, Serialize};

/// How high a person stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Nothing in the title says so.
    Unknown,
    /// Works for a team.
    Individual,
    /// Leads a team.
    Manager,
    /// Leads a department.
    Director,
    /// Leads a division.
    VicePresident,
    /// Leads the company or one of its functions.
    Chief,
    /// Owns, founded or oversees the company.
    Owner,
}

/// What a person works on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Function {
    /// The company as a whole.
    GeneralManagement,
    /// Selling.
    Sales,
    /// Marketing and communication.
    Marketing,
    /// Money.
    Finance,
    /// People.
    HumanResources,
    /// Computers, data and security within the company.
    InformationTechnology,
    /// Making the product.
    Engineering,
    /// Deciding what the product is.
    Product,
    /// Running the business day by day.
    Operations,
    /// Buying.
    Procurement,
    /// Law and compliance.
    Legal,
    /// Looking after customers.
    CustomerSuccess,
    /// Research and science.
    Research,
    /// Nothing in the title says so.
    Other,
}

/// A title as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Role {
    /// What the person works on.
    pub function: Function,
    /// How high the person stands.
    pub level: Level,
}

impl Level {
    /// The level as people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Unknown => "unknown level",
            Self::Individual => "individual",
            Self::Manager => "manager",
            Self::Director => "director",
            Self::VicePresident => "vice president",
            Self::Chief => "chief officer",
            Self::Owner => "owner or board",
        }
    }
}

impl Function {
    /// The function as people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::GeneralManagement => "general management",
            Self::Sales => "sales",
            Self::Marketing => "marketing",
            Self::Finance => "finance",
            Self::HumanResources => "human resources",
            Self::InformationTechnology => "information technology",
            Self::Engineering => "engineering",
            Self::Product => "product",
            Self::Operations => "operations",
            Self::Procurement => "procurement",
            Self::Legal => "legal",
            Self::CustomerSuccess => "customer success",
            Self::Research => "research",
            Self::Other => "other",
        }
    }
}

/// Longest title read, in characters.
const LONGEST: usize = 200;

/// Abbreviations that say function and level at once.
const OFFICES: [(&str, Function, Level); 27] = [
    ("ceo", Function::GeneralManagement, Level::Chief),
    ("cfo", Function::Finance, Level::Chief),
    ("cto", Function::Engineering, Level::Chief),
    ("cio", Function::InformationTechnology, Level::Chief),
    ("ciso", Function::InformationTechnology, Level::Chief),
    ("cso", Function::InformationTechnology, Level::Chief),
    ("cdo", Function::InformationTechnology, Level::Chief),
    ("cmo", Function::Marketing, Level::Chief),
    ("cro", Function::Sales, Level::Chief),
    ("cco", Function::Sales, Level::Chief),
    ("coo", Function::Operations, Level::Chief),
    ("cpo", Function::Product, Level::Chief),
    ("chro", Function::HumanResources, Level::Chief),
    ("clo", Function::Legal, Level::Chief),
    ("gc", Function::Legal, Level::Chief),
    ("cao", Function::Finance, Level::Chief),
    ("md", Function::GeneralManagement, Level::Chief),
    ("gm", Function::GeneralManagement, Level::Director),
    ("svp", Function::Other, Level::VicePresident),
    ("evp", Function::Other, Level::VicePresident),
    ("avp", Function::Other, Level::VicePresident),
    ("vp", Function::Other, Level::VicePresident),
    ("pm", Function::Product, Level::Individual),
    ("sdr", Function::Sales, Level::Individual),
    ("bdr", Function::Sales, Level::Individual),
    ("ae", Function::Sales, Level::Individual),
    ("csm", Function::CustomerSuccess, Level::Individual),
];

/// Phrases that say the level; the first that stands in the title counts.
const LEVELS: [(&str, Level); 56] = [
    ("assistant to", Level::Individual),
    ("executive assistant", Level::Individual),
    ("personal assistant", Level::Individual),
    ("product owner", Level::Individual),
    ("vice president", Level::VicePresident),
    ("vice-president", Level::VicePresident),
    ("vizepräsident", Level::VicePresident),
    ("vice président", Level::VicePresident),
    ("account manager", Level::Individual),
    ("account executive", Level::Individual),
    ("customer success manager", Level::Individual),
    ("product manager", Level::Individual),
    ("project manager", Level::Individual),
    ("program manager", Level::Individual),
    ("business partner", Level::Individual),
    ("co-founder", Level::Owner),
    ("cofounder", Level::Owner),
    ("founder", Level::Owner),
    ("owner", Level::Owner),
    ("chair", Level::Owner),
    ("board member", Level::Owner),
    ("member of the board", Level::Owner),
    ("proprietor", Level::Owner),
    ("gründer", Level::Owner),
    ("inhaber", Level::Owner),
    ("fondateur", Level::Owner),
    ("chief", Level::Chief),
    ("president", Level::Chief),
    ("managing director", Level::Chief),
    ("managing partner", Level::Chief),
    ("general counsel", Level::Chief),
    ("geschäftsführer", Level::Chief),
    ("vorstand", Level::Chief),
    ("directeur général", Level::Chief),
    ("director general", Level::Chief),
    ("partner manager", Level::Manager),
    ("partner", Level::Owner),
    ("head of", Level::Director),
    ("head,", Level::Director),
    ("global head", Level::Director),
    ("director", Level::Director),
    ("directeur", Level::Director),
    ("direktor", Level::Director),
    ("general manager", Level::Director),
    ("leiter", Level::Director),
    ("leitung", Level::Director),
    ("controller", Level::Manager),
    ("manager", Level::Manager),
    ("team lead", Level::Manager),
    ("supervisor", Level::Manager),
    ("responsable", Level::Manager),
    ("gerente", Level::Manager),
    ("jefe", Level::Manager),
    ("lead", Level::Manager),
    ("superintendent", Level::Manager),
    ("foreman", Level::Manager),
];

/// Words of people who work for a team, asked last.
const INDIVIDUALS: [&str; 24] = [
    "engineer",
    "developer",
    "analyst",
    "specialist",
    "consultant",
    "associate",
    "assistant",
    "coordinator",
    "representative",
    "administrator",
    "architect",
    "designer",
    "scientist",
    "accountant",
    "recruiter",
    "clerk",
    "technician",
    "officer",
    "executive",
    "advisor",
    "buyer",
    "intern",
    "attorney",
    "counsel",
];

/// Words that say the function, where they begin a word; the first that stands in the title counts.
const FUNCTIONS: [(&str, Function); 96] = [
    ("customer success", Function::CustomerSuccess),
    ("customer service", Function::CustomerSuccess),
    ("customer support", Function::CustomerSuccess),
    ("customer experience", Function::CustomerSuccess),
    ("client success", Function::CustomerSuccess),
    ("technical support", Function::CustomerSuccess),
    ("help desk", Function::InformationTechnology),
    ("human resource", Function::HumanResources),
    ("people", Function::HumanResources),
    ("talent", Function::HumanResources),
    ("recruit", Function::HumanResources),
    ("personal", Function::HumanResources),
    ("hr", Function::HumanResources),
    ("procurement", Function::Procurement),
    ("purchas", Function::Procurement),
    ("sourcing", Function::Procurement),
    ("buyer", Function::Procurement),
    ("einkauf", Function::Procurement),
    ("achats", Function::Procurement),
    ("compras", Function::Procurement),
    ("product", Function::Product),
    ("general counsel", Function::Legal),
    ("counsel", Function::Legal),
    ("legal", Function::Legal),
    ("attorney", Function::Legal),
    ("lawyer", Function::Legal),
    ("compliance", Function::Legal),
    ("privacy", Function::Legal),
    ("marketing", Function::Marketing),
    ("brand", Function::Marketing),
    ("communications", Function::Marketing),
    ("public relations", Function::Marketing),
    ("content", Function::Marketing),
    ("demand generation", Function::Marketing),
    ("growth", Function::Marketing),
    ("sales operations", Function::Sales),
    ("sales", Function::Sales),
    ("business development", Function::Sales),
    ("account executive", Function::Sales),
    ("account manager", Function::Sales),
    ("revenue", Function::Sales),
    ("commercial", Function::Sales),
    ("vertrieb", Function::Sales),
    ("ventes", Function::Sales),
    ("ventas", Function::Sales),
    ("information", Function::InformationTechnology),
    ("security", Function::InformationTechnology),
    ("infrastructure", Function::InformationTechnology),
    ("network", Function::InformationTechnology),
    ("systems", Function::InformationTechnology),
    ("data", Function::InformationTechnology),
    ("analytics", Function::InformationTechnology),
    ("business intelligence", Function::InformationTechnology),
    ("digital", Function::InformationTechnology),
    ("cloud", Function::InformationTechnology),
    ("database", Function::InformationTechnology),
    ("erp", Function::InformationTechnology),
    ("crm", Function::InformationTechnology),
    ("it", Function::InformationTechnology),
    ("edv", Function::InformationTechnology),
    ("financ", Function::Finance),
    ("finanz", Function::Finance),
    ("account", Function::Finance),
    ("treasur", Function::Finance),
    ("controller", Function::Finance),
    ("controlling", Function::Finance),
    ("audit", Function::Finance),
    ("tax", Function::Finance),
    ("payroll", Function::Finance),
    ("billing", Function::Finance),
    ("investor relations", Function::Finance),
    ("research", Function::Research),
    ("scien", Function::Research),
    ("clinical", Function::Research),
    ("laborator", Function::Research),
    ("r&d", Function::Research),
    ("engineer", Function::Engineering),
    ("software", Function::Engineering),
    ("developer", Function::Engineering),
    ("devops", Function::Engineering),
    ("technology", Function::Engineering),
    ("technical", Function::Engineering),
    ("technik", Function::Engineering),
    ("architect", Function::Engineering),
    ("quality", Function::Operations),
    ("operations", Function::Operations),
    ("operating", Function::Operations),
    ("supply chain", Function::Operations),
    ("logistic", Function::Operations),
    ("manufacturing", Function::Operations),
    ("plant", Function::Operations),
    ("warehouse", Function::Operations),
    ("facilities", Function::Operations),
    ("project", Function::Operations),
    ("program", Function::Operations),
    ("office", Function::Operations),
];

/// Words of people who answer for the company as a whole, asked last.
const GENERAL: [&str; 13] = [
    "chief executive",
    "president",
    "managing director",
    "general manager",
    "founder",
    "owner",
    "chair",
    "board",
    "partner",
    "geschäftsführ",
    "vorstand",
    "directeur général",
    "proprietor",
];

/// Reads a title. Nothing in it that is known gives [`Function::Other`] and [`Level::Unknown`].
#[must_use]
pub fn role(title: &str) -> Role {
    let lower: String = title.to_lowercase().chars().take(LONGEST).collect();
    let padded = format!(
        " {} ",
        lower.split_whitespace().collect::<Vec<_>>().join(" ")
    );
    let words: Vec<String> = padded
        .split(|c: char| !c.is_alphanumeric() && c != '.')
        .map(|word| word.replace('.', ""))
        .filter(|word| !word.is_empty())
        .collect();
    let office = OFFICES
        .iter()
        .find(|(short, _, _)| words.iter().any(|word| word == short));
    let aide = [
        "assistant to",
        "executive assistant",
        "personal assistant",
        "office of the",
    ]
    .iter()
    .any(|phrase| padded.contains(phrase));
    let said = FUNCTIONS
        .iter()
        .find(|(start, _)| begins_a_word(&padded, start))
        .map(|(_, function)| *function);
    let level = level(
        &padded,
        office.map(|(_, _, level)| *level).filter(|_| !aide),
    );
    let function = match office {
        Some((_, function, _)) if *function != Function::Other && !aide => *function,
        _ if padded.contains("chief executive") && !aide => Function::GeneralManagement,
        _ => said.unwrap_or_else(|| {
            if GENERAL.iter().any(|start| begins_a_word(&padded, start))
                && !padded.contains("vice")
                && !aide
            {
                Function::GeneralManagement
            } else if aide {
                Function::Operations
            } else {
                Function::Other
            }
        }),
    };
    Role { function, level }
}

fn level(padded: &str, office: Option<Level>) -> Level {
    let said = LEVELS
        .iter()
        .find(|(phrase, _)| begins_a_word(padded, phrase))
        .map(|(_, level)| *level);
    match (said, office) {
        (Some(said), Some(office)) => said.max(office),
        (Some(level), None) | (None, Some(level)) => level,
        (None, None) if INDIVIDUALS.iter().any(|word| begins_a_word(padded, word)) => {
            Level::Individual
        }
        (None, None) => Level::Unknown,
    }
}

/// Does the phrase stand where a word begins? Phrases of up to three letters must be whole words.
fn begins_a_word(padded: &str, phrase: &str) -> bool {
    padded.match_indices(phrase).any(|(at, _)| {
        let before = padded[..at].chars().next_back();
        let after = padded[at + phrase.len()..].chars().next();
        let starts = before.is_none_or(|c| !c.is_alphanumeric());
        let whole = phrase.len() > 3 || after.is_none_or(|c| !c.is_alphanumeric());
        starts && whole
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn titles_as_people_write_them() {
        for (title, function, level) in [
            ("CEO", Function::GeneralManagement, Level::Chief),
            ("Chief Financial Officer", Function::Finance, Level::Chief),
            ("C.T.O.", Function::Engineering, Level::Chief),
            ("VP, Sales", Function::Sales, Level::VicePresident),
            (
                "Senior Vice President of Marketing",
                Function::Marketing,
                Level::VicePresident,
            ),
            ("Vice President", Function::Other, Level::VicePresident),
            (
                "Director of Information Technology",
                Function::InformationTechnology,
                Level::Director,
            ),
            (
                "IT Manager",
                Function::InformationTechnology,
                Level::Manager,
            ),
            (
                "Head of Procurement",
                Function::Procurement,
                Level::Director,
            ),
            (
                "Senior Software Engineer",
                Function::Engineering,
                Level::Individual,
            ),
            (
                "HR Business Partner",
                Function::HumanResources,
                Level::Individual,
            ),
            ("Account Executive", Function::Sales, Level::Individual),
            ("Founder & CEO", Function::GeneralManagement, Level::Owner),
            (
                "Executive Assistant to the CEO",
                Function::Operations,
                Level::Individual,
            ),
            ("General Counsel", Function::Legal, Level::Chief),
            ("Product Manager", Function::Product, Level::Individual),
            (
                "Customer Success Manager",
                Function::CustomerSuccess,
                Level::Individual,
            ),
            ("Geschäftsführer", Function::GeneralManagement, Level::Chief),
            ("Wizard", Function::Other, Level::Unknown),
            ("", Function::Other, Level::Unknown),
        ] {
            let read = role(title);
            assert_eq!((read.function, read.level), (function, level), "{title}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(title in ".{0,300}") {
            let _ = role(&title);
        }
    }
}
