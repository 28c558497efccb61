//! Figures as they are written: the value, its two numbers, and where each leads.

use super::compare::part;
use super::figure::{Figure, counted_name};
use super::links::Links;
use super::ranking::{ranked, share};
use motcua_core::directory::UnitCode;
use motcua_core::scoreboard::Counts;
use motcua_edge::page::Page;
use motcua_edge::visit::Visit;
use motcua_told::period::name;
use motcua_told::reading::Reading;

/// One figure of one unit.
pub(super) struct Cell {
    pub(super) value: String,
    pub(super) above: Number,
    pub(super) below: Option<Number>,
    pub(super) bar: String,
}

/// A number that leads to the dossiers behind it.
pub(super) struct Number {
    pub(super) text: String,
    pub(super) name: &'static str,
    pub(super) href: String,
}

pub(super) struct Ranking {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<ScoreRow>,
}

pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) href: String,
    pub(super) is_sorted: bool,
}

pub(super) struct ScoreRow {
    pub(super) rank: String,
    pub(super) name: String,
    pub(super) href: String,
    pub(super) picked: bool,
    pub(super) cells: Vec<Cell>,
}

/// The communes in the order of one figure, and what the province's own centre received.
pub(super) fn ranking(
    visit: &Visit,
    page: &Page,
    links: &Links,
    picked: &UnitCode,
    reading: &Reading,
    by: Figure,
) -> Ranking {
    let communes = reading.communes(&visit.app);
    let most = communes.iter().map(|(_, counts)| counts.received).max().unwrap_or(0);
    let line = |rank: String, name: String, href: String, unit: &UnitCode, counts: &Counts| ScoreRow {
        rank,
        name,
        href,
        picked: unit == picked,
        cells: Figure::ALL
            .into_iter()
            .map(|figure| {
                let mut cell = cell(page, links, unit, figure, counts);
                if figure == by {
                    let share = share(by, counts, most);
                    cell.bar = motcua_charts::bar(part(share.numerator), part(share.denominator));
                }
                cell
            })
            .collect(),
    };
    let mut rows: Vec<ScoreRow> = ranked(communes, by)
        .into_iter()
        .map(|row| {
            let rank = row.rank.map_or_else(|| "–".to_string(), |rank| rank.to_string());
            let name = name(visit, &row.unit, reading.period.to);
            line(rank, name, links.board(&row.unit), &row.unit, &row.counts)
        })
        .collect();
    let own = reading.own_centre();
    if own != Counts::default() {
        let mut row = line(String::new(), own_centre_name(page), String::new(), reading.province(), &own);
        row.picked = false;
        let numbers = row.cells.iter_mut().flat_map(|cell| [Some(&mut cell.above), cell.below.as_mut()]);
        numbers
            .flatten()
            .filter(|number| !number.href.is_empty())
            .for_each(|number| number.href.push_str("&own=1"));
        rows.push(row);
    }
    let columns = Figure::ALL
        .into_iter()
        .map(|figure| Column {
            name: figure.name(page.language()),
            href: links.sorted(picked, figure),
            is_sorted: figure == by,
        })
        .collect();
    Ranking { columns, rows }
}

/// What is received at the province's own centre is in the province's sums and in
/// no commune's.
pub(super) fn own_centre_name(page: &Page) -> String {
    page.t("Tiếp nhận tại trung tâm cấp tỉnh", "Received at the province’s own centre").to_string()
}

/// One figure of a unit, as it is written.
pub(super) fn cell(page: &Page, links: &Links, unit: &UnitCode, figure: Figure, counts: &Counts) -> Cell {
    let number = |count: i64, which| Number {
        text: page.count(count),
        name: counted_name(which, page.language()),
        // Nothing lies behind nothing.
        href: if count == 0 { String::new() } else { links.behind(unit, which) },
    };
    match figure.rate(counts).zip(figure.below()) {
        Some((rate, below)) => Cell {
            value: page.percent(rate),
            above: number(rate.numerator, figure.above()),
            below: Some(number(rate.denominator, below)),
            bar: String::new(),
        },
        None => Cell {
            value: page.count(counts.received),
            above: number(counts.received, figure.above()),
            below: None,
            bar: String::new(),
        },
    }
}
