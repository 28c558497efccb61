//! The files of a dossier, wherever in it they are.

use super::{Dossier, HowShareEnded};
use crate::document::FileRef;

impl Dossier {
    /// A file of it that an officer may open: also what other agencies gave back, and what was replaced.
    pub fn file_for_officers(&self, digest: &str) -> Option<&FileRef> {
        let replies = self.replies.iter().flat_map(|reply| &reply.files);
        let shares = self.shares.iter().filter_map(|share| share.ended.as_ref());
        let returned = shares.flat_map(|end| match &end.how {
            HowShareEnded::Returned { files, .. } => files.as_slice(),
            HowShareEnded::TakenBack { .. } | HowShareEnded::Overtaken => &[],
        });
        let former = self.deed_life.former.iter().flat_map(|former| &former.files);
        let mut others = replies.chain(returned).chain(former);
        self.file(digest).or_else(|| others.find(|file| file.digest.0 == digest))
    }

    /// A file that it holds, among its papers (also those that were replaced) or its
    /// result.
    pub fn file(&self, digest: &str) -> Option<&FileRef> {
        let replaced = self.replaced.iter().map(|replaced| &replaced.paper);
        let papers = self.submission.papers.iter().chain(replaced).flat_map(|paper| &paper.files);
        let result = self.result.iter().flat_map(|result| &result.files);
        papers.chain(result).find(|file| file.digest.0 == digest)
    }
}
