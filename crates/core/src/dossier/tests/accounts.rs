//! Who keeps whose account, which duties they may give, and on which days a duty holds.

use super::{ELSEWHERE, HERE, PROVINCE_OFFICE, THERE, Town, agency, at, citizen, officer};
use crate::account::*;
use crate::act::{Actor, Changed, Officer, OfficerId, RecordFact, fold};
use crate::catalogue::Duty;
use crate::directory::UnitCode;
use crate::dossier::Verb;
use crate::law::ClockStart;
use crate::memory::Memory;
use crate::{Day, Halt, Law, Moment};

const NOW: &str = "2025-07-14T09:00";

pub(super) fn law() -> Law {
    let mut law = super::law::law(ClockStart::Acceptance);
    law.policy.province = UnitCode::parse("46").ok();
    law
}

pub(super) fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

pub(super) fn operator() -> Actor {
    Actor::Operator { name: "root".into() }
}

/// Somebody called `id` with these duties without dates.
pub(super) fn account(id: &str, code: &str, duties: &[Duty]) -> Account {
    let Actor::Officer(made) = officer(code, duties) else { unreachable!() };
    Account::of(
        Officer { id: OfficerId(id.into()), name: format!("Bà {id}"), ..made },
        at("2025-07-01T08:00"),
    )
}

pub(super) fn actor_of(account: &Account) -> Actor {
    Actor::Officer(account.on(day("2025-07-14")))
}

/// What the rule says, with these accounts there.
pub(super) fn judged(
    actor: &Actor,
    accounts: &[Account],
    now: Moment,
    command: impl Into<AccountCommand>,
) -> Result<Vec<Changed<Account>>, Vec<&'static str>> {
    let law = law();
    let read = &mut Memory { accounts: accounts.to_vec(), ..Memory::default() };
    let desk = &mut Desk { law: &law, read, actor, now };
    let said = command.into().carry_out(desk);
    said.map(|changes| changes.all().cloned().collect()).map_err(|halt| match halt {
        Halt::Refused(refusals) => refusals.iter().map(|refusal| refusal.code).collect(),
        Halt::Broke(fault) => panic!("{fault}"),
    })
}

