//! Who stands in has all of the colleague's work in that time, and nobody else has; and history
//! says in whose stead each act was done.

use super::accounts::{account, actor_of, day, judged, law, operator};
use super::{HERE, PROVINCE_OFFICE, THERE, Town, at, officer};
use crate::account::{Account, AccountCommand, EndStandIn, GiveDuties, GivenDuty, LetStandIn, officer_on};
use crate::act::{Actor, Officer, OfficerId, StandsIn, Stead, in_stead};
use crate::catalogue::Duty;
use crate::command::Command;
use crate::dossier::{DossierCommand, Forward, Status, Verb, forward};
use crate::memory::Memory;
use crate::{Halt, Moment, Refusal};

/// Lan is away; Na is to stand in as case officer.
fn standing(from: &str, to: &str) -> LetStandIn {
    LetStandIn {
        id: OfficerId("lan".into()),
        officer: OfficerId("na".into()),
        duties: vec!["case".into()],
        from: day(from),
        to: day(to),
    }
}

fn people() -> [Account; 4] {
    [
        account("lan", THERE, &[Duty::Case, Duty::Registry]),
        account("na", THERE, &[Duty::Reception]),
        account("dau", THERE, &[Duty::Leader]),
        account("xa", HERE, &[Duty::Case]),
    ]
}

/// The same people after Na was given Lan's case work.
fn given(from: &str, to: &str) -> Vec<Account> {
    let all = people();
    after(&all, &actor_of(&all[2]), at("2025-07-14T09:00"), standing(from, to))
}

fn who(all: &[Account], id: &str, on: &str) -> Officer {
    let of = |id: &OfficerId| all.iter().find(|account| account.officer.id == *id).cloned();
    let account = of(&OfficerId(id.into())).unwrap();
    officer_on(&account, day(on), |id| Ok(of(id))).unwrap()
}

#[test]
fn who_may_let_whom_stand_in_and_when() {
    let all = people();
    let (head, keeper) = (actor_of(&all[2]), officer(PROVINCE_OFFICE, &[Duty::Staff]));
    let base = || standing("2025-07-14", "2025-07-20");
    let with = |change: &dyn Fn(&mut LetStandIn)| {
        let mut command = base();
        change(&mut command);
        command
    };
    let lan = actor_of(&all[0]);
    for (actor, command, want) in [
        (&head, base(), "ok"),
        (&keeper, base(), "ok"),
        (&operator(), base(), "ok"),
        (&lan, base(), "account.not-yours"),
        (&actor_of(&all[1]), base(), "account.not-yours"),
        (&head, with(&|it| it.from = day("2025-07-13")), "account.past-day"),
        (&head, with(&|it| it.to = day("2025-07-13")), "account.ends-before"),
        (&head, with(&|it| it.to = day("2026-07-20")), "account.stand-in-long"),
        (&head, with(&|it| it.duties = vec!["leader".into()]), "account.stand-in-without"),
        (&head, with(&|it| it.duties.clear()), "account.stand-in-duties"),
        (&head, with(&|it| it.officer = OfficerId("lan".into())), "account.own"),
        (&head, with(&|it| it.officer = OfficerId("dau".into())), "account.own"),
        (&head, with(&|it| it.officer = OfficerId("nobody".into())), "account.unknown"),
        (&operator(), with(&|it| it.officer = OfficerId("xa".into())), "account.stand-in-elsewhere"),
    ] {
        let shown = format!("{command:?}");
        let said = judged(actor, &all, at("2025-07-14T09:00"), command);
        assert_eq!(said.map_or_else(|codes| codes[0], |_| "ok"), want, "{actor:?} {shown}");
    }
    // The head who is away passes on what they lead by; nobody else gives it.
    let leading = LetStandIn { id: OfficerId("dau".into()), duties: vec!["leader".into()], ..base() };
    assert!(judged(&head, &all, at("2025-07-14T09:00"), leading).is_ok());
    // At a time one colleague stands in for a duty, and no other.
    let all = given("2025-07-14", "2025-07-20");
    let again = LetStandIn { officer: OfficerId("dau".into()), ..standing("2025-07-20", "2025-07-25") };
    assert_eq!(
        judged(&keeper, &all, at("2025-07-14T09:00"), again).unwrap_err(),
        ["account.stood-in-already"]
    );
}

