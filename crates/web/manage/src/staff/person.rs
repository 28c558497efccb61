//! One person: where they work and with what, who stands in, what was done, and what can be done.

use super::frame::{acted, href_of, kept, own_or_kept};
use super::told::{self, AccountEvent};
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use motcua_core::account::{Account, AccountCommand, EnableAccount, EndStandIn, Reach};
use motcua_core::act::OfficerId;
use motcua_core::catalogue::Duty;
use motcua_core::{Halt, Refusal};
use motcua_edge::ask::{Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, agency_name, html, see_other};
use motcua_edge::sent::fresh_key;
use motcua_edge::signed::Signed;
use motcua_store::history;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "manage/staff/person.html")]
struct PersonPage {
    page: Page,
    errors: Wrongs,
    key: String,
    done: &'static str,
    href: String,
    name: String,
    id: String,
    agency: String,
    position: String,
    identity: String,
    email: String,
    duties: String,
    point: String,
    next: String,
    tag: &'static str,
    state: String,
    is_active: bool,
    /// Why they may not be changed by whoever looks; empty when they may.
    kept_by_others: String,
    /// Whoever looks keeps accounts.
    keeps: bool,
    /// The head's own page: they may let somebody stand in for themselves.
    may_be_away: bool,
    /// Whoever looks may end a stand-in.
    ends_stand_in: bool,
    stands_in: Vec<String>,
    stood_in_by: Vec<StandInLine>,
    /// How many open dossiers they hold by name.
    held: String,
    holds: bool,
    history: Vec<AccountEvent>,
}

/// A stand-in that can be ended.
struct StandInLine {
    text: String,
    officer: String,
}

/// `?done=edit_account`
#[derive(Debug, Default, Deserialize)]
pub(super) struct DoneQuery {
    #[serde(default)]
    done: String,
}

/// `GET /manage/staff/people/{id}`
pub(super) async fn get(signed: Signed, Path(id): Path<String>, Query(asked): Query<DoneQuery>) -> Reply {
    let (account, reach) = own_or_kept(&signed, &id)?;
    shown(&signed, account, reach, &asked.done, &[])
}

/// `POST /manage/staff/people/{id}/{verb}`: what needs no form of its own.
pub(super) async fn act(signed: Signed, Path((id, verb)): Path<(String, String)>, form: SentForm) -> Reply {
    let (account, _) = own_or_kept(&signed, &id)?;
    let id = account.officer.id.clone();
    let command: AccountCommand = match verb.as_str() {
        "enable_account" => EnableAccount { id: id.clone() }.into(),
        "end_stand_in" => {
            EndStandIn { id: id.clone(), officer: OfficerId(form.get("officer").to_string()) }.into()
        }
        _ => return Err(Refusal::of("page.unknown").into()),
    };
    match acted(&signed, &form, &id.0, command).await {
        Ok(_) => Ok(see_other(&format!("{}?done={verb}", href_of(&id)))),
        Err(halt) => {
            let (account, reach) = own_or_kept(&signed, &id.0)?;
            shown(&signed, account, reach, "", &refusals(halt)?)
        }
    }
}

