//! Whom an installation trusts.

use crate::certificate::{Certificate, pem_blocks};
use crate::digest::sha256;
use crate::problem::SignatureProblem;
use crate::revocation::{Evidence, Known, known};

/// Counted up when the same file by the same authorities is judged in another way than before.
const CHECKED_AS: u32 = 1;

/// The authorities that are trusted, and what is freshly known of certificates that they took back.
#[derive(Clone, Debug, Default)]
pub struct TrustAnchors {
    pub(crate) anchors: Vec<Certificate>,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) needs_revocation: bool,
    /// A digest of each list and answer.
    told: Vec<[u8; 32]>,
}

impl TrustAnchors {
    /// Trusts these: roots, of signers and of time stamps alike.
    pub fn new(anchors: Vec<Certificate>) -> TrustAnchors {
        TrustAnchors { anchors, ..TrustAnchors::default() }
    }

    /// Takes in a revocation list that was fetched: DER, or PEM with one list.
    pub fn with_list(mut self, list: &[u8]) -> Result<TrustAnchors, SignatureProblem> {
        let text = std::str::from_utf8(list).ok().and_then(|text| pem_blocks(text, "X509 CRL"));
        let der = text.as_ref().map_or(list, |blocks| &blocks[0]);
        let list = Evidence::list(der).ok_or(SignatureProblem::RevocationListUnfit)?;
        self.told.push(sha256(der));
        self.evidence.push(Evidence::List(list));
        Ok(self)
    }

    /// Takes in an OCSP answer that was fetched.
    pub fn with_answer(mut self, der: &[u8]) -> Result<TrustAnchors, SignatureProblem> {
        let answer = Evidence::answer(der).ok_or(SignatureProblem::OcspUnfit)?;
        self.told.push(sha256(der));
        self.evidence.push(Evidence::Answer(answer));
        Ok(self)
    }

    /// Since when a certificate is taken back, as far as the lists and answers at hand say; `chain` has those
    /// above it.
    pub fn revoked_since(
        &self,
        certificate: &Certificate,
        chain: &[Certificate],
        now_ms: i64,
    ) -> Option<i64> {
        let issuers = chain.iter().chain(&self.anchors);
        let said = issuers.filter(|issuer| {
            certificate.issuer() == issuer.subject() && certificate.is_signed_by(issuer.key())
        });
        let revoked = said.filter_map(|issuer| match known(&self.evidence, certificate, issuer, now_ms) {
            Known::Revoked(since_ms) => Some(since_ms),
            Known::Nothing | Known::Good => None,
        });
        revoked.min()
    }

    /// What says that this certificate of this issuer was good at this moment; none where nothing does.
    pub(crate) fn word_about(
        &self,
        certificate: &Certificate,
        issuer: &Certificate,
        at_ms: i64,
    ) -> Option<&Evidence> {
        self.evidence.iter().find(|evidence| evidence.says(certificate, issuer, at_ms) == Known::Good)
    }

    /// The authorities that are trusted.
    pub fn anchors(&self) -> &[Certificate] {
        &self.anchors
    }

    /// A name for all of it, in hexadecimal digits: equal where every file is judged alike.
    pub fn name(&self) -> String {
        let anchors = self.anchors.iter().map(|anchor| sha256(anchor.der()));
        let mut parts: Vec<[u8; 32]> = anchors.chain(self.told.iter().copied()).collect();
        parts.sort_unstable();
        parts.dedup();
        let rules = format!("{CHECKED_AS} {}", self.needs_revocation);
        let all = [rules.as_bytes(), &parts.concat()].concat();
        sha256(&all).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Concludes nothing of a signature for whose moment nobody said that its certificates were good, as the
    /// standard has it. Without this, no word of a revocation counts as none.
    pub fn needing_revocation(mut self) -> TrustAnchors {
        self.needs_revocation = true;
        self
    }
}
