//! A form that is sent twice acts once: each form that is opened carries a fresh
//! key, which is used up by the act.

use motcua_core::Refusal;
use motcua_core::dossier::Dossier;
use motcua_edge::form::SentForm;
use motcua_edge::sent::{fresh_key, must_be_ours};
use motcua_edge::visit::Visit;
use motcua_store::Key;

/// The hidden field.
pub(super) const FIELD: &str = "form_key";

/// A key for a form that is opened now.
pub(super) fn fresh(visit: &Visit) -> String {
    fresh_key(&visit.app)
}

/// The key that a form brought back, within its dossier. Refused
/// (`request.key-shape`) when it is none of ours.
pub(super) fn key(form: &SentForm, dossier: &Dossier) -> Result<Key, Refusal> {
    let key = form.get(FIELD);
    must_be_ours(key).map_err(|refusal| refusal.at(FIELD))?;
    Ok(Key { key: format!("form:{}:{key}", dossier.id), digest: form.digest() })
}
