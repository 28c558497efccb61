//! Nộp trực tuyến: a person goes to the payment platform, and what it says of that which is no money.

use super::super::change::dossiers;
use super::super::{
    Bill, BillFact, Changes, Desk, MoneyChange, ONLINE_TRIES_MAX, OnlineEnd, PaymentReference, is_wanted,
};
use super::{must_be_the_platform, pays_online};
use crate::act::Record;
use crate::dossier::DossierCode;
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Go and pay a bill online.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeginOnline {
    /// Which bill.
    pub id: PaymentReference,
    /// Of which dossier: who has its key has not that of another.
    pub code: DossierCode,
}

/// What the platform says of a try that is no money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnlineSaid {
    /// The person can pay there.
    Offered {
        /// Where.
        url: String,
    },
    /// It ended without money.
    Ended(OnlineEnd),
}

/// Take down what the platform says of a try.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HearOnline {
    /// Of which bill.
    pub id: PaymentReference,
    /// Which try, from 1.
    pub number: u32,
    /// What it says.
    pub said: OnlineSaid,
}

const URL_CHARS_MAX: usize = 2000;

/// Whoever may pay the bill begins a try, for what is still owed. While nobody knows how the last one ended no other is
/// begun: two that are open are two that can be paid.
pub fn begin_online(desk: &mut Desk<'_>, command: BeginOnline) -> Result<Changes, Halt> {
    desk.actor.person_or_officer()?;
    let dossier = dossiers(desk).open(&command.code)?;
    let found = desk.read.bill(&command.id)?.filter(|bill| bill.dossier == command.code);
    let bill = found.ok_or_else(|| Refusal::of("money.bill-unknown"))?;
    if !pays_online(desk.law, &bill.agency) {
        return Err(Refusal::of("money.no-platform").into());
    }
    let amount_vnd = bill.must_be_due()?;
    if !is_wanted(&dossier, bill.owed) {
        return Err(Refusal::of("money.nothing-owed").into());
    }
    if bill.open_try().is_some() {
        return Err(Refusal::of("money.online-open").into());
    }
    if bill.online.len() >= ONLINE_TRIES_MAX as usize {
        return Err(Refusal::of("money.online-too-often").with("most", ONLINE_TRIES_MAX).into());
    }
    let mut changes = desk.change(bill, BillFact::OnlineBegun { amount_vnd }, None)?.map(MoneyChange::Bill);
    changes.relies_on.push((dossier.reference(), dossier.seq));
    Ok(changes)
}

/// The platform says it. How a try ended is said once: “failed” that comes behind “paid” changes nothing.
pub fn hear_online(desk: &mut Desk<'_>, command: HearOnline) -> Result<Changes, Halt> {
    must_be_the_platform(desk)?;
    let HearOnline { id, number, said } = command;
    let bill = desk.read.bill(&id)?.ok_or_else(|| Refusal::of("money.bill-unknown"))?;
    let unknown = || Refusal::of("money.online-unknown");
    let there = number.checked_sub(1).and_then(|at| bill.online.get(at as usize)).ok_or_else(unknown)?;
    if there.end.is_some() {
        return Err(Refusal::of("money.online-ended").into());
    }
    let fact = match said {
        OnlineSaid::Offered { url } => {
            let is_web = url.starts_with("https://") || url.starts_with("http://");
            if !is_web || url.len() > URL_CHARS_MAX || url.chars().any(|letter| letter.is_control()) {
                return Err(Refusal::of("money.online-address").into());
            }
            if there.url.as_deref() == Some(&*url) {
                return Err(Refusal::of("money.online-offered").into());
            }
            BillFact::OnlineOffered { number, url }
        }
        // Money is told with what came.
        OnlineSaid::Ended(OnlineEnd::Paid) => return Err(unknown().into()),
        OnlineSaid::Ended(end) => BillFact::OnlineEnded { number, end },
    };
    Ok(desk.change(bill, fact, None)?.map(MoneyChange::Bill))
}

/// The fact that money came for this try of the bill; none where it is known, or was never begun.
pub(super) fn paid_try(bill: &Bill, number: u32) -> Option<BillFact> {
    let there = bill.online.get(number.checked_sub(1)? as usize)?;
    (there.end != Some(OnlineEnd::Paid)).then_some(BillFact::OnlineEnded { number, end: OnlineEnd::Paid })
}
