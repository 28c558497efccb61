//! An act asked of the rules without being carried out. It tells which acts are
//! open to an officer, and what the act would lead to: the next desk, the due
//! date. So no page repeats a rule.

use motcua_core::account::{Actor, Officer};
use motcua_core::dossier::{
    Accept, AskPayment, AskSupplement, Decide, Desk, Dossier, DossierCode, Forward, HandBack, Outcome,
    RejectAtIntake, Reopen, ReturnResult, ReturnWay, SettlePayment, Shelf, Stop, Supplement, Verb, Withdraw,
    WrongItem,
};
use motcua_core::dossier::{
    accept, ask_payment, ask_supplement, decide, forward, hand_back, reject_at_intake, reopen, return_result,
    settle_payment, stop, supplement, withdraw,
};
use motcua_core::{Fault, Halt, Law, Moment};

/// A shelf with one dossier on it.
struct One<'a>(&'a Dossier);

impl Shelf for One<'_> {
    fn dossier(&mut self, code: &DossierCode) -> Result<Option<Dossier>, Fault> {
        Ok((self.0.code() == code).then(|| self.0.clone()))
    }
}

/// Any words where the act asks for some.
const WORDS: &str = "...";

/// The dossier after this act, done with the least that it asks for; or why this
/// officer cannot do it now.
pub fn rehearse(
    law: &Law,
    officer: &Officer,
    now: Moment,
    dossier: &Dossier,
    verb: Verb,
) -> Result<Dossier, Halt> {
    let actor = Actor::Officer(officer.clone());
    let desk = &mut Desk { law, shelf: &mut One(dossier), actor: &actor, now };
    let code = dossier.code().clone();
    let reason = WORDS.to_string();
    let changes = match verb {
        Verb::Accept => accept(desk, Accept { code }),
        Verb::RejectAtIntake => reject_at_intake(desk, RejectAtIntake { code, reason }),
        Verb::Forward => forward(desk, Forward { code, to_officer: None, note: String::new() }),
        Verb::HandBack => hand_back(desk, HandBack { code, reason }),
        Verb::AskSupplement => {
            let items = vec![WrongItem { about: String::new(), why: reason }];
            ask_supplement(desk, AskSupplement { code, items })
        }
        Verb::Supplement => supplement(desk, Supplement { code, papers: Vec::new(), note: reason }),
        Verb::AskPayment => ask_payment(desk, AskPayment { code, amount_vnd: 1, reason }),
        Verb::SettlePayment => settle_payment(desk, SettlePayment { code, proof: reason }),
        Verb::Withdraw => withdraw(desk, Withdraw { code, reason }),
        Verb::Stop => stop(desk, Stop { code, reason }),
        Verb::Reopen => reopen(desk, Reopen { code, reason }),
        Verb::Decide => decide(desk, Decide { code, outcome: Outcome::Refused, reason, files: Vec::new() }),
        Verb::ReturnResult => {
            return_result(desk, ReturnResult { code, how: ReturnWay::Counter, files: Vec::new() })
        }
    }?;
    Ok(changes.after)
}

/// The acts that are open to this officer now.
pub fn open_acts(law: &Law, officer: &Officer, now: Moment, dossier: &Dossier) -> Vec<Verb> {
    let mut verbs = dossier.acts_for(officer);
    verbs.retain(|verb| rehearse(law, officer, now, dossier, *verb).is_ok());
    verbs
}
