//! Seen from above: what the office of the province may see, open, ask and instruct.

use super::*;

/// Whoever leads the office of Huế.
fn hue() -> Actor {
    officer(PROVINCE_OFFICE, &[Duty::Leader])
}

/// Whoever leads the department of justice of Huế, whose field the town's procedures belong to.
fn justice() -> Actor {
    officer("H57.802", &[Duty::Leader])
}

fn as_officer(actor: &Actor) -> &Officer {
    let Actor::Officer(officer) = actor else { panic!("an officer") };
    officer
}

fn look(town: &mut Town, when: &str, reason: &str) -> Result<(), Vec<&'static str>> {
    town.now = at(when);
    let command = LookInto { code: town.code(), reason: reason.into() };
    town.act(&hue(), |desk| look_into(desk, command)).map(|_| ())
}

fn instructing(town: &Town, limit: Limit, text: &str) -> Instruct {
    Instruct { code: town.code(), text: text.into(), limit }
}

fn instructs(town: &mut Town, when: &str, limit: Limit) {
    town.now = at(when);
    let command = instructing(town, limit, "Báo cáo lý do chậm");
    town.act(&hue(), |desk| instruct(desk, command)).unwrap();
}

fn answers(town: &mut Town, who: &Actor, number: Option<u32>, answer: &str) -> Result<(), Vec<&'static str>> {
    let command = AnswerInstruction { code: town.code(), number, answer: answer.into() };
    town.act(who, |desk| answer_instruction(desk, command)).map(|_| ())
}

/// Who may do what from above, and who may answer, to a dossier that Phú Xuân received and Vỹ Dạ
/// decides and has.
#[rustfmt::skip]
const RIGHTS: &str = "
who              look_into     instruct      answer_instruction
province.leader  ok            ok            unknown
province.case    unknown       unknown       unknown
justice.leader   ok            ok            unknown
justice.case     unknown       unknown       unknown
affairs.leader   unknown       unknown       unknown
here.leader      province      province      unit
there.leader     province      province      ok
there.case       province      province      ok
there.reception  province      province      duty
stranger         unknown       unknown       unknown
applicant        person        person        person
clock            person        person        person
";

const WORDS: [(&str, &str); 6] = [
    ("ok", "ok"),
    ("person", "account.officers-only"),
    ("province", "dossier.overseers-only"),
    ("unit", "dossier.not-your-unit"),
    ("duty", "dossier.not-your-duty"),
    ("unknown", "dossier.unknown"),
];

fn actor_of(who: &str) -> Actor {
    match who {
        "province.leader" => hue(),
        "province.case" => officer(PROVINCE_OFFICE, &[Duty::Case]),
        "justice.leader" => justice(),
        "justice.case" => officer("H57.802", &[Duty::Case]),
        "affairs.leader" => officer("H57.801", &[Duty::Leader]),
        "here.leader" => officer(HERE, &[Duty::Leader]),
        "there.leader" => officer(THERE, &[Duty::Leader]),
        "there.case" => officer(THERE, &[Duty::Case]),
        "there.reception" => officer(THERE, &[Duty::Reception]),
        "stranger" => officer(ELSEWHERE, &Duty::ALL),
        "applicant" => citizen(),
        "clock" => Actor::Clock,
        _ => panic!("{who}"),
    }
}

#[test]
fn what_is_done_from_above_is_for_who_oversees_it_and_answered_by_the_agency() {
    let mut town = Town::brought(&[Verb::Accept, Verb::Forward]);
    instructs(&mut town, "2025-07-14T11:00", Limit::WorkingDays(1));
    let mut seen = 0;
    for line in RIGHTS.lines().filter(|line| !line.is_empty()).skip(1) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let actor = actor_of(words[0]);
        let (code, reason) = (town.code(), "kiến nghị số 12".to_string());
        let looking = LookInto { code: code.clone(), reason };
        let instructing = instructing(&town, Limit::WorkingHours(4), "Báo cáo");
        let answering = AnswerInstruction { code, number: None, answer: "Đã xử lý".into() };
        let said = [
            town.ask(&actor, |desk| look_into(desk, looking)),
            town.ask(&actor, |desk| instruct(desk, instructing)),
            town.ask(&actor, |desk| answer_instruction(desk, answering)),
        ];
        for (said, word) in said.into_iter().zip(&words[1..]) {
            let said = said.map_or_else(|refusals| refusals[0].code, |_| "ok");
            let want = WORDS.iter().find(|(short, _)| short == word).expect("a word of the table").1;
            assert_eq!(said, want, "{line}");
        }
        seen += 1;
    }
    assert_eq!(seen, 12);
}

