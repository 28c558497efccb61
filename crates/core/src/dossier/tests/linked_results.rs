//! Where the results of linked dossiers go: together with their lead's, and each missed or found by itself.

use super::link::{World, decided, settle};
use super::*;
use crate::consignment::{
    self, Consignment, ConsignmentChange, HandOverResults, TakeBackResults, TakeOverResults,
    hand_over_results, take_back_results, take_over_results,
};

const LIST: &str = "list";

fn desk_of(code: &str) -> Actor {
    officer(code, &[Duty::Reception])
}

fn there() -> WantedReturn {
    WantedReturn::Centre { agency: agency(THERE) }
}

fn by_post() -> WantedReturn {
    WantedReturn::Post(PostAddress {
        receiver: "Nguyễn Thị Hòa".into(),
        phone: "0905123456".into(),
        commune: UnitCode::parse("19777").unwrap(),
        detail: "12 Nguyễn Sinh Cung".into(),
    })
}

fn choose(world: &mut World, wanted: WantedReturn) -> Result<(), Vec<&'static str>> {
    let choose = ChooseReturn { code: world.lead().code().clone(), wanted };
    world.act(&citizen(), |desk| choose_return(desk, choose)).map(drop)
}

/// All is decided: two parts have a result, the third was stopped.
fn whole(wanted: WantedReturn) -> World {
    let mut world = decided();
    let parts = world.parts();
    settle(&mut world, &parts[0], Outcome::Refused);
    settle(&mut world, &parts[1], Outcome::Approved);
    world.does(HERE, Verb::Stop, parts[2].code());
    choose(&mut world, wanted).unwrap();
    world
}

fn with_list(
    world: &mut World,
    lists: &[Consignment],
    actor: &Actor,
    act: impl FnOnce(&mut consignment::Desk<'_>) -> Result<consignment::Changes, Halt>,
) -> Result<Consignment, Vec<&'static str>> {
    let dossiers = world.dossiers.values().cloned().collect();
    let mut read = Memory { dossiers, consignments: lists.to_vec(), ..Memory::default() };
    let asked = act(&mut consignment::Desk { law: &world.law, read: &mut read, actor, now: world.now });
    let changes = asked.map_err(|halt| match halt {
        Halt::Refused(refusals) => refusals.iter().map(|refusal| refusal.code).collect::<Vec<_>>(),
        Halt::Broke(fault) => panic!("{fault}"),
    })?;
    for change in changes.beside {
        let ConsignmentChange::Dossier(changed) = change else { panic!("a list beside a list") };
        assert_eq!(changed.before.as_ref(), world.dossiers.get(&changed.after.id), "each once");
        world.dossiers.insert(changed.after.id, changed.after);
    }
    match changes.first {
        ConsignmentChange::List(changed) => Ok(changed.after),
        ConsignmentChange::Dossier(_) => panic!("no list"),
    }
}

fn given(world: &mut World, id: &str, codes: &[DossierCode]) -> Result<Consignment, Vec<&'static str>> {
    let command = HandOverResults { id: id.into(), to: agency(THERE), dossiers: codes.to_vec() };
    with_list(world, &[], &desk_of(HERE), |desk| hand_over_results(desk, command))
}

fn taken(world: &mut World, list: Consignment, missing: &[DossierCode]) -> Consignment {
    let note = "bì rách".to_string();
    let command = TakeOverResults { id: list.id.clone(), missing: missing.to_vec(), note };
    with_list(world, &[list], &desk_of(THERE), |desk| take_over_results(desk, command)).unwrap()
}

fn found(world: &mut World, code: &DossierCode) -> Result<(), Vec<&'static str>> {
    let command = RecoverResult { code: code.clone(), how: Recovered::Found, note: "trong tủ".into() };
    world.act(&desk_of(HERE), |desk| recover_result(desk, command)).map(drop)
}

fn returned(world: &mut World, at: &str, code: &DossierCode) -> Result<(), Vec<&'static str>> {
    world.act(&desk_of(at), |desk| do_verb(desk, Verb::ReturnResult, code)).map(drop)
}

