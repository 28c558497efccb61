//! Rút lại phần việc song song: the lead goes on without a share that is out.

use super::return_share::{meant, number_of};
use super::scene::{Frame, Scene, Sent, shown};
use askama::Template;
use motcua_core::dossier::{self as rules, DossierCommand};
use motcua_core::{Halt, Refusal};
use motcua_edge::ask::ChoiceShown;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, agency_name};

/// Not one share, but all that are out.
const ALL: &str = "all";

#[derive(Template)]
#[template(path = "officer/take_back_share.html")]
struct TakeBackShare {
    page: Page,
    frame: Frame,
    /// All that are out, and each of them where there are several.
    shares: Vec<ChoiceShown>,
    /// Which of them has to be said.
    is_asked: bool,
    number: String,
    reason: String,
}

pub(super) fn action(sent: &Sent<'_>) -> Result<DossierCommand, Halt> {
    let number = match sent.form.get("number") {
        ALL => None,
        _ => Some(number_of(sent).ok_or_else(|| Refusal::of("dossier.share-not-chosen").at("number"))?),
    };
    Ok(rules::TakeBackShare { code: sent.code(), number, reason: sent.typed("reason") }.into())
}

pub(super) fn page(page: Page, frame: Frame, scene: &Scene<'_>) -> Reply {
    let (app, lang) = (&scene.signed.visit.app, page.language());
    let out = scene.dossier.shares_out().map(|share| &share.given);
    let mut shares: Vec<ChoiceShown> = out
        .map(|given| ChoiceShown::new(given.number.to_string(), agency_name(app, &given.to.agency, lang)))
        .collect();
    if shares.len() > 1 {
        shares.insert(0, ChoiceShown::new(ALL, page.t("Tất cả", "All of them")));
    }
    let (number, is_asked) = meant(scene, &shares);
    let reason = scene.typed("reason");
    let view = TakeBackShare { shares, is_asked, number, reason, frame, page };
    shown(scene, &view)
}
