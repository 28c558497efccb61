//! Why: a reason is words of whoever acts, kept as they were said.

use crate::Refusal;

/// A reason is words, not a space; it goes into history as it was said.
pub fn must_say_why(reason: String) -> Result<String, Refusal> {
    let reason = reason.trim();
    if reason.chars().count() < 3 {
        return Err(Refusal::of("dossier.reason-missing").at("reason"));
    }
    if reason.chars().count() > 2000 {
        return Err(Refusal::of("dossier.reason-too-long").at("reason").with("limit", 2000));
    }
    Ok(reason.to_string())
}
