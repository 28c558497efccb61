//! A signature's envelope as PAdES asks for it.

use crate::asn1::oid;
use crate::asn1::read::{NULL, inside};
use crate::asn1::write::{group, octets, oid as name, sequence, set, small, value};
use crate::certificate::{Certificate, KeyKind};
use crate::digest::sha256;

/// What is truly signed: that it is of these bytes (their digest), by this certificate and no other. The
/// time is left out, because in a PDF it stands in `/M`.
pub(crate) fn signed_attributes(content_type: &[u8], digest: &[u8], certificate: &Certificate) -> Vec<u8> {
    let attribute = |kind: &[u8], value: Vec<u8>| sequence(&[&name(kind), &set(vec![value])]);
    let certificate = sequence(&[&sequence(&[&sequence(&[&octets(&sha256(certificate.der()))])])]);
    set(vec![
        attribute(oid::CONTENT_TYPE, name(content_type)),
        attribute(oid::MESSAGE_DIGEST, octets(digest)),
        attribute(oid::SIGNING_CERTIFICATE_V2, certificate),
    ])
}

pub(crate) fn sha256_algorithm() -> Vec<u8> {
    sequence(&[&name(oid::SHA256)])
}

pub(crate) fn signature_algorithm(kind: KeyKind) -> Vec<u8> {
    match kind {
        KeyKind::Rsa => sequence(&[&name(oid::RSA_SHA256), &[NULL, 0]]),
        KeyKind::P256 => sequence(&[&name(oid::ECDSA_SHA256)]),
    }
}

pub(crate) struct Envelope<'a> {
    pub content_type: &'a [u8],
    /// A time stamp carries what it signs; a paper's signature does not.
    pub content: Option<&'a [u8]>,
    pub certificate: &'a Certificate,
    pub kind: KeyKind,
    pub chain: &'a [Certificate],
    /// A set, as it was signed.
    pub attributes: &'a [u8],
    pub value: &'a [u8],
    pub time_stamp: Option<&'a [u8]>,
}

/// The whole envelope, DER.
pub(crate) fn signed_data(of: &Envelope<'_>) -> Vec<u8> {
    let digest = sha256_algorithm();
    let content = of.content.map(|content| value(inside(0), &octets(content))).unwrap_or_default();
    let mut certificates = vec![of.certificate.der().to_vec()];
    certificates.extend(of.chain.iter().map(|other| other.der().to_vec()));
    certificates.sort();
    certificates.dedup();
    let serial = value(crate::asn1::read::INTEGER, of.certificate.serial_bytes());
    // The attributes are signed as a set, and stand here under another tag.
    let mut attributes = of.attributes.to_vec();
    attributes[0] = inside(0);
    let time_stamp = of.time_stamp.map(|token| {
        let attribute = sequence(&[&name(oid::TIME_STAMP_TOKEN), &set(vec![token.to_vec()])]);
        value(inside(1), &attribute)
    });
    let signer = sequence(&[
        &small(1),
        &sequence(&[of.certificate.issuer(), &serial]),
        &digest,
        &attributes,
        &signature_algorithm(of.kind),
        &octets(of.value),
        &time_stamp.unwrap_or_default(),
    ]);
    let version = if of.content_type == oid::DATA { 1 } else { 3 };
    let data = sequence(&[
        &small(version),
        &set(vec![digest.clone()]),
        &sequence(&[&name(of.content_type), &content]),
        &value(inside(0), &certificates.concat()),
        &set(vec![signer]),
    ]);
    sequence(&[&name(oid::SIGNED_DATA), &group(inside(0), &[&data])])
}
