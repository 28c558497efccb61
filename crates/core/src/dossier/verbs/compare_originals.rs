//! Đối chiếu bản chính: the copies that are to be certified were held beside their originals. Whoever holds the
//! dossier does it, or the reception desk where the originals are shown.

use crate::act::Officer;
use crate::catalogue::Duty;
use crate::dossier::{Changes, ComparedOriginal, Desk, Dossier, DossierCode, Fact, ORIGINALS_MAX};
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Say what was compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CompareOriginals {
    /// Which dossier.
    pub code: DossierCode,
    /// The originals, all of them: what was said before counts no more.
    pub originals: Vec<ComparedOriginal>,
    /// Somebody else is to compare them too.
    #[serde(default)]
    pub wants_second: bool,
}

/// Until the leader has decided. Another officer who finds the same is the second person; whoever finds
/// something else begins anew.
pub fn compare_originals(desk: &mut Desk<'_>, command: CompareOriginals) -> Result<Changes, Halt> {
    let dossier = desk.open(&command.code)?;
    dossier.must_be_compared_by(desk.actor.officer()?)?;
    if desk.law.certification_of(&dossier, desk.now.day()).is_none() {
        return Err(Refusal::of("comparison.not-now").into());
    }
    let CompareOriginals { originals, wants_second, .. } = command;
    if originals.is_empty() || originals.len() > ORIGINALS_MAX {
        return Err(Refusal::of("comparison.originals").with("most", ORIGINALS_MAX).at("name.0").into());
    }
    let (mut compared, mut wrong) = (Vec::new(), Vec::new());
    for (row, original) in originals.into_iter().enumerate() {
        match original.judged(row, &dossier) {
            Ok(original) => compared.push(original),
            Err(why) => wrong.extend(why),
        }
    }
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    let scans: Vec<_> = compared.iter().filter_map(|original| original.scan.as_ref()).collect();
    let files = scans.iter().filter_map(|scan| dossier.file(&scan.0));
    desk.must_be_free_of_viruses(files)?;
    desk.change(dossier, Fact::OriginalsCompared { originals: compared, wants_second }, None)
}

impl Dossier {
    /// Refuses whoever may not compare its originals now.
    pub fn must_be_compared_by(&self, officer: &Officer) -> Result<(), Refusal> {
        if officer.must_have(Duty::Reception, &self.submission.receiving).is_err() {
            self.must_be_held_by(officer)?;
        }
        if self.reception.is_none() || self.completion().is_some() || self.status().is_final() {
            return Err(Refusal::of("comparison.not-now"));
        }
        match self.decided {
            Some(_) => Err(Refusal::of("dossier.decided-already")),
            None => Ok(()),
        }
    }
}
