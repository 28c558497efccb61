//! Ghi nhận sự cố: recording that an agency or a whole province could not work.

use super::record::must_answer_for;
use super::{Changes, Desk, OutageFact};
use crate::act::must_say_why;
use crate::calendar::{Cause, due_at};
use crate::directory::AgencyCode;
use crate::{Halt, Moment, Refusal};
use serde::{Deserialize, Serialize};

/// Record an outage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
/// No date that was given moves by this; see `dossier::move_due`.
pub fn record_outage(desk: &mut Desk<'_>, command: RecordOutage) -> Result<Changes, Halt> {
    let (law, now, officer) = (desk.law, desk.now, desk.actor.officer()?);
    let mut wrong = Vec::new();
    if law.directory.agency(&command.agency).is_none() {
        let unknown = Refusal::of("dossier.unknown-agency").at("agency");
        return Err(unknown.with("agency", &command.agency).into());
    }
    must_answer_for(law, officer, &command.agency, command.whole_province)?;
    if desk.read.outage(&command.id)?.is_some() {
        return Err(Refusal::of("outage.recorded-already").into());
    }
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
        let hours = law.hours_of(&command.agency);
        let earliest = due_at(announced, rule.value, &law.calendar, hours).ok().flatten();
        earliest.is_none_or(|earliest| earliest.day() <= command.from.day())
    });
    let in_time = in_time.or(unannounced);
    let RecordOutage { id, cause, agency, whole_province, from, until, .. } = command;
    let home = agency.clone();
    let fact = OutageFact::Recorded { cause, agency, whole_province, from, until, in_time };
    desk.begin(id, &home, fact, Some(reason))
}
