//! Rút lại phần việc song song: the lead goes on without a share that is out.

use super::scene::{Frame, Scene, Sent, shown};
use askama::Template;
use motcua_core::Halt;
use motcua_core::dossier::{self as rules, DossierCommand};
use motcua_edge::ask::ChoiceShown;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, agency_name};

#[derive(Template)]
#[template(path = "officer/take_back_share.html")]
struct TakeBackShare {
    page: Page,
    frame: Frame,
    /// All that are out, and each of them where there are several.
    shares: Vec<ChoiceShown>,
    number: String,
    reason: String,
}

pub(super) fn action(sent: &Sent<'_>) -> Result<DossierCommand, Halt> {
    let number = sent.form.get("number").parse().ok();
    Ok(rules::TakeBackShare { code: sent.code(), number, reason: sent.typed("reason") }.into())
}

pub(super) fn page(page: Page, frame: Frame, scene: &Scene<'_>) -> Reply {
    let (app, lang) = (&scene.signed.visit.app, page.language());
    let out = scene.dossier.shares_out().map(|share| &share.given);
    let mut shares: Vec<ChoiceShown> = out
        .map(|given| ChoiceShown::new(given.number.to_string(), agency_name(app, &given.to.agency, lang)))
        .collect();
    if shares.len() > 1 {
        shares.insert(0, ChoiceShown::new("all", page.t("Tất cả", "All of them")));
    }
    let first = shares.first().map(|share| share.value.clone()).unwrap_or_default();
    let number = scene.form.filled("number").map_or(first, str::to_string);
    let reason = scene.typed("reason");
    let view = TakeBackShare { shares, number, reason, frame, page };
    shown(scene, &view)
}
