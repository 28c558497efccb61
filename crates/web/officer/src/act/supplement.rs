//! Bổ sung hồ sơ: the person brought what was asked for to the counter.

use super::scene::{Frame, Scene, Sent, promised_after, shown};
use crate::papers::{self, PaperRows};
use crate::words::version_of;
use askama::Template;
use motcua_core::Halt;
use motcua_core::catalogue::Version;
use motcua_core::dossier::{self as rules, About, DossierCommand, State, Submission, WrongItem};
use motcua_edge::failure::Reply;
use motcua_edge::page::Page;
use motcua_messages::person_field;
use motcua_questions::answered::{AnswerShown, Questions};
use motcua_questions::{AskedAtMark, Correcting, Piece, person_asked, person_said};
use motcua_told::completed;

/// An answer that was marked.
struct Marked {
    name: String,
    /// What had been answered.
    before: Vec<AnswerShown>,
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

pub(super) fn action(sent: &Sent<'_>) -> Result<DossierCommand, Halt> {
    let (signed, dossier, form) = (sent.signed, sent.dossier, sent.form);
    let command = rules::Supplement {
        code: sent.code(),
        papers: papers::read(signed, form)?,
        answers: Correcting::of(&signed.visit, dossier).changes(form),
        person: person_said(form),
        note: sent.typed("note"),
    };
    Ok(command.into())
}

/// What was not asked for comes as another paper; where the dossier as a whole was asked
/// about, every paper of its case may come.
fn may_come(version: Option<&Version>, submission: &Submission, asked: &[WrongItem], paper: &str) -> bool {
    let of_case = || {
        version
            .is_some_and(|version| version.papers_for(&submission.case).any(|one| one.id.as_str() == paper))
    };
    let is_asked = |item: &WrongItem| match &item.about {
        About::Whole => of_case(),
        About::Paper(id) => id == paper,
        About::Field(_) | About::Person(_) => false,
    };
    paper == "other" || asked.iter().any(is_asked)
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
        let (name, AskedAtMark { before, pieces }) = match &item.about {
            About::Field(path) => (questions.name(path), answers.next().unwrap_or_default()),
            About::Person(field) => {
                let asked = person_asked(visit, scene.dossier, field, sent, scene.wrong);
                (person_field(field, visit.lang).to_string(), asked)
            }
            About::Whole | About::Paper(_) => return None,
        };
        Some(Marked { name, before, pieces })
    });
    let rows = version.map(|version| papers::rows(scene.signed, version, sent, &frame.errors, &page));
    let mut rows = rows.unwrap_or_default();
    let submission = &scene.dossier.submission;
    rows.list.retain(|row| may_come(version, submission, asked, &row.id));
    let asked = asked.iter().map(|item| completed::asked(version, questions, item, &page));
    let view = Supplement {
        asked: asked.collect(),
        marked: marked.collect(),
        opened,
        promised: promised_after(scene, &page),
        papers: rows,
        note: scene.typed("note"),
        frame,
        page,
    };
    shown(scene, &view)
}
