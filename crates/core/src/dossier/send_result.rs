//! A result goes from one centre to another, as a line of a hand-over list: what the list's own acts
//! ([`crate::consignment`]) do to each of its dossiers.

use super::link::{lead_of, parts_of};
use super::results_of_parts::along;
use super::{Changes, Desk, Dossier, DossierCode, Fact, Holder, Recovered, ResultOut, WantedReturn};
use crate::act::Record;
use crate::directory::AgencyCode;
use crate::{Halt, Refusal};

/// The reception desk gives the result to another centre, where the person wants it, with the results of all its
/// parts: each is a paper of its own on the list. That of a part goes alone where its lead's went ahead.
pub fn send_result(
    desk: &mut Desk<'_>,
    code: &DossierCode,
    list: &str,
    to: &AgencyCode,
) -> Result<Changes, Halt> {
    let dossier = desk.open(code)?;
    dossier.must_be_sent_by(desk.actor.officer()?)?;
    let fact = Fact::ResultSent { to: to.clone(), list: list.to_string() };
    if let Some(lead) = lead_of(desk, &dossier)? {
        dossier.must_be_ready_to_go(&[])?;
        if !dossier.follows(&lead) || lead.goes_to() != Some(to) {
            return Err(Refusal::of("result.with-its-lead").into());
        }
        let mut changes = desk.change(dossier, fact, None)?;
        changes.relies_on.push((lead.reference(), lead.seq));
        return Ok(changes);
    }
    let is_there =
        |part: &Dossier| matches!(&part.result_out, Some(ResultOut::There { to: at, .. }) if at == to);
    let (ahead, parts): (Vec<Dossier>, Vec<Dossier>) =
        parts_of(desk, &dossier)?.into_iter().partition(is_there);
    dossier.must_be_ready_to_go(&parts)?;
    match &dossier.submission.wanted {
        WantedReturn::Centre { agency } if agency == to => {}
        WantedReturn::Centre { .. }
        | WantedReturn::Counter
        | WantedReturn::Online
        | WantedReturn::Post(_) => {
            return Err(Refusal::of("result.wanted-elsewhere").with("code", code).into());
        }
    }
    let mut changes = along(desk, desk.change(dossier, fact.clone(), None)?, parts, &fact)?;
    changes.relies_on.extend(ahead.iter().map(|part| (part.reference(), part.seq)));
    Ok(changes)
}

/// The office that sent it took the list back: it has not left.
pub fn keep_result(desk: &mut Desk<'_>, code: &DossierCode, list: &str) -> Result<Changes, Halt> {
    let (dossier, _) = on_list(desk, code, list)?;
    desk.change(dossier, Fact::ResultRecovered { how: Recovered::TakenBack }, None)
}

/// The other centre says whether it was among what came. Who may is for the list to say.
pub fn take_result(desk: &mut Desk<'_>, code: &DossierCode, list: &str, came: bool) -> Result<Changes, Halt> {
    let (dossier, to) = on_list(desk, code, list)?;
    let list = list.to_string();
    let fact = match came {
        true => Fact::ResultTaken { to: Holder::reception(&to), list },
        false => Fact::ResultMissing { list },
    };
    desk.change(dossier, fact, None)
}

/// The dossier whose result is on its way with this list, and where to.
fn on_list(desk: &mut Desk<'_>, code: &DossierCode, list: &str) -> Result<(Dossier, AgencyCode), Halt> {
    let found = desk.read.dossier(code)?;
    let dossier = found.ok_or_else(|| super::desk::unknown(code))?;
    let to = match &dossier.result_out {
        Some(ResultOut::Sent { to, list: on, .. }) if on == list => to.clone(),
        Some(
            ResultOut::Sent { .. }
            | ResultOut::There { .. }
            | ResultOut::Missing { .. }
            | ResultOut::Follows { .. }
            | ResultOut::Posted(_),
        )
        | None => return Err(Refusal::of("result.not-on-list").with("code", code).into()),
    };
    Ok((dossier, to))
}
