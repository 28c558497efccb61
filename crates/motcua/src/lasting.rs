//! What makes a signature last longer than its certificate: a time stamp, and behind the file what authorities
//! said of its certificates.

use motcua_core::Moment;
use motcua_outside::time_stamps::TimeStamps;
use motcua_signatures::{
    Certificate, PreparedSignature, SignatureProblem, TrustAnchors, complete, made_to_last,
};

/// How signatures that are made here are finished.
#[derive(Default)]
pub struct Lasting {
    /// Whom this installation trusts, and which certificates it knows to be taken back.
    pub trust: TrustAnchors,
    /// Who stamps signatures with the time; none: nobody.
    pub stamps: Option<Stamps>,
}

/// An authority, and where numbers that nobody guesses come from.
pub struct Stamps {
    /// The authority.
    pub authority: TimeStamps,
    /// Fills bytes with chance.
    pub random: fn(&mut [u8]),
}

impl Lasting {
    /// The signed file. Without a stamp where the authority does not give one: a paper does not wait for a
    /// stranger, and its signature is as good as before.
    pub fn finished(
        &self,
        prepared: &PreparedSignature,
        value: &[u8],
        chain: &[Certificate],
        now: Moment,
    ) -> Result<Vec<u8>, SignatureProblem> {
        let stamp = self.stamps.as_ref().and_then(|Stamps { authority, random }| {
            let mut nonce = [0; 8];
            random(&mut nonce);
            let stamp = authority.stamp(value, u64::from_be_bytes(nonce), now);
            stamp
                .inspect_err(|problem| {
                    tracing::warn!(why = problem.code(), "a paper is signed without a time stamp");
                })
                .ok()
        });
        let pdf = match complete(prepared, value, chain, stamp.as_ref()) {
            Err(SignatureProblem::TooLarge) if stamp.is_some() => complete(prepared, value, chain, None)?,
            pdf => pdf?,
        };
        let lasting = made_to_last(&pdf, &self.trust, now.0).unwrap_or_else(|problem| {
            tracing::warn!(why = problem.code(), "a paper is signed without what authorities said");
            None
        });
        Ok(lasting.unwrap_or(pdf))
    }
}
