//! The dated rules of the clock: what holds on which day, and every mistake named.

use super::super::{ClockRules, Limit, RULES, WorkingCalendar, due_at};
use super::{day, moment, standard, written};
use crate::Trust;

const FILE: &str = include_str!("../../../../../catalogue/clock.toml");

fn codes(text: &str) -> Vec<(Option<usize>, &'static str)> {
    match ClockRules::read(&[("clock.toml", text)]) {
        Ok(_) => Vec::new(),
        Err(bad) => bad.iter().map(|bad| (bad.line, bad.why.code)).collect(),
    }
}

#[test]
fn the_file_of_the_catalogue_has_the_numbers_that_the_texts_give() {
    let rules = ClockRules::read(&[("clock.toml", FILE)]).unwrap();
    let today = day("2026-11-25");
    assert_eq!(rules.acknowledge_within(today).value, Limit::WorkingHours(8));
    assert_eq!(rules.outage_notice(today).value, Limit::WorkingDays(7));
    assert_eq!(rules.ask_supplement_within(today).value, Limit::WorkingDays(3));
    assert_eq!(rules.extend_before(today).value, 1);
    assert_eq!(rules.extensions_most(today).value, 1);
    assert_eq!(rules.lost_day(today).trust, Trust::Assumed, "no text says so");
    assert!(rules.supplement_restarts(today).article.contains("Điều 19 khoản 4"));
    assert_eq!(rules.set_in(WorkingCalendar::default()).same_day_cut(today), super::super::SAME_DAY_CUT);
}

#[test]
fn a_rule_holds_from_its_day_on() {
    let two = FILE.replace(
        "value = \"15:00\"\nfrom = \"2016-01-01\"",
        "value = \"15:00\"\nfrom = \"2016-01-01\"\nto = \"2026-11-24\"",
    ) + "\n[[rule]]\nname = \"same_day_cut\"\nvalue = \"14:00\"\nfrom = \"2026-11-25\"\narticle = \"x\"\ntrust = \"assumed\"\n";
    let rules = ClockRules::read(&[("clock.toml", &two)]).unwrap();
    let calendar = rules.set_in(WorkingCalendar::default());
    for (received, due) in [
        ("2026-11-23T14:30", "2026-11-23T17:00"),
        ("2026-11-25T14:00", "2026-11-25T17:00"),
        ("2026-11-25T14:01", "2026-11-26T17:00"),
        // Before the first day of a rule, its first value.
        ("2010-06-01T14:30", "2010-06-01T17:00"),
    ] {
        let at = due_at(moment(received), Limit::SameDay, &calendar, &standard()).unwrap().unwrap();
        assert_eq!(written(at), due, "{received}");
    }
}

#[test]
fn every_mistake_is_named_with_its_line() {
    let rule = |name: &str, value: &str, from: &str, article: &str, trust: &str| {
        format!(
            "[[rule]]\nname = \"{name}\"\nvalue = \"{value}\"\nfrom = \"{from}\"\narticle = \"{article}\"\n\
             trust = \"{trust}\"\n"
        )
    };
    let fine = |name: &str, value: &str| rule(name, value, "2020-01-01", "Điều 1", "verified");
    let table = [
        (fine("same_day_cut", "25:00"), (Some(3), "clock.value-unreadable")),
        (fine("acknowledge_within", "planned"), (Some(3), "clock.value-unreadable")),
        (fine("extend_before", "1 working_day"), (Some(3), "clock.value-unreadable")),
        (fine("extensions_most", "once"), (Some(3), "clock.value-unreadable")),
        (fine("supplement_restarts", "goes_on"), (Some(3), "clock.value-unreadable")),
        (fine("lost_day", "a_third"), (Some(3), "clock.value-unreadable")),
        (fine("tea_break", "15"), (Some(2), "clock.rule-unknown")),
        (
            rule("lost_day", "half_of_the_day", "2025-02-30", "x", "assumed"),
            (Some(4), "calendar.date-not-real"),
        ),
        (
            rule("lost_day", "half_of_the_day", "2025-02-01", " ", "assumed"),
            (Some(5), "clock.article-missing"),
        ),
        (rule("lost_day", "half_of_the_day", "2025-02-01", "x", "sure"), (Some(6), "calendar.trust-unknown")),
        (fine("extensions_most", "1").repeat(2), (Some(10), "clock.rule-overlaps")),
        ("rule = 1".to_string(), (Some(1), "data.syntax")),
    ];
    for (text, want) in table {
        assert_eq!(codes(&text), [want], "{text}");
    }
    let missing = codes("");
    assert_eq!(missing, RULES.map(|_| (None, "clock.rule-missing")));
    let backwards = FILE.replace("from = \"2016-01-01\"", "from = \"2016-01-01\"\nto = \"2015-01-01\"");
    assert_eq!(codes(&backwards).first().map(|(_, code)| *code), Some("catalogue.ends-before-it-begins"));
}
