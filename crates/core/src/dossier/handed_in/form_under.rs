//! The form of a dossier: the one that was filled in, whatever the procedure has now.

use crate::Law;
use crate::dossier::Submission;
use crate::form::Form;

/// The form under which a dossier was handed in. One that names none has that of its
/// version and case, by which its answers are called but not judged.
pub fn form_under<'l>(law: &'l Law, submission: &Submission) -> Option<&'l Form> {
    if let Some(id) = &submission.form {
        return law.forms.get(id);
    }
    let version = law.catalogue.procedure(&submission.procedure)?.version(submission.version)?;
    law.form_of(version, &submission.case)
}
