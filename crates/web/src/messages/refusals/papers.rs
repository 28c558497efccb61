//! Sentences about files and papers.

use super::Sentence;

pub(super) const SENTENCES: &[Sentence] = &[];
