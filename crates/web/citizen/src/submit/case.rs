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
use motcua_questions::{DecidingAsked, DecidingContext};

#[derive(Template)]
#[template(path = "citizen/case.html")]
struct CasePage {
    page: Page,
    frame: Frame,
    /// Empty when there is nothing to choose.
    cases: Vec<ChoiceShown>,
    case: String,
    deciding: DecidingAsked,
    centres: Vec<ChoiceShown>,
    /// How the centre is asked for.
    centre_by: CentreBy,
    /// Which centres may take it.
    centre_hint: String,
    receiving: String,
    /// The competent agencies, where one has to be chosen.
    competents: Vec<ChoiceShown>,
    competent: String,
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

/// Who decides, as it is asked for this draft.
fn context<'a>(visit: &'a Visit, draft: &'a Draft, version: &'a Version) -> DecidingContext<'a> {
    let (law, day, near) = (&*visit.app.law, visit.now.day(), Some(&visit.app.province));
    DecidingContext { law, procedure: &draft.procedure, version, day, near }
}

/// The accepted answers, as the form would send them.
pub(super) fn pairs(visit: &Visit, draft: &Draft) -> Result<Pairs, Refusal> {
    let (_, version) = draft.procedure(&visit.app.law, visit.now)?;
    let mut pairs: Pairs = [
        ("case", draft.case.as_ref().map(CaseId::as_str).unwrap_or_default()),
        ("receiving", draft.receiving.as_ref().map(AgencyCode::as_str).unwrap_or_default()),
        ("competent", draft.competent.as_ref().map(AgencyCode::as_str).unwrap_or_default()),
        ("helper", draft.helper_word()),
        ("helper_name", draft.assistance.as_ref().map(|help| help.name.as_str()).unwrap_or_default()),
    ]
    .map(|(name, value)| (name.to_string(), value.to_string()))
    .to_vec();
    pairs.extend(context(visit, draft, version).pairs(&draft.deciding));
    Ok(pairs)
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
    if let Some(typed) = opened.draft.pages.typed(NAME) {
        return shown(&visit, &opened, typed.clone(), &from, None);
    }
    let (law, today) = (&visit.app.law, visit.now.day());
    let (_, version) = opened.draft.procedure(law, visit.now)?;
    // What was right when it was answered may be wrong by now: a centre closed, a rule ended.
    let refused = match opened.draft.pages.is_accepted(NAME) {
        true => opened.draft.decided_by(law, version, today).err(),
        false => None,
    };
    let pairs = pairs(&visit, &opened.draft)?;
    shown(&visit, &opened, pairs, &from, refused.map(End::Refused).as_ref())
}

