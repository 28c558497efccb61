//! One reading of the tally: every unit and every day of a period, in one
//! statement, so that the parts of a page are of one moment and add up. A reading
//! of a month adds tens of thousands of rows, so for a second the next person is
//! given the same one, with its own time on it.

use motcua_core::directory::UnitCode;
use motcua_core::scoreboard::Counts;
use motcua_core::{Day, Fault, Moment};
use motcua_edge::app::App;
use motcua_store::scoreboard::{self, Period};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

/// What was read, and when.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Of which period.
    pub period: Period,
    /// The moment that the figures describe: of the reading while the last day of
    /// the snapshot still runs, else the end of that day.
    pub snapshot: Moment,
    /// The last day of the snapshot is over, so these figures stay.
    pub is_closed: bool,
    read_at: Moment,
    province: UnitCode,
    by_unit: BTreeMap<UnitCode, BTreeMap<Day, Counts>>,
}

impl Reading {
    /// Reads the period for the province of the visit and all its communes.
    fn take(app: &App, period: Period) -> Result<Reading, Fault> {
        let now = app.now();
        let is_closed = period.as_of < now.day();
        let snapshot = if is_closed { period.as_of.plus(1).at(0).plus_ms(-1) } else { now };
        let province = app.province.clone();
        let mut by_unit: BTreeMap<UnitCode, BTreeMap<Day, Counts>> = BTreeMap::new();
        for (unit, day, counts) in app.read(|rows| scoreboard::by_unit_and_day(rows, &province, period))? {
            by_unit.entry(unit).or_default().insert(day, counts);
        }
        Ok(Reading { period, snapshot, is_closed, read_at: now, province, by_unit })
    }

    /// The sums of a unit.
    pub fn of(&self, unit: &UnitCode) -> Counts {
        let mut sum = Counts::default();
        self.by_unit.get(unit).into_iter().flat_map(BTreeMap::values).for_each(|counts| sum.add(counts));
        sum
    }

    /// The sums of a unit on one day.
    pub fn on(&self, unit: &UnitCode, day: Day) -> Counts {
        self.by_unit.get(unit).and_then(|days| days.get(&day)).copied().unwrap_or_default()
    }

    /// The communes: those in force on the last day of the period, with zeros
    /// where nothing was received, and those that received anything all the same.
    pub fn communes(&self, app: &App) -> Vec<(UnitCode, Counts)> {
        let in_force = app.law.directory.children_on(&self.province, self.period.to);
        let mut units: Vec<UnitCode> = in_force.map(|unit| unit.code.clone()).collect();
        units.extend(self.by_unit.keys().filter(|unit| **unit != self.province).cloned());
        units.sort();
        units.dedup();
        units.into_iter().map(|unit| (unit.clone(), self.of(&unit))).collect()
    }

    /// What the province's own centre received: its sums without its communes'.
    pub fn own_centre(&self) -> Counts {
        let mut own = self.of(&self.province).columns();
        for unit in self.by_unit.keys().filter(|unit| **unit != self.province) {
            for (here, below) in own.iter_mut().zip(self.of(unit).columns()) {
                *here -= below;
            }
        }
        Counts::from_columns(own)
    }

    /// The province that was read.
    pub fn province(&self) -> &UnitCode {
        &self.province
    }
}

/// How long a reading is given to others, in milliseconds.
const GIVEN_FOR_MS: i64 = 1000;
/// How many periods are remembered.
const PERIODS_MAX: usize = 16;

type Slot = Arc<tokio::sync::Mutex<Option<Arc<Reading>>>>;

/// The readings of the last second, by province and period.
#[derive(Default)]
pub struct Readings(Mutex<HashMap<(UnitCode, Period), Slot>>);

impl Readings {
    /// A reading of the period that is less than a second old. Whoever asks while
    /// somebody else reads the same period waits for that reading.
    pub async fn of(&self, app: &Arc<App>, period: Period) -> Result<Arc<Reading>, Fault> {
        let slot = self.slot((app.province.clone(), period));
        let mut kept = slot.lock().await;
        // A clock that stands still tells no age, so then every reading is new.
        if let Some(reading) = &*kept
            && (1..GIVEN_FOR_MS).contains(&(app.now().0 - reading.read_at.0))
        {
            return Ok(reading.clone());
        }
        let server = app.clone();
        let taken = tokio::task::spawn_blocking(move || Reading::take(&server, period));
        let reading = Arc::new(taken.await.map_err(Fault::other)??);
        *kept = Some(reading.clone());
        Ok(reading)
    }

    fn slot(&self, of: (UnitCode, Period)) -> Slot {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if slots.len() >= PERIODS_MAX && !slots.contains_key(&of) {
            slots.clear();
        }
        slots.entry(of).or_default().clone()
    }
}
