//! The door to the payment platform. Where it is and how it is spoken to, the binary knows.

use motcua_core::command::Command;
use motcua_core::money::{OnlineOrder, OnlineReference, PlatformLine};
use motcua_core::{Day, Moment, Refusal};
use serde_json::Value;
use std::future::Future;
use std::pin::Pin;

/// An answer that is awaited.
pub type OnlineAsked<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// A payment platform.
pub trait OnlinePayments: Send + Sync {
    /// Asks it to take a try; gives what is to be carried out for what it says. None where it does not answer: nobody
    /// knows then whether it took it.
    fn create(&self, order: &OnlineOrder) -> OnlineAsked<Option<Command>>;

    /// Asks how a try stands that began then.
    fn query(&self, reference: &OnlineReference, begun_at: Moment) -> OnlineAsked<Option<Command>>;

    /// What it collected on a day; none where it does not answer.
    fn day(&self, day: Day) -> OnlineAsked<Option<Vec<PlatformLine>>>;

    /// What a message asks for that claims to be the platform's; none where it says nothing new. Refused is what is not
    /// signed by it (`money.notice-sign`) or cannot be read (`money.notice-shape`).
    fn notice(&self, message: &Value) -> Result<Option<Command>, Refusal>;
}
