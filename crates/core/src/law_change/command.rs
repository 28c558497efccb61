//! Every act about the catalogue, as data.

use super::{Changes, Desk, PutIntoForce, put_into_force};
use crate::act::command::commands;

commands! {
    /// Every act about the catalogue, as data.
    LawChangeCommand {
        put_into_force(PutIntoForce),
    }
}
