//! The hidden part of every form that acts: the key that makes a second sending
//! harmless, and the state of the dossier that the officer saw.

use crate::app::App;
use crate::form::SentForm;
use motcua_core::Refusal;
use motcua_store::Key;
use sha2::{Digest, Sha256};

const KEY_CHARS: usize = 32;

/// A key for a form that is about to be shown.
pub fn fresh_key(app: &App) -> String {
    hex::encode(app.random::<16>())
}

/// The key that a form carried, for this act. The digest also holds which act on
/// which dossier it is, so that a key never answers for another one.
pub fn key_of(form: &SentForm, act: &str) -> Result<Key, Refusal> {
    let key = form.filled("key").ok_or_else(|| Refusal::of("request.key-missing"))?;
    must_be_ours(key)?;
    let mut digest = Sha256::new();
    digest.update(act);
    digest.update(form.digest());
    Ok(Key { key: format!("form:{key}"), digest: digest.finalize().into() })
}

/// Refuses what [`fresh_key`] never made.
pub fn must_be_ours(key: &str) -> Result<(), Refusal> {
    match key.len() == KEY_CHARS && key.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        true => Ok(()),
        false => Err(Refusal::of("request.key-shape").with("least", KEY_CHARS).with("limit", KEY_CHARS)),
    }
}

/// The sequence number that the dossier had when the form was shown.
pub fn seq_of(form: &SentForm) -> Result<u32, Refusal> {
    form.get("seq").parse().map_err(|_| Refusal::of("request.malformed"))
}
