//! Linked dossiers: one opens others; they run beside each other and come back to
//! one address.

use super::*;
use crate::deed::{CheckCode, DeedMade};
use crate::document::{FileDigest, FileRef, Media};
use std::collections::BTreeMap;

const POLICE: &str = "H57.201";

/// Everything that was written, by id.
pub(super) struct World {
    pub(super) law: Law,
    pub(super) dossiers: BTreeMap<DossierId, Dossier>,
    recorded: Vec<Outage>,
    pub(super) now: Moment,
    /// Numbers given so far, by agency.
    drawn: u32,
}

impl World {
    pub(super) fn ask(
        &self,
        actor: &Actor,
        action: impl FnOnce(&mut Desk<'_>) -> Result<Changes, Halt>,
    ) -> Result<Changes, Vec<&'static str>> {
        let dossiers = self.dossiers.values().cloned().collect();
        let read = &mut Memory { dossiers, ..Memory::default() }.with_outages(&self.recorded);
        let desk = &mut Desk { law: &self.law, read, actor, now: self.now };
        action(desk).map_err(|halt| match halt {
            Halt::Refused(refusals) => refusals.iter().map(|refusal| refusal.code).collect(),
            Halt::Broke(fault) => panic!("broken, not refused: {fault}"),
        })
    }

    /// Carries it out, as the store would: all of it.
    pub(super) fn act(
        &mut self,
        actor: &Actor,
        action: impl FnOnce(&mut Desk<'_>) -> Result<Changes, Halt>,
    ) -> Result<Dossier, Vec<&'static str>> {
        let mut changes = self.ask(actor, action)?;
        for changed in changes.all_mut().filter(|changed| changed.number_pending) {
            self.drawn += 1;
            changed.number(self.drawn);
        }
        for changes in changes.all() {
            assert_eq!(changes.before.as_ref(), self.dossiers.get(&changes.after.id));
        }
        for changes in changes.all() {
            self.dossiers.insert(changes.after.id, changes.after.clone());
        }
        Ok(changes.first.after)
    }

    pub(super) fn does(&mut self, agency: &str, verb: Verb, code: &DossierCode) -> Dossier {
        let actor = officer(agency, &Duty::ALL);
        self.act(&actor, |desk| do_verb(desk, verb, code))
            .unwrap_or_else(|codes| panic!("{} {code}: {codes:?}", verb.as_str()))
    }

    pub(super) fn lead(&self) -> &Dossier {
        &self.dossiers[&DossierId([7; 16])]
    }

    pub(super) fn parts(&self) -> Vec<Dossier> {
        self.lead().parts.iter().map(|part| self.dossiers[&part.id].clone()).collect()
    }
}

/// A linked dossier with a paper that its parts need too, accepted.
fn accepted() -> World {
    let law = law::law(ClockStart::Acceptance);
    let mut world =
        World { law, dossiers: BTreeMap::new(), recorded: Vec::new(), now: at("2025-07-14T09:00"), drawn: 0 };
    let file = FileRef {
        digest: FileDigest("a".repeat(64)),
        name: "a.pdf".into(),
        size: 9,
        media: Media::Pdf,
        pages: None,
        doubts: Vec::new(),
    };
    let paper = |name: &str| PaperHanded::of_files(name, vec![file.clone()]);
    let papers = vec![paper("form"), paper("other")];
    let command = Submit { procedure: "linked".into(), papers, ..handing_in() };
    let code = world.act(&citizen(), |desk| submit(desk, command)).unwrap().code().clone();
    world.does(HERE, Verb::Accept, &code);
    world
}

/// Decided as well, so that all three parts run.
pub(super) fn decided() -> World {
    let mut world = accepted();
    let code = world.lead().code().clone();
    for verb in [Verb::Forward, Verb::Forward, Verb::Decide] {
        world.does(HERE, verb, &code);
    }
    world
}

