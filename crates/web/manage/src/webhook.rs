//! One webhook: of what it is told, its secret, what was done to it, and its messages.

use super::webhooks::{WebhookTag, counted, fresh_secret, href_of, must_be_keeper, of_whom, tag_of};
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use motcua_core::act::Event;
use motcua_core::outbox::{Delivery, DeliveryState, ENDED_DAYS, TRIES_MAX};
use motcua_core::webhook::{
    PauseWebhook, RemoveWebhook, ResumeWebhook, RotateSecret, SendAgain, TestWebhook, Webhook,
    WebhookCommand, WebhookFact, cloud_event, source_of, webhook_of,
};
use motcua_core::{DAY_MS, Halt, Moment, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of};
use motcua_edge::signed::Signed;
use motcua_store::{history, outbox, webhook};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "manage/webhook.html")]
struct OneWebhook {
    page: Page,
    errors: Wrongs,
    /// So that a form that is sent twice acts once.
    key: String,
    done: &'static str,
    href: String,
    name: String,
    address: String,
    of_whom: String,
    told_of: Vec<&'static str>,
    state: WebhookTag,
    is_there: bool,
    is_active: bool,
    secret: String,
    /// Until when messages are signed under the secret before too; empty when they are not.
    two_secrets: bool,
    reason: String,
    history: Vec<WebhookEvent>,
    filters: Vec<DeliveryFilter>,
    deliveries: Vec<DeliveryLine>,
    older: String,
    /// So many days a message of a removed webhook can be looked at.
    kept_days: i64,
}

/// A line of its history.
struct WebhookEvent {
    when: String,
    who: String,
    what: &'static str,
    /// Where messages go from then on, where it was said.
    address: String,
    reason: String,
}

/// Which messages are listed.
struct DeliveryFilter {
    href: String,
    text: &'static str,
    count: String,
    is_chosen: bool,
}

/// A message in the list.
struct DeliveryLine {
    id: String,
    href: String,
    kind: String,
    subject: String,
    when: String,
    tag: &'static str,
    word: String,
    answer: String,
    may_send_again: bool,
}

#[derive(Template)]
#[template(path = "manage/delivery.html")]
struct OneDelivery {
    page: Page,
    /// So that a form that is sent twice acts once.
    key: String,
    hook: String,
    back: String,
    line: DeliveryLine,
    tries: u32,
    next: String,
    ended: String,
    /// Until when it can be looked at; empty while somebody may still send it again.
    kept_until: String,
    body: String,
}

/// `?state=dead&before=msg_…&done=test`
#[derive(Debug, Default, Deserialize)]
pub(super) struct DeliveryQuery {
    #[serde(default)]
    state: String,
    #[serde(default)]
    before: String,
    #[serde(default)]
    done: String,
}

const LISTED: u32 = 30;
const HISTORY: usize = 20;

/// `GET /manage/webhooks/{id}?state=&before=`
pub(super) async fn one(signed: Signed, Path(id): Path<String>, Query(asked): Query<DeliveryQuery>) -> Reply {
    must_be_keeper(&signed)?;
    shown(&signed, &id, &asked, &[], String::new())
}

/// `POST /manage/webhooks/{id}/{verb}`
pub(super) async fn act(signed: Signed, Path((id, verb)): Path<(String, String)>, form: SentForm) -> Reply {
    must_be_keeper(&signed)?;
    let reason = || form.get("reason").to_string();
    let command: WebhookCommand = match verb.as_str() {
        "pause" => PauseWebhook { id: id.clone(), reason: reason() }.into(),
        "resume" => ResumeWebhook { id: id.clone() }.into(),
        "remove" => RemoveWebhook { id: id.clone(), reason: reason() }.into(),
        "rotate_secret" => RotateSecret { id: id.clone(), secret: fresh_secret(&signed) }.into(),
        "test" => TestWebhook { id: id.clone() }.into(),
        "send_again" => SendAgain { id: id.clone(), delivery: form.get("delivery").to_string() }.into(),
        _ => return Err(Refusal::of("page.unknown").into()),
    };
    let sending = Sending { key: Some(key_of(&form, &format!("{verb} {id}"))?), ..Sending::default() };
    match send(&signed.visit.app, &signed.actor()?, sending, command).await {
        Ok(_) => Ok(see_other(&format!("{}?done={verb}", href_of(&id)))),
        Err(halt) => shown(&signed, &id, &DeliveryQuery::default(), &refusals(halt)?, reason()),
    }
}

