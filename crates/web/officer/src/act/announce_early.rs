//! Báo có kết quả sớm.

use super::scene::{Frame, Scene, Sent, shown};
use super::told_how::{told, ways};
use askama::Template;
use motcua_core::Halt;
use motcua_core::dossier::{self as rules, DossierCommand};
use motcua_edge::ask::ChoiceShown;
use motcua_edge::failure::Reply;
use motcua_edge::page::Page;

#[derive(Template)]
#[template(path = "officer/announce_early.html")]
struct AnnounceEarly {
    page: Page,
    frame: Frame,
    /// By which text.
    by: String,
    phone: String,
    email: String,
    ways: Vec<ChoiceShown>,
    told: String,
    note: String,
}

pub(super) fn action(sent: &Sent<'_>) -> Result<DossierCommand, Halt> {
    Ok(rules::AnnounceEarly { code: sent.code(), told: told(sent.form)?, note: sent.typed("note") }.into())
}

pub(super) fn page(page: Page, frame: Frame, scene: &Scene<'_>) -> Reply {
    let applicant = &scene.dossier.submission.applicant;
    let view = AnnounceEarly {
        by: motcua_messages::cited(rules::EARLY_ANNOUNCED, page.language()),
        phone: applicant.phone.clone(),
        email: applicant.email.clone(),
        ways: ways(page.language()),
        told: scene.typed("told"),
        note: scene.typed("note"),
        frame,
        page,
    };
    shown(scene, &view)
}
