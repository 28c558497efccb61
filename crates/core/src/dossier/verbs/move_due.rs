//! Dời hạn: the one way in which an outage or a moved day off moves the date of a
//! running dossier.

use crate::act::{Officer, Promise, must_say_why};
use crate::calendar::{Cause, Move};
use crate::catalogue::Duty;
use crate::dossier::desk::unknown;
use crate::dossier::{Because, Changes, Desk, Dossier, DossierCode, Fact, Rehearsal, Verb};
use crate::outage::Outage;
use crate::{Fault, Halt, Law, Moment, Refusal};
use serde::{Deserialize, Serialize};

/// What moves the date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Mover {
    /// A recorded outage; one that was voided moves the date back.
    Outage {
        /// Which.
        id: String,
    },
    /// The calendar of the law in hand is another than the one under which the
    /// date was promised.
    Calendar {
        /// The decision that moved the day.
        decision: String,
    },
}

impl Mover {
    /// The date that this dossier would get, given all that was recorded; none where it
    /// stays as it is.
    pub fn would_move(
        &self,
        law: &Law,
        dossier: &Dossier,
        recorded: &[Outage],
    ) -> Result<Option<Moment>, Refusal> {
        let Some(reception) = &dossier.reception else { return Ok(None) };
        if Verb::MoveDue.in_order(&dossier.state).is_err() {
            return Ok(None);
        }
        let promise = &reception.promise;
        match self {
            Mover::Outage { id } => {
                let competent = &dossier.submission.competent;
                let outage = recorded.iter().find(|known| known.id == *id);
                let Some(outage) =
                    outage.filter(|one| !one.has_moved(promise) && one.strikes(law, competent))
                else {
                    return Ok(None);
                };
                // The page of an outage lists the dates that this one moves.
                let moved = outage.moves(law, competent, promise, recorded)?;
                let by_it = |moved: &Promise| outage.is_in(promise) || outage.is_in(moved);
                Ok(moved.filter(by_it).and_then(|moved| moved.at))
            }
            Mover::Calendar { .. } => {
                let competent = &dossier.submission.competent;
                let at = promise.derived_at(law, competent)?;
                let derived = Promise { at, ..promise.clone() };
                let at = derived.struck(law, competent, recorded)?.at;
                Ok(at.filter(|_| at != promise.at))
            }
        }
    }
}

impl Dossier {
    /// Whether this officer answers for its date: as leader of the agency that
    /// decides, or of the office of its province.
    pub fn is_movable_by(&self, law: &Law, officer: &Officer) -> bool {
        let competent = &self.submission.competent;
        officer.has(Duty::Leader)
            && (officer.agency == *competent || law.is_province_office_of(&officer.agency, competent))
    }
}

/// Move the date of one dossier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MoveDue {
    /// Which dossier.
    pub code: DossierCode,
    /// By what.
    pub by: Mover,
}

pub(super) fn least(on: &Rehearsal<'_>) -> MoveDue {
    MoveDue { code: on.code(), by: Mover::Calendar { decision: on.words() } }
}

/// The leader of the competent agency, or of the office of its province, moves it. The new
/// date also includes other recorded outages and drops those that were voided. Refused for
/// a dossier that this outage has moved already or does not concern, and if the date stays
/// the same.
pub fn move_due(desk: &mut Desk<'_>, command: MoveDue) -> Result<Changes, Halt> {
    let dossier = desk.read.dossier(&command.code)?.ok_or_else(|| unknown(&command.code))?;
    let officer = desk.actor.officer()?;
    let competent = &dossier.submission.competent;
    let may = dossier.is_movable_by(desk.law, officer);
    if !may {
        dossier.must_be_seen_by(officer)?;
    }
    Verb::MoveDue.in_order(&dossier.state)?;
    if !may {
        officer.must_have(Duty::Leader, competent)?;
    }
    let reception = dossier
        .reception
        .as_ref()
        .ok_or_else(|| Fault::damaged(format!("{} was never accepted", dossier.id)))?;
    let recorded = desk.read.outages(competent, reception.promise.counted_from)?;
    let (because, promise, reason) = match command.by {
        Mover::Outage { id } => {
            let known = recorded.iter().find(|known| known.id == id).cloned();
            // One that ended before the limit began is not among them.
            let known = known.map_or_else(|| desk.read.outage(&id), |known| Ok(Some(known)))?;
            let outage = &known.ok_or_else(|| Refusal::of("outage.unknown"))?;
            if !outage.strikes(desk.law, competent) {
                return Err(Refusal::of("dossier.outage-elsewhere").into());
            }
            if outage.has_moved(&reception.promise) {
                return Err(Refusal::of("dossier.moved-already").into());
            }
            let promise = outage.moves(desk.law, competent, &reception.promise, &recorded)?;
            let promise = promise.ok_or_else(|| Refusal::of("dossier.nothing-moves"))?;
            let told = OutagesTold::of(&reception.promise, &promise, &recorded);
            (told.because(outage, &promise), promise, told.names.join("; "))
        }
        Mover::Calendar { decision } => {
            let decision = must_say_why(decision)?;
            let promise = reception.promise.derived(desk.law, competent)?;
            let promise = promise.struck(desk.law, competent, &recorded)?;
            let told = OutagesTold::of(&reception.promise, &promise, &recorded);
            let reasons: Vec<String> = std::iter::once(decision).chain(told.names).collect();
            (Because::Calendar, promise, reasons.join("; "))
        }
    };
    let was = reception.promise.at;
    if promise.at == was {
        return Err(Refusal::of("dossier.nothing-moves").into());
    }
    desk.change(dossier, Fact::DueMoved { because, was, promise }, Some(reason))
}

/// The outages that a new date includes or drops, compared with the old one.
struct OutagesTold {
    names: Vec<String>,
    /// Of those that came in, in the order in which they began.
    causes: Vec<Cause>,
    /// One went out, because its record was a mistake.
    is_mistake: bool,
}

impl OutagesTold {
    fn of(before: &Promise, after: &Promise, recorded: &[Outage]) -> OutagesTold {
        let mut told = OutagesTold { names: Vec::new(), causes: Vec::new(), is_mistake: false };
        for outage in recorded.iter().filter(|outage| outage.is_in(before) && !outage.is_in(after)) {
            if let Some(voided) = &outage.voided {
                told.names.push(format!("{}: {}", outage.reason, voided.reason));
                told.is_mistake = true;
            }
        }
        for each in after.moves.iter().filter(|each| !before.moves.contains(each)) {
            if let Move::Lost { cause, name, .. } = each {
                told.causes.push(*cause);
                if !told.names.contains(name) {
                    told.names.push(name.clone());
                }
            }
        }
        told
    }

    /// Why the date moved when this outage was applied: for its own cause if the date includes
    /// it now, else for the first that it includes.
    fn because(&self, carried: &Outage, after: &Promise) -> Because {
        let cause = if carried.is_in(after) { Some(&carried.cause) } else { self.causes.first() };
        match cause {
            _ if self.is_mistake => Because::OutageVoided,
            Some(Cause::ForceMajeure) => Because::ForceMajeure,
            _ => Because::Outage,
        }
    }
}
