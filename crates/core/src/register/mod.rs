//! Sổ hộ tịch: what was registered of people, entry by entry (Luật Hộ tịch 2014). An entry is never
//! written over: what is changed or put right later stands in a note with its decision, and the entry
//! says both. Entries come from dossiers, or from the old books on paper, typed or taken in as a list.

mod command;
mod decided_dossier;
mod enter;
mod entry;
mod import_entries;
mod list;
mod note_entry;

pub use command::EntryCommand;
pub use decided_dossier::DecidedDossier;
pub use enter::{Enter, NumberAs, Where, enter, must_keep};
pub use entry::{Alike, Changes, Desk, EntryFact, EntryNote, EntryPlace, ReadEntries, RegisterEntry};
pub use import_entries::{ENTRIES_MAX, EntryLine, ImportEntries, import_entries};
pub use list::{EntriesRead, entries_of, is_heading};
pub use note_entry::{NoteEntry, note_entry};