#[test]
fn a_stand_in_reaches_as_far_as_the_colleagues_own_right_on_that_day() {
    let mut all = given("2025-07-15", "2025-07-20");
    let has = |all: &[Account], on: &str| {
        let na = who(all, "na", on);
        (na.has(Duty::Case), na.has(Duty::Registry), na.duties.clone())
    };
    let own = vec![Duty::Reception];
    assert_eq!(has(&all, "2025-07-14"), (false, false, own.clone()));
    assert_eq!(has(&all, "2025-07-15"), (true, false, own.clone()), "only what was given");
    assert_eq!(has(&all, "2025-07-20"), (true, false, own.clone()));
    assert_eq!(has(&all, "2025-07-21"), (false, false, own.clone()));
    assert!(who(&all, "lan", "2025-07-15").has(Duty::Case), "who is away loses nothing");
    all[0].officer.duties = vec![Duty::Registry];
    assert!(!has(&all, "2025-07-15").0, "what the colleague has no more, nobody has for them");
    all[0] = account("lan", THERE, &[Duty::Case]);
    all[0].is_active = false;
    assert!(!has(&all, "2025-07-15").0);
    all[0] = account("lan", HERE, &[Duty::Case]);
    assert!(!has(&all, "2025-07-15").0, "in another agency neither");
    all[1].officer.agency = super::agency(HERE);
    assert!(!has(&all, "2025-07-15").0, "nor where both have gone: there it was never given");
}

#[test]
fn who_has_no_desk_of_their_own_that_day_does_the_colleagues_work_all_the_same() {
    let mut town = Town::brought_of("p", &[Verb::Accept, Verb::Forward]);
    town.accounts = given("2025-07-15", "2025-07-20");
    // Her own duty begins in years.
    town.accounts[1].officer.duties.clear();
    let later = GivenDuty { duty: Duty::Registry, from: Some(day("2030-01-01")), to: None };
    town.accounts[1].dated = vec![later];
    let code = town.code();
    let on = || DossierCommand::from(Forward { code: code.clone(), to_officer: None, note: String::new() });
    for (when, want) in [("2025-07-14", Err("dossier.unknown")), ("2025-07-15", Ok("na thay lan"))] {
        let actor = Actor::Officer(who(&town.accounts, "na", when));
        let said = through_the_door(&town, &actor, at(&format!("{when}T09:00")), on());
        assert_eq!(said.as_deref().map_err(String::as_str), want, "{when}");
    }
}

/// Does this through the door that every edge goes through.
fn through_the_door(
    town: &Town,
    actor: &Actor,
    now: Moment,
    command: DossierCommand,
) -> Result<String, String> {
    let law = law();
    let done = Command::Dossier(command).carry_out(&law, &mut town.memory(), actor, now);
    match done {
        Ok(changes) => {
            let crate::command::Change::Dossier(changed) = changes.first else { unreachable!() };
            let who = &changed.events[0].who;
            let away = who.instead_of.as_ref().map(|away| format!(" thay {}", away.officer));
            Ok(format!("{}{}", who.officer.as_ref().unwrap(), away.unwrap_or_default()))
        }
        Err(Halt::Refused(all)) => Err(all[0].code.to_string()),
        Err(Halt::Broke(fault)) => panic!("{fault}"),
    }
}

#[test]
fn what_the_colleague_holds_is_theirs_to_do_and_history_says_thay() {
    let mut town = Town::brought(&[Verb::Accept]);
    town.accounts = given("2025-07-15", "2025-07-20");
    let code = town.code();
    let to_lan =
        Forward { code: code.clone(), to_officer: Some(OfficerId("lan".into())), note: String::new() };
    town.act(&officer(HERE, &Duty::ALL), |desk| forward(desk, to_lan)).unwrap();
    assert_eq!(town.dossier().status(), Status::InProcess);
    let on = || DossierCommand::from(Forward { code: code.clone(), to_officer: None, note: String::new() });
    for (id, when, want) in [
        ("na", "2025-07-14", Err("dossier.held-by-another")),
        ("na", "2025-07-15", Ok("na thay lan")),
        ("na", "2025-07-20", Ok("na thay lan")),
        ("na", "2025-07-21", Err("dossier.held-by-another")),
        ("lan", "2025-07-15", Ok("lan")),
        ("dau", "2025-07-15", Ok("dau")),
        ("xa", "2025-07-15", Err("dossier.not-your-unit")),
    ] {
        let actor = Actor::Officer(who(&town.accounts, id, when));
        let said = through_the_door(&town, &actor, at(&format!("{when}T09:00")), on());
        assert_eq!(said.as_deref().map_err(String::as_str), want, "{id} {when}");
        // What a page offers is what the door allows.
        town.now = at(&format!("{when}T09:00"));
        assert_eq!(town.open_to(&actor).contains(&Verb::Forward), want.is_ok(), "{id} {when}");
    }
}

