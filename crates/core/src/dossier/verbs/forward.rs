//! Chuyển bước tiếp theo, and handing back to the step before.

use crate::act::OfficerId;
use crate::dossier::ledger::share_due;
use crate::dossier::steps::{NextStep, next_step};
use crate::dossier::{Changes, Desk, DossierCode, Fact, Rehearsal, ShareGiven, Verb};
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Give the dossier to the next step of its procedure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Forward {
    /// Which dossier.
    pub code: DossierCode,
    /// To this officer; none for anybody at that desk, and where shares go out.
    pub to_officer: Option<OfficerId>,
    /// A note for the next holder.
    pub note: String,
}

pub(super) fn least(on: &Rehearsal<'_>) -> Forward {
    Forward { code: on.code(), to_officer: None, note: String::new() }
}

/// The holder passes it on; the next step of the procedure says to which desk of which agency.
/// An officer who is named must work at that desk. Where several agencies work beside each other each
/// gets its share, and the holder keeps the dossier until all of them are settled.
pub fn forward(desk: &mut Desk<'_>, command: Forward) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::Forward)?;
    dossier.must_be_held_by(desk.actor.officer()?)?;
    let note = command.note.trim();
    let note = (!note.is_empty()).then(|| note.to_string());
    let mut to = match next_step(desk, &dossier)? {
        NextStep::Desk(to) => to,
        NextStep::Beside(all) => {
            if command.to_officer.is_some() {
                return Err(Refusal::of("dossier.no-such-officer").at("to_officer").into());
            }
            let now = desk.now.max(dossier.last_at);
            let first = dossier.shares.len() as u32 + 1;
            let given = all.into_iter().zip(first..).map(|(to, number)| {
                let due = share_due(desk.law, &dossier, &to, now);
                ShareGiven { number, to, due }
            });
            let shares = given.collect();
            return desk.change(dossier, Fact::SharesGiven { shares }, note);
        }
    };
    if let Some(id) = &command.to_officer {
        let (account, today) = (desk.read.account(id)?, desk.now.day());
        let account = account.filter(|account| account.is_active);
        let sits_there = account.is_some_and(|account| to.is_a_desk_of(&account.on(today)));
        if !sits_there {
            return Err(Refusal::of("dossier.no-such-officer").at("to_officer").into());
        }
    }
    to.officer = command.to_officer;
    desk.change(dossier, Fact::Forwarded { to }, note)
}
