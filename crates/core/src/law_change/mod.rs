//! The catalogue in force as a record: its history is the changes that officials made
//! while the program ran. The number of a change is the number of its event.

mod command;
mod put_into_force;
mod record;

pub use command::LawChangeCommand;
pub use put_into_force::{PutIntoForce, may_change_catalogue, must_be_kept, put_into_force};

pub use record::{
    CatalogueChange, CatalogueFile, Changes, Desk, LawFact, LawInForce, OpenUnder, ReadLawChanges, TheLaw,
    may_be_changed,
};
