//! Horizontal bars in order: each with its rate and the two numbers behind it.
//! Bars start at nothing and end at 100 %, so that a difference of half a point
//! looks like half a point.

use super::Numbers;
use super::svg::{Drawing, Rect, Width, shorten};

/// One unit in the ranking.
#[derive(Debug, Clone)]
pub struct RankingRow<'a> {
    /// Place; equal rates share a place, so it is given, not counted. None for
    /// a unit without a rate.
    pub rank: Option<u32>,
    /// Name of the unit.
    pub name: &'a str,
    /// Above the line.
    pub numerator: u64,
    /// Below the line; 0 means that there is no rate.
    pub denominator: u64,
    /// The unit that the page is about.
    pub picked: bool,
}

/// Facts of the chart; every text in the reader's language.
#[derive(Debug, Clone)]
pub struct Ranking<'a> {
    /// Unique in the page.
    pub id: &'a str,
    /// What it shows.
    pub title: &'a str,
    /// What a person who does not see it should know.
    pub desc: &'a str,
    /// In the order of the ranking.
    pub rows: &'a [RankingRow<'a>],
    /// How numbers are written.
    pub numbers: Numbers,
}

/// Draws it, for the telephone (name above the bar) and for the desk (name
/// before the bar).
pub fn ranking(facts: &Ranking<'_>) -> String {
    Width::BOTH.iter().map(|width| draw(facts, *width)).collect()
}

fn draw(facts: &Ranking<'_>, width: Width) -> String {
    let row_height = if width == Width::Wide { 30.0 } else { 46.0 };
    let height = row_height * facts.rows.len() as f64 + 4.0;
    let mut svg = Drawing::open(facts.id, facts.title, facts.desc, width, height);
    for (i, row) in facts.rows.iter().enumerate() {
        let top = row_height * i as f64 + 2.0;
        if row.picked {
            svg.rect("picked", Rect { x: 0.0, y: top - 2.0, w: width.units(), h: row_height });
        }
        match width {
            Width::Wide => wide(&mut svg, facts.numbers, row, top),
            Width::Narrow => narrow(&mut svg, facts.numbers, row, top),
        }
    }
    svg.close()
}

fn wide(svg: &mut Drawing, numbers: Numbers, row: &RankingRow<'_>, top: f64) {
    let base = top + 18.0;
    svg.text("soft-text", "end", (20.0, base), &place(row));
    svg.text(emphasis(row), "start", (30.0, base), &name(row, 26));
    bar(svg, row, Rect { x: 210.0, y: top + 5.0, w: 360.0, h: 18.0 });
    svg.text("bold", "end", (640.0, base), &numbers.percent(row.numerator, row.denominator));
    svg.text("soft-text", "end", (758.0, base), &parts(numbers, row));
}

fn narrow(svg: &mut Drawing, numbers: Numbers, row: &RankingRow<'_>, top: f64) {
    let base = top + 13.0;
    svg.text("soft-text", "end", (18.0, base), &place(row));
    svg.text(emphasis(row), "start", (24.0, base), &name(row, 18));
    svg.text("soft-text", "end", (238.0, base), &parts(numbers, row));
    svg.text("bold", "end", (299.0, base), &numbers.percent(row.numerator, row.denominator));
    bar(svg, row, Rect { x: 24.0, y: top + 20.0, w: 275.0, h: 12.0 });
}

fn bar(svg: &mut Drawing, row: &RankingRow<'_>, track: Rect) {
    svg.rect("track", track);
    if row.denominator > 0 {
        let share = (row.numerator as f64 / row.denominator as f64).min(1.0);
        svg.rect("solid", Rect { w: track.w * share, ..track });
    }
}

fn place(row: &RankingRow<'_>) -> String {
    row.rank.map_or_else(|| "–".to_string(), |rank| rank.to_string())
}

/// The picked unit is marked by an arrow, by weight and by a tinted row.
fn name(row: &RankingRow<'_>, letters: usize) -> String {
    let mark = if row.picked { "▸ " } else { "" };
    shorten(&format!("{mark}{}", row.name), letters)
}

fn emphasis(row: &RankingRow<'_>) -> &'static str {
    if row.picked { "bold" } else { "" }
}

fn parts(numbers: Numbers, row: &RankingRow<'_>) -> String {
    format!("{}/{}", numbers.count(row.numerator), numbers.count(row.denominator))
}
