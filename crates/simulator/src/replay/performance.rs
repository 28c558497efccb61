//! Carrying out: one act after the other in the order of their moments, many
//! writes on their way at once, never two of one dossier.

use super::course::PlannedAct;
use super::month::{Act, Month, Replayed};
use super::papers::{asked_for, papers, supplement};
use super::{Samples, words};
use crate::plan::people::person;
use crate::plan::random::{Rng, fnv, fnv_more};
use crate::plan::{Channel, Helper};
use motcua_core::account::Account;
use motcua_core::act::{Actor, Officer, RecordFact};
use motcua_core::catalogue::{CaseId, Duty, Version};
use motcua_core::command::Kept;
use motcua_core::dossier::{
    self as acts, About, Applicant, Assistance, Changes, Desk, Dossier, DossierCommand, Outcome, ReturnWay,
    Submit, WrongItem,
};
use motcua_core::memory::Memory;
use motcua_core::outage::Outage;
use motcua_core::{Fault, Halt, Moment};
use motcua_store::act::to_write;
use motcua_store::{Pending, Store, Written, dossier, outage};
use std::collections::VecDeque;

/// So many writes may be on their way; well below what the writer's queue takes.
const WINDOW: usize = 4000;
/// After so many acts the progress is told.
const TELL_EVERY: usize = 500;

/// Carries the month out.
pub(super) fn perform(
    month: &Month<'_>,
    samples: &Samples,
    store: &Store,
    progress: impl FnMut(usize, usize),
) -> Result<Replayed, Halt> {
    let (courses, order) = month.acts();
    let mut stage = Stage {
        month,
        samples,
        outages: store.read(|rows| outage::lasting(rows, Moment(i64::MIN)))?,
        places: courses.iter().map(|_| Place::NotYet).collect(),
        on_their_way: VecDeque::with_capacity(WINDOW),
        done: 0,
        of: order.len(),
        digest: fnv(b"replay"),
        progress,
    };
    for Act { at, dossier, nth } in order {
        let course = &courses[dossier];
        stage.act(store, dossier, at, course[nth].1, nth + 1 == course.len())?;
    }
    while stage.settle()? {}
    let dossiers = (0..courses.len()).map(|n| month.id(n)).collect();
    Ok(Replayed { dossiers, acts: stage.done, digest: stage.digest })
}

/// Where a dossier is while the month is carried out.
enum Place {
    /// Not handed in, or nothing is left to be done.
    NotYet,
    /// A write is on its way.
    OnItsWay,
    /// As its last event made it.
    Here(Box<Dossier>),
}

/// A write on its way.
struct Sent {
    dossier: usize,
    is_last: bool,
    pending: Pending,
}

struct Stage<'a, P> {
    month: &'a Month<'a>,
    samples: &'a Samples,
    /// What the store knew of outages when the month began.
    outages: Vec<Outage>,
    places: Vec<Place>,
    on_their_way: VecDeque<Sent>,
    done: usize,
    of: usize,
    digest: u64,
    progress: P,
}

impl<P: FnMut(usize, usize)> Stage<'_, P> {
    /// Does one act and sends what it changes.
    fn act(
        &mut self,
        store: &Store,
        n: usize,
        at: Moment,
        deed: PlannedAct,
        is_last: bool,
    ) -> Result<(), Halt> {
        while matches!(self.places[n], Place::OnItsWay) || self.on_their_way.len() >= WINDOW {
            self.settle()?;
        }
        let in_hand = match std::mem::replace(&mut self.places[n], Place::OnItsWay) {
            Place::Here(dossier) => Some(dossier),
            Place::NotYet | Place::OnItsWay => None,
        };
        let changes = self
            .month
            .carry_out(self.samples, n, at, deed, in_hand.as_deref(), &self.outages)
            .map_err(|halt| match halt {
                // The plan knows the rules; what they refuse is a mistake in it.
                Halt::Refused(why) => {
                    Fault::other(format!("{deed:?} of dossier {n} at {} was refused: {why:?}", at.iso()))
                }
                Halt::Broke(fault) => fault,
            })?;
        let past = |id| store.read(|rows| dossier::events(rows, id));
        let pending = store.write(to_write(self.month.law, changes, None, past)?);
        self.on_their_way.push_back(Sent { dossier: n, is_last, pending });
        Ok(())
    }

    /// Waits for the write that was sent first; whether there was one.
    fn settle(&mut self) -> Result<bool, Fault> {
        let Some(Sent { dossier, is_last, pending }) = self.on_their_way.pop_front() else {
            return Ok(false);
        };
        let Written::Done(Some(changes)) = pending.wait()? else {
            return Err(Fault::other(format!("dossier {dossier} was written by somebody else")));
        };
        let changed = Dossier::of(changes.first);
        let changed = changed.ok_or_else(|| Fault::other("an act changed something else"))?;
        for event in &changed.events {
            let (code, officer) = (changed.after.code(), &event.who.officer);
            let line = format!("{code} {} {} {} {officer:?}", event.seq, event.at.0, event.fact.kind());
            self.digest = fnv_more(self.digest, line.as_bytes());
        }
        self.places[dossier] = if is_last { Place::NotYet } else { Place::Here(Box::new(changed.after)) };
        self.done += 1;
        if self.done.is_multiple_of(TELL_EVERY) || self.done == self.of {
            (self.progress)(self.done, self.of);
        }
        Ok(true)
    }
}

