//! VietQR: the code that every bank's app reads (EMVCo QR, merchant-presented, as NAPAS profiles it): to which account,
//! how much, and the words by which the transfer is recognised.

use crate::Refusal;
use crate::catalogue::AMOUNT_VND_MAX;
use crc::{CRC_16_IBM_3740, Crc};
use std::fmt::Write;

/// Characters of a purpose, of a name.
pub const QR_TEXT_MAX: usize = 25;

const CITY_MAX: usize = 15;
const ACCOUNT_MAX: usize = 19;
const BIN_DIGITS: usize = 6;
const NAPAS: &str = "A000000727";
const CHECK: Crc<u16> = Crc::<u16>::new(&CRC_16_IBM_3740);
/// The head of the sum, which is counted with what it checks.
const CHECK_HEAD: &str = "6304";

/// Whom the money goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PayTo {
    /// An account, by its number.
    Account(String),
    /// A card, by its number.
    Card(String),
}

/// What the code says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VietQr {
    /// The bank, by the six digits that NAPAS knows it by.
    pub bin: String,
    /// Whom the money goes to.
    pub to: PayTo,
    /// How much, in đồng; none where the payer says it.
    pub amount_vnd: Option<u64>,
    /// What stands in the transfer: letters, digits and spaces.
    pub purpose: String,
    /// Whose account it is, without marks; empty where it is not said.
    pub name: String,
    /// Where; empty where it is not said.
    pub city: String,
}

impl VietQr {
    /// The text of the code. Refused where the bank, the account or the amount cannot be said by one, or a text has
    /// other letters than those of ASCII: nothing is cut or replaced unseen.
    pub fn payload(&self) -> Result<String, Refusal> {
        let VietQr { bin, to, amount_vnd, purpose, name, city } = self;
        if bin.len() != BIN_DIGITS || !bin.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Refusal::of("money.bank-shape").at("bin"));
        }
        let (number, service) = match to {
            PayTo::Account(number) => (number, "QRIBFTTA"),
            PayTo::Card(number) => (number, "QRIBFTTC"),
        };
        let is_number = |byte: u8| byte.is_ascii_alphanumeric();
        if number.is_empty() || number.len() > ACCOUNT_MAX || !number.bytes().all(is_number) {
            return Err(Refusal::of("money.account-shape").at("number"));
        }
        if amount_vnd.is_some_and(|vnd| vnd == 0 || vnd > AMOUNT_VND_MAX) {
            return Err(Refusal::of("money.amount-shape").at("amount_vnd"));
        }
        for (text, most) in [(purpose, QR_TEXT_MAX), (name, QR_TEXT_MAX), (city, CITY_MAX)] {
            let is_said = |byte: u8| byte == b' ' || byte.is_ascii_alphanumeric();
            if text.len() > most || !text.bytes().all(is_said) {
                return Err(Refusal::of("money.qr-text").with("most", most).with("text", text));
            }
        }
        let mut out = String::with_capacity(160);
        field(&mut out, "00", "01");
        // One that names an amount is for one bill.
        field(&mut out, "01", if amount_vnd.is_some() { "12" } else { "11" });
        let account = fields(&[("00", bin), ("01", number)]);
        field(&mut out, "38", &fields(&[("00", NAPAS), ("01", &account), ("02", service)]));
        field(&mut out, "53", "704");
        if let Some(vnd) = amount_vnd {
            field(&mut out, "54", &vnd.to_string());
        }
        field(&mut out, "58", "VN");
        for (id, text) in [("59", name.as_str()), ("60", city)] {
            if !text.is_empty() {
                field(&mut out, id, text);
            }
        }
        if !purpose.is_empty() {
            field(&mut out, "62", &fields(&[("08", purpose)]));
        }
        out.push_str(CHECK_HEAD);
        let sum = CHECK.checksum(out.as_bytes());
        let _ = write!(out, "{sum:04X}");
        Ok(out)
    }
}

fn field(out: &mut String, id: &str, value: &str) {
    let _ = write!(out, "{id}{:02}{value}", value.len());
}

