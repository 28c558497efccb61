//! Ghi nhận hết hạn mà không trả lời.

use super::scene::{Frame, Scene, Sent, shown};
use askama::Template;
use motcua_core::Halt;
use motcua_core::dossier::{self as rules, DossierCommand};
use motcua_edge::failure::Reply;
use motcua_edge::page::Page;

#[derive(Template)]
#[template(path = "officer/record_silence.html")]
struct RecordSilence {
    page: Page,
    frame: Frame,
    outcome: &'static str,
    since: String,
    article: String,
}

pub(super) fn action(sent: &Sent<'_>) -> Result<DossierCommand, Halt> {
    Ok(rules::RecordSilence { code: sent.code() }.into())
}

pub(super) fn page(page: Page, frame: Frame, scene: &Scene<'_>) -> Reply {
    let took = scene.dossier.silence(&scene.signed.visit.app.law)?;
    let view = RecordSilence {
        outcome: took.as_ref().map_or("", |took| motcua_messages::outcome(took.outcome, page.language())),
        since: took.as_ref().map(|took| page.moment(took.at)).unwrap_or_default(),
        article: took.map(|took| took.article).unwrap_or_default(),
        frame,
        page,
    };
    shown(scene, &view)
}
