//! Recorded outages: they add up whichever was recorded first, and are in every date
//! that is given or moved after they were recorded.

use super::*;
use crate::calendar::Move;

/// Outages at HERE, all on one register.
fn outage(from: &str, until: &str) -> Outage {
    let (from, until) = (at(from), at(until));
    let reason = format!("mất điện {}", written(from));
    Outage {
        id: format!("{from:?}"),
        agency: agency(HERE),
        whole_province: false,
        from,
        until,
        reason,
        ..outage_on(from.day())
    }
}

fn day(day: &str) -> Outage {
    outage(&format!("{day}T00:00"), &format!("{day}T23:59"))
}

/// Handed in on Monday 14 July 2025; three working days end on Thursday 17 July, 17:00.
fn handed_in() -> Town {
    let mut town = Town::new();
    town.act(&citizen(), |desk| submit(desk, handing_in())).unwrap();
    town
}

fn accepted(recorded: &[Outage]) -> Town {
    let mut town = handed_in();
    town.recorded = recorded.to_vec();
    town.does("2025-07-14T09:00", &officer(HERE, &Duty::ALL), Verb::Accept);
    town
}

/// Recorded and carried to the dossier; what the rule says.
fn strike(town: &mut Town, outage: &Outage) -> Result<(), &'static str> {
    let by = town.carrying(outage);
    let command = MoveDue { code: town.code(), by };
    let leader = officer(HERE, &[Duty::Leader]);
    town.act(&leader, |desk| move_due(desk, command)).map(|_| ()).map_err(|codes| codes[0])
}

fn reasons_in(town: &Town) -> Vec<String> {
    let moves = &town.dossier().reception.as_ref().unwrap().promise.moves;
    let lost = moves.iter().filter_map(|each| match each {
        Move::Lost { name, .. } => Some(name.clone()),
        _ => None,
    });
    lost.collect()
}

/// Every order of these.
fn orders(of: &[Outage]) -> Vec<Vec<Outage>> {
    if of.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for at in 0..of.len() {
        let mut rest = of.to_vec();
        let first = rest.remove(at);
        for mut order in orders(&rest) {
            order.insert(0, first.clone());
            all.push(order);
        }
    }
    all
}

#[test]
fn outages_of_one_day_add_up_whichever_is_recorded_first_and_whenever_it_is_accepted() {
    let morning = outage("2025-07-15T07:30", "2025-07-15T09:30");
    let noon = outage("2025-07-15T11:00", "2025-07-15T14:30");
    let evening = outage("2025-07-15T15:00", "2025-07-15T16:00");
    let thursday = outage("2025-07-17T07:30", "2025-07-17T11:30");
    for (outages, due) in [
        // 120 of 450 minutes; 210; 270; the half is 225.
        (vec![morning.clone()], "2025-07-17T17:00"),
        (vec![morning.clone(), noon.clone()], "2025-07-17T17:00"),
        (vec![morning.clone(), noon.clone(), evening.clone()], "2025-07-18T17:00"),
        (vec![morning, noon, evening, thursday], "2025-07-21T17:00"),
    ] {
        for order in orders(&outages) {
            for before in 0..=order.len() {
                let mut town = accepted(&order[..before]);
                for outage in &order[before..] {
                    let _ = strike(&mut town, outage);
                }
                assert_eq!(town.due(), due, "{before} recorded before, of {order:?}");
                let told = reasons_in(&town);
                let mut once = told.clone();
                once.dedup();
                assert_eq!(told, once, "no outage twice");
            }
        }
    }
}

#[test]
fn history_names_every_outage_that_made_the_day_a_lost_one() {
    let morning = outage("2025-07-15T07:30", "2025-07-15T09:30");
    let afternoon = outage("2025-07-15T13:30", "2025-07-15T16:00");
    let mut town = accepted(&[]);
    assert_eq!(strike(&mut town, &afternoon), Err("dossier.nothing-moves"));
    assert_eq!(strike(&mut town, &morning), Ok(()));
    let event = town.events.last().unwrap();
    let both = "mất điện 2025-07-15T07:30; mất điện 2025-07-15T13:30";
    assert_eq!(event.reason.as_deref(), Some(both));
    assert_eq!(strike(&mut town, &afternoon), Err("dossier.moved-already"));
    let promise = &town.dossier().reception.as_ref().unwrap().promise;
    let explained = promise.explain(&town.law, &agency(HERE)).unwrap();
    assert_eq!(explained.at, promise.at, "the derivation says the same");
    let told = explained.steps.iter().filter(|step| matches!(step, crate::calendar::Step::Moved { .. }));
    assert_eq!(told.count(), 2);
}

