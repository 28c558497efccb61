//! A group ends as its acts would end one by one: of a group in which one act conflicts,
//! all others are written, whoever stands beside whom. Random histories, each with its
//! seed, written twice.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::act::{Actor, Officer, OfficerId};
use motcua_core::catalogue::Duty;
use motcua_core::document::FileDigest;
use motcua_core::dossier::DossierId;
use motcua_core::{Halt, Moment};
use motcua_property::{Strategy, any, collection, holds};
use motcua_store::Keep;
use motcua_store::account;
use motcua_store::act::{Acting, Prepared, prepare};
use motcua_store::upload::{self, Upload, UploadState};
use motcua_store::{Key, Row, Store, Write, Written, draft, scan, setting, shelf};
use std::cell::RefCell;

on_both_engines! {
    of_a_group_in_which_one_act_conflicts_all_others_are_written,
    a_group_ends_as_its_acts_do_one_by_one,
    a_group_of_mere_conflicts_writes_nothing_and_draws_no_number,
}

/// So many histories are written.
const HISTORIES: u32 = 3;
const ROUNDS: usize = 6;
/// Of one round.
const ACTS_MOST: usize = 96;

/// Rounds of writes, each write with a number from which it follows what it writes, so that the
/// others stay the same when one is left out.
type History = Vec<Vec<u64>>;

fn history() -> impl Strategy<Value = History> {
    collection::vec(collection::vec(any::<u64>(), 0..=ACTS_MOST), ROUNDS)
}

fn submission(id: DossierId) -> Write {
    unread(&citizen(), &submitting(handing_in(id, HERE, "Hồ Thị Năm")))
}

fn plug() -> Write {
    Write::Keep(setting::set("plug", "in"))
}

/// Hands all of this in while the writer waits, so that it is one group behind the plug.
fn together(bench: &Bench, writes: Vec<Write>) -> Vec<String> {
    let (plug, pending) = bench.while_the_writer_waits(|| {
        let plug = bench.store.write(plug());
        (plug, writes.into_iter().map(|write| bench.store.write(write)).collect::<Vec<_>>())
    });
    plug.wait().expect("the plug is written");
    pending.into_iter().map(|pending| told(pending.wait())).collect()
}

fn one_by_one(store: &Store, writes: Vec<Write>) -> Vec<String> {
    store.write(plug()).wait().expect("the plug is written");
    writes.into_iter().map(|write| told(store.write(write).wait())).collect()
}

fn told(end: Result<Written, motcua_core::Fault>) -> String {
    match end {
        Ok(Written::Done(Some(changes))) => {
            let all = all_of(*changes);
            let codes: Vec<String> = all.iter().map(|one| one.code().to_string()).collect();
            format!("done {} {}", codes.join(" "), all[0].seq)
        }
        Ok(Written::Done(None)) => "done".into(),
        Ok(Written::Conflict) => "conflict".into(),
        Err(fault) => format!("fault {:?}", fault.kind),
    }
}

fn of_a_group_in_which_one_act_conflicts_all_others_are_written(bench: &Bench) {
    let mut dice = Dice(41);
    let taken = dice.id();
    assert_eq!(together(bench, vec![submission(taken)]), ["done H57.101-250714-0001 1"]);
    for beaten in [0, 1, 31, 62, 63] {
        let ids: Vec<DossierId> = (0..64).map(|at| if at == beaten { taken } else { dice.id() }).collect();
        let ends = together(bench, ids.iter().map(|id| submission(*id)).collect());
        for (at, end) in ends.iter().enumerate() {
            assert_eq!(end == "conflict", at == beaten, "{beaten} of 64 is beaten; {at}: {end}");
        }
    }
    assert_eq!(bench.count("select count(*) from dossier"), 1 + 5 * 63);
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new(), "no number is left out");
}

fn a_group_of_mere_conflicts_writes_nothing_and_draws_no_number(bench: &Bench) {
    let mut dice = Dice(42);
    let taken = dice.id();
    together(bench, vec![submission(taken)]);
    let ends = together(bench, (0..20).map(|_| submission(taken)).collect());
    assert!(ends.iter().all(|end| end == "conflict"), "{ends:?}");
    assert_eq!(together(bench, vec![submission(dice.id())]), ["done H57.101-250714-0002 1"]);
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new());
}

