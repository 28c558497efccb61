//! Whose agencies, hours and days off somebody keeps, and since which day a change of them holds.

use motcua_core::account::typed_day;
use motcua_core::directory::UnitCode;
use motcua_core::law_change::{may_change_catalogue, may_change_what_is_shared};
use motcua_core::{Day, Halt, Refusal};
use motcua_edge::form::SentForm;
use motcua_edge::signed::Signed;

/// The province whose agencies, hours and calendar this officer keeps; refused for everybody else.
pub(super) fn province_kept(signed: &Signed) -> Result<UnitCode, Halt> {
    let law = &signed.visit.app.law;
    may_change_catalogue(law, &signed.officer)?;
    Ok(signed.officer.province(law).cloned().ok_or_else(|| Refusal::of("catalogue.not-yours"))?)
}

/// Refused before anything is typed where other provinces go by this file too.
pub(super) fn must_be_ours(signed: &Signed, file: &str) -> Result<(), Halt> {
    let may = may_change_what_is_shared(&signed.visit.app.law, &signed.officer);
    Ok(may.map_err(|refusal| refusal.with("file", file))?)
}

/// A day that is typed and must be there.
pub(super) fn day_typed(form: &SentForm, field: &'static str) -> Result<Day, Refusal> {
    typed_day(form.get(field), field)?.ok_or_else(|| Refusal::of("catalogue.day-missing").at(field))
}
