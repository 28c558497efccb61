//! Where and how a result is returned: chosen, changed, sent to another centre, posted.

use super::*;
use crate::consignment::{
    self, Consignment, ConsignmentChange, HandOverResults, TakeBackResults, TakeOverResults,
    hand_over_results, take_back_results, take_over_results,
};

const ADDRESS: [(&str, &str); 3] =
    [("wanted", "post"), ("wanted_commune", "Phường Vỹ Dạ"), ("wanted_detail", "12 Nguyễn Sinh Cung")];

fn written(fields: &[(&str, &str)]) -> Result<WantedReturn, Vec<&'static str>> {
    let law = law::law(ClockStart::Acceptance);
    let typed = |name: &str| fields.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| *text);
    let person = ("Nguyễn Thị Hòa", "0905 123 456");
    let near = UnitCode::parse("46").unwrap();
    let said = WantedReturn::written(&law, Day::parse("2025-07-14").unwrap(), Some(&near), person, typed);
    said.map_err(|wrong| wrong.iter().map(|refusal| refusal.code).collect())
}

pub(super) fn by_post() -> WantedReturn {
    written(&ADDRESS).unwrap()
}

fn there() -> WantedReturn {
    WantedReturn::Centre { agency: agency(THERE) }
}

/// Ready to be returned, and wanted so.
pub(super) fn ready(wanted: WantedReturn) -> Town {
    let mut town = Town::at_status(Status::Completed);
    let code = town.code();
    town.act(&citizen(), |desk| choose_return(desk, ChooseReturn { code, wanted })).unwrap();
    town
}

pub(super) fn desk_of(code: &str) -> Actor {
    officer(code, &[Duty::Reception])
}

#[test]
fn what_is_wanted_is_read_as_it_was_written_and_all_that_is_wrong_is_said_at_once() {
    let WantedReturn::Post(address) = by_post() else { panic!("not by post") };
    assert_eq!(
        (address.receiver.as_str(), address.phone.as_str(), address.commune.as_str()),
        ("Nguyễn Thị Hòa", "0905123456", "19777"),
        "the person, where nobody else is named"
    );
    assert_eq!(written(&[]), Ok(WantedReturn::Counter));
    assert_eq!(written(&[("wanted", "centre"), ("wanted_centre", "Vỹ Dạ")]), Ok(there()));
    assert_eq!(written(&[("wanted", "centre"), ("wanted_centre", THERE)]), Ok(there()));
    for (fields, wrong) in [
        (vec![("wanted", "pigeon")], vec!["result.way-unknown"]),
        (vec![("wanted", "centre")], vec!["result.no-such-centre"]),
        (vec![("wanted", "centre"), ("wanted_centre", "Đâu đó")], vec!["result.no-such-centre"]),
        (
            vec![("wanted", "post"), ("wanted_phone", "abc"), ("wanted_receiver", "12")],
            vec![
                "result.receiver-missing",
                "result.phone-missing",
                "result.address-missing",
                "result.commune-unknown",
            ],
        ),
        (
            vec![("wanted", "post"), ("wanted_detail", "1 A"), ("wanted_commune", "Huế")],
            vec!["result.commune-unknown"],
        ),
    ] {
        assert_eq!(written(&fields), Err(wrong), "{fields:?}");
    }
}

#[test]
fn what_is_wanted_is_said_at_hand_in_and_the_counter_itself_is_no_other_centre() {
    for (wanted, kept) in [
        (there(), there()),
        (WantedReturn::Centre { agency: agency(HERE) }, WantedReturn::Counter),
        (WantedReturn::Online, WantedReturn::Online),
    ] {
        let mut town = Town::new();
        let command = Submit { wanted, ..handing_in() };
        town.act(&citizen(), |desk| submit(desk, command)).unwrap();
        assert_eq!(town.dossier().submission.wanted, kept);
    }
    let nowhere = Submit { wanted: WantedReturn::Centre { agency: agency("H57.999") }, ..handing_in() };
    let refused = Town::new().act(&citizen(), |desk| submit(desk, nowhere)).map(drop);
    assert_eq!(refused, Err(vec!["result.no-such-centre"]), "there is none");
}