fn stages(world: &World) -> Vec<Option<ResultStage>> {
    let all = std::iter::once(world.lead().clone()).chain(world.parts());
    all.map(|dossier| dossier.result_stands().map(|stands| stands.stage)).collect()
}

/// The codes of the lead and its parts.
fn codes(world: &World) -> Vec<DossierCode> {
    std::iter::once(world.lead()).chain(&world.parts()).map(|dossier| dossier.code().clone()).collect()
}

#[test]
fn results_of_parts_stand_on_the_list_beside_their_leads_and_one_may_be_missed_alone() {
    use ResultStage::*;
    let mut world = whole(there());
    let codes = codes(&world);
    let list = given(&mut world, LIST, &codes[..1]).unwrap();
    assert_eq!(list.dossiers, codes[..3], "the stopped part has none");
    assert_eq!(stages(&world), [Some(Sent), Some(Sent), Some(Sent), None]);
    let reopen = world.ask(&officer(HERE, &Duty::ALL), |desk| do_verb(desk, Verb::Reopen, &codes[3]));
    assert_eq!(reopen.unwrap_err(), ["dossier.lead-left"]);

    taken(&mut world, list, &codes[2..3]);
    assert_eq!(stages(&world), [Some(Arrived), Some(Arrived), Some(Missing), None]);
    let Actor::Officer(other) = desk_of(THERE) else { unreachable!() };
    assert!(world.parts().iter().take(2).all(|part| part.is_seen_by(&other)));
    assert_eq!(returned(&mut world, THERE, &codes[0]), Err(vec!["result.parts-apart"]));
    assert_eq!(choose(&mut world, WantedReturn::Counter), Err(vec!["result.left-already"]));
    found(&mut world, &codes[2]).unwrap();
    assert_eq!(stages(&world)[2], Some(ToSend), "it goes after the others");
    let (lead, parts) = (world.lead().clone(), world.parts());
    assert_eq!(
        [&parts[0], &parts[1]].map(|part| part.lies_with(&lead)),
        [false, false],
        "each has its own place"
    );
    assert_eq!(returned(&mut world, THERE, &codes[0]), Err(vec!["result.parts-apart"]), "not there yet");
    let second = given(&mut world, "second", &codes[2..3]).unwrap();
    assert_eq!(second.dossiers, codes[2..3]);
    let command = TakeBackResults { id: "second".into(), reason: "nhầm bì".into() };
    with_list(&mut world, &[second], &desk_of(HERE), |desk| take_back_results(desk, command)).unwrap();
    assert_eq!(stages(&world)[2], Some(ToSend), "taken back, it still goes after the others");
    let second = given(&mut world, "third", &codes[2..3]).unwrap();
    taken(&mut world, second, &[]);
    for code in &codes[1..3] {
        assert_eq!(returned(&mut world, THERE, code), Err(vec!["result.with-its-lead"]));
    }
    returned(&mut world, THERE, &codes[0]).unwrap();
    assert!(world.parts().iter().take(2).all(|part| part.status() == Status::Returned));
    assert_eq!(stages(&world), [None; 4]);
}

#[test]
fn a_lead_that_was_missed_follows_its_parts_and_goes_nowhere_else() {
    let mut world = whole(there());
    let codes = codes(&world);
    let list = given(&mut world, LIST, &codes[..1]).unwrap();
    taken(&mut world, list, &codes[..1]);
    assert_eq!(choose(&mut world, by_post()), Err(vec!["result.left-already"]), "its parts are there");
    found(&mut world, &codes[0]).unwrap();
    assert_eq!(choose(&mut world, by_post()), Err(vec!["result.left-already"]));
    let second = given(&mut world, "second", &codes[..1]).unwrap();
    assert_eq!(second.dossiers, codes[..1], "what is there is not sent again");
    taken(&mut world, second, &[]);
    returned(&mut world, THERE, &codes[0]).unwrap();
}

