//! Giao làm thay: which colleague stands in, in which duties, from when to when.

use super::frame::{acted, href_of, kept};
use askama::Template;
use axum::extract::Path;
use motcua_core::Refusal;
use motcua_core::account::{Account, LetStandIn, typed_day};
use motcua_core::act::OfficerId;
use motcua_core::catalogue::Duty;
use motcua_edge::ask::{ChoiceShown, Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::fresh_key;
use motcua_edge::signed::Signed;
use motcua_store::account;

#[derive(Template)]
#[template(path = "manage/staff/let_stand_in.html")]
struct LetStandInPage {
    page: Page,
    errors: Wrongs,
    key: String,
    href: String,
    who: String,
    colleagues: Vec<ChoiceShown>,
    officer: String,
    duties: Vec<StandInDuty>,
    from: String,
    to: String,
}

/// A duty that may be taken over.
struct StandInDuty {
    word: &'static str,
    name: &'static str,
    is_ticked: bool,
}

/// `GET /manage/staff/people/{id}/let_stand_in`
pub(super) async fn get(signed: Signed, Path(id): Path<String>) -> Reply {
    let (account, _) = kept(&signed, &id)?;
    shown(&signed, &account, &SentForm::default(), &[])
}

/// `POST /manage/staff/people/{id}/let_stand_in`
pub(super) async fn post(signed: Signed, Path(id): Path<String>, form: SentForm) -> Reply {
    let (account, _) = kept(&signed, &id)?;
    let id = account.officer.id.clone();
    let mut wrong = Vec::new();
    let mut day = |name: &'static str| {
        let typed = typed_day(form.get(name), name)
            .and_then(|day| day.ok_or_else(|| Refusal::of("account.date").at(name).with("given", "")));
        typed.map_err(|refusal| wrong.push(refusal)).ok()
    };
    let sent = match (day("from"), day("to")) {
        (Some(from), Some(to)) => {
            let duties = form.pairs().iter().filter(|(name, _)| name == "duty");
            let duties = duties.map(|(_, word)| word.clone()).collect();
            let officer = OfficerId(form.get("officer").to_string());
            let command = LetStandIn { id: id.clone(), officer, duties, from, to };
            acted(&signed, &form, &id.0, command).await
        }
        _ => Err(wrong.into()),
    };
    match sent {
        Ok(_) => Ok(see_other(&format!("{}?done=let_stand_in", href_of(&id)))),
        Err(halt) => shown(&signed, &account, &form, &refusals(halt)?),
    }
}

fn shown(signed: &Signed, account: &Account, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let (app, lang, today) = (&signed.visit.app, signed.visit.lang, signed.visit.now.day());
    let mut page = signed.visit.page("staff", "Giao người làm thay", "Let somebody stand in");
    let errors = Wrongs::of(wrong, lang, "officer");
    errors.entitle(&mut page);
    let post = account.on(today);
    let here = app.read(|rows| account::officers_at(rows, &post.agency, today))?;
    let colleagues = here
        .into_iter()
        .filter(|other| other.id != post.id && other.id != signed.officer.id && other.point.is_none());
    let choose = ChoiceShown::new("", page.t("Chọn đồng nghiệp", "Choose a colleague"));
    let colleagues = colleagues.map(|other| ChoiceShown::new(other.id.0, other.name));
    let is_first = form.pairs().is_empty();
    let ticked = |duty: Duty| form.pairs().iter().any(|(name, word)| name == "duty" && word == duty.as_str());
    let duties = post.duties.iter().map(|duty| StandInDuty {
        word: duty.as_str(),
        name: motcua_messages::duty(*duty, lang),
        is_ticked: is_first || ticked(*duty),
    });
    let view = LetStandInPage {
        key: form.filled("key").map_or_else(|| fresh_key(app), str::to_string),
        href: href_of(&post.id),
        who: post.name.clone(),
        colleagues: std::iter::once(choose).chain(colleagues).collect(),
        officer: form.get("officer").to_string(),
        duties: duties.collect(),
        from: if is_first { today.vn() } else { form.get("from").to_string() },
        to: form.get("to").to_string(),
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}
