//! Yêu cầu nộp phí, lệ phí, and recording that it was paid.

use super::scene::{Frame, Scene, Sent, shown};
use crate::words::version_of;
use askama::Template;
use motcua_core::Halt;
use motcua_core::catalogue::FeeKind;
use motcua_core::dossier::{self as rules, DossierCommand, State};
use motcua_edge::amount::amount;
use motcua_edge::ask::ChoiceShown;
use motcua_edge::failure::Reply;
use motcua_edge::page::Page;
use motcua_told::explain;

#[derive(Template)]
#[template(path = "officer/ask_payment.html")]
struct AskPayment {
    page: Page,
    frame: Frame,
    fee: String,
    is_assumed: bool,
    amount_vnd: String,
    /// For what: what the procedure costs, or what the tax office wants.
    kinds: Vec<ChoiceShown>,
    of: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "officer/settle_payment.html")]
struct SettlePayment {
    page: Page,
    frame: Frame,
    owed: String,
    due_after: String,
    proof: String,
    day: String,
    month: String,
    year: String,
}

pub(super) fn ask(sent: &Sent<'_>) -> Result<DossierCommand, Halt> {
    // What is not a number is no amount, and is refused as such.
    let amount_vnd = amount(sent.form.get("amount_vnd")).unwrap_or_default();
    let of = FeeKind::parse(sent.form.get("of")).filter(|of| !of.has_our_receipt());
    Ok(rules::AskPayment { code: sent.code(), amount_vnd, of, reason: sent.typed("reason") }.into())
}

pub(super) fn settle(sent: &Sent<'_>) -> Result<DossierCommand, Halt> {
    let paid_on = sent.form.day("paid")?;
    Ok(rules::SettlePayment { code: sent.code(), proof: sent.typed("proof"), paid_on }.into())
}

pub(super) fn ask_page(page: Page, frame: Frame, scene: &Scene<'_>) -> Reply {
    let submission = &scene.dossier.submission;
    let version = version_of(&scene.signed.visit.app, submission);
    let offer = version.and_then(|version| version.offer(&submission.case, submission.channel));
    let known = offer.and_then(|offer| offer.fee_vnd).filter(|vnd| *vnd > 0);
    let first = scene.form.filled("key").is_none();
    let view = AskPayment {
        fee: offer.map(|offer| explain::fee(offer, &page)).unwrap_or_default(),
        is_assumed: offer.is_some_and(|offer| offer.fee_trust.is_assumed()),
        amount_vnd: match known {
            Some(vnd) if first => page.numbers().count(vnd),
            _ => scene.typed("amount_vnd"),
        },
        kinds: kinds(&page),
        of: scene.typed("of"),
        reason: scene.typed("reason"),
        frame,
        page,
    };
    shown(scene, &view)
}

fn kinds(page: &Page) -> Vec<ChoiceShown> {
    let own = page.t("Phí, lệ phí của thủ tục", "What the procedure costs");
    let told = FeeKind::ALL.into_iter().filter(|kind| !kind.has_our_receipt());
    let told = told.map(|kind| {
        let notice = page.t("Theo thông báo của cơ quan thuế", "By a notice of the tax office");
        ChoiceShown::new(kind.as_str(), motcua_messages::fee_kind(kind, page.language())).hint(notice)
    });
    std::iter::once(ChoiceShown::new("", own)).chain(told).collect()
}

pub(super) fn settle_page(page: Page, frame: Frame, scene: &Scene<'_>) -> Reply {
    let owed = match &scene.dossier.state {
        State::AwaitingPayment { amount_vnd, .. } => page.money(*amount_vnd),
        _ => String::new(),
    };
    let due_after = super::scene::promised_after(scene, &page);
    let proof = scene.typed("proof");
    let today = scene.signed.visit.now.day().ymd();
    let first = scene.form.filled("key").is_none();
    let typed = |field: &str, today: String| if first { today } else { scene.typed(field) };
    let (day, month) = (typed("paid.day", today.2.to_string()), typed("paid.month", today.1.to_string()));
    let year = typed("paid.year", today.0.to_string());
    shown(scene, &SettlePayment { page, frame, owed, due_after, proof, day, month, year })
}