#[test]
fn what_must_be_received_in_person_goes_nowhere_else() {
    let mut town = Town::at_status(Status::InProcess);
    let rule = "without_post = []\n[[in_person]]\nprocedure = \"p\"\nfrom = \"2025-07-01\"\nwhy = \"ký sổ\"\n\
                why_en = \"signs\"\narticle = \"x\"\ntrust = \"assumed\"\n";
    let without = town.law.catalogue;
    town.law = law::law(ClockStart::Acceptance);
    town.law.catalogue = without.with_returns(&[("returns.toml", rule)]).unwrap();
    let code = town.code();
    for wanted in [there(), by_post(), WantedReturn::Online] {
        let choose = ChooseReturn { code: code.clone(), wanted };
        assert_eq!(
            town.act(&citizen(), |desk| choose_return(desk, choose)).map(drop),
            Err(vec!["result.in-person"])
        );
    }
    let rule = format!("without_post = [\"{HERE}\"]");
    let without = std::mem::replace(&mut town.law, law::law(ClockStart::Acceptance)).catalogue;
    town.law.catalogue = without.with_returns(&[("returns.toml", &rule)]).unwrap();
    let choose = ChooseReturn { code, wanted: by_post() };
    let refused = town.act(&citizen(), |desk| choose_return(desk, choose)).map(drop);
    assert_eq!(refused, Err(vec!["result.post-not-offered"]));
}

#[test]
fn the_person_or_the_reception_changes_it_until_the_result_has_left() {
    let choose = |town: &mut Town, actor: &Actor, wanted: WantedReturn| {
        let code = town.code();
        town.act(actor, |desk| choose_return(desk, ChooseReturn { code, wanted })).map(drop)
    };
    let mut town = Town::at_status(Status::InProcess);
    assert_eq!(choose(&mut town, &citizen(), there()), Ok(()));
    assert_eq!(choose(&mut town, &citizen(), there()), Err(vec!["result.chosen-already"]));
    assert_eq!(choose(&mut town, &desk_of(HERE), by_post()), Ok(()));
    for (actor, code) in [
        (officer(HERE, &[Duty::Case]), "dossier.not-your-duty"),
        (desk_of(THERE), "dossier.not-your-unit"),
        (Actor::Clock, "account.people-only"),
    ] {
        assert_eq!(choose(&mut town, &actor, there()), Err(vec![code]), "{actor:?}");
    }
    let mut town = ready(by_post());
    posted(&mut town, "VN1");
    assert_eq!(choose(&mut town, &citizen(), there()), Err(vec!["result.left-already"]));
    let mut town = Town::at_status(Status::Returned);
    assert_eq!(choose(&mut town, &citizen(), there()), Err(vec!["result.none-to-come"]));
}

fn memory<'a>(town: &Town, lists: &[Consignment]) -> Memory<'a> {
    Memory {
        dossiers: vec![town.dossier().clone()].into(),
        consignments: lists.to_vec(),
        ..Memory::default()
    }
}

/// Carries an act about a list out, and gives the list after it.
fn with_list(
    town: &mut Town,
    lists: &[Consignment],
    actor: &Actor,
    act: impl FnOnce(&mut consignment::Desk<'_>) -> Result<consignment::Changes, Halt>,
) -> Result<Consignment, Vec<&'static str>> {
    let mut read = memory(town, lists);
    let asked = act(&mut consignment::Desk { law: &town.law, read: &mut read, actor, now: town.now });
    let changes = asked.map_err(|halt| match halt {
        Halt::Refused(refusals) => refusals.iter().map(|refusal| refusal.code).collect::<Vec<_>>(),
        Halt::Broke(fault) => panic!("{fault}"),
    })?;
    for change in changes.beside {
        let ConsignmentChange::Dossier(changed) = change else { panic!("a list beside a list") };
        town.events.extend(changed.events);
        town.dossier = Some(fold(changed.after.id, &town.events).unwrap());
        assert_eq!(town.dossier.as_ref(), Some(&changed.after), "history says the same");
    }
    match changes.first {
        ConsignmentChange::List(changed) => Ok(changed.after),
        ConsignmentChange::Dossier(_) => panic!("no list"),
    }
}

