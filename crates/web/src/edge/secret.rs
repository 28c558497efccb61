//! The secret on a receipt: whoever has it sees the whole dossier. It is derived
//! from the dossier's id with the server's key, so nothing secret is stored.

use hmac::{Hmac, KeyInit, Mac};
use motcua_core::dossier::DossierId;
use sha2::{Digest, Sha256};

/// No letters that look like digits.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// 80 bits, read aloud in four groups of four. Wrong tries are counted.
const CHARS: usize = 16;

/// The secret of this dossier, `XXXX-XXXX-XXXX-XXXX`.
pub fn receipt_secret(key: &[u8; 32], id: DossierId) -> String {
    let mac = mac(key, &id.0);
    let mut bits = mac.iter().take(10).fold(0u128, |bits, byte| bits << 8 | u128::from(*byte));
    let mut out = [0u8; CHARS];
    for place in out.iter_mut().rev() {
        *place = ALPHABET[(bits & 31) as usize];
        bits >>= 5;
    }
    let text: String = out.iter().map(|byte| *byte as char).collect();
    [&text[..4], &text[4..8], &text[8..12], &text[12..]].join("-")
}

/// Whether this is the secret of the dossier, however it was typed.
pub fn is_receipt_secret(key: &[u8; 32], id: DossierId, typed: &str) -> bool {
    let plain = |text: &str| -> Vec<u8> {
        text.bytes()
            .filter(u8::is_ascii_alphanumeric)
            .map(|byte| match byte.to_ascii_uppercase() {
                b'O' => b'0',
                b'I' | b'L' => b'1',
                other => other,
            })
            .collect()
    };
    // Compared through a digest each, so that time says nothing about the place
    // of the first wrong letter.
    Sha256::digest(plain(typed)) == Sha256::digest(plain(&receipt_secret(key, id)))
}

fn mac(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    // A key of any length is accepted by HMAC.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return [0; 32] };
    mac.update(b"receipt");
    mac.update(message);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_known_however_it_is_typed_and_no_other_is() {
        let (key, id) = ([7; 32], DossierId([1; 16]));
        let secret = receipt_secret(&key, id);
        assert_eq!(secret.len(), 19);
        assert!(is_receipt_secret(&key, id, &secret));
        assert!(is_receipt_secret(&key, id, &secret.to_lowercase().replace('-', " ")));
        assert!(!is_receipt_secret(&key, id, ""));
        assert!(!is_receipt_secret(&key, DossierId([2; 16]), &secret));
        assert!(!is_receipt_secret(&[8; 32], id, &secret));
    }
}
