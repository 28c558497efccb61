//! A pretend certification authority: issues certificates, takes them back, says so.

use crate::asn1::oid;
use crate::asn1::read::{BIT_STRING, ENUMERATED, NULL, inside};
use crate::asn1::write::{bits, group, number, octets, oid as name, sequence, set, small, time, utf8, value};
use crate::certificate::Certificate;
use crate::date;
use crate::digest::{Hash, sha256};
use crate::holds::key_parts;
use crate::keys::FileKey;
use crate::problem::SignatureProblem;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair, RsaKeyPair};

/// An authority with its key. Whoever should trust it is given [`PretendAuthority::certificate`].
pub struct PretendAuthority {
    key: FileKey,
    above: Vec<Certificate>,
}

/// Whom a certificate is for.
#[derive(Clone, Debug)]
pub struct PretendSubject {
    /// A person's or an agency's name.
    pub name: String,
    /// The organisation; may be empty.
    pub organisation: String,
    /// First and last moment, in milliseconds since 1970.
    pub valid_ms: (i64, i64),
    /// The first byte of the key usage: 0x80 digitalSignature, 0x40 nonRepudiation.
    pub key_usage: u8,
}

impl PretendSubject {
    /// Somebody who may sign papers.
    pub fn signer(name: &str, organisation: &str, valid_ms: (i64, i64)) -> PretendSubject {
        let (name, organisation) = (name.to_string(), organisation.to_string());
        PretendSubject { name, organisation, valid_ms, key_usage: 0xC0 }
    }
}

/// What a certificate is for.
#[derive(Clone, Copy)]
enum Purpose {
    Authority,
    Signing,
    TimeStamps,
    Ocsp,
}

impl PretendAuthority {
    /// A root of its own.
    pub fn root(common_name: &str, valid_ms: (i64, i64)) -> Result<PretendAuthority, SignatureProblem> {
        let pkcs8 = new_key()?;
        let key = public_key(&pkcs8)?;
        let subject = PretendSubject { key_usage: 0x06, ..PretendSubject::signer(common_name, "", valid_ms) };
        let text = to_be_signed(&distinguished(&subject), &subject, &key, Purpose::Authority);
        let pair = pair(&pkcs8)?;
        let signed = pair.sign(&SystemRandom::new(), &text).map_err(|_| SignatureProblem::KeyRefused)?;
        let certificate = Certificate::from_der(&with_value(&text, signed.as_ref()))?;
        Ok(PretendAuthority { key: FileKey::new(&pkcs8, vec![certificate])?, above: Vec::new() })
    }

    /// An authority below this one.
    pub fn below(
        &self,
        common_name: &str,
        valid_ms: (i64, i64),
    ) -> Result<PretendAuthority, SignatureProblem> {
        let subject = PretendSubject { key_usage: 0x06, ..PretendSubject::signer(common_name, "", valid_ms) };
        let pkcs8 = new_key()?;
        let key = self.issue(&subject, &pkcs8, Purpose::Authority)?;
        Ok(PretendAuthority { key, above: self.chain() })
    }

    /// Its own certificate.
    pub fn certificate(&self) -> &Certificate {
        self.key.certificate()
    }

    /// Its own certificate and those above it.
    pub fn chain(&self) -> Vec<Certificate> {
        [&[self.certificate().clone()], &self.above[..]].concat()
    }

    /// A new key on the curve P-256 with its certificate.
    pub fn signer(&self, subject: &PretendSubject) -> Result<FileKey, SignatureProblem> {
        self.issue(subject, &new_key()?, Purpose::Signing)
    }

    /// A new key with its certificates as the text of a key file (PEM), as [`FileKey::from_pem`] reads it.
    pub fn signer_file(&self, subject: &PretendSubject) -> Result<String, SignatureProblem> {
        let pkcs8 = new_key()?;
        let key = self.issue(subject, &pkcs8, Purpose::Signing)?;
        let certificates = std::iter::once(key.certificate()).chain(key.chain());
        let certificates = certificates.map(|one| pem("CERTIFICATE", one.der()));
        Ok(std::iter::once(pem("PRIVATE KEY", &pkcs8)).chain(certificates).collect())
    }