#[test]
fn a_date_that_is_given_after_an_outage_was_recorded_knows_it() {
    let (tuesday, friday) = (day("2025-07-15"), day("2025-07-18"));
    let next_door = Outage { agency: agency(THERE), ..day("2025-07-16") };
    let province = Outage { whole_province: true, ..day("2025-07-17") };
    let far = Outage { agency: agency(ELSEWHERE), ..province.clone() };
    for (recorded, due, known) in [
        (vec![], "2025-07-17T17:00", 0),
        (vec![tuesday.clone()], "2025-07-18T17:00", 1),
        // It reaches Friday only because Tuesday is lost.
        (vec![friday.clone(), tuesday.clone()], "2025-07-21T17:00", 2),
        // What lies behind the date is not in it.
        (vec![friday], "2025-07-17T17:00", 0),
        (vec![next_door], "2025-07-17T17:00", 0),
        (vec![province], "2025-07-18T17:00", 1),
        (vec![far], "2025-07-17T17:00", 0),
        // Over before it was accepted.
        (vec![outage("2025-07-14T00:00", "2025-07-14T09:00")], "2025-07-17T17:00", 0),
    ] {
        let town = accepted(&recorded);
        assert_eq!(town.due(), due, "{recorded:?}");
        assert_eq!(reasons_in(&town).len(), known, "{recorded:?}");
        let mut received = Town::new();
        received.recorded = recorded;
        let walk_in = Submit { channel: Channel::Counter, ..handing_in() };
        received.act(&officer(HERE, &Duty::ALL), |desk| receive(desk, Receive(walk_in))).unwrap();
        assert_eq!(received.due(), town.due(), "at the counter too");
    }
}

#[test]
fn a_limit_that_begins_again_knows_what_comes_and_forgets_what_was_lost() {
    let all = officer(HERE, &Duty::ALL);
    // Monday and Tuesday were lost to the old limit; next Thursday will be to the new one.
    let (was, comes) = (outage("2025-07-15T00:00", "2025-07-17T10:00"), day("2025-07-22"));
    let mut town = accepted(&[was, comes]);
    assert_eq!(town.due(), "2025-07-21T17:00");
    town.does("2025-07-17T09:00", &all, Verb::AskSupplement);
    town.does("2025-07-17T11:00", &all, Verb::Supplement);
    assert_eq!(town.due(), "2025-07-23T17:00", "Friday, Monday, Wednesday");
    assert_eq!(reasons_in(&town), ["mất điện 2025-07-22T00:00"]);

    let mut stopped = accepted(&[day("2025-07-22")]);
    stopped.does("2025-07-14T10:00", &all, Verb::Forward);
    stopped.does("2025-07-15T10:00", &all, Verb::Stop);
    stopped.does("2025-07-17T10:00", &all, Verb::Reopen);
    assert_eq!(stopped.due(), "2025-07-23T17:00");
}

#[test]
fn a_wait_that_ends_carries_the_date_into_what_was_recorded() {
    let all = officer(HERE, &Duty::ALL);
    let mut town = accepted(&[day("2025-07-18")]);
    town.does("2025-07-14T10:00", &all, Verb::Forward);
    town.does("2025-07-14T11:00", &all, Verb::AskPayment);
    assert_eq!(town.due(), "2025-07-17T17:00");
    town.does("2025-07-15T11:00", &all, Verb::SettlePayment);
    assert_eq!(town.due(), "2025-07-21T17:00", "a day waited, and Friday lost");
}

/// The leader sets a new date on Tuesday 15 July at 10:00.
fn put_off(town: &mut Town, to: &str) {
    town.now = at("2025-07-15T10:00");
    let (code, to, at_fault) = (town.code(), at(to), agency(HERE));
    let (told, reason) = (Notice::Sms, "thiếu người".to_string());
    let command = Extend { code, to, at_fault, told, reason };
    town.act(&officer(HERE, &[Duty::Leader]), |desk| extend(desk, command)).map(|_| ()).unwrap();
}

