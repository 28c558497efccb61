//! Whether a paper of a dossier counts, and what follows from that.

use super::{Dossier, Event, FormerDeed, Recall, Replacement};
use crate::deed::{CheckCode, DeedMade, DeedTemplate, PersonSignature};
use crate::document::FileRef;
use crate::{Fault, Moment, Refusal};

/// Whether a paper counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum DeedStanding<'d> {
    /// Signed, and not issued by the registry.
    Decided,
    /// It counts since then.
    InForce(Moment),
    /// It counts no more.
    Recalled(&'d Recall),
    /// Another one stands for it.
    ReplacedBy(&'d FormerDeed),
}

/// A paper with what became of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DeedKnown<'d> {
    /// What it says.
    pub made: &'d DeedMade,
    /// Whether it counts.
    pub standing: DeedStanding<'d>,
    /// The files as which it was issued.
    pub files: &'d [FileRef],
}

impl Dossier {
    /// The paper with this code; none also where its number was given up, because the registry handed
    /// it back or another was signed in its place before it was issued.
    pub fn deed_with(&self, check: &CheckCode) -> Option<DeedKnown<'_>> {
        self.deeds_known().find(|known| known.made.check == *check)
    }

    /// Its papers that were signed, the one that stands now first.
    pub fn deeds_known(&self) -> impl Iterator<Item = DeedKnown<'_>> {
        let files = self.result.as_ref().map(|result| result.files.as_slice()).unwrap_or_default();
        let standing = match (&self.deed_life.recalled, self.issued_at()) {
            (Some(recall), _) => DeedStanding::Recalled(recall),
            (None, Some(at)) => DeedStanding::InForce(at),
            (None, None) => DeedStanding::Decided,
        };
        let current = self.deed.as_deref().map(|made| DeedKnown { made, standing, files });
        let waiting = self.deed_life.replacement.as_deref().map(|replacement| DeedKnown {
            made: &replacement.made,
            standing: DeedStanding::Decided,
            files: &[],
        });
        let former = self.deed_life.former.iter().rev().map(|former| DeedKnown {
            made: &former.made,
            standing: DeedStanding::ReplacedBy(former),
            files: &former.files,
        });
        current.into_iter().chain(waiting).chain(former)
    }

    /// Since when its paper stands as it is now.
    fn issued_at(&self) -> Option<Moment> {
        let (completed_at, _) = self.completion()?;
        Some(self.deed_life.former.last().map_or(completed_at, |former| former.replaced_at))
    }

    /// Its paper, which was issued and may be recalled since; refused (`deed.not-issued`) where there is
    /// none.
    pub fn issued_deed(&self) -> Result<&DeedMade, Refusal> {
        let made = self.deed.as_deref().filter(|_| self.completion().is_some());
        made.ok_or_else(|| Refusal::of("deed.not-issued"))
    }

    /// Whose paper it is: as it says itself, else the applicant.
    pub fn whose<'d>(&'d self, template: &DeedTemplate, made: &'d DeedMade) -> &'d str {
        template.whose(&made.filling).unwrap_or(&self.submission.applicant.name)
    }

    /// The files of its result that somebody may be shown: none of a paper that counts no more. Refused
    /// (`share.no-result`) where there is no result to show.
    pub fn result_to_show(&self) -> Result<&[FileRef], Refusal> {
        if self.completion().is_none() || (self.result.is_none() && self.deed.is_none()) {
            return Err(Refusal::of("share.no-result"));
        }
        let files = self.result.as_ref().map(|result| result.files.as_slice()).unwrap_or_default();
        Ok(if self.deed_life.recalled.is_some() { &[] } else { files })
    }

    /// What a replacement puts right: one that waits to be issued, whose number is given up, else the paper
    /// that was issued; refused (`deed.not-issued`) where there is none.
    pub fn deed_to_replace(&self) -> Result<&DeedMade, Refusal> {
        let issued = self.issued_deed()?;
        Ok(self.deed_life.replacement.as_deref().map_or(issued, |waiting| &waiting.made))
    }

    /// Refuses to hand out or announce what is about to be replaced (`deed.replacement-waits`).
    pub(super) fn must_not_be_replaced(&self) -> Result<(), Refusal> {
        match self.deed_life.replacement {
            Some(_) => Err(Refusal::of("deed.replacement-waits")),
            None => Ok(()),
        }
    }

    /// The paper with this code is signed, or will be by hand.
    pub(super) fn sign(&mut self, check: &CheckCode, signature: &PersonSignature) -> Result<(), Fault> {
        let waiting = self.deed_life.replacement.as_deref_mut().map(|replacement| &mut replacement.made);
        let made = self.deed.as_deref_mut().into_iter().chain(waiting).find(|made| made.check == *check);
        let made = made.ok_or_else(|| Fault::damaged(format!("{} has no paper to sign", self.id)))?;
        made.signature = signature.clone();
        Ok(())
    }

    /// Its papers that wait for the key of whoever decided.
    pub fn deeds_to_sign(&self) -> impl Iterator<Item = &DeedMade> {
        let decided = self.deeds_known().filter(|known| known.standing == DeedStanding::Decided);
        decided.map(|known| known.made).filter(|made| made.signature.awaited().is_some())
    }

    /// The replacement becomes the result, and what it replaces is kept as it was issued.
    pub(super) fn replace_result(&mut self, files: &[FileRef], event: &Event) -> Result<(), Fault> {
        let (Some(next), Some(was)) = (self.deed_life.replacement.take(), self.deed.take()) else {
            return Err(Fault::damaged(format!("{} has no paper to replace", self.id)));
        };
        let Replacement { made, reason } = *next;
        self.deed_life.former.push(FormerDeed {
            made: *was,
            files: self.result.take().map(|result| result.files).unwrap_or_default(),
            replaced_at: event.at,
            by: made.check.clone(),
            reason,
            recalled: self.deed_life.recalled.take(),
        });
        self.issued = made.entry().or(self.issued.take());
        self.deed = Some(Box::new(made));
        self.attach_result(files, event);
        self.new_paper_is_here(event.at);
        Ok(())
    }
}
