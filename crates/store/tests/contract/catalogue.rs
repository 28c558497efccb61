//! Changes of the catalogue: only ever added to, one after the other, and none that takes
//! an open dossier's version away.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::account::Who;
use motcua_core::dossier::Status;
use motcua_core::law::{CatalogueChange, CatalogueFile, OpenUnder, Put};
use motcua_store::catalogue::*;
use motcua_store::{Store, Write, Written};

on_both_engines! {
    the_newest_text_of_each_file_is_in_force_and_older_ones_stay,
    two_changes_at_once_are_one_and_a_conflict,
    a_version_is_not_altered_while_an_open_dossier_rests_on_it,
    a_change_can_be_neither_altered_nor_removed,
    open_dossiers_are_counted_and_named_by_version,
    a_dossier_of_before_is_found_by_its_version_after_the_database_was_opened_anew,
}

/// Undoes the migration.
pub const AS_BEFORE: &str = "drop index dossier_open_by_version; alter table dossier drop column version; \
     drop table catalogue_change; drop table catalogue_file; drop table catalogue_altered; \
     delete from migration where number = 8";

fn put(number: u32, files: &[(&str, &str)]) -> Put {
    let file = |(path, text): &(&str, &str)| CatalogueFile { path: path.to_string(), text: text.to_string() };
    let files: Vec<CatalogueFile> = files.iter().map(file).collect();
    let by = Who { officer: None, name: "Nguyễn Văn Lãnh".into(), agency: None };
    let paths = files.iter().map(|file| file.path.clone()).collect();
    let reason = "Quyết định 12/QĐ-UBND".to_string();
    let change = CatalogueChange { number, at: morning(), by, reason, files: paths };
    Put { change, files, altered: Vec::new() }
}

fn write(store: &Store, put: &Put) -> Written {
    store.write(Write::Plain(put_into_force(put).unwrap())).wait().unwrap()
}

fn the_newest_text_of_each_file_is_in_force_and_older_ones_stay(bench: &Bench) {
    let store = &bench.store;
    assert_eq!(store.read(last).unwrap(), 0);
    assert!(store.read(in_force).unwrap().is_empty());
    let (one, two) = (
        put(1, &[("forms/a.1.json", "một"), ("procedures/b.toml", "b")]),
        put(2, &[("forms/a.1.json", "hai")]),
    );
    for each in [&one, &two] {
        assert!(matches!(write(store, each), Written::Done(None)));
    }
    assert_eq!(store.read(last).unwrap(), 2);
    let now = store.read(in_force).unwrap();
    assert_eq!(now, [(two.files[0].clone(), 2), (one.files[1].clone(), 1)]);
    assert_eq!(store.read(|rows| files_of(rows, 1)).unwrap(), one.files);
    let text = |change| store.read(|rows| before(rows, change, "forms/a.1.json")).unwrap();
    assert_eq!((text(2).as_deref(), text(1)), (Some("một"), None));
    let listed = store.read(|rows| changes(rows, None, 10)).unwrap();
    assert_eq!(listed, [two.change.clone(), one.change.clone()]);
    assert_eq!(store.read(|rows| changes(rows, Some(2), 10)).unwrap(), [one.change]);
    assert_eq!(store.read(|rows| change(rows, 2)).unwrap(), Some(two.change));
    assert_eq!(store.read(|rows| change(rows, 3)).unwrap(), None);
}

fn two_changes_at_once_are_one_and_a_conflict(bench: &Bench) {
    assert!(matches!(write(&bench.store, &put(1, &[("forms/a.1.json", "x")])), Written::Done(_)));
    assert!(matches!(write(&bench.store, &put(1, &[("forms/b.1.json", "y")])), Written::Conflict));
    assert!(matches!(write(&bench.store, &put(3, &[("forms/b.1.json", "y")])), Written::Conflict));
    assert_eq!(bench.count("select count(*) from catalogue_file"), 1, "nothing of a conflict is kept");
    let other = Store::open(&bench.place).unwrap();
    let outcomes = std::thread::scope(|scope| {
        let both = [&bench.store, &other]
            .map(|store| scope.spawn(move || write(store, &put(2, &[("forms/b.1.json", "y")]))));
        both.map(|one| one.join().unwrap())
    });
    let done = outcomes.iter().filter(|one| matches!(one, Written::Done(_))).count();
    assert_eq!((done, bench.count("select count(*) from catalogue_change")), (1, 2));
}

