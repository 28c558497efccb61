//! A till that was closed, and taking the money over.

use crate::shown::may;
use askama::Template;
use axum::extract::Query;
use motcua_core::money::{Closing, ClosingCommand, ConfirmTill};
use motcua_core::{Halt, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of};
use motcua_edge::signed::Signed;
use motcua_store::money;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "till/closing.html")]
struct ClosingPage {
    page: Page,
    name: String,
    day: String,
    ways: Vec<WayShown>,
    differs: bool,
    explained: String,
    closed: String,
    /// Who took the money over; empty while nobody has.
    confirmed: String,
    note: String,
    may_confirm: bool,
    typed: String,
    key: String,
    errors: Wrongs,
}

/// What was taken by one way.
struct WayShown {
    way: &'static str,
    payments: u32,
    recorded: String,
    /// What was given back out of it; empty where nothing was.
    back: String,
    counted: String,
    difference: String,
}

/// Which closing.
#[derive(Deserialize)]
pub struct ClosingQuery {
    #[serde(default)]
    id: String,
}

/// Where a closing is shown.
pub(crate) fn href(id: &str) -> String {
    let id: String = form_urlencoded::byte_serialize(id.as_bytes()).collect();
    format!("/officer/closing?id={id}")
}

/// `GET /officer/closing?id=`
pub async fn get(signed: Signed, Query(asked): Query<ClosingQuery>) -> Reply {
    let closing = find(&signed, &asked.id)?;
    page_of(&signed, &closing, &SentForm::default(), &[])
}

/// `POST /officer/closing?id=`
pub async fn post(signed: Signed, Query(asked): Query<ClosingQuery>, form: SentForm) -> Reply {
    let closing = find(&signed, &asked.id)?;
    let key = key_of(&form, &format!("confirm_till {}", closing.id))?;
    let command = confirm(&closing.id, form.get("note"));
    let sending = Sending { key: Some(key), ..Sending::default() };
    match send(&signed.visit.app, &signed.actor()?, sending, command).await {
        Ok(_) => Ok(see_other(&href(&closing.id))),
        Err(halt) => page_of(&signed, &closing, &form, &refusals(halt)?),
    }
}

fn confirm(id: &str, note: &str) -> ClosingCommand {
    ConfirmTill { id: id.to_string(), note: note.to_string() }.into()
}

fn find(signed: &Signed, id: &str) -> Result<Closing, Halt> {
    let found = signed.visit.app.read(|rows| money::closing(rows, id))?;
    let here =
        found.filter(|closing| closing.agency == signed.officer.agency && signed.officer.sits_at_a_desk());
    Ok(here.ok_or_else(|| Refusal::of("money.closing-unknown"))?)
}

/// `−5.000 đồng`, `+5.000 đồng`, or that nothing differs.
pub(crate) fn difference(vnd: i64, page: &Page) -> String {
    let sign = match vnd {
        0 => return page.t("khớp", "agrees").to_string(),
        1.. => "+",
        _ => "−",
    };
    format!("{sign}{}", page.money(vnd.unsigned_abs()))
}

fn page_of(signed: &Signed, closing: &Closing, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let lang = signed.visit.lang;
    let mut page = signed.visit.page("work", "Sổ thu đã chốt", "A till that was closed");
    let errors = Wrongs::of(wrong, lang, "note");
    errors.entitle(&mut page);
    let amount_of = |vnd: u64| format!("{} {}", page.numbers().count(vnd), page.t("đồng", "VND"));
    let ways = closing.counted.iter().map(|count| WayShown {
        way: motcua_messages::payment_way(count.sum.way, lang),
        payments: count.sum.payments,
        recorded: amount_of(count.sum.vnd),
        back: match count.sum.given_back_vnd {
            0 => String::new(),
            vnd => page.money(vnd),
        },
        counted: amount_of(count.counted_vnd),
        difference: difference(count.difference_vnd(), &page),
    });
    let view = ClosingPage {
        name: closing.name.clone(),
        day: page.day(closing.day),
        ways: ways.collect(),
        differs: closing.differs(),
        explained: closing.explained.clone(),
        closed: page.moment(closing.closed_at),
        confirmed: match (&closing.confirmed_by, closing.confirmed_at) {
            (Some(who), Some(at)) => format!("{}, {}", motcua_messages::who(who, lang), page.moment(at)),
            _ => String::new(),
        },
        note: closing.note.clone(),
        may_confirm: may(signed, confirm(&closing.id, ""), "")?,
        typed: form.get("note").to_string(),
        key: fresh_key(&signed.visit.app),
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}
