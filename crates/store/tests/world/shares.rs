//! The shares of agencies, told from the histories alone.

use super::law;
use super::oracle::Found;
use motcua_core::act::fold;
use motcua_core::act::ledger::Keeper;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{Dossier, Fact, ShareEnded, ledger};

/// The shares that ended in this history, in the order in which they did.
pub fn shares_of(found: &Found) -> Vec<ShareEnded> {
    let events = &found.events;
    let works = |many: usize| -> Option<AgencyCode> {
        let dossier: Dossier = fold(found.dossier.id, &events[..many]).expect("a sound history");
        let is_over = dossier.status().is_final() || dossier.completion().is_some();
        (!is_over).then_some(dossier.holder.agency)
    };
    let (mut shares, mut has, mut since) = (Vec::new(), works(1), events[0].at);
    for (many, event) in (2..).zip(&events[1..]) {
        let lines = ledger(&events[..many], law(), event.at);
        let mut ended = |agency: &AgencyCode, is_its: &dyn Fn(&Keeper) -> bool, since| {
            let own = lines.iter().filter(|line| is_its(&line.keeper) && line.from >= since);
            shares.push(ShareEnded {
                agency: agency.clone(),
                seq: event.seq,
                at: event.at,
                working_minutes: own.clone().map(|line| line.working_minutes).sum(),
                overrun_minutes: own.map(|line| line.overrun_minutes).sum(),
            });
        };
        if let Fact::OpinionGiven { number, .. } = &event.fact {
            let of = &found.dossier.opinions[*number as usize - 1].of;
            let is_its =
                |keeper: &Keeper| matches!(keeper, Keeper::Asked { opinion, .. } if opinion == number);
            ended(of, &is_its, events[0].at);
        }
        let now = works(many);
        if now != has {
            if let Some(agency) = &has {
                let is_its =
                    |keeper: &Keeper| matches!(keeper, Keeper::Desk { agency: of, .. } if of == agency);
                ended(agency, &is_its, since);
            }
            (has, since) = (now, event.at);
        }
    }
    shares
}
