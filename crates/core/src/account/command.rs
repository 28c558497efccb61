//! Every act about accounts, as data.

use super::{
    ChangePassword, Changes, Desk, DisableAccount, EditAccount, EnableAccount, EndStandIn, GiveDuties,
    ImportStaff, IssuePassword, LetStandIn, OpenAccount, SetPassword, Transfer, change_password,
    disable_account, edit_account, enable_account, end_stand_in, give_duties, import_staff, issue_password,
    let_stand_in, open_account, set_password, transfer,
};
use crate::act::command::commands;

commands! {
    /// Every act about accounts, as data.
    AccountCommand {
        open_account(OpenAccount),
        import_staff(ImportStaff),
        edit_account(EditAccount),
        give_duties(GiveDuties),
        let_stand_in(LetStandIn),
        end_stand_in(EndStandIn),
        transfer(Transfer),
        disable_account(DisableAccount),
        enable_account(EnableAccount),
        set_password(SetPassword),
        issue_password(IssuePassword),
        change_password(ChangePassword),
    }
}
