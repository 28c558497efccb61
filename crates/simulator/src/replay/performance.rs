//! Carrying out: one act after the other in the order of their moments, many
//! writes on their way at once, never two of one dossier.

use super::course::Deed;
use super::papers::{asked_for, papers, supplement};
use super::{Act, Month, Replayed, Samples, words};
use crate::plan::people::person;
use crate::plan::random::{Rng, fnv, fnv_more};
use crate::plan::{Channel, Helper};
use motcua_core::account::{Actor, Officer};
use motcua_core::catalogue::{CaseId, Duty, Version};
use motcua_core::directory::AgencyCode;
use motcua_core::document::{FileDigest, Scanned};
use motcua_core::dossier::{
    self as acts, About, Applicant, Assistance, Changes, Desk, Dossier, DossierCode, DossierId, Outage,
    Outcome, ReturnWay, Shelf, Submit, WrongItem,
};
use motcua_core::{Fault, Halt, Moment};
use motcua_store::act::{Asking, on_shelf, to_write};
use motcua_store::{Pending, Store, Written, outage};
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

/// The one dossier that an act is about, and the recorded outages.
struct InHand<'a>(Option<Box<Dossier>>, &'a [Outage]);

impl Shelf for InHand<'_> {
    fn dossier(&mut self, code: &DossierCode) -> Result<Option<Dossier>, Fault> {
        Ok(self.0.take().filter(|dossier| dossier.code() == code).map(|dossier| *dossier))
    }

    /// What the plan hands in opens no others and belongs to none.
    fn dossier_of(&mut self, _: DossierId) -> Result<Option<Dossier>, Fault> {
        Ok(None)
    }

    fn outages(&mut self, of: &AgencyCode, since: Moment) -> Result<Vec<Outage>, Fault> {
        let lies_in_it =
            |outage: &&Outage| outage.until > since && (outage.whole_province || outage.agency == *of);
        Ok(self.1.iter().filter(lies_in_it).cloned().collect())
    }

    /// Nobody scans what the simulation made.
    fn scanned(&mut self, _: &FileDigest) -> Result<Scanned, Fault> {
        Ok(Scanned::NotScanned)
    }
}

