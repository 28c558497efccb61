//! Money that came in: what it is for, and giving it back.

use crate::shown::{self, PaymentRow, WORDS, may, payment_row};
use askama::Template;
use axum::extract::Path;
use motcua_core::Halt;
use motcua_core::Refusal;
use motcua_core::money::{
    ApproveRefund, AskRefund, BindPayment, Payment, PaymentCommand, PaymentReference, PaymentWay, SendRefund,
    WithdrawRefund,
};
use motcua_edge::act::{Sending, send};
use motcua_edge::amount::amount;
use motcua_edge::ask::{ChoiceShown, Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of};
use motcua_edge::signed::Signed;
use motcua_store::money;

#[derive(Template)]
#[template(path = "till/payment.html")]
struct PaymentPage {
    page: Page,
    row: PaymentRow,
    source: String,
    taken: String,
    held: String,
    /// Bills of this agency that something is still owed for: reference, payer, how much.
    due: Vec<(String, String, String)>,
    bill: String,
    /// What goes back, or went.
    refunds: Vec<RefundShown>,
    may_bind: bool,
    may_ask: bool,
    may_approve: bool,
    may_send: bool,
    /// The platform is asked, and can be asked again.
    may_ask_again: bool,
    /// Other sums with which the same money was told.
    told_otherwise: Vec<String>,
    may_withdraw: bool,
    /// By which a refund goes.
    ways: Vec<ChoiceShown>,
    way: String,
    amount_vnd: String,
    to: String,
    reason: String,
    proof: String,
    key: String,
    errors: Wrongs,
}

/// What goes back of a payment.
struct RefundShown {
    amount: String,
    to: String,
    reason: String,
    asked: String,
    approved: String,
    /// What the platform says of it; empty where it is not asked.
    platform: String,
    sent: String,
}

const BILLS_MAX: u32 = 50;

/// `GET /officer/payments/{id}`
pub async fn get(signed: Signed, Path(id): Path<String>) -> Reply {
    let payment = shown::payment(&signed, &id)?;
    page_of(&signed, &payment, &SentForm::default(), &[])
}

/// `POST /officer/payments/{id}/{verb}`
pub async fn post(signed: Signed, Path((id, verb)): Path<(String, String)>, form: SentForm) -> Reply {
    let payment = shown::payment(&signed, &id)?;
    let key = Some(key_of(&form, &format!("{verb} {id}"))?);
    let sending = Sending { key, ..Sending::default() };
    let reason = form.get("reason").to_string();
    let command: PaymentCommand = match verb.as_str() {
        "bind_payment" => {
            let Ok(bill) = shown::reference(form.get("bill")) else {
                let wrong = Refusal::of("money.no-such-bill").at("bill");
                return page_of(&signed, &payment, &form, &[wrong]);
            };
            BindPayment { id: id.clone(), bill, reason }.into()
        }
        "ask_refund" => {
            let amount_vnd = amount(form.get("amount_vnd")).unwrap_or_default();
            AskRefund { id: id.clone(), amount_vnd, to: form.get("to").to_string(), reason }.into()
        }
        "approve_refund" => ApproveRefund { id: id.clone() }.into(),
        "send_refund" => {
            let way = PaymentWay::parse(form.get("way")).unwrap_or(PaymentWay::Transfer);
            SendRefund { id: id.clone(), way, proof: form.get("proof").to_string() }.into()
        }
        "withdraw_refund" => WithdrawRefund { id: id.clone(), reason }.into(),
        _ => return Err(Halt::from(Refusal::of("page.unknown")).into()),
    };
    match send(&signed.visit.app, &signed.actor()?, sending, command).await {
        Ok(_) => Ok(see_other(&format!("/officer/payments/{id}?done={verb}"))),
        Err(halt) => page_of(&signed, &payment, &form, &refusals(halt)?),
    }
}

