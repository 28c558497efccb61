//! Checking the signatures of a file.

mod chain;
mod changes;
mod cover;
mod judge;
mod report;
mod roles;
mod run;
mod trust;

pub use report::{
    Addition, Covered, PadesLevel, Revocation, SignatureKind, SignatureReport, SignatureState,
    SignaturesReport, SignedBy, Unreadable, Verdict, Why,
};
pub use run::{check, signed_revision};
pub use trust::TrustAnchors;