impl<P: FnMut(usize, usize)> Stage<'_, P> {
    /// Does one act and sends what it changes.
    fn act(&mut self, store: &Store, n: usize, at: Moment, deed: Deed, is_last: bool) -> Result<(), Halt> {
        while matches!(self.places[n], Place::OnItsWay) || self.on_their_way.len() >= WINDOW {
            self.settle()?;
        }
        let in_hand = match std::mem::replace(&mut self.places[n], Place::OnItsWay) {
            Place::Here(dossier) => Some(dossier),
            Place::NotYet | Place::OnItsWay => None,
        };
        let changes = self
            .month
            .carry_out(self.samples, n, at, deed, &mut InHand(in_hand, &self.outages))
            .map_err(|halt| match halt {
                // The plan knows the rules; what they refuse is a mistake in it.
                Halt::Refused(why) => {
                    Fault::other(format!("{deed:?} of dossier {n} at {} was refused: {why:?}", at.iso()))
                }
                Halt::Broke(fault) => fault,
            })?;
        let pending = store.write(to_write(self.month.law, changes, None)?);
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
        for event in &changes.events {
            let (code, officer) = (changes.after.code(), &event.who.officer);
            let line = format!("{code} {} {} {} {officer:?}", event.seq, event.at.0, event.fact.kind());
            self.digest = fnv_more(self.digest, line.as_bytes());
        }
        self.places[dossier] = if is_last { Place::NotYet } else { Place::Here(Box::new(changes.after)) };
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
        deed: Deed,
        shelf: &mut InHand<'_>,
    ) -> Result<Changes, Halt> {
        let mut rng = self.rng("words", n);
        let mut say = |from: &[&str]| rng.pick(from).to_string();
        let actor = self.actor(n, deed)?;
        let asking = Asking { law: self.law, actor: &actor, now: at, key: None };
        let code = shelf.0.as_ref().map(|dossier| dossier.code().clone());
        let action = |desk: &mut Desk<'_>| {
            if matches!(deed, Deed::Submit | Deed::Receive) {
                let command = self.submission(samples, n)?;
                return if deed == Deed::Submit {
                    acts::submit(desk, command)
                } else {
                    acts::receive(desk, acts::Receive(command))
                };
            }
            let code = code.ok_or_else(|| Fault::other("nothing was handed in"))?;
            match deed {
                Deed::Submit | Deed::Receive => unreachable!("handled above"),
                Deed::Accept => acts::accept(desk, acts::Accept::of(code)),
                Deed::RejectAtIntake => {
                    let reason = say(&words::NOT_ACCEPTED);
                    acts::reject_at_intake(desk, acts::RejectAtIntake { code, reason })
                }
                Deed::ForwardToCase => {
                    let to_officer = Some(self.case_officer(n)?.id.clone());
                    acts::forward(desk, acts::Forward { code, to_officer, note: String::new() })
                }
                Deed::ForwardToLeader => {
                    let note = if n.is_multiple_of(4) { say(&words::TO_LEADER) } else { String::new() };
                    acts::forward(desk, acts::Forward { code, to_officer: None, note })
                }
                Deed::HandBack => {
                    acts::hand_back(desk, acts::HandBack { code, reason: say(&words::HANDED_BACK) })
                }
                Deed::AskSupplement => {
                    let (version, case) = self.asked(n)?;
                    let about = asked_for(version, case).map(|paper| About::Paper(paper.id.to_string()));
                    let item = WrongItem { about: about.unwrap_or_default(), why: say(&words::SUPPLEMENT) };
                    let (items, why_again) = (vec![item], String::new());
                    acts::ask_supplement(desk, acts::AskSupplement { code, items, complete: true, why_again })
                }
                Deed::Supplement => {
                    let (version, case) = self.asked(n)?;
                    let papers = vec![supplement(&self.dossiers[n], version, case, samples)];
                    let (answers, note) = (Default::default(), say(&words::ANSWER));
                    acts::supplement(
                        desk,
                        acts::Supplement { code, papers, answers, person: Default::default(), note },
                    )
                }
                Deed::AskPayment => {
                    let amount_vnd = [10_000, 20_000, 50_000, 150_000][n % 4];
                    let reason = say(&words::PAYMENT);
                    acts::ask_payment(desk, acts::AskPayment { code, amount_vnd, reason })
                }
                Deed::Withdraw => {
                    acts::withdraw(desk, acts::Withdraw { code, reason: say(&words::WITHDRAWN) })
                }
                Deed::Stop => acts::stop(
                    desk,
                    acts::Stop { code, reason: say(&words::STOPPED), although_awaited: true },
                ),
                Deed::Approve => {
                    let outcome = Outcome::Approved;
                    acts::decide(
                        desk,
                        acts::Decide { code, outcome, reason: String::new(), files: Vec::new() },
                    )
                }
                Deed::Refuse => {
                    let outcome = Outcome::Refused;
                    acts::decide(
                        desk,
                        acts::Decide { code, outcome, reason: say(&words::REFUSED), files: Vec::new() },
                    )
                }
                Deed::Issue => {
                    let (number, year) = (format!("{:04}", n + 1), at.day().ymd().0);
                    let book = format!("Sổ đăng ký văn bản đi năm {year}");
                    let entry = acts::BookEntry { number, book, day: at.day() };
                    acts::issue(desk, acts::Issue { code, entry, files: Vec::new() })
                }
                Deed::ReturnResult => {
                    let how = self.return_way(n);
                    acts::return_result(desk, acts::ReturnResult { code, how, files: Vec::new() })
                }
            }
        };
        on_shelf(shelf, &asking, action)
    }

    /// Who does this: the applicant, or the officer at the desk where it lies.
    fn actor(&self, n: usize, deed: Deed) -> Result<Actor, Fault> {
        let officer = match deed {
            Deed::Submit | Deed::Supplement | Deed::Withdraw => {
                let name = person(self.dossiers[n].applicant, &self.scenario.province).name;
                return Ok(Actor::Applicant { name });
            }
            Deed::Receive
            | Deed::Accept
            | Deed::RejectAtIntake
            | Deed::ForwardToCase
            | Deed::ReturnResult => self.officer(n, Duty::Reception, 0)?,
            Deed::ForwardToLeader | Deed::AskSupplement | Deed::AskPayment | Deed::Stop => {
                self.case_officer(n)?
            }
            Deed::HandBack | Deed::Approve | Deed::Refuse => self.officer(n, Duty::Leader, 0)?,
            Deed::Issue => self.officer(n, Duty::Registry, 0)?,
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
