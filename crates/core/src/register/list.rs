//! The list of an old book as a sheet has it: which column is what, and what each line says.

use super::enter::{Enter, NumberAs, Where};
use super::import_entries::EntryLine;
use crate::Refusal;
use crate::deed::{DeedField, Filling, Register, day_of};
use crate::document::SheetLine;
use crate::text::fold;

/// A column of such a list.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Column<'r> {
    Number,
    Volume,
    Page,
    Day,
    Field(&'r DeedField),
}

/// Columns that every such list has, as people call them; the number and the day must be there.
const PLACES: [(&[&str], Column<'static>); 4] = [
    (&["so", "so dang ky", "number"], Column::Number),
    (&["quyen so", "quyen", "volume"], Column::Volume),
    (&["trang so", "trang", "page"], Column::Page),
    (&["ngay dang ky", "ngay thang nam dang ky", "day of registration"], Column::Day),
];

/// What lines say, and what cannot be read in them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EntriesRead {
    /// What can be asked for.
    pub entries: Vec<EntryLine>,
    /// What is wrong, each with its line; 0 for the list.
    pub wrong: Vec<(usize, Refusal)>,
    /// Columns that are none of the register's.
    pub unread: Vec<String>,
}

fn column<'r>(register: &'r Register, heading: &str) -> Option<Column<'r>> {
    let heading = fold(heading);
    let place = PLACES.iter().find(|(names, _)| names.contains(&heading.as_str()));
    place.map(|(_, column)| *column).or_else(|| {
        let is_it = |field: &&DeedField| {
            fold(&field.label) == heading || fold(&field.label_en) == heading || field.name == heading
        };
        register.fields.iter().find(is_it).map(Column::Field)
    })
}

/// Whether the first of these lines is the heading of such a list.
pub fn is_heading(register: &Register, line: &SheetLine) -> bool {
    let columns: Vec<Column<'_>> = line.cells.iter().filter_map(|cell| column(register, cell)).collect();
    columns.contains(&Column::Number) && columns.contains(&Column::Day)
}

/// Reads a list. `name` gives each entry its name for machines, by its line.
pub fn entries_of(
    register: &Register,
    lines: &[SheetLine],
    is_sure: bool,
    name: impl Fn(usize) -> String,
) -> EntriesRead {
    let mut read = EntriesRead::default();
    let Some(at) = lines.iter().position(|line| is_heading(register, line)) else {
        read.wrong.push((0, Refusal::of("register.list-heading").at("list")));
        return read;
    };
    let mut columns = Vec::new();
    for cell in &lines[at].cells {
        let found = column(register, cell);
        if found.is_some() && columns.contains(&found) {
            let twice = Refusal::of("request.list-column-twice").at("list").with("column", cell);
            read.wrong.push((lines[at].number, twice));
        }
        if found.is_none() && !cell.trim().is_empty() {
            read.unread.push(cell.trim().to_string());
        }
        columns.push(found);
    }
    for line in &lines[at + 1..] {
        let (mut number, mut volume, mut page, mut day) = ("", "", "", "");
        let mut said = Filling::new();
        for (cell, column) in line.cells.iter().map(|cell| cell.trim()).zip(&columns) {
            match column {
                _ if cell.is_empty() => {}
                Some(Column::Number) => number = cell,
                Some(Column::Volume) => volume = cell,
                Some(Column::Page) => page = cell,
                Some(Column::Day) => day = cell,
                Some(Column::Field(field)) => match field.read(cell) {
                    Some(value) => {
                        said.insert(field.name.clone(), value);
                    }
                    None => read.wrong.push((line.number, field.refused("deed.field-kind"))),
                },
                None => {}
            }
        }
        if line.cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let at = Where {
            volume: if volume.is_empty() { "01".to_string() } else { volume.to_string() },
            page: page.to_string(),
            number: NumberAs::Written(number.to_string()),
            day: day_of(day),
        };
        let enter =
            Enter { id: name(line.number), register: register.id.clone(), at, said, dossier: None, is_sure };
        read.entries.push(EntryLine { line: line.number, enter });
    }
    read
}
