//! Chuyển bước tiếp theo.

use super::{Action, Frame, Scene, shown};
use crate::edge::ask::Choice;
use crate::edge::failure::Reply;
use crate::edge::form::Form;
use crate::edge::page::Page;
use crate::officer::signed::Signed;
use askama::Template;
use motcua_core::account::{Officer, OfficerId};
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{self as rules, Dossier, Holder};
use motcua_core::{Fault, Halt, Refusal};
use motcua_store::account;

#[derive(Template)]
#[template(path = "officer/forward.html")]
struct Forward {
    page: Page,
    frame: Frame,
    desk: String,
    officers: Vec<Choice>,
    to_officer: String,
    note: String,
}

pub(super) fn action(signed: &Signed, dossier: &Dossier, form: &Form) -> Result<Action, Halt> {
    let to_officer = form.filled("to_officer").map(|id| OfficerId(id.to_string()));
    let (code, note) = (dossier.code().clone(), form.get("note").to_string());
    let submission = &dossier.submission;
    let mut officers = officers_of(signed, &submission.receiving)?;
    if submission.competent != submission.receiving {
        officers.extend(officers_of(signed, &submission.competent)?);
    }
    Ok(Box::new(move |desk| {
        let (code, note) = (code.clone(), note.clone());
        let changes = rules::forward(desk, rules::Forward { code, to_officer: to_officer.clone(), note })?;
        let holder = &changes.after.holder;
        match &to_officer {
            // The rules know no accounts: that the person works at that desk is seen here.
            Some(id) if !officers.iter().any(|officer| officer.id == *id && sits_at(officer, holder)) => {
                Err(Refusal::of("dossier.no-such-officer").at("to_officer").into())
            }
            _ => Ok(changes),
        }
    }))
}

fn officers_of(signed: &Signed, agency: &AgencyCode) -> Result<Vec<Officer>, Fault> {
    signed.visit.app.read(|rows| account::officers_at(rows, agency))
}

fn sits_at(officer: &Officer, holder: &Holder) -> bool {
    officer.agency == holder.agency && officer.has(holder.duty)
}

pub(super) fn page(page: Page, frame: Frame, scene: &Scene<'_>) -> Reply {
    let anybody = page.t("Ai có nhiệm vụ này", "Whoever has this duty");
    let holder = &scene.after.holder;
    let officers = officers_of(scene.signed, &holder.agency)?;
    let officers = officers.into_iter().filter(|officer| sits_at(officer, holder));
    let officers = officers.map(|officer| Choice::new(officer.id.0, officer.name));
    let view = Forward {
        desk: scene.names.desk(&scene.signed.visit.app, &scene.after.holder, &page),
        officers: [Choice::new("", anybody)].into_iter().chain(officers).collect(),
        to_officer: scene.typed("to_officer"),
        note: scene.typed("note"),
        frame,
        page,
    };
    shown(scene, &view)
}
