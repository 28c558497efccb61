//! Khoản phải thu: what a person owes for a dossier, and what became of it.

use super::{OnlineEnd, OnlineTry, OwedFor, PaymentReference, PaymentWay, Reduction};
use crate::act::{Cover, Event, LastEvent, Record, RecordFact, Who};
use crate::catalogue::FeeKind;
use crate::directory::AgencyCode;
use crate::dossier::DossierCode;
use crate::{Fault, Moment, Refusal};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// What can happen to a bill.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum BillFact {
    /// Somebody is to pay.
    BillRaised {
        /// For which dossier.
        dossier: DossierCode,
        /// For what of it.
        owed: OwedFor,
        /// Which agency takes it.
        agency: AgencyCode,
        /// Who is to pay.
        payer: String,
        /// A charge, a fee, what the tax office wants.
        of: FeeKind,
        /// For what, as a receipt says it.
        title: String,
        /// How many copies, pages or acts, where it is counted by them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        units: Option<u32>,
        /// How much before any reduction, in đồng.
        full_vnd: u64,
        /// How much, in đồng.
        amount_vnd: u64,
        /// Why less than the whole.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reduction: Option<Reduction>,
    },
    /// Money was bound to it: by a rule, or by whoever the event names.
    MoneyBound {
        /// Which payment.
        payment: String,
        /// By which way it came.
        way: PaymentWay,
        /// How much, in đồng.
        amount_vnd: u64,
        /// When it was paid.
        paid_at: Moment,
    },
    /// Some of it went back.
    MoneyReturned {
        /// Which payment.
        payment: String,
        /// How much, in đồng.
        amount_vnd: u64,
    },
    /// A receipt was given.
    Receipted {
        /// Which one.
        receipt: String,
    },
    /// Its receipt holds no longer.
    Unreceipted,
    /// A person goes to the payment platform.
    OnlineBegun {
        /// How much they are to pay there, in đồng.
        amount_vnd: u64,
    },
    /// The platform takes it.
    OnlineOffered {
        /// Which try, from 1.
        number: u32,
        /// Where the person pays.
        url: String,
    },
    /// How a try ended, as the platform says. Only money comes after an end.
    OnlineEnded {
        /// Which try, from 1.
        number: u32,
        /// How.
        end: OnlineEnd,
    },
    /// An officer asks to take nothing; why stands in the event.
    WaiverAsked,
    /// Another one agreed: nothing is owed.
    WaiverApproved,
    /// Nothing is owed any more; why stands in the event.
    BillCancelled,
}

impl RecordFact for BillFact {
    fn kind(&self) -> &'static str {
        self.into()
    }
}

/// Money that was bound to a bill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoundPayment {
    /// Which payment.
    pub payment: String,
    /// By which way.
    pub way: PaymentWay,
    /// How much came, in đồng.
    pub amount_vnd: u64,
    /// How much of it went back, in đồng.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub returned_vnd: u64,
    /// When it was paid.
    pub paid_at: Moment,
}

fn is_zero(vnd: &u64) -> bool {
    *vnd == 0
}

/// That an officer asked to take nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// When.
    pub at: Moment,
    /// Who asked.
    pub asked_by: Who,
    /// On what ground.
    pub ground: String,
    /// Who agreed; none while nobody has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<Who>,
}

/// How a bill stands: worked out of what happened, never written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BillStanding {
    /// So much is still to pay.
    Due {
        /// In đồng.
        left_vnd: u64,
    },
    /// All of it was paid.
    Paid,
    /// More was paid than was owed.
    Over {
        /// By how much, in đồng.
        by_vnd: u64,
    },
    /// Nothing was to be taken, by law or by two officers.
    Free,
    /// It was cancelled.
    Cancelled,
}

