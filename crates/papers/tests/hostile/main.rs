//! Files that were made to harm, to be lost, or to be mistaken for something else,
//! each with the answer it gets. Limits are counted in bytes and objects, never in
//! time, so that the test means the same on every machine.

#[path = "../make/mod.rs"]
mod make;

mod names;
mod office;
mod pdfs;
mod pictures;
mod polyglots;

use motcua_core::document::Doubt;
use motcua_papers::take;
use std::collections::BTreeSet;

/// What becomes of a file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Want {
    /// Refused with this code.
    No(&'static str),
    /// Taken, with so many pages and these doubts.
    Yes(Option<u32>, &'static [Doubt]),
}

/// A file of the corpus: what it is, the name it comes under, what becomes of it.
pub type Hostile = (&'static str, &'static str, Vec<u8>, Want);

fn corpus() -> Vec<Hostile> {
    let mut all = names::files();
    all.extend(pictures::files());
    all.extend(pdfs::files());
    all.extend(office::files());
    all.extend(polyglots::files());
    all
}

#[test]
fn every_hostile_file_gets_its_answer() {
    let corpus = corpus();
    assert!(corpus.len() >= 60, "{} files", corpus.len());
    let names: BTreeSet<&str> = corpus.iter().map(|file| file.0).collect();
    assert_eq!(names.len(), corpus.len(), "each is described once");
    let mut wrong = Vec::new();
    for (what, name, bytes, want) in &corpus {
        let seen = take(name, bytes);
        let is_right = match (&seen, want) {
            (Err(refusal), Want::No(code)) => refusal.code == *code && refusal.arg("file").is_some(),
            (Ok(taken), Want::Yes(pages, doubts)) => taken.pages == *pages && taken.doubts == *doubts,
            _ => false,
        };
        if !is_right {
            let seen = seen.map(|taken| (taken.pages, taken.doubts));
            wrong.push(format!("{what}: {seen:?}, not {want:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), corpus.len());
}

/// However a file is cut short or changed in a byte, it is answered for: taken or
/// refused, never a panic.
#[test]
fn no_damage_makes_it_fall() {
    let honest: Vec<(&str, Vec<u8>)> = vec![
        ("a.pdf", make::pdf::packed(&make::pdf::pages(3, &[]))),
        ("a.pdf", make::pdf::honest()),
        ("a.png", make::picture::png(&make::picture::writing(90, 120))),
        (
            "a.jpg",
            make::picture::with_segment(
                &make::picture::jpeg(&make::picture::writing(90, 120)),
                0xe1,
                &make::picture::exif(6),
            ),
        ),
        ("a.docx", make::office::docx()),
    ];
    for (name, bytes) in honest {
        let step = (bytes.len() / 60).max(1);
        for at in (0..bytes.len()).step_by(step) {
            let _ = take(name, &bytes[..at]);
            for change in [0x00, 0xff, bytes[at] ^ 0x20] {
                let mut changed = bytes.clone();
                changed[at] = change;
                let _ = take(name, &changed);
            }
        }
    }
}