fn a_group_ends_as_its_acts_do_one_by_one(bench: &Bench) {
    let all_ends = RefCell::new(Vec::new());
    holds(HISTORIES, history(), |history| {
        let (grouped, alone) = (bench.another(), bench.another());
        let by_group = written(&grouped.store, &history, |writes| together(&grouped, writes));
        let by_one = written(&alone.store, &history, |writes| one_by_one(&alone.store, writes));
        for (number, (group, one)) in by_group.iter().zip(&by_one).enumerate() {
            assert_eq!(group, one, "write {number}");
        }
        all_ends.borrow_mut().extend(by_one);
        assert_eq!(dump(&grouped.store), dump(&alone.store));
        assert_eq!(wrongs(&grouped.store, &[]).unwrap(), Vec::<String>::new());
    });
    must_be_lively(&all_ends.into_inner());
}

#[test]
fn a_history_ends_alike_on_both_engines() {
    let Some(postgres) = Bench::postgres() else { return };
    let sqlite = Bench::sqlite();
    holds(HISTORIES, history(), |history| {
        let [on_postgres, on_sqlite] = [&postgres, &sqlite].map(|bench| {
            let bench = bench.another();
            (written(&bench.store, &history, |writes| together(&bench, writes)), dump(&bench.store))
        });
        assert_eq!(on_postgres, on_sqlite);
    });
}

/// Histories in which nothing meets, or nothing is done, would prove nothing.
fn must_be_lively(ends: &[String]) {
    let count = |beginning: &str| ends.iter().filter(|end| end.starts_with(beginning)).count();
    let counts = [count("done H"), count("conflict"), count("fault Other")];
    assert!(counts[0] > 150 && counts[1] > 90 && counts[2] > 0, "{counts:?}");
}

/// The only one who has an account.
fn binh() -> Officer {
    Officer { id: OfficerId("binh".into()), ..person_of(HERE, &Duty::DESKS) }
}

/// How each write of a history ended; each round is decided on what the last one left.
fn written(store: &Store, history: &History, write: impl Fn(Vec<Write>) -> Vec<String>) -> Vec<String> {
    keep_account(store, open_account(&binh(), "")).unwrap();
    let mut ends = Vec::new();
    for (round, numbers) in history.iter().enumerate() {
        let now = morning().plus_ms(round as i64 * 17 * 60_000);
        let writes = numbers.iter().map(|number| anything_to_write(store, now, &mut Dice(*number)));
        ends.extend(write(writes.collect()));
    }
    ends
}

/// Anything that is written at all, about so few things that it often meets another.
fn anything_to_write(store: &Store, now: Moment, dice: &mut Dice) -> Write {
    // The same few ids in every round, so that some are taken.
    let of_few = |few: u64, dice: &mut Dice| Dice(100 + dice.below(few)).id();
    let body = |dice: &mut Dice| *dice.pick(&["a", "b"]);
    let draft = of_few(4, dice);
    let (uploaded, another) = (of_few(5, dice).0, of_few(5, dice).0);
    let owner = format!("draft:{}", dice.below(3));
    let digest = FileDigest(dice.below(3).to_string().repeat(64));
    let key = Key { key: format!("form:{}", dice.below(12)), digest: [1; 32] };
    let all: Vec<Keep> = match dice.below(24) {
        0..=5 => {
            let doing = match dice.below(8) {
                0 => anything(dice, HERE),
                1 => anything(dice, THERE),
                _ => submitting(handing_in(of_few(60, dice), HERE, "Hồ Thị Năm")),
            };
            let key = (dice.below(3) == 0).then_some(key);
            return asked(store, &citizen(), now, key, &doing);
        }
        6..=13 => return some_act(store, now, dice, key),
        14 => return Write::Replay { key: key.key },
        15 => vec![draft::begin(draft, body(dice), now)],
        16 => vec![draft::save(draft, body(dice), body(dice), now)],
        17 => vec![draft::use_up(draft, body(dice)), upload::overtake(&owner, "late", now)],
        18 => vec![upload::add(&an_upload(uploaded, &owner), now), shelf::first_seen(&digest, now)],
        19 => vec![upload::while_draft(draft), upload::settled(&uploaded, UploadState::Taken, "{}", now)],
        20 => vec![upload::use_up(&owner, &[uploaded, another], "late", now)],
        21 => match dice.below(3) {
            0 => vec![setting::set_first("first", body(dice))],
            1 => vec![setting::set("b", body(dice)), setting::set("a", body(dice)), setting::set("b", "c")],
            _ => vec![shelf::taking_in(&digest, now), scan::ask(&digest, now)],
        },
        22 => match dice.below(3) {
            0 => vec![draft::give_code(&[dice.below(3) as u8; 32], draft, now, now.plus_ms(9))],
            1 => vec![shelf::leaving(&digest, now.plus_ms(1), now)],
            _ => vec![shelf::gone(&digest, now)],
        },
        _ => {
            let officer = [binh().id, OfficerId("nobody".into())];
            let token = [dice.below(3) as u8; 32];
            vec![account::begin_session(&token, dice.pick(&officer), "", now, now.plus_ms(1_000_000))]
        }
    };
    Write::Keep(all.into_iter().collect())
}

