//! Making one account, with its slip.

use super::duty_rows::{self, DutyRow};
use super::frame::{acted, agencies, agency_typed, reach_of};
use super::slips::{SlipShown, slip_page};
use askama::Template;
use axum::response::Response;
use motcua_core::account::{OpenAccount, Particulars, Reach, log_in_name};
use motcua_core::{Halt, Refusal};
use motcua_edge::ask::{ChoiceShown, Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::password::{OneTime, holds_until};
use motcua_edge::sent::fresh_key;
use motcua_edge::signed::Signed;

#[derive(Template)]
#[template(path = "manage/staff/open_account.html")]
struct OpenAccountPage {
    page: Page,
    errors: Wrongs,
    key: String,
    agencies: Vec<ChoiceShown>,
    form: Typed,
    duties: Vec<DutyRow>,
    days: u32,
}

/// What stands in the text boxes.
struct Typed {
    id: String,
    name: String,
    agency: String,
    position: String,
    identity: String,
    email: String,
}

/// `GET /manage/staff/new`
pub(super) async fn get(signed: Signed) -> Reply {
    let reach = reach_of(&signed)?;
    Ok(shown(&signed, &reach, &SentForm::default(), &[]))
}

/// `POST /manage/staff/new`: the account, and its slip as the answer. The password is nowhere
/// else, so the same form sent again makes nothing and shows none.
pub(super) async fn post(signed: Signed, form: SentForm) -> Reply {
    let reach = reach_of(&signed)?;
    let id = log_in_name(form.get("id"));
    let dated = match duty_rows::given(&form) {
        Ok(dated) => dated,
        Err(wrong) => return Ok(shown(&signed, &reach, &form, &wrong)),
    };
    let app = &signed.visit.app;
    let (once, until) = (OneTime::drawn(&id, &app.random::<16>()), holds_until(app));
    let command = OpenAccount {
        id: id.0.clone(),
        name: form.get("name").to_string(),
        agency: form.get("agency").to_string(),
        dated,
        particulars: particulars(&form),
        password: once.hash.clone(),
        first_use: Some(until),
        ..OpenAccount::default()
    };
    match acted(&signed, &form, "new", command).await {
        Ok(done) => match done.after {
            Some(account) => Ok(slip_page(&signed, &[SlipShown::of(&signed, &account, once.secret, until)])),
            None => Ok(see_other(&format!("{}?done=issue_password", super::frame::href_of(&id)))),
        },
        Err(halt) => {
            let wrong = duty_rows::placed(refusals(halt)?);
            if wrong.iter().any(|refusal| refusal.field.is_none()) {
                return Err(Halt::Refused(wrong).into());
            }
            Ok(shown(&signed, &reach, &form, &wrong))
        }
    }
}

/// What a form says of the person.
pub(super) fn particulars(form: &SentForm) -> Particulars {
    Particulars {
        position: form.get("position").to_string(),
        identity: form.get("identity").to_string(),
        email: form.get("email").to_string(),
    }
}

fn shown(signed: &Signed, reach: &Reach, form: &SentForm, wrong: &[Refusal]) -> Response {
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let mut page = signed.visit.page("staff", "Tạo tài khoản", "Make an account");
    let errors = Wrongs::of(wrong, lang, "name");
    errors.entitle(&mut page);
    let typed = |name: &str| form.get(name).to_string();
    let agency = match (form.filled("agency"), reach.only()) {
        (Some(typed), _) => typed.to_string(),
        (None, Some(only)) => only.to_string(),
        (None, None) => String::new(),
    };
    // Before an agency is chosen, every duty that they may give anywhere is there to choose.
    let at = reach.only().cloned().or_else(|| agency_typed(signed, form.get("agency")));
    let choose = ChoiceShown::new("", page.t("Chọn cơ quan", "Choose the agency"));
    let choices = std::iter::once(choose).filter(|_| reach.only().is_none());
    let view = OpenAccountPage {
        key: form.filled("key").map_or_else(|| fresh_key(app), str::to_string),
        agencies: choices.chain(agencies(signed, reach)).collect(),
        duties: duty_rows::sent(signed, reach, at.as_ref(), form),
        form: Typed {
            id: typed("id"),
            name: typed("name"),
            agency,
            position: typed("position"),
            identity: typed("identity"),
            email: typed("email"),
        },
        days: app.first_use_days,
        errors,
        page,
    };
    html(status_of_form(wrong), &view)
}
