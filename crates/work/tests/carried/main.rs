//! Messages to receivers that fail, hang, and hang up: each arrives at least once and
//! always under its own id; a bad one holds nobody else; a runner that was killed loses
//! nothing.

mod office;
mod platform;
mod post;
mod turn;

use motcua_core::Moment;
use motcua_core::act::Actor;
use motcua_core::catalogue::Duty;
use motcua_core::command::Command;
use motcua_core::dossier::Accept;
use motcua_core::outbox::{Delivery, DeliveryState, ENDED_DAYS, WAIT_MS_MAX};
use motcua_core::webhook::{
    PauseWebhook, RemoveWebhook, ResumeWebhook, RotateSecret, WebhookCommand, WebhookState, system_of,
};
use motcua_outside::webhook::pretend::{Receiver, ReceiverManner};
use motcua_outside::webhook::signature;
use motcua_store::{Key, outbox, waiting_command, webhook};
use motcua_work::forget::forget;
use motcua_work::runner::{Carrier, Carrying, Runner, TAKEN_MS};
use motcua_work::schedule::More;
use motcua_work::turns::Turns;
use motcua_work::webhooks;
use office::{MINUTE, Office, handing_in, officer, round, secret};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tokio::task::block_in_place;

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_to_a_dossier_is_told_signed_and_once() {
    let (office, receiver) = (Office::new(), Receiver::start(ReceiverManner::Honest).unwrap());
    let citizen = Actor::Person { name: "Nguyễn Thị Hòa".into() };
    office.dossier(&citizen, handing_in(1));
    office.later(MINUTE);
    office.register("one", &receiver);
    office.later(MINUTE);
    let handed_in = office.dossier(&citizen, handing_in(2));
    let clerk = officer("H57.101", &Duty::DESKS);
    let code = handed_in.code().clone();
    office.dossier(&clerk, Accept::of(code.clone()));
    for _ in 0..3 {
        assert_eq!(block_in_place(|| webhooks::tell(&office.store)).unwrap(), More::Later);
    }
    assert_eq!(office.round().await, 2, "what happened before it was registered is not told");
    assert_eq!(office.round().await, 0);

    let heard = receiver.messages();
    let kinds: BTreeSet<String> = heard
        .iter()
        .map(|message| {
            let said: serde_json::Value = serde_json::from_str(&message.body).unwrap();
            assert_eq!(said["id"], message.id());
            assert_eq!(said["data"]["code"], code.to_string());
            assert!(!message.body.contains("Hòa"), "{}", message.body);
            let sent_at: i64 = message.headers["webhook-timestamp"].parse().unwrap();
            assert_eq!(sent_at, office.now().0 / 1000);
            let signed = signature(&secret(1), message.id(), sent_at, &message.body).unwrap();
            assert_eq!(message.headers["webhook-signature"], signed);
            said["type"].as_str().unwrap().to_string()
        })
        .collect();
    assert_eq!(
        kinds.iter().collect::<Vec<_>>(),
        ["vn.motcua.dossier.accepted", "vn.motcua.dossier.submitted"]
    );
    assert!(
        office
            .messages("one")
            .iter()
            .all(|each| (each.state, each.answer.as_str()) == (DeliveryState::Delivered, "204"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_fails_is_tried_again_later_and_later_until_it_is_given_up() {
    let (office, receiver) = (Office::new(), Receiver::start(ReceiverManner::Broken).unwrap());
    office.register("one", &receiver);
    office.test("one");
    let mut tries = 0;
    while office.only("one").state == DeliveryState::Waiting {
        assert_eq!(office.round().await, 1, "try {tries}");
        assert_eq!(office.round().await, 0, "not at once again");
        tries += 1;
        let wait = office.only("one").next_at.0 - office.now().0;
        office.later(wait.max(0));
    }
    assert_eq!(tries, motcua_core::outbox::TRIES_MAX);
    let heard = receiver.messages();
    assert_eq!(heard.len(), tries as usize);
    assert!(heard.iter().all(|message| (message.id(), &message.body) == (heard[0].id(), &heard[0].body)));
    assert_eq!(office.only("one").answer, "500");
    // A person sends it again once the receiver is well.
    receiver.behave(ReceiverManner::Honest);
    office.later(10 * MINUTE);
    let delivery = office.only("one").id;
    office.does(motcua_core::webhook::SendAgain { id: "one".into(), delivery: delivery.clone() });
    assert_eq!(office.round().await, 1);
    assert_eq!(
        (office.only("one").state, receiver.messages().last().unwrap().id()),
        (DeliveryState::Delivered, delivery.as_str())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_is_busy_is_asked_again_when_it_wants_to_be() {
    // It is 09:00 in Việt Nam.
    for (manner, message_min, system_min) in [
        (ReceiverManner::Busy { retry_after: "1800" }, 30, 30),
        (ReceiverManner::TooMany { retry_after: "Mon, 14 Jul 2025 02:30:00 GMT" }, 30, 30),
        // No longer than a message waits by itself; the others go to see after an hour.
        (ReceiverManner::Busy { retry_after: "864000" }, WAIT_MS_MAX / MINUTE, 60),
    ] {
        let (office, receiver) = (Office::new(), Receiver::start(manner).unwrap());
        office.register("one", &receiver);
        office.test("one");
        assert_eq!(office.round().await, 1);
        assert_eq!(office.only("one").next_at, office.now().plus_ms(message_min * MINUTE), "{manner:?}");
        office.test("one");
        receiver.behave(ReceiverManner::Honest);
        office.later(system_min * MINUTE - 1);
        assert_eq!(office.round().await, 0, "{manner:?}: what else waits does not disturb it either");
        office.later(1);
        while office.round().await > 0 {}
        office.later((message_min - system_min) * MINUTE);
        while office.round().await > 0 {}
        let told = office.messages("one");
        assert!(told.iter().all(|each| each.state == DeliveryState::Delivered), "{manner:?}: {told:#?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_hangs_holds_nobody_else() {
    let (office, hangs) = (Office::new(), Receiver::start(ReceiverManner::Hangs).unwrap());
    let well = Receiver::start(ReceiverManner::Honest).unwrap();
    office.register("hangs", &hangs);
    office.register("well", &well);
    for _ in 0..12 {
        office.test("hangs");
        office.test("well");
    }
    let begins = office.runner.clone();
    tokio::task::spawn_blocking(move || begins.round()).await.unwrap().unwrap();
    // While the one hangs, the other goes on.
    while well.messages().len() < 12 {
        let begins = office.runner.clone();
        tokio::task::spawn_blocking(move || begins.round()).await.unwrap().unwrap();
        tokio::task::yield_now().await;
    }
    office.runner.idle().await;
    let before = hangs.messages().len();
    assert!(before <= 4, "{before} messages wait for one that hangs");
    // It is left alone for a while; then a single one goes to see.
    office.later(TAKEN_MS);
    assert_eq!(office.round().await, 1);
    hangs.behave(ReceiverManner::Honest);
    office.later(TAKEN_MS);
    office.round().await;
    while office.round().await > 0 {}
    office.later(10 * MINUTE);
    while office.round().await > 0 {}
    assert!(office.messages("hangs").iter().all(|message| message.state == DeliveryState::Delivered));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_runner_loses_nothing_and_doubles_nothing_beyond_its_id() {
    let (office, receiver) = (Office::new(), Receiver::start(ReceiverManner::HangsUp).unwrap());
    office.register("one", &receiver);
    office.test("one");
    // Killed after it took the message and before it sent it.
    let message = office.only("one");
    let until = office.now().plus_ms(TAKEN_MS);
    office.store.keep(outbox::taken(&message, until)).done().await.unwrap();
    let other = Office::runner(&office.store, &office.law, &office.clock);
    assert_eq!(round(&other).await, 0, "somebody has it");
    office.later(TAKEN_MS);
    // The receiver takes it and dies before it answers: nobody knows, so it comes again.
    assert_eq!(round(&other).await, 1);
    receiver.behave(ReceiverManner::Honest);
    office.later(10 * MINUTE);
    // Two runners at once: one of them has it.
    let (one, two) = tokio::join!(round(&other), office.round());
    assert_eq!(one + two, 1);
    let ids: Vec<String> = receiver.messages().iter().map(|each| each.id().to_string()).collect();
    assert_eq!(ids, [message.id.clone(), message.id]);
    assert_eq!(office.only("one").state, DeliveryState::Delivered);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_is_gone_pauses_itself_and_its_messages_wait() {
    let (office, receiver) = (Office::new(), Receiver::start(ReceiverManner::Gone).unwrap());
    office.register("one", &receiver);
    office.test("one");
    office.round().await;
    let stands = || office.store.read(|rows| webhook::get(rows, "one")).unwrap().unwrap();
    assert!(stands().is_active(), "its answer is a command of its own, which waits");
    // Killed here: another process carries it out, once.
    let other = Office::runner(&office.store, &office.law, &office.clock);
    let answers = |runner: &Arc<Runner>| block_in_place(|| runner.answer()).unwrap();
    assert_eq!((answers(&other), stands().is_active()), (1, false));
    assert_eq!(answers(&office.runner), 0);
    receiver.behave(ReceiverManner::Honest);
    for _ in 0..4 {
        office.later(10 * MINUTE);
        office.round().await;
    }
    assert_eq!(receiver.messages().len(), 1, "nothing goes to one that is paused");
    assert_eq!((office.only("one").state, office.only("one").tries), (DeliveryState::Waiting, 1));
    office.does(ResumeWebhook { id: "one".into() });
    office.later(10 * MINUTE);
    office.round().await;
    assert_eq!(office.only("one").state, DeliveryState::Delivered);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_change_of_the_secret_both_signatures_come_for_a_day() {
    let (office, receiver) = (Office::new(), Receiver::start(ReceiverManner::Honest).unwrap());
    office.register("one", &receiver);
    office.does(RotateSecret { id: "one".into(), secret: secret(2) });
    let mut signatures = Vec::new();
    for wait in [0, 24 * 60 * MINUTE] {
        office.later(wait);
        office.test("one");
        office.round().await;
        let last = receiver.messages().last().unwrap().clone();
        let at = office.now().0 / 1000;
        let with = |nth| signature(&secret(nth), last.id(), at, &last.body).unwrap();
        let said = last.headers["webhook-signature"].clone();
        signatures.push((said == format!("{} {}", with(2), with(1)), said == with(2)));
    }
    assert_eq!(signatures, [(true, false), (false, true)]);
    office.does(PauseWebhook { id: "one".into(), reason: "bảo trì".into() });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_before_signs_for_a_day_of_the_clock_by_which_acts_happen() {
    let (office, receiver) = (Office::new(), Receiver::start(ReceiverManner::Honest).unwrap());
    // Messages are carried a year after the day on which acts happen, as in a demonstration.
    let day = 24 * 60 * MINUTE;
    let wall = Arc::new(AtomicI64::new(office.now().0 + 365 * day));
    let runner = Office::runner_beside(&office.store, &office.law, &wall, &office.clock);
    office.register("one", &receiver);
    office.does(RotateSecret { id: "one".into(), secret: secret(2) });
    let mut signatures = Vec::new();
    for (acts_ms, wall_ms) in [(0, 0), (0, 10 * day), (day - 1, 0), (1, 0)] {
        office.later(acts_ms);
        wall.fetch_add(wall_ms, Ordering::SeqCst);
        office.test("one");
        assert_eq!(round(&runner).await, 1);
        let last = receiver.messages().last().unwrap().clone();
        assert_eq!(last.headers["webhook-timestamp"], (wall.load(Ordering::SeqCst) / 1000).to_string());
        signatures.push(last.headers["webhook-signature"].split(' ').count());
    }
    assert_eq!(signatures, [2, 2, 2, 1]);
}

/// A carrier with a fault in it.
struct Panics;

impl Carrier for Panics {
    fn serves(&self, _: &str) -> bool {
        true
    }

    fn carry(&self, _: Delivery) -> Carrying {
        Box::pin(async { panic!("a fault of ours") })
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_carrier_that_panics_gives_its_place_back_and_loses_no_message() {
    let (office, receiver) = (Office::new(), Receiver::start(ReceiverManner::Honest).unwrap());
    office.register("one", &receiver);
    let clock = office.clock.clone();
    let now: motcua_work::Now = Arc::new(move || Moment(clock.load(Ordering::SeqCst)));
    let nothing = Arc::new(|_: &Actor, _: Key, _: Command| Ok(()));
    let broken = Runner::new(office.store.clone(), vec![Box::new(Panics)], nothing, now, Arc::new(|| 7));
    for _ in 0..6 {
        office.test("one");
    }
    assert_eq!(round(&broken).await, 4);
    assert_eq!(round(&broken).await, 0, "it is left alone for a while");
    office.later(TAKEN_MS);
    assert_eq!(round(&broken).await, 1, "the places are free again");
    assert!(office.messages("one").iter().any(|message| message.answer == "a fault of ours"));
    office.later(10 * MINUTE);
    while office.round().await > 0 {}
    assert_eq!(receiver.messages().len(), 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_whose_end_nobody_hears_is_given_up_at_last() {
    let (office, receiver) = (Office::new(), Receiver::start(ReceiverManner::Honest).unwrap());
    office.register("one", &receiver);
    office.test("one");
    // Taken again and again, and each time the program ended before it could say how.
    while office.only("one").tries < motcua_core::outbox::TRIES_MAX {
        let until = office.now().plus_ms(TAKEN_MS);
        office.store.keep(outbox::taken(&office.only("one"), until)).done().await.unwrap();
        office.later(TAKEN_MS);
    }
    assert_eq!(office.round().await, 1);
    assert_eq!((office.only("one").state, receiver.messages().len()), (DeliveryState::Dead, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_set_back_after_a_webhook_was_registered_keeps_nothing_from_it() {
    let (office, receiver) = (Office::new(), Receiver::start(ReceiverManner::Honest).unwrap());
    let citizen = Actor::Person { name: "Nguyễn Thị Hòa".into() };
    office.dossier(&citizen, handing_in(1));
    office.register("one", &receiver);
    office.later(-60 * MINUTE);
    office.dossier(&citizen, handing_in(2));
    block_in_place(|| webhooks::tell(&office.store)).unwrap();
    assert_eq!(office.messages("one").len(), 1, "what happened since, and only that");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_have_the_turn_one_after_the_other_however_their_clocks_differ() {
    let office = Office::new();
    let (mut one, mut two) = (Turns::new("one".into()), Turns::new("two".into()));
    // The clocks of two machines have nothing to do with each other.
    let (here, there) = (|ms| Moment(ms), |ms| Moment(3_600_000 + ms));
    let has = |turns: &mut Turns, at| block_in_place(|| turns.is_ours(&office.store, at));
    for ms in (0..60_000).step_by(5_000) {
        assert!(has(&mut one, here(ms)), "{ms}");
        assert!(!has(&mut two, there(ms)), "{ms}");
    }
    // The one stands still.
    let taken = (60_000..).step_by(5_000).find(|ms| has(&mut two, there(*ms))).unwrap();
    assert!((70_000..=75_000).contains(&taken), "{taken}");
    assert!(!has(&mut one, here(taken + 1)), "it wakes up, and has lost it");
    assert!(has(&mut two, there(taken + 5_000)));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_cannot_be_read_waits_aside_and_keeps_no_other_from_being_told() {
    let (office, receiver) = (Office::new(), Receiver::start(ReceiverManner::Honest).unwrap());
    let citizen = Actor::Person { name: "Nguyễn Thị Hòa".into() };
    office.register("one", &receiver);
    office.dossier(&citizen, handing_in(1));
    office.dossier(&citizen, handing_in(2));
    // A fact of a newer program, which this one does not know.
    let raw = rusqlite::Connection::open(office.folder.path().join("motcua.db")).unwrap();
    let guard = "select sql from sqlite_master where name = 'event_is_never_changed'";
    let guard: String = raw.query_row(guard, [], |row| row.get(0)).unwrap();
    let swap = |from: &str, to: &str| {
        raw.execute_batch("drop trigger event_is_never_changed").unwrap();
        let sql = "update event set body = replace(body, ?1, ?2) where kind = 'dossier' and record = ?3";
        assert_eq!(raw.execute(sql, (from, to, [1_u8; 16])).unwrap(), 1);
        raw.execute_batch(&guard).unwrap();
    };
    swap("\"submitted\"", "\"foreseen\"");
    block_in_place(|| webhooks::tell(&office.store)).unwrap();
    let told = office.messages("one");
    assert_eq!(told.len(), 1, "the other one");
    let aside = || office.store.read(motcua_store::feed::how_many_aside).unwrap();
    block_in_place(|| webhooks::tell_what_waits_aside(&office.store)).unwrap();
    assert_eq!((aside(), office.messages("one").len()), (1, 1), "it waits");
    // The newer program is here.
    swap("\"foreseen\"", "\"submitted\"");
    block_in_place(|| webhooks::tell_what_waits_aside(&office.store)).unwrap();
    assert_eq!((aside(), office.messages("one").len()), (0, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_nobody_here_understands_is_refused_and_kept() {
    let (office, receiver) = (Office::new(), Receiver::start(ReceiverManner::Honest).unwrap());
    office.register("one", &receiver);
    let pause = || PauseWebhook { id: "one".into(), reason: "410 Gone".into() };
    let command = Command::Webhook(WebhookCommand::from(pause()));
    let (system, now) = (system_of("one"), office.now());
    for (name, asks) in [("a", &system), ("b", &system), ("c", &"webhook:another".to_string())] {
        office.store.keep(waiting_command::put(name, asks, &command, now).unwrap()).done().await.unwrap();
    }
    // As a newer program would have written it.
    let raw = rusqlite::Connection::open(office.folder.path().join("motcua.db")).unwrap();
    let newer =
        "update waiting_command set body = replace(body, '\"version\":1', '\"version\":2') where id = 'a'";
    assert_eq!(raw.execute(newer, []).unwrap(), 1);
    let state = || office.store.read(|rows| webhook::get(rows, "one")).unwrap().unwrap().state;
    let kept = || office.store.read(|rows| waiting_command::not_understood(rows, 10)).unwrap();
    assert_eq!(block_in_place(|| office.runner.answer()).unwrap(), 3);
    assert_ne!(state(), WebhookState::Active, "the one that was understood was carried out");
    assert_eq!(kept().len(), 1, "the one of a system that may not ask is refused and done with");
    assert_eq!((kept()[0].id.as_str(), kept()[0].unread.as_str()), ("a", "command.unknown-version"));
    assert!(kept()[0].text.contains("410 Gone"), "nothing of it is lost");
    assert_eq!(block_in_place(|| office.runner.answer()).unwrap(), 0, "it is not tried again and again");
    // The newer program is here.
    office.does(ResumeWebhook { id: "one".into() });
    block_in_place(|| office.runner.answer_again()).unwrap();
    assert_eq!((state(), kept().len()), (WebhookState::Active, 1), "not by this one");
    raw.execute("update waiting_command set body = replace(body, '\"version\":2', '\"version\":1')", [])
        .unwrap();
    block_in_place(|| office.runner.answer_again()).unwrap();
    assert_ne!(state(), WebhookState::Active);
    assert!(kept().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_given_up_to_a_removed_webhook_is_forgotten_like_what_arrived() {
    let (office, receiver) = (Office::new(), Receiver::start(ReceiverManner::Gone).unwrap());
    for id in ["there", "gone"] {
        office.register(id, &receiver);
        office.test(id);
    }
    let ended = office.now();
    for id in ["there", "gone"] {
        office.store.keep(outbox::taken(&office.only(id), ended)).done().await.unwrap();
        let dead = outbox::ended(&office.only(id).id, 1, DeliveryState::Dead, "500", ended);
        office.store.keep(dead).done().await.unwrap();
        office.test(id);
    }
    office.does(RemoveWebhook { id: "gone".into(), reason: "hết liên thông".into() });
    office.later(1);
    // What waited for the removed one is given up as soon as somebody would carry it.
    while office.round().await > 0 {}
    let stands = |id: &str| -> Vec<(DeliveryState, String)> {
        office.messages(id).into_iter().map(|each| (each.state, each.answer)).collect()
    };
    assert!(stands("gone").iter().all(|(state, _)| *state == DeliveryState::Dead), "{:?}", stands("gone"));
    let forgets = || while block_in_place(|| forget(&office.store, office.now())).unwrap() == More::AtOnce {};
    office.later(ENDED_DAYS * 24 * 60 * MINUTE - 1);
    forgets();
    assert_eq!(stands("gone").len(), 2, "as long as what arrived");
    office.later(1);
    forgets();
    assert_eq!(stands("gone").len(), 1, "the one that was given up first");
    office.later(1);
    forgets();
    assert_eq!(stands("gone").len(), 0);
    assert!(stands("there").contains(&(DeliveryState::Dead, "500".into())), "somebody may send it again");
}
