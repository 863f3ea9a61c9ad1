//! Intervals of shares.

/// z of a two-sided 95 % interval.
pub(crate) const Z_95: f64 = 1.959_963_984_540_054;

/// 95 % interval of a share of `part` in `whole` (Wilson 1927); [0, 1] when there is no case.
#[must_use]
pub fn wilson(part: u64, whole: u64) -> [f64; 2] {
    if whole == 0 {
        return [0.0, 1.0];
    }
    let n = whole as f64;
    let p = part.min(whole) as f64 / n;
    let z2 = Z_95 * Z_95;
    let middle = p + z2 / (2.0 * n);
    let half = Z_95 * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z2 / n;
    // At the ends the formula gives 0 and 1 but for rounding.
    let low = if part == 0 {
        0.0
    } else {
        (middle - half) / scale
    };
    let high = if part >= whole {
        1.0
    } else {
        (middle + half) / scale
    };
    [low.max(0.0), high.min(1.0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_by_the_book() {
        // Newcombe 1998, table I: 81 of 263 gives 0.2553 to 0.3662.
        let [low, high] = wilson(81, 263);
        assert!((low - 0.2553).abs() < 1e-4 && (high - 0.3662).abs() < 1e-4);
        assert_eq!(wilson(0, 0), [0.0, 1.0]);
        assert!(wilson(0, 10)[0] == 0.0 && wilson(10, 10)[1] == 1.0);
    }
}
