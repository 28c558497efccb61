//! A list of staff, as offices keep it, line by line.

use super::accounts::{account, law};
use super::{HERE, PROVINCE_OFFICE, THERE, officer};
use crate::account::staff_list::{StaffDefaults, StaffNote, StaffPlan, planned};
use crate::account::{Account, GivenDuty};
use crate::act::Actor;
use crate::catalogue::Duty;
use crate::document::SheetLine;
use crate::memory::Memory;
use crate::{Day, Halt};

const HEAD: &str = "STT|Họ và tên *|Đơn vị|Số CCCD|Chức vụ|E-mail|Nhiệm vụ|Từ ngày|Đến ngày";

/// The lines of a list, cells parted by bars; an empty line has none.
fn sheet(lines: &[&str]) -> Vec<SheetLine> {
    let line = |(at, text): (usize, &&str)| SheetLine {
        number: at + 1,
        cells: text.split('|').map(str::to_string).collect(),
    };
    lines.iter().enumerate().map(line).collect()
}

fn keeper() -> Actor {
    officer(PROVINCE_OFFICE, &[Duty::Staff])
}

fn judged(
    actor: &Actor,
    accounts: &[Account],
    lines: &[&str],
    defaults: &StaffDefaults,
) -> Result<StaffPlan, Vec<&'static str>> {
    let mut read = Memory { accounts: accounts.to_vec(), ..Memory::default() };
    let today = Day::parse("2025-07-14").unwrap();
    planned(&law(), actor, today, &mut read, &sheet(lines), defaults).map_err(|halt| match halt {
        Halt::Refused(all) => all.iter().map(|refusal| refusal.code).collect(),
        Halt::Broke(fault) => panic!("{fault}"),
    })
}

/// What is wrong: line, field, code.
fn wrong(plan: &StaffPlan) -> Vec<(usize, String, &'static str)> {
    let told = |wrong: &crate::account::staff_list::StaffWrong| {
        (wrong.line, wrong.refusal.field.as_deref().unwrap_or_default().to_string(), wrong.refusal.code)
    };
    plan.wrong.iter().map(told).collect()
}

#[test]
fn a_list_with_titles_above_and_footnotes_below_is_read_as_people_read_it() {
    let plan = judged(
        &keeper(),
        &[],
        &[
            "ỦY BAN NHÂN DÂN THÀNH PHỐ",
            "DANH SÁCH CÁN BỘ, CÔNG CHỨC",
            "",
            HEAD,
            "|I. LÃNH ĐẠO",
            "1|Lê Thị Na|H57.101|46090001234|Chủ tịch|NA@a.vn|Lãnh đạo||",
            "2|Trần Văn An|h57.101|046090001235|PCT||tiếp nhận; thụ lý|1/7/2025|31/12/2025",
            "3|Trần Văn An|H57.101||||Case||",
            "4|Trần Văn An|H57.101||Chuyên viên|an2@a.vn|Văn thư||",
            "* Danh sách có 4 người",
            "5|Ai Đó|H57.101|046090009999||||",
        ],
        &StaffDefaults::default(),
    );
    let plan = plan.unwrap();
    assert_eq!(wrong(&plan), [(8, "identity".to_string(), "staff.key-missing")]);
    assert_eq!(plan.unread, ["STT"]);
    let ids: Vec<(&str, &str)> = plan
        .accounts
        .iter()
        .map(|one| (one.open.id.as_str(), one.open.particulars.identity.as_str()))
        .collect();
    assert_eq!(
        ids,
        [("nalt", "046090001234"), ("antv", "046090001235"), ("antv2", "")],
        "namesakes stay two"
    );
    let an = &plan.accounts[1].open;
    let until = GivenDuty { duty: Duty::Case, from: Day::parse("2025-07-01"), to: Day::parse("2025-12-31") };
    assert_eq!(an.dated[1], until);
    assert_eq!(an.particulars.position, "PCT", "a position is no duty");
    let notes: Vec<(usize, &StaffNote)> = plan.notes.iter().map(|(line, note)| (*line, note)).collect();
    assert_eq!(
        notes,
        [
            (5, &StaffNote::NoPerson("I. LÃNH ĐẠO".into())),
            (6, &StaffNote::ZerosRestored("046090001234".into())),
            (9, &StaffNote::Namesake { other: 7 }),
            (10, &StaffNote::Ends("* Danh sách có 4 người".into())),
        ]
    );
}