/// What a person owes for a dossier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bill {
    /// Its reference: what stands in a transfer.
    pub id: PaymentReference,
    /// The last event.
    #[serde(flatten)]
    pub last: LastEvent,
    /// For which dossier.
    pub dossier: DossierCode,
    /// For what of it.
    pub owed: OwedFor,
    /// Which agency takes it.
    pub agency: AgencyCode,
    /// Who is to pay.
    pub payer: String,
    /// A charge, a fee, what the tax office wants.
    pub of: FeeKind,
    /// For what, as a receipt says it.
    pub title: String,
    /// How many copies, pages or acts, where it is counted by them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<u32>,
    /// How much before any reduction, in đồng.
    pub full_vnd: u64,
    /// How much, in đồng.
    pub amount_vnd: u64,
    /// Why less than the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reduction: Option<Reduction>,
    /// When it was raised.
    pub raised_at: Moment,
    /// What was bound to it, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bound: Vec<BoundPayment>,
    /// Goes at paying it online, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub online: Vec<OnlineTry>,
    /// The receipt that holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
    /// How many receipts it had.
    #[serde(default)]
    pub receipts: u32,
    /// Whether an officer asked to take nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<Waiver>,
    /// Since when nothing is owed any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled_at: Option<Moment>,
}

impl Bill {
    /// What came in for it and did not go back, in đồng.
    pub fn held_vnd(&self) -> u64 {
        self.bound.iter().map(|bound| bound.amount_vnd.saturating_sub(bound.returned_vnd)).sum()
    }

    /// What came in for it, whatever went back since, in đồng.
    pub fn came_vnd(&self) -> u64 {
        self.bound.iter().map(|bound| bound.amount_vnd).sum()
    }

    /// How it stands. What was paid once stays paid: a refund does not make it due again.
    pub fn standing(&self) -> BillStanding {
        let (came, owed) = (self.came_vnd(), self.amount_vnd);
        match () {
            () if self.cancelled_at.is_some() => BillStanding::Cancelled,
            () if owed == 0 || self.is_waived() => BillStanding::Free,
            () if came > owed && self.held_vnd() > owed => {
                BillStanding::Over { by_vnd: self.held_vnd() - owed }
            }
            () if came >= owed => BillStanding::Paid,
            () => BillStanding::Due { left_vnd: owed - came },
        }
    }

    /// What is still to pay, in đồng.
    pub fn left_vnd(&self) -> u64 {
        match self.standing() {
            BillStanding::Due { left_vnd } => left_vnd,
            BillStanding::Paid | BillStanding::Over { .. } | BillStanding::Free | BillStanding::Cancelled => {
                0
            }
        }
    }

    /// Two officers agreed to take nothing.
    pub fn is_waived(&self) -> bool {
        self.waiver.as_ref().is_some_and(|waiver| waiver.approved_by.is_some())
    }

    /// All that came went back.
    pub fn is_refunded(&self) -> bool {
        self.came_vnd() > 0 && self.held_vnd() == 0
    }

    /// The go at paying it online of which nobody knows how it ends, with its number from 1.
    pub fn open_try(&self) -> Option<(u32, &OnlineTry)> {
        (1..).zip(&self.online).last().filter(|(_, one)| one.end.is_none())
    }

    /// Nothing is owed any more: paid, free or waived.
    pub fn is_settled(&self) -> bool {
        matches!(self.standing(), BillStanding::Paid | BillStanding::Over { .. } | BillStanding::Free)
    }

    fn try_numbered(&mut self, number: u32) -> Option<&mut OnlineTry> {
        self.online.get_mut(number.checked_sub(1)? as usize)
    }

    /// Refuses unless something is still to pay.
    pub(super) fn must_be_due(&self) -> Result<u64, Refusal> {
        match self.standing() {
            BillStanding::Due { left_vnd } => Ok(left_vnd),
            BillStanding::Paid | BillStanding::Over { .. } | BillStanding::Free => {
                Err(Refusal::of("money.paid-already"))
            }
            BillStanding::Cancelled => Err(Refusal::of("money.bill-cancelled")),
        }
    }

    /// Under which name it is the only one: of one obligation there is one bill that holds.
    pub fn slot(&self) -> String {
        match self.cancelled_at {
            None => format!("{}/{}", self.dossier, self.owed.key()),
            Some(_) => self.id.to_string(),
        }
    }
}

