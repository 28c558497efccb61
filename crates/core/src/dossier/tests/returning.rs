//! Where and how a result is returned: chosen, changed, sent to another centre, posted.

use super::*;
use crate::consignment::{
    self, Consignment, ConsignmentChange, HandOverResults, TakeOverResults, hand_over_results,
    take_over_results,
};

use motcua_property::{Just, collection, holds, sample};

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

fn by_post() -> WantedReturn {
    written(&ADDRESS).unwrap()
}

fn there() -> WantedReturn {
    WantedReturn::Centre { agency: agency(THERE) }
}

/// Ready to be returned, and wanted so.
fn ready(wanted: WantedReturn) -> Town {
    let mut town = Town::at_status(Status::Completed);
    let code = town.code();
    town.act(&citizen(), |desk| choose_return(desk, ChooseReturn { code, wanted })).unwrap();
    town
}

fn desk_of(code: &str) -> Actor {
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
    for how in Recovered::ALL {
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

fn stage(town: &Town) -> Option<(AgencyCode, ResultStage)> {
    town.dossier().result_stands().map(|stands| (stands.agency, stands.stage))
}

fn recovered(town: &mut Town, actor: &Actor, how: Recovered, note: &str) -> Result<(), Vec<&'static str>> {
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
    let command = HandOverResults { id: "list".into(), to: agency(THERE), dossiers: vec![] };
    let empty = with_list(&mut early, &[], &desk_of(HERE), |desk| hand_over_results(desk, command));
    assert_eq!(empty, Err(vec!["dossier.batch-empty"]));
}

/// Handed to the post with this number.
fn posted(town: &mut Town, order: &str) {
    let (code, order) = (town.code(), order.to_string());
    town.act(&desk_of(HERE), |desk| post_result(desk, PostResult { code, order })).unwrap();
}

fn post() -> Actor {
    Actor::Outside { system: POST.into() }
}

fn follows(town: &mut Town, actor: &Actor, state: ParcelState, when: &str) -> Result<(), Vec<&'static str>> {
    let (code, news) = (town.code(), ParcelNews { state, at: at(when) });
    let parcel = town.dossier().parcels;
    let command = FollowParcel { code, parcel, order: String::new(), news };
    town.act(actor, |desk| follow_parcel(desk, command)).map(drop)
}

#[test]
fn a_parcel_without_a_number_is_ordered_from_the_post_with_all_that_it_needs() {
    let mut town = ready(by_post());
    let without = PostResult { code: town.code(), order: String::new() };
    let told = town.ask(&desk_of(HERE), |desk| post_result(desk, without)).unwrap().tell;
    assert!(told.is_empty(), "no post is connected");
    town.law.policy.asks_the_post = true;
    let asked = |order: &str| {
        let command = PostResult { code: town.code(), order: order.into() };
        town.ask(&desk_of(HERE), |desk| post_result(desk, command)).unwrap().tell
    };
    assert!(asked("VN1").is_empty(), "the office has it from the post itself");
    let tell = asked("");
    assert_eq!((tell[0].system.as_str(), tell[0].kind.as_str()), (POST, ORDER_PARCEL));
    let order: ParcelOrder = serde_json::from_str(&tell[0].data).unwrap();
    assert_eq!(
        (order.receiver.as_str(), order.address.as_str(), order.parcel),
        ("Nguyễn Thị Hòa", "12 Nguyễn Sinh Cung, Phường Vỹ Dạ, Thành phố Huế", 1)
    );
}

#[test]
fn what_the_post_delivered_is_returned_on_the_day_on_which_the_person_got_it() {
    let mut town = ready(by_post());
    posted(&mut town, "VN1");
    town.now = at("2025-07-21T09:00");
    let code = town.code();
    let refused = town.act(&desk_of(HERE), |desk| do_verb(desk, Verb::ReturnResult, &code)).map(drop);
    assert_eq!(refused, Err(vec!["result.posted-already"]));
    assert_eq!(
        follows(&mut town, &citizen(), ParcelState::Delivered, "2025-07-18T10:00"),
        Err(vec!["account.officers-only"])
    );
    assert_eq!(follows(&mut town, &post(), ParcelState::Delivered, "2025-07-18T10:00"), Ok(()));
    let State::Returned { at: when, how, .. } = town.dossier().state else { panic!("not returned") };
    assert_eq!((when, how), (at("2025-07-18T10:00"), ReturnWay::Post));
    assert_eq!(
        follows(&mut town, &post(), ParcelState::Delivered, "2025-07-18T10:00"),
        Err(vec!["result.parcel-ended"])
    );
}

