//! Small things that several of these pages show.

use motcua_core::command::Asks;
use motcua_core::money::{Bill, Payment, PaymentReference, PaymentWay};
use motcua_core::{Fault, Halt, Refusal};
use motcua_edge::app::App;
use motcua_edge::page::Page;
use motcua_edge::signed::Signed;
use motcua_store::act::{self, Acting};

/// A fresh reference for a bill.
pub(crate) fn fresh_reference(app: &App) -> PaymentReference {
    PaymentReference::drawn(app.random::<8>())
}

/// The reference in an address.
pub(crate) fn reference(text: &str) -> Result<PaymentReference, Refusal> {
    PaymentReference::parse(text).ok_or_else(|| Refusal::of("money.bill-unknown"))
}

/// The bill, for an officer of the agency that takes its money.
pub(crate) fn bill(signed: &Signed, id: &str) -> Result<Bill, Halt> {
    let id = reference(id)?;
    let found = signed.visit.app.read(|rows| motcua_store::money::bill(rows, &id))?;
    let here = found.filter(|bill| bill.agency == signed.officer.agency && signed.officer.sits_at_a_desk());
    Ok(here.ok_or_else(|| Refusal::of("money.bill-unknown"))?)
}

/// The payment, for an officer of the agency whose money it is.
pub(crate) fn payment(signed: &Signed, id: &str) -> Result<Payment, Halt> {
    let found = signed.visit.app.read(|rows| motcua_store::money::payment(rows, id))?;
    let here =
        found.filter(|payment| payment.agency == signed.officer.agency && signed.officer.sits_at_a_desk());
    Ok(here.ok_or_else(|| Refusal::of("money.payment-unknown"))?)
}

/// A payment in a list.
pub(crate) struct PaymentRow {
    pub(crate) id: String,
    pub(crate) at: String,
    pub(crate) way: &'static str,
    pub(crate) amount: String,
    pub(crate) payer: String,
    pub(crate) memo: String,
    /// Why it waits; empty where it does not.
    pub(crate) waits: &'static str,
    /// What of it goes back; empty where nothing does.
    pub(crate) refund: String,
    /// The bill that it is for.
    pub(crate) bill: String,
}

/// See [`PaymentRow`].
pub(crate) fn payment_row(payment: &Payment, page: &Page) -> PaymentRow {
    let lang = page.language();
    let refund = match payment.open_refund() {
        Some(refund) if refund.handed_at.is_some() => {
            format!(
                "{}: {}",
                page.t("Đang hoàn qua nền tảng", "Going back online"),
                page.money(refund.amount_vnd)
            )
        }
        Some(refund) if refund.approved_by.is_some() => {
            format!("{}: {}", page.t("Đã duyệt hoàn", "Refund approved"), page.money(refund.amount_vnd))
        }
        Some(refund) => {
            format!("{}: {}", page.t("Chờ duyệt hoàn", "Refund asked for"), page.money(refund.amount_vnd))
        }
        None if payment.returned_vnd() > 0 => {
            format!("{}: {}", page.t("Đã hoàn", "Given back"), page.money(payment.returned_vnd()))
        }
        None => String::new(),
    };
    PaymentRow {
        id: payment.id.clone(),
        // A statement says the day and no hour.
        at: match payment.way {
            PaymentWay::Transfer => page.day(payment.paid_at.day()),
            PaymentWay::Cash | PaymentWay::Card | PaymentWay::Platform => page.moment(payment.paid_at),
        },
        way: motcua_messages::payment_way(payment.way, lang),
        amount: page.money(payment.amount_vnd),
        payer: payment.payer.clone(),
        memo: payment.memo.clone(),
        waits: payment
            .unbound
            .filter(|_| payment.waits())
            .map_or("", |why| motcua_messages::unbound(why, lang)),
        refund,
        bill: payment.bill.as_ref().map(ToString::to_string).unwrap_or_default(),
    }
}

/// Words for a rule that is only asked.
pub(crate) const WORDS: &str = "hỏi trước";

/// Whether the rule would let this officer do it now, or refuses it only for this: what the page asks for.
pub(crate) fn may<C: Asks>(signed: &Signed, command: C, but_for: &str) -> Result<bool, Fault> {
    let (app, actor) = (&signed.visit.app, signed.viewer());
    let asking = Acting::of(&app.law, &actor, signed.visit.now);
    match app.read(|rows| act::asked(rows, &asking, command)) {
        Ok(_) => Ok(true),
        Err(Halt::Refused(why)) => Ok(why.iter().all(|why| why.code == but_for)),
        Err(Halt::Broke(fault)) => Err(fault),
    }
}
