//! Sự cố, tạm dừng hệ thống, bất khả kháng: a stretch in which an agency or a whole
//! province could not work, recorded once. Every date that is given or moved from then
//! on takes it into account; to the dates given before it is carried.

use super::accept::must_say_why;
use super::{Dossier, Promise};
use crate::account::{Actor, Officer, Who};
use crate::calendar::{Cause, Move, due_at};
use crate::catalogue::Duty;
use crate::directory::AgencyCode;
use crate::{Halt, Law, Moment, Refusal, Trust};
use serde::{Deserialize, Serialize};

/// A recorded outage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outage {
    /// Its name for machines.
    pub id: String,
    /// System or force majeure.
    pub cause: Cause,
    /// The agency it struck; with `whole_province`, all of the province in which
    /// that agency lies.
    pub agency: AgencyCode,
    /// The whole province.
    pub whole_province: bool,
    /// From.
    pub from: Moment,
    /// Until.
    pub until: Moment,
    /// What happened, for the people whose dates it moves.
    pub reason: String,
    /// When it was recorded.
    pub recorded_at: Moment,
    /// By whom.
    pub recorded_by: Who,
    /// Whether a planned outage was announced as long before as it must be (NĐ
    /// 224/2026 art 13); none for what nobody planned.
    pub in_time: Option<bool>,
    /// The record was a mistake; none while it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voided: Option<Box<Voided>>,
}

/// That the record of an outage was a mistake. It stays where it is, for whoever asks
/// why a date was what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voided {
    /// When that was said.
    pub at: Moment,
    /// By whom.
    pub by: Who,
    /// What was wrong with it.
    pub reason: String,
}

/// Record an outage.
#[derive(Debug, Clone)]
pub struct RecordOutage {
    /// Its name for machines, made before it is sent.
    pub id: String,
    /// System or force majeure.
    pub cause: Cause,
    /// Which agency.
    pub agency: AgencyCode,
    /// Rather the whole province of that agency.
    pub whole_province: bool,
    /// From.
    pub from: Moment,
    /// Until.
    pub until: Moment,
    /// For a planned one: when it was announced to the public.
    pub announced_at: Option<Moment>,
    /// What happened.
    pub reason: String,
}

/// The longest stretch that one record may name; a longer one is a typing error.
const DAYS_MAX: i32 = 92;

/// A leader records it: of the agency it struck, or for a province of its office.
/// No date that was given moves by this; see [`super::move_due`].
pub fn record_outage(law: &Law, actor: &Actor, now: Moment, command: RecordOutage) -> Result<Outage, Halt> {
    let officer = actor.officer()?;
    let mut wrong = Vec::new();
    if law.directory.agency(&command.agency).is_none() {
        let unknown = Refusal::of("dossier.unknown-agency").at("agency");
        return Err(unknown.with("agency", &command.agency).into());
    }
    must_answer_for(law, officer, &command.agency, command.whole_province)?;
    if command.until <= command.from {
        wrong.push(Refusal::of("outage.ends-before-it-begins").at("until"));
    } else if command.until.day().0 - command.from.day().0 > DAYS_MAX {
        wrong.push(Refusal::of("outage.too-long").at("until").with("days", DAYS_MAX));
    }
    if command.announced_at.is_some_and(|announced| announced > now) {
        wrong.push(Refusal::of("outage.announced-in-the-future").at("announced"));
    }
    let reason = must_say_why(command.reason).map_err(|why| wrong.push(why)).unwrap_or_default();
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    // What begins later than it is recorded was planned, and announcing it was owed.
    let is_planned = command.cause == Cause::Outage && command.from > now;
    let unannounced = is_planned.then_some(false);
    let in_time = command.announced_at.map(|announced| {
        let rule = law.clock.outage_notice(command.from.day());
        let earliest = rule.and_then(|rule| {
            due_at(announced, rule.value, &law.calendar, law.hours_of(&command.agency)).ok().flatten()
        });
        earliest.is_none_or(|earliest| earliest.day() <= command.from.day())
    });
    let in_time = in_time.or(unannounced);
    Ok(Outage {
        id: command.id,
        cause: command.cause,
        agency: command.agency,
        whole_province: command.whole_province,
        from: command.from,
        until: command.until,
        reason,
        recorded_at: now,
        recorded_by: actor.name(),
        in_time,
        voided: None,
    })
}

