//! The heart: a dossier's life from handing in to the returned result. One file
//! per verb; each is an action that loads what it needs, asks the rule and gives
//! back the [`Changes`]. Nothing here writes or commits.

mod applied;
mod awaited;
mod batch;
mod beside;
mod book_lines;
mod clock;
mod code;
mod compared;
mod comparison;
mod consequence;
mod decision;
mod deed_life;
mod deed_standing;
mod deeds;
mod desk;
#[expect(clippy::module_inception, reason = "a room and the record that it is about share a name")]
mod dossier;
mod fact;
mod files;
mod from_above;
mod hand_overs;
mod handed_in;
mod id;
mod lateness;
mod least;
mod ledger;
mod limit;
mod link;
mod milestone;
mod opinion;
mod overseen;
mod parcel;
mod reception;
mod rehearse;
mod reply;
mod result;
mod result_out;
mod result_stands;
mod results_of_parts;
mod send_result;
mod share;
mod shares;
mod state;
mod steps;
#[cfg(test)]
mod tests;
mod told;
mod verbs;
mod wanted_return;
mod who_is_told;

pub use batch::{BATCH_MAX, must_be_a_batch};
pub use book_lines::BookColumns;
pub use clock::{Clock, SilenceTook};
pub use code::DossierCode;
pub use comparison::{
    COPIES_MAX, ComparedBy, ComparedOriginal, Comparison, ORIGINALS_MAX, OriginalSeen, PAGES_MAX,
};
pub use consequence::{Consequence, LedgerMark};
pub use decision::{BookEntry, Decision, ResultHeld};
pub use deed_life::{DeedLife, DeedPassed, FormerDeed, Recall, Replacement};
pub use deed_standing::{DeedKnown, DeedStanding};
pub use deeds::KnownFacts;
pub use desk::{Changes, Desk, ReadDossiers};
pub use dossier::Dossier;
pub use fact::{Event, Fact, is_overtaken};
pub use from_above::{Instruction, InstructionAnswer, LookedInto};
pub use hand_overs::{HandOver, ShareKept, hand_overs};
pub use handed_in::*;
pub use id::DossierId;
pub use lateness::{Lateness, SOON_WORKING_DAYS, lateness, soon_late_before};
pub use ledger::{ledger, ledger_beside, share_until};
pub use milestone::Milestone;
pub use opinion::{Opinion, OpinionGiven};
pub use overseen::{Above, AboveScope, LOOK_INTO_HOURS};
pub use parcel::{NothingNew, Parcel, ParcelNews, ParcelState};
pub use reception::Reception;
pub use rehearse::{open_acts, rehearse};
pub use reply::{AgencyReply, ReplyWord};
pub use result_out::{Recovered, ResultOut};
pub use result_stands::{ResultStage, ResultStands};
pub use send_result::{keep_result, send_result, take_result};
pub use share::{HowShareEnded, ShareEnd, ShareGiven, WorkShare};
pub use shares::{ShareEnded, shares_ended};
pub use state::{Holder, Outcome, ReturnWay, State, Status, Verb, WrongItem};
pub use told::{Because, Notice, PagesOf, PartRef};
pub use verbs::*;
pub use wanted_return::{PostAddress, WantedReturn, fields as wanted_fields};

pub(in crate::dossier) use least::Rehearsal;

/// How a dossier was handed in: online, at the counter, by post. The same word
/// as the catalogue's way of submitting, because limits and fees hang on it.
pub use crate::catalogue::Way as Channel;
