//! Trao bản thay thế: a paper was recalled and taken back, and another was issued for it later. The person has none
//! until the reception desk hands it out.

use crate::catalogue::Duty;
use crate::deed::{CheckCode, DeedMade};
use crate::dossier::{Changes, Desk, Dossier, DossierCode, Fact};
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Hand the paper out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOutDeed {
    /// Of which dossier.
    pub code: DossierCode,
    /// The paper that stands.
    pub check: CheckCode,
}

impl Dossier {
    /// The paper that stands and that the person never got: when the one before came back nothing stood for it.
    pub fn deed_to_hand_out(&self) -> Option<&DeedMade> {
        let life = &self.deed_life;
        let back = life.taken_back.last()?;
        // Whatever passed since was handed out.
        if self.paper_handed_at()? != back.at || self.deed_to_take_back().is_some() {
            return None;
        }
        let is_new = life.former.last().is_some_and(|former| former.replaced_at > back.at);
        let stands = life.recalled.is_none() && life.replacement.is_none();
        self.deed.as_deref().filter(|_| is_new && stands)
    }
}

/// The reception desk of the agency to which the dossier was handed in. Once (`deed.nothing-to-hand-out`).
pub fn hand_out_deed(desk: &mut Desk<'_>, command: HandOutDeed) -> Result<Changes, Halt> {
    let dossier = desk.open(&command.code)?;
    desk.actor.officer()?.must_have(Duty::Reception, &dossier.submission.receiving)?;
    if dossier.deed_to_hand_out().is_none_or(|made| made.check != command.check) {
        return Err(Refusal::of("deed.nothing-to-hand-out").into());
    }
    desk.change(dossier, Fact::DeedHandedOut { check: command.check }, None)
}
