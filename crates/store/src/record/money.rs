//! The rows of what is owed, what came in, what was given for it, and what was said beforehand.

use super::row::{Stored, Table, table};
use crate::args;
use crate::sql::Stmt;
use motcua_core::Moment;
use motcua_core::act::{Changed, Who};
use motcua_core::money::{
    Bill, BillStanding, Closing, Payment, PaymentFact, PaymentWay, Receipt, ReceiptFact, Term, TermSays,
    closing_id,
};

/// What somebody has to do about a bill.
fn stage(bill: &Bill) -> &'static str {
    let is_owed = bill.of.has_our_receipt() && bill.amount_vnd > 0 && !bill.bound.is_empty();
    match bill.standing() {
        BillStanding::Over { .. } => "over",
        BillStanding::Due { .. } if bill.waiver.is_some() => "waiver",
        BillStanding::Paid if bill.receipt.is_none() && is_owed && !bill.is_refunded() => "receipt",
        BillStanding::Paid | BillStanding::Due { .. } | BillStanding::Free | BillStanding::Cancelled => "",
    }
}

/// Since when a go at paying it online is open.
fn online_at(bill: &Bill) -> i64 {
    bill.open_try().map_or(0, |(_, one)| one.begun_at.0)
}

fn vnd(amount: u64) -> i64 {
    amount.cast_signed()
}

impl Stored for Bill {
    const TABLE: Table = table!("bill");

    fn added(&self, body: String) -> Stmt {
        // A slot that is taken is a bill that was raised in the same instant: the act is asked again.
        Stmt::one(
            "insert into bill (id, seq, dossier, slot, agency, raised_at, left_vnd, stage, body) \
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) on conflict do nothing",
            args![
                self.id.as_str(),
                self.last.seq,
                self.dossier.to_string(),
                self.slot(),
                self.agency.as_str(),
                self.raised_at.0,
                vnd(self.left_vnd()),
                stage(self),
                body,
            ],
        )
    }

    fn beside(changed: &Changed<Bill>, out: &mut Vec<Stmt>) {
        if changed.before.is_some() {
            let bill = &changed.after;
            out.push(Stmt::one(
                "update bill set slot = ?2, left_vnd = ?3, stage = ?4, online_at = ?5 where id = ?1",
                args![bill.id.as_str(), bill.slot(), vnd(bill.left_vnd()), stage(bill), online_at(bill)],
            ));
        }
    }
}

/// What stands in the row beside the body.
fn refund(payment: &Payment) -> &'static str {
    match payment.open_refund() {
        None => "",
        Some(refund) if refund.handed_at.is_some() => "handed",
        Some(refund) if refund.approved_by.is_some() => "approved",
        Some(_) => "asked",
    }
}

impl Stored for Payment {
    const TABLE: Table = table!("payment");

    fn added(&self, body: String) -> Stmt {
        // The same money told twice in one instant: the act is asked again, and says so.
        Stmt::one(
            "insert into payment (id, seq, agency, way, vnd, returned_vnd, paid_day, came_day, officer, bill, \
             waits, refund, meant, body) values (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7, ?8, ?9, ?10, '', ?11, ?12) \
             on conflict do nothing",
            args![
                self.id.as_str(),
                self.last.seq,
                self.agency.as_str(),
                self.way.as_str(),
                vnd(self.amount_vnd),
                i64::from(self.paid_at.day().0),
                i64::from(self.came_at.day().0),
                self.taken_by.officer.as_ref().map_or("", |officer| officer.0.as_str()),
                self.bill.as_ref().map_or("", |bill| bill.as_str()),
                i64::from(self.waits()),
                self.meant.as_ref().map_or("", |bill| bill.as_str()),
                body,
            ],
        )
    }

    fn beside(changed: &Changed<Payment>, out: &mut Vec<Stmt>) {
        let payment = &changed.after;
        if changed.before.is_some() {
            out.push(Stmt::one(
                "update payment set returned_vnd = ?2, bill = ?3, waits = ?4, refund = ?5 where id = ?1",
                args![
                    payment.id.as_str(),
                    vnd(payment.returned_vnd()),
                    payment.bill.as_ref().map_or("", |bill| bill.as_str()),
                    i64::from(payment.waits()),
                    refund(payment),
                ],
            ));
        }
        for event in &changed.events {
            match &event.fact {
                PaymentFact::MoneyCame { .. } if payment.way.is_at_the_counter() => {
                    out.extend(taken(payment))
                }
                PaymentFact::RefundSent { way: PaymentWay::Cash } => out.extend(given_back(payment)),
                PaymentFact::MoneyCame { .. }
                | PaymentFact::BoundByHand { .. }
                | PaymentFact::RefundAsked { .. }
                | PaymentFact::RefundApproved
                | PaymentFact::RefundHanded { .. }
                | PaymentFact::RefundRefused
                | PaymentFact::RefundSent { .. }
                | PaymentFact::RefundWithdrawn
                | PaymentFact::ToldOtherwise { .. } => {}
            }
        }
    }
}

/// Adds to the till of whoever took it.
fn taken(payment: &Payment) -> Option<Stmt> {
    let by = |way: PaymentWay| {
        let is_it = payment.way == way;
        [i64::from(is_it), if is_it { vnd(payment.amount_vnd) } else { 0 }]
    };
    let [cash, cash_vnd] = by(PaymentWay::Cash);
    let [card, card_vnd] = by(PaymentWay::Card);
    in_the_till(payment, &payment.taken_by, payment.came_at, [cash, cash_vnd, card, card_vnd, 0])
}

/// Takes what was given back in cash out of the till of whoever gave it.
fn given_back(payment: &Payment) -> Option<Stmt> {
    let refund = payment.refunds.last()?;
    let (who, _) = refund.sent_by.as_ref()?;
    in_the_till(payment, who, refund.sent_at?, [0, 0, 0, 0, vnd(refund.amount_vnd)])
}

