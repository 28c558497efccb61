//! Bổ sung hồ sơ: the person brought what was asked for to the counter.

use super::{Action, Frame, Scene, promised_after, shown};
use crate::edge::answered::{Questions, corrections};
use crate::edge::completed;
use crate::edge::failure::Reply;
use crate::edge::form::Form;
use crate::edge::page::Page;
use crate::officer::papers::{self, PaperRows};
use crate::officer::signed::Signed;
use crate::officer::words::version_of;
use askama::Template;
use motcua_core::Halt;
use motcua_core::dossier::{self as rules, About, Dossier, State};

/// An answer that was marked.
struct Field {
    id: String,
    name: String,
    value: String,
    error: String,
}

#[derive(Template)]
#[template(path = "officer/supplement.html")]
struct Supplement {
    page: Page,
    frame: Frame,
    asked: Vec<String>,
    fields: Vec<Field>,
    promised: String,
    papers: PaperRows,
    note: String,
}

pub(super) fn action(signed: &Signed, dossier: &Dossier, form: &Form) -> Result<Action, Halt> {
    let command = rules::Supplement {
        code: dossier.code().clone(),
        papers: papers::read(signed, form)?,
        answers: corrections(dossier, form),
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
    let typed = scene.form.filled("key").is_some();
    let fields = asked.iter().filter_map(|item| match &item.about {
        About::Field(path) => Some(questions.under(&scene.dossier.submission.answers, path)),
        About::Whole | About::Paper(_) => None,
    });
    let fields = fields.flatten().map(|answer| {
        let id = format!("form.{}", answer.path);
        Field {
            error: frame.errors.at(&id).to_string(),
            value: if typed { scene.typed(&id) } else { answer.value },
            name: answer.name,
            id,
        }
    });
    let asked = asked.iter().map(|item| completed::asked(version, questions, item, &page));
    let form = scene.form.filled("key").map(|_| scene.form);
    let papers = version.map(|version| papers::rows(scene.signed, version, form, &frame.errors, &page));
    let view = Supplement {
        asked: asked.collect(),
        fields: fields.collect(),
        promised: promised_after(scene, &page),
        papers: papers.unwrap_or_default(),
        note: scene.typed("note"),
        frame,
        page,
    };
    shown(scene, &view)
}
