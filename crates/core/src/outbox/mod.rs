//! Messages to other systems on their way: when one is tried again, and when nobody tries
//! any more. Knows no system and no message.

use crate::{MINUTE_MS, Moment};
use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr};

/// A message on its way to another system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Its name, the same at every try and at every sending again.
    pub id: String,
    /// Which system.
    pub system: String,
    /// What kind of message.
    pub kind: String,
    /// What it is about; may be empty.
    pub subject: String,
    /// What it says, as JSON.
    pub data: String,
    /// When that happened.
    pub at: Moment,
    /// How far it is.
    pub state: DeliveryState,
    /// How often it was tried.
    pub tries: u32,
    /// Not before this moment again; of one that nobody tries any more, the last.
    pub next_at: Moment,
    /// What the other system said last, or why it could not be asked; empty before.
    pub answer: String,
    /// When it arrived or was given up.
    pub ended_at: Option<Moment>,
}

/// How far a message is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr, EnumString, EnumCount,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DeliveryState {
    /// To be tried, for the first time or again.
    Waiting,
    /// The other system took it.
    Delivered,
    /// Given up: a person looks at it and may send it again.
    Dead,
}

impl DeliveryState {
    /// All states.
    pub const ALL: [DeliveryState; DeliveryState::COUNT] =
        [DeliveryState::Waiting, DeliveryState::Delivered, DeliveryState::Dead];

    /// The word.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The state with this word.
    pub fn parse(text: &str) -> Option<DeliveryState> {
        text.parse().ok()
    }
}

/// How long after each try in vain the next one comes, in minutes: together three days and
/// a half, so that a system that is down over a weekend misses nothing.
const WAITS_MINUTES: [i64; 10] = [1, 5, 15, 60, 120, 300, 600, 840, 1200, 1440];

/// The most tries of a message.
pub const TRIES_MAX: u32 = WAITS_MINUTES.len() as u32 + 1;

/// A wait is longer or shorter by at most this part of it, so that what failed together
/// does not come back together.
const JITTER_PARTS: i64 = 5;

/// When a message is tried again after this many tries in vain; none: it is given up. Not
/// before the other system wants to be asked (`wanted`), as far as that is no longer than
/// [`WAIT_MS_MAX`]. `random` is any number.
pub fn again_at(tries: u32, now: Moment, random: u64, wanted: Option<Moment>) -> Option<Moment> {
    let nth = usize::try_from(tries.max(1) - 1).ok()?;
    let own = WAITS_MINUTES.get(nth).map(|minutes| now.plus_ms(jittered(minutes * MINUTE_MS, random)))?;
    Some(wanted.map_or(own, |wanted| own.max(wanted.min(now.plus_ms(WAIT_MS_MAX)))))
}

/// No message waits longer for its next try.
pub const WAIT_MS_MAX: i64 = {
    let longest = WAITS_MINUTES[WAITS_MINUTES.len() - 1] * MINUTE_MS;
    longest + longest / JITTER_PARTS
};

/// No system is left alone for longer, whatever it wants: then one message goes to see
/// whether it is well again.
pub const REST_MS_MAX: i64 = 60 * MINUTE_MS;

/// Until when a system that did not answer is left alone, after so many failures in a row:
/// what waits for it costs one try, not one for each message. Not before it wants to be asked
/// (`wanted`), as far as that is no longer than [`REST_MS_MAX`].
pub fn rests_until(failures: u32, now: Moment, random: u64, wanted: Option<Moment>) -> Moment {
    const FIRST_MS: i64 = 2_000;
    const MOST_MS: i64 = 5 * MINUTE_MS;
    let doubled = FIRST_MS.saturating_mul(1 << failures.saturating_sub(1).min(20));
    let own = now.plus_ms(jittered(doubled.min(MOST_MS), random));
    wanted.map_or(own, |wanted| own.max(wanted.min(now.plus_ms(REST_MS_MAX))))
}

/// So many days a message that has ended can be looked at: one that arrived, and one that was
/// given up when nobody is there any more who could send it again.
pub const ENDED_DAYS: i64 = 30;

fn jittered(ms: i64, random: u64) -> i64 {
    let room = 2 * ms / JITTER_PARTS;
    let shift = i64::try_from(random % u64::try_from(room + 1).unwrap_or(1)).unwrap_or(0);
    ms - ms / JITTER_PARTS + shift
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_tried_for_three_days_and_a_half_and_then_given_up() {
        let (mut now, mut tries, mut random) = (Moment(0), 0, 7_u64);
        while let Some(next) = again_at(tries + 1, now, random, None) {
            let minutes = WAITS_MINUTES[tries as usize];
            let wait = next.0 - now.0;
            assert!((minutes * 48_000..=minutes * 72_000).contains(&wait), "try {tries} waits {wait} ms");
            (now, tries, random) = (next, tries + 1, random.wrapping_mul(6_364_136_223_846_793_005));
        }
        assert_eq!(tries + 1, TRIES_MAX);
        assert!((60..=100).contains(&(now.0 / (60 * MINUTE_MS))), "{} hours", now.0 / 3_600_000);
    }

    #[test]
    fn a_system_that_does_not_answer_is_left_alone_longer_and_longer_but_not_for_ever() {
        for (failures, least, most) in
            [(1, 1_600, 2_400), (2, 3_200, 4_800), (8, 204_800, 307_200), (60, 240_000, 360_000)]
        {
            for random in [0, 1, u64::MAX / 3, u64::MAX] {
                let rest = rests_until(failures, Moment(0), random, None).0;
                assert!((least..=most).contains(&rest), "{failures} failures: {rest} ms");
            }
        }
    }

    #[test]
    fn when_the_other_system_wants_to_be_asked_holds_if_it_is_later_and_not_too_late() {
        let now = Moment(1_000_000_000_000);
        let own = again_at(1, now, 0, None).unwrap();
        let rests = rests_until(1, now, 0, None);
        let hour_ms = 60 * MINUTE_MS;
        for (wanted_ms, message, system) in [
            (i64::MIN / 4, own, rests),
            (-hour_ms, own, rests),
            (0, own, rests),
            (1_000, own, rests),
            (10_000, own, now.plus_ms(10_000)),
            (10 * MINUTE_MS, now.plus_ms(10 * MINUTE_MS), now.plus_ms(10 * MINUTE_MS)),
            (2 * hour_ms, now.plus_ms(2 * hour_ms), now.plus_ms(REST_MS_MAX)),
            (400 * 24 * hour_ms, now.plus_ms(WAIT_MS_MAX), now.plus_ms(REST_MS_MAX)),
            (i64::MAX / 4, now.plus_ms(WAIT_MS_MAX), now.plus_ms(REST_MS_MAX)),
        ] {
            let wanted = Some(now.plus_ms(wanted_ms));
            assert_eq!(again_at(1, now, 0, wanted), Some(message), "{wanted_ms} ms");
            assert_eq!(rests_until(1, now, 0, wanted), system, "{wanted_ms} ms");
        }
        assert_eq!(again_at(TRIES_MAX, now, 0, Some(now.plus_ms(1))), None, "it is given up all the same");
    }
}
