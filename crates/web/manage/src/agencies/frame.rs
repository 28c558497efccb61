//! Whose agencies somebody keeps, and what the pages of one share.

use motcua_core::account::typed_day;
use motcua_core::catalogue::StepAgency;
use motcua_core::directory::{Agency, AgencyCode, UnitCode};
use motcua_core::law_change::may_change_catalogue;
use motcua_core::{Day, Halt, Refusal};
use motcua_edge::form::SentForm;
use motcua_edge::signed::Signed;
use motcua_messages::{Lang, step_agency};

/// The province whose agencies, hours and calendar this officer keeps; refused for everybody else.
pub(crate) fn province_kept(signed: &Signed) -> Result<UnitCode, Halt> {
    let law = &signed.visit.app.law;
    may_change_catalogue(law, &signed.officer)?;
    let here = law.directory.agency(&signed.officer.agency);
    let here = here.and_then(|agency| law.directory.province_of(&agency.unit)).cloned();
    Ok(here.ok_or_else(|| Refusal::of("catalogue.not-yours"))?)
}

/// An agency of their province. One of another is not there.
pub(super) fn kept<'s>(signed: &'s Signed, code: &str) -> Result<&'s Agency, Halt> {
    let province = province_kept(signed)?;
    let directory = &signed.visit.app.law.directory;
    let found = AgencyCode::parse(code).ok().and_then(|code| directory.agency(&code));
    let is_here = |agency: &&Agency| directory.province_of(&agency.unit) == Some(&province);
    Ok(found.filter(is_here).ok_or_else(|| Refusal::of("page.unknown"))?)
}

/// The same, its last record, of an agency that is not closed: what is closed stays as it was.
pub(super) fn open<'s>(signed: &'s Signed, code: &str) -> Result<&'s Agency, Halt> {
    let agency = kept(signed, code)?;
    match agency.is_closed_on(signed.visit.now.day()) {
        true => Err(Refusal::of("directory.agency-closed").with("name", &agency.name).into()),
        false => Ok(agency),
    }
}

/// Its record of today: what a page begins with, though another may be planned.
pub(super) fn of_today<'s>(signed: &'s Signed, agency: &'s Agency) -> &'s Agency {
    let today = signed.visit.now.day();
    signed.visit.app.law.directory.agency_as_of(&agency.code, today).unwrap_or(agency)
}

/// The page of an agency.
pub(super) fn href_of(agency: &Agency) -> String {
    format!("/manage/agencies/{}", agency.code)
}

/// A day that is typed and must be there.
pub(crate) fn day_typed(form: &SentForm, field: &'static str) -> Result<Day, Refusal> {
    typed_day(form.get(field), field)?.ok_or_else(|| Refusal::of("catalogue.day-missing").at(field))
}

/// What an agency is, in words.
pub(super) fn kind_told(agency: &Agency, lang: Lang) -> &'static str {
    step_agency(StepAgency { kind: agency.kind, field: agency.field }, lang)
}
