//! What is said of a file's signatures, in the words of EN 319 102-1 and in plainer ones.

/// All signatures of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct SignaturesReport {
    /// Of all: failed if one is, passed only if all are. None without signatures.
    pub verdict: Option<Verdict>,
    /// In the order in which the file's form lists them.
    pub signatures: Vec<SignatureReport>,
    /// Why the file could not be read at all.
    pub unreadable: Option<Unreadable>,
}

/// Why nothing can be said of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// No PDF, or one that a reader would have to repair; two readers may then see two papers.
    Broken,
    /// Locked with a password.
    Encrypted,
    /// More signatures, or more to read for each, than is looked at: whoever made it wants to keep us busy.
    TooMuch,
}

/// One signature.
#[derive(Clone, Debug, PartialEq)]
pub struct SignatureReport {
    /// The name of its field.
    pub field: String,
    /// What sort of signature it is.
    pub kind: SignatureKind,
    /// What an officer needs to know.
    pub state: SignatureState,
    /// The same as the standard says it, with the reason.
    pub verdict: Verdict,
    /// Whose certificate it is. None when none can be read.
    pub signer: Option<SignedBy>,
    /// The time that the signer's computer claims, in milliseconds since 1970.
    pub claimed_ms: Option<i64>,
    /// The time for which a time stamp stands whose authority is trusted.
    pub stamped_ms: Option<i64>,
    /// What of the file is under the signature.
    pub covered: Covered,
    /// What it carries to be checked later. None where it does not hold.
    pub level: Option<PadesLevel>,
    /// What is known of a revocation.
    pub revocation: Revocation,
}

/// What a signature is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureKind {
    /// Somebody signs the paper.
    Approval,
    /// Somebody signs, and says what may be added afterwards.
    Certification,
    /// An authority says that all this was there at a moment.
    DocumentTimeStamp,
}

/// The short answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureState {
    /// All holds.
    Valid,
    /// The paper is not what was signed.
    Changed,
    /// It leads to none of the authorities that are trusted here.
    UnknownIssuer,
    /// The certificate was not valid yet or not any more, and no time stamp shows that it was.
    Expired,
    /// The certificate was revoked.
    Revoked,
    /// Something is missing, or too old to be trusted: neither right nor wrong.
    Unconcluded,
}

/// A verdict of EN 319 102-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// TOTAL-PASSED
    Passed,
    /// INDETERMINATE, with what is missing.
    Indeterminate(Why),
    /// TOTAL-FAILED, with what is wrong.
    Failed(Why),
}

/// Sub-indications of the standard; the last one is ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is not built as the standards ask.
    Format,
    /// The bytes are not those that were signed.
    Hash,
    /// The signature value is not by this key.
    Value,
    /// Made with an algorithm that is not trusted any more or not known.
    Algorithm,
    /// The certificate that signed is not there.
    NoSigningCertificate,
    /// No way leads to a trusted authority.
    NoChain,
    /// There is a way, but one of its certificates may not do what it did.
    Chain,
    /// The certificate is not for signing papers.
    NotForSigning,
    /// Revoked, and nothing shows that the signature is older.
    RevokedWithoutProof,
    /// Revoked before the signature was made.
    Revoked,
    /// Out of its validity now, and nothing shows that the signature is older.
    OutOfBounds,
    /// Made after the certificate had ended, as a time stamp shows.
    Expired,
    /// Made before the certificate began, as a time stamp shows.
    NotYetValid,
    /// No fresh word about a revocation, and it was asked for.
    TryLater,
    /// After signing something was added that is neither a signature nor what is needed to check one.
    ChangedAfterwards,
}

impl Verdict {
    /// `TOTAL-PASSED`, `INDETERMINATE` or `TOTAL-FAILED`, and the sub-indication.
    pub fn etsi(self) -> (&'static str, &'static str) {
        match self {
            Verdict::Passed => ("TOTAL-PASSED", ""),
            Verdict::Indeterminate(why) => ("INDETERMINATE", why.etsi()),
            Verdict::Failed(why) => ("TOTAL-FAILED", why.etsi()),
        }
    }

    pub(super) fn rank(self) -> u8 {
        match self {
            Verdict::Passed => 0,
            Verdict::Indeterminate(_) => 1,
            Verdict::Failed(_) => 2,
        }
    }
}

impl Why {
    fn etsi(self) -> &'static str {
        match self {
            Why::Format => "FORMAT_FAILURE",
            Why::Hash => "HASH_FAILURE",
            Why::Value => "SIG_CRYPTO_FAILURE",
            Why::Algorithm => "CRYPTO_CONSTRAINTS_FAILURE",
            Why::NoSigningCertificate => "NO_SIGNING_CERTIFICATE_FOUND",
            Why::NoChain => "NO_CERTIFICATE_CHAIN_FOUND",
            Why::Chain => "CERTIFICATE_CHAIN_GENERAL_FAILURE",
            Why::NotForSigning => "CHAIN_CONSTRAINTS_FAILURE",
            Why::RevokedWithoutProof => "REVOKED_NO_POE",
            Why::Revoked => "REVOKED",
            Why::OutOfBounds => "OUT_OF_BOUNDS_NO_POE",
            Why::Expired => "EXPIRED",
            Why::NotYetValid => "NOT_YET_VALID",
            Why::TryLater => "TRY_LATER",
            Why::ChangedAfterwards => "CHANGED_AFTER_SIGNING",
        }
    }
}

/// Whose certificate it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedBy {
    /// A person's or an agency's name.
    pub common_name: String,
    /// The organisation that the certificate names; often empty.
    pub organisation: String,
    /// The certificate's number, in hexadecimal digits.
    pub serial: String,
    /// The name of whoever issued the certificate.
    pub issuer: String,
    /// The last moment of the certificate, in milliseconds since 1970.
    pub not_after_ms: i64,
}

/// What of the file is under a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Covered {
    /// All of it.
    WholeFile,
    /// The file up to here was signed; it is cut out by [`super::signed_revision`].
    Revision {
        /// How long the file was that was signed.
        bytes: usize,
        /// What was added afterwards.
        then: Vec<Addition>,
    },
    /// The signature says nothing that could be relied on.
    Nothing,
}

/// What was added after a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Addition {
    /// Another signature, in this field.
    Signature(String),
    /// What is needed to check signatures later (DSS).
    CheckData,
    /// The file's own data about itself, which no page shows.
    Metadata,
    /// Something else; the number of the object that differs.
    Other(u32),
    /// Bytes that the file's own list of objects does not explain.
    Unexplained,
    /// A further signature that does not hold itself.
    BrokenSignature(String),
}

impl Addition {
    pub(super) fn is_allowed(&self) -> bool {
        matches!(self, Addition::Signature(_) | Addition::CheckData | Addition::Metadata)
    }
}

/// Levels of EN 319 142-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PadesLevel {
    /// Signature and certificates, or an older format without the certificate under the signature.
    BB,
    /// With a trusted time stamp.
    BT,
    /// With all that is needed to check it when the authorities are gone.
    BLT,
}

/// What is known of a revocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revocation {
    /// Nobody has said anything that counts for the moment of signing.
    Unknown,
    /// Not revoked.
    Good,
    /// Revoked at this moment, in milliseconds since 1970.
    Revoked(i64),
}
