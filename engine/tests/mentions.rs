//! Companies found in headlines over many accounts: golden lines, and what must hold of any text.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail loudly")]

use hookline_engine::protocol::Answer;
use hookline_engine::resolve::{AccountEntry, Mention, Mentions, Rules, StoryText};
use proptest::prelude::*;
use std::sync::OnceLock;

/// Official names; their places are the ids.
const NAMES: [&str; 12] = [
    "Brightmoor Analytics GmbH",
    "Kelvaro Systems, Inc.",
    "Vantoro Foods plc",
    "Quillmere & Sons Ltd",
    "Zephandra Industries Limited",
    "GlyndaSmithKarl Pharmaceuticals Ltd.",
    "Northern Cement Corporation Ltd.",
    "Target Corporation",
    "Gap, Inc.",
    "Square, Inc.",
    "Oracle Corporation",
    "Ten Entertainment Group plc",
];
/// The first so many have names that mean nothing else.
const RARE: usize = 5;

fn mentions() -> &'static Mentions {
    static ALL: OnceLock<Mentions> = OnceLock::new();
    ALL.get_or_init(|| of_names(&NAMES))
}

/// The forms of accounts of which only the names are known.
fn of_names(names: &[&str]) -> Mentions {
    let entries: Vec<AccountEntry> = names
        .iter()
        .zip(0..)
        .map(|(name, id)| AccountEntry {
            id,
            name: (*name).to_owned(),
            ..AccountEntry::default()
        })
        .collect();
    Mentions::build(&entries)
}

fn find(title: &str, summary: &str) -> Vec<Mention> {
    let story = StoryText {
        title,
        summary,
        ..StoryText::default()
    };
    mentions().find(&story, &Rules::new())
}

/// Ids of the accounts that are surely meant.
fn sure(title: &str) -> Vec<i64> {
    find(title, "")
        .into_iter()
        .filter(|mention| mention.answer == Answer::Yes)
        .map(|mention| mention.account)
        .collect()
}

fn assert_sound(title: &str, summary: &str) -> Result<(), TestCaseError> {
    for mention in find(title, summary) {
        let text = if mention.in_summary { summary } else { title };
        let [first, end] = mention.span;
        prop_assert!(first < end && end <= text.chars().count());
        let words: String = text.chars().skip(first).take(end - first).collect();
        prop_assert_eq!(&words, &mention.surface);
        prop_assert!((0.0..=1.0).contains(&mention.confidence));
        prop_assert!(mention.answer != Answer::No);
        prop_assert!(!mention.evidence.is_empty());
    }
    Ok(())
}

#[test]
fn golden_headlines_name_their_companies() {
    for (title, wanted) in [
        ("Brightmoor Analytics opens office in Leeds", vec![0]),
        ("Kelvaro sues Vantoro Foods over patents", vec![1, 2]),
        ("Shares of Zephandra fall 4% after results", vec![4]),
        ("Quillmere and Sons to close two shops", vec![3]),
        ("GSK Pharmaceuticals recalls syrup", vec![5]),
        ("Target Corporation hires a finance chief", vec![7]),
        ("Gap Inc. lifts its outlook", vec![8]),
        ("Storm closes schools in the north", vec![]),
    ] {
        assert_eq!(sure(title), wanted, "{title}: {:?}", find(title, ""));
    }
}

#[test]
fn ordinary_words_are_not_companies() {
    for title in [
        "Ten years ago: the flood that changed the town",
        "Ten ways to save on heating",
        "Target practice closes beach",
        "Mind the gap between rich and poor",
        "Protesters fill the square",
        "Square dance is back in fashion",
        "Northern towns wait for trains",
    ] {
        assert_eq!(
            sure(title),
            Vec::<i64>::new(),
            "{title}: {:?}",
            find(title, "")
        );
    }
}

#[test]
fn a_speaker_behind_a_colon_does_not_hide_a_capital_in_the_middle() {
    let title =
        "Can buy Oracle on declines of Rs 15-20: Anna Berg, Hartwell Technical Advisory Services";
    assert_eq!(sure(title), [10], "{:?}", find(title, ""));
}

#[test]
fn a_quarter_of_account_or_a_row_of_companies_supports_an_ordinary_word() {
    assert_eq!(sure("Oracle Q3 profit beats forecasts"), [10]);
    assert_eq!(
        sure("Shares in Kelvaro, Deltrix, Target and Brightmoor Analytics rise"),
        [1, 7, 0]
    );
    assert_eq!(
        sure("Target practice, range closures: Kelvaro neighbours complain"),
        [1]
    );
}

#[test]
fn a_group_is_called_by_its_trades_and_their_other_words() {
    let names = [
        "Public sector banks",
        "oil and gas stocks",
        "Defence related companies",
        "Quarrel Real Estate Ltd.",
    ];
    let all = of_names(&names);
    let sure = |title: &str| -> Vec<i64> {
        let story = StoryText {
            title,
            ..StoryText::default()
        };
        all.find(&story, &Rules::new())
            .into_iter()
            .filter(|mention| mention.answer == Answer::Yes)
            .map(|mention| mention.account)
            .collect()
    };
    assert_eq!(sure("Overweight on PSU banks, says fund manager"), [0]);
    assert_eq!(sure("State-owned banks sell bonds"), [0]);
    assert_eq!(sure("Oil stocks slip as crude eases"), [1]);
    assert_eq!(sure("Defence stocks rally on budget"), [2]);
    assert_eq!(sure("Realty prices rise in Pune"), Vec::<i64>::new());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_is_searched_soundly(title in ".{0,200}", summary in ".{0,200}") {
        assert_sound(&title, &summary)?;
    }

    #[test]
    fn texts_of_name_words_are_searched_soundly(
        title in "((Brightmoor|Kelvaro|Zephandra|Target|Gap|GSK|QS|and|&|Inc|Ltd|said|the|[A-Z][a-z]{1,6}|[:,.'’-]) ?){0,24}",
        summary in "((Square|Oracle|Northern|Cement|\u{130}|\u{df}|[a-z]{1,6}) ?){0,12}",
    ) {
        assert_sound(&title, &summary)?;
    }

    #[test]
    fn the_legal_form_in_the_text_does_not_matter(
        account in 0..RARE,
        form in prop::sample::select(vec!["", " Inc", " Ltd", " plc", " GmbH", " AG", " S.A.", " LLC"]),
        verb in prop::sample::select(vec!["opens", "sues", "buys", "names", "cuts"]),
    ) {
        let stem = NAMES[account].split([',']).next().unwrap();
        let stem = [" GmbH", " plc", " Ltd", " Limited"]
            .iter()
            .find_map(|own| stem.strip_suffix(own))
            .unwrap_or(stem);
        let title = format!("{stem}{form} {verb} something in Leeds");
        prop_assert!(sure(&title).contains(&i64::try_from(account).unwrap()), "{}", title);
    }

    #[test]
    fn small_letters_alone_make_no_ordinary_word_a_company(
        words in prop::collection::vec("(target|gap|square|oracle|ten|group|northern|cement|[a-z]{2,8})", 1..14),
    ) {
        prop_assert_eq!(sure(&words.join(" ")), Vec::<i64>::new());
    }
}
