//! Sao kê: what a bank says went in and out of an account. Whatever its form, it becomes the same lines, each with a
//! natural key: a line that comes again in another file is the same money.

mod mt940;
mod table;

pub use mt940::read_mt940;
pub use table::{is_statement_heading, read_table};

use super::{PaymentWay, RecordPayment};
use crate::directory::AgencyCode;
use crate::{Day, Refusal};
use std::collections::BTreeMap;

/// What a bank says of one account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statement {
    /// The account, where the file says it.
    pub account: String,
    /// What was in it before, in đồng.
    pub opening_vnd: Option<i64>,
    /// What is in it after, in đồng.
    pub closing_vnd: Option<i64>,
    /// What went in and out, in the order of the file.
    pub lines: Vec<StatementLine>,
}

/// One line of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementLine {
    /// Where it stands in the file, from 1.
    pub line: usize,
    /// The day on which the bank wrote it.
    pub day: Day,
    /// The bank's number; empty where it gives none.
    pub number: String,
    /// In đồng; less than zero where it went out.
    pub vnd: i64,
    /// Who paid, as far as it is said.
    pub payer: String,
    /// The words of the transfer.
    pub memo: String,
}

/// A number that is shorter than this may be the bank's number of the day alone.
const UNIQUE_CHARS: usize = 6;

/// Refuses a statement whose sums do not agree (`statement.sum-differs`): something is missing in it.
pub fn must_add_up(statement: &Statement) -> Result<(), Refusal> {
    let (Some(opening), Some(closing)) = (statement.opening_vnd, statement.closing_vnd) else {
        return Ok(());
    };
    let sum: i64 = statement.lines.iter().map(|line| line.vnd).sum();
    match opening + sum == closing {
        true => Ok(()),
        false => {
            let refusal = Refusal::of("statement.sum-differs").with("opening", opening).with("sum", sum);
            Err(refusal.with("closing", closing))
        }
    }
}

/// The payments that it tells of: what went in, each under its natural key. The digest is that of the caller, who may
/// hash; it names a line to which the bank gave no number.
pub fn payments_of(
    statement: &Statement,
    agency: &AgencyCode,
    account: &str,
    digest: impl Fn(&str) -> String,
) -> Vec<RecordPayment> {
    let mut seen: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let came = statement.lines.iter().filter(|line| line.vnd > 0);
    came.map(|line| {
        let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        let says = format!("{}|{}|{}|{}", line.day, line.vnd, line.payer, line.memo);
        let (account_key, number) = (plain(account), plain(&line.number));
        let key = match number.len() {
            0 => format!("{account_key}-{}-{}", line.day, digest(&says)),
            1..UNIQUE_CHARS => format!("{account_key}-{}-{number}", line.day),
            _ => format!("{account_key}-{number}"),
        };
        // A number that comes again with the same words is the same line, with other words another payment of a
        // batch. Lines without a number that are alike in all are two payments.
        let told = seen.entry(key.clone()).or_default();
        let nth = match told.iter().position(|known| *known == says).filter(|_| !number.is_empty()) {
            Some(nth) => nth,
            None => {
                told.push(says);
                told.len() - 1
            }
        };
        let key = if nth == 0 { key } else { format!("{key}-{}", nth + 1) };
        RecordPayment {
            key,
            agency: agency.clone(),
            way: PaymentWay::Transfer,
            amount_vnd: line.vnd.unsigned_abs(),
            paid_at: line.day.at(0),
            payer: line.payer.clone(),
            memo: line.memo.clone(),
            source: account.to_string(),
        }
    })
    .collect()
}

/// An amount as banks write it: `99,000`, `99.000`, `1.234.567,00`, `99000.00`, with a sign or without. None for what is
/// none, and for parts of a đồng.
pub fn amount_of(text: &str) -> Option<i64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let upper = text.to_uppercase();
    let text = upper.trim_end_matches("VND").trim_end_matches('Đ');
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, part) = match digits.rfind(['.', ',']) {
        // Three digits after a mark are thousands, fewer are parts.
        Some(at) if digits.len() - at - 1 < 3 => (&digits[..at], &digits[at + 1..]),
        Some(_) | None => (digits, ""),
    };
    if !part.bytes().all(|byte| byte == b'0') {
        return None;
    }
    let groups: Vec<&str> = whole.split(['.', ',']).collect();
    let is_grouped =
        groups.len() == 1 || groups.iter().skip(1).all(|group| group.len() == 3) && groups[0].len() <= 3;
    let joined = groups.concat();
    let is_number = !joined.is_empty() && joined.bytes().all(|byte| byte.is_ascii_digit()) && is_grouped;
    let vnd: i64 = joined.parse().ok().filter(|_| is_number)?;
    Some(if negative { -vnd } else { vnd })
}

