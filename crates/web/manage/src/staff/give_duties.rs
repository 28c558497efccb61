//! Giao nhiệm vụ: which duties a person has, from when to when.

use super::duty_rows::{self, DutyRow};
use super::frame::{acted, href_of};
use super::person::changeable;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use motcua_core::Refusal;
use motcua_core::account::{Account, GiveDuties};
use motcua_edge::ask::{Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, agency_name, html, see_other};
use motcua_edge::sent::fresh_key;
use motcua_edge::signed::Signed;

#[derive(Template)]
#[template(path = "manage/staff/give_duties.html")]
struct GiveDutiesPage {
    page: Page,
    errors: Wrongs,
    key: String,
    href: String,
    who: String,
    agency: String,
    seen: u32,
    duties: Vec<DutyRow>,
}

/// `GET /manage/staff/people/{id}/give_duties`
pub(super) async fn get(signed: Signed, Path(id): Path<String>) -> Reply {
    let (account, reach) = changeable(&signed, &id)?;
    let today = signed.visit.now.day();
    let (agency, given) = (account.on(today).agency, account.given_at_the_post_of(today));
    let rows = duty_rows::of_given(&signed, &reach, Some(&agency), &given);
    Ok(shown(&signed, &account, rows, fresh_key(&signed.visit.app), &[]))
}

/// `POST /manage/staff/people/{id}/give_duties`
pub(super) async fn post(signed: Signed, Path(id): Path<String>, form: SentForm) -> Reply {
    let (account, reach) = changeable(&signed, &id)?;
    let id = account.officer.id.clone();
    let seen = form.get("seen").parse().map_err(|_| Refusal::of("request.malformed"))?;
    let sent = match duty_rows::given(&form) {
        Ok(duties) => acted(&signed, &form, &id.0, GiveDuties { id: id.clone(), seen, duties }).await,
        Err(wrong) => Err(wrong.into()),
    };
    match sent {
        Ok(_) => Ok(see_other(&format!("{}?done=give_duties", href_of(&id)))),
        Err(halt) => {
            let wrong = duty_rows::placed(refusals(halt)?);
            let agency = account.on(signed.visit.now.day()).agency;
            let rows = duty_rows::sent(&signed, &reach, Some(&agency), &form);
            Ok(shown(&signed, &account, rows, form.get("key").to_string(), &wrong))
        }
    }
}

fn shown(
    signed: &Signed,
    account: &Account,
    duties: Vec<DutyRow>,
    key: String,
    wrong: &[Refusal],
) -> Response {
    let mut page = signed.visit.page("staff", "Giao nhiệm vụ", "Give duties");
    let errors = Wrongs::of(wrong, signed.visit.lang, "duty");
    errors.entitle(&mut page);
    let post = account.on(signed.visit.now.day());
    let view = GiveDutiesPage {
        key,
        href: href_of(&post.id),
        agency: agency_name(&signed.visit.app, &post.agency, signed.visit.lang),
        who: post.name,
        seen: account.last.seq,
        duties,
        errors,
        page,
    };
    html(status_of_form(wrong), &view)
}