/// The first refusal, or "ok", of an act on accounts through the door that every edge goes through.
fn kept_through_the_door(
    all: &[Account],
    id: &str,
    now: Moment,
    command: impl Into<AccountCommand>,
) -> &'static str {
    let actor = Actor::Officer(who(all, id, &now.day().to_string()));
    let read = &mut Memory { accounts: all.to_vec(), ..Memory::default() };
    match Command::Account(command.into()).carry_out(&law(), read, &actor, now) {
        Ok(_) => "ok",
        Err(Halt::Refused(refusals)) => refusals[0].code,
        Err(Halt::Broke(fault)) => panic!("{fault}"),
    }
}

/// The accounts after somebody let somebody stand in.
fn after(all: &[Account], actor: &Actor, now: Moment, command: impl Into<AccountCommand>) -> Vec<Account> {
    let mut after = all.to_vec();
    for changed in judged(actor, all, now, command).unwrap() {
        let id = &changed.after.officer.id;
        *after.iter_mut().find(|account| account.officer.id == *id).unwrap() = changed.after.clone();
    }
    after
}

#[test]
fn who_stands_in_passes_on_nothing_of_what_the_colleague_has() {
    let now = at("2025-07-14T09:00");
    let mut all = people().to_vec();
    all[2] = account("dau", THERE, &[Duty::Leader, Duty::Case]);
    all.push(account("keeper", PROVINCE_OFFICE, &[Duty::Staff]));
    let leading = LetStandIn {
        id: OfficerId("dau".into()),
        duties: vec!["leader".into()],
        ..standing("2025-07-14", "2025-07-20")
    };
    let all = after(&all, &actor_of(&all[2]), now, leading.clone());
    let on = |duty: &str, to: &str| LetStandIn {
        officer: OfficerId("lan".into()),
        duties: vec![duty.into()],
        to: day(to),
        ..leading.clone()
    };
    for (id, command, want) in [
        ("na", on("leader", "2026-07-01"), "account.own"),
        ("na", on("case", "2025-07-20"), "account.own"),
        ("na", LetStandIn { id: OfficerId("lan".into()), ..leading.clone() }, "account.own"),
        ("dau", on("case", "2025-07-20"), "ok"),
        ("keeper", on("case", "2025-07-20"), "ok"),
        // What the head's own people do is the head's work, and the stand-in's meanwhile.
        ("na", standing_for_lan_by_another(), "ok"),
    ] {
        let shown = format!("{command:?}");
        assert_eq!(kept_through_the_door(&with_another(&all), id, now, command), want, "{id} {shown}");
    }
}

fn with_another(all: &[Account]) -> Vec<Account> {
    all.iter().cloned().chain([account("tu", THERE, &[Duty::Registry])]).collect()
}

fn standing_for_lan_by_another() -> LetStandIn {
    LetStandIn { officer: OfficerId("tu".into()), ..standing("2025-07-14", "2025-07-20") }
}

#[test]
fn a_stand_in_is_ended_by_whoever_is_back_or_could_have_given_it() {
    let now = at("2025-07-14T09:00");
    let all = [
        account("giamdoc", PROVINCE_OFFICE, &[Duty::Leader, Duty::Case]),
        account("na", PROVINCE_OFFICE, &[Duty::Reception]),
        account("keeper", PROVINCE_OFFICE, &[Duty::Staff]),
    ];
    let end = || EndStandIn { id: OfficerId("giamdoc".into()), officer: OfficerId("na".into()) };
    for (duty, keeper_may) in [("leader", "account.duty-above"), ("case", "ok")] {
        let (id, duties) = (OfficerId("giamdoc".into()), vec![duty.to_string()]);
        let given = LetStandIn { id, duties, ..standing("2025-07-14", "2025-07-20") };
        let all = after(&all, &actor_of(&all[0]), now, given);
        for (who, want) in [("giamdoc", "ok"), ("keeper", keeper_may), ("na", "account.not-yours")] {
            let want = if who == "na" && duty == "leader" { "account.own" } else { want };
            assert_eq!(kept_through_the_door(&all, who, now, end()), want, "{who} {duty}");
        }
        assert!(judged(&operator(), &all, now, end()).is_ok());
        // When it is over there is nothing to end.
        let later = judged(&actor_of(&all[0]), &all, at("2025-07-21T09:00"), end());
        assert_eq!(later.unwrap_err(), ["account.no-stand-in"]);
    }
}

