//! Đóng tài khoản, with what becomes of the dossiers that its person holds.

use super::frame::{acted, href_of};
use super::person::changeable;
use super::reassign::{HeldShown, held_shown, reassigned};
use askama::Template;
use axum::extract::Path;
use motcua_core::Refusal;
use motcua_core::account::{Account, DisableAccount, Reach};
use motcua_edge::ask::{Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::fresh_key;
use motcua_edge::signed::Signed;

#[derive(Template)]
#[template(path = "manage/staff/disable_account.html")]
struct DisableAccountPage {
    page: Page,
    errors: Wrongs,
    key: String,
    href: String,
    who: String,
    held: HeldShown,
}

/// `GET /manage/staff/people/{id}/disable_account`
pub(super) async fn get(signed: Signed, Path(id): Path<String>) -> Reply {
    let (account, reach) = changeable(&signed, &id)?;
    shown(&signed, &account, &reach, &SentForm::default(), &[])
}

/// `POST /manage/staff/people/{id}/disable_account`: first each dossier, by itself; then the account.
pub(super) async fn post(signed: Signed, Path(id): Path<String>, form: SentForm) -> Reply {
    let (account, reach) = changeable(&signed, &id)?;
    let id = account.officer.id.clone();
    let command = DisableAccount { id: id.clone(), leaves_dossiers: false };
    let sent = match reassigned(&signed, &reach, &id, &form).await {
        Ok(()) => acted(&signed, &form, &id.0, command).await,
        Err(halt) => Err(halt),
    };
    match sent {
        Ok(_) => Ok(see_other(&format!("{}?done=disable_account", href_of(&id)))),
        Err(halt) => shown(&signed, &account, &reach, &form, &refusals(halt)?),
    }
}

fn shown(signed: &Signed, account: &Account, reach: &Reach, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let mut page = signed.visit.page("staff", "Đóng tài khoản", "Close an account");
    let errors = Wrongs::of(wrong, signed.visit.lang, "main");
    errors.entitle(&mut page);
    let view = DisableAccountPage {
        key: form.filled("key").map_or_else(|| fresh_key(&signed.visit.app), str::to_string),
        href: href_of(&account.officer.id),
        who: account.officer.name.clone(),
        held: held_shown(signed, account, reach, form, &page)?,
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}
