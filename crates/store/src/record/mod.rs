//! What the door does for each kind of record: its row with the lock, its history, and
//! what it is listed by. A new kind of record is one line in [`rows`], in [`stands`] and in
//! `whatever`, and a file that says what is its own ([`row::Stored`]).

mod account;
mod consignment;
pub(crate) mod dossier;
mod entry;
mod history;
mod law;
mod money;
mod outage;
mod result_out;
pub(crate) mod row;
mod share;
pub(crate) mod tally;
mod webhook;
mod year_book;

pub(crate) use dossier::Placed;

use crate::args;
use crate::sql::{Dialect, Stmt};
use history::history;
use motcua_core::account::Account;
use motcua_core::act::{Changed, Record, RecordRef, Series};
use motcua_core::command::Change;
use motcua_core::consignment::Consignment;
use motcua_core::dossier::{Dossier, DossierId, Event};
use motcua_core::law_change::LawInForce;
use motcua_core::money::{Bill, Closing, Payment, Receipt, Term};
use motcua_core::outage::Outage;
use motcua_core::register::RegisterEntry;
use motcua_core::webhook::Webhook;
use motcua_core::year_book::YearBook;
use motcua_core::{Fault, Law, Moment};

/// Where a change counts; none for what is no dossier. `past` gives the history of a dossier before
/// it.
pub(crate) fn placed(
    law: &Law,
    change: &Change,
    past: &mut dyn FnMut(DossierId) -> Result<Vec<Event>, Fault>,
) -> Result<Option<Placed>, Fault> {
    match change {
        Change::Dossier(changed) => dossier::placed(law, changed, past).map(Some),
        _ => Ok(None),
    }
}

/// The statements for one record, in order: its row with the lock, its history, the rest.
pub(crate) fn rows(
    change: &Change,
    placed: Option<&Placed>,
    dialect: Dialect,
    out: &mut Vec<Stmt>,
) -> Result<(), Fault> {
    match change {
        Change::Dossier(changed) => {
            let placed = placed.ok_or_else(|| Fault::other("a dossier without a place"))?;
            out.push(dossier::row(changed, placed)?);
            history(changed, |event| event.fact.consequence().digitised, out)?;
            dossier::beside(changed, placed, dialect, out);
            out.extend(result_out::changed(changed.before.as_ref(), &changed.after));
            out.extend(share::ended(&changed.after, placed));
        }
        Change::Outage(changed) => row::rows(changed, out)?,
        Change::Account(changed) => row::rows(changed, out)?,
        Change::LawInForce(changed) => row::rows(changed, out)?,
        Change::Webhook(changed) => row::rows(changed, out)?,
        Change::RegisterEntry(changed) => row::rows(changed, out)?,
        Change::YearBook(changed) => row::rows(changed, out)?,
        Change::Consignment(changed) => row::rows(changed, out)?,
        Change::Bill(changed) => row::rows(changed, out)?,
        Change::Payment(changed) => row::rows(changed, out)?,
        Change::Receipt(changed) => row::rows(changed, out)?,
        Change::Closing(changed) => row::rows(changed, out)?,
        Change::Term(changed) => row::rows(changed, out)?,
    }
    Ok(())
}

/// Changes nothing and holds only if the record still stands as it was read (of a book also: if there is none, 0); on
/// PostgreSQL it also keeps others from changing it until the commit.
pub(crate) fn stands(record: &RecordRef, seq: u32) -> Result<Stmt, Fault> {
    Ok(match record.kind {
        Dossier::KIND => Stmt::one(
            "update dossier set seq = seq where id = ?1 and seq = ?2",
            args![record.id.as_slice(), seq],
        ),
        Outage::KIND => row::stands::<Outage>(record, seq),
        Account::KIND => row::stands::<Account>(record, seq),
        LawInForce::KIND => row::stands::<LawInForce>(record, seq),
        Webhook::KIND => row::stands::<Webhook>(record, seq),
        RegisterEntry::KIND => row::stands::<RegisterEntry>(record, seq),
        YearBook::KIND if seq == 0 => year_book::is_unsaid(record),
        YearBook::KIND => row::stands::<YearBook>(record, seq),
        Consignment::KIND => row::stands::<Consignment>(record, seq),
        Bill::KIND => row::stands::<Bill>(record, seq),
        Payment::KIND => row::stands::<Payment>(record, seq),
        Receipt::KIND => row::stands::<Receipt>(record, seq),
        Closing::KIND => row::stands::<Closing>(record, seq),
        Term::KIND => row::stands::<Term>(record, seq),
        other => return Err(Fault::other(format!("no table for records of the kind {other}"))),
    })
}

/// Runs the body with the change, for every kind of record.
macro_rules! whatever {
    ($change:expr, $changed:ident => $do:expr) => {
        match $change {
            Change::Dossier($changed) => $do,
            Change::Outage($changed) => $do,
            Change::Account($changed) => $do,
            Change::LawInForce($changed) => $do,
            Change::Webhook($changed) => $do,
            Change::RegisterEntry($changed) => $do,
            Change::YearBook($changed) => $do,
            Change::Consignment($changed) => $do,
            Change::Bill($changed) => $do,
            Change::Payment($changed) => $do,
            Change::Receipt($changed) => $do,
            Change::Closing($changed) => $do,
            Change::Term($changed) => $do,
        }
    };
}

/// The counter that its number is still to be drawn from.
pub(crate) fn wants_number(change: &Change) -> Option<Series> {
    whatever!(change, changed => changed.series())
}

/// Puts in the number.
pub(crate) fn number(change: &mut Change, number: u32) {
    whatever!(change, changed => changed.number(number));
}

/// It was drawn in vain.
pub(crate) fn number_again(change: &mut Change) {
    whatever!(change, changed => changed.number_again());
}

/// Gives kind, id, last event and its moment of the record.
pub(crate) fn with_record<T>(change: &Change, give: impl FnOnce(&str, &[u8], u32, Moment) -> T) -> T {
    fn of<R: Record, T>(changed: &Changed<R>, give: impl FnOnce(&str, &[u8], u32, Moment) -> T) -> T {
        let after = &changed.after;
        give(R::KIND, R::id_bytes(after.id()), after.seq(), after.last_at())
    }
    whatever!(change, changed => of(changed, give))
}

#[cfg(test)]
mod tests {
    use super::*;
    use motcua_core::command::KINDS;

    #[test]
    fn every_kind_of_record_has_its_table() {
        for kind in KINDS {
            let record = RecordRef { kind, id: b"x".to_vec() };
            assert!(stands(&record, 1).is_ok(), "{kind}");
        }
        assert!(stands(&RecordRef { kind: "none", id: Vec::new() }, 1).is_err());
    }
}
