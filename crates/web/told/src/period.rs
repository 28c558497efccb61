//! What is asked of the board: which unit, which days, as of when.

use motcua_core::directory::{Unit, UnitCode};
use motcua_core::{Day, Refusal};
use motcua_edge::app::App;
use motcua_edge::visit::Visit;
use motcua_store::scoreboard::Period;

/// The longest period, in days: a leap year.
const DAYS_MAX: i32 = 366;

/// The part of an address after the question mark.
#[derive(Debug, Clone, Default)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Of this address.
    pub fn of(path: &str) -> Query {
        let query = path.split_once('?').map_or("", |(_, query)| query);
        Query(form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    /// The value with this name, if it is there and not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(found, _)| found == name)?;
        Some(found.1.trim()).filter(|value| !value.is_empty())
    }
}

/// The unit with this code in a province that is served: the province itself
/// or one of its communes, of whatever day. Other provinces are as unknown as
/// codes that do not exist, because nothing is known here about their work.
pub fn unit(app: &App, code: &str) -> Result<UnitCode, Refusal> {
    let unknown = || {
        let shown: String = code.chars().take(20).collect();
        Refusal::of("directory.unknown-unit").at("unit").with("unit", shown)
    };
    let unit = UnitCode::parse(code).map_err(|_| unknown())?;
    match app.law.directory.province_of(&unit) {
        Some(province) if app.law.policy.serves(province) => Ok(unit),
        _ => Err(unknown()),
    }
}

/// The record of a unit on a day, or the nearest one that there is.
pub fn record<'a>(app: &'a App, unit: &UnitCode, day: Day) -> Option<&'a Unit> {
    let directory = &app.law.directory;
    directory.unit_on(unit, day).or_else(|| {
        let history = directory.history_of(unit);
        history.iter().rev().find(|record| record.valid_from <= day).or(history.first())
    })
}

/// The period that is asked for by these names of fields. `span` is the first and
/// last day on which anything was received.
pub fn period(query: &Query, today: Day, span: Option<(Day, Day)>) -> Result<Period, Vec<Refusal>> {
    let mut wrong = Vec::new();
    let mut day = |name: &'static str| {
        query.get(name).and_then(|text| typed(text).map_err(|refusal| wrong.push(refusal.at(name))).ok())
    };
    let (from, to, as_of) = (day("from"), day("to"), day("as_of"));
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let (from, to) = match (from, to) {
        (Some(from), Some(to)) => (from, to),
        (Some(from), None) => (from, month_of(from).1),
        (None, Some(to)) => (month_of(to).0, to),
        (None, None) => month_of(default_day(today, span)),
    };
    check(from, to, today)?;
    let as_of = match as_of {
        None => to.min(today),
        Some(day) if day > today => {
            return Err(vec![Refusal::of("scoreboard.as-of-in-future").at("as_of").with("day", day.vn())]);
        }
        Some(day) if day < from => {
            return Err(vec![Refusal::of("scoreboard.as-of-before-from").at("as_of").with("day", day.vn())]);
        }
        Some(day) => day,
    };
    Ok(Period { from, to, as_of })
}

/// The second period of a comparison: the one that is asked for, else the one
/// before this one, each as it stood at its own end.
pub fn other_period(query: &Query, this: Period, today: Day) -> Result<Period, Vec<Refusal>> {
    let mut wrong = Vec::new();
    let mut day = |name: &'static str| {
        query.get(name).and_then(|text| typed(text).map_err(|refusal| wrong.push(refusal.at(name))).ok())
    };
    let asked = (day("with_from"), day("with_to"));
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let (from, to) = match asked {
        (Some(from), Some(to)) => (from, to),
        (Some(from), None) => (from, from.plus(this.to.0 - this.from.0)),
        (None, Some(to)) => (to.plus(this.from.0 - this.to.0), to),
        (None, None) => before(this.from, this.to),
    };
    check(from, to, today)
        .map_err(|wrong| wrong.into_iter().map(|refusal| refusal.at("with_from")).collect::<Vec<_>>())?;
    Ok(Period { from, to, as_of: to.min(today) })
}

fn check(from: Day, to: Day, today: Day) -> Result<(), Vec<Refusal>> {
    let refusal = if from > to {
        Refusal::of("scoreboard.from-after-to").at("from").with("from", from.vn()).with("to", to.vn())
    } else if to.0 - from.0 >= DAYS_MAX {
        Refusal::of("scoreboard.period-too-long").at("to").with("limit", DAYS_MAX)
    } else if from > today {
        Refusal::of("scoreboard.not-yet").at("from").with("from", from.vn())
    } else {
        return Ok(());
    };
    Err(vec![refusal])
}

/// A day as machines write it (`2025-07-14`) or as people do (`14/07/2025`).
fn typed(text: &str) -> Result<Day, Refusal> {
    let vietnamese = || {
        let mut parts = text.split(['/', '-', '.']).map(|part| part.trim().parse::<u32>().ok());
        let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
        (parts.next().is_none() && (1000..=9999).contains(&year)).then_some(())?;
        Day::of(i32::try_from(year).ok()?, month, day)
    };
    Day::parse(text).or_else(vietnamese).ok_or_else(|| {
        let shown: String = text.chars().take(20).collect();
        Refusal::of("scoreboard.no-such-date").with("given", shown)
    })
}

