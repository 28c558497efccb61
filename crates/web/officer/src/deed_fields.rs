//! The fields of a paper as somebody types them.

use motcua_core::Refusal;
use motcua_core::deed::{DeedField, FieldKind, Filling, Said};
use motcua_edge::form::SentForm;
use motcua_edge::page::Page;
use motcua_messages::Lang;

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
            name: field.input(),
            label: page.t(&field.label, &field.label_en).to_string(),
            hint: hint(field, page),
            value: match form.filled("key") {
                Some(_) => form.get(&field.input()).to_string(),
                None => said.map(|said| field.written(said)).unwrap_or_default(),
            },
            optional: !field.is_required,
            lines: match field.kind {
                FieldKind::List => 5,
                _ if field.is_long() => 4,
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
        match field.read(form.get(&field.input())) {
            Some(value) => {
                said.insert(field.name.clone(), value);
            }
            None => wrong.push(field.refused("deed.field-kind")),
        }
    }
    if wrong.is_empty() { Ok(said) } else { Err(wrong) }
}

fn hint(field: &DeedField, page: &Page) -> String {
    match field.kind {
        FieldKind::Text => String::new(),
        FieldKind::Day => page.t("Ví dụ: 05/07/2025", "For example 05/07/2025").to_string(),
        FieldKind::Date => {
            let (vi, en) = (
                "Ví dụ: 05/07/1960; chỉ biết tháng thì ghi 07/1960, chỉ biết năm thì ghi 1960",
                "For example 05/07/1960; 07/1960 where only the month is known, 1960 where only the year is",
            );
            page.t(vi, en).to_string()
        }
        FieldKind::Number => page.t("Chỉ ghi số", "Digits only").to_string(),
        FieldKind::List => {
            let labels = field.labels_of_columns(page.language() == Lang::En).join(" | ");
            format!("{} {labels}", page.t("Mỗi dòng một mục:", "One on each line:"))
        }
    }
}