#[test]
fn what_was_missed_together_is_sent_again_together_wherever_it_is_wanted_then() {
    let mut world = whole(there());
    let codes = codes(&world);
    let list = given(&mut world, LIST, &codes[..1]).unwrap();
    taken(&mut world, list, &codes[..3]);
    found(&mut world, &codes[0]).unwrap();
    assert_eq!(given(&mut world, "second", &codes[..1]).unwrap_err(), ["result.parts-apart"]);
    found(&mut world, &codes[1]).unwrap();
    found(&mut world, &codes[2]).unwrap();
    assert_eq!(
        given(&mut world, "second", &codes[1..2]).unwrap_err(),
        ["result.with-its-lead"],
        "its lead is here"
    );
    let lead = world.lead().clone();
    assert!(world.parts().iter().take(2).all(|part| part.lies_with(&lead)), "all of it is here again");
    choose(&mut world, by_post()).unwrap();
    assert_eq!(stages(&world), [Some(ResultStage::ToPost), None, None, None]);
    choose(&mut world, there()).unwrap();
    let second = given(&mut world, "second", &codes[..1]).unwrap();
    assert_eq!(second.dossiers, codes[..3]);
}

#[test]
fn nothing_is_sent_while_a_part_runs_or_its_paper_is_about_to_be_replaced() {
    let mut world = decided();
    choose(&mut world, there()).unwrap();
    let lead = world.lead().code().clone();
    assert_eq!(given(&mut world, LIST, std::slice::from_ref(&lead)).unwrap_err(), ["dossier.parts-open"]);
    assert_eq!(world.lead().must_be_ready_to_go(&world.parts()).unwrap_err().code, "dossier.parts-open");
}

#[test]
fn one_parcel_carries_the_results_of_a_lead_and_its_parts() {
    let mut world = whole(by_post());
    let codes = codes(&world);
    let post = |world: &mut World, code: &DossierCode, order: &str| {
        let command = PostResult { code: code.clone(), order: order.into() };
        world.act(&desk_of(HERE), |desk| post_result(desk, command)).map(drop)
    };
    let says = |world: &mut World, code: &DossierCode, state, when: &str| {
        let (news, parcel) = (ParcelNews { state, at: at(when) }, world.lead().parcels);
        let command = FollowParcel { code: code.clone(), parcel, order: String::new(), news };
        world.act(&desk_of(HERE), |desk| follow_parcel(desk, command)).map(drop)
    };
    assert_eq!(post(&mut world, &codes[1], "VN1"), Err(vec!["result.with-its-lead"]));
    post(&mut world, &codes[0], "VN1").unwrap();
    world.now = at("2025-08-21T09:00");
    let orders = |world: &World| -> Vec<String> {
        world.parts().iter().filter_map(|part| Some(part.parcel()?.order.clone())).collect()
    };
    assert_eq!(orders(&world), ["VN1", "VN1"], "whoever looks at a part reads where it is");
    assert_eq!(
        stages(&world),
        [Some(ResultStage::Posted), None, None, None],
        "on the list there is one parcel"
    );
    assert_eq!(
        says(&mut world, &codes[1], ParcelState::Taken, "2025-08-15T09:00"),
        Err(vec!["result.with-its-lead"])
    );
    says(&mut world, &codes[0], ParcelState::Lost, "2025-08-16T09:00").unwrap();
    assert!(world.parts().iter().take(2).all(Dossier::is_astray));
    assert_eq!(found(&mut world, &codes[1]), Err(vec!["result.with-its-lead"]));
    found(&mut world, &codes[0]).unwrap();
    assert!(world.parts().iter().all(|part| part.result_out.is_none()));

    post(&mut world, &codes[0], "VN2").unwrap();
    says(&mut world, &codes[0], ParcelState::SentBack, "2025-08-21T09:00").unwrap();
    choose(&mut world, by_post()).unwrap();
    assert!(world.parts().iter().all(|part| part.result_out.is_none()));
    post(&mut world, &codes[0], "VN3").unwrap();
    world.now = at("2025-08-25T09:00");
    says(&mut world, &codes[0], ParcelState::Delivered, "2025-08-24T09:00").unwrap();
    for part in world.parts().iter().take(2) {
        let State::Returned { at: got, how, .. } = part.state else { panic!("not returned") };
        assert_eq!((got, how), (at("2025-08-24T09:00"), ReturnWay::Post));
        assert_eq!(part.parcel().map(|parcel| parcel.state), Some(ParcelState::Delivered));
    }
}
