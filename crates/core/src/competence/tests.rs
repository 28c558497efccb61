//! What is wrong in a file of rules is told with its line and column, all at once.

use super::CompetenceRules;

const HEAD: &str = "code\tcircumstance\tfrom\tto\twhen\tfacts\twho\tscope\telsewhere\tarticle\ttrust\n";
const SOUND: &str = "a\t\t2025-07-01\t\t\tparcel\tpolice\tplace\tforwards\tLuật\tverified\n";

fn told(rows: &str) -> Vec<(Option<usize>, String, &'static str)> {
    let text = format!("{HEAD}{rows}");
    let read = CompetenceRules::read(&[("competence/rules.tsv", &text)]);
    let wrong = read.err().unwrap_or_default().into_iter();
    wrong.map(|bad| (bad.line, bad.field, bad.why.code)).collect()
}

#[test]
fn every_mistake_is_told_where_it_stands() {
    assert_eq!(told(SOUND), []);
    for (from, to, field, code) in [
        ("parcel", "house_boat", "facts", "competence.unknown-word"),
        ("parcel", "-", "facts", "competence.facts-missing"),
        ("police", "army", "who", "competence.unknown-word"),
        ("police", "department", "who", "competence.unknown-word"),
        ("police", "department:fishing", "who", "competence.unknown-word"),
        ("police", "refused:competence.because", "who", "competence.unknown-word"),
        ("\tplace\t", "\tvillage\t", "scope", "directory.word-unknown"),
        ("forwards", "keeps", "elsewhere", "directory.word-unknown"),
        ("Luật", "-", "article", "competence.article-missing"),
        ("verified", "sure", "trust", "directory.word-unknown"),
        ("2025-07-01\t\t", "2025-07-01\t2025-06-30\t", "to", "competence.ends-before-it-begins"),
        ("2025-07-01", "2025-02-30", "from", "directory.date-unknown"),
        ("a\t\t", "a\tboat\t", "circumstance", "competence.unknown-word"),
        ("\tparcel", "ward_home=nowhere\tparcel", "when", "competence.unknown-word"),
        ("\tparcel", "boat=abroad\tparcel", "when", "competence.unknown-word"),
    ] {
        let row = SOUND.replacen(from, to, 1);
        assert_ne!(row, SOUND, "{from}");
        assert_eq!(told(&row), [(Some(2), field.to_string(), code)], "{row}");
    }
}

#[test]
fn two_rows_that_hold_at_once_are_told_and_rows_one_after_the_other_are_not() {
    let again = [(Some(3), "from".to_string(), "competence.two-rules-at-once")];
    assert_eq!(told(&format!("{SOUND}{SOUND}")), again);
    let before = SOUND.replace("2025-07-01\t\t", "2025-01-01\t2025-06-30\t");
    assert_eq!(told(&format!("{SOUND}{before}")), []);
    let other_matter = SOUND.replace("\tparcel", "ward_home=abroad\tparcel");
    assert_eq!(told(&format!("{SOUND}{other_matter}")), []);
}
