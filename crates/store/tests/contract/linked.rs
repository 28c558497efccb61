//! An act that changes several dossiers: all of them or none, each with a number of
//! its own, and nothing opened twice.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::act::fold;
use motcua_core::consignment::{ConsignmentCommand, HandOverResults, TakeOverResults};
use motcua_core::dossier::*;
use motcua_store::act::{Acting, carry_out};
use motcua_store::dossier::{by_code, by_id, parts_of};
use motcua_store::{Key, Written, result_out};

on_both_engines! {
    the_parts_of_a_lead_are_written_with_the_result_that_opens_them,
    of_two_that_issue_at_once_one_opens_the_parts,
    a_result_issued_again_opens_nothing_more,
    a_part_that_cannot_be_written_leaves_the_lead_unissued,
    what_the_rule_relied_on_must_still_stand,
    results_of_parts_are_given_and_taken_over_with_their_leads,
}

/// Birth, residence and insurance in one, approved and to be issued.
fn at_the_registry(bench: &Bench, dice: &mut Dice) -> DossierCode {
    let mut command = handing_in(dice.id(), HERE, "Lê Thị Na");
    command.procedure = "2.000986".into();
    command.case = None;
    let code = bench.done(&citizen(), morning(), &submitting(command)).code().clone();
    for verb in [Verb::Accept, Verb::Forward, Verb::Forward] {
        bench.done(&clerk(HERE), morning(), &doing(verb, &code, dice));
    }
    bench.done(&clerk(HERE), morning(), &approve(&code));
    code
}

fn approve(code: &DossierCode) -> Doing {
    let (code, outcome, reason) = (code.clone(), Outcome::Approved, String::new());
    Doing::Command(Decide { code, outcome, reason, files: Vec::new(), sign: None }.into())
}

fn issued(code: &DossierCode) -> Doing {
    doing(Verb::Issue, code, &mut Dice(0))
}

fn stored(bench: &Bench, code: &DossierCode) -> Dossier {
    bench.store.read(|rows| by_code(rows, code)).unwrap().unwrap()
}

fn the_parts_of_a_lead_are_written_with_the_result_that_opens_them(bench: &Bench) {
    let mut dice = Dice(71);
    let code = at_the_registry(bench, &mut dice);
    let lead = bench.done(&clerk(HERE), morning(), &issued(&code));
    let parts = bench.store.read(|rows| parts_of(rows, &lead)).unwrap();
    let seen: Vec<_> = parts.iter().map(|part| (part.code().to_string(), part.status(), part.seq)).collect();
    assert_eq!(
        seen,
        [
            ("H57.101-250714-0002".to_string(), Status::InProcess, 3),
            ("H57.101-250714-0003".to_string(), Status::InProcess, 3),
        ]
    );
    for part in &parts {
        assert_eq!(part.submission.lead, Some(lead.id));
        assert_eq!(*part, fold::<Dossier>(part.id, &bench.events(part.id)).unwrap(), "as its events say");
    }
    assert_eq!(stored(bench, &code).parts.len(), 2);
    // Each counts once, for the centre that received it.
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new());
    assert_eq!(bench.count("select cast(sum(received) as bigint) from tally where parent = ''"), 3);
}

fn of_two_that_issue_at_once_one_opens_the_parts(bench: &Bench) {
    let mut dice = Dice(72);
    let code = at_the_registry(bench, &mut dice);
    let one = bench.prepared(&clerk(HERE), morning(), &issued(&code));
    let other = bench.prepared(&clerk(HERE), morning(), &issued(&code));
    let (one, other) = bench.while_the_writer_waits(|| (bench.store.write(one), bench.store.write(other)));
    assert!(matches!(one.wait().unwrap(), Written::Done(Some(_))));
    assert!(matches!(other.wait().unwrap(), Written::Conflict));
    assert_eq!(bench.count("select count(*) from dossier"), 3);
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new());
    // The numbers that the conflict drew were given back.
    let next = bench.done(&citizen(), morning(), &submitting(handing_in(dice.id(), HERE, "Lê Văn Tư")));
    assert_eq!(next.code().number, 4);
}

fn a_result_issued_again_opens_nothing_more(bench: &Bench) {
    let mut dice = Dice(73);
    let code = at_the_registry(bench, &mut dice);
    let key = Key { key: "form:1".into(), digest: [1; 32] };
    for _ in 0..3 {
        assert!(bench.act(&clerk(HERE), morning(), Some(&key), &issued(&code)).is_ok());
    }
    assert_eq!(bench.count("select count(*) from dossier"), 3);
    assert_eq!(stored(bench, &code).parts.len(), 2);
}

