//! People in the order in which a rep wants to meet them.

use crate::protocol::Contact;

/// Words of a title and the level they stand for, highest first. A convention of the trade: who
/// decides comes before who reports; 1 is the top.
const LEVELS: &[(u8, &[&str])] = &[
    (
        1,
        &[
            "chief",
            "ceo",
            "cfo",
            "cto",
            "cio",
            "coo",
            "cro",
            "cmo",
            "ciso",
            "president",
            "founder",
            "owner",
            "partner",
            "geschäftsführer",
        ],
    ),
    (2, &["vp", "svp", "evp", "vice"]),
    (3, &["head", "director", "leiter"]),
    (4, &["manager", "lead", "principal"]),
];

/// Level of people whose title says nothing of it, and of those without a title.
const OTHER_TITLE: u8 = 5;
const NO_TITLE: u8 = 6;

/// Sorts people: higher level first, then those who can be written to, then as they were.
pub(super) fn best_first(people: &mut [Contact]) {
    people.sort_by_key(|person| (level(person.title.as_deref()), person.email.is_none()));
}

fn level(title: Option<&str>) -> u8 {
    let Some(title) = title.filter(|title| !title.trim().is_empty()) else {
        return NO_TITLE;
    };
    let title = title.to_lowercase();
    let words: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).collect();
    // A vice president is no president, the assistant to a chief no chief.
    if words
        .iter()
        .any(|word| matches!(*word, "assistant" | "intern" | "former"))
    {
        return OTHER_TITLE;
    }
    if words.contains(&"vice") {
        return 2;
    }
    LEVELS
        .iter()
        .find(|(_, names)| words.iter().any(|word| names.contains(word)))
        .map_or(OTHER_TITLE, |(level, _)| *level)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_decides_comes_first() {
        let person = |title: &str, email: Option<&str>| Contact {
            id: None,
            name: title.to_owned(),
            email: email.map(str::to_owned),
            title: Some(title.to_owned()),
            phone: None,
            account: None,
        };
        let mut people = [
            person("", None),
            person("Assistant to the CEO", None),
            person("Head of Sales", None),
            person("Head of Data", Some("a@b.com")),
            person("Vice President, Sales", None),
            person("Chief Financial Officer", None),
        ];
        best_first(&mut people);
        let order: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(
            order,
            [
                "Chief Financial Officer",
                "Vice President, Sales",
                "Head of Data",
                "Head of Sales",
                "Assistant to the CEO",
                ""
            ]
        );
    }
}
