//! Sentences about forms and what people answer in them.

use super::Sentence;

pub(super) const SENTENCES: &[Sentence] = &[];
