//! `kill -9` under load, two hundred times: no acknowledged act is lost, none is
//! there twice, and what was cut off in the middle left nothing half done.
//!
//! The child is this test binary again. It hands in, accepts, forwards and
//! decides from several threads, and says each act **after** the store has
//! acknowledged it. The parent kills it at an instant that a seeded die chooses,
//! opens the database and asks the judge ([`world::wrongs`]). Whatever had been
//! tried and not acknowledged is sent again by the next child under the same
//! idempotency key: it must end up there exactly once.

mod world;

use motcua_core::act::Actor;
use motcua_core::catalogue::Duty;
use motcua_core::dossier::{Dossier, DossierId};
use motcua_store::{DatabasePlace, Key, Store, dossier};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use world::*;

const ROUNDS: u64 = 200;
/// So many kills are suffered by one database before a new one is begun.
const KILLS_EACH: u64 = 10;
const THREADS: u64 = 6;

const CHILD: &str = "MOTCUA_TEST_KILL_DATABASE";
const SEED: &str = "MOTCUA_TEST_KILL_SEED";
/// Sabotage: the child says an act before the store has acknowledged it.
const TOO_EARLY: &str = "MOTCUA_TEST_KILL_TOO_EARLY";

/// What is handed in follows from the id, so that parent and child need not talk
/// about it.
fn name_of(id: DossierId) -> String {
    format!("Người {id}")
}

fn key_of(id: DossierId) -> Key {
    Key { key: format!("kill:{id}"), digest: [id.0[0]; 32] }
}

fn agency_of(id: DossierId) -> &'static str {
    TOWNS[usize::from(id.0[1]) % TOWNS.len()].0
}

// ---- the child ----

/// Not a test of its own: what the parent starts. It ends by being killed.
#[test]
fn child() {
    let Some(path) = environment(CHILD).map(PathBuf::from) else { return };
    let seed = environment(SEED).and_then(|seed| seed.parse().ok()).unwrap_or(0);
    let too_early = environment(TOO_EARLY).is_some();
    say("ready");
    let store = Store::open(&DatabasePlace::Sqlite(path.clone())).expect("a store");
    let unanswered = Mutex::new(read_ids(&path.with_extension("again")));
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let (store, unanswered) = (&store, &unanswered);
            scope.spawn(move || work(store, Dice(seed * THREADS + thread), unanswered, too_early));
        }
    });
}

fn work(store: &Store, mut dice: Dice, unanswered: &Mutex<Vec<DossierId>>, too_early: bool) {
    let mut mine: Vec<Dossier> = Vec::new();
    loop {
        let again = unanswered.lock().expect("the list").pop();
        if let Some(id) = again {
            mine.push(hand_in(store, id, false));
        } else if mine.len() < 3 || dice.below(3) > 0 {
            mine.push(hand_in(store, dice.id(), too_early));
        } else if dice.below(16) == 0 {
            let seen = dice.pick(&mine).id;
            assert_eq!(hand_in(store, seen, false).id, seen, "a request sent again gets the same answer");
        } else {
            let index = dice.below(mine.len() as u64) as usize;
            let officer = person_of(agency_of(mine[index].id), &Duty::DESKS);
            let Some(verb) = next_verb(
                &mut dice,
                &open_to(store, &Actor::Officer(officer.clone()), morning(), &mine[index]),
            ) else {
                mine.swap_remove(index);
                continue;
            };
            let doing = doing(verb, mine[index].code(), &mut dice);
            match act_on(store, &Actor::Officer(officer), morning(), None, &doing) {
                Ok(Done::Now(changes)) => mine[index] = changes.after,
                Ok(Done::Before(_)) | Err(_) => panic!("{} was possible", verb.as_str()),
            }
            tell(&mine[index]);
        }
    }
}

fn hand_in(store: &Store, id: DossierId, too_early: bool) -> Dossier {
    let doing = submitting(handing_in(id, agency_of(id), &name_of(id)));
    say(&format!("tried {id}"));
    if too_early {
        say(&format!("told {id} 1 ?"));
    }
    let after = match act_on(store, &citizen(), morning(), Some(&key_of(id)), &doing) {
        Ok(Done::Now(changes)) => changes.after,
        Ok(Done::Before(before)) => {
            store.read(|rows| dossier::by_id(rows, id_in(&before))).expect("a read").expect("there")
        }
        Err(halt) => panic!("{halt:?}"),
    };
    tell(&after);
    after
}

