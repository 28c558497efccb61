//! What simulated people hand in: the papers that the procedure asks for, as
//! files, on paper, or both.

use super::samples::Samples;
use crate::plan::random::Rng;
use crate::plan::{Channel, PlannedDossier};
use motcua_core::catalogue::{CaseId, Paper, Version};
use motcua_core::dossier::PaperHanded;

/// The papers of a dossier. Digitised as planned: every one is held as a file, or
/// at least one is not.
pub fn papers(
    dossier: &PlannedDossier,
    version: &Version,
    case: &CaseId,
    samples: &Samples,
    rng: &mut Rng,
) -> Vec<PaperHanded> {
    let online = dossier.channel == Channel::Online;
    let mut handed: Vec<PaperHanded> = version
        .papers_for(case)
        .filter(|paper| paper.required || rng.chance(150))
        .map(|paper| of(paper, online, samples))
        .collect();
    if handed.is_empty() {
        handed.push(other(online, samples));
    }
    if !dossier.digitised {
        let kept_on_paper = rng.below(handed.len() as u64) as usize;
        for (index, paper) in handed.iter_mut().enumerate() {
            if index == kept_on_paper || (!online && rng.chance(500)) {
                paper.files.clear();
                paper.originals = paper.originals.max(1);
            }
        }
    }
    handed
}

/// What answers a request for a supplement. It takes the place of the paper that
/// was asked for and leaves the dossier as digitised as it was: with a file where all
/// others have one, else on paper only.
pub fn supplement(
    dossier: &PlannedDossier,
    version: &Version,
    case: &CaseId,
    samples: &Samples,
) -> PaperHanded {
    let online = dossier.channel == Channel::Online;
    let mut paper =
        asked_for(version, case).map_or_else(|| other(online, samples), |paper| of(paper, online, samples));
    if !dossier.digitised {
        paper.files.clear();
        paper.originals = paper.originals.max(1);
    }
    paper
}

/// The paper that a request for a supplement is about.
pub fn asked_for<'a>(version: &'a Version, case: &'a CaseId) -> Option<&'a Paper> {
    version.papers_for(case).filter(|paper| paper.required).last()
}

fn of(paper: &Paper, online: bool, samples: &Samples) -> PaperHanded {
    let on_paper = |count: u32| if online { 0 } else { count.min(99) as u16 };
    let id = paper.id.to_string();
    let files = vec![samples.of(&id, !online)];
    PaperHanded {
        originals: on_paper(paper.originals),
        copies: on_paper(paper.copies),
        ..PaperHanded::of_files(id, files)
    }
}

fn other(online: bool, samples: &Samples) -> PaperHanded {
    let files = vec![samples.of("giay-to-kem-theo", !online)];
    PaperHanded { originals: u16::from(!online), ..PaperHanded::of_files("other", files) }
}
