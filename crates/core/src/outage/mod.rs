//! Sự cố, tạm dừng hệ thống, bất khả kháng: a stretch in which an agency or a whole
//! province could not work, recorded once. Every date that is given or moved from then
//! on takes it into account; to the dates given before it is carried.

mod command;
mod record;
mod record_outage;
mod struck;
mod void_outage;

pub use command::OutageCommand;
pub use record::{Changes, Desk, Outage, OutageFact, ReadOutages, Voided};
pub use record_outage::{RecordOutage, record_outage};
pub use void_outage::{VoidOutage, void_outage};
