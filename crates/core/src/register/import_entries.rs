//! Nhập sổ cũ: the entries of a book on paper, taken in as a list, all of them or none.

use super::enter::{Enter, entered, likeness};
use super::entry::{Changes, Desk, RegisterEntry};
use crate::act::Changed;
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Take in these entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportEntries {
    /// Each as it would be entered by itself.
    pub entries: Vec<EntryLine>,
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryLine {
    /// On which line of the list.
    pub line: usize,
    /// What is entered.
    pub enter: Enter,
}

/// The most entries of one list: some volumes of a book.
pub const ENTRIES_MAX: usize = 5_000;

/// One order, like a list of staff: half a book that was taken in would be taken for a whole one. Every
/// refusal says its line.
pub fn import_entries(desk: &mut Desk<'_>, command: ImportEntries) -> Result<Changes, Halt> {
    if command.entries.len() > ENTRIES_MAX {
        return Err(Refusal::of("register.list-long").at("list").with("limit", ENTRIES_MAX).into());
    }
    let mut made = Vec::<Changed<RegisterEntry>>::new();
    let (mut places, mut people, mut wrong) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for EntryLine { line, enter } in command.entries {
        let is_sure = enter.is_sure;
        match entered(desk, enter) {
            Ok(changed) => {
                let place = &changed.after.place;
                let at_line = |code| {
                    let refusal = Refusal::of(code).at("number").with("number", &place.number);
                    refusal.with("year", place.year).with("volume", &place.volume).with("line", line)
                };
                if !places.insert((place.book().id(), place.slot())) {
                    wrong.push(at_line("register.number-taken"));
                }
                let who = likeness(desk.law, &changed.after);
                if !people.insert(who) && !is_sure {
                    wrong.push(at_line("register.alike"));
                }
                made.push(changed);
            }
            Err(Halt::Refused(all)) => wrong.extend(all.into_iter().map(|why| why.with("line", line))),
            Err(broke) => return Err(broke),
        }
    }
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    let mut made = made.into_iter();
    let first = made.next().ok_or_else(|| Refusal::of("register.list-empty").at("list"))?;
    Ok(Changes { beside: made.collect(), ..first.into() })
}
