//! Results that go by post: the order and its number, what the post says in whatever order, lost and found.

use super::returning::{by_post, desk_of, posted, ready, recovered, stage};
use super::*;
use motcua_property::{Just, collection, holds, sample};

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

/// What the post's system says with a number.
fn told(town: &mut Town, order: &str, state: ParcelState, when: &str) -> Result<(), Vec<&'static str>> {
    let (code, news) = (town.code(), ParcelNews { state, at: at(when) });
    let command = FollowParcel { code, parcel: town.dossier().parcels, order: order.into(), news };
    town.act(&post(), |desk| follow_parcel(desk, command)).map(drop)
}

#[test]
fn the_posts_number_is_kept_however_late_it_is_told_and_nothing_else_with_it() {
    use ParcelState::*;
    for (known, since) in
        [(Taken, "2025-07-15T10:00"), (Failed, "2025-07-16T10:00"), (SentBack, "2025-07-17T10:00")]
    {
        let mut town = ready(by_post());
        posted(&mut town, "");
        town.now = at("2025-07-21T09:00");
        // The officer asked the post by telephone before its system answered.
        assert_eq!(follows(&mut town, &desk_of(HERE), known, since), Ok(()));
        assert_eq!(told(&mut town, "VN 1/Đ", Ordered, "2025-07-14T10:00"), Ok(()), "{known:?}");
        let parcel = town.dossier().parcel().unwrap();
        assert_eq!((parcel.order.as_str(), parcel.state, parcel.since), ("VN 1/Đ", known, at(since)));
        let refused = told(&mut town, "VN 1/Đ", Ordered, "2025-07-14T10:00").unwrap_err();
        assert!(
            ["result.parcel-known", "result.parcel-ended"].contains(&refused[0]),
            "twice is once: {refused:?}"
        );
    }
    let mut town = ready(by_post());
    posted(&mut town, "");
    town.now = at("2025-07-21T09:00");
    follows(&mut town, &desk_of(HERE), Delivered, "2025-07-15T10:00").unwrap();
    assert_eq!(told(&mut town, "VN2", Ordered, "2025-07-14T10:00"), Ok(()), "also once it is returned");
    assert_eq!(town.dossier().parcel().unwrap().order, "VN2");
    assert_eq!((town.dossier().status(), town.dossier().result_stands()), (Status::Returned, None));
    assert_eq!(told(&mut town, "", Taken, "2025-07-14T11:00"), Err(vec!["result.parcel-ended"]));
}

#[test]
fn a_paper_that_the_post_took_no_order_for_is_still_here() {
    let mut town = ready(by_post());
    posted(&mut town, "");
    town.now = at("2025-07-21T09:00");
    assert_eq!(told(&mut town, "", ParcelState::NotOrdered, "2025-07-14T09:00"), Ok(()));
    assert_eq!(stage(&town), Some((agency(HERE), ResultStage::PostTrouble)));
    let code = town.code();
    for wanted in [WantedReturn::Counter, by_post()] {
        let choose = ChooseReturn { code: code.clone(), wanted };
        assert!(town.ask(&citizen(), |desk| choose_return(desk, choose)).is_ok());
    }
    assert!(town.ask(&desk_of(HERE), |desk| do_verb(desk, Verb::ReturnResult, &code)).is_ok());
    posted(&mut town, "VN2");
    assert_eq!(
        town.dossier().parcel().map(|parcel| (parcel.number, parcel.state)),
        Some((2, ParcelState::HandedOver))
    );
    let late = FollowParcel {
        code: town.code(),
        parcel: 1,
        order: "VN1".into(),
        news: ParcelNews { state: ParcelState::Ordered, at: town.now },
    };
    let refused = town.act(&post(), |desk| follow_parcel(desk, late)).map(drop);
    assert_eq!(refused, Err(vec!["result.no-such-parcel"]));
}

#[test]
fn an_order_beside_the_one_that_the_officer_wrote_down_is_kept_to_be_cancelled() {
    let mut town = ready(by_post());
    posted(&mut town, "");
    town.now = at("2025-07-21T09:00");
    let (code, news) = (town.code(), ParcelNews { state: ParcelState::Taken, at: at("2025-07-15T10:00") });
    let typed = FollowParcel { code, parcel: 1, order: "VN9".into(), news };
    town.act(&desk_of(HERE), |desk| follow_parcel(desk, typed)).unwrap();
    assert_eq!(told(&mut town, "VN1", ParcelState::Ordered, "2025-07-14T10:00"), Ok(()));
    let parcel = town.dossier().parcel().unwrap();
    assert_eq!(
        (parcel.order.as_str(), parcel.also_ordered.as_slice()),
        ("VN9", ["VN1".to_string()].as_slice())
    );
    assert_eq!(parcel.state, ParcelState::Taken);
    let refused = told(&mut town, "VN1", ParcelState::Ordered, "2025-07-14T10:00");
    assert_eq!(refused, Err(vec!["result.parcel-known"]), "once");
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
    let refused = town.act(&desk_of(HERE), |desk| follow_parcel(desk, other)).map(drop);
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
            also_ordered: Vec::new(),
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