/// The fields of a department on a day; those of one that a province has not go to the next.
#[test]
fn a_department_has_the_fields_that_the_table_gives_it_on_that_day() {
    let law = law::law(ClockStart::Acceptance);
    let hue = UnitCode::parse("46").unwrap();
    for (department, day, want) in [
        (DepartmentField::Justice, "2025-07-14", &["Hộ tịch"][..]),
        (DepartmentField::Justice, "2025-06-30", &[]),
        (DepartmentField::HomeAffairs, "2025-12-31", &["Tín ngưỡng"]),
        (DepartmentField::HomeAffairs, "2026-01-01", &[]),
        (DepartmentField::EthnicityAndReligion, "2025-07-14", &[]),
        (DepartmentField::Health, "2025-07-14", &[]),
    ] {
        let day = Day::parse(day).unwrap();
        let fields: Vec<&str> = law.fields_of_department(department, &hue, day).into_iter().collect();
        assert_eq!(fields, want, "{department:?} on {day}");
    }
}

#[test]
fn a_department_sees_its_fields_in_the_communes_of_its_province_and_only_on_days_of_the_table() {
    let town = Town::brought(&[Verb::Accept, Verb::Forward]);
    let law = law::law(ClockStart::Acceptance);
    let justice = justice();
    let justice = as_officer(&justice);
    let sees = |dossier: &Dossier, day: &str| dossier.is_overseen_by(justice, &law, Day::parse(day).unwrap());
    assert!(sees(town.dossier(), "2025-07-14") && !sees(town.dossier(), "2025-06-30"));
    for (receiving, want) in [(HERE, true), (THERE, true), (ELSEWHERE, false), (PROVINCE_OFFICE, false)] {
        let mut handed_in = town.dossier().clone();
        handed_in.submission.receiving = agency(receiving);
        assert_eq!(sees(&handed_in, "2025-07-14"), want, "handed in at {receiving}");
    }
    let mut other = town.dossier().clone();
    other.submission.procedure = "gone from the catalogue".into();
    assert!(!sees(&other, "2025-07-14"));
}

#[test]
fn a_department_reads_what_it_looked_into_for_as_long_as_the_field_is_its_own() {
    let mut town = Town::brought(&[Verb::Accept, Verb::Forward]);
    town.now = at("2025-07-14T11:00");
    let (code, reason) = (town.code(), "kiến nghị số 12".to_string());
    town.act(&justice(), |desk| look_into(desk, LookInto { code, reason })).unwrap();
    let law = law::law(ClockStart::Acceptance);
    let (justice, affairs) = (justice(), officer("H57.801", &[Duty::Leader]));
    let reads = |who: &Actor, when: &str| town.dossier().is_read_by(as_officer(who), &law, at(when));
    assert!(reads(&justice, "2025-07-14T18:59") && !reads(&justice, "2025-07-14T19:00"));
    assert!(!reads(&affairs, "2025-07-14T12:00"));
    assert!(!town.dossier().is_seen_by(as_officer(&justice)), "reading is not working on it");
}

