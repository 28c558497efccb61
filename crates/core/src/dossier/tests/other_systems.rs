//! Faults that other systems have or had in the life of a dossier's due date, as
//! read in their public code and threads; none of them is ours. Each test names the
//! system and the place. What they did with plain dates is in `calendar/tests`.

use super::*;
use crate::calendar::due_at;

/// Accepted on Monday 14 July 2025 at 09:00 and forwarded; three working days: due
/// on Thursday 17 July at 17:00.
fn in_process() -> Town {
    let mut town = Town::new();
    town.act(&citizen(), |desk| submit(desk, handing_in())).unwrap();
    town.does("2025-07-14T09:00", &clerk(), Verb::Accept);
    town.does("2025-07-14T09:10", &clerk(), Verb::Forward);
    assert_eq!(town.due(), "2025-07-17T17:00");
    town
}

fn clerk() -> Actor {
    officer(HERE, &Duty::ALL)
}

fn put_off(town: &mut Town, when: &str, to: &str) -> Result<(), Vec<&'static str>> {
    town.now = at(when);
    let (code, to, reason) = (town.code(), at(to), String::from("chờ thẩm định lại"));
    let command = Extend { code, to, at_fault: agency(HERE), told: Notice::Sms, reason };
    town.act(&clerk(), |desk| extend(desk, command)).map(|_| ())
}

/// A working system of the provinces adds the raw days between asking and answer,
/// less one, to the old date. The law counts the limit from zero (NĐ 61/2018 art
/// 19.4): the date depends on the answer alone.
#[test]
fn a_supplement_never_adds_elapsed_days_to_the_old_date() {
    for asked in ["2025-07-14T10:00", "2025-07-15T16:59", "2025-07-16T08:00"] {
        for waited in 1..=60 {
            let mut town = in_process();
            town.does(asked, &clerk(), Verb::AskSupplement);
            let answered = at(asked).plus_ms(waited * 13 * 60 * crate::MINUTE_MS);
            town.does(&written(answered), &citizen(), Verb::Supplement);
            let law = &town.law;
            let limit = town.dossier().reception.as_ref().unwrap().promise.limit;
            let fresh = due_at(answered, limit, &law.calendar, law.hours_of(&agency(HERE))).unwrap();
            assert_eq!(town.dossier().due_at(), fresh, "asked {asked}, answered {}", written(answered));
        }
    }
}

/// VietOpenCPS/opencps#1254: asked for a supplement for the third or fourth time, a
/// dossier became overdue. demarche.numerique.gouv.fr#11494 and #10862 broke when one of
/// several requests was still open.
#[test]
fn asked_again_and_again_it_has_its_whole_limit_each_time() {
    let mut town = in_process();
    for (asked, answered, due) in [
        ("2025-07-16T10:00", "2025-07-17T10:00", "2025-07-22T17:00"),
        ("2025-07-18T10:00", "2025-07-18T15:30", "2025-07-23T17:00"),
        ("2025-07-23T16:59", "2025-08-01T08:00", "2025-08-06T17:00"),
        ("2025-08-06T17:00", "2025-08-29T20:00", "2025-09-05T17:00"),
    ] {
        let before = town.due();
        town.does(asked, &clerk(), Verb::AskSupplement);
        assert_eq!(town.due(), before, "while it waits the old date stands");
        town.does(answered, &citizen(), Verb::Supplement);
        assert_eq!(town.due(), due);
    }
}

/// open-zaak/open-zaak#747 and #885: a suspension is noted and moves nothing;
/// gemma-zaken#1953: the date moves by the days that were planned, not by those that
/// passed. frappe/helpdesk#2449 added the hold to the moment of creation,
/// glpi-project/glpi#14937 counted nights and holidays into the wait.
#[test]
fn a_wait_moves_the_date_by_the_working_days_that_passed() {
    for (asked, paid, due) in [
        ("2025-07-15T10:00", "2025-07-15T16:00", "2025-07-17T17:00"),
        ("2025-07-15T23:59", "2025-07-16T00:00", "2025-07-18T17:00"),
        // A weekend is no wait; nor is it one of two days when it is crossed.
        ("2025-07-18T08:00", "2025-07-20T23:59", "2025-07-17T17:00"),
        ("2025-07-17T08:00", "2025-07-21T08:00", "2025-07-21T17:00"),
        // Over the National Day, 1 and 2 September, and the weekend before it.
        ("2025-07-15T08:00", "2025-09-03T08:00", "2025-09-05T17:00"),
    ] {
        let mut town = in_process();
        town.does(asked, &clerk(), Verb::AskPayment);
        town.does(paid, &clerk(), Verb::SettlePayment);
        assert_eq!(town.due(), due, "{asked} to {paid}");
    }
}

/// MTES-MCT/potentiel#1366: delays granted twice, or on top of one that had been
/// granted automatically. Here it is once in the life of a dossier (art 19.9).
#[test]
fn a_second_extension_is_refused_also_after_the_limit_began_again() {
    let mut town = in_process();
    put_off(&mut town, "2025-07-16T10:00", "2025-07-22T17:00").unwrap();
    let again = put_off(&mut town, "2025-07-16T10:01", "2025-07-24T17:00");
    assert_eq!(again, Err(vec!["dossier.extended-already"]));
    town.does("2025-07-17T10:00", &clerk(), Verb::AskSupplement);
    town.does("2025-07-18T10:00", &citizen(), Verb::Supplement);
    assert_eq!(town.due(), "2025-07-23T17:00", "the old extension is no part of the new count");
    let again = put_off(&mut town, "2025-07-18T10:01", "2025-07-28T17:00");
    assert_eq!(again, Err(vec!["dossier.extended-already"]));
}

/// glpi-project/glpi#6902: when the deadline was set anew, the waiting before it was
/// forgotten, and waiting after it too.
#[test]
fn neither_a_wait_before_an_extension_nor_one_after_it_is_forgotten() {
    let mut town = in_process();
    town.does("2025-07-14T10:00", &clerk(), Verb::AskPayment);
    town.does("2025-07-15T10:00", &clerk(), Verb::SettlePayment);
    assert_eq!(town.due(), "2025-07-18T17:00");
    put_off(&mut town, "2025-07-17T23:59", "2025-07-22T17:00").unwrap();
    town.does("2025-07-18T10:00", &clerk(), Verb::AskPayment);
    town.does("2025-07-22T10:00", &clerk(), Verb::SettlePayment);
    assert_eq!(town.due(), "2025-07-24T17:00");
}

/// VietOpenCPS/opencps#1178: "waiting more than one day" fired after a minute.
#[test]
fn silence_takes_effect_after_its_days_and_not_before() {
    let town = in_process();
    let silence = town.dossier().silence(&town.law).unwrap().unwrap();
    assert_eq!(written(silence.at), "2025-07-24T17:00", "five working days after the due date");
}

/// VietOpenCPS/opencps-v2 keeps what it counts with in static fields: two agencies at
/// once change each other's dates. A thread for each life here, and all are the same.
#[test]
fn lives_that_run_side_by_side_end_alike() {
    let live = || {
        let mut town = in_process();
        town.does("2025-07-15T08:00", &clerk(), Verb::AskPayment);
        town.does("2025-07-17T08:00", &clerk(), Verb::SettlePayment);
        town.does("2025-07-17T10:00", &clerk(), Verb::AskSupplement);
        town.does("2025-07-19T10:00", &citizen(), Verb::Supplement);
        town.due()
    };
    let alone = live();
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..8).map(|_| scope.spawn(live)).collect();
        for one in all {
            assert_eq!(one.join().unwrap(), alone);
        }
    });
}
