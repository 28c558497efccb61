//! Two hundred questions as people ask and type them, written before the search that
//! answers them: how often one of the right procedures is among the first three.
//! The questions are not looked at when the search is changed; a run tells the score and,
//! with `--nocapture`, the ids of the questions that were missed.

use motcua_books::Books;
use motcua_core::catalogue::Catalogue;
use motcua_core::law::Policy;
use std::collections::BTreeMap;

const QUESTIONS: &str = include_str!("../../core/tests/right_agency/clumsy_questions.csv");
/// Of 200 questions, so many must find what they mean among the first three.
const FLOOR: usize = 180;
const SHOWN: usize = 3;

/// The cells of a line; a cell may stand in quotes.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(std::mem::take(&mut cell)),
            letter => cell.push(letter),
        }
    }
    cells.push(cell);
    cells
}

fn is_answered(catalogue: &Catalogue, question: &str, right: &str) -> bool {
    let codes: Vec<&str> =
        right.split(|c: char| !c.is_ascii_digit() && c != '.').filter(|code| code.len() == 8).collect();
    assert!(!codes.is_empty(), "no code in {right:?}");
    let found = catalogue.search(question, SHOWN);
    found.iter().any(|found| found.codes().any(|code| codes.contains(&code)))
}

#[test]
fn most_clumsy_questions_find_what_they_mean_among_the_first_three() {
    let law = Books::embedded().law(Policy::default()).map_err(|bad| format!("{bad:#?}")).unwrap();
    let (mut answered, mut missed) = (0, Vec::new());
    let mut by_kind: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for line in QUESTIONS.lines().skip(1) {
        let [id, question, right, kind, ..] = &cells(line)[..] else { panic!("{line}") };
        let kind = by_kind.entry(kind.clone()).or_default();
        kind.1 += 1;
        match is_answered(&law.catalogue, question, right) {
            true => (answered, kind.0) = (answered + 1, kind.0 + 1),
            false => missed.push(id.clone()),
        }
    }
    println!("{answered} of {} answered; by kind: {by_kind:?}", answered + missed.len());
    println!("missed: {}", missed.join(" "));
    assert!(
        answered >= FLOOR,
        "{answered} answered, at least {FLOOR} expected; missed: {}",
        missed.join(" ")
    );
}