#[test]
fn looking_into_takes_a_reason_and_lasts_some_hours_and_changes_nothing() {
    let mut town = Town::brought(&[Verb::Accept, Verb::Forward]);
    for (reason, want) in [("", "dossier.reason-missing"), ("  x ", "dossier.reason-missing")] {
        assert_eq!(look(&mut town, "2025-07-14T11:00", reason), Err(vec![want]), "{reason:?}");
    }
    let (hue, other) = (hue(), officer(PROVINCE_OFFICE, &[Duty::Leader, Duty::Case]));
    let (hue, other) = (as_officer(&hue), as_officer(&other));
    let law = law::law(ClockStart::Acceptance);
    let reads = |town: &Town, who: &Officer, when: &str| town.dossier().is_read_by(who, &law, at(when));
    assert!(!reads(&town, hue, "2025-07-14T11:00"), "not yet");
    let before = town.dossier().clone();
    look(&mut town, "2025-07-14T11:00", "kiến nghị số 12").unwrap();
    let last = town.events.last().unwrap();
    assert_eq!((last.fact.kind(), last.reason.as_deref()), ("looked_into", Some("kiến nghị số 12")));
    assert_eq!(last.place.as_str(), PROVINCE_OFFICE);
    for (when, may) in [("2025-07-14T11:00", true), ("2025-07-14T18:59", true), ("2025-07-14T19:00", false)] {
        assert_eq!(reads(&town, hue, when), may, "{when}");
        assert!(!reads(&town, other, when), "another officer looks for themselves");
    }
    assert!(!town.dossier().is_seen_by(hue), "reading is not working on it");
    let actor = Actor::Officer(hue.clone());
    assert_eq!(town.open_to(&actor), [], "nothing may be done to it");
    let after = town.dossier();
    assert_eq!(
        (after.status(), &after.holder, after.due_at(), after.stands_since()),
        (before.status(), &before.holder, before.due_at(), before.stands_since())
    );
    // Again on the next day, for a reason of that day.
    look(&mut town, "2025-07-15T08:00", "kiến nghị số 13").unwrap();
    assert!(reads(&town, hue, "2025-07-15T15:59") && !reads(&town, hue, "2025-07-15T16:00"));
    assert_eq!(town.dossier().looked_into.len(), 1, "only the last time stands in the dossier");
}

#[test]
fn what_is_done_from_above_may_be_done_in_every_status() {
    for status in Status::ALL {
        let mut town = Town::at_status(status);
        look(&mut town, "2025-07-30T09:00", "kiến nghị").unwrap();
        instructs(&mut town, "2025-07-30T09:00", Limit::WorkingHours(4));
        let holder = town.dossier().holder.agency.to_string();
        answers(&mut town, &officer(&holder, &[Duty::Leader]), None, "Đã rõ").unwrap();
        assert_eq!(town.dossier().status(), status, "it stands as it stood");
    }
}

#[test]
fn an_instruction_is_due_by_the_hours_of_the_agency_and_answered_once() {
    let mut town = Town::brought(&[Verb::Accept, Verb::Forward]);
    let due = town.due();
    instructs(&mut town, "2025-07-14T11:00", Limit::WorkingDays(2));
    instructs(&mut town, "2025-07-14T11:00", Limit::WorkingHours(4));
    let open: Vec<_> = town.dossier().instructions_open().map(|one| (one.number, written(one.due))).collect();
    assert_eq!(open, [(1, "2025-07-16T17:00".to_string()), (2, "2025-07-14T17:00".to_string())]);
    assert_eq!(town.due(), due, "the dossier is due as it was");
    let there = officer(THERE, &[Duty::Case]);
    town.now = at("2025-07-15T09:00");
    let late: Vec<_> = town.dossier().instructions.iter().map(|one| one.is_late(town.now)).collect();
    assert_eq!(late, [false, true]);
    assert_eq!(answers(&mut town, &there, Some(2), " "), Err(vec!["dossier.text-missing"]));
    answers(&mut town, &there, Some(2), "Thiếu người, đã bố trí").unwrap();
    assert_eq!(answers(&mut town, &there, Some(2), "lần nữa"), Err(vec!["dossier.no-instruction-open"]));
    answers(&mut town, &there, None, "Đang chờ công an xã").unwrap();
    assert_eq!(answers(&mut town, &there, None, "lần nữa"), Err(vec!["dossier.no-instruction-open"]));
    let said: Vec<_> = town
        .dossier()
        .instructions
        .iter()
        .map(|one| (one.is_late(at("2025-08-01T08:00")), one.answer.as_ref().unwrap().text.as_str()))
        .collect();
    assert_eq!(said, [(false, "Đang chờ công an xã"), (true, "Thiếu người, đã bố trí")]);
}

