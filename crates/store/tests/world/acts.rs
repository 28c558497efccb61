//! Things to hand in and things to do.

use super::{Dice, HERE, THERE, agency, law};
use motcua_core::Halt;
use motcua_core::calendar::Limit;
use motcua_core::catalogue::CaseId;
use motcua_core::document::{FileDigest, FileRef, Media};
use motcua_core::dossier::*;

/// An action that can be asked again when somebody else was quicker.
pub type Doing = Box<dyn Fn(&mut Desk<'_>) -> Result<Changes, Halt> + Send + Sync>;

/// A birth registration in time, sent online to an agency, without papers.
pub fn handing_in(id: DossierId, receiving: &str, name: &str) -> Submit {
    Submit {
        id,
        procedure: "1.001193".into(),
        case: Some("on-time".into()),
        channel: Channel::Online,
        receiving: agency(receiving),
        competent: None,
        support_point: None,
        assistance: None,
        behalf: Default::default(),
        applicant: Applicant { name: name.into(), ..Applicant::default() },
        answers: Default::default(),
        papers: Vec::new(),
    }
}

pub fn submitting(command: Submit) -> Doing {
    Box::new(move |desk| submit(desk, command.clone()))
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
        Channel::Counter => Box::new(move |desk| receive(desk, Receive(command.clone()))),
        Channel::Online | Channel::Post => submitting(command),
    }
}

/// This verb done to this dossier, with whatever it needs.
pub fn doing(verb: Verb, code: &DossierCode, dice: &mut Dice) -> Doing {
    let code = code.clone();
    let reason = "theo quy định".to_string();
    let chance = dice.below(4);
    match verb {
        Verb::Accept => Box::new(move |desk| accept(desk, Accept::of(code.clone()))),
        Verb::RejectAtIntake => Box::new(move |desk| {
            reject_at_intake(desk, RejectAtIntake { code: code.clone(), reason: reason.clone() })
        }),
        Verb::Forward => Box::new(move |desk| {
            forward(desk, Forward { code: code.clone(), to_officer: None, note: String::new() })
        }),
        Verb::HandBack => {
            Box::new(move |desk| hand_back(desk, HandBack { code: code.clone(), reason: reason.clone() }))
        }
        Verb::AskSupplement => {
            let items = vec![WrongItem { about: About::Paper("other".into()), why: reason.clone() }];
            let ask = AskSupplement { code, items, complete: true, why_again: reason };
            Box::new(move |desk| ask_supplement(desk, ask.clone()))
        }
        Verb::Supplement => {
            let papers = vec![paper(chance > 1)];
            let answer = Supplement {
                code,
                papers,
                answers: Default::default(),
                person: Default::default(),
                note: String::new(),
            };
            Box::new(move |desk| supplement(desk, answer.clone()))
        }
        Verb::AskPayment => Box::new(move |desk| {
            ask_payment(desk, AskPayment { code: code.clone(), amount_vnd: 50_000, reason: reason.clone() })
        }),
        Verb::SettlePayment => Box::new(move |desk| {
            settle_payment(desk, SettlePayment { code: code.clone(), proof: "BL-0001".into(), paid_on: None })
        }),
        Verb::Withdraw => {
            Box::new(move |desk| withdraw(desk, Withdraw { code: code.clone(), reason: reason.clone() }))
        }
        Verb::Stop => Box::new(move |desk| {
            stop(desk, Stop { code: code.clone(), reason: reason.clone(), although_awaited: true })
        }),
        Verb::Reopen => {
            Box::new(move |desk| reopen(desk, Reopen { code: code.clone(), reason: reason.clone() }))
        }
        Verb::FindCase => Box::new(move |desk| {
            let case = CaseId::from("verification");
            find_case(desk, FindCase { code: code.clone(), case, reason: reason.clone() })
        }),
        Verb::AskOpinion => Box::new(move |desk| {
            let holder = desk.shelf.dossier(&code)?.map(|dossier| dossier.holder.agency);
            let of = agency(if holder == Some(agency(HERE)) { THERE } else { HERE });
            let (limit, question) = (Limit::WorkingDays(1 + chance as u32), reason.clone());
            ask_opinion(desk, AskOpinion { code: code.clone(), of, limit, question })
        }),
        Verb::GiveOpinion => Box::new(move |desk| {
            give_opinion(desk, GiveOpinion { code: code.clone(), number: None, answer: reason.clone() })
        }),
        Verb::Extend => Box::new(move |desk| {
            let due = desk.shelf.dossier(&code)?.and_then(|dossier| dossier.due_at());
            let to = desk.law.calendar.next_working(due.unwrap_or(desk.now).day()).at(10 * 60);
            let (at_fault, told, reason) = (agency(HERE), Notice::Sms, reason.clone());
            extend(desk, Extend { code: code.clone(), to, at_fault, told, reason })
        }),
        Verb::MoveDue => Box::new(move |desk| {
            let by = Mover::Calendar { decision: reason.clone() };
            move_due(desk, MoveDue { code: code.clone(), by })
        }),
        Verb::RecordSilence => {
            Box::new(move |desk| record_silence(desk, RecordSilence { code: code.clone() }))
        }
        Verb::AnnounceEarly => Box::new(move |desk| {
            let told = Notice::Phone;
            announce_early(desk, AnnounceEarly { code: code.clone(), told, note: String::new() })
        }),
        Verb::Decide => {
            let outcome = if chance == 0 { Outcome::Refused } else { Outcome::Approved };
            Box::new(move |desk| {
                decide(
                    desk,
                    Decide { code: code.clone(), outcome, reason: reason.clone(), files: Vec::new() },
                )
            })
        }
        Verb::Issue => Box::new(move |desk| {
            let entry =
                BookEntry {
                    number: "12/QĐ".into(), book: "Sổ văn bản đi".into(), day: desk.now.day()
                };
            issue(desk, Issue { code: code.clone(), entry, files: Vec::new() })
        }),
        Verb::ReturnResult => Box::new(move |desk| {
            return_result(
                desk,
                ReturnResult { code: code.clone(), how: ReturnWay::Counter, files: Vec::new() },
            )
        }),
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
