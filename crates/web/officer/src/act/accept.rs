//! Tiếp nhận.

use super::scene::{Frame, Scene, Sent, promised_after, shown};
use crate::dossier::facts::{Pair, PaperShown, applicant, papers};
use crate::words::version_of;
use askama::Template;
use motcua_core::Halt;
use motcua_core::dossier::{self as rules, DossierCommand, HowHeld};
use motcua_edge::failure::Reply;
use motcua_edge::files::{PapersStanding, standing};
use motcua_edge::page::Page;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "officer/accept.html")]
struct Accept {
    page: Page,
    frame: Frame,
    promised: String,
    is_assumed: bool,
    applicant: Vec<Pair>,
    papers: Vec<PaperShown>,
    /// Which of those that are asked for are there.
    held: PapersStanding,
    /// To be looked up.
    missing: Vec<Missing>,
}

/// A required paper that nobody sent.
struct Missing {
    name: String,
    /// The name of its input.
    field: String,
    /// The database, as typed.
    source: String,
    error: String,
}

pub(super) fn action(sent: &Sent<'_>) -> Result<DossierCommand, Halt> {
    let fetched = sent.form.under("fetched.").filter(|(_, source)| !source.is_empty());
    let fetched: BTreeMap<String, String> =
        fetched.map(|(paper, source)| (paper.to_string(), source.to_string())).collect();
    Ok(rules::Accept { code: sent.code(), fetched }.into())
}

/// The required papers that nobody sent, with the database typed for each.
fn missing(scene: &Scene<'_>, frame: &Frame, page: &Page) -> Vec<Missing> {
    let submission = &scene.dossier.submission;
    let version = version_of(&scene.signed.visit.app, submission);
    let held = version.map(|version| rules::papers_held(version, submission)).unwrap_or_default();
    let missing = held.into_iter().filter(|one| one.paper.required && one.held == HowHeld::Not);
    let row = |one: rules::PaperHeld<'_>| {
        let field = format!("fetched.{}", one.paper.id);
        Missing {
            name: page.t(&one.paper.name, &one.paper.name_en).to_string(),
            source: scene.typed(&field),
            error: frame.errors.at(&field).to_string(),
            field,
        }
    };
    missing.map(row).collect()
}

pub(super) fn page(page: Page, frame: Frame, scene: &Scene<'_>) -> Reply {
    let reception = scene.after.reception.as_ref();
    let view = Accept {
        promised: promised_after(scene, &page),
        is_assumed: reception.is_some_and(|reception| reception.promise.trust.is_assumed()),
        applicant: applicant(&scene.dossier.submission.applicant, &page),
        held: standing(
            version_of(&scene.signed.visit.app, &scene.dossier.submission),
            &scene.dossier.submission,
            &page,
        ),
        missing: missing(scene, &frame, &page),
        papers: papers(&scene.signed.visit.app, scene.dossier, &page)?,
        frame,
        page,
    };
    shown(scene, &view)
}
