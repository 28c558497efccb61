//! Nộp phí, lệ phí: one number, why it is that much, how to pay it, and the receipt.

use super::once;
use askama::Template;
use axum::extract::{Path, Query};
use motcua_core::act::Actor;
use motcua_core::catalogue::FeeUnit;
use motcua_core::dossier::Dossier;
use motcua_core::money::{
    BeginOnline, BillCommand, OnlineEnd, OnlineOrder, OnlineReference, OwedFor, Payment, PaymentReference,
    RaiseBill, Receipt, account_on, pays_online as rules_pay_online,
};
use motcua_core::{Halt, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::keyed::{self, Keyed};
use motcua_edge::online::{ask_about, hear};
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::visit::Visit;
use motcua_store::money;
use motcua_told::money::{
    BillNow, BillTold, BillTransfer, OnlineTold, ReceiptTold, bill_told, explained, online_told, owed_now,
    receipt_told, transfer,
};
use motcua_told::receipt_paper::receipt_printed;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "citizen/pay.html")]
struct PayPage {
    page: Page,
    code: String,
    back: String,
    action: String,
    online_action: String,
    ask_action: String,
    form_key: String,
    bill: String,
    /// What is still to pay, in one number; empty where nothing is, or nobody knows yet.
    left: String,
    unasked: Vec<ToAsk>,
    bills: Vec<BillShown>,
    /// Money that came for this dossier and waits for an officer: how much, and why.
    waiting: Vec<(String, &'static str)>,
    centre: String,
    /// Money can be paid on the platform.
    pays_online: bool,
    /// It can be paid into an account too.
    pays_by_transfer: bool,
    /// The platform did not answer just now.
    unanswered: bool,
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
    /// The go at paying it online that nobody knows the end of.
    open: Option<OnlineTold>,
    /// How the last one ended, where it ended without money; empty otherwise.
    ended: String,
    /// Another one can be begun.
    begins: bool,
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
    pdf_href: String,
    is_signed: bool,
}

/// `GET /dossiers/{code}/pay?key=`
pub(super) async fn ask(visit: Visit, Path(code): Path<String>, Query(asked): Query<PayQuery>) -> Reply {
    let dossier = keyed::open(&visit, &code, &asked.key)?;
    let unanswered = asked.unanswered == "1";
    shown(&visit, &dossier, &SentForm::default(), unanswered, &[])
}

/// The secret, and what has just happened.
#[derive(Deserialize)]
pub(super) struct PayQuery {
    #[serde(default)]
    key: String,
    #[serde(default)]
    unanswered: String,
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
    let owed = command.owed;
    let wrong = match send(&visit.app, &actor, sending, BillCommand::from(command)).await {
        Ok(_) => Vec::new(),
        // Asked for twice: the first one is paid.
        Err(halt) => refusals(halt)?.into_iter().filter(|why| why.code != "money.bill-there").collect(),
    };
    match (wrong.as_slice(), form.get("way")) {
        ([], "online") => {
            let bills = visit.app.read(|rows| money::bills_of(rows, dossier.code()))?;
            let bill = bills.into_iter().find(|bill| bill.owed == owed && bill.cancelled_at.is_none());
            let bill = bill.ok_or_else(|| Refusal::of("money.bill-unknown"))?;
            goes_online(&visit, &dossier, &bill.id).await
        }
        ([], _) => Ok(see_other(&to)),
        (wrong, _) => shown(&visit, &dossier, &form, false, wrong),
    }
}

/// `POST /dossiers/{code}/begin_online?key=`: to the payment platform.
pub(super) async fn begin_online(
    visit: Visit,
    Path(code): Path<String>,
    Query(Keyed { key }): Query<Keyed>,
    form: SentForm,
) -> Reply {
    let dossier = keyed::open_to_act(&visit, &code, &key)?;
    let id = PaymentReference::parse(form.get("bill")).ok_or_else(|| Refusal::of("request.malformed"))?;
    goes_online(&visit, &dossier, &id).await
}

/// Begins a try and asks the platform to take it. Where it does not answer nobody knows whether it did: the page says so,
/// and asks again before there is another.
async fn goes_online(visit: &Visit, dossier: &Dossier, id: &PaymentReference) -> Reply {
    let (app, to) = (&visit.app, keyed::href(visit, dossier, "/pay"));
    let Some(platform) = &app.platform else {
        return shown(visit, dossier, &SentForm::default(), false, &[Refusal::of("money.no-platform")]);
    };
    let actor = Actor::Person { name: dossier.submission.applicant.name.clone() };
    let command = BeginOnline { id: id.clone(), code: dossier.code().clone() };
    let bill = match send(app, &actor, Sending::default(), BillCommand::from(command)).await {
        Ok(acted) => acted.after,
        Err(halt) => {
            let wrong = refusals(halt)?;
            // Pressed twice: it goes on with the first.
            return match wrong.iter().any(|why| why.code == "money.online-open") {
                true => Ok(see_other(&to)),
                false => shown(visit, dossier, &SentForm::default(), false, &wrong),
            };
        }
    };
    let open = bill.as_ref().and_then(|bill| Some((bill.id.clone(), bill.open_try()?)));
    let Some((bill, (number, one))) = open else { return Ok(see_other(&to)) };
    let order = OnlineOrder {
        reference: OnlineReference { bill, number },
        amount_vnd: one.amount_vnd,
        words: format!("HO SO {}", dossier.code()),
        at: one.begun_at,
    };
    match platform.create(&order).await {
        Some(command) => hear(app, command).await.map(|()| see_other(&to)).map_err(Into::into),
        None => Ok(see_other(&format!("{to}&unanswered=1"))),
    }
}

/// `POST /dossiers/{code}/ask_online?key=`: the platform is asked how the open try stands.
pub(super) async fn ask_online(
    visit: Visit,
    Path(code): Path<String>,
    Query(Keyed { key }): Query<Keyed>,
    form: SentForm,
) -> Reply {
    let dossier = keyed::open_to_act(&visit, &code, &key)?;
    let id = PaymentReference::parse(form.get("bill")).ok_or_else(|| Refusal::of("request.malformed"))?;
    let bill = visit.app.read(|rows| money::bill(rows, &id))?;
    let bill = bill.filter(|bill| bill.dossier == *dossier.code());
    let bill = bill.ok_or_else(|| Refusal::of("money.bill-unknown"))?;
    let answered = bill.open_try().is_none() || ask_about(&visit.app, &bill).await?;
    let to = keyed::href(&visit, &dossier, "/pay");
    Ok(see_other(&if answered { to } else { format!("{to}&unanswered=1") }))
}

fn shown(visit: &Visit, dossier: &Dossier, form: &SentForm, unanswered: bool, wrong: &[Refusal]) -> Reply {
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
    let receiving = &dossier.submission.receiving;
    let pays_online = app.platform.is_some() && rules_pay_online(&app.law, receiving);
    let terms = app.read(|rows| money::terms_of(rows, &app.law, receiving))?;
    let pays_by_transfer = account_on(&terms, receiving, visit.now.day()).is_some();
    let bills = now.bills.iter().filter(|now| now.bill.cancelled_at.is_none()).map(|now| {
        let last = online_told(&now.bill, &page).pop();
        let open = last.filter(|one| one.is_open);
        let is_due = now.left_vnd() > 0;
        Ok::<_, motcua_core::Fault>(BillShown {
            begins: pays_online && is_due && open.is_none(),
            ended: ended(now, &page),
            open: open.filter(|_| is_due),
            told: bill_told(app, now, &page)?,
            transfer: transfer(app, now, visit.now.day(), &page)?,
            receipt_href: now.bill.receipt.as_ref().map_or_else(String::new, |receipt| {
                keyed::href(visit, dossier, &format!("/money_receipts/{receipt}"))
            }),
        })
    });
    let waiting = app.read(|rows| {
        let mut all = Vec::new();
        for now in &now.bills {
            all.extend(money::payments_meant(rows, &now.bill.id)?);
        }
        Ok::<_, motcua_core::Fault>(all)
    })?;
    let why = |payment: &Payment| payment.unbound.map_or("", |why| motcua_messages::unbound(why, visit.lang));
    let waiting = waiting.iter().map(|payment| (page.money(payment.held_vnd()), why(payment))).collect();
    let left = now.left_vnd();
    let view = PayPage {
        code: dossier.code().to_string(),
        back: keyed::href(visit, dossier, ""),
        action: keyed::href(visit, dossier, "/pay"),
        online_action: keyed::href(visit, dossier, "/begin_online"),
        ask_action: keyed::href(visit, dossier, "/ask_online"),
        form_key: once::fresh(visit),
        bill: PaymentReference::drawn(app.random::<8>()).to_string(),
        left: if left > 0 { page.money(left) } else { String::new() },
        unasked: unasked.collect(),
        waiting,
        bills: bills.collect::<Result<_, _>>()?,
        centre: motcua_edge::page::agency_name(app, &dossier.submission.receiving, visit.lang),
        pays_online,
        pays_by_transfer,
        unanswered,
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}

/// How the last go at paying online ended, where something is still to pay.
fn ended(now: &BillNow, page: &Page) -> String {
    let last = now.bill.online.last().and_then(|one| one.end).filter(|end| *end != OnlineEnd::Paid);
    match last.filter(|_| now.left_vnd() > 0) {
        Some(end) => motcua_messages::online_end(end, page.language()).to_string(),
        None => String::new(),
    }
}

/// `GET /dossiers/{code}/money_receipts/{id}?key=`
pub(super) async fn receipt(
    visit: Visit,
    Path((code, id)): Path<(String, String)>,
    Query(Keyed { key }): Query<Keyed>,
) -> Reply {
    let (dossier, receipt) = own_receipt(&visit, &code, &id, &key)?;
    let page = visit.page("track", "Biên lai", "Receipt");
    let (voided, is_signed) = (receipt.voided.is_some(), receipt.file.is_some());
    let back = keyed::href(&visit, &dossier, "/pay");
    let pdf_href = keyed::href(&visit, &dossier, &format!("/money_receipts/{id}/print.pdf"));
    let told = receipt_told(&visit.app, receipt);
    let view = ReceiptPage { back, voided, is_signed, pdf_href, told, page };
    Ok(html(axum::http::StatusCode::OK, &view))
}

/// `GET /dossiers/{code}/money_receipts/{id}/print.pdf?key=`: the bytes that were sealed.
pub(super) async fn receipt_print(
    visit: Visit,
    Path((code, id)): Path<(String, String)>,
    Query(Keyed { key }): Query<Keyed>,
) -> Reply {
    let (_, receipt) = own_receipt(&visit, &code, &id, &key)?;
    receipt_printed(&visit.app, receipt).await
}

/// A receipt of this dossier, for whoever has its secret.
fn own_receipt(visit: &Visit, code: &str, id: &str, key: &str) -> Result<(Dossier, Receipt), Halt> {
    let dossier = keyed::open(visit, code, key)?;
    let found = visit.app.read(|rows| money::receipt(rows, id))?;
    let receipt = found.filter(|receipt| receipt.dossier == *dossier.code());
    Ok((dossier, receipt.ok_or_else(|| Refusal::of("money.receipt-unknown"))?))
}