#[test]
fn whatever_right_is_missing_the_door_asks_again_in_the_colleagues_stead() {
    let away =
        StandsIn { officer: OfficerId("lan".into()), name: "Bà lan".into(), duties: vec![Duty::Case] };
    let Actor::Officer(na) = officer(THERE, &[Duty::Reception]) else { unreachable!() };
    let na = Actor::Officer(Officer { stead: Stead::Beside(vec![away]), ..na });
    for (code, is_right) in [
        ("account.duty-above", true),
        ("account.not-yours", true),
        ("account.person-above", true),
        ("catalogue.not-yours", true),
        ("dossier.held-by-another", true),
        ("dossier.not-your-duty", true),
        ("dossier.not-your-unit", true),
        ("webhook.not-yours", true),
        ("account.own", false),
        ("account.out-of-date", false),
        ("dossier.reason-missing", false),
    ] {
        let said = in_stead(&na, |actor| match actor {
            Actor::Officer(Officer { stead: Stead::Of(away), .. }) => Ok(away.officer.to_string()),
            _ => Err(Refusal::of(code).into()),
        });
        assert_eq!(said.ok(), is_right.then(|| "lan".to_string()), "{code}");
    }
}

#[test]
fn a_keeper_gives_in_the_leaders_stead_what_only_the_leader_gives() {
    let now = at("2025-07-14T09:00");
    let all = [
        account("giamdoc", PROVINCE_OFFICE, &[Duty::Leader]),
        account("keeper", PROVINCE_OFFICE, &[Duty::Staff]),
        account("keeper2", PROVINCE_OFFICE, &[Duty::Staff]),
        account("tu", PROVINCE_OFFICE, &[Duty::Case]),
    ];
    let give = |id: &str, duty| {
        let duties = vec![GivenDuty::always(Duty::Registry), GivenDuty::always(duty)];
        GiveDuties { id: OfficerId(id.into()), seen: 1, duties }
    };
    let (id, duties) = (OfficerId("giamdoc".into()), vec!["leader".to_string()]);
    let by = OfficerId("keeper".into());
    let standing = LetStandIn { id, duties, officer: by, ..standing("2025-07-14", "2025-07-20") };
    let standing_in = after(&all, &actor_of(&all[0]), now, standing);
    for (command, alone, in_stead) in [
        (give("tu", Duty::Staff), "account.duty-above", "ok"),
        (give("keeper2", Duty::Staff), "account.person-above", "ok"),
        (give("tu", Duty::Leader), "account.duty-above", "account.duty-above"),
        (give("giamdoc", Duty::Case), "account.person-above", "account.own"),
        (give("keeper", Duty::Case), "account.own", "account.own"),
    ] {
        let shown = format!("{command:?}");
        assert_eq!(kept_through_the_door(&all, "keeper", now, command.clone()), alone, "{shown}");
        let command = GiveDuties {
            seen: if command.id.0 == "tu" || command.id.0 == "keeper2" { 1 } else { 2 },
            ..command
        };
        assert_eq!(kept_through_the_door(&standing_in, "keeper", now, command), in_stead, "{shown}");
    }
}

#[test]
fn whoever_is_back_ends_it_themselves() {
    let all = given("2025-07-14", "2025-07-20");
    let end = || EndStandIn { id: OfficerId("lan".into()), officer: OfficerId("na".into()) };
    let now = at("2025-07-16T09:00");
    for (actor, want) in [
        (actor_of(&all[0]), "ok"),
        (actor_of(&all[2]), "ok"),
        (actor_of(&all[1]), "account.not-yours"),
        (actor_of(&all[3]), "account.not-yours"),
    ] {
        let said = judged(&actor, &all, now, end());
        assert_eq!(said.map_or_else(|codes| codes[0], |_| "ok"), want, "{actor:?}");
    }
    let after = after(&all, &actor_of(&all[0]), now, end());
    assert!(!who(&after, "na", "2025-07-16").has(Duty::Case));
    assert_eq!(judged(&operator(), &after, now, end()).unwrap_err(), ["account.no-stand-in"]);
}
