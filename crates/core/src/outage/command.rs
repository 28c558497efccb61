//! Every act about outages, as data.

use super::{Changes, Desk, RecordOutage, VoidOutage, record_outage, void_outage};
use crate::act::command::commands;

commands! {
    /// Every act about outages, as data.
    OutageCommand {
        record_outage(RecordOutage),
        void_outage(VoidOutage),
    }
}
