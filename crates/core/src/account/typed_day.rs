//! A day as people type it.

use crate::{Day, Refusal};

/// `1/7/2025`, `01-07-2025` or `2025-07-01`; nothing where nothing is said.
pub fn typed_day(typed: &str, field: &'static str) -> Result<Option<Day>, Refusal> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let parts: Vec<&str> = typed.split(['/', '-', '.']).map(str::trim).collect();
    let number = |text: &str| text.parse::<u32>().ok();
    let day = match parts[..] {
        [year, month, day] if year.len() == 4 => {
            number(year).zip(number(month)).zip(number(day)).and_then(|((y, m), d)| Day::of(y as i32, m, d))
        }
        [day, month, year] if year.len() == 4 => {
            number(year).zip(number(month)).zip(number(day)).and_then(|((y, m), d)| Day::of(y as i32, m, d))
        }
        _ => None,
    };
    day.map(Some).ok_or_else(|| Refusal::of("account.date").at(field).with("given", typed))
}
