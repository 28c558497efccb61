//! Idempotency keys: the same request twice is one dossier, for ever.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::act::Actor;
use motcua_core::{Fault, Halt};
use motcua_store::act::{Acting, Prepared, prepare};
use motcua_store::{Cell, Dialect, Key, Pending, Row, Rows, Write, Written};
use std::collections::BTreeSet;

on_both_engines! {
    the_same_request_again_gets_the_same_answer,
    the_same_key_for_another_content_is_refused,
    fifty_at_once_with_one_key_make_one_dossier,
    an_act_on_a_dossier_is_done_once_under_its_key,
    used_keys_among_many_cost_the_others_nothing,
    a_refusal_looks_at_the_key_again,
}

fn key(name: &str, content: u8) -> Key {
    Key { key: name.into(), digest: [content; 32] }
}

fn the_same_request_again_gets_the_same_answer(bench: &Bench) {
    let mut dice = Dice(21);
    let key = key("api:a", 1);
    let first = submitting(handing_in(dice.id(), HERE, "Mai Thị Lan"));
    let Ok(Done::Now(made)) = bench.act(&citizen(), morning(), Some(&key), &first) else { panic!("done") };
    let later = morning().plus_ms(400 * 86_400_000);
    let again = submitting(handing_in(dice.id(), HERE, "Mai Thị Lan"));
    let Ok(Done::Before(before)) = bench.act(&citizen(), later, Some(&key), &again) else {
        panic!("answered")
    };
    assert_eq!((id_in(&before), before.seq, before.digest), (made.after.id, 1, key.digest));
    let replay = bench.store.write(Write::Replay { key: key.key.clone() });
    assert!(matches!(replay.wait().unwrap(), Written::Done(None)), "a repeated answer is written too");
    assert_eq!(bench.count("select replays from idempotency"), 1);
    assert_eq!(bench.count("select count(*) from dossier"), 1);
}

fn the_same_key_for_another_content_is_refused(bench: &Bench) {
    let mut dice = Dice(22);
    let first = submitting(handing_in(dice.id(), HERE, "Mai Thị Lan"));
    assert!(bench.act(&citizen(), morning(), Some(&key("api:a", 1)), &first).is_ok());
    let other = submitting(handing_in(dice.id(), HERE, "Mai Thị Cúc"));
    let refused = bench.act(&citizen(), morning(), Some(&key("api:a", 2)), &other).err().unwrap();
    assert_eq!(codes_of(&refused), ["request.key-reused"]);
    assert_eq!(bench.count("select count(*) from dossier"), 1);
    assert!(bench.act(&citizen(), morning(), Some(&key("api:b", 2)), &other).is_ok());
}

fn fifty_at_once_with_one_key_make_one_dossier(bench: &Bench) {
    let key = key("form:x", 3);
    let ids: BTreeSet<_> = std::thread::scope(|scope| {
        let key = &key;
        let sendings: Vec<_> = (0..50u64)
            .map(|sending| {
                scope.spawn(move || {
                    let command = handing_in(Dice(2300 + sending).id(), HERE, "Mai Thị Lan");
                    match bench.act(&citizen(), morning(), Some(key), &submitting(command)) {
                        Ok(Done::Now(changes)) => changes.after.id,
                        Ok(Done::Before(before)) => id_in(&before),
                        Err(halt) => panic!("{halt:?}"),
                    }
                })
            })
            .collect();
        sendings.into_iter().map(|sending| sending.join().unwrap()).collect()
    });
    assert_eq!(ids.len(), 1, "everybody was told of the same dossier");
    assert_eq!(bench.count("select count(*) from dossier"), 1);
    assert_eq!(bench.count("select count(*) from idempotency"), 1);
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new());
}

fn an_act_on_a_dossier_is_done_once_under_its_key(bench: &Bench) {
    let mut dice = Dice(24);
    let made = bench.done(&citizen(), morning(), &submitting(handing_in(dice.id(), HERE, "Mai Thị Lan")));
    let accept = accepting(made.code());
    let key = key("form:accept", 4);
    assert!(matches!(bench.act(&clerk(HERE), morning(), Some(&key), &accept), Ok(Done::Now(_))));
    let again = bench.act(&clerk(HERE), morning(), Some(&key), &accept);
    assert!(matches!(again, Ok(Done::Before(before)) if before.seq == 2), "not refused as out of order");
    assert_eq!(bench.events(made.id).len(), 2);
}

