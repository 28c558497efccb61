//! A bill: how it is paid by transfer, what came for it, and what may be done about it.

use crate::shown::{self, PaymentRow, payment_row};
use askama::Template;
use axum::extract::Path;
use motcua_core::catalogue::Duty;
use motcua_core::money::{
    ApproveWaiver, AskWaiver, Bill, BillCommand, BillStanding, CancelBill, IssueReceipt, ReceiptCommand,
};
use motcua_core::{Halt, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of};
use motcua_edge::signed::Signed;
use motcua_store::money;
use motcua_told::money::{BillTold, BillTransfer, bill_told, transfer};

#[derive(Template)]
#[template(path = "till/bill.html")]
struct BillPage {
    page: Page,
    told: BillTold,
    dossier: String,
    payer: String,
    raised: String,
    transfer: Option<BillTransfer>,
    payments: Vec<PaymentRow>,
    acts: Vec<BillAct>,
    errors: Wrongs,
}

/// What may be done about it.
struct BillAct {
    verb: &'static str,
    name: &'static str,
    /// What is said of it.
    about: &'static str,
    /// It asks for a reason.
    asks: bool,
    typed: String,
    key: String,
}

/// `GET /officer/bills/{id}`
pub async fn get(signed: Signed, Path(id): Path<String>) -> Reply {
    let bill = shown::bill(&signed, &id)?;
    page_of(&signed, &bill, &SentForm::default(), "", &[])
}

/// `POST /officer/bills/{id}/{verb}`
pub async fn post(signed: Signed, Path((id, verb)): Path<(String, String)>, form: SentForm) -> Reply {
    let bill = shown::bill(&signed, &id)?;
    let key = Some(key_of(&form, &format!("{verb} {id}"))?);
    let (app, actor) = (&signed.visit.app, signed.actor()?);
    let sending = Sending { key, ..Sending::default() };
    let (bill_id, reason) = (bill.id.clone(), form.get("reason").to_string());
    let done = match verb.as_str() {
        "ask_waiver" => {
            let command = AskWaiver { bill: bill_id, reason };
            send(app, &actor, sending, BillCommand::from(command)).await.map(drop)
        }
        "approve_waiver" => {
            let command = ApproveWaiver { bill: bill_id };
            send(app, &actor, sending, BillCommand::from(command)).await.map(drop)
        }
        "cancel_bill" => {
            let command = CancelBill { bill: bill_id, reason };
            send(app, &actor, sending, BillCommand::from(command)).await.map(drop)
        }
        "issue_receipt" => {
            let command = IssueReceipt { bill: bill_id };
            send(app, &actor, sending, ReceiptCommand::from(command)).await.map(drop)
        }
        _ => return Err(Halt::from(Refusal::of("page.unknown")).into()),
    };
    match done {
        Ok(()) => Ok(see_other(&format!("/officer/bills/{id}?done={verb}"))),
        Err(halt) => page_of(&signed, &bill, &form, &verb, &refusals(halt)?),
    }
}

fn page_of(signed: &Signed, bill: &Bill, form: &SentForm, sent: &str, wrong: &[Refusal]) -> Reply {
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let title = format!("{} {}", lang.t("Khoản thu", "Bill"), bill.id);
    let mut page = signed.visit.page("work", &title, &title);
    let errors = Wrongs::of(wrong, lang, "acts");
    errors.entitle(&mut page);
    let payments = app.read(|rows| {
        let found = bill.bound.iter().map(|bound| money::payment(rows, &bound.payment));
        found.collect::<Result<Vec<_>, _>>()
    })?;
    let view = BillPage {
        told: bill_told(app, bill, &page)?,
        dossier: bill.dossier.to_string(),
        payer: bill.payer.clone(),
        raised: page.moment(bill.raised_at),
        transfer: transfer(app, bill, signed.visit.now.day(), &page)?,
        payments: payments.iter().flatten().map(|payment| payment_row(payment, &page)).collect(),
        acts: acts(signed, bill, form, sent, &page),
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}

fn acts(signed: &Signed, bill: &Bill, form: &SentForm, sent: &str, page: &Page) -> Vec<BillAct> {
    let has = |duty| signed.officer.has(duty);
    let (is_due, is_empty) = (matches!(bill.standing(), BillStanding::Due { .. }), bill.bound.is_empty());
    let waits = bill.waiver.as_ref().filter(|_| is_due && is_empty);
    let asked_by = waits.and_then(|waiver| waiver.asked_by.officer.as_ref());
    let owes_receipt = bill.receipt.is_none() && !is_empty && bill.of.has_our_receipt();
    let all = [
        (
            "issue_receipt",
            owes_receipt && bill.is_settled() && !bill.is_refunded() && has(Duty::Reception),
            page.t("Lập biên lai", "Give the receipt"),
            page.t("Đã thu đủ mà chưa có biên lai.", "It was paid in full, and has no receipt."),
            false,
        ),
        (
            "approve_waiver",
            waits.is_some() && has(Duty::Leader) && !shown::is_own(signed, asked_by),
            page.t("Duyệt miễn thu", "Agree to waive it"),
            page.t(
                "Khoản này không phải nộp nữa; hồ sơ đang chờ nộp thì chạy tiếp.",
                "Nothing is owed then; a dossier that waits for it goes on.",
            ),
            false,
        ),
        (
            "ask_waiver",
            is_due && is_empty && bill.waiver.is_none() && (has(Duty::Reception) || has(Duty::Case)),
            page.t("Đề nghị miễn thu", "Ask to waive it"),
            page.t("Ghi căn cứ; lãnh đạo duyệt.", "Say on what ground; a leader agrees."),
            true,
        ),
        (
            "cancel_bill",
            is_due && is_empty && (has(Duty::Reception) || has(Duty::Leader)),
            page.t("Hủy khoản thu", "Cancel the bill"),
            page.t(
                "Khi lập nhầm. Tiền chuyển đến sau đó chờ người xử lý.",
                "When it was made by mistake. Money that comes for it later waits for a person.",
            ),
            true,
        ),
    ];
    let may = all.into_iter().filter(|(_, may, ..)| *may);
    may.map(|(verb, _, name, about, asks)| BillAct {
        verb,
        name,
        about,
        asks,
        typed: if verb == sent { form.get("reason").to_string() } else { String::new() },
        key: fresh_key(&signed.visit.app),
    })
    .collect()
}
