//! The grouped writer of PostgreSQL. A group is one transaction; its acts go over the
//! wire in waves (see `plan`), each wave behind a savepoint and sent before the first
//! answer. An act that is beaten is known by what its statements touched: its wave is
//! undone and done again without it, and nothing else of the group.

use super::faults::{failed, fault};
use super::plan::{StatementForms, Step, steps, waves};
use super::{Address, borrowed, dollars, row};
use crate::args;
use crate::door::{self, DRAW_NUMBERS, KEYS_USED};
use crate::engine::{Failed, Job, next_group};
use crate::record::tally::Tallies;
use crate::sql::{Cell, Dialect, Row, Stmt};
use futures_util::future::{join, join_all, join3};
use motcua_core::act::Series;
use motcua_core::{Fault, FaultKind};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::mpsc::Receiver;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Statement};

/// The writer's life. A lost connection fails the group it was carrying and is
/// opened again for the next one.
pub(crate) fn write_until_closed(address: &Address, jobs: Receiver<Job>) {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            tracing::error!(%error, "no runtime for the PostgreSQL writer");
            return;
        }
    };
    let mut writer: Option<Writer> = None;
    while let Some(mut group) = next_group(&jobs) {
        let outcomes = runtime.block_on(async {
            if writer.as_ref().is_none_or(|writer| writer.client.is_closed()) {
                writer = Some(Writer::connect(address).await?);
            }
            match &mut writer {
                Some(writer) => writer.write_group(&mut group).await,
                None => Err(Failed::Broke(Fault::other("no connection"))),
            }
        });
        let outcomes = outcomes.unwrap_or_else(|failed| group.iter().map(|_| Err(failed.clone())).collect());
        for (job, outcome) in group.into_iter().zip(outcomes) {
            job.end(outcome);
        }
    }
}

/// Nothing is acknowledged before it is durable, whatever the role, the database or the
/// server's own settings say; a stronger setting (`remote_apply`) stays.
const DURABLE: &str = "select set_config('synchronous_commit', 'on', false) \
     where current_setting('synchronous_commit') in ('off', 'local')";

/// Every statement of ours finds its rows by a key. A plan that was made while a table was
/// small must not walk through it when it has grown, and none is worth compiling.
const HABITS: &str =
    "set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set jit = off";

struct Writer {
    client: Client,
    prepared: HashMap<&'static str, Prepared>,
    forms: StatementForms,
}

/// A text as the server knows it: for one, and for many at once.
struct Prepared {
    one: Statement,
    many: Option<Statement>,
}

/// An act that failed, and why.
type Beaten = (usize, Failed);

