//! What happened to a dossier: who, when, where and why. History is only ever
//! added to; the dossier is what its events say.

use super::{Applicant, Assistance, Channel, Consent, DossierCode, Holder, PaperHanded, Promise, Submitter};
use crate::Moment;
use crate::account::Who;
use crate::catalogue::{CaseId, ProcedureId};
use crate::directory::AgencyCode;
use crate::document::FileRef;
use crate::form::Answers;
use serde::{Deserialize, Serialize};

/// One line of a dossier's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// From 1, without gaps; (dossier, sequence number) is the lock.
    pub seq: u32,
    /// When.
    pub at: Moment,
    /// Who.
    pub who: Who,
    /// At which agency's desk.
    pub place: AgencyCode,
    /// Why, in words, where a reason was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What.
    pub fact: Fact,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fact {
    /// Handed in.
    Submitted(Box<Submission>),
    /// Accepted at intake: the clock runs from here.
    Accepted {
        /// The due date given, and from what it was counted.
        promise: Promise,
        /// Every paper handed in is held as a file.
        digitised: bool,
    },
    /// Not accepted; why stands in the event.
    RejectedAtIntake,
    /// Given to the next step.
    Forwarded {
        /// Who has it now.
        to: Holder,
    },
    /// Given back to an earlier step; why stands in the event.
    HandedBack {
        /// Who has it now.
        to: Holder,
    },
    /// The person was asked, once and completely, for what is wrong or missing.
    SupplementAsked {
        /// What.
        items: Vec<WrongItem>,
    },
    /// The person completed it: the limit starts again from zero (NĐ 61/2018 art 19.4).
    Supplemented {
        /// Papers added.
        papers: Vec<PaperHanded>,
        /// The new due date.
        promise: Promise,
        /// Every paper handed in is held as a file.
        digitised: bool,
    },
    /// The person was asked to pay.
    PaymentAsked {
        /// How much, in đồng.
        amount_vnd: u64,
    },
    /// Paid; the due date moved by the working days that were waited.
    PaymentSettled {
        /// The due date now.
        promise: Promise,
    },
    /// Taken back by the person; why stands in the event.
    Withdrawn,
    /// Stopped; why stands in the event.
    Stopped,
    /// Opened again after a stop, by a recorded decision; why stands in the event.
    Reopened {
        /// Who has it now.
        to: Holder,
        /// The due date now.
        promise: Promise,
    },
    /// Decided; the reason of a refusal stands in the event.
    Decided {
        /// What.
        outcome: Outcome,
        /// Who has it now, to return the result.
        to: Holder,
        /// The result as files.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<FileRef>,
    },
    /// The person has the result.
    Returned {
        /// How.
        how: ReturnWay,
        /// The result as files, attached at the counter.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<FileRef>,
    },
    /// The person took their consent back: no helper follows it any more, and nothing
    /// of it is used again.
    ConsentWithdrawn,
}

impl Fact {
    /// The event's name in data, messages and templates.
    pub fn kind(&self) -> &'static str {
        match self {
            Fact::Submitted(_) => "submitted",
            Fact::Accepted { .. } => "accepted",
            Fact::RejectedAtIntake => "rejected_at_intake",
            Fact::Forwarded { .. } => "forwarded",
            Fact::HandedBack { .. } => "handed_back",
            Fact::SupplementAsked { .. } => "supplement_asked",
            Fact::Supplemented { .. } => "supplemented",
            Fact::PaymentAsked { .. } => "payment_asked",
            Fact::PaymentSettled { .. } => "payment_settled",
            Fact::Withdrawn => "withdrawn",
            Fact::Stopped => "stopped",
            Fact::Reopened { .. } => "reopened",
            Fact::Decided { .. } => "decided",
            Fact::Returned { .. } => "returned",
            Fact::ConsentWithdrawn => "consent_withdrawn",
        }
    }
}

/// All that was said when the dossier was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// The number that the receiving agency's counter gave.
    pub code: DossierCode,
    /// Which procedure.
    pub procedure: ProcedureId,
    /// Which version of it was in force: the dossier keeps it.
    pub version: u32,
    /// Which case of it.
    pub case: CaseId,
    /// Offered fully online on that day: the dossier counts in the online rate.
    pub full_online: bool,
    /// How it was handed in.
    pub channel: Channel,
    /// Who helped, if somebody did: online is not the same as alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assistance: Option<Assistance>,
    /// Who handed in for the person, if somebody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitter: Option<Submitter>,
    /// What the person agreed to, if they were asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<Consent>,
    /// The agency whose centre took it.
    pub receiving: AgencyCode,
    /// The agency that decides.
    pub competent: AgencyCode,
    /// The support point where it was handed in, if at one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support_point: Option<String>,
    /// Whose dossier it is.
    pub applicant: Applicant,
    /// What they answered in the form.
    #[serde(default, skip_serializing_if = "Answers::is_empty")]
    pub answers: Answers,
    /// What they handed in.
    pub papers: Vec<PaperHanded>,
}

/// One thing that is wrong or missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrongItem {
    /// The paper or field it is about; empty = the dossier as a whole.
    pub about: String,
    /// What is wrong with it and what would be right.
    pub why: String,
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Đồng ý
    Approved,
    /// Từ chối
    Refused,
}

/// How a result reached the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnWay {
    /// Trực tuyến
    Online,
    /// Tại quầy
    Counter,
    /// Bưu chính
    Post,
}
