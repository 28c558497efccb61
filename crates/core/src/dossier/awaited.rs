//! Which opinions are awaited, and which of them an officer may give.

use super::{Dossier, Opinion, Status};
use crate::Refusal;
use crate::act::Officer;
use crate::catalogue::Duty;

impl Dossier {
    /// The opinions that are still awaited, in the order of asking.
    pub fn opinions_awaited(&self) -> impl Iterator<Item = &Opinion> {
        let awaits =
            matches!(self.status(), Status::InProcess | Status::AwaitingSupplement | Status::AwaitingPayment);
        self.opinions.iter().filter(move |opinion| awaits && opinion.answer.is_none())
    }

    /// The opinion that this officer may give: the one with this number, or the
    /// first that their agency owes.
    pub(super) fn opinion_owed_by(
        &self,
        officer: &Officer,
        number: Option<u32>,
    ) -> Result<&Opinion, Refusal> {
        let is_meant = |opinion: &&Opinion| number.is_none_or(|number| opinion.number == number);
        let mut awaited = self.opinions_awaited().filter(is_meant).peekable();
        let first = awaited.peek().map(|opinion| opinion.of.clone());
        let Some(first) = first else { return Err(Refusal::of("dossier.no-opinion-awaited")) };
        let owed = awaited.find(|opinion| opinion.of == officer.agency);
        let owed = owed.ok_or_else(|| Refusal::of("dossier.not-your-unit").with("agency", first))?;
        if !officer.has(Duty::Case) && !officer.has(Duty::Leader) {
            return Err(Refusal::of("dossier.not-your-duty").with("duty", Duty::Case.as_str()));
        }
        Ok(owed)
    }
}
