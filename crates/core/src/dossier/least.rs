//! What the least command of a verb is made from. Each verb says in its own file what it asks for
//! at least (`least`); the rules are then asked with it, without anything being written.

use super::{Dossier, DossierCode};
use crate::{Law, Moment};

/// A dossier on which a verb is tried out now.
pub struct Rehearsal<'a> {
    /// The law in hand.
    pub law: &'a Law,
    /// Now.
    pub now: Moment,
    /// The dossier.
    pub dossier: &'a Dossier,
}

impl Rehearsal<'_> {
    /// The code of the dossier.
    pub fn code(&self) -> DossierCode {
        self.dossier.code().clone()
    }

    /// Any words, where the verb asks for some.
    pub fn words(&self) -> String {
        "...".to_string()
    }
}
