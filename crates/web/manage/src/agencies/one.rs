//! One agency: who it is today, where it meets people, what it was called before.

use super::frame::{href_of, kept, kind_told, of_today};
use super::list::state;
use crate::beside::{period, spans_told};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use motcua_core::directory::Agency;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, agency_name, html};
use motcua_edge::signed::Signed;

#[derive(Template)]
#[template(path = "manage/agencies/one.html")]
struct AgencyPage {
    page: Page,
    href: String,
    code: String,
    code_assumed: bool,
    is_assumed: bool,
    kind: &'static str,
    unit: String,
    covers: String,
    centre: Option<CentreShown>,
    hours: String,
    hours_set: String,
    /// By how many people originals are compared; empty where it certifies nothing.
    compared_by: &'static str,
    tag: &'static str,
    state: String,
    successor: String,
    is_closed: bool,
    staff_href: String,
    records: Vec<RecordLine>,
}

struct CentreShown {
    name: String,
    address: String,
    telephone: String,
    opening: String,
    point: String,
}

struct RecordLine {
    period: String,
    name: String,
    is_now: bool,
}

/// `GET /manage/agencies/{code}`
pub(super) async fn get(signed: Signed, Path(code): Path<String>) -> Reply {
    let last = kept(&signed, &code)?;
    let (app, today, lang) = (&signed.visit.app, signed.visit.now.day(), signed.visit.lang);
    let directory = &app.law.directory;
    let agency = of_today(&signed, last);
    let page = signed.visit.page("manage", &agency.name, &agency.name_en);
    let unit_name = |code: &_| {
        let unit = directory.unit_on(code, today).or_else(|| directory.history_of(code).last());
        unit.map_or_else(|| code.to_string(), |unit| page.t(&unit.full_name, &unit.full_name_en).to_string())
    };
    let text = |of: &Option<String>| of.clone().unwrap_or_default();
    let centre = agency.centre.as_ref().map(|centre| CentreShown {
        name: centre.name.clone(),
        address: text(&centre.address),
        telephone: text(&centre.telephone),
        opening: text(&centre.opening),
        point: centre.point.map(|point| point.to_string()).unwrap_or_default(),
    });
    let (tag, state) = state(last, today, &page);
    let record = |one: &Agency| RecordLine {
        period: period(one, &page),
        name: page.t(&one.name, &one.name_en).to_string(),
        is_now: one.holds_on(today),
    };
    let mut records: Vec<RecordLine> = directory.records_of(&last.code).map(record).collect();
    records.reverse();
    let view = AgencyPage {
        href: href_of(agency),
        code: agency.code.to_string(),
        code_assumed: agency.code_trust.is_assumed(),
        is_assumed: agency.trust.is_assumed(),
        kind: kind_told(agency, lang),
        unit: unit_name(&agency.unit),
        covers: agency.covers.iter().map(unit_name).collect::<Vec<_>>().join(", "),
        centre,
        hours: spans_told(app.law.hours_of(&agency.code).on(today)),
        hours_set: last.hours.clone(),
        compared_by: match (super::edit::certifies(agency), agency.compared_by) {
            (false, _) => "",
            (true, 2..) => page.t("Hai người", "Two people"),
            (true, _) => {
                page.t("Một người; hai người khi mẫu lời chứng đòi", "One; two where the certification asks")
            }
        },
        tag,
        state,
        successor: last.successor.as_ref().map(|code| agency_name(app, code, lang)).unwrap_or_default(),
        is_closed: last.is_closed_on(today),
        staff_href: format!("/manage/staff?agency={}", agency.code),
        records,
        page,
    };
    Ok(html(StatusCode::OK, &view))
}
