//! What follows when money is bound to a bill: the receipt, and the dossier that waited for it.

use super::super::change::dossiers;
use super::super::owed::asked_of;
use super::super::receipt::{receipt_id, series_of};
use super::super::term::books_on;
use super::super::{Bill, BillFact, Changes, Desk, MoneyChange, OwedFor, PaymentWay, Receipt, ReceiptFact};
use crate::act::{self, Changed, Record, RecordRef};
use crate::dossier::{Dossier, payment_settled};
use crate::{Day, Halt, Moment, Refusal};

/// Money that is to be bound.
pub(super) struct Money {
    pub(super) payment: String,
    pub(super) way: PaymentWay,
    pub(super) amount_vnd: u64,
    pub(super) paid_at: Moment,
}

/// What an act changes beside what it was asked for.
#[derive(Default)]
pub(super) struct Beside {
    pub(super) changes: Vec<MoneyChange>,
    pub(super) relies_on: Vec<(RecordRef, u32)>,
}

impl Beside {
    /// The whole: what was asked for first.
    pub(super) fn after(self, first: MoneyChange) -> Changes {
        let mut changes: act::Changes<MoneyChange> = first.into();
        changes.beside = self.changes;
        changes.relies_on = self.relies_on;
        changes
    }
}

/// The bill after this money came in for it, with what follows.
pub(super) fn paid(
    desk: &mut Desk<'_>,
    bill: Changed<Bill>,
    dossier: Dossier,
    money: &Money,
    reason: Option<String>,
) -> Result<(Changed<Bill>, Beside), Halt> {
    let Money { payment, way, amount_vnd, paid_at } = money;
    let (payment, way, amount_vnd, paid_at) = (payment.clone(), *way, *amount_vnd, *paid_at);
    let fact = BillFact::MoneyBound { payment, way, amount_vnd, paid_at };
    let bound = desk.next_event(&bill.after, fact, reason);
    let bill = bill.and(bound)?;
    if !bill.after.is_settled() {
        let relies_on = vec![(dossier.reference(), dossier.seq)];
        return Ok((bill, Beside { changes: Vec::new(), relies_on }));
    }
    let (bill, mut beside) = receipted(desk, bill, None)?;
    let proof = match &bill.after.receipt {
        Some(_) => bill.after.id.to_string(),
        None => money.payment.clone(),
    };
    go_on(desk, &bill.after, dossier, paid_at.day(), proof, &mut beside)?;
    Ok((bill, beside))
}

/// The dossier goes on where it waited for this bill.
pub(super) fn go_on(
    desk: &mut Desk<'_>,
    bill: &Bill,
    dossier: Dossier,
    paid_on: Day,
    proof: String,
    beside: &mut Beside,
) -> Result<(), Halt> {
    let waited_for = asked_of(&dossier).map(|(at, _, of)| match of {
        None => OwedFor::Procedure,
        Some(_) => OwedFor::Asked { at },
    });
    if waited_for != Some(bill.owed) {
        beside.relies_on.push((dossier.reference(), dossier.seq));
        return Ok(());
    }
    // A day that lies ahead is that of a clock that goes wrong.
    let paid_on = paid_on.min(desk.now.max(dossier.last_at).day());
    let changes = payment_settled(&mut dossiers(desk), dossier, paid_on, proof)?;
    beside.relies_on.extend(changes.relies_on);
    beside.changes.push(MoneyChange::Dossier(changes.first));
    beside.changes.extend(changes.beside.into_iter().map(MoneyChange::Dossier));
    Ok(())
}

/// In which receipt's place another one is given.
pub(super) struct Again {
    /// Which one.
    pub(super) replaces: String,
    /// Who paid, where the first one said it wrongly.
    pub(super) payer: Option<String>,
}

/// The bill with a receipt, where it is for money that this office receipts, nothing stands against it and it has a
/// receipt book with a number left. Without one it stays owed, and is given later ([`super::issue_receipt`]).
pub(super) fn receipted(
    desk: &mut Desk<'_>,
    bill: Changed<Bill>,
    again: Option<Again>,
) -> Result<(Changed<Bill>, Beside), Halt> {
    match receipt_for(desk, &bill.after, again)? {
        None => Ok((bill, Beside::default())),
        Some((receipt, relies_on)) => {
            let fact = BillFact::Receipted { receipt: receipt.after.id.clone() };
            let event = desk.next_event(&bill.after, fact, None);
            let beside = Beside { changes: vec![MoneyChange::Receipt(receipt)], relies_on: vec![relies_on] };
            Ok((bill.and(event)?, beside))
        }
    }
}

/// A receipt, and the book of which it relies that it still stands as it was read.
type FromBook = (Changed<Receipt>, (RecordRef, u32));

/// A receipt for a bill, from the first open book with a number left.
fn receipt_for(desk: &mut Desk<'_>, bill: &Bill, again: Option<Again>) -> Result<Option<FromBook>, Halt> {
    let (replaces, payer) = match again {
        Some(Again { replaces, payer }) => (Some(replaces), payer),
        None => (None, None),
    };
    let Some(last) = bill.bound.last() else { return Ok(None) };
    // Of what went back no receipt is given.
    let amount_vnd = bill.held_vnd().min(bill.amount_vnd);
    if bill.receipt.is_some() || !bill.of.has_our_receipt() || !bill.is_settled() || amount_vnd == 0 {
        return Ok(None);
    }
    let terms = desk.read.terms_of(&bill.agency)?;
    let open: Vec<_> = books_on(&terms, &bill.agency, bill.of, desk.now.day()).collect();
    for (term, book) in open {
        if desk.read.last_drawn(&series_of(&term.id))? >= book.size() {
            continue;
        }
        let fact = ReceiptFact::ReceiptIssued {
            number: 0,
            before: book.first - 1,
            book: term.id.clone(),
            sign: book.sign.clone(),
            form: book.form.clone(),
            agency: bill.agency.clone(),
            bill: bill.id.clone(),
            dossier: bill.dossier.clone(),
            of: bill.of,
            title: bill.title.clone(),
            payer: payer.unwrap_or_else(|| bill.payer.clone()),
            amount_vnd,
            way: last.way,
            paid_at: last.paid_at,
            replaces,
        };
        let id = receipt_id(&bill.id, bill.receipts);
        let receipt = Changed::new(id, vec![desk.event(1, &bill.agency, fact, None)])?;
        return Ok(Some((receipt, (term.reference(), term.last.seq))));
    }
    Ok(None)
}

/// Refuses where no receipt book has a number left.
pub(super) fn must_have_receipted(bill: &Bill) -> Result<(), Refusal> {
    match bill.receipt {
        Some(_) => Ok(()),
        None => Err(Refusal::of("money.no-receipt-book").with("kind", bill.of.as_str())),
    }
}
