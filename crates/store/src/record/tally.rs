//! The sums over dossiers that the scoreboard reads: what an act adds to them.

use super::dossier::Placed;
use crate::sql::Stmt;
use crate::{Cell, args};
use motcua_core::Day;
use motcua_core::act::Changed;
use motcua_core::dossier::Dossier;
use motcua_core::scoreboard::{Counts, tallies};
use std::collections::BTreeMap;

/// A key of the tally: parent, day of acceptance, unit, day it became true.
pub(crate) type TallyKey = (String, Day, String, Day);

/// Tally rows to add at the end of a group, each key once.
#[derive(Default)]
pub(crate) struct Tallies(BTreeMap<TallyKey, Counts>);

impl Tallies {
    pub(crate) fn add(&mut self, rows: Vec<(TallyKey, Counts)>) {
        for (key, counts) in rows {
            self.0.entry(key).or_default().add(&counts);
        }
    }

    pub(crate) fn statements(self) -> impl Iterator<Item = Stmt> {
        self.0.into_iter().map(|((parent, received, unit, as_day), counts)| {
            let mut args = args![parent, i64::from(received.0), unit, i64::from(as_day.0)];
            args.extend(counts.columns().map(Cell::Int));
            Stmt::new(TALLY_ADD, args)
        })
    }
}

/// The rows that one dossier's change adds to: its commune's and its province's.
pub(crate) fn rows_of(changed: &Changed<Dossier>, placed: &Placed) -> Vec<(TallyKey, Counts)> {
    let Placed { unit, parent, .. } = placed;
    let mut rows = Vec::new();
    for tally in tallies(changed.before.as_ref(), &changed.after) {
        let (received, as_day) = (tally.received_day, tally.as_day);
        rows.push(((parent.clone(), received, unit.to_string(), as_day), tally.counts));
        if !parent.is_empty() {
            rows.push(((String::new(), received, parent.clone(), as_day), tally.counts));
        }
    }
    rows
}

const TALLY_ADD: &str = "insert into tally (parent, received_day, unit, as_day, received, eligible, online, \
     resolved, online_resolved, on_time, digitised) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) \
     on conflict (parent, received_day, unit, as_day) do update set \
     received = tally.received + excluded.received, eligible = tally.eligible + excluded.eligible, \
     online = tally.online + excluded.online, resolved = tally.resolved + excluded.resolved, \
     online_resolved = tally.online_resolved + excluded.online_resolved, \
     on_time = tally.on_time + excluded.on_time, digitised = tally.digitised + excluded.digitised";
