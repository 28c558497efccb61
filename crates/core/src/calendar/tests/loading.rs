//! What the loader accepts, and what it says about what it does not.

use super::super::{DayKind, OfficeHoursSet, WorkingCalendar};
use super::{SHIPPED_HOURS, day, shipped};
use crate::{BadData, Trust};

/// A calendar file of one year. Its entries begin on line 4, one a line.
fn year_file(year: i32, days: &[&str]) -> String {
    let list = days.iter().map(|day| format!("  {{ {day} }},\n")).collect::<String>();
    format!("year = {year}\nstatus = \"announced\"\nday = [\n{list}]\n")
}

/// `2026-01-02 swap_off 2026-01-10` as an entry.
fn entry(text: &str) -> String {
    let mut words = text.split(' ');
    let (date, kind) = (words.next().unwrap(), words.next().unwrap());
    let partner = words.next().map(|p| format!(", partner = \"{p}\"")).unwrap_or_default();
    format!(
        r#"date = "{date}", name = "Nghỉ", name_en = "Rest", kind = "{kind}", trust = "assumed"{partner}"#
    )
}

fn faults(files: &[(&str, &str)]) -> Vec<String> {
    WorkingCalendar::read(files).err().unwrap_or_default().iter().map(in_short).collect()
}

fn in_short(bad: &BadData) -> String {
    let line = bad.line.map_or("-".into(), |line| line.to_string());
    format!("{}:{line} {} {}", bad.file, bad.field, bad.why.code.trim_start_matches("calendar."))
}

#[test]
fn the_shipped_calendars_say_what_they_should() {
    let calendar = shipped();
    assert!(calendar.days().is_sorted_by_key(|special| special.day));
    assert!(calendar.years().map(|record| record.year).eq(2025..=2027));
    for special in calendar.days() {
        let sure = special.trust == Trust::Verified;
        assert_eq!(sure, special.source.is_some(), "{}: verified means that a text is named", special.day);
        if special.kind == DayKind::Compensation {
            assert!(special.partner.is_some(), "{}", special.day);
        }
    }
    let swap = calendar.special(day("2026-01-02")).unwrap();
    assert_eq!((swap.kind, swap.partner), (DayKind::SwapOff, Some(day("2026-01-10"))));
    assert_eq!(swap.source.as_deref(), Some("VB 12729/VPCP-KGVX"));
    assert_eq!(calendar.special(day("2026-01-05")), None);
    for (date, covered) in
        [("2024-12-31", false), ("2025-01-01", true), ("2027-12-31", true), ("2028-01-01", false)]
    {
        assert_eq!(calendar.covers(day(date)), covered, "{date}");
    }
}

#[test]
fn the_shipped_hours_are_assumed() {
    let set = OfficeHoursSet::read(&[SHIPPED_HOURS]).unwrap();
    let told: Vec<_> = set
        .iter()
        .map(|h| (h.name.as_str(), h.minutes_a_day(day("2025-07-01")), h.trust_on(day("2025-07-01"))))
        .collect();
    assert_eq!(told, [("early", 480, Trust::Assumed), ("standard", 450, Trust::Assumed)]);
    assert!(set.get("Standard").is_none());
}

#[test]
fn a_gap_between_two_years_is_ordinary_weeks_and_not_covered() {
    let (first, last) = (year_file(2025, &[&entry("2025-01-01 off")]), year_file(2027, &[]));
    let calendar = WorkingCalendar::read(&[("b", &last), ("a", &first)]).unwrap();
    assert!(!calendar.covers(day("2026-06-01")) && calendar.covers(day("2027-06-01")));
    assert!(calendar.is_working(day("2026-01-01")) && !calendar.is_working(day("2026-01-03")));
    assert!(!calendar.is_working(day("2025-01-01")));
}

#[test]
fn a_swap_may_cross_the_new_year() {
    let old = year_file(2025, &[&entry("2025-12-27 swap_worked 2026-01-02")]);
    let new = year_file(2026, &[&entry("2026-01-02 swap_off 2025-12-27")]);
    assert!(WorkingCalendar::read(&[("2025", &old), ("2026", &new)]).is_ok());
    assert_eq!(faults(&[("2026", &new)]), ["2026:4 day[0].partner partner-not-listed"]);
    // What an unreadable file would have said is not known, so it is not missed.
    assert_eq!(faults(&[("2025", "year = ["), ("2026", &new)]), ["2025:1  data.syntax"]);
}