#[test]
fn each_mistake_is_told_with_its_line_its_column_and_its_reason() {
    let mut known = account("cu", HERE, &[Duty::Leader]);
    known.particulars.identity = "046090005555".into();
    let head = account("dau", THERE, &[Duty::Leader]);
    let line = |rest: &str| format!("1|{rest}");
    for (rows, want) in [
        (&["Na|H57.999|046090001234|||case||"][..], &[(2, "agency", "account.unknown-agency")][..]),
        (&["Na||046090001234|||case||"], &[(2, "agency", "staff.agency-missing")]),
        (&["Na|H57.101|4.609E+10|||case||"], &[(2, "identity", "staff.number-lost")]),
        (&["Na|H57.101|12345|||case||"], &[(2, "identity", "identity.not-twelve-digits")]),
        (&["Na|H57.101||||case||"], &[(2, "identity", "staff.key-missing")]),
        (
            &["Na|H57.101||||vua||"],
            &[(2, "identity", "staff.key-missing"), (2, "duty", "staff.unknown-duty")],
        ),
        (&["Na|H57.101|046090001234|||||"], &[(2, "duty", "staff.duty-missing")]),
        (
            &["Na|H57.101|046090001234|||quản trị cán bộ||"],
            &[(2, "duty", "account.duty-above"), (2, "duty", "account.staff-elsewhere")],
        ),
        (&["Na|H57.101|046090001234|||case|31/2/2025|"], &[(2, "from", "account.date")]),
        (&["Na|H57.101|046090001234|||case|2/7/2025|1/7/2025"], &[(2, "to", "account.ends-before")]),
        (&["Na|H57.101|046090001234||x|case||"], &[(2, "email", "account.email-shape")]),
        (
            &["Na|H57.101|046090001234|||case||", "Na|H57.101|046090001234|||case||"],
            &[(3, "identity", "staff.doubled")],
        ),
        (
            &["Na|H57.101|046090001234|||case|1/7/2025|", "Na|H57.101|046090001234|||case|1/8/2025|"],
            &[(2, "duty", "account.dates-overlap")],
        ),
        (&["Na|H57.101|046090001234|||case||31/7/2025", "Na|H57.101|046090001234|||case|1/8/2025|"], &[]),
        (
            &["Na|H57.101|046090001234|||case||", "Na|H57.103|046090001234|||case||"],
            &[(3, "agency", "staff.two-accounts")],
        ),
        (
            &["Na|H57.101|046090001234|||case||", "Bình|H57.101|046090001234|||registry||"],
            &[(3, "identity", "staff.key-of-another")],
        ),
        (
            &["Na|H57.101|046090001234||a@a.vn|case||", "Na|H57.101|046090001235||a@a.vn|case||"],
            &[(3, "email", "staff.email-of-another")],
        ),
        (&["Bình|H57.101|046090005555|||case||"], &[(2, "identity", "account.person-known")]),
        (&["Na|H57.201|046090001234|||case||"], &[(2, "agency", "staff.no-head")]),
        (&["Na|H57.201|046090001234|||lãnh đạo||"], &[]),
        (&["Na|UBND phường Phú Xuân|046090001234|||case||"], &[]),
        (&["Na|phường vỹ dạ|046090001234|||case||"], &[]),
    ] {
        let rows: Vec<String> = rows.iter().map(|row| line(row)).collect();
        let lines: Vec<&str> = [HEAD].into_iter().chain(rows.iter().map(String::as_str)).collect();
        let plan =
            judged(&keeper(), &[known.clone(), head.clone()], &lines, &StaffDefaults::default()).unwrap();
        let told = wrong(&plan);
        let told: Vec<_> = told.iter().map(|(line, field, code)| (*line, field.as_str(), *code)).collect();
        assert_eq!(told, want, "{rows:?}");
    }
}