/// Brings a part to its decision at its agency.
pub(super) fn settle(world: &mut World, part: &Dossier, outcome: Outcome) {
    let agency = part.submission.competent.as_str().to_string();
    let code = part.code().clone();
    world.does(&agency, Verb::Forward, &code);
    let reason = "theo quy định".to_string();
    let decide = Decide { code, outcome, reason, files: Vec::new(), sign: None };
    world.act(&officer(&agency, &Duty::ALL), |desk| super::decide(desk, decide)).unwrap();
}

/// Handed in before places were asked: it goes on as it was promised.
#[test]
fn a_lead_that_said_no_places_is_decided_and_opens_its_parts_where_it_is_decided() {
    let mut world = accepted();
    let id = world.lead().id;
    world.dossiers.get_mut(&id).unwrap().submission.deciding = DecidingFacts::default();
    let code = world.lead().code().clone();
    for verb in [Verb::Forward, Verb::Forward, Verb::Decide] {
        world.does(HERE, verb, &code);
    }
    let agencies: Vec<_> = world.parts().iter().map(|part| part.submission.competent.to_string()).collect();
    assert_eq!(agencies, [HERE, "H57.201", HERE]);
}

#[test]
fn parts_open_with_acceptance_and_with_the_decision_each_at_its_own_agency() {
    let world = accepted();
    let lead = world.lead();
    assert_eq!((lead.parts.len(), lead.status()), (1, Status::Accepted));
    let world = decided();
    let lead = world.lead();
    let seen: Vec<_> = world
        .parts()
        .iter()
        .map(|part| {
            let submission = &part.submission;
            assert_eq!((submission.lead, &submission.receiving), (Some(lead.id), &agency(HERE)));
            assert_eq!(part.receipt_id(), lead.id, "the receipt of the lead opens it");
            assert_eq!(submission.applicant, lead.submission.applicant);
            (
                submission.procedure.to_string(),
                part.code().to_string(),
                part.holder.agency.to_string(),
                part.holder.duty,
                written(part.due_at().unwrap()),
            )
        })
        .collect();
    let row = |procedure: &str, code: &str, at: &str, due: &str| {
        (procedure.to_string(), code.to_string(), at.to_string(), Duty::Case, due.to_string())
    };
    assert_eq!(
        seen,
        [
            row("one", "H57.101-250714-0002", HERE, "2025-07-17T17:00"),
            row("police", "H57.101-250714-0003", POLICE, "2025-07-17T17:00"),
            row("p", "H57.101-250714-0004", HERE, "2025-07-28T17:00"),
        ]
    );
    assert_eq!(lead.status(), Status::Completed, "the lead is decided; its parts run");
}

#[test]
fn a_paper_that_a_part_needs_too_comes_with_it() {
    for part in decided().parts() {
        let names: Vec<&str> = part.submission.papers.iter().map(|paper| paper.paper.as_str()).collect();
        assert_eq!(names, ["form"], "by its name; what the part does not ask for stays with the lead");
        assert_eq!(part.submission.papers[0].files[0].digest.0, "a".repeat(64));
    }
}

#[test]
fn a_lead_that_is_refused_opens_nothing() {
    let mut world = accepted();
    let code = world.lead().code().clone();
    for verb in [Verb::Forward, Verb::Forward] {
        world.does(HERE, verb, &code);
    }
    let refuse = Decide {
        code,
        outcome: Outcome::Refused,
        reason: "không đủ điều kiện".into(),
        files: Vec::new(),
        sign: None,
    };
    world.act(&officer(HERE, &Duty::ALL), |desk| decide(desk, refuse)).unwrap();
    assert_eq!(world.lead().parts.len(), 1, "only what acceptance opened");
}

#[test]
fn silence_that_means_approval_opens_what_a_decision_would_have_opened() {
    let mut world = accepted();
    let code = world.lead().code().clone();
    world.does(HERE, Verb::Forward, &code);
    world.now = at("2025-09-01T09:00");
    world.does(HERE, Verb::RecordSilence, &code);
    assert_eq!(world.lead().status(), Status::Completed);
    assert_eq!(world.parts().len(), 3, "one with the acceptance, two with the result");
}

