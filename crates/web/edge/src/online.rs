//! The door to the payment platform. Where it is and how it is spoken to, the binary knows; what it says is carried out in
//! its name, by the same rules whether it said so of its own accord or was asked.

use super::act::{Sending, send};
use super::app::App;
use motcua_core::act::Actor;
use motcua_core::command::Command;
use motcua_core::money::{Bill, OnlineOrder, OnlineReference, PLATFORM, PlatformLine};
use motcua_core::{Day, Fault, Halt, Moment, Refusal};
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

/// Refusals that say that it is known already.
const KNOWN_ALREADY: [&str; 4] =
    ["money.payment-there", "money.online-ended", "money.online-offered", "money.online-unknown"];

/// Carries out what the platform says. What is known already is heard all the same.
pub async fn hear(app: &App, command: Command) -> Result<(), Halt> {
    let actor = Actor::Outside { system: PLATFORM.into() };
    let carried = match command {
        Command::Bill(command) => send(app, &actor, Sending::default(), command).await.map(drop),
        Command::Payment(command) => send(app, &actor, Sending::default(), command).await.map(drop),
        other => Err(Fault::other(format!("the platform asks for {}", other.name())).into()),
    };
    match carried {
        Err(Halt::Refused(why)) if why.iter().all(|why| KNOWN_ALREADY.contains(&why.code)) => Ok(()),
        carried => carried,
    }
}

/// Asks the platform how the open try of a bill stands, and carries out what it says. False where it does not answer, or
/// there is none.
pub async fn ask_about(app: &App, bill: &Bill) -> Result<bool, Halt> {
    let (Some(platform), Some((number, one))) = (&app.platform, bill.open_try()) else { return Ok(false) };
    let reference = OnlineReference { bill: bill.id.clone(), number };
    match platform.query(&reference, one.begun_at).await {
        Some(command) => hear(app, command).await.map(|()| true),
        None => Ok(false),
    }
}
