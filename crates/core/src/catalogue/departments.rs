//! Which department of a province answers for which field of administration: a dated table
//! (`departments.tsv`) that officials edit.

use crate::directory::DepartmentField;
use crate::directory::table::{self, Place, TRUSTS, TableRow, trust_word};
use crate::{BadData, Day, Refusal, Trust};

const COLUMNS: &[&str] = &["field", "from", "to", "departments", "article", "trust", "note"];

/// One row: for these days this department answers for the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldDepartment {
    /// The field, as procedures write it.
    pub field: String,
    /// The first day.
    pub from: Day,
    /// The last day; open when absent.
    pub to: Option<Day>,
    /// The department; where a province has none of it, the next one. Empty: no department does,
    /// as for what the police or the army take care of.
    pub departments: Vec<DepartmentField>,
    /// The text that says so; empty where none is known.
    pub article: String,
    /// Whether the article was read.
    pub trust: Trust,
    /// What else must be known, in Vietnamese; may be empty.
    pub note: String,
}

impl FieldDepartment {
    /// `true` from the first to the last day, both included.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|last| day <= last)
    }

    fn meets(&self, other: &FieldDepartment) -> bool {
        let ends_before =
            |one: &FieldDepartment, two: &FieldDepartment| one.to.is_some_and(|to| to < two.from);
        !ends_before(self, other) && !ends_before(other, self)
    }
}

/// Reads the table. A field that has no procedure is no mistake: one may come.
pub(super) fn read(files: &[(&str, &str)]) -> Result<Vec<FieldDepartment>, Vec<BadData>> {
    let (mut bad, mut rows) = (Vec::new(), Vec::new());
    for (name, text) in files {
        rows.extend(table::read(name, text, COLUMNS, &mut bad, row));
    }
    check(&rows, &mut bad);
    if bad.is_empty() { Ok(rows.into_iter().map(|(_, row)| row).collect()) } else { Err(bad) }
}

fn row(row: &mut TableRow<'_, '_>) -> Option<FieldDepartment> {
    let (field, from, to) = (row.text("field"), row.day("from"), row.day_if_any("to"));
    let departments = departments(row);
    let trust = row.word("trust", &TRUSTS, trust_word);
    let article = row.cell("article").trim().to_string();
    let found = FieldDepartment {
        field: field?,
        from: from?,
        to: to?,
        departments: departments?,
        article,
        trust: trust?,
        note: row.cell("note").trim().to_string(),
    };
    if found.article.is_empty() && !found.trust.is_assumed() {
        row.wrong("article", Refusal::of("competence.article-missing"));
        return None;
    }
    Some(found)
}

/// `justice`, `food_safety>health`, `-`
fn departments(row: &mut TableRow<'_, '_>) -> Option<Vec<DepartmentField>> {
    let cell = row.cell("departments");
    if cell == "-" {
        return Some(Vec::new());
    }
    let read = |word| table::word(word, &DepartmentField::ALL, DepartmentField::as_str);
    let read: Result<Vec<DepartmentField>, Refusal> = cell.split('>').map(read).collect();
    read.map_err(|why| row.wrong("departments", why)).ok()
}

/// No two rows of a field say the same department for one day, nor a department and none.
fn check(rows: &[(Place<'_>, FieldDepartment)], bad: &mut Vec<BadData>) {
    for (at, (place, row)) in rows.iter().enumerate() {
        let is_same = |other: &FieldDepartment| {
            other.field == row.field
                && other.meets(row)
                && (other.departments == row.departments
                    || other.departments.is_empty()
                    || row.departments.is_empty())
        };
        if let Some((first, _)) = rows[..at].iter().find(|(_, other)| is_same(other)) {
            let why = Refusal::of("catalogue.departments-twice").with("field", &row.field);
            bad.push(place.bad("departments", why.with("line", first.line)));
        }
    }
}
