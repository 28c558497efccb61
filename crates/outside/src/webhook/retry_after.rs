//! `Retry-After`: when a receiver that is busy wants to be asked again (RFC 9110, 10.2.3).

use motcua_core::Moment;
use std::time::UNIX_EPOCH;

/// What it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetryAfter {
    /// So long after its answer, in milliseconds.
    InMs(i64),
    /// Not before this moment, by its clock.
    At(Moment),
}

impl RetryAfter {
    /// Seconds, or one of the three dates that HTTP knows; none when it is neither.
    pub fn parse(text: &str) -> Option<RetryAfter> {
        let text = text.trim();
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            // As many digits as it likes: that is for ever.
            let seconds = text.parse().unwrap_or(i64::MAX);
            return Some(RetryAfter::InMs(seconds.saturating_mul(1_000)));
        }
        let date = httpdate::parse_http_date(text).ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some(RetryAfter::At(Moment(i64::try_from(date.as_millis()).ok()?)))
    }

    /// The moment that it means in an answer that came at this one.
    pub fn moment(self, now: Moment) -> Moment {
        match self {
            RetryAfter::InMs(ms) => Moment(now.0.saturating_add(ms)),
            RetryAfter::At(moment) => moment,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_the_three_dates_of_http_are_understood() {
        let now = Moment::parse("2025-07-14T09:00").unwrap();
        let at = |text: &str| Moment::parse(text);
        for (text, meant) in [
            ("0", at("2025-07-14T09:00")),
            (" 90 ", at("2025-07-14T09:01:30")),
            ("99999999999999999999999", Some(Moment(i64::MAX))),
            ("Mon, 14 Jul 2025 02:30:00 GMT", at("2025-07-14T09:30")),
            ("Monday, 14-Jul-25 02:30:00 GMT", at("2025-07-14T09:30")),
            ("Mon Jul 14 02:30:00 2025", at("2025-07-14T09:30")),
            ("Sun, 06 Nov 1994 08:49:37 GMT", at("1994-11-06T15:49:37")),
            ("", None),
            ("-1", None),
            ("1.5", None),
            ("soon", None),
            ("2025-07-14T09:30:00+07:00", None),
        ] {
            assert_eq!(RetryAfter::parse(text).map(|after| after.moment(now)), meant, "{text:?}");
        }
    }
}
