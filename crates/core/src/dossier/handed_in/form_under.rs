//! The form of a dossier: the one that was filled in, even if the procedure has another now.

use crate::Law;
use crate::dossier::Submission;
use crate::form::Form;

/// The form under which a dossier was handed in. A dossier that names no form gets
/// the form of its version and case, to name its answers but not to judge them.
pub fn form_under<'l>(law: &'l Law, submission: &Submission) -> Option<&'l Form> {
    if let Some(id) = &submission.form {
        return law.forms.get(id);
    }
    let version = law.catalogue.procedure(&submission.procedure)?.version(submission.version)?;
    law.form_of(version, &submission.case)
}
