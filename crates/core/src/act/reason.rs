//! The reason that an actor gives for an act, kept in their own words.

use crate::Refusal;

/// Refuses an empty reason and one that is too long. What is accepted goes into history unchanged.
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
