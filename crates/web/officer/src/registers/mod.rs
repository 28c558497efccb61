//! Sổ hộ tịch: the registers of the officer's agency. Who looks for somebody, or opens an entry, is
//! written down before it is shown.

pub mod book;
pub mod enter;
pub mod entry;
pub mod import_entries;
pub mod looks;
pub mod note_entry;
pub mod search;

use motcua_core::act::Officer;
use motcua_core::deed::Register;
use motcua_core::register::{RegisterEntry, must_keep};
use motcua_core::{Halt, Refusal};
use motcua_edge::act::keep;
use motcua_edge::app::App;
use motcua_edge::page::Page;
use motcua_edge::signed::Signed;
use motcua_store::entry::{Looked, looked};

/// Whether the officer keeps registers.
pub(super) fn keeps(app: &App, officer: &Officer) -> bool {
    must_keep(&app.law, officer).is_ok()
}

fn must_be_a_keeper(signed: &Signed) -> Result<(), Refusal> {
    must_keep(&signed.visit.app.law, &signed.officer)
}

/// The register with this id.
pub(super) fn register_named<'a>(signed: &'a Signed, id: &str) -> Result<&'a Register, Halt> {
    must_be_a_keeper(signed)?;
    let found = signed.visit.app.law.registers.get(id);
    found.ok_or_else(|| Refusal::of("register.unknown").into())
}

/// The entry with this id, of the officer's own agency, with its register.
fn entry_named<'a>(signed: &'a Signed, id: &str) -> Result<(RegisterEntry, &'a Register), Halt> {
    must_be_a_keeper(signed)?;
    let found = signed.visit.app.read(|rows| motcua_store::entry::get(rows, id))?;
    let entry = found.filter(|entry| entry.place.agency == signed.officer.agency);
    let entry = entry.ok_or_else(|| Refusal::of("register.unknown-entry"))?;
    let register = register_named(signed, entry.place.register.as_str())?;
    Ok((entry, register))
}

/// That somebody looked for words, or opened an entry.
pub(super) async fn write_down(signed: &Signed, sought: &str, entry: &str) -> Result<(), Halt> {
    let look = Looked {
        agency: signed.officer.agency.clone(),
        at: signed.visit.now,
        officer: signed.officer.id.clone(),
        sought: sought.to_string(),
        entry: entry.to_string(),
    };
    keep(&signed.visit.app, looked(&look)).await
}

/// An entry in a list.
pub struct EntryRow {
    /// Its page, or where it is used.
    href: String,
    number: String,
    /// The year of its number, where that does not say it.
    volume: String,
    day: String,
    whose: String,
    register: String,
    is_void: bool,
}

fn row(signed: &Signed, entry: &RegisterEntry, href: String, page: &Page) -> EntryRow {
    let register = signed.visit.app.law.registers.get(entry.place.register.as_str());
    let names = register.map(|register| register.whose.iter().filter_map(|field| entry.text(field)));
    EntryRow {
        href,
        number: entry.place.number.clone(),
        volume: format!("{}/{}", entry.place.volume, entry.place.year),
        day: entry.day.vn(),
        whose: names.map(|names| names.collect::<Vec<_>>().join(", ")).unwrap_or_default(),
        register: register
            .map(|register| page.t(&register.name, &register.name_en).to_string())
            .unwrap_or_default(),
        is_void: entry.is_void(),
    }
}

fn href(entry: &RegisterEntry) -> String {
    format!("/officer/entries/{}", entry.id)
}
