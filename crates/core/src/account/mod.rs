//! Who may sign in, with which duties: accounts as records. Until an identity provider of
//! the State says who an officer is, the operator of the installation does.

mod command;
mod keep;
mod open_account;
mod record;

pub use command::AccountCommand;
pub use keep::{DisableAccount, EnableAccount, SetPassword, disable_account, enable_account, set_password};
pub use open_account::{
    ID_CHARS, OpenAccount, PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN, log_in_name, must_be_strong, open_account,
    opened, password_of,
};

pub use record::{Account, AccountFact, Changes, Desk, PasswordHash, ReadAccounts};