fn used_keys_among_many_cost_the_others_nothing(bench: &Bench) {
    let mut dice = Dice(25);
    let mut hand_in = |name: &str| -> Write {
        let (actor, key) = (citizen(), key(name, 5));
        let asking = Acting { key: Some(&key), ..Acting::of(law(), &actor, morning()) };
        let doing = submitting(handing_in(dice.id(), HERE, "Mai Thị Lan"));
        let command = doing.command(&bench.store, morning());
        match bench.store.read(|rows| prepare(rows, &asking, command)).unwrap() {
            Prepared::Write(write) => write,
            Prepared::Again(_) => panic!("nothing is refused"),
        }
    };
    // All are made before the first is sent: many are in one group.
    let mut send_all = |names: &[(String, bool)]| {
        let writes: Vec<Write> = names.iter().map(|(name, _)| hand_in(name)).collect();
        let sent: Vec<Pending> = writes.into_iter().map(|write| bench.store.write(write)).collect();
        for ((name, expected), pending) in names.iter().zip(sent) {
            let is_done = matches!(pending.wait().unwrap(), Written::Done(Some(_)));
            assert_eq!(is_done, *expected, "{name}");
        }
    };
    send_all(&[0, 1, 2].map(|old| (format!("old {old}"), true)));
    let mixed = |round: u32| [(format!("new {round}"), true), (format!("old {}", round % 3), false)];
    send_all(&(0..40).flat_map(mixed).collect::<Vec<_>>());
    assert_eq!(bench.count("select count(*) from dossier"), 43);
    assert_eq!(bench.count("select max(last) from series"), 43, "no number was lost");
    // Each event that is written and undone leaves a gap on PostgreSQL: all forty would, and with
    // them those that were written beside them.
    let gaps = bench.count("select max(position) - count(*) from event where kind = 'dossier'");
    assert!(gaps < 20, "{gaps} events were written for nothing");

    let same: Vec<_> = (0..40).map(|sending| ("the same".to_string(), sending == 0)).collect();
    send_all(&same);
    assert_eq!(bench.count("select count(*) from dossier"), 44);
    assert_eq!(bench.count("select max(last) from series"), 44, "no number was lost");
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new());
}

/// Rows before whose first question something happens.
struct Meanwhile<'a> {
    rows: &'a mut dyn Rows,
    happens: Option<Box<dyn FnOnce() + 'a>>,
}

impl Rows for Meanwhile<'_> {
    fn rows(&mut self, sql: &'static str, args: &[Cell]) -> Result<Vec<Row>, Fault> {
        if let Some(happens) = self.happens.take() {
            happens();
        }
        self.rows.rows(sql, args)
    }

    fn dialect(&self) -> Dialect {
        self.rows.dialect()
    }
}

/// Pressed twice: the second request begins before the first is written and is judged after it.
fn a_refusal_looks_at_the_key_again(bench: &Bench) {
    let mut dice = Dice(25);
    let made = bench.done(&citizen(), morning(), &submitting(handing_in(dice.id(), HERE, "Mai Thị Lan")));
    let (accept, clerk, key) = (accepting(made.code()), clerk(HERE), key("form:accept", 5));
    fn judged<'a>(
        (bench, clerk, accept): (&'a Bench, &'a Actor, &'a Doing),
        key: &'a Key,
        happens: Option<Box<dyn FnOnce() + 'a>>,
    ) -> Result<Prepared, Halt> {
        let asking = Acting { key: Some(key), ..Acting::of(law(), clerk, morning()) };
        let command = accept.command(&bench.store, morning());
        bench.store.read(|rows| prepare(&mut Meanwhile { rows, happens }, &asking, command))
    }
    let all = (bench, &clerk, &accept);
    let first = || assert!(matches!(bench.act(&clerk, morning(), Some(&key), &accept), Ok(Done::Now(_))));
    match judged(all, &key, Some(Box::new(first))) {
        Ok(Prepared::Again(before)) => assert_eq!((id_in(&before), before.seq), (made.id, 2)),
        Ok(Prepared::Write(_)) => panic!("it was accepted already"),
        Err(halt) => panic!("refused for what the sender did themselves: {halt:?}"),
    }
    // Somebody else is refused as ever, also whoever asks under that key for something else.
    let refused = |key: &Key| judged(all, key, None).err().map(|halt| codes_of(&halt));
    assert_eq!(
        refused(&Key { key: "form:other".into(), digest: [5; 32] }),
        Some(vec!["dossier.wrong-status"])
    );
    assert_eq!(refused(&Key { digest: [6; 32], ..key.clone() }), Some(vec!["request.key-reused"]));
}
