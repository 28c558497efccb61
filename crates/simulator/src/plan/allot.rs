//! Whole numbers shared out by weight, between bounds, to an exact total.

/// Shares `total` out in proportion to `weights`, each share between its bounds
/// (both included): largest remainder under bounds, ties to the earlier. `None`
/// when the bounds leave no way.
pub fn allot(total: u64, weights: &[u64], bounds: &[(u64, u64)]) -> Option<Vec<u64>> {
    const UNIT: u32 = 20;
    let lowest: u64 = bounds.iter().map(|b| b.0).sum();
    let highest: u64 = bounds.iter().map(|b| b.1).sum();
    if bounds.iter().any(|(low, high)| low > high) || !(lowest..=highest).contains(&total) {
        return None;
    }
    let raw = |rate: u64, i: usize| u128::from(weights[i]) * u128::from(rate);
    let share = |rate: u64, i: usize| {
        ((raw(rate, i) >> UNIT).min(u128::from(u64::MAX)) as u64).clamp(bounds[i].0, bounds[i].1)
    };
    let sum = |rate: u64| (0..weights.len()).map(|i| share(rate, i)).sum::<u64>();

    // The largest common rate whose shares do not exceed the total.
    let (mut low, mut high) = (0, (bounds.iter().map(|b| b.1).max().unwrap_or(0) + 1) << UNIT);
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if sum(middle) <= total { low = middle } else { high = middle - 1 }
    }
    let mut shares: Vec<u64> = (0..weights.len()).map(|i| share(low, i)).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    let lifted = |i: usize| (raw(low, i) >> UNIT) < u128::from(bounds[i].0);
    let fraction = |i: usize| raw(low, i) & ((1 << UNIT) - 1);
    order.sort_by_key(|&i| (lifted(i), std::cmp::Reverse(fraction(i)), i));
    let mut rest = total - shares.iter().sum::<u64>();
    while rest > 0 {
        for &i in &order {
            if rest > 0 && shares[i] < bounds[i].1 {
                shares[i] += 1;
                rest -= 1;
            }
        }
    }
    Some(shares)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_follow_the_weights_and_keep_total_and_bounds() {
        type Row = (u64, &'static [u64], &'static [(u64, u64)], Option<&'static [u64]>);
        let table: [Row; 8] = [
            (10, &[1, 1], &[(0, 10), (0, 10)], Some(&[5, 5])),
            (10, &[3, 1], &[(0, 10), (0, 10)], Some(&[8, 2])),
            (10, &[3, 1], &[(0, 6), (0, 10)], Some(&[6, 4])),
            (10, &[3, 1], &[(0, 10), (5, 10)], Some(&[5, 5])),
            (3, &[1, 1], &[(0, 9), (0, 9)], Some(&[2, 1])),
            (4, &[0, 1], &[(0, 9), (0, 3)], Some(&[1, 3])),
            (11, &[1, 1], &[(0, 5), (0, 5)], None),
            (1, &[1, 1], &[(1, 5), (1, 5)], None),
        ];
        for (total, weights, bounds, want) in table {
            assert_eq!(allot(total, weights, bounds).as_deref(), want, "{total} {weights:?} {bounds:?}");
        }
    }

    #[test]
    fn any_possible_request_is_met_exactly() {
        let mut rng = crate::plan::random::Rng::of(7, "allot");
        for _ in 0..500 {
            let n = rng.between(1, 40) as usize;
            let weights: Vec<u64> = (0..n).map(|_| rng.below(1000)).collect();
            let bounds: Vec<(u64, u64)> = (0..n)
                .map(|_| {
                    let low = rng.below(50);
                    (low, low + rng.below(900))
                })
                .collect();
            let (low, high) = bounds.iter().fold((0, 0), |(a, b), x| (a + x.0, b + x.1));
            let total = rng.between(low as i64, high as i64) as u64;
            let shares = allot(total, &weights, &bounds).expect("possible");
            assert_eq!(shares.iter().sum::<u64>(), total);
            assert!(shares.iter().zip(&bounds).all(|(s, b)| (b.0..=b.1).contains(s)));
        }
    }
}
