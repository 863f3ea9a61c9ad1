//! Duplicates inside one list, on a synthetic list made with a fixed seed: name forms of real
//! companies (`eval/resolve/listing-names`), real cities, invented streets, phones and hosts.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test"
)]

#[path = "common/shared.rs"]
mod shared;

use hookline_engine::resolve::{Record, find_duplicates, key};
use shared::shared;
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

/// The F1 that splink's best threshold stays below on its list; ours has no threshold to choose.
const WANTED_F1: f64 = 0.88;

/// Xorshift: the same list on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % limit
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

struct Place {
    city: String,
    zip: String,
    country: String,
}

/// Records with the entity each belongs to.
fn synthetic_list() -> Option<(Vec<Record>, Vec<usize>)> {
    let accounts = rows(&shared("data/eval/resolve/listing-names/accounts.csv")?);
    let queries = rows(&shared("data/eval/resolve/listing-names/queries.csv")?);
    let places: Vec<Place> = rows(&shared("data/companies/accounts.csv")?)
        .into_iter()
        .filter(|row| !row["city"].is_empty())
        .map(|row| Place {
            city: row["city"].clone(),
            zip: row["zipcode"].clone(),
            country: row["country"].clone(),
        })
        .collect();
    let mut names: BTreeMap<String, Vec<String>> = accounts
        .iter()
        .map(|row| (row["id"].clone(), vec![row["name"].clone()]))
        .collect();
    for row in queries {
        // Renamed companies share nothing with the old name; people would not find them either.
        let first_word = |name: &str| {
            key(name)
                .split(' ')
                .next()
                .unwrap_or_default()
                .chars()
                .take(3)
                .collect::<String>()
        };
        if let Some(forms) = names.get_mut(&row["account_id"])
            && first_word(&forms[0]) == first_word(&row["query"])
        {
            forms.push(row["query"].clone());
        }
    }
    let mut dice = Dice(0x5EED_CAFE_F00D_0001);
    let (mut records, mut entities) = (Vec::new(), Vec::new());
    for (entity, forms) in names.values().enumerate() {
        let home = &places[dice.below(places.len())];
        let street = [
            "Main Street",
            "Station Road",
            "High Street",
            "Park Avenue",
            "Industriestrasse",
            "Rue de la Gare",
            "Via Roma",
        ][dice.below(7)];
        let (house, phone) = (dice.below(300) + 1, 20_000_000 + dice.below(70_000_000));
        let host = format!("{}.com", key(&forms[0]).replace(' ', ""));
        let count = if dice.chance(45) {
            1
        } else {
            2 + dice.below(3)
        };
        for copy in 0..count {
            let form = &forms[copy % forms.len()];
            let moved = dice.chance(8);
            let place = if moved {
                &places[dice.below(places.len())]
            } else {
                home
            };
            let house = if moved { dice.below(300) + 1 } else { house };
            let street = if dice.chance(40) {
                street
                    .replace("Street", "St.")
                    .replace("Road", "Rd")
                    .replace("Avenue", "Ave")
                    .replace("strasse", "str.")
            } else {
                street.to_owned()
            };
            let record = Record {
                id: records.len().to_string(),
                name: if dice.chance(20) {
                    typo(form, &mut dice)
                } else {
                    form.clone()
                },
                address: if dice.chance(15) {
                    String::new()
                } else {
                    format!(
                        "{house} {street}, {} {}, {}",
                        place.zip, place.city, place.country
                    )
                },
                phone: match dice.below(4) {
                    0 => String::new(),
                    1 => format!("+44 {phone}"),
                    2 => format!("0{} {}", phone / 10_000, phone % 10_000),
                    _ => phone.to_string(),
                },
                email: if dice.chance(25) {
                    format!("info@{host}")
                } else if dice.chance(20) {
                    format!("sales{entity}@gmail.com")
                } else {
                    String::new()
                },
                website: if dice.chance(35) {
                    format!("https://www.{host}/about")
                } else {
                    String::new()
                },
            };
            records.push(record);
            entities.push(entity);
        }
    }
    Some((records, entities))
}

