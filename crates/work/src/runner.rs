//! Carries messages to other systems out, whatever system they are for: at least once,
//! each under its own id, again after longer and longer waits, until it arrives or is given
//! up. A system that is slow or down holds only itself: each has so many messages under way
//! and no more, and one that fails is left alone for a while.

use crate::Now;
use crate::schedule::More;
use motcua_core::act::Actor;
use motcua_core::command::Command;
use motcua_core::outbox::{Delivery, DeliveryState, REST_MS_MAX, TRIES_MAX, again_at, rests_until};
use motcua_core::{Fault, FaultKind, Halt, Moment};
use motcua_store::waiting_command::{self, WaitingCommand};
use motcua_store::{Keep, Key, Store, Written, outbox};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// How carrying one message ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Carried {
    /// How far the message is now.
    pub how: How,
    /// What the other system said, for whoever looks: no personal data, no secrets.
    pub answer: String,
    /// What the system's answer asks for, carried out in its name.
    pub then: Option<Command>,
    /// Not before then the system wants to be asked again.
    pub wanted: Option<Moment>,
}

/// See [`Carried`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It arrived.
    Delivered,
    /// It did not, and the system may be down.
    InVain,
    /// It is put off: nothing was tried. It counts as no failure.
    NotNow,
    /// It never will.
    Never,
}

impl Carried {
    /// Ended so, with these words.
    pub fn of(how: How, answer: impl Into<String>) -> Carried {
        Carried { how, answer: answer.into(), then: None, wanted: None }
    }
}

/// A message on its way.
pub type Carrying = Pin<Box<dyn Future<Output = Carried> + Send>>;

/// Carries messages to systems of one kind. Must end within [`TAKEN_MS`].
pub trait Carrier: Send + Sync {
    /// Whether this system is one of its kind.
    fn serves(&self, system: &str) -> bool;

    /// Carries one message.
    fn carry(&self, delivery: Delivery) -> Carrying;
}

/// How a command of another system is carried out, once under its key.
pub type ActAsSystem = Arc<dyn Fn(&Actor, Key, Command) -> Result<(), Halt> + Send + Sync>;

/// How many commands of other systems are carried out in one round.
const ANSWERED_AT_ONCE: u32 = 100;
/// How many messages of one system are under way at a time.
const AT_ONCE: u32 = 4;
/// So long nobody else takes a message that was taken: longer than any carrier tries.
pub const TAKEN_MS: i64 = 60_000;
/// How long a message that was put off waits.
const PUT_OFF_MS: i64 = 60_000;

/// The one runner of a server.
pub struct Runner {
    store: Arc<Store>,
    carriers: Vec<Box<dyn Carrier>>,
    act: ActAsSystem,
    now: Now,
    random: Arc<dyn Fn() -> u64 + Send + Sync>,
    systems: Mutex<HashMap<String, Standing>>,
    /// How many messages have ended here.
    ended: watch::Sender<u64>,
}

/// How it stands with a system.
#[derive(Debug, Default, Clone, Copy)]
struct Standing {
    under_way: u32,
    failures: u32,
    rests_until: Option<Moment>,
    /// As far as it wants to be left alone itself: nothing else ends that.
    wants_until: Option<Moment>,
}

impl Standing {
    /// How many messages may begin: of one that failed, a single one to see.
    fn room(&self, now: Moment) -> u32 {
        // After a clock that was set back nothing rests longer than it ever would.
        let rests = self.rests_until.is_some_and(|until| (1..=REST_MS_MAX).contains(&(until.0 - now.0)));
        match (rests, self.failures) {
            (true, _) => 0,
            (false, 0) => AT_ONCE.saturating_sub(self.under_way),
            (false, _) => 1_u32.saturating_sub(self.under_way),
        }
    }

    /// A message to it ended so; `wanted` is when it wants to be asked again.
    fn learns(&mut self, how: How, now: Moment, random: u64, wanted: Option<Moment>) {
        match how {
            How::Delivered => {
                self.failures = 0;
                self.rests_until = self.wants_until;
            }
            How::InVain => {
                self.failures = self.failures.saturating_add(1);
                let rests = Some(rests_until(self.failures, now, random, wanted));
                if wanted.is_some() {
                    self.wants_until = self.wants_until.max(rests);
                }
                self.rests_until = rests.max(self.wants_until);
            }
            // What waits behind it would be put off too.
            How::NotNow => self.rests_until = Some(now.plus_ms(PUT_OFF_MS)).max(self.wants_until),
            How::Never => {}
        }
    }
}

/// A message that takes one of its system's places for as long as this lives, also when
/// whoever carries it panics.
struct UnderWay {
    runner: Arc<Runner>,
    system: String,
}

