//! Yêu cầu bổ sung: one line for each paper, and one for the dossier as a whole.

use super::{Action, Frame, Scene, shown};
use crate::edge::failure::Reply;
use crate::edge::form::Form;
use crate::edge::page::Page;
use crate::officer::words::version_of;
use askama::Template;
use motcua_core::dossier::{self as rules, DossierCode, WrongItem};

/// A paper about which something may be asked.
struct Line {
    field: String,
    name: String,
    why: String,
}

#[derive(Template)]
#[template(path = "officer/ask_supplement.html")]
struct AskSupplement {
    page: Page,
    frame: Frame,
    papers: Vec<Line>,
    general: String,
}

pub(super) fn action(code: DossierCode, form: &Form) -> Action {
    let about = form.under("why.").map(|(paper, why)| (paper.to_string(), why.to_string()));
    let general = (String::new(), form.get("items").to_string());
    let items: Vec<WrongItem> = about.chain([general]).map(|(about, why)| WrongItem { about, why }).collect();
    Box::new(move |desk| {
        let command = rules::AskSupplement { code: code.clone(), items: items.clone() };
        // The rule says that a reason is too short, not which: the summary leads
        // to the general line.
        rules::ask_supplement(desk, command).map_err(|halt| match halt {
            motcua_core::Halt::Refused(wrong) => {
                let at_items = |refusal: motcua_core::Refusal| match refusal.field.as_deref() {
                    Some("reason") => refusal.at("items"),
                    _ => refusal,
                };
                motcua_core::Halt::Refused(wrong.into_iter().map(at_items).collect())
            }
            broke => broke,
        })
    })
}

pub(super) fn page(page: Page, frame: Frame, scene: &Scene<'_>) -> Reply {
    let submission = &scene.dossier.submission;
    let version = version_of(&scene.signed.visit.app, submission);
    let papers = version.into_iter().flat_map(|version| version.papers_for(&submission.case)).map(|paper| {
        let field = format!("why.{}", paper.id);
        let why = scene.typed(&field);
        Line { name: page.t(&paper.name, &paper.name_en).to_string(), field, why }
    });
    let papers = papers.collect();
    shown(scene, &AskSupplement { general: scene.typed("items"), papers, frame, page })
}
