//! What a new version of a procedure changes.

use super::{Halt, agency, at, officer};
use crate::Law;
use crate::act::{Actor, Changed, LastEvent};
use crate::calendar::Limit;
use crate::catalogue::Duty;
use crate::catalogue::{Online, Version};
use crate::directory::UnitCode;
use crate::form::GENERAL;
use crate::law::ClockStart;
use crate::law::changes::{LawDifference, Side, VersionPart, between, diff};
use crate::law_change::{
    CatalogueFile, Desk, LawFact, LawInForce, OpenUnder, PutIntoForce, may_be_changed, put_into_force,
};
use crate::memory::Memory;
use std::sync::Arc;

fn changes(law: &Law, old: &Version, new: &Version) -> Vec<LawDifference> {
    diff(Side { law, version: old }, Side { law, version: new })
}

#[test]
fn a_version_differs_from_another_in_what_was_changed_and_in_nothing_else() {
    let law = super::law::law(ClockStart::Acceptance);
    let old = &law.catalogue.procedure(&"p".into()).unwrap().versions[0];
    assert_eq!(changes(&law, old, old), []);
    let mut new = old.clone();
    new.online = if old.online == Online::Full { Online::Partial } else { Online::Full };
    new.papers[0].copies += 1;
    new.ways[0].limit = Limit::SameDay;
    new.ways[0].fee_text = "Miễn".into();
    new.cases[0].form = Some("none.1".into());
    let said = changes(&law, old, &new);
    let parts: Vec<VersionPart> = said.iter().map(|change| change.part).collect();
    assert_eq!(
        parts,
        [VersionPart::Online, VersionPart::Limit, VersionPart::Fee, VersionPart::Paper, VersionPart::Form],
        "{said:#?}"
    );
    assert_eq!(said[4].before.as_deref(), Some(GENERAL));
    new.papers.clear();
    new.cases.iter_mut().for_each(|case| case.form = Some("none.1".into()));
    let gone = changes(&law, old, &new);
    let papers = gone.iter().filter(|change| change.part == VersionPart::Paper && change.after.is_none());
    assert_eq!(papers.count(), old.papers.len());
    let fields = gone.iter().filter(|change| change.part == VersionPart::Field && change.after.is_none());
    assert_eq!(fields.count(), 2, "the two questions of the general form are asked no more");
}

/// The file with its version ended and a second one, changed, behind it.
fn with_a_second_version(text: &str) -> String {
    let version = &text[text.find("[[version]]").unwrap()..];
    let second = version.replace("2025-07-01", "2025-09-01").replace("3 working_days", "2 working_days");
    let first = text.replace("online = \"full\"", "effective_to = \"2025-08-31\"\nonline = \"full\"");
    format!("{first}{second}")
}

/// The same from a day that has passed when `judged` judges, 14 July.
fn with_a_version_of_the_past(text: &str) -> String {
    with_a_second_version(text).replace("2025-09-01", "2025-07-13").replace("2025-08-31", "2025-07-12")
}

/// The same from that very day.
fn with_a_version_of_today(text: &str) -> String {
    with_a_second_version(text).replace("2025-09-01", "2025-07-14").replace("2025-08-31", "2025-07-13")
}

#[test]
fn no_version_begins_on_a_day_that_has_passed() {
    let leader = officer("H57.001", &[Duty::Leader]);
    assert_eq!(
        judged(&leader, with_a_version_of_the_past, command(), 0).map(|_| ()),
        Err(vec!["catalogue.past-version"])
    );
    for later in [with_a_version_of_today, with_a_second_version] {
        assert_eq!(judged(&leader, later, command(), 0).map(|_| ()), Ok(()));
    }
}

fn altered(text: &str) -> String {
    text.replace("3 working_days", "2 working_days")
}

/// Another name, another agency, another result: nothing on which a dossier rests.
fn told_otherwise(text: &str) -> String {
    let name = text.lines().find(|line| line.starts_with("name = ")).unwrap();
    text.replacen(name, "name = \"Tên khác\"", 1)
        .replace("\"people_committee\"", "\"police\"")
        .replace("note = \"\"", "note = \"Mang theo bản gốc.\"")
        .replace("note_en = \"\"", "note_en = \"Bring the original.\"")
}

