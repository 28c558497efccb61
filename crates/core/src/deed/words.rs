//! Numbers, amounts and days in Vietnamese words, as papers write them beside the figures.

use crate::Day;
use crate::form::write::PartialDate;

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const BILLION: u64 = 1_000_000_000;

/// A whole number: 105 is “một trăm linh năm”. Zero hundreds are said where something stands
/// before them (“một nghìn không trăm linh một”), as amounts are written.
pub fn number_in_words(number: u64) -> String {
    if number == 0 {
        return DIGITS[0].to_string();
    }
    let mut words = Vec::new();
    say(number, false, &mut words);
    words.join(" ")
}

/// An amount of money: “Một trăm nghìn đồng”, for the line below its figures.
pub fn amount_in_words(dong: u64) -> String {
    capital(&format!("{} đồng", number_in_words(dong)))
}

/// A day, as birth certificates write it: “Ngày năm tháng bảy năm hai nghìn không trăm hai mươi lăm”.
pub fn day_in_words(day: Day) -> String {
    let (year, month, of_month) = day.ymd();
    date_in_words(PartialDate { year, month: Some(month), day: Some(of_month) })
}

/// A day as the body and the head of a paper name it: of the months only the first two, and of days
/// those below ten, get a nought before them (NĐ 30/2020, appendix I).
pub fn long_day(day: Day) -> String {
    let (year, month, of_month) = day.ymd();
    format!("ngày {of_month:02} tháng {} năm {year}", month_in_digits(month))
}

fn month_in_digits(month: u32) -> String {
    if month < 3 { format!("{month:02}") } else { month.to_string() }
}

/// A date in words as far as it is known: “Tháng bảy năm một nghìn chín trăm sáu mươi”.
pub fn date_in_words(date: PartialDate) -> String {
    let number = |part: u32| number_in_words(part.into());
    // The fourth month is never said with the number.
    let number_of_month = |month: u32| if month == 4 { "tư".to_string() } else { number(month) };
    let year = number_in_words(u64::try_from(date.year).unwrap_or_default());
    capital(&match (date.day, date.month) {
        (Some(day), Some(month)) => {
            format!("ngày {} tháng {} năm {year}", number(day), number_of_month(month))
        }
        (None, Some(month)) => format!("tháng {} năm {year}", number_of_month(month)),
        (_, None) => format!("năm {year}"),
    })
}

/// A date as running text names it, as far as it is known: “tháng 7 năm 1960”, “năm 1960”.
pub fn long_date(date: PartialDate) -> String {
    match (date.day, date.month) {
        (Some(_), Some(_)) => long_day(date.earliest()),
        (None, Some(month)) => format!("tháng {} năm {}", month_in_digits(month), date.year),
        (_, None) => format!("năm {}", date.year),
    }
}

/// The first letter large.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn say(number: u64, follows: bool, words: &mut Vec<&'static str>) {
    let (billions, rest) = (number / BILLION, number % BILLION);
    if billions > 0 {
        say(billions, follows, words);
        words.push("tỷ");
    }
    let mut follows = follows || billions > 0;
    for (size, name) in [(1_000_000, "triệu"), (1_000, "nghìn"), (1, "")] {
        let group = rest / size % 1_000;
        if group == 0 {
            continue;
        }
        below_thousand(group, follows, words);
        if !name.is_empty() {
            words.push(name);
        }
        follows = true;
    }
}

fn below_thousand(group: u64, follows: bool, words: &mut Vec<&'static str>) {
    let [hundreds, tens, ones] = [group / 100, group / 10 % 10, group % 10].map(|digit| digit as usize);
    let says_hundreds = hundreds > 0 || follows;
    if says_hundreds {
        words.extend([DIGITS[hundreds], "trăm"]);
    }
    match (tens, ones) {
        (0, 0) => return,
        (0, _) if says_hundreds => words.push("linh"),
        (0, _) => {}
        (1, _) => words.push("mười"),
        _ => words.extend([DIGITS[tens], "mươi"]),
    }
    match (tens, ones) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (1.., 5) => words.push("lăm"),
        _ => words.push(DIGITS[ones]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said_as_amounts_are_written() {
        let table = include_str!("words.tsv").lines();
        let mut lines = 0;
        for (number, words) in table.filter_map(|line| line.split_once('\t')) {
            assert_eq!(number_in_words(number.parse().unwrap()), words, "{number}");
            lines += 1;
        }
        assert_eq!(lines, 50, "all lines of the table are read");
        assert_eq!(amount_in_words(8_000), "Tám nghìn đồng");
    }

    #[test]
    fn a_day_is_written_as_papers_write_it() {
        let day = |text| Day::parse(text).unwrap();
        assert_eq!(long_day(day("2020-01-05")), "ngày 05 tháng 01 năm 2020");
        assert_eq!(long_day(day("2019-06-29")), "ngày 29 tháng 6 năm 2019");
        assert_eq!(long_day(day("2025-12-01")), "ngày 01 tháng 12 năm 2025");
        let words = "Ngày năm tháng bảy năm hai nghìn không trăm hai mươi lăm";
        assert_eq!(day_in_words(day("2025-07-05")), words);
        let words = "Ngày bốn tháng tư năm hai nghìn không trăm hai mươi sáu";
        assert_eq!(day_in_words(day("2026-04-04")), words);
    }

    #[test]
    fn of_a_date_only_what_is_known_is_said() {
        let table = [
            (
                "1960-07-05",
                "05/07/1960",
                "ngày 05 tháng 7 năm 1960",
                "Ngày năm tháng bảy năm một nghìn chín trăm sáu mươi",
            ),
            ("1960-01", "01/1960", "tháng 01 năm 1960", "Tháng một năm một nghìn chín trăm sáu mươi"),
            (
                "1975-04-30",
                "30/04/1975",
                "ngày 30 tháng 4 năm 1975",
                "Ngày ba mươi tháng tư năm một nghìn chín trăm bảy mươi lăm",
            ),
            ("1960-04", "04/1960", "tháng 4 năm 1960", "Tháng tư năm một nghìn chín trăm sáu mươi"),
            ("1960-10", "10/1960", "tháng 10 năm 1960", "Tháng mười năm một nghìn chín trăm sáu mươi"),
            ("1905", "1905", "năm 1905", "Năm một nghìn chín trăm linh năm"),
        ];
        for (kept, digits, long, words) in table {
            let date = PartialDate::parse(kept).unwrap();
            let said = [date.vn(), long_date(date), date_in_words(date)];
            assert_eq!(said, [digits, long, words], "{kept}");
        }
    }
}
