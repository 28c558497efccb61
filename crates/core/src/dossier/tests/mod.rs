//! The rules of the heart, in tables. They live in a little town with a law of its
//! own, so that a corrected fee or limit in the catalogue breaks no test here.

mod above;
mod accounts;
mod behalf;
mod beside;
mod clock;
mod commands;
mod comparison;
mod deed_life;
mod deeds;
mod elsewhere;
mod extending;
mod files;
mod law;
mod ledger;
mod link;
mod linked_results;
mod money;
mod moving;
mod open_acts;
mod opinions;
mod order;
mod other_systems;
mod outages;
mod parcels;
mod register_lists;
mod register_notes;
mod registered;
mod registers;
mod registry;
mod returning;
mod rights;
mod shares;
mod signing;
mod staff_list;
mod stand_ins;
mod steps;
mod submission;
mod supplement;
mod verdict;
mod versions;
mod webhooks;
mod year_books;

use super::*;
use crate::account::Account;
use crate::act::ledger::{Entry, Keeper, by_agency};
use crate::act::{Actor, LastEvent, Officer, OfficerId, Promise, Record, RecordFact, Who, fold};
use crate::calendar::{Cause, Limit};
use crate::catalogue::Duty;
use crate::competence::{CompetenceRules, DecidingFact, DecidingFacts, PlaceSaid};
use crate::directory::{AgencyCode, DepartmentField, UnitCode};
use crate::document::FileDigest;
use crate::law::ClockStart;
use crate::memory::Memory;
use crate::outage::{self, Outage, RecordOutage, VoidOutage};
use crate::{Day, Halt, Law, Moment};

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
        stead: Default::default(),
    })
}

fn citizen() -> Actor {
    Actor::Person { name: "Nguyễn Thị Hòa".into() }
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
        deciding: decided_here_or_there(),
        wanted: Default::default(),
        support_point: None,
        assistance: None,
        behalf: Default::default(),
        applicant: Applicant { name: "Nguyễn Thị Hòa".into(), ..Applicant::default() },
        answers: Default::default(),
        papers: Vec::new(),
    }
}

/// The applicant lives here and the father there, so that either may decide.
fn decided_here_or_there() -> DecidingFacts {
    let places = [(DecidingFact::ApplicantHome, "19753"), (DecidingFact::FatherHome, "19777")];
    let places = places.map(|(fact, unit)| (fact, PlaceSaid::parse(unit).unwrap()));
    DecidingFacts { places: places.into(), ..DecidingFacts::default() }
}

/// Somebody who may sign in there.
fn staff_of(code: &str, now: Moment) -> Account {
    let Actor::Officer(one) = officer(code, &Duty::ALL) else { unreachable!() };
    Account::of(one, now)
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
    /// Entries of registers.
    entries: Vec<crate::register::RegisterEntry>,
    /// Accounts: of the two agencies, until a test says otherwise.
    accounts: Vec<Account>,
    now: Moment,
}

impl Town {
    /// Monday 14 July 2025, 09:00. Nothing has been handed in.
    fn new() -> Town {
        Town::under(ClockStart::Acceptance)
    }

    fn under(clock_start: ClockStart) -> Town {
        let (law, now) = (law::law(clock_start), at("2025-07-14T09:00"));
        Town {
            law,
            dossier: None,
            events: Vec::new(),
            recorded: Vec::new(),
            infected: Vec::new(),
            entries: Vec::new(),
            accounts: [HERE, THERE].map(|code| staff_of(code, now)).into(),
            now,
        }
    }

    /// Carries this outage, which is recorded if it was not yet.
    fn carrying(&mut self, outage: &Outage) -> Mover {
        if self.recorded.iter().all(|known| known.id != outage.id) {
            self.recorded.push(outage.clone());
        }
        Mover::Outage { id: outage.id.clone() }
    }

    /// The acts that are open to this actor.
    fn open_to(&self, actor: &Actor) -> Vec<Verb> {
        open_acts(&self.law, actor, self.now, &mut self.memory(), self.dossier())
    }

