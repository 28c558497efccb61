//! What the officer oversees.

use motcua_core::Halt;
use motcua_core::dossier::Above;
use motcua_edge::signed::Signed;

/// What the officer sees from above; everybody who sees nothing is refused.
pub(super) fn above_of(signed: &Signed) -> Result<Above, Halt> {
    let visit = &signed.visit;
    Ok(Above::of(&signed.officer, &visit.app.law, visit.now.day())?)
}
