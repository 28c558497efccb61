//! An office with a webhook or two, on a clock that stands still until it is set.

use ipnet::IpNet;
use motcua_books::Books;
use motcua_core::act::{Actor, Officer, OfficerId};
use motcua_core::catalogue::Duty;
use motcua_core::command::Command;
use motcua_core::competence::{DecidingFact, DecidingFacts, PlaceSaid};
use motcua_core::directory::{AgencyCode, UnitCode};
use motcua_core::dossier::{Applicant, Channel, Dossier, DossierCommand, DossierId, Milestone, Submit};
use motcua_core::law::{FormDuty, Policy};
use motcua_core::outbox::Delivery;
use motcua_core::webhook::{
    RegisterWebhook, TestWebhook, Webhook, WebhookCommand, WebhookSecret, source_of, system_of,
};
use motcua_core::{Halt, Law, Moment};
use motcua_outside::post::PostOffice;
use motcua_outside::webhook::Messenger;
use motcua_outside::webhook::pretend::Receiver;
use motcua_store::act::{Acting, carry_out, carry_out_any};
use motcua_store::{DatabasePlace, Key, Store, outbox};
use motcua_work::post::PostCarrier;
use motcua_work::runner::Runner;
use motcua_work::webhooks::WebhookCarrier;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use tempfile::TempDir;
use tokio::task::block_in_place;

pub const MINUTE: i64 = 60_000;

/// A store, its law, a clock that stands still until it is set, and a runner.
pub struct Office {
    pub store: Arc<Store>,
    pub law: Arc<Law>,
    pub clock: Arc<AtomicI64>,
    pub runner: Arc<Runner>,
    pub folder: TempDir,
}

pub fn loopback() -> Vec<IpNet> {
    vec!["127.0.0.0/8".parse().unwrap()]
}

impl Office {
    pub fn new() -> Office {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(Store::open(&DatabasePlace::Sqlite(folder.path().join("motcua.db"))).unwrap());
        let policy = Policy {
            province: UnitCode::parse("46").ok(),
            form_duty: FormDuty::Nobody,
            asks_the_post: true,
            pays_online_to: AgencyCode::parse("H57").ok(),
            told_networks: loopback(),
            ..Policy::default()
        };
        let law = Arc::new(Books::embedded().law(policy).unwrap());
        let clock = Arc::new(AtomicI64::new(Moment::parse("2025-07-14T09:00").unwrap().0));
        let runner = Office::runner(&store, &law, &clock);
        Office { store, law, clock, runner, folder }
    }

    /// A runner, as another process would have one.
    pub fn runner(store: &Arc<Store>, law: &Arc<Law>, clock: &Arc<AtomicI64>) -> Arc<Runner> {
        Office::runner_beside(store, law, clock, clock)
    }

    /// The same where acts happen by another clock, as in a demonstration.
    pub fn runner_beside(
        store: &Arc<Store>,
        law: &Arc<Law>,
        clock: &Arc<AtomicI64>,
        acts: &Arc<AtomicI64>,
    ) -> Arc<Runner> {
        let reads = |clock: &Arc<AtomicI64>| -> motcua_work::Now {
            let clock = clock.clone();
            Arc::new(move || Moment(clock.load(Ordering::SeqCst)))
        };
        let (now, acts_at) = (reads(clock), reads(acts));
        let messenger = Messenger::new(&loopback(), Duration::from_millis(300)).unwrap();
        let carrier = WebhookCarrier {
            store: store.clone(),
            messenger: Arc::new(messenger),
            source: source_of(&UnitCode::parse("46").unwrap()),
            now: now.clone(),
            acts_at: acts_at.clone(),
        };
        let (acting, law, at) = (store.clone(), law.clone(), acts_at);
        let act = move |actor: &Actor, key: Key, command: Command| -> Result<(), Halt> {
            let asking = Acting { key: Some(&key), ..Acting::of(&law, actor, at()) };
            carry_out_any(&acting, &asking, command).map(drop)
        };
        Runner::new(store.clone(), vec![Box::new(carrier)], Arc::new(act), now, Arc::new(|| 7))
    }

    /// A runner that carries to this post alone.
    pub fn post_runner(&self, post: Arc<dyn PostOffice>) -> Arc<Runner> {
        self.runner_to(Box::new(PostCarrier { store: self.store.clone(), post }))
    }

