//! A list of staff as offices keep it: title lines above, the heading somewhere below them,
//! footnotes at the end, numbers that a sheet program has spoilt. What it says is judged line by
//! line before anything is made, and a person is known by number or e-mail, never by name.

mod columns;
mod line;
mod log_in;
mod plan;
mod read_list;

pub use columns::StaffColumn;
pub use plan::{PlannedAccount, StaffDefaults, StaffPlan, StaffWrong, planned};
pub use read_list::{StaffNote, must_be_a_list};
