//! A form as the citizen sees it: all its pages, nothing answered, nothing to be sent;
//! what is asked only sometimes says when.

use super::told::comes_up;
use motcua_core::directory::Directory;
use motcua_core::form::{Form, Inside, Shown};
use motcua_edge::ask::ChoiceShown;
use motcua_edge::page::Page;
use motcua_edge::visit::Visit;
use motcua_questions::{Piece, QuestionContext, words};
use std::collections::BTreeMap;

/// One page of it.
pub(super) struct PreviewPage {
    /// Its heading.
    pub heading: String,
    /// Its questions.
    pub pieces: Vec<Piece>,
}

/// More choices than these are cut: the preview is to be read, not filled in.
const CHOICES_MAX: usize = 12;

/// All pages. `mark` goes before every id, so that several forms can stand on one page.
pub(super) fn preview(
    form: &Form,
    directory: &Directory,
    visit: &Visit,
    page: &Page,
    mark: &str,
) -> Vec<PreviewPage> {
    let (refused, sources) = (Vec::new(), BTreeMap::new());
    let asking = QuestionContext {
        lang: visit.lang,
        today: visit.now.day(),
        directory,
        province: &visit.app.province,
        refused: &refused,
        sources: &sources,
    };
    let one = |asked: &motcua_core::form::PageOfForm| {
        let shown = form.every(asked);
        let mut notes = BTreeMap::new();
        collect(form, &shown, page, &mut notes);
        let mut pieces = Vec::new();
        for piece in motcua_questions::pieces(&shown, &asking) {
            let id = match &piece {
                Piece::Open { id, .. } => id.as_str(),
                Piece::Ask(question) => question.id.as_str(),
                Piece::Suggestions { .. } => continue,
                _ => "",
            };
            pieces.extend(notes.remove(id).map(Piece::Note));
            pieces.push(to_read(piece, mark, page));
        }
        PreviewPage { heading: words(&asked.title, visit.lang).to_string(), pieces }
    };
    form.pages().iter().map(one).collect()
}

/// The notes of all questions that are not always asked, by place.
fn collect(form: &Form, shown: &[Shown<'_>], page: &Page, out: &mut BTreeMap<String, String>) {
    for one in shown {
        let note = comes_up(form, &one.path, one.field, page);
        if !note.is_empty() {
            out.insert(one.path.clone(), note);
        }
        match &one.inside {
            Inside::Nothing => {}
            Inside::Group(inside) => collect(form, inside, page, out),
            Inside::Items(items) => items.iter().for_each(|inside| collect(form, inside, page, out)),
        }
    }
}

fn to_read(mut piece: Piece, mark: &str, page: &Page) -> Piece {
    match &mut piece {
        Piece::Open { id, remove, .. } => {
            *id = format!("{mark}{id}");
            remove.clear();
        }
        Piece::Ask(question) => {
            question.id = format!("{mark}{}", question.id);
            question.list.clear();
            question.complete = "off";
            question.date_complete = ["off"; 3];
            question.again = false;
            let all = question.options.len();
            if all > CHOICES_MAX {
                question.options.truncate(CHOICES_MAX / 2);
                let more = format!("… ({all} {})", page.t("lựa chọn", "choices"));
                question.options.push(ChoiceShown::new("…", more));
            }
        }
        _ => {}
    }
    piece
}
