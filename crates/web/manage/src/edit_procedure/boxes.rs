//! The boxes of the page: which there are, and what stands in them at first.
//!
//! Rows are numbered in the order of the file; each box of a row is called `law.0.title`,
//! `way.3.many`, `paper.2.name`, so that the page works without scripts, and keeps what was typed.

use motcua_books::edit::{LawEdit, PaperEdit, ProcedureEdit, WayEdit};
use motcua_core::Day;
use motcua_core::calendar::Limit;
use motcua_core::catalogue::CaseId;
use motcua_edge::form::{Pairs, SentForm};

/// The rows of a kind, each with the box that every one of them sends.
pub(super) const LAWS: (&str, &str) = ("law.", ".was");
pub(super) const WAYS: (&str, &str) = ("way.", ".case");
pub(super) const PAPERS: (&str, &str) = ("paper.", ".id");

/// What stands for all cases of which no other row of the same way speaks.
pub(super) const ALL_CASES: &str = "*";

/// The places of the rows of a kind, in their order: `way.0`, `way.1`.
pub(super) fn places(form: &SentForm, (kind, every): (&str, &str)) -> Vec<String> {
    let number = |(rest, _): (&str, &str)| rest.strip_suffix(every)?.parse::<usize>().ok();
    form.under(kind).filter_map(number).map(|number| format!("{kind}{number}")).collect()
}

/// A row that was added on the page and in which nothing was typed.
pub(super) fn is_blank(form: &SentForm, place: &str) -> bool {
    let of_laws_and_papers = ["number", "title", "issued", "name", "name_en"];
    let of_ways = ["way", "many", "fee_vnd", "fee_text", "fee_text_en"];
    let mut typed = of_laws_and_papers.iter().chain(&of_ways);
    is_new(form, place) && typed.all(|name| form.filled(&format!("{place}.{name}")).is_none())
}

/// A row that the file does not have yet.
pub(super) fn is_new(form: &SentForm, place: &str) -> bool {
    form.filled(&format!("{place}.new")).is_some()
}

/// The box of a case at a paper.
pub(super) fn case_box(place: &str, case: &CaseId) -> String {
    format!("{place}.in.{case}")
}

/// What the fields say, as the page would send it.
pub(super) fn of(edit: &ProcedureEdit) -> SentForm {
    let (year, month, day) = edit.from.ymd();
    let mut pairs: Pairs = [
        ("effective_from.day", day.to_string()),
        ("effective_from.month", month.to_string()),
        ("effective_from.year", year.to_string()),
        ("decision", edit.decision.clone()),
        ("name", edit.name.clone()),
        ("name_en", edit.name_en.clone()),
        ("plain", edit.plain.clone()),
        ("plain_en", edit.plain_en.clone()),
        ("steps", edit.steps.clone()),
        ("online", edit.online.as_str().to_string()),
        ("partial_reason", edit.partial_reason.clone()),
        ("result", edit.result.clone()),
        ("result_en", edit.result_en.clone()),
        ("note", edit.note.clone()),
        ("note_en", edit.note_en.clone()),
    ]
    .map(|(name, value)| (name.to_string(), value))
    .into();
    rows(&mut pairs, LAWS.0, &edit.laws, law);
    rows(&mut pairs, WAYS.0, &edit.ways, way);
    rows(&mut pairs, PAPERS.0, &edit.papers, paper);
    SentForm::of_pairs(pairs)
}

/// The boxes of one row; a tick is there or not.
type Boxes = Vec<(String, String)>;

fn rows<T>(pairs: &mut Pairs, kind: &str, all: &[T], boxes: fn(&T) -> Boxes) {
    for (number, row) in all.iter().enumerate() {
        let boxes = boxes(row).into_iter();
        pairs.extend(boxes.map(|(name, value)| (format!("{kind}{number}.{name}"), value)));
    }
}

fn boxes<const N: usize, const T: usize>(texts: [(&str, String); N], ticks: [(&str, bool); T]) -> Boxes {
    let texts = texts.into_iter().map(|(name, value)| (name.to_string(), value));
    let ticks = ticks.into_iter().filter(|(_, is_ticked)| *is_ticked);
    texts.chain(ticks.map(|(name, _)| (name.to_string(), "1".to_string()))).collect()
}

fn law(law: &LawEdit) -> Boxes {
    let texts = [
        ("was", law.was.clone()),
        ("number", law.number.clone()),
        ("title", law.title.clone()),
        ("issued", law.issued.map(Day::vn).unwrap_or_default()),
    ];
    boxes(texts, [("verified", law.is_verified)])
}

fn way(way: &WayEdit) -> Boxes {
    let (many, unit) = limit_boxes(way.limit);
    let texts = [
        ("case", way.case.as_ref().map_or(ALL_CASES, CaseId::as_str).to_string()),
        ("way", way.way.as_str().to_string()),
        ("many", many),
        ("unit", unit),
        ("fee_vnd", way.fee_vnd.map(|vnd| vnd.to_string()).unwrap_or_default()),
        ("fee_unit", way.fee_unit.as_str().to_string()),
        ("fee_text", way.fee_text.clone()),
        ("fee_text_en", way.fee_text_en.clone()),
    ];
    boxes(texts, [("limit_verified", way.is_limit_verified), ("fee_verified", way.is_fee_verified)])
}

/// A limit in two boxes: how many, and of what.
fn limit_boxes(limit: Limit) -> (String, String) {
    let said = limit.to_string();
    match said.split_once(' ') {
        Some((many, unit)) => (many.to_string(), unit.to_string()),
        None => (String::new(), said),
    }
}

fn paper(paper: &PaperEdit) -> Boxes {
    let texts = [
        ("id", paper.id.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("name", paper.name.clone()),
        ("name_en", paper.name_en.clone()),
        ("originals", paper.originals.to_string()),
        ("copies", paper.copies.to_string()),
    ];
    let ticks =
        [("required", paper.is_required), ("by_form", paper.by_form), ("verified", paper.is_verified)];
    let cases = paper.cases.iter().map(|case| (case_box("", case)[1..].to_string(), "1".to_string()));
    boxes(texts, ticks).into_iter().chain(cases).collect()
}
