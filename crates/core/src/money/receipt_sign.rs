//! Ký hiệu biên lai: the sign of a series of electronic receipts (Thông tư 91/2026, appendix I): two digits of the year,
//! T for receipt, two letters of the office's choice.

use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// The letters that may be chosen: none that can be taken for another, and no F.
const LETTERS: &str = "ABCDEGHKLMNPQRSTUVXY";

/// A sign of that shape: `26TAA`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct ReceiptSign(String);

impl ReceiptSign {
    /// The sign that is written so; none where it has another shape.
    pub fn parse(text: &str) -> Option<ReceiptSign> {
        let [tens, ones, b'T', first, second] = text.as_bytes() else { return None };
        let is_letter = |byte: &u8| LETTERS.as_bytes().contains(byte);
        let is_sign = tens.is_ascii_digit() && ones.is_ascii_digit() && is_letter(first) && is_letter(second);
        is_sign.then(|| ReceiptSign(text.to_string()))
    }

    /// The year of its receipts.
    pub fn year(&self) -> i32 {
        2000 + self.0.bytes().take(2).fold(0, |year, digit| year * 10 + i32::from(digit - b'0'))
    }

    /// As it stands on receipts.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ReceiptSign {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for ReceiptSign {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<ReceiptSign, D::Error> {
        let text = String::deserialize(from)?;
        ReceiptSign::parse(&text).ok_or_else(|| serde::de::Error::custom("no sign of receipts"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_has_its_year_a_t_and_two_letters_that_cannot_be_mistaken() {
        for (text, year) in [("26TAA", 2026), ("26TXY", 2026), ("27TGK", 2027)] {
            let sign = ReceiptSign::parse(text).unwrap();
            assert_eq!((sign.year(), sign.as_str()), (year, text));
            assert_eq!(
                serde_json::from_str::<ReceiptSign>(&serde_json::to_string(&sign).unwrap()).unwrap(),
                sign
            );
        }
        for text in
            ["26TFA", "26TAI", "26TAJ", "26TOA", "26CAA", "26Taa", "2026TAA", "26TĐA", "", "26T", "aaTAA"]
        {
            assert_eq!(ReceiptSign::parse(text), None, "{text}");
        }
    }
}