/// A day of the current month if anything was received in it, else the last day
/// on which anything was.
fn default_day(today: Day, span: Option<(Day, Day)>) -> Day {
    match span {
        Some((_, last)) if last < month_of(today).0 => last,
        _ => today,
    }
}

/// First and last day of the month of a day.
pub fn month_of(day: Day) -> (Day, Day) {
    let (year, month, of_month) = day.ymd();
    let first = day.plus(1 - of_month as i32);
    let next = if month == 12 { Day::of(year + 1, 1, 1) } else { Day::of(year, month + 1, 1) };
    (first, next.map_or(day, |next| next.plus(-1)))
}

/// The period before this one: the month before a whole month, else as many days.
fn before(from: Day, to: Day) -> (Day, Day) {
    if (from, to) == month_of(from) {
        month_of(from.plus(-1))
    } else {
        (from.plus(from.0 - to.0 - 1), from.plus(-1))
    }
}

/// The name of a unit on a day.
pub fn name(visit: &Visit, unit: &UnitCode, day: Day) -> String {
    unit_name(&visit.app, unit, day, visit.lang)
}

/// The same without a visit.
pub fn unit_name(app: &App, unit: &UnitCode, day: Day, lang: motcua_messages::Lang) -> String {
    record(app, unit, day)
        .map_or_else(|| unit.to_string(), |unit| lang.t(&unit.full_name, &unit.full_name_en).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn asked(query: &str) -> Result<String, &'static str> {
        let span = Some((day("2025-07-01"), day("2025-07-31")));
        period(&Query::of(&format!("/scoreboard?{query}")), day("2025-08-05"), span)
            .map(|period| format!("{} {} {}", period.from, period.to, period.as_of))
            .map_err(|wrong| wrong[0].code)
    }

    #[test]
    fn a_period_is_what_was_asked_or_the_last_month_with_anything_in_it() {
        let table = [
            ("", Ok("2025-07-01 2025-07-31 2025-07-31")),
            ("from=&to=", Ok("2025-07-01 2025-07-31 2025-07-31")),
            ("from=2025-07-01&to=2025-07-14", Ok("2025-07-01 2025-07-14 2025-07-14")),
            ("from=01/07/2025&to=14/7/2025", Ok("2025-07-01 2025-07-14 2025-07-14")),
            ("from=2025-07-14&to=2025-07-14&as_of=2025-08-05", Ok("2025-07-14 2025-07-14 2025-08-05")),
            ("from=2025-08-01&to=2025-08-31", Ok("2025-08-01 2025-08-31 2025-08-05")),
            ("from=2025-07-03", Ok("2025-07-03 2025-07-31 2025-07-31")),
            ("to=2025-07-03", Ok("2025-07-01 2025-07-03 2025-07-03")),
            ("from=2024-08-05&to=2025-08-05", Ok("2024-08-05 2025-08-05 2025-08-05")),
            ("from=2025-02-29&to=2025-07-14", Err("scoreboard.no-such-date")),
            ("from=2025-07-01&to=hôm+nay", Err("scoreboard.no-such-date")),
            ("as_of=2025-13-01", Err("scoreboard.no-such-date")),
            ("from=2025-07-14&to=2025-07-01", Err("scoreboard.from-after-to")),
            ("from=2024-08-04&to=2025-08-05", Err("scoreboard.period-too-long")),
            ("from=2025-08-06&to=2025-08-07", Err("scoreboard.not-yet")),
            ("from=2025-07-01&to=2025-07-02&as_of=2025-08-06", Err("scoreboard.as-of-in-future")),
            ("from=2025-07-01&to=2025-07-02&as_of=2025-06-30", Err("scoreboard.as-of-before-from")),
        ];
        for (query, want) in table {
            assert_eq!(asked(query).as_deref().map_err(|code| *code), want, "{query}");
        }
    }

    #[test]
    fn the_current_month_is_shown_only_once_it_has_something() {
        for (span, want) in [
            (None, "2025-08-01"),
            (Some(("2025-07-01", "2025-08-01")), "2025-08-01"),
            (Some(("2025-06-01", "2025-06-02")), "2025-06-01"),
        ] {
            let span = span.map(|(first, last)| (day(first), day(last)));
            assert_eq!(period(&Query::default(), day("2025-08-05"), span).unwrap().from, day(want));
        }
    }

    #[test]
    fn the_period_before_is_the_month_before_or_as_many_days() {
        let table = [
            ("2025-07-01 2025-07-31", "2025-06-01 2025-06-30"),
            ("2025-01-01 2025-01-31", "2024-12-01 2024-12-31"),
            ("2025-07-14 2025-07-14", "2025-07-13 2025-07-13"),
            ("2025-07-08 2025-07-14", "2025-07-01 2025-07-07"),
        ];
        for (this, want) in table {
            let (from, to) = this.split_once(' ').unwrap();
            let (from, to) = before(day(from), day(to));
            assert_eq!(format!("{from} {to}"), want);
        }
    }
}
