//! The name of a dossier that machines use.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A UUID (version 7), made before the dossier is first sent anywhere, so that a
/// second sending is known for what it is. People read the [code](super::DossierCode).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DossierId(pub [u8; 16]);

impl DossierId {
    /// 32 hexadecimal digits, with or without the dashes of a UUID.
    pub fn parse(text: &str) -> Option<DossierId> {
        let digits: Vec<u8> = text.bytes().filter(|b| *b != b'-').collect();
        if digits.len() != 32 {
            return None;
        }
        let mut bytes = [0; 16];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
            let high = (pair[0] as char).to_digit(16)?;
            let low = (pair[1] as char).to_digit(16)?;
            *byte = (high * 16 + low) as u8;
        }
        Some(DossierId(bytes))
    }

    /// A version 7 id from a time and 80 random bits.
    pub fn v7(now: crate::Moment, random: [u8; 10]) -> DossierId {
        let mut bytes = [0; 16];
        bytes[..6].copy_from_slice(&now.0.to_be_bytes()[2..]);
        bytes[6..].copy_from_slice(&random);
        bytes[6] = bytes[6] & 0x0f | 0x70;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        DossierId(bytes)
    }
}

impl fmt::Display for DossierId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, byte) in self.0.iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                f.write_str("-")?;
            }
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for DossierId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DossierId({self})")
    }
}

impl Serialize for DossierId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DossierId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<DossierId, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        DossierId::parse(&text).ok_or_else(|| serde::de::Error::custom("not a dossier id"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_goes_to_text_and_back() {
        let id = DossierId::v7(crate::Moment(1_751_327_940_000), [0xff; 10]);
        assert_eq!(id.to_string(), "0197c347-9da0-7fff-bfff-ffffffffffff");
        assert_eq!(DossierId::parse(&id.to_string()), Some(id));
        assert_eq!(DossierId::parse("0197"), None);
        assert_eq!(DossierId::parse(&"zz".repeat(16)), None);
    }
}
