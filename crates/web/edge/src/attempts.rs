//! The counting of wrong tries at secrets, and of work that strangers ask for. Nobody can switch it
//! off by trying much: each kind of try has tables of its own and of one size, a full table forgets
//! the oldest and never the newest, and what has been closed stays closed for its time.

use motcua_core::dossier::DossierCode;
use motcua_core::{Moment, Refusal};
use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::Mutex;

/// Wrong tries at one secret or one account.
pub const TRIES_AT_ONE_MAX: usize = 5;
/// Wrong tries from one place at anything: a whole office and everybody in its hall may share
/// one address.
pub const TRIES_FROM_ONE_PLACE_MAX: usize = 50;
/// Codes of papers from one place that no paper has: three times as many files of strangers as are
/// looked at in one sending. A right code counts nothing.
pub const CODES_FROM_ONE_PLACE_MAX: usize = 300;
/// Looks at files from one place, of which a sending takes one to [`LOOKS_AT_ONCE`]: thirty full sendings, or
/// 120 photographs.
pub const LOOKS_FROM_ONE_PLACE_MAX: usize = 120;
/// Looks that a sending takes at most.
pub const LOOKS_AT_ONCE: usize = 4;
/// For how many minutes a name or place is refused after that.
pub const CLOSED_MINUTES: i64 = 15;
const WINDOW_MS: i64 = CLOSED_MINUTES * 60_000;
/// How many names one table keeps.
const ROOM: usize = 100_000;

/// What is tried, and from where.
#[derive(Debug, Clone, Copy)]
pub enum Tried<'a> {
    /// The secret of a receipt. Counted for the code *and* the place, so that strangers
    /// elsewhere cannot close the door for the person; and for the place.
    Receipt {
        /// Whose secret.
        code: &'a DossierCode,
        /// [`Visit::from`](super::visit::Visit).
        from: &'a str,
    },
    /// The password of an account.
    SignIn {
        /// The name that was typed.
        name: &'a str,
        /// From where.
        from: &'a str,
    },
    /// A check code, to see whether a paper has it. Counted for the place alone: nobody guesses 80 bits, so only
    /// the asking has to be held back.
    Code {
        /// From where.
        from: &'a str,
    },
    /// Files to be looked at, which takes seconds: each look counts, whatever was found.
    Look {
        /// From where.
        from: &'a str,
    },
    /// The code of a paper that an agency made, and what only its holder can read on it.
    Paper {
        /// Of which paper ([`motcua_core::deed::CheckCode::as_str`]). Counted with the place, like receipts.
        code: &'a str,
        /// From where.
        from: &'a str,
    },
    /// The short code of a draft.
    Resume {
        /// From where.
        from: &'a str,
    },
}

/// Wrong tries of late.
pub struct Attempts(Mutex<Tables>);

struct Tables {
    receipts: Table,
    receipts_from: Table,
    names: Table,
    names_from: Table,
    drafts_from: Table,
    papers: Table,
    papers_from: Table,
    codes_from: Table,
    looks_from: Table,
}

impl Default for Attempts {
    fn default() -> Attempts {
        let (one, place) = (TRIES_AT_ONE_MAX, TRIES_FROM_ONE_PLACE_MAX);
        Attempts(Mutex::new(Tables {
            receipts: Table::of(one, ROOM),
            receipts_from: Table::of(place, ROOM),
            names: Table::of(one, ROOM),
            names_from: Table::of(place, ROOM),
            drafts_from: Table::of(place, ROOM),
            papers: Table::of(one, ROOM),
            papers_from: Table::of(place, ROOM),
            codes_from: Table::of(CODES_FROM_ONE_PLACE_MAX, ROOM),
            looks_from: Table::of(LOOKS_FROM_ONE_PLACE_MAX, ROOM),
        }))
    }
}

