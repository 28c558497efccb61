//! Office hours in `calendars/hours.toml`: others from a day on, and a set of an agency's own.

use super::{Draft, keep, put, sorted_by, tables_of, text_in, unreadable};
use crate::Books;
use motcua_core::calendar::{HoursSince, OfficeHours, Span};
use motcua_core::directory::{AgencyCode, Directory};
use motcua_core::law_change::CatalogueFile;
use motcua_core::{Day, Refusal};
use toml_edit::{Array, Table, value};

const FILE: &str = "calendars/hours.toml";

impl Books {
    /// The file with other hours of a set from a day on; without them where `since` is none.
    pub fn hours_from(
        &self,
        set: &str,
        day: Day,
        since: Option<&HoursSince>,
    ) -> Result<CatalogueFile, Refusal> {
        let mut draft = Draft::open(self, FILE.to_string(), "")?;
        let sets = draft.tables("hours")?;
        let table = sets.iter_mut().find(|table| text_in(table, "name") == set);
        let table =
            table.ok_or_else(|| Refusal::of("law.unknown-hours").with("hours", set).with("agency", ""))?;
        let changes = tables_of(table, "since").ok_or_else(|| unreadable(FILE))?;
        keep(changes, |change| text_in(change, "day") != day.to_string());
        changes.extend(since.map(change));
        sorted_by(changes, "day");
        if changes.is_empty() {
            table.remove("since");
        }
        Ok(draft.done())
    }

    /// The files with hours of an agency's own from a day on. Until then they are those that it
    /// had (`now`), so that no time already counted is another.
    pub fn own_hours(
        &self,
        directory: &Directory,
        code: &AgencyCode,
        now: &OfficeHours,
        since: &HoursSince,
    ) -> Result<Vec<CatalogueFile>, Refusal> {
        let name = own_set(code);
        if now.name == name {
            return Ok(vec![self.hours_from(&name, since.day, Some(since))?]);
        }
        let mut draft = Draft::open(self, FILE.to_string(), "")?;
        let sets = draft.tables("hours")?;
        let mut table = Table::new();
        let (spans, trust) = now.at_first();
        put(&mut table, "name", Some(&name));
        table["spans"] = value(written(spans));
        put(&mut table, "trust", Some(trust.as_str()));
        let before = now.since().iter().filter(|change| change.day < since.day);
        let changes = tables_of(&mut table, "since").ok_or_else(|| unreadable(FILE))?;
        changes.extend(before.chain([since]).map(change));
        // An earlier set of this name is nobody's any more.
        keep(sets, |set| text_in(set, "name") != name);
        sets.push(table);
        Ok(vec![self.agency_by_hours(directory, code, &name)?, draft.done()])
    }
}

/// The name of the hours that only this agency has.
fn own_set(code: &AgencyCode) -> String {
    code.as_str().to_lowercase().replace('.', "-")
}

fn change(since: &HoursSince) -> Table {
    let mut table = Table::new();
    put(&mut table, "day", Some(&since.day.to_string()));
    table["spans"] = value(written(&since.spans));
    put(&mut table, "article", Some(&since.article));
    put(&mut table, "trust", Some(since.trust.as_str()));
    table
}

fn written(spans: &[Span]) -> Array {
    spans.iter().map(Span::to_string).collect()
}