fn first(said: Result<Vec<Changed<Account>>, Vec<&'static str>>) -> &'static str {
    said.map_or_else(|codes| codes[0], |_| "ok")
}

fn always(duties: &[Duty]) -> Vec<GivenDuty> {
    duties.iter().map(|duty| GivenDuty::always(*duty)).collect()
}

fn opening(code: &str, duties: &[Duty]) -> OpenAccount {
    OpenAccount {
        id: "moi".into(),
        name: "Lê Thị Mới".into(),
        agency: code.into(),
        dated: always(duties),
        first_use: Some(at("2025-07-20T00:00")),
        ..OpenAccount::default()
    }
}

#[test]
fn each_keeper_gives_what_they_may_where_they_may() {
    let keeper = officer(PROVINCE_OFFICE, &[Duty::Staff]);
    let both = officer(PROVINCE_OFFICE, &[Duty::Staff, Duty::Leader]);
    let province_leader = officer(PROVINCE_OFFICE, &[Duty::Leader]);
    let head = officer(HERE, &[Duty::Leader]);
    let clerk = officer(HERE, &[Duty::Reception, Duty::Case, Duty::Registry]);
    let (not_yours, above) = ("account.not-yours", "account.duty-above");
    for (who, code, duty, want) in [
        (&operator(), HERE, Duty::Leader, "ok"),
        (&operator(), PROVINCE_OFFICE, Duty::Staff, "ok"),
        (&operator(), HERE, Duty::Staff, "account.staff-elsewhere"),
        (&keeper, HERE, Duty::Leader, "ok"),
        (&keeper, THERE, Duty::Reception, "ok"),
        (&keeper, ELSEWHERE, Duty::Case, "account.other-province"),
        (&keeper, PROVINCE_OFFICE, Duty::Case, "ok"),
        (&keeper, PROVINCE_OFFICE, Duty::Leader, above),
        (&keeper, PROVINCE_OFFICE, Duty::Staff, above),
        (&both, PROVINCE_OFFICE, Duty::Staff, "ok"),
        (&both, PROVINCE_OFFICE, Duty::Leader, above),
        (&province_leader, PROVINCE_OFFICE, Duty::Staff, "ok"),
        (&province_leader, HERE, Duty::Case, not_yours),
        (&head, HERE, Duty::Case, "ok"),
        (&head, HERE, Duty::Leader, above),
        (&head, THERE, Duty::Case, not_yours),
        (&clerk, HERE, Duty::Case, not_yours),
        (&citizen(), HERE, Duty::Case, not_yours),
        (&Actor::Clock, HERE, Duty::Case, not_yours),
    ] {
        let said = first(judged(who, &[], at(NOW), opening(code, &[duty])));
        assert_eq!(said, want, "{who:?} {code} {duty:?}");
    }
}

#[test]
fn nobody_keeps_their_own_account_nor_one_that_stands_above_them() {
    let (head, other_head) = (account("dau", HERE, &[Duty::Leader]), account("pho", HERE, &[Duty::Leader]));
    let (clerk, far) = (account("lan", HERE, &[Duty::Case]), account("xa", THERE, &[Duty::Case]));
    let keeper = account("quantri", PROVINCE_OFFICE, &[Duty::Staff]);
    let all = [head.clone(), other_head.clone(), clerk.clone(), far.clone(), keeper.clone()];
    let close = |of: &Account| DisableAccount { id: of.officer.id.clone(), leaves_dossiers: false };
    for (who, whom, want) in [
        (&head, &clerk, "ok"),
        (&head, &head, "account.own"),
        (&head, &other_head, "account.person-above"),
        (&head, &far, "account.not-yours"),
        (&keeper, &head, "ok"),
        (&keeper, &keeper, "account.own"),
        (&clerk, &far, "account.not-yours"),
    ] {
        let said = first(judged(&actor_of(who), &all, at(NOW), close(whom)));
        assert_eq!(said, want, "{} closes {}", who.officer.id, whom.officer.id);
    }
    let id = head.officer.id.clone();
    let given = GiveDuties { id, seen: 1, duties: always(&[Duty::Case]) };
    assert_eq!(first(judged(&actor_of(&head), &all, at(NOW), given)), "account.own");
}

#[test]
fn nobody_keeps_whoever_stands_in_for_somebody_above_them() {
    let leads = |of: &str, code: &str, from: &str, to: &str| StandIn {
        officer: OfficerId(of.into()),
        name: format!("Bà {of}"),
        agency: agency(code),
        duties: vec![Duty::Leader],
        from: day(from),
        to: day(to),
    };
    let standing_in = |id: &str, code: &str, stand_in: StandIn| Account {
        stands_in: vec![stand_in],
        ..account(id, code, &[Duty::Case])
    };
    let (keeper, leader) =
        (officer(PROVINCE_OFFICE, &[Duty::Staff]), officer(PROVINCE_OFFICE, &[Duty::Leader]));
    let head = officer(HERE, &[Duty::Leader]);
    let of_office =
        |from, to| standing_in("na", PROVINCE_OFFICE, leads("giamdoc", PROVINCE_OFFICE, from, to));
    let of_commune = |from, to| standing_in("na", HERE, leads("dau", HERE, from, to));
    for (who, account, want) in [
        (&keeper, of_office("2025-07-14", "2025-07-20"), "account.person-above"),
        (&keeper, of_office("2025-07-20", "2025-07-25"), "account.person-above"),
        (&keeper, of_office("2025-07-01", "2025-07-13"), "ok"),
        (&leader, of_office("2025-07-14", "2025-07-20"), "account.person-above"),
        (&operator(), of_office("2025-07-14", "2025-07-20"), "ok"),
        (&head, of_commune("2025-07-14", "2025-07-20"), "account.person-above"),
        (&head, of_commune("2025-07-01", "2025-07-13"), "ok"),
        (&keeper, of_commune("2025-07-14", "2025-07-20"), "ok"),
    ] {
        let id = account.officer.id.clone();
        let issued = IssuePassword { id, password: PasswordHash("h".into()), until: at("2025-07-20T00:00") };
        let said = first(judged(who, std::slice::from_ref(&account), at(NOW), issued));
        assert_eq!(said, want, "{who:?} {:?}", account.stands_in);
    }
}

#[test]
fn the_keeper_of_a_province_keeps_that_province_wherever_several_are_served() {
    let mut law = law();
    law.policy.province = None;
    law.policy.provinces = ["46", "52"].map(|code| UnitCode::parse(code).unwrap()).to_vec();
    let keeper = officer(PROVINCE_OFFICE, &[Duty::Staff]);
    for (actor, code, want) in [
        (&keeper, HERE, "ok"),
        (&keeper, ELSEWHERE, "account.not-yours"),
        (&operator(), HERE, "ok"),
        (&operator(), ELSEWHERE, "ok"),
    ] {
        let read = &mut Memory::default();
        let desk = &mut Desk { law: &law, read, actor, now: at(NOW) };
        let said = open_account(desk, opening(code, &[Duty::Case])).map_err(|halt| match halt {
            Halt::Refused(all) => all[0].code,
            Halt::Broke(fault) => panic!("{fault}"),
        });
        assert_eq!(said.map_or_else(|code| code, |_| "ok"), want, "{actor:?} {code}");
    }
}

#[test]
fn nobody_has_more_duties_than_anybody_could_have() {
    let lan = account("lan", HERE, &[Duty::Reception]);
    let month = |nth: i32| {
        let from = day("2025-07-14").plus(30 * nth);
        GivenDuty { duty: Duty::Case, from: Some(from), to: Some(from.plus(29)) }
    };
    for (count, want) in [(50, "ok"), (51, "account.duties-many")] {
        let duties: Vec<GivenDuty> = (0..count).map(month).collect();
        let id = lan.officer.id.clone();
        let give = GiveDuties { id: id.clone(), seen: 1, duties: duties.clone() };
        let all = std::slice::from_ref(&lan);
        assert_eq!(first(judged(&operator(), all, at(NOW), give)), want, "{count}");
        let send = Transfer {
            id,
            seen: 1,
            agency: THERE.into(),
            from: day("2025-08-01"),
            position: String::new(),
            duties: duties.clone(),
        };
        assert_eq!(first(judged(&operator(), all, at(NOW), send)), want, "{count}");
        let open = OpenAccount { dated: duties, ..opening(HERE, &[]) };
        assert_eq!(first(judged(&operator(), all, at(NOW), open)), want, "{count}");
    }
}

#[test]
fn a_duty_holds_on_its_days_and_no_other() {
    let lan = account("lan", HERE, &[Duty::Reception]);
    let duties = vec![
        GivenDuty { duty: Duty::Case, from: Some(day("2025-07-20")), to: Some(day("2025-07-31")) },
        GivenDuty { duty: Duty::Reception, from: None, to: Some(day("2025-07-19")) },
    ];
    let command = GiveDuties { id: lan.officer.id.clone(), seen: 1, duties };
    let lan = judged(&operator(), &[lan], at(NOW), command).unwrap().remove(0).after;
    for (on, has) in [
        ("2025-07-14", &[Duty::Reception][..]),
        ("2025-07-19", &[Duty::Reception]),
        ("2025-07-20", &[Duty::Case]),
        ("2025-07-31", &[Duty::Case]),
        ("2025-08-01", &[]),
    ] {
        assert_eq!(lan.on(day(on)).duties, has, "{on}");
    }
    // So does a dossier's rule, whose actor an edge reads on the day of the act.
    let mut town = Town::new();
    town.act(&citizen(), |desk| crate::dossier::submit(desk, super::handing_in())).unwrap();
    for (on, open) in [("2025-07-14", true), ("2025-07-20", false), ("2025-08-01", false)] {
        let acts = town.open_to(&Actor::Officer(lan.on(day(on))));
        assert_eq!(acts.contains(&Verb::Accept), open, "{on}");
        assert_eq!(town.dossier().is_seen_by(&lan.on(day(on))), on < "2025-08-01", "{on}");
    }
}

#[test]
fn dates_that_cannot_be_are_refused_with_their_field() {
    let lan = account("lan", HERE, &[Duty::Reception]);
    let case =
        |from: &str, to: &str| GivenDuty { duty: Duty::Case, from: Day::parse(from), to: Day::parse(to) };
    for (duties, want) in [
        (vec![case("2025-07-20", "2025-07-19")], "account.ends-before"),
        (vec![case("", "2025-07-19"), case("2025-07-19", "")], "account.dates-overlap"),
        (vec![case("", ""), case("2025-07-19", "")], "account.dates-overlap"),
        (vec![case("", "2025-07-18"), case("2025-07-19", "")], "ok"),
        (vec![], "account.duties-or-point"),
        (always(&[Duty::Reception]), "account.nothing-changed"),
    ] {
        let shown = format!("{duties:?}");
        let command = GiveDuties { id: lan.officer.id.clone(), seen: 1, duties };
        assert_eq!(first(judged(&operator(), std::slice::from_ref(&lan), at(NOW), command)), want, "{shown}");
    }
    let late = GiveDuties { id: lan.officer.id.clone(), seen: 7, duties: always(&[Duty::Case]) };
    assert_eq!(first(judged(&operator(), &[lan], at(NOW), late)), "account.out-of-date");
}

#[test]
fn a_person_has_one_account_and_their_number_says_who_they_are() {
    let mut lan = account("lan", HERE, &[Duty::Case]);
    lan.particulars.identity = "046190001234".into();
    lan.particulars.email = "lan@a.vn".into();
    let known = |identity: &str, email: &str| Particulars {
        identity: identity.into(),
        email: email.into(),
        ..Particulars::default()
    };
    for (particulars, want) in [
        (known("046190001234", ""), "account.person-known"),
        (known("046 190 001234", "other@a.vn"), "account.person-known"),
        (known("046190005678", "LAN@a.vn"), "account.person-known"),
        (known("046190005678", "na@a.vn"), "ok"),
        (known("123", ""), "identity.not-twelve-digits"),
        (known("", "lan"), "account.email-shape"),
        (known("", "@a.vn"), "account.email-shape"),
    ] {
        let command = OpenAccount { particulars: particulars.clone(), ..opening(HERE, &[Duty::Case]) };
        let said = first(judged(&operator(), std::slice::from_ref(&lan), at(NOW), command));
        assert_eq!(said, want, "{particulars:?}");
    }
}

#[test]
fn a_person_goes_to_another_agency_on_a_day_and_keepers_of_both_must_agree() {
    let lan = account("lan", HERE, &[Duty::Case]);
    let transfer = |to: &str, from: &str| Transfer {
        id: lan.officer.id.clone(),
        seen: 1,
        agency: to.into(),
        from: day(from),
        position: " Chuyên viên ".into(),
        duties: always(&[Duty::Reception]),
    };
    let (head, keeper) = (officer(HERE, &[Duty::Leader]), officer(PROVINCE_OFFICE, &[Duty::Staff]));
    let all = std::slice::from_ref(&lan);
    for (who, to, from, want) in [
        (&head, THERE, "2025-08-01", "account.not-yours"),
        (&head, HERE, "2025-08-01", "ok"),
        (&keeper, THERE, "2025-07-13", "account.past-day"),
        (&keeper, ELSEWHERE, "2025-08-01", "account.not-yours"),
        (&keeper, "H99", "2025-08-01", "account.unknown-agency"),
        (&keeper, THERE, "2025-07-14", "ok"),
    ] {
        assert_eq!(first(judged(who, all, at(NOW), transfer(to, from))), want, "{who:?} {to} {from}");
    }
    let moved = judged(&keeper, all, at(NOW), transfer(THERE, "2025-08-01")).unwrap().remove(0);
    let account = moved.after;
    for (on, code, duties) in [("2025-07-31", HERE, [Duty::Case]), ("2025-08-01", THERE, [Duty::Reception])] {
        let there = account.on(day(on));
        assert_eq!((there.agency, &there.duties[..]), (agency(code), &duties[..]), "{on}");
    }
    // What is done after that day finds the new post settled; history says the same.
    let edit = EditAccount {
        id: account.officer.id.clone(),
        seen: 2,
        name: "Bà Lan".into(),
        particulars: Particulars::default(),
    };
    let edited = judged(&keeper, std::slice::from_ref(&account), at("2025-08-02T09:00"), edit).unwrap();
    let edited = &edited[0].after;
    assert_eq!((&edited.officer.agency, edited.next.as_ref()), (&agency(THERE), None));
}

#[test]
fn a_one_time_password_ends_and_only_its_owner_chooses_the_next() {
    let lan = account("lan", HERE, &[Duty::Case]);
    let id = lan.officer.id.clone();
    let head = officer(HERE, &[Duty::Leader]);
    let all = std::slice::from_ref(&lan);
    let issue =
        |until: &str| IssuePassword { id: id.clone(), password: PasswordHash("h".into()), until: at(until) };
    let change = |seen| ChangePassword { id: id.clone(), seen, password: PasswordHash("h2".into()) };
    let set = || SetPassword { id: id.clone(), password: PasswordHash("h3".into()) };
    assert_eq!(first(judged(&head, all, at(NOW), issue("2025-07-14T08:00"))), "account.first-use-days");
    assert_eq!(first(judged(&head, all, at(NOW), issue("2025-12-14T08:00"))), "account.first-use-days");
    assert_eq!(first(judged(&head, all, at(NOW), set())), "account.operators-only");
    assert_eq!(first(judged(&head, all, at(NOW), change(1))), "account.not-yours");
    let issued = judged(&head, all, at(NOW), issue("2025-07-22T00:00")).unwrap().remove(0).after;
    assert_eq!(issued.first_use, Some(at("2025-07-22T00:00")));
    // What was judged before the account changed is judged again.
    let own = |account: &Account, seen| {
        judged(&actor_of(&lan), std::slice::from_ref(account), at(NOW), change(seen))
    };
    assert_eq!(first(own(&issued, 1)), "account.out-of-date");
    let closed = Account { is_active: false, ..issued.clone() };
    assert_eq!(first(own(&closed, 2)), "account.out-of-date");
    let chosen = own(&issued, 2).unwrap().remove(0);
    assert_eq!((chosen.after.first_use, chosen.events[0].fact.kind()), (None, "password_changed"));
    assert!(chosen.events[0].fact.ends_sessions());
}

#[test]
fn whoever_holds_dossiers_is_not_closed_before_they_are_reassigned() {
    use crate::dossier::{Forward, Reassign, forward, reassign};
    let mut town = Town::brought(&[Verb::Accept]);
    let lan = account("lan", THERE, &[Duty::Case]);
    let na = account("na", THERE, &[Duty::Case, Duty::Registry]);
    let out = account("ngoai", HERE, &[Duty::Case]);
    town.accounts = vec![lan.clone(), na.clone(), out];
    let code = town.code();
    let to = Forward { code: code.clone(), to_officer: Some(lan.officer.id.clone()), note: String::new() };
    town.act(&officer(HERE, &Duty::ALL), |desk| forward(desk, to)).unwrap();
    let close = |town: &Town, leaves_dossiers| {
        let law = law();
        let read = &mut town.memory();
        let desk = &mut Desk { law: &law, read, actor: &operator(), now: town.now };
        let said = disable_account(desk, DisableAccount { id: lan.officer.id.clone(), leaves_dossiers });
        said.map_or_else(
            |halt| match halt {
                Halt::Refused(all) => format!("{} {}", all[0].code, all[0].arg("codes").unwrap_or_default()),
                Halt::Broke(fault) => panic!("{fault}"),
            },
            |_| "ok".to_string(),
        )
    };
    assert_eq!(close(&town, false), format!("account.holds-dossiers {code}"));
    assert_eq!(close(&town, true), "ok", "an operator shuts somebody out at once");
    town.law.policy.province = UnitCode::parse("46").ok();
    let give = |to: Option<&str>, reason: &str| Reassign {
        code: code.clone(),
        to_officer: to.map(|id| OfficerId(id.into())),
        reason: reason.into(),
    };
    let (head, keeper) = (officer(THERE, &[Duty::Leader]), officer(PROVINCE_OFFICE, &[Duty::Staff]));
    for (who, to, reason, want) in [
        (&officer(THERE, &[Duty::Case]), None, "ốm dài ngày", "dossier.not-your-duty"),
        (&officer(HERE, &[Duty::Leader]), None, "ốm dài ngày", "dossier.not-your-unit"),
        (&head, Some("lan"), "ốm dài ngày", "dossier.holder-already"),
        (&head, Some("ngoai"), "ốm dài ngày", "dossier.no-such-officer"),
        (&head, Some("nobody"), "ốm dài ngày", "dossier.no-such-officer"),
        (&head, Some("na"), "", "dossier.reason-missing"),
        (&head, Some("na"), "ốm dài ngày", "ok"),
        (&keeper, None, "ốm dài ngày", "ok"),
        (&officer(PROVINCE_OFFICE, &[Duty::Leader]), Some("na"), "ốm dài ngày", "ok"),
        (&officer(PROVINCE_OFFICE, &[Duty::Leader]), Some("ngoai"), "ốm dài ngày", "dossier.no-such-officer"),
        (&officer(PROVINCE_OFFICE, &[Duty::Case]), None, "ốm dài ngày", "dossier.unknown"),
        // Of the department whose field it is: it sees, and moves nothing.
        (&officer("H57.802", &[Duty::Leader]), None, "ốm dài ngày", "dossier.unknown"),
        (&operator(), None, "ốm dài ngày", "ok"),
    ] {
        let said = town.ask(who, |desk| reassign(desk, give(to, reason)));
        assert_eq!(said.map_or_else(|all| all[0].code, |_| "ok"), want, "{who:?} {to:?}");
    }
    let due = town.due();
    town.act(&head, |desk| reassign(desk, give(Some("na"), "ốm dài ngày"))).unwrap();
    assert_eq!(town.dossier().holder.officer, Some(na.officer.id), "the next one has it");
    assert_eq!((town.due(), town.dossier().earlier.len()), (due, 1), "and nothing else has changed");
    assert_eq!(close(&town, false), "ok");
}

#[test]
fn what_is_handed_back_goes_to_the_desk_when_its_officer_has_left() {
    use crate::dossier::{Forward, HandBack, forward, hand_back};
    let mut town = Town::brought(&[Verb::Accept]);
    let lan = account("lan", THERE, &[Duty::Case]);
    town.accounts = vec![lan.clone()];
    let code = town.code();
    let to = Forward { code: code.clone(), to_officer: Some(lan.officer.id.clone()), note: String::new() };
    town.act(&officer(HERE, &Duty::ALL), |desk| forward(desk, to)).unwrap();
    let on = Forward { code: code.clone(), to_officer: None, note: String::new() };
    town.act(&actor_of(&lan), |desk| forward(desk, on)).unwrap();
    let leader = officer(THERE, &[Duty::Leader]);
    for (is_active, want) in [(true, Some(lan.officer.id.clone())), (false, None)] {
        town.accounts[0].is_active = is_active;
        let back = HandBack { code: code.clone(), reason: "thiếu chữ ký".into() };
        let after = town.ask(&leader, |desk| hand_back(desk, back)).unwrap().first.after;
        assert_eq!(after.holder.officer, want, "{is_active}");
    }
}

#[test]
fn a_list_is_taken_in_whole_or_not_at_all() {
    let keeper = officer(PROVINCE_OFFICE, &[Duty::Staff]);
    let one = |id: &str, code: &str| OpenAccount { id: id.into(), ..opening(code, &[Duty::Case]) };
    let both = ImportStaff { accounts: vec![one("lan", HERE), one("nam", THERE)] };
    let made = judged(&keeper, &[], at(NOW), both).unwrap();
    assert_eq!(made.len(), 2);
    for changed in &made {
        let id = changed.after.officer.id.clone();
        assert_eq!(fold::<Account>(id, &changed.events).unwrap().first_use, changed.after.first_use);
    }
    for (accounts, want) in [
        (vec![], "staff.nobody"),
        (vec![one("lan", HERE), one("lan", HERE)], "account.id-taken"),
        (vec![one("lan", HERE), one("nam", ELSEWHERE)], "account.other-province"),
    ] {
        assert_eq!(first(judged(&keeper, &[], at(NOW), ImportStaff { accounts })), want);
    }
    let mixed = ImportStaff { accounts: vec![one("lan", HERE), one("nam", THERE)] };
    assert_eq!(first(judged(&officer(HERE, &[Duty::Leader]), &[], at(NOW), mixed)), "account.not-yours");
}
