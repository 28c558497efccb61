//! A dossier whose decision is noted in an entry: what the rule asks of it.

use crate::catalogue::ProcedureId;
use crate::deed::Register;
use crate::directory::AgencyCode;
use crate::form::Answers;
use crate::{Day, Refusal};

/// What is to be known of a dossier before its decision is noted.
#[derive(Debug, Clone, PartialEq)]
pub struct DecidedDossier {
    /// Its code.
    pub code: String,
    /// Who decided.
    pub agency: AgencyCode,
    /// What was asked for.
    pub procedure: ProcedureId,
    /// What was answered.
    pub answers: Answers,
    /// The number and the day of what was granted and issued; none before, and of what was refused.
    pub number: Option<(String, Day)>,
    /// What was issued was recalled.
    pub is_recalled: bool,
}

impl DecidedDossier {
    /// Its number and day; refused where its decision is not noted in this register: decided elsewhere, of
    /// another procedure or register (`register.not-noted-here`), not granted and issued under a number yet
    /// (`register.undecided`), or recalled (`register.recalled`).
    pub fn must_be_noted_in(&self, register: &Register, agency: &AgencyCode) -> Result<(&str, Day), Refusal> {
        let noted = register.noted.as_ref().filter(|noted| noted.is_of(&self.procedure, &self.answers));
        if self.agency != *agency || noted.is_none() {
            return Err(Refusal::of("register.not-noted-here").with("code", &self.code));
        }
        if self.is_recalled {
            return Err(Refusal::of("register.recalled").with("code", &self.code));
        }
        let (number, day) = self.number.as_ref().ok_or_else(|| Refusal::of("register.undecided"))?;
        Ok((number, *day))
    }
}
