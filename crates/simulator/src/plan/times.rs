//! When people hand in and when centres accept.

use crate::plan::dossier::Channel;
use crate::plan::office::Office;
use crate::plan::random::Rng;
use motcua_core::{Day, MINUTE_MS, Moment};

const HOUR_MS: i64 = 60 * MINUTE_MS;

/// So many moments of acceptance on a working day, ascending and all different:
/// most in the morning, a second peak after lunch, none in the last half hour of
/// the afternoon.
pub fn acceptances(day: Day, count: usize, office: &Office, rng: &mut Rng) -> Vec<Moment> {
    let start = office.position(day.at(0));
    let length = office.day_ms();
    let lunch = length * 8 / 15;
    let (first, last) = (5 * MINUTE_MS, length - 35 * MINUTE_MS);
    let mut positions: Vec<i64> = (0..count)
        .map(|_| match rng.below(100) {
            0..62 => rng.middle_between(first, lunch).min(rng.between(first, lunch)),
            _ => rng.early_between(lunch, last),
        })
        .collect();
    positions.sort_unstable();
    for i in 1..positions.len() {
        positions[i] = positions[i].max(positions[i - 1] + 1);
    }
    positions.into_iter().map(|at| office.moment(start + at)).collect()
}

/// When a dossier was handed in that was accepted at that moment: at the counter
/// some minutes before, by post some hours, online the same day or, for those
/// accepted early, in the evening or over the weekend before. Never before the
/// first working day of the period.
pub fn submitted(channel: Channel, accepted_at: Moment, office: &Office, rng: &mut Rng) -> Moment {
    let day = accepted_at.day();
    let jitter = rng.between(0, MINUTE_MS - 1);
    let online = channel == Channel::Online;
    if online && accepted_at.minute() < 10 * 60 && rng.chance(550) {
        let known = office.days().partition_point(|d| *d < day);
        if let Some(before) = known.checked_sub(1).map(|i| office.days()[i]) {
            let evening = Day(rng.between(i64::from(before.0), i64::from(day.0) - 1) as i32);
            let earliest = if evening == before { 17 * 60 + 5 } else { 7 * 60 };
            let minute = rng.between(earliest, 22 * 60 + 30);
            return evening.at(0).plus_ms(minute * MINUTE_MS + jitter);
        }
    }
    let (ahead, opens) = match channel {
        Channel::Online => (rng.early_between(5 * MINUTE_MS, 5 * HOUR_MS), day.at(6 * 60)),
        Channel::Counter => (rng.between(2 * MINUTE_MS, 12 * MINUTE_MS), accepted_at),
        Channel::Post => (rng.between(10 * MINUTE_MS, 90 * MINUTE_MS), accepted_at),
    };
    match channel {
        Channel::Online => accepted_at.plus_ms(-ahead).max(opens.plus_ms(jitter)),
        // The counter is staffed in office hours only.
        Channel::Counter | Channel::Post => {
            let today = office.position(day.at(0));
            office.moment((office.position(accepted_at) - ahead).max(today + 1000 + jitter)).min(accepted_at)
        }
    }
}