#[test]
fn what_was_lost_before_a_new_date_was_set_moves_it_no_more_though_it_is_recorded_later() {
    for lost in [day("2025-07-15"), outage("2025-07-14T13:00", "2025-07-15T17:00")] {
        let mut town = accepted(&[]);
        put_off(&mut town, "2025-07-22T10:00");
        assert_eq!(strike(&mut town, &lost), Err("dossier.nothing-moves"));
        assert_eq!(town.due(), "2025-07-22T10:00");
    }
    let mut town = accepted(&[]);
    put_off(&mut town, "2025-07-22T10:00");
    assert_eq!(strike(&mut town, &outage("2025-07-14T13:00", "2025-07-16T17:00")), Ok(()));
    assert_eq!(town.due(), "2025-07-23T17:00", "by Wednesday, the part that lies behind");
}

#[test]
fn a_new_date_knows_what_is_recorded_and_moves_by_what_comes_later() {
    let put_off = |town: &mut Town| put_off(town, "2025-07-22T10:00");
    let known = day("2025-07-18");
    let mut town = accepted(std::slice::from_ref(&known));
    put_off(&mut town);
    assert_eq!(town.due(), "2025-07-22T10:00", "the leader named it, knowing of Friday");
    assert_eq!(strike(&mut town, &day("2025-07-25")), Err("dossier.nothing-moves"));
    assert_eq!(strike(&mut town, &day("2025-07-21")), Ok(()));
    assert_eq!(town.due(), "2025-07-23T17:00", "by Monday alone");

    // Whichever of two later ones comes first: the morning of the named day, and Monday.
    let (monday, morning) = (day("2025-07-21"), outage("2025-07-22T07:30", "2025-07-22T09:00"));
    let mut ends: Vec<String> = Vec::new();
    for order in orders(&[monday, morning]) {
        let mut town = accepted(&[]);
        put_off(&mut town);
        for outage in order {
            let _ = strike(&mut town, &outage);
        }
        ends.push(town.due());
    }
    assert_eq!(ends[0], ends[1]);
}

#[test]
fn the_day_of_a_new_date_is_left_out_once_though_what_was_known_of_it_comes_after_its_minute() {
    let mut town = accepted(&[]);
    // Lost from the very minute to which the date is put off, and reached only because
    // Wednesday is lost too.
    town.recorded = vec![day("2025-07-16"), outage("2025-07-18T07:30", "2025-07-18T17:00")];
    put_off(&mut town, "2025-07-18T07:30");
    assert_eq!(town.due(), "2025-07-18T07:30");
    strike(&mut town, &day("2025-07-17")).unwrap();
    assert_eq!(town.due(), "2025-07-21T17:00", "by Thursday alone");
}

#[test]
fn a_preview_says_what_carrying_does() {
    let (tuesday, friday) = (day("2025-07-15"), day("2025-07-18"));
    let mut town = accepted(&[]);
    let by = Mover::Outage { id: tuesday.id.clone() };
    let alone = by.would_move(&town.law, town.dossier(), std::slice::from_ref(&tuesday)).unwrap();
    assert_eq!(alone.map(written).as_deref(), Some("2025-07-18T17:00"));
    town.recorded = vec![friday.clone()];
    let recorded = [friday, tuesday.clone()];
    let says = by.would_move(&town.law, town.dossier(), &recorded).unwrap();
    assert_eq!(strike(&mut town, &tuesday), Ok(()));
    assert_eq!(says, town.dossier().due_at());
    assert_eq!(town.due(), "2025-07-21T17:00");
    assert_eq!(by.would_move(&town.law, town.dossier(), &recorded).unwrap(), None, "and not again");
}

#[test]
fn what_was_voided_before_a_date_is_given_is_not_in_it() {
    let (tuesday, wednesday) = (day("2025-07-15"), day("2025-07-16"));
    let town = accepted(&[voided(tuesday.clone()), wednesday.clone()]);
    assert_eq!((town.due().as_str(), reasons_in(&town)), ("2025-07-18T17:00", vec![wednesday.reason]));
}

