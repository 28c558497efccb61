//! Chốt sổ thu cuối ngày, and taking the money over.

use super::super::{Changes, ClosingFact, Desk, MoneyChange, PaymentWay, TILL_WAYS, TillCount, closing_id};
use super::{must_be_another, works_at};
use crate::act::{Who, must_say_why};
use crate::catalogue::{AMOUNT_VND_MAX, Duty};
use crate::{Day, Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Say what was counted in one's own till.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloseTill {
    /// Of which day.
    pub day: Day,
    /// The cash, in đồng.
    pub cash_vnd: u64,
    /// The sum of the slips of the terminal, in đồng.
    pub card_vnd: u64,
    /// What explains a difference; something, where there is one.
    #[serde(default)]
    pub explained: String,
}

/// Take the money of a till over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmTill {
    /// Which closing.
    pub id: String,
    /// What there is to note.
    #[serde(default)]
    pub note: String,
}

/// Whoever took money at the counter counts it and says what there is; the records say what should be. A difference is
/// kept with its explanation, and nothing is taken for that day any more.
pub fn close_till(desk: &mut Desk<'_>, command: CloseTill) -> Result<Changes, Halt> {
    let officer = desk.actor.officer()?.clone();
    officer.must_have(Duty::Reception, &officer.agency)?;
    if command.day > desk.now.day() {
        return Err(Refusal::of("money.till-later").at("day").into());
    }
    let id = closing_id(&officer.id, &officer.agency, command.day);
    if desk.read.closing(&id)?.is_some() {
        return Err(Refusal::of("money.till-closed-already").into());
    }
    let till = desk.read.till(&officer.id, &officer.agency, command.day)?;
    let counted_vnd =
        |way: PaymentWay| if way == PaymentWay::Card { command.card_vnd } else { command.cash_vnd };
    let count = |way: PaymentWay| TillCount { sum: till.of(way), counted_vnd: counted_vnd(way) };
    let counted: Vec<TillCount> = TILL_WAYS.into_iter().map(count).collect();
    if counted.iter().any(|way| way.counted_vnd > AMOUNT_VND_MAX) {
        return Err(Refusal::of("money.amount-shape").at("cash_vnd").into());
    }
    let differs = counted.iter().any(|way| way.difference_vnd() != 0);
    let explained = match differs || !command.explained.trim().is_empty() {
        true => Some(must_say_why(command.explained).map_err(|why| why.at("explained"))?),
        false => None,
    };
    let fact = ClosingFact::TillClosed {
        officer: officer.id.clone(),
        name: officer.name.clone(),
        agency: officer.agency.clone(),
        day: command.day,
        counted,
    };
    Ok(desk.begin::<super::super::Closing>(id, &officer.agency, fact, explained)?.map(MoneyChange::Closing))
}

/// A leader or the registry of the agency, who is not the one that counted.
pub fn confirm_till(desk: &mut Desk<'_>, command: ConfirmTill) -> Result<Changes, Halt> {
    let officer = desk.actor.officer()?.clone();
    let found = desk.read.closing(&command.id)?.filter(|closing| works_at(&officer, &closing.agency));
    let closing = found.ok_or_else(|| Refusal::of("money.closing-unknown"))?;
    officer.must_have_one_of([Duty::Leader, Duty::Registry])?;
    if closing.confirmed_by.is_some() {
        return Err(Refusal::of("money.confirmed-already").into());
    }
    let counted_by = Who { officer: Some(closing.officer.clone()), ..desk.actor.name() };
    must_be_another(&counted_by, &officer)?;
    let note = command.note.trim();
    let note = match note.is_empty() {
        true => None,
        false => Some(must_say_why(note.to_string()).map_err(|why| why.at("note"))?),
    };
    Ok(desk.change(closing, ClosingFact::TillConfirmed, note)?.map(MoneyChange::Closing))
}
