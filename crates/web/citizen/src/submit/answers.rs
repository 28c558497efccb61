//! The answers of one page of the procedure’s form, as the draft holds them.

use super::draft::{Draft, name_of};
use super::known;
use motcua_core::Refusal;
use motcua_core::form::{self, Answers, Form};
use motcua_edge::form::Pairs;
use motcua_edge::visit::Visit;
use motcua_questions::{Piece, QuestionContext};

/// The draft's form and this page of it. Refused (`page.unknown`) when it has none
/// of that name.
pub(super) fn page_of<'v>(
    visit: &'v Visit,
    draft: &Draft,
    page: &str,
) -> Result<(&'v Form, &'v form::PageOfForm), Refusal> {
    let law = &visit.app.law;
    let (_, version) = draft.procedure(law, visit.now)?;
    let form = draft.form(law, version).ok_or_else(|| Refusal::of("page.unknown"))?;
    let page =
        form.pages().iter().find(|known| known.id == page).ok_or_else(|| Refusal::of("page.unknown"))?;
    Ok((form, page))
}

/// The answers of the draft with what was typed on one page.
pub(super) fn with_typed(
    visit: &Visit,
    draft: &Draft,
    form: &Form,
    page: &form::PageOfForm,
    pairs: &Pairs,
) -> Answers {
    let mut answers = draft.known_answers(form);
    motcua_questions::take(visit, form, &[page], pairs, &mut answers);
    answers
}

/// The questions of a page with these answers.
pub(super) fn pieces(
    visit: &Visit,
    draft: &Draft,
    form: &Form,
    page: &form::PageOfForm,
    answers: &Answers,
    refused: &[Refusal],
) -> Vec<Piece> {
    let sources = known::sources(visit, draft, form, page, answers);
    motcua_questions::pieces(&form.shown(page, answers), &QuestionContext::of(visit, refused, &sources))
}

/// The accepted answers of a page, as its form would send them; before it was
/// accepted what is known from elsewhere stands in it.
pub(super) fn pairs(visit: &Visit, draft: &Draft, page: &str) -> Option<Pairs> {
    let (form, page) = page_of(visit, draft, page).ok()?;
    let answers = answers_now(visit, draft, form, page);
    Some(motcua_questions::pairs_of(&pieces(visit, draft, form, page, &answers, &[])))
}

pub(super) fn answers_now(visit: &Visit, draft: &Draft, form: &Form, page: &form::PageOfForm) -> Answers {
    let answers = draft.known_answers(form);
    match draft.pages.is_accepted(&name_of(page)) {
        true => answers,
        false => known::from_applicant(visit, draft, form, page, answers),
    }
}