fn fields(all: &[(&str, &str)]) -> String {
    let mut out = String::new();
    all.iter().for_each(|(id, value)| field(&mut out, id, value));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What such a text says: refused where its sum does not fit (`payment.qr-changed`), or it is no VietQR
    /// (`payment.qr-shape`). A sum in small letters is read, and never written.
    fn read(payload: &str) -> Result<VietQr, &'static str> {
        let no_code = || "shape";
        let digits = payload.len().checked_sub(4).filter(|_| payload.is_ascii()).ok_or_else(no_code)?;
        let (said, sum) = payload.split_at(digits);
        let said = said.strip_suffix(CHECK_HEAD).ok_or_else(no_code)?;
        let sum = u16::from_str_radix(sum, 16).map_err(|_| no_code())?;
        if sum != CHECK.checksum(&payload.as_bytes()[..digits]) {
            return Err("changed");
        }
        let all = read_fields(said).ok_or_else(no_code)?;
        let of = |id: &str| all.iter().find(|(found, _)| *found == id).map(|(_, value)| *value);
        if (of("00"), of("53"), of("58")) != (Some("01"), Some("704"), Some("VN")) {
            return Err(no_code());
        }
        let merchant = of("38").and_then(read_fields).ok_or_else(no_code)?;
        let [("00", NAPAS), ("01", account), ("02", service)] = merchant[..] else { return Err(no_code()) };
        let account = read_fields(account).ok_or_else(no_code)?;
        let [("00", bin), ("01", number)] = account[..] else { return Err(no_code()) };
        let to = match service {
            "QRIBFTTA" => PayTo::Account(number.to_string()),
            "QRIBFTTC" => PayTo::Card(number.to_string()),
            _ => return Err(no_code()),
        };
        let amount_vnd = of("54").map(|vnd| vnd.parse().map_err(|_| no_code())).transpose()?;
        let more = of("62").map_or(Some(Vec::new()), read_fields).ok_or_else(no_code)?;
        let purpose = more.iter().find(|(id, _)| *id == "08").map_or("", |(_, text)| text);
        let or_none = |id: &str| of(id).unwrap_or_default().to_string();
        Ok(VietQr {
            bin: bin.to_string(),
            to,
            amount_vnd,
            purpose: purpose.to_string(),
            name: or_none("59"),
            city: or_none("60"),
        })
    }

    /// The fields in a text of ASCII: two digits, two digits of length, so many letters; none where they do not come out.
    fn read_fields(mut text: &str) -> Option<Vec<(&str, &str)>> {
        let mut all = Vec::new();
        while !text.is_empty() {
            let (id, length) = (text.get(..2)?, text.get(2..4)?);
            if !id.bytes().chain(length.bytes()).all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            let end = 4 + length.parse::<usize>().ok()?;
            all.push((id, text.get(4..end)?));
            text = &text[end..];
        }
        Some(all)
    }

    /// Bank, account (or `card:` and its number), amount, purpose, name, city, and the text of the code.
    fn published() -> Vec<(VietQr, &'static str)> {
        let read = |line: &'static str| {
            let [bin, to, vnd, purpose, name, city, payload] =
                line.split('\t').collect::<Vec<_>>().try_into().unwrap();
            let to = match to.strip_prefix("card:") {
                Some(card) => PayTo::Card(card.into()),
                None => PayTo::Account(to.into()),
            };
            let (purpose, name, city) = (purpose.into(), name.into(), city.into());
            (VietQr { bin: bin.into(), to, amount_vnd: vnd.parse().ok(), purpose, name, city }, payload)
        };
        include_str!("vietqr.tsv").lines().filter(|line| !line.starts_with('#')).map(read).collect()
    }

    #[test]
    fn codes_are_written_and_read_as_they_were_published() {
        let all = published();
        assert_eq!(all.len(), 7);
        for (code, payload) in all {
            assert_eq!(code.payload().as_deref(), Ok(payload));
            assert_eq!(read(payload), Ok(code));
        }
        assert_eq!(CHECK.checksum(b"123456789"), 0x29B1);
    }

    #[test]
    fn one_changed_letter_is_always_seen() {
        let (_, payload) = published().remove(3);
        for at in 0..payload.len() {
            for other in (b'0'..=b'9').chain(b'A'..=b'Z').map(char::from) {
                let mut wrong: Vec<char> = payload.chars().collect();
                if wrong[at] == other {
                    continue;
                }
                wrong[at] = other;
                let wrong: String = wrong.into_iter().collect();
                assert!(read(&wrong).is_err(), "{wrong}");
            }
        }
    }

    #[test]
    fn what_is_no_code_is_refused_and_small_letters_are_read() {
        let (code, payload) = published().remove(1);
        let small = payload.replace("53E6", "53e6");
        assert_eq!(read(&small), Ok(code));
        for (wrong, why) in [
            (
                "00020101021238560010A0000007270126000697041501121133666688880208QRIBFTTA53037045405570005802VN62230819MC H5710125110300426304554D",
                "changed",
            ),
            (
                "00020101021138530010A0000007270123000697041601092576788590208QRIBFTTA53038405802VN6304AE9F",
                "changed",
            ),
            ("00020101021238530010A0000007270123000697", "shape"),
            ("", "shape"),
            ("đồng", "shape"),
            ("6304", "shape"),
        ] {
            assert_eq!(read(wrong).unwrap_err(), why, "{wrong}");
        }
    }

    #[test]
    fn nothing_is_cut_or_replaced_unseen() {
        let (code, _) = published().remove(1);
        type Spoil = fn(&mut VietQr);
        let cases: [(Spoil, &str); 9] = [
            (|code| code.bin = "97041".into(), "money.bank-shape"),
            (|code| code.bin = "97041A".into(), "money.bank-shape"),
            (|code| code.to = PayTo::Account(String::new()), "money.account-shape"),
            (|code| code.to = PayTo::Account("12 34".into()), "money.account-shape"),
            (|code| code.amount_vnd = Some(0), "money.amount-shape"),
            (|code| code.amount_vnd = Some(AMOUNT_VND_MAX + 1), "money.amount-shape"),
            (|code| code.purpose = "Chuyển tiền".into(), "money.qr-text"),
            (|code| code.purpose = "A".repeat(QR_TEXT_MAX + 1), "money.qr-text"),
            (|code| code.city = "A".repeat(CITY_MAX + 1), "money.qr-text"),
        ];
        for (change, why) in cases {
            let mut wrong = code.clone();
            change(&mut wrong);
            assert_eq!(wrong.payload().unwrap_err().code, why, "{wrong:?}");
        }
    }
}
