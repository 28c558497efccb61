//! What is handed in: by whom, for whom, which papers and answers.

mod about;
mod agreed;
mod applicant;
mod attach;
mod behalf;
mod case_fits;
mod completeness;
mod corrected;
mod decided_by;
mod form_under;
mod paper;
mod reuse;
mod submission;

pub use about::About;
pub use agreed::{Behalf, ConsentGiven};
pub use applicant::{Applicant, PersonKind};
pub use attach::{Guess, Wanted, attach};
pub use behalf::{
    Assistance, CONSENT_DAYS_MAX, CONSENT_DAYS_USUAL, Consent, ConsentScope, ConsentWay, Helper, Relation,
    Submitter,
};
pub use case_fits::case_fits;
pub use completeness::{HowHeld, PaperHeld, is_digitised, papers_held};
pub use corrected::{Corrected, Replaced, answer_at, difference, put_answer};
pub use decided_by::{competence, decided_by};
pub use form_under::form_under;
pub use paper::{Digitised, PAPER_COUNT_MAX, PaperHanded, SharedBack, SharedPlace, paper_count};
pub use reuse::{RESULT, Reusable, Reuse, counts_as};
pub use submission::Submission;

pub(in crate::dossier) use agreed::{agreed, helped_by};
pub(in crate::dossier) use completeness::check_papers;
pub(in crate::dossier) use corrected::{differences, is_under};
pub(in crate::dossier) use decided_by::part_decided_by;
pub(in crate::dossier) use paper::taken_in;
pub(in crate::dossier) use reuse::reuse;