fn handed_over(town: &mut Town) -> Result<Consignment, Vec<&'static str>> {
    let command = HandOverResults { id: "list".into(), to: agency(THERE), dossiers: vec![town.code()] };
    with_list(town, &[], &desk_of(HERE), |desk| hand_over_results(desk, command))
}

#[test]
fn a_result_goes_to_the_other_centre_with_a_list_and_is_returned_there() {
    let mut town = ready(there());
    let stands = |town: &Town| town.dossier().result_stands().map(|stands| (stands.agency, stands.stage));
    assert_eq!(stands(&town), Some((agency(HERE), ResultStage::ToSend)));
    let list = handed_over(&mut town).unwrap();
    assert_eq!(stands(&town), Some((agency(HERE), ResultStage::Sent)));
    let Actor::Officer(other) = desk_of(THERE) else { unreachable!() };
    assert!(town.dossier().is_seen_by(&other), "whoever is to take it over sees it");
    // On its way nobody returns it, sends it again, or sends it elsewhere.
    let code = town.code();
    for actor in [desk_of(HERE), desk_of(THERE)] {
        let refused =
            town.act(&actor, |desk| do_verb(desk, Verb::ReturnResult, &code)).map(drop).unwrap_err();
        assert!(["result.on-its-way", "dossier.not-your-unit"].contains(&refused[0]), "{refused:?}");
    }
    assert_eq!(handed_over(&mut town), Err(vec!["result.on-its-way"]));

    let take = |missing: Vec<DossierCode>, note: &str| TakeOverResults {
        id: "list".into(),
        missing,
        note: note.into(),
    };
    let lists = [list];
    let refused =
        with_list(&mut town, &lists, &desk_of(HERE), |desk| take_over_results(desk, take(vec![], "")));
    assert_eq!(refused, Err(vec!["dossier.not-your-unit"]), "who gave it does not take it");
    let missing = take(vec![code.clone()], "");
    let refused = with_list(&mut town, &lists, &desk_of(THERE), |desk| take_over_results(desk, missing));
    assert_eq!(refused, Err(vec!["result.note-missing"]));
    let taken =
        with_list(&mut town, &lists, &desk_of(THERE), |desk| take_over_results(desk, take(vec![], "")));
    let taken = [taken.unwrap()];
    assert_eq!(stands(&town), Some((agency(THERE), ResultStage::Arrived)));
    assert_eq!(town.dossier().holder.agency, agency(THERE), "it is on their list of work");
    let again =
        with_list(&mut town, &taken, &desk_of(THERE), |desk| take_over_results(desk, take(vec![], "")));
    assert_eq!(again, Err(vec!["result.list-taken"]));
    let choose = ChooseReturn { code: code.clone(), wanted: WantedReturn::Counter };
    let refused = town.act(&citizen(), |desk| choose_return(desk, choose)).map(drop);
    assert_eq!(refused, Err(vec!["result.left-already"]));
    let refused = town.act(&desk_of(HERE), |desk| do_verb(desk, Verb::ReturnResult, &code)).map(drop);
    assert_eq!(refused, Err(vec!["dossier.not-your-unit"]));
    town.act(&desk_of(THERE), |desk| do_verb(desk, Verb::ReturnResult, &code)).unwrap();
    assert_eq!((town.dossier().status(), town.dossier().result_stands()), (Status::Returned, None));
}

