//! The shares of agencies, told from the histories alone.

use super::law;
use super::oracle::Found;
use motcua_core::Moment;
use motcua_core::act::fold;
use motcua_core::act::ledger::Keeper;
use motcua_core::calendar::working_minutes;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{Dossier, Event, Fact, ShareEnded, ShareGiven, ledger};

/// The shares that ended in this history, in the order in which they did.
pub fn shares_of(found: &Found) -> Vec<ShareEnded> {
    let events = &found.events;
    // A history that was lost is told elsewhere.
    if events.is_empty() {
        return Vec::new();
    }
    let works = |many: usize| -> Option<AgencyCode> {
        let dossier: Dossier = fold(found.dossier.id, &events[..many]).expect("a sound history");
        let is_over = dossier.status().is_final() || dossier.completion().is_some();
        (!is_over).then_some(dossier.holder.agency)
    };
    let hours = |agency: &AgencyCode, from: Moment, to: Moment| {
        working_minutes(from, to, &law().calendar, law().hours_of(agency))
    };
    let (mut shares, mut has, mut since) = (Vec::new(), works(1), events[0].at);
    for (many, event) in (2..).zip(&events[1..]) {
        let now = works(many);
        let is_given =
            |number: u32| matches!(&event.fact, Fact::OpinionGiven { number: of, .. } if *of == number);
        let is_over = has.is_some() && now.is_none() && !matches!(event.fact, Fact::Stopped);
        for asked in &found.dossier.opinions {
            let is_open =
                asked.asked_at <= event.at && asked.answer.as_ref().is_none_or(|given| given.at > event.at);
            if !(is_given(asked.number) || is_over && is_open) {
                continue;
            }
            let late = asked.due.filter(|due| *due < event.at);
            shares.push(ShareEnded {
                agency: asked.of.clone(),
                seq: event.seq,
                opinion: asked.number,
                share: 0,
                at: event.at,
                working_minutes: hours(&asked.of, asked.asked_at, event.at),
                overrun_minutes: late.map_or(0, |due| hours(&asked.of, due, event.at)),
            });
        }
        for (nth, at, given) in events[..many - 1].iter().enumerate().flat_map(given_by) {
            let is_back = |event: &Event| match &event.fact {
                Fact::ShareReturned { number, .. } => *number == given.number,
                Fact::SharesTakenBack { numbers, .. } => numbers.contains(&given.number),
                _ => false,
            };
            // It ends once: given back, taken back, or because nothing is left to be done.
            let is_over = |many: usize| works(many).is_none() || is_back(&events[many - 1]);
            if !is_over(many) || (nth + 1..many).any(is_over) {
                continue;
            }
            let agency = given.to.agency.clone();
            let late = given.due.filter(|due| *due < event.at);
            shares.push(ShareEnded {
                seq: event.seq,
                opinion: 0,
                share: given.number,
                at: event.at,
                working_minutes: hours(&agency, at, event.at),
                overrun_minutes: late.map_or(0, |due| hours(&agency, due, event.at)),
                agency,
            });
        }
        if now != has {
            // A part is received and sent on in the act of its lead.
            let is_opening =
                found.dossier.submission.lead.is_some() && since == events[0].at && event.at == since;
            let lines = ledger(&events[..many], law(), event.at);
            let had = has.clone();
            let is_its = |keeper: &Keeper| matches!(keeper, Keeper::Desk { agency, .. } if had.as_ref() == Some(agency));
            let own = lines.iter().filter(|line| is_its(&line.keeper) && line.from >= since);
            if let Some(agency) =
                has.filter(|_| !is_opening && own.clone().any(|line| line.share_minutes.is_some()))
            {
                shares.push(ShareEnded {
                    agency,
                    seq: event.seq,
                    opinion: 0,
                    share: 0,
                    at: event.at,
                    working_minutes: own.clone().map(|line| line.working_minutes).sum(),
                    overrun_minutes: own.map(|line| line.overrun_minutes).sum(),
                });
            }
            (has, since) = (now, event.at);
        }
    }
    shares.sort_by_key(|share| (share.seq, share.opinion, share.share));
    shares
}

/// The shares that go out with this event, each with the event's place and moment.
fn given_by((nth, event): (usize, &Event)) -> Vec<(usize, Moment, ShareGiven)> {
    match &event.fact {
        Fact::SharesGiven { shares } => shares.iter().map(|share| (nth, event.at, share.clone())).collect(),
        _ => Vec::new(),
    }
}