#[test]
fn everything_that_is_wrong_with_an_instruction_is_said_at_once() {
    let town = Town::brought(&[Verb::Accept]);
    let asked = town.ask(&hue(), |desk| instruct(desk, instructing(&town, Limit::Planned, " ")));
    let said: Vec<_> = asked.unwrap_err().into_iter().map(|why| (why.code, why.field.unwrap())).collect();
    let want = [("dossier.instruction-without-date", "limit"), ("dossier.text-missing", "text")];
    assert_eq!(said, want.map(|(code, field)| (code, field.into())));
    let mut town = town;
    for _ in 0..30 {
        instructs(&mut town, "2025-07-14T11:00", Limit::WorkingDays(1));
    }
    let one_more = instructing(&town, Limit::WorkingDays(1), "Báo cáo");
    let asked = town.ask(&hue(), |desk| instruct(desk, one_more)).unwrap_err();
    assert_eq!((asked[0].code, asked[0].arg("most")), ("dossier.instructions-too-many", Some("30")));
}

#[test]
fn the_agency_that_has_it_and_the_one_that_decides_may_answer_wherever_it_goes() {
    let mut town = Town::brought(&[Verb::Accept]);
    instructs(&mut town, "2025-07-14T11:00", Limit::WorkingDays(1));
    let may = |town: &Town, code: &str| {
        let actor = officer(code, &[Duty::Leader]);
        town.dossier().instruction_for(as_officer(&actor), None, None).is_ok()
    };
    assert!(may(&town, HERE) && may(&town, THERE), "one has it, the other decides");
    town.does("2025-07-14T11:30", &officer(HERE, &Duty::ALL), Verb::Forward);
    assert!(!may(&town, HERE) && may(&town, THERE));
}

#[test]
fn a_dossier_stands_since_its_status_or_its_desk_changed() {
    let mut town = Town::new();
    town.act(&citizen(), |desk| submit(desk, handing_in())).unwrap();
    let all = officer(HERE, &Duty::ALL);
    let since = |town: &Town| written(town.dossier().stands_since());
    assert_eq!(since(&town), "2025-07-14T09:00");
    town.does("2025-07-14T10:00", &all, Verb::Accept);
    assert_eq!(since(&town), "2025-07-14T10:00");
    instructs(&mut town, "2025-07-14T10:30", Limit::WorkingDays(1));
    look(&mut town, "2025-07-14T10:40", "kiến nghị").unwrap();
    assert_eq!(since(&town), "2025-07-14T10:00", "nothing moved it");
    town.does("2025-07-14T11:00", &all, Verb::Forward);
    assert_eq!(since(&town), "2025-07-14T11:00");
    town.does("2025-07-14T13:30", &all, Verb::AskOpinion);
    assert_eq!(since(&town), "2025-07-14T11:00", "it stays where it is");
    // As it was stored before this was kept.
    let mut stored = town.dossier().clone();
    stored.stage_at = None;
    assert_eq!(written(stored.stands_since()), "2025-07-14T13:30");
}

/// Due on Thursday 17 July 2025 at 17:00; the weekend is free.
#[test]
fn a_dossier_is_soon_late_when_at_most_one_working_day_is_left() {
    let law = law::law(ClockStart::Acceptance);
    for (due, now, want) in [
        ("2025-07-17T17:00", "2025-07-15T23:59", Lateness::InTime),
        ("2025-07-17T17:00", "2025-07-16T00:00", Lateness::Soon),
        ("2025-07-17T17:00", "2025-07-17T17:00", Lateness::Soon),
        ("2025-07-17T17:00", "2025-07-17T17:01", Lateness::Late),
        // Friday is the last working day before Monday.
        ("2025-07-21T17:00", "2025-07-17T17:00", Lateness::InTime),
        ("2025-07-21T17:00", "2025-07-18T08:00", Lateness::Soon),
        ("2025-07-21T17:00", "2025-07-20T08:00", Lateness::Soon),
        ("2025-07-22T17:00", "2025-07-20T08:00", Lateness::InTime),
    ] {
        assert_eq!(lateness(&law.calendar, at(due), at(now)), want, "due {due}, now {now}");
    }
    let soon = soon_late_before(&law.calendar, at("2025-07-18T10:00"));
    assert_eq!(written(soon), "2025-07-22T00:00");
}

