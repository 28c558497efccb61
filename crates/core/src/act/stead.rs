//! As whom an officer acts: for themselves first, and where they may not, in the stead of a
//! colleague who is away. So no rule knows of stand-ins, and history says of each act whose
//! right it rested on.

use super::{Actor, Officer, Stead};
use crate::{Halt, Refusal};

/// What a rule says when the right is missing, and not something else.
const RIGHTS: [&str; 10] = [
    "account.duty-above",
    "account.not-yours",
    "account.person-above",
    "catalogue.not-yours",
    "dossier.held-by-another",
    "dossier.not-your-duty",
    "dossier.not-your-unit",
    "dossier.overseers-only",
    // Not there for them: whoever has no desk of their own today sees no dossier.
    "dossier.unknown",
    "webhook.not-yours",
];

impl Actor {
    /// Whether they are an officer who stands in for a colleague.
    pub fn stands_in(&self) -> bool {
        matches!(self, Actor::Officer(officer) if !officer.stands_in().is_empty())
    }
}

/// Asks a rule as this actor. Only when it refuses for want of a right is it asked again, in
/// the stead of each colleague for whom the officer stands in.
pub fn in_stead<T>(actor: &Actor, mut ask: impl FnMut(&Actor) -> Result<T, Halt>) -> Result<T, Halt> {
    let Actor::Officer(officer) = actor else { return ask(actor) };
    if !actor.stands_in() {
        return ask(actor);
    }
    let mut said = ask(&Actor::Officer(Officer { stead: Stead::Own, ..officer.clone() }));
    for away in officer.stands_in() {
        if !is_for_want_of_a_right(&said) {
            break;
        }
        let (duties, stead) = (away.duties.clone(), Stead::Of(away.clone()));
        let answer = ask(&Actor::Officer(Officer { duties, stead, ..officer.clone() }));
        // The officer reads the refusal that names their own right, unless this one says more.
        if !is_for_want_of_a_right(&answer) {
            said = answer;
        }
    }
    said
}

fn is_for_want_of_a_right<T>(said: &Result<T, Halt>) -> bool {
    let is_right = |refusal: &Refusal| RIGHTS.contains(&refusal.code);
    matches!(said, Err(Halt::Refused(all)) if all.iter().any(is_right))
}
