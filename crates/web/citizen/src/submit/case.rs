//! Which case, which centre, and whether somebody helps.

use super::centre::{CentreFound, Centres};
use super::draft::{Draft, HELPERS, NOBODY};
use super::frame::{self, Frame};
use super::from::From;
use super::kept::{self, Changed, DraftAddress, Opened};
use super::receive::{self, End};
use super::typed::Sent;
use askama::Template;
use axum::extract::{Path, Query};
use motcua_core::Refusal;
use motcua_core::catalogue::{CaseId, Version, Way};
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{Assistance, Helper};
use motcua_edge::ask::{ChoiceShown, Wrongs};
use motcua_edge::failure::Reply;
use motcua_edge::form::{Pairs, SentForm};
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::visit::Visit;
use motcua_messages::Lang;

#[derive(Template)]
#[template(path = "citizen/case.html")]
struct CasePage {
    page: Page,
    frame: Frame,
    /// Empty when there is nothing to choose.
    cases: Vec<ChoiceShown>,
    case: String,
    centres: Vec<ChoiceShown>,
    /// How the centre is asked for.
    centre_by: CentreBy,
    receiving: String,
    helpers: Vec<ChoiceShown>,
    helper: String,
    helper_name: String,
    wrongs: Wrongs,
}

/// How the centre is asked for.
#[derive(PartialEq, Eq)]
enum CentreBy {
    /// From a list that one can look through.
    List,
    /// By typing a name, with suggestions.
    Name,
    /// One of the few that fit what was typed.
    Fitting,
}

/// What was answered, right or wrong.
struct Answers {
    case: String,
    receiving: String,
    helper: String,
    helper_name: String,
}

impl Answers {
    fn of(form: &SentForm) -> Answers {
        Answers {
            case: form.get("case").to_string(),
            receiving: form.get("receiving").to_string(),
            helper: form.get("helper").to_string(),
            helper_name: form.get("helper_name").to_string(),
        }
    }
}

/// The accepted answers, as the form would send them.
pub(super) fn pairs(draft: &Draft) -> Pairs {
    [
        ("case", draft.case.as_ref().map(CaseId::as_str).unwrap_or_default()),
        ("receiving", draft.receiving.as_ref().map(AgencyCode::as_str).unwrap_or_default()),
        ("helper", draft.helper_word()),
        ("helper_name", draft.assistance.as_ref().map(|help| help.name.as_str()).unwrap_or_default()),
    ]
    .map(|(name, value)| (name.to_string(), value.to_string()))
    .to_vec()
}

const NAME: &str = "case";

/// `GET /submit/{draft}/case`
pub(super) async fn ask(visit: Visit, Path(id): Path<String>, Query(from): Query<From>) -> Reply {
    let opened = match kept::find(&visit, &id)? {
        DraftAddress::Draft(opened) => opened,
        DraftAddress::HandedIn(receipt) => return Ok(see_other(&receipt)),
    };
    if let Some(ask) = visit.ask_province() {
        return Ok(see_other(&ask));
    }
    let pairs = opened.draft.pages.typed(NAME).cloned().unwrap_or_else(|| pairs(&opened.draft));
    shown(&visit, &opened, pairs, &from, None)
}

/// `POST /submit/{draft}/case`
pub(super) async fn answer(visit: Visit, Path(id): Path<String>, form: SentForm) -> Reply {
    let from = From::of(&form);
    let sent = Sent::of(&form)?;
    let changed = kept::change(&visit, &id, |opened| {
        let (_, version) = opened.draft.procedure(&visit.app.law, visit.now)?;
        let answers = pairs(&opened.draft);
        let take = |draft: &mut Draft| {
            let refused = take(&visit, draft, version, &Answers::of(&form));
            draft.settle_papers(version);
            refused
        };
        Ok(receive::receive(&mut opened.draft, NAME, &sent, visit.now, &answers, take))
    })
    .await?;
    match changed {
        Changed::HandedIn(receipt) => Ok(receipt),
        Changed::Saved(opened, End::Accepted) => {
            let (_, version) = opened.draft.procedure(&visit.app.law, visit.now)?;
            Ok(see_other(&from.next(&visit, &opened, version, NAME)))
        }
        Changed::Saved(opened, end) => shown(&visit, &opened, sent.pairs, &from, Some(&end)),
    }
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
    if answers.receiving.is_empty() {
        wrong.push(Refusal::of("draft.centre-missing").at("receiving"));
    } else {
        match Centres::of(visit).find(visit, &answers.receiving) {
            CentreFound::One(code) => draft.receiving = Some(code),
            CentreFound::Several(_) => wrong.push(Refusal::of("draft.centre-several").at("receiving")),
            CentreFound::None => wrong.push(Refusal::of("dossier.no-such-centre").at("receiving")),
        }
    }
    let helper = Helper::parse(&answers.helper).filter(|helper| HELPERS.contains(helper));
    if answers.helper_name.chars().count() > NAME_CHARS_MAX {
        wrong.push(Refusal::of("applicant.too-long").at("helper_name").with("limit", NAME_CHARS_MAX));
    } else if helper.is_some() || answers.helper == NOBODY {
        draft.helper_told = true;
        draft.assistance = helper.map(|kind| Assistance::of(kind, answers.helper_name.clone()));
    } else {
        wrong.push(Refusal::of("draft.helper-missing").at("helper"));
    }
    wrong
}

