//! The board of the province, and of one commune.

use super::compare::{Compared, compare};
use super::figure::Figure;
use super::links::{Links, Quick, quick};
use super::ranking::ranked;
use super::table::{Cell, Ranking, cell, ranking};
use super::trend::{TrendView, trend};
use askama::Template;
use axum::extract::{Extension, Path};
use axum::http::StatusCode;
use axum::response::Response;
use motcua_core::directory::UnitCode;
use motcua_core::scoreboard::Counts;
use motcua_core::{Day, Refusal};
use motcua_edge::csv::Csv;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::visit::Visit;
use motcua_store::scoreboard::{self, Period};
use motcua_told::period::{self, Query, name};
use motcua_told::reading::{Reading, Readings};
use std::sync::Arc;

/// The board, or the form again with what is wrong in it.
#[derive(Template)]
#[template(path = "public/scoreboard.html")]
struct ScoreboardPage {
    page: Page,
    unit_name: String,
    is_province: bool,
    form: PeriodForm,
    errors: Vec<FieldError>,
    quick: Vec<Quick>,
    board: Option<Board>,
}

/// What was typed into the form.
struct PeriodForm {
    units: Vec<Choice>,
    unit: String,
    from: String,
    to: String,
    as_of: String,
    with_from: String,
    with_to: String,
    sort: &'static str,
}

struct Choice {
    value: String,
    text: String,
}

struct FieldError {
    field: String,
    text: String,
}

impl ScoreboardPage {
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|error| error.field == field).map_or("", |error| &error.text)
    }

    /// The rarer questions lie open once one of them was asked.
    fn asks_more(&self) -> bool {
        let form = &self.form;
        [&form.as_of, &form.with_from, &form.with_to].into_iter().any(|typed| !typed.is_empty())
    }

    /// A wrong date stays visible; a browser's date box would swallow it.
    fn kind(&self, field: &str) -> &'static str {
        if self.error(field).is_empty() { "date" } else { "text" }
    }
}

/// Everything below the form.
struct Board {
    period: String,
    snapshot: String,
    is_closed: bool,
    /// The same days as of today, or as of their own end.
    other_snapshot_href: String,
    csv_href: String,
    tiles: Vec<Tile>,
    trend: TrendView,
    compared: Vec<Compared>,
    compared_period: String,
    compared_snapshot: String,
    ranking: Ranking,
    province_href: String,
}

struct Tile {
    name: &'static str,
    definition: &'static str,
    value: Cell,
}

/// `GET /scoreboard`
pub(super) async fn scoreboard(visit: Visit, Extension(readings): Extension<Arc<Readings>>) -> Reply {
    let query = Query::of(&visit.path);
    let unit = match query.get("unit") {
        Some(code) => period::unit(&visit.app, code)?,
        None => match visit.ask_province() {
            Some(ask) => return Ok(see_other(&ask)),
            None => visit.app.province.clone(),
        },
    };
    board(&visit.about(&unit), &readings, &query, &unit).await
}

/// `GET /scoreboard/{unit}`
pub(super) async fn of_unit(
    visit: Visit,
    Path(unit): Path<String>,
    Extension(readings): Extension<Arc<Readings>>,
) -> Reply {
    let unit = period::unit(&visit.app, &unit)?;
    let query = Query::of(&visit.path);
    board(&visit.about(&unit), &readings, &query, &unit).await
}

async fn board(visit: &Visit, readings: &Readings, query: &Query, unit: &UnitCode) -> Reply {
    let app = &visit.app;
    let today = visit.now.day();
    let span = app.read(|rows| scoreboard::span(rows, &app.province))?;
    let sort = query.get("sort").and_then(Figure::parse).unwrap_or(Figure::Received);
    let periods = period::period(query, today, span)
        .and_then(|period| Ok((period, period::other_period(query, period, today)?)));
    let (period, other) = match periods {
        Ok(periods) => periods,
        Err(wrong) => return Ok(refused(visit, query, unit, sort, span, &wrong)),
    };
    let (now, then) = (readings.of(app, period).await?, readings.of(app, other).await?);
    if query.get("format") == Some("csv") {
        return Ok(as_csv(visit, unit, &now, sort));
    }
    let unit_name = name(visit, unit, period.to);
    let title = (format!("Số liệu phục vụ: {unit_name}"), format!("Service figures: {unit_name}"));
    let page = visit.page("scoreboard", &title.0, &title.1);
    let links = Links::new(app, period, today, sort);
    let board = Board {
        period: days(period),
        snapshot: snapshot(&page, &now),
        is_closed: now.is_closed,
        other_snapshot_href: match (period.as_of == today, period.as_of == period.to.min(today)) {
            (false, _) => links.as_of(unit, period, Some(today)),
            (true, false) => links.as_of(unit, period, None),
            (true, true) => String::new(),
        },
        csv_href: format!("{}&format=csv", links.board(unit)),
        tiles: Figure::ALL
            .into_iter()
            .map(|figure| Tile {
                name: figure.name(visit.lang),
                definition: figure.definition(visit.lang),
                value: cell(&page, &links, unit, figure, &now.of(unit)),
            })
            .collect(),
        trend: trend(app, &page, unit, &now),
        compared: compare(&page, unit, &now, &then),
        compared_period: days(other),
        compared_snapshot: snapshot(&page, &then),
        ranking: ranking(visit, &page, &links, unit, &now, sort),
        province_href: links.board(&app.province),
    };
    let form = form(visit, query, unit, Some(period), sort);
    let quick = quick(&page, unit, Some(period), today, span);
    let is_province = *unit == app.province;
    let view =
        ScoreboardPage { page, unit_name, is_province, form, errors: Vec::new(), quick, board: Some(board) };
    Ok(html(StatusCode::OK, &view))
}