#[test]
fn carrying_what_was_voided_moves_the_date_back_once_and_says_why() {
    let (tuesday, wednesday) = (day("2025-07-15"), day("2025-07-16"));
    let mut town = accepted(&[tuesday.clone(), wednesday.clone()]);
    assert_eq!(town.due(), "2025-07-21T17:00");
    let mistake = voided(tuesday.clone());
    town.recorded[0] = mistake.clone();
    assert_eq!(town.due(), "2025-07-21T17:00", "the date stands until somebody moves it");
    let would = |town: &Town| {
        let by = Mover::Outage { id: mistake.id.clone() };
        by.would_move(&town.law, town.dossier(), &town.recorded).unwrap().map(written)
    };
    assert_eq!(would(&town).as_deref(), Some("2025-07-18T17:00"));
    let carry = |town: &mut Town| {
        let command = MoveDue { code: town.code(), by: Mover::Outage { id: mistake.id.clone() } };
        let moved = town.act(&officer(HERE, &[Duty::Leader]), |desk| move_due(desk, command));
        moved.map(|_| ()).map_err(|codes| codes[0])
    };
    carry(&mut town).unwrap();
    assert_eq!(
        (town.due().as_str(), reasons_in(&town)),
        ("2025-07-18T17:00", vec![wednesday.reason.clone()])
    );
    let event = town.events.last().unwrap();
    assert!(matches!(event.fact, Fact::DueMoved { because: Because::OutageVoided, .. }), "{event:?}");
    assert_eq!(event.reason.as_deref(), Some(&*format!("{}: ghi nhầm ngày", tuesday.reason)));
    assert_eq!((would(&town), carry(&mut town).err()), (None, Some("dossier.nothing-moves")));
    // Recorded right instead, it is another outage.
    strike(&mut town, &day("2025-07-17")).unwrap();
    assert_eq!(town.due(), "2025-07-21T17:00");
}

#[test]
fn a_share_of_a_day_that_was_voided_is_lost_no_more_with_the_other() {
    // Each takes four tenths of Tuesday; only both lose it.
    let (early, late) =
        (outage("2025-07-15T07:30", "2025-07-15T10:36"), outage("2025-07-15T13:54", "2025-07-15T17:00"));
    let mut town = accepted(&[early.clone(), late]);
    assert_eq!(town.due(), "2025-07-18T17:00");
    town.recorded[0] = voided(early);
    let command = MoveDue { code: town.code(), by: Mover::Outage { id: town.recorded[0].id.clone() } };
    town.act(&officer(HERE, &[Duty::Leader]), |desk| move_due(desk, command)).unwrap();
    assert_eq!(town.due(), "2025-07-17T17:00");
}

#[test]
fn the_last_word_leaves_out_what_was_voided() {
    let clerk = officer(HERE, &Duty::ALL);
    let mut town = accepted(&[day("2025-07-15")]);
    assert_eq!(town.due(), "2025-07-18T17:00");
    town.recorded[0] = voided(day("2025-07-15"));
    town.does("2025-07-16T09:00", &clerk, Verb::Forward);
    town.does("2025-07-16T10:00", &clerk, Verb::Forward);
    town.does("2025-07-18T09:00", &clerk, Verb::Decide);
    assert_eq!((town.due().as_str(), town.dossier().on_time()), ("2025-07-17T17:00", Some(false)));
}

#[test]
fn a_date_that_a_leader_named_stands_though_what_was_before_it_was_voided() {
    let clerk = officer(HERE, &Duty::ALL);
    let mut town = accepted(&[day("2025-07-15")]);
    town.does("2025-07-15T09:00", &clerk, Verb::Extend);
    let named = town.due();
    let mistake = voided(day("2025-07-15"));
    town.recorded = vec![mistake.clone()];
    let by = Mover::Outage { id: mistake.id };
    assert_eq!(by.would_move(&town.law, town.dossier(), &town.recorded), Ok(None));
    assert_eq!(town.due(), named);
}

