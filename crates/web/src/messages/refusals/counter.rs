//! Sentences about the reception desk, helpers and a person's own papers.

use super::Sentence;

pub(super) const SENTENCES: &[Sentence] = &[];