#[test]
fn only_a_limit_that_runs_can_be_late() {
    let law = law::law(ClockStart::Acceptance);
    let later = at("2025-12-01T08:00");
    for status in Status::ALL {
        let town = Town::at_status(status);
        let want = matches!(status, Status::Accepted | Status::InProcess).then_some(Lateness::Late);
        assert_eq!(town.dossier().lateness(&law, later), want, "{status:?}");
    }
}

#[test]
fn whoever_only_knows_the_code_is_not_told_what_offices_say_among_themselves() {
    let mut town = Town::brought(&[Verb::Accept, Verb::Forward]);
    look(&mut town, "2025-07-14T11:00", "kiến nghị").unwrap();
    instructs(&mut town, "2025-07-14T11:00", Limit::WorkingDays(1));
    answers(&mut town, &officer(THERE, &[Duty::Case]), None, "Đã rõ").unwrap();
    let open: Vec<_> = town.events.iter().filter(|e| !e.fact.is_private()).map(|e| e.fact.kind()).collect();
    assert_eq!(open, ["submitted", "accepted", "forwarded"]);
    let private = town.events.iter().filter(|event| event.fact.is_private());
    assert!(private.clone().all(|event| event.fact.milestone().is_none()), "nor are other systems");
    assert_eq!(private.count(), 3);
}

#[test]
fn handing_a_dossier_to_a_colleague_does_not_begin_its_stage_again() {
    let mut town = Town::brought_of("p", &[Verb::Accept, Verb::Forward]);
    let since = town.dossier().stage_at;
    let Actor::Officer(her) = officer(THERE, &[Duty::Case]) else { unreachable!() };
    town.accounts.push(Account::of(her.clone(), town.now));
    town.now = at("2025-07-16T10:00");
    let command = Reassign { code: town.code(), to_officer: Some(her.id), reason: "nghỉ ốm".into() };
    town.act(&officer(THERE, &[Duty::Leader]), |desk| reassign(desk, command)).unwrap();
    assert!(since.is_some());
    assert_eq!(town.dossier().stage_at, since);
}

#[test]
fn for_an_agency_without_accounts_the_desk_that_sent_the_dossier_answers() {
    let mut town = Town::new();
    let levied = Submit { procedure: "levied".into(), ..handing_in() };
    town.act(&citizen(), |desk| submit(desk, levied)).unwrap();
    let here = officer(HERE, &[Duty::Reception]);
    town.does("2025-07-14T10:00", &here, Verb::Accept);
    town.does("2025-07-14T10:10", &here, Verb::Forward);
    let text = "Báo cáo tiến độ".to_string();
    let command = Instruct { code: town.code(), text, limit: Limit::WorkingDays(1) };
    town.act(&officer(PROVINCE_OFFICE, &[Duty::Leader]), |desk| instruct(desk, command)).unwrap();
    let says = |town: &Town, who: &Actor| {
        let answer =
            AnswerInstruction { code: town.code(), number: None, answer: "Đã gửi công văn".into() };
        town.ask(who, |desk| answer_instruction(desk, answer)).map_or_else(|all| all[0].code, |_| "ok")
    };
    for (who, want) in [
        (&here, "ok"),
        (&officer(HERE, &[Duty::Leader]), "ok"),
        (&officer(HERE, &[Duty::Registry]), "dossier.not-your-unit"),
        (&officer(ELSEWHERE, &Duty::ALL), "dossier.unknown"),
    ] {
        assert_eq!(says(&town, who), want);
    }
    // As soon as somebody is there for the work, nobody answers for the agency.
    town.accounts.push(staff_of("H57.301", town.now));
    assert_eq!(says(&town, &here), "dossier.not-your-unit");
    assert_eq!(says(&town, &officer("H57.301", &[Duty::Case])), "ok");
}
