//! What can happen to a dossier.

use super::{
    Because, BookEntry, ComparedOriginal, Corrected, Holder, Notice, PagesOf, PaperHanded, ParcelNews,
    PartRef, Recovered, Replacement, Submission, WantedReturn,
};
use crate::Moment;
use crate::act::{self, Promise, RecordFact};
use crate::calendar::Limit;
use crate::catalogue::{CaseId, FeeKind};
use crate::deed::{CheckCode, DeedDraft, DeedMade, PersonSignature};
use crate::directory::AgencyCode;
use crate::document::FileRef;
use crate::dossier::{Outcome, ReplyWord, ReturnWay, ShareGiven, WrongItem};
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantNames};

/// One line of a dossier's history.
pub type Event = act::Event<Fact>;

/// Whether anything that changes the work has happened since the event with this number: then who
/// saw that one has to look again.
pub fn is_overtaken(events: &[Event], seen: u32) -> bool {
    events.iter().any(|event| event.seq > seen && !event.fact.is_aside())
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr, VariantNames)]
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
    /// Other agencies got a share of the work, all at once; the holder keeps the dossier.
    SharesGiven {
        /// Which, to whom, until when.
        shares: Vec<ShareGiven>,
    },
    /// An agency gave back its share, itself or by who speaks for it; its document stands in the event.
    ShareReturned {
        /// Which of the dossier's shares.
        number: u32,
        /// Whose it was.
        of: AgencyCode,
        /// Its word.
        word: ReplyWord,
        /// What came back as files.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<FileRef>,
    },
    /// The holder goes on without shares that were out; why stands in the event.
    SharesTakenBack {
        /// Which of the dossier's shares.
        numbers: Vec<u32>,
        /// Whose they were, in the same order.
        of: Vec<AgencyCode>,
    },
    /// Given back to an earlier step; why stands in the event.
    HandedBack {
        /// Who has it now.
        to: Holder,
    },
    /// Another officer of the same desk has it, or anybody there; why stands in the event.
    Reassigned {
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
        /// What for; none: what the procedure itself costs.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<FeeKind>,
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
    /// An agency without accounts here gave it back, and the desk that sent it recorded that; the
    /// agency's document stands in the event.
    ReplyRecorded {
        /// Which agency.
        of: AgencyCode,
        /// Its word.
        word: ReplyWord,
        /// What it decided, where it is the agency that decides.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outcome: Option<Outcome>,
        /// Who has it now.
        to: Holder,
        /// What came back as files.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<FileRef>,
        /// The date by which it is judged, where that is another now.
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
        /// The paper that was drafted, with the number that this decision gave it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        deed: Option<Box<DeedMade>>,
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
        /// Why what was signed by hand was sealed with a key without its scan.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unscanned: Option<String>,
    },
    /// Somebody held these originals beside what is copied from them.
    OriginalsCompared {
        /// Which.
        originals: Vec<ComparedOriginal>,
        /// Whether a second person is to compare them too.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        wants_second: bool,
    },
    /// The paper with which it is to end was drafted.
    ResultDrafted {
        /// What it says.
        draft: Box<DeedDraft>,
    },
    /// The paper with which it ended was recalled; why stands in the event.
    DeedRecalled {
        /// By which document.
        decision: String,
    },
    /// The leader signed a paper that is to replace it; what was wrong stands in the event.
    DeedReplaced {
        /// The paper, with the number that this gave it.
        replacement: Box<Replacement>,
    },
    /// The registry issued the replacement.
    ReplacementIssued {
        /// Under which number; none for a paper that is in no book.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        entry: Option<BookEntry>,
        /// It, signed and sealed, as files.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<FileRef>,
        /// Why what was signed by hand was sealed with a key without its scan.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unscanned: Option<String>,
    },
    /// Whoever decided has signed the paper.
    DeedSigned {
        /// Which paper.
        check: CheckCode,
        /// With their key, or by hand after all.
        signature: PersonSignature,
    },
    /// A paper that counts no more came back from the person, who got what stands for it; why it did not come
    /// stands in the event.
    DeedTakenBack {
        /// Which paper.
        check: CheckCode,
        /// Its holder has it no more.
        is_gone: bool,
    },
    /// The person got the paper that was issued after the one before had come back.
    DeedHandedOut {
        /// Which paper.
        check: CheckCode,
    },
    /// Pages of the dossier's files became a new file of a paper.
    PagesCut {
        /// Of which paper.
        paper: String,
        /// The new file.
        file: FileRef,
        /// Where its pages come from.
        from: Vec<PagesOf>,
    },
    /// The person said how they want the result, otherwise than before.
    ReturnChosen {
        /// How.
        wanted: WantedReturn,
    },
    /// It left for another centre.
    ResultSent {
        /// Which one.
        to: AgencyCode,
        /// The id of the hand-over list.
        list: String,
    },
    /// The other centre took it over.
    ResultTaken {
        /// Who has it now, to return it.
        to: Holder,
        /// The id of the hand-over list.
        list: String,
    },
    /// It was not among what came to the other centre.
    ResultMissing {
        /// The id of the hand-over list.
        list: String,
    },
    /// It was missing, lost by the post, or on a list: the centre that sent it has it again.
    ResultRecovered {
        /// How.
        how: Recovered,
    },
    /// It was handed to the post.
    ResultPosted {
        /// Which of the dossier's parcels, from 1.
        parcel: u32,
        /// The post's number; empty where that is still to come.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        order: String,
    },
    /// The post said how far it is.
    ParcelFollowed {
        /// Which of the dossier's parcels.
        parcel: u32,
        /// The post's number; empty where it was not said.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        order: String,
        /// What it said.
        news: ParcelNews,
    },
    /// The person has the result.
    Returned {
        /// How.
        how: ReturnWay,
        /// When the person got it by the post's word; none where it was given when this was recorded.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        got_at: Option<Moment>,
        /// The result as files, attached at the counter.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<FileRef>,
    },
    /// The person took their consent back: no helper follows it any more, and nothing
    /// of it is used again.
    ConsentWithdrawn,
    /// Whoever leads the office of the province looked into it; why stands in the event.
    LookedInto,
    /// The office of the province asked or instructed the agency.
    Instructed {
        /// Which of the dossier's instructions, from 1.
        number: u32,
        /// What is asked or to be done.
        text: String,
        /// Within what it is to be answered.
        limit: Limit,
        /// Until when.
        due: Moment,
    },
    /// The agency answered.
    InstructionAnswered {
        /// Which instruction.
        number: u32,
        /// What it said.
        answer: String,
    },
}

impl Fact {
    /// The words for all of them: see [`RecordFact::kind`].
    pub const KINDS: &'static [&'static str] = Fact::VARIANTS;
}

impl RecordFact for Fact {
    fn kind(&self) -> &'static str {
        self.into()
    }
}
