//! The words that an actor gives, kept as they were written.

use crate::Refusal;

const CHARS_MIN: usize = 3;
const CHARS_MAX: usize = 2000;

/// The reason for an act. Refuses an empty one and one that is too long. What is accepted goes into
/// history unchanged.
pub fn must_say_why(reason: String) -> Result<String, Refusal> {
    worded(reason, "dossier.reason-missing", "dossier.reason-too-long").map_err(|why| why.at("reason"))
}

/// What is asked, instructed or answered, in this field. Refuses the same as for a reason.
pub fn must_say(text: String, field: &'static str) -> Result<String, Refusal> {
    worded(text, "dossier.text-missing", "dossier.text-too-long").map_err(|why| why.at(field))
}

fn worded(text: String, missing: &'static str, too_long: &'static str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.chars().count() < CHARS_MIN {
        return Err(Refusal::of(missing));
    }
    if text.chars().count() > CHARS_MAX {
        return Err(Refusal::of(too_long).with("limit", CHARS_MAX));
    }
    Ok(text.to_string())
}