#[test]
fn what_the_post_brings_back_or_loses_is_the_receptions_again() {
    for state in [ParcelState::SentBack, ParcelState::Lost] {
        let mut town = ready(by_post());
        posted(&mut town, "");
        town.now = at("2025-07-21T09:00");
        assert_eq!(follows(&mut town, &post(), state, "2025-07-18T10:00"), Ok(()));
        assert_eq!(stage(&town), Some((agency(HERE), ResultStage::PostTrouble)), "{state:?}");
        let choose = |town: &mut Town, wanted| {
            let code = town.code();
            town.act(&citizen(), |desk| choose_return(desk, ChooseReturn { code, wanted })).map(drop)
        };
        let code = town.code();
        if state == ParcelState::Lost {
            // Whatever is wanted now, it is lost until somebody has it.
            assert_eq!(choose(&mut town, by_post()), Err(vec!["result.chosen-already"]));
            assert_eq!(choose(&mut town, WantedReturn::Counter), Ok(()));
            assert_eq!(stage(&town), Some((agency(HERE), ResultStage::PostTrouble)));
            let refused = town.act(&desk_of(HERE), |desk| do_verb(desk, Verb::ReturnResult, &code)).map(drop);
            assert_eq!(refused, Err(vec!["result.astray"]));
            assert_eq!(choose(&mut town, by_post()), Ok(()));
            assert_eq!(recovered(&mut town, &desk_of(HERE), Recovered::MadeAgain, "bản sao số 2"), Ok(()));
        } else {
            // It can be returned at the counter, or sent again once that is chosen again.
            assert!(town.ask(&desk_of(HERE), |desk| do_verb(desk, Verb::ReturnResult, &code)).is_ok());
            assert_eq!(
                recovered(&mut town, &desk_of(HERE), Recovered::Found, "x y z"),
                Err(vec!["result.not-astray"])
            );
            assert_eq!(choose(&mut town, by_post()), Ok(()));
        }
        assert_eq!(stage(&town), Some((agency(HERE), ResultStage::ToPost)));
        posted(&mut town, "VN2");
        assert_eq!(town.dossier().parcel().map(|parcel| parcel.number), Some(2));
        let old = FollowParcel {
            code: town.code(),
            parcel: 1,
            order: String::new(),
            news: ParcelNews { state: ParcelState::Delivered, at: town.now },
        };
        let refused = town.act(&post(), |desk| follow_parcel(desk, old)).map(drop);
        assert_eq!(refused, Err(vec!["result.no-such-parcel"]), "news of the first parcel");
    }
}

#[test]
fn what_the_post_had_lost_and_delivers_after_all_is_returned() {
    let mut town = ready(by_post());
    posted(&mut town, "VN1");
    town.now = at("2025-07-21T09:00");
    follows(&mut town, &post(), ParcelState::Lost, "2025-07-18T10:00").unwrap();
    let choose = ChooseReturn { code: town.code(), wanted: WantedReturn::Counter };
    town.act(&citizen(), |desk| choose_return(desk, choose)).unwrap();
    assert_eq!(follows(&mut town, &post(), ParcelState::Delivered, "2025-07-19T10:00"), Ok(()));
    assert_eq!((town.dossier().status(), stage(&town)), (Status::Returned, None));
}

#[test]
fn nobody_but_the_post_and_the_reception_says_what_became_of_a_parcel() {
    let mut town = ready(by_post());
    posted(&mut town, "VN1");
    town.now = at("2025-07-21T09:00");
    for (actor, code) in [
        (Actor::Outside { system: "webhook:1".into() }, "account.officers-only"),
        (officer(HERE, &[Duty::Case]), "dossier.not-your-duty"),
        (officer(THERE, &[Duty::Reception]), "dossier.not-your-unit"),
        (Actor::Clock, "account.officers-only"),
    ] {
        let refused = follows(&mut town, &actor, ParcelState::Taken, "2025-07-18T10:00");
        assert_eq!(refused, Err(vec![code]), "{actor:?}");
    }
    let (code, news) = (town.code(), ParcelNews { state: ParcelState::Taken, at: town.now });
    let other = FollowParcel { code, parcel: 1, order: "VN9".into(), news };
    let refused = town.act(&post(), |desk| follow_parcel(desk, other)).map(drop);
    assert_eq!(refused, Err(vec!["result.other-order"]));
}

/// In whatever order, and however often, the same is told: the parcel stands the same.
#[test]
fn news_that_comes_late_twice_or_in_any_order_leads_to_the_same_end() {
    let start = at("2025-07-14T09:00");
    let says = |state, hours: i64| ParcelNews { state, at: start.plus_ms(hours * 3_600_000) };
    let all = [
        says(ParcelState::Ordered, 1),
        says(ParcelState::Taken, 2),
        says(ParcelState::UnderWay, 5),
        says(ParcelState::Failed, 26),
        says(ParcelState::UnderWay, 27),
        says(ParcelState::Delivered, 50),
    ];
    let order = collection::vec(sample::select((0..all.len()).collect::<Vec<_>>()), 0..30);
    holds(300, (Just(all.clone()), order), move |(all, order)| {
        let mut parcel = Parcel {
            number: 1,
            order: String::new(),
            handed_over_at: start,
            state: ParcelState::HandedOver,
            since: start,
        };
        let mut ended = 0;
        // Whatever came before, all of it is told in the end.
        for news in order.iter().map(|at| &all[*at]).chain(all.iter().rev()) {
            if parcel.must_be_news(news).is_ok() {
                (parcel.state, parcel.since) = (news.state, news.at);
                ended += u32::from(news.state.is_final());
            }
        }
        assert_eq!((parcel.state, ended), (ParcelState::Delivered, 1), "it ends once and stays ended");
    });
}
