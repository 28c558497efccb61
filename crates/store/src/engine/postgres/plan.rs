//! In which waves the acts of a group are written, and in which steps the statements of
//! a wave go over the wire.
//!
//! Acts of one wave do not meet: they touch no common row, so none depends on another. Their
//! statements may run in any order between acts (within an act the order stays), equal ones
//! are written together, and an act that fails is left out without redoing the others. Acts
//! that may meet go into later waves, in the order in which they were handed in, so that
//! the result is the same as with one act per group.

use super::form::StatementForm;
use crate::sql::{Cell, Stmt};
use std::collections::HashMap;
use std::hash::Hash;

/// The forms of texts that were met.
#[derive(Default)]
pub(super) struct StatementForms(HashMap<&'static str, StatementForm>);

impl StatementForms {
    /// Learns the texts of these statements.
    pub(super) fn learn(&mut self, statements: &[Stmt]) {
        for statement in statements {
            self.0.entry(statement.sql).or_insert_with(|| StatementForm::of(statement.sql));
        }
    }

    /// The form of a text that was learnt.
    pub(super) fn of(&self, sql: &'static str) -> Option<&StatementForm> {
        self.0.get(sql)
    }
}

/// What statements of one table have in common, so that it can be said whether two meet.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
enum Lane {
    /// They meet when `?1` is the same.
    About(&'static str),
    /// They never meet: each adds a row unless it is there.
    Same(&'static str),
    /// They always meet.
    Whole,
}

/// The last waves in which a lane was used: at all, and for each `?1`.
struct Used<'a> {
    lane: Lane,
    last: usize,
    of: HashMap<&'a Cell, usize>,
}

/// The wave of each act. `counters` are the counters from which each act wants a number:
/// of those that want one from the same counter, a later act is never in an earlier wave,
/// so that numbers go by the order in which acts were handed in.
pub(super) fn waves<C: Eq + Hash>(
    acts: &[Vec<Stmt>],
    counters: &[Vec<C>],
    forms: &StatementForms,
) -> Vec<usize> {
    let mut tables: HashMap<&'static str, Vec<Used<'_>>> = HashMap::new();
    let mut counted: HashMap<&C, usize> = HashMap::new();
    let mut waves = Vec::with_capacity(acts.len());
    for (act, counters) in acts.iter().zip(counters) {
        let mut touched = Vec::new();
        for statement in act {
            let (lane, of) = lane(statement, forms);
            touched.extend(of.iter().map(|table| (*table, lane, statement.args.first())));
        }
        let before = |(table, lane, first): &(&'static str, Lane, Option<&Cell>)| {
            let used = tables.get(table).into_iter().flatten();
            used.filter_map(|used| meets(used, *lane, *first)).map(|wave| wave + 1).max()
        };
        let after_others = touched.iter().filter_map(before).max();
        let after_numbers = counters.iter().filter_map(|counter| counted.get(counter).copied()).max();
        let wave = after_others.max(after_numbers).unwrap_or(0);
        for (table, lane, first) in touched {
            let used = tables.entry(table).or_default();
            let at = used.iter().position(|used| used.lane == lane).unwrap_or_else(|| {
                used.push(Used { lane, last: wave, of: HashMap::new() });
                used.len() - 1
            });
            used[at].last = used[at].last.max(wave);
            if let Some(first) = first {
                let last = used[at].of.entry(first).or_insert(wave);
                *last = wave.max(*last);
            }
        }
        for counter in counters {
            counted.insert(counter, wave);
        }
        waves.push(wave);
    }
    waves
}

fn lane<'a>(statement: &Stmt, forms: &'a StatementForms) -> (Lane, &'a [&'static str]) {
    let Some(form) = forms.of(statement.sql) else { return (Lane::Whole, &[]) };
    let lane = match form.about {
        // A statement that needs to know whether the row was new meets every one that adds it.
        Some(_) if form.leaves && statement.rows.is_none() => Lane::Same(statement.sql),
        Some(column) if statement.args.first().is_some_and(|first| *first != Cell::Null) => {
            Lane::About(column)
        }
        Some(_) | None => Lane::Whole,
    };
    (lane, &form.tables)
}

/// The last wave of this use that the statement meets.
fn meets(used: &Used<'_>, lane: Lane, first: Option<&Cell>) -> Option<usize> {
    match (used.lane, lane) {
        (Lane::Same(one), Lane::Same(other)) if one == other => None,
        (Lane::About(one), Lane::About(other)) if one == other => {
            first.and_then(|first| used.of.get(first)).copied()
        }
        (Lane::Same(_) | Lane::About(_) | Lane::Whole, _) => Some(used.last),
    }
}

/// Statements of one text that go over the wire together, each with its act.
pub(super) struct Step<'a> {
    pub(super) sql: &'static str,
    pub(super) rows: Vec<(usize, &'a Stmt)>,
}

