//! A certificate: whose it is, until when, and what it may do.

use crate::asn1::oid;
use crate::asn1::read::{
    BIT_STRING, Der, GENERALIZED_TIME, INTEGER, NotDer, OCTET_STRING, OID, SEQUENCE, SET, UTC_TIME, UTF8,
    Value, Values, inside, only,
};
use crate::date;
use crate::digest::Hash;
use crate::holds::{Holds, holds, key_parts};
use crate::problem::SignatureProblem;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;

const DAY_MS: i64 = 86_400_000;

/// An X.509 certificate as it came, with what is read from it.
#[derive(Clone, PartialEq, Eq)]
pub struct Certificate {
    der: Vec<u8>,
    common_name: String,
    organisation: String,
    issuer_common_name: String,
    serial: Vec<u8>,
    issuer: Vec<u8>,
    subject: Vec<u8>,
    key: Vec<u8>,
    not_before_ms: i64,
    not_after_ms: i64,
    key_usage: Option<[u8; 2]>,
    purposes: Option<Vec<Vec<u8>>>,
    is_authority: bool,
}

impl std::fmt::Debug for Certificate {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Certificate({}, {})", self.common_name, self.serial())
    }
}

/// What sort of key a certificate is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// RSA, signing SHA-256 with PKCS #1 v1.5.
    Rsa,
    /// The curve P-256, signing SHA-256 with ECDSA.
    P256,
}

impl Certificate {
    /// Reads one certificate in DER.
    pub fn from_der(der: &[u8]) -> Result<Certificate, SignatureProblem> {
        read(der).map_err(|_| SignatureProblem::CertificateUnreadable)
    }

    /// All certificates of a PEM text, in its order.
    pub fn from_pem(pem: &str) -> Result<Vec<Certificate>, SignatureProblem> {
        let blocks = pem_blocks(pem, "CERTIFICATE").ok_or(SignatureProblem::CertificateUnreadable)?;
        blocks.iter().map(|der| Certificate::from_der(der)).collect()
    }

    /// The certificates of a file: PEM, or one in DER, as authorities give both under any name.
    pub fn from_file(bytes: &[u8]) -> Result<Vec<Certificate>, SignatureProblem> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Certificate::from_pem(text),
            Err(_) => Certificate::from_der(bytes).map(|one| vec![one]),
        }
    }

    /// As it came.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// Whose it is: a person's or an agency's name.
    pub fn common_name(&self) -> &str {
        &self.common_name
    }

    /// The organisation that it names; often empty.
    pub fn organisation(&self) -> &str {
        &self.organisation
    }

    /// The name of whoever issued it.
    pub fn issuer_common_name(&self) -> &str {
        &self.issuer_common_name
    }

    /// Its number with whoever issued it, in hexadecimal digits.
    pub fn serial(&self) -> String {
        self.serial.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The first moment of its validity, in milliseconds since 1970.
    pub fn not_before_ms(&self) -> i64 {
        self.not_before_ms
    }

    /// The last moment of its validity, in milliseconds since 1970.
    pub fn not_after_ms(&self) -> i64 {
        self.not_after_ms
    }

    /// How many whole days it is still valid; negative when it has ended.
    pub fn days_left(&self, now_ms: i64) -> i64 {
        (self.not_after_ms - now_ms).div_euclid(DAY_MS)
    }

    /// Whether papers may be signed with it: digitalSignature or nonRepudiation, or no limits at all.
    pub fn may_sign(&self) -> bool {
        self.key_usage.is_none_or(|bits| bits[0] & 0xC0 != 0) && !self.is_authority
    }

    /// Whether its key usage binds the signer to what was signed (nonRepudiation), which some
    /// programs that check ask for.
    pub fn is_binding(&self) -> bool {
        self.key_usage.is_some_and(|bits| bits[0] & 0x40 != 0)
    }

    /// Of which sort its key is, if it is one that can sign here.
    pub fn key_kind(&self) -> Result<KeyKind, SignatureProblem> {
        let kind = key_parts(&self.key).ok().and_then(|(algorithm, bits)| {
            let mut parts = algorithm.values();
            let name = parts.take(OID).ok()?.body;
            if name == oid::RSA {
                let modulus = only(bits, SEQUENCE).ok()?.values().take(INTEGER).ok()?.body;
                let digits = modulus.iter().skip_while(|byte| **byte == 0).count();
                return (digits >= 256).then_some(KeyKind::Rsa);
            }
            let is_p256 = name == oid::EC_KEY && parts.take(OID).ok()?.body == oid::P256;
            is_p256.then_some(KeyKind::P256)
        });
        kind.ok_or(SignatureProblem::KeyUnsupported)
    }

    /// The issuer's name, DER.
    pub(crate) fn issuer(&self) -> &[u8] {
        &self.issuer
    }

    pub(crate) fn subject(&self) -> &[u8] {
        &self.subject
    }

    /// The number's bytes.
    pub(crate) fn serial_bytes(&self) -> &[u8] {
        &self.serial
    }

    /// The public key with its algorithm, DER.
    pub(crate) fn key(&self) -> &[u8] {
        &self.key
    }

    pub(crate) fn is_for(&self, purpose: &[u8]) -> bool {
        self.purposes.as_ref().is_some_and(|purposes| purposes.iter().any(|found| found == purpose))
    }

    /// Whether it is for this and nothing else.
    pub(crate) fn is_only_for(&self, purpose: &[u8]) -> bool {
        self.is_for(purpose) && self.purposes.as_ref().is_some_and(|purposes| purposes.len() == 1)
    }

    /// Whether it may issue certificates, and lists of those that it took back.
    pub(crate) fn may_certify(&self) -> bool {
        self.is_authority && self.key_usage.is_none_or(|bits| bits[0] & 0x04 != 0)
    }

    pub(crate) fn may_sign_lists(&self) -> bool {
        self.is_authority && self.key_usage.is_none_or(|bits| bits[0] & 0x02 != 0)
    }

    /// Whether whoever has this key issued it.
    pub(crate) fn is_signed_by(&self, key: &[u8]) -> bool {
        signed_parts(&self.der).is_ok_and(|(text, algorithm, value)| {
            holds(key, algorithm, Hash::Sha1, text, value) == Holds::Yes
        })
    }
}

