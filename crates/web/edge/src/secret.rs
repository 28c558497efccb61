//! The secret on a receipt opens the whole dossier. It is derived
//! from the dossier's id with the server's key, so nothing secret is stored.

use hmac::{Hmac, KeyInit, Mac};
use motcua_core::dossier::{Dossier, DossierId};
use motcua_core::letters::{bytes_of, letter, letters_of, value_of};
use motcua_core::{MINUTE_MS, Moment};
use sha2::{Digest, Sha256};

/// The secret of this dossier, `XXXX-XXXX-XXXX-XXXX`.
pub fn receipt_secret(key: &[u8; 32], id: DossierId) -> String {
    let mac = mac(key, b"receipt", &id.0);
    // 80 bits, read aloud in four groups of four. Wrong tries are counted.
    let text = letters_of(&mac[..10]);
    [&text[..4], &text[4..8], &text[8..12], &text[12..]].join("-")
}

/// The secret on the receipt of this dossier; a part has that of its lead.
pub fn secret_of(key: &[u8; 32], dossier: &Dossier) -> String {
    receipt_secret(key, dossier.receipt_id())
}

/// Whether this is the secret of the dossier, however it was typed.
pub fn is_receipt_secret(key: &[u8; 32], id: DossierId, typed: &str) -> bool {
    // Compared through a digest each, so that time says nothing about the place
    // of the first wrong letter.
    Sha256::digest(plain(typed)) == Sha256::digest(plain(&receipt_secret(key, id)))
}

/// What stands in a link that shows the result of this dossier until then: both, sealed with the key, and with how
/// often the person had ended links of it. 48 letters.
pub fn share_token(key: &[u8; 32], id: DossierId, until: Moment, ended: u32) -> String {
    let minutes = u32::try_from(until.0.div_euclid(MINUTE_MS)).unwrap_or(u32::MAX);
    let said = [&id.0[..], &minutes.to_be_bytes()].concat();
    let sealed = match ended {
        0 => mac(key, b"share", &said),
        times => mac(key, b"share", &[&said[..], &times.to_be_bytes()].concat()),
    };
    letters_of(&[&said[..], &sealed[..SHARE_SEAL]].concat())
}

/// What a link shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SharedLink {
    /// The result of which dossier.
    pub id: DossierId,
    /// Until when.
    pub until: Moment,
    /// The person has ended it before.
    pub is_ended: bool,
}

/// Bytes of the seal of a link: 80 bits.
const SHARE_SEAL: usize = 10;

/// Of which dossier a link says that it is; whether it was made here, [`shared_by`] tells.
pub fn share_names(token: &str) -> Option<DossierId> {
    let all = bytes_of(token).filter(|all| all.len() == 20 + SHARE_SEAL)?;
    Some(DossierId(*all.first_chunk::<16>()?))
}

/// What a link shows of a dossier of which the person has ended links so often; none for one that was not made with
/// this key.
pub fn shared_by(key: &[u8; 32], token: &str, ended: u32) -> Option<SharedLink> {
    let all = bytes_of(token).filter(|all| all.len() == 20 + SHARE_SEAL)?;
    let (id, rest) = all.split_first_chunk::<16>()?;
    let minutes = i64::from(u32::from_be_bytes(*rest.first_chunk::<4>()?));
    let (id, until) = (DossierId(*id), Moment(minutes * MINUTE_MS));
    // Compared through a digest each, as a receipt's secret is.
    let sent = Sha256::digest(letters_of(&all));
    let is_of = |times: &u32| Sha256::digest(share_token(key, id, until, *times)) == sent;
    let made_after = (0..=ended).rev().find(is_of)?;
    Some(SharedLink { id, until, is_ended: made_after < ended })
}

/// Only the letters and digits, with look-alikes corrected.
fn plain(text: &str) -> Vec<u8> {
    let signs = text.chars().filter(char::is_ascii_alphanumeric);
    // A sign that stands for nothing stays what it is, and equals none that does.
    let known = |sign: char| value_of(sign).map_or(sign.to_ascii_uppercase(), |value| letter(value.into()));
    signs.map(|sign| known(sign) as u8).collect()
}

/// A code of 50 random bits to type on another device, `XXXXX-XXXXX`. It lives a
/// day and wrong tries are counted.
pub fn short_code(random: [u8; 10]) -> String {
    let text: String = random.iter().map(|byte| letter((*byte).into())).collect();
    [&text[..5], &text[5..]].join("-")
}

/// The digest under which a short code is stored, however it was typed.
pub fn short_code_digest(typed: &str) -> [u8; 32] {
    Sha256::new().chain_update(b"draft code ").chain_update(plain(typed)).finalize().into()
}

fn mac(key: &[u8; 32], of: &[u8], message: &[u8]) -> [u8; 32] {
    // A key of any length is accepted by HMAC.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return [0; 32] };
    mac.update(of);
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
        assert_eq!(secret, "FMYT-NV67-952M-GMTM", "printed receipts open for good");
        assert!(is_receipt_secret(&key, id, &secret));
        assert!(is_receipt_secret(&key, id, &secret.to_lowercase().replace('-', " ")));
        assert!(!is_receipt_secret(&key, id, ""));
        assert!(!is_receipt_secret(&key, DossierId([2; 16]), &secret));
        assert!(!is_receipt_secret(&[8; 32], id, &secret));
    }

    #[test]
    fn a_link_that_is_shared_says_which_and_until_when_and_cannot_be_changed() {
        let (key, id, until) = ([7; 32], DossierId([0xa5; 16]), Moment(29_219_040 * MINUTE_MS));
        let link = |is_ended: bool| Some(SharedLink { id, until, is_ended });
        let token = share_token(&key, id, until, 0);
        assert_eq!((token.len(), share_names(&token)), (48, Some(id)));
        assert_eq!(shared_by(&key, &token, 0), link(false));
        assert_eq!(shared_by(&key, &token.to_lowercase(), 0), link(false));
        assert_eq!(shared_by(&[8; 32], &token, 0), None);
        for at in 0..48 {
            let mut other = token.clone().into_bytes();
            other[at] = if other[at] == b'7' { b'8' } else { b'7' };
            assert_eq!(shared_by(&key, std::str::from_utf8(&other).unwrap(), 3), None, "letter {at}");
        }
        for none in ["", "7", &token[1..], &format!("{token}7"), &receipt_secret(&key, id)] {
            assert_eq!((shared_by(&key, none, 0), share_names(none)), (None, None));
        }
        // Once the person has ended it, it is known and opens nothing; the next one of the same day is another.
        let next = share_token(&key, id, until, 1);
        assert_ne!(next, token);
        assert_eq!((shared_by(&key, &token, 1), shared_by(&key, &next, 1)), (link(true), link(false)));
        assert_eq!(shared_by(&key, &next, 2), link(true));
        assert_eq!(shared_by(&key, &next, 0), None, "nobody made it");
    }

    #[test]
    fn a_short_code_is_known_however_it_is_typed() {
        let code = short_code([0, 1, 2, 3, 4, 30, 31, 32, 33, 255]);
        assert_eq!(code, "01234-YZ01Z");
        assert_eq!(short_code_digest(&code), short_code_digest(" oi234 yz0lz "));
        assert_ne!(short_code_digest(&code), short_code_digest("01234-YZ01Y"));
    }
}
