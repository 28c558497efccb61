//! What a signature is worth, once it is clear of which bytes it is.

use super::chain::{NoWay, Way, way};
use super::report::{PadesLevel, Revocation, SignedBy, Verdict, Why};
use super::trust::TrustAnchors;
use crate::certificate::Certificate;
use crate::check_data::CheckData;
use crate::cms::read::{Envelope, Loose};
use crate::revocation::{Known, known};
use crate::time_stamp::{StampedBy, read_token};

pub(crate) struct Judged {
    pub verdict: Verdict,
    pub signer: Option<SignedBy>,
    pub stamped_ms: Option<i64>,
    pub level: Option<PadesLevel>,
    pub revocation: Revocation,
}

/// Everything that a judgement rests on beside the signature.
pub(crate) struct Grounds<'a> {
    pub trust: &'a TrustAnchors,
    pub data: &'a CheckData,
    pub now_ms: i64,
}

impl Judged {
    pub fn nothing(why: Why) -> Judged {
        Judged {
            verdict: Verdict::Failed(why),
            signer: None,
            stamped_ms: None,
            level: None,
            revocation: Revocation::Unknown,
        }
    }

    fn loose(loose: Loose) -> Judged {
        let verdict = match loose {
            Loose::Format => Verdict::Failed(Why::Format),
            Loose::Digest => Verdict::Failed(Why::Hash),
            Loose::Value => Verdict::Failed(Why::Value),
            Loose::Algorithm => Verdict::Indeterminate(Why::Algorithm),
            Loose::Certificate => Verdict::Indeterminate(Why::NoSigningCertificate),
        };
        Judged { verdict, ..Judged::nothing(Why::Format) }
    }
}

/// A signature of a paper. `is_pades` asks that the certificate stands under the signature.
pub(crate) fn signature(
    envelope: &Envelope<'_>,
    parts: [&[u8]; 2],
    is_pades: bool,
    on: &Grounds<'_>,
) -> Judged {
    if envelope.content.is_some() {
        return Judged::nothing(Why::Format);
    }
    let certificate = match envelope.signed_by(|hash| hash.of(&parts)) {
        Ok(certificate) => certificate,
        Err(loose) => {
            let signer = envelope.certificate().ok().map(signed_by);
            return Judged { signer, ..Judged::loose(loose) };
        }
    };
    if is_pades && !envelope.names_certificate() {
        return Judged { signer: Some(signed_by(certificate)), ..Judged::loose(Loose::Certificate) };
    }
    let stamp = envelope.time_stamp.and_then(|token| read_token(token).ok());
    let stamp = stamp.filter(|(info, _)| info.is_of(&[envelope.value]));
    let stamp = stamp
        .and_then(|(info, by)| trusted_stamp(&by, info.at_ms, on).map(|is_lasting| (info.at_ms, is_lasting)));
    let others = [&envelope.certificates[..], &on.data.certificates].concat();
    let mut judged = certificate_at(certificate, &others, stamp.map(|(at_ms, _)| at_ms), on);
    if judged.verdict == Verdict::Passed && !certificate.may_sign() {
        judged.verdict = Verdict::Indeterminate(Why::NotForSigning);
    }
    judged.level = match (stamp, judged.level) {
        (Some((_, true)), Some(PadesLevel::BLT)) => Some(PadesLevel::BLT),
        (Some(_), _) => Some(PadesLevel::BT),
        (None, _) => Some(PadesLevel::BB),
    };
    judged
}

/// A time stamp of the whole file.
pub(crate) fn document_time_stamp(token: &[u8], parts: [&[u8]; 2], on: &Grounds<'_>) -> Judged {
    let Ok((info, by)) = read_token(token) else { return Judged::nothing(Why::Value) };
    if !info.is_of(&parts) {
        return Judged::nothing(Why::Hash);
    }
    let others = [&by.others[..], &on.data.certificates].concat();
    let judged = certificate_at(&by.certificate, &others, Some(info.at_ms), on);
    let stamped_ms = judged.stamped_ms.filter(|_| judged.verdict == Verdict::Passed);
    Judged { stamped_ms, level: None, ..judged }
}

