//! Sửa cơ quan: what it is called and whom it serves from a day on; where people find it, at once.

use super::centre_boxes::CentreBoxes;
use super::frame::{href_of, of_today, open};
use crate::keeper::day_typed;
use crate::put_into_force::propose;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use motcua_books::edit::AgencySaid;
use motcua_core::directory::{Agency, AgencyKind, Tier, UnitCode};
use motcua_core::law_change::CatalogueFile;
use motcua_core::{Day, Halt, Refusal, Trust};
use motcua_edge::ask::{Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html};
use motcua_edge::signed::Signed;

#[derive(Template)]
#[template(path = "manage/agencies/edit.html")]
struct EditAgencyPage {
    page: Page,
    errors: Wrongs,
    href: String,
    who: String,
    own_name: String,
    name_en: String,
    has_covers: bool,
    covers: String,
    has_centre: bool,
    centre: CentreBoxes,
    /// It certifies copies.
    certifies: bool,
    /// Two people compare the originals.
    by_two: bool,
    is_verified: bool,
    from: String,
    /// Changes of days to come, which give way to one that begins earlier.
    plans: Vec<PlanLine>,
    tomorrow: String,
}

/// What is to be said of an agency from a day on.
struct PlanLine {
    day: String,
    name: String,
    /// The day for the button that takes it out.
    undo: String,
}

/// `GET /manage/agencies/{code}/edit`
pub(super) async fn get(signed: Signed, Path(code): Path<String>) -> Reply {
    let agency = of_today(&signed, open(&signed, &code)?);
    let boxes = Boxes {
        name: agency.name.clone(),
        name_en: agency.name_en.clone(),
        covers: covers_told(&signed, agency),
        centre: agency.centre.as_deref().map(CentreBoxes::of).unwrap_or_default(),
        by_two: agency.compared_by > 1,
        is_verified: agency.trust.is_verified(),
        from: String::new(),
    };
    Ok(shown(&signed, agency, boxes, &[]))
}

/// `POST /manage/agencies/{code}/edit`: what it changes, before it is put into force.
pub(super) async fn post(signed: Signed, Path(code): Path<String>, form: SentForm) -> Reply {
    let agency = of_today(&signed, open(&signed, &code)?);
    let wrong = match files(&signed, agency, &form) {
        Ok(files) => match propose(&signed, files).await? {
            Ok(page) => return Ok(page),
            Err(wrong) => wrong,
        },
        Err(halt) => refusals(halt)?,
    };
    Ok(shown(&signed, agency, Boxes::sent(&form), &wrong))
}

/// The files that what was typed makes.
fn files(signed: &Signed, agency: &Agency, form: &SentForm) -> Result<Vec<CatalogueFile>, Halt> {
    let (app, boxes) = (&signed.visit.app, Boxes::sent(form));
    let directory = &app.law.directory;
    if let Some(day) = form.filled("undo").and_then(Day::parse) {
        return Ok(vec![app.books.agency_unplanned(directory, agency, day)?]);
    }
    let mut wrong = Vec::new();
    for (field, text) in [("name", &boxes.name), ("name_en", &boxes.name_en)] {
        if text.is_empty() {
            wrong.push(Refusal::of("directory.field-empty").at(field));
        }
    }
    let covers = match has_covers(agency) {
        true => covers_typed(signed, &agency.unit, &boxes.covers, &mut wrong),
        false => agency.covers.clone(),
    };
    let trust = if boxes.is_verified { Trust::Verified } else { Trust::Assumed };
    let usual = directory.usual_names(agency.kind, agency.field, &agency.unit, signed.visit.now.day());
    let centre = boxes.centre.read(&usual.centre, &mut wrong);
    let compared_by = if certifies(agency) && boxes.by_two { 2 } else { 1 };
    let (name, name_en) = (boxes.name.clone(), boxes.name_en.clone());
    let said = AgencySaid { name, name_en, covers, centre, compared_by, trust };
    let is_called = (&said.name, &said.name_en, &said.covers, said.compared_by)
        == (&agency.name, &agency.name_en, &sorted(&agency.covers), agency.compared_by);
    let was = agency.centre.as_deref();
    let same_centre = match &said.centre {
        Some(centre) => was.is_some_and(|was| was.name == centre.name),
        None => was.is_none(),
    };
    if boxes.from.is_empty() && is_called && same_centre {
        return if wrong.is_empty() { Ok(at_once(signed, agency, said)?) } else { Err(wrong.into()) };
    }
    let from = day_typed(form, "from").map_err(|refusal| wrong.push(refusal)).ok();
    match from.filter(|_| wrong.is_empty()) {
        Some(from) => Ok(vec![app.books.agency_from(directory, &agency.code, from, &said)?]),
        None => Err(wrong.into()),
    }
}

