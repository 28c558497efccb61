//! Lời khai trong mã của giấy: what the code at the foot of a paper says by itself, signed with a key of this
//! installation. Whoever has no network sees with it that a paper with this number, day, agency and name was made
//! here; whether it still counts, only the site can say.

use hmac::{Hmac, KeyInit, Mac};
use motcua_core::deed::{CheckCode, DeedMade};
use motcua_core::letters::letters_of;
use motcua_core::text::fold;
use ring::signature::{Ed25519KeyPair, KeyPair};
use sha2::{Digest, Sha256};

/// What a statement begins with, so that no signature of another kind is taken for one.
const DOMAIN: &[u8] = b"motcua paper\n";
const VERSION: u8 = 1;

/// The key with which statements are signed.
pub struct StatementKey(Option<Ed25519KeyPair>);

impl StatementKey {
    /// Derived from the key of the receipts: the same paper has the same statement on every server of an
    /// installation.
    pub fn of(receipt_key: &[u8; 32]) -> StatementKey {
        // A key of any length is accepted by HMAC, and any 32 bytes are a seed.
        let seed = Hmac::<Sha256>::new_from_slice(receipt_key).ok().map(|mac| {
            let seed: [u8; 32] = mac.chain_update(b"statement").finalize().into_bytes().into();
            seed
        });
        StatementKey(seed.and_then(|seed| Ed25519KeyPair::from_seed_unchecked(&seed).ok()))
    }

    /// By which everybody checks statements: an Ed25519 key (RFC 8032), 32 bytes.
    pub fn public(&self) -> &[u8] {
        self.0.as_ref().map(|pair| pair.public_key().as_ref()).unwrap_or_default()
    }

    /// What the paper says of itself: 19 bytes and their signature as 133 letters. `whose` is the name on it.
    pub fn statement(&self, made: &DeedMade, whose: &str) -> Option<String> {
        let said = said(made, whose)?;
        let signature = self.0.as_ref()?.sign(&message(&made.check, &said));
        Some(letters_of(&[&said[..], signature.as_ref()].concat()))
    }
}

/// By which a text that both sides know is named in a few bytes.
pub fn short(text: &str) -> [u8; 4] {
    let digest = Sha256::digest(text.as_bytes());
    [digest[0], digest[1], digest[2], digest[3]]
}

fn message(check: &CheckCode, said: &[u8]) -> Vec<u8> {
    [DOMAIN, check.as_str().as_bytes(), said].concat()
}

/// Version, day (days since 1970), number, agency, template, name. None for a day or a number that has no room.
fn said(made: &DeedMade, whose: &str) -> Option<Vec<u8>> {
    let day = u16::try_from(made.day.0).ok()?.to_be_bytes();
    let [0, number @ ..] = made.number.to_be_bytes() else { return None };
    let name = Sha256::digest(format!("{}\n{}", made.check.as_str(), fold(whose)).as_bytes());
    let (agency, template) = (short(made.agency.as_str()), short(made.template.as_str()));
    Some([&[VERSION][..], &day, &number, &agency, &template[..3], &name[..6]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use motcua_core::Day;
    use motcua_core::directory::AgencyCode;
    use motcua_core::letters::bytes_of;
    use ring::signature::{ED25519, UnparsedPublicKey};

    fn made() -> DeedMade {
        DeedMade {
            template: "xac-nhan-hon-nhan.1".into(),
            filling: Default::default(),
            agency: AgencyCode::parse("H57.101").unwrap(),
            book: None,
            number: 5,
            volume: None,
            symbol: None,
            day: Day::parse("2025-07-14").unwrap(),
            check: CheckCode::drawn([7; 10]),
            entry: None,
            signature: Default::default(),
        }
    }

    #[test]
    fn a_statement_is_the_same_every_time_and_its_signature_is_of_this_key() {
        let key = StatementKey::of(&[7; 32]);
        let statement = key.statement(&made(), "Phan Anh Đức").unwrap();
        assert_eq!(statement.len(), 133);
        assert_eq!(
            key.statement(&made(), " phan  anh đức "),
            Some(statement.clone()),
            "however it is written"
        );
        let bytes = bytes_of(&statement).unwrap();
        let (said, signature) = bytes.split_at(19);
        let is_right = |key: &StatementKey, check: &CheckCode, said: &[u8]| {
            UnparsedPublicKey::new(&ED25519, key.public()).verify(&message(check, said), signature).is_ok()
        };
        assert!(is_right(&key, &made().check, said));
        assert!(!is_right(&StatementKey::of(&[8; 32]), &made().check, said));
        assert!(!is_right(&key, &CheckCode::drawn([8; 10]), said));
        for at in 0..19 {
            let mut other = said.to_vec();
            other[at] ^= 1;
            assert!(!is_right(&key, &made().check, &other), "byte {at}");
        }
    }

    #[test]
    fn a_statement_tells_papers_apart() {
        let of = |change: fn(&mut DeedMade), whose: &str| {
            let mut made = made();
            change(&mut made);
            said(&made, whose).unwrap()
        };
        let first = of(|_| (), "Phan Anh Đức");
        let changes: [fn(&mut DeedMade); 5] = [
            |made| made.number = 6,
            |made| made.day = made.day.plus(1),
            |made| made.agency = AgencyCode::parse("H57.102").unwrap(),
            |made| made.template = "xac-nhan-hon-nhan.2".into(),
            |made| made.check = CheckCode::drawn([9; 10]),
        ];
        for (nth, change) in changes.into_iter().enumerate() {
            assert_ne!(of(change, "Phan Anh Đức"), first, "{nth}");
        }
        assert_ne!(of(|_| (), "Phan Anh Đạo"), first);
        let mut long = made();
        long.number = 1 << 24;
        assert_eq!(said(&long, ""), None);
    }
}
