//! Thu lại bản cũ: a paper that counts no more is still in somebody's hand. The reception desk takes it back, and
//! hands out the one that stands for it, where there is one.

use crate::act::must_say_why;
use crate::catalogue::Duty;
use crate::deed::{CheckCode, DeedMade};
use crate::dossier::{Changes, Desk, Dossier, DossierCode, Fact, ReturnWay, State};
use crate::{Halt, Moment, Refusal};
use serde::{Deserialize, Serialize};

/// Take the paper back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TakeBackDeed {
    /// Of which dossier.
    pub code: DossierCode,
    /// The paper that counts no more.
    pub check: CheckCode,
    /// Its holder has it no more, and why; none where it was handed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gone: Option<String>,
}

impl Dossier {
    /// The paper that the person still holds and that counts no more: it was handed to them, and recalled or
    /// replaced since. None of a result that was given online: whoever checks such a file sees what became of it;
    /// and none while a replacement waits: until it is issued nothing can be handed out for it.
    pub fn deed_to_take_back(&self) -> Option<&DeedMade> {
        let (life, handed_at) = (&self.deed_life, self.paper_handed_at()?);
        if life.replacement.is_some() {
            return None;
        }
        let is_back = |made: &DeedMade| life.taken_back.iter().any(|back| back.check == made.check);
        // What replaced it before the person had it never reached them.
        let replaced = life.former.iter().find(|former| former.replaced_at > handed_at);
        let recalled = life.recalled.as_ref().is_some_and(|recall| recall.at > handed_at);
        let current = self.deed.as_deref().filter(|_| recalled);
        replaced.map(|former| &former.made).or(current).filter(|made| !is_back(made))
    }

    /// When a paper last passed between the person and a counter or the post; none of a result that was given online.
    pub(super) fn paper_handed_at(&self) -> Option<Moment> {
        let State::Returned { at, how: ReturnWay::Counter | ReturnWay::Post, .. } = self.state else {
            return None;
        };
        let life = &self.deed_life;
        let passed = life.taken_back.last().into_iter().chain(life.handed_out.last());
        Some(passed.fold(at, |latest, passed| latest.max(passed.at)))
    }
}

/// The reception desk of the agency to which the dossier was handed in, where the person got the paper. Once for
/// each paper: two officers who have it before them do not take it back twice (`deed.nothing-to-take-back`).
pub fn take_back_deed(desk: &mut Desk<'_>, command: TakeBackDeed) -> Result<Changes, Halt> {
    let dossier = desk.open(&command.code)?;
    desk.actor.officer()?.must_have(Duty::Reception, &dossier.submission.receiving)?;
    if dossier.deed_to_take_back().is_none_or(|made| made.check != command.check) {
        return Err(Refusal::of("deed.nothing-to-take-back").into());
    }
    let gone = command.gone.map(must_say_why).transpose()?;
    desk.change(dossier, Fact::DeedTakenBack { check: command.check, is_gone: gone.is_some() }, gone)
}