impl Attempts {
    /// Refuses after too many recent wrong tries (`account.too-many-tries`).
    pub fn check(&self, tried: Tried<'_>, now: Moment) -> Result<(), Refusal> {
        let checked = self.each(tried, |table, name| table.check(&name, 1, now));
        checked.into_iter().collect::<Result<(), Closed>>().map_err(|closed| tried.refused(closed))
    }

    /// A try that takes a while: refused like [`check`](Attempts::check), else counted as wrong
    /// until it was right. So many that are sent at once are as many as are sent one by one.
    pub fn begin(&self, tried: Tried<'_>, now: Moment) -> Result<(), Refusal> {
        self.begin_several(tried, 1, now)
    }

    /// The same of several tries: all are begun, or none.
    pub fn begin_several(&self, tried: Tried<'_>, several: usize, now: Moment) -> Result<(), Refusal> {
        let mut tables = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        // A try that is refused counts nowhere: else a closed place could close names.
        for (table, name) in tables.of(tried) {
            table.check(&name, several, now).map_err(|closed| tried.refused(closed))?;
        }
        for _ in 0..several {
            tables.of(tried).into_iter().for_each(|(table, name)| table.wrong(name, now));
        }
        Ok(())
    }

    /// A try that was begun at this moment does not count.
    pub fn was_right(&self, tried: Tried<'_>, begun: Moment) {
        self.each(tried, |table, name| table.forget(&name, begun));
    }

    /// Remembers a wrong try.
    pub fn wrong(&self, tried: Tried<'_>, now: Moment) {
        self.each(tried, |table, name| table.wrong(name, now));
    }

    /// If the address of the client is not known, tries are not counted by place: one person's
    /// mistakes must not lock out everybody. Only codes of drafts, which anybody can guess, are
    /// still counted together.
    fn each<T>(&self, tried: Tried<'_>, mut what: impl FnMut(&mut Table, String) -> T) -> Vec<T> {
        let mut tables = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        tables.of(tried).into_iter().map(|(table, name)| what(table, name)).collect()
    }
}

impl Tried<'_> {
    fn refused(self, Closed { seconds }: Closed) -> Refusal {
        let refusal = Refusal::of(match self {
            Tried::Look { .. } => "deed.too-many-looks",
            _ => "account.too-many-tries",
        });
        refusal.with("minutes", seconds.div_ceil(60)).with("seconds", seconds)
    }
}

impl Tables {
    /// Where such a try is counted, and under which name.
    fn of(&mut self, tried: Tried<'_>) -> Vec<(&mut Table, String)> {
        let Tables { receipts, receipts_from, names, names_from, drafts_from, papers, papers_from, .. } =
            self;
        let counted = match tried {
            Tried::Receipt { code, from } => {
                [Some((receipts, format!("{code} {from}"))), placed(receipts_from, from)]
            }
            Tried::SignIn { name, from } => [Some((names, name.to_string())), placed(names_from, from)],
            Tried::Paper { code, from } => {
                [Some((papers, format!("{code} {from}"))), placed(papers_from, from)]
            }
            Tried::Code { from } => [placed(&mut self.codes_from, from), None],
            Tried::Look { from } => [placed(&mut self.looks_from, from), None],
            Tried::Resume { from } => [Some((drafts_from, from.to_string())), None],
        };
        counted.into_iter().flatten().collect()
    }
}

fn placed<'t>(table: &'t mut Table, from: &str) -> Option<(&'t mut Table, String)> {
    (!from.is_empty()).then(|| (table, from.to_string()))
}