#[test]
fn what_did_not_come_is_looked_for_whatever_is_wanted_and_goes_on_once_it_is_there_again() {
    for how in Recovered::OF_ASTRAY {
        let (mut town, taken) = missed();
        assert_eq!(taken.came(&town.code()), Some(false));
        assert_eq!(stage(&town), Some((agency(HERE), ResultStage::Missing)));
        assert_eq!(town.dossier().holder.agency, agency(HERE));
        // What the person wants now brings no paper back, and nobody is to come for what is not there.
        let code = town.code();
        for wanted in [WantedReturn::Counter, by_post(), there()] {
            let choose = ChooseReturn { code: code.clone(), wanted };
            town.act(&citizen(), |desk| choose_return(desk, choose)).unwrap();
            assert_eq!(stage(&town), Some((agency(HERE), ResultStage::Missing)));
            for verb in [Verb::ReturnResult, Verb::AnnounceEarly] {
                let refused = town.act(&desk_of(HERE), |desk| do_verb(desk, verb, &code)).map(drop);
                assert_eq!(refused, Err(vec!["result.astray"]), "{}", verb.as_str());
            }
        }
        assert_eq!(handed_over(&mut town), Err(vec!["result.astray"]));
        assert_eq!(recovered(&mut town, &desk_of(HERE), how, ""), Err(vec!["dossier.text-missing"]));
        assert_eq!(recovered(&mut town, &desk_of(HERE), how, "trong tủ"), Ok(()));
        assert_eq!(stage(&town), Some((agency(HERE), ResultStage::ToSend)), "{how:?}");
        assert_eq!(
            recovered(&mut town, &desk_of(HERE), how, "trong tủ"),
            Err(vec!["result.not-astray"]),
            "once"
        );
        let command = HandOverResults { id: "second".into(), to: agency(THERE), dossiers: vec![town.code()] };
        with_list(&mut town, &[taken], &desk_of(HERE), |desk| hand_over_results(desk, command)).unwrap();
        assert!(matches!(town.dossier().result_out, Some(ResultOut::Sent { .. })));
    }
}

#[test]
fn a_list_is_taken_back_by_who_gave_it_until_it_is_taken_over() {
    let mut town = ready(there());
    let lists = [handed_over(&mut town).unwrap()];
    let take_back = |town: &mut Town, lists: &[Consignment], actor: &Actor, reason: &str| {
        let command = TakeBackResults { id: "list".into(), reason: reason.into() };
        with_list(town, lists, actor, |desk| take_back_results(desk, command))
    };
    for (actor, reason, code) in [
        (desk_of(THERE), "nhầm nơi", "dossier.not-your-unit"),
        (officer(HERE, &[Duty::Case]), "nhầm nơi", "dossier.not-your-duty"),
        (desk_of(ELSEWHERE), "nhầm nơi", "result.list-unknown"),
        (desk_of(HERE), "", "dossier.reason-missing"),
    ] {
        assert_eq!(take_back(&mut town, &lists, &actor, reason), Err(vec![code]), "{actor:?}");
    }
    let back = [take_back(&mut town, &lists, &desk_of(HERE), "nhầm nơi").unwrap()];
    assert_eq!((back[0].is_under_way(), stage(&town)), (false, Some((agency(HERE), ResultStage::ToSend))));
    assert_eq!(town.dossier().holder.agency, agency(HERE));
    let again = take_back(&mut town, &back, &desk_of(HERE), "nhầm nơi");
    assert_eq!(again, Err(vec!["result.list-taken-back"]));
    let take = TakeOverResults { id: "list".into(), missing: Vec::new(), note: String::new() };
    let taken = with_list(&mut town, &back, &desk_of(THERE), |desk| take_over_results(desk, take.clone()));
    assert_eq!(taken, Err(vec!["result.list-taken-back"]));
    // What was taken over stays there.
    let command = HandOverResults { id: "list".into(), to: agency(THERE), dossiers: vec![town.code()] };
    let given = with_list(&mut town, &[], &desk_of(HERE), |desk| hand_over_results(desk, command)).unwrap();
    let taken =
        with_list(&mut town, &[given], &desk_of(THERE), |desk| take_over_results(desk, take)).unwrap();
    let late = take_back(&mut town, &[taken], &desk_of(HERE), "nhầm nơi");
    assert_eq!(late, Err(vec!["result.list-taken"]));
}

