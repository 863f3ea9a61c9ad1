//! Segments of a list: tiles to look at, filters to drill down with.

pub use crate::protocol::{Choice, Filter, Segment, Tile};
use crate::score::model::range_name;
use crate::score::{Cells, Column, Kind, Lists, MISSING, Table};
use std::borrow::Cow;

/// Ranges of employees that the field uses (the size bands of the U.S. Census Bureau's county
/// business patterns, joined above 10,000).
const EMPLOYEES: [f64; 9] = [
    10.0, 50.0, 200.0, 500.0, 1_000.0, 5_000.0, 10_000.0, 50_000.0, 100_000.0,
];

/// Ranges of yearly revenue, in the column's currency.
const REVENUE: [f64; 8] = [1e6, 5e6, 1e7, 5e7, 1e8, 5e8, 1e9, 1e10];

/// Ranges that any other column of numbers is cut into.
const BANDS: usize = 8;

/// The rows where every filter holds.
///
/// # Errors
/// When a filter names a column that the table does not have.
pub fn chosen(table: &Table, filters: &[Filter]) -> crate::Result<Vec<bool>> {
    let mut rows = vec![true; table.rows];
    for filter in filters {
        let column = table
            .column(&filter.column)
            .ok_or_else(|| no_column(table, &filter.column))?;
        narrow(&mut rows, column, &filter.choice);
    }
    Ok(rows)
}

fn narrow(rows: &mut [bool], column: &Column, choice: &Choice) {
    match (&column.cells, choice) {
        (Cells::Numbers(numbers), Choice::Missing) => {
            keep(rows, numbers, |number| number.is_nan());
        }
        (Cells::Numbers(numbers), Choice::Range { above, up_to }) => {
            let (above, up_to) = (
                above.unwrap_or(f64::NEG_INFINITY),
                up_to.unwrap_or(f64::INFINITY),
            );
            let all = above == f64::NEG_INFINITY;
            keep(rows, numbers, |number| {
                (*number > above || all) && *number <= up_to
            });
        }
        (Cells::Numbers(numbers), Choice::Value(value)) => {
            let wanted = match column.kind {
                Kind::Date => crate::score::date_number(value),
                _ => crate::score::number(value),
            };
            keep(rows, numbers, |number| wanted == Some(*number));
        }
        (Cells::Codes { codes, .. }, Choice::Missing) => keep(rows, codes, |code| *code == MISSING),
        (Cells::Codes { codes, words }, Choice::Value(value)) => {
            let holds: Vec<bool> = words
                .iter()
                .map(|word| match column.kind {
                    Kind::Set => word
                        .split(column.separator)
                        .any(|member| member.trim_matches(' ') == value),
                    _ => word == value,
                })
                .collect();
            keep(rows, codes, |code| {
                holds.get(*code as usize).copied().unwrap_or(false)
            });
        }
        (Cells::Lists(lists), Choice::Missing) => {
            keep_rows(rows, |row| lists.of(row).is_empty());
        }
        (Cells::Lists(lists), Choice::Value(value)) => {
            let wanted = lists.words().iter().position(|word| word == value);
            let wanted = wanted.map(|code| code as u32);
            keep_rows(rows, |row| {
                wanted.is_some_and(|code| lists.of(row).contains(&code))
            });
        }
        (Cells::Codes { .. } | Cells::Lists(_), Choice::Range { .. }) => rows.fill(false),
    }
}

fn keep<T>(rows: &mut [bool], cells: &[T], holds: impl Fn(&T) -> bool) {
    for (row, cell) in rows.iter_mut().zip(cells) {
        *row &= holds(cell);
    }
}

fn keep_rows(rows: &mut [bool], holds: impl Fn(usize) -> bool) {
    for (row, kept) in rows.iter_mut().enumerate() {
        *kept = *kept && holds(row);
    }
}

