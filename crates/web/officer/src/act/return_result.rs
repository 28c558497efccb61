//! Trả kết quả.

use super::scene::{Frame, Scene, Sent, shown};
use crate::papers::{KeptFile, kept_result, read_result};
use askama::Template;
use motcua_core::dossier::Dossier;
use motcua_core::dossier::{self as rules, DossierCommand, ReturnWay};
use motcua_core::{Fault, Halt, Refusal};
use motcua_edge::ask::ChoiceShown;
use motcua_edge::failure::Reply;
use motcua_edge::page::Page;
use motcua_told::deed::recall_words;
use motcua_told::lead_results::{LeadResult, lead_results};
use motcua_told::linked::relatives;

#[derive(Template)]
#[template(path = "officer/return_result.html")]
struct ReturnResult {
    page: Page,
    frame: Frame,
    outcome: &'static str,
    /// It is early, and nobody recorded that the person was told.
    unannounced: bool,
    /// The paper counts no more: since when, and by which document.
    recalled: String,
    identity: String,
    ways: Vec<ChoiceShown>,
    how: String,
    /// What is handed over together, where the dossier has parts.
    results: Vec<LeadResult>,
    /// Nobody attached the result before.
    asks_files: bool,
    kept: Vec<KeptFile>,
}

const WAYS: [(&str, ReturnWay); 3] =
    [("counter", ReturnWay::Counter), ("post", ReturnWay::Post), ("online", ReturnWay::Online)];

pub(super) fn action(sent: &Sent<'_>) -> Result<DossierCommand, Halt> {
    let chosen = WAYS.iter().find(|(word, _)| *word == sent.form.get("how"));
    let (_, how) = *chosen.ok_or_else(|| Refusal::of("dossier.return-way-missing").at("how"))?;
    let mut files = read_result(sent.signed, sent.form)?;
    files.extend(sent.paper.clone());
    Ok(rules::ReturnResult { code: sent.code(), how, files }.into())
}

pub(super) fn page(page: Page, frame: Frame, scene: &Scene<'_>) -> Reply {
    let lang = page.language();
    let outcome = scene.dossier.completion().map(|(_, outcome)| motcua_messages::outcome(outcome, lang));
    let (_, parts) = relatives(&scene.signed.visit.app, scene.dossier)?;
    let all: Vec<&Dossier> = match parts.as_slice() {
        [] => Vec::new(),
        parts => std::iter::once(scene.dossier).chain(parts).collect(),
    };
    let view = ReturnResult {
        results: results(scene, &all, &page)?,
        outcome: outcome.unwrap_or_default(),
        unannounced: scene.dossier.announced_at.is_none() && scene.dossier.is_early(scene.signed.visit.now),
        recalled: scene
            .dossier
            .deed_life
            .recalled
            .as_ref()
            .map(|recall| recall_words(recall, &page))
            .unwrap_or_default(),
        identity: scene.dossier.submission.applicant.identity.clone(),
        ways: WAYS
            .iter()
            .map(|(word, how)| ChoiceShown::new(*word, motcua_messages::return_way(*how, lang)))
            .collect(),
        how: scene.typed("how"),
        asks_files: scene.dossier.result.is_none(),
        kept: kept_result(scene.signed, scene.form, &page),
        frame,
        page,
    };
    shown(scene, &view)
}

/// What lies there to be handed over. A file of a part is shown to whoever may read that part.
fn results(scene: &Scene<'_>, all: &[&Dossier], page: &Page) -> Result<Vec<LeadResult>, Fault> {
    let visit = &scene.signed.visit;
    let href = |dossier: &Dossier, file: &str| match dossier.is_seen_by(&scene.signed.officer) {
        true => format!("/officer/dossiers/{}/files/{file}", dossier.code()),
        false => String::new(),
    };
    lead_results(&visit.app, all, visit.now, page, href)
}