#[test]
fn only_who_could_have_recorded_it_takes_it_back_once_and_says_why() {
    let law = law::law(ClockStart::Acceptance);
    let void = |actor: &Actor, outage: Outage, why: &str| {
        let command = VoidOutage { id: outage.id.clone(), reason: why.into() };
        let read = &mut Memory::default().with_outages(std::slice::from_ref(&outage));
        let desk = &mut outage::Desk { law: &law, read, actor, now: at("2025-07-20T08:00") };
        match outage::void_outage(desk, command) {
            Ok(changes) => changes.first.after.voided.map(|voided| voided.reason).unwrap_or_default(),
            Err(Halt::Refused(refusals)) => refusals[0].code.to_string(),
            Err(Halt::Broke(fault)) => panic!("{fault}"),
        }
    };
    let (own, province) = (day("2025-07-15"), Outage { whole_province: true, ..day("2025-07-15") });
    let leader = officer(HERE, &[Duty::Leader]);
    let office = officer(PROVINCE_OFFICE, &[Duty::Leader]);
    for (actor, outage, why, want) in [
        (&leader, &own, "ghi nhầm", "ghi nhầm"),
        (&office, &own, "ghi nhầm", "ghi nhầm"),
        (&office, &province, "ghi nhầm", "ghi nhầm"),
        (&leader, &own, "  ", "dossier.reason-missing"),
        (&leader, &province, "ghi nhầm", "outage.not-for-the-province"),
        (&leader, &voided(own.clone()), "ghi nhầm", "outage.voided-already"),
        (&officer(HERE, &[Duty::Case]), &own, "ghi nhầm", "dossier.not-your-duty"),
        (&officer(THERE, &[Duty::Leader]), &own, "ghi nhầm", "dossier.not-your-unit"),
        (&citizen(), &own, "ghi nhầm", "account.officers-only"),
    ] {
        assert_eq!(void(actor, outage.clone(), why), want, "{actor:?}");
    }
}

#[test]
fn what_goes_out_with_another_outage_is_named_and_stands_on_its_own_page_only() {
    let tuesday = day("2025-07-15");
    let mut town = accepted(std::slice::from_ref(&tuesday));
    town.recorded[0] = voided(tuesday.clone());
    // Half an hour that takes no day: nothing of it is in the date, before or after.
    let short = outage("2025-07-16T08:00", "2025-07-16T08:30");
    town.recorded.push(short.clone());
    let by = |outage: &Outage| Mover::Outage { id: outage.id.clone() };
    let would = |outage: &Outage| {
        by(outage).would_move(&town.law, town.dossier(), &town.recorded).unwrap().map(written)
    };
    assert_eq!((would(&short), would(&town.recorded[0]).as_deref()), (None, Some("2025-07-17T17:00")));
    // Whoever carries it all the same, or the calendar, says what went out.
    let leader = officer(HERE, &[Duty::Leader]);
    for (mover, because, reason) in [
        (by(&short), Because::OutageVoided, format!("{}: ghi nhầm ngày", tuesday.reason)),
        (
            Mover::Calendar { decision: "QĐ 5".into() },
            Because::Calendar,
            format!("QĐ 5; {}: ghi nhầm ngày", tuesday.reason),
        ),
    ] {
        let moved =
            town.ask(&leader, |desk| move_due(desk, MoveDue { code: town.code(), by: mover })).unwrap();
        let event = &moved.first.events[0];
        assert!(matches!(event.fact, Fact::DueMoved { because: why, .. } if why == because), "{event:?}");
        assert_eq!(event.reason.as_deref(), Some(&*reason));
    }
}

#[test]
fn whoever_carries_what_was_voided_meanwhile_carries_nothing() {
    let tuesday = day("2025-07-15");
    let mut town = accepted(&[]);
    assert_eq!(town.due(), "2025-07-17T17:00");
    town.recorded = vec![voided(tuesday.clone())];
    let command = MoveDue { code: town.code(), by: Mover::Outage { id: tuesday.id } };
    let moved = town.act(&officer(HERE, &[Duty::Leader]), |desk| move_due(desk, command));
    assert_eq!(moved.err(), Some(vec!["dossier.nothing-moves"]));
}

#[test]
fn what_was_recorded_anew_takes_the_place_of_the_mistake_with_the_last_word() {
    let clerk = officer(HERE, &Duty::ALL);
    let tuesday = day("2025-07-15");
    let mut town = accepted(std::slice::from_ref(&tuesday));
    let right = Outage { id: "right".into(), reason: "lũ".into(), ..tuesday.clone() };
    town.recorded = vec![voided(tuesday), right];
    town.does("2025-07-16T09:00", &clerk, Verb::Forward);
    town.does("2025-07-16T10:00", &clerk, Verb::Forward);
    town.does("2025-07-18T09:00", &clerk, Verb::Decide);
    assert_eq!((town.due().as_str(), town.dossier().on_time()), ("2025-07-18T17:00", Some(true)));
    assert_eq!(reasons_in(&town), ["lũ"]);
}

