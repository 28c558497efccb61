//! Lập khoản phải thu.

use super::super::owed::{must_be_units, owed};
use super::super::term::account_on;
use super::super::{
    Bill, BillFact, Changes, Desk, MoneyChange, Obligation, OwedFor, PaymentReference, Reduction,
    change::dossiers,
};
use super::pays_online;
use crate::act::{self, Changed, Record};
use crate::catalogue::AMOUNT_VND_MAX;
use crate::dossier::{Dossier, DossierCode};
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Fix what a person owes, so that it can be paid by transfer or online.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RaiseBill {
    /// Its reference, drawn by whoever sends the command.
    pub id: PaymentReference,
    /// For which dossier.
    pub code: DossierCode,
    /// For what of it.
    pub owed: OwedFor,
    /// How many copies or acts, where it is counted by them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<u32>,
}

/// The person whose dossier it is raises it when they are about to pay, an officer who sees the dossier too. Where
/// there is a bill for the same, it is refused and named: it is the one that is paid.
pub fn raise_bill(desk: &mut Desk<'_>, command: RaiseBill) -> Result<Changes, Halt> {
    desk.actor.person_or_officer()?;
    let dossier = dossiers(desk).open(&command.code)?;
    if let Some(there) = bill_of(desk, &dossier, command.owed)? {
        return Err(Refusal::of("money.bill-there").with("bill", &there.id).into());
    }
    let asked = NewBill { id: command.id, owed: command.owed, units: command.units, reduction: None };
    let bill = new_bill(desk, &dossier, asked)?;
    let terms = desk.read.terms_of(&bill.after.agency)?;
    let by_transfer = account_on(&terms, &bill.after.agency, desk.now.day()).is_some();
    if !by_transfer && !pays_online(desk.law, &bill.after.agency) {
        return Err(Refusal::of("money.no-account").into());
    }
    let mut changes: act::Changes<MoneyChange> = MoneyChange::Bill(bill).into();
    changes.relies_on.push((dossier.reference(), dossier.seq));
    Ok(changes)
}

/// The bill that holds for this obligation of a dossier.
pub(super) fn bill_of(desk: &mut Desk<'_>, dossier: &Dossier, owed: OwedFor) -> Result<Option<Bill>, Halt> {
    let all = desk.read.bills_of(dossier.code())?;
    Ok(all.into_iter().find(|bill| bill.owed == owed && bill.cancelled_at.is_none()))
}

/// What is to become a bill.
pub(super) struct NewBill {
    pub(super) id: PaymentReference,
    pub(super) owed: OwedFor,
    pub(super) units: Option<u32>,
    pub(super) reduction: Option<Reduction>,
}

/// A new bill for what is owed.
pub(super) fn new_bill(desk: &mut Desk<'_>, dossier: &Dossier, new: NewBill) -> Result<Changed<Bill>, Halt> {
    must_be_units(new.units)?;
    if desk.read.bill(&new.id)?.is_some() {
        return Err(Refusal::of("money.id-shape").into());
    }
    let submission = &dossier.submission;
    let agency = submission.receiving.clone();
    let terms = desk.read.terms_of(&agency)?;
    let all = owed(dossier, desk.law, &terms, new.units);
    let found = all.into_iter().find(|found| found.owed == new.owed);
    let Obligation { owed, of, units, full_vnd, .. } =
        found.ok_or_else(|| Refusal::of("money.nothing-owed"))?;
    let full_vnd = full_vnd.ok_or_else(|| Refusal::of("money.amount-unknown").at("units"))?;
    if full_vnd > AMOUNT_VND_MAX {
        return Err(Refusal::of("money.amount-shape").into());
    }
    let amount_vnd = new.reduction.as_ref().map_or(full_vnd, |reduction| reduction.of(full_vnd));
    let title = desk.law.catalogue.procedure(&submission.procedure).map(|known| known.name.clone());
    let fact = BillFact::BillRaised {
        dossier: dossier.code().clone(),
        owed,
        agency: agency.clone(),
        payer: submission.applicant.name.clone(),
        of,
        title: title.unwrap_or_else(|| submission.procedure.to_string()),
        units,
        full_vnd,
        amount_vnd,
        reduction: new.reduction,
    };
    Ok(Changed::new(new.id, vec![desk.event(1, &agency, fact, None)])?)
}
