//! When each piece of work is due. Pure: the clock is an argument, and may jump.

use motcua_core::Moment;

/// A piece of work that comes again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Task {
    /// Its name, for the log.
    pub name: &'static str,
    /// How long after the start it is due first, in milliseconds.
    pub first_ms: i64,
    /// How long after it ended it is due again, in milliseconds.
    pub every_ms: i64,
    /// On which servers.
    pub on: Servers,
}

/// On which servers of an installation something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Servers {
    /// On each: it is about what the server itself holds.
    Each,
    /// On one at a time.
    One,
}

/// Whether there is more to do at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum More {
    /// There is.
    AtOnce,
    /// There is not.
    Later,
}

/// What is due when.
#[derive(Debug)]
pub struct Schedule {
    lines: Vec<ScheduledTask>,
}

#[derive(Debug)]
struct ScheduledTask {
    task: Task,
    next_at: Moment,
    is_running: bool,
}

impl Schedule {
    /// These tasks, from now on.
    pub fn new(tasks: impl IntoIterator<Item = Task>, now: Moment) -> Schedule {
        let line =
            |task: Task| ScheduledTask { task, next_at: now.plus_ms(task.first_ms), is_running: false };
        Schedule { lines: tasks.into_iter().map(line).collect() }
    }

    /// The tasks to begin now, by their places in the list; they count as running. What is
    /// for one server at a time is left out unless it is this one's turn. However far the
    /// clock went forward, each is due once.
    pub fn begin(&mut self, now: Moment, is_our_turn: bool) -> Vec<usize> {
        let mut due = Vec::new();
        for (nth, line) in self.lines.iter_mut().enumerate().filter(|(_, line)| !line.is_running) {
            // The clock was set back: nothing waits longer than it would from now.
            let latest = now.plus_ms(line.task.every_ms.max(line.task.first_ms));
            line.next_at = line.next_at.min(latest);
            let is_ours = is_our_turn || line.task.on == Servers::Each;
            if is_ours && line.next_at <= now {
                line.is_running = true;
                due.push(nth);
            }
        }
        due
    }

    /// A task ended.
    pub fn ended(&mut self, nth: usize, now: Moment, more: More) {
        if let Some(line) = self.lines.get_mut(nth) {
            line.is_running = false;
            line.next_at = match more {
                More::AtOnce => now,
                More::Later => now.plus_ms(line.task.every_ms),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR_MS: i64 = 3_600_000;

    fn schedule() -> Schedule {
        let task = |name, first_ms, every_ms, on| Task { name, first_ms, every_ms, on };
        let tasks = [
            task("scan", 0, 2_000, Servers::One),
            task("sweep", 600_000, 6 * HOUR_MS, Servers::One),
            task("follow", 0, 3_000, Servers::Each),
        ];
        Schedule::new(tasks, Moment(0))
    }

    #[test]
    fn each_task_is_due_when_its_time_has_come_and_never_twice_at_once() {
        let mut schedule = schedule();
        assert_eq!(schedule.begin(Moment(0), true), [0, 2]);
        assert_eq!(schedule.begin(Moment(10_000), true), [0_usize; 0], "both are running");
        schedule.ended(0, Moment(10_000), More::AtOnce);
        assert_eq!(schedule.begin(Moment(10_000), true), [0], "there was more");
        schedule.ended(0, Moment(11_000), More::Later);
        schedule.ended(2, Moment(11_000), More::Later);
        assert_eq!(schedule.begin(Moment(12_999), true), [0_usize; 0]);
        assert_eq!(schedule.begin(Moment(13_000), true), [0]);
        assert_eq!(schedule.begin(Moment(600_000), true), [1, 2]);
    }

    #[test]
    fn what_one_server_does_waits_until_it_is_its_turn() {
        let mut schedule = schedule();
        assert_eq!(schedule.begin(Moment(0), false), [2]);
        assert_eq!(schedule.begin(Moment(1), true), [0]);
    }

    #[test]
    fn a_clock_that_jumps_neither_stops_the_work_nor_does_it_twice() {
        let mut schedule = schedule();
        for nth in schedule.begin(Moment(0), true) {
            schedule.ended(nth, Moment(0), More::Later);
        }
        // An hour forward: due once, not for every time that was jumped over.
        assert_eq!(schedule.begin(Moment(HOUR_MS), true), [0, 1, 2]);
        for nth in 0..3 {
            schedule.ended(nth, Moment(HOUR_MS), More::Later);
        }
        assert_eq!(schedule.begin(Moment(HOUR_MS + 1), true), [0_usize; 0]);
        // An hour back: nothing waits an hour for it.
        assert_eq!(schedule.begin(Moment(0), true), [0_usize; 0]);
        assert_eq!(schedule.begin(Moment(3_000), true), [0, 2]);
        assert_eq!(schedule.begin(Moment(6 * HOUR_MS), true), [1]);
    }
}
