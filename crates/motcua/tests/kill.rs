//! `kill -9` of a whole server that tells a webhook: what was acknowledged is told, at least
//! once and always under the same id, and nothing else is.
//!
//! The server is the program itself. Dossiers are handed in over its API, the receiver listens
//! here. It is killed after the nth acknowledgement, while one more request is under way; after
//! the nth message, before the receiver has answered; and just when it answers. A request whose
//! answer was cut off is sent again under its key, so in the end every act is acknowledged.

use motcua_books::Books;
use motcua_core::Moment;
use motcua_core::act::{Actor, Officer, OfficerId};
use motcua_core::catalogue::Duty;
use motcua_core::directory::{AgencyCode, UnitCode};
use motcua_core::dossier::Milestone;
use motcua_core::law::Policy;
use motcua_core::outbox::{Delivery, DeliveryState};
use motcua_core::webhook::{RegisterWebhook, WebhookCommand, WebhookSecret, system_of};
use motcua_outside::webhook::pretend::{Receiver, ReceiverManner};
use motcua_store::act::{Acting, carry_out};
use motcua_store::{DatabasePlace, Store, lease, outbox};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// When a server is killed.
#[derive(Debug, Clone, Copy)]
enum KillAfter {
    /// So many acts were acknowledged, and one more was asked for.
    Acknowledged(usize),
    /// So many messages were heard, and none was answered.
    Unanswered(usize),
    /// So many messages were heard and answered: the last perhaps not yet.
    Answered(usize),
}

use KillAfter::{Acknowledged, Answered, Unanswered};

const ROUNDS: [KillAfter; 12] = [
    Acknowledged(1),
    Unanswered(1),
    Answered(1),
    Acknowledged(4),
    Unanswered(4),
    Answered(2),
    Acknowledged(2),
    Unanswered(2),
    Answered(5),
    Acknowledged(6),
    Unanswered(3),
    Answered(3),
];

const ID: &str = "kho";
/// Longer than anything takes: who waits for it in vain has found a fault.
const PATIENCE: Duration = Duration::from_secs(120);

/// Where a server's data is; gone at the end.
struct Home {
    folder: TempDir,
    /// The address with the schema in it, the server's own address, the schema.
    postgres: Option<(String, String, String)>,
}

impl Home {
    fn sqlite() -> Home {
        Home { folder: tempfile::tempdir().unwrap(), postgres: None }
    }

    /// On the server for tests, in a schema of its own.
    #[expect(clippy::disallowed_methods, reason = "how a test is told which server to use")]
    fn postgres() -> Option<Home> {
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let Some(server) = variable("MOTCUA_TEST_POSTGRES") else {
            assert!(variable("CI").is_none(), "CI tests on PostgreSQL too");
            return None;
        };
        let schema = format!("motcua_kill_{}", std::process::id());
        let mut client = postgres::Client::connect(&server, postgres::NoTls).expect("the server for tests");
        client.batch_execute(&format!("create schema {schema}")).expect("a schema");
        let mark = if server.contains('?') { '&' } else { '?' };
        let url = format!("{server}{mark}options=-csearch_path%3D{schema}");
        Some(Home { folder: tempfile::tempdir().unwrap(), postgres: Some((url, server, schema)) })
    }

    fn store(&self) -> Store {
        let place = match &self.postgres {
            Some((url, ..)) => DatabasePlace::Postgres(url.clone()),
            None => DatabasePlace::Sqlite(self.folder.path().join("motcua.db")),
        };
        Store::open(&place).expect("it opens after a kill")
    }