/// Whether a stamp's authority is trusted at the stamp's moment; and whether the file can show later that it was.
fn trusted_stamp(by: &StampedBy, at_ms: i64, on: &Grounds<'_>) -> Option<bool> {
    let others = [&by.others[..], &on.data.certificates].concat();
    let judged = certificate_at(&by.certificate, &others, Some(at_ms), on);
    // A stamp from the future is by a clock that nobody should trust.
    let is_past = at_ms <= on.now_ms + CLOCKS_DIFFER_MS;
    (judged.verdict == Verdict::Passed && is_past).then_some(judged.level == Some(PadesLevel::BLT))
}

const CLOCKS_DIFFER_MS: i64 = 10 * 60_000;

fn certificate_at(
    certificate: &Certificate,
    others: &[Certificate],
    proof_ms: Option<i64>,
    on: &Grounds<'_>,
) -> Judged {
    let at_ms = proof_ms.unwrap_or(on.now_ms);
    let judged = Judged {
        verdict: Verdict::Passed,
        signer: Some(signed_by(certificate)),
        stamped_ms: proof_ms,
        level: Some(PadesLevel::BB),
        revocation: Revocation::Unknown,
    };
    match way(certificate, others, &on.trust.anchors, at_ms) {
        Err(no_way) => {
            let verdict = match (no_way, proof_ms) {
                (NoWay::Unknown, _) => Verdict::Indeterminate(Why::NoChain),
                (NoWay::Unfit, _) => Verdict::Indeterminate(Why::Chain),
                (NoWay::Ended | NoWay::NotBegun, None) => Verdict::Indeterminate(Why::OutOfBounds),
                (NoWay::Ended, Some(_)) => Verdict::Failed(Why::Expired),
                (NoWay::NotBegun, Some(_)) => Verdict::Failed(Why::NotYetValid),
            };
            Judged { verdict, ..judged }
        }
        Ok(way) => revocation(judged, &way, at_ms, proof_ms, on),
    }
}

/// What is known of each certificate of the way but the last, which is trusted by itself.
fn revocation(mut judged: Judged, way: &Way, at_ms: i64, proof_ms: Option<i64>, on: &Grounds<'_>) -> Judged {
    let mut is_known = true;
    let mut is_in_file = true;
    for pair in way.certificates.windows(2) {
        let in_file = known(&on.data.evidence, &pair[0], &pair[1], at_ms);
        let fresh = known(&on.trust.evidence, &pair[0], &pair[1], at_ms);
        is_in_file &= in_file == Known::Good;
        let revoked = [in_file, fresh].into_iter().filter_map(|known| match known {
            Known::Revoked(since_ms) => Some(since_ms),
            Known::Nothing | Known::Good => None,
        });
        match revoked.min() {
            Some(since_ms) if since_ms <= at_ms => {
                judged.revocation = Revocation::Revoked(since_ms);
                judged.verdict = match proof_ms {
                    Some(_) => Verdict::Failed(Why::Revoked),
                    None => Verdict::Indeterminate(Why::RevokedWithoutProof),
                };
                return judged;
            }
            // Taken back later: at the moment of signing it was good.
            Some(_) => {}
            None => is_known &= in_file == Known::Good || fresh == Known::Good,
        }
    }
    if is_known {
        judged.revocation = Revocation::Good;
    } else if on.trust.needs_revocation {
        judged.verdict = Verdict::Indeterminate(Why::TryLater);
    }
    if is_in_file {
        judged.level = Some(PadesLevel::BLT);
    }
    judged
}

pub(crate) fn signed_by(certificate: &Certificate) -> SignedBy {
    SignedBy {
        common_name: certificate.common_name().to_string(),
        organisation: certificate.organisation().to_string(),
        serial: certificate.serial(),
        issuer: certificate.issuer_common_name().to_string(),
        not_after_ms: certificate.not_after_ms(),
    }
}

/// Whether an envelope holds over its bytes, whoever signed.
pub(crate) fn is_sound(judged: &Judged) -> bool {
    !matches!(judged.verdict, Verdict::Failed(Why::Format | Why::Hash | Why::Value))
        && !matches!(judged.verdict, Verdict::Indeterminate(Why::NoSigningCertificate | Why::Algorithm))
}
