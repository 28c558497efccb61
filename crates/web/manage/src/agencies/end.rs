//! Kết thúc hoạt động: the last day of an agency and who takes its work over; or taking back a day
//! to come.

use super::frame::{href_of, open};
use crate::keeper::day_typed;
use crate::open_dossiers::{OpenDossiers, OpenPart};
use crate::put_into_force::propose;
use askama::Template;
use axum::extract::Path;
use motcua_books::edit::AgencyEnds;
use motcua_core::directory::{Agency, AgencyCode};
use motcua_core::law_change::CatalogueFile;
use motcua_core::{Halt, Refusal};
use motcua_edge::ask::{ChoiceShown, Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html};
use motcua_edge::signed::Signed;
use motcua_store::account::counts_by_agency;

#[derive(Template)]
#[template(path = "manage/agencies/end.html")]
struct EndAgencyPage {
    page: Page,
    errors: Wrongs,
    href: String,
    staff_href: String,
    /// How many accounts are open there.
    accounts: String,
    /// Open dossiers that lie there.
    open: Vec<OpenPart>,
    who: String,
    last: String,
    successors: Vec<ChoiceShown>,
    successor: String,
    /// It has a last day that is still to come.
    is_ending: bool,
}

/// `GET /manage/agencies/{code}/end`
pub(super) async fn get(signed: Signed, Path(code): Path<String>) -> Reply {
    let agency = open(&signed, &code)?;
    let last = agency.valid_to.map(|day| day.vn()).unwrap_or_default();
    let successor = agency.successor.as_ref().map(AgencyCode::to_string).unwrap_or_default();
    shown(&signed, agency, last, successor, &[])
}

/// `POST /manage/agencies/{code}/end`
pub(super) async fn post(signed: Signed, Path(code): Path<String>, form: SentForm) -> Reply {
    let agency = open(&signed, &code)?;
    let wrong = match files(&signed, agency, &form) {
        Ok(files) => match propose(&signed, files).await? {
            Ok(page) => return Ok(page),
            Err(wrong) => wrong,
        },
        Err(halt) => refusals(halt)?,
    };
    let (last, successor) = (form.get("last").to_string(), form.get("successor").to_string());
    shown(&signed, agency, last, successor, &wrong)
}

fn files(signed: &Signed, agency: &Agency, form: &SentForm) -> Result<Vec<CatalogueFile>, Halt> {
    let app = &signed.visit.app;
    if form.get("do") == "stay" {
        return Ok(vec![app.books.agency_until(&app.law.directory, &agency.code, None)?]);
    }
    let last = day_typed(form, "last")?;
    let successor = match form.filled("successor") {
        Some(code) => Some(AgencyCode::parse(code).map_err(|refusal| refusal.at("successor"))?),
        None => None,
    };
    let ends = AgencyEnds { last, successor };
    Ok(vec![app.books.agency_until(&app.law.directory, &agency.code, Some(&ends))?])
}

fn shown(signed: &Signed, agency: &Agency, last: String, successor: String, wrong: &[Refusal]) -> Reply {
    let counts = signed.visit.app.read(|rows| counts_by_agency(rows, signed.visit.now.day()))?;
    let accounts = counts.get(&agency.code).map_or(0, |(open, _)| *open);
    let (directory, today) = (&signed.visit.app.law.directory, signed.visit.now.day());
    let mut page = signed.visit.page("manage", "Kết thúc hoạt động của cơ quan", "End an agency");
    let errors = Wrongs::of(wrong, signed.visit.lang, "last");
    errors.entitle(&mut page);
    let province = directory.province_of(&agency.unit);
    let others = directory.agencies().iter().filter(|other| {
        other.kind == agency.kind
            && other.code != agency.code
            && !other.is_closed_on(today)
            && directory.province_of(&other.unit) == province
    });
    let mut successors: Vec<ChoiceShown> = others
        .map(|other| ChoiceShown::new(other.code.as_str(), page.t(&other.name, &other.name_en)))
        .collect();
    successors.sort_by(|one, two| one.text.cmp(&two.text));
    successors.insert(0, ChoiceShown::new("", page.t("Chưa có", "None")));
    let view = EndAgencyPage {
        href: href_of(agency),
        accounts: page.count(accounts),
        open: OpenDossiers::read(signed)?.of(&agency.code, &page),
        staff_href: format!("/manage/staff?agency={}", agency.code),
        who: page.t(&agency.name, &agency.name_en).to_string(),
        is_ending: agency.valid_to.is_some(),
        last,
        successors,
        successor,
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}
