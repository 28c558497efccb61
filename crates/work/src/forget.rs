//! Messages that ended long ago are forgotten: those that arrived, and those that were given up
//! to a webhook that is there no more. What another webhook did not take stays until a person
//! has sent it again.

use crate::schedule::More;
use motcua_core::outbox::ENDED_DAYS;
use motcua_core::webhook::Webhook;
use motcua_core::{DAY_MS, Fault, Moment};
use motcua_store::{Rows, Store, outbox, webhook};

/// Forgets some of them; `now` is by the clock by which messages are carried.
pub fn forget(store: &Store, now: Moment) -> Result<More, Fault> {
    let before = now.plus_ms(-ENDED_DAYS * DAY_MS);
    let old = store.read(|rows| ended_before(rows, before))?;
    if old.is_empty() {
        return Ok(More::Later);
    }
    store.keep(outbox::forgotten(&old, before)).wait()?;
    Ok(More::AtOnce)
}

fn ended_before(rows: &mut dyn Rows, before: Moment) -> Result<Vec<String>, Fault> {
    let delivered = outbox::delivered_before(rows, before)?;
    if !delivered.is_empty() {
        return Ok(delivered);
    }
    for hook in webhook::all(rows)?.iter().filter(|hook| !hook.is_there()) {
        let dead = outbox::dead_before(rows, &Webhook::system(hook), before)?;
        if !dead.is_empty() {
            return Ok(dead);
        }
    }
    Ok(Vec::new())
}
