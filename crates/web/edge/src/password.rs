//! How passwords are kept and tried. One that its owner chose is hashed with Argon2id, because
//! people choose what can be guessed. A one-time password is 80 random bits that the server drew:
//! nobody can guess it, however fast each guess is, so one SHA-256 keeps it as safely and 900 of
//! them cost nothing ([ADR 0029](../../../../docs/adr/0029-staff-are-kept-in-the-browser.md)).

use super::app::App;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash as Phc;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use motcua_core::account::{PasswordHash, password_of};
use motcua_core::act::OfficerId;
use motcua_core::{Fault, Moment};
use sha2::{Digest, Sha256};

/// How the hash of a one-time password begins.
const ONCE: &str = "$once$";

/// A one-time password: what its owner reads on the slip, and what is kept of it.
pub struct OneTime {
    /// Shown once and kept nowhere.
    pub secret: String,
    /// What is kept.
    pub hash: PasswordHash,
}

impl OneTime {
    /// From these random bytes, for this account.
    pub fn drawn(id: &OfficerId, random: &[u8; 16]) -> OneTime {
        let secret = password_of(random);
        let hash = PasswordHash(format!("{ONCE}{}", hex::encode(digest(id, &secret))));
        OneTime { secret, hash }
    }
}

/// The account's name is in it, so that a hash opens no other account.
fn digest(id: &OfficerId, typed: &str) -> [u8; 32] {
    // Typed from paper: capitals and hyphens do not matter.
    let bare: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let mut digest = Sha256::new();
    digest.update(b"motcua one-time password\0");
    digest.update(&id.0);
    digest.update(b"\0");
    digest.update(bare.to_lowercase());
    digest.finalize().into()
}

/// The hash of a password that its owner chose. Takes 19 MB for a moment.
pub fn lasting(password: &str, salt: &[u8; 16]) -> Result<PasswordHash, Fault> {
    let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), salt);
    hash.map(|hash| PasswordHash(hash.to_string())).map_err(Fault::other)
}

/// Whether this password belongs to this hash. Every try costs what Argon2id costs, whatever kind
/// of hash it is and also without any: the time tells nobody which accounts there are, or which
/// of them nobody has used yet.
pub(super) fn is_right(id: &OfficerId, hash: Option<&str>, typed: &str) -> bool {
    let once = hash.and_then(|hash| hash.strip_prefix(ONCE));
    let lasting = match once {
        Some(_) => NOBODY,
        None => hash.unwrap_or(NOBODY),
    };
    let argon = Phc::new(lasting)
        .is_ok_and(|hash| Argon2::default().verify_password(typed.as_bytes(), &hash).is_ok());
    match once {
        Some(kept) => hex::encode(digest(id, typed)) == kept,
        None => argon,
    }
}

/// A hash that no password matches, of the ordinary cost.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5$wq0CQ0sR8sY1G0b7d3e3m0v2d8u4p7dF4aOZJm7mS6E";

/// Until when a one-time password that is drawn now holds: to the end of its last day.
pub fn holds_until(app: &App) -> Moment {
    let last = app.now().day().plus(i32::try_from(app.first_use_days).unwrap_or(i32::MAX));
    last.at(24 * 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_has_a_hash_that_is_verified_like_any_other() {
        assert!(Phc::new(NOBODY).is_ok());
    }

    #[test]
    fn a_one_time_password_opens_its_own_account_however_it_is_copied_from_the_slip() {
        let lan = OfficerId("lan".into());
        let one = OneTime::drawn(&lan, &[7; 16]);
        assert!(!one.hash.0.contains(&one.secret));
        let hash = Some(one.hash.0.as_str());
        for (id, typed, right) in [
            (&lan, one.secret.clone(), true),
            (&lan, one.secret.to_uppercase(), true),
            (&lan, one.secret.replace('-', " "), true),
            (&lan, one.secret.replace('-', ""), true),
            (&lan, format!("{}x", one.secret), false),
            (&lan, String::new(), false),
            (&OfficerId("binh".into()), one.secret.clone(), false),
        ] {
            assert_eq!(is_right(id, hash, &typed), right, "{id} {typed}");
        }
        assert!(!is_right(&lan, None, &one.secret));
        let chosen = lasting("mười hai ký tự", &[3; 16]).unwrap();
        assert!(is_right(&lan, Some(&chosen.0), "mười hai ký tự"));
        assert!(!is_right(&lan, Some(&chosen.0), "mười hai ký tự "));
    }
}
