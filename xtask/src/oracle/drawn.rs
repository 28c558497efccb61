//! What a life is made of: stretches of time near its dates, outages, people at their desks.

use super::random::Random;
use super::world::World;
use motcua_core::act::{Actor, Officer, OfficerId};
use motcua_core::calendar::Cause;
use motcua_core::catalogue::Duty;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{self as d, Changes, Desk, Dossier, DossierCode, Status};
use motcua_core::memory::Memory;
use motcua_core::outage::{self, Outage, RecordOutage};
use motcua_core::{Day, Halt, MINUTE_MS, Moment};

/// An outage on the record of this agency.
pub(super) fn recorded(
    world: &World,
    of: &AgencyCode,
    now: Moment,
    id: String,
    (from, until): (Moment, Moment),
) -> Result<Outage, String> {
    // Neighbouring lines of a ledger are one where the cause is one, of which the oracle knows nothing.
    let is_outage = !world.steps.is_empty() || id.len().is_multiple_of(2);
    let cause = if is_outage { Cause::Outage } else { Cause::ForceMajeure };
    let command = RecordOutage {
        id,
        cause,
        agency: of.clone(),
        whole_province: false,
        from,
        until,
        announced_at: None,
        reason: "theo quy định".into(),
    };
    let (read, actor) = (&mut Memory::default(), &officer(of));
    let recorded = outage::record_outage(&mut outage::Desk { law: &world.law, read, actor, now }, command);
    Ok(recorded.map_err(|halt| format!("recording an outage: {halt:?}"))?.first.after)
}

/// When the office could not work: near a limit that reaches so many days, a part of a
/// day (about half of one, to the minute) or several days.
pub(super) fn stretch(world: &World, random: &mut Random, counted: Moment, reach: i64) -> (Moment, Moment) {
    let day = counted.day().plus(random.within(-1, reach + 1) as i32);
    if random.chance(30) {
        return (day.at(0), day.plus(random.within(1, 7) as i32).at(0));
    }
    let from = somewhen(world, random, day);
    let until = match random.within(0, 3) {
        0 => somewhen(world, random, from.day()),
        1 => half_a_day_after(world, random, from),
        2 => from.plus_ms(random.within(1, 700) * MINUTE_MS),
        _ => {
            let days = random.within(0, 6) as i32;
            somewhen(world, random, from.day().plus(days))
        }
    };
    match from.cmp(&until) {
        std::cmp::Ordering::Less => (from, until),
        std::cmp::Ordering::Equal => (from, until.plus_ms(MINUTE_MS)),
        std::cmp::Ordering::Greater => (until, from),
    }
}

/// The moment at which about half a day of office time has passed.
pub(super) fn half_a_day_after(world: &World, random: &mut Random, from: Moment) -> Moment {
    let spans = world.spans(from.day());
    let all: i64 = spans.iter().map(|(from, to)| i64::from(to - from)).sum();
    let mut left = all / 2 + random.within(-1, 1);
    for (opens, closes) in spans {
        let begins = (*opens).max(from.minute().min(*closes));
        let length = i64::from(closes - begins);
        if left <= length {
            return from.day().at(begins).plus_ms(left * MINUTE_MS);
        }
        left -= length;
    }
    from.plus_ms(all / 2 * MINUTE_MS)
}

/// What carries a dossier of several agencies from one to the next, and back.
pub(super) fn between_agencies(dossier: &Dossier, staffed: &[AgencyCode]) -> &'static [&'static str] {
    let holder = &dossier.holder;
    let is_beside = dossier.shares_out().next().is_some();
    match dossier.status() {
        Status::Accepted => &["forward"],
        Status::InProcess if dossier.decided.is_some() => &["issue", "issue", "hand_back"],
        Status::InProcess if is_beside => &[
            "return_share",
            "return_share",
            "return_share",
            "take_back_share",
            "ask_supplement",
            "ask_payment",
        ],
        Status::InProcess if holder.duty == Duty::Leader => &["decide", "decide", "hand_back", "extend"],
        Status::InProcess if !staffed.contains(&holder.agency) => &["record_reply"],
        Status::InProcess => &["forward", "forward", "forward", "hand_back", "ask_payment"],
        Status::AwaitingSupplement if is_beside => &["supplement", "return_share"],
        Status::AwaitingPayment if is_beside => &["settle_payment", "return_share"],
        Status::AwaitingSupplement => &["supplement"],
        Status::AwaitingPayment => &["settle_payment"],
        Status::Stopped => &["reopen"],
        Status::Submitted
        | Status::RejectedAtIntake
        | Status::Withdrawn
        | Status::Completed
        | Status::Returned => &["record"],
    }
}

pub(super) fn supplement(desk: &mut Desk<'_>, code: DossierCode, note: String) -> Result<Changes, Halt> {
    d::supplement(
        desk,
        d::Supplement {
            code,
            papers: Vec::new(),
            answers: Default::default(),
            person: Default::default(),
            note,
        },
    )
}

/// A moment of this day: often one where errors live.
pub(super) fn somewhen(world: &World, random: &mut Random, day: Day) -> Moment {
    let spans = world.spans(day);
    let span = *random.one(spans);
    let edge = *random.one(&[span.0, span.1, world.cut, spans[spans.len() - 1].1, 0, 1439]);
    let minute = match random.within(0, 4) {
        0 => edge,
        1 => (i64::from(edge) + random.within(-1, 1)).clamp(0, 1439) as u16,
        2 => random.within(i64::from(span.0), i64::from(span.1)) as u16,
        _ => random.within(0, 1439) as u16,
    };
    let seconds = if random.chance(30) { random.within(0, MINUTE_MS - 1) } else { 0 };
    day.at(minute).plus_ms(seconds)
}

pub(super) fn agency(code: &str) -> AgencyCode {
    AgencyCode::parse(code).expect("a code of the world")
}

pub(super) fn officer(of: &AgencyCode) -> Actor {
    Actor::Officer(Officer {
        id: OfficerId(of.to_string()),
        name: "Cán bộ".into(),
        agency: of.clone(),
        duties: Duty::DESKS.to_vec(),
        point: None,
        stead: Default::default(),
    })
}