/// A column's segments among the chosen rows; `measure` names the column that is summed, and at most
/// `limit` values are listed.
///
/// # Errors
/// When the table has no such column.
pub fn tile(
    table: &Table,
    name: &str,
    rows: &[bool],
    measure: Option<&str>,
    limit: usize,
) -> crate::Result<Tile> {
    let column = table.column(name).ok_or_else(|| no_column(table, name))?;
    let binned = bins(column, rows);
    let counts = counted(&binned, rows, measured(table, measure));
    let total = rows.iter().filter(|row| **row).count().max(1) as f64;
    let mut segments: Vec<Segment> = binned
        .names
        .into_iter()
        .zip(counts)
        .filter(|(_, (count, _))| *count > 0)
        .map(|((name, choice), (count, sum))| Segment {
            label: None,
            name,
            choice,
            count,
            share: count as f64 / total,
            sum,
        })
        .collect();
    // What is missing stands last, whatever its size.
    let missing = segments.pop_if(|last| last.choice == Choice::Missing);
    if matches!(column.kind, Kind::Category | Kind::Set) {
        crate::order::by(&mut segments, |left, right| {
            right
                .count
                .cmp(&left.count)
                .then_with(|| left.name.cmp(&right.name))
        });
    }
    let more = segments.len().saturating_sub(limit) as u64;
    segments.truncate(limit);
    segments.extend(missing);
    Ok(Tile {
        column: column.name.clone(),
        kind: column.kind,
        segments,
        more,
    })
}

/// Each segment of a column with its count and sum among `everyone`, and among those of them that are
/// in `rows`.
pub(crate) fn beside(
    table: &Table,
    name: &str,
    everyone: &[bool],
    rows: &[bool],
    measure: Option<&str>,
) -> crate::Result<Vec<(Segment, u64, f64)>> {
    let column = table.column(name).ok_or_else(|| no_column(table, name))?;
    let binned = bins(column, everyone);
    let all = counted(&binned, everyone, measured(table, measure));
    let ours: Vec<bool> = everyone
        .iter()
        .zip(rows)
        .map(|(all, own)| *all && *own)
        .collect();
    let own = counted(&binned, &ours, measured(table, measure));
    let total = everyone.iter().filter(|row| **row).count().max(1) as f64;
    Ok(binned
        .names
        .into_iter()
        .zip(all.into_iter().zip(own))
        .filter(|(_, ((count, _), _))| *count > 0)
        .map(|((name, choice), ((count, sum), (own_count, own_sum)))| {
            let segment = Segment {
                label: None,
                name,
                choice,
                count,
                share: count as f64 / total,
                sum,
            };
            (segment, own_count, own_sum)
        })
        .collect())
}

fn measured<'t>(table: &'t Table, measure: Option<&str>) -> Option<&'t [f64]> {
    match &table.column(measure?)?.cells {
        Cells::Numbers(numbers) => Some(numbers),
        Cells::Codes { .. } | Cells::Lists(_) => None,
    }
}

/// Count and sum of every bin among the chosen rows.
fn counted(binned: &Binned<'_>, rows: &[bool], measured: Option<&[f64]>) -> Vec<(u64, f64)> {
    let mut counts = vec![(0_u64, 0.0); binned.names.len()];
    let missing = binned.names.len() - 1;
    for row in (0..rows.len()).filter(|row| rows[*row]) {
        let amount = measured.map_or(0.0, |numbers| numbers[row]);
        let amount = if amount.is_nan() { 0.0 } else { amount };
        let mut add = |bin: usize| {
            counts[bin].0 += 1;
            counts[bin].1 += amount;
        };
        let of = match &binned.bins {
            Bins::One(bins) => match bins[row] {
                MISSING => &[][..],
                _ => std::slice::from_ref(&bins[row]),
            },
            Bins::OneList(lists, bins) => {
                let list = lists.get(bins[row] as usize);
                list.map_or(&[][..], Vec::as_slice)
            }
            Bins::Members(lists) => lists.of(row),
        };
        of.iter().for_each(|bin| add(*bin as usize));
        if of.is_empty() {
            add(missing);
        }
    }
    counts
}

