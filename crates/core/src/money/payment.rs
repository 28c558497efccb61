//! Khoản tiền vào: that money came in. It is a fact of its own, whatever it was for: bound to a bill by a rule or by a
//! named person, or waiting for one.

use super::PaymentReference;
use crate::act::{Cover, Event, LastEvent, Record, RecordFact, Who};
use crate::directory::AgencyCode;
use crate::{Fault, Moment};
use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr};

/// By which way money came.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    IntoStaticStr,
    EnumString,
    EnumCount,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PaymentWay {
    /// Tiền mặt, at a counter.
    Cash,
    /// Thẻ, at the terminal of a counter; typed in.
    Card,
    /// Chuyển khoản, as the statement of a bank says.
    Transfer,
    /// Nền tảng thanh toán, as its message says.
    Platform,
}

impl PaymentWay {
    /// All of them.
    pub const ALL: [PaymentWay; PaymentWay::COUNT] =
        [PaymentWay::Cash, PaymentWay::Card, PaymentWay::Transfer, PaymentWay::Platform];

    /// The word.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The way with this word.
    pub fn parse(text: &str) -> Option<PaymentWay> {
        text.parse().ok()
    }

    /// The name of a payment that came so, by the natural key of its source: no source can take a name of another.
    pub fn payment_id(self, key: &str) -> String {
        format!("{}-{key}", self.as_str())
    }

    /// Whether a clerk takes it, and counts it at the end of the day.
    pub fn is_at_the_counter(self) -> bool {
        matches!(self, PaymentWay::Cash | PaymentWay::Card)
    }

    /// Whether it counts as paid online in the figures of QĐ 766.
    pub fn is_online(self) -> bool {
        matches!(self, PaymentWay::Transfer | PaymentWay::Platform)
    }
}

/// Why money waits for a person.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    IntoStaticStr,
    EnumString,
    EnumCount,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Unbound {
    /// No reference stands in it.
    NoReference,
    /// Two of them do.
    ManyReferences,
    /// No bill has this reference.
    UnknownReference,
    /// The bill is another agency's.
    OtherAgency,
    /// Less than is owed.
    TooLittle,
    /// More than is owed.
    TooMuch,
    /// All of it was paid before.
    PaidAlready,
    /// The bill was cancelled, or two officers agreed to take nothing.
    NothingOwed,
    /// The dossier was withdrawn, rejected or stopped.
    DossierOver,
    /// It was settled with a proof from elsewhere.
    SettledElsewhere,
}

impl Unbound {
    /// All of them.
    pub const ALL: [Unbound; Unbound::COUNT] = [
        Unbound::NoReference,
        Unbound::ManyReferences,
        Unbound::UnknownReference,
        Unbound::OtherAgency,
        Unbound::TooLittle,
        Unbound::TooMuch,
        Unbound::PaidAlready,
        Unbound::NothingOwed,
        Unbound::DossierOver,
        Unbound::SettledElsewhere,
    ];

    /// The word.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// What can happen to a payment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PaymentFact {
    /// Money came in.
    MoneyCame {
        /// Whose it is.
        agency: AgencyCode,
        /// By which way.
        way: PaymentWay,
        /// How much, in đồng.
        amount_vnd: u64,
        /// When it was paid.
        paid_at: Moment,
        /// Who paid, as far as it is said.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        payer: String,
        /// The words of the transfer, the slip of the terminal.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        memo: String,
        /// Where it came: the account, the terminal, the platform.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        source: String,
        /// To which bill the rule bound it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bill: Option<PaymentReference>,
        /// Why it waits for a person.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unbound: Option<Unbound>,
        /// Which bill it may be meant for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        meant: Option<PaymentReference>,
    },
    /// A person bound it to a bill; why stands in the event.
    BoundByHand {
        /// Which bill.
        bill: PaymentReference,
    },
    /// An officer asks to give some of it back; why stands in the event.
    RefundAsked {
        /// How much, in đồng.
        amount_vnd: u64,
        /// To whom: account and name, or at the counter.
        to: String,
    },
    /// Another one agreed.
    RefundApproved,
    /// The payment platform is asked to send it.
    RefundHanded {
        /// Which order of this refund, from 1: another one after one that was refused, the same one asked again.
        order: u32,
    },
    /// The platform will not; why stands in the event.
    RefundRefused,
    /// It went back; the proof stands in the event.
    RefundSent {
        /// In cash out of the till of whoever gave it, or by a transfer.
        way: PaymentWay,
    },
    /// It is not given back after all; why stands in the event.
    RefundWithdrawn,
    /// The same money is told with another sum: what was written down first stays, and somebody has to ask.
    ToldOtherwise {
        /// The other sum, in đồng.
        amount_vnd: u64,
    },
}

impl RecordFact for PaymentFact {
    fn kind(&self) -> &'static str {
        self.into()
    }
}

/// Money that goes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    /// How much, in đồng.
    pub amount_vnd: u64,
    /// To whom.
    pub to: String,
    /// Why.
    pub reason: String,
    /// When it was asked.
    pub asked_at: Moment,
    /// Who asked.
    pub asked_by: Who,
    /// Who agreed; none while nobody has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<Who>,
    /// How many orders the platform had for it.
    #[serde(default, skip_serializing_if = "is_none_of_them")]
    pub orders: u32,
    /// Since when the platform is asked; none where it is not, or has refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handed_at: Option<Moment>,
    /// Why the platform refused last.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub refused: String,
    /// When it went; none while it is here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<Moment>,
    /// By what it can be seen that it went.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub proof: String,
    /// Who gave it, and by which way; none while it is here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_by: Option<(Who, PaymentWay)>,
}

