//! What was read on the national portal (`catalogue/portal/`): procedures that have no
//! file of their own, the portal's record beside those that have one, codes that must
//! not be shown, codes that gave way to others, and the names of procedures that a
//! commune does not handle.

mod common;
mod differs;
mod elsewhere;
mod forms;
mod record;
mod ways;

pub(super) use differs::differs;
pub use differs::{PortalDiffers, PortalSays};
pub use elsewhere::{CodeChange, GovernmentLevel, ProcedureElsewhere};

use super::procedure::Procedure;
use super::table;
use crate::BadData;
use common::{CODE_UNREADABLE, Fields, Titles, code};
use std::collections::BTreeMap;

/// Everything in the folder.
#[derive(Debug, Default)]
pub(super) struct PortalTables {
    /// Each record as a procedure, in the order of codes.
    pub(super) records: Vec<Procedure>,
    pub(super) hidden: BTreeMap<String, String>,
    pub(super) changes: Vec<CodeChange>,
    pub(super) elsewhere: Vec<ProcedureElsewhere>,
}

/// Reads the tables, given as (name, text); a table that is not there is empty. Either
/// all is sound, or all mistakes are returned.
pub(super) fn read(files: &[(&str, &str)]) -> Result<PortalTables, Vec<BadData>> {
    let mut bad = Vec::new();
    let table = |name: &str| files.iter().copied().find(|(file, _)| file.ends_with(&format!("/{name}.tsv")));
    let fields = table("fields").map(|table| fields(table, &mut bad)).unwrap_or_default();
    // With a broken table of fields every record would be wrong once more.
    let has_fields = bad.is_empty();
    let titles = table("titles").map(|table| titles(table, &mut bad)).unwrap_or_default();
    let ways = table("ways").map(|table| ways::read(table, &mut bad)).unwrap_or_default();
    let mut papers = table("papers").map(|table| record::papers(table, &mut bad)).unwrap_or_default();
    let forms = table("forms").map(|table| forms::read(table, &mut papers, &mut bad)).unwrap_or_default();
    let mut parts = record::Parts { fields, titles, ways, papers, forms };
    let procedures = table("procedures").filter(|_| has_fields);
    let records = procedures.map(|table| record::read(table, &mut parts, &mut bad)).unwrap_or_default();
    if let Some(table) = table("forms").filter(|_| bad.is_empty()) {
        bad.extend(forms::of_nothing(table, &parts.forms));
    }
    let hidden = table("hidden").map(|table| hidden(table, &mut bad)).unwrap_or_default();
    let changes = table("successors").map(|table| elsewhere::changes(table, &mut bad)).unwrap_or_default();
    let ministries = table("ministries").map(|table| elsewhere::ministries(table, &mut bad));
    let ministries = ministries.unwrap_or_default();
    let elsewhere = table("names").map(|table| elsewhere::read(table, &ministries, &mut bad));
    let elsewhere = elsewhere.unwrap_or_default();
    if bad.is_empty() { Ok(PortalTables { records, hidden, changes, elsewhere }) } else { Err(bad) }
}

fn fields<'t>(table: (&'t str, &'t str), bad: &mut Vec<BadData>) -> Fields<'t> {
    let columns = &["portal", "field", "field_en"];
    let rows = table::rows(table, columns, bad, |row| {
        Some((row.text("portal")?, (row.text("field")?, row.text("field_en")?)))
    });
    rows.into_iter().collect()
}

fn titles<'t>(table: (&'t str, &'t str), bad: &mut Vec<BadData>) -> BTreeMap<String, Titles<'t>> {
    let columns = &["code", "name_en", "plain", "plain_en", "keywords"];
    let rows = table::rows(table, columns, bad, |row| {
        let code = row.parsed("code", CODE_UNREADABLE, code)?;
        let words = row.cell("keywords").split(';').map(str::trim).filter(|word| !word.is_empty());
        let keywords = words.map(str::to_string).collect();
        let titles = Titles {
            name_en: row.cell("name_en"),
            plain: row.cell("plain"),
            plain_en: row.cell("plain_en"),
            keywords,
        };
        Some((code, titles))
    });
    rows.into_iter().collect()
}

fn hidden(table: (&str, &str), bad: &mut Vec<BadData>) -> BTreeMap<String, String> {
    let rows = table::rows(table, &["code", "why"], bad, |row| {
        let code = row.parsed("code", CODE_UNREADABLE, code);
        Some((code?, row.text("why")?.to_string()))
    });
    rows.into_iter().collect()
}

#[cfg(test)]
mod tests;
