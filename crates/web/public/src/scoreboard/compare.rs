//! This period beside another one, and a commune beside its province.

use super::figure::Figure;
use motcua_charts::Numbers;
use motcua_core::directory::UnitCode;
use motcua_core::scoreboard::Counts;
use motcua_edge::page::Page;
use motcua_told::reading::Reading;

/// One figure, compared.
pub(super) struct Compared {
    pub(super) name: &'static str,
    pub(super) now: Side,
    pub(super) then: Side,
    /// What became of it.
    pub(super) change: String,
    /// The province in the same period, beside one of its communes.
    pub(super) province: Option<Side>,
}

/// A figure as it is written: the value, the two numbers of a rate, and the rate drawn.
pub(super) struct Side {
    pub(super) value: String,
    pub(super) parts: String,
    /// SVG; empty for a plain count.
    pub(super) bar: String,
}

/// Every figure of the unit in both periods.
pub(super) fn compare(page: &Page, unit: &UnitCode, now: &Reading, then: &Reading) -> Vec<Compared> {
    let (this, other) = (now.of(unit), then.of(unit));
    let province = (unit != now.province()).then(|| now.of(now.province()));
    Figure::ALL
        .into_iter()
        .map(|figure| Compared {
            name: figure.name(page.language()),
            now: side(page, figure, &this),
            then: side(page, figure, &other),
            change: change(page.numbers(), page.t("điểm %", "points"), figure, &this, &other),
            province: province.as_ref().map(|counts| side(page, figure, counts)),
        })
        .collect()
}

fn side(page: &Page, figure: Figure, counts: &Counts) -> Side {
    match figure.rate(counts) {
        None => Side { value: page.count(counts.received), parts: String::new(), bar: String::new() },
        Some(rate) => Side {
            value: page.percent(rate),
            parts: format!("{}/{}", page.count(rate.numerator), page.count(rate.denominator)),
            bar: motcua_charts::bar(part(rate.numerator), part(rate.denominator)),
        },
    }
}

/// A count as the charts take it.
pub(super) fn part(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

/// The difference of two counts, or of two rates in percentage points.
fn change(numbers: Numbers, points: &str, figure: Figure, this: &Counts, other: &Counts) -> String {
    let sign = |difference: i64| match difference {
        1.. => "+",
        0 => "±",
        _ => "−",
    };
    let Some((this_rate, other_rate)) = figure.rate(this).zip(figure.rate(other)) else {
        let difference = this.received - other.received;
        return format!("{}{}", sign(difference), numbers.count(difference.unsigned_abs()));
    };
    match this_rate.basis_points().zip(other_rate.basis_points()) {
        Some((this, other)) => {
            let size = (this - other).unsigned_abs();
            let (whole, rest) = (numbers.count(size / 100), size % 100);
            format!("{}{whole}{}{rest:02} {points}", sign(this - other), numbers.decimal)
        }
        None => "–".to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_differ_in_points_and_counts_in_dossiers() {
        let counts = |received, eligible, online| Counts { received, eligible, online, ..Counts::default() };
        let (small, large) = (counts(1000, 400, 100), counts(2234, 300, 100));
        let table = [
            (Figure::Received, &large, &small, "+1.234"),
            (Figure::Received, &small, &large, "−1.234"),
            (Figure::Online, &large, &small, "+8,33 điểm %"),
            (Figure::Online, &small, &large, "−8,33 điểm %"),
            (Figure::Online, &small, &small, "±0,00 điểm %"),
            (Figure::OnTime, &small, &large, "–"),
        ];
        for (figure, this, other, want) in table {
            assert_eq!(change(Numbers::VI, "điểm %", figure, this, other), want);
        }
    }
}
