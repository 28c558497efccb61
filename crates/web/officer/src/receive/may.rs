//! Who receives, and what can be received today.

use motcua_core::catalogue::{Duty, Procedure, ProcedureId, Version};
use motcua_core::law::WhyNotHere;
use motcua_core::{Halt, Refusal};
use motcua_edge::page::has_centre;
use motcua_edge::signed::Signed;

/// Only a reception desk of a centre receives; a helper hands in for one.
pub(super) fn must_receive(signed: &Signed) -> Result<(), Halt> {
    let officer = &signed.officer;
    if officer.point.is_none() {
        officer.must_have(Duty::Reception, &officer.agency)?;
    }
    if !has_centre(&signed.visit.app, &officer.agency) {
        return Err(Refusal::of("dossier.no-such-centre").into());
    }
    Ok(())
}

pub(super) fn in_force<'a>(signed: &'a Signed, id: &str) -> Result<(&'a Procedure, &'a Version), Halt> {
    let day = signed.visit.now.day();
    let procedure = signed.visit.app.law.catalogue.procedure(&ProcedureId::from(id));
    let procedure = procedure.ok_or_else(|| Refusal::of("catalogue.unknown-procedure"))?;
    let version = procedure.version_on(day);
    let version = version.ok_or_else(|| Refusal::of("catalogue.not-in-force").with("day", day.vn()))?;
    Ok((procedure, version))
}

/// Why this counter cannot take a procedure today, whatever is typed.
pub(super) fn why_not(signed: &Signed, procedure: &Procedure) -> Option<WhyNotHere> {
    signed.visit.app.law.handed_in(procedure, signed.visit.now.day()).why_not()
}
