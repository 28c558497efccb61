//! Judging the answers of a form, beside reading the same answers as JSON.

use crate::measure::percentiles;
use crate::scale::Scale;
use motcua_books::Books;
use motcua_core::Day;
use motcua_core::form::{Answers, judge};
use motcua_core::law::Policy;
use std::hint::black_box;

const FORM: &str = "khai-sinh.1";
const EXAMPLE: &str = include_str!("../../catalogue/forms/examples/khai-sinh.1.json");

/// Prints both, in milliseconds.
pub fn run(scale: &Scale) {
    let law = Books::embedded().law(Policy::default()).expect("the catalogue is sound");
    let form = law.forms.get(FORM).expect("a form");
    let answers: Answers = serde_json::from_str(EXAMPLE).expect("an example");
    let today = Day::of(2026, 7, 1).expect("a day");
    judge(form, answers.clone(), today, &law.directory).expect("a sound example");
    println!("\n## A form of {} bytes of answers ({FORM}), milliseconds\n", EXAMPLE.len());
    println!("| what | p50 | p95 | p99 |\n|---|---|---|---|");
    let row = |what: &str, [p50, p95, p99]: [f64; 3]| println!("| {what} | {p50:.4} | {p95:.4} | {p99:.4} |");
    let read =
        percentiles(scale.judged, |_| drop(black_box(serde_json::from_str::<Answers>(black_box(EXAMPLE)))));
    row("read as JSON (baseline)", read);
    let judged = percentiles(scale.judged, |_| {
        drop(black_box(judge(form, black_box(answers.clone()), today, &law.directory)));
    });
    row("tidy, map the addresses, judge", judged);
    let shown = percentiles(scale.judged, |_| {
        for page in form.pages() {
            drop(black_box(form.shown(page, &answers)));
        }
    });
    row("all its pages, ready to be rendered", shown);
}
