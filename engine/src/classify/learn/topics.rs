//! A model of topics: one separator per label.

use super::matrix::Rows;
use super::separator::{Loss, Separator, Settings};
use super::terms::Terms;
use super::weigh::Weigher;

/// Texts to labels.
#[derive(Debug, Clone)]
pub struct TopicModel {
    labels: Vec<String>,
    weigher: Weigher,
    separators: Vec<Separator>,
    offsets: Vec<f32>,
}

impl TopicModel {
    /// Learns from (text, label) pairs.
    #[must_use]
    pub fn learn(examples: &[(String, String)], seed: u64) -> Self {
        let mut labels: Vec<String> = examples.iter().map(|(_, label)| label.clone()).collect();
        labels.sort();
        labels.dedup();
        let weigher = Weigher::learn(examples.iter().map(|(text, _)| text.as_str()), 2);
        let rows = weigher.rows(examples.iter().map(|(text, _)| text.as_str()));
        let truth: Vec<usize> = examples
            .iter()
            .map(|(_, label)| labels.binary_search(label).unwrap_or(0))
            .collect();
        let chosen: Vec<usize> = (0..rows.len()).collect();
        let env = |name: &str, other: f32| {
            std::env::var(name)
                .ok()
                .and_then(|v| v.parse().ok())
                .unwrap_or(other)
        };
        let nb = env("NB", 0.0);
        let separators = (0..labels.len())
            .map(|label| {
                let mut ratio = vec![1.0_f32; weigher.len()];
                let mut scaled = Rows::default();
                if nb > 0.0 {
                    let smooth = env("SM", 1.0);
                    let mut p = vec![smooth; weigher.len()];
                    let mut q = vec![smooth; weigher.len()];
                    let (mut np, mut nq) = (smooth, smooth);
                    for row in 0..rows.len() {
                        if truth[row] == label {
                            np += 1.0
                        } else {
                            nq += 1.0
                        }
                        for &(t, _) in rows.row(row) {
                            if truth[row] == label {
                                p[t as usize] += 1.0
                            } else {
                                q[t as usize] += 1.0
                            }
                        }
                    }
                    for t in 0..ratio.len() {
                        let r: f32 = ((p[t] / np) / (q[t] / nq)).ln();
                        ratio[t] = (1.0 - nb) + nb * r.abs().min(4.0);
                    }
                    let mut buf = Vec::new();
                    for row in 0..rows.len() {
                        buf.clear();
                        buf.extend(
                            rows.row(row)
                                .iter()
                                .map(|&(t, w)| (t, w * ratio[t as usize])),
                        );
                        scaled.push(&buf);
                    }
                }
                let rows = if nb > 0.0 { &scaled } else { &rows };
                let share =
                    truth.iter().filter(|&&t| t == label).count() as f32 / truth.len() as f32;
                let mut sep = Separator::learn(
                    rows,
                    &chosen,
                    |row| truth[row] == label,
                    &[],
                    weigher.len(),
                    Settings {
                        loss: if env("LOSS", 0.0) > 0.5 {
                            Loss::Logistic
                        } else {
                            Loss::SquaredHinge
                        },
                        cost: env("COST", 1.0),
                        positive: (0.05 / share).powf(env("POW", 0.0)).max(1.0),
                        passes: env("PASSES", 20.0) as usize,
                        seed,
                    },
                );
                for (w, r) in sep.weights.iter_mut().zip(&ratio) {
                    *w *= r;
                }
                sep
            })
            .collect();
        Self {
            offsets: vec![0.0; labels.len()],
            labels,
            weigher,
            separators,
        }
    }

    /// The label that fits best.
    #[must_use]
    pub fn label(&self, text: &str) -> &str {
        let mut row = Vec::new();
        self.weigher.row(&mut Terms::default(), text, &mut row);
        let mut best = (f32::MIN, 0);
        for (label, separator) in self.separators.iter().enumerate() {
            let value = separator.decide(&row) + self.offsets[label];
            if value > best.0 {
                best = (value, label);
            }
        }
        self.labels.get(best.1).map_or("", String::as_str)
    }
}
