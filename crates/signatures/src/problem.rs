//! What can go wrong when something is signed, each with a code that stays.

/// Why there is no signature. The code is stable; what people read of it stands elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureProblem {
    /// The file is no PDF that can be read from its first byte to its last without guessing.
    PdfBroken,
    /// The PDF is locked with a password.
    PdfEncrypted,
    /// An earlier signature forbids what should be added.
    PdfLocked,
    /// The page on which the mark should stand does not exist.
    PageMissing,
    /// The paper has a field of this name already.
    FieldTaken,
    /// The mark is no PDF of one untagged page.
    MarkUnusable,
    /// The certificate cannot be read.
    CertificateUnreadable,
    /// The certificate may not sign papers: its key usage says so.
    CertificateNotForSigning,
    /// Not RSA of at least 2048 bits, and not on the curve P-256.
    KeyUnsupported,
    /// The key file cannot be read.
    KeyUnreadable,
    /// There is no key.
    NoKey,
    /// The token was pulled out, or the module that drives it has gone.
    TokenGone,
    /// The token refused the PIN.
    PinWrong,
    /// After too many wrong tries the token lets nobody in.
    PinLocked,
    /// The token has no key that belongs to the certificate.
    KeyMissing,
    /// The key's keeper said no.
    KeyRefused,
    /// No answer came in time.
    NeverAnswered,
    /// What came back is no signature of this paper by this certificate.
    ValueWrong,
    /// The signature with its certificates needs more room than was kept for it.
    TooLarge,
    /// What was kept of a prepared paper cannot be read.
    PreparedUnreadable,
    /// The time-stamping authority refused.
    TimeStampRefused,
    /// The time-stamping authority's answer cannot be read.
    TimeStampUnreadable,
    /// The time stamp is of something else: other imprint, nonce or policy.
    TimeStampOfAnother,
    /// The time stamp's own signature does not hold.
    TimeStampForged,
    /// A revocation list cannot be read, or nobody here issued it.
    RevocationListUnfit,
    /// An OCSP answer cannot be read, or is about none of the certificates here.
    OcspUnfit,
    /// The signing service's answer cannot be read.
    AnswerUnreadable,
}

impl SignatureProblem {
    /// What programs and tests hold on to.
    pub fn code(self) -> &'static str {
        match self {
            SignatureProblem::PdfBroken => "signature.pdf-broken",
            SignatureProblem::PdfEncrypted => "signature.pdf-encrypted",
            SignatureProblem::PdfLocked => "signature.pdf-locked",
            SignatureProblem::PageMissing => "signature.page-missing",
            SignatureProblem::FieldTaken => "signature.field-taken",
            SignatureProblem::MarkUnusable => "signature.mark-unusable",
            SignatureProblem::CertificateUnreadable => "signature.certificate-unreadable",
            SignatureProblem::CertificateNotForSigning => "signature.certificate-not-for-signing",
            SignatureProblem::KeyUnsupported => "signature.key-unsupported",
            SignatureProblem::KeyUnreadable => "signature.key-unreadable",
            SignatureProblem::NoKey => "signature.no-key",
            SignatureProblem::TokenGone => "signature.token-gone",
            SignatureProblem::PinWrong => "signature.pin-wrong",
            SignatureProblem::PinLocked => "signature.pin-locked",
            SignatureProblem::KeyMissing => "signature.key-missing",
            SignatureProblem::KeyRefused => "signature.key-refused",
            SignatureProblem::NeverAnswered => "signature.never-answered",
            SignatureProblem::ValueWrong => "signature.value-wrong",
            SignatureProblem::TooLarge => "signature.too-large",
            SignatureProblem::PreparedUnreadable => "signature.prepared-unreadable",
            SignatureProblem::TimeStampRefused => "signature.time-stamp-refused",
            SignatureProblem::TimeStampUnreadable => "signature.time-stamp-unreadable",
            SignatureProblem::TimeStampOfAnother => "signature.time-stamp-of-another",
            SignatureProblem::TimeStampForged => "signature.time-stamp-forged",
            SignatureProblem::RevocationListUnfit => "signature.revocation-list-unfit",
            SignatureProblem::OcspUnfit => "signature.ocsp-unfit",
            SignatureProblem::AnswerUnreadable => "signature.answer-unreadable",
        }
    }
}

impl std::fmt::Display for SignatureProblem {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.code())
    }
}

impl std::error::Error for SignatureProblem {}
