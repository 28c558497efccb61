//! When the certificates of keys end: what whoever sees to a key is told before, of seals and of persons alike, on
//! pages and in the log.

use motcua_core::{DAY_MS, Moment};

/// Whose certificate ends within so many days is told.
const ENDS_SOON_DAYS: i64 = 30;
/// Certificates count in seconds: one that begins a second after the last moment of another follows it at once.
const AT_ONCE_MS: i64 = 1_000;

/// The first and the last moment of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyTime {
    /// The first.
    pub from: Moment,
    /// The last.
    pub until: Moment,
}

/// What is to be told of the certificates of one owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyEnds {
    /// The last moment at which one holds.
    pub until: Moment,
    /// When the next one begins; none where there is none.
    pub next: Option<Moment>,
    /// In how many days that is; 0 on the last day, negative once it has ended.
    pub left_days: i64,
}

/// What is to be told now: the end after which no certificate holds, where that is soon or has been. What follows
/// without a gap counts as one.
pub fn ends_soon(times: &[KeyTime], now: Moment) -> Option<KeyEnds> {
    let mut until = times.iter().filter(|time| time.from <= now).map(|time| time.until).max()?;
    let mut later: Vec<&KeyTime> = times.iter().filter(|time| now < time.from).collect();
    later.sort_by_key(|time| time.from);
    let mut next = None;
    for time in later {
        if until.plus_ms(AT_ONCE_MS) < time.from {
            next = Some(time.from);
            break;
        }
        until = until.max(time.until);
    }
    let left_days = (until.0 - now.0).div_euclid(DAY_MS);
    (left_days <= ENDS_SOON_DAYS).then_some(KeyEnds { until, next, left_days })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whole days from now, and a second before the end of the last.
    fn times(days: &[(i64, i64)]) -> Vec<KeyTime> {
        let time = |(from, until): &(i64, i64)| KeyTime {
            from: Moment(from * DAY_MS),
            until: Moment(until * DAY_MS - 1_000),
        };
        days.iter().map(time).collect()
    }

    #[test]
    fn an_end_is_told_thirty_days_before_and_a_gap_before_the_next_one_too() {
        for (held, told) in [
            (&[][..], None),
            (&[(-10, 400)], None),
            (&[(-10, 32)], None),
            (&[(-10, 31)], Some((30, None))),
            (&[(-10, 1)], Some((0, None))),
            (&[(-10, 0)], Some((-1, None))),
            // The next one follows, or overlaps, in whichever order they lie there.
            (&[(-10, 5), (5, 400)], None),
            (&[(3, 400), (-10, 5)], None),
            (&[(-10, 5), (5, 20)], Some((19, None))),
            // The next one begins later.
            (&[(-10, 5), (6, 400)], Some((4, Some(6)))),
            (&[(-10, 5), (5, 20), (21, 400)], Some((19, Some(21)))),
            (&[(-10, 40), (41, 400)], None),
            (&[(-10, -3), (2, 400)], Some((-4, Some(2)))),
            // One of before does not hide the one that holds.
            (&[(-400, -30), (-20, 400)], None),
            // Nothing has begun yet, so nothing ends.
            (&[(2, 3)], None),
        ] {
            let found = ends_soon(&times(held), Moment(0));
            let found = found.map(|ends| (ends.left_days, ends.next.map(|next| next.0 / DAY_MS)));
            assert_eq!(found, told, "{held:?}");
        }
    }
}