fn shown(signed: &Signed, account: Account, reach: Option<Reach>, done: &str, wrong: &[Refusal]) -> Reply {
    let (app, lang, now) = (&signed.visit.app, signed.visit.lang, signed.visit.now);
    let today = now.day();
    let mut page = signed.visit.page("staff", &account.officer.name, &account.officer.name);
    let errors = Wrongs::of(wrong, lang, "main");
    errors.entitle(&mut page);
    let id = account.officer.id.clone();
    let is_own = signed.officer.id == id;
    let held = match &reach {
        Some(reach) => super::frame::held(signed, reach, &id)?.len(),
        None => 0,
    };
    let events = app.read(|rows| history::<Account>(rows, &id))?;
    let kept_by_others = match &reach {
        Some(reach) => reach.must_keep(&app.law, &account, today).err(),
        None => Some(Refusal::of("account.own")),
    };
    let officer = account.on(today);
    let (tag, state) = match (account.is_active, account.first_use) {
        (false, _) => ("rest", lang.t("đã đóng", "closed").to_string()),
        (true, Some(until)) if until <= now => (
            "late",
            lang.t("mật khẩu dùng một lần đã hết hạn", "the one-time password has run out").to_string(),
        ),
        (true, Some(until)) => {
            let last = until.plus_ms(-1).day().vn();
            let words = lang.t("chưa đăng nhập; phiếu có hạn đến", "not used yet; the slip holds to");
            ("soon", format!("{words} {last}"))
        }
        (true, None) => ("good", lang.t("đang mở", "open").to_string()),
    };
    let next = account.next.as_ref().filter(|next| next.from > today).map(|next| {
        let duties = told::all_given(&next.duties, &page);
        format!(
            "{}, {} {}; {duties}",
            agency_name(app, &next.agency, lang),
            lang.t("từ", "from"),
            next.from.vn()
        )
    });
    let stand_ins = account.stood_in_by.iter().filter(|stand_in| stand_in.to >= today);
    let stands_in = account.stands_in.iter().filter(|stand_in| stand_in.to >= today);
    let view = PersonPage {
        key: fresh_key(app),
        done: done_words(done, lang),
        href: href_of(&id),
        agency: agency_name(app, &officer.agency, lang),
        position: account.position_on(today).to_string(),
        identity: account.particulars.identity.clone(),
        email: account.particulars.email.clone(),
        duties: told::all_given(&account.given_at_the_post_of(today), &page),
        point: officer
            .point
            .as_ref()
            .map(|point| format!("{}: {}", told::point(point.kind, &page), point.name))
            .unwrap_or_default(),
        next: next.unwrap_or_default(),
        tag,
        state,
        is_active: account.is_active,
        may_be_away: is_own && reach.is_some() && officer.has(Duty::Leader),
        keeps: reach.is_some(),
        ends_stand_in: is_own || kept_by_others.is_none(),
        kept_by_others: kept_by_others.map(|no| motcua_messages::sentence(&no, lang)).unwrap_or_default(),
        stands_in: stands_in.map(|stand_in| told::stand_in(stand_in, &page)).collect(),
        stood_in_by: stand_ins
            .map(|stand_in| StandInLine {
                text: told::stand_in(stand_in, &page),
                officer: stand_in.officer.to_string(),
            })
            .collect(),
        held: page.count(held as i64),
        holds: held > 0,
        history: events.iter().rev().map(|event| told::event(app, event, &page)).collect(),
        id: id.to_string(),
        name: officer.name,
        errors,
        page,
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { status_of_form(wrong) };
    Ok(html(status, &view))
}

/// What has just been done, by the name of its verb.
fn done_words(verb: &str, lang: motcua_messages::Lang) -> &'static str {
    match verb {
        "edit_account" => lang.t("Đã lưu thông tin.", "Kept."),
        "give_duties" => lang.t("Đã giao nhiệm vụ.", "The duties are given."),
        "let_stand_in" => lang.t("Đã giao người làm thay.", "Somebody stands in."),
        "end_stand_in" => lang.t("Đã kết thúc việc làm thay.", "Nobody stands in any more."),
        "transfer" => lang.t("Đã ghi việc điều chuyển.", "The transfer is recorded."),
        "disable_account" => lang.t("Đã đóng tài khoản.", "The account is closed."),
        "enable_account" => lang.t("Đã mở lại tài khoản.", "The account is open again."),
        "reassign" => lang.t("Đã giao lại hồ sơ.", "The dossiers are reassigned."),
        "issue_password" => lang.t(
            "Phiếu này đã được cấp trước đó và không xem lại được; hãy cấp phiếu mới nếu đã mất.",
            "This slip was issued before and cannot be shown again; issue a new one if it is lost.",
        ),
        _ => "",
    }
}

/// The account that is meant, for whoever may change it: the page of an act is shown only to them.
pub(super) fn changeable(signed: &Signed, id: &str) -> Result<(Account, Reach), Halt> {
    let (account, reach) = kept(signed, id)?;
    reach.must_keep(&signed.visit.app.law, &account, signed.visit.now.day())?;
    Ok((account, reach))
}
