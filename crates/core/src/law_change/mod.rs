//! The catalogue in force as a record: its history is the changes that officials made
//! while the program ran. The number of a change is the number of its event.

mod centre_list;
mod command;
mod gaps;
mod new_agencies;
mod past;
mod put_into_force;
mod record;
mod whose;

pub use centre_list::{CENTRE_TEXT_MAX, CentreColumn, CentreWrong, centres_listed, is_centre_list};
pub use command::LawChangeCommand;
pub use put_into_force::{Proposal, PutIntoForce, must_hold, put_into_force};

pub use record::{
    CatalogueChange, CatalogueFile, Changes, Desk, LawFact, LawInForce, OpenUnder, ReadLawChanges, TheLaw,
    may_be_changed,
};
pub use whose::{CatalogueKeeper, may_change_catalogue, may_change_what_is_shared};
