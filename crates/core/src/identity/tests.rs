use super::{Card, CardDoubt, Sex};
use crate::Day;
use unicode_normalization::UnicodeNormalization;

const PLAIN: &str = "046090001234|191234567|Nguyễn Văn Bình|05021990|Nam|12 Lê Lợi, Phú Xuân, Huế|12072021";

fn code(typed: &str) -> &'static str {
    Card::read(typed).unwrap_err().code
}

#[test]
fn a_card_says_who_it_is() {
    let card = Card::read(PLAIN).unwrap();
    assert_eq!(card.number.as_str(), "046090001234");
    assert_eq!(card.old_number, "191234567");
    assert_eq!((card.name.as_str(), card.sex), ("Nguyễn Văn Bình", Sex::Male));
    assert_eq!(card.born, Day::of(1990, 2, 5).unwrap());
    assert_eq!(card.address, "12 Lê Lợi, Phú Xuân, Huế");
    assert_eq!(card.issued, Day::of(2021, 7, 12));
    assert!(card.doubts.is_empty());
}

#[test]
fn what_a_keyboard_does_to_it_makes_no_difference() {
    let plain = Card::read(PLAIN).unwrap();
    let decomposed: String = PLAIN.nfd().collect();
    let same = [
        format!("{PLAIN}\r\n"),
        format!("{PLAIN}\t"),
        format!("\u{feff}{PLAIN}"),
        format!("\"{PLAIN}\""),
        format!("]Q1{PLAIN}"),
        decomposed,
        PLAIN.replace('|', "¦"),
        PLAIN.replace('|', "｜"),
        PLAIN.replace("Nguyễn Văn Bình", " Nguyễn  Văn Bình "),
        PLAIN.replace("046090001234", "46090001234"),
        PLAIN.replace("05021990", "5021990"),
        PLAIN.replace("05021990", "05/02/1990"),
        PLAIN.replace("05021990", "5-2-1990"),
        PLAIN.replace("|Nam|", "|NAM|"),
        PLAIN.replace("|Nam|", "||"),
        format!("{PLAIN}|"),
        format!("{PLAIN}||Nguyễn Văn Cha|Trần Thị Mẹ|"),
    ];
    for typed in same {
        assert_eq!(Card::read(&typed).unwrap(), plain, "{typed:?}");
    }
}

#[test]
fn what_is_not_on_every_card_may_be_missing() {
    let card = Card::read("001300000001||Lò Thị Mai|01012000|Nữ|Bản A, Mường B|").unwrap();
    assert_eq!((card.old_number.as_str(), card.issued), ("", None));
    let old = Card::read("046190000001|91234567|Hồ Thị Lan|01011990|Nữ|Huế|1012021").unwrap();
    assert_eq!((old.old_number.as_str(), old.issued), ("091234567", Day::of(2021, 1, 1)));
    assert!(Card::read("046190000001||Hồ Thị Lan|01011990|Nữ|").unwrap().address.is_empty());
}

#[test]
fn lost_marks_are_a_doubt_and_no_guess() {
    let lost = Card::read(&PLAIN.replace("Nguyễn Văn Bình", "Nguyen Van Binh")).unwrap();
    assert_eq!((lost.name.as_str(), lost.doubts), ("Nguyen Van Binh", vec![CardDoubt::Name]));
    let torn = Card::read(&PLAIN.replace("ễ", "?").replace("ợ", "\u{fffd}")).unwrap();
    assert_eq!(torn.doubts, [CardDoubt::Name, CardDoubt::Address]);
}

#[test]
fn what_could_be_somebody_else_is_refused() {
    for (typed, want) in [
        ("", "card.empty"),
        (" \r\n", "card.empty"),
        ("https://example.vn/ve/123", "card.not-a-card"),
        ("046090001234", "card.not-a-card"),
        ("00020101021238570010A000000727|1|2", "card.not-a-card"),
        ("a|b|c|d|e|f|g", "card.number-unreadable"),
        ("446090001234x|1|A B|05021990|Nam|x", "card.number-unreadable"),
        ("046990001234|1|Bình|05021990|Nam|x", "card.number-unreadable"),
        ("046090001234|1|  |05021990|Nam|x", "card.name-unreadable"),
        ("046090001234|1|123|05021990|Nam|x", "card.name-unreadable"),
        ("046090001234|1|Bình|31021990|Nam|x", "card.born-unreadable"),
        ("046090001234|1|Bình|1990|Nam|x", "card.born-unreadable"),
        ("046090001234|1|Bình|05021991|Nam|x", "card.does-not-agree"),
        ("046090001234|1|Bình|05021990|Nữ|x", "card.does-not-agree"),
    ] {
        assert_eq!(code(typed), want, "{typed:?}");
    }
    assert_eq!(code(&"|".repeat(1001)), "card.not-a-card");
    // Signs of more than one byte where digits are cut must not tear anything apart.
    for odd in ["]Qễ|ễ|ễ|ễễễễ|ễ|ễ", "]Q|||||", "ễ/ễ/ễ|1|B|1/2/ễ99|Nam|x", "046090001234|1|Bình|a/b/c|Nam|x"]
    {
        assert!(Card::read(odd).is_err(), "{odd}");
    }
}
