//! Results of linked dossiers go together: what happens to the lead's where it goes happens to those of its parts,
//! each of which may still be missed alone.

use super::link::must_all_be_ended;
use super::{Changes, Desk, Dossier, Fact, ResultOut, State};
use crate::act::Record;
use crate::{Halt, Refusal};

impl Dossier {
    /// It has a paper that goes to the person: one that was recalled does not.
    pub(super) fn has_a_paper(&self) -> bool {
        matches!(self.state, State::Completed { .. }) && self.deed_life.recalled.is_none()
    }

    /// Whether the result of this part is where its lead's is. Nothing said of it: it lies with it.
    pub(super) fn is_with(&self, lead: &Dossier) -> bool {
        match (&self.result_out, &lead.result_out) {
            (None, _) => true,
            (Some(ResultOut::Follows { .. }), out) => out.is_none() || lead.came_back(),
            (Some(ResultOut::Sent { list, .. }), Some(ResultOut::Sent { list: other, .. })) => list == other,
            (Some(ResultOut::There { to, .. }), Some(ResultOut::There { to: at, .. })) => to == at,
            (Some(ResultOut::Posted(part)), Some(ResultOut::Posted(of_lead))) => {
                part.number == of_lead.number
            }
            _ => false,
        }
    }

    /// Whether the result of this part is to be sent after its lead's, which went ahead.
    pub fn follows(&self, lead: &Dossier) -> bool {
        match &self.result_out {
            Some(ResultOut::Follows { to, .. }) => !lead.is_astray() && lead.goes_to() == Some(to),
            Some(
                ResultOut::Sent { .. }
                | ResultOut::There { .. }
                | ResultOut::Missing { .. }
                | ResultOut::Posted(_),
            )
            | None => false,
        }
    }

    /// Whether nothing is to be said of the result of this part but what is so of its lead's.
    pub fn lies_with(&self, lead: &Dossier) -> bool {
        match &self.result_out {
            None => true,
            // It was found, and its lead's is here too, or still nowhere.
            Some(ResultOut::Follows { .. }) => !self.follows(lead),
            Some(
                ResultOut::Sent { .. }
                | ResultOut::There { .. }
                | ResultOut::Missing { .. }
                | ResultOut::Posted(_),
            ) => false,
        }
    }

    /// Refuses to send away what is not whole, about to be replaced, recalled, or not here: of this dossier and of
    /// its parts, but for what is there already.
    pub fn must_be_ready_to_go(&self, parts: &[Dossier]) -> Result<(), Refusal> {
        self.must_be_here_to_go()?;
        must_all_be_ended(parts)?;
        parts.iter().try_for_each(Dossier::must_not_be_replaced)?;
        must_be_with(self, parts)
    }
}

/// Refuses while the result of a part is not where its lead's is.
pub(super) fn must_be_with(lead: &Dossier, parts: &[Dossier]) -> Result<(), Refusal> {
    let apart = parts.iter().filter(|part| part.has_a_paper() && !part.is_with(lead));
    let codes: Vec<String> = apart.map(|part| part.code().to_string()).collect();
    match codes.is_empty() {
        true => Ok(()),
        false => Err(Refusal::of("result.parts-apart").with("codes", codes.join(", "))),
    }
}

/// Does to the result of each of these parts what was done to the lead's; a part without a paper must stay as it is.
pub(super) fn along(
    desk: &Desk<'_>,
    mut changes: Changes,
    parts: Vec<Dossier>,
    fact: &Fact,
) -> Result<Changes, Halt> {
    for part in parts {
        if part.has_a_paper() {
            changes.beside.push(desk.change(part, fact.clone(), None)?.first);
        } else {
            changes.relies_on.push((part.reference(), part.seq));
        }
    }
    Ok(changes)
}
