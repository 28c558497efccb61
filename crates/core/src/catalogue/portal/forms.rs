//! `forms.tsv`: which form somebody wrote for a record, and which of its papers that form
//! takes the place of.

use super::common::{CODE_UNREADABLE, code, twice};
use crate::catalogue::procedure::Paper;
use crate::catalogue::table;
use crate::{BadData, Refusal};
use std::collections::BTreeMap;

/// The form of each record that has one, by code; marks the papers that it says all of.
pub(super) fn read(
    table: (&str, &str),
    papers: &mut BTreeMap<String, Vec<Paper>>,
    bad: &mut Vec<BadData>,
) -> BTreeMap<String, String> {
    let mut forms = BTreeMap::new();
    table::rows(table, &["code", "form", "papers"], bad, |row| {
        let code = row.parsed("code", CODE_UNREADABLE, code)?;
        let form = row.text("form")?.to_string();
        for id in row.cell("papers").split(' ').filter(|id| !id.is_empty()) {
            let of_record = papers.get_mut(&code).into_iter().flatten();
            match of_record.into_iter().find(|paper| paper.id.as_str() == id) {
                Some(paper) => paper.by_form = true,
                None => row.wrong("papers", Refusal::of("catalogue.unknown-paper").with("paper", id)),
            }
        }
        if forms.insert(code.clone(), form).is_some() {
            row.wrong("code", twice(&code));
        }
        Some(())
    });
    forms
}

/// Forms of codes that have no record.
pub(super) fn of_nothing((file, text): (&str, &str), left: &BTreeMap<String, String>) -> Vec<BadData> {
    let line = |code: &str| text.lines().position(|line| line.starts_with(code)).map(|at| at + 1);
    let wrong = |code: &String| {
        let why = Refusal::of("catalogue.form-of-nothing").with("code", code);
        BadData::new(file, line(code), "code", why)
    };
    left.keys().map(wrong).collect()
}