#[test]
fn a_person_who_is_there_already_is_left_alone_and_a_list_of_one_agency_needs_no_column() {
    let mut na = account("na", HERE, &[Duty::Leader]);
    na.officer.name = "Lê Thị Na".into();
    na.particulars.email = "na@a.vn".into();
    let defaults = StaffDefaults { agency: Some(super::agency(HERE)), duties: vec![Duty::Case] };
    let head = "Họ tên|Đơn vị|Email";
    let lines =
        [head, "Lê Thị Na|Phòng Kinh tế|na@a.vn", "Lê Văn Ba|Phòng Kinh tế|ba@a.vn", "Tư|H57.103|tu@a.vn"];
    let head_of_here = officer(HERE, &[Duty::Leader]);
    let plan = judged(&head_of_here, &[na], &lines, &defaults).unwrap();
    assert_eq!(plan.known.iter().map(|(line, id)| (*line, id.0.as_str())).collect::<Vec<_>>(), [(2, "na")]);
    assert_eq!(plan.accounts.len(), 1);
    assert_eq!(plan.accounts[0].open.dated, [GivenDuty::always(Duty::Case)]);
    assert_eq!(wrong(&plan), [(4, "agency".to_string(), "staff.other-agency")]);
    assert!(plan.notes.contains(&(3, StaffNote::UnitLeftOut("Phòng Kinh tế".into()))));
}

#[test]
fn what_is_no_list_is_refused_as_a_whole() {
    let none = StaffDefaults::default();
    for (lines, want) in [
        (&["Tên|Tuổi", "Na|3"][..], "staff.no-heading"),
        (&[][..], "staff.no-heading"),
        (&["Họ tên|Email|Thư điện tử", "Na|a@a.vn|b@a.vn"], "staff.column-twice"),
    ] {
        assert_eq!(judged(&keeper(), &[], lines, &none).map(drop).unwrap_err(), [want], "{lines:?}");
    }
    let empty = judged(&keeper(), &[], &["Họ tên|Email"], &none).unwrap();
    assert_eq!(wrong(&empty), [(0, "list".to_string(), "staff.nobody")]);
    let clerk = officer(HERE, &[Duty::Case]);
    assert_eq!(judged(&clerk, &[], &[HEAD], &none).map(drop).unwrap_err(), ["account.not-yours"]);
}

#[test]
fn a_list_that_goes_on_and_on_is_refused_and_not_compared_for_ever() {
    // One person on ten thousand lines, each with other days.
    let rows: Vec<String> = (0..10_000)
        .map(|at| {
            let day = Day::parse("2025-07-14").unwrap().plus(at);
            format!("{at}|Nguyễn Văn An|H57.101|046090001234|||lãnh đạo|{0}|{0}", day.vn())
        })
        .collect();
    let lines: Vec<&str> = [HEAD].into_iter().chain(rows.iter().map(String::as_str)).collect();
    let plan = judged(&keeper(), &[], &lines, &StaffDefaults::default()).unwrap();
    let told = wrong(&plan);
    assert_eq!(told.len(), 10_000 - 50);
    assert_eq!(told[0], (52, "duty".to_string(), "account.duties-many"));
    // One cell with a hundred thousand duties is told once.
    let cell = format!("1|Na|H57.101|046090001234|||{}||", "vua;".repeat(100_000));
    let plan = judged(&keeper(), &[], &[HEAD, &cell], &StaffDefaults::default()).unwrap();
    assert_eq!(wrong(&plan), [(2, "duty".to_string(), "account.duties-many")]);
    // More people than one order makes are told before anything is confirmed.
    let rows: Vec<String> =
        (0..5_001).map(|at| format!("{at}|Nguyễn Văn An|H57.101|046090{at:06}|||lãnh đạo||")).collect();
    let lines: Vec<&str> = [HEAD].into_iter().chain(rows.iter().map(String::as_str)).collect();
    let plan = judged(&keeper(), &[], &lines, &StaffDefaults::default()).unwrap();
    assert_eq!(wrong(&plan), [(0, "list".to_string(), "staff.too-long")]);
}

