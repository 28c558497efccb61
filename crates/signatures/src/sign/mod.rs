//! A signature in a PDF, made in steps that may lie days apart.

mod appearance;
mod complete;
mod field;
mod prepare;
mod structure;

pub use appearance::{Appearance, SignatureMark};
pub use complete::complete;
pub use field::{SignaturePlace, reserve};
pub(crate) use field::{mark, opened};
pub use prepare::{PreparedSignature, Signer, prepare};
