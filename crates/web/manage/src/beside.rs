//! What a change of the catalogue changes beside procedures, in words: agencies, hours, days off.

use motcua_core::calendar::{CalendarYear, OfficeHours, Span, SpecialDay, YearStatus};
use motcua_core::directory::{Agency, STANDARD_HOURS};
use motcua_core::law::BesideProcedures;
use motcua_edge::app::App;
use motcua_edge::page::{Page, agency_name};
use motcua_told::differs::DifferenceLine;

/// All of it, a line each.
pub(super) fn told(app: &App, changes: &BesideProcedures, page: &Page) -> Vec<DifferenceLine> {
    let lang = page.language();
    let mut lines = Vec::new();
    for change in &changes.agencies {
        let records = |all: &[Agency]| {
            all.iter().map(|agency| record(app, agency, page)).collect::<Vec<_>>().join(" | ")
        };
        lines.push(DifferenceLine {
            part: lang.t("Cơ quan", "Agency"),
            name: change.code.to_string(),
            before: records(&change.before),
            after: records(&change.after),
        });
    }
    for change in &changes.hours {
        let hours =
            |side: &Option<OfficeHours>| side.as_ref().map(|set| hours(set, page)).unwrap_or_default();
        let agencies = format!("{} {}", page.count(change.agencies as i64), page.t("cơ quan", "agencies"));
        lines.push(DifferenceLine {
            part: lang.t("Giờ làm việc", "Office hours"),
            name: format!("{} ({agencies})", change.name),
            before: hours(&change.before),
            after: hours(&change.after),
        });
    }
    for change in &changes.days {
        let day =
            |side: &Option<SpecialDay>| side.as_ref().map(|special| day(special, page)).unwrap_or_default();
        lines.push(DifferenceLine {
            part: lang.t("Ngày", "Day"),
            name: format!("{} {}", page.weekday(change.day), change.day.vn()),
            before: day(&change.before),
            after: day(&change.after),
        });
    }
    for change in &changes.years {
        let year =
            |side: &Option<CalendarYear>| side.as_ref().map(|known| year(known, page)).unwrap_or_default();
        let which = change.after.as_ref().or(change.before.as_ref()).map(|known| known.year.to_string());
        lines.push(DifferenceLine {
            part: lang.t("Lịch năm", "Calendar of"),
            name: which.unwrap_or_default(),
            before: year(&change.before),
            after: year(&change.after),
        });
    }
    lines
}

/// `từ 01/12/2026: Chi nhánh …; 40 Nguyễn Huệ; …`
fn record(app: &App, agency: &Agency, page: &Page) -> String {
    let directory = &app.law.directory;
    let mut said = vec![page.t(&agency.name, &agency.name_en).to_string()];
    if !agency.covers.is_empty() {
        let name = |code: &_| {
            let unit = directory.history_of(code).last();
            unit.map_or_else(|| format!("{code}"), |unit| unit.full_name.clone())
        };
        let covers: Vec<String> = agency.covers.iter().map(name).collect();
        said.push(format!("{} {}", page.t("phụ trách", "serves"), covers.join(", ")));
    }
    if let Some(centre) = &agency.centre {
        let point = centre.point.map(|point| point.to_string());
        let known =
            [Some(&centre.name), centre.address.as_ref(), centre.telephone.as_ref(), centre.opening.as_ref()];
        said.extend(known.into_iter().flatten().cloned().chain(point));
    }
    if agency.hours != STANDARD_HOURS {
        said.push(format!("{} {}", page.t("giờ riêng", "hours of its own:"), agency.hours));
    }
    if agency.compared_by > 1 {
        said.push(page.t("hai người đối chiếu bản chính", "two people compare originals").to_string());
    }
    if agency.trust.is_verified() {
        said.push(page.t("đã đối chiếu", "verified").to_string());
    }
    if let Some(successor) = &agency.successor {
        let name = agency_name(app, successor, page.language());
        said.push(format!("{} {name}", page.t("kế thừa:", "taken over by")));
    }
    format!("{}: {}", period(agency, page), said.join("; "))
}

fn hours(set: &OfficeHours, page: &Page) -> String {
    let mut said = vec![spans_told(set.at_first().0)];
    for since in set.since() {
        said.push(format!("{} {}: {}", page.t("từ", "from"), since.day.vn(), spans_told(&since.spans)));
    }
    said.join("; ")
}

fn day(special: &SpecialDay, page: &Page) -> String {
    let kind = motcua_messages::day_kind(special.kind, page.language());
    let sure = if special.trust.is_verified() { page.t("; đã đối chiếu", "; verified") } else { "" };
    format!("{kind}: {}{sure}", page.t(&special.name, &special.name_en))
}

fn year(known: &CalendarYear, page: &Page) -> String {
    let status = match known.status {
        YearStatus::Announced => page.t("đã công bố", "announced"),
        YearStatus::Proposed => page.t("dự kiến", "proposed"),
    };
    match &known.source {
        Some(source) => format!("{status} ({source})"),
        None => status.to_string(),
    }
}

/// `07:30–11:30, 13:30–17:00`
pub(super) fn spans_told(spans: &[Span]) -> String {
    spans.iter().map(|span| span.to_string().replace('-', "–")).collect::<Vec<_>>().join(", ")
}

/// `từ 01/07/2025 đến 30/11/2026`
pub(super) fn period(agency: &Agency, page: &Page) -> String {
    let from = format!("{} {}", page.t("từ", "from"), agency.valid_from.vn());
    match agency.valid_to {
        Some(to) => format!("{from} {} {}", page.t("đến", "to"), to.vn()),
        None => from,
    }
}
