//! Bổ sung hồ sơ: the person brought what was asked for to the counter.

use super::{Action, Frame, Scene, promised_after, shown};
use crate::edge::failure::Reply;
use crate::edge::form::Form;
use crate::edge::page::Page;
use crate::officer::papers::{self, PaperRows};
use crate::officer::signed::Signed;
use crate::officer::words::{paper_name, version_of};
use askama::Template;
use motcua_core::Halt;
use motcua_core::dossier::{self as rules, DossierCode, State};

#[derive(Template)]
#[template(path = "officer/supplement.html")]
struct Supplement {
    page: Page,
    frame: Frame,
    asked: Vec<String>,
    promised: String,
    papers: PaperRows,
    note: String,
}

pub(super) fn action(signed: &Signed, code: DossierCode, form: &Form) -> Result<Action, Halt> {
    let (papers, note) = (papers::read(signed, form)?, form.get("note").to_string());
    Ok(Box::new(move |desk| {
        let (code, papers, note) = (code.clone(), papers.clone(), note.clone());
        rules::supplement(desk, rules::Supplement { code, papers, note })
    }))
}

pub(super) fn page(page: Page, frame: Frame, scene: &Scene<'_>) -> Reply {
    let version = version_of(&scene.signed.visit.app, &scene.dossier.submission);
    let asked = match &scene.dossier.state {
        State::AwaitingSupplement { items, .. } => items.as_slice(),
        _ => &[],
    };
    let asked = asked.iter().map(|item| match item.about.as_str() {
        "" => item.why.clone(),
        about => format!("{}: {}", paper_name(version, about, page.language()), item.why),
    });
    let form = scene.form.filled("key").map(|_| scene.form);
    let papers = version.map(|version| papers::rows(scene.signed, version, form, &frame.errors, &page));
    let view = Supplement {
        asked: asked.collect(),
        promised: promised_after(scene, &page),
        papers: papers.unwrap_or_default(),
        note: scene.typed("note"),
        frame,
        page,
    };
    shown(scene, &view)
}
