//! What is known already is not asked again: it stands in its box, says where it comes
//! from, and can be changed. From the person whose dossier it is, and from an earlier
//! dossier of theirs; the same for citizens and at the counter.

use motcua_core::directory::Tier;
use motcua_core::dossier::{Applicant, Dossier};
use motcua_core::form::{Form, Inside, Kind, PrefillSource, Shown};
use motcua_core::text::fold;
use motcua_edge::visit::Visit;
use serde_json::{Map, Value};

/// An answer that is known, with its path.
pub type Known = (String, Value);

/// What the person's own particulars answer, where the form names them as a source and
/// nothing was answered.
pub fn of_applicant(visit: &Visit, applicant: &Applicant, shown: &[Shown<'_>]) -> Vec<Known> {
    let mut found = Vec::new();
    collect(visit, applicant, shown, &mut found);
    found
}

/// Persons and places of an earlier dossier that this form asks for too; single answers
/// are about its own matter and are not taken over.
pub fn of_earlier(form: &Form, earlier: &Dossier) -> Vec<Known> {
    let is_person_or_place = |key: &str| {
        form.field(key).is_some_and(|field| matches!(field.kind, Kind::Group(_) | Kind::Address(_)))
    };
    let answers = earlier.submission.answers.iter();
    let known = answers.filter(|(key, value)| value.is_object() && is_person_or_place(key));
    known.map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// The single answers inside one.
pub fn leaves(path: &str, value: &Value) -> Vec<Known> {
    match value {
        Value::Object(inner) => {
            inner.iter().flat_map(|(key, value)| leaves(&format!("{path}.{key}"), value)).collect()
        }
        other => vec![(path.to_string(), other.clone())],
    }
}

fn collect(visit: &Visit, applicant: &Applicant, shown: &[Shown<'_>], out: &mut Vec<Known>) {
    for one in shown {
        if let Some(source) = one.field.prefill.filter(|_| one.value.is_none()) {
            let text = match source {
                PrefillSource::Name => &applicant.name,
                PrefillSource::Identity => &applicant.identity,
                PrefillSource::Born => &applicant.born,
                PrefillSource::Phone => &applicant.phone,
                PrefillSource::Email => &applicant.email,
                PrefillSource::Address => &applicant.address,
            };
            let value = match &one.field.kind {
                Kind::Address(_) => place(visit, text),
                // A whole date is not known from a year.
                Kind::Date if text.len() < 10 => None,
                Kind::Identity if text.len() != 12 => None,
                _ => Some(Value::String(text.clone())),
            };
            out.extend(value.filter(|_| !text.is_empty()).map(|value| (one.path.clone(), value)));
            continue;
        }
        if let Inside::Group(inside) = &one.inside {
            collect(visit, applicant, inside, out);
        }
    }
}

/// An address in words, where it names a commune of this province.
fn place(visit: &Visit, text: &str) -> Option<Value> {
    let (directory, province) = (&visit.app.law.directory, &visit.app.province);
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    for (at, part) in parts.iter().enumerate() {
        let found = directory.find_units(part, visit.now.day(), 1);
        let Some(found) = found.first().filter(|found| found.was.is_none()) else { continue };
        let is_it = [&found.unit.full_name, &found.unit.name].iter().any(|name| fold(name) == fold(part));
        if found.unit.level == Tier::Commune && is_it && found.unit.parent.as_ref() == Some(province) {
            let mut place = Map::new();
            place.insert("tinh".into(), province.as_str().into());
            place.insert("xa".into(), found.unit.code.as_str().into());
            if at > 0 {
                place.insert("chi_tiet".into(), parts[..at].join(", ").into());
            }
            return Some(Value::Object(place));
        }
    }
    None
}