/// Changes the sums of a till. One that was closed in the same instant changes no more: the act is asked again, and
/// refuses.
fn in_the_till(payment: &Payment, who: &Who, at: Moment, by: [i64; 5]) -> Option<Stmt> {
    let (officer, day) = (who.officer.as_ref()?, at.day());
    let [cash, cash_vnd, card, card_vnd, back_vnd] = by;
    Some(Stmt::one(
        "insert into till (id, officer, agency, day, cash_payments, cash_vnd, card_payments, card_vnd, back_vnd, \
         closed) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0) on conflict (id) do update set \
         cash_payments = till.cash_payments + excluded.cash_payments, cash_vnd = till.cash_vnd + excluded.cash_vnd, \
         card_payments = till.card_payments + excluded.card_payments, card_vnd = till.card_vnd + excluded.card_vnd, \
         back_vnd = till.back_vnd + excluded.back_vnd where till.closed = 0",
        args![
            closing_id(officer, &payment.agency, day),
            officer.0.as_str(),
            payment.agency.as_str(),
            i64::from(day.0),
            cash,
            cash_vnd,
            card,
            card_vnd,
            back_vnd,
        ],
    ))
}

impl Stored for Receipt {
    const TABLE: Table = table!("receipt");

    fn added(&self, body: String) -> Stmt {
        Stmt::one(
            "insert into receipt (id, seq, agency, book, sign, number, kind, issued_day, voided_day, vnd, bill, body) \
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9, ?10, ?11) on conflict do nothing",
            args![
                self.id.as_str(),
                self.last.seq,
                self.agency.as_str(),
                self.book.as_str(),
                self.sign.as_str(),
                self.number,
                self.of.as_str(),
                i64::from(self.issued_at.day().0),
                vnd(self.amount_vnd),
                self.bill.as_str(),
                body,
            ],
        )
    }

    fn beside(changed: &Changed<Receipt>, out: &mut Vec<Stmt>) {
        let receipt = &changed.after;
        for event in &changed.events {
            match &event.fact {
                // The last number of a book that two draw in one instant: the second is asked again.
                ReceiptFact::ReceiptIssued { number, before, .. } => out.push(Stmt::one(
                    "update money_term set seq = seq where id = ?1 and size >= ?2",
                    args![receipt.book.as_str(), i64::from(*number) - i64::from(*before)],
                )),
                ReceiptFact::ReceiptSigned { .. } => {
                    out.push(Stmt::one(
                        "update receipt set signed = 1 where id = ?1",
                        args![receipt.id.as_str()],
                    ));
                }
                ReceiptFact::ReceiptVoided => out.push(Stmt::one(
                    "update receipt set voided_day = ?2 where id = ?1",
                    args![receipt.id.as_str(), i64::from(event.at.day().0)],
                )),
            }
        }
    }
}

impl Stored for Closing {
    const TABLE: Table = table!("closing");

    fn added(&self, body: String) -> Stmt {
        Stmt::one(
            "insert into closing (id, seq, agency, day, officer, confirmed, body) \
             values (?1, ?2, ?3, ?4, ?5, 0, ?6) on conflict do nothing",
            args![
                self.id.as_str(),
                self.last.seq,
                self.agency.as_str(),
                i64::from(self.day.0),
                self.officer.0.as_str(),
                body,
            ],
        )
    }

    fn beside(changed: &Changed<Closing>, out: &mut Vec<Stmt>) {
        let closing = &changed.after;
        if changed.before.is_some() {
            let confirmed = i64::from(closing.confirmed_by.is_some());
            out.push(Stmt::one(
                "update closing set confirmed = ?2 where id = ?1",
                args![closing.id.as_str(), confirmed],
            ));
            return;
        }
        let sum = |way: PaymentWay| {
            let found = closing.counted.iter().find(|count| count.sum.way == way);
            found.map_or([0, 0, 0], |count| {
                [i64::from(count.sum.payments), vnd(count.sum.vnd), vnd(count.sum.given_back_vnd)]
            })
        };
        let [cash, cash_vnd, back_vnd] = sum(PaymentWay::Cash);
        let [card, card_vnd, _] = sum(PaymentWay::Card);
        // What was taken in the same instant makes this a conflict: then it is counted again.
        out.push(Stmt::one(
            "insert into till (id, officer, agency, day, cash_payments, cash_vnd, card_payments, card_vnd, \
             back_vnd, closed) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1) on conflict (id) do update set closed = 1 \
             where till.closed = 0 and till.cash_payments = excluded.cash_payments \
             and till.cash_vnd = excluded.cash_vnd and till.card_payments = excluded.card_payments \
             and till.card_vnd = excluded.card_vnd and till.back_vnd = excluded.back_vnd",
            args![
                closing.id.as_str(),
                closing.officer.0.as_str(),
                closing.agency.as_str(),
                i64::from(closing.day.0),
                cash,
                cash_vnd,
                card,
                card_vnd,
                back_vnd,
            ],
        ));
    }
}

impl Stored for Term {
    const TABLE: Table = table!("money_term");

    fn added(&self, body: String) -> Stmt {
        let (sign, size) = match &self.says {
            TermSays::Book(book) => (book.sign.as_str(), book.size()),
            TermSays::Account(_) | TermSays::Price(_) => ("", 0),
        };
        Stmt::one(
            "insert into money_term (id, seq, agency, what, sign, size, from_day, body) \
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) on conflict do nothing",
            args![
                self.id.as_str(),
                self.last.seq,
                self.agency.as_str(),
                self.says.kind(),
                sign,
                size,
                i64::from(self.from.0),
                body,
            ],
        )
    }
}