#[test]
fn what_was_missed_may_have_come_after_all_and_is_returned_where_it_was_found() {
    let (mut town, _) = missed();
    let Actor::Officer(other) = desk_of(THERE) else { unreachable!() };
    assert!(town.dossier().is_seen_by(&other), "whoever missed it looks for it too");
    for (actor, code) in [
        (officer(HERE, &[Duty::Case]), "dossier.not-your-duty"),
        (officer(THERE, &[Duty::Case]), "dossier.not-your-duty"),
        (desk_of(ELSEWHERE), "dossier.unknown"),
        (citizen(), "account.officers-only"),
    ] {
        let refused = recovered(&mut town, &actor, Recovered::Found, "trong tủ");
        assert_eq!(refused, Err(vec![code]), "{actor:?}");
    }
    let refused = recovered(&mut town, &desk_of(THERE), Recovered::MadeAgain, "");
    assert_eq!(refused, Err(vec!["result.made-where-sent", "dossier.text-missing"]));
    assert_eq!(recovered(&mut town, &desk_of(THERE), Recovered::Found, "trong bì khác"), Ok(()));
    assert_eq!(stage(&town), Some((agency(THERE), ResultStage::Arrived)));
    assert_eq!(town.dossier().holder.agency, agency(THERE));
    let code = town.code();
    town.act(&desk_of(THERE), |desk| do_verb(desk, Verb::ReturnResult, &code)).unwrap();
}

/// Sent to the other centre, where it did not come.
fn missed() -> (Town, Consignment) {
    let mut town = ready(there());
    let lists = [handed_over(&mut town).unwrap()];
    let command = TakeOverResults { id: "list".into(), missing: vec![town.code()], note: "bì rách".into() };
    let taken =
        with_list(&mut town, &lists, &desk_of(THERE), |desk| take_over_results(desk, command)).unwrap();
    (town, taken)
}

pub(super) fn stage(town: &Town) -> Option<(AgencyCode, ResultStage)> {
    town.dossier().result_stands().map(|stands| (stands.agency, stands.stage))
}

pub(super) fn recovered(
    town: &mut Town,
    actor: &Actor,
    how: Recovered,
    note: &str,
) -> Result<(), Vec<&'static str>> {
    let command = RecoverResult { code: town.code(), how, note: note.into() };
    town.act(actor, |desk| recover_result(desk, command)).map(drop)
}

#[test]
fn what_is_wanted_elsewhere_or_not_ready_stands_on_no_list() {
    for (wanted, code) in
        [(by_post(), "result.wanted-elsewhere"), (WantedReturn::Online, "result.wanted-elsewhere")]
    {
        assert_eq!(handed_over(&mut ready(wanted)), Err(vec![code]));
    }
    let mut early = Town::at_status(Status::InProcess);
    assert_eq!(handed_over(&mut early), Err(vec!["result.not-there"]));
    for (id, to, code) in [
        ("a/b", THERE, "result.list-id"),
        ("", THERE, "result.list-id"),
        ("list", "H57.201", "result.no-such-centre"),
        ("list", "H57.999", "result.no-such-centre"),
    ] {
        let command = HandOverResults { id: id.into(), to: agency(to), dossiers: vec![early.code()] };
        let refused = with_list(&mut early, &[], &desk_of(HERE), |desk| hand_over_results(desk, command));
        assert_eq!(refused, Err(vec![code]), "{id} {to}");
    }
    let command = HandOverResults { id: "list".into(), to: agency(THERE), dossiers: vec![] };
    let empty = with_list(&mut early, &[], &desk_of(HERE), |desk| hand_over_results(desk, command));
    assert_eq!(empty, Err(vec!["dossier.batch-empty"]));
}

/// Handed to the post with this number.
pub(super) fn posted(town: &mut Town, order: &str) {
    let (code, order) = (town.code(), order.to_string());
    town.act(&desk_of(HERE), |desk| post_result(desk, PostResult { code, order })).unwrap();
}
