//! Every act about hand-over lists, as data.

use super::{
    Changes, Desk, HandOverResults, TakeBackResults, TakeOverResults, hand_over_results, take_back_results,
    take_over_results,
};
use crate::act::command::commands;

commands! {
    /// Every act about hand-over lists, as data.
    ConsignmentCommand {
        hand_over_results(HandOverResults),
        take_over_results(TakeOverResults),
        take_back_results(TakeBackResults),
    }
}
