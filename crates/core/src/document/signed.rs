//! What is known of the digital signatures in a file. The file itself is never touched for it.

use crate::Moment;
use serde::{Deserialize, Serialize};

/// The signatures of a file, as they were judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignaturesFound {
    /// For which moment they were judged: when the file came in. A certificate that ends afterwards
    /// changes nothing of what was handed in.
    pub at: Moment,
    /// In the order of the file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signatures: Vec<SignatureFound>,
    /// Why nothing can be said of signatures that seem to be there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unread: Option<Unread>,
}

/// Why signatures could not be judged. None of these means that something is wrong with the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unread {
    /// Readers would have to repair the file, and might see different papers.
    Broken,
    /// Judging them would take more work than one file is given.
    TooMuch,
    /// A signature of a kind of file of which no signatures are judged here (Word, Excel).
    OtherKind,
}

/// One signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureFound {
    /// The short answer.
    pub word: SignatureWord,
    /// The name in the certificate: a person's or an agency's. Empty when none can be read. Whoever made the
    /// file wrote it: only a certificate of a trusted issuer proves it.
    pub by: String,
    /// The organisation in the certificate; often empty.
    pub organisation: String,
    /// Who issued the certificate, as it says itself.
    pub issuer: String,
    /// When it was made, by the signer's own clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed: Option<Moment>,
    /// The moment for which a trusted time stamp stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stamped: Option<Moment>,
    /// It is a time stamp of the whole file: nobody signs what the paper says.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_time_stamp: bool,
}

/// What a signature is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignatureWord {
    /// All holds, and the certificate is of an issuer that is trusted here.
    Valid,
    /// The file is not what was signed.
    Changed,
    /// The file is what was signed; nobody here knows the issuer of the certificate. Not wrong: open.
    UnknownIssuer,
    /// The certificate had ended or not begun, and no time stamp shows a signature within its time.
    Expired,
    /// The certificate was taken back.
    Revoked,
    /// Something is missing for a judgement: open.
    Unconcluded,
}

impl SignatureWord {
    /// The word for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            SignatureWord::Valid => "valid",
            SignatureWord::Changed => "changed",
            SignatureWord::UnknownIssuer => "unknown_issuer",
            SignatureWord::Expired => "expired",
            SignatureWord::Revoked => "revoked",
            SignatureWord::Unconcluded => "unconcluded",
        }
    }
}

/// How far one is with the signatures of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum SignaturesKnown {
    /// Nobody has looked, or there is nothing to look for: a picture, say.
    #[default]
    NotAsked,
    /// They will be looked at.
    Pending,
    /// There are none.
    Unsigned,
    /// These.
    Found(SignaturesFound),
}

/// The longest name that is kept of a certificate, in characters.
const NAME_MAX: usize = 120;

/// A name of a certificate as it may be shown: without what turns the reading direction or breaks lines.
pub fn clean_certificate_name(name: &str) -> String {
    let is_shown = |letter: &char| !letter.is_control() && !super::turns(*letter);
    let shown: String =
        name.chars().map(|l| if l.is_whitespace() { ' ' } else { l }).filter(is_shown).collect();
    shown.trim().chars().take(NAME_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_a_certificate_is_only_a_name() {
        for (given, want) in [
            ("Nguyễn Văn An", "Nguyễn Văn An"),
            ("An\r\nHợp lệ", "An  Hợp lệ"),
            ("\u{202e}nA", "nA"),
            ("  UBND phường  ", "UBND phường"),
        ] {
            assert_eq!(clean_certificate_name(given), want);
        }
        assert_eq!(clean_certificate_name(&"x".repeat(500)).len(), NAME_MAX);
    }
}
