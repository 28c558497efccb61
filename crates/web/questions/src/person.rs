//! What a dossier says of the person whose it is, where a request for a supplement
//! marked it: asked as when one hands in, with what stands there.

use super::correcting::AskedAtMark;
use super::question::{Piece, Question};
use crate::answered::AnswerShown;
use motcua_core::Refusal;
use motcua_core::dossier::{About, Applicant, Dossier, State};
use motcua_core::form::date_in_words;
use motcua_edge::ask::Wrongs;
use motcua_edge::form::SentForm;
use motcua_edge::visit::Visit;
use std::collections::BTreeMap;

/// The names of the boxes begin so, as the fields of the refusals do.
const PREFIX: &str = "person.";

/// What is known of the person under this name, as people read it.
pub fn person_in_words(applicant: &Applicant, field: &str) -> String {
    let text = applicant.field(field).unwrap_or_default();
    if field == "born" { date_in_words(text) } else { text.to_string() }
}

/// The question of one mark.
pub fn person_asked(
    visit: &Visit,
    dossier: &Dossier,
    field: &str,
    sent: Option<&SentForm>,
    refused: &[Refusal],
) -> AskedAtMark {
    let before = &dossier.submission.applicant;
    let name = motcua_messages::person_field(field, visit.lang).to_string();
    let id = format!("{PREFIX}{field}");
    let now = sent.and_then(|sent| person_said(sent).remove(field));
    let value = now.unwrap_or_else(|| before.field(field).unwrap_or_default().to_string());
    let base = Question {
        label: name.clone(),
        error: Wrongs::of(refused, visit.lang, "").at(&id).to_string(),
        shape: "line",
        kind: "text",
        complete: "off",
        wide: "wide-30",
        id,
        ..Question::default()
    };
    let question = match field {
        "born" => {
            let mut parts = value.split('-').map(str::to_string);
            let mut next = || parts.next().unwrap_or_default();
            let (year, month, day) = (next(), next(), next());
            let hint = "Không nhớ ngày, tháng thì chỉ ghi năm";
            let hint = visit.lang.t(hint, "If you know only the year, give only the year").to_string();
            Question { shape: "date", hint, date: [day, month, year], date_complete: ["off"; 3], ..base }
        }
        "identity" => Question { mode: "numeric", is_code: true, wide: "wide-20", value, ..base },
        "phone" => Question { kind: "tel", mode: "tel", is_code: true, wide: "wide-20", value, ..base },
        "email" => Question { kind: "email", mode: "email", is_code: true, value, ..base },
        _ => Question { value, ..base },
    };
    let words = person_in_words(before, field);
    let before = Some(words).filter(|words| !words.is_empty());
    let before = before.map(|value| AnswerShown { path: field.to_string(), name, value });
    AskedAtMark { before: before.into_iter().collect(), pieces: vec![Piece::Ask(Box::new(question))] }
}

/// What was sent of the person, by its name; a date of its three boxes.
pub fn person_said(sent: &SentForm) -> BTreeMap<String, String> {
    let mut said = BTreeMap::new();
    for (name, text) in sent.under(PREFIX) {
        let field = name.split('.').next().unwrap_or_default();
        if field == name {
            said.insert(name.to_string(), text.to_string());
        } else if !said.contains_key(field) {
            let part = |part: &str| sent.get(&format!("{PREFIX}{field}.{part}"));
            said.insert(field.to_string(), date_of_boxes(part("d"), part("m"), part("y")));
        }
    }
    said
}

/// What is wrong with what was not marked, at the first mark of the person: a number
/// that disagrees with the date of birth.
pub fn person_placed(dossier: &Dossier, refused: Vec<Refusal>) -> Vec<Refusal> {
    let State::AwaitingSupplement { items, .. } = &dossier.state else { return refused };
    let marks: Vec<String> = items
        .iter()
        .filter(|item| matches!(item.about, About::Person(_)))
        .map(|item| item.about.input())
        .collect();
    let place = |refusal: Refusal| match (refusal.field.as_deref(), marks.first()) {
        (Some(field), Some(first))
            if field.starts_with(PREFIX) && !marks.iter().any(|mark| mark == field) =>
        {
            refusal.at(first.clone())
        }
        _ => refusal,
    };
    refused.into_iter().map(place).collect()
}

/// `yyyy-MM-dd`, `yyyy-MM` or `yyyy` from three boxes, of which day and month may be
/// empty: old people may only know the year. What cannot be a date stays as odd as it
/// was typed, for the rule to refuse.
pub fn date_of_boxes(day: &str, month: &str, year: &str) -> String {
    match (day, month, year) {
        ("", "", year) => year.to_string(),
        ("", month, year) => format!("{year}-{month:0>2}"),
        (day, month, year) => format!("{year}-{month:0>2}-{day:0>2}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(date_of_boxes(typed.0, typed.1, typed.2), want);
        }
    }
}
