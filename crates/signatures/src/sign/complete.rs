//! The last step: the signature value goes into the room that was kept for it.

use super::prepare::PreparedSignature;
use crate::asn1::oid;
use crate::certificate::{Certificate, distinct};
use crate::cms::make::{Envelope, signed_data};
use crate::digest::Hash;
use crate::problem::SignatureProblem;
use crate::time_stamp::TimeStampToken;

/// The signed paper. A value that is not this paper's signature by this certificate is refused, so that an
/// answer that went astray never becomes a signature that does not hold.
pub fn complete(
    prepared: &PreparedSignature,
    value: &[u8],
    chain: &[Certificate],
    time_stamp: Option<&TimeStampToken>,
) -> Result<Vec<u8>, SignatureProblem> {
    let certificate = &prepared.certificate;
    let kind = certificate.key_kind()?;
    if !prepared.accepts(value) {
        return Err(SignatureProblem::ValueWrong);
    }
    if time_stamp.is_some_and(|token| token.imprint() != Hash::Sha256.of(&[value])) {
        return Err(SignatureProblem::TimeStampOfAnother);
    }
    let envelope = signed_data(&Envelope {
        content_type: oid::DATA,
        content: None,
        certificate,
        kind,
        chain: &distinct(chain.iter().cloned()),
        attributes: &prepared.attributes,
        value,
        time_stamp: time_stamp.map(TimeStampToken::der),
    });
    let (start, end) = prepared.room;
    if envelope.len() * 2 > end - start - 2 {
        return Err(SignatureProblem::TooLarge);
    }
    let mut pdf = prepared.pdf.clone();
    let digits = envelope.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    for (place, digit) in pdf[start + 1..end - 1].iter_mut().zip(digits) {
        *place = b"0123456789abcdef"[usize::from(digit)];
    }
    Ok(pdf)
}
