//! Bàn giao kết quả cho nơi khác.

use super::record::dossiers;
use super::{Changes, Consignment, ConsignmentChange, ConsignmentFact, Desk};
use crate::act::{self, Changed};
use crate::catalogue::Duty;
use crate::directory::AgencyCode;
use crate::dossier::{Dossier, DossierCode, must_be_a_batch, send_result};
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Give results to another centre.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOverResults {
    /// The list's id, made by the sender before the first sending.
    pub id: String,
    /// To which agency.
    pub to: AgencyCode,
    /// Whose results.
    pub dossiers: Vec<DossierCode>,
}

const ID_CHARS_MAX: usize = 64;

/// The reception desk of an office gives results that are ready and wanted at the other centre, with a list that
/// both sign. Results of parts stand on it beside their lead's. One that cannot be given is named, and nothing is
/// given: the list is one paper.
pub fn hand_over_results(desk: &mut Desk<'_>, command: HandOverResults) -> Result<Changes, Halt> {
    let HandOverResults { id, to, dossiers: codes } = command;
    let officer = desk.actor.officer()?;
    let from = officer.agency.clone();
    officer.must_have(Duty::Reception, &from)?;
    must_be_a_batch(codes.len())?;
    // It stands in the list's address.
    let is_name = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if id.is_empty() || id.len() > ID_CHARS_MAX || !is_name || desk.read.consignment(&id)?.is_some() {
        return Err(Refusal::of("result.list-id").into());
    }
    // Nobody would take it over where the centre has closed since it was chosen.
    let known = desk.law.directory.agency_on(&to, desk.now.day());
    if known.is_none_or(|agency| agency.centre.is_none()) {
        return Err(Refusal::of("result.no-such-centre").into());
    }
    let (mut sent, mut relies_on, mut wrong) = (Vec::<Changed<Dossier>>::new(), Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for code in codes.iter().filter(|code| seen.insert(code.to_string())) {
        match send_result(&mut dossiers(desk), code, &id, &to) {
            Ok(changes) => {
                sent.push(changes.first);
                sent.extend(changes.beside);
                relies_on.extend(changes.relies_on);
            }
            Err(Halt::Refused(refusals)) => wrong.extend(refusals),
            Err(broke) => return Err(broke),
        }
    }
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    let codes = sent.iter().map(|changed| changed.after.code().clone()).collect();
    let fact = ConsignmentFact::HandedOver { number: 0, from: from.clone(), to, dossiers: codes };
    let list: act::Changes<_> = desk.begin::<Consignment>(id, &from, fact, None)?;
    let mut changes = list.map(ConsignmentChange::List);
    changes.relies_on = relies_on;
    changes.beside.extend(sent.into_iter().map(ConsignmentChange::Dossier));
    Ok(changes)
}
