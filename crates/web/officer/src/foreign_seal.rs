//! That the agency's seal bears another name than the agency, for those who see to it.

use motcua_core::catalogue::Duty;
use motcua_edge::page::{Page, agency_name_on};
use motcua_edge::signed::Signed;
use motcua_messages::Lang;

/// What is to be told at this desk; empty for nothing.
pub(super) fn foreign_seal(signed: &Signed, desk: Duty, page: &Page) -> String {
    let (app, agency) = (&signed.visit.app, &signed.officer.agency);
    // Papers and their seals bear its Vietnamese name.
    let name = agency_name_on(app, agency, signed.visit.now.day(), Lang::Vi);
    let sees_to_it = matches!(desk, Duty::Registry | Duty::Leader);
    let Some(foreign) = app.seals.foreign_name(agency, &name).filter(|_| sees_to_it) else {
        return String::new();
    };
    format!(
        "{} {foreign}. {}",
        page.t(
            "Chứng thư con dấu số của cơ quan đứng tên",
            "The certificate of the agency’s seal is that of"
        ),
        page.t(
            "Không đóng dấu được cho đến khi có chứng thư đúng tên cơ quan.",
            "Nothing can be sealed until there is one in the agency’s name."
        )
    )
}
