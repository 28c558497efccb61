//! A key in a file: for trials. Whoever reads the file can sign in its owner's name.

use super::port::{KeyOrder, KeyReply, SigningKey};
use crate::certificate::{Certificate, KeyKind, pem_blocks};
use crate::problem::SignatureProblem;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use std::collections::VecDeque;

/// A key that was read from PEM (`PRIVATE KEY`, PKCS #8 without a password) with its certificates.
/// `openssl pkcs12 -in key.p12 -nodes` makes such a file of a PKCS #12.
pub struct FileKey {
    pair: Pair,
    certificate: Certificate,
    chain: Vec<Certificate>,
    waiting: VecDeque<KeyOrder>,
}

enum Pair {
    Rsa(RsaKeyPair),
    P256(EcdsaKeyPair),
}

impl FileKey {
    /// Reads key and certificates; the first certificate that is the key's own is whose it is.
    pub fn from_pem(pem: &str) -> Result<FileKey, SignatureProblem> {
        let blocks = pem_blocks(pem, "PRIVATE KEY").ok_or(SignatureProblem::KeyUnreadable)?;
        FileKey::new(&blocks[0], Certificate::from_pem(pem)?)
    }

    /// A key in PKCS #8, DER.
    pub fn new(key: &[u8], certificates: Vec<Certificate>) -> Result<FileKey, SignatureProblem> {
        let is_own = |certificate: &&Certificate| pair(key, certificate).is_some();
        let certificate = certificates.iter().find(is_own).ok_or(SignatureProblem::KeyUnreadable)?.clone();
        let pair = pair(key, &certificate).ok_or(SignatureProblem::KeyUnreadable)?;
        let chain = certificates.into_iter().filter(|other| *other != certificate).collect();
        Ok(FileKey { pair, certificate, chain, waiting: VecDeque::new() })
    }

    /// Whose key it is.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// The certificates above it.
    pub fn chain(&self) -> &[Certificate] {
        &self.chain
    }

    /// Signs a text with SHA-256.
    pub fn sign(&self, text: &[u8]) -> Result<Vec<u8>, SignatureProblem> {
        let random = SystemRandom::new();
        match &self.pair {
            Pair::Rsa(pair) => {
                let mut value = vec![0; pair.public().modulus_len()];
                let signed = pair.sign(&RSA_PKCS1_SHA256, &random, text, &mut value);
                signed.map(|()| value).map_err(|_| SignatureProblem::KeyRefused)
            }
            Pair::P256(pair) => {
                let signed = pair.sign(&random, text).map_err(|_| SignatureProblem::KeyRefused)?;
                Ok(signed.as_ref().to_vec())
            }
        }
    }
}

impl SigningKey for FileKey {
    fn certificate(&self) -> Result<&Certificate, SignatureProblem> {
        Ok(&self.certificate)
    }

    fn chain(&self) -> &[Certificate] {
        &self.chain
    }

    fn ask(&mut self, orders: &[KeyOrder]) -> Result<(), SignatureProblem> {
        self.waiting.extend(orders.iter().cloned());
        Ok(())
    }

    fn replies(&mut self) -> Vec<KeyReply> {
        let next = self.waiting.pop_front();
        next.map(|order| KeyReply { value: self.sign(&order.to_sign), paper: order.paper })
            .into_iter()
            .collect()
    }
}

/// The key, if the certificate is its own.
fn pair(key: &[u8], certificate: &Certificate) -> Option<Pair> {
    let (_, bits) = crate::holds::key_parts(certificate.key()).ok()?;
    let (pair, public) = match certificate.key_kind().ok()? {
        KeyKind::Rsa => {
            let pair = RsaKeyPair::from_pkcs8(key).ok()?;
            let public = ring::signature::KeyPair::public_key(&pair).as_ref().to_vec();
            (Pair::Rsa(pair), public)
        }
        KeyKind::P256 => {
            let pair =
                EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, key, &SystemRandom::new()).ok()?;
            let public = ring::signature::KeyPair::public_key(&pair).as_ref().to_vec();
            (Pair::P256(pair), public)
        }
    };
    (public == bits).then_some(pair)
}
