//! What webhooks are told: read from the feed of events, put into the outbox, and carried
//! out from there.

use crate::Now;
use crate::runner::{Carried, Carrier, Carrying, How};
use crate::schedule::More;
use motcua_core::act::{Record, fold};
use motcua_core::command::Command;
use motcua_core::dossier::{Dossier, DossierId, Event, Milestone};
use motcua_core::outbox::Delivery;
use motcua_core::webhook::{
    PauseWebhook, Webhook, WebhookCommand, WebhookSecret, WebhookState, cloud_event, webhook_of,
};
use motcua_core::{Fault, FaultKind, Moment};
use motcua_outside::webhook::{Messenger, Told};
use motcua_store::feed::{self, FedEvent};
use motcua_store::{Keep, Rows, Store, Written, history, webhook};
use std::sync::Arc;

/// The name under which the feed remembers how far webhooks have been told.
const READER: &str = "webhooks";
/// How many events are looked at in a round.
const ROUND_EVENTS: u32 = 500;
/// While nobody is told, the place is only written once so many events have gone by.
const IDLE_EVENTS: i64 = 1_000;

/// One round: what the next events are to tell, and how far that is, in one transaction.
/// Of two that do it at once, one writes nothing.
pub fn tell(store: &Store) -> Result<More, Fault> {
    let (keep, more) = store.read(next)?;
    if keep.is_empty() {
        return Ok(more);
    }
    match store.keep(keep).wait()? {
        Written::Done(_) => Ok(more),
        // Somebody else is at it.
        Written::Conflict => Ok(More::Later),
    }
}

fn next(rows: &mut dyn Rows) -> Result<(Keep, More), Fault> {
    let from = feed::stands(rows, READER)?;
    let hooks: Vec<Webhook> = webhook::all(rows)?.into_iter().filter(Webhook::is_there).collect();
    if hooks.is_empty() {
        let head = feed::head(rows)?;
        let idle = head.position - from.position < IDLE_EVENTS && head >= from;
        let keep = if idle { Keep::default() } else { feed::moved(READER, from, head) };
        return Ok((keep, More::Later));
    }
    let events = feed::after(rows, from, ROUND_EVENTS)?;
    let Some(last) = events.last() else { return Ok((Keep::default(), More::Later)) };
    let mut keep = feed::moved(READER, from, last.place);
    for event in events.iter().filter(|event| is_of_interest(event, &hooks)) {
        // One history that cannot be read must not keep all others from being told.
        let (dossier, told) = match as_it_was(rows, event) {
            Err(fault) if fault.kind == FaultKind::Damaged => {
                tracing::error!(%fault, place = event.place.position, "an event is told to nobody");
                continue;
            }
            read => read?,
        };
        for tell in hooks.iter().filter_map(|hook| hook.told_of(&dossier, &told)) {
            keep = keep.and(feed::tell(event, &tell));
        }
    }
    let is_full = events.len() == ROUND_EVENTS as usize;
    Ok((keep, if is_full { More::AtOnce } else { More::Later }))
}

/// Whether anybody may be told of it, as far as one sees without reading the dossier.
fn is_of_interest(event: &FedEvent, hooks: &[Webhook]) -> bool {
    let is_dossier = event.kind == Dossier::KIND;
    let milestone = Milestone::parse(&event.fact).filter(|_| is_dossier);
    let since = |hook: &&Webhook| event.at >= hook.registered_at;
    milestone
        .is_some_and(|milestone| hooks.iter().filter(since).any(|hook| hook.milestones.contains(&milestone)))
}

/// The event, and the dossier as it was just after it: what has happened since is told
/// with what happened then.
fn as_it_was(rows: &mut dyn Rows, event: &FedEvent) -> Result<(Dossier, Event), Fault> {
    let id = event.record.as_slice().try_into().map_err(|_| Fault::damaged("the id of a dossier"))?;
    let id = DossierId(id);
    let mut events = history::<Dossier>(rows, &id)?;
    events.retain(|each| each.seq <= event.seq);
    let dossier = fold(id, &events)?;
    let last = events.pop().ok_or_else(|| Fault::damaged("an event without a history"))?;
    Ok((dossier, last))
}

/// Carries messages to webhooks.
pub struct WebhookCarrier {
    /// Where webhooks and their secrets stand.
    pub store: Arc<Store>,
    /// The client.
    pub messenger: Arc<Messenger>,
    /// Names this installation in every message (CloudEvents' `source`).
    pub source: String,
    /// The system's clock: signatures say when they were made.
    pub now: Now,
}

impl Carrier for WebhookCarrier {
    fn serves(&self, system: &str) -> bool {
        webhook_of(system).is_some()
    }

    fn carry(&self, delivery: Delivery) -> Carrying {
        let (store, messenger, now) = (self.store.clone(), self.messenger.clone(), (self.now)());
        let body = cloud_event(&self.source, &delivery);
        Box::pin(async move {
            let id = webhook_of(&delivery.system).unwrap_or_default().to_string();
            let (read, of) = (store.clone(), id.clone());
            let found = tokio::task::spawn_blocking(move || read.read(|rows| found(rows, &of, now))).await;
            let (hook, secrets) = match found {
                Ok(Ok(Some(found))) => found,
                Ok(Ok(None)) => return Carried::of(How::Never, "there is no such webhook"),
                Ok(Err(fault)) => return Carried::of(How::NotNow, fault.to_string()),
                Err(error) => return Carried::of(How::NotNow, error.to_string()),
            };
            match hook.state {
                WebhookState::Active => {}
                WebhookState::Paused { .. } => return Carried::of(How::NotNow, "paused"),
                WebhookState::Removed { .. } => return Carried::of(How::Never, "removed"),
            }
            let sent_at = now.0 / 1000;
            let told = messenger.post(&hook.address, &delivery.id, sent_at, &secrets, body).await;
            understood(id, told)
        })
    }
}

fn found(rows: &mut dyn Rows, id: &str, now: Moment) -> Result<Option<(Webhook, Vec<WebhookSecret>)>, Fault> {
    let Some(hook) = webhook::get(rows, id)? else { return Ok(None) };
    Ok(Some((hook, webhook::secrets(rows, id, now)?)))
}

fn understood(id: String, told: Told) -> Carried {
    match told {
        Told::Taken(status) => Carried::of(How::Delivered, status.to_string()),
        Told::Refused(status) => Carried::of(How::InVain, status.to_string()),
        Told::Silent(why) => Carried::of(How::InVain, why),
        Told::Inside => Carried::of(How::InVain, "the address lies inside the network"),
        Told::Gone => {
            let reason = "410 Gone".to_string();
            let pause = WebhookCommand::from(PauseWebhook { id, reason });
            Carried { how: How::InVain, answer: "410".into(), then: Some(Command::Webhook(pause)) }
        }
    }
}
