//! A published figure, and the same figure counted from single dossiers.
//!
//! A rate means nothing without its denominator and its snapshot, so the
//! definitions stand here once, beside the code that counts by them;
//! `docs/figures.md` says why they are these.

use crate::plan::dossier::{Channel, PlannedDossier};
use motcua_core::{Day, Moment};
use serde::Deserialize;

/// A stretch of whole days, both included. Its snapshot is the end of the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

impl Window {
    /// The end of the last day: what happened before it is in the figures.
    pub fn snapshot(&self) -> Moment {
        self.to.plus(1).at(0)
    }

    /// Whether the moment falls on one of its days.
    pub fn holds(&self, moment: Moment) -> bool {
        (self.from..=self.to).contains(&moment.day())
    }
}

/// The windows about which a scenario knows figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WindowName {
    /// The first stretch of the month (1 to 14 July).
    Opening,
    /// One day, the last of the opening (14 July).
    Day,
    /// The whole month.
    Month,
}

impl WindowName {
    /// As it is written in the scenario.
    pub fn name(self) -> &'static str {
        match self {
            WindowName::Opening => "opening",
            WindowName::Day => "day",
            WindowName::Month => "month",
        }
    }
}

/// What is counted, of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Dossiers accepted in the window: a count.
    Received,
    /// Handed in online, of the received whose procedure is offered fully online.
    OnlineRate,
    /// Completed by the snapshot, of the received.
    ResolvedRate,
    /// Completed by the snapshot, of the received that were handed in online
    /// under a procedure offered fully online.
    ResolvedOnlineRate,
    /// Completed by the due moment, of those completed by the snapshot.
    OnTimeRate,
    /// All papers held as electronic files, of the received.
    DigitisedRate,
    /// Past the due moment by the snapshot, of the received: a count.
    Overdue,
}

impl Measure {
    /// As it is written in the scenario.
    pub fn name(self) -> &'static str {
        match self {
            Measure::Received => "received",
            Measure::OnlineRate => "online_rate",
            Measure::ResolvedRate => "resolved_rate",
            Measure::ResolvedOnlineRate => "resolved_online_rate",
            Measure::OnTimeRate => "on_time_rate",
            Measure::DigitisedRate => "digitised_rate",
            Measure::Overdue => "overdue",
        }
    }
}

/// A percentage as it was printed, with the digits it was printed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrintedRate {
    /// The digits without the point: 9117 for `91.17`.
    pub digits: u64,
    /// How many of them stand behind the point.
    pub decimals: u32,
}

impl PrintedRate {
    /// `91.17` or `95`; not above 100.
    pub fn parse(text: &str) -> Option<PrintedRate> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = format!("{whole}{part}");
        if whole.is_empty() || digits.len() > 7 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let printed = PrintedRate { digits: digits.parse().ok()?, decimals: part.len() as u32 };
        (printed.digits <= printed.full()).then_some(printed)
    }

    /// What 100 % is in these digits.
    pub fn full(&self) -> u64 {
        100 * 10u64.pow(self.decimals)
    }

    /// Whether part of whole, rounded half up to these digits, prints so. Nothing
    /// of nothing is no percentage.
    pub fn is_of(&self, part: u64, whole: u64) -> bool {
        whole > 0 && (2 * part * self.full() + whole) / (2 * whole) == self.digits
    }
}

impl<'de> Deserialize<'de> for PrintedRate {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<PrintedRate, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        PrintedRate::parse(&text)
            .ok_or_else(|| serde::de::Error::custom(format!("no percentage: {text:?} (want \"91.17\")")))
    }
}

/// One published figure.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Line of the scenario, from 1.
    #[serde(skip)]
    pub line: usize,
    /// Id of the source that printed it; empty when it is assumed.
    #[serde(default)]
    pub source: String,
    /// Nobody printed it: it was set so that the published figures have a world around them.
    #[serde(default)]
    pub assumed: bool,
    /// For which window.
    pub window: WindowName,
    /// Code of the commune whose centre received the dossiers; the whole province
    /// when absent.
    #[serde(default)]
    pub unit: Option<String>,
    /// What is counted.
    pub measure: Measure,
    /// The count, for [`Measure::Received`] and [`Measure::Overdue`].
    #[serde(default)]
    pub count: Option<u64>,
    /// The percentage as printed, for a rate.
    #[serde(default)]
    pub percent: Option<PrintedRate>,
    /// Numerator and denominator of a rate, where they are known.
    #[serde(default)]
    pub of: Option<[u64; 2]>,
    /// Printed as the highest of all communes.
    #[serde(default)]
    pub leads: bool,
}

impl Figure {
    /// Whether what was counted is what was printed.
    pub fn is_met_by(&self, counted: Counted) -> bool {
        self.count.is_none_or(|count| count == counted.part)
            && self.of.is_none_or(|of| of == [counted.part, counted.whole])
            && self.percent.is_none_or(|printed| printed.is_of(counted.part, counted.whole))
    }
}

/// The two numbers behind a rate; for a count they are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// Numerator.
    pub part: u64,
    /// Denominator.
    pub whole: u64,
}

impl Counted {
    /// Whether this rate is strictly higher, without rounding; for two counts,
    /// whether it is the larger.
    pub fn is_above(&self, other: &Counted, measure: Measure) -> bool {
        match measure {
            Measure::Received | Measure::Overdue => self.part > other.part,
            _ => self.part * other.whole > other.part * self.whole,
        }
    }
}

/// Counts a measure over single dossiers; `unit` as in [`Figure::unit`].
pub fn count(measure: Measure, window: &Window, unit: Option<&str>, dossiers: &[PlannedDossier]) -> Counted {
    let mut counted = Counted { part: 0, whole: 0 };
    for dossier in dossiers {
        let received = dossier.accepted_at().is_some_and(|at| window.holds(at));
        if !received || unit.is_some_and(|unit| unit != dossier.unit) {
            continue;
        }
        let online = dossier.channel == Channel::Online;
        let resolved = dossier.resolved.filter(|r| r.at < window.snapshot());
        let (whole, part) = match measure {
            Measure::Received => (true, true),
            Measure::OnlineRate => (dossier.eligible, online),
            Measure::ResolvedRate => (true, resolved.is_some()),
            Measure::ResolvedOnlineRate => (dossier.eligible && online, resolved.is_some()),
            Measure::OnTimeRate => (resolved.is_some(), resolved.is_some_and(|r| r.on_time)),
            Measure::DigitisedRate => (true, dossier.digitised),
            // Of what is planned: what is left open in a commune without any is never late.
            Measure::Overdue => (true, resolved.is_some_and(|r| !r.on_time)),
        };
        counted.whole += u64::from(whole);
        counted.part += u64::from(whole && part);
    }
    counted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_prints_with_its_own_digits() {
        let table = [
            ("94.72", 2779, 2934, true),
            ("95", 2779, 2934, true),
            ("94.7", 2779, 2934, true),
            ("94.71", 2779, 2934, false),
            ("99.59", 491, 493, true),
            ("91", 309, 338, true),
            ("91.42", 309, 338, true),
            ("100", 203, 203, true),
            ("0", 0, 0, false),
        ];
        for (text, part, whole, want) in table {
            let printed = PrintedRate::parse(text).expect("a percentage");
            assert_eq!(printed.is_of(part, whole), want, "{text} of {part}/{whole}");
        }
    }

    #[test]
    fn what_is_no_percentage_is_not_read() {
        for text in ["", "100.01", "91,17", "-3", ".5", "x", "101"] {
            assert_eq!(PrintedRate::parse(text), None, "{text:?}");
        }
    }
}