/// The same, written down at this moment.
fn recorded(outage: Outage, when: &str) -> Outage {
    Outage { recorded_at: at(when), ..outage }
}

/// Records that each take a whole working day; the date is 17 July, 17:00.
#[test]
fn what_is_recorded_when_the_date_has_been_missed_does_not_move_it() {
    let (tuesday, wednesday) = (day("2025-07-15"), day("2025-07-16"));
    let friday = day("2025-07-18");
    for (outages, due) in [
        // In the promised minute, to its end; and after it.
        (vec![recorded(tuesday.clone(), "2025-07-17T17:00")], "2025-07-18T17:00"),
        (vec![recorded(tuesday.clone(), "2025-07-17T17:01")], "2025-07-17T17:00"),
        // A week afterwards, seven working days.
        (
            vec![recorded(outage("2025-07-15T00:00", "2025-07-24T00:00"), "2025-07-24T07:00")],
            "2025-07-17T17:00",
        ),
        // What was recorded in time keeps it from being missed, whichever comes first in the list.
        (
            vec![
                recorded(wednesday.clone(), "2025-07-18T16:00"),
                recorded(tuesday.clone(), "2025-07-17T16:00"),
            ],
            "2025-07-21T17:00",
        ),
        // Missed on Thursday; what the date would have reached opens nothing.
        (
            vec![recorded(tuesday.clone(), "2025-07-18T08:00"), recorded(friday, "2025-07-18T09:00")],
            "2025-07-17T17:00",
        ),
    ] {
        let clerk = officer(HERE, &Duty::ALL);
        let mut town = accepted(&[]);
        for outage in &outages {
            let _ = strike(&mut town, outage);
        }
        assert_eq!(town.due(), due, "carried: {outages:?}");
        let mut uncarried = accepted(&[]);
        uncarried.recorded = outages.clone();
        let by = Mover::Outage { id: outages[0].id.clone() };
        let says = by.would_move(&uncarried.law, uncarried.dossier(), &uncarried.recorded).unwrap();
        assert_eq!(says.map(written), (due != "2025-07-17T17:00").then(|| due.to_string()), "{outages:?}");
        uncarried.does("2025-07-16T09:00", &clerk, Verb::Forward);
        uncarried.does("2025-07-16T10:00", &clerk, Verb::Forward);
        // On the last day before silence takes effect.
        uncarried.does("2025-07-24T09:00", &clerk, Verb::Decide);
        assert_eq!(uncarried.due(), due, "the last word: {outages:?}");
        assert_eq!(uncarried.dossier().on_time(), Some(false));
    }
}

#[test]
fn a_wait_that_began_late_opens_nothing_and_one_that_began_in_time_keeps_the_date_open() {
    let all = officer(HERE, &Duty::ALL);
    for (asked, due) in [("2025-07-18T10:00", "2025-07-21T17:00"), ("2025-07-17T10:00", "2025-07-23T17:00")] {
        let mut town = accepted(&[]);
        town.does("2025-07-14T10:00", &all, Verb::Forward);
        town.does(asked, &all, Verb::AskPayment);
        town.recorded = vec![recorded(day("2025-07-15"), "2025-07-21T10:00")];
        // Paid on Tuesday: two working days after Friday, three after Thursday.
        town.does("2025-07-22T10:00", &all, Verb::SettlePayment);
        assert_eq!(town.due(), due, "{asked}");
    }
}

#[test]
fn if_what_kept_a_date_from_being_missed_was_a_mistake_it_was_missed() {
    let tuesday = recorded(day("2025-07-15"), "2025-07-17T16:00");
    let mut town = accepted(&[]);
    strike(&mut town, &tuesday).unwrap();
    strike(&mut town, &recorded(day("2025-07-16"), "2025-07-18T16:00")).unwrap();
    assert_eq!(town.due(), "2025-07-21T17:00");
    town.recorded[0] = voided(tuesday.clone());
    let command = MoveDue { code: town.code(), by: Mover::Outage { id: town.recorded[0].id.clone() } };
    town.act(&officer(HERE, &[Duty::Leader]), |desk| move_due(desk, command)).unwrap();
    assert_eq!((town.due().as_str(), reasons_in(&town)), ("2025-07-17T17:00", vec![]));
}
