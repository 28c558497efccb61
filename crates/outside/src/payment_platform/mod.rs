//! The payment platform: it takes a person to a page where they pay, says what became of it, sends money back, and tells
//! at the end of the day what it collected. The real client speaks the messages of the national platform as far as they
//! are public ([`wire`]); the pretend one fails in the ways in which platforms do.

mod day_file;
pub mod http;
pub mod pretend;
mod pretend_page;
pub mod wire;

pub use day_file::{read_day_file, write_day_file};

use motcua_core::command::Command;
use motcua_core::directory::AgencyCode;
use motcua_core::money::{
    BillCommand, HearOnline, OnlineEnd, OnlineOrder, OnlineReference, OnlineSaid, PaymentCommand, PaymentWay,
    PlatformLine, PlatformRefund, RecordPayment, platform_key,
};
use motcua_core::{Day, Moment};
use serde_json::Value;
use std::fmt;
use std::future::Future;
use std::pin::Pin;

/// Why the platform did not do it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlatformRefused {
    /// It did not answer, or not in a way that is understood: nobody knows whether it did.
    NoAnswer(String),
    /// It said no.
    Never(String),
}

impl fmt::Display for PlatformRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PlatformRefused::NoAnswer(why) | PlatformRefused::Never(why) => f.write_str(why),
        }
    }
}

/// How a try stands at the platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlatformSays {
    /// The person can pay; where, if it is said.
    Open {
        /// The page.
        url: Option<String>,
    },
    /// Money came.
    Paid {
        /// The platform's own number of it.
        transaction: String,
        /// How much, in đồng.
        amount_vnd: u64,
        /// When.
        at: Moment,
        /// Through which bank.
        bank: String,
    },
    /// It ended without.
    Ended(OnlineEnd),
}

/// What the platform says of what it knows by this reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlatformNotice {
    /// Under what it knows it; not always one of ours.
    pub reference: String,
    /// What.
    pub says: PlatformSays,
}

impl PlatformNotice {
    /// Under which name it is carried out: the same news is the same.
    pub fn name(&self) -> String {
        let what = match &self.says {
            PlatformSays::Open { .. } => "open".to_string(),
            PlatformSays::Paid { transaction, amount_vnd, .. } => format!("paid.{transaction}.{amount_vnd}"),
            PlatformSays::Ended(end) => end.as_str().to_string(),
        };
        format!("platform:{}:{what}", self.reference)
    }

    /// What is to be done about it in the platform's name; nothing where it says nothing new. `collects`: whose money it
    /// is, where no bill is known for it.
    pub fn command(self, collects: &AgencyCode) -> Option<Command> {
        let PlatformNotice { reference, says } = self;
        let ours = OnlineReference::parse(&reference);
        let hear = |said| {
            let OnlineReference { bill, number } = ours?;
            Some(Command::Bill(BillCommand::from(HearOnline { id: bill, number, said })))
        };
        match says {
            PlatformSays::Open { url } => hear(OnlineSaid::Offered { url: url? }),
            PlatformSays::Ended(end) => hear(OnlineSaid::Ended(end)),
            PlatformSays::Paid { transaction, amount_vnd, at, bank } => {
                Some(Command::Payment(PaymentCommand::from(RecordPayment {
                    key: platform_key(&transaction),
                    agency: collects.clone(),
                    way: PaymentWay::Platform,
                    amount_vnd,
                    paid_at: at,
                    payer: String::new(),
                    memo: reference,
                    source: bank,
                })))
            }
        }
    }
}

/// What became of a refund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefundState {
    /// It went, under this number.
    Sent(String),
    /// It is under way.
    Pending,
    /// It will not go.
    Refused(String),
}

/// An answer that is awaited.
pub type PlatformAsked<T> = Pin<Box<dyn Future<Output = Result<T, PlatformRefused>> + Send>>;

/// Whoever collects money online.
pub trait PaymentPlatform: Send + Sync {
    /// Takes a try; says where the person pays. It is asked once: what became of it when the answer is lost,
    /// [`PaymentPlatform::query`] says.
    fn create(&self, order: &OnlineOrder) -> PlatformAsked<String>;

    /// How a try stands that began then.
    fn query(&self, reference: &str, begun_at: Moment) -> PlatformAsked<PlatformSays>;

    /// Sends money back. Asked again, it is one refund.
    fn refund(&self, refund: &PlatformRefund) -> PlatformAsked<RefundState>;

    /// What it collected and sent back on this day.
    fn day(&self, day: Day) -> PlatformAsked<Vec<PlatformLine>>;

    /// What a message says that claims to be its.
    fn notice(&self, message: &Value) -> Result<PlatformNotice, NoticeWrong>;
}

/// Why a message that claims to be the platform's is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeWrong {
    /// It is not signed with our secret.
    NotSigned,
    /// A field is missing or cannot be read.
    Shape(&'static str),
}

/// What is to be done for the answer when the platform is asked to take a try; fails where nobody knows whether it did.
pub fn created(
    platform: &dyn PaymentPlatform,
    order: &OnlineOrder,
    collects: AgencyCode,
) -> PlatformAsked<Option<Command>> {
    let (asked, reference) = (platform.create(order), order.reference.to_string());
    Box::pin(async move {
        let says = match asked.await {
            Ok(url) => PlatformSays::Open { url: Some(url) },
            Err(PlatformRefused::Never(_)) => PlatformSays::Ended(OnlineEnd::NotTaken),
            Err(unknown @ PlatformRefused::NoAnswer(_)) => return Err(unknown),
        };
        Ok(PlatformNotice { reference, says }.command(&collects))
    })
}

/// What is to be done for the answer when it is asked how a try stands.
pub fn queried(
    platform: &dyn PaymentPlatform,
    reference: &OnlineReference,
    begun_at: Moment,
    collects: AgencyCode,
) -> PlatformAsked<Option<Command>> {
    let reference = reference.to_string();
    let asked = platform.query(&reference, begun_at);
    Box::pin(async move { Ok(PlatformNotice { reference, says: asked.await? }.command(&collects)) })
}
