//! Every act about dossiers as data: sent by a page, the API, a list, the simulator or a
//! counter that was offline; kept, and carried out or refused later.

use super::*;
use crate::act::command::commands;

commands! {
    /// Every act about dossiers.
    DossierCommand {
        submit(Submit),
        receive(Receive),
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
        extend(Extend),
        move_due(MoveDue),
        record_silence(RecordSilence),
        decide(Decide),
        issue(Issue),
        announce_early(AnnounceEarly),
        return_result(ReturnResult),
        withdraw_consent(WithdrawConsent),
        cut_pages(CutPages),
    }
}

impl DossierCommand {
    /// The verb; none for handing in, which makes the dossier, and for what may be done at
    /// any time of its life.
    pub fn verb(&self) -> Option<Verb> {
        Verb::parse(self.name())
    }
}
