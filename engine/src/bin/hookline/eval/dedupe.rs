//! `hookline eval dedupe DIR`: duplicates inside one list, on `records.csv`
//! (id,entity,name,address,phone,email,website; the same entity is the same company).

use super::table::{Table, ratio};
use crate::failure::Failure;
use hookline_engine::resolve::{Record, find_duplicates};
use std::collections::HashMap;
use std::path::Path;

pub(crate) fn run(dir: &Path, json: bool) -> Result<(), Failure> {
    let table = Table::read(&dir.join("records.csv"))?;
    let entities: Vec<&str> = table.column("entity")?.collect();
    let found = find_duplicates(&records(&table));
    let pairs = |count: usize| count * count.saturating_sub(1) / 2;
    let mut sizes: HashMap<&str, usize> = HashMap::new();
    for entity in entities.iter().filter(|entity| !entity.is_empty()) {
        *sizes.entry(entity).or_default() += 1;
    }
    let expected: usize = sizes.values().map(|size| pairs(*size)).sum();
    let said: usize = found
        .clusters
        .iter()
        .map(|cluster| pairs(cluster.len()))
        .sum();
    let mut right = 0;
    for cluster in &found.clusters {
        let mut within: HashMap<&str, usize> = HashMap::new();
        for member in cluster
            .iter()
            .filter(|member| !entities[**member].is_empty())
        {
            *within.entry(entities[*member]).or_default() += 1;
        }
        right += within.values().map(|size| pairs(*size)).sum::<usize>();
    }
    super::table::print(
        json,
        &[
            ("precision", ratio(right, said)),
            ("recall", ratio(right, expected)),
            ("f1", ratio(2 * right, said + expected)),
        ],
    );
    Ok(())
}

/// The records of a table; missing columns are empty.
pub(crate) fn records(table: &Table) -> Vec<Record> {
    let mut columns = ["id", "name", "address", "phone", "email", "website"]
        .map(|name| table.optional_column(name));
    (0..table.len())
        .map(|_| {
            let mut next = columns
                .each_mut()
                .map(|column| column.next().unwrap_or_default().to_owned());
            let [id, name, address, phone, email, website] = &mut next;
            let take = std::mem::take::<String>;
            Record {
                id: take(id),
                name: take(name),
                address: take(address),
                phone: take(phone),
                email: take(email),
                website: take(website),
            }
        })
        .collect()
}
