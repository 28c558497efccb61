//! Tiếp nhận.

use super::{Action, Frame, Scene, promised_after, shown};
use crate::edge::failure::Reply;
use crate::edge::files::{Standing, standing};
use crate::edge::page::Page;
use crate::officer::dossier::facts::{Pair, PaperShown, applicant, papers};
use crate::officer::words::version_of;
use askama::Template;
use motcua_core::dossier::{self as rules, DossierCode};

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
    held: Standing,
}

pub(super) fn action(code: DossierCode) -> Action {
    Box::new(move |desk| rules::accept(desk, rules::Accept { code: code.clone() }))
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
        papers: papers(&scene.signed.visit.app, scene.dossier, &page)?,
        frame,
        page,
    };
    shown(scene, &view)
}
