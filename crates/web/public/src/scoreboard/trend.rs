//! Day by day: how much was received, and how much of it online. Long periods
//! are drawn by month.

use motcua_charts::{Trend, TrendDay};
use motcua_core::Day;
use motcua_core::directory::UnitCode;
use motcua_core::scoreboard::Counts;
use motcua_edge::app::App;
use motcua_edge::page::Page;
use motcua_told::reading::Reading;

/// More days than this are drawn by month.
const DAYS_DRAWN_MAX: i32 = 62;

/// The drawing and the table behind it.
pub(super) struct TrendView {
    pub(super) title: &'static str,
    pub(super) note: String,
    pub(super) svg: String,
    pub(super) rows: Vec<TrendRow>,
}

/// One day (or month) of the table.
pub(super) struct TrendRow {
    pub(super) label: String,
    /// Said beside the day: weekend or holiday.
    pub(super) closed: bool,
    /// None where the snapshot ends before it.
    counts: Option<Counts>,
    /// Received, online of the eligible, resolved, on time; none as above.
    pub(super) cells: Vec<String>,
}

/// Draws a unit.
pub(super) fn trend(app: &App, page: &Page, unit: &UnitCode, reading: &Reading) -> TrendView {
    let period = reading.period;
    let days = (period.from.0..=period.to.0).map(Day);
    let by_month = period.to.0 - period.from.0 >= DAYS_DRAWN_MAX;
    let mut rows: Vec<TrendRow> = Vec::new();
    let mut labels: Vec<String> = Vec::new();
    for day in days {
        let (year, month, of_month) = day.ymd();
        let counts = (day <= period.as_of).then(|| reading.on(unit, day));
        let short = if by_month { format!("{month}/{year}") } else { format!("{of_month}/{month}") };
        match rows.last_mut() {
            Some(last) if by_month && labels.last() == Some(&short) => {
                if let (Some(sum), Some(more)) = (&mut last.counts, counts) {
                    sum.add(&more);
                }
            }
            _ => {
                let closed = !by_month && !app.law.calendar.is_working(day);
                let label = if by_month { short.clone() } else { page.day(day) };
                rows.push(TrendRow { label, closed, counts, cells: Vec::new() });
                labels.push(short);
            }
        }
    }
    for row in &mut rows {
        row.cells = row.counts.map(|counts| cells(page, &counts)).unwrap_or_default();
    }
    let number = |value: i64| u64::try_from(value).unwrap_or_default();
    let columns: Vec<TrendDay<'_>> = rows
        .iter()
        .zip(&labels)
        .map(|(row, label)| TrendDay {
            label,
            worked: !row.closed,
            counted: row.counts.map(|counts| (number(counts.received), number(counts.online))),
        })
        .collect();
    let title = match by_month {
        true => page.t("Hồ sơ tiếp nhận mỗi tháng", "Dossiers received each month"),
        false => page.t("Hồ sơ tiếp nhận mỗi ngày", "Dossiers received each day"),
    };
    let svg = motcua_charts::trend(&Trend {
        id: "trend",
        title,
        desc: &described(page, &rows),
        part_name: page.t("trực tuyến (toàn trình)", "online (fully online procedures)"),
        rest_name: page.t("còn lại", "all others"),
        closed_name: page.t("ngày nghỉ", "closed"),
        days: &columns,
        numbers: page.numbers(),
    });
    let note = format!("{} – {}", period.from.vn(), period.to.vn());
    TrendView { title, note, svg, rows }
}

fn cells(page: &Page, counts: &Counts) -> Vec<String> {
    vec![
        page.count(counts.received),
        format!("{}/{}", page.count(counts.online), page.count(counts.eligible)),
        page.count(counts.resolved),
        page.count(counts.on_time),
    ]
}

/// What a person who does not see the drawing should know.
fn described(page: &Page, rows: &[TrendRow]) -> String {
    let received = |row: &TrendRow| row.counts.map_or(0, |counts| counts.received);
    let total = page.count(rows.iter().map(received).sum());
    match rows.iter().rev().max_by_key(|row| received(row)) {
        Some(most) if received(most) > 0 => {
            let (many, label) = (page.count(received(most)), &most.label);
            match page.lang {
                "en" => format!("{total} in all; the most, {many}, on {label}."),
                _ => format!("Tổng cộng {total}; nhiều nhất là {many}, {label}."),
            }
        }
        _ => page.t("Không có hồ sơ nào.", "No dossiers.").to_string(),
    }
}
