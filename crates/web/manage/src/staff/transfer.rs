//! Điều chuyển: to which agency, from when, with which duties there; and what becomes of the
//! dossiers that the person holds by name.

use super::duty_rows::{self, DutyRow};
use super::frame::{acted, agencies, href_of};
use super::person::changeable;
use super::reassign::{HeldShown, held_shown, reassigned};
use askama::Template;
use axum::extract::Path;
use motcua_core::Refusal;
use motcua_core::account::{Account, Reach, Transfer, typed_day};
use motcua_edge::ask::{ChoiceShown, Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::fresh_key;
use motcua_edge::signed::Signed;

#[derive(Template)]
#[template(path = "manage/staff/transfer.html")]
struct TransferPage {
    page: Page,
    errors: Wrongs,
    key: String,
    href: String,
    who: String,
    seen: String,
    agencies: Vec<ChoiceShown>,
    agency: String,
    from: String,
    position: String,
    duties: Vec<DutyRow>,
    held: HeldShown,
}

/// `GET /manage/staff/people/{id}/transfer`
pub(super) async fn get(signed: Signed, Path(id): Path<String>) -> Reply {
    let (account, reach) = changeable(&signed, &id)?;
    shown(&signed, &account, &reach, &SentForm::default(), &[])
}

/// `POST /manage/staff/people/{id}/transfer`: first each dossier that was to be given to somebody
/// else, by itself; then the transfer.
pub(super) async fn post(signed: Signed, Path(id): Path<String>, form: SentForm) -> Reply {
    let (account, reach) = changeable(&signed, &id)?;
    let id = account.officer.id.clone();
    let seen = form.get("seen").parse().map_err(|_| Refusal::of("request.malformed"))?;
    let from = typed_day(form.get("from"), "from")
        .and_then(|day| day.ok_or_else(|| Refusal::of("account.date").at("from").with("given", "")));
    let sent = match (from, duty_rows::given(&form)) {
        (Ok(from), Ok(duties)) => {
            let (agency, position) = (form.get("agency").to_string(), form.get("position").to_string());
            let command = Transfer { id: id.clone(), seen, agency, from, position, duties };
            match reassigned(&signed, &reach, &id, &form).await {
                Ok(()) => acted(&signed, &form, &id.0, command).await,
                Err(halt) => Err(halt),
            }
        }
        (from, duties) => {
            Err(from.err().into_iter().chain(duties.err().unwrap_or_default()).collect::<Vec<_>>().into())
        }
    };
    match sent {
        Ok(_) => Ok(see_other(&format!("{}?done=transfer", href_of(&id)))),
        Err(halt) => shown(&signed, &account, &reach, &form, &duty_rows::placed(refusals(halt)?)),
    }
}

fn shown(signed: &Signed, account: &Account, reach: &Reach, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let (app, lang, today) = (&signed.visit.app, signed.visit.lang, signed.visit.now.day());
    let mut page = signed.visit.page("staff", "Điều chuyển", "Transfer");
    let errors = Wrongs::of(wrong, lang, "agency");
    errors.entitle(&mut page);
    let is_first = form.pairs().is_empty();
    let post = account.on(today);
    let agency = if is_first { post.agency.to_string() } else { form.get("agency").to_string() };
    let view = TransferPage {
        key: form.filled("key").map_or_else(|| fresh_key(app), str::to_string),
        href: href_of(&post.id),
        who: post.name.clone(),
        seen: form.filled("seen").map_or_else(|| account.last.seq.to_string(), str::to_string),
        agencies: agencies(signed, reach),
        duties: match is_first {
            true => duty_rows::of_given(signed, reach, None, &account.given_at_the_post_of(today)),
            false => duty_rows::sent(signed, reach, None, form),
        },
        from: if is_first { today.vn() } else { form.get("from").to_string() },
        position: if is_first {
            account.position_on(today).to_string()
        } else {
            form.get("position").to_string()
        },
        held: held_shown(signed, account, reach, form, &page)?,
        agency,
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}
