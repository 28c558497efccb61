//! Lấy ý kiến cơ quan khác, and giving the opinion that was asked for.

use super::scene::{Frame, Scene, Sent, shown};
use crate::words::version_of;
use askama::Template;
use motcua_core::calendar::Limit;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{self as rules, DossierCommand};
use motcua_core::{Halt, Refusal};
use motcua_edge::ask::ChoiceShown;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, agency_name};
use motcua_told::explain::limit;

#[derive(Template)]
#[template(path = "officer/ask_opinion.html")]
struct AskOpinion {
    page: Page,
    frame: Frame,
    left_out: String,
    /// When the dossier is due; empty for one without a date.
    due: String,
    agencies: Vec<ChoiceShown>,
    of: String,
    many: String,
    units: Vec<ChoiceShown>,
    unit: String,
    question: String,
}

/// An opinion that this agency owes.
struct Owed {
    number: u32,
    question: String,
    due: String,
    late: bool,
}

#[derive(Template)]
#[template(path = "officer/give_opinion.html")]
struct GiveOpinion {
    page: Page,
    frame: Frame,
    asked_by: String,
    owed: Vec<Owed>,
    choices: Vec<ChoiceShown>,
    number: String,
    answer: String,
}

pub(super) fn ask(sent: &Sent<'_>) -> Result<DossierCommand, Halt> {
    let form = sent.form;
    let mut wrong = Vec::new();
    let of = AgencyCode::parse(form.get("of"));
    if of.is_err() {
        wrong.push(Refusal::of("dossier.unknown-agency").at("of").with("agency", form.get("of")));
    }
    let limit = Limit::parse(&format!("{} {}", form.get("many"), form.get("unit")));
    if let Err(why) = &limit {
        wrong.push(why.clone().at("limit"));
    }
    let question = sent.typed("question");
    let (Ok(of), Ok(limit)) = (of, limit) else { return Err(wrong.into()) };
    Ok(rules::AskOpinion { code: sent.code(), of, limit, question }.into())
}

pub(super) fn give(sent: &Sent<'_>) -> Result<DossierCommand, Halt> {
    let number = sent.form.get("number").parse().ok();
    Ok(rules::GiveOpinion { code: sent.code(), number, answer: sent.typed("answer") }.into())
}

pub(super) fn ask_page(page: Page, frame: Frame, scene: &Scene<'_>) -> Reply {
    let (app, lang) = (&scene.signed.visit.app, page.language());
    let submission = &scene.dossier.submission;
    let directory = &app.law.directory;
    let province = |code: &AgencyCode| {
        let agency = directory.agency(code)?;
        directory.province_of(&agency.unit)
    };
    let here = province(&scene.dossier.holder.agency);
    let others = directory.agencies().iter().filter(|agency| {
        agency.code != scene.dossier.holder.agency
            && !agency.is_closed_on(scene.signed.visit.now.day())
            && directory.province_of(&agency.unit) == here
    });
    let mut agencies = vec![ChoiceShown::new("", page.t("Chọn cơ quan", "Choose an agency"))];
    agencies.extend(
        others.map(|agency| ChoiceShown::new(agency.code.as_str(), lang.t(&agency.name, &agency.name_en))),
    );
    let most = version_of(app, submission).and_then(|version| version.wait_for_opinion);
    let first = scene.form.filled("key").is_none();
    let typed =
        |field: &str, first_value: &str| if first { first_value.to_string() } else { scene.typed(field) };
    let view = AskOpinion {
        left_out: most.map(|most| limit(most, lang)).unwrap_or_default(),
        due: scene.dossier.due_at().map(|at| page.moment(at)).unwrap_or_default(),
        agencies,
        of: scene.typed("of"),
        many: typed("many", "2"),
        units: vec![
            ChoiceShown::new("working_days", page.t("ngày làm việc", "working days")),
            ChoiceShown::new("working_hours", page.t("giờ làm việc", "working hours")),
        ],
        unit: typed("unit", "working_days"),
        question: scene.typed("question"),
        frame,
        page,
    };
    shown(scene, &view)
}

pub(super) fn give_page(page: Page, frame: Frame, scene: &Scene<'_>) -> Reply {
    let (app, now) = (&scene.signed.visit.app, scene.signed.visit.now);
    let mine = &scene.signed.officer.agency;
    let owed: Vec<Owed> = scene
        .dossier
        .opinions_awaited()
        .filter(|opinion| opinion.of == *mine)
        .map(|opinion| Owed {
            number: opinion.number,
            question: opinion.question.clone(),
            due: opinion.due.map(|at| page.moment(at)).unwrap_or_default(),
            late: opinion.due.is_some_and(|due| due < now),
        })
        .collect();
    let first = owed.first().map(|owed| owed.number.to_string()).unwrap_or_default();
    let view = GiveOpinion {
        asked_by: agency_name(app, &scene.dossier.holder.agency, page.language()),
        choices: owed
            .iter()
            .map(|owed| ChoiceShown::new(owed.number.to_string(), owed.question.clone()))
            .collect(),
        number: scene.form.filled("number").map_or(first, str::to_string),
        answer: scene.typed("answer"),
        owed,
        frame,
        page,
    };
    shown(scene, &view)
}