/// One letter doubled, dropped or swapped.
fn typo(name: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let at = 1 + dice.below(letters.len().saturating_sub(2).max(1));
    match dice.below(3) {
        0 if at < letters.len() => letters.insert(at, letters[at]),
        1 if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ if letters.len() > 4 && at < letters.len() => {
            letters.remove(at);
        }
        _ => {}
    }
    letters.into_iter().collect()
}

fn rows(path: &PathBuf) -> Vec<HashMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let headers = reader.headers().unwrap().clone();
    reader
        .records()
        .map(|row| {
            headers
                .iter()
                .map(str::to_owned)
                .zip(row.unwrap().iter().map(str::to_owned))
                .collect()
        })
        .collect()
}

fn pairwise(records: &[Record], entities: &[usize]) -> (f64, f64, f64) {
    let found = find_duplicates(records);
    let mut cluster_of: Vec<usize> = (0..records.len()).map(|at| records.len() + at).collect();
    for (number, cluster) in found.clusters.iter().enumerate() {
        cluster
            .iter()
            .for_each(|member| cluster_of[*member] = number);
    }
    let (mut said, mut expected, mut right) = (0.0, 0.0, 0.0);
    for one in 0..records.len() {
        for other in one + 1..records.len() {
            let (joined, same) = (
                cluster_of[one] == cluster_of[other],
                entities[one] == entities[other],
            );
            said += f64::from(u8::from(joined));
            expected += f64::from(u8::from(same));
            right += f64::from(u8::from(joined && same));
        }
    }
    (
        right / said,
        right / expected,
        2.0 * right / (said + expected),
    )
}

#[test]
fn finds_the_duplicates_of_a_synthetic_list() {
    let Some((records, entities)) = synthetic_list() else {
        return;
    };
    let (precision, recall, f1) = pairwise(&records, &entities);
    println!(
        "{} synthetic records: precision {precision:.4}, recall {recall:.4}, F1 {f1:.4}",
        records.len()
    );
    assert!(f1 >= WANTED_F1, "F1 {f1:.4}");
}

#[test]
fn names_alone_are_enough_for_clear_cases() {
    let Some((records, entities)) = synthetic_list() else {
        return;
    };
    let bare: Vec<Record> = records
        .into_iter()
        .map(|record| Record {
            id: record.id,
            name: record.name,
            ..Record::default()
        })
        .collect();
    let (precision, recall, f1) = pairwise(&bare, &entities);
    println!("names alone: precision {precision:.4}, recall {recall:.4}, F1 {f1:.4}");
    assert!(
        precision >= 0.85 && recall >= 0.7,
        "precision {precision:.4}, recall {recall:.4}"
    );
}

fn record(name: &str, address: &str, phone: &str, website: &str) -> Record {
    Record {
        name: name.to_owned(),
        address: address.to_owned(),
        phone: phone.to_owned(),
        website: website.to_owned(),
        ..Record::default()
    }
}

#[test]
fn says_what_speaks_for_a_pair() {
    let list = [
        record(
            "Müller & Söhne GmbH",
            "Hauptstr. 5, 10115 Berlin",
            "+49 30 1234567",
            "",
        ),
        record(
            "Mueller und Soehne",
            "Hauptstraße 5, Berlin",
            "030/1234567",
            "",
        ),
        record(
            "Müller Bau AG",
            "Bergweg 9, 80331 München",
            "089 7654321",
            "https://mueller-bau.example",
        ),
    ];
    let found = find_duplicates(&list);
    assert_eq!(found.clusters, [vec![0, 1]]);
    let what: Vec<&str> = found.pairs[0]
        .evidence
        .iter()
        .map(|one| one.what.as_str())
        .collect();
    assert!(
        what.contains(&"phone") && what.contains(&"address"),
        "{what:?}"
    );
}

#[test]
fn free_mail_and_empty_records_join_nobody() {
    let mail = |name: &str, email: &str| Record {
        name: name.to_owned(),
        email: email.to_owned(),
        ..Record::default()
    };
    let list = [
        mail("Alpine Tools", "a.alpine@gmail.com"),
        mail("Harbour Foods", "h.foods@gmail.com"),
        Record::default(),
        Record::default(),
    ];
    assert!(find_duplicates(&list).clusters.is_empty());
    assert!(find_duplicates(&[]).clusters.is_empty());
}
