//! Moments as PDF and ASN.1 write them. A moment is milliseconds since 1970, UTC.

use motcua_core::{DAY_MS, Day};

/// What clocks in Việt Nam show beside UTC.
const HERE_MINUTES: i64 = 7 * 60;

/// 1/1/0001 and 31/12/9999, as days since 1970.
const FIRST_DAY: i32 = -719_162;
const LAST_DAY: i32 = 2_932_896;

fn digits(at_ms: i64) -> String {
    // Both formats have four digits for the year.
    let days = at_ms.div_euclid(DAY_MS).clamp(FIRST_DAY.into(), LAST_DAY.into()) as i32;
    let (year, month, day) = Day(days).ymd();
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
    let part = |from, to| u32::try_from(number(from, to)?).ok();
    let day = Day::of(i32::try_from(number(0, 4)?).ok()?, part(4, 6)?, part(6, 8)?)?;
    let (hour, minute, second) = (number(8, 10)?, number(10, 12)?, number(12, 14)?);
    let is_one = hour < 24 && minute < 60 && second <= 60;
    is_one.then(|| i64::from(day.0) * DAY_MS + (hour * 3_600 + minute * 60 + second) * 1_000)
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
        assert_eq!([i64::MIN, i64::MAX].map(|at| generalized(at)[..8].to_string()), ["00010101", "99991231"]);
        for (text, read) in [
            (&b"D:20261123145903+07'00'"[..], Some(at)),
            (b"D:20261123075903Z", Some(at)),
            (b"20261123025903-05'00", Some(at)),
            (b"D:2026", Some(1_767_225_600_000)),
            (b"D:20261323145903Z", None),
            (b"D:20260229145903Z", None),
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
