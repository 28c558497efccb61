//! Opening: again, twice at once, and by a program that is too old.

use crate::on_both_engines;
use crate::world::*;
use motcua_store::Store;

on_both_engines! {
    opening_again_changes_nothing,
    two_stores_on_one_database_can_both_write,
    eight_that_open_a_new_database_at_once_all_can,
    a_database_of_a_newer_program_is_left_alone,
}

fn opening_again_changes_nothing(bench: &Bench) {
    let made = bench.done(&citizen(), morning(), &submitting(handing_in(Dice(81).id(), HERE, "Võ Thị Sáu")));
    let migrations = bench.count("select count(*) from migration");
    for _ in 0..2 {
        let again = Store::open(&bench.place).unwrap();
        again.is_ready().unwrap();
        assert_eq!(everything(&again).unwrap()[0].dossier, made);
    }
    assert_eq!(bench.count("select count(*) from migration"), migrations);
}

fn two_stores_on_one_database_can_both_write(bench: &Bench) {
    let other = Store::open(&bench.place).unwrap();
    let hand_in = |store: &Store, seed: u64| {
        let mut dice = Dice(seed);
        for _ in 0..40 {
            let doing = submitting(handing_in(dice.id(), HERE, "Võ Thị Sáu"));
            assert!(matches!(act_on(store, &citizen(), morning(), None, &doing), Ok(Done::Now(_))));
        }
    };
    std::thread::scope(|scope| {
        for seed in 0..4 {
            let store = if seed % 2 == 0 { &bench.store } else { &other };
            scope.spawn(move || hand_in(store, 8200 + seed));
        }
    });
    assert_eq!(bench.count("select count(*) from dossier"), 160);
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new());
}

fn eight_that_open_a_new_database_at_once_all_can(bench: &Bench) {
    let (fresh, _home) = bench.another_place();
    std::thread::scope(|scope| {
        let opening: Vec<_> = (0..8).map(|_| scope.spawn(|| Store::open(&fresh).map(drop))).collect();
        for one in opening {
            one.join().unwrap().expect("whoever comes second waits");
        }
    });
    Store::open(&fresh).unwrap().is_ready().unwrap();
}

fn a_database_of_a_newer_program_is_left_alone(bench: &Bench) {
    bench.raw("insert into migration (number) values (9999)").unwrap();
    let fault = Store::open(&bench.place).err().expect("not opened");
    assert!(fault.detail.contains("9999"), "{fault}");
}