    /// A certificate for a key that is there: PKCS #8, DER.
    pub fn signer_with_key(
        &self,
        subject: &PretendSubject,
        pkcs8: &[u8],
    ) -> Result<FileKey, SignatureProblem> {
        self.issue(subject, pkcs8, Purpose::Signing)
    }

    /// A certificate for a key that lies elsewhere, on a token for instance: its public key, DER.
    pub fn certify(&self, subject: &PretendSubject, public: &[u8]) -> Result<Certificate, SignatureProblem> {
        self.certify_for(subject, public, Purpose::Signing)
    }

    pub(super) fn stamper(&self, common_name: &str) -> Result<FileKey, SignatureProblem> {
        let own = self.certificate();
        let valid_ms = (own.not_before_ms(), own.not_after_ms());
        self.issue(&PretendSubject::signer(common_name, "", valid_ms), &new_key()?, Purpose::TimeStamps)
    }

    fn issue(
        &self,
        subject: &PretendSubject,
        pkcs8: &[u8],
        purpose: Purpose,
    ) -> Result<FileKey, SignatureProblem> {
        let certificate = self.certify_for(subject, &public_key(pkcs8)?, purpose)?;
        FileKey::new(pkcs8, [vec![certificate], self.chain()].concat())
    }

    fn certify_for(
        &self,
        subject: &PretendSubject,
        public: &[u8],
        purpose: Purpose,
    ) -> Result<Certificate, SignatureProblem> {
        let text = to_be_signed(self.certificate().subject(), subject, public, purpose);
        Certificate::from_der(&with_value(&text, &self.key.sign(&text)?))
    }

    /// The list of certificates that it took back, each since when.
    pub fn revocation_list(
        &self,
        revoked: &[(&Certificate, i64)],
        this_ms: i64,
        next_ms: i64,
    ) -> Result<Vec<u8>, SignatureProblem> {
        let entry = |(certificate, since_ms): &(&Certificate, i64)| {
            sequence(&[&number(certificate.serial_bytes()), &time(&date::generalized(*since_ms))])
        };
        let entries = revoked.iter().map(entry).collect::<Vec<_>>().concat();
        let entries = if entries.is_empty() { entries } else { sequence(&[&entries]) };
        let text = sequence(&[
            &small(1),
            &algorithm(),
            self.certificate().subject(),
            &time(&date::generalized(this_ms)),
            &time(&date::generalized(next_ms)),
            &entries,
        ]);
        Ok(with_value(&text, &self.key.sign(&text)?))
    }

    /// An OCSP answer about one certificate, by a speaker of its own.
    pub fn ocsp(
        &self,
        certificate: &Certificate,
        revoked_ms: Option<i64>,
        this_ms: i64,
        next_ms: i64,
    ) -> Result<Vec<u8>, SignatureProblem> {
        let own = self.certificate();
        let valid_ms = (own.not_before_ms(), own.not_after_ms());
        let speaker = PretendSubject::signer("OCSP giả lập", "", valid_ms);
        let speaker = self.issue(&speaker, &new_key()?, Purpose::Ocsp)?;
        let (_, key) = key_parts(own.key()).map_err(|_| SignatureProblem::CertificateUnreadable)?;
        let id = sequence(&[
            &sequence(&[&name(oid::SHA256)]),
            &octets(&Hash::Sha256.of(&[own.subject()])),
            &octets(&Hash::Sha256.of(&[key])),
            &number(certificate.serial_bytes()),
        ]);
        let said = match revoked_ms {
            None => value(0x80, &[]),
            Some(since_ms) => value(inside(1), &time(&date::generalized(since_ms))),
        };
        let this = time(&date::generalized(this_ms));
        let one = sequence(&[&id, &said, &this, &value(inside(0), &time(&date::generalized(next_ms)))]);
        let by = value(inside(1), speaker.certificate().subject());
        let data = sequence(&[&by, &this, &sequence(&[&one])]);
        let certificates = value(inside(0), &sequence(&[speaker.certificate().der()]));
        let basic = sequence(&[&data, &algorithm(), &bits(&speaker.sign(&data)?), &certificates]);
        let bytes = sequence(&[&name(oid::OCSP_BASIC), &octets(&basic)]);
        Ok(sequence(&[&value(ENUMERATED, &[0]), &value(inside(0), &bytes)]))
    }
}

