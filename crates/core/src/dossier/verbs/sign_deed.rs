//! Ký số: the person who decided signs the paper with their key, after it has its number and day, so that
//! what is signed is what is given out.

use crate::act::Officer;
use crate::catalogue::Duty;
use crate::deed::{CheckCode, PersonSignature};
use crate::document::FileRef;
use crate::dossier::result::must_be_results;
use crate::dossier::verbs::draft_result::must_be_as_entered;
use crate::dossier::{Changes, Desk, Dossier, DossierCode, Fact};
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

/// How a paper that waits for a key is to be signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SigningWay {
    /// With the key of whoever decided.
    Key,
    /// On the printed paper after all.
    Hand,
}

impl Dossier {
    /// Refuses whoever may not sign the paper with this code in this way. With a key only whoever decided,
    /// and nobody for them: the paper bears their name. That it is signed on paper may be said by any
    /// leader of the agency: whoever decided may have lost their key, or be there no more
    /// (`deed.not-to-sign`, `deed.of-another-signer`).
    pub fn must_be_signed_by(
        &self,
        officer: &Officer,
        check: &CheckCode,
        way: SigningWay,
    ) -> Result<(), Refusal> {
        officer.must_have(Duty::Leader, &self.submission.competent)?;
        let waits = self.deeds_to_sign().find(|made| made.check == *check);
        let who = waits.and_then(|made| made.signature.awaited());
        match (who, way) {
            (None, _) => Err(Refusal::of("deed.not-to-sign")),
            (Some(who), SigningWay::Key) if *who != officer.id => Err(Refusal::of("deed.of-another-signer")),
            (Some(_), SigningWay::Key | SigningWay::Hand) => Ok(()),
        }
    }
}

/// A paper is signed once; what a signing service answers again, or after it was signed by hand, changes
/// nothing.
pub fn sign_deed(desk: &mut Desk<'_>, command: SignDeed) -> Result<Changes, Halt> {
    let dossier = desk.open(&command.code)?;
    let way = if command.signed.is_some() { SigningWay::Key } else { SigningWay::Hand };
    dossier.must_be_signed_by(desk.actor.officer()?, &command.check, way)?;
    // What cannot be issued any more is not signed.
    let waits = dossier.deeds_to_sign().find(|made| made.check == command.check);
    let used = waits.and_then(|made| made.entry.clone());
    must_be_as_entered(desk, used.as_ref())?;
    let signature = match command.signed {
        Some(SignedPaperKept { file, certificate }) => {
            must_be_results(desk, std::slice::from_ref(&file))?;
            PersonSignature::Signed { certificate, file }
        }
        None => PersonSignature::ByHand,
    };
    desk.change(dossier, Fact::DeedSigned { check: command.check, signature }, None)
}
