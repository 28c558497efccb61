//! Ký số: the person who decided signs the paper with their key, after it has its number and day, so that
//! what is signed is what is given out.

use crate::catalogue::Duty;
use crate::deed::{CheckCode, PersonSignature};
use crate::document::FileRef;
use crate::dossier::result::must_be_results;
use crate::dossier::{Changes, DeedStanding, Desk, DossierCode, Fact};
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Sign the paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignDeed {
    /// Of which dossier.
    pub code: DossierCode,
    /// Which paper.
    pub check: CheckCode,
    /// It with the signature in it (PDF); none to sign it by hand after all, on the printed paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<SignedPaperKept>,
}

/// A paper with its signature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignedPaperKept {
    /// The file.
    pub file: FileRef,
    /// The name in the certificate.
    pub certificate: String,
}

/// Whoever decided signs, and nobody for them: the paper bears their name. A paper is signed once; what a
/// signing service answers again, or after it was signed by hand, changes nothing.
pub fn sign_deed(desk: &mut Desk<'_>, command: SignDeed) -> Result<Changes, Halt> {
    let dossier = desk.open(&command.code)?;
    let officer = desk.actor.officer()?;
    officer.must_have(Duty::Leader, &dossier.submission.competent)?;
    let known = dossier.deed_with(&command.check).filter(|known| known.standing == DeedStanding::Decided);
    let made = known.ok_or_else(|| Refusal::of("deed.not-to-sign"))?.made;
    match &made.signature {
        PersonSignature::Awaited { officer: who } if *who == officer.id => {}
        PersonSignature::Awaited { .. } => return Err(Refusal::of("deed.of-another-signer").into()),
        PersonSignature::ByHand | PersonSignature::Signed { .. } => {
            return Err(Refusal::of("deed.not-to-sign").into());
        }
    }
    let signature = match command.signed {
        Some(SignedPaperKept { file, certificate }) => {
            must_be_results(desk, std::slice::from_ref(&file))?;
            PersonSignature::Signed { certificate, file }
        }
        None => PersonSignature::ByHand,
    };
    desk.change(dossier, Fact::DeedSigned { check: command.check, signature }, None)
}
