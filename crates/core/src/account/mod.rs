//! Who may sign in, with which duties: accounts as records. Until an identity provider of
//! the State says who an officer is, the operator of the installation does, the keepers in the
//! province's office, and the head of each agency for its own people.

mod command;
mod edit_account;
mod give_duties;
mod given;
mod import_staff;
mod keep;
mod may;
mod on_a_day;
mod open_account;
mod particulars;
mod password;
mod record;
pub mod staff_list;
mod stand_in;
mod transfer;
mod typed_day;

pub use command::AccountCommand;
pub use edit_account::{EditAccount, edit_account};
pub use give_duties::{GiveDuties, give_duties};
pub use given::{GivenDuty, NextPost, Particulars, StandIn};
pub use import_staff::{IMPORTED_MAX, ImportStaff, import_staff};
pub use keep::{DisableAccount, EnableAccount, disable_account, enable_account};
pub use may::Reach;
pub use on_a_day::officer_on;
pub use open_account::{
    FIRST_USE_DAYS_MAX, ID_CHARS, OpenAccount, Opening, log_in_name, open_account, opened,
};
pub use password::{
    ChangePassword, IssuePassword, PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN, SetPassword, change_password,
    issue_password, must_be_strong, password_of, set_password,
};
pub use record::{Account, AccountFact, Changes, Desk, PasswordHash, ReadAccounts};
pub use stand_in::{EndStandIn, LetStandIn, STAND_IN_DAYS_MAX, end_stand_in, let_stand_in};
pub use transfer::{Transfer, transfer};
pub use typed_day::typed_day;