    /// The leader of the province's office registers the receiver.
    fn register(&self, receiver: &Receiver) {
        let loopback = vec!["127.0.0.0/8".parse().unwrap()];
        let policy =
            Policy { province: UnitCode::parse("46").ok(), told_networks: loopback, ..Policy::default() };
        let law = Books::embedded().law(policy).unwrap();
        let leader = Actor::Officer(Officer {
            id: OfficerId("tinh".into()),
            name: "Trần Văn Bình".into(),
            agency: AgencyCode::parse("H57").unwrap(),
            duties: vec![Duty::Leader],
            point: None,
            stead: Default::default(),
        });
        let asking = Acting::of(&law, &leader, Moment::parse("2025-07-14T09:00").unwrap());
        let command = RegisterWebhook {
            id: ID.into(),
            name: "Kho dữ liệu".into(),
            address: receiver.address(),
            milestones: Milestone::ALL.to_vec(),
            agency: None,
            secret: WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".into()),
        };
        carry_out(&self.store(), &asking, WebhookCommand::from(command)).unwrap();
    }

    /// What a minute does after a kill: the turn of the dead server is over, and what it had taken
    /// is due again. No test waits for that.
    fn a_minute_passes(&self) {
        let store = self.store();
        if let Some(held) = store.read(|rows| lease::held(rows, "work")).unwrap() {
            store.keep(lease::given_back("work", &held.holder)).wait().unwrap();
        }
        for taken in store.read(|rows| outbox::due(rows, &system_of(ID), Moment(i64::MAX), 1000)).unwrap() {
            store.keep(outbox::in_vain(&taken.id, taken.tries, "", Moment(0))).wait().unwrap();
        }
    }

    fn messages(&self) -> Vec<Delivery> {
        self.store().read(|rows| outbox::latest(rows, &system_of(ID), None, None, 1000)).unwrap()
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        if let Some((_, server, schema)) = &self.postgres
            && let Ok(mut client) = postgres::Client::connect(server, postgres::NoTls)
        {
            let _ = client.batch_execute(&format!("drop schema if exists {schema} cascade"));
        }
    }
}

/// The program, serving.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(home: &Home) -> Server {
        let mut command = Command::new(env!("CARGO_BIN_EXE_motcua"));
        command
            .arg("serve")
            .current_dir(home.folder.path())
            .env("MOTCUA_DATA", home.folder.path())
            .env("MOTCUA_LISTEN", "127.0.0.1:0")
            .env("MOTCUA_WEBHOOK_NETWORKS", "127.0.0.0/8")
            .env("NO_COLOR", "1")
            .stderr(Stdio::piped());
        match &home.postgres {
            Some((url, ..)) => command.env("MOTCUA_DATABASE_URL", url),
            None => command.env_remove("MOTCUA_DATABASE_URL"),
        };
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let mut said = Vec::new();
        let address = loop {
            let Some(line) = lines.next() else { panic!("it did not start: {said:#?}") };
            let line = line.unwrap();
            if let Some((_, address)) = line.split_once("ready listen=") {
                break address.to_string();
            }
            said.push(line);
        };
        // Whoever writes into a pipe that nobody reads stands still.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        Server { child, address }
    }

    /// Asks for an act; the answer is still to come.
    fn ask(&self, act: usize) -> TcpStream {
        let body = body_of(act);
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "POST /api/v1/dossiers HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\
             content-type: application/json\r\nidempotency-key: kill-9-{act:010}\r\ncontent-length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        )
        .unwrap();
        stream
    }

    /// The code of the dossier that the act made.
    fn acknowledged(&self, act: usize) -> String {
        let mut answer = String::new();
        self.ask(act).read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
        let place = answer.lines().find_map(|line| line.strip_prefix("location: /api/v1/dossiers/"));
        place.unwrap_or_else(|| panic!("{answer}")).to_string()
    }

    fn kill(mut self) {
        self.child.kill().unwrap();
        let end = self.child.wait().unwrap();
        assert!(end.code().is_none(), "it was killed, and did not end by itself: {end}");
    }

    /// Asks it to stop, as an operator does.
    fn stop(mut self) -> ExitStatus {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(asked.success());
        self.child.wait().unwrap()
    }
}