#[test]
fn what_only_says_more_of_a_procedure_is_shown_and_binds_nobody() {
    let old = super::law::law(ClockStart::Acceptance);
    let found = between(&old, &super::law::law_with(ClockStart::Acceptance, told_otherwise));
    let parts: Vec<VersionPart> = found[0].changes.iter().map(|change| change.part).collect();
    assert_eq!(parts, [VersionPart::Name, VersionPart::Competent, VersionPart::Note]);
    let who = &found[0].changes[1];
    assert_eq!((who.before.as_deref(), who.after.as_deref()), (Some("people_committee"), Some("police")));
    assert!(!found[0].is_in_place());
    let put = judged(&officer("H57.001", &[Duty::Leader]), told_otherwise, command(), 9).unwrap();
    assert_eq!(altered_by(&put), 0);
}

/// What the rule says of a change of `p` by this actor while so many dossiers are open, in Huế.
fn judged(
    actor: &Actor,
    edit: fn(&str) -> String,
    command: PutIntoForce,
    open: i64,
) -> Result<Changed<LawInForce>, Vec<&'static str>> {
    judged_in(UnitCode::parse("46").ok(), actor, edit, command, open)
}

/// The same in an installation for this province; for none: for several.
fn judged_in(
    province: Option<UnitCode>,
    actor: &Actor,
    edit: fn(&str) -> String,
    command: PutIntoForce,
    open: i64,
) -> Result<Changed<LawInForce>, Vec<&'static str>> {
    let (mut old, new) =
        (super::law::law(ClockStart::Acceptance), super::law::law_with(ClockStart::Acceptance, edit));
    old.policy.province = province;
    let last = LawInForce { last: LastEvent { seq: 4, at: at("2025-07-10T09:00") }, home: agency("H57.001") };
    let read = &mut Memory {
        law: Some(last),
        open: vec![OpenUnder { procedure: "p".into(), version: 1, dossiers: open }],
        proposed: Some(Arc::new(new)),
        ..Memory::default()
    };
    let desk = &mut Desk { law: &old, read, actor, now: at("2025-07-14T09:00") };
    put_into_force(desk, command).map(|changes| changes.first).map_err(|halt| match halt {
        Halt::Refused(refusals) => refusals.iter().map(|refusal| refusal.code).collect(),
        Halt::Broke(fault) => panic!("{fault}"),
    })
}

/// How many versions a change alters in place.
fn altered_by(changed: &Changed<LawInForce>) -> usize {
    let LawFact::PutIntoForce { altered, .. } = &changed.events[0].fact;
    altered.len()
}

fn command() -> PutIntoForce {
    let files = vec![CatalogueFile { path: "procedures/p.toml".into(), text: "…".into() }];
    PutIntoForce { files, reason: "Quyết định 12".into(), seen: 4 }
}

#[test]
fn a_new_version_leaves_the_old_one_alone_and_an_altered_one_says_so() {
    let old = super::law::law(ClockStart::Acceptance);
    let found = between(&old, &super::law::law_with(ClockStart::Acceptance, with_a_second_version));
    assert_eq!(found.len(), 1, "ending a version changes nothing in it: {found:#?}");
    assert_eq!((found[0].was, found[0].is, found[0].is_in_place()), (Some(1), Some(2), false));
    let parts: Vec<VersionPart> = found[0].changes.iter().map(|change| change.part).collect();
    assert!(parts.contains(&VersionPart::From) && parts.contains(&VersionPart::Limit), "{parts:?}");
    assert!(parts.iter().all(|part| matches!(part, VersionPart::From | VersionPart::Limit)), "{parts:?}");
    let found = between(&old, &super::law::law_with(ClockStart::Acceptance, altered));
    assert!(found.len() == 1 && found[0].is_in_place(), "{found:#?}");
    let gone = between(&super::law::law_with(ClockStart::Acceptance, with_a_second_version), &old);
    assert!(gone.iter().any(|change| change.is.is_none() && change.is_in_place()), "{gone:#?}");
    assert_eq!(between(&old, &old), []);
}

