//! One file for each act, and the list of them: there an act becomes data, which is sent by a page,
//! the API, a list, the simulator or a counter that was offline; kept, and carried out or refused
//! later.

pub(in crate::dossier) mod accept;
mod announce_early;
mod answer_instruction;
mod ask_opinion;
mod ask_payment;
mod ask_supplement;
mod choose_return;
mod compare_originals;
mod cut_pages;
mod decide;
mod draft_result;
mod extend;
mod find_case;
mod follow_parcel;
mod forward;
mod give_opinion;
mod hand_back;
mod hand_out_deed;
mod instruct;
mod issue;
mod issue_replacement;
mod look_into;
mod move_due;
mod post_result;
mod reassign;
mod recall_deed;
mod receive;
mod record_reply;
mod record_silence;
mod recover_result;
mod reject_at_intake;
mod reopen;
mod replace_deed;
mod return_result;
mod return_share;
mod settle_payment;
mod sign_deed;
mod stop;
pub(in crate::dossier) mod submit;
mod supplement;
mod take_back_deed;
mod take_back_share;
mod withdraw;
mod withdraw_consent;

pub use accept::{Accept, accept};
pub use announce_early::{AnnounceEarly, EARLY_ANNOUNCED, announce_early};
pub use answer_instruction::{AnswerInstruction, answer_instruction};
pub use ask_opinion::{AskOpinion, ask_opinion};
pub use ask_payment::{AskPayment, ask_payment};
pub use ask_supplement::{AskSupplement, SUPPLEMENT_ONCE, ask_supplement, asked_late_after, missing_papers};
pub use choose_return::{ChooseReturn, choose_return};
pub use compare_originals::{CompareOriginals, compare_originals};
pub use cut_pages::{CutPages, cut_pages};
pub use decide::{Decide, REFUSAL_SAYS_WHY, decide};
pub use draft_result::{DraftResult, draft_result};
pub use extend::{Extend, extend, next_close};
pub use find_case::{FindCase, find_case};
pub use follow_parcel::{FollowParcel, follow_parcel};
pub use forward::{Forward, forward};
pub use give_opinion::{GiveOpinion, give_opinion};
pub use hand_back::{HandBack, hand_back};
pub use hand_out_deed::{HandOutDeed, hand_out_deed};
pub use instruct::{Instruct, instruct};
pub use issue::{EntryKnown, Issue, entry_known, issue};
pub use issue_replacement::{IssueReplacement, issue_replacement};
pub use look_into::{LookInto, look_into};
pub use move_due::{MoveDue, Mover, move_due};
pub use post_result::{ORDER_PARCEL, POST, ParcelOrder, PostResult, TOLD_CHARS_MAX, post_result};
pub use reassign::{Reassign, reassign};
pub use recall_deed::{RecallDeed, recall_deed};
pub use receive::{Receive, receive};
pub use record_reply::{RecordReply, record_reply};
pub use record_silence::{RecordSilence, record_silence};
pub use recover_result::{RecoverResult, recover_result};
pub use reject_at_intake::{RejectAtIntake, reject_at_intake};
pub use reopen::{Reopen, reopen};
pub use replace_deed::{ReplaceDeed, replace_deed};
pub use return_result::{ReturnResult, return_result};
pub use return_share::{ReturnShare, return_share};
pub use settle_payment::{SettlePayment, payment_settled, settle_payment};
pub use sign_deed::{SignDeed, SignedPaperKept, SigningWay, sign_deed};
pub use stop::{Stop, stop};
pub use submit::{Submit, submit};
pub use supplement::{Supplement, answer_by, answer_by_of, supplement};
pub use take_back_deed::{TakeBackDeed, take_back_deed};
pub use take_back_share::{TakeBackShare, take_back_share};
pub use withdraw::{Withdraw, withdraw};
pub use withdraw_consent::{WithdrawConsent, withdraw_consent};

use crate::act::command::commands;
use crate::dossier::{Changes, Desk, Dossier, Rehearsal, Verb};
use crate::{Law, Moment};

/// Makes the enum of all acts and, of those that are verbs, the least command.
macro_rules! acts {
    (
        verbs { $($verb:ident($command:ident),)+ }
        others { $($act:ident($of_act:ident),)+ }
    ) => {
        commands! {
            /// Every act about dossiers.
            DossierCommand { $($verb($command),)+ $($act($of_act),)+ }
        }

        /// The smallest command that does this verb to this dossier now: any words where words
        /// are asked for, no papers, no files.
        pub fn least(law: &Law, now: Moment, dossier: &Dossier, verb: Verb) -> DossierCommand {
            let on = Rehearsal { law, now, dossier };
            match verb {
                $(Verb::$command => $verb::least(&on).into(),)+
            }
        }
    };
}

acts! {
    verbs {
        accept(Accept),
        reject_at_intake(RejectAtIntake),
        forward(Forward),
        hand_back(HandBack),
        ask_supplement(AskSupplement),
        supplement(Supplement),
        ask_payment(AskPayment),
        settle_payment(SettlePayment),
        withdraw(Withdraw),
        stop(Stop),
        reopen(Reopen),
        find_case(FindCase),
        ask_opinion(AskOpinion),
        give_opinion(GiveOpinion),
        record_reply(RecordReply),
        return_share(ReturnShare),
        take_back_share(TakeBackShare),
        extend(Extend),
        move_due(MoveDue),
        record_silence(RecordSilence),
        decide(Decide),
        issue(Issue),
        announce_early(AnnounceEarly),
        return_result(ReturnResult),
    }
    // Handing in makes the dossier; the rest may be done at any time of its life.
    others {
        submit(Submit),
        receive(Receive),
        cut_pages(CutPages),
        compare_originals(CompareOriginals),
        draft_result(DraftResult),
        recall_deed(RecallDeed),
        replace_deed(ReplaceDeed),
        issue_replacement(IssueReplacement),
        sign_deed(SignDeed),
        take_back_deed(TakeBackDeed),
        hand_out_deed(HandOutDeed),
        withdraw_consent(WithdrawConsent),
        choose_return(ChooseReturn),
        post_result(PostResult),
        follow_parcel(FollowParcel),
        recover_result(RecoverResult),
        reassign(Reassign),
        look_into(LookInto),
        instruct(Instruct),
        answer_instruction(AnswerInstruction),
    }
}

impl DossierCommand {
    /// The verb; none for handing in, which makes the dossier, and for what may be done at
    /// any time of its life.
    pub fn verb(&self) -> Option<Verb> {
        Verb::parse(self.name())
    }
}