fn an_upload(id: [u8; 16], owner: &str) -> Upload {
    let (state, [origin, paper, name, result]) =
        (UploadState::Open, ["", "other", "a.pdf", ""].map(Into::into));
    Upload { id, owner: owner.into(), origin, paper, name, size: 9, received: 0, state, result }
}

/// What somebody would do next with any dossier that is there.
fn some_act(store: &Store, now: Moment, dice: &mut Dice, key: Key) -> Write {
    let dossiers: Vec<_> = everything(store).unwrap().into_iter().map(|found| found.dossier).collect();
    if dossiers.is_empty() {
        return Write::Keep(Keep::default());
    }
    let dossier = dice.pick(&dossiers[..dossiers.len().min(12)]);
    let officer = person_of(dossier.holder.agency.as_str(), &Duty::DESKS);
    let open = open_to(store, &Actor::Officer(officer.clone()), now, dossier);
    let Some(verb) = next_verb(dice, &open) else { return Write::Keep(Keep::default()) };
    let key = (dice.below(6) == 0).then_some(key);
    asked(store, &Actor::Officer(officer), now, key, &doing(verb, dossier.code(), dice))
}

fn asked(store: &Store, actor: &Actor, now: Moment, key: Option<Key>, doing: &Doing) -> Write {
    let key = key.as_ref();
    let asking = Acting { key, ..Acting::of(law(), actor, now) };
    let command = doing.command(store, now);
    match store.read(|rows| prepare(rows, &asking, command)) {
        Ok(Prepared::Write(write)) => write,
        Ok(Prepared::Again(_)) => Write::Replay { key: key.map(|key| key.key.clone()).unwrap_or_default() },
        Err(Halt::Refused(_)) => Write::Keep(Keep::default()),
        Err(Halt::Broke(fault)) => panic!("{fault}"),
    }
}

/// All that is kept, but for the index over the words.
fn dump(store: &Store) -> Vec<(&'static str, Vec<Row>)> {
    const ALL: [&str; 17] = [
        "select * from setting order by 1",
        "select * from officer order by 1",
        "select * from session order by 1",
        "select * from draft order by 1",
        "select * from draft_code order by 1",
        // A counter that nobody took a number from is the same as none.
        "select * from series where last > 0 order by 1",
        "select * from dossier order by 1",
        "select kind, record, seq, at, fact, digitised, body from event order by 1, 2, 3",
        "select * from idempotency order by 1",
        "select * from tally order by 1, 2, 3, 4",
        "select * from upload order by 1",
        "select * from scan order by 1",
        "select * from shelved order by 1",
        "select * from named_file order by 1",
        "select * from opinion_owed order by 1, 2",
        "select * from dossier_of order by 1, 2, 3, 4",
        "select * from dossier_words order by 1, 2, 3",
    ];
    ALL.map(|sql| (sql, store.read(|rows| rows.rows(sql, &[])).unwrap())).into()
}