#[test]
fn the_result_is_handed_over_when_every_part_is_ended_and_a_refused_part_stops_no_other() {
    let mut world = decided();
    let lead = world.lead().code().clone();
    let parts = world.parts();
    let returning = |world: &World| {
        world
            .ask(&officer(HERE, &Duty::ALL), |desk| do_verb(desk, Verb::ReturnResult, &lead))
            .map_or_else(|codes| codes[0], |_| "ok")
    };
    settle(&mut world, &parts[0], Outcome::Refused);
    assert_eq!(returning(&world), "dossier.parts-open");
    assert_eq!(world.parts()[1].status(), Status::InProcess, "the others go on");
    settle(&mut world, &parts[1], Outcome::Approved);
    assert_eq!(returning(&world), "dossier.parts-open");
    world.does(HERE, Verb::Stop, parts[2].code());
    assert_eq!(returning(&world), "ok");
    // A part whose paper is about to be replaced is not handed over with the others.
    let waits = |world: &mut World, replacement: Option<Box<Replacement>>| {
        world.dossiers.get_mut(&parts[1].id).unwrap().deed_life.replacement = replacement;
    };
    let made = DeedMade {
        template: "x.1".into(),
        filling: Default::default(),
        agency: agency(HERE),
        book: None,
        number: 0,
        volume: None,
        symbol: None,
        day: world.now.day(),
        check: CheckCode::drawn([1; 10]),
        entry: None,
        signature: Default::default(),
    };
    waits(&mut world, Some(Box::new(Replacement { made, reason: "ghi sai".into() })));
    assert_eq!(returning(&world), "deed.replacement-waits");
    waits(&mut world, None);
    let changes =
        world.ask(&officer(HERE, &Duty::ALL), |desk| do_verb(desk, Verb::ReturnResult, &lead)).unwrap();
    let stopped = world.parts().remove(2);
    assert_eq!(changes.relies_on, [(stopped.reference(), stopped.seq)], "the stopped one must stay as it is");
    world.does(HERE, Verb::ReturnResult, &lead);
    let ends: Vec<Status> = world.parts().iter().map(Dossier::status).collect();
    assert_eq!(ends, [Status::Returned, Status::Returned, Status::Stopped], "in one act with the lead");
    let reopen = world.ask(&officer(HERE, &Duty::ALL), |desk| do_verb(desk, Verb::Reopen, stopped.code()));
    assert_eq!(reopen.unwrap_err(), ["dossier.lead-ended"]);
}

#[test]
fn whoever_takes_the_lead_back_takes_back_what_still_runs() {
    let mut world = accepted();
    let code = world.lead().code().clone();
    world.act(&citizen(), |desk| do_verb(desk, Verb::Withdraw, &code)).unwrap();
    assert_eq!(world.parts()[0].status(), Status::Withdrawn);
}

#[test]
fn a_part_is_supplemented_and_restarts_its_own_clock_only() {
    let mut world = decided();
    let part = world.parts().remove(1);
    world.does(POLICE, Verb::AskSupplement, part.code());
    world.now = at("2025-07-16T09:00");
    world.act(&citizen(), |desk| do_verb(desk, Verb::Supplement, part.code())).unwrap();
    let dues: Vec<String> = world.parts().iter().map(|part| written(part.due_at().unwrap())).collect();
    assert_eq!(dues, ["2025-07-17T17:00", "2025-07-21T17:00", "2025-07-28T17:00"]);
}

#[test]
fn a_dossier_of_before_knows_no_parts_and_no_lead() {
    let mut kept = serde_json::to_value(accepted().lead()).unwrap();
    let map = kept.as_object_mut().unwrap();
    assert!(map.remove("parts").is_some() && !map["submission"].as_object().unwrap().contains_key("lead"));
    let read: Dossier = serde_json::from_value(kept).unwrap();
    assert_eq!((read.parts.len(), read.submission.lead), (0, None));
}
