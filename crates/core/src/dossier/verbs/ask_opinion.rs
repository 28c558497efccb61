//! Lấy ý kiến: another agency is asked, with a limit of its own (NĐ 61/2018 art 19.5).

use crate::act::must_say;
use crate::calendar::{Limit, Move, due_at};
use crate::directory::AgencyCode;
use crate::dossier::{Changes, Desk, DossierCode, Fact, Rehearsal, Verb};
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Ask another agency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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

pub(super) fn least(on: &Rehearsal<'_>) -> AskOpinion {
    let holder = &on.dossier.holder.agency;
    let other = on.law.directory.agencies().iter().map(|agency| &agency.code).find(|code| *code != holder);
    let of = other.unwrap_or(holder).clone();
    AskOpinion { code: on.code(), of, limit: Limit::WorkingHours(1), question: on.words() }
}

/// How many opinions one dossier may ask for.
const OPINIONS_MAX: usize = 30;

/// The officer who holds the dossier asks. The clock runs on unless the procedure leaves the
/// wait out of the limit (`wait_for_opinion`). Then the date moves at once, as if the agency
/// used all of that time; its answer moves the date back by the time it did not use.
pub fn ask_opinion(desk: &mut Desk<'_>, command: AskOpinion) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::AskOpinion)?;
    dossier.must_be_held_by(desk.actor.officer()?)?;
    let (law, now) = (desk.law, desk.now.max(dossier.last_at));
    if dossier.opinions.len() >= OPINIONS_MAX {
        return Err(Refusal::of("dossier.opinions-too-many").with("most", OPINIONS_MAX).into());
    }
    if law.directory.agency_on(&command.of, now.day()).is_none() {
        return Err(Refusal::of("dossier.unknown-agency").at("of").with("agency", &command.of).into());
    }
    if command.of == dossier.holder.agency {
        return Err(Refusal::of("dossier.opinion-of-yourself").at("of").into());
    }
    let (calendar, hours) = (&law.calendar, law.hours_of(&command.of));
    let due = due_at(now, command.limit, calendar, hours).map_err(|why| why.at("limit"))?;
    let Some(due) = due else { return Err(Refusal::of("dossier.opinion-without-date").at("limit").into()) };
    let uncounted = desk.version_of(&dossier)?.wait_for_opinion;
    let question = must_say(command.question, "question")?;
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
