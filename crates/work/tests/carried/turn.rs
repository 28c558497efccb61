//! The turn of a server: the runner's places are filled as soon as they are free, and a stop
//! waits for nothing that hangs.

use crate::office::Office;
use motcua_core::act::Actor;
use motcua_core::command::Command;
use motcua_core::outbox::{Delivery, DeliveryState};
use motcua_core::{Fault, Moment};
use motcua_outside::webhook::pretend::{Receiver, ReceiverManner};
use motcua_store::{Key, lease};
use motcua_work::Now;
use motcua_work::runner::{Carried, Carrier, Carrying, How, Runner};
use motcua_work::schedule::{More, Servers, Task};
use motcua_work::turns::{Clocks, Job, Turns, work};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;
use tokio::sync::{oneshot, watch};

/// Longer than anything takes: who waits for it in vain has found a fault.
const PATIENCE: Duration = Duration::from_secs(60);

/// A carrier whose messages end when they are told to.
#[derive(Clone, Default)]
struct Held(Arc<Mutex<Vec<oneshot::Sender<()>>>>);

impl Carrier for Held {
    fn serves(&self, _: &str) -> bool {
        true
    }

    fn carry(&self, _: Delivery) -> Carrying {
        let (go_on, wait) = oneshot::channel();
        self.0.lock().unwrap().push(go_on);
        Box::pin(async move {
            let _ = wait.await;
            Carried::of(How::Delivered, "204")
        })
    }
}

impl Held {
    fn let_one_go(&self) {
        self.0.lock().unwrap().remove(0).send(()).unwrap();
    }
}

fn now_of(office: &Office) -> Now {
    let clock = office.clock.clone();
    Arc::new(move || Moment(clock.load(Ordering::SeqCst)))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_is_filled_as_soon_as_its_message_has_ended() {
    let (office, receiver) = (Office::new(), Receiver::start(ReceiverManner::Honest).unwrap());
    office.register("one", &receiver);
    for _ in 0..6 {
        office.test("one");
    }
    let held = Held::default();
    let nothing = Arc::new(|_: &Actor, _: Key, _: Command| Ok(()));
    let carriers: Vec<Box<dyn Carrier>> = vec![Box::new(held.clone())];
    let runner = Runner::new(office.store.clone(), carriers, nothing, now_of(&office), Arc::new(|| 7));
    let turn = async |at_most| {
        let runner = runner.clone();
        tokio::task::spawn_blocking(move || runner.turn(at_most)).await.unwrap().unwrap()
    };
    assert_eq!((turn(PATIENCE).await, runner.under_way()), (More::AtOnce, 4));
    assert_eq!(
        turn(Duration::ZERO).await,
        More::Later,
        "all places are taken, and nobody waits longer than told"
    );
    // The turn that waits is told, and the next one begins with the fifth.
    let waiting = tokio::spawn({
        let runner = runner.clone();
        async move { tokio::task::spawn_blocking(move || runner.turn(PATIENCE)).await.unwrap().unwrap() }
    });
    held.let_one_go();
    assert_eq!(waiting.await.unwrap(), More::AtOnce);
    turn(Duration::ZERO).await;
    assert_eq!(runner.under_way(), 4);
    for _ in 0..4 {
        held.let_one_go();
    }
    while office.messages("one").iter().any(|message| message.tries == 0) {
        turn(PATIENCE).await;
    }
    held.let_one_go();
    runner.idle().await;
    assert!(office.messages("one").iter().all(|message| message.state == DeliveryState::Delivered));
}

/// Takes the seconds that a server gives what is under way: only the system's clock can tell
/// that they were given no longer.
#[tokio::test(flavor = "multi_thread")]
async fn a_stop_waits_for_no_job_that_hangs_and_gives_the_turn_back() {
    let office = Office::new();
    let (begun, has_begun) = mpsc::channel();
    let (end, ends) = mpsc::channel::<()>();
    let ends = Mutex::new(ends);
    let run = move || -> Result<More, Fault> {
        begun.send(()).unwrap();
        // Hangs until the test has seen what it wants.
        let _ = ends.lock().unwrap().recv();
        Ok(More::Later)
    };
    let task = Task { name: "hangs", first_ms: 0, every_ms: 1_000, on: Servers::One };
    let jobs = vec![Job { task, run: Arc::new(run) }];
    let (stopping, stop) = watch::channel(false);
    let clocks = Clocks { now: now_of(&office), steady: now_of(&office) };
    let working = tokio::spawn(work(office.store.clone(), jobs, Turns::new("one".into()), clocks, stop));
    let held = || office.store.read(|rows| lease::held(rows, "work")).unwrap().map(|held| held.holder);
    tokio::task::block_in_place(|| has_begun.recv_timeout(PATIENCE)).unwrap();
    assert_eq!(held().as_deref(), Some("one"));
    stopping.send(true).unwrap();
    tokio::time::timeout(PATIENCE, working).await.expect("it waits for what hangs").unwrap();
    assert_eq!(held(), None, "the next server begins at once");
    end.send(()).unwrap();
}