    /// What a store would give to read.
    fn memory(&self) -> Memory<'_> {
        let dossiers = self.dossier.iter().cloned().collect();
        let infected = self.infected.clone();
        let accounts = self.accounts.clone();
        let entries = self.entries.clone();
        Memory { dossiers, infected, accounts, entries, ..Memory::default() }.with_outages(&self.recorded)
    }

    /// What an action says, without carrying it out.
    fn ask(
        &self,
        actor: &Actor,
        action: impl FnOnce(&mut Desk<'_>) -> Result<Changes, Halt>,
    ) -> Result<Changes, Vec<crate::Refusal>> {
        let asked = action(&mut Desk { law: &self.law, read: &mut self.memory(), actor, now: self.now });
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
        assert_eq!(changes.first.before, self.dossier, "an action changes what it was given");
        if changes.first.number_pending {
            changes.first.number(1);
        }
        self.events.extend(changes.first.events);
        assert_eq!(
            fold::<Dossier>(changes.first.after.id, &self.events).unwrap(),
            changes.first.after,
            "history says the same"
        );
        Ok(self.dossier.insert(changes.first.after))
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

/// A verb with whatever it needs, lawfully filled in: the least that it asks for, but in
/// this town's own words where a test looks at them.
fn do_verb(desk: &mut Desk<'_>, verb: Verb, code: &DossierCode) -> Result<Changes, Halt> {
    let found = desk.read.dossier(code)?;
    let Some(dossier) = found else {
        // Not there: any dossier's least command will be refused with its code.
        let town = Town::at_status(Status::InProcess);
        let mut nobody = town.dossier().clone();
        nobody.submission.code = code.clone();
        return least(desk.law, desk.now, &nobody, verb).carry_out(desk);
    };
    let (code, reason) = (code.clone(), String::from("theo quy định"));
    let command: DossierCommand = match verb {
        Verb::AskSupplement => {
            let items = vec![WrongItem { about: About::Paper("form".into()), why: reason.clone() }];
            AskSupplement { code, items, complete: true, why_again: reason }.into()
        }
        Verb::AskPayment => AskPayment { code, amount_vnd: 50_000, of: None, reason }.into(),
        Verb::AskOpinion => {
            let of = agency(if dossier.holder.agency == agency(HERE) { THERE } else { HERE });
            AskOpinion { code, of, limit: Limit::WorkingDays(2), question: reason }.into()
        }
        Verb::Extend => {
            let later =
                dossier.due_at().map_or(desk.now.day(), |due| desk.law.calendar.next_working(due.day()));
            let (to, at_fault, told) = (later.at(10 * 60), agency(THERE), Notice::Sms);
            Extend { code, to, at_fault, told, reason }.into()
        }
        Verb::MoveDue => {
            // The due day itself is lost: that always moves it.
            let lost = outage_on(dossier.due_at().unwrap_or(desk.now).day());
            let recorded = [lost.clone()];
            let mut read = Memory::of(&dossier).with_outages(&recorded);
            let (law, actor, now) = (desk.law, desk.actor, desk.now);
            let by = Mover::Outage { id: lost.id };
            return move_due(&mut Desk { law, read: &mut read, actor, now }, MoveDue { code, by });
        }
        Verb::RecordSilence => {
            desk.now = desk.now.plus_ms(60 * crate::DAY_MS);
            RecordSilence { code }.into()
        }
        Verb::Decide => {
            Decide { code, outcome: Outcome::Approved, reason, files: Vec::new(), sign: None }.into()
        }
        verb => least(desk.law, desk.now, &dossier, verb),
    };
    command.carry_out(desk)
}

/// The office of Huế's province.
const PROVINCE_OFFICE: &str = "H57.001";

/// The whole of this day is lost in the whole province.
fn outage_on(day: crate::Day) -> Outage {
    Outage {
        id: format!("outage of {day}"),
        last: LastEvent { seq: 1, at: day.at(0) },
        cause: Cause::Outage,
        agency: agency(THERE),
        whole_province: true,
        from: day.at(0),
        until: day.plus(1).at(0),
        reason: "mất điện".into(),
        recorded_at: day.at(0),
        recorded_by: Who {
            officer: None,
            name: String::new(),
            agency: None,
            kind: Default::default(),
            instead_of: None,
        },
        in_time: None,
        voided: None,
    }
}

/// The record of it was a mistake.
fn voided(outage: Outage) -> Outage {
    let (law, at) = (law::law(ClockStart::Acceptance), outage.recorded_at);
    let command = VoidOutage { id: outage.id.clone(), reason: "ghi nhầm ngày".into() };
    let leader = officer(PROVINCE_OFFICE, &[Duty::Leader]);
    let mut read = Memory::default().with_outages(std::slice::from_ref(&outage));
    let desk = &mut outage::Desk { law: &law, read: &mut read, actor: &leader, now: at };
    outage::void_outage(desk, command).unwrap().first.after
}
