//! Bytes as letters and digits that are hard to take for one another (Crockford): read aloud, typed, and small in a
//! code for cameras.

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Five bits a letter; the last one is filled up with zeros.
pub fn letters_of(bytes: &[u8]) -> String {
    let (mut out, mut bits, mut held) = (String::new(), 0_u32, 0_u32);
    for byte in bytes {
        (held, bits) = (held << 8 | u32::from(*byte), bits + 8);
        while bits >= 5 {
            bits -= 5;
            out.push(letter(held >> bits));
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        out.push(letter(held << (5 - bits)));
    }
    out
}

/// The sign for the last five bits of this.
pub fn letter(value: u32) -> char {
    char::from(ALPHABET[(value & 31) as usize])
}

/// What a sign that somebody typed stands for: also a small letter, an O for a 0, an I or L for a 1. None for
/// what is none of them.
pub fn value_of(typed: char) -> Option<u8> {
    let known = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let at = ALPHABET.iter().position(|letter| char::from(*letter) == known)?;
    u8::try_from(at).ok()
}

/// A letter that checks others: a sum in the field of 32 elements, in which each place counts otherwise. One wrong
/// letter and two that changed places are always seen.
pub fn check(values: &[u8]) -> u8 {
    let doubled = |sum: u8| if sum & 16 == 0 { sum << 1 } else { sum << 1 ^ 0b10_0101 };
    values.iter().fold(0, |sum, value| doubled(sum ^ value))
}

/// The bytes, however they were typed: in small letters, with spaces and dashes, an O for a 0, an I or L for a 1.
/// None where another sign is among them, or what fills the last letter up is not zero.
pub fn bytes_of(typed: &str) -> Option<Vec<u8>> {
    let (mut out, mut bits, mut held) = (Vec::new(), 0_u32, 0_u32);
    for sign in typed.chars().filter(|sign| !sign.is_whitespace() && *sign != '-') {
        (held, bits) = (held << 5 | u32::from(value_of(sign)?), bits + 5);
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from(held >> bits & 255).ok()?);
            held &= (1 << bits) - 1;
        }
    }
    (held == 0 && bits < 5).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_from_their_letters_however_they_are_typed() {
        for length in 0..40_u8 {
            let bytes: Vec<u8> = (0..length).map(|at| at.wrapping_mul(37) ^ length).collect();
            let letters = letters_of(&bytes);
            assert_eq!(letters.len(), (bytes.len() * 8).div_ceil(5));
            assert_eq!(bytes_of(&letters), Some(bytes.clone()), "{letters}");
            assert_eq!(bytes_of(&letters.to_lowercase()), Some(bytes));
        }
        assert_eq!(letters_of(&[0xff, 0]), "ZW00");
        assert_eq!(bytes_of("oi-l o"), bytes_of("0110"));
    }

    #[test]
    fn what_is_no_whole_number_of_bytes_is_none() {
        for typed in ["U", "Z", "ZZ", "ZW01", "0000!", "00000 0"] {
            assert_eq!(bytes_of(typed), None, "{typed}");
        }
    }
}