impl UnderWay {
    fn begin(runner: &Arc<Runner>, system: &str) -> UnderWay {
        runner.systems().entry(system.to_string()).or_default().under_way += 1;
        UnderWay { runner: runner.clone(), system: system.to_string() }
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        if let Some(standing) = self.runner.systems().get_mut(&self.system) {
            standing.under_way = standing.under_way.saturating_sub(1);
        }
        self.runner.ended.send_modify(|ended| *ended += 1);
    }
}

impl Runner {
    /// A runner with these carriers.
    pub fn new(
        store: Arc<Store>,
        carriers: Vec<Box<dyn Carrier>>,
        act: ActAsSystem,
        now: Now,
        random: Arc<dyn Fn() -> u64 + Send + Sync>,
    ) -> Arc<Runner> {
        Arc::new(Runner {
            store,
            carriers,
            act,
            now,
            random,
            systems: Mutex::default(),
            ended: watch::Sender::new(0),
        })
    }

    /// Begins with whatever is due and has room; gives how many messages it began with.
    /// Waits for the database, never for another system. Called within a runtime.
    pub fn round(self: &Arc<Runner>) -> Result<usize, Fault> {
        let now = (self.now)();
        let mut begun = 0;
        for system in self.store.read(outbox::systems_waiting)? {
            let room = self.systems().get(&system).copied().unwrap_or_default().room(now);
            if room == 0 || !self.carriers.iter().any(|carrier| carrier.serves(&system)) {
                continue;
            }
            for delivery in self.store.read(|rows| outbox::due(rows, &system, now, room))? {
                // Whoever was quicker carries it; if it was taken here and nothing more
                // happens, it is due again when the time is over.
                let taken = outbox::taken(&delivery, now.plus_ms(TAKEN_MS));
                if let Written::Done(_) = self.store.keep(taken).wait()? {
                    self.begin(Delivery { tries: delivery.tries + 1, ..delivery });
                    begun += 1;
                }
            }
        }
        Ok(begun)
    }

    /// One turn: begins with what is due; when there is nothing to begin with, waits for the
    /// first message under way to end, but no longer than this, so that its place is filled at
    /// once. Called on a thread that may wait, within a runtime.
    pub fn turn(self: &Arc<Runner>, at_most: Duration) -> Result<More, Fault> {
        let ended = self.ended();
        let more = self.round()? > 0 || self.one_more_ends(ended, at_most);
        Ok(if more { More::AtOnce } else { More::Later })
    }

    /// Waits until no message is under way.
    pub async fn idle(&self) {
        let mut ended = self.ended.subscribe();
        while self.under_way() > 0 {
            // The sender lives as long as this runner.
            let _ = ended.changed().await;
        }
    }

    /// How many messages have ended here so far.
    fn ended(&self) -> u64 {
        *self.ended.borrow()
    }

    /// Waits until one more has ended than so many, if any is under way, but no longer than
    /// this.
    fn one_more_ends(&self, than: u64, at_most: Duration) -> bool {
        let mut ended = self.ended.subscribe();
        if self.under_way() > 0 && *ended.borrow_and_update() == than {
            let waits = tokio::time::timeout(at_most, ended.changed());
            let _ = tokio::runtime::Handle::current().block_on(waits);
        }
        self.ended() != than
    }

    /// How many messages are under way.
    pub fn under_way(&self) -> u32 {
        self.systems().values().map(|standing| standing.under_way).sum()
    }

    fn begin(self: &Arc<Runner>, delivery: Delivery) {
        let Some(carrier) = self.carriers.iter().find(|carrier| carrier.serves(&delivery.system)) else {
            return;
        };
        let under_way = UnderWay::begin(self, &delivery.system);
        let here = self.clone();
        // One that ended its program each time it was tried must not end it for ever.
        if delivery.tries > TRIES_MAX {
            tokio::spawn(async move {
                let _under_way = under_way;
                here.written_down(delivery, Carried::of(How::Never, "nobody heard how it ended")).await;
            });
            return;
        }
        let patience = Duration::from_millis(TAKEN_MS as u64 / 2);
        let carrying = tokio::spawn(tokio::time::timeout(patience, carrier.carry(delivery.clone())));
        tokio::spawn(async move {
            let _under_way = under_way;
            let carried = match carrying.await {
                Ok(Ok(carried)) => carried,
                Ok(Err(_)) => Carried::of(How::InVain, "no answer in time"),
                Err(error) => {
                    tracing::error!(%error, id = delivery.id, "carrying a message panicked");
                    Carried::of(How::InVain, "a fault of ours")
                }
            };
            here.written_down(delivery, carried).await;
        });
    }

    /// Writes down how it ended. When that cannot be written, the message is due again
    /// later, under the same id.
    async fn written_down(&self, delivery: Delivery, carried: Carried) {
        let now = (self.now)();
        let mut end = self.end_of(&delivery, &carried, now);
        let Carried { how, then, wanted, .. } = carried;
        let asks = then.map(|command| {
            let name = format!("{}.{}", delivery.id, delivery.tries);
            waiting_command::put(&name, &delivery.system, &command, now)
        });
        match asks.transpose() {
            Ok(asks) => end = end.and(asks.unwrap_or_default()),
            Err(fault) => tracing::error!(%fault, id = delivery.id, "an answer cannot be kept"),
        }
        if let Err(fault) = self.store.keep(end).done().await {
            tracing::error!(%fault, id = delivery.id, "what became of a message was not written");
        }
        let mut systems = self.systems();
        let standing = systems.entry(delivery.system).or_default();
        standing.learns(how, now, (self.random)(), wanted);
    }

