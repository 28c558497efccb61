//! Giao bưu chính và theo dõi bưu gửi.

use super::super::deed_life::OfDossier;
use askama::Template;
use axum::extract::Path;
use motcua_core::catalogue::Duty;
use motcua_core::dossier::{
    Dossier, DossierCommand, FollowParcel, ParcelNews, ParcelState, PostResult, WantedReturn,
};
use motcua_core::{Halt, Moment, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{ChoiceShown, Wrongs, refusals_at_fields, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of, seq_of};
use motcua_edge::signed::Signed;
use motcua_questions::date_of_boxes;
use motcua_store::act::SeenDossier;
use motcua_told::wanted::{address_words, parcel_words};

#[derive(Template)]
#[template(path = "officer/post_result.html")]
struct PostPage {
    page: Page,
    of: OfDossier,
    address: String,
    /// The order is made with the post's system where none is typed.
    asks_the_post: bool,
    order: String,
    seq: u32,
    key: String,
    errors: Wrongs,
}

#[derive(Template)]
#[template(path = "officer/follow_parcel.html")]
struct FollowPage {
    page: Page,
    of: OfDossier,
    parcel: String,
    states: Vec<ChoiceShown>,
    state: String,
    day: String,
    month: String,
    year: String,
    order: String,
    /// The post's number is not known yet.
    asks_order: bool,
    seq: u32,
    key: String,
    errors: Wrongs,
}

/// `GET /officer/dossiers/{code}/post_result`
pub async fn ask_post(signed: Signed, Path(code): Path<String>) -> Reply {
    let dossier = opened(&signed, &code)?;
    post_shown(&signed, &dossier, &SentForm::default(), &[])
}

/// `POST /officer/dossiers/{code}/post_result`
pub async fn post_result(signed: Signed, Path(code): Path<String>, form: SentForm) -> Reply {
    let dossier = opened(&signed, &code)?;
    let command = PostResult { code: dossier.code().clone(), order: form.get("order").to_string() };
    match sent(&signed, &dossier, &form, command.into()).await {
        Ok(reply) => Ok(reply),
        Err(halt) => post_shown(&signed, &dossier, &form, &refusals_at_fields(halt)?),
    }
}

/// `GET /officer/dossiers/{code}/follow_parcel`
pub async fn ask_follow(signed: Signed, Path(code): Path<String>) -> Reply {
    let dossier = opened(&signed, &code)?;
    follow_shown(&signed, &dossier, &SentForm::default(), &[])
}

/// `POST /officer/dossiers/{code}/follow_parcel`
pub async fn follow_parcel(signed: Signed, Path(code): Path<String>, form: SentForm) -> Reply {
    let dossier = opened(&signed, &code)?;
    let parcel = dossier.parcel().map_or(0, |parcel| parcel.number);
    let (state, at) = (ParcelState::parse(form.get("state")), said_at(&signed, &form));
    let refused = [
        state.is_none().then(|| Refusal::of("result.parcel-state").at("state")),
        at.is_none().then(|| Refusal::of("result.parcel-day").at("day")),
    ];
    let (Some(state), Some(at)) = (state, at) else {
        let refused: Vec<Refusal> = refused.into_iter().flatten().collect();
        return follow_shown(&signed, &dossier, &form, &refused);
    };
    let (code, order) = (dossier.code().clone(), form.get("order").to_string());
    let command = FollowParcel { code, parcel, order, news: ParcelNews { state, at } };
    match sent(&signed, &dossier, &form, command.into()).await {
        Ok(reply) => Ok(reply),
        Err(halt) => follow_shown(&signed, &dossier, &form, &refusals_at_fields(halt)?),
    }
}

/// When it happened: at the end of the day that was said, today now; none where that is no day or is to come.
fn said_at(signed: &Signed, form: &SentForm) -> Option<Moment> {
    let now = signed.visit.now;
    let written = date_of_boxes(form.get("day.day"), form.get("day.month"), form.get("day.year"));
    let day = motcua_core::Day::parse(&written).filter(|day| *day <= now.day())?;
    Some(if day == now.day() { now } else { day.at(24 * 60 - 1) })
}

fn opened(signed: &Signed, code: &str) -> Result<Dossier, Halt> {
    let dossier = signed.dossier(code)?;
    signed.officer.must_have(Duty::Reception, &dossier.submission.receiving)?;
    Ok(dossier)
}

async fn sent(
    signed: &Signed,
    dossier: &Dossier,
    form: &SentForm,
    command: DossierCommand,
) -> Result<axum::response::Response, Halt> {
    let (code, name) = (dossier.code().clone(), command.name());
    let key = key_of(form, &format!("{name} {code}"))?;
    let seen = Some(SeenDossier { code: &code, seq: seq_of(form)? });
    let sending = Sending { key: Some(key), seen, ..Sending::default() };
    send(&signed.visit.app, &signed.actor()?, sending, command).await?;
    Ok(see_other(&format!("/officer/dossiers/{code}?done={name}")))
}

fn post_shown(signed: &Signed, dossier: &Dossier, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let mut page = signed.visit.page("work", "Giao kết quả cho bưu chính", "Hand the result to the post");
    let WantedReturn::Post(address) = &dossier.submission.wanted else {
        return Err(Halt::from(Refusal::of("result.not-by-post")).into());
    };
    let errors = Wrongs::of(wrong, signed.visit.lang, "order");
    errors.entitle(&mut page);
    let view = PostPage {
        of: OfDossier::of(signed, dossier, &page),
        address: address_words(&signed.visit.app, address, &page),
        asks_the_post: signed.visit.app.law.policy.asks_the_post,
        order: form.get("order").to_string(),
        seq: form.get("seq").parse().unwrap_or(dossier.seq),
        key: form.filled("key").map_or_else(|| fresh_key(&signed.visit.app), str::to_string),
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}

fn follow_shown(signed: &Signed, dossier: &Dossier, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let mut page = signed.visit.page("work", "Ghi tình trạng bưu gửi", "What became of the parcel");
    let Some(parcel) = dossier.parcel() else {
        return Err(Halt::from(Refusal::of("result.no-such-parcel")).into());
    };
    let errors = Wrongs::of(wrong, signed.visit.lang, "state");
    errors.entitle(&mut page);
    let lang = signed.visit.lang;
    let states = ParcelState::said_by_the_post();
    let (year, month, day) = signed.visit.now.day().ymd();
    let or = |field: &str, today: String| {
        if form.filled("key").is_none() { today } else { form.get(field).into() }
    };
    let view = FollowPage {
        of: OfDossier::of(signed, dossier, &page),
        parcel: parcel_words(parcel, &page),
        states: states
            .map(|state| ChoiceShown::new(state.as_str(), motcua_messages::parcel_state(state, lang)))
            .collect(),
        state: form.get("state").to_string(),
        day: or("day.day", day.to_string()),
        month: or("day.month", month.to_string()),
        year: or("day.year", year.to_string()),
        order: form.get("order").to_string(),
        asks_order: parcel.order.is_empty(),
        seq: form.get("seq").parse().unwrap_or(dossier.seq),
        key: form.filled("key").map_or_else(|| fresh_key(&signed.visit.app), str::to_string),
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}
