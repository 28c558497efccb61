//! Lấy ý kiến: another agency is asked, with a limit of its own, and answers
//! (NĐ 61/2018 art 19.5). Several may be asked at once.

use super::accept::must_say_why;
use super::act::{Changes, Desk};
use super::{Dossier, DossierCode, Fact, Status, Verb};
use crate::account::{Officer, Who};
use crate::calendar::{Limit, Move, due_at};
use crate::catalogue::Duty;
use crate::directory::AgencyCode;
use crate::{Fault, Halt, Moment, Refusal};
use serde::{Deserialize, Serialize};

/// What another agency was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// From 1, in the order of asking.
    pub number: u32,
    /// Which agency.
    pub of: AgencyCode,
    /// What it was asked.
    pub question: String,
    /// When.
    pub asked_at: Moment,
    /// Within what it is to answer.
    pub limit: Limit,
    /// Until when, by its own office hours.
    pub due: Option<Moment>,
    /// The most of the waiting that the procedure leaves out of the dossier's
    /// limit; none: all of it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uncounted: Option<Limit>,
    /// What it said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
}

/// An agency's opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// When.
    pub at: Moment,
    /// Who signed for it.
    pub who: Who,
    /// In its words.
    pub text: String,
}

/// Ask another agency.
#[derive(Debug, Clone)]
pub struct AskOpinion {
    /// Which dossier.
    pub code: DossierCode,
    /// Which agency.
    pub of: AgencyCode,
    /// Within what it is to answer.
    pub limit: Limit,
    /// What it is asked.
    pub question: String,
}

/// Answer.
#[derive(Debug, Clone)]
pub struct GiveOpinion {
    /// Which dossier.
    pub code: DossierCode,
    /// Which of its opinions; none = the first that this agency still owes.
    pub number: Option<u32>,
    /// The opinion.
    pub answer: String,
}

/// How many opinions one dossier may ask for.
const OPINIONS_MAX: usize = 30;

/// Whoever holds the dossier asks. Its clock runs on, unless the procedure leaves
/// the waiting out (`wait_for_opinion`); then the date moves at once as if the agency
/// took all of that time, and its answer moves it back by what it did not take.
pub fn ask_opinion(desk: &mut Desk<'_>, command: AskOpinion) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::AskOpinion)?;
    dossier.must_be_held_by(desk.actor.officer()?)?;
    let (law, now) = (desk.law, desk.now.max(dossier.last_at));
    if dossier.opinions.len() >= OPINIONS_MAX {
        return Err(Refusal::of("dossier.opinions-too-many").with("most", OPINIONS_MAX).into());
    }
    if law.directory.agency(&command.of).is_none() {
        return Err(Refusal::of("dossier.unknown-agency").at("of").with("agency", &command.of).into());
    }
    if command.of == dossier.holder.agency {
        return Err(Refusal::of("dossier.opinion-of-yourself").at("of").into());
    }
    let (calendar, hours) = (&law.calendar, law.hours_of(&command.of));
    let due = due_at(now, command.limit, calendar, hours).map_err(|why| why.at("limit"))?;
    let Some(due) = due else { return Err(Refusal::of("dossier.opinion-without-date").at("limit").into()) };
    let uncounted = desk.version_of(&dossier)?.wait_for_opinion;
    let question = must_say_why(command.question).map_err(|why| why.at("question"))?;
    let number = dossier.opinions.len() as u32 + 1;
    let mut promise = None;
    if let (Some(most), Some(reception)) = (uncounted, &dossier.reception) {
        let competent = &dossier.submission.competent;
        if let Some(until) = due_at(now, most, calendar, law.hours_of(competent))? {
            if due > until {
                let refusal = Refusal::of("dossier.opinion-limit-too-long").at("limit");
                return Err(refusal.with("most", until.day().vn()).into());
            }
            let wait = Move::Opinion { number, from: now, until, most };
            let moved = reception.promise.moved(law, competent, wait)?;
            promise = Some(desk.struck(competent, moved)?);
        }
    }
    let fact = Fact::OpinionAsked {
        number,
        of: command.of,
        question,
        limit: command.limit,
        due: Some(due),
        uncounted,
        promise,
    };
    desk.change(dossier, fact, None)
}

/// A case officer or the leader of the agency that was asked answers.
pub fn give_opinion(desk: &mut Desk<'_>, command: GiveOpinion) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::GiveOpinion)?;
    let officer = desk.actor.officer()?;
    let opinion = dossier.opinion_owed_by(officer, command.number)?;
    let answer = must_say_why(command.answer).map_err(|why| why.at("answer"))?;
    let (number, at) = (opinion.number, desk.now.max(dossier.last_at));
    let promise = match (&dossier.reception, opinion.uncounted) {
        (Some(reception), Some(_)) => {
            let competent = &dossier.submission.competent;
            let answered = reception.promise.answered(desk.law, competent, number, at)?;
            Some(desk.struck(competent, answered)?)
        }
        (None, _) => return Err(Fault::damaged(format!("{} was never accepted", dossier.id)).into()),
        (Some(_), None) => None,
    };
    desk.change(dossier, Fact::OpinionGiven { number, answer, promise }, None)
}

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