fn a_part_that_cannot_be_written_leaves_the_lead_unissued(bench: &Bench) {
    let mut dice = Dice(74);
    let code = at_the_registry(bench, &mut dice);
    let lead = stored(bench, &code);
    // Somebody has taken the id of the second part.
    bench.done(&citizen(), morning(), &submitting(handing_in(lead.id.part(1), HERE, "Ai Đó")));
    let before = bench.count("select count(*) from event");
    let write = bench.prepared(&clerk(HERE), morning(), &issued(&code));
    assert!(matches!(bench.store.write(write).wait().unwrap(), Written::Conflict));
    assert_eq!(stored(bench, &code), lead, "all or nothing");
    assert_eq!(bench.count("select count(*) from event"), before);
    assert_eq!(bench.store.read(|rows| by_id(rows, lead.id.part(0))).unwrap(), None);
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new());
}

fn what_the_rule_relied_on_must_still_stand(bench: &Bench) {
    let mut dice = Dice(75);
    let code = at_the_registry(bench, &mut dice);
    let lead = bench.done(&clerk(HERE), morning(), &issued(&code));
    for part in bench.store.read(|rows| parts_of(rows, &lead)).unwrap() {
        let agency = part.submission.competent.as_str();
        bench.done(&clerk(agency), morning(), &doing(Verb::Stop, part.code(), &mut dice));
    }
    let part = bench.store.read(|rows| parts_of(rows, &lead)).unwrap().remove(0);
    let returning = bench.prepared(&clerk(HERE), morning(), &doing(Verb::ReturnResult, &code, &mut dice));
    let agency = part.submission.competent.as_str();
    bench.done(&clerk(agency), morning(), &doing(Verb::Reopen, part.code(), &mut dice));
    assert!(matches!(bench.store.write(returning).wait().unwrap(), Written::Conflict), "the part runs again");
    let halt = bench
        .act(&clerk(HERE), morning(), None, &doing(Verb::ReturnResult, &code, &mut dice))
        .err()
        .expect("refused on the new state");
    assert_eq!(codes_of(&halt), ["dossier.parts-open"]);
    assert_eq!(stored(bench, &code).status(), Status::Completed);
}

fn results_of_parts_are_given_and_taken_over_with_their_leads(bench: &Bench) {
    let mut dice = Dice(76);
    let code = at_the_registry(bench, &mut dice);
    let lead = bench.done(&clerk(HERE), morning(), &issued(&code));
    for part in bench.store.read(|rows| parts_of(rows, &lead)).unwrap() {
        let officer = clerk(part.submission.competent.as_str());
        bench.done(&officer, morning(), &doing(Verb::Forward, part.code(), &mut dice));
        if bench.done(&officer, morning(), &approve(part.code())).decided.is_some() {
            bench.done(&officer, morning(), &issued(part.code()));
        }
    }
    let wanted = WantedReturn::Centre { agency: agency(THERE) };
    let choose = ChooseReturn { code: code.clone(), wanted };
    bench.done(&citizen(), morning(), &Doing::Command(choose.into()));
    let carried = |actor: &motcua_core::act::Actor, command: ConsignmentCommand| {
        carry_out(&bench.store, &Acting::of(law(), actor, morning()), command).unwrap().unwrap()
    };
    let give = |id: &str, code: &DossierCode| -> ConsignmentCommand {
        HandOverResults { id: id.into(), to: agency(THERE), dossiers: vec![code.clone()] }.into()
    };
    let list = carried(&clerk(HERE), give("linked", &code));
    assert_eq!((list.dossiers.len(), &list.dossiers[0]), (3, &code));
    let part = list.dossiers[2].clone();
    let take = |id: &str, missing: &[DossierCode]| -> ConsignmentCommand {
        TakeOverResults { id: id.into(), missing: missing.to_vec(), note: "thiếu một".into() }.into()
    };
    carried(&clerk(THERE), take("linked", std::slice::from_ref(&part)));
    let at = |code: &str, stage| -> Vec<DossierCode> {
        let found = bench.store.read(|rows| result_out::of_stage(rows, &agency(code), stage, 10)).unwrap();
        found.iter().map(|dossier| dossier.code().clone()).collect()
    };
    assert_eq!(at(HERE, ResultStage::Missing), std::slice::from_ref(&part));
    assert_eq!(at(THERE, ResultStage::Arrived).len(), 2);
    let found = RecoverResult { code: part.clone(), how: Recovered::Found, note: "trong tủ".into() };
    bench.done(&clerk(HERE), morning(), &Doing::Command(found.into()));
    assert_eq!(at(HERE, ResultStage::ToSend), std::slice::from_ref(&part), "after the others");
    carried(&clerk(HERE), give("after", &part));
    carried(&clerk(THERE), take("after", &[]));
    bench.done(&clerk(THERE), morning(), &doing(Verb::ReturnResult, &code, &mut dice));
    assert_eq!((stored(bench, &part).status(), at(THERE, ResultStage::Arrived)), (Status::Returned, vec![]));
    for dossier in [&code, &part].map(|code| stored(bench, code)) {
        assert_eq!(dossier, fold::<Dossier>(dossier.id, &bench.events(dossier.id)).unwrap());
    }
}