/// The steps of acts that do not meet.
pub(super) fn steps<'a>(acts: &[(usize, &'a [Stmt])], forms: &StatementForms) -> Vec<Step<'a>> {
    let mut steps: Vec<Step<'a>> = Vec::new();
    for (act, statements) in acts {
        // The statements of an act stay in order: what comes first holds rows
        // for what comes after it.
        let mut from = 0;
        for statement in *statements {
            let form = forms.of(statement.sql).filter(|form| form.is_foldable());
            let is_here = |step: &Step<'_>| {
                let takes_again = form.is_some_and(|form| !form.once);
                let is_again =
                    |(of, row): &(usize, &Stmt)| of == act && row.args.first() == statement.args.first();
                step.sql == statement.sql && (takes_again || !step.rows.iter().any(is_again))
            };
            let place = form.and_then(|_| (from..steps.len()).find(|at| is_here(&steps[*at])));
            from = place.unwrap_or_else(|| {
                steps.push(Step { sql: statement.sql, rows: Vec::new() });
                steps.len() - 1
            });
            steps[from].rows.push((*act, statement));
        }
    }
    for step in steps.iter_mut().filter(|step| forms.of(step.sql).is_some_and(StatementForm::is_foldable)) {
        // Rows are taken in one order by every process, so that two rarely wait for each other.
        step.rows.sort_by(|(_, one), (_, other)| one.args.first().cmp(&other.args.first()));
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args;
    use motcua_property::{Strategy, collection, holds, prop_oneof, sample};

    const CHANGE: &str = "update dossier set seq = ?3 where id = ?1 and seq = ?2";
    const EVENT: &str = "insert into event (dossier, seq) values (?1, ?2)";
    const NAMED: &str = "insert into named (digest) values (?1) on conflict (digest) do nothing";
    const OF_OWNER: &str = "update upload set state = 'refused' where owner = ?1";
    const ONE: &str = "update upload set state = 'taken' where id = ?1";
    const OLD: &str = "delete from session where at < ?1";
    const SESSION: &str = "insert into session (token) values (?1)";

    type Acts = Vec<Vec<Stmt>>;

    fn change(id: i64, seq: i64) -> Vec<Stmt> {
        vec![
            Stmt::one(CHANGE, args![id, seq, seq + 1]),
            Stmt::new(NAMED, args!["0"]),
            Stmt::one(EVENT, args![id, seq + 1]),
        ]
    }

    fn forms(acts: &[Vec<Stmt>]) -> StatementForms {
        let mut forms = StatementForms::default();
        acts.iter().for_each(|act| forms.learn(act));
        forms
    }

    fn waves_of(acts: &[Vec<Stmt>]) -> Vec<usize> {
        let nothing: Vec<Vec<u8>> = vec![Vec::new(); acts.len()];
        waves(acts, &nothing, &forms(acts))
    }

    #[test]
    fn only_what_may_meet_is_written_one_after_the_other() {
        let one = |sql, first: i64| vec![Stmt::new(sql, args![first])];
        let table: [(&str, Acts, &[usize]); 7] = [
            ("other dossiers, the same file", vec![change(1, 1), change(2, 1), change(3, 1)], &[0, 0, 0]),
            ("the same dossier", vec![change(1, 1), change(2, 1), change(1, 2), change(1, 3)], &[0, 0, 1, 2]),
            (
                "by another column",
                vec![one(ONE, 1), one(ONE, 2), one(OF_OWNER, 3), one(ONE, 4)],
                &[0, 0, 1, 2],
            ),
            ("by the same column", vec![one(OF_OWNER, 1), one(OF_OWNER, 2), one(OF_OWNER, 1)], &[0, 0, 1]),
            ("by no column", vec![one(SESSION, 1), one(OLD, 1), one(OLD, 1), one(SESSION, 2)], &[0, 1, 2, 3]),
            ("other tables", vec![one(OLD, 1), change(1, 1), one(ONE, 1)], &[0, 0, 0]),
            (
                "adding a file unless it is there, and asking whether it was",
                vec![
                    vec![Stmt::new(NAMED, args!["0"])],
                    vec![Stmt::new(NAMED, args!["0"])],
                    vec![Stmt::one(NAMED, args!["0"])],
                ],
                &[0, 0, 1],
            ),
        ];
        for (name, acts, expected) in table {
            assert_eq!(waves_of(&acts), expected, "{name}");
        }
    }

    #[test]
    fn numbers_of_a_counter_go_by_the_order_of_handing_in() {
        let acts = [change(1, 1), change(1, 1), change(2, 1), change(3, 1)];
        let counters = [vec!["a"], vec!["a"], vec!["a"], vec!["b"]];
        assert_eq!(waves(&acts, &counters, &forms(&acts)), [0, 1, 1, 0]);
    }

    #[test]
    fn equal_statements_of_many_acts_go_together_and_an_acts_own_stay_in_order() {
        let acts: Vec<Vec<Stmt>> = (0..200).map(|id| change(id, 1)).collect();
        let parts: Vec<(usize, &[Stmt])> = acts.iter().map(Vec::as_slice).enumerate().collect();
        let steps = steps(&parts, &forms(&acts));
        let told: Vec<_> = steps.iter().map(|step| (step.sql, step.rows.len())).collect();
        assert_eq!(told, [(CHANGE, 200), (NAMED, 200), (EVENT, 200)]);
    }

    #[test]
    fn a_row_is_changed_once_in_a_step_and_added_to_as_often_as_there_are_rows() {
        let act = vec![
            Stmt::one(EVENT, args![1i64, 2i64]),
            Stmt::one(EVENT, args![1i64, 3i64]),
            Stmt::new(ONE, args![1i64]),
            Stmt::new(ONE, args![2i64]),
            Stmt::new(ONE, args![1i64]),
            Stmt::new(OLD, args![1i64]),
            Stmt::new(OLD, args![1i64]),
            Stmt::one(EVENT, args![1i64, 4i64]),
        ];
        let forms = forms(std::slice::from_ref(&act));
        let steps = steps(&[(0, &act)], &forms);
        let told: Vec<_> = steps.iter().map(|step| (step.sql, step.rows.len())).collect();
        assert_eq!(told, [(EVENT, 2), (ONE, 2), (ONE, 1), (OLD, 1), (OLD, 1), (EVENT, 1)]);
    }
    /// Statements about so few rows that they often meet.
    fn statement() -> impl Strategy<Value = Stmt> {
        let about_one = (sample::select(vec![CHANGE, EVENT, OF_OWNER, ONE, SESSION, NAMED]), 0..3_i64);
        let asks = (0..3_i64).prop_map(|digest| Stmt::one(NAMED, args![digest]));
        let of_all = (0..3_i64).prop_map(|at| Stmt::new(OLD, args![at]));
        prop_oneof![6 => about_one.prop_map(|(sql, first)| Stmt::new(sql, args![first])), 1 => asks, 1 => of_all]
    }

    fn acts() -> impl Strategy<Value = Vec<(Vec<Stmt>, Vec<u8>)>> {
        collection::vec((collection::vec(statement(), 0..4), collection::vec(0..2_u8, 0..2)), 0..9)
    }

    /// The same, told row by row: what each text of these tests touches.
    fn touch_a_row(one: &Stmt, other: &Stmt) -> bool {
        let table = |sql: &str| [CHANGE, EVENT, NAMED, ONE, SESSION].iter().position(|known| *known == sql);
        match (one.sql, other.sql) {
            (NAMED, NAMED) if one.rows.is_none() && other.rows.is_none() => false,
            (NAMED, NAMED) => one.rows.is_none() || other.rows.is_none() || one.args == other.args,
            (OF_OWNER, ONE) | (ONE, OF_OWNER) | (OLD, SESSION) | (SESSION, OLD) | (OLD, OLD) => true,
            (OF_OWNER, OF_OWNER) => one.args == other.args,
            (one_sql, other_sql) => {
                table(one_sql) == table(other_sql) && table(one_sql).is_some() && one.args == other.args
            }
        }
    }

    #[test]
    fn an_act_comes_right_after_the_last_that_it_meets_and_never_before_one_with_its_counter() {
        holds(1_000, acts(), |given| {
            let (acts, counters): (Acts, Vec<Vec<u8>>) = given.into_iter().unzip();
            let mut want: Vec<usize> = Vec::new();
            for (at, act) in acts.iter().enumerate() {
                let meets = |before: &Vec<Stmt>| {
                    act.iter().any(|one| before.iter().any(|other| touch_a_row(one, other)))
                };
                let after = (0..at).filter(|before| meets(&acts[*before])).map(|before| want[before] + 1);
                let counts = |before: &usize| counters[*before].iter().any(|one| counters[at].contains(one));
                let with = (0..at).filter(counts).map(|before| want[before]);
                want.push(after.chain(with).max().unwrap_or(0));
            }
            assert_eq!(waves(&acts, &counters, &forms(&acts)), want);
        });
    }

    #[test]
    fn every_statement_goes_over_the_wire_once_and_after_those_that_its_act_has_before_it() {
        holds(1_000, acts(), |given| {
            let acts: Acts = given.into_iter().map(|(act, _)| act).collect();
            let parts: Vec<(usize, &[Stmt])> = acts.iter().map(Vec::as_slice).enumerate().collect();
            let mut places: Vec<Vec<(usize, usize)>> = vec![Vec::new(); acts.len()];
            for (step, written) in steps(&parts, &forms(&acts)).iter().enumerate() {
                for (act, statement) in &written.rows {
                    let own = acts[*act].iter().position(|one| std::ptr::eq(one, *statement)).unwrap();
                    assert_eq!(statement.sql, written.sql);
                    places[*act].push((own, step));
                }
            }
            for (act, places) in acts.iter().zip(&mut places) {
                places.sort_unstable();
                let own: Vec<usize> = places.iter().map(|(own, _)| *own).collect();
                assert_eq!(own, (0..act.len()).collect::<Vec<_>>(), "once");
                assert!(places.is_sorted_by_key(|(_, step)| *step), "in order: {places:?}");
            }
        });
    }
}
