//! Whether a certificate leads to an authority that is trusted here.

use crate::certificate::Certificate;
use rustls_pki_types::{CertificateDer, TrustAnchor, UnixTime};
use std::time::Duration;
use webpki::{
    ALL_VERIFICATION_ALGS, EndEntityCert, Error, ExtendedKeyUsageValidator, KeyPurposeIdIter,
    anchor_from_trusted_cert,
};

/// From a certificate up to the one that is trusted.
pub(crate) struct Way {
    /// The certificate itself, then each that issued the one before it; the last is trusted.
    pub certificates: Vec<Certificate>,
}

/// Why there is no way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoWay {
    Unknown,
    Ended,
    NotBegun,
    Unfit,
}

/// For what a certificate may be used is asked of it alone, not of those above it.
struct ForAnything;

impl ExtendedKeyUsageValidator for ForAnything {
    fn validate(&self, _: KeyPurposeIdIter<'_, '_>) -> Result<(), Error> {
        Ok(())
    }
}

/// The way at a moment.
pub(crate) fn way(
    certificate: &Certificate,
    others: &[Certificate],
    anchors: &[Certificate],
    at_ms: i64,
) -> Result<Way, NoWay> {
    // One that is trusted by name, such as an agency's own for trials.
    if anchors.contains(certificate) {
        return match at_ms {
            at if at > certificate.not_after_ms() => Err(NoWay::Ended),
            at if at < certificate.not_before_ms() => Err(NoWay::NotBegun),
            _ => Ok(Way { certificates: vec![certificate.clone()] }),
        };
    }
    let der = |certificate: &Certificate| CertificateDer::from(certificate.der().to_vec());
    let anchors_der: Vec<CertificateDer<'_>> = anchors.iter().map(der).collect();
    let trusted: Vec<TrustAnchor<'_>> =
        anchors_der.iter().filter_map(|anchor| anchor_from_trusted_cert(anchor).ok()).collect();
    let others_der: Vec<CertificateDer<'_>> = others.iter().map(der).collect();
    let own = der(certificate);
    let end = EndEntityCert::try_from(&own).map_err(|_| NoWay::Unfit)?;
    let at =
        UnixTime::since_unix_epoch(Duration::from_millis(u64::try_from(at_ms).map_err(|_| NoWay::NotBegun)?));
    let found = end
        .verify_for_usage(ALL_VERIFICATION_ALGS, &trusted, &others_der, at, ForAnything, None, None)
        .map_err(|error| match error {
            // One that has the same name but another key is another one.
            Error::UnknownIssuer | Error::InvalidSignatureForPublicKey => NoWay::Unknown,
            Error::UnsupportedSignatureAlgorithmForPublicKeyContext(_) => NoWay::Unknown,
            Error::CertExpired { .. } => NoWay::Ended,
            Error::CertNotValidYet { .. } => NoWay::NotBegun,
            _ => NoWay::Unfit,
        })?;
    let mut certificates = vec![certificate.clone()];
    for between in found.intermediate_certificates() {
        let between = Certificate::from_der(&between.der()).map_err(|_| NoWay::Unfit)?;
        if !between.may_certify() {
            return Err(NoWay::Unfit);
        }
        certificates.push(between);
    }
    let subject = found.anchor().subject.as_ref();
    let key = found.anchor().subject_public_key_info.as_ref();
    let is_anchor =
        |anchor: &&Certificate| anchor.subject().ends_with(subject) && anchor.key().ends_with(key);
    certificates.push(anchors.iter().find(is_anchor).ok_or(NoWay::Unknown)?.clone());
    Ok(Way { certificates })
}
