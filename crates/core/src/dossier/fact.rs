//! What can happen to a dossier, and what is said when it is handed in.

use super::{
    Applicant, Assistance, BookEntry, Channel, Consent, Corrected, DossierCode, DossierId, Holder,
    PaperHanded, Status, Submitter,
};
use crate::Moment;
use crate::act::{self, Promise, RecordFact};
use crate::calendar::Limit;
use crate::catalogue::{CaseId, Duty, ProcedureId};
use crate::directory::AgencyCode;
use crate::document::{FileDigest, FileRef};
use crate::dossier::{Outcome, ReturnWay, WrongItem};
use crate::form::Answers;
use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr};

/// One line of a dossier's history.
pub type Event = act::Event<Fact>;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Fact {
    /// Handed in.
    Submitted(Box<Submission>),
    /// Accepted at intake: the clock runs from here.
    Accepted {
        /// The due date given, and from what it was counted.
        promise: Promise,
        /// Every paper handed in is held as a file.
        digitised: bool,
        /// Papers that nobody sent and that were looked up in a national database.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        fetched: Vec<PaperHanded>,
    },
    /// Other dossiers were opened by this one and belong to it.
    PartsOpened {
        /// Which.
        parts: Vec<PartRef>,
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
    /// The person was asked, once and completely, for what is wrong or missing. Why
    /// a second request was not in the first stands in the event.
    SupplementAsked {
        /// What.
        items: Vec<WrongItem>,
        /// The moment until which it should have been asked, when it was asked later.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        late_after: Option<Moment>,
    },
    /// The person completed it: the limit starts again from zero (NĐ 61/2018 art 19.4).
    Supplemented {
        /// Papers handed in.
        papers: Vec<PaperHanded>,
        /// Ids of the papers whose earlier version these replace.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        replaces: Vec<String>,
        /// Answers corrected, each with what stood there before.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        answers: Vec<Corrected>,
        /// Corrected facts about the person, by their name in [`Applicant::FIELDS`], each with
        /// its earlier value.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        person: Vec<Corrected>,
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
    /// A case was found that only an officer can tell; why stands in the event.
    CaseFound {
        /// Which.
        case: CaseId,
        /// The due date by the limit of that case, counted from the same moment.
        promise: Promise,
    },
    /// Another agency was asked for its opinion (NĐ 61/2018 art 19.5).
    OpinionAsked {
        /// Which of the dossier's opinions, from 1.
        number: u32,
        /// Which agency.
        of: AgencyCode,
        /// What it was asked.
        question: String,
        /// Within what it is to answer.
        limit: Limit,
        /// Until when.
        due: Option<Moment>,
        /// The most of the waiting that the procedure leaves out; none: all counts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        uncounted: Option<Limit>,
        /// The due date if the agency uses all the time that is left out of the limit; none if
        /// the wait counts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        promise: Option<Promise>,
    },
    /// It gave its opinion.
    OpinionGiven {
        /// Which.
        number: u32,
        /// What it said.
        answer: String,
        /// The due date now; none where the waiting counted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        promise: Option<Promise>,
    },
    /// An apology and a new date (form 04); why stands in the event.
    Extended {
        /// The date that was promised.
        was: Option<Moment>,
        /// The agency that could not keep it.
        at_fault: AgencyCode,
        /// Where the result is to be had.
        place: AgencyCode,
        /// How the person was told.
        told: Notice,
        /// The due date now.
        promise: Promise,
    },
    /// The due date was moved by an outage, or because the State moved a day off. The event
    /// says which.
    DueMoved {
        /// Why.
        because: Because,
        /// The date that was promised.
        was: Option<Moment>,
        /// The due date now.
        promise: Promise,
    },
    /// The agency said nothing until the law took its silence for an answer.
    SilenceRecorded {
        /// What the silence means.
        outcome: Outcome,
        /// Since when.
        since: Moment,
        /// The text that says so.
        article: String,
        /// Who has it now, to hand over the confirmation.
        to: Holder,
    },
    /// The person was told that the result is ready early (NĐ 61/2018 art 20).
    AnnouncedEarly {
        /// How.
        told: Notice,
    },
    /// Decided; the reason of a refusal stands in the event.
    Decided {
        /// What.
        outcome: Outcome,
        /// Who has it now: the registry, to issue the result, or reception, to return it.
        to: Holder,
        /// The result as files.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<FileRef>,
        /// The date by which it is judged, where that is another now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        promise: Option<Promise>,
    },
    /// The registry entered the decision and issued the result.
    Issued {
        /// What was decided.
        outcome: Outcome,
        /// Under which number.
        entry: BookEntry,
        /// Who has it now, to return the result.
        to: Holder,
        /// The sealed result as files.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<FileRef>,
        /// The date by which it is judged, where that is another now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        promise: Option<Promise>,
    },
    /// Pages of the dossier's files became a new file of a paper.
    PagesCut {
        /// Of which paper.
        paper: String,
        /// The new file.
        file: crate::document::FileRef,
        /// Where its pages come from.
        from: Vec<super::PagesOf>,
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
    /// The promise that it gave, where it gave one.
    pub fn promise(&self) -> Option<&Promise> {
        match self {
            Fact::Accepted { promise, .. }
            | Fact::Supplemented { promise, .. }
            | Fact::PaymentSettled { promise }
            | Fact::Reopened { promise, .. }
            | Fact::CaseFound { promise, .. }
            | Fact::Extended { promise, .. }
            | Fact::DueMoved { promise, .. } => Some(promise),
            Fact::OpinionAsked { promise, .. }
            | Fact::OpinionGiven { promise, .. }
            | Fact::Decided { promise, .. }
            | Fact::Issued { promise, .. } => promise.as_ref(),
            Fact::Submitted(_)
            | Fact::PartsOpened { .. }
            | Fact::RejectedAtIntake
            | Fact::Forwarded { .. }
            | Fact::HandedBack { .. }
            | Fact::SupplementAsked { .. }
            | Fact::PaymentAsked { .. }
            | Fact::Withdrawn
            | Fact::Stopped
            | Fact::SilenceRecorded { .. }
            | Fact::AnnouncedEarly { .. }
            | Fact::PagesCut { .. }
            | Fact::Returned { .. }
            | Fact::ConsentWithdrawn => None,
        }
    }

    /// The status after it; none if the status stays the same. This is the only place that says
    /// so: the state, the ledger of time and the pages follow it.
    pub fn leads_to(&self) -> Option<Status> {
        Some(match self {
            Fact::Submitted(_) => Status::Submitted,
            Fact::Accepted { .. } => Status::Accepted,
            Fact::RejectedAtIntake => Status::RejectedAtIntake,
            Fact::Forwarded { .. }
            | Fact::HandedBack { .. }
            | Fact::Supplemented { .. }
            | Fact::PaymentSettled { .. }
            | Fact::Reopened { .. } => Status::InProcess,
            Fact::SupplementAsked { .. } => Status::AwaitingSupplement,
            Fact::PaymentAsked { .. } => Status::AwaitingPayment,
            Fact::Withdrawn => Status::Withdrawn,
            Fact::Stopped => Status::Stopped,
            // At the registry there is no result yet.
            Fact::Decided { to, .. } if to.duty == Duty::Registry => return None,
            Fact::Decided { .. } | Fact::Issued { .. } | Fact::SilenceRecorded { .. } => Status::Completed,
            Fact::Returned { .. } => Status::Returned,
            Fact::CaseFound { .. }
            | Fact::OpinionAsked { .. }
            | Fact::OpinionGiven { .. }
            | Fact::Extended { .. }
            | Fact::DueMoved { .. }
            | Fact::AnnouncedEarly { .. }
            | Fact::PagesCut { .. }
            | Fact::PartsOpened { .. }
            | Fact::ConsentWithdrawn => return None,
        })
    }

    /// Who has the dossier after it; none if the holder stays the same.
    pub fn gives_to(&self) -> Option<&Holder> {
        match self {
            Fact::Forwarded { to }
            | Fact::HandedBack { to }
            | Fact::Reopened { to, .. }
            | Fact::SilenceRecorded { to, .. }
            | Fact::Decided { to, .. }
            | Fact::Issued { to, .. } => Some(to),
            Fact::Submitted(_)
            | Fact::Accepted { .. }
            | Fact::PartsOpened { .. }
            | Fact::RejectedAtIntake
            | Fact::SupplementAsked { .. }
            | Fact::Supplemented { .. }
            | Fact::PaymentAsked { .. }
            | Fact::PaymentSettled { .. }
            | Fact::Withdrawn
            | Fact::Stopped
            | Fact::CaseFound { .. }
            | Fact::OpinionAsked { .. }
            | Fact::OpinionGiven { .. }
            | Fact::Extended { .. }
            | Fact::DueMoved { .. }
            | Fact::AnnouncedEarly { .. }
            | Fact::PagesCut { .. }
            | Fact::Returned { .. }
            | Fact::ConsentWithdrawn => None,
        }
    }
}

impl RecordFact for Fact {
    fn kind(&self) -> &'static str {
        self.into()
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
    /// The form that they filled in; none where they declared on paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// What they answered in it.
    #[serde(default, skip_serializing_if = "Answers::is_empty")]
    pub answers: Answers,
    /// What they handed in.
    pub papers: Vec<PaperHanded>,
    /// The dossier of which it is a part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<DossierId>,
}

/// How a person was told something (NĐ 61/2018 art 19.9).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr, EnumString, EnumCount,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Notice {
    /// Tin nhắn SMS
    Sms,
    /// Thư điện tử
    Email,
    /// Gọi điện thoại
    Phone,
    /// Mạng xã hội (Zalo …)
    Social,
    /// Tại quầy
    InPerson,
    /// Văn bản gửi qua bưu chính
    Letter,
}

impl Notice {
    /// All ways.
    pub const ALL: [Notice; Notice::COUNT] =
        [Notice::Sms, Notice::Email, Notice::Phone, Notice::Social, Notice::InPerson, Notice::Letter];

    /// The word used in data and forms.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The way with this word.
    pub fn parse(text: &str) -> Option<Notice> {
        text.parse().ok()
    }
}

/// A part of a dossier, as its lead knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartRef {
    /// Which dossier.
    pub id: DossierId,
    /// Of which procedure.
    pub procedure: ProcedureId,
}

/// Why a date was moved, as history keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// The system did not work.
    Outage,
    /// Force majeure.
    ForceMajeure,
    /// An outage that had moved it should not have been recorded.
    OutageVoided,
    /// The State moved a day off.
    Calendar,
}

/// Pages of a file of the dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PagesOf {
    /// Which file.
    pub digest: FileDigest,
    /// Its name then.
    pub name: String,
    /// Which pages, counted from 1, in their new order.
    pub pages: Vec<u32>,
}