#[test]
fn open_dossiers_keep_their_version_whoever_asks() {
    let leader = officer("H57.001", &[Duty::Leader]);
    let put = judged(&leader, altered, command(), 0).unwrap();
    assert_eq!((put.after.last.seq, altered_by(&put)), (5, 1));
    let event = &put.events[0];
    assert_eq!(
        (event.reason.as_deref(), event.who.agency.clone()),
        (Some("Quyết định 12"), Some(agency("H57.001")))
    );
    let refused = judged(&leader, altered, command(), 1).unwrap_err();
    assert_eq!(refused, ["catalogue.open-dossiers-keep-their-version"]);
    let put = judged(&leader, with_a_second_version, command(), 1).unwrap();
    assert_eq!(altered_by(&put), 0);
}

#[test]
fn a_change_is_refused_for_what_is_wrong_with_it() {
    type Edit = fn(PutIntoForce) -> PutIntoForce;
    let same: Edit = |command| command;
    let leader = || officer("H57.001", &[Duty::Leader]);
    let table: [(Actor, Edit, &[&str]); 9] = [
        (officer("H57.101", &[Duty::Leader]), same, &["catalogue.not-yours"]),
        (officer("H57.001", &[Duty::Case]), same, &["catalogue.not-yours"]),
        (officer(super::ELSEWHERE, &[Duty::Leader]), same, &["catalogue.not-yours"]),
        (super::citizen(), same, &["account.officers-only"]),
        (leader(), |c| PutIntoForce { reason: " x ".into(), ..c }, &["dossier.reason-missing"]),
        (leader(), |c| PutIntoForce { seen: 3, ..c }, &["catalogue.overtaken"]),
        (leader(), |c| PutIntoForce { files: Vec::new(), ..c }, &["catalogue.nothing-changed"]),
        (
            leader(),
            |mut c| {
                c.files[0].path = "units/provinces.tsv".into();
                c
            },
            &["catalogue.not-changed-here"],
        ),
        (
            leader(),
            |mut c| {
                c.files = vec![c.files[0].clone(); 41];
                c
            },
            &["catalogue.too-many-files"],
        ),
    ];
    for (actor, edit, want) in table {
        assert_eq!(judged(&actor, altered, edit(command()), 0).unwrap_err(), want, "{actor:?}");
    }
}

#[test]
fn units_and_the_rules_of_the_clock_are_not_changed_while_it_runs() {
    for good in [
        "procedures/1.001193.toml",
        "forms/khai-tu.2.json",
        "forms/parts/dia_chi.json",
        "steps/a.toml",
        "reasons/supplement.toml",
        "agencies/46.toml",
        "agencies/46.centres.tsv",
        "calendars/2026.toml",
        "calendars/hours.toml",
    ] {
        assert!(may_be_changed(good), "{good}");
    }
    for bad in [
        "",
        "procedures/",
        "procedures/.toml",
        "procedures/../x.toml",
        "procedures/a/b.toml",
        "forms/examples/a.1.json",
        "forms/a.toml",
        "calendars/2026.tsv",
        "agencies/provinces.toml",
        "competence/rules.tsv",
        "clock.toml",
        "units/provinces.tsv",
        "Procedures/a.toml",
        "/procedures/a.toml",
    ] {
        assert!(!may_be_changed(bad), "{bad}");
    }
}

/// Of several provinces that share an installation nobody's leader may change what all go by; whoever runs
/// it may.
#[test]
fn the_operator_answers_for_all_provinces() {
    let operator = Actor::Operator { name: "root".into() };
    let leader = officer("H57.001", &[Duty::Leader]);
    let shared = judged_in(None, &leader, told_otherwise, command(), 9).map(|_| ());
    assert_eq!(shared, Err(vec!["catalogue.shared-with-others"]));
    let put = judged_in(None, &operator, told_otherwise, command(), 9).unwrap();
    assert_eq!(put.events[0].who.name, "root");
    // Also the operator alters nothing on which an open dossier rests.
    let why = judged(&operator, altered, command(), 1).map(|_| ());
    assert_eq!(why, Err(vec!["catalogue.open-dossiers-keep-their-version"]));
}
