//! What was printed with a person's secret on it.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::act::OfficerId;
use motcua_core::dossier::DossierId;
use motcua_store::Written;
use motcua_store::printed::{self, Printing};

on_both_engines! {
    every_printing_is_written_down_and_none_is_taken_back,
}

fn every_printing_is_written_down_and_none_is_taken_back(bench: &Bench) {
    let [one, other]: [DossierId; 2] = [Dice(401).id(), Dice(402).id()];
    let print = |dossier, officer: &str, after_ms| Printing {
        dossier,
        at: morning().plus_ms(after_ms),
        officer: OfficerId(officer.into()),
        what: "receipt".into(),
    };
    // Twice in one moment is twice.
    let all =
        [print(one, "quay", 0), print(other, "quay", 1), print(one, "quay2", 2), print(one, "quay2", 2)];
    for printing in &all {
        let written = bench.store.keep(printed::add(printing)).wait().unwrap();
        assert!(matches!(written, Written::Done(None)));
    }
    let of = |dossier| bench.store.read(|rows| printed::of(rows, dossier)).unwrap();
    assert_eq!(of(one), [all[0].clone(), all[2].clone(), all[3].clone()]);
    assert_eq!(of(other), [all[1].clone()]);
    assert_eq!(of(Dice(403).id()), []);
    let mut attempts = vec!["update printed set officer = 'x'", "delete from printed"];
    if bench.is_postgres() {
        attempts.push("truncate printed");
    } else {
        attempts.push(
            "replace into printed (rowid, dossier, at, officer, what) \
             select rowid, dossier, at, 'x', what from printed",
        );
    }
    for attempt in attempts {
        let error = bench.raw(attempt).expect_err(attempt);
        assert!(error.contains("history is only ever added to"), "{attempt}: {error}");
        assert_eq!(of(one).len() + of(other).len(), 4, "{attempt}");
    }
}
