//! The public figures: sums over what happened, each with its two numbers.
//!
//! Definitions (why these denominators: `docs/figures.md`):
//! * *received*: accepted at intake, counted on the day of acceptance for the
//!   commune whose centre took it.
//! * *online*: of the received dossiers whose procedure is offered fully online,
//!   those handed in online.
//! * *resolved*: of the received ones, those whose result was ready by the snapshot.
//! * *resolved online*: the same for the numerator of *online*.
//! * *on time*: of the resolved ones, those ready by the promised moment.
//! * *digitised*: of the received ones, those all of whose papers are held as files.

use crate::Day;
use crate::dossier::{Channel, Dossier};
use serde::{Deserialize, Serialize};

/// A share with the two numbers behind it. A rate over nothing is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Rate {
    /// How many of them.
    pub numerator: i64,
    /// Of how many.
    pub denominator: i64,
}

impl Rate {
    /// Hundredths of a percent, rounded half up; none over nothing. Integers
    /// only: 2779 of 2934 is 9472, never 94.7171….
    pub fn basis_points(self) -> Option<i64> {
        (self.denominator > 0).then(|| (self.numerator * 20_000 + self.denominator) / (2 * self.denominator))
    }

    /// Larger share first; nothing is last. Exact, by cross-multiplication.
    pub fn cmp_share(self, other: Rate) -> std::cmp::Ordering {
        match (self.denominator > 0, other.denominator > 0) {
            (true, true) => {
                let left = i128::from(self.numerator) * i128::from(other.denominator);
                let right = i128::from(other.numerator) * i128::from(self.denominator);
                left.cmp(&right)
            }
            (one, two) => one.cmp(&two),
        }
    }
}

/// What is counted. The names are columns of the tally.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Accepted at intake.
    pub received: i64,
    /// Of those: the procedure is offered fully online.
    pub eligible: i64,
    /// Of the eligible: handed in online.
    pub online: i64,
    /// Of the received: the result is ready.
    pub resolved: i64,
    /// Of the online ones: the result is ready.
    pub online_resolved: i64,
    /// Of the resolved: ready by the promised moment.
    pub on_time: i64,
    /// Of the received: every paper is held as a file.
    pub digitised: i64,
}

impl Counts {
    /// Column by column, as the store keeps them.
    pub fn columns(&self) -> [i64; 7] {
        [
            self.received,
            self.eligible,
            self.online,
            self.resolved,
            self.online_resolved,
            self.on_time,
            self.digitised,
        ]
    }

    /// Back from the columns.
    pub fn from_columns(c: [i64; 7]) -> Counts {
        Counts {
            received: c[0],
            eligible: c[1],
            online: c[2],
            resolved: c[3],
            online_resolved: c[4],
            on_time: c[5],
            digitised: c[6],
        }
    }

    /// Adds another sum.
    pub fn add(&mut self, other: &Counts) {
        let mut sum = self.columns();
        for (here, more) in sum.iter_mut().zip(other.columns()) {
            *here += more;
        }
        *self = Counts::from_columns(sum);
    }

    /// Online among the eligible.
    pub fn online_rate(&self) -> Rate {
        Rate { numerator: self.online, denominator: self.eligible }
    }

    /// Resolved among the received.
    pub fn resolved_rate(&self) -> Rate {
        Rate { numerator: self.resolved, denominator: self.received }
    }

    /// Resolved among the online ones.
    pub fn online_resolved_rate(&self) -> Rate {
        Rate { numerator: self.online_resolved, denominator: self.online }
    }

    /// On time among the resolved.
    pub fn on_time_rate(&self) -> Rate {
        Rate { numerator: self.on_time, denominator: self.resolved }
    }

    /// Digitised among the received.
    pub fn digitised_rate(&self) -> Rate {
        Rate { numerator: self.digitised, denominator: self.received }
    }
}

/// One addition to the tally: on `as_day` this became true of a dossier that was
/// received on `received_day`. Kept by both days, so that every past snapshot can
/// be computed again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// The day of acceptance.
    pub received_day: Day,
    /// The day on which it became true.
    pub as_day: Day,
    /// What to add.
    pub counts: Counts,
}

/// How a dossier counts, once it is received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The day of acceptance.
    pub received_day: Day,
    /// The procedure is offered fully online.
    pub eligible: bool,
    /// Eligible and handed in online.
    pub online: bool,
    /// Every paper is held as a file.
    pub digitised: bool,
    /// The day the result was ready, and whether that was on time.
    pub resolved: Option<(Day, bool)>,
}

/// How this dossier counts; not at all before it is accepted.
pub fn standing(dossier: &Dossier) -> Option<Standing> {
    let reception = dossier.reception.as_ref()?;
    let submission = &dossier.submission;
    let resolved = dossier.completion().map(|(at, _)| (at.day(), dossier.on_time() == Some(true)));
    Some(Standing {
        received_day: reception.at.day(),
        eligible: submission.full_online,
        online: submission.full_online && submission.channel == Channel::Online,
        digitised: reception.digitised,
        resolved,
    })
}

/// What one act adds to the tally: the difference between how the dossier counted
/// before and how it counts after, on the day of its last event.
pub fn tallies(before: Option<&Dossier>, after: &Dossier) -> Vec<Tally> {
    let Some(now) = standing(after) else { return Vec::new() };
    let was = before.and_then(standing);
    let mut counts = Counts::default();
    if was.is_none() {
        counts.received = 1;
        counts.eligible = i64::from(now.eligible);
        counts.online = i64::from(now.online);
    }
    counts.digitised = i64::from(now.digitised) - i64::from(was.is_some_and(|was| was.digitised));
    let was_resolved = was.and_then(|was| was.resolved);
    if let (Some((_, on_time)), None) = (now.resolved, was_resolved) {
        counts.resolved = 1;
        counts.online_resolved = i64::from(now.online);
        counts.on_time = i64::from(on_time);
    }
    if counts == Counts::default() {
        return Vec::new();
    }
    vec![Tally { received_day: now.received_day, as_day: after.last_at.day(), counts }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_rounded_to_two_decimals_from_its_two_numbers() {
        for (numerator, denominator, want) in [
            (2779, 2934, Some(9472)),
            (1538, 1541, Some(9981)),
            (491, 493, Some(9959)),
            (309, 338, Some(9142)),
            (203, 203, Some(10_000)),
            (0, 5, Some(0)),
            (0, 0, None),
            (1, 20_000, Some(1)),
        ] {
            assert_eq!(Rate { numerator, denominator }.basis_points(), want, "{numerator}/{denominator}");
        }
    }

    #[test]
    fn shares_are_compared_exactly_and_nothing_is_last() {
        use std::cmp::Ordering::*;
        let rate = |numerator, denominator| Rate { numerator, denominator };
        assert_eq!(rate(2, 3).cmp_share(rate(666_666, 1_000_000)), Greater);
        assert_eq!(rate(1, 2).cmp_share(rate(2, 4)), Equal);
        assert_eq!(rate(0, 7).cmp_share(rate(0, 0)), Greater);
    }
}
