//! Files of the catalogue as an official changes them on a page of fields: one fact at a time. All
//! else in a file stays as somebody wrote it, with its notes.

mod agency;
mod centres;
mod days;
mod hours;
mod procedure;
mod table;
#[cfg(test)]
mod tests;

pub use agency::{AgencyEnds, AgencySaid, NewAgency};
pub use procedure::{LawEdit, PaperEdit, ProcedureEdit, WayEdit, is_in_place};

use crate::Books;
use motcua_core::Refusal;
use motcua_core::law_change::CatalogueFile;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table};

/// A TOML file that is being changed.
struct Draft {
    path: String,
    doc: DocumentMut,
}

impl Draft {
    /// The file in force, or a new one that begins with this text.
    fn open(books: &Books, path: String, begins: &str) -> Result<Draft, Refusal> {
        let text = books.text(&path).unwrap_or(begins);
        let doc = text.parse().map_err(|_| unreadable(&path))?;
        Ok(Draft { path, doc })
    }

    /// The tables `[[name]]` of the file.
    fn tables(&mut self, name: &str) -> Result<&mut ArrayOfTables, Refusal> {
        let path = self.path.clone();
        tables_of(self.doc.as_table_mut(), name).ok_or_else(|| unreadable(&path))
    }

    fn done(self) -> CatalogueFile {
        CatalogueFile { path: self.path, text: self.doc.to_string() }
    }
}

/// A file that a page of fields cannot change: it is written otherwise than the program's own.
fn unreadable(path: &str) -> Refusal {
    Refusal::of("catalogue.not-by-fields").with("file", path)
}

/// The tables `[[…name]]` below a table; none where something else stands there.
fn tables_of<'t>(table: &'t mut Table, name: &str) -> Option<&'t mut ArrayOfTables> {
    table.entry(name).or_insert(Item::ArrayOfTables(ArrayOfTables::new())).as_array_of_tables_mut()
}

/// The text of a field; empty where there is none.
fn text_in<'t>(table: &'t Table, field: &str) -> &'t str {
    table::said(table, field).unwrap_or_default()
}

/// Writes a text, or takes the field out.
fn put(table: &mut Table, field: &str, text: Option<&str>) {
    table::optional_text(table, field, text.unwrap_or_default());
}

/// The same tables in the order of a field: days as they are written sort by their letters.
fn sorted_by(tables: &mut ArrayOfTables, field: &str) {
    let mut all: Vec<Table> = std::mem::take(tables).into_iter().collect();
    // A table keeps the place in the file that it was read at, else it follows the one before it.
    let mut places: Vec<Option<isize>> = all.iter().map(Table::position).collect();
    places.sort_by_key(|place| (place.is_none(), *place));
    all.sort_by(|one, other| text_in(one, field).cmp(text_in(other, field)));
    for (table, place) in all.iter_mut().zip(places) {
        table.set_position(place);
    }
    tables.extend(all);
}

/// Takes out the tables that are not to stay.
fn keep(tables: &mut ArrayOfTables, mut stays: impl FnMut(&Table) -> bool) {
    tables.retain(|table| stays(table));
}
