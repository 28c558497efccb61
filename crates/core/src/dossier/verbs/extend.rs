//! Xin lỗi và gia hạn: an apology and a new date, in time and not too often (form 04).

use crate::act::must_say_why;
use crate::catalogue::Duty;
use crate::directory::AgencyCode;
use crate::dossier::{Changes, Desk, Dossier, DossierCode, Fact, Notice, Rehearsal, Verb};
use crate::{Fault, Halt, Law, Moment, Refusal};
use serde::{Deserialize, Serialize};

/// Put the date off, with an apology.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Extend {
    /// Which dossier.
    pub code: DossierCode,
    /// The new due moment.
    pub to: Moment,
    /// The agency that could not keep the date.
    pub at_fault: AgencyCode,
    /// How the person was told.
    pub told: Notice,
    /// Why, for the person.
    pub reason: String,
}

pub(super) fn least(on: &Rehearsal<'_>) -> Extend {
    let to = next_close(on.law, on.now, on.dossier);
    let at_fault = on.dossier.submission.competent.clone();
    Extend { code: on.code(), to, at_fault, told: Notice::Sms, reason: on.words() }
}

/// The end of the first working day after the promised one.
pub fn next_close(law: &Law, now: Moment, dossier: &Dossier) -> Moment {
    let due = dossier.due_at().unwrap_or(now).max(now);
    let hours = law.hours_of(&dossier.submission.competent);
    let day = law.calendar.next_working(due.day());
    day.at(hours.close(day))
}

/// The leader of the competent agency sets a new date, as often and as long before the due day
/// as `catalogue/clock.toml` allows. The new date is later, on a working day, within office
/// hours. No outage that is recorded by now moves it.
pub fn extend(desk: &mut Desk<'_>, command: Extend) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::Extend)?;
    let submission = &dossier.submission;
    desk.actor.officer()?.must_have(Duty::Leader, &submission.competent)?;
    let reception = dossier
        .reception
        .as_ref()
        .ok_or_else(|| Fault::damaged(format!("{} was never accepted", dossier.id)))?;
    let due = reception.promise.at.ok_or_else(|| Refusal::of("dossier.no-date"))?;
    let (law, today) = (desk.law, desk.now.day());
    let most = law.clock.extensions_most(today);
    if dossier.extensions >= most.value {
        let refusal = Refusal::of("dossier.extended-already").with("most", most.value);
        return Err(refusal.citing(most.cited()).into());
    }
    let before = law.clock.extend_before(today);
    if today.plus(before.value as i32) > due.day() {
        let refusal = Refusal::of("dossier.extension-too-late").with("days", before.value);
        return Err(refusal.with("due", due.day().vn()).citing(before.cited()).into());
    }
    let mut wrong = Vec::new();
    wrong.extend(wrong_date(law, &submission.competent, due, command.to).err());
    if law.directory.agency(&command.at_fault).is_none() {
        wrong.push(Refusal::of("dossier.unknown-agency").at("at_fault").with("agency", &command.at_fault));
    }
    let reason = match must_say_why(command.reason) {
        Ok(reason) if wrong.is_empty() => reason,
        Ok(_) => return Err(wrong.into()),
        Err(why) => {
            wrong.push(why);
            return Err(wrong.into());
        }
    };
    let recorded = desk.read.outages(&submission.competent, reception.promise.counted_from)?;
    let promise = reception.promise.put_off(law, &submission.competent, &recorded, desk.now, command.to)?;
    let fact = Fact::Extended {
        was: Some(due),
        at_fault: command.at_fault,
        place: submission.receiving.clone(),
        told: command.told,
        promise,
    };
    desk.change(dossier, fact, Some(reason))
}

/// A new date lies no further behind the old one than this. No law says how far a date may be
/// put off; a year that was typed wrongly is no promise, and nobody could put it right afterwards.
const DAYS_LATER_MAX: i32 = 366;

fn wrong_date(law: &Law, competent: &AgencyCode, due: Moment, to: Moment) -> Result<(), Refusal> {
    let refused = |code| Err(Refusal::of(code).at("to"));
    if to <= due {
        return refused("dossier.extension-not-later");
    }
    if to.day() > due.day().plus(DAYS_LATER_MAX) {
        return Err(Refusal::of("dossier.extension-too-far").at("to").with("days", DAYS_LATER_MAX));
    }
    if !law.calendar.is_working(to.day()) {
        return refused("dossier.extension-on-a-rest-day");
    }
    let spans = law.hours_of(competent).on(to.day());
    if !spans.iter().any(|span| (span.from..=span.to).contains(&to.minute())) {
        return refused("dossier.extension-outside-hours");
    }
    Ok(())
}
