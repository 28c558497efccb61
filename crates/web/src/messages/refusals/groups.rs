//! Sentences about linked dossiers, batches and completing.

use super::Sentence;

pub(super) const SENTENCES: &[Sentence] = &[];
