//! How a password is kept.

use crate::system::random;
use argon2::Argon2;
use argon2::password_hash::PasswordHasher;

/// As sign-in verifies it: Argon2id with its usual cost.
pub fn hash(password: &str) -> Result<String, String> {
    let mut salt = [0; 16];
    random(&mut salt);
    let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
    hash.map(|hash| hash.to_string()).map_err(|error| format!("argon2: {error}"))
}