impl Writer {
    async fn connect(address: &Address) -> Result<Writer, Fault> {
        let (client, connection) = address.connect().await?;
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::warn!(
                    error = super::faults::told(&error),
                    "the PostgreSQL writer's connection ended"
                );
            }
        });
        client.batch_execute(HABITS).await.map_err(fault)?;
        client.batch_execute(DURABLE).await.map_err(fault)?;
        Ok(Writer { client, prepared: HashMap::new(), forms: StatementForms::default() })
    }

    /// Writes a group. An error means that nothing of it was kept, or that nobody can
    /// know whether it was.
    async fn write_group(&mut self, group: &mut [Job]) -> Result<Vec<Result<(), Failed>>, Failed> {
        let mut round = Round::of(group);
        let written = self.write_round(&mut round).await;
        if written.is_err() {
            let _ = self.client.batch_execute("rollback").await;
        }
        let forgotten = || Err(Failed::Broke(Fault::other("the writer left an act out")));
        written.map(|()| round.ends.into_iter().map(|end| end.unwrap_or_else(forgotten)).collect())
    }

    async fn write_round(&mut self, round: &mut Round<'_>) -> Result<(), Failed> {
        self.begin(round).await?;
        round.lay_out();
        round.acts.iter().for_each(|act| self.forms.learn(act));
        let waves = waves(&round.acts, &round.counters, &self.forms);
        // A single act is undone with its transaction.
        let mut mark = if round.acts.len() == 1 { Mark::Needless } else { Mark::Missing };
        for wave in 0..=waves.iter().copied().max().unwrap_or(0) {
            let mut parts = vec![(0..waves.len()).filter(|act| waves[*act] == wave).collect::<Vec<_>>()];
            while let Some(mut part) = parts.pop() {
                part.retain(|act| round.ends[*act].is_none());
                match self.send(&round.acts, &part, &mut mark).await {
                    Ok(beaten) if beaten.is_empty() => round.keep(&part),
                    Ok(beaten) => {
                        self.undo(&mut mark).await?;
                        round.end(beaten);
                        parts.push(part);
                    }
                    Err(Failed::Broke(fault)) if is_of_all(&fault) => return Err(Failed::Broke(fault)),
                    Err(failed) if part.len() == 1 => {
                        self.undo(&mut mark).await?;
                        round.end(vec![(part[0], failed)]);
                    }
                    // Which of many it was is not known: each half for itself.
                    Err(_) => {
                        self.undo(&mut mark).await?;
                        let second = part.split_off(part.len() / 2);
                        parts.extend([second, part]);
                    }
                }
            }
        }
        self.commit(round).await
    }

    /// The transaction begins, and each counter is touched once, in one order
    /// everywhere, so that two processes never wait for each other. What was written under
    /// its key before has ended already: it costs the others nothing.
    async fn begin(&mut self, round: &mut Round<'_>) -> Result<(), Failed> {
        let mut wanted: BTreeMap<Series, i64> = BTreeMap::new();
        for counter in round.counters.iter().flatten() {
            *wanted.entry(counter.clone()).or_default() += 1;
        }
        let draws: Vec<Stmt> = wanted.iter().map(|(counter, count)| draw(counter, *count)).collect();
        if !draws.is_empty() {
            self.forms.learn(&draws);
            self.prepare(DRAW_NUMBERS, true).await?;
        }
        let keys = round.keys();
        if !keys.is_empty() {
            self.prepare(KEYS_USED, false).await?;
        }
        // Polled in order, so they go over the wire in order.
        let begin = self.client.batch_execute("begin");
        let (begun, drawn, used) = join3(begin, self.drawn(&draws), self.used(&keys)).await;
        begun.map_err(failed)?;
        for row in drawn? {
            let (last, counter) = (row.int(0)?, Series(row.text(1)?.to_string()));
            let count = wanted.get(&counter).copied().unwrap_or_default();
            round.numbers.0.insert(counter, (last - count, last));
        }
        let used = used?;
        for (act, _) in keys.iter().filter(|(_, key)| used.contains(key)) {
            round.ends[*act] = Some(Err(Failed::Conflict));
        }
        Ok(())
    }

    async fn drawn(&self, draws: &[Stmt]) -> Result<Vec<Row>, Failed> {
        if draws.is_empty() {
            return Ok(Vec::new());
        }
        let rows: Vec<(usize, &Stmt)> = draws.iter().map(|draw| (0, draw)).collect();
        self.query_many(DRAW_NUMBERS, &rows).await
    }

    /// Those of these keys that were used before.
    async fn used(&self, keys: &[(usize, String)]) -> Result<HashSet<String>, Failed> {
        let Some(prepared) = self.prepared.get(KEYS_USED).filter(|_| !keys.is_empty()) else {
            return Ok(HashSet::new());
        };
        let keys: Vec<&str> = keys.iter().map(|(_, key)| key.as_str()).collect();
        let rows = self.client.query(&prepared.one, &[&keys]).await.map_err(failed)?;
        rows.iter().map(|row| Ok(row.try_get(0).map_err(fault)?)).collect()
    }

    /// Sends these acts, which do not meet, before the first answer; gives those that
    /// were beaten. An error is one of which it is not known whose it is.
    async fn send(
        &mut self,
        acts: &[Vec<Stmt>],
        part: &[usize],
        mark: &mut Mark,
    ) -> Result<Vec<Beaten>, Failed> {
        let own: Vec<(usize, &[Stmt])> = part.iter().map(|act| (*act, acts[*act].as_slice())).collect();
        let steps = steps(&own, &self.forms);
        if steps.iter().any(|step| !self.knows(step)) {
            // A text that the server does not take is only the affair of those who sent it.
            self.client.batch_execute(mark.set()).await.map_err(failed)?;
            for step in &steps {
                self.prepare(step.sql, step.rows.len() > 1).await?;
            }
        }
        // Polled in order, so they go over the wire in order.
        let marked = self.client.batch_execute(mark.set());
        let (marked, answers) = join(marked, join_all(steps.iter().map(|step| self.run(step)))).await;
        marked.map_err(failed)?;
        let mut beaten = Vec::new();
        for answer in answers {
            match answer {
                Ok(more) => beaten.extend(more),
                // After a failed statement all later ones fail too; their errors say nothing new.
                Err((Some(act), failed)) => {
                    beaten.push((act, failed));
                    break;
                }
                Err((None, failed)) if beaten.is_empty() => return Err(failed),
                Err((None, _)) => break,
            }
        }
        if beaten.is_empty() {
            mark.leave_behind();
        }
        Ok(beaten)
    }

    async fn undo(&self, mark: &mut Mark) -> Result<(), Failed> {
        match mark {
            Mark::Needless => Ok(()),
            Mark::Missing | Mark::Set | Mark::Behind => {
                *mark = Mark::Set;
                self.client.batch_execute("rollback to savepoint part").await.map_err(failed)
            }
        }
    }

    /// The sums of what was written, the numbers that nobody needed after all, and the
    /// commit.
    async fn commit(&mut self, round: &Round<'_>) -> Result<(), Failed> {
        let mut tallies = Tallies::default();
        let mut is_any = false;
        for (job, _) in round.group.iter().zip(&round.ends).filter(|(_, end)| matches!(end, Some(Ok(())))) {
            tallies.add(door::tally_rows(&job.write));
            is_any = true;
        }
        if !is_any {
            return self.client.batch_execute("rollback").await.map_err(failed);
        }
        let mut last: Vec<Stmt> = tallies.statements().collect();
        last.extend(round.numbers.unused());
        self.forms.learn(&last);
        let mut steps: Vec<Step<'_>> = Vec::new();
        for statement in &last {
            match steps.last_mut() {
                Some(step) if step.sql == statement.sql => step.rows.push((0, statement)),
                Some(_) | None => steps.push(Step { sql: statement.sql, rows: vec![(0, statement)] }),
            }
        }
        for step in &steps {
            self.prepare(step.sql, step.rows.len() > 1).await?;
        }
        let sent = join_all(steps.iter().map(|step| self.run(step)));
        let (sent, committed) = join(sent, self.client.batch_execute("commit")).await;
        // After a statement that failed the server takes a commit for a rollback.
        for answer in sent {
            answer.map_err(|(_, failed)| failed)?;
        }
        committed.map_err(failed)
    }

    fn knows(&self, step: &Step<'_>) -> bool {
        let is_many = step.rows.len() > 1;
        self.prepared.get(step.sql).is_some_and(|prepared| !is_many || prepared.many.is_some())
    }

    async fn prepare(&mut self, sql: &'static str, is_many: bool) -> Result<(), Fault> {
        if !self.prepared.contains_key(sql) {
            let one = self.client.prepare(&dollars(sql)).await.map_err(fault)?;
            self.prepared.insert(sql, Prepared { one, many: None });
        }
        let Some(prepared) = self.prepared.get_mut(sql).filter(|known| is_many && known.many.is_none())
        else {
            return Ok(());
        };
        let many = self.forms.of(sql).and_then(|form| form.many(prepared.one.params()));
        let many = many.ok_or_else(|| Fault::other(format!("not to be written as one: {sql}")))?;
        prepared.many = Some(self.client.prepare(&many).await.map_err(fault)?);
        Ok(())
    }

    /// Runs a step and gives the acts that it beats. An error ends the transaction; it is
    /// told whose it is, if that is known.
    async fn run(&self, step: &Step<'_>) -> Result<Vec<Beaten>, (Option<usize>, Failed)> {
        let [(act, statement)] = step.rows[..] else {
            return self.run_many(step).await.map_err(|failed| (None, failed));
        };
        match self.run_one(statement).await {
            Ok(touched) if statement.rows.is_some_and(|rows| rows != touched) => {
                Ok(vec![(act, Failed::Conflict)])
            }
            Ok(_) => Ok(Vec::new()),
            Err(Failed::Broke(fault)) if is_of_all(&fault) => Err((None, Failed::Broke(fault))),
            Err(failed) => Err((Some(act), failed)),
        }
    }

    async fn run_one(&self, statement: &Stmt) -> Result<u64, Failed> {
        let prepared = self.prepared.get(statement.sql).ok_or_else(|| Fault::other("not prepared"))?;
        self.client.execute(&prepared.one, &borrowed(&statement.args)).await.map_err(failed)
    }

    /// What belongs to one `?1` is of one act, so counting by it tells who was beaten.
    async fn run_many(&self, step: &Step<'_>) -> Result<Vec<Beaten>, Failed> {
        let rows = self.query_many(step.sql, &step.rows).await?;
        let adds = self.forms.of(step.sql).is_some_and(|form| form.adds);
        let mut touched: HashMap<&Cell, u64> = HashMap::new();
        for Row(cells) in &rows {
            *touched.entry(cells.first().unwrap_or(&Cell::Null)).or_default() += 1;
        }
        let mut expected: HashMap<&Cell, (usize, u64)> = HashMap::new();
        for (act, statement) in &step.rows {
            let first = statement.args.first().unwrap_or(&Cell::Null);
            if let Some(count) = statement.rows.or(adds.then_some(1)) {
                expected.entry(first).or_insert((*act, 0)).1 += count;
            }
        }
        let is_other = |first: &Cell, count: u64| touched.get(first).copied().unwrap_or(0) != count;
        let beaten = expected.into_iter().filter(|(first, (_, count))| is_other(first, *count));
        Ok(beaten.map(|(_, (act, _))| (act, Failed::Conflict)).collect())
    }

    async fn query_many(&self, sql: &'static str, rows: &[(usize, &Stmt)]) -> Result<Vec<Row>, Failed> {
        let prepared = self.prepared.get(sql).and_then(|prepared| prepared.many.as_ref());
        let prepared = prepared.ok_or_else(|| Fault::other("not prepared"))?;
        let column = |at: usize| rows.iter().map(move |(_, row)| row.args.get(at).unwrap_or(&Cell::Null));
        let columns: Vec<Vec<&Cell>> = (0..prepared.params().len()).map(|at| column(at).collect()).collect();
        let columns: Vec<&(dyn ToSql + Sync)> = columns.iter().map(|column| column as _).collect();
        let rows = self.client.query(prepared, &columns).await.map_err(failed)?;
        Ok(rows.iter().map(row).collect::<Result<_, _>>()?)
    }
}

