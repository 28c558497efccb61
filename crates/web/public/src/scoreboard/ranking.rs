//! The communes in order of one figure. Equal shares share a place, compared
//! exactly; a commune without a rate has no place.

use super::figure::Figure;
use motcua_core::directory::UnitCode;
use motcua_core::scoreboard::{Counts, Rate};
use std::cmp::Ordering;

/// A commune in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) rank: Option<u32>,
    pub(super) unit: UnitCode,
    pub(super) counts: Counts,
}

/// The communes, best first; equal ones by code.
pub(super) fn ranked(mut communes: Vec<(UnitCode, Counts)>, by: Figure) -> Vec<Placed> {
    communes.sort_by(|(one, a), (two, b)| compare(by, b, a).then_with(|| one.cmp(two)));
    let mut placed: Vec<Placed> = Vec::with_capacity(communes.len());
    for (index, (unit, counts)) in communes.into_iter().enumerate() {
        let rank = match placed.last() {
            _ if by.rate(&counts).is_some_and(|rate| rate.denominator == 0) => None,
            Some(before) if compare(by, &before.counts, &counts) == Ordering::Equal => before.rank,
            _ => u32::try_from(index + 1).ok(),
        };
        placed.push(Placed { rank, unit, counts });
    }
    placed
}

fn compare(by: Figure, a: &Counts, b: &Counts) -> Ordering {
    match (by.rate(a), by.rate(b)) {
        (Some(a), Some(b)) => a.cmp_share(b),
        _ => a.received.cmp(&b.received),
    }
}

/// The share that the bar of a row shows: the rate, or for a count its part of
/// the largest one.
pub(super) fn share(by: Figure, counts: &Counts, most_received: i64) -> Rate {
    by.rate(counts).unwrap_or(Rate { numerator: counts.received, denominator: most_received })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_shares_share_a_place_and_nothing_has_none() {
        let commune = |code: &str, online, eligible| {
            let counts = Counts { received: eligible, eligible, online, ..Counts::default() };
            (UnitCode::parse(code).unwrap(), counts)
        };
        let communes = vec![
            commune("00001", 0, 0),
            commune("00002", 1, 2),
            commune("00003", 3, 3),
            commune("00004", 2, 4),
            commune("00005", 0, 9),
        ];
        let places = |by| -> Vec<(Option<u32>, String)> {
            ranked(communes.clone(), by).into_iter().map(|row| (row.rank, row.unit.to_string())).collect()
        };
        let want =
            |rows: [(Option<u32>, &str); 5]| rows.map(|(rank, unit)| (rank, unit.to_string())).to_vec();
        assert_eq!(
            places(Figure::Online),
            want([
                (Some(1), "00003"),
                (Some(2), "00002"),
                (Some(2), "00004"),
                (Some(4), "00005"),
                (None, "00001")
            ])
        );
        assert_eq!(
            places(Figure::Received),
            want([
                (Some(1), "00005"),
                (Some(2), "00004"),
                (Some(3), "00003"),
                (Some(4), "00002"),
                (Some(5), "00001")
            ])
        );
    }
}
