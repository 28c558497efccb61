//! Answers as people read them: by page and group, with the form's own words.

use super::ask::numbered;
use super::words;
use crate::App;
use crate::edge::page::Page;
use crate::edge::visit::Lang;
use motcua_core::Day;
use motcua_core::directory::{Directory, UnitCode};
use motcua_core::dossier::Dossier;
use motcua_core::form::{self, Answers, Form, Inside, Kind, Shown};
use serde_json::Value;

/// Answers under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The page of the form that asks for them.
    pub page: String,
    /// The heading: the page's, or the page's with the group's.
    pub heading: String,
    /// Question, answer (empty when none was given) and the path of the question.
    pub answers: Vec<(String, String, String)>,
}

/// All answers of a form. `with_empty`: also the questions that were left empty,
/// for whoever may still change them.
pub fn told(
    form: &Form,
    answers: &Answers,
    page: &Page,
    directory: &Directory,
    day: Day,
    with_empty: bool,
) -> Vec<Block> {
    let telling = Telling { page, lang: page.language(), directory, day };
    let mut blocks = Vec::new();
    for asked in form.pages() {
        let shown = form.shown(asked, answers);
        let heading = words(&asked.title, telling.lang).to_string();
        telling.blocks(&shown, &asked.id, &heading, &mut blocks);
    }
    if !with_empty {
        for block in &mut blocks {
            block.answers.retain(|(_, value, _)| !value.is_empty());
        }
    }
    blocks.retain(|block| !block.answers.is_empty());
    blocks
}

/// All answers of a dossier, by the form under which it was handed in, which a newer
/// version of the procedure does not change. What that form does not know is shown
/// under its own name.
pub fn of_dossier(app: &App, dossier: &Dossier, page: &Page) -> Vec<Block> {
    let (law, submission) = (&app.law, &dossier.submission);
    let procedure = law.catalogue.procedure(&submission.procedure);
    let version = procedure.and_then(|procedure| procedure.version(submission.version));
    let of_case = || version.and_then(|version| law.form_of(version, &submission.case));
    let form = match &submission.form {
        Some(id) => law.forms.get(id),
        None => of_case(),
    };
    let day = dossier.submitted_at.day();
    let known = |key: &str| form.is_some_and(|form| form.field(key).is_some());
    let mut blocks =
        form.map_or_else(Vec::new, |form| told(form, &submission.answers, page, &law.directory, day, false));
    let others = submission.answers.iter().filter(|(key, _)| !known(key));
    let others = others.map(|(key, value)| {
        let name = if matches!(key.as_str(), "request" | "noi_dung") {
            page.t("Nội dung đề nghị", "Request")
        } else {
            key.as_str()
        };
        let said = value.as_str().map_or_else(|| value.to_string(), str::to_string);
        (name.to_string(), said, key.clone())
    });
    let others: Vec<_> = others.filter(|(_, said, _)| !said.is_empty()).collect();
    if !others.is_empty() {
        let heading = page.t("Điều khác", "Other").to_string();
        blocks.push(Block { page: String::new(), heading, answers: others });
    }
    blocks
}

struct Telling<'a> {
    page: &'a Page,
    lang: Lang,
    directory: &'a Directory,
    day: Day,
}

impl Telling<'_> {
    fn blocks(&self, shown: &[Shown<'_>], id: &str, heading: &str, out: &mut Vec<Block>) {
        let block = |heading: String| Block { page: id.to_string(), heading, answers: Vec::new() };
        let at = out.len();
        out.push(block(heading.to_string()));
        for one in shown {
            let title = words(&one.field.title, self.lang);
            match (&one.inside, &one.field.kind) {
                (Inside::Group(inside), Kind::Address(_)) => {
                    // One answer, which is changed at its first box.
                    let path = inside.first().map_or_else(|| one.path.clone(), |first| first.path.clone());
                    let told = (title.to_string(), self.place(one.value.as_ref()), path);
                    out[at].answers.push(told);
                }
                (Inside::Group(inside), _) => self.blocks(inside, id, &under(heading, title), out),
                (Inside::Items(items), Kind::Repeated { item, .. }) => {
                    for (number, inside) in items.iter().enumerate() {
                        let name = numbered(item, number + 1, self.lang);
                        self.blocks(inside, id, &under(heading, &name), out);
                    }
                }
                _ => {
                    let told = (title.to_string(), self.value(one), one.path.clone());
                    out[at].answers.push(told);
                }
            }
        }
    }

    fn value(&self, one: &Shown<'_>) -> String {
        let text = match &one.value {
            None | Some(Value::Null) => return String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(Value::Bool(yes)) => {
                self.lang.t(if *yes { "Có" } else { "Không" }, if *yes { "Yes" } else { "No" }).to_string()
            }
            Some(other) => other.to_string(),
        };
        let label = |choices: &[form::Choice], value: &str| {
            let found = choices.iter().find(|choice| choice.value == value);
            found.map_or_else(|| value.to_string(), |choice| words(&choice.label, self.lang).to_string())
        };
        match &one.field.kind {
            Kind::Choice(choices) => label(choices, &text),
            Kind::Choices(choices) => {
                let items =
                    one.value.as_ref().and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
                let labels = items.iter().filter_map(Value::as_str).map(|value| label(choices, value));
                labels.collect::<Vec<_>>().join("; ")
            }
            Kind::Date | Kind::PartialDate => date_in_words(&text),
            Kind::Number { unit, .. } => {
                let number = self.number(&text);
                if unit.is_empty() { number } else { format!("{number} {unit}") }
            }
            _ => text,
        }
    }

    /// `1.234,5` or `1,234.5`.
    fn number(&self, text: &str) -> String {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let Ok(number) = whole.parse::<i64>() else { return text.to_string() };
        let whole = self.page.count(number);
        if fraction.is_empty() { whole } else { format!("{whole}{}{fraction}", self.lang.t(",", ".")) }
    }

    /// `12 Lê Lợi, Phường Thuận Hóa, Thành phố Huế (địa chỉ cũ: …)`.
    fn place(&self, value: Option<&Value>) -> String {
        let text = |key: &str| {
            value.and_then(|place| place.get(key)).and_then(Value::as_str).unwrap_or_default().to_string()
        };
        let unit = |key: &str| {
            let found =
                UnitCode::parse(&text(key)).ok().and_then(|code| self.directory.unit_on(&code, self.day));
            found.map_or_else(
                || text(key),
                |unit| self.lang.t(&unit.full_name, &unit.full_name_en).to_string(),
            )
        };
        let parts: Vec<String> = [text("chi_tiet"), unit("xa"), unit("tinh")]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let old = text("cu");
        match (parts.join(", "), old.is_empty()) {
            (now, true) => now,
            (now, false) if now.is_empty() => old,
            (now, false) => format!("{now} ({} {old})", self.lang.t("địa chỉ cũ:", "old address:")),
        }
    }
}

/// `27/07/1956`, `07/1956` or `1956`: as much as is known. What is no date stays as it
/// was written.
pub fn date_in_words(kept: &str) -> String {
    kept.split('-').rev().collect::<Vec<_>>().join("/")
}

fn under(heading: &str, title: &str) -> String {
    if heading == title { heading.to_string() } else { format!("{heading}: {title}") }
}
