//! Time stamps (RFC 3161): an authority says that a signature was there at a moment.

use crate::asn1::oid;
use crate::asn1::read::{Der, GENERALIZED_TIME, INTEGER, NotDer, OCTET_STRING, OID, SEQUENCE, inside, only};
use crate::asn1::write::{octets, oid as name, sequence, small, value};
use crate::certificate::Certificate;
use crate::cms::make::sha256_algorithm;
use crate::cms::read::Envelope;
use crate::date;
use crate::digest::{Hash, sha256};
use crate::problem::SignatureProblem;

/// A question to a time-stamping authority. The bytes are posted as `application/timestamp-query`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeStampQuery {
    imprint: [u8; 32],
    nonce: u64,
    policy: Option<Vec<u8>>,
}

/// A time stamp that fits what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeStampToken {
    der: Vec<u8>,
    info: StampInfo,
}

/// What a time stamp says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StampInfo {
    policy: Vec<u8>,
    hash: Hash,
    imprint: Vec<u8>,
    pub at_ms: i64,
    nonce: Option<u64>,
}

impl TimeStampQuery {
    /// Asks for a stamp on a signature value. The nonce must be another one each time.
    pub fn of_signature(value: &[u8], nonce: u64) -> TimeStampQuery {
        TimeStampQuery { imprint: sha256(value), nonce, policy: None }
    }

    /// Only under this policy, an object identifier such as `1.3.6.1.4.1.13762.3`.
    pub fn under_policy(mut self, policy: &str) -> Option<TimeStampQuery> {
        self.policy = Some(dotted(policy)?);
        Some(self)
    }

    /// What is posted.
    pub fn to_bytes(&self) -> Vec<u8> {
        let imprint = sequence(&[&sha256_algorithm(), &octets(&self.imprint)]);
        let policy = self.policy.as_deref().map(name).unwrap_or_default();
        let with_certificate = value(0x01, &[0xFF]);
        sequence(&[&small(1), &imprint, &policy, &small(self.nonce), &with_certificate])
    }

    /// The stamp in what came back (`application/timestamp-reply`), if it was granted, is about this, and holds.
    /// Whether its authority is trusted shows when the paper is checked.
    pub fn answer(&self, reply: &[u8]) -> Result<TimeStampToken, SignatureProblem> {
        let (status, token) = status_and_token(reply).map_err(|_| SignatureProblem::TimeStampUnreadable)?;
        if status > 1 {
            return Err(SignatureProblem::TimeStampRefused);
        }
        let token = token.ok_or(SignatureProblem::TimeStampUnreadable)?;
        let (info, _) = read_token(token)?;
        let is_other_policy = self.policy.as_ref().is_some_and(|policy| *policy != info.policy);
        let is_same =
            info.hash == Hash::Sha256 && info.imprint == self.imprint && info.nonce == Some(self.nonce);
        if !is_same || is_other_policy {
            return Err(SignatureProblem::TimeStampOfAnother);
        }
        Ok(TimeStampToken { der: token.to_vec(), info })
    }
}

impl TimeStampToken {
    /// The moment that it stands for, in milliseconds since 1970.
    pub fn at_ms(&self) -> i64 {
        self.info.at_ms
    }

    pub(crate) fn der(&self) -> &[u8] {
        &self.der
    }

    pub(crate) fn imprint(&self) -> &[u8] {
        &self.info.imprint
    }
}

impl StampInfo {
    /// Whether it is a stamp on these bytes.
    pub fn is_of(&self, parts: &[&[u8]]) -> bool {
        self.hash.is_trusted() && self.hash.of(parts) == self.imprint
    }
}

/// What a token says and who made it, if its signature holds and its certificate is for time stamps alone.
pub(crate) fn read_token(token: &[u8]) -> Result<(StampInfo, StampedBy), SignatureProblem> {
    let envelope = Envelope::read(token).map_err(|_| SignatureProblem::TimeStampUnreadable)?;
    let content = envelope.content.filter(|_| envelope.content_type == oid::TIME_STAMP_INFO);
    let content = content.ok_or(SignatureProblem::TimeStampUnreadable)?;
    let info = info(content).map_err(|_| SignatureProblem::TimeStampUnreadable)?;
    let certificate =
        envelope.signed_by(|hash| hash.of(&[content])).map_err(|_| SignatureProblem::TimeStampForged)?;
    if !certificate.is_only_for(oid::FOR_TIME_STAMPS) || !envelope.names_certificate() {
        return Err(SignatureProblem::TimeStampForged);
    }
    let by = StampedBy { certificate: certificate.clone(), others: envelope.certificates.clone() };
    Ok((info, by))
}

/// The authority's certificate, and those that came with it.
pub(crate) struct StampedBy {
    pub certificate: Certificate,
    pub others: Vec<Certificate>,
}

fn status_and_token(reply: &[u8]) -> Der<(u64, Option<&[u8]>)> {
    let mut parts = only(reply, SEQUENCE)?.values();
    let status = parts.sequence()?.take(INTEGER)?.small()?;
    let token = if parts.is_empty() { None } else { Some(parts.take(SEQUENCE)?.whole) };
    Ok((status, token))
}

fn info(content: &[u8]) -> Der<StampInfo> {
    let mut parts = only(content, SEQUENCE)?.values();
    parts.take(INTEGER)?;
    let policy = parts.take(OID)?.body.to_vec();
    let mut imprint = parts.sequence()?;
    let hash = Hash::named(imprint.sequence()?.take(OID)?.body).ok_or(NotDer)?;
    let imprint = imprint.take(OCTET_STRING)?.body.to_vec();
    parts.take(INTEGER)?;
    let at_ms = date::of_generalized(parts.take(GENERALIZED_TIME)?.body).ok_or(NotDer)?;
    parts.maybe(SEQUENCE)?;
    parts.maybe(0x01)?;
    let nonce = parts.maybe(INTEGER)?.map(|nonce| nonce.small()).transpose()?;
    parts.maybe(inside(0))?;
    Ok(StampInfo { policy, hash, imprint, at_ms, nonce })
}

/// An object identifier from its numbers.
fn dotted(text: &str) -> Option<Vec<u8>> {
    let numbers: Vec<u32> = text.split('.').map(|number| number.parse().ok()).collect::<Option<_>>()?;
    let [first @ 0..=2, second, rest @ ..] = &numbers[..] else { return None };
    let mut out = Vec::new();
    for number in [first * 40 + second].iter().chain(rest) {
        let mut digits = vec![(number & 0x7F) as u8];
        let mut left = number >> 7;
        while left > 0 {
            digits.push(0x80 | (left & 0x7F) as u8);
            left >>= 7;
        }
        out.extend(digits.iter().rev());
    }
    Some(out)
}
