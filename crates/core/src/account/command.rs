//! Every act about accounts, as data.

use super::{
    Changes, Desk, DisableAccount, EnableAccount, OpenAccount, SetPassword, disable_account, enable_account,
    open_account, set_password,
};
use crate::act::command::commands;

commands! {
    /// Every act about accounts, as data.
    AccountCommand {
        open_account(OpenAccount),
        disable_account(DisableAccount),
        enable_account(EnableAccount),
        set_password(SetPassword),
    }
}