/// A test that fails leaves no server behind.
impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What is handed in follows from the number, so that it is the same when it is sent again.
fn body_of(act: usize) -> String {
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalogue/forms/examples/khai-sinh.1.json");
    let answers: Value = serde_json::from_str(&std::fs::read_to_string(example).unwrap()).unwrap();
    json!({
        // One that no clock makes too late.
        "procedure": "1.001193", "case": "late", "channel": "online", "receiving": "H57.101",
        "places": { "father_home": "19753", "mother_home": "19753" },
        "applicant": { "name": format!("Nguyễn Thị Hoa {act}"), "phone": "+84 905 123 456" },
        "answers": answers,
        "papers": [{ "paper": "giay-chung-sinh", "originals": 1 }],
    })
    .to_string()
}

/// Acts by their numbers: the codes of those that were acknowledged, and those that were not yet.
#[derive(Default)]
struct Acts {
    acknowledged: BTreeMap<usize, String>,
    unanswered: BTreeSet<usize>,
}

impl Acts {
    fn next(&self) -> usize {
        self.acknowledged.len() + self.unanswered.len()
    }

    fn hand_in(&mut self, server: &Server, act: usize) {
        let code = server.acknowledged(act);
        self.unanswered.remove(&act);
        assert!(!self.acknowledged.values().any(|other| *other == code), "{code}: one act, one dossier");
        self.acknowledged.insert(act, code);
    }

    fn hand_in_again(&mut self, server: &Server) {
        for act in self.unanswered.clone() {
            self.hand_in(server, act);
        }
    }
}

fn run_and_kill(home: &Home, receiver: &Receiver, acts: &mut Acts, when: KillAfter) {
    let heard = receiver.messages().len();
    receiver.behave(match when {
        Acknowledged(_) | Answered(_) => ReceiverManner::Honest,
        Unanswered(_) => ReceiverManner::Hangs,
    });
    let server = Server::start(home);
    acts.hand_in_again(&server);
    let (Acknowledged(count) | Unanswered(count) | Answered(count)) = when;
    for _ in 0..count {
        acts.hand_in(&server, acts.next());
    }
    let _under_way = match when {
        Acknowledged(_) => {
            let last = acts.next();
            acts.unanswered.insert(last);
            Some(server.ask(last))
        }
        Unanswered(_) | Answered(_) => {
            assert!(receiver.has_heard(heard + count, PATIENCE), "{when:?}: it tells nothing");
            None
        }
    };
    server.kill();
    home.a_minute_passes();
}

/// What a message says it is about: the code of a dossier, and which of its events.
fn event_of(body: &str) -> (String, u64) {
    let said: Value = serde_json::from_str(body).unwrap();
    (said["data"]["code"].as_str().unwrap().to_string(), said["data"]["event"].as_u64().unwrap())
}

/// The judge: what is wrong with these messages (id and body), when the dossiers with these codes
/// were acknowledged.
fn wrongs(heard: &[(String, String)], codes: &BTreeSet<String>) -> Vec<String> {
    let mut ids: BTreeMap<(String, u64), BTreeSet<&str>> = BTreeMap::new();
    let mut events: BTreeMap<&str, BTreeSet<(String, u64)>> = BTreeMap::new();
    for (id, body) in heard {
        ids.entry(event_of(body)).or_default().insert(id);
        events.entry(id).or_default().insert(event_of(body));
    }
    let wanted: BTreeSet<(String, u64)> = codes.iter().map(|code| (code.clone(), 1)).collect();
    let told: BTreeSet<(String, u64)> = ids.keys().cloned().collect();
    let two_ids =
        ids.iter().filter(|(_, ids)| ids.len() > 1).map(|(event, ids)| format!("{event:?}: {ids:?}"));
    let two_events = events.iter().filter(|(_, of)| of.len() > 1).map(|(id, of)| format!("{id}: {of:?}"));
    let lost = wanted.difference(&told).map(|event| format!("{event:?} is not told"));
    let stray = told.difference(&wanted).map(|event| format!("{event:?} is told and was not acknowledged"));
    two_ids.chain(two_events).chain(lost).chain(stray).collect()
}

