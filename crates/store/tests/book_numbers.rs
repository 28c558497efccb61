//! Sixty-four clients draw numbers in forty books, and `kill -9` comes between: in each book the numbers go from 1 on,
//! none is missing and none is there twice, and whoever was told a number has it.
//!
//! The child is this test binary again: it enters registrations from sixty-four threads and says each number **after**
//! the store has acknowledged it. What was tried and not told is sent again by the next child under the same key.

mod world;

use motcua_core::act::Actor;
use motcua_core::catalogue::{Duty, RegisterId};
use motcua_core::deed::Filling;
use motcua_core::register::{Enter, EntryCommand, NumberAs, RegisterEntry, Where};
use motcua_store::act::{Acting, carry_out};
use motcua_store::{DatabasePlace, Key, Store, entry};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use world::*;

const CLIENTS: u64 = 64;
const AGENCIES: u64 = 20;
const REGISTERS: [&str; 2] = ["khai-sinh", "ket-hon"];
const KILLS: u64 = 16;
const CHILD: &str = "MOTCUA_TEST_BOOKS_DATABASE";
const SEED: &str = "MOTCUA_TEST_BOOKS_SEED";

/// An entry is named by where it is made, so that parent and child need not talk about it: `3-1-77` is the 77th in
/// the second register of the fourth agency.
fn entering(id: &str) -> (Actor, Key, Enter) {
    let mut parts = id.split('-').map(|part| part.parse::<u64>().expect("a number"));
    let (agency, register) = (parts.next().expect("an agency"), parts.next().expect("a register"));
    let register: RegisterId = REGISTERS[register as usize].into();
    let known = law().registers.get(register.as_str()).expect("a register");
    let is_needed = |name: &String| known.born.as_ref() == Some(name);
    let required = known.fields.iter().filter(|field| field.is_required || is_needed(&field.name));
    let said = required.map(|field| (field.name.clone(), field.read(&field.sample).expect("a sample")));
    let at = Where {
        volume: "01".into(),
        page: String::new(),
        number: NumberAs::Drawn,
        day: Some(day("2025-07-14")),
    };
    let command = Enter {
        id: id.into(),
        register,
        at,
        said: said.collect::<Filling>(),
        dossier: Some(format!("dossier {id}")),
        is_sure: true,
    };
    let officer = person_of(&agency_named(agency), &Duty::DESKS);
    (Actor::Officer(officer), Key { key: format!("book:{id}"), digest: [1; 32] }, command)
}

fn agency_named(number: u64) -> String {
    format!("H57.{}", 101 + number)
}

// ---- the child ----

/// Not a test of its own: what the parent starts. It ends by being killed.
#[test]
fn child() {
    let Some(path) = environment(CHILD).map(PathBuf::from) else { return };
    let seed = environment(SEED).and_then(|seed| seed.parse().ok()).unwrap_or(0);
    let store = Store::open(&DatabasePlace::Sqlite(path.clone())).expect("a store");
    let again = std::fs::read_to_string(path.with_extension("again")).unwrap_or_default();
    let again = Mutex::new(again.lines().map(str::to_string).collect::<Vec<_>>());
    std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            let (store, again) = (&store, &again);
            scope.spawn(move || {
                let mut dice = Dice(seed * CLIENTS + client);
                for turn in 0_u64.. {
                    let (agency, register) = (dice.below(AGENCIES), dice.below(REGISTERS.len() as u64));
                    let fresh = format!("{agency}-{register}-{seed}-{client}-{turn}");
                    draw(store, again.lock().expect("the list").pop().unwrap_or(fresh));
                }
            });
        }
    });
}

fn draw(store: &Store, id: String) {
    say(&format!("tried {id}"));
    let (officer, key, command) = entering(&id);
    let asking = Acting { key: Some(&key), ..Acting::of(law(), &officer, morning()) };
    let entered = match carry_out(store, &asking, EntryCommand::from(command)) {
        Ok(Some(entered)) => entered,
        // It was carried out before the last kill.
        Ok(None) => store.read(|rows| entry::get(rows, &id)).expect("a read").expect("there"),
        Err(halt) => panic!("{halt:?}"),
    };
    say(&format!("told {id} {}", entered.place.number));
}

