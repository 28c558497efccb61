//! The rules of the heart, in tables. They live in a little town with a law of its
//! own, so that a corrected fee or limit in the catalogue breaks no test here.

mod acts_for;
mod behalf;
mod clock;
mod extending;
mod files;
mod law;
mod ledger;
mod link;
mod moving;
mod opinions;
mod order;
mod other_systems;
mod outages;
mod registry;
mod rights;
mod steps;
mod submission;
mod supplement;
mod verdict;
mod versions;

use super::*;
use crate::account::{Actor, Officer, Who};
use crate::calendar::{Cause, Limit};
use crate::document::{FileDigest, Scanned};
use crate::law::ClockStart;
use crate::{Halt, Law};

/// Received at Phú Xuân …
const HERE: &str = "H57.101";
/// … and decided at Vỹ Dạ, when a test wants two agencies.
const THERE: &str = "H57.103";
const ELSEWHERE: &str = "H21.101";

fn agency(code: &str) -> AgencyCode {
    AgencyCode::parse(code).unwrap()
}

fn officer(code: &str, duties: &[Duty]) -> Actor {
    let words: Vec<&str> = duties.iter().map(|duty| duty.as_str()).collect();
    Actor::Officer(Officer {
        id: OfficerId(format!("{}@{code}", words.join("+"))),
        name: "Trần Văn Bình".into(),
        agency: agency(code),
        duties: duties.to_vec(),
        point: None,
    })
}

fn citizen() -> Actor {
    Actor::Applicant { name: "Nguyễn Thị Hòa".into() }
}

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

/// `2025-07-17T17:00`, as people write it down.
fn written(moment: Moment) -> String {
    format!("{}T{}", moment.day(), moment.clock())
}

/// Something to hand in: near, online, received here.
fn handing_in() -> Submit {
    Submit {
        id: DossierId([7; 16]),
        procedure: "p".into(),
        case: Some("near".into()),
        channel: Channel::Online,
        receiving: agency(HERE),
        competent: None,
        support_point: None,
        assistance: None,
        behalf: Default::default(),
        applicant: Applicant { name: "Nguyễn Thị Hòa".into(), ..Applicant::default() },
        answers: Default::default(),
        papers: Vec::new(),
    }
}

/// As a store finds them.
fn recorded_for(all: &[Outage], of: &AgencyCode, since: Moment) -> Vec<Outage> {
    let found = all.iter().filter(|outage| outage.whole_province || outage.agency == *of);
    found.filter(|outage| outage.until > since).cloned().collect()
}

/// A law, one dossier and its history.
struct Town {
    law: Law,
    dossier: Option<Dossier>,
    events: Vec<Event>,
    /// The outages that were recorded.
    recorded: Vec<Outage>,
    /// Files in which a virus was found.
    infected: Vec<FileDigest>,
    now: Moment,
}

struct OnShelf(Option<Dossier>, Vec<Outage>, Vec<FileDigest>);

impl Shelf for OnShelf {
    fn dossier(&mut self, code: &DossierCode) -> Result<Option<Dossier>, Fault> {
        Ok(self.0.clone().filter(|dossier| dossier.code() == code))
    }

    fn dossier_of(&mut self, id: DossierId) -> Result<Option<Dossier>, Fault> {
        Ok(self.0.clone().filter(|dossier| dossier.id == id))
    }

    fn outages(&mut self, of: &AgencyCode, since: Moment) -> Result<Vec<Outage>, Fault> {
        Ok(recorded_for(&self.1, of, since))
    }

    fn scanned(&mut self, file: &FileDigest) -> Result<Scanned, Fault> {
        Ok(if self.2.contains(file) { Scanned::Infected } else { Scanned::NotScanned })
    }
}

impl Town {
    /// Monday 14 July 2025, 09:00. Nothing has been handed in.
    fn new() -> Town {
        Town::under(ClockStart::Acceptance)
    }

    fn under(clock_start: ClockStart) -> Town {
        let (law, now) = (law::law(clock_start), at("2025-07-14T09:00"));
        Town { law, dossier: None, events: Vec::new(), recorded: Vec::new(), infected: Vec::new(), now }
    }