fn a_version_is_not_altered_while_an_open_dossier_rests_on_it(bench: &Bench) {
    let made = bench.done(&citizen(), morning(), &submitting(handing_in(Dice(91).id(), HERE, "Võ Thị Sáu")));
    let (procedure, version) = (made.submission.procedure.clone(), made.submission.version);
    let mut altering = put(1, &[("forms/a.1.json", "x")]);
    altering.altered = vec![(procedure.clone(), version)];
    assert!(matches!(write(&bench.store, &altering), Written::Conflict));
    assert_eq!(bench.store.read(last).unwrap(), 0);
    altering.altered = vec![(procedure, version + 1)];
    assert!(matches!(write(&bench.store, &altering), Written::Done(_)));
}

fn a_change_can_be_neither_altered_nor_removed(bench: &Bench) {
    write(&bench.store, &put(1, &[("forms/a.1.json", "x")]));
    let mut attempts = vec![
        "update catalogue_change set body = '{}'",
        "delete from catalogue_change",
        "update catalogue_file set text = 'y'",
        "delete from catalogue_file",
    ];
    match bench.is_postgres() {
        true => attempts.extend(["truncate catalogue_change", "truncate catalogue_file"]),
        false => attempts.extend([
            "replace into catalogue_file (number, path, text) values (1, 'forms/a.1.json', 'y')",
            "replace into catalogue_change (number, at, body) values (1, 0, '{}')",
        ]),
    }
    for attempt in attempts {
        let error = bench.raw(attempt).expect_err(attempt);
        assert!(error.contains("history is only ever added to"), "{attempt}: {error}");
    }
    assert_eq!(bench.store.read(in_force).unwrap()[0].0.text, "x");
}

fn open_dossiers_are_counted_and_named_by_version(bench: &Bench) {
    let mut dice = Dice(92);
    let mut hand_in =
        || bench.done(&citizen(), morning(), &submitting(handing_in(dice.id(), HERE, "Võ Thị Sáu")));
    let (one, two) = (hand_in(), hand_in());
    let sum = |dossiers| OpenUnder {
        procedure: one.submission.procedure.clone(),
        version: one.submission.version,
        dossiers,
    };
    assert_eq!(bench.store.read(open_by_version).unwrap(), [sum(2)]);
    let named = bench.store.read(|rows| open_of(rows, &one.submission.procedure, 9)).unwrap();
    let want = |code: &motcua_core::dossier::DossierCode| (code.clone(), 1, Status::Submitted);
    assert_eq!(named.len(), 2);
    assert!(named.contains(&want(one.code())) && named.contains(&want(two.code())), "{named:#?}");
    assert_eq!(bench.store.read(|rows| open_of(rows, &one.submission.procedure, 1)).unwrap().len(), 1);
    let withdrawing = doing(motcua_core::dossier::Verb::Withdraw, one.code(), &mut Dice(93));
    bench.done(&citizen(), morning(), &withdrawing);
    assert_eq!(bench.store.read(open_by_version).unwrap(), [sum(1)]);
}

fn a_dossier_of_before_is_found_by_its_version_after_the_database_was_opened_anew(bench: &Bench) {
    // As the schema was before: no column for the version, and none of the new tables.
    let made = bench.done(&citizen(), morning(), &submitting(handing_in(Dice(94).id(), HERE, "Võ Thị Sáu")));
    bench.raw(AS_BEFORE).unwrap();
    let store = Store::open(&bench.place).unwrap();
    let found = store.read(open_by_version).unwrap();
    assert_eq!((found[0].version, found[0].dossiers), (made.submission.version, 1));
}
