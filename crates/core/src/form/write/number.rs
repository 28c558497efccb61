//! Numbers as people in Việt Nam write them: `1.234,5`.

use serde_json::{Number, Value};

/// What may stand behind a number.
const UNITS: [&str; 9] = ["đồng", "vnđ", "vnd", "đ", "m²", "m2", "kw", "kg", "%"];

/// Reads a written number. A dot in front of three digits parts thousands, a comma
/// begins the fraction; where both stand, the last one begins the fraction, so that
/// `1,234.5` is understood too. A unit behind it does not matter. `None` when it is
/// no number or more than a machine can hold exactly.
pub fn read_number(text: &str) -> Option<Value> {
    let lower = text.trim().to_lowercase();
    let bare = UNITS.iter().find_map(|unit| lower.strip_suffix(unit)).unwrap_or(&lower);
    let signs: String = bare.chars().filter(|c| !c.is_whitespace() && *c != '\'' && *c != '’').collect();
    let (minus, digits) = match signs.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", signs.as_str()),
    };
    let (whole, fraction) = parts(digits)?;
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty()
        || !is_number(&whole)
        || !is_number(fraction)
        || whole.len() > 15
        || fraction.len() > 9
    {
        return None;
    }
    if fraction.is_empty() {
        return format!("{minus}{whole}").parse::<i64>().ok().map(Value::from);
    }
    let number: f64 = format!("{minus}{whole}.{fraction}").parse().ok()?;
    if number.fract() == 0.0 {
        return Some(Value::from(number as i64));
    }
    Number::from_f64(number).map(Value::Number)
}

/// The whole part without separators, and the fraction.
fn parts(digits: &str) -> Option<(String, &str)> {
    let (dots, commas) = (digits.matches('.').count(), digits.matches(',').count());
    let (thousands, fraction) = match (dots, commas) {
        (0, 0) => return Some((digits.to_string(), "")),
        (0, 1) => (None, Some(',')),
        (0, _) => (Some(','), None),
        // 120.500 is a hundred and twenty thousand and a half; 12.5 and 0.125 are not.
        (1, 0) if in_thousands(digits, '.') => (Some('.'), None),
        (1, 0) => (None, Some('.')),
        (_, 0) => (Some('.'), None),
        _ if digits.rfind(',') > digits.rfind('.') => (Some('.'), Some(',')),
        _ => (Some(','), Some('.')),
    };
    let (whole, fraction) = match fraction {
        None => (digits, ""),
        Some(sign) => digits.split_once(sign).filter(|(_, fraction)| !fraction.is_empty())?,
    };
    match thousands {
        None => Some((whole.to_string(), fraction)),
        Some(sign) if in_thousands(whole, sign) => Some((whole.replace(sign, ""), fraction)),
        Some(_) => None,
    }
}

/// One to three digits that do not begin with 0, then groups of three.
fn in_thousands(whole: &str, sign: char) -> bool {
    let mut groups = whole.split(sign);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|group| group.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_number_is_read_as_it_is_written_in_viet_nam() {
        for (written, want) in [
            ("0", json!(0)),
            ("1234", json!(1234)),
            ("1.234", json!(1234)),
            ("1.234,5", json!(1234.5)),
            ("1.234.567", json!(1_234_567)),
            ("1 234 567", json!(1_234_567)),
            ("12,75", json!(12.75)),
            ("12.75", json!(12.75)),
            ("0.125", json!(0.125)),
            ("0,5", json!(0.5)),
            ("120.500 đồng", json!(120_500)),
            ("120,5 m2", json!(120.5)),
            ("85,0 m²", json!(85)),
            ("1,234,567", json!(1_234_567)),
            ("1,234.5", json!(1234.5)),
            ("-3", json!(-3)),
            (" 5 ", json!(5)),
        ] {
            assert_eq!(read_number(written), Some(want), "{written}");
        }
    }

    #[test]
    fn what_is_no_number_is_not_made_into_one() {
        for written in [
            "",
            "abc",
            "1.23.456",
            "1,2,3",
            "12a",
            "--1",
            "1e5",
            "1.",
            ",5",
            "∞",
            "12345678901234567890",
            "1,",
            "-",
        ] {
            assert_eq!(read_number(written), None, "{written}");
        }
    }

    /// As people write it: `1.234.567`.
    fn in_groups(number: i64) -> String {
        let digits = number.to_string();
        let mut written = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                written.push('.');
            }
            written.push(digit);
        }
        written
    }

    #[test]
    fn a_number_is_read_back_as_it_was_written() {
        // Every power of seven and its neighbours, far beyond any price of land.
        for power in 0..17 {
            let near = 7_i64.pow(power);
            for number in [near - 1, near, near + 1] {
                assert_eq!(read_number(&in_groups(number)), Some(json!(number)));
                assert_eq!(read_number(&number.to_string()), Some(json!(number)));
                if number < 1_000_000_000 {
                    let half = read_number(&format!("{},5 m²", in_groups(number)));
                    assert_eq!(half, Some(json!(number as f64 + 0.5)));
                }
            }
        }
    }
}
