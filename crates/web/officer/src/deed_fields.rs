//! The fields of a paper as somebody types them.

use motcua_core::deed::{DeedField, FieldKind, Filling, Said};
use motcua_core::{Day, Refusal};
use motcua_edge::form::SentForm;
use motcua_edge::page::Page;
use std::collections::BTreeMap;

/// A field that somebody may fill.
pub(super) struct FieldShown {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) value: String,
    pub(super) optional: bool,
    pub(super) lines: u16,
}

impl FieldShown {
    /// With what was sent, or else with what it says.
    pub(super) fn of(field: &DeedField, said: Option<&Said>, form: &SentForm, page: &Page) -> FieldShown {
        FieldShown {
            name: field.name.clone(),
            label: page.t(&field.label, &field.label_en).to_string(),
            hint: hint(field, page),
            value: match form.filled("key") {
                Some(_) => form.get(&field.name).to_string(),
                None => said.map(|said| typed(said, field)).unwrap_or_default(),
            },
            optional: !field.is_required,
            lines: match field.kind {
                FieldKind::List => 5,
                FieldKind::Text if field.most > 500 => 4,
                _ => 1,
            },
        }
    }
}

/// What was typed into these fields; refused where one cannot be read.
pub(super) fn said_in<'f>(
    fields: impl Iterator<Item = &'f DeedField>,
    form: &SentForm,
) -> Result<Filling, Vec<Refusal>> {
    let (mut said, mut wrong) = (Filling::new(), Vec::new());
    for field in fields {
        match read(field, form.get(&field.name)) {
            Some(value) => {
                said.insert(field.name.clone(), value);
            }
            None => wrong.push(field.refused("deed.field-kind")),
        }
    }
    if wrong.is_empty() { Ok(said) } else { Err(wrong) }
}

/// What was typed into a field; none where it is not of its kind.
fn read(field: &DeedField, typed: &str) -> Option<Said> {
    let typed = typed.trim();
    Some(match field.kind {
        FieldKind::Text => Said::Text(typed.replace("\r\n", "\n")),
        _ if typed.is_empty() => Said::Text(String::new()),
        FieldKind::Day => Said::Day(day_of(typed)?),
        FieldKind::Number => Said::Number(number_of(typed)?),
        FieldKind::List => Said::rows(&field.columns, typed.lines().filter(|line| !line.trim().is_empty()))?,
    })
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

/// `5/7/2025`, with any of the marks that people put between.
fn day_of(typed: &str) -> Option<Day> {
    let mut parts = typed.split(['/', '-', '.']).map(|part| part.trim().parse::<u32>());
    let (day, month, year) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let is_whole = parts.next().is_none() && year >= 1900;
    is_whole.then(|| Day::of(i32::try_from(year).ok()?, month, day))?
}

/// A value as it is typed.
pub(super) fn typed(said: &Said, field: &DeedField) -> String {
    match said {
        Said::Text(text) => text.clone(),
        Said::Day(day) => day.vn(),
        Said::Number(number) => number.to_string(),
        Said::List(rows) => {
            let cell = |row: &BTreeMap<String, String>, column: &String| {
                row.get(column).cloned().unwrap_or_default()
            };
            let line = |row: &BTreeMap<String, String>| {
                field.columns.iter().map(|column| cell(row, column)).collect::<Vec<_>>().join(" | ")
            };
            rows.iter().map(line).collect::<Vec<_>>().join("\n")
        }
    }
}

fn hint(field: &DeedField, page: &Page) -> String {
    match field.kind {
        FieldKind::Text => String::new(),
        FieldKind::Day => page.t("Ví dụ: 05/07/2025", "For example 05/07/2025").to_string(),
        FieldKind::Number => page.t("Chỉ ghi số", "Digits only").to_string(),
        FieldKind::List => {
            format!("{} {}", page.t("Mỗi dòng một mục:", "One on each line:"), field.columns.join(" | "))
        }
    }
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
        for wrong in ["5/7/25", "31/2/2025", "5/7", "5/7/2025/1", "a/b/c"] {
            assert_eq!(day_of(wrong), None, "{wrong}");
        }
    }
}
