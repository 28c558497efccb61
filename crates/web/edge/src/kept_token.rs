//! Files that the server holds for an officer between two sendings of a form: the form carries
//! them sealed, so that nobody names a file that was not theirs.

use super::app::App;
use super::signed::Signed;
use hmac::{Hmac, KeyInit, Mac};
use motcua_core::act::Officer;
use motcua_core::document::FileRef;
use sha2::Sha256;

/// A file's facts with a seal, so that a form can carry a file back only to the
/// officer who sent it, and no other file.
pub fn token(app: &App, officer: &Officer, file: &FileRef) -> String {
    let facts = serde_json::to_string(file).unwrap_or_default();
    let seal: String = match seal(app, officer, &facts, fortnight(app)) {
        Some(mac) => hex::encode(mac.finalize().into_bytes()),
        None => String::new(),
    };
    format!("{seal}{facts}")
}

/// The file that such a token names; none when it is not this officer’s, or too old.
pub fn kept_file(signed: &Signed, token: &str) -> Option<FileRef> {
    let (seal_of_it, facts) = token.split_at_checked(64)?;
    let bytes = hex::decode(seal_of_it).ok()?;
    let app = &signed.visit.app;
    let is_ours = |fortnight| {
        seal(app, &signed.officer, facts, fortnight).is_some_and(|seal| seal.verify_slice(&bytes).is_ok())
    };
    let now = fortnight(app);
    (is_ours(now) || is_ours(now - 1)).then(|| serde_json::from_str(facts).ok())?
}

/// Seals are good for this fortnight and the last: a form that lay open for longer
/// must not name a file that was swept out since (`motcua_store::shelf`; files that
/// nobody names are kept for a month at least).
fn fortnight(app: &App) -> i32 {
    app.now().day().0.div_euclid(14)
}

fn seal(app: &App, officer: &Officer, facts: &str, fortnight: i32) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(&app.receipt_key).ok()?;
    for part in ["kept-file", &officer.id.0, facts, &fortnight.to_string()] {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part.as_bytes());
    }
    Some(mac)
}