/// The judge can fail: each kind of wrong, made on purpose, is found.
#[test]
fn the_judge_finds_every_kind_of_wrong() {
    let message =
        |id: &str, code: &str| (id.to_string(), json!({ "data": { "code": code, "event": 1 } }).to_string());
    let codes: BTreeSet<String> = ["a", "b"].map(String::from).into();
    let good = [message("msg_1", "a"), message("msg_2", "b"), message("msg_1", "a")];
    assert_eq!(wrongs(&good, &codes), Vec::<String>::new());
    for (forged, want) in [
        (good[..1].to_vec(), "(\"b\", 1) is not told"),
        ([&good[..], &[message("msg_3", "a")]].concat(), "(\"a\", 1): {\"msg_1\", \"msg_3\"}"),
        ([&good[..], &[message("msg_3", "c")]].concat(), "(\"c\", 1) is told and was not acknowledged"),
        (vec![message("msg_1", "a"), message("msg_1", "b")], "msg_1: {(\"a\", 1), (\"b\", 1)}"),
    ] {
        assert_eq!(wrongs(&forged, &codes), [want]);
    }
}

fn every_acknowledged_act_is_told(home: &Home) {
    let receiver = Receiver::start(ReceiverManner::Honest).unwrap();
    home.register(&receiver);
    let mut acts = Acts::default();
    for when in ROUNDS {
        run_and_kill(home, &receiver, &mut acts, when);
    }
    receiver.behave(ReceiverManner::Honest);
    let server = Server::start(home);
    acts.hand_in_again(&server);
    let codes: BTreeSet<String> = acts.acknowledged.values().cloned().collect();
    // What is missing and how many were heard are of one look: a message that came between two looks
    // would be waited for in vain.
    loop {
        let messages = receiver.messages();
        let told: BTreeSet<String> = messages.iter().map(|message| event_of(&message.body).0).collect();
        let missing: Vec<_> = codes.difference(&told).collect();
        if missing.is_empty() {
            break;
        }
        assert!(receiver.has_heard(messages.len() + 1, PATIENCE), "nobody is told of {missing:?}");
    }
    let ended = server.stop();
    assert!(ended.success(), "{ended}");

    let heard: Vec<(String, String)> =
        receiver.messages().into_iter().map(|message| (message.id().to_string(), message.body)).collect();
    assert_eq!(wrongs(&heard, &codes), Vec::<String>::new());
    assert!(heard.len() > codes.len(), "no kill came between a message and its end: {}", heard.len());
    let kept = home.messages();
    assert_eq!(kept.len(), codes.len());
    // One that was heard and not answered may still be on its way again.
    assert!(kept.iter().all(|message| message.state != DeliveryState::Dead), "{kept:#?}");
    println!(
        "{} kills: {} acts told in {} messages, none lost, none under two ids",
        ROUNDS.len(),
        codes.len(),
        heard.len()
    );
}

#[test]
fn every_acknowledged_act_is_told_under_one_id_whenever_the_server_is_killed() {
    every_acknowledged_act_is_told(&Home::sqlite());
}

#[test]
fn the_same_on_postgresql() {
    if let Some(home) = Home::postgres() {
        every_acknowledged_act_is_told(&home);
    }
}

#[test]
fn asked_to_stop_it_waits_for_no_receiver_that_hangs_and_the_next_begins_at_once() {
    let (home, receiver) = (Home::sqlite(), Receiver::start(ReceiverManner::Hangs).unwrap());
    home.register(&receiver);
    let server = Server::start(&home);
    server.acknowledged(0);
    assert!(receiver.has_heard(1, PATIENCE));
    let ended = server.stop();
    assert!(ended.success(), "{ended}");
    let held = home.store().read(|rows| lease::held(rows, "work")).unwrap();
    assert_eq!(held, None, "the turn was given back");
    let message = home.messages().remove(0);
    let (state, tries) = (message.state, message.tries);
    assert_eq!((state, tries, message.answer.as_str()), (DeliveryState::Waiting, 1, ""), "it did not wait");
}
