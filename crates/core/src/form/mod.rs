//! Forms as data: what is asked for in a procedure and a case.

use serde_json::{Map, Value};

/// What a person answered: a JSON object that the form's schema describes.
/// An answer that was not given is absent, never empty.
pub type Answers = Map<String, Value>;
