//! What is said in a field as somebody types it, in a form or in a sheet.

use super::field::{DeedField, FieldKind, Said};
use crate::Day;
use crate::form::write::{PartialDate, read_date};
use crate::text::{line, lines};
use std::collections::BTreeMap;

impl DeedField {
    /// What was typed; none where it is not of its kind. Of a field in which nothing was typed, an empty
    /// text.
    pub fn read(&self, typed: &str) -> Option<Said> {
        let typed = typed.trim();
        Some(match self.kind {
            FieldKind::Text if self.is_long() => Said::Text(lines(typed).into_owned()),
            FieldKind::Text => Said::Text(line(typed).into_owned()),
            _ if typed.is_empty() => Said::Text(String::new()),
            FieldKind::Day => Said::Day(day_of(typed)?),
            FieldKind::Date => Said::Date(date_of(typed)?),
            FieldKind::Number => Said::Number(number_of(typed)?),
            FieldKind::List => {
                Said::rows(&self.columns, typed.lines().filter(|line| !line.trim().is_empty()))?
            }
        })
    }

    /// Whether it takes several lines.
    pub fn is_long(&self) -> bool {
        self.kind == FieldKind::List || self.most > 500
    }

    /// A value as it is typed.
    pub fn written(&self, said: &Said) -> String {
        match said {
            Said::Text(text) => text.clone(),
            Said::Day(day) => day.vn(),
            Said::Date(date) => date.vn(),
            Said::Number(number) => number.to_string(),
            Said::List(rows) => {
                let cell = |row: &BTreeMap<String, String>, column: &String| {
                    row.get(column).cloned().unwrap_or_default()
                };
                let line = |row: &BTreeMap<String, String>| {
                    self.columns.iter().map(|column| cell(row, column)).collect::<Vec<_>>().join(" | ")
                };
                rows.iter().map(line).collect::<Vec<_>>().join("\n")
            }
        }
    }
}

/// `1500`, `1.500` or `1 500`: marks only between groups of three.
fn number_of(typed: &str) -> Option<u64> {
    let mut groups = typed.split(['.', ' ']);
    let first = groups.next()?;
    let is_digits = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let rest: Vec<&str> = groups.collect();
    let is_grouped = rest.is_empty() || first.len() <= 3;
    let fits =
        is_grouped && is_digits(first) && rest.iter().all(|group| group.len() == 3 && is_digits(group));
    fits.then(|| [first, &rest.concat()].concat().parse().ok())?
}

/// A day, a month (`7/1960`) or a year, in any way that people write it.
pub fn date_of(typed: &str) -> Option<PartialDate> {
    PartialDate::parse(&read_date(typed))
}

/// `5/7/2025`, with any of the marks that people put between; or as machines write it, `2025-07-05`.
pub fn day_of(typed: &str) -> Option<Day> {
    if let Some(day) = Day::parse(typed) {
        return Some(day);
    }
    let mut parts = typed.split(['/', '-', '.']).map(|part| part.trim().parse::<u32>());
    let (day, month, year) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let is_whole = parts.next().is_none() && year >= 1900;
    is_whole.then(|| Day::of(i32::try_from(year).ok()?, month, day))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days_are_read_as_people_write_them_and_nothing_is_guessed() {
        let numbers = [
            ("1500", Some(1500)),
            ("1.500", Some(1500)),
            ("1 500 000", Some(1_500_000)),
            ("1.5", None),
            ("1500.000", None),
            ("1,5", None),
            (".500", None),
            ("x", None),
        ];
        for (typed, want) in numbers {
            assert_eq!(number_of(typed), want, "{typed}");
        }
        let days = [("5/7/2025", "2025-07-05"), ("05-07-2025", "2025-07-05"), ("5.7.2025", "2025-07-05")];
        for (typed, want) in days {
            assert_eq!(day_of(typed), Day::parse(want), "{typed}");
        }
        assert_eq!(day_of("2025-07-05"), Day::parse("2025-07-05"));
        for wrong in ["5/7/25", "31/2/2025", "5/7", "5/7/2025/1", "a/b/c"] {
            assert_eq!(day_of(wrong), None, "{wrong}");
        }
    }
}