    /// Carries out what answers of other systems asked for, in their names; gives how many were
    /// looked at. Waits for the database.
    pub fn answer(&self) -> Result<usize, Fault> {
        let fresh = self.store.read(|rows| waiting_command::fresh(rows, ANSWERED_AT_ONCE))?;
        self.deal_with(&fresh).map(|()| fresh.len())
    }

    /// Looks again at what another program did not understand.
    pub fn answer_again(&self) -> Result<(), Fault> {
        self.deal_with(&self.store.read(|rows| waiting_command::not_understood(rows, ANSWERED_AT_ONCE))?)
    }

    fn deal_with(&self, commands: &[WaitingCommand]) -> Result<(), Fault> {
        commands.iter().try_for_each(|command| self.store.keep(self.answered(command)?).wait().map(drop))
    }

    fn answered(&self, waiting: &WaitingCommand) -> Result<Keep, Fault> {
        let (id, system) = (waiting.id.as_str(), waiting.system.as_str());
        let command = match Command::read(&waiting.text) {
            Ok(command) => command,
            Err(refusal) => {
                tracing::error!(
                    code = refusal.code,
                    system,
                    id,
                    "a command of another system is kept unread"
                );
                return Ok(waiting_command::kept(id, refusal.code));
            }
        };
        let digest = Sha256::digest(&waiting.text).into();
        let key = Key { key: format!("outside:{id}"), digest };
        let actor = Actor::Outside { system: system.to_string() };
        match (self.act)(&actor, key, command) {
            Ok(()) => Ok(waiting_command::dealt_with(id)),
            // The system asked for what it may not have, or what is so already.
            Err(Halt::Refused(refusals)) => {
                let codes: Vec<&str> = refusals.iter().map(|refusal| refusal.code).collect();
                tracing::warn!(
                    codes = codes.join(" "),
                    system,
                    id,
                    "a command of another system was refused"
                );
                Ok(waiting_command::dealt_with(id))
            }
            // It would come to the same each time, and keep those behind it waiting.
            Err(Halt::Broke(fault)) if fault.kind == FaultKind::Damaged => {
                tracing::error!(%fault, system, id, "a command of another system is kept");
                Ok(waiting_command::kept(id, waiting_command::MET_DAMAGE))
            }
            Err(Halt::Broke(fault)) => Err(fault),
        }
    }

    fn end_of(&self, delivery: &Delivery, carried: &Carried, now: Moment) -> Keep {
        let (id, tries, answer) = (delivery.id.as_str(), delivery.tries, carried.answer.as_str());
        let dead = || {
            tracing::warn!(id, system = delivery.system, answer, "a message was given up");
            outbox::ended(id, tries, DeliveryState::Dead, answer, now)
        };
        match carried.how {
            How::Delivered => outbox::ended(id, tries, DeliveryState::Delivered, answer, now),
            How::NotNow => outbox::put_off(id, tries, answer, now.plus_ms(PUT_OFF_MS)),
            How::Never => dead(),
            How::InVain => match again_at(tries, now, (self.random)(), carried.wanted) {
                Some(next) => outbox::in_vain(id, tries, answer, next),
                None => dead(),
            },
        }
    }

    fn systems(&self) -> MutexGuard<'_, HashMap<String, Standing>> {
        self.systems.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_that_asks_to_be_left_alone_is_whatever_else_it_answers() {
        let now = Moment(1_752_458_400_000);
        let after = |seconds: i64| now.plus_ms(seconds * 1000);
        let mut standing = Standing::default();
        standing.learns(How::InVain, now, 0, Some(after(3000)));
        for how in [How::Delivered, How::InVain, How::NotNow, How::Never] {
            // A message that was under way beside it.
            standing.learns(how, after(1), 0, None);
            assert_eq!(standing.room(after(2999)), 0, "{how:?}");
        }
        assert_eq!(standing.room(after(3001)), 1, "of one that failed a single one to see");
        standing.learns(How::Delivered, after(3002), 0, None);
        assert_eq!(standing.room(after(3002)), AT_ONCE);
    }

    #[test]
    fn a_system_that_answers_again_has_all_its_places_at_once() {
        let now = Moment(1_752_458_400_000);
        let mut standing = Standing::default();
        standing.learns(How::InVain, now, 0, None);
        assert_eq!(standing.room(now), 0);
        standing.learns(How::Delivered, now, 0, None);
        assert_eq!(standing.room(now), AT_ONCE);
    }
}