    /// A runner with this carrier alone.
    pub fn runner_to(&self, carrier: Box<dyn motcua_work::runner::Carrier>) -> Arc<Runner> {
        let (acting, law, clock) = (self.store.clone(), self.law.clone(), self.clock.clone());
        let now: motcua_work::Now = Arc::new(move || Moment(clock.load(Ordering::SeqCst)));
        let at = now.clone();
        let act = move |actor: &Actor, key: Key, command: Command| -> Result<(), Halt> {
            let asking = Acting { key: Some(&key), ..Acting::of(&law, actor, at()) };
            carry_out_any(&acting, &asking, command).map(drop)
        };
        Runner::new(self.store.clone(), vec![carrier], Arc::new(act), now, Arc::new(|| 7))
    }

    pub fn now(&self) -> Moment {
        Moment(self.clock.load(Ordering::SeqCst))
    }

    pub fn later(&self, ms: i64) {
        self.clock.fetch_add(ms, Ordering::SeqCst);
    }

    pub fn leader(&self) -> Actor {
        officer("H57", &[Duty::Leader])
    }

    pub fn does(&self, command: impl Into<WebhookCommand>) -> Webhook {
        let leader = self.leader();
        let asking = Acting::of(&self.law, &leader, self.now());
        block_in_place(|| carry_out(&self.store, &asking, command.into())).unwrap().unwrap()
    }

    pub fn register(&self, id: &str, receiver: &Receiver) {
        self.does(RegisterWebhook {
            id: id.into(),
            name: "Kho dữ liệu".into(),
            address: receiver.address(),
            milestones: vec![Milestone::Accepted, Milestone::Submitted],
            agency: None,
            secret: secret(1),
        });
    }

    pub fn test(&self, id: &str) {
        self.does(TestWebhook { id: id.into() });
    }

    pub fn dossier(&self, actor: &Actor, command: impl Into<DossierCommand>) -> Dossier {
        let asking = Acting::of(&self.law, actor, self.now());
        block_in_place(|| carry_out(&self.store, &asking, command.into())).unwrap().unwrap()
    }

    /// Carries out what is due until nothing is under way.
    pub async fn round(&self) -> usize {
        round(&self.runner).await
    }

    pub fn messages(&self, id: &str) -> Vec<Delivery> {
        self.store.read(|rows| outbox::latest(rows, &system_of(id), None, None, 1000)).unwrap()
    }

    pub fn only(&self, id: &str) -> Delivery {
        let mut all = self.messages(id);
        assert_eq!(all.len(), 1);
        all.remove(0)
    }
}

pub async fn round(runner: &Arc<Runner>) -> usize {
    let begins = runner.clone();
    // As the scheduler calls it: on a thread that may wait, inside the runtime.
    let begun = tokio::task::spawn_blocking(move || begins.round()).await.unwrap().unwrap();
    runner.idle().await;
    begun
}

pub fn officer(agency: &str, duties: &[Duty]) -> Actor {
    Actor::Officer(Officer {
        id: OfficerId(format!("can-bo@{agency}")),
        name: "Trần Văn Bình".into(),
        agency: AgencyCode::parse(agency).unwrap(),
        duties: duties.to_vec(),
        point: None,
        stead: Default::default(),
    })
}

pub fn secret(nth: u8) -> WebhookSecret {
    WebhookSecret(format!("whsec_{nth}fKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
}

/// Father and mother live in the ward whose committee has the code H57.101.
fn decided_there() -> DecidingFacts {
    let home = || PlaceSaid::parse("19753").unwrap();
    let places = [(DecidingFact::FatherHome, home()), (DecidingFact::MotherHome, home())];
    DecidingFacts { places: places.into(), ..DecidingFacts::default() }
}

pub fn handing_in(nth: u8) -> Submit {
    Submit {
        id: DossierId([nth; 16]),
        procedure: "1.001193".into(),
        case: Some("on-time".into()),
        channel: Channel::Online,
        receiving: AgencyCode::parse("H57.101").unwrap(),
        competent: None,
        deciding: decided_there(),
        wanted: Default::default(),
        support_point: None,
        assistance: None,
        behalf: Default::default(),
        applicant: Applicant { name: "Nguyễn Thị Hòa".into(), ..Applicant::default() },
        answers: Default::default(),
        papers: Vec::new(),
    }
}
