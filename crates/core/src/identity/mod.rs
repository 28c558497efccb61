//! How people are named: the identity number and the card that carries it.

mod card;
mod identity_number;
#[cfg(test)]
mod tests;

pub use card::{Card, CardDoubt};
pub use identity_number::{IdentityNumber, Sex};
