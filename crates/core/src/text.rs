//! Vietnamese text without its search traps: "dang ky", "đăng ký", "hoà" and
//! "hóa" are the same to somebody who searches. And numbers as they are written.

use std::borrow::Cow;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Lower case, no marks, đ → d, everything that is not a letter or a digit → one
/// space. Works on composed and decomposed input alike, because a decomposed
/// mark is simply dropped.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars().flat_map(char::to_lowercase) {
        match base(ch) {
            Folded::Mark => {}
            Folded::Letter(letter) => out.push(letter),
            Folded::Gap => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// The words of a person's name in lower case, with the tone of each at its end: "Hoà" is "hòa", but "Hà" is
/// not "Hạ". Signs between them are gone.
pub fn name_words(name: &str) -> Vec<String> {
    let is_of_a_word = |ch: char| ch.is_alphanumeric() || is_combining_mark(ch);
    let text: String = name.nfd().flat_map(char::to_lowercase).collect();
    let words = text.split(|ch| !is_of_a_word(ch)).filter(|word| !word.is_empty());
    words
        .map(|word| {
            word.chars().filter(|ch| !is_tone(*ch)).chain(word.chars().filter(|ch| is_tone(*ch))).collect()
        })
        .collect()
}

/// Grave, acute, tilde, hook above and dot below; circumflex, breve and horn make another letter.
fn is_tone(ch: char) -> bool {
    matches!(ch, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

/// A whole number in groups of three: `150.000`.
pub fn grouped(number: u64, mark: char) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

enum Folded {
    Letter(char),
    Mark,
    Gap,
}

fn base(ch: char) -> Folded {
    let letter = match ch {
        'à' | 'á' | 'ả' | 'ã' | 'ạ' | 'ă' | 'ằ' | 'ắ' | 'ẳ' | 'ẵ' | 'ặ' | 'â' | 'ầ' | 'ấ' | 'ẩ' | 'ẫ'
        | 'ậ' => 'a',
        'è' | 'é' | 'ẻ' | 'ẽ' | 'ẹ' | 'ê' | 'ề' | 'ế' | 'ể' | 'ễ' | 'ệ' | 'ĕ' => 'e',
        'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' | 'ĭ' => 'i',
        'ò' | 'ó' | 'ỏ' | 'õ' | 'ọ' | 'ô' | 'ồ' | 'ố' | 'ổ' | 'ỗ' | 'ộ' | 'ơ' | 'ờ' | 'ớ' | 'ở' | 'ỡ'
        | 'ợ' | 'ŏ' => 'o',
        'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ' | 'ư' | 'ừ' | 'ứ' | 'ử' | 'ữ' | 'ự' | 'ŭ' => 'u',
        'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ' => 'y',
        'đ' => 'd',
        'ƀ' => 'b',
        'ñ' => 'n',
        'č' => 'c',
        '\u{0300}'..='\u{036f}' => return Folded::Mark,
        _ if ch.is_alphanumeric() => ch,
        _ => return Folded::Gap,
    };
    Folded::Letter(letter)
}

/// One line of text: composed letters, single spaces, no control characters.
pub fn line(text: &str) -> Cow<'_, str> {
    if is_line_already(text) { Cow::Borrowed(text) } else { Cow::Owned(as_line(text)) }
}

fn as_line(text: &str) -> String {
    let seen: String =
        text.chars().filter(is_seen).nfc().map(|c| if c.is_control() { ' ' } else { c }).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether it is written so already, which almost everything is.
fn is_line_already(text: &str) -> bool {
    let mut before = ' ';
    let follows = |c: char| {
        let is_fine = match c {
            ' ' => before != ' ',
            c if c.is_ascii() => !c.is_ascii_control(),
            c => is_seen(&c) && !c.is_control() && !c.is_whitespace(),
        };
        before = c;
        is_fine
    };
    text.chars().all(follows) && !text.ends_with(' ') && is_composed(text)
}

/// Whether letters and marks are already the composed letters, as far as that is told quickly.
fn is_composed(text: &str) -> bool {
    // All Latin letters of Việt Nam stand alone, or composed in these two blocks.
    let is_plain = |c: char| c < '\u{0300}' || matches!(c, '\u{1e00}'..='\u{1eff}');
    text.chars().all(is_plain) || is_nfc_quick(text.chars()) == IsNormalized::Yes
}

/// Text of several lines: each line trimmed at its end, no empty lines around it.
pub fn lines(text: &str) -> Cow<'_, str> {
    if is_line_already(text) { Cow::Borrowed(text) } else { Cow::Owned(as_lines(text)) }
}

fn as_lines(text: &str) -> String {
    let text: String = text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(is_seen).nfc().collect();
    let clean = |line: &str| -> String {
        let line: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        line.trim_end().to_string()
    };
    let lines: Vec<String> = text.split('\n').map(clean).collect();
    lines.join("\n").trim().to_string()
}

/// Not one of the signs that nobody sees, that turn letters around or that change how another looks: they make equal
/// texts differ, and no paper is printed with them.
pub fn is_seen(c: &char) -> bool {
    !matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
    ) && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        && !matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a text is one line of at most so many letters that shows what it holds: nothing that
/// breaks the line, rings, hides or turns letters around.
pub fn is_line(text: &str, most: usize) -> bool {
    let is_unseen = |c: char| c.is_control() || !is_seen(&c) || matches!(c, '\u{2028}' | '\u{2029}');
    text.chars().count() <= most && !text.chars().any(is_unseen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use motcua_property::{any, holds};

    #[test]
    fn what_is_written_so_already_is_what_writing_it_gives() {
        let signs = ('\0'..=char::MAX).filter(|sign| !sign.is_ascii_alphanumeric());
        let texts = signs.flat_map(|sign| [format!("a{sign}b"), format!("{sign}b"), format!("a{sign}")]);
        let mut as_they_were = 0;
        for text in
            texts.chain(["", "  ", "a  b", "Nguyễn Thị Hoa", "Nguye\u{302}\u{303}n"].map(String::from))
        {
            assert_eq!(line(&text), as_line(&text), "{text:?}");
            assert_eq!(lines(&text), as_lines(&text), "{text:?}");
            as_they_were += usize::from(matches!(line(&text), Cow::Borrowed(_)));
        }
        assert!(as_they_were > 1_000_000, "most are written so: {as_they_were}");
    }

    #[test]
    fn a_name_is_the_same_however_its_tones_are_placed_and_another_with_another_tone() {
        let same = [
            ("Nguyễn Thị Hoà", "NGUYỄN THỊ HÒA"),
            ("Trần Văn An", "  trần  văn an "),
            ("Thuỷ", "Thủy"),
            ("Y'Moan", "Y’ Moan"),
        ];
        for (one, other) in same {
            assert_eq!(name_words(one), name_words(other), "{one}");
            assert_eq!(name_words(one), name_words(&other.nfd().collect::<String>()), "{one}");
        }
        let others = [
            ("Nguyễn Thị Hà", "Nguyễn Thị Hạ"),
            ("Trần Văn An", "Trần Văn Anh"),
            ("Lê Thị Lan", "Lê Thị Lân"),
            ("Đào", "Dào"),
        ];
        for (one, other) in others {
            assert_ne!(name_words(one), name_words(other), "{one}");
        }
    }

    #[test]
    fn every_way_of_writing_finds_the_same() {
        let table = [
            ("đăng ký khai sinh", "dang ky khai sinh"),
            ("ĐĂNG KÝ  KHAI-SINH", "dang ky khai sinh"),
            ("hoà", "hoa"),
            ("hóa", "hoa"),
            ("hòa", "hoa"),
            ("thuỷ", "thuy"),
            ("thủy", "thuy"),
            ("a\u{0306}\u{0301}", "a"),
            ("Phường Đúc, 12/3", "phuong duc 12 3"),
            ("  1.001193  ", "1 001193"),
            ("Ƀuôn Ŏ", "ƀuon o"),
            ("", ""),
        ];
        for (given, want) in table {
            assert_eq!(fold(given), want.replace('ƀ', "b"), "{given}");
        }
    }
    #[test]
    fn what_is_folded_is_words_of_letters_and_stays_as_it_is() {
        holds(2_000, any::<String>(), |text| {
            let folded = fold(&text);
            assert_eq!(fold(&folded), folded);
            let is_word = |word: &str| !word.is_empty() && word.chars().all(char::is_alphanumeric);
            assert!(folded.is_empty() || folded.split(' ').all(is_word), "{folded:?}");
        });
    }

    #[test]
    fn small_or_large_composed_or_not_a_name_folds_to_the_same() {
        let letters =
            "[a-zàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệĕìíỉĩịĭòóỏõọôồốổỗộơờớởỡợŏùúủũụưừứửữựŭỳýỷỹỵđƀñč0-9 .,'’-]{0,24}";
        holds(2_000, letters, |name: String| {
            let want = fold(&name);
            for written in [name.to_uppercase(), name.nfd().collect(), name.to_uppercase().nfd().collect()] {
                assert_eq!(fold(&written), want, "{written:?}");
            }
        });
    }
}
