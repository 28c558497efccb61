//! A result goes from one centre to another, as a line of a hand-over list: what the list's own acts
//! ([`crate::consignment`]) do to each of its dossiers.

use super::link::{must_all_be_ended, parts_of};
use super::{Changes, Desk, DossierCode, Fact, Holder, ResultOut, WantedReturn};
use crate::directory::AgencyCode;
use crate::{Halt, Refusal};

/// The reception desk gives the result to another centre, where the person wants it.
pub fn send_result(
    desk: &mut Desk<'_>,
    code: &DossierCode,
    list: &str,
    to: &AgencyCode,
) -> Result<Changes, Halt> {
    let dossier = desk.open(code)?;
    dossier.must_be_sent_by(desk.actor.officer()?)?;
    must_all_be_ended(&parts_of(desk, &dossier)?)?;
    match &dossier.submission.wanted {
        WantedReturn::Centre { agency } if agency == to => {}
        WantedReturn::Centre { .. }
        | WantedReturn::Counter
        | WantedReturn::Online
        | WantedReturn::Post(_) => {
            return Err(Refusal::of("result.wanted-elsewhere").with("code", code).into());
        }
    }
    let (to, list) = (to.clone(), list.to_string());
    desk.change(dossier, Fact::ResultSent { to, list }, None)
}

/// The other centre says whether it was among what came. Who may is for the list to say.
pub fn take_result(desk: &mut Desk<'_>, code: &DossierCode, list: &str, came: bool) -> Result<Changes, Halt> {
    let found = desk.read.dossier(code)?;
    let dossier = found.ok_or_else(|| super::desk::unknown(code))?;
    let to = match &dossier.result_out {
        Some(ResultOut::Sent { to, list: on, .. }) if on == list => to.clone(),
        Some(
            ResultOut::Sent { .. }
            | ResultOut::There { .. }
            | ResultOut::Missing { .. }
            | ResultOut::Posted(_),
        )
        | None => return Err(Refusal::of("result.not-on-list").with("code", code).into()),
    };
    let list = list.to_string();
    let fact = match came {
        true => Fact::ResultTaken { to: Holder::reception(&to), list },
        false => Fact::ResultMissing { list },
    };
    desk.change(dossier, fact, None)
}
