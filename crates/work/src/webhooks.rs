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
use motcua_outside::webhook::{Messenger, ReceiverAnswer};
use motcua_store::feed::{self, FedEvent, FeedPlace};
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
    // How far first: whoever was registered before an event up to there is among the webhooks.
    let head = feed::head(rows)?;
    let hooks = registered(rows)?;
    if hooks.is_empty() {
        let idle = head.position - from.position < IDLE_EVENTS && head >= from;
        let keep = if idle { Keep::default() } else { feed::moved(READER, from, head) };
        return Ok((keep, More::Later));
    }
    let mut events = feed::after(rows, from, ROUND_EVENTS)?;
    events.retain(|event| event.place <= head);
    let Some(last) = events.last() else { return Ok((Keep::default(), More::Later)) };
    let mut keep = feed::moved(READER, from, last.place);
    for event in events.iter().filter(|event| is_of_interest(event, &hooks)) {
        keep = keep.and(match told(rows, event, &hooks)? {
            Some(told) => told,
            // It must not keep all others from being told.
            None => feed::put_aside(READER, event),
        });
    }
    let is_full = events.len() == ROUND_EVENTS as usize;
    Ok((keep, if is_full { More::AtOnce } else { More::Later }))
}

/// What is told of an event; none when the history cannot be read here: it is damaged, or a
/// newer program wrote it.
fn told(rows: &mut dyn Rows, event: &FedEvent, hooks: &[Registered]) -> Result<Option<Keep>, Fault> {
    let (dossier, told) = match as_it_was(rows, event) {
        Err(fault) if fault.kind == FaultKind::Damaged => {
            tracing::error!(%fault, place = event.place.position, "an event cannot be told");
            return Ok(None);
        }
        read => read?,
    };
    let each = since(event, hooks).filter_map(|hook| hook.told_of(&dossier, &told));
    Ok(Some(each.map(|tell| feed::tell(event, &tell)).collect()))
}

/// Tries again to tell what could not be read before.
pub fn tell_what_waits_aside(store: &Store) -> Result<More, Fault> {
    let mut place = FeedPlace::default();
    loop {
        let found = store.read(|rows| {
            let events = feed::aside(rows, READER, place, ROUND_EVENTS)?;
            let hooks = registered(rows)?;
            let mut keep = Keep::default();
            for event in &events {
                if let Some(told) = told(rows, event, &hooks)? {
                    keep = keep.and(told).and(feed::dealt_with(READER, event));
                }
            }
            Ok((keep, events.last().map(|event| event.place)))
        })?;
        let (keep, Some(last)) = found else { return Ok(More::Later) };
        if !keep.is_empty() {
            store.keep(keep).wait()?;
        }
        place = last;
    }
}

/// A webhook, and where in the feed it was registered.
struct Registered {
    hook: Webhook,
    at: FeedPlace,
}

fn registered(rows: &mut dyn Rows) -> Result<Vec<Registered>, Fault> {
    let mut all = Vec::new();
    for hook in webhook::all(rows)?.into_iter().filter(Webhook::is_there) {
        let begins = feed::begins(rows, Webhook::KIND, Webhook::id_bytes(&hook.id))?;
        let at = begins.ok_or_else(|| Fault::damaged(format!("webhook {} was never registered", hook.id)))?;
        all.push(Registered { hook, at });
    }
    Ok(all)
}

/// The webhooks that were registered before an event happened. The order of the feed says so:
/// clocks are set back, and those of two servers differ.
fn since<'a>(event: &FedEvent, hooks: &'a [Registered]) -> impl Iterator<Item = &'a Webhook> {
    let place = event.place;
    hooks.iter().filter(move |each| each.at < place).map(|each| &each.hook)
}

/// Whether anybody may be told of it, as far as one sees without reading the dossier.
fn is_of_interest(event: &FedEvent, hooks: &[Registered]) -> bool {
    let is_dossier = event.kind == Dossier::KIND;
    let milestone = Milestone::parse(&event.fact).filter(|_| is_dossier);
    milestone.is_some_and(|milestone| since(event, hooks).any(|hook| hook.milestones.contains(&milestone)))
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
    /// The clock by which acts happen: how long a secret of before still signs.
    pub acts_at: Now,
}

impl Carrier for WebhookCarrier {
    fn serves(&self, system: &str) -> bool {
        webhook_of(system).is_some()
    }

    fn carry(&self, delivery: Delivery) -> Carrying {
        let (store, messenger) = (self.store.clone(), self.messenger.clone());
        let (clock, acts_at) = (self.now.clone(), (self.acts_at)());
        let body = cloud_event(&self.source, &delivery);
        Box::pin(async move {
            let id = webhook_of(&delivery.system).unwrap_or_default().to_string();
            let (read, of) = (store.clone(), id.clone());
            let found =
                tokio::task::spawn_blocking(move || read.read(|rows| found(rows, &of, acts_at))).await;
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
            let sent_at = clock().0 / 1000;
            let told = messenger.post(&hook.address, &delivery.id, sent_at, &secrets, body).await;
            understood(id, told, clock())
        })
    }
}

fn found(rows: &mut dyn Rows, id: &str, now: Moment) -> Result<Option<(Webhook, Vec<WebhookSecret>)>, Fault> {
    let Some(hook) = webhook::get(rows, id)? else { return Ok(None) };
    Ok(Some((hook, webhook::secrets(rows, id, now)?)))
}

/// What an answer that came at this moment means.
fn understood(id: String, told: ReceiverAnswer, now: Moment) -> Carried {
    match told {
        ReceiverAnswer::Taken(status) => Carried::of(How::Delivered, status.to_string()),
        ReceiverAnswer::Refused { status, again } => Carried {
            wanted: again.map(|again| again.moment(now)),
            ..Carried::of(How::InVain, status.to_string())
        },
        ReceiverAnswer::Silent(why) => Carried::of(How::InVain, why),
        ReceiverAnswer::Inside => Carried::of(How::InVain, "the address lies inside the network"),
        ReceiverAnswer::Gone => {
            let reason = "410 Gone".to_string();
            let pause = WebhookCommand::from(PauseWebhook { id, reason });
            Carried { then: Some(Command::Webhook(pause)), ..Carried::of(How::InVain, "410") }
        }
    }
}
