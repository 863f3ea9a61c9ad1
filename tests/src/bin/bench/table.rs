//! Figures as Markdown rows, as README shows them.

/// Prints a table's heading.
pub(crate) fn heading(title: &str) {
    println!("\n### {title}\n\n| what | measured | goal |\n|---|---|---|");
}

/// Prints one row.
pub(crate) fn row(what: &str, measured: &str, goal: &str) {
    println!("| {what} | {measured} | {goal} |");
}

/// The value below which that share of the values lies (nearest rank).
pub(crate) fn quantile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let rank = ((values.len() as f64 * share).ceil() as usize).clamp(1, values.len().max(1));
    values.get(rank - 1).copied().unwrap_or(f64::NAN)
}
