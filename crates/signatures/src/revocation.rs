//! What authorities say of certificates that they took back: lists (CRL) and answers (OCSP).

use crate::asn1::oid;
use crate::asn1::read::{
    BIT_STRING, Der, ENUMERATED, GENERALIZED_TIME, INTEGER, NotDer, OCTET_STRING, OID, SEQUENCE, UTC_TIME,
    Value, Values, inside, only,
};
use crate::certificate::{Certificate, all_readable, signed_parts};
use crate::date;
use crate::digest::Hash;
use crate::holds::{Holds, holds, key_parts};

/// Something an authority said, and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Evidence {
    List(RevocationList),
    Answer(OcspAnswer),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RevocationList {
    pub der: Vec<u8>,
    issuer: Vec<u8>,
    this_ms: i64,
    next_ms: Option<i64>,
    revoked: Vec<(Vec<u8>, i64)>,
    /// Only of people, or only of authorities.
    only_of: Option<bool>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OcspAnswer {
    pub der: Vec<u8>,
    said: Vec<u8>,
    algorithm: Vec<u8>,
    value: Vec<u8>,
    pub certificates: Vec<Certificate>,
    about: Vec<About>,
}

/// What an answer says about one certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
struct About {
    hash: Hash,
    issuer_name: Vec<u8>,
    issuer_key: Vec<u8>,
    serial: Vec<u8>,
    said: Said,
    this_ms: i64,
    next_ms: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Good,
    Revoked(i64),
    Unknown,
}

/// What is known of a certificate at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    Nothing,
    Good,
    /// Since this moment.
    Revoked(i64),
}

impl Evidence {
    /// A list, if it can be read and no part of it changes what the rest means.
    pub fn list(der: &[u8]) -> Option<RevocationList> {
        read_list(der).ok()
    }

    pub fn answer(der: &[u8]) -> Option<OcspAnswer> {
        read_answer(der).ok()
    }

    /// What this says of a certificate, if its issuer said it and it speaks of that moment.
    pub fn says(&self, certificate: &Certificate, issuer: &Certificate, at_ms: i64) -> Known {
        match self {
            Evidence::List(list) => list.says(certificate, issuer, at_ms),
            Evidence::Answer(answer) => answer.says(certificate, issuer, at_ms),
        }
    }
}

/// What all of it says together: revoked if any says so.
pub(crate) fn known(all: &[Evidence], certificate: &Certificate, issuer: &Certificate, at_ms: i64) -> Known {
    let mut found = Known::Nothing;
    for evidence in all {
        match (evidence.says(certificate, issuer, at_ms), found) {
            (Known::Revoked(since), Known::Revoked(before)) => found = Known::Revoked(since.min(before)),
            (Known::Revoked(since), _) => found = Known::Revoked(since),
            (Known::Good, Known::Nothing) => found = Known::Good,
            _ => {}
        }
    }
    found
}

/// Whether it may still be relied on for a moment: it was renewed no earlier.
fn speaks_of(this_ms: i64, next_ms: Option<i64>, at_ms: i64) -> bool {
    next_ms.unwrap_or(this_ms) >= at_ms
}

impl RevocationList {
    pub fn is_by(&self, issuer: &Certificate) -> bool {
        self.issuer == issuer.subject()
            && issuer.may_sign_lists()
            && signed_parts(&self.der).is_ok_and(|(text, how, value)| {
                holds(issuer.key(), how, Hash::Sha1, text, value) == Holds::Yes
            })
    }

    fn says(&self, certificate: &Certificate, issuer: &Certificate, at_ms: i64) -> Known {
        let is_about = certificate.issuer() == self.issuer
            && self.only_of.is_none_or(|authorities| authorities == certificate.may_certify());
        if !is_about || !self.is_by(issuer) {
            return Known::Nothing;
        }
        match self.revoked.iter().find(|(serial, _)| serial == certificate.serial_bytes()) {
            Some((_, since)) => Known::Revoked(*since),
            None if speaks_of(self.this_ms, self.next_ms, at_ms) => Known::Good,
            None => Known::Nothing,
        }
    }
}

impl OcspAnswer {
    /// Whether it is about this certificate.
    pub fn is_about(&self, certificate: &Certificate, issuer: &Certificate) -> bool {
        self.one(certificate, issuer).is_some() && self.is_by(issuer)
    }

    fn one(&self, certificate: &Certificate, issuer: &Certificate) -> Option<&About> {
        let key = key_parts(issuer.key()).map(|(_, bits)| bits).unwrap_or_default();
        self.about.iter().find(|about| {
            about.serial == certificate.serial_bytes()
                && about.issuer_name == about.hash.of(&[issuer.subject()])
                && about.issuer_key == about.hash.of(&[key])
        })
    }

    /// By the issuer itself, or by whom the issuer made its speaker.
    fn is_by(&self, issuer: &Certificate) -> bool {
        let Ok(how) = only(&self.algorithm, SEQUENCE) else { return false };
        let signed = |key: &[u8]| holds(key, how, Hash::Sha1, &self.said, &self.value) == Holds::Yes;
        let is_speaker = |speaker: &&Certificate| {
            speaker.is_for(oid::FOR_OCSP)
                && speaker.issuer() == issuer.subject()
                && speaker.is_signed_by(issuer.key())
        };
        signed(issuer.key())
            || self.certificates.iter().filter(is_speaker).any(|speaker| signed(speaker.key()))
    }

