//! The questions of a page of a form, one after the other as they are written into
//! the page. Groups are opened and closed in the row, so that a template needs no
//! recursion.

use super::address;
use super::question::{Piece, Question, QuestionContext, hint, question};
use super::words::words;
use motcua_core::form::{Inside, Kind, Shown, Words};
use motcua_messages::Lang;
use std::collections::BTreeSet;

/// The questions of a page.
pub fn pieces(shown: &[Shown<'_>], asking: &QuestionContext<'_>) -> Vec<Piece> {
    let mut out = Vec::new();
    row(shown, asking, true, &mut out);
    let lists: BTreeSet<String> = out
        .iter()
        .filter_map(|piece| match piece {
            Piece::Ask(question) if !question.list.is_empty() => Some(question.list.clone()),
            _ => None,
        })
        .collect();
    out.extend(lists.into_iter().map(|id| address::suggestions(id, asking)));
    out
}

/// The same questions on a page that asks for other things too: their boxes and buttons
/// have names that begin so.
pub fn within(prefix: &str, pieces: Vec<Piece>) -> Vec<Piece> {
    let named = |path: String| if path.is_empty() { path } else { format!("{prefix}{path}") };
    let one = |piece| match piece {
        Piece::Open { id, legend, hint, error, optional, is_item, remove } => {
            Piece::Open { id: named(id), legend, hint, error, optional, is_item, remove: named(remove) }
        }
        Piece::Add { path, text } => Piece::Add { path: named(path), text },
        Piece::Ask(question) => {
            Piece::Ask(Box::new(Question { id: named(question.id.clone()), ..*question }))
        }
        other => other,
    };
    pieces.into_iter().map(one).collect()
}

fn row(shown: &[Shown<'_>], asking: &QuestionContext<'_>, is_needed: bool, out: &mut Vec<Piece>) {
    for one in shown {
        piece(one, asking, is_needed, out);
    }
}

fn piece(one: &Shown<'_>, asking: &QuestionContext<'_>, is_needed: bool, out: &mut Vec<Piece>) {
    let Shown { field, path, is_required, .. } = one;
    if field.is_computed {
        return;
    }
    let open = || Piece::Open {
        id: path.clone(),
        legend: words(&field.title, asking.lang).to_string(),
        hint: hint(field, asking.lang),
        error: asking.error(path),
        optional: !is_required,
        is_item: false,
        remove: String::new(),
    };
    let needed = is_needed && *is_required;
    match (&field.kind, &one.inside) {
        (Kind::Address(_), Inside::Group(inside)) => {
            out.push(open());
            address::row(one, inside, asking, needed, out);
            out.push(Piece::Close);
        }
        (Kind::Group(_), Inside::Group(inside)) => {
            out.push(open());
            row(inside, asking, needed, out);
            out.push(Piece::Close);
        }
        (Kind::Repeated { min, max, item, .. }, Inside::Items(items)) => {
            out.push(open());
            for (at, inside) in items.iter().enumerate() {
                let remove = if items.len() > *min { format!("{path}.{at}") } else { String::new() };
                out.push(Piece::Open {
                    id: format!("{path}.{at}"),
                    legend: numbered(item, at + 1, asking.lang),
                    hint: String::new(),
                    error: asking.error(&format!("{path}.{at}")),
                    optional: false,
                    is_item: true,
                    remove,
                });
                row(inside, asking, needed, out);
                out.push(Piece::Close);
            }
            if items.len() < *max {
                let next = numbered(item, items.len() + 1, asking.lang);
                let text = format!("{} {}", asking.lang.t("Thêm", "Add"), lower(&next));
                out.push(Piece::Add { path: path.clone(), text });
            }
            out.push(Piece::Close);
        }
        _ => out.push(Piece::Ask(Box::new(question(one, asking)))),
    }
}

/// `Con thứ 2`.
pub(super) fn numbered(item: &Words, number: usize, lang: Lang) -> String {
    words(item, lang).replace("{n}", &number.to_string())
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
