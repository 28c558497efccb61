//! Columns by day: the whole, and how much of it was one part (received, and
//! of these online). Days on which the office is closed are marked, so that a
//! quiet Sunday does not read as a failure.

use super::Numbers;
use super::svg::{Drawing, Rect, Width, text_width};

/// One day.
#[derive(Debug, Clone)]
pub struct TrendDay<'a> {
    /// As written below the column (`14/7`).
    pub label: &'a str,
    /// Whether the office worked that day.
    pub worked: bool,
    /// The whole and its part; none when the day was not (yet) counted.
    pub counted: Option<(u64, u64)>,
}

/// Facts of the chart; every text in the reader's language.
#[derive(Debug, Clone)]
pub struct Trend<'a> {
    /// Unique in the page.
    pub id: &'a str,
    /// What it shows.
    pub title: &'a str,
    /// What a person who does not see it should know (highest, lowest, total).
    pub desc: &'a str,
    /// Name of the part (`trực tuyến`), drawn solid.
    pub part_name: &'a str,
    /// Name of the rest (`tại quầy`), drawn hatched.
    pub rest_name: &'a str,
    /// Name of a closed day (`ngày nghỉ`), drawn as a pale band.
    pub closed_name: &'a str,
    /// From the oldest to the newest.
    pub days: &'a [TrendDay<'a>],
    /// How numbers are written.
    pub numbers: Numbers,
}

const TOP: f64 = 60.0;
const FOOT: f64 = 24.0;

/// Draws it, for the telephone and for the desk.
pub fn trend(facts: &Trend<'_>) -> String {
    Width::BOTH.iter().map(|width| draw(facts, *width)).collect()
}

fn draw(facts: &Trend<'_>, width: Width) -> String {
    let height = if width == Width::Wide { 300.0 } else { 240.0 };
    let mut svg = Drawing::open(facts.id, facts.title, facts.desc, width, height);
    let pattern = format!("{}-rest-{}", facts.id, width.suffix());
    svg.hatch(&pattern, "outline");
    legend(&mut svg, facts, &pattern, width);

    let highest = facts.days.iter().filter_map(|d| d.counted).map(|(whole, _)| whole).max().unwrap_or(0);
    let (step, ticks) = scale(highest);
    let top_value = step * ticks;
    let left = text_width(&facts.numbers.count(top_value)) + 8.0;
    let plot = Rect { x: left, y: TOP, w: width.units() - left - 4.0, h: height - TOP - FOOT };
    let floor = plot.y + plot.h;
    let up = |value: u64| plot.h * value as f64 / top_value as f64;

    let slot = plot.w / facts.days.len().max(1) as f64;
    for (i, _) in facts.days.iter().enumerate().filter(|(_, day)| !day.worked) {
        svg.rect("rest-day", Rect { x: plot.x + slot * i as f64, w: slot, ..plot });
    }
    for tick in 0..=ticks {
        let y = floor - up(step * tick);
        let class = if tick == 0 { "axis" } else { "grid" };
        svg.line(class, (plot.x, y), (plot.x + plot.w, y));
        svg.text("soft-text", "end", (plot.x - 5.0, y + 4.0), &facts.numbers.count(step * tick));
    }

    let written = values_to_write(facts, slot);
    let every = label_every(facts.days, slot);
    for (i, day) in facts.days.iter().enumerate() {
        let middle = plot.x + slot * (i as f64 + 0.5);
        if i % every == 0 {
            svg.text("soft-text", "middle", (middle, floor + 16.0), day.label);
        }
        let Some((whole, part)) = day.counted.filter(|(whole, _)| *whole > 0) else { continue };
        let part = part.min(whole);
        let column = slot * 0.7;
        let x = middle - column / 2.0;
        svg.patterned(
            "outline",
            &pattern,
            Rect { x, y: floor - up(whole), w: column, h: up(whole) - up(part) },
        );
        svg.rect("solid", Rect { x, y: floor - up(part), w: column, h: up(part) });
        if written[i] {
            let text = facts.numbers.count(whole);
            let half = text_width(&text) / 2.0;
            let x = middle.clamp(plot.x + half, (plot.x + plot.w - half).max(plot.x + half));
            svg.text("value", "middle", (x, floor - up(whole) - 5.0), &text);
        }
    }
    svg.close()
}

/// Names of the fills; goes on in a second line where the first is full.
fn legend(svg: &mut Drawing, facts: &Trend<'_>, pattern: &str, width: Width) {
    let closed = facts.days.iter().any(|day| !day.worked);
    let entries = [
        (facts.part_name, Swatch::Solid),
        (facts.rest_name, Swatch::Hatched),
        (if closed { facts.closed_name } else { "" }, Swatch::Band),
    ];
    let (mut x, mut y) = (1.0, 3.0);
    for (name, swatch) in entries.into_iter().filter(|(name, _)| !name.is_empty()) {
        let room = 20.0 + text_width(name);
        if x > 1.0 && x + room > width.units() {
            (x, y) = (1.0, y + 20.0);
        }
        let at = Rect { x, y, w: 14.0, h: 14.0 };
        match swatch {
            Swatch::Solid => svg.rect("solid", at),
            Swatch::Hatched => svg.patterned("outline", pattern, at),
            Swatch::Band => svg.rect("rest-day", at),
        }
        svg.text("", "start", (x + 20.0, y + 12.0), name);
        x += room + 14.0;
    }
}

enum Swatch {
    Solid,
    Hatched,
    Band,
}

/// Distance of the lines and their number: two to five lines at round values,
/// the highest value always below the last.
fn scale(highest: u64) -> (u64, u64) {
    let mut unit = 1;
    loop {
        for factor in [1, 2, 5] {
            let step = unit * factor;
            let ticks = highest.div_ceil(step).max(1);
            if ticks <= 4 {
                return (step, ticks);
            }
        }
        unit *= 10;
    }
}

/// Which columns carry their number: all when there is room, else the highest
/// and the latest; the others stand in the table.
fn values_to_write(facts: &Trend<'_>, slot: f64) -> Vec<bool> {
    let counts: Vec<Option<u64>> =
        facts.days.iter().map(|d| d.counted.map(|(whole, _)| whole).filter(|n| *n > 0)).collect();
    let room_for_all = counts.iter().flatten().all(|n| text_width(&facts.numbers.count(*n)) + 2.0 <= slot);
    if room_for_all {
        return vec![true; counts.len()];
    }
    let highest = counts.iter().flatten().max().copied();
    let peak = counts.iter().position(|n| n.is_some() && *n == highest);
    let latest = counts.iter().rposition(Option::is_some);
    // The latest is left out where its number would lie on a higher column.
    let reach = (24.0 / slot).ceil() as usize;
    let free = latest.is_some_and(|at| (at.saturating_sub(reach)..at).all(|i| counts[i] <= counts[at]));
    (0..counts.len()).map(|i| peak == Some(i) || (free && latest == Some(i))).collect()
}

/// Every how many days a label is written: 1, 2, or whole weeks.
fn label_every(days: &[TrendDay<'_>], slot: f64) -> usize {
    let widest = days.iter().map(|day| text_width(day.label)).fold(0.0, f64::max) + 4.0;
    let mut every = 1;
    while every as f64 * slot < widest && every < days.len() {
        every = if every < 2 {
            2
        } else if every < 7 {
            7
        } else {
            every + 7
        };
    }
    every
}