fn tell(dossier: &Dossier) {
    say(&format!("told {} {} {}", dossier.id, dossier.seq, dossier.code()));
}

// ---- the parent ----

/// What one child said before it was killed.
#[derive(Default)]
struct Heard {
    tried: Vec<DossierId>,
    told: Vec<Acknowledged>,
}

fn read_ids(path: &Path) -> Vec<DossierId> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.lines().filter_map(DossierId::parse).collect()
}

/// Starts a child, lets it say so many acknowledgements, spins a little, kills it,
/// and hears the rest of what it had said.
fn run_and_kill(path: &Path, seed: u64, dice: &mut Dice, too_early: bool) -> Heard {
    let mut command = Command::new(std::env::current_exe().expect("this binary"));
    command.args(["--exact", "child", "--nocapture", "--test-threads=1"]);
    command.env(CHILD, path).env(SEED, seed.to_string()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    if too_early {
        command.env(TOO_EARLY, "1");
    }
    let mut child = command.spawn().expect("a child");
    let mut lines = BufReader::new(child.stdout.take().expect("its words")).lines();
    let mut heard = Heard::default();
    // Now and then it is killed while it opens the database that the last kill left.
    let patience = if dice.below(8) == 0 { 0 } else { 1 + dice.below(250) as usize };
    let mut is_ready = false;
    while !(is_ready && heard.told.len() >= patience) {
        let line = lines.next().expect("the child ended by itself").expect("text");
        is_ready |= line == "ready";
        hear(&mut heard, &line);
    }
    let spin = if patience == 0 { 20_000_000 } else { 100_000 };
    for turn in 0..dice.below(spin) {
        std::hint::black_box(turn);
    }
    child.kill().expect("kill -9");
    lines.map_while(Result::ok).for_each(|line| hear(&mut heard, &line));
    let end = child.wait().expect("its end");
    assert!(end.code().is_none(), "it was killed, and did not end by itself: {end}");
    heard
}

fn hear(heard: &mut Heard, line: &str) {
    let mut words = line.split(' ');
    match (words.next(), words.next().and_then(DossierId::parse)) {
        (Some("tried"), Some(id)) => heard.tried.push(id),
        (Some("told"), Some(id)) => {
            // A line that was cut off is no acknowledgement.
            let (Some(seq), Some(code)) = (words.next(), words.next()) else { return };
            let Ok(seq) = seq.parse() else { return };
            heard.told.push(Acknowledged { id, seq, code: code.into(), name: name_of(id) });
        }
        _ => {}
    }
}

#[test]
fn no_acknowledged_act_is_lost_or_doubled_by_two_hundred_kills() {
    let mut dice = Dice(2_000);
    let (mut acts, mut dossiers, mut repeated, mut extra) = (0, 0, 0, 0);
    for begin in (0..ROUNDS).step_by(KILLS_EACH as usize) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("motcua.db");
        // The last thing that was told of each dossier.
        let mut told: BTreeMap<DossierId, Acknowledged> = BTreeMap::new();
        let mut unanswered: Vec<DossierId> = Vec::new();
        for round in begin..begin + KILLS_EACH {
            let list: String = unanswered.iter().map(|id| format!("{id}\n")).collect();
            std::fs::write(path.with_extension("again"), list).expect("a list");
            let heard = run_and_kill(&path, round, &mut dice, false);
            acts += heard.told.len();
            unanswered.extend(heard.tried);
            for one in heard.told {
                repeated += usize::from(unanswered.iter().filter(|id| **id == one.id).count() > 1);
                let latest = told.entry(one.id).or_insert_with(|| one.clone());
                latest.seq = latest.seq.max(one.seq);
                assert_eq!(latest.code, one.code, "round {round}: one dossier, one code");
            }
            unanswered.retain(|id| !told.contains_key(id));
            unanswered.sort();
            unanswered.dedup();
            let store = Store::open(&DatabasePlace::Sqlite(path.clone())).expect("it opens after a kill");
            let acknowledged: Vec<Acknowledged> = told.values().cloned().collect();
            let wrong = wrongs(&store, &acknowledged).expect("it can be read");
            assert!(wrong.is_empty(), "round {round}: {wrong:#?}");
            let kept = everything(&store).expect("it can be read");
            let stray = kept.iter().filter(|found| {
                !told.contains_key(&found.dossier.id) && !unanswered.contains(&found.dossier.id)
            });
            assert_eq!(stray.count(), 0, "round {round}: only what was tried is there");
            if round == begin + KILLS_EACH - 1 {
                dossiers += told.len();
                extra += kept.len() - told.len();
            }
        }
    }
    println!(
        "{ROUNDS} kills: {acts} acknowledged acts on {dossiers} dossiers, none lost, none doubled; \
         {repeated} requests answered again; {extra} kept that nobody had been told of"
    );
    assert!(acts > 5_000, "a load worth the name: {acts}");
}

