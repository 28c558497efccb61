//! Kết thúc một khai báo.

use super::super::{Changes, Desk, MoneyChange, TermFact};
use super::set_term::must_keep;
use crate::act::must_say_why;
use crate::{Day, Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Say until when something holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndTerm {
    /// Which term.
    pub id: String,
    /// The last day.
    pub last_day: Day,
    /// Why.
    pub reason: String,
}

/// Whoever may set it, from today on: what held is not taken back.
pub fn end_term(desk: &mut Desk<'_>, command: EndTerm) -> Result<Changes, Halt> {
    let officer = desk.actor.officer()?.clone();
    let found = desk.read.term(&command.id)?;
    let term = found.ok_or_else(|| Refusal::of("money.term-unknown"))?;
    must_keep(&officer, &term.agency, desk.law)?;
    if term.until.is_some() {
        return Err(Refusal::of("money.ended-already").into());
    }
    if command.last_day < desk.now.day() || command.last_day < term.from {
        return Err(Refusal::of("money.term-in-the-past").at("last_day").into());
    }
    let reason = must_say_why(command.reason)?;
    let fact = TermFact::TermEnded { last_day: command.last_day };
    Ok(desk.change(term, fact, Some(reason))?.map(MoneyChange::Term))
}
