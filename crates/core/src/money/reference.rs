//! The reference of a bill: what stands in a transfer and is looked up. Banks drop dots and dashes, put words of
//! their own around it and break it in the middle; so it is letters and digits alone, found wherever it stands.

use crate::letters::{check, letter, value_of};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// With what each begins, so that it can be found among other numbers.
const HEAD: &str = "MC";
/// Letters that are drawn: 50 bits.
const DRAWN: usize = 10;
/// With the one by which a slip of the pen shows.
const LETTERS: usize = DRAWN + 1;

/// `MC7K2M9QXT4B8`: head, letters that are drawn, one that checks them. Short enough for every bank's box.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct PaymentReference(String);

impl PaymentReference {
    /// From these random bytes, of which 50 bits count.
    pub fn drawn(random: [u8; 8]) -> PaymentReference {
        let bits = u64::from_be_bytes(random);
        let values: Vec<u8> = (0..DRAWN).rev().map(|at| (bits >> (5 * at) & 31) as u8).collect();
        let last = check(&values);
        let letters = values.iter().chain([&last]).map(|value| letter((*value).into()));
        PaymentReference(HEAD.chars().chain(letters).collect())
    }

    /// What is written so, with spaces, dashes or small letters in it; none where it is no reference.
    pub fn parse(text: &str) -> Option<PaymentReference> {
        let found = references_in(text);
        let letters = text.chars().filter(char::is_ascii_alphanumeric).count();
        found.into_iter().next().filter(|_| letters == HEAD.len() + LETTERS)
    }

    /// As it is kept and printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The reference in these letters after the head; none where the last does not check the others.
    fn of(letters: &[u8]) -> Option<PaymentReference> {
        let values: Option<Vec<u8>> = letters.iter().map(|byte| value_of(char::from(*byte))).collect();
        let values = values.filter(|values| values.len() == LETTERS)?;
        let (last, rest) = values.split_last()?;
        let text = HEAD.chars().chain(values.iter().map(|value| letter((*value).into())));
        (check(rest) == *last).then(|| PaymentReference(text.collect()))
    }
}

/// Every reference that stands in the words of a transfer, each once, in order. Whatever is not a letter or a digit is
/// passed over: a line break in the middle, dots, marks.
pub fn references_in(memo: &str) -> Vec<PaymentReference> {
    let letters: Vec<u8> =
        memo.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_uppercase()).collect();
    let mut found = Vec::new();
    for here in letters.windows(HEAD.len() + LETTERS).filter(|here| here.starts_with(HEAD.as_bytes())) {
        if let Some(reference) = PaymentReference::of(&here[HEAD.len()..]).filter(|one| !found.contains(one))
        {
            found.push(reference);
        }
    }
    found
}

impl fmt::Display for PaymentReference {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for PaymentReference {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<PaymentReference, D::Error> {
        let text = String::deserialize(from)?;
        PaymentReference::parse(&text).ok_or_else(|| serde::de::Error::custom("no reference of a bill"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(byte: u8) -> PaymentReference {
        PaymentReference::drawn([byte, 7, 99, 12, 250, 31, 8, byte])
    }

    #[test]
    fn it_is_found_whatever_a_bank_does_to_the_words() {
        let reference = drawn(3);
        let text = reference.as_str();
        let (head, tail) = text.split_at(7);
        for memo in [
            text.to_string(),
            text.to_lowercase(),
            format!("MBVCB.4525077405.{head}\n{tail}.CT tu 0351000646393 NGUYEN VAN A toi 113366668888"),
            format!("SHGD:10004067.DD:251103.BO:NGUYEN VAN A.Remark:{head} {tail}"),
            format!("nộp lệ phí {head}-{tail}"),
        ] {
            assert_eq!(references_in(&memo), std::slice::from_ref(&reference), "{memo}");
        }
        assert_eq!(references_in("MBVCB.4554223041.LE THI MINH chuyen tien.CT tu 0351000803936"), []);
        let two = format!("{text} va {} va {text}", drawn(4));
        assert_eq!(references_in(&two), [reference, drawn(4)]);
    }

    #[test]
    fn what_is_typed_is_read_and_one_wrong_letter_is_seen() {
        let reference = drawn(200);
        assert_eq!(
            PaymentReference::parse(&format!(" {} ", reference.as_str().to_lowercase())),
            Some(reference.clone())
        );
        assert_eq!(PaymentReference::parse(&format!("{reference}7")), None);
        let letters: Vec<char> = reference.as_str().chars().collect();
        for at in HEAD.len()..letters.len() {
            for other in (0..32).map(letter).filter(|other| *other != letters[at]) {
                let mut wrong = letters.clone();
                wrong[at] = other;
                assert_eq!(PaymentReference::parse(&wrong.iter().collect::<String>()), None);
            }
        }
        let kept = serde_json::to_string(&reference).unwrap();
        assert_eq!(serde_json::from_str::<PaymentReference>(&kept).unwrap(), reference);
    }
}
