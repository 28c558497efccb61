//! A statement in SWIFT's MT940. Two dates stand in its lines, of which the second has no year; words are cut and go on
//! in further lines; some banks write words of the whole behind the closing balance.

use super::{Statement, StatementLine};
use crate::text::line as one_line;
use crate::{Day, Refusal};

/// Reads it; a line that cannot be read is named.
pub fn read_mt940(text: &str) -> Result<Statement, Vec<Refusal>> {
    let mut statement = Statement::default();
    let mut wrong = Vec::new();
    let mut closed = false;
    for (number, field, value) in fields(text) {
        let broken =
            || Refusal::of("statement.mt940-line").at("file").with("line", number).with("field", &field);
        match field.as_str() {
            "25" => statement.account = value.lines().next().unwrap_or_default().trim().to_string(),
            "60F" | "60M" if statement.opening_vnd.is_none() => match balance(&value) {
                Some(vnd) => statement.opening_vnd = Some(vnd),
                None => wrong.push(broken()),
            },
            "62F" | "62M" => match balance(&value) {
                Some(vnd) => (statement.closing_vnd, closed) = (Some(vnd), true),
                None => wrong.push(broken()),
            },
            "61" => {
                closed = false;
                match entry(number, &value) {
                    Some(line) => statement.lines.push(line),
                    None => wrong.push(broken()),
                }
            }
            // Behind the closing balance it is about the whole.
            "86" if !closed => {
                if let Some(line) = statement.lines.last_mut() {
                    // Lines are cut in the middle of words: put together as they were.
                    line.memo = one_line(&value.lines().collect::<String>()).into_owned();
                }
            }
            _ => {}
        }
    }
    if statement.lines.is_empty() && wrong.is_empty() {
        wrong.push(Refusal::of("statement.empty").at("file"));
    }
    if wrong.is_empty() { Ok(statement) } else { Err(wrong) }
}

/// The fields: line, tag, value with the lines that go on.
fn fields(text: &str) -> Vec<(usize, String, String)> {
    let mut all: Vec<(usize, String, String)> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim_end_matches('\r');
        let tag = line.strip_prefix(':').and_then(|rest| rest.split_once(':'));
        let is_tag =
            |tag: &str| (2..=3).contains(&tag.len()) && tag.starts_with(|c: char| c.is_ascii_digit());
        match tag.filter(|(tag, _)| is_tag(tag)) {
            Some((tag, value)) => all.push((at + 1, tag.to_string(), value.to_string())),
            None if line.starts_with('-') || line.starts_with('{') => {}
            None => {
                if let Some((_, _, value)) = all.last_mut() {
                    value.push('\n');
                    value.push_str(line);
                }
            }
        }
    }
    all
}

/// `C251103VND1234567,00`
fn balance(value: &str) -> Option<i64> {
    let (sign, rest) = value.split_at_checked(1)?;
    let (date, rest) = rest.split_at_checked(6)?;
    day(date)?;
    let (currency, amount) = rest.split_at_checked(3)?;
    let vnd = amount_of(amount).filter(|_| currency == "VND")?;
    match sign {
        "C" => Some(vnd),
        "D" => Some(-vnd),
        _ => None,
    }
}

/// `2511031103C99000,00NMSCNONREF//FT123`: value date, entry date without a year, sign, amount, kind, reference, the
/// bank's own reference behind two strokes.
fn entry(number: usize, value: &str) -> Option<StatementLine> {
    let mut lines = value.lines();
    let first = lines.next()?;
    let (date, rest) = first.split_at_checked(6)?;
    let value_day = day(date)?;
    let (written, rest) = match rest.split_at_checked(4) {
        Some((short, more)) if short.bytes().all(|byte| byte.is_ascii_digit()) => {
            (entry_day(value_day, short)?, more)
        }
        Some(_) | None => (value_day, rest),
    };
    let (sign, rest) =
        ["RC", "RD", "C", "D"].iter().find_map(|sign| Some((*sign, rest.strip_prefix(sign)?)))?;
    // The third letter of the currency may follow the sign.
    let rest = rest.strip_prefix(|c: char| c.is_ascii_alphabetic()).unwrap_or(rest);
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == ',')).unwrap_or(rest.len());
    let (amount, rest) = rest.split_at(end);
    let vnd = amount_of(amount)?;
    let references = rest.get(4..).unwrap_or_default();
    let (theirs, bank) = references.split_once("//").unwrap_or((references, ""));
    let own = if bank.is_empty() && theirs != "NONREF" { theirs } else { bank };
    // What was taken back of a debit comes in, of a credit goes out.
    let came = matches!(sign, "C" | "RD");
    Some(StatementLine {
        line: number,
        day: written,
        number: own.trim().to_string(),
        vnd: if came { vnd } else { -vnd },
        payer: String::new(),
        memo: one_line(&lines.collect::<Vec<_>>().join(" ")).into_owned(),
    })
}

