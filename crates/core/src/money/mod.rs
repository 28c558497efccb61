//! Tiền: what is owed, how it is asked for, paid, receipted and closed at the end of the day.
//!
//! A [`Bill`] (khoản phải thu) says that a person owes so much for a dossier; a [`Payment`] (khoản tiền vào) that so
//! much came in; a [`Receipt`] (biên lai) that it was taken; a [`Closing`] (chốt sổ) that a clerk counted the till. Each is
//! a record with a history of its own: money that came is never lost because it fits no bill, and a bill is never paid
//! because somebody says so. A rule binds money to a bill where reference and amount agree, and else a person does.
//! A [`Term`] is what the office says beforehand: its account, its receipt books, its prices.
//!
//! The formats that banks and the tax office read stand in files of their own; nothing in them knows a dossier.

mod bill;
mod change;
mod closing;
mod command;
mod online;
mod owed;
mod payment;
mod reads;
mod receipt;
mod receipt_sign;
mod reconcile;
mod reference;
pub mod statement;
mod term;
mod till;
mod vietqr;

mod acts;

pub use acts::{
    ApproveRefund, ApproveWaiver, AskRefund, AskWaiver, BeginOnline, BindPayment, CancelBill, CloseTill,
    ConfirmTill, EndTerm, HearOnline, HearRefund, IssueReceipt, OnlineSaid, PLATFORM, PLATFORM_REFUND,
    PlatformRefund, RaiseBill, RecordPayment, RefundSaid, SendRefund, SetTerm, SignReceipt, TakePayment,
    VoidReceipt, WithdrawRefund, must_keep_accounts, pays_online,
};
pub use bill::{Bill, BillFact, BillStanding, BoundPayment, Waiver};
pub use change::{Changes, Desk, MoneyChange};
pub use closing::{Closing, ClosingFact, TILL_WAYS, TillCount, closing_id};
pub use command::{BillCommand, ClosingCommand, PaymentCommand, ReceiptCommand, TermCommand};
pub use online::{ONLINE_TRIES_MAX, OnlineEnd, OnlineOrder, OnlineReference, OnlineTry};
pub use owed::{Obligation, OwedFor, Reduction, is_over, is_wanted, owed};
pub use payment::{Payment, PaymentFact, PaymentWay, Refund, Unbound};
pub use reads::ReadMoney;
pub use receipt::{Receipt, ReceiptFact, VoidedReceipt, receipt_id, series_of};
pub use receipt_sign::ReceiptSign;
pub use reconcile::{Difference, PlatformLine, PlatformLineKind, Reconciled, platform_key, reconcile};
pub use reference::{PaymentReference, references_in};
pub use term::{BankAccount, Price, ReceiptBook, Term, TermFact, TermSays, account_on};
pub use till::{Till, TillSum};
pub use vietqr::{PayTo, QR_TEXT_MAX, VietQr};