/// What papers do not say is set right at once: where people find it, and what was verified.
fn at_once(signed: &Signed, agency: &Agency, said: AgencySaid) -> Result<Vec<CatalogueFile>, Refusal> {
    let (app, mut files) = (&signed.visit.app, Vec::new());
    let directory = &app.law.directory;
    if said.trust != agency.trust {
        files.push(app.books.agency_verified(directory, agency, said.trust)?);
    }
    if let Some(centre) = said.centre.filter(|centre| agency.centre.as_deref() != Some(centre)) {
        let more = app.books.with(&files).with_centres(directory, &[(agency, centre)])?;
        files.retain(|file| more.iter().all(|other| other.path != file.path));
        files.extend(more);
    }
    if files.is_empty() { Err(Refusal::of("catalogue.nothing-changed").at("name")) } else { Ok(files) }
}

fn sorted(covers: &[UnitCode]) -> Vec<UnitCode> {
    let mut covers = covers.to_vec();
    covers.sort();
    covers
}

/// What stands in the boxes.
struct Boxes {
    name: String,
    name_en: String,
    covers: String,
    centre: CentreBoxes,
    by_two: bool,
    is_verified: bool,
    from: String,
}

impl Boxes {
    fn sent(form: &SentForm) -> Boxes {
        Boxes {
            name: form.get("name").to_string(),
            name_en: form.get("name_en").to_string(),
            covers: form.get("covers").to_string(),
            centre: CentreBoxes::sent(form),
            by_two: form.filled("by_two").is_some(),
            is_verified: form.filled("verified").is_some(),
            from: form.get("from").to_string(),
        }
    }
}

/// Committees of communes certify copies.
pub(super) fn certifies(agency: &Agency) -> bool {
    agency.kind == AgencyKind::PeopleCommittee
}

/// Only what serves a province may serve a part of it.
fn has_covers(agency: &Agency) -> bool {
    agency.unit.is_province() && !matches!(agency.kind, AgencyKind::ProvinceOffice | AgencyKind::Department)
}

fn covers_told(signed: &Signed, agency: &Agency) -> String {
    let (directory, today) = (&signed.visit.app.law.directory, signed.visit.now.day());
    let name = |code: &UnitCode| {
        let unit = directory.unit_on(code, today);
        unit.map_or_else(|| code.to_string(), |unit| format!("{code} {}", unit.full_name))
    };
    agency.covers.iter().map(name).collect::<Vec<_>>().join("\n")
}

/// One commune a line: its code, its name, or both.
pub(super) fn covers_typed(
    signed: &Signed,
    province: &UnitCode,
    typed: &str,
    wrong: &mut Vec<Refusal>,
) -> Vec<UnitCode> {
    let (directory, today) = (&signed.visit.app.law.directory, signed.visit.now.day());
    let mut covers: Vec<UnitCode> = Vec::new();
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let first = line.split_whitespace().next().unwrap_or_default();
        let by_code = UnitCode::parse(first).ok().and_then(|code| directory.unit_on(&code, today));
        let mut named: Vec<_> = match by_code {
            Some(unit) => vec![unit],
            None => directory.find_units(line, today, 20).into_iter().map(|found| found.unit).collect(),
        };
        named.retain(|unit| unit.level == Tier::Commune && unit.parent.as_ref() == Some(province));
        let exact = named.iter().filter(|unit| unit.full_name == line || unit.name == line).count();
        if exact == 1 {
            named.retain(|unit| unit.full_name == line || unit.name == line);
        }
        match named[..] {
            [unit] if covers.contains(&unit.code) => {}
            [unit] => covers.push(unit.code.clone()),
            [] => wrong.push(Refusal::of("directory.commune-not-here").at("covers").with("given", line)),
            _ => wrong.push(Refusal::of("directory.commune-several").at("covers").with("given", line)),
        }
    }
    covers.sort();
    covers
}

fn shown(signed: &Signed, agency: &Agency, boxes: Boxes, wrong: &[Refusal]) -> Response {
    let today = signed.visit.now.day();
    let mut page = signed.visit.page("manage", "Sửa cơ quan", "Edit an agency");
    let errors = Wrongs::of(wrong, signed.visit.lang, "name");
    errors.entitle(&mut page);
    let (books, directory) = (&signed.visit.app.books, &signed.visit.app.law.directory);
    let plan = |day: Day| PlanLine {
        day: day.vn(),
        name: directory.agency_on(&agency.code, day).map(|then| then.name.clone()).unwrap_or_default(),
        undo: day.to_string(),
    };
    let plans = books.agency_plans(directory, agency, today).into_iter().map(plan).collect();
    let view = EditAgencyPage {
        href: href_of(agency),
        who: page.t(&agency.name, &agency.name_en).to_string(),
        has_covers: has_covers(agency),
        has_centre: agency.centre.is_some(),
        own_name: boxes.name,
        name_en: boxes.name_en,
        covers: boxes.covers,
        centre: boxes.centre,
        certifies: certifies(agency),
        by_two: boxes.by_two,
        is_verified: boxes.is_verified,
        from: boxes.from,
        plans,
        tomorrow: today.plus(1).vn(),
        errors,
        page,
    };
    html(status_of_form(wrong), &view)
}
