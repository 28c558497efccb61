//! What the person has said before, in the answers of a page, and where it comes from.

use super::draft::{Draft, Origin, name_of};
use motcua_core::dossier::put_answer;
use motcua_core::form::{self, Answers, Form};
use motcua_edge::visit::Visit;
use serde_json::Value;
use std::collections::BTreeMap;

/// `lấy từ hồ sơ H57.101-250714-0001, ngày 14/07/2025`
pub(super) fn origin_in_words(visit: &Visit, origin: &Origin) -> String {
    let day = motcua_core::Day::parse(&origin.day).map(|day| day.vn()).unwrap_or_default();
    match visit.lang.as_str() {
        "en" => format!("Taken from the dossier {} of {day}", origin.code),
        _ => format!("Lấy từ hồ sơ {}, ngày {day}", origin.code),
    }
}

/// Where the answers on a page come from that the person has not given on it.
pub(super) fn sources(
    visit: &Visit,
    draft: &Draft,
    form: &Form,
    page: &form::PageOfForm,
    answers: &Answers,
) -> BTreeMap<String, String> {
    let mut sources = BTreeMap::new();
    for (path, origin) in &draft.origins {
        if form::at(answers, path) == Some(&origin.value) {
            sources.insert(path.clone(), origin_in_words(visit, origin));
        }
    }
    if !draft.pages.is_accepted(&name_of(page)) {
        let known = from_applicant(visit, draft, form, page, draft.known_answers(form));
        let words = visit.lang.t("Lấy từ phần “Người đứng tên hồ sơ”", "Taken from “Whose dossier it is”");
        for (path, value) in leaves_of(&known, &draft.answers) {
            if form::at(answers, &path) == Some(&value) {
                sources.entry(path).or_insert_with(|| words.to_string());
            }
        }
    }
    sources
}

/// The leaves that stand in `more` and not in `less`.
fn leaves_of(more: &Answers, less: &Answers) -> Vec<(String, Value)> {
    let leaves = more.iter().flat_map(|(key, value)| motcua_questions::leaves(key, value));
    leaves.filter(|(path, _)| form::at(less, path).is_none()).collect()
}

/// The answers with what the page about the person says, where the form names it as
/// a source and nothing was answered.
pub(super) fn from_applicant(
    visit: &Visit,
    draft: &Draft,
    form: &Form,
    page: &form::PageOfForm,
    mut answers: Answers,
) -> Answers {
    let known = motcua_questions::of_applicant(visit, &draft.applicant, &form.shown(page, &answers));
    for (path, value) in known {
        // What stands in the way stays.
        let _ = put_answer(&mut answers, &path, Some(value));
    }
    answers
}
