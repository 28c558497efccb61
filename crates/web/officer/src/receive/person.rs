//! The person, as typed.

use motcua_core::dossier::{Applicant, PersonKind};
use motcua_edge::form::SentForm;
use motcua_questions::date_of_boxes;

/// Kinds of person, with the word that the form sends.
pub(super) const KINDS: [(&str, PersonKind); 4] = [
    ("citizen", PersonKind::Citizen),
    ("enterprise", PersonKind::Enterprise),
    ("state_body", PersonKind::StateBody),
    ("organisation", PersonKind::Organisation),
];

/// The person, as typed.
pub(super) fn applicant(form: &SentForm) -> Applicant {
    let text = |field: &str| form.get(field).to_string();
    let kind = KINDS.iter().find(|(word, _)| *word == form.get("kind"));
    Applicant {
        name: text("name"),
        kind: kind.map_or(PersonKind::Citizen, |(_, kind)| *kind),
        identity: text("identity"),
        born: date_of_boxes(form.get("born.day"), form.get("born.month"), form.get("born.year")),
        phone: text("phone"),
        email: text("email"),
        address: text("address"),
    }
}
