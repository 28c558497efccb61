//! Finding a procedure from the words people use, beside looking through all names in turn.

use crate::measure::percentiles;
use crate::scale::Scale;
use motcua_books::Books;
use motcua_core::catalogue::Catalogue;
use motcua_core::law::Policy;
use motcua_core::text::fold;
use std::hint::black_box;

/// Prints the start and both searches, in milliseconds.
pub fn run(scale: &Scale) {
    let books = || Books::embedded().law(Policy::default()).expect("the catalogue is sound");
    let [read, ..] = percentiles(3, |_| drop(black_box(books())));
    let law = books();
    let catalogue = &law.catalogue;
    let names: Vec<String> = catalogue.all().iter().map(|procedure| fold(&procedure.name)).collect();
    let questions = questions(catalogue);
    println!(
        "\n## {} procedures and {} names of others, {} questions, milliseconds\n",
        catalogue.all().len(),
        catalogue.elsewhere().len(),
        questions.len()
    );
    println!("| what | p50 | p95 | p99 |\n|---|---|---|---|");
    let row = |what: &str, [p50, p95, p99]: [f64; 3]| println!("| {what} | {p50:.4} | {p95:.4} | {p99:.4} |");
    let question = |nth: usize| questions[nth % questions.len()].as_str();
    let scan = percentiles(scale.judged, |nth| {
        let asked = fold(question(nth));
        black_box(names.iter().filter(|name| name.contains(&asked)).count());
    });
    row("names that contain the question (baseline)", scan);
    let found = percentiles(scale.judged, |nth| drop(black_box(catalogue.search(question(nth), 3))));
    row("search of the procedures", found);
    let elsewhere =
        percentiles(scale.judged, |nth| drop(black_box(catalogue.search_elsewhere(question(nth), 3))));
    row("search of the names of others", elsewhere);
    println!("\nAll books read in {read:.0} ms.");
}

/// Everyday names as they stand, without marks, with a slip, and four of them as a story.
fn questions(catalogue: &Catalogue) -> Vec<String> {
    let keywords: Vec<&String> = catalogue.all().iter().flat_map(|procedure| &procedure.keywords).collect();
    let mut questions = Vec::with_capacity(keywords.len());
    for (nth, keyword) in keywords.iter().enumerate() {
        questions.push(match nth % 4 {
            0 => keyword.to_string(),
            1 => fold(keyword),
            2 => fold(keyword).replacen("nh", "hn", 1),
            _ => (0..4)
                .map(|more| keywords[(nth + 97 * more) % keywords.len()].as_str())
                .collect::<Vec<_>>()
                .join(" "),
        });
    }
    questions
}