/// Whoever may help, nobody first.
pub(crate) fn helpers(lang: Lang) -> Vec<ChoiceShown> {
    let mut choices = vec![ChoiceShown::new(NOBODY, lang.t("Tôi tự nộp", "Nobody, I do it myself"))];
    choices.extend(
        HELPERS.map(|helper| ChoiceShown::new(helper.as_str(), motcua_messages::helper(helper, lang))),
    );
    choices
}

/// The question of a field.
fn label(page: &Page, field: &str) -> String {
    let (vi, en) = match field {
        "case" => ("Trường hợp", "Case"),
        "receiving" => ("Nơi nhận hồ sơ", "Received by"),
        "helper" => ("Người giúp nộp", "Helped by"),
        _ => ("Tên người hoặc điểm giúp nộp", "Name of the helper or the point"),
    };
    page.t(vi, en).to_string()
}

fn shown(visit: &Visit, opened: &Opened, pairs: Pairs, from: &From, end: Option<&End>) -> Reply {
    let (_, version) = opened.draft.procedure(&visit.app.law, visit.now)?;
    let mut page = visit.page("procedures", "Nơi nộp hồ sơ", "Where to hand in");
    let wrongs = Wrongs::of(frame::refused(end), visit.lang, "receiving");
    wrongs.entitle(&mut page);
    let mut cases: Vec<ChoiceShown> = version
        .cases_for_applicant()
        .map(|case| ChoiceShown::new(case.id.as_str(), page.t(&case.name, &case.name_en)))
        .collect();
    if cases.len() < 2 {
        cases.clear();
    }
    let all = Centres::of(visit);
    let mut centres = all.choices();
    let helpers = helpers(visit.lang);
    let mut frame = Frame::of(visit, opened, NAME, from)?;
    let named = |pair: &(String, String)| {
        let choices = cases.iter().chain(&centres).chain(&helpers);
        let text = choices.filter(|choice| choice.value == pair.1).map(|choice| choice.text.clone()).next();
        (pair.0.clone(), text.unwrap_or_else(|| pair.1.clone()))
    };
    frame.tell(visit, opened, NAME, &pairs, end, |field| label(&page, field));
    if let Some(meanwhile) = &mut frame.meanwhile {
        meanwhile.lines = meanwhile.lines.iter().map(named).collect();
    }
    let Answers { case, mut receiving, helper, helper_name } = Answers::of(&SentForm::of_pairs(pairs));
    let centre_by = match all.find(visit, &receiving) {
        CentreFound::Several(fitting) if end.is_some() => {
            centres = fitting;
            centres.push(ChoiceShown::new("", page.t("Nơi khác, gõ lại tên", "Another one, type again")));
            CentreBy::Fitting
        }
        _ if all.are_typed() => {
            receiving = all.name_of(&receiving);
            CentreBy::Name
        }
        _ => {
            centres.insert(0, ChoiceShown::new("", page.t("Chọn phường, xã", "Choose a ward or commune")));
            CentreBy::List
        }
    };
    let shown = CasePage {
        frame,
        cases,
        case,
        centres,
        centre_by,
        receiving,
        helpers,
        helper,
        helper_name,
        wrongs,
        page,
    };
    Ok(html(frame::status_of(end), &shown))
}
