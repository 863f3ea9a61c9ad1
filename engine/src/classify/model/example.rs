//! The labelled headlines that the model learns from.

use crate::protocol::SignalKind;

/// One labelled headline.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// Title, without marks.
    pub title: String,
    /// Summary; may be empty.
    pub summary: String,
    /// Kinds, by their place in [`SignalKind::ALL`].
    pub kinds: Vec<usize>,
}

/// Reads the labelled lines of one `.tsv` file: kinds, congratulate, stance, title, summary. Marks
/// `[name]` around companies and `[shown|name]` are taken off.
#[must_use]
pub fn read_examples(table: &str) -> Vec<Example> {
    table
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let kinds = cells.next()?;
            let _congratulate = cells.next()?;
            let _stance = cells.next()?;
            let title = cells.next()?;
            let kinds = kinds
                .split(';')
                .filter_map(SignalKind::from_name)
                .filter_map(|kind| SignalKind::ALL.iter().position(|own| *own == kind))
                .collect();
            Some(Example {
                title: unmarked(title),
                summary: unmarked(cells.next().unwrap_or("")),
                kinds,
            })
        })
        .collect()
}

/// The text without the marks around names.
fn unmarked(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, marked)) = rest.split_once('[') {
        plain.push_str(before);
        let Some((inside, after)) = marked.split_once(']') else {
            rest = marked;
            break;
        };
        plain.push_str(inside.split('|').next().unwrap_or(inside));
        rest = after;
    }
    plain.push_str(rest);
    plain
}
