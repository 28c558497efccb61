//! Quyết định: the leader approves or refuses, with the dossier in view.

use super::scene::{Frame, Scene, Sent, shown};
use crate::dossier::facts::{Pair, PaperShown, applicant, papers};
use crate::dossier::history::{EventLine, lines};
use crate::papers::{KeptFile, kept_result, read_result};
use askama::Template;
use motcua_core::act::OfficerId;
use motcua_core::deed::{Capacity, CheckCode, Deed, SignAs};
use motcua_core::dossier::{self as rules, Dossier, DossierCommand, Fact, Opinion, Outcome};
use motcua_core::{Halt, Refusal};
use motcua_edge::app::App;
use motcua_edge::ask::ChoiceShown;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, agency_name};
use motcua_told::deed::paper_of;

#[derive(Template)]
#[template(path = "officer/decide.html")]
struct Decide {
    page: Page,
    frame: Frame,
    outcomes: Vec<ChoiceShown>,
    outcome: String,
    reason: String,
    /// When a reason is needed, and by which text.
    reason_hint: String,
    notes: Vec<EventLine>,
    /// What other agencies were asked, and what they said.
    opinions: Vec<OpinionRow>,
    applicant: Vec<Pair>,
    papers: Vec<PaperShown>,
    kept: Vec<KeptFile>,
    /// What was drafted, and for whom it can be signed.
    paper: Option<Deed>,
    pdf_href: String,
    capacities: Vec<ChoiceShown>,
    capacity: String,
}

/// An opinion of another agency.
struct OpinionRow {
    of: String,
    question: String,
    /// Empty while it is awaited.
    answer: String,
    /// Who gave it and when; while it is awaited, until when.
    by: String,
}

const OUTCOMES: [(&str, Outcome); 2] = [("approved", Outcome::Approved), ("refused", Outcome::Refused)];

pub(super) fn action(sent: &Sent<'_>) -> Result<DossierCommand, Halt> {
    let chosen = OUTCOMES.iter().find(|(word, _)| *word == sent.form.get("outcome"));
    let (_, outcome) = *chosen.ok_or_else(|| Refusal::of("dossier.outcome-missing").at("outcome"))?;
    let files = read_result(sent.signed, sent.form)?;
    let (app, officer) = (&sent.signed.visit.app, &sent.signed.officer.id);
    let sign = signs(app, officer, sent.dossier, outcome, sent.form.get("capacity"))?;
    Ok(rules::Decide { code: sent.code(), outcome, reason: sent.typed("reason"), files, sign }.into())
}

/// Decided without what was drafted: the result is another document.
const WITHOUT: &str = "without";

/// How the leader signs what was drafted; none where nothing was drafted for this outcome.
pub fn signs(
    app: &App,
    officer: &OfficerId,
    dossier: &Dossier,
    outcome: Outcome,
    capacity: &str,
) -> Result<Option<SignAs>, Halt> {
    let Some(draft) = &dossier.draft else { return Ok(None) };
    let approves = outcome == Outcome::Approved;
    let template = app.law.deeds.get(draft.template.as_str());
    if template.is_none_or(|template| template.approves != approves) {
        return Ok(None);
    }
    if capacity == WITHOUT {
        return Ok(None);
    }
    Ok(Some(sign_as(app, officer, capacity)?))
}

/// Signed in this capacity, with a new code; with the officer's key where they have one here.
pub fn sign_as(app: &App, officer: &OfficerId, capacity: &str) -> Result<SignAs, Refusal> {
    let capacity = Capacity::parse(capacity);
    let capacity = capacity.ok_or_else(|| Refusal::of("deed.capacity-missing").at("capacity"))?;
    let with_key = app.signers.way(officer).is_some();
    Ok(SignAs { capacity, check: CheckCode::drawn(app.random()), with_key })
}

/// For whom somebody signs, with what stands above the signature.
pub fn capacities(page: &Page) -> Vec<ChoiceShown> {
    let choice = |capacity: Capacity| {
        let words = match capacity {
            Capacity::Head => page.t("Chủ tịch", "Chair"),
            Capacity::Acting => page.t("Quyền Chủ tịch (Q.)", "Acting chair (Q.)"),
            Capacity::Deputy => page.t("Phó Chủ tịch, ký thay (KT.)", "Deputy, for the chair (KT.)"),
            Capacity::Authorised => {
                page.t("Người được ủy quyền bằng văn bản (TUQ.)", "Authorised in writing (TUQ.)")
            }
        };
        ChoiceShown::new(capacity.as_str(), words)
    };
    Capacity::ALL.into_iter().map(choice).collect()
}

/// The same, or not to sign what was drafted.
pub fn capacities_or_none(page: &Page) -> Vec<ChoiceShown> {
    let without = ChoiceShown::new(WITHOUT, page.t("Không dùng dự thảo", "Without the draft"));
    capacities(page).into_iter().chain([without]).collect()
}

pub(super) fn page(page: Page, frame: Frame, scene: &Scene<'_>) -> Reply {
    let app = &scene.signed.visit.app;
    let choice = |(word, outcome): (&str, Outcome)| {
        let hint = match outcome {
            Outcome::Approved => page.t("Cấp kết quả như đề nghị", "The result is issued as asked"),
            Outcome::Refused => page.t("Phải nêu lý do cho người nộp", "The applicant must be told why"),
        };
        ChoiceShown::new(word, motcua_messages::outcome(outcome, page.language())).hint(hint)
    };
    // What those who handled it wrote to whoever comes after them.
    let notes: Vec<_> = scene
        .events
        .iter()
        .filter(|event| event.reason.is_some())
        .filter(|event| matches!(event.fact, Fact::Forwarded { .. } | Fact::HandedBack { .. }))
        .cloned()
        .collect();
    let needed = page
        .t("Bắt buộc khi từ chối; người nộp đọc lý do này", "Needed for a refusal; the applicant reads it");
    let view = Decide {
        reason_hint: format!(
            "{needed} ({})",
            motcua_messages::cited(rules::REFUSAL_SAYS_WHY, page.language())
        ),
        outcomes: OUTCOMES.into_iter().map(choice).collect(),
        outcome: scene.typed("outcome"),
        reason: scene.typed("reason"),
        notes: lines(app, scene.dossier, &notes, scene.names, &page),
        opinions: scene.dossier.opinions.iter().map(|opinion| asked(app, opinion, &page)).collect(),
        applicant: applicant(&scene.dossier.submission.applicant, &page),
        papers: papers(app, scene.dossier, &page)?,
        kept: kept_result(scene.signed, scene.form, &page),
        paper: paper_of(app, scene.dossier)?.map(|paper| paper.deed),
        pdf_href: format!("/officer/dossiers/{}/deed.pdf", scene.dossier.code()),
        capacities: capacities_or_none(&page),
        capacity: scene.typed("capacity"),
        frame,
        page,
    };
    shown(scene, &view)
}

fn asked(app: &App, opinion: &Opinion, page: &Page) -> OpinionRow {
    OpinionRow {
        of: agency_name(app, &opinion.of, page.language()),
        question: opinion.question.clone(),
        answer: opinion.answer.as_ref().map(|answer| answer.text.clone()).unwrap_or_default(),
        by: match (&opinion.answer, opinion.due) {
            (Some(answer), _) => format!("{}, {}", answer.who.name, page.moment(answer.at)),
            (None, Some(due)) => {
                format!("{} {}", page.t("chưa trả lời, hạn", "not answered, due"), page.moment(due))
            }
            (None, None) => page.t("chưa trả lời", "not answered").to_string(),
        },
    }
}