/// `GET /manage/webhooks/{id}/deliveries/{delivery}`
pub(super) async fn delivery(signed: Signed, Path((id, of)): Path<(String, String)>) -> Reply {
    must_be_keeper(&signed)?;
    let app = &signed.visit.app;
    let hook = stored(&signed, &id)?;
    let found = app.read(|rows| outbox::get(rows, &of))?;
    let found = found.filter(|found| webhook_of(&found.system) == Some(id.as_str()));
    let found = found.ok_or_else(|| Refusal::of("webhook.unknown-delivery"))?;
    let page = signed.visit.page("manage", "Một tin đã báo", "A message");
    let body = cloud_event(&source_of(&app.province), &found);
    let body = serde_json::from_str::<serde_json::Value>(&body)
        .and_then(|value| serde_json::to_string_pretty(&value))
        .unwrap_or(body);
    let moment = |at: Moment| page.moment(at);
    let is_waiting = found.state == DeliveryState::Waiting;
    let is_forgotten = found.state == DeliveryState::Delivered || !hook.is_there();
    let kept_until = found.ended_at.filter(|_| is_forgotten).map(|at| at.plus_ms(ENDED_DAYS * DAY_MS));
    let view = OneDelivery {
        key: fresh_key(app),
        hook: hook.name.clone(),
        back: href_of(&id),
        tries: found.tries,
        next: if is_waiting && found.next_at.0 > 0 { moment(found.next_at) } else { String::new() },
        ended: found.ended_at.map(moment).unwrap_or_default(),
        kept_until: kept_until.map(moment).unwrap_or_default(),
        line: line(&hook, found, &page),
        body,
        page,
    };
    Ok(html(StatusCode::OK, &view))
}

pub(super) fn stored(signed: &Signed, id: &str) -> Result<Webhook, Halt> {
    let found = signed.visit.app.read(|rows| webhook::get(rows, id))?;
    Ok(found.ok_or_else(|| Refusal::of("webhook.unknown"))?)
}

