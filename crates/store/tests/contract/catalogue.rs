//! Changes of the catalogue: only ever added to, one after the other, and none that takes
//! an open dossier's version away.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::act::{Changed, Changes, Event, LastEvent, Who};
use motcua_core::dossier::Status;
use motcua_core::law_change::{CatalogueChange, CatalogueFile, LawFact, LawInForce, OpenUnder, TheLaw};
use motcua_store::act::to_write;
use motcua_store::catalogue::*;
use motcua_store::{Store, Written};

on_both_engines! {
    the_newest_text_of_each_file_is_in_force_and_older_ones_stay,
    two_changes_at_once_are_one_and_a_conflict,
    a_template_is_not_replaced_once_somebody_drafted_by_it,
    a_version_is_not_altered_while_an_open_dossier_rests_on_it,
    a_change_can_be_neither_altered_nor_removed,
    open_dossiers_are_counted_and_named_by_version,
}

fn put(number: u32, files: &[(&str, &str)]) -> Event<LawFact> {
    let file = |(path, text): &(&str, &str)| CatalogueFile { path: path.to_string(), text: text.to_string() };
    let files: Vec<CatalogueFile> = files.iter().map(file).collect();
    let who = Who {
        officer: None,
        name: "Nguyễn Văn Lãnh".into(),
        agency: None,
        kind: Default::default(),
        instead_of: None,
    };
    let fact = LawFact::PutIntoForce { files, altered: Vec::new(), replaced: Vec::new() };
    let reason = Some("Quyết định 12/QĐ-UBND".to_string());
    Event { seq: number, at: morning(), who, place: agency(HERE), reason, fact }
}

fn files_put(event: &Event<LawFact>) -> &[CatalogueFile] {
    let LawFact::PutIntoForce { files, .. } = &event.fact;
    files
}

fn write(store: &Store, event: &Event<LawFact>) -> Written {
    let before = (event.seq > 1)
        .then(|| LawInForce { last: LastEvent { seq: event.seq - 1, at: morning() }, home: agency(HERE) });
    let changed = match before {
        Some(before) => Changed::next(before, event.clone()),
        None => Changed::new(TheLaw, vec![event.clone()]),
    };
    let changes: Changes<Changed<LawInForce>> = changed.unwrap().into();
    store.write(to_write(law(), changes, None, |_| Ok(Vec::new())).unwrap()).wait().unwrap()
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
        assert!(matches!(write(store, each), Written::Done(Some(_))));
    }
    assert_eq!(store.read(last).unwrap(), 2);
    let now = store.read(in_force).unwrap();
    assert_eq!(now, [(files_put(&two)[0].clone(), 2), (files_put(&one)[1].clone(), 1)]);
    assert_eq!(store.read(|rows| files_of(rows, 1)).unwrap(), files_put(&one));
    let text = |change| store.read(|rows| before(rows, change, "forms/a.1.json")).unwrap();
    assert_eq!((text(2).as_deref(), text(1)), (Some("một"), None));
    let listed = store.read(|rows| changes(rows, None, 10)).unwrap();
    let (one, two) = (CatalogueChange::from(one), CatalogueChange::from(two));
    assert_eq!(listed, [two.clone(), one.clone()]);
    assert_eq!(store.read(|rows| changes(rows, Some(2), 10)).unwrap(), [one]);
    assert_eq!(store.read(|rows| change(rows, 2)).unwrap(), Some(two));
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
    assert_eq!((done, bench.count("select count(*) from event")), (1, 2));
}

fn a_version_is_not_altered_while_an_open_dossier_rests_on_it(bench: &Bench) {
    let made = bench.done(&citizen(), morning(), &submitting(handing_in(Dice(91).id(), HERE, "Võ Thị Sáu")));
    let (procedure, version) = (made.submission.procedure.clone(), made.submission.version);
    let mut altering = put(1, &[("forms/a.1.json", "x")]);
    let LawFact::PutIntoForce { altered, .. } = &mut altering.fact;
    *altered = vec![(procedure.clone(), version)];
    assert!(matches!(write(&bench.store, &altering), Written::Conflict));
    assert_eq!(bench.store.read(last).unwrap(), 0);
    let LawFact::PutIntoForce { altered, .. } = &mut altering.fact;
    *altered = vec![(procedure, version + 1)];
    assert!(matches!(write(&bench.store, &altering), Written::Done(_)));
}

fn a_template_is_not_replaced_once_somebody_drafted_by_it(bench: &Bench) {
    let mut replacing = put(1, &[("deeds/a.1.toml", "x")]);
    let LawFact::PutIntoForce { replaced, .. } = &mut replacing.fact;
    *replaced = vec!["a.1".into()];
    bench.raw("insert into template_used (template) values ('a.1')").unwrap();
    assert!(matches!(write(&bench.store, &replacing), Written::Conflict));
    let LawFact::PutIntoForce { replaced, .. } = &mut replacing.fact;
    *replaced = vec!["a.2".into()];
    assert!(matches!(write(&bench.store, &replacing), Written::Done(_)));
    assert_eq!(bench.store.read(templates_used).unwrap(), ["a.1".into()]);
}

fn a_change_can_be_neither_altered_nor_removed(bench: &Bench) {
    write(&bench.store, &put(1, &[("forms/a.1.json", "x")]));
    let mut attempts = vec![
        "update event set body = '{}'",
        "delete from event",
        "update catalogue_file set text = 'y'",
        "delete from catalogue_file",
    ];
    match bench.is_postgres() {
        true => attempts.extend(["truncate event", "truncate catalogue_file"]),
        false => attempts
            .extend(["replace into catalogue_file (number, path, text) values (1, 'forms/a.1.json', 'y')"]),
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