/// The place of an address: for IPv6 the network, because one machine can use any number of
/// addresses in it.
pub fn place(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

/// Tries by name, the last tries in the order in which they were made: what is over is
/// found at the front, so that nobody looks through all of it.
struct Table {
    most: usize,
    room: usize,
    kept: HashMap<String, Tries>,
    /// Names with fewer tries than are allowed: these may be forgotten for others.
    open: BTreeMap<Turn, String>,
    /// Names with as many as are allowed.
    closed: BTreeMap<Turn, String>,
    drawn: u64,
}

struct Tries {
    /// Of late; never more than are allowed.
    at: Vec<Moment>,
    turn: Turn,
}

/// For how many seconds more.
struct Closed {
    seconds: u64,
}

/// When the last try was, and a number for those of one moment.
type Turn = (Moment, u64);

impl Table {
    fn of(most: usize, room: usize) -> Table {
        let (kept, open, closed) = (HashMap::new(), BTreeMap::new(), BTreeMap::new());
        Table { most, room, kept, open, closed, drawn: 0 }
    }

    /// Whether there is room for so many more tries.
    fn check(&mut self, name: &str, several: usize, now: Moment) -> Result<(), Closed> {
        self.forget_over(now);
        let since = match self.kept.get_mut(name) {
            Some(tries) => {
                tries.at.retain(|at| !is_over(*at, now));
                // As many as are too many have to be over first.
                let over = (tries.at.len() + several).checked_sub(self.most + 1);
                over.and_then(|over| tries.at.get(over)).copied()
            }
            // The table is full of closed names, so no other could be counted: all are refused.
            None if self.closed.len() >= self.room => self.closed.keys().next().map(|(at, _)| *at),
            None => None,
        };
        match since {
            None => Ok(()),
            Some(since) => {
                let left_ms = u64::try_from(since.0 + WINDOW_MS - now.0).unwrap_or_default();
                Err(Closed { seconds: left_ms.div_ceil(1000).max(1) })
            }
        }
    }

    fn wrong(&mut self, name: String, now: Moment) {
        self.forget_over(now);
        let mut at = match self.kept.remove(&name) {
            Some(tries) => {
                self.open.remove(&tries.turn);
                self.closed.remove(&tries.turn);
                tries.at
            }
            None => Vec::new(),
        };
        at.retain(|at| !is_over(*at, now));
        if self.kept.len() >= self.room {
            match self.open.pop_first() {
                Some((_, oldest)) => drop(self.kept.remove(&oldest)),
                // The table is full of closed names: `check` refuses this one too.
                None => return,
            }
        }
        at.push(now);
        if at.len() > self.most {
            at.remove(0);
        }
        self.drawn += 1;
        let turn = (now, self.drawn);
        let order = if at.len() < self.most { &mut self.open } else { &mut self.closed };
        order.insert(turn, name.clone());
        self.kept.insert(name, Tries { at, turn });
    }

    /// One try of this moment is taken back.
    fn forget(&mut self, name: &str, at: Moment) {
        let Some(mut tries) = self.kept.remove(name) else { return };
        self.open.remove(&tries.turn);
        self.closed.remove(&tries.turn);
        if let Some(nth) = tries.at.iter().rposition(|each| *each == at) {
            tries.at.remove(nth);
        }
        if tries.at.is_empty() {
            return;
        }
        let order = if tries.at.len() < self.most { &mut self.open } else { &mut self.closed };
        order.insert(tries.turn, name.to_string());
        self.kept.insert(name.to_string(), tries);
    }

    fn forget_over(&mut self, now: Moment) {
        for order in [&mut self.open, &mut self.closed] {
            while order.first_key_value().is_some_and(|((at, _), _)| is_over(*at, now)) {
                if let Some((_, name)) = order.pop_first() {
                    self.kept.remove(&name);
                }
            }
        }
    }
}

fn is_over(at: Moment, now: Moment) -> bool {
    now.0 - at.0 >= WINDOW_MS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed(attempts: &Attempts, tried: Tried<'_>, at: i64) -> bool {
        match attempts.check(tried, Moment(at)) {
            Ok(()) => false,
            Err(refusal) => refusal.code == "account.too-many-tries",
        }
    }

    fn code(number: u32) -> DossierCode {
        DossierCode::parse(&format!("H57.101-250714-{number:04}")).unwrap()
    }

    #[test]
    fn five_wrong_tries_close_the_door_for_a_quarter_of_an_hour() {
        let attempts = Attempts::default();
        let (one, other) = (code(1), code(2));
        let here = Tried::Receipt { code: &one, from: "192.0.2.1" };
        for at in 0..5 {
            attempts.check(here, Moment(at)).unwrap();
            attempts.wrong(here, Moment(at));
        }
        let refusal = attempts.check(here, Moment(5)).unwrap_err();
        assert_eq!((refusal.arg("minutes"), refusal.arg("seconds")), (Some("15"), Some("900")));
        let refusal = attempts.check(here, Moment(WINDOW_MS - 60_001)).unwrap_err();
        assert_eq!((refusal.arg("minutes"), refusal.arg("seconds")), (Some("2"), Some("61")));
        for open in [
            Tried::Receipt { code: &one, from: "192.0.2.2" },
            Tried::Receipt { code: &other, from: "192.0.2.1" },
            Tried::SignIn { name: "H57.101-250714-0001 192.0.2.1", from: "192.0.2.1" },
            Tried::Resume { from: "192.0.2.1" },
        ] {
            assert!(!closed(&attempts, open, 5), "{open:?}");
        }
        assert!(!closed(&attempts, here, WINDOW_MS), "the first try is over");
    }

    #[test]
    fn many_tries_at_once_are_no_more_than_one_after_the_other() {
        let attempts = Attempts::default();
        let tried = Tried::SignIn { name: "lan", from: "192.0.2.1" };
        let begun = (0..120).filter(|_| attempts.begin(tried, Moment(0)).is_ok()).count();
        assert_eq!(begun, TRIES_AT_ONE_MAX);
        attempts.was_right(tried, Moment(0));
        assert!(!closed(&attempts, tried, 1), "the right one does not count");
        attempts.wrong(tried, Moment(1));
        assert!(closed(&attempts, tried, 2));
        // A place that is closed closes no name.
        for at in 0..TRIES_FROM_ONE_PLACE_MAX {
            attempts.wrong(Tried::SignIn { name: &format!("n{at}"), from: "192.0.2.3" }, Moment(0));
        }
        for _ in 0..TRIES_AT_ONE_MAX {
            assert!(attempts.begin(Tried::SignIn { name: "chi", from: "192.0.2.3" }, Moment(0)).is_err());
        }
        assert!(!closed(&attempts, Tried::SignIn { name: "chi", from: "192.0.2.4" }, 1));
        // Right ones leave nothing behind.
        let other = Tried::SignIn { name: "binh", from: "192.0.2.2" };
        for at in 0..200 {
            attempts.begin(other, Moment(at)).unwrap();
            attempts.was_right(other, Moment(at));
        }
        assert!(!attempts.0.lock().unwrap().names.kept.contains_key("binh"));
    }

    #[test]
    fn one_place_has_so_many_tries_at_whatever() {
        let codes: Vec<DossierCode> = (1..=51).map(code).collect();
        for (from, want) in [("192.0.2.1", true), ("", false)] {
            let attempts = Attempts::default();
            for code in &codes[..TRIES_FROM_ONE_PLACE_MAX] {
                let tried = Tried::Receipt { code, from };
                assert!(!closed(&attempts, tried, 0));
                attempts.wrong(tried, Moment(0));
            }
            assert_eq!(closed(&attempts, Tried::Receipt { code: &codes[50], from }, 1), want, "{from:?}");
            assert!(!closed(&attempts, Tried::Receipt { code: &codes[50], from: "192.0.2.2" }, 1));
        }
    }

    #[test]
    fn looks_are_taken_all_or_none_and_open_one_after_the_other() {
        let attempts = Attempts::default();
        let here = Tried::Look { from: "192.0.2.1" };
        for at in 0..LOOKS_FROM_ONE_PLACE_MAX / LOOKS_AT_ONCE {
            attempts.begin_several(here, LOOKS_AT_ONCE, Moment(at as i64 * 60)).unwrap();
            // One that was not needed is given back.
            attempts.was_right(here, Moment(at as i64 * 60));
            attempts.begin(here, Moment(at as i64 * 60)).unwrap();
        }
        let refused = attempts.begin_several(here, 1, Moment(2_000)).unwrap_err();
        assert_eq!((refused.code, refused.arg("minutes")), ("deed.too-many-looks", Some("15")));
        assert!(
            attempts.begin_several(Tried::Look { from: "192.0.2.2" }, LOOKS_AT_ONCE, Moment(2_000)).is_ok()
        );
        // Those of the first sending are over: so many more, and no single one beyond.
        assert!(attempts.begin_several(here, LOOKS_AT_ONCE + 1, Moment(WINDOW_MS)).is_err());
        assert!(attempts.begin_several(here, LOOKS_AT_ONCE, Moment(WINDOW_MS)).is_ok());
        assert!(attempts.begin(here, Moment(WINDOW_MS)).is_err());
    }

    #[test]
    fn of_an_ipv6_address_the_network_is_the_place() {
        for (address, want) in [
            ("192.0.2.1", "192.0.2.1"),
            ("::ffff:192.0.2.1", "192.0.2.1"),
            ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
            ("2001:db8:1:2:ffff:1:2:3", "2001:db8:1:2::/64"),
            ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ] {
            assert_eq!(place(address.parse().unwrap()), want, "{address}");
        }
    }

    #[test]
    fn a_full_table_forgets_the_oldest_and_goes_on_counting() {
        let mut table = Table::of(2, 3);
        let name = |at: usize| format!("n{at}");
        for at in 0..1000 {
            table.wrong(name(at), Moment(at as i64));
            assert_eq!(table.kept.len(), 3.min(at + 1));
            assert_eq!(table.kept.len(), table.open.len() + table.closed.len());
        }
        // After all that, two wrong tries close a door as before.
        for _ in 0..2 {
            assert!(table.check("new", 1, Moment(1000)).is_ok());
            table.wrong("new".into(), Moment(1000));
        }
        assert!(table.check("new", 1, Moment(1000)).is_err());
        // And nobody opens it by trying elsewhere.
        (0..1000).for_each(|at| table.wrong(name(at), Moment(1001)));
        assert!(table.check("new", 1, Moment(1002)).is_err());
        assert!(table.check("new", 1, Moment(1000 + WINDOW_MS)).is_ok());
    }

    #[test]
    fn a_table_of_closed_doors_closes_all_until_the_first_opens() {
        let mut table = Table::of(2, 3);
        for name in ["a", "b", "c"] {
            table.wrong(name.into(), Moment(0));
            table.wrong(name.into(), Moment(0));
        }
        for _ in 0..10 {
            table.wrong("d".into(), Moment(1));
            assert!(table.check("d", 1, Moment(1)).is_err());
        }
        assert!(table.check("d", 1, Moment(WINDOW_MS)).is_ok());
        assert!(table.kept.is_empty());
    }

    #[test]
    fn a_hundred_thousand_wrong_keys_do_not_switch_the_limit_off() {
        let attempts = Attempts::default();
        let flooded = code(1);
        // Each from another place, so that nothing else stops them.
        for at in 0..ROOM + 200 {
            let from = format!("198.51.{}.{}:{at}", at % 256, at / 256 % 256);
            attempts.wrong(Tried::Receipt { code: &flooded, from: &from }, Moment(0));
            attempts.wrong(Tried::SignIn { name: &from, from: &from }, Moment(0));
        }
        let wanted = code(2);
        for tried in [
            Tried::Receipt { code: &wanted, from: "192.0.2.1" },
            Tried::SignIn { name: "thuly1.phuvang", from: "192.0.2.1" },
        ] {
            for _ in 0..TRIES_AT_ONE_MAX {
                assert!(!closed(&attempts, tried, 1), "{tried:?}");
                attempts.wrong(tried, Moment(1));
            }
            assert!(closed(&attempts, tried, 1), "{tried:?}");
        }
    }
}