// ---- the parent ----

/// What a child said: what it tried, and the numbers that it was given.
#[derive(Default)]
struct Heard {
    tried: Vec<String>,
    told: Vec<(String, String)>,
}

fn hear(heard: &mut Heard, line: &str) {
    let words: Vec<&str> = line.split(' ').collect();
    match words[..] {
        ["tried", id] => heard.tried.push(id.into()),
        ["told", id, number] => heard.told.push((id.into(), number.into())),
        _ => {}
    }
}

fn run_and_kill(path: &Path, seed: u64, patience: usize) -> Heard {
    let mut command = Command::new(std::env::current_exe().expect("this binary"));
    command.args(["--exact", "child", "--nocapture", "--test-threads=1"]);
    command.env(CHILD, path).env(SEED, seed.to_string()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    let mut child = command.spawn().expect("a child");
    let mut lines = BufReader::new(child.stdout.take().expect("its words")).lines();
    let mut heard = Heard::default();
    while heard.told.len() < patience {
        hear(&mut heard, &lines.next().expect("the child ended by itself").expect("text"));
    }
    child.kill().expect("kill -9");
    lines.map_while(Result::ok).for_each(|line| hear(&mut heard, &line));
    assert!(child.wait().expect("its end").code().is_none(), "it was killed, and did not end by itself");
    heard
}

/// The numbers of each book, and whose each is.
fn books(store: &Store) -> BTreeMap<(u64, &'static str), Vec<RegisterEntry>> {
    let mut all = BTreeMap::new();
    for number in 0..AGENCIES {
        for register in REGISTERS {
            let of = agency(&agency_named(number));
            let entries = store.read(|rows| entry::in_book(rows, &of, &register.into(), 2025, 0, 100_000));
            all.insert((number, register), entries.expect("a book can be read"));
        }
    }
    all
}

#[test]
fn in_forty_books_no_number_is_missing_or_there_twice_whatever_is_killed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("motcua.db");
    let mut dice = Dice(77);
    let mut told: BTreeMap<String, String> = BTreeMap::new();
    let mut unanswered: Vec<String> = Vec::new();
    for round in 0..KILLS {
        std::fs::write(path.with_extension("again"), unanswered.join("\n")).expect("a list");
        let heard = run_and_kill(&path, round, 1 + dice.below(600) as usize);
        unanswered.extend(heard.tried);
        for (id, number) in heard.told {
            let first = told.entry(id.clone()).or_insert_with(|| number.clone());
            assert_eq!(*first, number, "round {round}: {id} has one number");
        }
        unanswered.retain(|id| !told.contains_key(id));
        unanswered.sort();
        unanswered.dedup();
        let store = Store::open(&DatabasePlace::Sqlite(path.clone())).expect("it opens after a kill");
        let mut kept: BTreeMap<String, String> = BTreeMap::new();
        for ((agency, register), entries) in books(&store) {
            let numbers: Vec<u32> =
                entries.iter().map(|entry| entry.place.number.parse().expect("a number")).collect();
            let want: Vec<u32> = (1..=numbers.len() as u32).collect();
            assert_eq!(numbers, want, "round {round}: {register} of {agency}");
            kept.extend(entries.into_iter().map(|entry| (entry.id, entry.place.number)));
        }
        for (id, number) in &told {
            assert_eq!(kept.get(id), Some(number), "round {round}: {id} was told its number");
        }
        assert_eq!(wrongs(&store, &[]).expect("it can be read"), Vec::<String>::new(), "round {round}");
        let stray = kept.keys().filter(|id| !told.contains_key(*id) && !unanswered.contains(id));
        assert_eq!(stray.count(), 0, "round {round}: only what was tried is there");
    }
    let used = books(&Store::open(&DatabasePlace::Sqlite(path)).expect("it opens"));
    let (books, most) =
        (used.values().filter(|book| !book.is_empty()).count(), used.values().map(Vec::len).max());
    println!("{KILLS} kills: {} numbers told in {books} books, the longest has {most:?}", told.len());
    assert!(books == 40 && told.len() > 2_000, "a load worth the name: {} in {books} books", told.len());
}
