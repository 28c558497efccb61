//! Whom an installation trusts.

use crate::certificate::Certificate;
use crate::problem::SignatureProblem;
use crate::revocation::Evidence;

/// The authorities that are trusted, and what is freshly known of certificates that they took back.
#[derive(Clone, Debug, Default)]
pub struct TrustAnchors {
    pub(crate) anchors: Vec<Certificate>,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) needs_revocation: bool,
}

impl TrustAnchors {
    /// Trusts these: roots, of signers and of time stamps alike.
    pub fn new(anchors: Vec<Certificate>) -> TrustAnchors {
        TrustAnchors { anchors, ..TrustAnchors::default() }
    }

    /// Takes in a revocation list that was fetched.
    pub fn with_list(mut self, der: &[u8]) -> Result<TrustAnchors, SignatureProblem> {
        let list = Evidence::list(der).ok_or(SignatureProblem::RevocationListUnfit)?;
        self.evidence.push(Evidence::List(list));
        Ok(self)
    }

    /// Takes in an OCSP answer that was fetched.
    pub fn with_answer(mut self, der: &[u8]) -> Result<TrustAnchors, SignatureProblem> {
        let answer = Evidence::answer(der).ok_or(SignatureProblem::OcspUnfit)?;
        self.evidence.push(Evidence::Answer(answer));
        Ok(self)
    }

    /// Concludes nothing of a signature for whose moment nobody said that its certificates were good, as the
    /// standard has it. Without this, no word of a revocation counts as none.
    pub fn needing_revocation(mut self) -> TrustAnchors {
        self.needs_revocation = true;
        self
    }
}
