//! A pretend time-stamping authority, which can also be wrong in every way that a client must notice.

use super::authority::PretendAuthority;
use crate::asn1::oid;
use crate::asn1::read::{Der, INTEGER, OID, SEQUENCE, only};
use crate::asn1::write::{number, oid as name, sequence, small, time, value};
use crate::certificate::Certificate;
use crate::cms::make::{Envelope, signed_attributes, signed_data};
use crate::date;
use crate::digest::sha256;
use crate::keys::FileKey;
use crate::problem::SignatureProblem;

/// The authority.
pub struct PretendStamper {
    key: FileKey,
}

/// How it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StamperMood {
    /// As it should.
    Right,
    /// It refuses.
    Refuses,
    /// The answer to another question: other nonce.
    OtherNonce,
    /// A stamp on something else.
    OtherImprint,
    /// Under a policy that nobody asked for.
    OtherPolicy,
    /// Its signature is not its own.
    Forged,
    /// No answer at all, but a web page.
    WebPage,
}

/// 1.3.6.1.4.1.99999.1
const POLICY: &[u8] = &[0x2B, 0x06, 0x01, 0x04, 0x01, 0x86, 0x8D, 0x1F, 0x01];

impl PretendStamper {
    /// The policy under which it stamps.
    pub const POLICY: &str = "1.3.6.1.4.1.99999.1";

    /// With a certificate of this authority.
    pub fn of(authority: &PretendAuthority) -> Result<PretendStamper, SignatureProblem> {
        Ok(PretendStamper { key: authority.stamper("Dấu thời gian giả lập")? })
    }

    /// Its certificate, and those above it.
    pub fn chain(&self) -> Vec<Certificate> {
        [&[self.key.certificate().clone()], self.key.chain()].concat()
    }

    /// The bytes of the reply to a query.
    pub fn reply(&self, query: &[u8], at_ms: i64, mood: StamperMood) -> Result<Vec<u8>, SignatureProblem> {
        match mood {
            StamperMood::Refuses => return Ok(sequence(&[&sequence(&[&small(2)])])),
            StamperMood::WebPage => return Ok(b"<!doctype html><title>502</title>".to_vec()),
            _ => {}
        }
        let Asked { imprint, policy, nonce } =
            asked(query).map_err(|_| SignatureProblem::TimeStampUnreadable)?;
        let mut imprint = imprint.to_vec();
        if mood == StamperMood::OtherImprint {
            let last = imprint.len() - 1;
            imprint[last] ^= 1;
        }
        let nonce = if mood == StamperMood::OtherNonce { [nonce, &[1]].concat() } else { nonce.to_vec() };
        let policy = match (mood, policy) {
            (StamperMood::OtherPolicy, _) => &[0x2A, 0x03][..],
            (_, Some(policy)) => policy,
            (_, None) => POLICY,
        };
        let info = sequence(&[
            &small(1),
            &name(policy),
            &imprint,
            &number(&sha256(query)[..8]),
            &time(&date::generalized(at_ms)),
            &value(INTEGER, &nonce),
        ]);
        let certificate = self.key.certificate();
        let attributes = signed_attributes(oid::TIME_STAMP_INFO, &sha256(&info), certificate);
        let signed = if mood == StamperMood::Forged { query } else { &attributes };
        let token = signed_data(&Envelope {
            content_type: oid::TIME_STAMP_INFO,
            content: Some(&info),
            certificate,
            kind: certificate.key_kind()?,
            chain: self.key.chain(),
            attributes: &attributes,
            value: &self.key.sign(signed)?,
            time_stamp: None,
        });
        Ok(sequence(&[&sequence(&[&small(0)]), &token]))
    }
}

struct Asked<'a> {
    imprint: &'a [u8],
    policy: Option<&'a [u8]>,
    nonce: &'a [u8],
}

fn asked(query: &[u8]) -> Der<Asked<'_>> {
    let mut parts = only(query, SEQUENCE)?.values();
    parts.take(INTEGER)?;
    let imprint = parts.take(SEQUENCE)?.whole;
    let policy = parts.maybe(OID)?.map(|policy| policy.body);
    Ok(Asked { imprint, policy, nonce: parts.take(INTEGER)?.body })
}
