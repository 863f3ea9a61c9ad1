//! Which account a line means, through the engine's door: golden cases and what must hold of any line.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

mod common;

use common::{ask, engine, import};
use hookline_engine::Engine;
use hookline_engine::protocol::{Answer, Reply, Request, Resolution};
use proptest::prelude::*;
use std::cell::RefCell;

/// Accounts with rare and with ordinary names; the order gives their ids, from 1.
const ACCOUNTS: [(&str, &str, &str); 12] = [
    ("Brightmoor Analytics GmbH", "brightmoor.example", "Berlin"),
    ("Kelvaro Systems, Inc.", "kelvaro.example", "Austin"),
    ("Társasház Energia Kft.", "tarsashaz.example", "Budapest"),
    ("Vantoro Foods plc", "vantoro.example", "Leeds"),
    ("Quillmere & Sons Ltd", "quillmere.example", "Bristol"),
    ("Zephandra S.A. de C.V.", "zephandra.example", "Monterrey"),
    ("Target Corporation", "target.example", "Minneapolis"),
    ("Gap, Inc.", "gap.example", "San Francisco"),
    ("Square", "square.example", "Oakland"),
    ("Notion Labs, Inc.", "notion.example", "San Francisco"),
    ("Delta Air Lines", "delta.example", "Atlanta"),
    ("Oracle", "oracle.example", "Austin"),
];
/// The first so many have names that mean nothing else.
const RARE: usize = 6;
/// Legal forms of many countries, as they are written.
const FORMS: [&str; 16] = [
    "",
    "Inc",
    "Inc.",
    "Ltd",
    "Limited",
    "LLC",
    "plc",
    "GmbH",
    "AG",
    "S.A.",
    "S.p.A.",
    "B.V.",
    "AB",
    "Oy",
    "Pty Ltd",
    "Co., Ltd.",
];

fn accounts() -> Engine {
    let mut engine = engine();
    let mut list = String::from("Account Name,Domain,City\n");
    for (name, domain, city) in ACCOUNTS {
        list.push_str(&format!("\"{name}\",{domain},{city}\n"));
    }
    import(&mut engine, "crm.csv", &list);
    engine
}

/// What the door says to a line; an error is its code.
fn asked(line: &str) -> Result<Resolution, String> {
    thread_local! {
        static ENGINE: RefCell<Engine> = RefCell::new(accounts());
    }
    ENGINE.with_borrow_mut(|engine| {
        let input = line.to_owned();
        match ask(engine, Request::Resolve { input }) {
            Reply::Resolution(resolution) => Ok(resolution),
            Reply::Error(error) => Err(error.code),
            other => panic!("{line:?}: {other:?}"),
        }
    })
}

fn resolve(line: &str) -> Resolution {
    asked(line).unwrap()
}

/// Nothing to look for is named as such; everything else has an answer.
fn assert_sound(line: &str) -> Result<(), TestCaseError> {
    let found = match asked(line) {
        Ok(found) => found,
        Err(code) => {
            prop_assert_eq!(code, "nothing_asked");
            prop_assert!(!line.chars().any(char::is_alphanumeric), "{:?}", line);
            return Ok(());
        }
    };
    for candidate in found.best.iter().chain(&found.others) {
        prop_assert!((0.0..=1.0).contains(&candidate.confidence), "{candidate:?}");
        prop_assert!((1..=12).contains(&candidate.account));
    }
    prop_assert!(found.others.len() <= 9);
    prop_assert!(found.answer == Answer::No || found.best.is_some());
    prop_assert!(!found.why.is_empty());
    Ok(())
}

/// The verdict with the account it is about.
fn verdict(line: &str) -> (Answer, Option<i64>) {
    let found = resolve(line);
    (found.answer, found.best.map(|best| best.account))
}

/// The name without its legal form.
fn stem(name: &str) -> &str {
    let name = name.split_once(',').map_or(name, |(stem, _)| stem);
    [" GmbH", " Kft.", " plc", " Ltd", " S.A. de C.V."]
        .iter()
        .find_map(|form| name.strip_suffix(form))
        .unwrap_or(name)
}

#[test]
fn golden_lines_have_their_account() {
    for (line, wanted) in [
        ("Brightmoor Analytics", (Answer::Yes, Some(1))),
        ("BRIGHTMOOR ANALYTICS GMBH", (Answer::Yes, Some(1))),
        ("brightmoor.example", (Answer::Yes, Some(1))),
        (
            "https://www.brightmoor.example/jobs?x=1",
            (Answer::Yes, Some(1)),
        ),
        ("anna.berg@brightmoor.example", (Answer::Yes, Some(1))),
        (
            "anna.berg@mail.eu.brightmoor.example",
            (Answer::Yes, Some(1)),
        ),
        ("Tarsashaz Energia", (Answer::Yes, Some(3))),
        ("Quillmere and Sons", (Answer::Yes, Some(5))),
        ("Kelvaro Systems raises $40 million", (Answer::Yes, Some(2))),
        ("Vantoro Foods to close Hull plant", (Answer::Yes, Some(4))),
    ] {
        assert_eq!(verdict(line), wanted, "{line}: {}", resolve(line).why);
    }
    for line in [
        "Obsidian Harbour Partners",
        "Storm closes schools in the north",
        "nobody@obsidianharbour.example",
    ] {
        assert_eq!(resolve(line).answer, Answer::No, "{line}");
    }
}

