//! What an envelope says, and whether its signature holds.

use crate::asn1::oid;
use crate::asn1::read::{
    Der, INTEGER, NotDer, OCTET_STRING, OID, SEQUENCE, SET, Value, Values, inside, only,
};
use crate::certificate::{Certificate, all_readable};
use crate::digest::Hash;
use crate::holds::{Holds, holds};

pub(crate) struct Envelope<'a> {
    pub content_type: &'a [u8],
    pub content: Option<&'a [u8]>,
    pub certificates: Vec<Certificate>,
    signer: Who<'a>,
    hash: Value<'a>,
    /// As they are signed: under the tag of a set.
    attributes_as_signed: Vec<u8>,
    attributes: Vec<(&'a [u8], Vec<Value<'a>>)>,
    algorithm: Value<'a>,
    pub value: &'a [u8],
    pub time_stamp: Option<&'a [u8]>,
}

/// How the envelope says which certificate signed.
enum Who<'a> {
    Issuer { issuer: &'a [u8], serial: &'a [u8] },
    KeyIdentifier,
}

/// Why the envelope's signature does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loose {
    /// It is not as the standards ask.
    Format,
    /// It was made of something else.
    Digest,
    /// The signature is not of what it says.
    Value,
    /// Made with what is not trusted any more.
    Algorithm,
    /// The certificate is not there, or another one than was signed with.
    Certificate,
}

impl<'a> Envelope<'a> {
    /// Reads the envelope; what follows it may only be zeros (a PDF keeps more room than is used).
    pub fn read(bytes: &'a [u8]) -> Der<Envelope<'a>> {
        let mut outside = Values::of(bytes);
        let mut info = outside.sequence()?;
        let used = bytes.len() - outside_rest(bytes)?;
        if bytes[used..].iter().any(|byte| *byte != 0) || info.take(OID)?.body != oid::SIGNED_DATA {
            return Err(NotDer);
        }
        let mut data = only(info.take(inside(0))?.body, SEQUENCE)?.values();
        data.take(INTEGER)?;
        data.take(SET)?;
        let mut inner = data.sequence()?;
        let content_type = inner.take(OID)?.body;
        let content = match inner.maybe(inside(0))? {
            Some(value) => Some(only(value.body, OCTET_STRING)?.body),
            None => None,
        };
        let certificates = match data.maybe(inside(0))? {
            Some(value) => all_readable(value.values())?,
            None => Vec::new(),
        };
        data.maybe(inside(1))?;
        let signers = data.take(SET)?;
        // Two signers in one signature: which of them would be shown?
        let mut signer = only(signers.body, SEQUENCE)?.values();
        signer.take(INTEGER)?;
        let who = match signer.any()? {
            value if value.tag == SEQUENCE => {
                let mut parts = value.values();
                let issuer = parts.take(SEQUENCE)?.whole;
                Who::Issuer { issuer, serial: parts.take(INTEGER)?.body }
            }
            value if value.tag & 0x1F == 0 => Who::KeyIdentifier,
            _ => return Err(NotDer),
        };
        let hash = signer.take(SEQUENCE)?;
        let signed = signer.take(inside(0))?;
        let mut attributes_as_signed = signed.whole.to_vec();
        attributes_as_signed[0] = SET;
        let algorithm = signer.take(SEQUENCE)?;
        let value = signer.take(OCTET_STRING)?.body;
        let unsigned = match signer.maybe(inside(1))? {
            Some(value) => attributes(value)?,
            None => Vec::new(),
        };
        let time_stamp = unsigned.iter().find(|(name, _)| *name == oid::TIME_STAMP_TOKEN);
        let time_stamp = time_stamp.and_then(|(_, values)| values.first()).map(|value| value.whole);
        Ok(Envelope {
            content_type,
            content,
            certificates,
            signer: who,
            hash,
            attributes_as_signed,
            attributes: attributes(signed)?,
            algorithm,
            value,
            time_stamp,
        })
    }

    fn attribute(&self, name: &[u8]) -> Option<Value<'a>> {
        let mut found = self.attributes.iter().filter(|(found, _)| *found == name);
        match (found.next(), found.next()) {
            (Some((_, values)), None) if values.len() == 1 => Some(values[0]),
            _ => None,
        }
    }