impl AsRef<[u8]> for PaymentReference {
    fn as_ref(&self) -> &[u8] {
        self.as_str().as_bytes()
    }
}

impl Record for Bill {
    const KIND: &'static str = "bill";
    type Id = PaymentReference;
    type Fact = BillFact;

    fn begin(id: PaymentReference, event: &Event<BillFact>) -> Option<Bill> {
        let BillFact::BillRaised {
            dossier,
            owed,
            agency,
            payer,
            of,
            title,
            units,
            full_vnd,
            amount_vnd,
            reduction,
        } = event.fact.clone()
        else {
            return None;
        };
        Some(Bill {
            id,
            last: event.into(),
            dossier,
            owed,
            agency,
            payer,
            of,
            title,
            units,
            full_vnd,
            amount_vnd,
            reduction,
            raised_at: event.at,
            bound: Vec::new(),
            online: Vec::new(),
            receipt: None,
            receipts: 0,
            waiver: None,
            cancelled_at: None,
        })
    }

    fn apply(&mut self, event: &Event<BillFact>) -> Result<(), Fault> {
        let id = self.id.clone();
        let wrong = |why: &str| Err(Fault::damaged(format!("the bill {id}: {why}")));
        match &event.fact {
            BillFact::BillRaised { .. } => return wrong("raised twice"),
            BillFact::MoneyBound { payment, way, amount_vnd, paid_at } => {
                if self.bound.iter().any(|bound| bound.payment == *payment) {
                    return wrong("one payment bound twice");
                }
                let (payment, way) = (payment.clone(), *way);
                let (amount_vnd, paid_at) = (*amount_vnd, *paid_at);
                self.bound.push(BoundPayment { payment, way, amount_vnd, returned_vnd: 0, paid_at });
            }
            BillFact::MoneyReturned { payment, amount_vnd } => {
                let found = self.bound.iter_mut().find(|bound| bound.payment == *payment);
                match found.filter(|bound| bound.returned_vnd + amount_vnd <= bound.amount_vnd) {
                    Some(bound) => bound.returned_vnd += amount_vnd,
                    None => return wrong("more went back than came"),
                }
            }
            BillFact::Receipted { receipt } => {
                if self.receipt.is_some() {
                    return wrong("two receipts");
                }
                self.receipt = Some(receipt.clone());
                self.receipts += 1;
            }
            BillFact::Unreceipted => self.receipt = None,
            BillFact::OnlineBegun { amount_vnd } => {
                if self.open_try().is_some() {
                    return wrong("two goes at paying it online");
                }
                let (amount_vnd, begun_at) = (*amount_vnd, event.at);
                self.online.push(OnlineTry { amount_vnd, begun_at, url: None, end: None });
            }
            BillFact::OnlineOffered { number, url } => match self.try_numbered(*number) {
                Some(one) => one.url = Some(url.clone()),
                None => return wrong("a go that was never begun"),
            },
            BillFact::OnlineEnded { number, end } => match self.try_numbered(*number) {
                Some(one) if one.end.is_none() || *end == OnlineEnd::Paid => one.end = Some(*end),
                Some(_) => return wrong("a go that ended twice"),
                None => return wrong("a go that was never begun"),
            },
            BillFact::WaiverAsked => {
                let (asked_by, ground) = (event.who.clone(), event.reason.clone().unwrap_or_default());
                self.waiver = Some(Waiver { at: event.at, asked_by, ground, approved_by: None });
            }
            BillFact::WaiverApproved => match &mut self.waiver {
                Some(waiver) => waiver.approved_by = Some(event.who.clone()),
                None => return wrong("a waiver that nobody asked for"),
            },
            BillFact::BillCancelled => self.cancelled_at = Some(event.at),
        }
        Ok(())
    }

    fn cover(&self) -> Cover<'_, PaymentReference> {
        Cover { id: &self.id, home: &self.agency, last: self.last }
    }

    fn set_last(&mut self, last: LastEvent) {
        self.last = last;
    }
}
