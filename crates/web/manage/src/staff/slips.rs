//! Slips (phiếu cấp tài khoản) with one-time passwords. They are shown as the answer to the form
//! that made them and never again: the password is kept nowhere.

use super::frame::{acted, href_of};
use super::person::changeable;
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use motcua_core::Moment;
use motcua_core::account::{Account, IssuePassword, OpenAccount};
use motcua_core::directory::AgencyCode;
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, agency_name, html, see_other};
use motcua_edge::password::{OneTime, holds_until};
use motcua_edge::signed::Signed;

/// One slip.
pub(super) struct SlipShown {
    name: String,
    position: String,
    agency: String,
    id: String,
    secret: String,
    until: String,
}

impl SlipShown {
    /// For this account, with the secret that was just drawn.
    pub(super) fn of(signed: &Signed, account: &Account, secret: String, until: Moment) -> SlipShown {
        let officer = account.on(signed.visit.now.day());
        SlipShown {
            agency: agency_name(&signed.visit.app, &officer.agency, signed.visit.lang),
            position: account.particulars.position.clone(),
            id: officer.id.to_string(),
            name: officer.name,
            secret,
            // It holds to the end of the day before.
            until: until.plus_ms(-1).day().vn(),
        }
    }
}

impl SlipShown {
    /// For an account that is being made with others.
    pub(super) fn planned(signed: &Signed, open: &OpenAccount, secret: String, until: Moment) -> SlipShown {
        let agency = AgencyCode::parse(&open.agency);
        SlipShown {
            agency: agency.map_or_else(
                |_| open.agency.clone(),
                |code| agency_name(&signed.visit.app, &code, signed.visit.lang),
            ),
            position: open.particulars.position.clone(),
            id: open.id.clone(),
            name: open.name.clone(),
            secret,
            until: until.plus_ms(-1).day().vn(),
        }
    }
}

#[derive(Template)]
#[template(path = "manage/staff/slips.html")]
struct SlipsPage<'a> {
    page: Page,
    slips: &'a [SlipShown],
    count: String,
}

/// The page that is printed; nothing on the way keeps it.
pub(super) fn slip_page(signed: &Signed, slips: &[SlipShown]) -> Response {
    let page = signed.visit.page("staff", "Phiếu cấp tài khoản", "Account slips");
    let count = page.count(slips.len() as i64);
    let mut response = html(StatusCode::OK, &SlipsPage { page, slips, count });
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// `POST /manage/staff/people/{id}/issue_password`
pub(super) async fn issue(signed: Signed, Path(id): Path<String>, form: SentForm) -> Reply {
    let (account, _) = changeable(&signed, &id)?;
    let (app, id) = (&signed.visit.app, account.officer.id.clone());
    let (once, until) = (OneTime::drawn(&id, &app.random::<16>()), holds_until(app));
    let command = IssuePassword { id: id.clone(), password: once.hash.clone(), until };
    let done = acted(&signed, &form, &id.0, command).await?;
    match done.after {
        Some(account) => Ok(slip_page(&signed, &[SlipShown::of(&signed, &account, once.secret, until)])),
        None => Ok(see_other(&format!("{}?done=issue_password", href_of(&id)))),
    }
}
