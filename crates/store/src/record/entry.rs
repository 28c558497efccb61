//! The row of an entry of a register, and by what it is found.

use super::row::{Stored, Table, table};
use crate::args;
use crate::sql::Stmt;
use motcua_core::act::Changed;
use motcua_core::deed::Said;
use motcua_core::register::RegisterEntry;
use motcua_core::text::fold;
use std::collections::BTreeSet;

impl Stored for RegisterEntry {
    const TABLE: Table = table!("entry");

    fn added(&self, body: String) -> Stmt {
        let place = &self.place;
        // What stands in the same place was entered in the same instant: the act is asked again, and
        // refuses.
        Stmt::one(
            "insert into entry (id, seq, register, agency, year, volume, number, counted, day, slot, dossier, body) \
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) on conflict do nothing",
            args![
                self.id.as_str(),
                self.last.seq,
                place.register.as_str(),
                place.agency.as_str(),
                i64::from(place.year),
                place.volume.as_str(),
                place.number.as_str(),
                i64::from(place.counted().unwrap_or(0)),
                i64::from(self.day.0),
                place.slot(),
                self.dossier.as_deref(),
                body,
            ],
        )
    }

    fn beside(changed: &Changed<RegisterEntry>, out: &mut Vec<Stmt>) {
        let entry = &changed.after;
        if entry.is_void() {
            out.push(Stmt::new("update entry set void = 1 where id = ?1", args![entry.id.as_str()]));
        }
        alike(changed, out);
        let before = changed.before.as_ref().map(found_by).unwrap_or_default();
        // What it was found by before a note still leads to it: people ask by the name that they had.
        out.extend(found_by(entry).difference(&before).map(|word| {
            Stmt::new(
                "insert into entry_found_by (agency, word, entry) values (?1, ?2, ?3) on conflict do nothing",
                args![entry.place.agency.as_str(), word.as_str(), entry.id.as_str()],
            )
        }));
        let notes_before = changed.before.as_ref().map_or(0, |before| before.notes.len());
        out.extend(entry.notes.iter().skip(notes_before).filter_map(|note| {
            let sql = "insert into entry_noted (dossier, entry) values (?1, ?2) on conflict do nothing";
            Some(Stmt::new(sql, args![note.dossier.as_deref()?, entry.id.as_str()]))
        }));
        // A number that is typed for this year is one that the counter does not give again.
        if let (None, Some(number)) = (&changed.before, entry.place.counted()) {
            out.push(Stmt::new(
                "insert into series (name, last) values (?1, ?2) on conflict (name) do update set last = \
                 case when series.last < excluded.last then excluded.last else series.last end",
                args![entry.place.series().0, i64::from(number)],
            ));
        }
    }
}

/// By whom it is seen that somebody is entered twice. Who was entered in the same instant makes it a conflict: the
/// act is asked again, and the rule tells of the other entry.
fn alike(changed: &Changed<RegisterEntry>, out: &mut Vec<Stmt>) {
    let entry = &changed.after;
    let who = |entry: &RegisterEntry| {
        entry.alike.as_ref().filter(|_| !entry.is_void()).map(|alike| alike.who.clone())
    };
    let (was, is) = (changed.before.as_ref().and_then(who), who(entry));
    if was == is {
        return;
    }
    if was.is_some() {
        out.push(Stmt::new("delete from entry_alike where entry = ?1", args![entry.id.as_str()]));
    }
    let Some(is) = is else { return };
    let sql = "insert into entry_alike (agency, register, who, entry) values (?1, ?2, ?3, ?4) \
         on conflict do nothing";
    let place = &entry.place;
    let args = args![place.agency.as_str(), place.register.as_str(), is, entry.id.as_str()];
    let is_sure = entry.alike.as_ref().is_some_and(|alike| alike.is_sure);
    out.push(if is_sure { Stmt::new(sql, args) } else { Stmt::one(sql, args) });
}

/// Every short text that it says, folded: names, identity numbers, places.
fn found_by(entry: &RegisterEntry) -> BTreeSet<String> {
    const LETTERS_MOST: usize = 100;
    let word = |said: &Said| match said {
        Said::Text(text) if text.chars().count() <= LETTERS_MOST => Some(fold(text)),
        _ => None,
    };
    entry.said.values().filter_map(word).filter(|word| word.len() > 2).collect()
}
