//! One spelling for names that the lists write in two ways.

use motcua_core::text::fold;

/// Puts the tone mark of an open `oa`, `oe`, `uy` on the first vowel: `Hoà` →
/// `Hòa`, `Thuỷ` → `Thủy`. That is how most of the list of 2025 has them. After
/// `q` the `u` is part of the consonant, so `Quý` stays; a closed syllable
/// (`Hoàn`) has only one spelling. The first letter becomes a capital.
pub(crate) fn settle(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut out = chars.clone();
    for at in 1..chars.len() {
        let closed = chars.get(at + 1).is_some_and(|next| next.is_alphabetic());
        let after_q = at >= 2 && matches!(chars[at - 2], 'q' | 'Q');
        if closed || after_q {
            continue;
        }
        if let Some((first, second)) = on_first_vowel(chars[at - 1], chars[at]) {
            out[at - 1] = first;
            out[at] = second;
        }
    }
    if let Some(first) = out.first_mut() {
        *first = upper(*first);
    }
    out.into_iter().collect()
}

fn on_first_vowel(first: char, second: char) -> Option<(char, char)> {
    const TONED: [(&str, char); 5] =
        [("oòóỏõọ", 'o'), ("uùúủũụ", 'u'), ("aàáảãạ", 'a'), ("eèéẻẽẹ", 'e'), ("yỳýỷỹỵ", 'y')];
    let row = |letter: char| TONED.iter().find(|(_, base)| *base == letter).map(|(row, _)| *row);
    let lower = first.to_lowercase().next()?;
    let (base, tone) = TONED.iter().find_map(|(row, base)| {
        let tone = row.chars().position(|ch| ch == second)?;
        (tone > 0).then_some((*base, tone))
    })?;
    if !matches!((lower, base), ('o', 'a' | 'e') | ('u', 'y')) {
        return None;
    }
    let toned = row(lower)?.chars().nth(tone)?;
    Some((if first.is_uppercase() { upper(toned) } else { toned }, base))
}

/// The name without marks, capitals kept: `Đắk Lắk` → `Dak Lak`. English texts of
/// the State write names of units so.
pub(crate) fn plain(name: &str) -> String {
    name.chars()
        .map(|ch| match fold(ch.encode_utf8(&mut [0; 4])).chars().next() {
            Some(letter) if ch.is_uppercase() => upper(letter),
            Some(letter) => letter,
            None => ch,
        })
        .collect()
}

fn upper(letter: char) -> char {
    letter.to_uppercase().next().unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tone_of_an_open_syllable_stands_on_the_first_vowel() {
        for (given, want) in [
            ("Phường Hoá Châu", "Phường Hóa Châu"),
            ("Phường Hóa Châu", "Phường Hóa Châu"),
            ("Thuỷ Xuân", "Thủy Xuân"),
            ("Khoẻ", "Khỏe"),
            ("Nguyễn Uý", "Nguyễn Úy"),
            ("HOÀ - Hoà", "HOÀ - Hòa"),
            ("Phường Bình Hưng Hoà A", "Phường Bình Hưng Hòa A"),
            ("Hoàn Kiếm", "Hoàn Kiếm"),
            ("Phú Quý", "Phú Quý"),
            ("Quỳ Châu", "Quỳ Châu"),
            ("Thoại Sơn", "Thoại Sơn"),
            ("Huỳnh", "Huỳnh"),
            ("xã Bắc Sơn", "Xã Bắc Sơn"),
            ("", ""),
        ] {
            assert_eq!(settle(given), want, "{given}");
        }
    }

    #[test]
    fn a_plain_name_keeps_its_capitals_and_signs() {
        assert_eq!(plain("Đắk Lắk"), "Dak Lak");
        assert_eq!(plain("M'Drắk"), "M'Drak");
        assert_eq!(plain("Chân Mây - Lăng Cô"), "Chan May - Lang Co");
        assert_eq!(plain("A Lưới 2"), "A Luoi 2");
    }
}