/// `99000,00`; parts of a đồng are none.
fn amount_of(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once(',')?;
    let is_whole = part.bytes().all(|byte| byte == b'0');
    whole.parse().ok().filter(|_| is_whole && whole.bytes().all(|byte| byte.is_ascii_digit()))
}

fn day(text: &str) -> Option<Day> {
    let number = |at: usize| text.get(at..at + 2)?.parse::<u32>().ok();
    Day::of(2000 + number(0)? as i32, number(2)?, number(4)?)
}

/// The day with this month and day that lies nearest to the value date: at the turn of a year it is of another year.
fn entry_day(value: Day, short: &str) -> Option<Day> {
    let (month, date) = (short.get(0..2)?.parse().ok()?, short.get(2..4)?.parse().ok()?);
    let (year, ..) = value.ymd();
    let near = [year - 1, year, year + 1].into_iter().filter_map(|year| Day::of(year, month, date));
    near.min_by_key(|day| (day.0 - value.0).abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_date_is_of_the_year_that_is_nearest() {
        for (text, value, written) in [
            ("2101011230CR0,00NCHGNONREF", "2021-01-01", "2020-12-30"),
            ("2601011230C27,00NMSCNONREF//2025-12-30-18.02", "2026-01-01", "2025-12-30"),
            ("2512310101C5,00NMSCNONREF", "2025-12-31", "2026-01-01"),
            ("2511031103C5,00NMSCNONREF", "2025-11-03", "2025-11-03"),
        ] {
            let line = entry(1, text).unwrap();
            assert_eq!(line.day, Day::parse(written).unwrap(), "{text}");
            assert_eq!(day(&text[..6]), Day::parse(value), "{text}");
        }
    }

    const FILE: &str = "{1:F01}\n:20:1\n:25:0071001234567\n:28C:1/1\n:60F:C251103VND100000,00\n\
        :61:2511031103C99000,00NTRFNONREF//FT1\n:86:MBVCB.4525077405.MC7K2M9QX\nT4B8.CT tu 0351\n\
        :61:251103D3000,00NCHGX1\n:86:phi\n:62F:C251103VND196000,00\n:86:ca tai khoan\n-}";

    #[test]
    fn words_that_were_cut_are_whole_again_and_those_of_the_whole_are_nobodys() {
        let statement = read_mt940(FILE).unwrap();
        assert_eq!((statement.opening_vnd, statement.closing_vnd), (Some(100_000), Some(196_000)));
        let told: Vec<(&str, i64, &str)> =
            statement.lines.iter().map(|line| (line.number.as_str(), line.vnd, line.memo.as_str())).collect();
        let words = "MBVCB.4525077405.MC7K2M9QXT4B8.CT tu 0351";
        assert_eq!(told, [("FT1", 99_000, words), ("X1", -3_000, "phi")]);
        assert_eq!(super::super::must_add_up(&statement), Ok(()));
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named() {
        for (from, to) in
            [("C99000,00", "C99000,50"), ("2511031103C", "2513031103C"), ("C251103VND1", "C251103USD1")]
        {
            let wrong = read_mt940(&FILE.replacen(from, to, 1)).unwrap_err();
            assert_eq!(wrong[0].code, "statement.mt940-line", "{to}");
        }
        assert_eq!(read_mt940(":20:1").unwrap_err()[0].code, "statement.empty");
    }
}