impl Month<'_> {
    /// One act through its action: what it changes.
    fn carry_out(
        &self,
        samples: &Samples,
        n: usize,
        at: Moment,
        deed: PlannedAct,
        in_hand: Option<&Dossier>,
        outages: &[Outage],
    ) -> Result<Changes, Halt> {
        let actor = &self.actor(n, deed)?;
        // What the plan hands in opens no others, and nobody scans its files.
        let read = &mut in_hand.map_or_else(Memory::default, Memory::of).with_outages(outages);
        if deed == PlannedAct::ForwardToCase {
            read.accounts = vec![Account::of(self.case_officer(n)?.clone(), at)];
        }
        let command = self.command(samples, n, at, deed, in_hand)?;
        command.carry_out(&mut Desk { law: self.law, read, actor, now: at })
    }

    fn command(
        &self,
        samples: &Samples,
        n: usize,
        at: Moment,
        deed: PlannedAct,
        in_hand: Option<&Dossier>,
    ) -> Result<DossierCommand, Fault> {
        let mut rng = self.rng("words", n);
        let mut say = |from: &[&str]| rng.pick(from).to_string();
        let code = || {
            let code = in_hand.map(|dossier| dossier.code().clone());
            code.ok_or_else(|| Fault::other("nothing was handed in"))
        };
        Ok(match deed {
            PlannedAct::Submit => self.submission(samples, n)?.into(),
            PlannedAct::Receive => acts::Receive(self.submission(samples, n)?).into(),
            PlannedAct::Accept => acts::Accept::of(code()?).into(),
            PlannedAct::RejectAtIntake => {
                let reason = say(&words::NOT_ACCEPTED);
                acts::RejectAtIntake { code: code()?, reason }.into()
            }
            PlannedAct::ForwardToCase => {
                let to_officer = Some(self.case_officer(n)?.id.clone());
                acts::Forward { code: code()?, to_officer, note: String::new() }.into()
            }
            PlannedAct::ForwardToLeader => {
                let note = if n.is_multiple_of(4) { say(&words::TO_LEADER) } else { String::new() };
                acts::Forward { code: code()?, to_officer: None, note }.into()
            }
            PlannedAct::HandBack => acts::HandBack { code: code()?, reason: say(&words::HANDED_BACK) }.into(),
            PlannedAct::AskSupplement => {
                let (version, case) = self.asked(n)?;
                let about = asked_for(version, case).map(|paper| About::Paper(paper.id.to_string()));
                let item = WrongItem { about: about.unwrap_or_default(), why: say(&words::SUPPLEMENT) };
                let (items, why_again) = (vec![item], String::new());
                acts::AskSupplement { code: code()?, items, complete: true, why_again }.into()
            }
            PlannedAct::Supplement => {
                let (version, case) = self.asked(n)?;
                let papers = vec![supplement(&self.dossiers[n], version, case, samples)];
                let (answers, note) = (Default::default(), say(&words::ANSWER));
                acts::Supplement { code: code()?, papers, answers, person: Default::default(), note }.into()
            }
            PlannedAct::AskPayment => {
                let amount_vnd = [10_000, 20_000, 50_000, 150_000][n % 4];
                let reason = say(&words::PAYMENT);
                acts::AskPayment { code: code()?, amount_vnd, of: None, reason }.into()
            }
            PlannedAct::Withdraw => acts::Withdraw { code: code()?, reason: say(&words::WITHDRAWN) }.into(),
            PlannedAct::Stop => {
                acts::Stop { code: code()?, reason: say(&words::STOPPED), although_awaited: true }.into()
            }
            PlannedAct::Approve => {
                let outcome = Outcome::Approved;
                acts::Decide { code: code()?, outcome, reason: String::new(), files: Vec::new(), sign: None }
                    .into()
            }
            PlannedAct::Refuse => {
                let outcome = Outcome::Refused;
                acts::Decide {
                    code: code()?,
                    outcome,
                    reason: say(&words::REFUSED),
                    files: Vec::new(),
                    sign: None,
                }
                .into()
            }
            PlannedAct::Issue => {
                let (number, year) = (format!("{:04}", n + 1), at.day().ymd().0);
                let book = format!("Sổ đăng ký văn bản đi năm {year}");
                let entry = acts::BookEntry { number, book, day: at.day() };
                acts::Issue { code: code()?, entry, files: Vec::new(), unscanned: None }.into()
            }
            PlannedAct::ReturnResult => {
                let how = self.return_way(n);
                acts::ReturnResult { code: code()?, how, files: Vec::new() }.into()
            }
        })
    }

    /// Who does this: the applicant, or the officer at the desk where it lies.
    fn actor(&self, n: usize, deed: PlannedAct) -> Result<Actor, Fault> {
        let officer = match deed {
            PlannedAct::Submit | PlannedAct::Supplement | PlannedAct::Withdraw => {
                let name = person(self.dossiers[n].applicant, &self.scenario.province).name;
                return Ok(Actor::Person { name });
            }
            PlannedAct::Receive
            | PlannedAct::Accept
            | PlannedAct::RejectAtIntake
            | PlannedAct::ForwardToCase
            | PlannedAct::ReturnResult => self.officer(n, Duty::Reception, 0)?,
            PlannedAct::ForwardToLeader
            | PlannedAct::AskSupplement
            | PlannedAct::AskPayment
            | PlannedAct::Stop => self.case_officer(n)?,
            PlannedAct::HandBack | PlannedAct::Approve | PlannedAct::Refuse => {
                self.officer(n, Duty::Leader, 0)?
            }
            PlannedAct::Issue => self.officer(n, Duty::Registry, 0)?,
        };
        Ok(Actor::Officer(officer.clone()))
    }

    fn case_officer(&self, n: usize) -> Result<&Officer, Fault> {
        self.officer(n, Duty::Case, self.rng("case officer", n).below(2) as usize)
    }

    fn officer(&self, n: usize, duty: Duty, which: usize) -> Result<&Officer, Fault> {
        let agency = self.centre(&self.dossiers[n].unit)?.agency;
        let mut found = self.staff.at(agency, duty);
        found.nth(which).ok_or_else(|| Fault::other(format!("no {duty:?} at {agency}")))
    }

    /// The version and the case that a dossier is about.
    fn asked(&self, n: usize) -> Result<(&Version, &CaseId), Fault> {
        let dossier = &self.dossiers[n];
        let choice = &self.choices[dossier.procedure];
        let procedure = self.law.catalogue.procedure(&choice.procedure);
        let version = procedure.and_then(|procedure| procedure.version_on(dossier.submitted_at.day()));
        let gone = || Fault::other(format!("{} is not in force", choice.procedure));
        Ok((version.ok_or_else(gone)?, &choice.case))
    }

    fn submission(&self, samples: &Samples, n: usize) -> Result<Submit, Fault> {
        let dossier = &self.dossiers[n];
        let mut rng = self.rng("submission", n);
        let centre = self.centre(&dossier.unit)?;
        let (version, case) = self.asked(n)?;
        let assistance = match dossier.assisted_by {
            Some(kind) => Some(self.assistance(n, kind, &mut rng)?),
            None => None,
        };
        let at_a_point = assistance.as_ref().filter(|help| help.kind == Helper::AgentPoint);
        Ok(Submit {
            id: self.id(n),
            procedure: self.choices[dossier.procedure].procedure.clone(),
            case: Some(case.clone()),
            channel: dossier.channel,
            receiving: centre.agency.clone(),
            competent: None,
            deciding: self.law.all_decided_at(
                &self.choices[dossier.procedure].procedure,
                dossier.submitted_at.day(),
                centre.agency,
            ),
            wanted: Default::default(),
            support_point: at_a_point.map(|help| help.name.clone()),
            assistance,
            behalf: Default::default(),
            applicant: self.applicant(n, &mut rng)?,
            answers: Default::default(),
            papers: papers(dossier, version, case, samples, &mut rng),
        })
    }

    fn applicant(&self, n: usize, rng: &mut Rng) -> Result<Applicant, Fault> {
        let dossier = &self.dossiers[n];
        let someone = person(dossier.applicant, &self.scenario.province);
        let unit = self.centre(&dossier.unit)?.unit;
        let ward = unit.kind == motcua_core::directory::UnitKind::Ward;
        let (quarter, number) = (if ward { "Tổ dân phố" } else { "Thôn" }, rng.between(1, 12));
        Ok(Applicant {
            name: someone.name,
            identity: someone.identity,
            born: someone.born.to_string(),
            phone: someone.phone,
            address: format!("{quarter} {number}, {}", unit.full_name),
            ..Applicant::default()
        })
    }

    fn assistance(&self, n: usize, kind: Helper, rng: &mut Rng) -> Result<Assistance, Fault> {
        let unit = self.centre(&self.dossiers[n].unit)?.unit;
        let name = match kind {
            Helper::AgentPoint => {
                format!("Điểm đại lý dịch vụ công số {}, {}", rng.between(1, 5), unit.full_name)
            }
            Helper::Volunteer | Helper::Relative => {
                person(self.scenario.seed ^ rng.below(40), &self.scenario.province).name
            }
            Helper::PostOffice => format!("Bưu điện {}", unit.name),
            Helper::Officer => self.officer(n, Duty::Reception, 0)?.name.clone(),
        };
        Ok(Assistance::of(kind, name))
    }

    fn return_way(&self, n: usize) -> ReturnWay {
        let dossier = &self.dossiers[n];
        match dossier.channel {
            Channel::Online if dossier.eligible => ReturnWay::Online,
            Channel::Post => ReturnWay::Post,
            Channel::Online | Channel::Counter => ReturnWay::Counter,
        }
    }
}