#[test]
fn nine_hundred_people_are_judged_in_a_moment() {
    let rows: Vec<String> =
        (0..900).map(|at| format!("{at}|Nguyễn Văn An|H57.101|046090{at:06}|||lãnh đạo||")).collect();
    let lines: Vec<&str> = [HEAD].into_iter().chain(rows.iter().map(String::as_str)).collect();
    let plan = judged(&keeper(), &[], &lines, &StaffDefaults::default()).unwrap();
    assert_eq!((plan.accounts.len(), wrong(&plan).len()), (900, 0));
    let ids: std::collections::BTreeSet<&str> =
        plan.accounts.iter().map(|one| one.open.id.as_str()).collect();
    assert_eq!(ids.len(), 900);
}

#[test]
fn what_the_first_line_of_a_person_leaves_out_the_second_says_and_no_key_serves_two() {
    let head = account("dau", HERE, &[Duty::Leader]);
    let plan = |lines: &[&str]| {
        let lines: Vec<&str> = [HEAD].iter().chain(lines).copied().collect();
        judged(&keeper(), std::slice::from_ref(&head), &lines, &StaffDefaults::default()).unwrap()
    };
    let joined = plan(&[
        "1|Nguyễn Thị Mai|H57.101|||mai@a.vn|case||",
        "2|Nguyễn Thị Mai|H57.101|046190001234|Phó phòng|mai@a.vn|văn thư||",
    ]);
    let known = &joined.accounts[0].open.particulars;
    assert_eq!(wrong(&joined), []);
    assert_eq!((known.identity.as_str(), known.position.as_str()), ("046190001234", "Phó phòng"));
    let other = |lines: &[&str]| wrong(&plan(lines));
    for (third, want) in [
        ("3|Trần Văn Ba|H57.101|046190001234|||case||", (4, "identity".to_string(), "staff.key-of-another")),
        (
            "3|Nguyễn Thị Mai|H57.101|046190001234|Trưởng phòng||leader||",
            (4, "position".into(), "staff.line-differs"),
        ),
        ("3|Nguyễn Thị Mai|H57.101|046190001234||m@a.vn|leader||", (4, "email".into(), "staff.line-differs")),
    ] {
        let said = other(&[
            "1|Nguyễn Thị Mai|H57.101|||mai@a.vn|case||",
            "2|Nguyễn Thị Mai|H57.101|046190001234|Phó phòng|mai@a.vn|văn thư||",
            third,
        ]);
        assert_eq!(said, [want], "{third}");
    }
    let of_two = other(&[
        "1|Trần Một|H57.101|046190078001|||case||",
        "2|Lê Hai|H57.101||| hai@a.vn|case||",
        "3|Lê Hai|H57.101|046190078001||hai@a.vn|văn thư||",
    ]);
    assert_eq!(of_two, [(4, "identity".to_string(), "staff.key-of-another")]);
}

#[test]
fn a_leader_of_the_past_is_no_head() {
    let lines = [
        HEAD,
        "1|Trần Cũ|H57.101|046190078001|||leader|01/01/2020|31/12/2020",
        "2|Lê Hai|H57.101|046190078002|||case||",
    ];
    let plan = judged(&keeper(), &[], &lines, &StaffDefaults::default()).unwrap();
    assert_eq!(wrong(&plan), [(2, "agency".to_string(), "staff.no-head")]);
}
