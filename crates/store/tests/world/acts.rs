//! Things to hand in and things to do.

use super::{Dice, HERE, THERE, agency, law};
use motcua_core::calendar::Limit;
use motcua_core::command::Command;
use motcua_core::competence::DecidingFacts;
use motcua_core::document::{FileDigest, FileRef, Media};
use motcua_core::dossier::*;
use motcua_core::{Day, Moment};
use motcua_store::{Store, dossier};

/// What is to be done: a command, or a verb whose command follows from the dossier as it
/// is then.
#[derive(Clone)]
#[expect(clippy::large_enum_variant, reason = "a few in a test")]
pub enum Doing {
    Command(DossierCommand),
    Verb(Verb, DossierCode, u64),
}

impl Doing {
    /// The command for the dossier as the store has it.
    pub fn command(&self, store: &Store, now: Moment) -> Command {
        Command::Dossier(match self {
            Doing::Command(command) => command.clone(),
            Doing::Verb(verb, code, chance) => {
                let found = store.read(|rows| dossier::by_code(rows, code)).expect("a read");
                sensible(*verb, &found.expect("a dossier with this code"), now, *chance)
            }
        })
    }
}

/// A birth registration in time, sent online to an agency, without papers.
pub fn handing_in(id: DossierId, receiving: &str, name: &str) -> Submit {
    Submit {
        id,
        procedure: "1.001193".into(),
        case: Some("on-time".into()),
        channel: Channel::Online,
        receiving: agency(receiving),
        competent: None,
        deciding: DecidingFacts::default(),
        wanted: Default::default(),
        support_point: None,
        assistance: None,
        behalf: Default::default(),
        applicant: Applicant { name: name.into(), ..Applicant::default() },
        answers: Default::default(),
        papers: Vec::new(),
    }
}

/// Everything that decides who is competent lies where it is handed in, unless something was said.
pub fn decided(command: Submit) -> Submit {
    let day = Day::parse("2025-07-14").unwrap();
    let here = || law().all_decided_at(&command.procedure, day, &command.receiving);
    let deciding = if command.deciding.is_empty() { here() } else { command.deciding.clone() };
    Submit { deciding, ..command }
}

pub fn submitting(command: Submit) -> Doing {
    Doing::Command(decided(command).into())
}

pub fn accepting(code: &DossierCode) -> Doing {
    doing(Verb::Accept, code, &mut Dice(0))
}

/// A paper that nobody asked for, as a file or only on paper.
pub fn paper(as_file: bool) -> PaperHanded {
    let file = || FileRef {
        digest: FileDigest("0".repeat(64)),
        name: "giấy.pdf".into(),
        size: 9,
        media: Media::Pdf,
        pages: None,
        doubts: Vec::new(),
    };
    let files = as_file.then(file).into_iter().collect();
    PaperHanded { originals: u16::from(!as_file), ..PaperHanded::of_files("other", files) }
}

/// Any dossier: online, at the counter or by post; digitised or not; with a due
/// date or by a yearly plan; offered fully online or not.
pub fn anything(dice: &mut Dice, receiving: &str) -> Doing {
    let procedures = [
        ("1.001193", Some("late")),
        ("1.010833", None),
        ("1.000419", None),
        ("1.004884", None),
        ("1.011606", None),
    ];
    let (procedure, case) = *dice.pick(&procedures);
    let mut command = handing_in(dice.id(), receiving, "Lê Thị Na");
    command.procedure = procedure.into();
    command.case = case.map(Into::into);
    command.papers = (0..dice.below(3)).map(|_| paper(dice.below(3) > 0)).collect();
    let version = &law().catalogue.procedure(&command.procedure).expect("a procedure").versions[0];
    let offered: Vec<Channel> = version.ways.iter().map(|offer| offer.way).collect();
    command.channel = *dice.pick(&offered);
    match command.channel {
        Channel::Counter => Doing::Command(Receive(decided(command)).into()),
        Channel::Online | Channel::Post => submitting(command),
    }
}

/// This verb done to this dossier, with whatever it needs.
pub fn doing(verb: Verb, code: &DossierCode, dice: &mut Dice) -> Doing {
    Doing::Verb(verb, code.clone(), dice.below(4))
}

/// The least that a verb asks for, or something of more interest.
fn sensible(verb: Verb, dossier: &Dossier, now: Moment, chance: u64) -> DossierCommand {
    let (code, reason) = (dossier.code().clone(), "theo quy định".to_string());
    match verb {
        Verb::AskSupplement => {
            let items = vec![WrongItem { about: About::Paper("other".into()), why: reason.clone() }];
            AskSupplement { code, items, complete: true, why_again: reason }.into()
        }
        Verb::Supplement => {
            let (answers, person) = Default::default();
            Supplement { code, papers: vec![paper(chance > 1)], answers, person, note: String::new() }.into()
        }
        Verb::AskPayment => AskPayment { code, amount_vnd: 50_000, of: None, reason }.into(),
        Verb::AskOpinion => {
            let of = agency(if dossier.holder.agency == agency(HERE) { THERE } else { HERE });
            AskOpinion { code, of, limit: Limit::WorkingDays(1 + chance as u32), question: reason }.into()
        }
        Verb::Decide => {
            let outcome = if chance == 0 { Outcome::Refused } else { Outcome::Approved };
            Decide { code, outcome, reason, files: Vec::new(), sign: None }.into()
        }
        verb => least(law(), now, dossier, verb),
    }
}

/// What an officer would sensibly do next: mostly forward, now and then a detour.
pub fn next_verb(dice: &mut Dice, possible: &[Verb]) -> Option<Verb> {
    let straight = |verb: &&Verb| {
        use Verb::*;
        matches!(verb, Accept | Forward | Decide | Issue | ReturnResult | Supplement | SettlePayment)
    };
    // What hangs on the hour, the procedure or the calendar may be refused when done.
    let judged_later = |verb: &&Verb| {
        use Verb::*;
        matches!(verb, FindCase | Extend | MoveDue | RecordSilence | AnnounceEarly)
    };
    let possible: Vec<Verb> = possible.iter().filter(|verb| !judged_later(verb)).copied().collect();
    let ahead: Vec<Verb> = possible.iter().filter(straight).copied().collect();
    let from = if !ahead.is_empty() && dice.below(4) > 0 { &ahead } else { &possible };
    (!from.is_empty()).then(|| *dice.pick(from))
}
