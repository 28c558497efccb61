//! The answers of a form on a page: which there are, under which name, in words.

use super::app::App;
use super::form;
use super::visit::Lang;
use crate::questions::date_in_words;
use motcua_core::directory::{Directory, UnitCode};
use motcua_core::dossier::{Dossier, Submission, answer_at};
use motcua_core::form::{Answers, Form, Kind};
use serde_json::Value;
use std::collections::BTreeMap;

/// One answer on a page.
pub struct Answered {
    /// Where it stands in the form, `cha.ho_ten`.
    pub path: String,
    /// What was asked.
    pub name: String,
    /// What was answered; empty for nothing.
    pub value: String,
}

/// The questions of the form under which a dossier was handed in.
#[derive(Clone, Copy)]
pub struct Questions<'a> {
    form: Option<&'a Form>,
    directory: &'a Directory,
    lang: Lang,
}

impl<'a> Questions<'a> {
    /// Of this dossier's form; without one, answers go by their own names.
    pub fn of(app: &'a App, submission: &Submission, lang: Lang) -> Questions<'a> {
        let procedure = app.law.catalogue.procedure(&submission.procedure);
        let version = procedure.and_then(|procedure| procedure.version(submission.version));
        let form = version.and_then(|version| app.law.form_of(version, &submission.case));
        Questions { form, directory: &app.law.directory, lang }
    }

    /// Every single answer, in the order in which they are kept. Groups and lists are
    /// walked through.
    pub fn all(self, answers: &Answers) -> Vec<Answered> {
        let mut found = Vec::new();
        for (key, value) in answers {
            self.walk(key.clone(), value, &mut found);
        }
        found
    }

    /// The answers at a path and below it; the path itself where nothing was answered.
    pub fn under(self, answers: &Answers, path: &str) -> Vec<Answered> {
        let mut found = Vec::new();
        match answer_at(answers, path) {
            Some(value) => self.walk(path.to_string(), value, &mut found),
            None => {
                found.push(Answered { name: self.name(path), path: path.to_string(), value: String::new() })
            }
        }
        found
    }

    fn walk(self, path: String, value: &Value, found: &mut Vec<Answered>) {
        match value {
            Value::Object(map) => {
                for (key, inner) in map {
                    self.walk(format!("{path}.{key}"), inner, found);
                }
            }
            Value::Array(list) => {
                for (index, inner) in list.iter().enumerate() {
                    self.walk(format!("{path}.{index}"), inner, found);
                }
            }
            plain => {
                found.push(Answered { name: self.name(&path), value: self.in_words(&path, plain), path });
            }
        }
    }

    /// What an answer is called, from the outer question to the inner:
    /// `Người cha, Họ và tên`.
    pub fn name(self, path: &str) -> String {
        if path == "request" && self.form.and_then(|form| form.field(path)).is_none() {
            return self.lang.t("Nội dung đề nghị", "Request").to_string();
        }
        let mut names: Vec<String> = Vec::new();
        let mut upto = String::new();
        for part in path.split('.') {
            if !upto.is_empty() {
                upto.push('.');
            }
            upto.push_str(part);
            let number = part.parse::<usize>().ok();
            match (number, names.last_mut()) {
                (Some(number), Some(last)) => last.push_str(&format!(" {}", number + 1)),
                _ => {
                    let field = self.form.and_then(|form| form.field(&upto));
                    let title = field.map(|field| self.lang.t(&field.title.vi, &field.title.en).to_string());
                    names.push(title.unwrap_or_else(|| part.to_string()));
                }
            }
        }
        names.join(", ")
    }

    /// An answer as people read it.
    pub fn in_words(self, path: &str, value: &Value) -> String {
        let kind = self.form.and_then(|form| form.field(path)).map(|field| &field.kind);
        match (value, kind) {
            (Value::Null, _) => String::new(),
            (Value::String(said), Some(Kind::Choice(choices) | Kind::Choices(choices))) => {
                let choice = choices.iter().find(|choice| choice.value == *said);
                choice.map_or_else(
                    || said.clone(),
                    |choice| self.lang.t(&choice.label.vi, &choice.label.en).to_string(),
                )
            }
            (Value::String(date), Some(Kind::Date | Kind::PartialDate)) => date_in_words(date),
            (Value::String(text), _) => self.unit(path, text).unwrap_or_else(|| text.clone()),
            (other, _) => other.to_string(),
        }
    }

    /// The name of the province or commune behind the code in an address.
    fn unit(self, path: &str, text: &str) -> Option<String> {
        let (address, part) = path.rsplit_once('.')?;
        let field = self.form?.field(address)?;
        if !matches!(field.kind, Kind::Address(_)) || !matches!(part, "tinh" | "xa") {
            return None;
        }
        let unit = self.directory.history_of(&UnitCode::parse(text).ok()?).last()?;
        Some(self.lang.t(&unit.full_name, &unit.full_name_en).to_string())
    }
}

/// What a person typed, as the kind of value that stood there before: a number
/// stays a number when it can be read as one. Empty takes the answer away.
pub fn typed(text: &str, before: Option<&Value>) -> Value {
    let text = text.trim();
    match before {
        _ if text.is_empty() => Value::Null,
        Some(Value::Number(_)) => {
            text.parse::<serde_json::Number>().map_or_else(|_| text.into(), Value::Number)
        }
        Some(Value::Bool(_)) if matches!(text, "true" | "false") => (text == "true").into(),
        _ => text.into(),
    }
}

/// The answers of the form, by path. What stayed as it was the rule leaves out.
pub fn corrections(dossier: &Dossier, form: &form::Form) -> BTreeMap<String, Value> {
    let answers = &dossier.submission.answers;
    form.under("form.")
        .map(|(path, text)| (path.to_string(), typed(text, answer_at(answers, path))))
        // What was never answered and stays empty is no answer.
        .filter(|(path, value)| !value.is_null() || answer_at(answers, path).is_some())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_single_answer_is_listed_and_a_missing_one_under_its_own_path() {
        let answers = json!({ "request": "Xin", "cha": { "ten": "An" }, "con": [{ "tuoi": 3 }] });
        let answers = answers.as_object().cloned().unwrap_or_default();
        let directory = Directory::default();
        let questions = Questions { form: None, directory: &directory, lang: Lang::Vi };
        let said: Vec<_> = questions.all(&answers).into_iter().map(|a| (a.path, a.value)).collect();
        let mut want = [("request", "Xin"), ("cha.ten", "An"), ("con.0.tuoi", "3")];
        want.sort();
        let mut said: Vec<_> = said.iter().map(|(path, value)| (path.as_str(), value.as_str())).collect();
        said.sort();
        assert_eq!(said, want);
        assert_eq!(questions.under(&answers, "con")[0].path, "con.0.tuoi");
        assert_eq!(questions.under(&answers, "me")[0].path, "me");
    }

    #[test]
    fn what_is_typed_keeps_the_kind_of_what_stood_there() {
        for (text, before, want) in [
            (" An ", None, json!("An")),
            ("12", Some(json!("11")), json!("12")),
            ("12", Some(json!(11)), json!(12)),
            ("mười", Some(json!(11)), json!("mười")),
            ("true", Some(json!(false)), json!(true)),
            (" ", Some(json!("x")), Value::Null),
        ] {
            assert_eq!(typed(text, before.as_ref()), want, "{text}");
        }
    }
}
