//! The answers of a form on a page: which there are, under which name, in words.

use motcua_core::dossier::{Submission, answer_at, form_under};
use motcua_core::form::InWords;
use motcua_core::form::{Answers, Form, Inside, Kind, Shown};
use motcua_edge::app::App;
use motcua_messages::Lang;
use serde_json::Value;

/// One answer on a page.
pub struct AnswerShown {
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
    words: InWords<'a>,
}

impl<'a> Questions<'a> {
    /// Of this dossier's form; without one, answers go by their own names.
    pub fn of(app: &'a App, submission: &Submission, lang: Lang) -> Questions<'a> {
        let words = InWords { english: lang == Lang::En, directory: &app.law.directory, day: None };
        Questions { form: form_under(&app.law, submission), words }
    }

    /// Of a form that nobody has answered yet.
    pub fn of_form(app: &'a App, form: &'a Form, lang: Lang) -> Questions<'a> {
        let words = InWords { english: lang == Lang::En, directory: &app.law.directory, day: None };
        Questions { form: Some(form), words }
    }

    /// Every question that is asked, in the order of the form, also those that were left
    /// empty; behind them the answers that the form does not know. A list stands as a
    /// whole before its items.
    pub fn all(self, answers: &Answers) -> Vec<AnswerShown> {
        let mut found = Vec::new();
        for page in self.form.iter().flat_map(|form| form.pages().iter().map(move |page| (form, page))) {
            self.asked(&page.0.shown(page.1, answers), &mut found);
        }
        let is_known = |key: &str| self.form.is_some_and(|form| form.field(key).is_some());
        for (key, value) in answers.iter().filter(|(key, _)| !is_known(key)) {
            self.walk(key.clone(), value, &mut found);
        }
        found
    }

    fn asked(self, shown: &[Shown<'_>], found: &mut Vec<AnswerShown>) {
        for one in shown.iter().filter(|one| !one.field.is_computed) {
            let value = match (&one.inside, &one.field.kind) {
                (Inside::Group(inside), Kind::Group(_)) => {
                    self.asked(inside, found);
                    continue;
                }
                (Inside::Items(items), _) => {
                    found.push(AnswerShown {
                        name: self.name(&one.path),
                        value: format!("{} {}", items.len(), self.words.t("mục", "entries")),
                        path: one.path.clone(),
                    });
                    items.iter().for_each(|inside| self.asked(inside, found));
                    continue;
                }
                _ => one.value.as_ref().map(|value| self.in_words(&one.path, value)),
            };
            let name = self.name(&one.path);
            found.push(AnswerShown { path: one.path.clone(), name, value: value.unwrap_or_default() });
        }
    }

    /// The answers at a path and below it; the path itself where nothing was answered.
    pub fn under(self, answers: &Answers, path: &str) -> Vec<AnswerShown> {
        match answer_at(answers, path) {
            Some(value) => self.inside(path, value),
            None => vec![AnswerShown { name: self.name(path), path: path.to_string(), value: String::new() }],
        }
    }

    /// The single answers of which this one at a path consists.
    pub fn inside(self, path: &str, value: &Value) -> Vec<AnswerShown> {
        let mut found = Vec::new();
        self.walk(path.to_string(), value, &mut found);
        found
    }

    fn walk(self, path: String, value: &Value, found: &mut Vec<AnswerShown>) {
        let kind = self.form.and_then(|form| form.field(&path)).map(|field| &field.kind);
        match (value, kind) {
            (_, Some(Kind::Address(_) | Kind::Choices(_))) => {
                found.push(AnswerShown { name: self.name(&path), value: self.in_words(&path, value), path });
            }
            (Value::Object(map), _) => {
                for (key, inner) in map {
                    self.walk(format!("{path}.{key}"), inner, found);
                }
            }
            (Value::Array(list), _) => {
                for (index, inner) in list.iter().enumerate() {
                    self.walk(format!("{path}.{index}"), inner, found);
                }
            }
            (plain, _) => {
                found.push(AnswerShown { name: self.name(&path), value: self.in_words(&path, plain), path });
            }
        }
    }

    /// What an answer is called, from the outer question to the inner:
    /// `Người cha, Họ và tên`.
    pub fn name(self, path: &str) -> String {
        if path == "request" && self.form.and_then(|form| form.field(path)).is_none() {
            return self.words.t("Nội dung đề nghị", "Request").to_string();
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
                    let title = field.map(|field| self.words.words(&field.title).to_string());
                    names.push(title.unwrap_or_else(|| part.to_string()));
                }
            }
        }
        names.join(", ")
    }

    /// An answer as people read it.
    pub fn in_words(self, path: &str, value: &Value) -> String {
        let unit = self.unit(path, value);
        unit.unwrap_or_else(|| self.words.value(self.form.and_then(|form| form.field(path)), value))
    }

    /// The name of the province or commune behind the code in a part of an address.
    fn unit(self, path: &str, value: &Value) -> Option<String> {
        let (address, part) = path.rsplit_once('.')?;
        let is_address = matches!(self.form?.field(address)?.kind, Kind::Address(_));
        (is_address && matches!(part, "tinh" | "xa"))
            .then(|| self.words.unit(value.as_str().unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use motcua_core::directory::Directory;
    use serde_json::json;

    #[test]
    fn every_single_answer_is_listed_and_a_missing_one_under_its_own_path() {
        let answers = json!({ "request": "Xin", "cha": { "ten": "An" }, "con": [{ "tuoi": 3 }] });
        let answers = answers.as_object().cloned().unwrap_or_default();
        let directory = Directory::default();
        let words = InWords { english: false, directory: &directory, day: None };
        let questions = Questions { form: None, words };
        let said: Vec<_> = questions.all(&answers).into_iter().map(|a| (a.path, a.value)).collect();
        let mut want = [("request", "Xin"), ("cha.ten", "An"), ("con.0.tuoi", "3")];
        want.sort();
        let mut said: Vec<_> = said.iter().map(|(path, value)| (path.as_str(), value.as_str())).collect();
        said.sort();
        assert_eq!(said, want);
        assert_eq!(questions.under(&answers, "con")[0].path, "con.0.tuoi");
        assert_eq!(questions.under(&answers, "me")[0].path, "me");
    }
}