fn is_none_of_them(orders: &u32) -> bool {
    *orders == 0
}

/// Money that came in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Payment {
    /// Its natural key: what makes the same money, told twice, one payment.
    pub id: String,
    /// The last event.
    #[serde(flatten)]
    pub last: LastEvent,
    /// Whose it is.
    pub agency: AgencyCode,
    /// By which way.
    pub way: PaymentWay,
    /// How much, in đồng.
    pub amount_vnd: u64,
    /// When it was paid.
    pub paid_at: Moment,
    /// When it was written down here.
    pub came_at: Moment,
    /// By whom.
    pub taken_by: Who,
    /// Who paid, as far as it is said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub payer: String,
    /// The words of the transfer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub memo: String,
    /// Where it came.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// To which bill it is bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bill: Option<PaymentReference>,
    /// Why it waits for a person; none once it is bound or back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unbound: Option<Unbound>,
    /// Which bill it may be meant for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meant: Option<PaymentReference>,
    /// What went back, in order, and what is to go back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refunds: Vec<Refund>,
    /// Other sums with which the same money was told, in đồng.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told_otherwise_vnd: Vec<u64>,
}

impl Payment {
    /// What went back, in đồng.
    pub fn returned_vnd(&self) -> u64 {
        self.refunds.iter().filter(|refund| refund.sent_at.is_some()).map(|refund| refund.amount_vnd).sum()
    }

    /// What is still here, in đồng.
    pub fn held_vnd(&self) -> u64 {
        self.amount_vnd.saturating_sub(self.returned_vnd())
    }

    /// The refund that is asked for and has not gone yet.
    pub fn open_refund(&self) -> Option<&Refund> {
        self.refunds.last().filter(|refund| refund.sent_at.is_none())
    }

    fn refund_under_way(&mut self) -> Option<&mut Refund> {
        self.refunds.last_mut().filter(|refund| refund.sent_at.is_none())
    }

    /// Whether it waits for a person to say what it is for.
    pub fn waits(&self) -> bool {
        self.bill.is_none() && self.held_vnd() > 0
    }
}

impl Record for Payment {
    const KIND: &'static str = "payment";
    type Id = String;
    type Fact = PaymentFact;

    fn begin(id: String, event: &Event<PaymentFact>) -> Option<Payment> {
        let PaymentFact::MoneyCame {
            agency,
            way,
            amount_vnd,
            paid_at,
            payer,
            memo,
            source,
            bill,
            unbound,
            meant,
        } = event.fact.clone()
        else {
            return None;
        };
        Some(Payment {
            id,
            last: event.into(),
            agency,
            way,
            amount_vnd,
            paid_at,
            came_at: event.at,
            taken_by: event.who.clone(),
            payer,
            memo,
            source,
            bill,
            unbound,
            meant,
            refunds: Vec::new(),
            told_otherwise_vnd: Vec::new(),
        })
    }

    fn apply(&mut self, event: &Event<PaymentFact>) -> Result<(), Fault> {
        let id = self.id.clone();
        let wrong = |why: &str| Err(Fault::damaged(format!("the payment {id}: {why}")));
        match &event.fact {
            PaymentFact::MoneyCame { .. } => return wrong("came twice"),
            PaymentFact::BoundByHand { bill } => {
                if self.bill.is_some() {
                    return wrong("bound twice");
                }
                self.bill = Some(bill.clone());
                self.unbound = None;
            }
            PaymentFact::RefundAsked { amount_vnd, to } => {
                if self.open_refund().is_some() {
                    return wrong("two refunds at once");
                }
                self.refunds.push(Refund {
                    amount_vnd: *amount_vnd,
                    to: to.clone(),
                    reason: event.reason.clone().unwrap_or_default(),
                    asked_at: event.at,
                    asked_by: event.who.clone(),
                    approved_by: None,
                    orders: 0,
                    handed_at: None,
                    refused: String::new(),
                    sent_at: None,
                    proof: String::new(),
                    sent_by: None,
                });
            }
            PaymentFact::RefundApproved => match self.refund_under_way() {
                Some(refund) => refund.approved_by = Some(event.who.clone()),
                None => return wrong("no refund is open"),
            },
            PaymentFact::RefundHanded { order } => match self.refund_under_way() {
                Some(refund) => (refund.orders, refund.handed_at) = (*order, Some(event.at)),
                None => return wrong("no refund is open"),
            },
            PaymentFact::RefundRefused => match self.refund_under_way() {
                Some(refund) => {
                    refund.handed_at = None;
                    refund.refused = event.reason.clone().unwrap_or_default();
                }
                None => return wrong("no refund is open"),
            },
            PaymentFact::RefundSent { way } => match self.refund_under_way() {
                Some(refund) => {
                    refund.sent_at = Some(event.at);
                    refund.sent_by = Some((event.who.clone(), *way));
                    refund.proof = event.reason.clone().unwrap_or_default();
                }
                None => return wrong("no refund is open"),
            },
            PaymentFact::RefundWithdrawn => match self.refund_under_way() {
                Some(_) => drop(self.refunds.pop()),
                None => return wrong("no refund is open"),
            },
            PaymentFact::ToldOtherwise { amount_vnd } => self.told_otherwise_vnd.push(*amount_vnd),
        }
        Ok(())
    }

    fn cover(&self) -> Cover<'_, String> {
        Cover { id: &self.id, home: &self.agency, last: self.last }
    }

    fn set_last(&mut self, last: LastEvent) {
        self.last = last;
    }
}
