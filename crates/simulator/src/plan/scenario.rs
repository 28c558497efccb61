//! The scenario file: what was published, and what is assumed beside it.

use crate::plan::figure::{Figure, Measure, Window, WindowName};
use motcua_core::{Day, Minute};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A place and a month with the figures that were published about them.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// Name of the scenario, as the file is named.
    pub id: String,
    /// What it is, for people.
    pub title: String,
    /// Code of the province.
    pub province: String,
    /// Codes of the communes whose log-ins the demonstration shows.
    pub shown: Vec<String>,
    /// Everything that is not published follows from this.
    pub seed: u64,
    /// Public holidays in the month; weekends are never worked.
    pub days_off: Vec<Day>,
    /// Office hours, from–to in minutes of the day.
    pub sessions: Vec<(Minute, Minute)>,
    /// The stretches of days that the figures are about.
    pub windows: Windows,
    /// Who published the figures.
    pub sources: Vec<Publication>,
    /// The published figures.
    pub figures: Vec<Figure>,
    /// Assumed: size of the communes.
    pub weight: Weights,
    /// Assumed: what people ask for.
    pub procedure: Demand,
    /// Assumed: the mix of dossiers.
    pub mix: Mix,
    /// Assumed: how differently communes work.
    pub spread: Spread,
}

/// The three windows: a month, an opening that begins with it, the day that ends
/// the opening.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Windows {
    /// See [`WindowName::Opening`].
    pub opening: Window,
    /// See [`WindowName::Day`].
    pub day: Window,
    /// See [`WindowName::Month`].
    pub month: Window,
}

impl Windows {
    /// The window of this name.
    pub fn named(&self, name: WindowName) -> &Window {
        match name {
            WindowName::Opening => &self.opening,
            WindowName::Day => &self.day,
            WindowName::Month => &self.month,
        }
    }
}

/// Who published a figure, and when.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// Short name used by the figures.
    pub id: String,
    /// Newspaper or office.
    pub publisher: String,
    /// Title of the text, or what it is about.
    pub title: String,
    /// Where it can be read, when that is known.
    #[serde(default)]
    pub address: Option<String>,
}

/// How much a commune receives against the others. Assumed: no population
/// figures by commune are at hand.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// A ward (phường).
    pub ward: u64,
    /// A rural commune (xã).
    pub commune: u64,
    /// Single communes by code, instead of the two above.
    #[serde(default)]
    pub of: BTreeMap<String, u64>,
}

/// How often a procedure is asked for against the others. Assumed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Demand {
    /// A procedure that is not named below.
    pub usual: u32,
    /// Single procedures by id.
    #[serde(default)]
    pub of: BTreeMap<String, u32>,
    /// Cases (`procedure/case`) too rare for anybody to ask for in this world.
    #[serde(default)]
    pub unasked: Vec<String>,
}

/// The mix of dossiers. Assumed; all in per mille but for the two counts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mix {
    /// Of the received in the opening before its last day: procedure offered
    /// fully online.
    pub eligible_before_day: u32,
    /// The same on the day that ends the opening.
    pub eligible_on_day: u32,
    /// The same after the opening.
    pub eligible_after: u32,
    /// Of those of other procedures: handed in online all the same.
    pub partial_online: u32,
    /// Of those not handed in online: came by post.
    pub post: u32,
    /// Of those handed in online: with the help of a service agent point.
    pub by_agent_point: u32,
    /// … of a volunteer.
    pub by_volunteer: u32,
    /// … of a post office.
    pub by_post_office: u32,
    /// … of an officer of the centre.
    pub by_officer: u32,
    /// Of the completed: refused with a slip.
    pub refused: u32,
    /// Of the completed: late, when completed after the opening.
    pub late_after: u32,
    /// Of the completed in time: had a supplement asked and answered on the way.
    pub supplement: u32,
    /// Of the completed: a step was handed back to whoever did it before.
    pub handed_back: u32,
    /// Of the unresolved: a supplement is asked and not answered.
    pub open_supplement: u32,
    /// Of the unresolved: a payment is asked and not made.
    pub open_payment: u32,
    /// Of the unresolved: withdrawn by the person.
    pub withdrawn: u32,
    /// Of the unresolved: stopped.
    pub stopped: u32,
    /// Of the unresolved: may already be past the due moment.
    pub open_overdue: u32,
    /// Count: not accepted at intake, beside the received.
    pub rejected_at_intake: u64,
    /// Count: handed in and not yet looked at when the month ends.
    pub waiting: u64,
}

/// Between which per mille the communes lie for which nothing was published.
/// Assumed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spread {
    /// Completed by the end of the opening, of the received in it.
    pub resolved_in_opening: [u64; 2],
    /// On time, of those.
    pub on_time_in_opening: [u64; 2],
    /// Completed by the end of the month, of the received in it.
    pub resolved: [u64; 2],
    /// All papers held as electronic files, of the received.
    pub digitised: [u64; 2],
}

impl Scenario {
    /// The figure for this window, unit (`None`: the province) and measure.
    pub fn figure(&self, window: WindowName, unit: Option<&str>, measure: Measure) -> Option<&Figure> {
        self.figures.iter().find(|f| f.window == window && f.unit.as_deref() == unit && f.measure == measure)
    }

    /// The figure of the commune that was printed as the highest.
    pub fn leader(&self, window: WindowName, measure: Measure) -> Option<&Figure> {
        self.figures.iter().find(|f| f.window == window && f.measure == measure && f.leads)
    }

    /// The count of received dossiers that was published.
    pub fn received(&self, window: WindowName, unit: Option<&str>) -> Option<u64> {
        self.figure(window, unit, Measure::Received)?.count
    }

    /// Whether nothing of this commune may be late: it was published that nothing was.
    pub fn is_punctual(&self, unit: &str) -> bool {
        self.figure(WindowName::Opening, Some(unit), Measure::Overdue).is_some()
    }

    /// Whether all its papers are electronic: it was published that all were.
    pub fn is_wholly_digitised(&self, unit: &str) -> bool {
        self.figure(WindowName::Opening, Some(unit), Measure::DigitisedRate).is_some()
    }

    /// The working days of the month, ascending.
    pub fn working_days(&self) -> Vec<Day> {
        let Window { from, to } = self.windows.month;
        (from.0..=to.0)
            .map(Day)
            .filter(|day| !day.weekday().is_weekend() && !self.days_off.contains(day))
            .collect()
    }
}