/// What is signed, how, and the signature: of certificates and revocation lists.
pub(crate) fn signed_parts(der: &[u8]) -> Der<(&[u8], Value<'_>, &[u8])> {
    let mut parts = only(der, SEQUENCE)?.values();
    Ok((parts.take(SEQUENCE)?.whole, parts.take(SEQUENCE)?, parts.take(BIT_STRING)?.bits()?))
}

/// The body of each block of this name.
pub(crate) fn pem_blocks(pem: &str, name: &str) -> Option<Vec<Vec<u8>>> {
    let (begin, end) = (format!("-----BEGIN {name}-----"), format!("-----END {name}-----"));
    let mut blocks = Vec::new();
    for part in pem.split(&begin).skip(1) {
        let body: String =
            part.split(&end).next()?.chars().filter(|letter| !letter.is_whitespace()).collect();
        blocks.push(BASE64_STANDARD.decode(body).ok()?);
    }
    if blocks.is_empty() { None } else { Some(blocks) }
}

fn read(der: &[u8]) -> Der<Certificate> {
    let mut certificate = only(der, SEQUENCE)?.values();
    let mut parts = certificate.sequence()?;
    certificate.take(SEQUENCE)?;
    certificate.take(BIT_STRING)?;
    parts.maybe(inside(0))?;
    let serial = parts.take(INTEGER)?.body.to_vec();
    parts.take(SEQUENCE)?;
    let issuer = parts.take(SEQUENCE)?;
    let mut validity = parts.sequence()?;
    let (not_before_ms, not_after_ms) = (time(validity.any()?)?, time(validity.any()?)?);
    let subject = parts.take(SEQUENCE)?;
    let key = parts.take(SEQUENCE)?;
    let mut found = Certificate {
        der: der.to_vec(),
        common_name: name_part(subject, oid::COMMON_NAME)?,
        organisation: name_part(subject, oid::ORGANISATION)?,
        issuer_common_name: name_part(issuer, oid::COMMON_NAME)?,
        serial,
        issuer: issuer.whole.to_vec(),
        subject: subject.whole.to_vec(),
        key: key.whole.to_vec(),
        not_before_ms,
        not_after_ms,
        key_usage: None,
        purposes: None,
        is_authority: false,
    };
    while !parts.is_empty() {
        let part = parts.any()?;
        if part.tag == inside(3) {
            for extension in part.values().sequence()?.all()? {
                take_extension(&mut found, extension)?;
            }
        }
    }
    Ok(found)
}

fn take_extension(found: &mut Certificate, extension: Value<'_>) -> Der<()> {
    let mut parts = extension.values();
    let name = parts.take(OID)?.body;
    parts.maybe(0x01)?;
    let body = parts.take(OCTET_STRING)?.body;
    if name == oid::KEY_USAGE {
        let bits = only(body, BIT_STRING)?.body;
        found.key_usage = Some([bits.get(1), bits.get(2)].map(|bits| bits.copied().unwrap_or(0)));
    } else if name == oid::EXTENDED_KEY_USAGE {
        let purposes = only(body, SEQUENCE)?.values().all()?;
        found.purposes = Some(purposes.iter().map(|purpose| purpose.body.to_vec()).collect());
    } else if name == oid::BASIC_CONSTRAINTS {
        found.is_authority = only(body, SEQUENCE)?.values().any().is_ok_and(Value::is_true);
    }
    Ok(())
}

fn time(value: Value<'_>) -> Der<i64> {
    match value.tag {
        UTC_TIME => date::of_utc(value.body),
        GENERALIZED_TIME => date::of_generalized(value.body),
        _ => None,
    }
    .ok_or(NotDer)
}

/// The last part of a name that is of this kind.
fn name_part(name: Value<'_>, kind: &[u8]) -> Der<String> {
    let mut found = String::new();
    for set in name.values().all()? {
        if set.tag != SET {
            return Err(NotDer);
        }
        for part in set.values().all()? {
            let mut part = part.values();
            if part.take(OID)?.body == kind {
                found = letters(part.any()?);
            }
        }
    }
    Ok(found)
}

fn letters(value: Value<'_>) -> String {
    const BMP: u8 = 0x1E;
    match value.tag {
        BMP => {
            let units: Vec<u16> =
                value.body.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        UTF8 => String::from_utf8_lossy(value.body).into_owned(),
        _ => match std::str::from_utf8(value.body) {
            Ok(text) => text.to_string(),
            Err(_) => value.body.iter().map(|byte| char::from(*byte)).collect(),
        },
    }
}

/// The certificates without those that are there twice.
pub(crate) fn distinct(all: impl IntoIterator<Item = Certificate>) -> Vec<Certificate> {
    let mut distinct: Vec<Certificate> = Vec::new();
    for certificate in all {
        if distinct.iter().all(|other| other.der != certificate.der) {
            distinct.push(certificate);
        }
    }
    distinct
}

/// A sequence of certificates, as CMS and OCSP have them; what is no certificate is left out.
pub(crate) fn all_readable(values: Values<'_>) -> Der<Vec<Certificate>> {
    let values = values.all()?;
    Ok(values.iter().filter_map(|value| Certificate::from_der(value.whole).ok()).collect())
}
