//! Chuyển bước tiếp theo.

use super::scene::{Frame, Scene, Sent, shown};
use askama::Template;
use motcua_core::Halt;
use motcua_core::act::OfficerId;
use motcua_core::dossier::{self as rules, DossierCommand};
use motcua_edge::ask::ChoiceShown;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, agency_name};
use motcua_store::account;

#[derive(Template)]
#[template(path = "officer/forward.html")]
struct Forward {
    page: Page,
    frame: Frame,
    desk: String,
    /// Where shares go out instead, to whom and until when.
    beside: Vec<(String, String)>,
    officers: Vec<ChoiceShown>,
    to_officer: String,
    note: String,
}

pub(super) fn action(sent: &Sent<'_>) -> Result<DossierCommand, Halt> {
    let to_officer = sent.form.filled("to_officer").map(|id| OfficerId(id.to_string()));
    Ok(rules::Forward { code: sent.code(), to_officer, note: sent.typed("note") }.into())
}

pub(super) fn page(page: Page, frame: Frame, scene: &Scene<'_>) -> Reply {
    let anybody = page.t("Ai có nhiệm vụ này", "Whoever has this duty");
    let holder = &scene.after.holder;
    let (app, today) = (&scene.signed.visit.app, scene.signed.visit.now.day());
    let officers = app.read(|rows| account::officers_at(rows, &holder.agency, today))?;
    let officers = officers.into_iter().filter(|officer| holder.is_a_desk_of(officer));
    let officers = officers.map(|officer| ChoiceShown::new(officer.id.0, officer.name));
    // What is out in the end is what would go out: nothing is forwarded while a share is.
    let given = scene.after.shares_out().map(|share| &share.given);
    let beside = given.map(|given| {
        let until = given.due.map(|due| page.moment(due)).unwrap_or_default();
        (agency_name(app, &given.to.agency, page.language()), until)
    });
    let view = Forward {
        beside: beside.collect(),
        desk: scene.names.desk(&scene.signed.visit.app, &scene.after.holder, &page),
        officers: [ChoiceShown::new("", anybody)].into_iter().chain(officers).collect(),
        to_officer: scene.typed("to_officer"),
        note: scene.typed("note"),
        frame,
        page,
    };
    shown(scene, &view)
}
