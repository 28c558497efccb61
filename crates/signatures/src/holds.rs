//! Whether a signature value is a text's signature by a key.

use crate::asn1::oid;
use crate::asn1::read::{BIT_STRING, Der, NULL, OID, SEQUENCE, Value, only};
use crate::digest::Hash;
use webpki::ALL_VERIFICATION_ALGS;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    Yes,
    No,
    /// An algorithm that is not trusted any more, or not known here.
    Unsupported,
}

/// `algorithm` is the AlgorithmIdentifier that stands beside the signature. Where it names only RSA,
/// `hash` says of what the signature is.
pub(crate) fn holds(key: &[u8], algorithm: Value<'_>, hash: Hash, text: &[u8], value: &[u8]) -> Holds {
    let Ok((key_algorithm, bits)) = key_parts(key) else { return Holds::Unsupported };
    let mut wanted = algorithm.body.to_vec();
    if algorithm.values().take(OID).is_ok_and(|name| name.body == oid::RSA) {
        let name = match hash {
            Hash::Sha1 => return Holds::Unsupported,
            Hash::Sha256 => oid::RSA_SHA256,
            Hash::Sha384 => oid::RSA_SHA384,
            Hash::Sha512 => oid::RSA_SHA512,
        };
        wanted = [&[OID, name.len() as u8], name, &[NULL, 0]].concat();
    }
    let fits = ALL_VERIFICATION_ALGS.iter().find(|known| {
        known.public_key_alg_id().as_ref() == key_algorithm.body
            && known.signature_alg_id().as_ref() == wanted
    });
    match fits.map(|known| known.verify_signature(bits, text, value)) {
        None => Holds::Unsupported,
        Some(Ok(())) => Holds::Yes,
        Some(Err(_)) => Holds::No,
    }
}

/// Algorithm and bits of a public key.
pub(crate) fn key_parts(key: &[u8]) -> Der<(Value<'_>, &[u8])> {
    let mut parts = only(key, SEQUENCE)?.values();
    let algorithm = parts.take(SEQUENCE)?;
    Ok((algorithm, parts.take(BIT_STRING)?.bits()?))
}
