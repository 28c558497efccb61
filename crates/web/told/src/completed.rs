//! What supplements changed: for each paper and answer what stood there before and
//! what stands there now, with the moment. Officers and the person see the same.

use crate::paper_words;
use motcua_core::catalogue::Version;
use motcua_core::document::FileRef;
use motcua_core::dossier::{About, Applicant, Corrected, Dossier, Event, Fact, PaperHanded, WrongItem};
use motcua_edge::page::Page;
use motcua_messages::person_field;
use motcua_questions::answered::{AnswerShown, Questions};
use motcua_questions::person_in_words;
use serde_json::Value;

/// One thing that a supplement changed.
pub struct SupplementChange {
    /// Which paper or answer.
    pub name: String,
    /// Before.
    pub before: VersionShown,
    /// After.
    pub after: VersionShown,
    /// When.
    pub at: String,
}

/// One of the two versions.
#[derive(Default)]
pub struct VersionShown {
    /// The answer, or how the paper was on paper; empty for nothing.
    pub words: String,
    /// The files of the paper.
    pub files: Vec<Linked>,
}

/// A file to open.
pub struct Linked {
    /// Where.
    pub href: String,
    /// Its name.
    pub name: String,
}

/// Every change, oldest first. `href` says where a file of the dossier is opened.
pub fn changes(
    version: Option<&Version>,
    questions: Questions<'_>,
    dossier: &Dossier,
    events: &[Event],
    page: &Page,
    href: impl Fn(&FileRef) -> String,
) -> Vec<SupplementChange> {
    let mut changes = Vec::new();
    for event in events {
        let Fact::Supplemented { papers, replaces, answers, person, .. } = &event.fact else { continue };
        let at = page.moment(event.at);
        for one in person {
            changes.push(SupplementChange {
                name: person_field(&one.path, page.language()).to_string(),
                before: VersionShown {
                    words: person_said(one.before.as_ref(), &one.path),
                    files: Vec::new(),
                },
                after: VersionShown { words: person_said(one.after.as_ref(), &one.path), files: Vec::new() },
                at: at.clone(),
            });
        }
        for answer in answers {
            changes.extend(both(questions, answer).into_iter().map(|(name, before, after)| {
                SupplementChange {
                    name,
                    before: VersionShown { words: before, files: Vec::new() },
                    after: VersionShown { words: after, files: Vec::new() },
                    at: at.clone(),
                }
            }));
        }
        let mut ids: Vec<&str> = Vec::new();
        for paper in papers {
            if !ids.contains(&paper.paper.as_str()) {
                ids.push(&paper.paper);
            }
        }
        for id in ids {
            let gone = dossier
                .replaced
                .iter()
                .filter(|replaced| replaced.at == event.at && replaces.iter().any(|gone| gone == id))
                .map(|replaced| &replaced.paper)
                .filter(|paper| paper.paper == id);
            let came = papers.iter().filter(|paper| paper.paper == id);
            changes.push(SupplementChange {
                name: paper_name(version, id, page),
                before: handed(gone, page, &href),
                after: handed(came, page, &href),
                at: at.clone(),
            });
        }
    }
    changes
}

/// What was said of the person, as people read it.
fn person_said(value: Option<&Value>, field: &str) -> String {
    let mut person = Applicant::default();
    let text = value.and_then(Value::as_str).unwrap_or_default();
    let _ = person.put(field, text.to_string());
    person_in_words(&person, field)
}

/// The single answers of a correction: what each is called, what it said and what it says.
fn both(questions: Questions<'_>, answer: &Corrected) -> Vec<(String, String, String)> {
    let inside = |value: &Option<Value>| {
        value.as_ref().map(|value| questions.inside(&answer.path, value)).unwrap_or_default()
    };
    let mut after = inside(&answer.after);
    let mut rows = Vec::new();
    for AnswerShown { path, name, value } in inside(&answer.before) {
        let now = after.iter().position(|now| now.path == path).map(|at| after.remove(at).value);
        rows.push((name, value, now.unwrap_or_default()));
    }
    rows.extend(after.into_iter().map(|AnswerShown { name, value, .. }| (name, String::new(), value)));
    rows.retain(|(_, before, after)| before != after);
    rows
}

fn handed<'a>(
    papers: impl Iterator<Item = &'a PaperHanded>,
    page: &Page,
    href: &impl Fn(&FileRef) -> String,
) -> VersionShown {
    let mut side = VersionShown::default();
    let mut words = Vec::new();
    for paper in papers {
        for (count, word) in [
            (paper.originals, page.t("bản chính", "originals")),
            (paper.certified, page.t("bản sao chứng thực", "certified copies")),
            (paper.copies, page.t("bản sao", "copies")),
        ] {
            if count > 0 {
                words.push(format!("{count} {word}"));
            }
        }
        side.files
            .extend(paper.files.iter().map(|file| Linked { href: href(file), name: file.name.clone() }));
    }
    side.words = words.join(", ");
    side
}

/// The name of a paper in the version under which it was handed in.
pub fn paper_name(version: Option<&Version>, id: &str, page: &Page) -> String {
    if id == "other" {
        return page.t("Giấy tờ khác", "Other papers").to_string();
    }
    let named = version.and_then(|version| version.papers.iter().find(|paper| paper.id.as_str() == id));
    named.map_or_else(|| id.to_string(), |paper| page.t(&paper.name, &paper.name_en).to_string())
}

/// Papers that were looked up in a national database, each with its name and where.
pub fn looked_up(version: Option<&Version>, papers: &[PaperHanded], page: &Page) -> Vec<String> {
    let said = |paper: &PaperHanded| {
        let words = paper_words::digitised(paper, page).join("; ");
        format!("{}: {words}", paper_name(version, &paper.paper, page))
    };
    papers.iter().map(said).collect()
}

/// What a request is about and why, in one line.
pub fn asked(version: Option<&Version>, questions: Questions<'_>, item: &WrongItem, page: &Page) -> String {
    let (name, why) = asked_in_two(version, questions, item, page);
    if item.about == About::Whole { why } else { format!("{name}: {why}") }
}

/// The same, what it is about and why apart.
pub fn asked_in_two(
    version: Option<&Version>,
    questions: Questions<'_>,
    item: &WrongItem,
    page: &Page,
) -> (String, String) {
    let name = match &item.about {
        About::Whole => page.t("Hồ sơ nói chung", "The dossier as a whole").to_string(),
        About::Paper(id) => paper_name(version, id, page),
        About::Field(path) => questions.name(path),
        About::Person(field) => person_field(field, page.language()).to_string(),
    };
    (name, item.why.clone())
}

/// Until when an answer is expected, and whether that day is over. The number of days is a
/// setting; no legal text gives one.
pub fn answer_by(
    app: &motcua_edge::app::App,
    dossier: &Dossier,
    now: motcua_core::Moment,
) -> Option<(String, bool)> {
    let day = motcua_core::dossier::answer_by(&app.law, dossier)?;
    Some((day.vn(), day < now.day()))
}
