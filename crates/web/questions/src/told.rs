//! Answers as people read them: by page and group, with the form's own words.

use super::ask::numbered;
use super::words::words;
use motcua_core::Day;
use motcua_core::directory::Directory;
use motcua_core::dossier::{Dossier, form_under};
use motcua_core::form::InWords;
use motcua_core::form::{Answers, Form, Inside, Kind, Shown};
use motcua_edge::app::App;
use motcua_edge::page::Page;
use motcua_messages::Lang;

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
    let lang = page.language();
    let telling = Telling { lang, words: InWords { english: lang == Lang::En, directory, day: Some(day) } };
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
    let form = form_under(law, submission);
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
    lang: Lang,
    words: InWords<'a>,
}

impl Telling<'_> {
    fn value(&self, one: &Shown<'_>) -> String {
        one.value.as_ref().map(|value| self.words.value(Some(one.field), value)).unwrap_or_default()
    }

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
                    let told = (title.to_string(), self.value(one), path);
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
}

fn under(heading: &str, title: &str) -> String {
    if heading == title { heading.to_string() } else { format!("{heading}: {title}") }
}