/// Whoever could have recorded it takes it back, once and with a reason: it did not
/// happen, or not there, or not then. What is recorded right instead is another outage. From
/// then on no date takes it in. A date that has taken it in stands until its next move,
/// until this is carried to it ([`super::move_due`]), or until the last word.
pub fn void_outage(
    law: &Law,
    actor: &Actor,
    now: Moment,
    outage: Outage,
    reason: String,
) -> Result<Outage, Halt> {
    must_answer_for(law, actor.officer()?, &outage.agency, outage.whole_province)?;
    if outage.voided.is_some() {
        return Err(Refusal::of("outage.voided-already").into());
    }
    let voided = Voided { at: now.max(outage.recorded_at), by: actor.name(), reason: must_say_why(reason)? };
    Ok(Outage { voided: Some(Box::new(voided)), ..outage })
}

/// The leader of the agency that it struck, or of the office of its province.
fn must_answer_for(
    law: &Law,
    officer: &Officer,
    agency: &AgencyCode,
    whole_province: bool,
) -> Result<(), Refusal> {
    if officer.has(Duty::Leader) && law.is_province_office_of(&officer.agency, agency) {
        return Ok(());
    }
    if whole_province {
        return Err(Refusal::of("outage.not-for-the-province").at("agency"));
    }
    officer.must_have(Duty::Leader, agency)
}

impl Outage {
    /// Whether it struck the agency that decides on this dossier.
    pub fn concerns(&self, law: &Law, dossier: &Dossier) -> bool {
        self.strikes(law, &dossier.submission.competent)
    }

    /// Whether it struck this agency: by name, or with its whole province. One that was
    /// voided is asked about in the same way: it is for them that it does not count.
    pub fn strikes(&self, law: &Law, competent: &AgencyCode) -> bool {
        if !self.whole_province {
            return *competent == self.agency;
        }
        let province = |code: &AgencyCode| {
            law.directory.agency(code).and_then(|agency| law.directory.province_of(&agency.unit))
        };
        let struck = province(&self.agency);
        struck.is_some() && struck == province(competent)
    }

    /// The promise of this dossier once the outage is carried to it, with whatever else
    /// was recorded; none where the date stays.
    pub(super) fn moves(
        &self,
        law: &Law,
        dossier: &Dossier,
        promise: &Promise,
        recorded: &[Outage],
    ) -> Result<Option<Promise>, Refusal> {
        let mut all: Vec<Outage> = recorded.iter().filter(|other| other.id != self.id).cloned().collect();
        all.push(self.clone());
        let moved = promise.struck(law, &dossier.submission.competent, &all)?;
        Ok(Some(moved).filter(|moved| moved.at != promise.at))
    }

    /// Whether it has moved this date before: then it does so no more. What was voided may
    /// be carried whenever the date changes.
    pub(super) fn has_moved(&self, promise: &Promise) -> bool {
        self.voided.is_none() && self.is_in(promise)
    }

    /// What it does to a due date.
    pub fn as_move(&self) -> Move {
        Move::Lost {
            cause: self.cause,
            outage: self.id.clone(),
            name: self.reason.clone(),
            from: self.from,
            until: self.until,
        }
    }

    /// Whether this promise takes it into account.
    pub fn is_in(&self, promise: &Promise) -> bool {
        promise.moves.iter().any(|each| matches!(each, Move::Lost { outage, .. } if *outage == self.id))
    }

    /// How sure the dates are that it moves: that half a day lost is a day lost is
    /// assumed.
    pub fn trust(&self, law: &Law) -> Trust {
        law.clock.lost_day(self.from.day()).map_or(Trust::Assumed, |rule| rule.trust)
    }
}
