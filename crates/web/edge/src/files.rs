//! What pages and acts have to know of a dossier's files: what the virus scanner
//! said, and which papers are not held as files.

use super::app::App;
use super::page::Page;
use motcua_core::catalogue::Version;
use motcua_core::document::{FileDigest, FileRef, Scanned};
use motcua_core::dossier::{Dossier, HowHeld, PaperHeld, Submission, papers_held};
use motcua_core::{Fault, Halt, Refusal};
use motcua_store::scan;
use std::collections::BTreeMap;

/// What is known about each file.
pub type Scans = BTreeMap<FileDigest, Scanned>;

/// What the scanner said about all files of a dossier.
pub fn scans(app: &App, dossier: &Dossier) -> Result<Scans, Fault> {
    let results = dossier.result.iter().flat_map(|result| &result.files);
    let files = dossier.submission.papers.iter().flat_map(|paper| &paper.files).chain(results);
    app.read(|rows| files.map(|file| Ok((file.digest.clone(), scan::of(rows, &file.digest)?))).collect())
}

/// The scanner's answer in words, and the kind of its tag.
pub fn scanned_in_words(scanned: Scanned, page: &Page) -> (&'static str, &'static str) {
    match scanned {
        Scanned::Clean => ("good", page.t("Không thấy vi-rút", "No virus found")),
        Scanned::Infected => ("late", page.t("Nhiễm vi-rút", "Infected")),
        Scanned::Pending | Scanned::NotScanned => {
            ("rest", page.t("Chưa quét vi-rút", "Not scanned for viruses"))
        }
    }
}

/// Refused (`document.infected`) when the scanner found a virus in this file.
pub fn must_not_be_infected(app: &App, file: &FileRef) -> Result<(), Halt> {
    match app.read(|rows| scan::of(rows, &file.digest))? {
        Scanned::Infected => Err(Refusal::of("document.infected").with("file", &file.name).into()),
        Scanned::Clean | Scanned::Pending | Scanned::NotScanned => Ok(()),
    }
}

/// A paper that the procedure asks for, and whether it is held as a file.
pub struct PaperStanding {
    /// Its name.
    pub name: String,
    /// `good`, `soon` or `rest`: the kind of the tag.
    pub kind: &'static str,
    /// `Đủ tệp (2)`, `Thiếu tệp`.
    pub words: String,
}

/// Each paper of the case with `đủ tệp` or `thiếu tệp`, and the sum in words.
pub struct PapersStanding {
    /// All asked for, in order.
    pub papers: Vec<PaperStanding>,
    /// How many required ones are not held as files.
    pub lacking: usize,
    /// How many required ones are not there at all, not even on paper.
    pub missing: usize,
    /// `Đủ tệp` or `Thiếu tệp: 2 trên 3 giấy tờ bắt buộc`.
    pub words: String,
    /// Their names, for where there is no room for a list; empty when none lacks.
    pub lacking_names: String,
}

/// How the papers of a dossier stand. Without a version nothing is asked for.
pub fn standing(version: Option<&Version>, submission: &Submission, page: &Page) -> PapersStanding {
    let held = version.map(|version| papers_held(version, submission));
    let held = held.unwrap_or_default();
    let lacking = held.iter().filter(|paper| paper.lacks_a_file()).count();
    let is_missing = |one: &&PaperHeld<'_>| one.paper.required && one.held == HowHeld::Not;
    let missing = held.iter().filter(is_missing).count();
    let required = held.iter().filter(|paper| paper.paper.required).count();
    let words = match (lacking, page.lang) {
        (0, _) => page.t("Đủ tệp", "All files are there").to_string(),
        (_, "en") => format!("Files missing: {lacking} of {required} required papers"),
        _ => format!("Thiếu tệp: {lacking} trên {required} giấy tờ bắt buộc"),
    };
    let shown = |paper: &PaperHeld<'_>| {
        let (kind, words) = match paper.held {
            HowHeld::AsFiles(count) => ("good", format!("{} ({count})", page.t("Đủ tệp", "File held"))),
            HowHeld::AsAnswers => {
                ("good", page.t("Đã kê khai trên mẫu điện tử", "Filled in as a form").into())
            }
            HowHeld::AsData => ("good", page.t("Đã tra cứu trong CSDL", "Looked up in a database").into()),
            HowHeld::Shown => ("good", page.t("Đã xuất trình", "Shown").into()),
            HowHeld::OnPaper => {
                ("soon", page.t("Thiếu tệp: mới có bản giấy", "File missing: only on paper").into())
            }
            HowHeld::Not if paper.paper.required => ("soon", page.t("Thiếu tệp", "File missing").into()),
            HowHeld::Not => ("rest", page.t("Không nộp (không bắt buộc)", "Not sent (optional)").into()),
        };
        PaperStanding { name: page.t(&paper.paper.name, &paper.paper.name_en).to_string(), kind, words }
    };
    let lacking_names: Vec<&str> = held
        .iter()
        .filter(|paper| paper.lacks_a_file())
        .map(|paper| page.t(&paper.paper.name, &paper.paper.name_en))
        .collect();
    let lacking_names = lacking_names.join("; ");
    PapersStanding { papers: held.iter().map(shown).collect(), lacking, missing, words, lacking_names }
}
