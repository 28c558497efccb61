//! What the pages of one agency share.

use crate::keeper::province_kept;
use motcua_core::catalogue::StepAgency;
use motcua_core::directory::{Agency, AgencyCode};
use motcua_core::{Halt, Refusal};
use motcua_edge::signed::Signed;
use motcua_messages::{Lang, step_agency};

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

/// What an agency is, in words.
pub(super) fn kind_told(agency: &Agency, lang: Lang) -> &'static str {
    step_agency(StepAgency { kind: agency.kind, field: agency.field }, lang)
}
