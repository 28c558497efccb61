//! Xem nội dung hồ sơ: whoever leads the office of the province opens what is said in a dossier of
//! a commune. The person sees in its history who did and why.

use crate::Halt;
use crate::act::must_say_why;
use crate::dossier::{Changes, Desk, DossierCode, Fact};
use serde::{Deserialize, Serialize};

/// Look into a dossier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LookInto {
    /// Which dossier.
    pub code: DossierCode,
    /// Why: the person reads it.
    pub reason: String,
}

/// At any time of the dossier's life. From then on the officer may read it for
/// [`LOOK_INTO_HOURS`](crate::dossier::LOOK_INTO_HOURS) and change nothing.
pub fn look_into(desk: &mut Desk<'_>, command: LookInto) -> Result<Changes, Halt> {
    let dossier = desk.oversee(&command.code)?;
    let reason = must_say_why(command.reason)?;
    desk.change(dossier, Fact::LookedInto, Some(reason))
}
