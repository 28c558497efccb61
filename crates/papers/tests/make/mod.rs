//! Makes files: honest ones, and what people who mean harm would send. Everything
//! is made by code, so that no hostile file lies in the repository.
#![allow(dead_code, reason = "each test binary uses a part of it")]

pub mod office;
pub mod pdf;
pub mod picture;

/// The words that every virus scanner takes for a virus, put together here so that
/// a scanner on a developer's machine leaves this file alone.
pub fn eicar() -> Vec<u8> {
    ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!", "$H+H*"].concat().into_bytes()
}