/// `POST /submit/{draft}/case`
pub(super) async fn answer(visit: Visit, Path(id): Path<String>, form: SentForm) -> Reply {
    let from = From::of(&form);
    let sent = Sent::of(&form)?;
    let changed = kept::change(&visit, &id, |opened| {
        let (_, version) = opened.draft.procedure(&visit.app.law, visit.now)?;
        let answers = pairs(&visit, &opened.draft)?;
        let take = |draft: &mut Draft| {
            let refused = take(&visit, draft, version, &form);
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
fn take(visit: &Visit, draft: &mut Draft, version: &Version, form: &SentForm) -> Vec<Refusal> {
    let mut wrong = Vec::new();
    if version.cases_for_applicant().nth(1).is_some() {
        let case = CaseId::from(form.get("case"));
        if form.get("case").is_empty() {
            wrong.push(Refusal::of("dossier.case-missing").at("case"));
        } else if !version.cases_for_applicant().any(|known| known.id == case) {
            wrong.push(Refusal::of("dossier.unknown-case").at("case"));
        } else if version.offer(&case, Way::Online).is_none() {
            wrong.push(Refusal::of("dossier.way-not-offered").at("case").with("channel", "online"));
        } else {
            draft.case = Some(case);
        }
    }
    let (said, unread) = context(visit, draft, version).said(|name| form.get(name));
    draft.deciding = said;
    draft.competent = AgencyCode::parse(form.get("competent")).ok();
    let can_be_read = unread.is_empty();
    wrong.extend(unread);
    if form.get("receiving").is_empty() {
        wrong.push(Refusal::of("draft.centre-missing").at("receiving"));
    } else {
        match Centres::of(visit).find(visit, form.get("receiving")) {
            CentreFound::One(code) => {
                draft.receiving = Some(code);
                if can_be_read {
                    wrong.extend(take_competent(visit, draft, version).err().unwrap_or_default());
                }
            }
            CentreFound::Several(_) => wrong.push(Refusal::of("draft.centre-several").at("receiving")),
            CentreFound::None => wrong.push(Refusal::of("dossier.no-such-centre").at("receiving")),
        }
    }
    let helper = Helper::parse(form.get("helper")).filter(|helper| HELPERS.contains(helper));
    let helper_name = form.get("helper_name");
    if helper_name.chars().count() > NAME_CHARS_MAX {
        wrong.push(Refusal::of("applicant.too-long").at("helper_name").with("limit", NAME_CHARS_MAX));
    } else if helper.is_some() || form.get("helper") == NOBODY {
        draft.helper_told = true;
        draft.assistance = helper.map(|kind| Assistance::of(kind, helper_name));
    } else {
        wrong.push(Refusal::of("draft.helper-missing").at("helper"));
    }
    wrong
}

/// Keeps a choice among several agencies only while it is one of them: what was chosen
/// before a place was corrected is nobody's choice any more.
fn take_competent(visit: &Visit, draft: &mut Draft, version: &Version) -> Result<(), Vec<Refusal>> {
    let (law, day) = (&*visit.app.law, visit.now.day());
    let decided = draft.decided_by(law, version, day);
    let is_stale = |refusals: &Vec<Refusal>| refusals.iter().any(|one| one.code == "competence.not-among");
    match decided {
        Err(refusals) if is_stale(&refusals) => {
            draft.competent = None;
            draft.decided_by(law, version, day).map(drop)
        }
        decided => decided.map(drop),
    }
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
        "competent" => ("Cơ quan giải quyết", "Decided by"),
        "helper" => ("Người giúp nộp", "Helped by"),
        _ => ("Tên người hoặc điểm giúp nộp", "Name of the helper or the point"),
    };
    page.t(vi, en).to_string()
}

fn shown(visit: &Visit, opened: &Opened, pairs: Pairs, from: &From, end: Option<&End>) -> Reply {
    let (_, version) = opened.draft.procedure(&visit.app.law, visit.now)?;
    let mut page = visit.page("procedures", "Nơi nộp hồ sơ", "Where to hand in");
    let form = SentForm::of_pairs(pairs.clone());
    let context = context(visit, &opened.draft, version);
    let deciding = context.asked(|name| form.get(name), visit.lang);
    // As typed, so that there is something to choose from when a choice is asked for.
    let centre = match Centres::of(visit).find(visit, form.get("receiving")) {
        CentreFound::One(code) => visit.app.law.directory.agency(&code),
        CentreFound::Several(_) | CentreFound::None => None,
    };
    let said = context.said(|name| form.get(name)).0;
    let competents = context.to_choose(&visit.app, centre, &said, visit.lang);
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
    let question = |field: &str| {
        let of_place = deciding.places.iter().find(|place| place.id == field || place.not_id == field);
        of_place.map_or_else(|| label(&page, field), |place| place.label.to_string())
    };
    frame.tell(visit, opened, NAME, &pairs, end, question);
    if let Some(meanwhile) = &mut frame.meanwhile {
        meanwhile.lines = meanwhile.lines.iter().map(named).collect();
    }
    let typed = |name: &str| form.get(name).to_string();
    let mut receiving = typed("receiving");
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
    let rule = visit.app.law.competence.in_force(&opened.draft.procedure, visit.now.day()).next();
    let how = match centre_by {
        CentreBy::Name => page.t(
            "Gõ tên; không dấu, hoặc tên xã, phường cũ cũng được.",
            "Type the name; without marks, or an old commune’s, will do.",
        ),
        CentreBy::List | CentreBy::Fitting => "",
    };
    let may = rule.map_or("", |rule| motcua_messages::elsewhere(rule.elsewhere, visit.lang));
    let returned = page.t("Kết quả trả tại nơi nhận hồ sơ.", "The result is returned where you hand in.");
    let centre_hint = format!("{how} {may}. {returned}").trim_start().to_string();
    let shown = CasePage {
        frame,
        cases,
        case: typed("case"),
        deciding,
        centres,
        centre_by,
        centre_hint,
        receiving,
        competents,
        competent: typed("competent"),
        helpers,
        helper: typed("helper"),
        helper_name: typed("helper_name"),
        wrongs,
        page,
    };
    Ok(html(frame::status_of(end), &shown))
}
