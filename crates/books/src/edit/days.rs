//! Days off and days worked instead, in `calendars/2027.toml`.

use super::{Draft, keep, put, sorted_by, text_in};
use crate::Books;
use motcua_core::calendar::{SpecialDay, YearStatus};
use motcua_core::law_change::CatalogueFile;
use motcua_core::{Day, Refusal};
use toml_edit::{Table, value};

impl Books {
    /// The files with these days; a day that is there gives way.
    pub fn with_days(&self, days: &[SpecialDay]) -> Result<Vec<CatalogueFile>, Refusal> {
        let mut drafts: Vec<(i32, Draft)> = Vec::new();
        for special in days {
            let year = special.day.ymd().0;
            if drafts.iter().all(|(known, _)| *known != year) {
                drafts.push((year, self.year(year)?));
            }
            let Some((_, draft)) = drafts.iter_mut().find(|(known, _)| *known == year) else { continue };
            let tables = draft.tables("day")?;
            keep(tables, |table| text_in(table, "date") != special.day.to_string());
            tables.push(written(special));
            sorted_by(tables, "date");
        }
        Ok(drafts.into_iter().map(|(_, draft)| draft.done()).collect())
    }

    /// The files without these days, which are as any other again.
    pub fn without_days(&self, days: &[Day]) -> Result<Vec<CatalogueFile>, Refusal> {
        let mut years: Vec<i32> = days.iter().map(|day| day.ymd().0).collect();
        years.dedup();
        let file = |year: i32| {
            let mut draft = self.year(year)?;
            keep(draft.tables("day")?, |table| {
                days.iter().all(|day| text_in(table, "date") != day.to_string())
            });
            Ok(draft.done())
        };
        years.into_iter().map(file).collect()
    }

    /// The file of a year with how sure its days are as a whole, and by which text.
    pub fn with_year(
        &self,
        year: i32,
        status: YearStatus,
        source: Option<&str>,
    ) -> Result<CatalogueFile, Refusal> {
        let mut draft = self.year(year)?;
        put(draft.doc.as_table_mut(), "status", Some(status.as_str()));
        put(draft.doc.as_table_mut(), "source", source);
        Ok(draft.done())
    }

    fn year(&self, year: i32) -> Result<Draft, Refusal> {
        let status = YearStatus::Proposed.as_str();
        let begins = format!(
            "# Lịch làm việc pháp lý năm {year}; cách viết: xem 2025.toml.\n\
             # The legal working calendar of {year}; how it is written: see 2025.toml.\n\
             year = {year}\nstatus = \"{status}\"\n"
        );
        Draft::open(self, format!("calendars/{year}.toml"), &begins)
    }
}

fn written(special: &SpecialDay) -> Table {
    let mut table = Table::new();
    table["date"] = value(special.day.to_string());
    put(&mut table, "name", Some(&special.name));
    put(&mut table, "name_en", Some(&special.name_en));
    put(&mut table, "kind", Some(special.kind.as_str()));
    put(&mut table, "partner", special.partner.map(|day| day.to_string()).as_deref());
    put(&mut table, "trust", Some(special.trust.as_str()));
    put(&mut table, "source", special.source.as_deref());
    table
}