fn pem(label: &str, der: &[u8]) -> String {
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", BASE64_STANDARD.encode(der))
}

fn new_key() -> Result<Vec<u8>, SignatureProblem> {
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &SystemRandom::new());
    Ok(pkcs8.map_err(|_| SignatureProblem::KeyUnreadable)?.as_ref().to_vec())
}

fn pair(pkcs8: &[u8]) -> Result<EcdsaKeyPair, SignatureProblem> {
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8, &SystemRandom::new())
        .map_err(|_| SignatureProblem::KeyUnreadable)
}

/// The public key with its algorithm, DER.
fn public_key(pkcs8: &[u8]) -> Result<Vec<u8>, SignatureProblem> {
    if let Ok(pair) = pair(pkcs8) {
        let kind = sequence(&[&name(oid::EC_KEY), &name(oid::P256)]);
        return Ok(sequence(&[&kind, &bits(pair.public_key().as_ref())]));
    }
    let pair = RsaKeyPair::from_pkcs8(pkcs8).map_err(|_| SignatureProblem::KeyUnreadable)?;
    let kind = sequence(&[&name(oid::RSA), &[NULL, 0]]);
    Ok(sequence(&[&kind, &bits(pair.public_key().as_ref())]))
}

fn algorithm() -> Vec<u8> {
    sequence(&[&name(oid::ECDSA_SHA256)])
}

/// What is signed, with its signature.
fn with_value(text: &[u8], signed: &[u8]) -> Vec<u8> {
    sequence(&[text, &algorithm(), &bits(signed)])
}

fn distinguished(subject: &PretendSubject) -> Vec<u8> {
    let part = |kind: &[u8], text: &str| set(vec![sequence(&[&name(kind), &utf8(text)])]);
    let organisation = if subject.organisation.is_empty() {
        Vec::new()
    } else {
        part(oid::ORGANISATION, &subject.organisation)
    };
    sequence(&[&organisation, &part(oid::COMMON_NAME, &subject.name)])
}

fn to_be_signed(issuer: &[u8], subject: &PretendSubject, public: &[u8], purpose: Purpose) -> Vec<u8> {
    let extension = |kind: &[u8], is_critical: bool, body: Vec<u8>| {
        let critical = if is_critical { value(0x01, &[0xFF]) } else { Vec::new() };
        sequence(&[&name(kind), &critical, &octets(&body)])
    };
    let constraints = match purpose {
        Purpose::Authority => sequence(&[&value(0x01, &[0xFF])]),
        Purpose::Signing | Purpose::TimeStamps | Purpose::Ocsp => sequence(&[]),
    };
    let unused = subject.key_usage.trailing_zeros().min(7) as u8;
    let usage = value(BIT_STRING, &[unused, subject.key_usage]);
    let mut extensions =
        vec![extension(oid::BASIC_CONSTRAINTS, true, constraints), extension(oid::KEY_USAGE, true, usage)];
    match purpose {
        Purpose::TimeStamps => {
            extensions.push(extension(
                oid::EXTENDED_KEY_USAGE,
                true,
                sequence(&[&name(oid::FOR_TIME_STAMPS)]),
            ));
        }
        Purpose::Ocsp => {
            extensions.push(extension(oid::EXTENDED_KEY_USAGE, false, sequence(&[&name(oid::FOR_OCSP)])));
        }
        Purpose::Authority | Purpose::Signing => {}
    }
    // The same certificate has the same number, any other one another.
    let serial = sha256(&[public, subject.name.as_bytes(), &subject.valid_ms.1.to_be_bytes()].concat());
    let (from_ms, to_ms) = subject.valid_ms;
    sequence(&[
        &value(inside(0), &small(2)),
        &number(&serial[..8]),
        &algorithm(),
        issuer,
        &sequence(&[&time(&date::generalized(from_ms)), &time(&date::generalized(to_ms))]),
        &distinguished(subject),
        public,
        &group(inside(3), &[&sequence(&[&extensions.concat()])]),
    ])
}