fn shown(signed: &Signed, id: &str, asked: &DeliveryQuery, wrong: &[Refusal], reason: String) -> Reply {
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let hook = stored(signed, id)?;
    let mut page = signed.visit.page("manage", "Hệ thống được báo tin", "A webhook");
    let errors = Wrongs::of(wrong, lang, "main");
    errors.entitle(&mut page);
    let (system, href) = (hook.system(), href_of(id));
    let state = DeliveryState::parse(&asked.state);
    let counts = app.read(|rows| outbox::counts(rows, &system))?;
    let before = match asked.before.as_str() {
        "" => None,
        before => app.read(|rows| outbox::get(rows, before))?,
    };
    let found = app.read(|rows| outbox::latest(rows, &system, state, before.as_ref(), LISTED + 1))?;
    let shown = &found[..found.len().min(LISTED as usize)];
    let is_more = found.len() > shown.len();
    let older = shown.last().filter(|_| is_more).map(|last| {
        format!("{href}?state={}&before={}#deliveries", state.map_or("", DeliveryState::as_str), last.id)
    });
    let secrets = app.read(|rows| webhook::secrets(rows, id, signed.visit.now))?;
    let events = app.read(|rows| history::<Webhook>(rows, &hook.id))?;
    let view = OneWebhook {
        key: fresh_key(app),
        done: done(&asked.done, lang),
        of_whom: of_whom(signed, &hook, &page),
        told_of: hook.milestones.iter().map(|told| motcua_messages::event(told.as_str(), lang)).collect(),
        state: tag_of(&hook, &page),
        is_there: hook.is_there(),
        is_active: hook.is_active(),
        secret: secrets.first().map(|secret| secret.0.clone()).unwrap_or_default(),
        two_secrets: secrets.len() > 1,
        history: events.iter().rev().take(HISTORY).map(|event| told(event, &page)).collect(),
        filters: filters(&href, state, &counts, &page),
        deliveries: shown.iter().map(|delivery| line(&hook, delivery.clone(), &page)).collect(),
        older: older.unwrap_or_default(),
        kept_days: ENDED_DAYS,
        name: hook.name,
        address: hook.address,
        href,
        reason,
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}

fn filters(
    href: &str,
    chosen: Option<DeliveryState>,
    counts: &[(DeliveryState, i64)],
    page: &Page,
) -> Vec<DeliveryFilter> {
    let of = |state| counts.iter().find(|(of, _)| *of == state).map_or(0, |(_, count)| *count);
    let all = DeliveryFilter {
        href: format!("{href}#deliveries"),
        text: page.language().t("Tất cả", "All"),
        count: counted(counts.iter().map(|(_, count)| count).sum(), page),
        is_chosen: chosen.is_none(),
    };
    let each = DeliveryState::ALL.into_iter().map(|state| DeliveryFilter {
        href: format!("{href}?state={}#deliveries", state.as_str()),
        text: motcua_messages::delivery_state(state, page.language()),
        count: counted(of(state), page),
        is_chosen: chosen == Some(state),
    });
    std::iter::once(all).chain(each).collect()
}

fn line(hook: &Webhook, delivery: Delivery, page: &Page) -> DeliveryLine {
    let word = motcua_messages::delivery_state(delivery.state, page.language());
    let (tag, word) = match delivery.state {
        DeliveryState::Delivered => ("good", word.to_string()),
        DeliveryState::Dead => ("late", word.to_string()),
        DeliveryState::Waiting if delivery.tries == 0 => ("open", word.to_string()),
        DeliveryState::Waiting => ("soon", format!("{word} ({}/{TRIES_MAX})", delivery.tries)),
    };
    DeliveryLine {
        href: format!("{}/deliveries/{}", href_of(&hook.id), delivery.id),
        when: page.moment(delivery.at),
        may_send_again: hook.is_there() && delivery.state != DeliveryState::Waiting,
        id: delivery.id,
        kind: delivery.kind,
        subject: delivery.subject,
        answer: delivery.answer,
        tag,
        word,
    }
}

fn told(event: &Event<WebhookFact>, page: &Page) -> WebhookEvent {
    WebhookEvent {
        when: page.moment(event.at),
        who: match &event.who.officer {
            Some(_) => motcua_messages::who(&event.who, page.language()),
            None => page.t("Chính hệ thống nhận tin", "The receiving system itself").to_string(),
        },
        what: motcua_messages::webhook_event(&event.fact, page.language()),
        address: match &event.fact {
            WebhookFact::Registered { address, .. } | WebhookFact::Edited { address, .. } => address.clone(),
            WebhookFact::Paused
            | WebhookFact::Resumed
            | WebhookFact::Removed
            | WebhookFact::SecretRotated
            | WebhookFact::Tested
            | WebhookFact::SentAgain { .. } => String::new(),
        },
        reason: event.reason.clone().unwrap_or_default(),
    }
}

/// What has just been done, by the name of its verb.
fn done(verb: &str, lang: motcua_messages::Lang) -> &'static str {
    match verb {
        "edit" => lang.t("Đã lưu thay đổi.", "The changes are kept."),
        "pause" => {
            lang.t("Đã tạm dừng. Tin mới vẫn được giữ và chờ.", "Paused. New messages are kept and wait.")
        }
        "resume" => lang.t("Đang báo tin trở lại.", "It is told again."),
        "remove" => lang.t("Đã gỡ. Tin đang chờ không được gửi nữa.", "Removed. What waited is not sent."),
        "rotate_secret" => lang.t(
            "Đã đổi khóa. Trong một ngày, mỗi tin mang cả chữ ký của khóa cũ.",
            "The secret has changed. For a day each message carries the signature of the old one too.",
        ),
        "test" => lang.t("Đã gửi một tin thử; xem kết quả bên dưới.", "A test message was sent; see below."),
        "send_again" => lang.t("Tin đã được xếp gửi lại.", "The message will be sent again."),
        _ => "",
    }
}
