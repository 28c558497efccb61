//! Phiếu bàn giao kết quả: a list of results that go from one centre to another, where people want them. The
//! office that has them gives the list, the other one takes it over and says of each whether it came; until
//! then the first one can take it back. Each act
//! is one signature, so it is written whole or not at all, with what it makes of each dossier.

mod command;
mod hand_over_results;
mod record;
mod take_back_results;
mod take_over_results;

pub use command::ConsignmentCommand;
pub use hand_over_results::{HandOverResults, hand_over_results};
pub use record::{
    Changes, Consignment, ConsignmentChange, ConsignmentFact, Desk, ReadConsignments, TakenBack, TakenOver,
};
pub use take_back_results::{TakeBackResults, take_back_results};
pub use take_over_results::{TakeOverResults, take_over_results};
