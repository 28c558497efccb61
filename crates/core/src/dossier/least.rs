//! The least that each verb asks for, and which verbs are open to somebody: the rules
//! themselves are asked, so nothing here can disagree with them.

use super::*;
use crate::act::Actor;
use crate::calendar::Limit;
use crate::catalogue::{CaseId, DecidedBy};
use crate::{Halt, Law, Moment};

/// Any words, where the act asks for some.
const WORDS: &str = "...";

/// The smallest command that does this verb to this dossier now: any words where words
/// are asked for, no papers, no files.
pub fn least(law: &Law, now: Moment, dossier: &Dossier, verb: Verb) -> DossierCommand {
    let code = dossier.code().clone();
    let reason = WORDS.to_string();
    match verb {
        Verb::Accept => Accept::of(code).into(),
        Verb::RejectAtIntake => RejectAtIntake { code, reason }.into(),
        Verb::Forward => Forward { code, to_officer: None, note: String::new() }.into(),
        Verb::HandBack => HandBack { code, reason }.into(),
        Verb::AskSupplement => {
            let items = vec![WrongItem { about: About::Whole, why: reason.clone() }];
            AskSupplement { code, items, complete: true, why_again: reason }.into()
        }
        Verb::Supplement => {
            let (papers, answers, person) = Default::default();
            Supplement { code, papers, answers, person, note: reason }.into()
        }
        Verb::AskPayment => AskPayment { code, amount_vnd: 1, reason }.into(),
        Verb::SettlePayment => SettlePayment { code, proof: reason, paid_on: None }.into(),
        Verb::Withdraw => Withdraw { code, reason }.into(),
        Verb::Stop => Stop { code, reason, although_awaited: true }.into(),
        Verb::Reopen => Reopen { code, reason }.into(),
        Verb::FindCase => FindCase { code, case: a_case(law, dossier), reason }.into(),
        Verb::AskOpinion => {
            let other = law.directory.agencies().iter().find(|agency| agency.code != dossier.holder.agency);
            let of = other.map_or_else(|| dossier.holder.agency.clone(), |agency| agency.code.clone());
            AskOpinion { code, of, limit: Limit::WorkingHours(1), question: reason }.into()
        }
        Verb::GiveOpinion => GiveOpinion { code, number: None, answer: reason }.into(),
        Verb::Extend => {
            let (at_fault, to) = (dossier.submission.competent.clone(), next_close(law, now, dossier));
            Extend { code, to, at_fault, told: Notice::Sms, reason }.into()
        }
        Verb::MoveDue => MoveDue { code, by: Mover::Calendar { decision: reason } }.into(),
        Verb::RecordSilence => RecordSilence { code }.into(),
        Verb::AnnounceEarly => AnnounceEarly { code, told: Notice::Sms, note: String::new() }.into(),
        Verb::Decide => Decide { code, outcome: Outcome::Refused, reason, files: Vec::new() }.into(),
        Verb::Issue => {
            let day = now.max(dossier.last_at).day();
            let entry = BookEntry { number: WORDS.into(), book: WORDS.into(), day };
            Issue { code, entry, files: Vec::new() }.into()
        }
        Verb::ReturnResult => ReturnResult { code, how: ReturnWay::Counter, files: Vec::new() }.into(),
    }
}

/// A case that an officer could find here; one that is not there when there is none.
fn a_case(law: &Law, dossier: &Dossier) -> CaseId {
    let submission = &dossier.submission;
    let version = law.catalogue.procedure(&submission.procedure).and_then(|p| p.version(submission.version));
    let cases = version.map(|version| version.cases.as_slice()).unwrap_or_default();
    let mut found = cases.iter().filter(|case| case.decided_by == DecidedBy::Officer);
    found.find(|case| case.id != submission.case).map_or_else(|| CaseId::from(""), |case| case.id.clone())
}

/// The end of the first working day after the promised one.
pub fn next_close(law: &Law, now: Moment, dossier: &Dossier) -> Moment {
    let due = dossier.due_at().unwrap_or(now).max(now);
    let hours = law.hours_of(&dossier.submission.competent);
    let day = law.calendar.next_working(due.day());
    day.at(hours.close(day))
}

/// The dossier after this act, done with the least that it asks for; or why this actor
/// cannot do it now. Nothing is written.
pub fn rehearse<'a>(
    law: &'a Law,
    actor: &'a Actor,
    now: Moment,
    read: &'a mut (dyn ReadDossiers + 'a),
    dossier: &Dossier,
    verb: Verb,
) -> Result<Dossier, Halt> {
    let changes = least(law, now, dossier, verb).carry_out(&mut Desk { law, read, actor, now })?;
    Ok(changes.first.after)
}

/// The acts that are open to this actor now, in the order in which a dossier meets them.
pub fn open_acts(
    law: &Law,
    actor: &Actor,
    now: Moment,
    read: &mut dyn ReadDossiers,
    dossier: &Dossier,
) -> Vec<Verb> {
    let is_open = |verb: &Verb| rehearse(law, actor, now, read, dossier, *verb).is_ok();
    Verb::ALL.into_iter().filter(is_open).collect()
}
