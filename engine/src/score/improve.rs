//! "What would make this a 4": the smallest changes that reach the next star.

use super::attributes::label;
use super::model::other_name;
use super::{Factor, Model, Shape, Slot};
use crate::protocol::Improvement;

/// Most changes listed.
const MOST: usize = 5;

/// Changes that bring one more star each on its own, cheapest first. Where no single change is
/// enough, the largest ones in the order in which together they reach it; `stars` then counts them
/// in turn. `points` are what each factor gives now, in the model's order.
pub(crate) fn improvements(model: &Model, points: &[i64], score: i64) -> Vec<Improvement> {
    let Some(stars) = model.stars_for(score) else {
        return Vec::new();
    };
    let Some(goal) = model.stars.get(usize::from(stars)).copied() else {
        return Vec::new();
    };
    let needed = goal.saturating_sub(score);
    let mut single: Vec<Improvement> = Vec::new();
    let mut largest: Vec<(i64, String, &Factor)> = Vec::new();
    for (factor, now) in model.factors.iter().zip(points) {
        let gains: Vec<(i64, String)> = alternatives(factor)
            .into_iter()
            .map(|(slot, bin)| (slot.points.saturating_sub(*now), bin))
            .filter(|(gain, _)| *gain > 0)
            .collect();
        let enough = gains
            .iter()
            .filter(|(gain, _)| *gain >= needed)
            .min_by_key(|(gain, _)| *gain);
        if let Some((gain, bin)) = enough {
            single.push(change(
                model,
                factor,
                bin,
                *gain,
                score.saturating_add(*gain),
            ));
        }
        if let Some((gain, bin)) = gains.into_iter().max_by_key(|(gain, _)| *gain) {
            largest.push((gain, bin, factor));
        }
    }
    if single.is_empty() {
        return together(model, largest, score, goal);
    }
    crate::order::by_key(&mut single, |improvement| improvement.points);
    single.truncate(MOST);
    single
}

fn together(
    model: &Model,
    mut largest: Vec<(i64, String, &Factor)>,
    score: i64,
    goal: i64,
) -> Vec<Improvement> {
    crate::order::by_key(&mut largest, |(gain, _, _)| std::cmp::Reverse(*gain));
    let mut reached = score;
    let mut list = Vec::new();
    for (gain, bin, factor) in largest.into_iter().take(MOST) {
        if reached >= goal {
            break;
        }
        reached = reached.saturating_add(gain);
        let mut improvement = change(model, factor, &bin, gain, reached);
        if !list.is_empty() {
            improvement.change = format!("and also {}", improvement.change);
        }
        list.push(improvement);
    }
    list
}

fn change(model: &Model, factor: &Factor, bin: &str, gain: i64, score: i64) -> Improvement {
    Improvement {
        factor: factor.column.clone(),
        change: format!("{}: {bin}", label(&factor.column)),
        points: gain,
        stars: model.stars_for(score).unwrap_or(0),
    }
}

/// Every bin an account could be in, with its name. Being unknown is no goal.
fn alternatives(factor: &Factor) -> Vec<(&Slot, String)> {
    let mut list: Vec<(&Slot, String)> = Vec::new();
    match &factor.shape {
        Shape::Number(bands) | Shape::Date(bands) => {
            for (at, band) in bands.iter().enumerate() {
                list.push((&band.slot, factor.bin_name(at)));
            }
        }
        Shape::Category { groups, other }
        | Shape::Words { groups, other }
        | Shape::Set { groups, other, .. } => {
            for (at, group) in groups.iter().enumerate() {
                list.push((&group.slot, factor.bin_name(at)));
            }
            list.push((other, other_name(groups)));
        }
    }
    list
}
