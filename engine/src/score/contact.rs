//! Scores of people, so that best-fit decision makers come first.

use crate::portfolio::{Function, Level, role};
use crate::protocol::Contribution;

/// What is known of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// Job title.
    pub title: Option<String>,
    /// True when there is an email address.
    pub email: bool,
    /// True when there is a phone number.
    pub phone: bool,
    /// Touches of the past year (calls, mails, notes).
    pub touches: u32,
}

/// Points of a person with the lines they sum to, 0 to 100: level 45, function 25, ways to reach 20,
/// engagement 10 at most. `buyer` is the department that would use what is sold; without one every
/// known function counts half. The points are a convention, not a measurement.
#[must_use]
pub fn person_receipt(person: &Person, buyer: Option<Function>) -> (i64, Vec<Contribution>) {
    let read = person.title.as_deref().map(role);
    let title = person.title.clone();
    let (level_points, level) = match read.map(|role| role.level) {
        Some(Level::Owner) => (42, Level::Owner.words()),
        Some(Level::Chief) => (45, Level::Chief.words()),
        Some(Level::VicePresident) => (40, Level::VicePresident.words()),
        Some(Level::Director) => (34, Level::Director.words()),
        Some(Level::Manager) => (22, Level::Manager.words()),
        Some(Level::Individual) => (8, Level::Individual.words()),
        Some(Level::Unknown) | None => (0, Level::Unknown.words()),
    };
    let function = read.map_or(Function::Other, |role| role.function);
    let function_points = match (function, buyer) {
        (Function::Other, _) => 0,
        (own, Some(buyer)) if own == buyer => 25,
        (Function::GeneralManagement, Some(_)) => 18,
        (_, Some(_)) => 5,
        (_, None) => 12,
    };
    let reach = 12 * i64::from(person.email) + 8 * i64::from(person.phone);
    let engagement = i64::from(person.touches.min(5)) * 2;
    let line = |factor: &str, value: Option<String>, points: i64, what: &str| Contribution {
        factor: factor.to_owned(),
        value,
        points,
        why: format!("{what}: {points:+}."),
        ..Contribution::default()
    };
    let lines = vec![
        line(
            "level",
            title.clone(),
            level_points,
            &format!("Level is {level}"),
        ),
        line(
            "function",
            title,
            function_points,
            &format!("Function is {}", function.words()),
        ),
        line("reach", None, reach, reach_words(person)),
        line(
            "engagement",
            Some(person.touches.to_string()),
            engagement,
            "Touches of the past year",
        ),
    ];
    (lines.iter().map(|line| line.points).sum(), lines)
}

const fn reach_words(person: &Person) -> &'static str {
    match (person.email, person.phone) {
        (true, true) => "Email address and phone number are known",
        (true, false) => "An email address is known",
        (false, true) => "A phone number is known",
        (false, false) => "No way to reach them is known",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_decision_maker_comes_first_and_the_lines_add_up() {
        let person = |title: &str| Person {
            title: Some(title.to_owned()),
            email: true,
            ..Person::default()
        };
        let points = |title| person_receipt(&person(title), Some(Function::Sales)).0;
        assert!(points("VP Sales") > points("CFO") && points("CFO") > points("Account Executive"));
        let (sum, lines) = person_receipt(&person("VP Sales"), None);
        assert_eq!(sum, lines.iter().map(|line| line.points).sum::<i64>());
        assert_eq!(person_receipt(&Person::default(), None).0, 0);
    }
}