    /// What an action says, without carrying it out.
    fn ask(
        &self,
        actor: &Actor,
        action: impl FnOnce(&mut Desk<'_>) -> Result<Changes, Halt>,
    ) -> Result<Changes, Vec<crate::Refusal>> {
        let mut shelf = OnShelf(self.dossier.clone(), self.recorded.clone(), self.infected.clone());
        let asked = action(&mut Desk { law: &self.law, shelf: &mut shelf, actor, now: self.now });
        asked.map_err(|halt| match halt {
            Halt::Refused(refusals) => refusals,
            Halt::Broke(fault) => panic!("broken, not refused: {fault}"),
        })
    }

    /// Carries an action out, as a store would.
    fn act(
        &mut self,
        actor: &Actor,
        action: impl FnOnce(&mut Desk<'_>) -> Result<Changes, Halt>,
    ) -> Result<&Dossier, Vec<&'static str>> {
        let changes = self.ask(actor, action);
        let mut changes =
            changes.map_err(|all| all.iter().map(|refusal| refusal.code).collect::<Vec<_>>())?;
        assert_eq!(changes.before, self.dossier, "an action changes what it was given");
        if changes.number_pending {
            changes.number(1);
        }
        self.events.extend(changes.events);
        assert_eq!(
            Dossier::fold(changes.after.id, &self.events).unwrap(),
            changes.after,
            "history says the same"
        );
        Ok(self.dossier.insert(changes.after))
    }

    /// Does this verb at this moment, sensibly filled in; it must be accepted.
    fn does(&mut self, when: &str, actor: &Actor, verb: Verb) -> &Dossier {
        self.now = at(when);
        let code = self.code();
        self.act(actor, |desk| do_verb(desk, verb, &code))
            .unwrap_or_else(|codes| panic!("{} at {when}: {codes:?}", verb.as_str()))
    }

    fn code(&self) -> DossierCode {
        self.dossier.as_ref().expect("something was handed in").code().clone()
    }

    fn dossier(&self) -> &Dossier {
        self.dossier.as_ref().expect("something was handed in")
    }

    fn due(&self) -> String {
        self.dossier().due_at().map_or("none".into(), written)
    }

    /// Handed in here, to be decided there, and brought to this status by an
    /// officer of every duty in each of the two.
    fn at_status(status: Status) -> Town {
        use Verb::*;
        let way: &[Verb] = match status {
            Status::Submitted => &[],
            Status::Accepted => &[Accept],
            Status::RejectedAtIntake => &[RejectAtIntake],
            Status::InProcess => &[Accept, Forward],
            Status::AwaitingSupplement => &[Accept, Forward, AskSupplement],
            Status::AwaitingPayment => &[Accept, Forward, AskPayment],
            Status::Withdrawn => &[Withdraw],
            Status::Stopped => &[Accept, Forward, Stop],
            Status::Completed => &[Accept, Forward, Forward, Decide],
            Status::Returned => &[Accept, Forward, Forward, Decide, ReturnResult],
        };
        let town = Town::brought(way);
        assert_eq!(town.dossier().status(), status);
        town
    }

    /// The same by the verbs that lead there.
    fn brought(way: &[Verb]) -> Town {
        Town::brought_of("p", way)
    }

    /// The same with this procedure.
    fn brought_of(procedure: &str, way: &[Verb]) -> Town {
        let mut town = Town::new();
        let procedure = procedure.into();
        let submit_there = Submit { procedure, competent: Some(agency(THERE)), ..handing_in() };
        town.act(&citizen(), |desk| submit(desk, submit_there)).unwrap();
        for verb in way {
            let all = [HERE, THERE].map(|code| officer(code, &Duty::ALL));
            let code = town.code();
            let able = all.iter().find(|actor| town.ask(actor, |desk| do_verb(desk, *verb, &code)).is_ok());
            let able = able.unwrap_or_else(|| panic!("nobody can {}", verb.as_str())).clone();
            town.act(&able, |desk| do_verb(desk, *verb, &code)).unwrap();
        }
        town
    }
}

/// An answer to a request, with papers and words.
fn answering(code: DossierCode, papers: Vec<PaperHanded>, note: &str) -> Supplement {
    Supplement { code, papers, answers: Default::default(), person: Default::default(), note: note.into() }
}

/// A verb with whatever it needs, lawfully filled in.
fn do_verb(desk: &mut Desk<'_>, verb: Verb, code: &DossierCode) -> Result<Changes, Halt> {
    let code = code.clone();
    let reason = String::from("theo quy định");
    match verb {
        Verb::Accept => accept(desk, Accept::of(code)),
        Verb::RejectAtIntake => reject_at_intake(desk, RejectAtIntake { code, reason }),
        Verb::Forward => forward(desk, Forward { code, to_officer: None, note: String::new() }),
        Verb::HandBack => hand_back(desk, HandBack { code, reason }),
        Verb::AskSupplement => {
            let items = vec![WrongItem { about: About::Paper("form".into()), why: reason.clone() }];
            ask_supplement(desk, AskSupplement { code, items, complete: true, why_again: reason })
        }
        Verb::Supplement => supplement(desk, answering(code, Vec::new(), &reason)),
        Verb::AskPayment => ask_payment(desk, AskPayment { code, amount_vnd: 50_000, reason }),
        Verb::SettlePayment => {
            settle_payment(desk, SettlePayment { code, proof: "BL-0001".into(), paid_on: None })
        }
        Verb::Withdraw => withdraw(desk, Withdraw { code, reason }),
        Verb::Stop => stop(desk, Stop { code, reason, although_awaited: true }),
        Verb::Reopen => reopen(desk, Reopen { code, reason }),
        Verb::FindCase => find_case(desk, FindCase { code, case: "verify".into(), reason }),
        Verb::AskOpinion => {
            let holder = desk.shelf.dossier(&code)?.map(|dossier| dossier.holder.agency);
            let of = agency(if holder == Some(agency(HERE)) { THERE } else { HERE });
            ask_opinion(desk, AskOpinion { code, of, limit: Limit::WorkingDays(2), question: reason })
        }
        Verb::GiveOpinion => give_opinion(desk, GiveOpinion { code, number: None, answer: reason }),
        Verb::Extend => {
            let due = desk.shelf.dossier(&code)?.and_then(|dossier| dossier.due_at());
            let later = due.map_or(desk.now.day(), |due| desk.law.calendar.next_working(due.day()));
            let (to, at_fault, told) = (later.at(10 * 60), agency(THERE), Notice::Sms);
            extend(desk, Extend { code, to, at_fault, told, reason })
        }
        Verb::MoveDue => {
            // The due day itself is lost: that always moves it.
            let due = desk.shelf.dossier(&code)?.and_then(|dossier| dossier.due_at());
            let by = Mover::Outage(outage_on(due.unwrap_or(desk.now).day()));
            move_due(desk, MoveDue { code, by })
        }
        Verb::RecordSilence => {
            desk.now = desk.now.plus_ms(60 * crate::DAY_MS);
            record_silence(desk, RecordSilence { code })
        }
        Verb::AnnounceEarly => {
            announce_early(desk, AnnounceEarly { code, told: Notice::Phone, note: String::new() })
        }
        Verb::Decide => decide(desk, Decide { code, outcome: Outcome::Approved, reason, files: Vec::new() }),
        Verb::Issue => {
            let entry =
                BookEntry {
                    number: "12/QĐ".into(), book: "Sổ văn bản đi".into(), day: desk.now.day()
                };
            issue(desk, Issue { code, entry, files: Vec::new() })
        }
        Verb::ReturnResult => {
            return_result(desk, ReturnResult { code, how: ReturnWay::Counter, files: Vec::new() })
        }
    }
}

/// The office of Huế's province.
const PROVINCE_OFFICE: &str = "H57.001";

/// The whole of this day is lost in the whole province.
fn outage_on(day: crate::Day) -> Outage {
    Outage {
        id: format!("outage of {day}"),
        cause: Cause::Outage,
        agency: agency(THERE),
        whole_province: true,
        from: day.at(0),
        until: day.plus(1).at(0),
        reason: "mất điện".into(),
        recorded_at: day.at(0),
        recorded_by: Who { officer: None, name: String::new(), agency: None },
        in_time: None,
        voided: None,
    }
}

/// The record of it was a mistake.
fn voided(outage: Outage) -> Outage {
    let (law, at) = (law::law(ClockStart::Acceptance), outage.recorded_at);
    void_outage(&law, &officer(PROVINCE_OFFICE, &[Duty::Leader]), at, outage, "ghi nhầm ngày".into()).unwrap()
}
