//! Đổi nơi và cách nhận kết quả.

use crate::act::{Actor, Record};
use crate::catalogue::Duty;
use crate::dossier::link::parts_of;
use crate::dossier::{Changes, Desk, DossierCode, Fact, WantedReturn};
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Say how the person wants the result, otherwise than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChooseReturn {
    /// Which dossier.
    pub code: DossierCode,
    /// How.
    pub wanted: WantedReturn,
}

/// The person, or the reception desk on the person's word, until the result has left. What came back from the
/// post begins anew with the choice; what is nowhere has to be found or made again before it goes there.
pub fn choose_return(desk: &mut Desk<'_>, command: ChooseReturn) -> Result<Changes, Halt> {
    let dossier = desk.open(&command.code)?;
    if let Some(officer) = desk.actor.person_or_officer()? {
        officer.must_have(Duty::Reception, &dossier.submission.receiving)?;
    }
    dossier.must_be_changeable()?;
    let submission = &dossier.submission;
    let asked = (&submission.procedure, &submission.receiving);
    let wanted = command.wanted.checked(desk.law, asked, desk.now.day())?;
    // What came back is sent the same way again by choosing it once more.
    if wanted == submission.wanted && !dossier.came_back() {
        return Err(Refusal::of("result.chosen-already").at("wanted").into());
    }
    let word = match desk.actor {
        Actor::Officer(_) => Some("Theo lời người nộp".to_string()),
        Actor::Person { .. } | Actor::Outside { .. } | Actor::Clock | Actor::Operator { .. } => None,
    };
    let parts = parts_of(desk, &dossier)?;
    if parts.iter().any(|part| part.goes_to().is_some() && !part.is_astray()) {
        return Err(Refusal::of("result.left-already").into());
    }
    let fact = Fact::ReturnChosen { wanted };
    let mut changes = desk.change(dossier, fact.clone(), word.clone())?;
    for part in parts {
        // What lies with its lead's, or is nowhere, says nothing of its own.
        if part.begins_anew() {
            changes.beside.push(desk.change(part, fact.clone(), word.clone())?.first);
        } else {
            changes.relies_on.push((part.reference(), part.seq));
        }
    }
    Ok(changes)
}
