//! The name of a dossier that machines use.

use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

/// A UUID (version 7), made before the dossier is first sent anywhere, so that a
/// second sending is known for what it is. People read the [code](super::DossierCode).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DossierId(pub [u8; 16]);

impl AsRef<[u8]> for DossierId {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl DossierId {
    /// As a UUID is written, with or without its dashes.
    pub fn parse(text: &str) -> Option<DossierId> {
        Uuid::try_parse(text).ok().map(|uuid| DossierId(uuid.into_bytes()))
    }

    /// A version 7 id from a time and 80 random bits.
    pub fn v7(now: crate::Moment, random: [u8; 10]) -> DossierId {
        let since_1970 = u64::try_from(now.0).unwrap_or_default();
        DossierId(uuid::Builder::from_unix_timestamp_millis(since_1970, &random).into_uuid().into_bytes())
    }
}

impl fmt::Display for DossierId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Uuid::from_bytes(self.0).fmt(f)
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
