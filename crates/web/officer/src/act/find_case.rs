//! Xác định trường hợp.

use super::scene::{Frame, Scene, Sent, shown};
use crate::words::version_of;
use askama::Template;
use motcua_core::Halt;
use motcua_core::catalogue::{CaseId, DecidedBy};
use motcua_core::dossier::{self as rules, DossierCommand};
use motcua_edge::ask::ChoiceShown;
use motcua_edge::failure::Reply;
use motcua_edge::page::Page;
use motcua_told::explain::limit;

#[derive(Template)]
#[template(path = "officer/find_case.html")]
struct FindCase {
    page: Page,
    frame: Frame,
    now: String,
    cases: Vec<ChoiceShown>,
    case: String,
    reason: String,
}

pub(super) fn action(sent: &Sent<'_>) -> Result<DossierCommand, Halt> {
    let (case, reason) = (CaseId::from(sent.form.get("case")), sent.typed("reason"));
    Ok(rules::FindCase { code: sent.code(), case, reason }.into())
}

pub(super) fn page(page: Page, frame: Frame, scene: &Scene<'_>) -> Reply {
    let submission = &scene.dossier.submission;
    let lang = page.language();
    let version = version_of(&scene.signed.visit.app, submission);
    let cases = version.map(|version| version.cases.as_slice()).unwrap_or_default();
    let named = |case: &motcua_core::catalogue::Case| page.t(&case.name, &case.name_en).to_string();
    let offered = |id: &CaseId| {
        let offer = version.and_then(|version| version.offer(id, submission.channel));
        offer.map(|offer| limit(offer.limit, lang)).unwrap_or_default()
    };
    let found =
        cases.iter().filter(|case| case.decided_by == DecidedBy::Officer && case.id != submission.case);
    let choices: Vec<ChoiceShown> =
        found.map(|case| ChoiceShown::new(case.id.as_str(), named(case)).hint(offered(&case.id))).collect();
    let now = cases.iter().find(|case| case.id == submission.case).map(named).unwrap_or_default();
    // The only one there is needs no choosing.
    let only = if choices.len() == 1 { choices[0].value.clone() } else { String::new() };
    let view = FindCase {
        now: format!("{now} ({})", offered(&submission.case)),
        case: scene.form.filled("case").map_or(only, str::to_string),
        cases: choices,
        reason: scene.typed("reason"),
        frame,
        page,
    };
    shown(scene, &view)
}
