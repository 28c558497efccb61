//! Opening a dossier with the secret of its receipt. Whoever has code and secret
//! is the person whose dossier it is, or was given both by them.

use crate::attempts::Tried;
use crate::secret::{is_receipt_secret, secret_of};
use crate::visit::Visit;
use motcua_core::dossier::{Dossier, DossierCode};
use motcua_core::{Halt, Refusal};
use motcua_store::dossier::by_code;
use serde::Deserialize;

/// The secret in an address.
#[derive(Debug, Default, Deserialize)]
pub struct Keyed {
    /// As it was typed.
    #[serde(default)]
    pub key: String,
}

/// The dossier, if this is its secret.
///
/// Refused in the same words: a code that is nobody's, a wrong secret
/// (`dossier.unknown`). Wrong tries are counted for each code and place they
/// come from (`account.too-many-tries`): five of them close the door there for a
/// while, and strangers elsewhere cannot close it for the person. One place has only so
/// many wrong tries at all receipts together.
pub fn open(visit: &Visit, code: &str, key: &str) -> Result<Dossier, Halt> {
    let shown: String = code.chars().take(40).collect();
    let unknown = || Refusal::of("dossier.unknown").with("code", &shown);
    let code = DossierCode::parse(code).map_err(|_| unknown())?;
    let tried = Tried::Receipt { code: &code, from: &visit.from };
    visit.app.attempts.check(tried, visit.now)?;
    let found = visit.app.read(|rows| by_code(rows, &code))?;
    match found.filter(|dossier| is_receipt_secret(&visit.app.receipt_key, dossier.receipt_id(), key)) {
        Some(dossier) => Ok(dossier),
        None => {
            visit.app.attempts.wrong(tried, visit.now);
            Err(unknown().into())
        }
    }
}

/// The same for an act in the person's name. An officer who is signed in has pages of
/// their own for what officers do, and history then names them: with the secret alone
/// nobody could tell the two apart (`account.persons-own-act`).
pub fn open_to_act(visit: &Visit, code: &str, key: &str) -> Result<Dossier, Halt> {
    must_be_the_person(visit)?;
    open(visit, code, key)
}

/// Refused while an officer or a helper is signed in.
pub fn must_be_the_person(visit: &Visit) -> Result<(), Refusal> {
    match visit.officer {
        None => Ok(()),
        Some(_) => Err(Refusal::of("account.persons-own-act")),
    }
}

/// An address below a dossier, with its secret: `/dossiers/H57…/supplement?key=…`.
pub fn href(visit: &Visit, dossier: &Dossier, below: &str) -> String {
    let secret = secret_of(&visit.app.receipt_key, dossier);
    format!("/dossiers/{}{below}?key={secret}", dossier.code())
}

/// The address of its receipt as a print, with its secret.
pub fn receipt_print_href(visit: &Visit, dossier: &Dossier) -> String {
    let secret = secret_of(&visit.app.receipt_key, dossier);
    format!("/receipt/{}/print.pdf?key={secret}", dossier.code())
}

/// The address of its receipt, with its secret.
pub fn receipt_href(visit: &Visit, dossier: &Dossier) -> String {
    let secret = secret_of(&visit.app.receipt_key, dossier);
    format!("/receipt/{}?key={secret}", dossier.code())
}
