//! The name of a file.

use motcua_core::document::FileDigest;
use sha2::{Digest, Sha256};

/// SHA-256 in hexadecimal digits.
pub fn digest_of(bytes: &[u8]) -> FileDigest {
    hex(Sha256::new().chain_update(bytes))
}

pub(super) fn hex(digest: Sha256) -> FileDigest {
    FileDigest(hex::encode(digest.finalize()))
}
