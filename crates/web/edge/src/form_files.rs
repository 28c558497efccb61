//! The files of a form: judged one at a time from the disk. The good ones are kept, so
//! that nobody sends them twice because of another.

use super::app::App;
use super::form::{PapersKept, SentFile, SentForm};
use motcua_core::document::{FILES_MAX, FileRef};
use motcua_core::dossier::PaperHanded;
use motcua_core::{Fault, Halt, Refusal};
use motcua_store::files::Sent;
use std::borrow::Cow;
use std::sync::Arc;

impl SentForm {
    /// Judges the files and keeps the good ones durably, each under the paper that its
    /// field `paper.<id>` names. Everything that is wrong with any file is said at once
    /// (by [`SentForm::papers`]). Happens when it is its turn, on a thread that may wait for
    /// the disk and for S3.
    pub async fn with_papers(mut self, app: &Arc<App>) -> Result<SentForm, Fault> {
        let sent = self.uploads.iter().filter_map(|upload| {
            let paper = upload.field.strip_prefix("paper.")?;
            Some((paper.to_string(), upload.clone()))
        });
        let sent: Vec<(String, SentFile)> = sent.collect();
        if sent.is_empty() {
            self.kept = Some(PapersKept::default());
            return Ok(self);
        }
        let here = app.clone();
        self.kept = Some(app.intake.judge(move || kept(&here, sent)).await?);
        Ok(self)
    }

    /// The papers whose files came with this form and were kept; refused with all
    /// that is wrong with any of the files.
    pub fn papers(&self) -> Result<Vec<PaperHanded>, Halt> {
        match &self.kept {
            Some(PapersKept { papers, wrong }) if wrong.is_empty() => Ok(papers.clone()),
            Some(PapersKept { wrong, .. }) => Err(Halt::Refused(wrong.clone())),
            None if self.uploads.is_empty() => Ok(Vec::new()),
            None => Err(Fault::other("the files of a form were not judged").into()),
        }
    }

    /// The papers whose files were kept, even if other files were refused.
    pub fn good_papers(&self) -> &[PaperHanded] {
        self.kept.as_ref().map(|kept| kept.papers.as_slice()).unwrap_or_default()
    }
}

/// A file that may be handed in, as it will be kept.
struct Admitted {
    paper: String,
    fact: FileRef,
    bytes: Arc<Sent>,
}

/// No more than one file is in memory at a time.
fn kept(app: &App, sent: Vec<(String, SentFile)>) -> Result<PapersKept, Fault> {
    let mut wrong = Vec::new();
    let mut admitted = Vec::new();
    for (paper, upload) in sent {
        let bytes = upload.file.bytes()?;
        match motcua_papers::take(&upload.name, &bytes) {
            Ok(taken) => {
                let kept = match &taken.bytes {
                    Cow::Borrowed(_) => upload.file,
                    // A picture is not kept as it came.
                    Cow::Owned(other) => Arc::new(set_aside(app, other)?),
                };
                admitted.push(Admitted { paper, fact: taken.file(kept.digest().clone()), bytes: kept });
            }
            Err(refusal) => wrong.push(refusal.at(upload.field)),
        }
    }
    if admitted.len() > FILES_MAX {
        wrong.push(Refusal::of("document.too-many").at("papers").with("limit", FILES_MAX));
        admitted.clear();
    }
    let mut papers: Vec<PaperHanded> = Vec::new();
    for Admitted { paper, fact, bytes } in admitted {
        app.keep_sent(&bytes, &fact)?;
        match papers.iter_mut().find(|handed| handed.paper == paper) {
            Some(handed) => handed.files.push(fact),
            None => papers.push(PaperHanded::of_files(paper, vec![fact])),
        }
    }
    Ok(PapersKept { papers, wrong })
}

fn set_aside(app: &App, bytes: &[u8]) -> Result<Sent, Fault> {
    let mut aside = app.files.incoming()?;
    aside.write(bytes)?;
    Ok(aside.end())
}
