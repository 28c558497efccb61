//! What facts with many parts make of a dossier.

use super::{Corrected, Digitised, Dossier, Event, PaperHanded, Replaced, ResultHeld, put_answer};
use crate::document::FileRef;
use crate::{Fault, Moment};

impl Dossier {
    /// Applies a supplement; what it replaces is kept in `replaced`.
    pub(super) fn complete(
        &mut self,
        at: Moment,
        papers: &[PaperHanded],
        replaces: &[String],
        answers: &[Corrected],
    ) -> Result<(), Fault> {
        let (gone, kept) = std::mem::take(&mut self.submission.papers)
            .into_iter()
            .partition(|paper| replaces.contains(&paper.paper));
        let gone: Vec<PaperHanded> = gone;
        self.submission.papers = kept;
        self.replaced.extend(gone.into_iter().map(|paper| Replaced { at, paper }));
        self.submission.papers.extend(papers.iter().cloned());
        for Corrected { path, after, .. } in answers {
            if !put_answer(&mut self.submission.answers, path, after.clone()) {
                return Err(Fault::damaged(format!("{} has no answer {path}", self.id)));
            }
        }
        Ok(())
    }

    /// Applies the corrected facts about the person.
    pub(super) fn correct_person(&mut self, corrected: &[Corrected]) -> Result<(), Fault> {
        for Corrected { path, after, .. } in corrected {
            let text = after.as_ref().and_then(|after| after.as_str()).unwrap_or_default();
            if !self.submission.applicant.put(path, text.to_string()) {
                return Err(Fault::damaged(format!("{} says nothing of a person's {path}", self.id)));
            }
        }
        Ok(())
    }

    pub(super) fn attach_result(&mut self, files: &[FileRef], event: &Event) {
        if files.is_empty() {
            return;
        }
        let digitised = Digitised::Scanned { by: event.who.clone(), at: event.at };
        match &mut self.result {
            Some(result) => result.files.extend(files.iter().cloned()),
            None => self.result = Some(ResultHeld { files: files.to_vec(), digitised, shared: Vec::new() }),
        }
        self.share_back(event.at);
    }
}
