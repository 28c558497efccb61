//! What the counter's form says, as a command.

use crate::edge::form::Form;
use crate::officer::papers;
use crate::officer::signed::Signed;
use motcua_core::catalogue::{CaseId, ProcedureId, Way};
use motcua_core::dossier::{Applicant, Assistance, DossierId, Helper, PersonKind, Submit};
use motcua_core::form::Answers;
use motcua_core::{Halt, Refusal};

/// Kinds of person, with the word that the form sends.
pub(super) const KINDS: [(&str, PersonKind); 4] = [
    ("citizen", PersonKind::Citizen),
    ("enterprise", PersonKind::Enterprise),
    ("state_body", PersonKind::StateBody),
    ("organisation", PersonKind::Organisation),
];

/// The dossier to receive; or what is wrong with the form itself and with the
/// person, at once.
pub(super) fn read(
    signed: &Signed,
    form: &Form,
    procedure: &ProcedureId,
    id: DossierId,
) -> Result<Submit, Halt> {
    let mut wrong = Vec::new();
    let channel = Way::parse(form.get("channel"));
    if channel.is_none() {
        wrong.push(Refusal::of("dossier.channel-missing").at("channel"));
    }
    let applicant = match applicant(form).checked() {
        Ok(applicant) => Some(applicant),
        Err(more) => {
            wrong.extend(more);
            None
        }
    };
    let papers = match papers::read(signed, form) {
        Ok(papers) => papers,
        Err(Halt::Refused(more)) => {
            wrong.extend(more);
            Vec::new()
        }
        Err(broke) => return Err(broke),
    };
    let (Some(channel), Some(applicant), true) = (channel, applicant, wrong.is_empty()) else {
        return Err(wrong.into());
    };
    let agency = &signed.officer.agency;
    Ok(Submit {
        id,
        procedure: procedure.clone(),
        case: form.filled("case").map(CaseId::from),
        channel,
        receiving: agency.clone(),
        competent: None,
        support_point: None,
        assistance: Helper::parse(form.get("helper"))
            .map(|kind| Assistance::of(kind, short(form.get("helper_name")))),
        behalf: Default::default(),
        applicant,
        answers: Answers::new(),
        papers,
    })
}

/// Names of helpers are short; what is longer is no name.
fn short(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(200).collect()
}

fn applicant(form: &Form) -> Applicant {
    let text = |field: &str| form.get(field).to_string();
    let kind = KINDS.iter().find(|(word, _)| *word == form.get("kind"));
    Applicant {
        name: text("name"),
        kind: kind.map_or(PersonKind::Citizen, |(_, kind)| *kind),
        identity: text("identity"),
        born: born(form.get("born.day"), form.get("born.month"), form.get("born.year")),
        phone: text("phone"),
        email: text("email"),
        address: text("address"),
    }
}

/// `yyyy-MM-dd`, `yyyy-MM` or `yyyy`: old people may only know the year. What
/// cannot be a date stays as odd as it was typed, for the rule to refuse.
fn born(day: &str, month: &str, year: &str) -> String {
    match (day, month, year) {
        ("", "", year) => year.to_string(),
        ("", month, year) => format!("{year}-{month:0>2}"),
        (day, month, year) => format!("{year}-{month:0>2}-{day:0>2}"),
    }
}

#[cfg(test)]
mod tests {
    use super::born;

    #[test]
    fn a_birthday_is_put_together_from_what_is_known() {
        for (typed, want) in [
            (("", "", ""), ""),
            (("", "", "1948"), "1948"),
            (("", "2", "1948"), "1948-02"),
            (("3", "2", "1948"), "1948-02-03"),
            (("03", "02", "1948"), "1948-02-03"),
            (("3", "", ""), "-00-03"),
            (("31", "6", "1990"), "1990-06-31"),
        ] {
            assert_eq!(born(typed.0, typed.1, typed.2), want);
        }
    }
}