#[test]
fn a_bare_ordinary_word_is_never_sure_in_a_headline() {
    for line in [
        "Village misses target for new homes",
        "Mind the gap between rich and poor",
        "Protest fills the square",
        "The notion of home in modern film",
        "River delta floods after storm",
        "Ancient oracle found near Delphi",
        "Target practice closes beach",
        "Square dance is back",
    ] {
        assert_ne!(
            resolve(line).answer,
            Answer::Yes,
            "{line}: {}",
            resolve(line).why
        );
    }
}

#[test]
fn support_beyond_the_word_makes_an_ordinary_name_sure() {
    for (line, account) in [
        ("Target Corporation names new finance chief", 7),
        ("Gap Inc. raises full-year outlook", 8),
        ("Delta Air Lines orders 30 jets", 11),
        ("Notion Labs hires head of sales", 10),
    ] {
        assert_eq!(
            verdict(line),
            (Answer::Yes, Some(account)),
            "{line}: {}",
            resolve(line).why
        );
    }
}

/// Any letters in any case.
fn recased(text: &str, flips: &[bool]) -> String {
    text.chars()
        .zip(flips.iter().cycle())
        .flat_map(|(letter, flip)| {
            let changed: Vec<char> = if *flip {
                letter.to_uppercase().collect()
            } else {
                letter.to_lowercase().collect()
            };
            changed
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_line_gets_a_sound_answer(line in ".{0,160}") {
        assert_sound(&line)?;
    }

    #[test]
    fn lines_that_look_like_names_addresses_and_headlines_get_one_too(
        line in "(([A-Z][a-z]{0,8}|[a-z]{1,9}|Target|Gap|Kelvaro|@|https?://|[0-9$€%.,:;&'’/-]){1,3} ?){0,14}"
    ) {
        assert_sound(&line)?;
    }

    #[test]
    fn the_legal_form_does_not_matter(account in 0..RARE, form in 0..FORMS.len()) {
        let line = format!("{} {}", stem(ACCOUNTS[account].0), FORMS[form]);
        let wanted = (Answer::Yes, i64::try_from(account + 1).ok());
        prop_assert_eq!(verdict(&line), wanted, "{}", line);
    }

    #[test]
    fn case_and_blanks_do_not_matter(
        account in 0..RARE,
        flips in prop::collection::vec(any::<bool>(), 1..40),
        blanks in "[ \t\u{a0}]{1,4}",
    ) {
        let line = recased(stem(ACCOUNTS[account].0), &flips).replace(' ', &blanks);
        let wanted = (Answer::Yes, i64::try_from(account + 1).ok());
        prop_assert_eq!(verdict(&format!("{blanks}{line}{blanks}")), wanted, "{}", line);
    }

    #[test]
    fn a_free_mail_host_never_says_which_company(
        user in "[a-z]{1,12}(\\.[a-z]{1,12})?",
        host in prop::sample::select(vec![
            "gmail.com", "googlemail.com", "yahoo.co.jp", "hotmail.fr", "outlook.de", "icloud.com", "gmx.net",
            "web.de", "proton.me", "aol.com", "qq.com", "mail.ru", "free.fr", "libero.it", "rediffmail.com",
        ]),
    ) {
        let found = resolve(&format!("{user}@{host}"));
        prop_assert_eq!(found.answer, Answer::No, "{}", found.why);
    }

    #[test]
    fn the_domain_of_an_address_decides_whatever_stands_before_it(
        account in 0..ACCOUNTS.len(),
        user in "[a-z]{1,10}([._+-][a-z0-9]{1,10})?",
        below in "([a-z]{1,8}\\.){0,2}",
    ) {
        let line = format!("{user}@{below}{}", ACCOUNTS[account].1);
        let wanted = (Answer::Yes, i64::try_from(account + 1).ok());
        prop_assert_eq!(verdict(&line), wanted, "{}", line);
    }

    #[test]
    fn a_full_name_is_found_in_the_middle_of_a_headline(
        account in 0..RARE,
        before in "(Rival|Analysts|Investors) (praise|sue|leave|back) ",
        after in " (over|after|in) (delay|dispute|talks|strike)",
    ) {
        let line = format!("{before}{}{after}", stem(ACCOUNTS[account].0));
        let found = resolve(&line);
        prop_assert_eq!(found.answer, Answer::Yes, "{}: {}", line, found.why);
        prop_assert_eq!(found.best.map(|best| best.account), i64::try_from(account + 1).ok());
    }
}