    pub fn hash(&self) -> Option<Hash> {
        Hash::named(self.hash.values().take(OID).ok()?.body)
    }

    /// Whether it says, under the signature, by which certificate it is.
    pub fn names_certificate(&self) -> bool {
        self.attribute(oid::SIGNING_CERTIFICATE_V2).is_some()
            || self.attribute(oid::SIGNING_CERTIFICATE).is_some()
    }

    /// The certificate of whoever signed, if all holds. `content` gives the digest of what was signed.
    pub fn signed_by(&self, digest: impl Fn(Hash) -> Vec<u8>) -> Result<&Certificate, Loose> {
        let hash = self.hash().ok_or(Loose::Algorithm)?;
        if !hash.is_trusted() {
            return Err(Loose::Algorithm);
        }
        let kind = self.attribute(oid::CONTENT_TYPE).ok_or(Loose::Format)?;
        let named = self.attribute(oid::MESSAGE_DIGEST).ok_or(Loose::Format)?;
        if kind.tag != OID || kind.body != self.content_type || named.tag != OCTET_STRING {
            return Err(Loose::Format);
        }
        if named.body != digest(hash) {
            return Err(Loose::Digest);
        }
        let certificate = self.certificate()?;
        match holds(certificate.key(), self.algorithm, hash, &self.attributes_as_signed, self.value) {
            Holds::Yes => Ok(certificate),
            Holds::No => Err(Loose::Value),
            Holds::Unsupported => Err(Loose::Algorithm),
        }
    }

    /// The certificate that is named, in the open and under the signature.
    pub fn certificate(&self) -> Result<&Certificate, Loose> {
        let is_named = |certificate: &&Certificate| match &self.signer {
            Who::Issuer { issuer, serial } => {
                certificate.issuer() == *issuer && certificate.serial_bytes() == *serial
            }
            Who::KeyIdentifier => self.names_certificate(),
        };
        let mut candidates = self.certificates.iter().filter(is_named);
        match self.signing_certificate().map_err(|_| Loose::Format)? {
            None => candidates.next().ok_or(Loose::Certificate),
            Some((hash, digest)) => candidates
                .find(|certificate| hash.of(&[certificate.der()]) == digest)
                .ok_or(Loose::Certificate),
        }
    }

    /// The digest of the certificate that was signed with.
    fn signing_certificate(&self) -> Der<Option<(Hash, &'a [u8])>> {
        if let Some(value) = self.attribute(oid::SIGNING_CERTIFICATE_V2) {
            let mut first = value.values().sequence()?.sequence()?;
            let hash = match first.maybe(SEQUENCE)? {
                None => Hash::Sha256,
                Some(algorithm) => Hash::named(algorithm.values().take(OID)?.body).ok_or(NotDer)?,
            };
            return Ok(Some((hash, first.take(OCTET_STRING)?.body)));
        }
        match self.attribute(oid::SIGNING_CERTIFICATE) {
            None => Ok(None),
            Some(value) => {
                let digest = value.values().sequence()?.sequence()?.take(OCTET_STRING)?.body;
                Ok(Some((Hash::Sha1, digest)))
            }
        }
    }
}

/// How many bytes follow the first value.
fn outside_rest(bytes: &[u8]) -> Der<usize> {
    Ok(bytes.len() - Values::of(bytes).any()?.whole.len())
}

/// Each attribute with its values.
fn attributes(of: Value<'_>) -> Der<Vec<(&[u8], Vec<Value<'_>>)>> {
    let one =
        |attribute: Value<'_>| -> Der<()> { if attribute.tag == SEQUENCE { Ok(()) } else { Err(NotDer) } };
    let mut found = Vec::new();
    for attribute in of.values().all()? {
        one(attribute)?;
        let mut parts = attribute.values();
        let name = parts.take(OID)?.body;
        found.push((name, parts.take(SET)?.values().all()?));
    }
    Ok(found)
}
