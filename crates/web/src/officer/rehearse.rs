//! An act asked of the rules without being carried out. It tells which acts are
//! open to an officer, and what the act would lead to: the next desk, the due
//! date. So no page repeats a rule.

use crate::App;
use crate::edge::linked::relatives;
use motcua_core::account::{Actor, Officer};
use motcua_core::calendar::Limit;
use motcua_core::catalogue::{CaseId, DecidedBy};
use motcua_core::directory::AgencyCode;
use motcua_core::document::{FileDigest, Scanned};
use motcua_core::dossier::*;
use motcua_core::{Fault, Halt, Law, Moment};
use motcua_store::outage;

/// What lies beside a dossier when an act is asked of it.
#[derive(Default)]
pub struct Beside {
    /// Its lead and its parts.
    pub relatives: Vec<Dossier>,
    /// The recorded outages that may lie in its limit.
    pub outages: Vec<Outage>,
}

/// Read in one go for a page about this dossier.
pub fn beside(app: &App, dossier: &Dossier) -> Result<Beside, Fault> {
    let (lead, parts) = relatives(app, dossier)?;
    let (competent, since) = (&dossier.submission.competent, dossier.submitted_at);
    let outages = app.read(|rows| outage::striking(rows, competent, since))?;
    Ok(Beside { relatives: lead.into_iter().chain(parts).collect(), outages })
}

/// A shelf with one dossier on it.
struct One<'a>(&'a Dossier, &'a Beside);

impl Shelf for One<'_> {
    fn dossier(&mut self, code: &DossierCode) -> Result<Option<Dossier>, Fault> {
        Ok((self.0.code() == code).then(|| self.0.clone()))
    }

    fn dossier_of(&mut self, id: DossierId) -> Result<Option<Dossier>, Fault> {
        Ok(self.1.relatives.iter().find(|other| other.id == id).cloned())
    }

    fn outages(&mut self, of: &AgencyCode, since: Moment) -> Result<Vec<Outage>, Fault> {
        let lies_in_it =
            |outage: &&Outage| outage.until > since && (outage.whole_province || outage.agency == *of);
        Ok(self.1.outages.iter().filter(lies_in_it).cloned().collect())
    }

    /// An act that a virus stops is offered all the same: it says what stops it.
    fn scanned(&mut self, _: &FileDigest) -> Result<Scanned, Fault> {
        Ok(Scanned::NotScanned)
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
    beside: &Beside,
    verb: Verb,
) -> Result<Dossier, Halt> {
    let actor = Actor::Officer(officer.clone());
    let desk = &mut Desk { law, shelf: &mut One(dossier, beside), actor: &actor, now };
    let code = dossier.code().clone();
    let reason = WORDS.to_string();
    let changes = match verb {
        Verb::Accept => accept(desk, Accept::of(code)),
        Verb::RejectAtIntake => reject_at_intake(desk, RejectAtIntake { code, reason }),
        Verb::Forward => forward(desk, Forward { code, to_officer: None, note: String::new() }),
        Verb::HandBack => hand_back(desk, HandBack { code, reason }),
        Verb::AskSupplement => {
            let items = vec![WrongItem { about: About::Whole, why: reason.clone() }];
            ask_supplement(desk, AskSupplement { code, items, complete: true, why_again: reason })
        }
        Verb::Supplement => {
            let (papers, answers) = (Vec::new(), Default::default());
            supplement(desk, Supplement { code, papers, answers, person: Default::default(), note: reason })
        }
        Verb::AskPayment => ask_payment(desk, AskPayment { code, amount_vnd: 1, reason }),
        Verb::SettlePayment => settle_payment(desk, SettlePayment { code, proof: reason, paid_on: None }),
        Verb::Withdraw => withdraw(desk, Withdraw { code, reason }),
        Verb::Stop => stop(desk, Stop { code, reason, although_awaited: true }),
        Verb::Reopen => reopen(desk, Reopen { code, reason }),
        Verb::FindCase => find_case(desk, FindCase { code, case: a_case(law, dossier), reason }),
        Verb::AskOpinion => {
            let other = law.directory.agencies().iter().find(|agency| agency.code != dossier.holder.agency);
            let of = other.map_or_else(|| dossier.holder.agency.clone(), |agency| agency.code.clone());
            ask_opinion(desk, AskOpinion { code, of, limit: Limit::WorkingHours(1), question: reason })
        }
        Verb::GiveOpinion => give_opinion(desk, GiveOpinion { code, number: None, answer: reason }),
        Verb::Extend => {
            let at_fault = dossier.submission.competent.clone();
            let to = next_close(law, dossier, now);
            extend(desk, Extend { code, to, at_fault, told: Notice::Sms, reason })
        }
        Verb::MoveDue => move_due(desk, MoveDue { code, by: Mover::Calendar { decision: reason } }),
        Verb::RecordSilence => record_silence(desk, RecordSilence { code }),
        Verb::AnnounceEarly => {
            announce_early(desk, AnnounceEarly { code, told: Notice::Sms, note: String::new() })
        }
        Verb::Decide => decide(desk, Decide { code, outcome: Outcome::Refused, reason, files: Vec::new() }),
        Verb::Issue => {
            let entry =
                BookEntry { number: WORDS.into(), book: WORDS.into(), day: now.max(dossier.last_at).day() };
            issue(desk, Issue { code, entry, files: Vec::new() })
        }
        Verb::ReturnResult => {
            return_result(desk, ReturnResult { code, how: ReturnWay::Counter, files: Vec::new() })
        }
    }?;
    Ok(changes.after)
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
pub fn next_close(law: &Law, dossier: &Dossier, now: Moment) -> Moment {
    let due = dossier.due_at().unwrap_or(now).max(now);
    let hours = law.hours_of(&dossier.submission.competent);
    let day = law.calendar.next_working(due.day());
    day.at(hours.close(day))
}

/// The acts that are open to this officer now.
pub fn open_acts(law: &Law, officer: &Officer, now: Moment, dossier: &Dossier, beside: &Beside) -> Vec<Verb> {
    let mut verbs = dossier.acts_for(officer);
    verbs.retain(|verb| rehearse(law, officer, now, dossier, beside, *verb).is_ok());
    verbs
}