/// A full disk or a lost connection is the whole group's affair.
fn is_of_all(fault: &Fault) -> bool {
    match fault.kind {
        FaultKind::DiskFull | FaultKind::Unavailable => true,
        FaultKind::ShelfUnavailable | FaultKind::Damaged | FaultKind::Other => false,
    }
}

/// Up to where a part that fails is undone.
enum Mark {
    /// There is nothing that must stay.
    Needless,
    /// Not set yet.
    Missing,
    /// Nothing has been kept since.
    Set,
    /// Something has been kept since.
    Behind,
}

impl Mark {
    /// The words that set it, when it is not; and then it is.
    fn set(&mut self) -> &'static str {
        let words = match self {
            Mark::Needless => return "",
            Mark::Set => "",
            Mark::Missing => "savepoint part",
            Mark::Behind => "release savepoint part; savepoint part",
        };
        *self = Mark::Set;
        words
    }

    fn leave_behind(&mut self) {
        if let Mark::Set = self {
            *self = Mark::Behind;
        }
    }
}

fn draw(Series(name): &Series, count: i64) -> Stmt {
    Stmt::new(DRAW_NUMBERS, args![name.as_str(), count])
}

/// The numbers that were drawn: of each counter the last that is used, and the last.
#[derive(Clone, Default)]
struct Numbers(BTreeMap<Series, (i64, i64)>);

