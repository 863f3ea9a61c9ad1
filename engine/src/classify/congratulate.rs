//! May the rep congratulate? Only on news that is good for the people at the company, and only when
//! nothing in the text speaks against it.

use super::model::Input;
use super::rules::{Rule, Rules};
use super::stance::Standing;
use crate::protocol::{KindReading, SignalKind, Stance};

/// Kinds that are never good news for the company's people.
const NEVER: &[SignalKind] = &[
    SignalKind::Layoffs,
    SignalKind::Security,
    SignalKind::Bankruptcy,
];
/// Least confidence in the leading kind: a wrong congratulation costs more than a missed one.
const SURE: f64 = 0.7;

/// Decides on what was read so far.
pub(crate) fn fits(input: &Input<'_>, kinds: &[KindReading], standing: Standing) -> bool {
    let Some(leading) = kinds.first() else {
        return false;
    };
    if standing.stance != Stance::Reported || !standing.holds || leading.confidence < SURE {
        return false;
    }
    if kinds.iter().any(|reading| NEVER.contains(&reading.kind)) {
        return false;
    }
    let rules = Rules::shared();
    let forbidden = [
        Rule::Bad,
        Rule::Grave,
        Rule::Politics,
        Rule::Death,
        Rule::Satire,
        Rule::Rumour,
        Rule::Denial,
    ];
    if forbidden.iter().any(|&rule| rules.says(input, rule)) {
        return false;
    }
    let has = |kind: SignalKind| kinds.iter().any(|reading| reading.kind == kind);
    if has(SignalKind::Legal) && !rules.title_says(input, Rule::Permission) {
        return false;
    }
    // A bare notice of results says neither good nor bad.
    let good = rules.says(input, Rule::GoodResult) || rules.says(input, Rule::Up);
    if leading.kind == SignalKind::Earnings && !good {
        return false;
    }
    if has(SignalKind::Leadership) && !rules.says(input, Rule::Arrival) {
        return false;
    }
    !(leading.kind == SignalKind::Acquisition && rules.title_says(input, Rule::Stake))
}