#[test]
fn a_fault_is_told_with_its_line_and_field() {
    let table: [(&[&str], &[&str]); 17] = [
        (&["2026-02-29 off"], &["f:4 day[0].date date-not-real"]),
        (&["2026-1-1 off"], &["f:4 day[0].date date-not-real"]),
        (&["2026-01-01 off", "2026-01-01 off"], &["f:5 day[1].date day-twice"]),
        (&["2026-04-27 off", "2026-04-27 compensation"], &["f:5 day[1].date day-twice"]),
        (&["2027-01-01 off"], &["f:4 day[0].date date-of-other-year"]),
        (&["2026-01-01 holiday"], &["f:4 day[0].kind kind-unknown"]),
        (&["2026-01-01 Off"], &["f:4 day[0].kind kind-unknown"]),
        (&["2026-01-02 swap_off"], &["f:4 day[0].partner partner-missing"]),
        (&["2026-01-10 swap_worked"], &["f:4 day[0].partner partner-missing"]),
        (&["2026-01-02 swap_off 2026-01-10"], &["f:4 day[0].partner partner-not-listed"]),
        (&["2026-01-02 swap_off 2026-01-32"], &["f:4 day[0].partner date-not-real"]),
        (
            &["2026-01-02 swap_off 2026-01-09", "2026-01-09 swap_worked 2026-01-02"],
            &["f:5 day[1].kind worked-anyway"],
        ),
        (
            &["2026-01-03 swap_off 2026-01-10", "2026-01-10 swap_worked 2026-01-03"],
            &["f:4 day[0].kind off-anyway"],
        ),
        (&["2026-01-03 compensation"], &["f:4 day[0].kind off-anyway"]),
        (&["2026-01-01 off 2026-01-10"], &["f:4 day[0].partner partner-unwanted"]),
        (
            &["2026-01-02 swap_off 2026-01-10", "2026-01-10 swap_worked 2026-01-05"],
            &["f:4 day[0].partner partner-disagrees", "f:5 day[1].partner partner-not-listed"],
        ),
        (
            &["2026-01-01 off", "2026-01-05 compensation 2026-01-01"],
            &["f:5 day[1].partner partner-disagrees"],
        ),
    ];
    for (entries, want) in table {
        let entries: Vec<_> = entries.iter().map(|text| entry(text)).collect();
        let file = year_file(2026, &entries.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(faults(&[("f", &file)]), want, "{file}");
    }
}

#[test]
fn faults_of_a_file_as_a_whole_are_told_too() {
    let entry = r#"day = [{ date = "2026-01-01", name = " ", name_en = "", kind = "off", trust = "sure" }]"#;
    let table = [
        ("year = 1975\nstatus = \"announced\"".into(), vec!["f:1 year year-out-of-range"]),
        ("year = 2200\nstatus = \"announced\"".into(), vec!["f:1 year year-out-of-range"]),
        ("year = 2026\nstatus = \"sure\"".into(), vec!["f:2 status status-unknown"]),
        ("year = 2026".into(), vec!["f:1  data.syntax"]),
        ("year = 2026\nstatus = \"announced\"\nyaer = 1".into(), vec!["f:3  data.syntax"]),
        ("year = \"2026\"\nstatus = \"announced\"".into(), vec!["f:1  data.syntax"]),
        (
            format!("year = 2026\nstatus = \"announced\"\n\n{entry}"),
            vec![
                "f:4 day[0].name name-missing",
                "f:4 day[0].name_en name-missing",
                "f:4 day[0].trust trust-unknown",
            ],
        ),
    ];
    for (text, want) in table {
        let text: String = text;
        assert_eq!(faults(&[("f", &text)]), want, "{text}");
    }
    let once = year_file(2026, &[]);
    assert_eq!(faults(&[("a", &once), ("b", &once)]), ["b:1 year year-twice"]);
}

#[test]
fn every_fault_of_every_file_is_told_at_once() {
    let first = year_file(2025, &[&entry("2025-02-30 off"), &entry("2025-01-01 feast")]);
    let swap = ["2026-01-02 swap_off 2026-01-10", "2026-01-09 swap_worked 2026-01-02"].map(entry);
    let second = year_file(2026, &[&swap[0], &swap[1]]);
    let told = faults(&[("a", &first), ("b", &second), ("c", "=")]);
    assert_eq!(
        told,
        [
            "a:4 day[0].date date-not-real",
            "a:5 day[1].kind kind-unknown",
            "b:5 day[1].kind worked-anyway",
            "c:1  data.syntax",
            "b:4 day[0].partner partner-not-listed",
        ]
    );
    let facts = &WorkingCalendar::read(&[("a", &first)]).unwrap_err()[0].why;
    assert_eq!(facts.arg("date"), Some("2025-02-30"));
}

#[test]
fn hours_that_cannot_be_are_told_with_their_line_and_field() {
    let table = [
        ("", vec!["f:3 hours[0].spans spans-empty"]),
        (r#""07:30-07:30""#, vec!["f:3 hours[0].spans[0] span-backwards"]),
        (r#""11:30-07:30""#, vec!["f:3 hours[0].spans[0] span-backwards"]),
        (r#""13:30-17:00", "07:30-11:30""#, vec!["f:3 hours[0].spans[1] spans-out-of-order"]),
        (r#""07:30-11:30", "11:29-17:00""#, vec!["f:3 hours[0].spans[1] spans-out-of-order"]),
        (r#""7:30-11:30""#, vec!["f:3 hours[0].spans[0] span-unreadable"]),
        (r#""07:60-11:30""#, vec!["f:3 hours[0].spans[0] span-unreadable"]),
        (r#""07:30-24:00""#, vec!["f:3 hours[0].spans[0] span-unreadable"]),
        (r#""07:30–11:30""#, vec!["f:3 hours[0].spans[0] span-unreadable"]),
        (
            r#""x", "07:30", "13:30-17:00""#,
            vec!["f:3 hours[0].spans[0] span-unreadable", "f:3 hours[0].spans[1] span-unreadable"],
        ),
        (r#""00:00-23:59""#, vec![]),
    ];
    for (spans, want) in table {
        let text = format!("[[hours]]\nname = \"x\"\nspans = [{spans}]\ntrust = \"assumed\"");
        let bad = OfficeHoursSet::read(&[("f", &text)]).err().unwrap_or_default();
        assert_eq!(bad.iter().map(in_short).collect::<Vec<_>>(), want, "{spans}");
    }
    let text = "[[hours]]\nname = \"x\"\nspans = []\ntrust = \"sure\"\n\
                [[hours]]\nname = \"x\"\nspans = [\"07:30-11:30\"]\ntrust = \"assumed\"\n\
                [[hours]]\nname = \"\"\nspans = [\"07:30-11:30\"]\ntrust = \"assumed\"\n";
    let bad = OfficeHoursSet::read(&[("f", text), ("g", "hours = 3")]).unwrap_err();
    assert_eq!(
        bad.iter().map(in_short).collect::<Vec<_>>(),
        [
            "f:4 hours[0].trust trust-unknown",
            "f:3 hours[0].spans spans-empty",
            "f:6 hours[1].name hours-twice",
            "f:10 hours[2].name name-missing",
            "g:1  data.syntax",
        ]
    );
}

#[test]
fn hours_that_change_are_read_in_order_and_every_mistake_is_named() {
    let since = |day: &str, spans: &str, article: &str, trust: &str| {
        format!(
            "[[hours.since]]\nday = \"{day}\"\nspans = [{spans}]\narticle = \"{article}\"\ntrust = \"{trust}\"\n"
        )
    };
    let summer = || since("2026-04-16", r#""07:00-11:30""#, "QĐ 1", "verified");
    let table = [
        (summer(), vec![]),
        (summer() + &since("2026-10-16", r#""07:30-11:30""#, "QĐ 2", "assumed"), vec![]),
        (
            summer() + &since("2026-04-16", r#""07:30-11:30""#, "QĐ 2", "assumed"),
            vec!["f:11 hours[0].since[1].day hours-out-of-order"],
        ),
        (
            since("2026-02-30", "", " ", "sure"),
            vec![
                "f:6 hours[0].since[0].day date-not-real",
                "f:8 hours[0].since[0].article clock.article-missing",
                "f:7 hours[0].since[0].spans spans-empty",
                "f:9 hours[0].since[0].trust trust-unknown",
            ],
        ),
        (
            since("2026-04-16", r#""13:00-12:00""#, "QĐ 1", "verified"),
            vec!["f:7 hours[0].since[0].spans[0] span-backwards"],
        ),
    ];
    for (since, want) in table {
        let head = "[[hours]]\nname = \"x\"\nspans = [\"08:00-16:00\"]\ntrust = \"assumed\"\n";
        let text = format!("{head}{since}");
        let read = OfficeHoursSet::read(&[("f", &text)]);
        let bad = read.as_ref().err().map(|bad| bad.iter().map(in_short).collect::<Vec<_>>());
        assert_eq!(bad.unwrap_or_default(), want, "{since}");
        if let Ok(set) = read {
            let hours = set.get("x").unwrap();
            let on = |text| (hours.close(day(text)), hours.trust_on(day(text)));
            assert_eq!(on("2026-04-15"), (960, Trust::Assumed));
            assert_eq!(on("2026-04-16"), (690, Trust::Verified));
            assert_eq!(hours.minutes_a_day(day("2026-05-01")), 270);
        }
    }
}
