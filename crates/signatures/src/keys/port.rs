//! What a key is to whoever needs signatures: it is handed all papers at once, and answers each when it can.

use crate::certificate::Certificate;
use crate::digest::sha256;
use crate::problem::SignatureProblem;

/// What one paper asks of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyOrder {
    /// How the caller calls the paper.
    pub paper: String,
    /// What is signed with SHA-256: the signed attributes.
    pub to_sign: Vec<u8>,
}

impl KeyOrder {
    /// The SHA-256 for keys that are handed a digest.
    pub fn digest(&self) -> [u8; 32] {
        sha256(&self.to_sign)
    }
}

/// What a key says about one paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyReply {
    /// The paper of the order.
    pub paper: String,
    /// The signature value, or why there is none.
    pub value: Result<Vec<u8>, SignatureProblem>,
}

/// A key, wherever it lies.
pub trait SigningKey {
    /// Whose it is.
    fn certificate(&self) -> Result<&Certificate, SignatureProblem>;

    /// The certificates above it that the key's place knows.
    fn chain(&self) -> &[Certificate];

    /// Hands over all papers of one consent: whoever enters a PIN says yes to these and no others.
    fn ask(&mut self, orders: &[KeyOrder]) -> Result<(), SignatureProblem>;

    /// The next replies, in any order; none when there is nothing yet. A key that signs at once gives one at a
    /// time, so that each signature can be kept before the next one is made.
    fn replies(&mut self) -> Vec<KeyReply>;
}

/// Where there is no key.
pub struct NoKey;

impl SigningKey for NoKey {
    fn certificate(&self) -> Result<&Certificate, SignatureProblem> {
        Err(SignatureProblem::NoKey)
    }

    fn chain(&self) -> &[Certificate] {
        &[]
    }

    fn ask(&mut self, _: &[KeyOrder]) -> Result<(), SignatureProblem> {
        Err(SignatureProblem::NoKey)
    }

    fn replies(&mut self) -> Vec<KeyReply> {
        Vec::new()
    }
}