/// The form again, with what was typed and what is wrong with it.
fn refused(
    visit: &Visit,
    query: &Query,
    unit: &UnitCode,
    sort: Figure,
    span: Option<(Day, Day)>,
    wrong: &[Refusal],
) -> Response {
    let today = visit.now.day();
    let unit_name = name(visit, unit, today);
    let page = visit.page(
        "scoreboard",
        &format!("Lỗi: Số liệu phục vụ: {unit_name}"),
        &format!("Error: Service figures: {unit_name}"),
    );
    let errors = wrong
        .iter()
        .map(|refusal| FieldError {
            field: refusal.field.as_deref().unwrap_or("from").to_string(),
            text: motcua_messages::sentence(refusal, visit.lang),
        })
        .collect();
    let view = ScoreboardPage {
        quick: quick(&page, unit, None, today, span),
        form: form(visit, query, unit, None, sort),
        is_province: *unit == visit.app.province,
        page,
        unit_name,
        errors,
        board: None,
    };
    html(StatusCode::UNPROCESSABLE_ENTITY, &view)
}

fn form(visit: &Visit, query: &Query, unit: &UnitCode, period: Option<Period>, sort: Figure) -> PeriodForm {
    let app = &visit.app;
    let on = period.map_or(visit.now.day(), |period| period.to);
    let mut units = vec![Choice { value: app.province.to_string(), text: name(visit, &app.province, on) }];
    units.extend(app.law.directory.children_on(&app.province, on).map(|unit| Choice {
        value: unit.code.to_string(),
        text: visit.lang.t(&unit.full_name, &unit.full_name_en).to_string(),
    }));
    let typed = |name: &str| query.get(name).unwrap_or_default().to_string();
    let (from, to) = match period {
        Some(period) => (period.from.to_string(), period.to.to_string()),
        None => (typed("from"), typed("to")),
    };
    PeriodForm {
        units,
        unit: unit.to_string(),
        from,
        to,
        as_of: typed("as_of"),
        with_from: typed("with_from"),
        with_to: typed("with_to"),
        sort: sort.as_str(),
    }
}

fn as_csv(visit: &Visit, unit: &UnitCode, reading: &Reading, sort: Figure) -> Response {
    let t = |vi: &'static str, en: &'static str| visit.lang.t(vi, en);
    let mut csv = Csv::new(&[
        t("Mã đơn vị", "unit"),
        t("Đơn vị", "name"),
        t("Từ ngày", "from"),
        t("Đến ngày", "to"),
        t("Tính đến", "as_of"),
        t("Tiếp nhận", "received"),
        t("Thuộc thủ tục toàn trình", "eligible"),
        t("Trực tuyến", "online"),
        t("Đã giải quyết", "resolved"),
        t("Trực tuyến đã giải quyết", "online_resolved"),
        t("Đúng hạn", "on_time"),
        t("Số hóa", "digitised"),
    ]);
    let period = reading.period;
    let (from, to, as_of) = (period.from.to_string(), period.to.to_string(), reading.snapshot.iso());
    let mut line = |unit: &str, name: &str, counts: &Counts| {
        let numbers = counts.columns().map(|number| number.to_string());
        let head = [unit, name, &from, &to, &as_of];
        csv.row(head.into_iter().chain(numbers.iter().map(String::as_str)));
    };
    line(unit.as_str(), &name(visit, unit, period.to), &reading.of(unit));
    if unit == reading.province() {
        for row in ranked(reading.communes(&visit.app), sort) {
            line(row.unit.as_str(), &name(visit, &row.unit, period.to), &row.counts);
        }
        let own = reading.own_centre();
        if own != Counts::default() {
            line("", t("Tiếp nhận tại trung tâm cấp tỉnh", "Received at the province’s own centre"), &own);
        }
    }
    csv.reply(&format!("motcua-{unit}-{from}-{to}"))
}

/// `01/07/2025 – 31/07/2025`, or the one day.
pub(super) fn days(period: Period) -> String {
    if period.from == period.to {
        return period.from.vn();
    }
    format!("{} – {}", period.from.vn(), period.to.vn())
}

/// The moment that the figures describe.
pub(super) fn snapshot(page: &Page, reading: &Reading) -> String {
    if reading.is_closed {
        format!("{} {}", page.t("hết ngày", "the end of"), reading.period.as_of.vn())
    } else {
        page.moment(reading.snapshot)
    }
}
