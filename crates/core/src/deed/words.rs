//! Numbers, amounts and days in Vietnamese words, as papers write them beside the figures.

use crate::Day;

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
    let [of_month, month, year] =
        [of_month.into(), month.into(), u64::try_from(year).unwrap_or_default()].map(number_in_words);
    format!("Ngày {of_month} tháng {month} năm {year}")
}

/// A day as the body and the head of a paper name it: of the months only the first two, and of days
/// those below ten, get a nought before them (NĐ 30/2020, appendix I).
pub fn long_day(day: Day) -> String {
    let (year, month, of_month) = day.ymd();
    let month = if month < 3 { format!("{month:02}") } else { month.to_string() };
    format!("ngày {of_month:02} tháng {month} năm {year}")
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
    }
}
