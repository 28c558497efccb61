//! A bill: how it is paid by transfer, what came for it, and what may be done about it.

use crate::shown::{self, PaymentRow, WORDS, may, payment_row};
use askama::Template;
use axum::extract::Path;
use motcua_core::money::{
    ApproveWaiver, AskWaiver, Bill, BillCommand, CancelBill, IssueReceipt, ReceiptCommand,
};
use motcua_core::{Fault, Halt, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of};
use motcua_edge::signed::Signed;
use motcua_store::{dossier, money};
use motcua_told::money::{BillNow, BillTold, BillTransfer, OnlineTold, bill_told, online_told, transfer};

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
    online: Vec<OnlineTold>,
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
    let done = match command(&verb, &bill, form.get("reason")) {
        Some(Asked::OfBill(command)) => send(app, &actor, sending, command).await.map(drop),
        Some(Asked::OfReceipt(command)) => send(app, &actor, sending, command).await.map(drop),
        None => return Err(Halt::from(Refusal::of("page.unknown")).into()),
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
        let mut found = found.collect::<Result<Vec<_>, Fault>>()?;
        // What waits for a person and may be meant for it.
        found.extend(money::payments_meant(rows, &bill.id)?.into_iter().map(Some));
        Ok::<_, Fault>(found)
    })?;
    let dossier = app.read(|rows| dossier::by_code(rows, &bill.dossier))?;
    let now = BillNow::of(bill.clone(), dossier.as_ref());
    let view = BillPage {
        told: bill_told(app, &now, &page)?,
        dossier: bill.dossier.to_string(),
        payer: bill.payer.clone(),
        raised: page.moment(bill.raised_at),
        transfer: transfer(app, &now, signed.visit.now.day(), &page)?,
        payments: payments.iter().flatten().map(|payment| payment_row(payment, &page)).collect(),
        online: online_told(bill, &page),
        acts: acts(signed, bill, form, sent, &page)?,
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}

/// What a button asks for.
enum Asked {
    OfBill(BillCommand),
    OfReceipt(ReceiptCommand),
}

/// The command of this verb; none for another word.
fn command(verb: &str, bill: &Bill, reason: &str) -> Option<Asked> {
    let (bill, reason) = (bill.id.clone(), reason.to_string());
    Some(match verb {
        "ask_waiver" => Asked::OfBill(AskWaiver { bill, reason }.into()),
        "approve_waiver" => Asked::OfBill(ApproveWaiver { bill }.into()),
        "cancel_bill" => Asked::OfBill(CancelBill { bill, reason }.into()),
        "issue_receipt" => Asked::OfReceipt(IssueReceipt { bill }.into()),
        _ => return None,
    })
}

/// The buttons that the rules have for this officer.
fn acts(
    signed: &Signed,
    bill: &Bill,
    form: &SentForm,
    sent: &str,
    page: &Page,
) -> Result<Vec<BillAct>, Fault> {
    let all = [
        (
            "issue_receipt",
            page.t("Lập biên lai", "Give the receipt"),
            page.t("Đã thu đủ mà chưa có biên lai.", "It was paid in full, and has no receipt."),
            false,
        ),
        (
            "approve_waiver",
            page.t("Duyệt miễn thu", "Agree to waive it"),
            page.t(
                "Khoản này không phải nộp nữa; hồ sơ đang chờ nộp thì chạy tiếp.",
                "Nothing is owed then; a dossier that waits for it goes on.",
            ),
            false,
        ),
        (
            "ask_waiver",
            page.t("Đề nghị miễn thu", "Ask to waive it"),
            page.t("Ghi căn cứ; lãnh đạo duyệt.", "Say on what ground; a leader agrees."),
            true,
        ),
        (
            "cancel_bill",
            page.t("Hủy khoản thu", "Cancel the bill"),
            page.t(
                "Khi lập nhầm. Tiền chuyển đến sau đó chờ người xử lý.",
                "When it was made by mistake. Money that comes for it later waits for a person.",
            ),
            true,
        ),
    ];
    let mut acts = Vec::new();
    for (verb, name, about, asks) in all {
        let may = match command(verb, bill, WORDS) {
            Some(Asked::OfBill(command)) => may(signed, command, "")?,
            // That no book is open is said when somebody asks for the receipt.
            Some(Asked::OfReceipt(command)) => may(signed, command, "money.no-receipt-book")?,
            None => false,
        };
        if may {
            let typed = if verb == sent { form.get("reason").to_string() } else { String::new() };
            acts.push(BillAct { verb, name, about, asks, typed, key: fresh_key(&signed.visit.app) });
        }
    }
    Ok(acts)
}
