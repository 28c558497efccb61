//! Đã có lại kết quả: the paper that was missing, or that the post lost, is there again.

use crate::act::{Officer, must_say};
use crate::catalogue::Duty;
use crate::directory::AgencyCode;
use crate::dossier::link::parts_of;
use crate::dossier::results_of_parts::along;
use crate::dossier::{Changes, Desk, Dossier, DossierCode, Fact, Holder, Recovered, ResultOut};
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Say that the result is there again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoverResult {
    /// Which dossier.
    pub code: DossierCode,
    /// How.
    pub how: Recovered,
    /// Where it was found, or by which document it was made again.
    pub note: String,
}

/// The reception desk of the agency that the dossier was handed in at has it again, and it goes on as the person
/// wants it. Where it was missed at another centre it may have come there after all: the reception desk of that
/// centre says so, and has it from then on.
pub fn recover_result(desk: &mut Desk<'_>, command: RecoverResult) -> Result<Changes, Halt> {
    let dossier = desk.open(&command.code)?;
    let officer = desk.actor.officer()?;
    dossier.must_be_recovered_by(officer)?;
    let (note, how) = (must_say(command.note, "note"), command.how);
    let fact = match dossier.missed_at(&officer.agency) {
        Some((to, list)) if how == Recovered::Found => {
            Ok(Fact::ResultTaken { to: Holder::reception(to), list: list.to_string() })
        }
        Some(_) => Err(Refusal::of("result.made-where-sent").at("how")),
        None if Recovered::OF_ASTRAY.contains(&how) => Ok(Fact::ResultRecovered { how }),
        None => Err(Refusal::of("result.recovered-how").at("how")),
    };
    match (fact, note) {
        (Ok(fact), Ok(note)) => {
            // Parts that were in the lost parcel are there again with it.
            let mut parts = parts_of(desk, &dossier)?;
            let lost = dossier.parcel().map(|parcel| parcel.number);
            parts.retain(|part| lost.is_some() && part.parcel().map(|parcel| parcel.number) == lost);
            let changes = desk.change(dossier, fact.clone(), Some(note))?;
            along(desk, changes, parts, &fact)
        }
        (fact, note) => Err(Halt::Refused(fact.err().into_iter().chain(note.err()).collect())),
    }
}

impl Dossier {
    /// The centre and the list, where the result was to come to this agency and did not.
    pub fn missed_at(&self, agency: &AgencyCode) -> Option<(&AgencyCode, &str)> {
        match &self.result_out {
            Some(ResultOut::Missing { to, list, .. }) => Some((to, list.as_str())),
            Some(
                ResultOut::Sent { .. }
                | ResultOut::There { .. }
                | ResultOut::Follows { .. }
                | ResultOut::Posted(_),
            )
            | None => None,
        }
        .filter(|(to, _)| *to == agency)
    }

    /// Refuses what is not astray, and whoever may not say that it is there again.
    pub fn must_be_recovered_by(&self, officer: &Officer) -> Result<(), Refusal> {
        if self.submission.lead.is_some() && self.parcel().is_some() {
            return Err(Refusal::of("result.with-its-lead"));
        }
        let missed = self.missed_at(&officer.agency);
        officer.must_have(Duty::Reception, missed.map_or(&self.submission.receiving, |(to, _)| to))?;
        match self.is_astray() && !self.status().is_final() {
            true => Ok(()),
            false => Err(Refusal::of("result.not-astray").with("code", self.code())),
        }
    }
}
