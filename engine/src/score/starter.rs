//! The model a database starts with, before any outcome is known: a readable guess on 100 points.

use super::attributes::{CONTACTS, REACHABLE, SIGNAL_AGE};
use super::{Band, Calibration, Factor, Group, Model, Shape, Slot};

/// Least points for one to five stars of the starter model, out of 100.
const STARTER_STARS: [i64; 5] = [20, 35, 50, 65, 80];

/// The word that stands beside stars that no outcome has confirmed.
pub(crate) const UNCALIBRATED: &str = "uncalibrated";

impl Model {
    /// The starter model: industry 16, employees 25, revenue 20, country 5, people 20, fresh triggers
    /// 14 points at most, 100 in all. The points are a convention for selling to companies (mid-sized
    /// companies first), not a measurement, so the model says "uncalibrated".
    #[must_use]
    pub fn starter() -> Self {
        Self {
            name: "Starter fit".to_owned(),
            version: 1,
            purpose: "fit".to_owned(),
            notes: "A starting guess. Edit the points, or train a model from your own won and lost accounts."
                .to_owned(),
            base: 0,
            factors: vec![industry(), employees(), revenue(), country(), contacts(), reachable(), freshness()],
            stars: STARTER_STARS,
            calibration: Calibration::Uncalibrated,
            warnings: vec![UNCALIBRATED.to_owned()],
        }
    }
}

fn industry() -> Factor {
    let group = |points, words: &[&str]| Group {
        values: words.iter().map(|word| (*word).to_owned()).collect(),
        slot: Slot::of(points),
    };
    let groups = vec![
        group(
            16,
            &[
                "software",
                "saas",
                "internet",
                "technology",
                "computer",
                "semiconductor",
                "telecom",
                "media",
            ],
        ),
        group(
            14,
            &[
                "financ",
                "bank",
                "insur",
                "capital market",
                "asset management",
                "fintech",
            ],
        ),
        group(
            14,
            &[
                "consult",
                "professional",
                "business service",
                "marketing",
                "advertis",
                "staffing",
                "commercial service",
            ],
        ),
        group(
            12,
            &["health", "pharma", "biotech", "medical", "life science"],
        ),
        group(
            12,
            &[
                "manufactur",
                "industrial",
                "machinery",
                "aerospace",
                "automo",
                "chemical",
                "electrical",
                "logistic",
                "transport",
            ],
        ),
    ];
    let other = Slot::of(8);
    factor("industry", Shape::Words { groups, other })
}

fn employees() -> Factor {
    let bands = [
        (Some(10.0), 4),
        (Some(50.0), 10),
        (Some(200.0), 18),
        (Some(1_000.0), 25),
        (Some(5_000.0), 22),
        (Some(20_000.0), 16),
        (None, 12),
    ];
    factor("employees", Shape::Number(bands.map(band).to_vec()))
}

fn revenue() -> Factor {
    let bands = [
        (Some(1e6), 2),
        (Some(1e7), 8),
        (Some(1e8), 16),
        (Some(1e9), 20),
        (None, 14),
    ];
    factor("revenue", Shape::Number(bands.map(band).to_vec()))
}

fn country() -> Factor {
    let (groups, other) = (Vec::new(), Slot::of(5));
    factor("country", Shape::Category { groups, other })
}

fn contacts() -> Factor {
    let bands = [(Some(0.0), 0), (Some(1.0), 5), (Some(4.0), 9), (None, 12)];
    factor(CONTACTS, Shape::Number(bands.map(band).to_vec()))
}

fn reachable() -> Factor {
    let bands = [(Some(0.0), 0), (Some(2.0), 5), (None, 8)];
    Factor {
        counts_as_known: false,
        ..factor(REACHABLE, Shape::Number(bands.map(band).to_vec()))
    }
}

fn freshness() -> Factor {
    let bands = [
        (Some(14.0), 14),
        (Some(60.0), 10),
        (Some(180.0), 4),
        (None, 0),
    ];
    Factor {
        counts_as_known: false,
        ..factor(SIGNAL_AGE, Shape::Number(bands.map(band).to_vec()))
    }
}

fn factor(column: &str, shape: Shape) -> Factor {
    Factor {
        column: column.to_owned(),
        shape,
        missing: Slot::of(0),
        counts_as_known: true,
    }
}

fn band((up_to, points): (Option<f64>, i64)) -> Band {
    Band {
        up_to,
        slot: Slot::of(points),
    }
}
