//! The payment platform: refunds go to it through the runner; it is asked how goes at paying online ended of which nobody
//! has heard, and each day for the list of the day before. What it says becomes a command in its name.

use crate::runner::{Carried, Carrier, Carrying, How};
use crate::schedule::More;
use motcua_core::command::Command;
use motcua_core::directory::AgencyCode;
use motcua_core::money::{
    HearRefund, OnlineReference, PLATFORM, PLATFORM_REFUND, PaymentCommand, PlatformLine, PlatformLineKind,
    PlatformRefund, RefundSaid,
};
use motcua_core::outbox::Delivery;
use motcua_core::{Day, Fault, Moment};
use motcua_outside::payment_platform::{
    PaymentPlatform, PlatformAsked, PlatformNotice, PlatformRefused, PlatformSays, RefundState,
};
use motcua_store::{Keep, Store, money, waiting_command};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How many tries it is asked about in a round.
const ROUND_TRIES: u32 = 50;
/// It is asked about a try only after so long: most are over by then, and their end was said.
pub const ASKS_AFTER_MS: i64 = 60_000;
/// Before every try.
const FIRST: (Moment, String) = (Moment(0), String::new());
/// How long it may take for one answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// Carries refunds to the platform.
pub struct RefundCarrier {
    /// The platform.
    pub platform: Arc<dyn PaymentPlatform>,
}

impl Carrier for RefundCarrier {
    fn serves(&self, system: &str) -> bool {
        system == PLATFORM
    }

    fn carry(&self, delivery: Delivery) -> Carrying {
        let platform = self.platform.clone();
        Box::pin(async move {
            if delivery.kind != PLATFORM_REFUND {
                return Carried::of(How::Never, "not a message for the payment platform");
            }
            let refund: PlatformRefund = match serde_json::from_str(&delivery.data) {
                Ok(refund) => refund,
                Err(error) => return Carried::of(How::Never, error.to_string()),
            };
            let says = |said| {
                let (id, nth, order) = (refund.payment.clone(), refund.refund, refund.order);
                Some(Command::Payment(PaymentCommand::from(HearRefund { id, refund: nth, order, said })))
            };
            match platform.refund(&refund).await {
                Ok(RefundState::Sent(number)) => {
                    Carried { then: says(RefundSaid::Sent { number }), ..Carried::of(How::Delivered, "sent") }
                }
                Ok(RefundState::Refused(why)) => Carried {
                    then: says(RefundSaid::Refused { why: why.clone() }),
                    ..Carried::of(How::Delivered, format!("refused: {why}"))
                },
                // Nobody knows whether it went: it is asked for the same again, and when it is given up the officer asks.
                Ok(RefundState::Pending) => Carried::of(How::InVain, "under way"),
                Err(PlatformRefused::NoAnswer(why) | PlatformRefused::Never(why)) => {
                    Carried::of(How::InVain, why)
                }
            }
        })
    }
}

/// Asks the platform what nobody has told.
pub struct PlatformQuestions {
    /// Where bills and payments stand.
    pub store: Arc<Store>,
    /// The platform.
    pub platform: Arc<dyn PaymentPlatform>,
    /// Whose money it is for which no bill is known.
    pub collects: AgencyCode,
    /// The last try that it was asked about in this turn.
    pub last: Mutex<(Moment, String)>,
    /// The last day whose list was read.
    pub day: Mutex<Option<Day>>,
}

impl PlatformQuestions {
    /// Questions that nobody has asked yet.
    pub fn new(
        store: Arc<Store>,
        platform: Arc<dyn PaymentPlatform>,
        collects: AgencyCode,
    ) -> PlatformQuestions {
        PlatformQuestions { store, platform, collects, last: Mutex::new(FIRST), day: Mutex::default() }
    }

    /// One round about tries. Called on a thread that may wait, within a runtime. A platform that does not answer is asked
    /// again in the next round: unknown is not failed.
    pub fn round(&self, now: Moment) -> Result<More, Fault> {
        let after = self.last.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let before = now.plus_ms(-ASKS_AFTER_MS);
        let bills = self.store.read(|rows| money::bills_tried_online(rows, before, &after, ROUND_TRIES))?;
        let mut heard = Keep::default();
        for bill in &bills {
            let Some((number, one)) = bill.open_try() else { continue };
            let reference = OnlineReference { bill: bill.id.clone(), number }.to_string();
            match self.waits(self.platform.query(&reference, one.begun_at)) {
                Ok(says) => heard = heard.and(self.put(PlatformNotice { reference, says }, now)?),
                Err(why) => {
                    tracing::warn!(%why, reference, "the payment platform does not say how a try ended");
                }
            }
        }
        if !heard.is_empty() {
            self.store.keep(heard).wait()?;
        }
        let is_full = bills.len() == ROUND_TRIES as usize;
        let last = bills.last().and_then(|bill| Some((bill.open_try()?.1.begun_at, bill.id.to_string())));
        let last = last.filter(|_| is_full).unwrap_or(FIRST);
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = last;
        Ok(if is_full { More::AtOnce } else { More::Later })
    }

    /// Reads the list of the day before, once: what came there and is not written down here is written down now.
    pub fn day_before(&self, now: Moment) -> Result<More, Fault> {
        let day = now.day().plus(-1);
        let done = || self.day.lock().unwrap_or_else(PoisonError::into_inner);
        if *done() == Some(day) {
            return Ok(More::Later);
        }
        let lines = match self.waits(self.platform.day(day)) {
            Ok(lines) => lines,
            Err(why) => {
                tracing::warn!(%why, %day, "the payment platform does not give its list of a day");
                return Ok(More::Later);
            }
        };
        let mut heard = Keep::default();
        for line in lines.into_iter().filter(|line| line.kind == PlatformLineKind::Came) {
            let there = self.store.read(|rows| money::payment(rows, &line.payment()))?;
            if there.is_none_or(|payment| payment.amount_vnd != line.amount_vnd) {
                heard = heard.and(self.put(told_by(line), now)?);
            }
        }
        if !heard.is_empty() {
            self.store.keep(heard).wait()?;
        }
        *done() = Some(day);
        Ok(More::Later)
    }

    fn waits<T>(&self, asked: PlatformAsked<T>) -> Result<T, PlatformRefused> {
        let answer = tokio::runtime::Handle::current().block_on(tokio::time::timeout(PATIENCE, asked));
        answer.unwrap_or_else(|_| Err(PlatformRefused::NoAnswer("no answer in time".into())))
    }

    fn put(&self, notice: PlatformNotice, now: Moment) -> Result<Keep, Fault> {
        let name = notice.name();
        match notice.command(&self.collects) {
            Some(command) => waiting_command::put(&name, PLATFORM, &command, now),
            None => Ok(Keep::default()),
        }
    }
}

fn told_by(line: PlatformLine) -> PlatformNotice {
    let PlatformLine { reference, transaction, amount_vnd, at, .. } = line;
    let bank = String::new();
    PlatformNotice { reference, says: PlatformSays::Paid { transaction, amount_vnd, at, bank } }
}
