//! Telephone numbers in all written ways.

/// What the mobile prefixes of eleven digits became in 2018 (plan of the Ministry of
/// Information and Communications of 22-6-2018).
const RENUMBERED: [(&str, &str); 21] = [
    ("0120", "070"),
    ("0121", "079"),
    ("0122", "077"),
    ("0123", "083"),
    ("0124", "084"),
    ("0125", "085"),
    ("0126", "076"),
    ("0127", "081"),
    ("0128", "078"),
    ("0129", "082"),
    ("0162", "032"),
    ("0163", "033"),
    ("0164", "034"),
    ("0165", "035"),
    ("0166", "036"),
    ("0167", "037"),
    ("0168", "038"),
    ("0169", "039"),
    ("0186", "056"),
    ("0188", "058"),
    ("0199", "059"),
];

/// The number as it is dialled inside the country, digits only: `0905123456`,
/// `02343822822`. `+84`, `0084` and `84` are the same as the `0` in front; spaces,
/// dots, hyphens, slashes and brackets do not matter. `None` when it is no number.
pub fn read_phone(text: &str) -> Option<String> {
    let digits: String = text
        .chars()
        .filter(|c| {
            !c.is_whitespace() && !matches!(c, '.' | '-' | '(' | ')' | '/' | '–' | '\u{200e}' | '\u{202c}')
        })
        .collect();
    let abroad = digits.strip_prefix("+84").or_else(|| digits.strip_prefix("0084")).or_else(|| {
        // Without its plus: only where the length cannot be a number of ours.
        digits.strip_prefix("84").filter(|rest| matches!(rest.trim_start_matches('0').len(), 9 | 10))
    });
    let digits = match abroad {
        Some(rest) => format!("0{}", rest.trim_start_matches('0')),
        None => digits,
    };
    let renumbered = RENUMBERED
        .iter()
        .filter(|_| digits.len() == 11)
        .find_map(|(old, new)| Some(format!("{new}{}", digits.strip_prefix(old)?)));
    let digits = renumbered.unwrap_or(digits);
    is_phone(&digits).then_some(digits)
}

/// `dien-thoai`: `0` and nine digits, or ten for the landlines (`02…`).
pub fn is_phone(text: &str) -> bool {
    let length_fits = text.len() == 10 || (text.len() == 11 && text.starts_with("02"));
    length_fits && text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_same_in_all_written_ways() {
        for written in [
            "0905123456",
            "0905 123 456",
            "0905.123.456",
            "0905-123-456",
            "+84905123456",
            "+84 905 123 456",
            "+84 (0) 905 123 456",
            "0084905123456",
            "84905123456",
            "(0905) 123456",
            "\u{a0}0905\u{a0}123\u{a0}456 ",
        ] {
            assert_eq!(read_phone(written).as_deref(), Some("0905123456"), "{written}");
        }
        for written in ["(0234) 382 2822", "0234.3822822", "+84 234 3822822", "842343822822", "0234/3822822"]
        {
            assert_eq!(read_phone(written).as_deref(), Some("02343822822"), "{written}");
        }
        assert_eq!(read_phone("0168 123 4567").as_deref(), Some("0381234567"), "renumbered in 2018");
    }

    #[test]
    fn what_is_no_number_is_not_made_into_one() {
        for written in
            ["", "abc", "090512345", "09051234567", "1905123456", "0905 123 45x", "+1 905 123 4567", "84"]
        {
            assert_eq!(read_phone(written), None, "{written}");
        }
    }

    #[test]
    fn reading_twice_changes_nothing() {
        for written in ["+84 905 123 456", "(0234) 3822822", "01681234567"] {
            let once = read_phone(written).unwrap();
            assert_eq!(read_phone(&once), Some(once.clone()));
        }
    }

    #[test]
    fn separators_may_stand_anywhere() {
        for (number, abroad) in [("0905123456", "+84905123456"), ("02343822822", "842343822822")] {
            for separator in [" ", ".", "-", " - ", "\u{a0}", "/", ") ("] {
                for written in [number, abroad] {
                    for at in 1..written.len() {
                        let (front, back) = written.split_at(at);
                        let written = format!("{front}{separator}{back}");
                        assert_eq!(read_phone(&written).as_deref(), Some(number), "{written}");
                    }
                }
            }
        }
    }
}
