//! A receipt, as it is printed in two copies, and voiding it.

use crate::shown::{WORDS, may};
use askama::Template;
use axum::extract::Path;
use motcua_core::money::{Receipt, ReceiptCommand, VoidReceipt};
use motcua_core::{Halt, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of};
use motcua_edge::signed::Signed;
use motcua_store::money;
use motcua_told::money::{ReceiptTold, receipt_told};
use motcua_told::receipt_paper::receipt_printed;

#[derive(Template)]
#[template(path = "till/receipt.html")]
struct ReceiptPage {
    page: Page,
    told: ReceiptTold,
    pdf_href: String,
    is_signed: bool,
    /// When and why it was voided; empty while it holds.
    voided: String,
    may_void: bool,
    reason: String,
    again: bool,
    payer: String,
    key: String,
    errors: Wrongs,
}

/// `GET /officer/receipts/{id}`
pub async fn get(signed: Signed, Path(id): Path<String>) -> Reply {
    let receipt = find(&signed, &id)?;
    page_of(&signed, receipt, &SentForm::default(), &[])
}

/// `GET /officer/receipts/{id}/print.pdf`: the bytes that were sealed.
pub async fn print(signed: Signed, Path(id): Path<String>) -> Reply {
    let receipt = find(&signed, &id)?;
    receipt_printed(&signed.visit.app, receipt).await
}

/// `POST /officer/receipts/{id}/void_receipt`
pub async fn void_receipt(signed: Signed, Path(id): Path<String>, form: SentForm) -> Reply {
    let receipt = find(&signed, &id)?;
    let key = key_of(&form, &format!("void_receipt {id}"))?;
    let (again, payer) = (form.get("again") == "yes", form.get("payer").to_string());
    let command = void(&id, form.get("reason"), again, payer);
    let sending = Sending { key: Some(key), ..Sending::default() };
    match send(&signed.visit.app, &signed.actor()?, sending, command).await {
        Ok(_) => Ok(see_other(&format!("/officer/bills/{}?done=void_receipt", receipt.bill))),
        Err(halt) => page_of(&signed, receipt, &form, &refusals(halt)?),
    }
}

fn void(id: &str, reason: &str, again: bool, payer: String) -> ReceiptCommand {
    VoidReceipt { id: id.to_string(), reason: reason.to_string(), again, payer }.into()
}

fn find(signed: &Signed, id: &str) -> Result<Receipt, Halt> {
    let found = signed.visit.app.read(|rows| money::receipt(rows, id))?;
    let here =
        found.filter(|receipt| receipt.agency == signed.officer.agency && signed.officer.sits_at_a_desk());
    Ok(here.ok_or_else(|| Refusal::of("money.receipt-unknown"))?)
}

fn page_of(signed: &Signed, receipt: Receipt, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let title = format!("{} {} {}", lang.t("Biên lai", "Receipt"), receipt.sign, receipt.printed_number());
    let mut page = signed.visit.page("work", &title, &title);
    let errors = Wrongs::of(wrong, lang, "reason");
    errors.entitle(&mut page);
    let view = ReceiptPage {
        voided: receipt.voided.as_ref().map_or_else(String::new, |voided| {
            format!("{}, {}: {}", page.moment(voided.at), voided.by.name, voided.reason)
        }),
        may_void: may(signed, void(&receipt.id, WORDS, false, String::new()), "")?,
        reason: form.get("reason").to_string(),
        again: form.get("again") == "yes",
        payer: form.filled("payer").unwrap_or(&receipt.payer).to_string(),
        key: fresh_key(app),
        pdf_href: format!("/officer/receipts/{}/print.pdf", receipt.id),
        is_signed: receipt.file.is_some(),
        told: receipt_told(app, receipt),
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}
