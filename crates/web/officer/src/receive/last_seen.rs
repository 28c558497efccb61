//! The person’s last dossier.

use motcua_core::Halt;
use motcua_core::dossier::Dossier;
use motcua_edge::signed::Signed;
use motcua_store::people::of_person;

/// How many of a person's dossiers are looked at for the last one that may be seen.
const LOOKED_AT: u32 = 20;

/// The person's last dossier among those that may be seen from here.
pub(super) fn last_seen(signed: &Signed, number: &str) -> Result<Option<Dossier>, Halt> {
    let found = signed.visit.app.read(|rows| of_person(rows, number, LOOKED_AT))?;
    let (officer, now) = (&signed.officer, signed.visit.now);
    let seen = |dossier: &Dossier| dossier.is_seen_by(officer) || dossier.is_followed_by(officer, now);
    Ok(found.into_iter().find(seen))
}