fn page_of(signed: &Signed, payment: &Payment, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let mut page = signed.visit.page("work", "Khoản tiền vào", "Money that came in");
    let errors = Wrongs::of(wrong, lang, "acts");
    errors.entitle(&mut page);
    let (id, words) = (|| payment.id.clone(), || WORDS.to_string());
    let ask = |command: PaymentCommand, but_for: &str| may(signed, command, but_for);
    // For which bill it is, the page asks for.
    let none = PaymentReference::drawn([0; 8]);
    let may_bind = ask(BindPayment { id: id(), bill: none, reason: words() }.into(), "money.no-such-bill")?;
    // What came through the platform can go back through it; while it is asked, by no other way.
    let through_the_platform = app.platform.is_some() && payment.way == PaymentWay::Platform;
    let is_handed = payment.open_refund().is_some_and(|refund| refund.handed_at.is_some());
    let send_by = if is_handed { PaymentWay::Platform } else { PaymentWay::Transfer };
    let due = match may_bind {
        true => app.read(|rows| money::bills_due(rows, &payment.agency, BILLS_MAX))?,
        false => Vec::new(),
    };
    let meant = payment.meant.as_ref().map(ToString::to_string).unwrap_or_default();
    let or = |name: &str, fresh: String| form.filled(name).map_or(fresh, str::to_string);
    let view = PaymentPage {
        row: payment_row(payment, &page),
        source: payment.source.clone(),
        taken: format!("{}, {}", page.moment(payment.came_at), motcua_messages::who(&payment.taken_by, lang)),
        held: page.money(payment.held_vnd()),
        due: due
            .iter()
            .map(|bill| (bill.id.to_string(), bill.payer.clone(), page.money(bill.left_vnd())))
            .collect(),
        bill: or("bill", meant),
        refunds: refunds(payment, &page),
        may_bind,
        may_ask: ask(AskRefund { id: id(), amount_vnd: 1, to: words(), reason: words() }.into(), "")?,
        may_approve: ask(ApproveRefund { id: id() }.into(), "")?,
        may_send: !is_handed && ask(SendRefund { id: id(), way: send_by, proof: words() }.into(), "")?,
        may_ask_again: is_handed
            && app.platform.is_some()
            && ask(SendRefund { id: id(), way: send_by, proof: words() }.into(), "")?,
        told_otherwise: payment.told_otherwise_vnd.iter().map(|vnd| page.money(*vnd)).collect(),
        may_withdraw: ask(WithdrawRefund { id: id(), reason: words() }.into(), "")?,
        ways: [PaymentWay::Platform, PaymentWay::Cash, PaymentWay::Transfer]
            .into_iter()
            .filter(|way| *way != PaymentWay::Platform || through_the_platform)
            .map(|way| ChoiceShown::new(way.as_str(), motcua_messages::payment_way(way, lang)))
            .collect(),
        way: form.get("way").to_string(),
        amount_vnd: or("amount_vnd", page.numbers().count(payment.held_vnd())),
        to: form.get("to").to_string(),
        reason: form.get("reason").to_string(),
        proof: form.get("proof").to_string(),
        key: fresh_key(app),
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}

fn refunds(payment: &Payment, page: &Page) -> Vec<RefundShown> {
    let by = |who: &motcua_core::act::Who| motcua_messages::who(who, page.language());
    let one = |refund: &motcua_core::money::Refund| RefundShown {
        amount: page.money(refund.amount_vnd),
        to: refund.to.clone(),
        reason: refund.reason.clone(),
        asked: format!("{}, {}", by(&refund.asked_by), page.moment(refund.asked_at)),
        approved: refund.approved_by.as_ref().map(by).unwrap_or_default(),
        platform: match (refund.handed_at.filter(|_| refund.sent_at.is_none()), refund.refused.as_str()) {
            (Some(at), _) => {
                format!("{}, {}", page.t("Đã yêu cầu, chờ trả lời", "Asked, no answer yet"), page.moment(at))
            }
            (None, "") => String::new(),
            (None, why) => format!("{}: {why}", page.t("Từ chối", "Refused")),
        },
        sent: refund.sent_at.map(|at| format!("{}: {}", page.moment(at), refund.proof)).unwrap_or_default(),
    };
    payment.refunds.iter().map(one).collect()
}
