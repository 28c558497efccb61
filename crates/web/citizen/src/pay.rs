//! Nộp phí, lệ phí: one number, why it is that much, how to pay it, and the receipt.

use super::once;
use askama::Template;
use axum::extract::{Path, Query};
use motcua_core::Refusal;
use motcua_core::act::Actor;
use motcua_core::catalogue::FeeUnit;
use motcua_core::dossier::Dossier;
use motcua_core::money::{BillCommand, OwedFor, PaymentReference, RaiseBill};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::keyed::{self, Keyed};
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::visit::Visit;
use motcua_store::money;
use motcua_told::money::{
    BillTold, BillTransfer, ReceiptTold, bill_told, explained, owed_now, receipt_told, transfer,
};

#[derive(Template)]
#[template(path = "citizen/pay.html")]
struct PayPage {
    page: Page,
    code: String,
    back: String,
    action: String,
    form_key: String,
    bill: String,
    /// What is still to pay, in one number; empty where nothing is, or nobody knows yet.
    left: String,
    unasked: Vec<ToAsk>,
    bills: Vec<BillShown>,
    centre: String,
    errors: Wrongs,
}

/// What is owed and not asked for yet.
struct ToAsk {
    owed: String,
    kind: &'static str,
    amount: String,
    why: String,
    /// The person says how many copies.
    counts: bool,
    units: String,
}

/// What was asked for.
struct BillShown {
    told: BillTold,
    transfer: Option<BillTransfer>,
    /// Where its receipt is; empty where there is none.
    receipt_href: String,
}

#[derive(Template)]
#[template(path = "citizen/money_receipt.html")]
struct ReceiptPage {
    page: Page,
    back: String,
    told: ReceiptTold,
    voided: bool,
}

/// `GET /dossiers/{code}/pay?key=`
pub(super) async fn ask(visit: Visit, Path(code): Path<String>, Query(Keyed { key }): Query<Keyed>) -> Reply {
    let dossier = keyed::open(&visit, &code, &key)?;
    shown(&visit, &dossier, &SentForm::default(), &[])
}

/// `POST /dossiers/{code}/pay?key=`: raises the bill, so that it can be paid.
pub(super) async fn raise_bill(
    visit: Visit,
    Path(code): Path<String>,
    Query(Keyed { key }): Query<Keyed>,
    form: SentForm,
) -> Reply {
    let dossier = keyed::open_to_act(&visit, &code, &key)?;
    let once_key = once::key(&form, &dossier)?;
    let malformed = || Refusal::of("request.malformed");
    let command = RaiseBill {
        id: PaymentReference::parse(form.get("bill")).ok_or_else(malformed)?,
        code: dossier.code().clone(),
        owed: OwedFor::parse(form.get("owed")).ok_or_else(malformed)?,
        units: form.filled("units").map(|typed| typed.trim().parse().unwrap_or(0)),
    };
    let actor = Actor::Person { name: dossier.submission.applicant.name.clone() };
    let sending = Sending { key: Some(once_key), ..Sending::default() };
    let to = keyed::href(&visit, &dossier, "/pay");
    match send(&visit.app, &actor, sending, BillCommand::from(command)).await {
        Ok(_) => Ok(see_other(&to)),
        Err(halt) => {
            let wrong = refusals(halt)?;
            // Asked for twice: the first one is paid.
            match wrong.iter().any(|why| why.code == "money.bill-there") {
                true => Ok(see_other(&to)),
                false => shown(&visit, &dossier, &form, &wrong),
            }
        }
    }
}

fn shown(visit: &Visit, dossier: &Dossier, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let app = &visit.app;
    let mut page = visit.page("track", "Nộp phí, lệ phí", "Pay the charge or fee");
    let errors = Wrongs::of(wrong, visit.lang, "pay");
    errors.entitle(&mut page);
    let units = form.filled("units").and_then(|typed| typed.trim().parse().ok());
    let now = owed_now(app, dossier, units)?;
    let unasked = now.unasked.iter().map(|found| ToAsk {
        owed: found.owed.key(),
        kind: motcua_messages::fee_kind(found.of, visit.lang),
        amount: found.full_vnd.map(|vnd| page.money(vnd)).unwrap_or_default(),
        why: explained(app, dossier, found, &page),
        counts: found.unit == FeeUnit::Copy,
        units: form.get("units").to_string(),
    });
    let bills = now.bills.iter().filter(|now| now.bill.cancelled_at.is_none()).map(|bill| {
        Ok::<_, motcua_core::Fault>(BillShown {
            told: bill_told(app, bill, &page)?,
            transfer: transfer(app, bill, visit.now.day(), &page)?,
            receipt_href: bill.bill.receipt.as_ref().map_or_else(String::new, |receipt| {
                keyed::href(visit, dossier, &format!("/money_receipts/{receipt}"))
            }),
        })
    });
    let left = now.left_vnd();
    let view = PayPage {
        code: dossier.code().to_string(),
        back: keyed::href(visit, dossier, ""),
        action: keyed::href(visit, dossier, "/pay"),
        form_key: once::fresh(visit),
        bill: PaymentReference::drawn(app.random::<8>()).to_string(),
        left: if left > 0 { page.money(left) } else { String::new() },
        unasked: unasked.collect(),
        bills: bills.collect::<Result<_, _>>()?,
        centre: motcua_edge::page::agency_name(app, &dossier.submission.receiving, visit.lang),
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}

/// `GET /dossiers/{code}/money_receipts/{id}?key=`
pub(super) async fn receipt(
    visit: Visit,
    Path((code, id)): Path<(String, String)>,
    Query(Keyed { key }): Query<Keyed>,
) -> Reply {
    let dossier = keyed::open(&visit, &code, &key)?;
    let found = visit.app.read(|rows| money::receipt(rows, &id))?;
    let receipt = found.filter(|receipt| receipt.dossier == *dossier.code());
    let receipt = receipt.ok_or_else(|| Refusal::of("money.receipt-unknown"))?;
    let page = visit.page("track", "Biên lai", "Receipt");
    let voided = receipt.voided.is_some();
    let back = keyed::href(&visit, &dossier, "/pay");
    let view = ReceiptPage { back, voided, told: receipt_told(&visit.app, receipt), page };
    Ok(html(axum::http::StatusCode::OK, &view))
}