/// A column cut into segments.
struct Binned<'c> {
    /// Names with their filters; the last is for what is missing.
    names: Vec<(String, Choice)>,
    /// The segments of every row.
    bins: Bins<'c>,
}

/// Segments of rows; a row that is in none is missing.
enum Bins<'c> {
    /// One a row, or [`MISSING`].
    One(Cow<'c, [u32]>),
    /// The segments of each list, and which list a row has.
    OneList(Vec<Vec<u32>>, &'c [u32]),
    /// The members of a row are its segments.
    Members(&'c Lists),
}

fn bins<'c>(column: &'c Column, rows: &[bool]) -> Binned<'c> {
    let (mut names, bins) = cut(column, rows);
    names.push(("missing".to_owned(), Choice::Missing));
    Binned { names, bins }
}

/// Words as names with the filter that each stands for.
fn values(words: &[String]) -> Vec<(String, Choice)> {
    let choice = |word: &String| (word.clone(), Choice::Value(word.clone()));
    words.iter().map(choice).collect()
}

fn cut<'c>(column: &'c Column, rows: &[bool]) -> (Vec<(String, Choice)>, Bins<'c>) {
    match &column.cells {
        Cells::Numbers(numbers) => {
            let bounds = bounds(column, numbers, rows);
            let names = (0..=bounds.len())
                .map(|at| {
                    let choice = Choice::Range {
                        above: at.checked_sub(1).map(|before| bounds[before]),
                        up_to: bounds.get(at).copied(),
                    };
                    (range_name(&bounds, at, column.kind == Kind::Date), choice)
                })
                .collect();
            let bins = numbers
                .iter()
                .map(|number| {
                    if number.is_nan() {
                        return MISSING;
                    }
                    bounds.iter().map(|bound| u32::from(bound < number)).sum()
                })
                .collect();
            (names, Bins::One(Cow::Owned(bins)))
        }
        Cells::Codes { codes, words } if column.kind == Kind::Set => {
            let mut members: rustc_hash::FxHashMap<&str, u32> = rustc_hash::FxHashMap::default();
            let mut names: Vec<(String, Choice)> = Vec::new();
            let lists = words
                .iter()
                .map(|word| {
                    let mut list: Vec<u32> = word
                        .split(column.separator)
                        .map(|member| member.trim_matches(' '))
                        .filter(|member| !member.is_empty())
                        .map(|member| {
                            *members.entry(member).or_insert_with(|| {
                                names.push((member.to_owned(), Choice::Value(member.to_owned())));
                                names.len() as u32 - 1
                            })
                        })
                        .collect();
                    list.sort_unstable();
                    list.dedup();
                    list
                })
                .collect();
            (names, Bins::OneList(lists, codes))
        }
        Cells::Codes { codes, words } => (values(words), Bins::One(Cow::Borrowed(codes))),
        Cells::Lists(lists) => (values(lists.words()), Bins::Members(lists)),
    }
}

/// The field's own ranges for employees and revenue, ranges of equal weight for other numbers.
fn bounds(column: &Column, numbers: &[f64], rows: &[bool]) -> Vec<f64> {
    let is = |name| crate::score::attributes::same_name(&column.name, name);
    if is("employees") {
        return EMPLOYEES.to_vec();
    }
    if is("revenue") {
        return REVENUE.to_vec();
    }
    // A sample is enough to place bounds, and keeps a million rows quick.
    let step = (numbers.len() / 20_000).max(1);
    let sample: Vec<f64> = numbers
        .iter()
        .zip(rows)
        .filter(|(number, row)| **row && !number.is_nan())
        .map(|(number, _)| *number)
        .step_by(step)
        .collect();
    crate::score::train::bins::equal_weight(sample, BANDS, column.kind)
}

fn no_column(table: &Table, name: &str) -> crate::Error {
    let known: Vec<&str> = table
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .collect();
    crate::Error::input(
        "no_such_column",
        format!(
            "There is no column “{name}”. There are: {}.",
            known.join(", ")
        ),
        name,
        "Use one of these names.",
    )
}