/// The day at the beginning of a cell, and what follows it: banks put a number behind it.
fn day_of(text: &str) -> Option<(Day, &str)> {
    let text = text.trim();
    let end =
        text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '/' | '-' | '.'))).unwrap_or(text.len());
    let (date, rest) = text.split_at(end);
    let parts: Vec<u32> = date.split(['/', '-', '.']).map(str::parse).collect::<Result<_, _>>().ok()?;
    let [first, month, last] = parts[..] else { return None };
    let day =
        if first > 31 { Day::of(first as i32, month, last) } else { Day::of(last as i32, month, first) };
    Some((day?, rest.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_banks_write_them() {
        for (text, vnd) in [
            ("99,000", Some(99_000)),
            ("99.000", Some(99_000)),
            ("1.234.567,00", Some(1_234_567)),
            ("1,234,567.00", Some(1_234_567)),
            ("99000.00", Some(99_000)),
            ("99000", Some(99_000)),
            ("-8,000", Some(-8_000)),
            ("+8.000 VND", Some(8_000)),
            ("8.000 đ", Some(8_000)),
            ("0", Some(0)),
            ("12,50", None),
            ("1.23.456", None),
            ("1234,567,890", None),
            ("", None),
            ("-", None),
            ("abc", None),
        ] {
            assert_eq!(amount_of(text), vnd, "{text}");
        }
    }

    #[test]
    fn a_day_stands_first_in_its_cell() {
        let day = Day::of(2025, 11, 3).unwrap();
        for text in ["03/11/2025", "3-11-2025", "2025-11-03", " 03/11/2025 "] {
            assert_eq!(day_of(text), Some((day, "")), "{text}");
        }
        assert_eq!(day_of("03/11/2025\n10004067"), Some((day, "10004067")));
        assert_eq!(day_of("03/11/2025 14:30:00"), Some((day, "14:30:00")));
        for text in ["", "31/02/2025", "Ngày", "10004067", "03/11"] {
            assert_eq!(day_of(text), None, "{text}");
        }
    }

    fn line(number: &str, vnd: i64, memo: &str) -> StatementLine {
        let (day, number) = (Day::of(2026, 7, 1).unwrap(), number.to_string());
        StatementLine { line: 1, day, number, vnd, payer: String::new(), memo: memo.to_string() }
    }

    #[test]
    fn what_went_in_becomes_payments_and_each_has_one_name_for_ever() {
        let lines = vec![
            line("FT 123/4", 8_000, "a"),
            line("FT 123/4", 8_000, "a"),
            line("FT 123/4", 9_000, "a"),
            line("7", 8_000, "a"),
            line("", 8_000, "b"),
            line("", 8_000, "b"),
            line("", -8_000, "b"),
        ];
        let statement = Statement { lines, ..Statement::default() };
        let agency = AgencyCode::parse("H57.101").unwrap();
        let names = |statement: &Statement| -> Vec<String> {
            let all = payments_of(statement, &agency, "0071 001", |text| text.len().to_string());
            all.into_iter().map(|payment| payment.key).collect()
        };
        let all = names(&statement);
        let (number, day) = ("0071001-FT1234", "0071001-2026-07-01");
        let wanted = [
            number.to_string(),
            number.to_string(),
            format!("{number}-2"),
            format!("{day}-7"),
            format!("{day}-18"),
            format!("{day}-18-2"),
        ];
        assert_eq!(all, wanted);
        assert_eq!(names(&statement), all);
    }

    #[test]
    fn a_statement_whose_sums_do_not_agree_is_refused() {
        let lines = vec![line("1", 8_000, ""), line("2", -3_000, "")];
        let of = |closing| Statement {
            opening_vnd: Some(10_000),
            closing_vnd: closing,
            lines: lines.clone(),
            account: String::new(),
        };
        assert_eq!(must_add_up(&of(Some(15_000))), Ok(()));
        assert_eq!(must_add_up(&of(None)), Ok(()));
        assert_eq!(must_add_up(&of(Some(15_001))).unwrap_err().code, "statement.sum-differs");
    }
}