/// The judge can fail: a child that says an act before it is durable is found out.
#[test]
fn acknowledging_too_early_is_noticed() {
    let mut dice = Dice(3_000);
    for round in 0..100 {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("motcua.db");
        let heard = run_and_kill(&path, round, &mut dice, true);
        let store = Store::open(&DatabasePlace::Sqlite(path)).expect("it opens after a kill");
        let wrong = wrongs(&store, &heard.told).expect("it can be read");
        if wrong.iter().any(|wrong| wrong.ends_with("is lost")) {
            println!("noticed in round {round}");
            return;
        }
    }
    panic!("a hundred kills, and no early acknowledgement was noticed");
}

/// The judge can fail: each kind of wrong, made on purpose, is found.
#[test]
fn the_judge_finds_every_kind_of_wrong() {
    let life = |bench: &Bench| -> Vec<Acknowledged> {
        let mut dice = Dice(4_000);
        let mut told = Vec::new();
        for _ in 0..3 {
            let id = dice.id();
            let made = bench.done(&citizen(), morning(), &submitting(handing_in(id, HERE, &name_of(id))));
            told.push(Acknowledged::of(&bench.done(&clerk(HERE), morning(), &accepting(made.code()))));
        }
        told
    };
    type Forge = fn(&mut Vec<Acknowledged>);
    let forged: [(&str, Forge); 4] = [
        ("is lost", |told| told[0].id = Dice(1).id()),
        ("act 3 was acknowledged, 2 are there", |told| told[1].seq = 3),
        ("is another", |told| told[2].code = "H57.101-250714-0009".into()),
        ("is another", |told| told[2].name = "Người khác".into()),
    ];
    for (want, forge) in forged {
        let bench = Bench::sqlite();
        let mut told = life(&bench);
        assert_eq!(wrongs(&bench.store, &told).unwrap(), Vec::<String>::new());
        forge(&mut told);
        let wrong = wrongs(&bench.store, &told).unwrap();
        assert!(wrong.len() == 1 && wrong[0].contains(want), "{want}: {wrong:?}");
    }
    let open = "drop trigger event_is_never_removed; drop trigger event_is_never_changed;";
    let tampered = [
        ("is lost", "delete from dossier where code like '%-0002'"),
        ("highest number", "delete from dossier where code like '%-0002'"),
        ("events without a dossier", "delete from dossier where code like '%-0003'"),
        (
            "has no history",
            "delete from event where record = (select id from dossier where code like '%-0001')",
        ),
        ("tells another state", "delete from event where seq = 2"),
        ("tally", "update tally set received = received + 1"),
        ("tally", "delete from tally where parent <> ''"),
        ("is another", "update dossier set body = replace(body, 'Người', 'Nguoi') where code like '%-0001'"),
        ("is there twice", "update dossier set body = replace(body, '-0003', '-0001')"),
    ];
    for (want, sql) in tampered {
        let bench = Bench::sqlite();
        let told = life(&bench);
        bench.raw(&format!("{open} {sql}")).unwrap();
        let wrong = wrongs(&bench.store, &told).unwrap();
        assert!(wrong.iter().any(|wrong| wrong.contains(want)), "{sql}: {wrong:?}");
    }
}
