//! Digital signatures on PDF files: made in three steps, so that the key may be on a token or far away,
//! stamped with the time, and checked. Knows no dossier, no clock and no network.

mod asn1;
mod certificate;
mod check;
mod check_data;
mod cms;
mod date;
mod digest;
mod holds;
mod keys;
mod long_term;
mod pdf;
pub mod pretend;
mod problem;
mod revocation;
mod sign;
mod time_stamp;

pub use certificate::{Certificate, KeyKind};
pub use check::{
    Addition, Covered, PadesLevel, Revocation, SignatureKind, SignatureReport, SignatureState,
    SignaturesReport, SignedBy, TrustAnchors, Unreadable, Verdict, Why, check, signed_revision,
};
pub use keys::{
    BatchPaper, CscEdition, FileKey, KeyOrder, KeyReply, NoKey, PaperState, PluggedToken, ReplyTaken,
    SigningBatch, SigningKey, TokenKey, TokenModule, csc_authorize, csc_certificates, csc_consent, csc_info,
    csc_replies, csc_sign,
};
pub use long_term::{LongTermData, add_long_term_data, made_to_last, missing_long_term_data};
pub use problem::SignatureProblem;
pub use sign::{
    Appearance, PreparedSignature, SignatureMark, SignaturePlace, Signer, complete, prepare, reserve,
};
pub use time_stamp::{TimeStampQuery, TimeStampToken};
