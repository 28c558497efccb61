//! Sentences about the clock of a dossier: extending, waiting, outages, moved days.

use super::Sentence;

pub(super) const SENTENCES: &[Sentence] = &[];
