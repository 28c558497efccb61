//! What the payment platform says is carried out in its name, by the same rules whether it said so of its own accord or was
//! asked.

use super::act::{Sending, send};
use super::app::App;
use motcua_core::act::Actor;
use motcua_core::command::Command;
use motcua_core::money::{Bill, OnlineReference, PLATFORM};
use motcua_core::{Fault, Halt};

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