    fn says(&self, certificate: &Certificate, issuer: &Certificate, at_ms: i64) -> Known {
        let Some(about) = self.one(certificate, issuer) else { return Known::Nothing };
        if !self.is_by(issuer) {
            return Known::Nothing;
        }
        match about.said {
            Said::Revoked(since) => Known::Revoked(since),
            Said::Good if speaks_of(about.this_ms, about.next_ms, at_ms) => Known::Good,
            Said::Good | Said::Unknown => Known::Nothing,
        }
    }
}

fn time(value: Value<'_>) -> Der<i64> {
    let time =
        if value.tag == UTC_TIME { date::of_utc(value.body) } else { date::of_generalized(value.body) };
    time.ok_or(NotDer)
}

fn maybe_time(parts: &mut Values<'_>) -> Der<Option<i64>> {
    for tag in [UTC_TIME, GENERALIZED_TIME] {
        if let Some(value) = parts.maybe(tag)? {
            return time(value).map(Some);
        }
    }
    Ok(None)
}

const DISTRIBUTION_POINT: &[u8] = &[0x55, 0x1D, 0x1C];

fn read_list(der: &[u8]) -> Der<RevocationList> {
    let (text, ..) = signed_parts(der)?;
    let mut parts = only(text, SEQUENCE)?.values();
    parts.maybe(INTEGER)?;
    parts.take(SEQUENCE)?;
    let issuer = parts.take(SEQUENCE)?.whole.to_vec();
    let this_ms = time(parts.any()?)?;
    let next_ms = maybe_time(&mut parts)?;
    let mut revoked = Vec::new();
    if let Some(list) = parts.maybe(SEQUENCE)? {
        for one in list.values().all()? {
            let mut one = one.values();
            let serial = one.take(INTEGER)?.body.to_vec();
            revoked.push((serial, time(one.any()?)?));
        }
    }
    let mut only_of = None;
    if let Some(extensions) = parts.maybe(inside(0))? {
        for extension in extensions.values().sequence()?.all()? {
            let mut extension = extension.values();
            let name = extension.take(OID)?.body;
            let is_critical = extension.maybe(0x01)?.is_some_and(Value::is_true);
            let body = extension.take(OCTET_STRING)?.body;
            if name == DISTRIBUTION_POINT {
                only_of = scope(body)?;
            } else if is_critical {
                return Err(NotDer);
            }
        }
    }
    Ok(RevocationList { der: der.to_vec(), issuer, this_ms, next_ms, revoked, only_of })
}

/// Of whom a list is; one of some reasons only, or of other issuers, is not understood here.
fn scope(body: &[u8]) -> Der<Option<bool>> {
    let mut only_of = None;
    for part in only(body, SEQUENCE)?.values().all()? {
        match (part.tag, part.body) {
            (0xA0, _) | (_, [0]) => {}
            (0x81, [0xFF]) => only_of = Some(false),
            (0x82, [0xFF]) => only_of = Some(true),
            _ => return Err(NotDer),
        }
    }
    Ok(only_of)
}

fn read_answer(der: &[u8]) -> Der<OcspAnswer> {
    let mut parts = only(der, SEQUENCE)?.values();
    if parts.take(ENUMERATED)?.body != [0] {
        return Err(NotDer);
    }
    let mut bytes = only(parts.take(inside(0))?.body, SEQUENCE)?.values();
    if bytes.take(OID)?.body != oid::OCSP_BASIC {
        return Err(NotDer);
    }
    let mut basic = only(bytes.take(OCTET_STRING)?.body, SEQUENCE)?.values();
    let said = basic.take(SEQUENCE)?;
    let algorithm = basic.take(SEQUENCE)?.whole.to_vec();
    let value = basic.take(BIT_STRING)?.bits()?.to_vec();
    let certificates = match basic.maybe(inside(0))? {
        Some(all) => all_readable(all.values().sequence()?)?,
        None => Vec::new(),
    };
    let mut data = said.values();
    data.maybe(inside(0))?;
    data.any()?;
    data.take(GENERALIZED_TIME)?;
    let about = data.sequence()?.all()?.into_iter().map(about).collect::<Der<_>>()?;
    Ok(OcspAnswer { der: der.to_vec(), said: said.whole.to_vec(), algorithm, value, certificates, about })
}

fn about(one: Value<'_>) -> Der<About> {
    let mut parts = one.values();
    let mut id = parts.sequence()?;
    let hash = Hash::named(id.sequence()?.take(OID)?.body).ok_or(NotDer)?;
    let issuer_name = id.take(OCTET_STRING)?.body.to_vec();
    let issuer_key = id.take(OCTET_STRING)?.body.to_vec();
    let serial = id.take(INTEGER)?.body.to_vec();
    let said = parts.any()?;
    let said = match said.tag {
        0x80 => Said::Good,
        0xA1 => Said::Revoked(time(said.values().take(GENERALIZED_TIME)?)?),
        _ => Said::Unknown,
    };
    let this_ms = time(parts.take(GENERALIZED_TIME)?)?;
    let next_ms = match parts.maybe(inside(0))? {
        Some(next) => Some(time(next.values().take(GENERALIZED_TIME)?)?),
        None => None,
    };
    Ok(About { hash, issuer_name, issuer_key, serial, said, this_ms, next_ms })
}
