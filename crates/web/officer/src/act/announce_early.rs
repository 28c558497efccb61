//! Báo có kết quả sớm.

use super::scene::{Frame, Scene, shown};
use askama::Template;
use motcua_core::dossier::{self as rules, DossierCode, DossierCommand, Notice};
use motcua_core::{Halt, Refusal};
use motcua_edge::ask::ChoiceShown;
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::Page;
use motcua_messages::Lang;

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

pub(super) fn action(code: DossierCode, form: &SentForm) -> Result<DossierCommand, Halt> {
    let (told, note) = (told(form)?, form.get("note").to_string());
    Ok(rules::AnnounceEarly { code, told, note }.into())
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

/// How the person was told, as the form says.
pub(super) fn told(form: &SentForm) -> Result<Notice, Refusal> {
    Notice::parse(form.get("told")).ok_or_else(|| Refusal::of("dossier.notice-missing").at("told"))
}

/// The ways of telling somebody.
pub(super) fn ways(lang: Lang) -> Vec<ChoiceShown> {
    Notice::ALL
        .into_iter()
        .map(|told| ChoiceShown::new(told.as_str(), motcua_messages::notice(told, lang)))
        .collect()
}
