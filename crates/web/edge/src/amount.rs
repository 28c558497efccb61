//! An amount of money as people type it.

/// `75.000`, `75 000 đ` or `75000`, in đồng; `None` for what is no amount.
pub fn amount(typed: &str) -> Option<u64> {
    let typed = typed.to_lowercase();
    let number = ["đồng", "vnd", "đ"].iter().find_map(|unit| typed.strip_suffix(unit)).unwrap_or(&typed);
    let number: String = number.chars().filter(|c| !c.is_whitespace()).collect();
    if number.starts_with('+') {
        return None;
    }
    let Some(mark) = number.chars().find(|c| matches!(c, '.' | ',')) else { return number.parse().ok() };
    // A mark parts thousands, and nothing else: `50.00` is a mistake, not five thousand.
    let mut groups = number.split(mark);
    let first = groups.next().filter(|first| (1..=3).contains(&first.len()))?;
    let others: Vec<&str> = groups.collect();
    let is_group = |group: &&str| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
    others.iter().all(is_group).then(|| [&[first], &*others].concat().concat().parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::amount;

    #[test]
    fn an_amount_is_read_as_people_write_it() {
        for (typed, want) in [
            ("75000", Some(75_000)),
            ("75.000", Some(75_000)),
            ("75 000 đ", Some(75_000)),
            ("75,000 VND", Some(75_000)),
            ("1.250.000 đồng", Some(1_250_000)),
            ("50000.00", None),
            ("50.00", None),
            ("1,5", None),
            ("1,000.50", None),
            ("5.0.0.0", None),
            ("1000.000", None),
            (".500", None),
            ("+500", None),
            ("-5", None),
            ("bảy mươi", None),
            ("", None),
            ("99999999999999999999999", None),
        ] {
            assert_eq!(amount(typed), want, "{typed}");
        }
    }
}
