//! Moments as PDF and ASN.1 write them. A moment is milliseconds since 1970, UTC.

const DAY_MS: i64 = 86_400_000;

/// What clocks in Việt Nam show beside UTC.
const HERE_MINUTES: i64 = 7 * 60;

/// Days since 1970 to year, month, day.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + i64::from(month <= 2), month, day)
}

fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    let of_era = year.rem_euclid(400);
    year.div_euclid(400) * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn digits(at_ms: i64) -> String {
    let (year, month, day) = civil(at_ms.div_euclid(DAY_MS));
    let second = at_ms.rem_euclid(DAY_MS) / 1_000;
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    format!("{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}")
}

/// `D:20261123145903+07'00'`
pub(crate) fn pdf(at_ms: i64) -> String {
    format!("D:{}+{:02}'{:02}'", digits(at_ms + HERE_MINUTES * 60_000), HERE_MINUTES / 60, HERE_MINUTES % 60)
}

/// `20261123075903Z`
pub(crate) fn generalized(at_ms: i64) -> String {
    format!("{}Z", digits(at_ms))
}

fn moment(digits: &[u8]) -> Option<i64> {
    let number = |from: usize, to: usize| -> Option<i64> {
        let part = digits.get(from..to)?;
        part.iter()
            .all(u8::is_ascii_digit)
            .then(|| part.iter().fold(0, |number, digit| number * 10 + i64::from(digit - b'0')))
    };
    let (year, month, day) = (number(0, 4)?, number(4, 6)?, number(6, 8)?);
    let (hour, minute, second) = (number(8, 10)?, number(10, 12)?, number(12, 14)?);
    let is_one =
        (1..=12).contains(&month) && (1..=31).contains(&day) && hour < 24 && minute < 60 && second <= 60;
    is_one.then(|| days(year, month, day) * DAY_MS + (hour * 3_600 + minute * 60 + second) * 1_000)
}

/// What stands in `/M`; what is left out after the day is zero.
pub(crate) fn of_pdf(text: &[u8]) -> Option<i64> {
    let text = text.strip_prefix(b"D:").unwrap_or(text);
    let count = text.iter().take_while(|byte| byte.is_ascii_digit()).count().min(14);
    if count < 4 || count % 2 == 1 {
        return None;
    }
    let (written, zone) = text.split_at(count);
    let filled: Vec<u8> = written.iter().chain(b"00000101000000"[count..].iter()).copied().collect();
    let local = moment(&filled)?;
    let number = |part: &[u8]| -> Option<i64> { std::str::from_utf8(part).ok()?.parse().ok() };
    let minutes = match zone.first() {
        Some(sign @ (b'+' | b'-')) => {
            let hours = zone.get(1..3).and_then(number).filter(|hours| (0..24).contains(hours))?;
            let minutes = zone.get(4..6).and_then(number).filter(|minutes| (0..60).contains(minutes));
            (hours * 60 + minutes.unwrap_or(0)) * if *sign == b'-' { -1 } else { 1 }
        }
        _ => 0,
    };
    Some(local - minutes * 60_000)
}

/// The body of a GeneralizedTime in UTC; a fraction of a second is kept to the millisecond.
pub(crate) fn of_generalized(body: &[u8]) -> Option<i64> {
    let text = body.strip_suffix(b"Z")?;
    let whole = moment(text.get(..14)?)?;
    match &text[14..] {
        [] => Some(whole),
        [b'.', fraction @ ..] if !fraction.is_empty() && fraction.iter().all(u8::is_ascii_digit) => {
            let ms = (0..3)
                .fold(0, |ms, at| ms * 10 + fraction.get(at).map_or(0, |digit| i64::from(digit - b'0')));
            Some(whole + ms)
        }
        _ => None,
    }
}

/// The body of a UTCTime: years from 1950 to 2049.
pub(crate) fn of_utc(body: &[u8]) -> Option<i64> {
    let text = body.strip_suffix(b"Z")?;
    let century: &[u8] = if *text.first()? >= b'5' { b"19" } else { b"20" };
    if text.len() == 12 { moment(&[century, text].concat()) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_and_read_as_each_format_has_them() {
        let at = 1_795_420_743_000;
        assert_eq!(pdf(at), "D:20261123145903+07'00'");
        assert_eq!(generalized(at), "20261123075903Z");
        for (text, read) in [
            (&b"D:20261123145903+07'00'"[..], Some(at)),
            (b"D:20261123075903Z", Some(at)),
            (b"20261123025903-05'00", Some(at)),
            (b"D:2026", Some(1_767_225_600_000)),
            (b"D:20261323145903Z", None),
            (b"", None),
        ] {
            assert_eq!(of_pdf(text), read, "{text:?}");
        }
        assert_eq!(of_generalized(b"20261123075903.25Z"), Some(at + 250));
        assert_eq!(of_generalized(b"20261123075903"), None);
        assert_eq!(of_utc(b"261123075903Z"), Some(at));
        assert_eq!(of_utc(b"500101000000Z"), Some(-631_152_000_000));
        assert_eq!(generalized(-631_152_000_000), "19500101000000Z");
        assert_eq!(generalized(951_782_400_000), "20000229000000Z");
    }
}
