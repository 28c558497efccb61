//! Every act about money, as data: for each kind of record those that change it first.

use super::acts::*;
use super::{Changes, Desk};
use crate::act::command::commands;

commands! {
    /// Acts about what is owed.
    BillCommand {
        raise_bill(RaiseBill),
        take_payment(TakePayment),
        ask_waiver(AskWaiver),
        approve_waiver(ApproveWaiver),
        cancel_bill(CancelBill),
        begin_online(BeginOnline),
        hear_online(HearOnline),
    }
}

commands! {
    /// Acts about what came in.
    PaymentCommand {
        record_payment(RecordPayment),
        bind_payment(BindPayment),
        ask_refund(AskRefund),
        approve_refund(ApproveRefund),
        send_refund(SendRefund),
        hear_refund(HearRefund),
        withdraw_refund(WithdrawRefund),
    }
}

commands! {
    /// Acts about receipts.
    ReceiptCommand {
        issue_receipt(IssueReceipt),
        void_receipt(VoidReceipt),
        sign_receipt(SignReceipt),
    }
}

commands! {
    /// Acts about the end of a day.
    ClosingCommand {
        close_till(CloseTill),
        confirm_till(ConfirmTill),
    }
}

commands! {
    /// Acts about what holds beforehand.
    TermCommand {
        set_term(SetTerm),
        end_term(EndTerm),
    }
}
