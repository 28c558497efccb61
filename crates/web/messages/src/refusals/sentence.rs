//! How a sentence is written down.

/// Code, Vietnamese, English.
pub(super) type Sentence = (&'static str, &'static str, &'static str);
