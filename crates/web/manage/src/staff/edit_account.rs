//! Sửa thông tin: name, position, number and e-mail of a person.

use super::frame::{acted, href_of};
use super::open_account::particulars;
use super::person::changeable;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use motcua_core::Refusal;
use motcua_core::account::{Account, EditAccount, Particulars};
use motcua_edge::ask::{Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::fresh_key;
use motcua_edge::signed::Signed;

#[derive(Template)]
#[template(path = "manage/staff/edit_account.html")]
struct EditAccountPage {
    page: Page,
    errors: Wrongs,
    key: String,
    href: String,
    who: String,
    seen: u32,
    full_name: String,
    position: String,
    identity: String,
    email: String,
}

/// `GET /manage/staff/people/{id}/edit_account`
pub(super) async fn get(signed: Signed, Path(id): Path<String>) -> Reply {
    let (account, _) = changeable(&signed, &id)?;
    let position = account.position_on(signed.visit.now.day()).to_string();
    let (name, known) =
        (account.officer.name.clone(), Particulars { position, ..account.particulars.clone() });
    Ok(shown(&signed, &account, name, known, fresh_key(&signed.visit.app), &[]))
}

/// `POST /manage/staff/people/{id}/edit_account`
pub(super) async fn post(signed: Signed, Path(id): Path<String>, form: SentForm) -> Reply {
    let (account, _) = changeable(&signed, &id)?;
    let id = account.officer.id.clone();
    let command = EditAccount {
        id: id.clone(),
        seen: form.get("seen").parse().map_err(|_| Refusal::of("request.malformed"))?,
        name: form.get("name").to_string(),
        particulars: particulars(&form),
    };
    match acted(&signed, &form, &id.0, command).await {
        Ok(_) => Ok(see_other(&format!("{}?done=edit_account", href_of(&id)))),
        Err(halt) => {
            let (wrong, name) = (refusals(halt)?, form.get("name").to_string());
            Ok(shown(&signed, &account, name, particulars(&form), form.get("key").to_string(), &wrong))
        }
    }
}

fn shown(
    signed: &Signed,
    account: &Account,
    name: String,
    known: Particulars,
    key: String,
    wrong: &[Refusal],
) -> Response {
    let mut page = signed.visit.page("staff", "Sửa thông tin cán bộ", "Edit an account");
    let errors = Wrongs::of(wrong, signed.visit.lang, "name");
    errors.entitle(&mut page);
    let view = EditAccountPage {
        key,
        href: href_of(&account.officer.id),
        who: account.officer.name.clone(),
        seen: account.last.seq,
        full_name: name,
        position: known.position,
        identity: known.identity,
        email: known.email,
        errors,
        page,
    };
    html(status_of_form(wrong), &view)
}
