//! Every act about entries of registers, as data.

use super::{Changes, Desk, Enter, ImportEntries, NoteEntry, enter, import_entries, note_entry};
use crate::act::command::commands;

commands! {
    /// Every act about entries of registers, as data.
    EntryCommand {
        enter(Enter),
        import_entries(ImportEntries),
        note_entry(NoteEntry),
    }
}
