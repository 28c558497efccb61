//! Yêu cầu bổ sung: every paper and every answer of the dossier to tick, each with
//! its reason; one line for the dossier as a whole. Complete, or meant so.

use super::scene::{Frame, Scene, Sent, shown};
use crate::words::{paper_name, version_of};
use askama::Template;
use motcua_core::catalogue::ReasonAbout;
use motcua_core::dossier::{
    self as rules, About, Applicant, DossierCommand, SUPPLEMENT_ONCE, WrongItem, asked_late_after,
    missing_papers,
};
use motcua_core::{Halt, Refusal};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::Page;
use motcua_messages::{Lang, cited, person_field};
use motcua_questions::answered::Questions;
use motcua_questions::person_in_words;
use motcua_told::explain::{asked_late, limit};

/// A paper or an answer that may be marked.
struct MarkLine {
    /// `paper:giay-chung-sinh`, `field:cha.ho_ten`.
    about: String,
    name: String,
    /// What stands there: the answer, or how the paper was handed in.
    stands: String,
    marked: bool,
    why: String,
    error: String,
}

#[derive(Template)]
#[template(path = "officer/ask_supplement.html")]
struct AskSupplement {
    page: Page,
    frame: Frame,
    /// By which text it is asked once.
    once: String,
    papers: Vec<MarkLine>,
    fields: Vec<MarkLine>,
    person: Vec<MarkLine>,
    general: String,
    /// In Vietnamese, as the person reads them, and in the officer's language.
    paper_reasons: Vec<(String, String)>,
    field_reasons: Vec<(String, String)>,
    /// Papers that are required, not there and not marked: to be meant.
    missing: String,
    complete: bool,
    /// That it is asked later than it should be; empty while there is time.
    late: String,
    /// It was asked and answered before: why again.
    again: bool,
    why_again: String,
}

/// The request that a form makes: what is ticked or has a reason.
fn items(form: &SentForm) -> Vec<WrongItem> {
    let mut items: Vec<WrongItem> = Vec::new();
    let ticked = form.under("mark").filter(|(rest, _)| rest.is_empty()).map(|(_, about)| (about, ""));
    for (about, why) in ticked.chain(form.under("why.")) {
        let about = About::parse(about);
        match items.iter_mut().find(|item| item.about == about) {
            Some(item) => item.why = why.to_string(),
            None if why.is_empty() && form.under("mark").all(|(_, mark)| About::parse(mark) != about) => {}
            None => items.push(WrongItem { about, why: why.to_string() }),
        }
    }
    if let Some(why) = form.filled("items") {
        items.push(WrongItem { about: About::Whole, why: why.to_string() });
    }
    items
}

pub(super) fn action(sent: &Sent<'_>) -> Result<DossierCommand, Halt> {
    let command = rules::AskSupplement {
        code: sent.code(),
        items: items(sent.form),
        complete: sent.form.filled("complete").is_some(),
        why_again: sent.typed("why_again"),
    };
    Ok(command.into())
}

/// The line for the dossier as a whole has an input of its own.
pub(super) fn at_input(refusal: Refusal) -> Refusal {
    match refusal.field.as_deref() {
        Some("why.") => refusal.at("items"),
        _ => refusal,
    }
}

/// That it is asked later than it should be, and by which rule; empty while there is time.
fn late(scene: &Scene<'_>, page: &Page) -> String {
    let (law, dossier) = (&scene.signed.visit.app.law, scene.dossier);
    let late = asked_late_after(law, dossier, scene.signed.visit.now);
    let accepted = dossier.reception.as_ref().map(|reception| reception.at.day());
    let (Some(until), Some(accepted)) = (late, accepted) else { return String::new() };
    let rule = law.clock.ask_supplement_within(accepted);
    let (within, by) = (limit(rule.value, page.language()), cited(rule.cited(), page.language()));
    let rule = match page.language() {
        Lang::Vi => format!(" Trong {within} kể từ khi tiếp nhận, và trước ngày hẹn ({by})."),
        Lang::En => format!(" Within {within} of the reception, and before the date ({by})."),
    };
    asked_late(until, page) + &rule
}