impl Numbers {
    fn next(&mut self, counter: &Series) -> Result<i64, Fault> {
        let (used, last) = self.0.get_mut(counter).ok_or_else(|| Fault::other("no number was drawn"))?;
        if used == last {
            return Err(Fault::other("too few numbers were drawn"));
        }
        *used += 1;
        Ok(*used)
    }

    /// The last one was not needed.
    fn back(&mut self, counter: &Series) {
        if let Some((used, _)) = self.0.get_mut(counter) {
            *used -= 1;
        }
    }

    /// Gives back what is not used: the highest ones, so that no hole is left.
    fn unused(&self) -> impl Iterator<Item = Stmt> + '_ {
        let over = self.0.iter().filter(|(_, (used, last))| used < last);
        over.map(|(counter, (used, last))| draw(counter, used - last))
    }
}

/// A group on its way.
struct Round<'a> {
    group: &'a mut [Job],
    /// The counters from which each act wants a number.
    counters: Vec<Vec<Series>>,
    acts: Vec<Vec<Stmt>>,
    ends: Vec<Option<Result<(), Failed>>>,
    numbers: Numbers,
}

impl Round<'_> {
    fn of(group: &mut [Job]) -> Round<'_> {
        Round {
            counters: group.iter().map(|job| door::wants_numbers(&job.write)).collect(),
            acts: group.iter().map(|_| Vec::new()).collect(),
            ends: group.iter().map(|_| None).collect(),
            numbers: Numbers::default(),
            group,
        }
    }

    /// The clients' keys, where there are others whom a used one would cost something.
    fn keys(&self) -> Vec<(usize, String)> {
        if self.group.len() == 1 {
            return Vec::new();
        }
        let keys = self.group.iter().enumerate();
        keys.filter_map(|(act, job)| Some((act, door::key_of(&job.write)?.to_string()))).collect()
    }

    /// Gives each act that has not ended its numbers, in order, and makes its statements
    /// with them.
    fn lay_out(&mut self) {
        let mut numbers = self.numbers.clone();
        for at in 0..self.acts.len() {
            let is_made = !self.acts[at].is_empty() && self.counters[at].is_empty();
            if self.ends[at].is_some() || is_made {
                continue;
            }
            match statements(&mut self.group[at], &self.counters[at], &mut numbers) {
                Ok(statements) => self.acts[at] = statements,
                Err(fault) => {
                    self.ends[at] = Some(Err(Failed::Broke(fault)));
                    self.counters[at].iter().for_each(|counter| numbers.back(counter));
                }
            }
        }
    }

    /// These acts are written.
    fn keep(&mut self, part: &[usize]) {
        for act in part {
            self.ends[*act] = Some(Ok(()));
            for counter in &self.counters[*act] {
                if let Some((used, _)) = self.numbers.0.get_mut(counter) {
                    *used += 1;
                }
            }
        }
    }

    /// These acts failed; their numbers go to the acts after them.
    fn end(&mut self, beaten: Vec<Beaten>) {
        let mut is_numbered = false;
        for (act, failed) in beaten {
            self.ends[act].get_or_insert(Err(failed));
            is_numbered |= !self.counters[act].is_empty();
        }
        if is_numbered {
            self.lay_out();
        }
    }
}

fn statements(job: &mut Job, counters: &[Series], numbers: &mut Numbers) -> Result<Vec<Stmt>, Fault> {
    if !counters.is_empty() {
        door::take_numbers_back(&mut job.write);
        let drawn = counters.iter().map(|counter| numbers.next(counter)).collect::<Result<_, _>>()?;
        door::put_numbers(&mut job.write, drawn)?;
    }
    door::statements(&job.write, Dialect::Postgres)
}
