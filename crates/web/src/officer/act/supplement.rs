//! Bổ sung hồ sơ: the person brought what was asked for to the counter.

use super::{Action, Frame, Scene, promised_after, shown};
use crate::edge::answered::{Answered, Questions};
use crate::edge::completed;
use crate::edge::failure::Reply;
use crate::edge::form::Form;
use crate::edge::page::Page;
use crate::messages::person_field;
use crate::officer::papers::{self, PaperRows};
use crate::officer::signed::Signed;
use crate::officer::words::version_of;
use crate::questions::{Asked, Correcting, Piece, person_asked, person_said};
use askama::Template;
use motcua_core::Halt;
use motcua_core::dossier::{self as rules, About, Dossier, State};

/// An answer that was marked.
struct Marked {
    name: String,
    /// What had been answered.
    before: Vec<Answered>,
    /// Its questions.
    pieces: Vec<Piece>,
}

#[derive(Template)]
#[template(path = "officer/supplement.html")]
struct Supplement {
    page: Page,
    frame: Frame,
    asked: Vec<String>,
    marked: Vec<Marked>,
    /// Questions that the new answers brought up.
    opened: Vec<Piece>,
    promised: String,
    papers: PaperRows,
    note: String,
}

pub(super) fn action(signed: &Signed, dossier: &Dossier, form: &Form) -> Result<Action, Halt> {
    let command = rules::Supplement {
        code: dossier.code().clone(),
        papers: papers::read(signed, form)?,
        answers: Correcting::of(&signed.visit, dossier).changes(form),
        person: person_said(form),
        note: form.get("note").to_string(),
    };
    Ok(Box::new(move |desk| rules::supplement(desk, command.clone())))
}

pub(super) fn page(page: Page, frame: Frame, scene: &Scene<'_>) -> Reply {
    let version = version_of(&scene.signed.visit.app, &scene.dossier.submission);
    let asked = match &scene.dossier.state {
        State::AwaitingSupplement { items, .. } => items.as_slice(),
        _ => &[],
    };
    let questions = Questions::of(&scene.signed.visit.app, &scene.dossier.submission, page.language());
    let sent = scene.form.filled("key").map(|_| scene.form);
    let (answers, opened) = Correcting::of(&scene.signed.visit, scene.dossier).asked(sent, scene.wrong);
    let mut answers = answers.into_iter();
    let visit = &scene.signed.visit;
    let marked = asked.iter().filter_map(|item| {
        let (name, Asked { before, pieces }) = match &item.about {
            About::Field(path) => (questions.name(path), answers.next().unwrap_or_default()),
            About::Person(field) => {
                let asked = person_asked(visit, scene.dossier, field, sent, scene.wrong);
                (person_field(field, visit.lang).to_string(), asked)
            }
            About::Whole | About::Paper(_) => return None,
        };
        Some(Marked { name, before, pieces })
    });
    let asked = asked.iter().map(|item| completed::asked(version, questions, item, &page));
    let papers = version.map(|version| papers::rows(scene.signed, version, sent, &frame.errors, &page));
    let view = Supplement {
        asked: asked.collect(),
        marked: marked.collect(),
        opened,
        promised: promised_after(scene, &page),
        papers: papers.unwrap_or_default(),
        note: scene.typed("note"),
        frame,
        page,
    };
    shown(scene, &view)
}