pub(super) fn page(page: Page, frame: Frame, scene: &Scene<'_>) -> Reply {
    let (app, lang) = (&scene.signed.visit.app, page.language());
    let dossier = scene.dossier;
    let submission = &dossier.submission;
    let version = version_of(app, submission);
    let asked_for = items(scene.form);
    let line = |about: About, name: String, stands: String| {
        let typed = asked_for.iter().find(|item| item.about == about);
        MarkLine {
            error: frame.errors.at(&format!("why.{about}")).to_string(),
            marked: typed.is_some(),
            why: typed.map(|item| item.why.clone()).unwrap_or_default(),
            about: about.to_string(),
            name,
            stands,
        }
    };
    let handed = |id: &str| submission.papers.iter().any(|paper| paper.paper == id);
    let of_case = version.into_iter().flat_map(|version| version.papers_for(&submission.case));
    let mut papers: Vec<MarkLine> = of_case
        .map(|paper| {
            let by_form = !submission.answers.is_empty()
                && version.is_some_and(|version| version.is_by_form(&submission.case, paper));
            let looked_up =
                submission.papers.iter().any(|one| one.paper == paper.id.as_str() && one.is_fetched());
            let stands = match (handed(paper.id.as_str()), paper.required) {
                _ if looked_up => page.t("đã tra cứu trong CSDL", "looked up in a database"),
                (false, _) if by_form => page.t("đã kê khai trên mẫu điện tử", "filled in as a form"),
                (true, _) => page.t("đã nộp", "handed in"),
                (false, true) => page.t("chưa nộp, bắt buộc", "not handed in, required"),
                (false, false) => page.t("chưa nộp", "not handed in"),
            };
            let name = page.t(&paper.name, &paper.name_en).to_string();
            line(About::Paper(paper.id.to_string()), name, stands.to_string())
        })
        .collect();
    let known = |papers: &[MarkLine], id: &str| papers.iter().any(|line| line.about == format!("paper:{id}"));
    for paper in &submission.papers {
        if !known(&papers, &paper.paper) {
            let name = paper_name(version, &paper.paper, lang);
            let stands = page.t("đã nộp", "handed in").to_string();
            papers.push(line(About::Paper(paper.paper.clone()), name, stands));
        }
    }
    let fields = Questions::of(app, submission, lang)
        .all(&submission.answers)
        .into_iter()
        .map(|answer| line(About::Field(answer.path), answer.name, answer.value))
        .collect();
    let applicant = &submission.applicant;
    let person = Applicant::FIELDS.into_iter().map(|field| {
        let stands = person_in_words(applicant, field);
        line(About::Person(field.to_string()), person_field(field, lang).to_string(), stands)
    });
    let person = person.collect();
    let reasons = |wanted: ReasonAbout| {
        let fits = |about| about == wanted || about == ReasonAbout::Any;
        let fitting = app.law.reasons.iter().filter(|reason| fits(reason.about));
        fitting.map(|reason| (reason.text.clone(), page.t("", &reason.text_en).to_string())).collect()
    };
    let refused_as_incomplete = !frame.errors.at("complete").is_empty();
    let missing: Vec<&str> = version
        .filter(|_| refused_as_incomplete || scene.form.filled("complete").is_some())
        .map(|version| missing_papers(version, dossier, &asked_for))
        .unwrap_or_default()
        .into_iter()
        .map(|paper| page.t(&paper.name, &paper.name_en))
        .collect();
    let view = AskSupplement {
        once: cited(SUPPLEMENT_ONCE, lang),
        papers,
        fields,
        person,
        general: scene.typed("items"),
        paper_reasons: reasons(ReasonAbout::Paper),
        field_reasons: reasons(ReasonAbout::Field),
        missing: missing.join("; "),
        complete: scene.form.filled("complete").is_some(),
        late: late(scene, &page),
        again: dossier.supplements > 0,
        why_again: scene.typed("why_again"),
        frame,
        page,
    };
    shown(scene, &view)
}
