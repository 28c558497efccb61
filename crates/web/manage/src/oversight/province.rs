//! Which province the officer oversees.

use motcua_core::directory::UnitCode;
use motcua_core::dossier::must_lead_the_province;
use motcua_core::{Fault, Halt};
use motcua_edge::signed::Signed;

/// The province that the officer oversees; everybody else is refused.
pub(super) fn province_of(signed: &Signed) -> Result<UnitCode, Halt> {
    let (law, officer) = (&signed.visit.app.law, &signed.officer);
    must_lead_the_province(officer, law)?;
    let agency = law.directory.agency(&officer.agency);
    let province = agency.and_then(|agency| law.directory.province_of(&agency.unit));
    province.cloned().ok_or_else(|| Fault::other("the office of no province").into())
}
