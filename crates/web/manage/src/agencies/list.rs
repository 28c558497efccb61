//! The agencies of a province, with a search.

use super::frame::{href_of, kind_told};
use crate::keeper::province_kept;
use crate::open_dossiers::{OpenDossiers, OpenPart};
use crate::slice::{Listed, Slice};
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use motcua_core::Day;
use motcua_core::directory::Agency;
use motcua_core::text::fold;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, agency_name, html};
use motcua_edge::signed::Signed;

#[derive(Template)]
#[template(path = "manage/agencies/list.html")]
struct AgenciesPage {
    page: Page,
    query: String,
    found: String,
    rows: Vec<AgencyRow>,
    /// Agencies that have ended and have open dossiers still.
    left: Vec<LeftAt>,
    slice: Slice,
}

/// What lies at an agency that has ended.
struct LeftAt {
    name: String,
    href: String,
    /// Who takes its work over; empty where nobody is named.
    successor: String,
    open: Vec<OpenPart>,
}

struct AgencyRow {
    href: String,
    name: String,
    code: String,
    kind: &'static str,
    /// Where it meets people; empty where nobody knows, or it has no desk of its own.
    address: String,
    lacks_address: bool,
    tag: &'static str,
    /// Empty while it is simply there.
    state: String,
}

/// `GET /manage/agencies?q=&page=`
pub(super) async fn get(signed: Signed, Query(asked): Query<Listed>) -> Reply {
    let province = province_kept(&signed)?;
    let (directory, today) = (&signed.visit.app.law.directory, signed.visit.now.day());
    let query = fold(&asked.query());
    let is_found = |agency: &&Agency| {
        let text = fold(&format!("{} {} {} {}", agency.name, agency.name_en, agency.code, agency.unit));
        query.split(' ').all(|word| text.contains(word))
    };
    let here = directory.agencies().iter();
    let here = here.filter(|agency| directory.province_of(&agency.unit) == Some(&province));
    let mut found: Vec<&Agency> = here.filter(is_found).collect();
    found.sort_by_key(|agency| (agency.is_closed_on(today), !agency.unit.is_province(), &agency.code));
    let page = signed.visit.page("manage", "Cơ quan và nơi tiếp nhận", "Agencies and centres");
    let slice = asked.slice("/manage/agencies", found.len(), page.lang);
    let open = OpenDossiers::read(&signed)?;
    let left = open.of_ended(directory, today).into_iter().map(|code| {
        let successor = directory.agency(&code).and_then(|agency| agency.successor.as_ref());
        LeftAt {
            name: agency_name(&signed.visit.app, &code, page.language()),
            href: format!("/manage/agencies/{code}"),
            successor: successor
                .map(|code| agency_name(&signed.visit.app, code, page.language()))
                .unwrap_or_default(),
            open: open.of(&code, &page),
        }
    });
    let view = AgenciesPage {
        left: left.collect(),
        rows: found[slice.from..slice.to].iter().map(|agency| row(agency, today, &page)).collect(),
        found: page.count(found.len() as i64),
        query: asked.query(),
        slice,
        page,
    };
    Ok(html(StatusCode::OK, &view))
}

fn row(agency: &Agency, today: Day, page: &Page) -> AgencyRow {
    let (tag, state) = state(agency, today, page);
    let address = agency.centre.as_ref().and_then(|centre| centre.address.clone());
    AgencyRow {
        href: href_of(agency),
        name: page.t(&agency.name, &agency.name_en).to_string(),
        code: agency.code.to_string(),
        kind: kind_told(agency, page.language()),
        lacks_address: agency.centre.is_some() && address.is_none(),
        address: address.unwrap_or_default(),
        tag,
        state,
    }
}

/// Whether an agency is closed, will be, or is to come.
pub(super) fn state(agency: &Agency, today: Day, page: &Page) -> (&'static str, String) {
    match agency.valid_to {
        Some(last) if last < today => {
            ("rest", format!("{} {}", page.t("đã kết thúc ngày", "ended on"), last.vn()))
        }
        Some(last) => ("soon", format!("{} {}", page.t("đến hết ngày", "until"), last.vn())),
        None if agency.valid_from > today => {
            ("soon", format!("{} {}", page.t("hẹn từ", "planned from"), agency.valid_from.vn()))
        }
        None => ("good", String::new()),
    }
}
