//! Which case, which centre, and whether somebody helps.

use super::From;
use super::draft::{self, Draft, Found, HELPERS, NOBODY, Opened};
use crate::edge::ask::{Choice, Wrongs, status_of_form};
use crate::edge::failure::Reply;
use crate::edge::form::Form;
use crate::edge::page::{Page, html, see_other};
use crate::edge::visit::{Lang, Visit};
use crate::messages;
use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use motcua_core::catalogue::{CaseId, Version, Way};
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{Assistance, Helper};
use motcua_core::text::fold;
use motcua_core::{Day, Refusal};

#[derive(Template)]
#[template(path = "citizen/case.html")]
struct CasePage {
    page: Page,
    procedure: String,
    back: String,
    from: &'static str,
    /// Empty when there is nothing to choose.
    cases: Vec<Choice>,
    case: String,
    centres: Vec<Choice>,
    receiving: String,
    helpers: Vec<Choice>,
    helper: String,
    helper_name: String,
    wrongs: Wrongs,
}

/// What was answered, right or wrong.
struct Answers {
    case: String,
    receiving: String,
    helper: String,
    helper_name: String,
}

/// `GET /submit/{draft}/case`
pub(super) async fn ask(visit: Visit, Path(id): Path<String>, Query(from): Query<From>) -> Reply {
    let opened = match draft::find(&visit, &id)? {
        Found::Draft(opened) => opened,
        Found::HandedIn(receipt) => return Ok(see_other(&receipt)),
    };
    let draft = &opened.draft;
    let answers = Answers {
        case: draft.case.as_ref().map(CaseId::to_string).unwrap_or_default(),
        receiving: draft.receiving.as_ref().map(AgencyCode::to_string).unwrap_or_default(),
        helper: draft.helper_word().to_string(),
        helper_name: draft.assistance.as_ref().map(|help| help.name.clone()).unwrap_or_default(),
    };
    shown(&visit, &opened, answers, &from, &[])
}

/// `POST /submit/{draft}/case`
pub(super) async fn answer(visit: Visit, Path(id): Path<String>, form: Form) -> Reply {
    let mut opened = match draft::find(&visit, &id)? {
        Found::Draft(opened) => opened,
        Found::HandedIn(receipt) => return Ok(see_other(&receipt)),
    };
    let from = From::of(&form);
    let answers = Answers {
        case: form.get("case").to_string(),
        receiving: form.get("receiving").to_string(),
        helper: form.get("helper").to_string(),
        helper_name: form.get("helper_name").to_string(),
    };
    let (_, version) = opened.draft.procedure(&visit.app.law, visit.now)?;
    let refused = take(&visit, &mut opened.draft, version, &answers);
    if !refused.is_empty() {
        return shown(&visit, &opened, answers, &from, &refused);
    }
    opened.draft.settle_papers(version);
    draft::put(&visit, opened.id, &opened.draft).await?;
    let next = if from.is_check() { "check" } else { "person" };
    Ok(see_other(&format!("/submit/{}/{next}", opened.id)))
}

const NAME_CHARS_MAX: usize = 200;

/// Puts the answers into the draft; gives all that is wrong with them.
fn take(visit: &Visit, draft: &mut Draft, version: &Version, answers: &Answers) -> Vec<Refusal> {
    let mut wrong = Vec::new();
    if version.cases_for_applicant().nth(1).is_some() {
        let case = CaseId::from(answers.case.as_str());
        if answers.case.is_empty() {
            wrong.push(Refusal::of("dossier.case-missing").at("case"));
        } else if !version.cases_for_applicant().any(|known| known.id == case) {
            wrong.push(Refusal::of("dossier.unknown-case").at("case"));
        } else if version.offer(&case, Way::Online).is_none() {
            wrong.push(Refusal::of("dossier.way-not-offered").at("case").with("channel", "online"));
        } else {
            draft.case = Some(case);
        }
    }
    let offered = centres(visit);
    if answers.receiving.is_empty() {
        wrong.push(Refusal::of("draft.centre-missing").at("receiving"));
    } else {
        match AgencyCode::parse(&answers.receiving) {
            Ok(code) if offered.iter().any(|centre| centre.value == code.as_str()) => {
                draft.receiving = Some(code);
            }
            _ => wrong.push(Refusal::of("dossier.no-such-centre").at("receiving")),
        }
    }
    let helper = Helper::parse(&answers.helper).filter(|helper| HELPERS.contains(helper));
    if answers.helper_name.chars().count() > NAME_CHARS_MAX {
        wrong.push(Refusal::of("applicant.too-long").at("helper_name").with("limit", NAME_CHARS_MAX));
    } else if helper.is_some() || answers.helper == NOBODY {
        draft.helper_told = true;
        draft.assistance = helper.map(|kind| Assistance { kind, name: answers.helper_name.clone() });
    } else {
        wrong.push(Refusal::of("draft.helper-missing").at("helper"));
    }
    wrong
}

/// The communes of the province whose agencies have a centre, by name.
fn centres(visit: &Visit) -> Vec<Choice> {
    let directory = &visit.app.law.directory;
    let day: Day = visit.now.day();
    let mut centres: Vec<(String, Choice)> = directory
        .children_on(&visit.app.province, day)
        .flat_map(|commune| {
            let name = visit.lang.t(&commune.full_name, &commune.full_name_en).to_string();
            let key = fold(&commune.name);
            directory
                .agencies_in(&commune.code)
                .filter(|agency| agency.centre.is_some())
                .map(move |agency| (key.clone(), Choice::new(agency.code.to_string(), name.clone())))
        })
        .collect();
    centres.sort_by(|(one, _), (other, _)| one.cmp(other));
    centres.into_iter().map(|(_, choice)| choice).collect()
}

fn helpers(lang: Lang) -> Vec<Choice> {
    let mut choices = vec![Choice::new(NOBODY, lang.t("Tôi tự nộp", "Nobody, I do it myself"))];
    choices.extend(HELPERS.map(|helper| Choice::new(helper.as_str(), messages::helper(helper, lang))));
    choices
}

fn shown(visit: &Visit, opened: &Opened, answers: Answers, from: &From, refused: &[Refusal]) -> Reply {
    let (procedure, version) = opened.draft.procedure(&visit.app.law, visit.now)?;
    let mut page = visit.page("procedures", "Nơi nộp hồ sơ", "Where to hand in");
    let wrongs = Wrongs::of(refused, visit.lang, "receiving");
    wrongs.entitle(&mut page);
    let mut cases: Vec<Choice> = version
        .cases_for_applicant()
        .map(|case| Choice::new(case.id.as_str(), page.t(&case.name, &case.name_en)))
        .collect();
    if cases.len() < 2 {
        cases.clear();
    }
    let mut centres = centres(visit);
    centres.insert(0, Choice::new("", page.t("Chọn phường, xã", "Choose a ward or commune")));
    let back = match from.is_check() {
        true => format!("/submit/{}/check", opened.id),
        false => format!("/procedures/{}", procedure.id),
    };
    let response: Response = html(
        status_of_form(refused),
        &CasePage {
            procedure: page.t(&procedure.name, &procedure.name_en).to_string(),
            back,
            from: from.word(),
            cases,
            case: answers.case,
            centres,
            receiving: answers.receiving,
            helpers: helpers(visit.lang),
            helper: answers.helper,
            helper_name: answers.helper_name,
            wrongs,
            page,
        },
    );
    Ok(response)
}
