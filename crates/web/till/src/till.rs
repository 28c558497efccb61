//! Chốt sổ: what an officer took on a day, and what they counted.

use askama::Template;
use axum::extract::Query;
use motcua_core::catalogue::Duty;
use motcua_core::money::{CloseTill, ClosingCommand, PaymentWay, closing_id};
use motcua_core::{Day, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::amount::amount;
use motcua_edge::ask::{Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of};
use motcua_edge::signed::Signed;
use motcua_store::money;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "till/till.html")]
struct TillPage {
    page: Page,
    day: Day,
    day_words: String,
    cash: String,
    card: String,
    /// Cash that was given back; empty where none was.
    back: String,
    payments: u32,
    /// Other days of this officer that are not closed: address and words.
    open: Vec<(String, String)>,
    cash_vnd: String,
    card_vnd: String,
    explained: String,
    key: String,
    errors: Wrongs,
}

/// Which day.
#[derive(Deserialize)]
pub struct TillQuery {
    #[serde(default)]
    day: String,
}

/// `GET /officer/till?day=`
pub async fn get(signed: Signed, Query(asked): Query<TillQuery>) -> Reply {
    let today = signed.visit.now.day();
    let day = Day::parse(&asked.day).filter(|day| *day <= today).unwrap_or(today);
    shown(&signed, day, &SentForm::default(), &[])
}

/// `POST /officer/till`
pub async fn post(signed: Signed, form: SentForm) -> Reply {
    let day = Day::parse(form.get("day")).ok_or_else(|| Refusal::of("request.malformed"))?;
    let key = key_of(&form, &format!("close_till {day}"))?;
    let mut wrong = Vec::new();
    let mut counted = |name: &'static str| {
        // An empty box is nothing that was counted, and nothing is not zero.
        amount(form.get(name)).unwrap_or_else(|| {
            wrong.push(Refusal::of("money.amount-shape").at(name));
            0
        })
    };
    let (cash_vnd, card_vnd) = (counted("cash_vnd"), counted("card_vnd"));
    if !wrong.is_empty() {
        return shown(&signed, day, &form, &wrong);
    }
    let command = CloseTill { day, cash_vnd, card_vnd, explained: form.get("explained").to_string() };
    let sending = Sending { key: Some(key), ..Sending::default() };
    match send(&signed.visit.app, &signed.actor()?, sending, ClosingCommand::from(command)).await {
        Ok(_) => {
            let id = closing_id(&signed.officer.id, &signed.officer.agency, day);
            Ok(see_other(&crate::closing::href(&id)))
        }
        Err(halt) => shown(&signed, day, &form, &refusals(halt)?),
    }
}

fn shown(signed: &Signed, day: Day, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let (app, officer) = (&signed.visit.app, &signed.officer);
    officer.must_have(Duty::Reception, &officer.agency)?;
    let id = closing_id(&officer.id, &officer.agency, day);
    if wrong.is_empty() && app.read(|rows| money::closing(rows, &id))?.is_some() {
        return Ok(see_other(&crate::closing::href(&id)));
    }
    let mut page = signed.visit.page("work", "Chốt sổ thu", "Close the till");
    let errors = Wrongs::of(wrong, signed.visit.lang, "cash_vnd");
    errors.entitle(&mut page);
    let (till, open) = app.read(|rows| {
        let till = money::till(rows, &officer.id, &officer.agency, day)?;
        Ok::<_, motcua_core::Fault>((till, money::tills_open(rows, &officer.agency, signed.visit.now.day())?))
    })?;
    let (cash, card) = (till.of(PaymentWay::Cash), till.of(PaymentWay::Card));
    let amount_of = |vnd: u64| format!("{} {}", page.numbers().count(vnd), page.t("đồng", "VND"));
    let others = open.iter().filter(|(of, other, _)| *of == officer.id && *other != day);
    let view = TillPage {
        day,
        day_words: page.day(day),
        cash: amount_of(cash.vnd),
        card: amount_of(card.vnd),
        back: if cash.given_back_vnd > 0 { amount_of(cash.given_back_vnd) } else { String::new() },
        payments: cash.payments + card.payments,
        open: others.map(|(_, day, _)| (format!("/officer/till?day={day}"), page.day(*day))).collect(),
        cash_vnd: form.get("cash_vnd").to_string(),
        card_vnd: match form.filled("card_vnd") {
            Some(typed) => typed.to_string(),
            None if card.payments == 0 => "0".to_string(),
            None => String::new(),
        },
        explained: form.get("explained").to_string(),
        key: fresh_key(app),
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}
