//! The buying committee: which of the people who decide are known at an account, and who is missing.

use super::title::{Function, Level, Role, role};
use serde::{Deserialize, Serialize};

/// A part in a purchase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seat {
    /// Signs.
    EconomicBuyer,
    /// Leads the department that will use it.
    DepartmentHead,
    /// Judges whether it fits the technology.
    TechnicalBuyer,
    /// Negotiates.
    Procurement,
    /// Checks the contract.
    Legal,
    /// Works with it.
    User,
}

impl Seat {
    /// Every seat, in the order in which they decide.
    pub const ALL: [Self; 6] = [
        Self::EconomicBuyer,
        Self::DepartmentHead,
        Self::TechnicalBuyer,
        Self::Procurement,
        Self::Legal,
        Self::User,
    ];

    /// The seat as people read it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::EconomicBuyer => "economic buyer",
            Self::DepartmentHead => "head of the department",
            Self::TechnicalBuyer => "technical buyer",
            Self::Procurement => "procurement",
            Self::Legal => "legal",
            Self::User => "user",
        }
    }
}

/// A seat with the people who fill it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatCoverage {
    /// The seat.
    pub seat: Seat,
    /// Positions of the people in the list that was given, the highest first; empty when it is missing.
    pub people: Vec<usize>,
}

/// Who fills which seat, when `buyer` is the department that would use what is sold. One person may
/// fill several.
#[must_use]
pub fn coverage(titles: &[&str], buyer: Function) -> Vec<SeatCoverage> {
    let roles: Vec<Role> = titles.iter().map(|title| role(title)).collect();
    Seat::ALL
        .into_iter()
        .map(|seat| {
            let mut people: Vec<usize> = (0..roles.len())
                .filter(|at| fills(roles[*at], seat, buyer))
                .collect();
            crate::order::by_key(&mut people, |at| (std::cmp::Reverse(roles[*at].level), *at));
            SeatCoverage { seat, people }
        })
        .collect()
}

/// Seats that none of the people fills, in words, where it is open which department would use what is
/// sold: its head and its users are not asked for. Where nobody is known, nobody is missing.
#[must_use]
pub fn missing(titles: &[&str]) -> Vec<String> {
    if titles.is_empty() {
        return Vec::new();
    }
    coverage(titles, Function::Other)
        .iter()
        .filter(|seat| seat.people.is_empty())
        .filter(|seat| !matches!(seat.seat, Seat::DepartmentHead | Seat::User))
        .map(|seat| seat.seat.words().to_owned())
        .collect()
}

fn fills(role: Role, seat: Seat, buyer: Function) -> bool {
    let leads = role.level >= Level::Director;
    match seat {
        Seat::EconomicBuyer => {
            let holds_money = matches!(
                role.function,
                Function::GeneralManagement | Function::Finance
            );
            role.level >= Level::Chief && (holds_money || role.level == Level::Owner)
        }
        Seat::DepartmentHead => role.function == buyer && leads,
        Seat::TechnicalBuyer => {
            let technical = matches!(
                role.function,
                Function::InformationTechnology | Function::Engineering
            );
            technical && role.level >= Level::Manager
        }
        Seat::Procurement => role.function == Function::Procurement,
        Seat::Legal => role.function == Function::Legal,
        Seat::User => role.function == buyer && !leads && role.level != Level::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_missing_seats_are_told() {
        let titles = [
            "CFO",
            "VP Sales",
            "Account Executive",
            "IT Manager",
            "Wizard",
        ];
        let seats = coverage(&titles, Function::Sales);
        let people: Vec<&[usize]> = seats.iter().map(|seat| seat.people.as_slice()).collect();
        assert_eq!(people, [&[0][..], &[1], &[3], &[], &[], &[2]]);
        assert!(
            coverage(&[], Function::Sales)
                .iter()
                .all(|seat| seat.people.is_empty())
        );
    }
}
