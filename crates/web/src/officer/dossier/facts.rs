//! What a dossier holds, in words: the person, the papers with their files.

use super::super::words::{paper_name, person_kind, version_of};
use crate::App;
use crate::edge::page::Page;
use crate::edge::paper_words::{counts, digitised, result_digitised};
use motcua_core::Day;
use motcua_core::document::FileRef;
use motcua_core::dossier::{Applicant, Dossier, DossierCode};

/// A question and its answer.
pub struct Pair {
    /// What is asked.
    pub name: String,
    /// What was answered.
    pub value: String,
}

/// A paper that was handed in.
pub struct PaperShown {
    /// Its name.
    pub name: String,
    /// How many on paper; empty for none.
    pub counts: String,
    /// How it came to be held as files, a line for each fact.
    pub digitised: Vec<String>,
    /// Its files.
    pub files: Vec<FileShown>,
}

/// A file to open.
pub struct FileShown {
    /// Where.
    pub href: String,
    /// The name the person gave it.
    pub name: String,
    /// Its size.
    pub size: String,
    /// SHA-256.
    pub digest: String,
}

/// What is known about the person.
pub fn applicant(applicant: &Applicant, page: &Page) -> Vec<Pair> {
    let born = match Day::parse(&applicant.born) {
        Some(day) => day.vn(),
        // Only the year or the month is known.
        None => applicant.born.split('-').rev().collect::<Vec<_>>().join("/"),
    };
    [
        (page.t("Họ và tên", "Name"), applicant.name.clone()),
        (page.t("Đối tượng", "Kind of person"), person_kind(applicant.kind, page).to_string()),
        (page.t("Số định danh", "Identity number"), applicant.identity.clone()),
        (page.t("Ngày sinh", "Born"), born),
        (page.t("Điện thoại", "Telephone"), applicant.phone.clone()),
        (page.t("Thư điện tử", "E-mail"), applicant.email.clone()),
        (page.t("Nơi ở", "Address"), applicant.address.clone()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| Pair { name: name.to_string(), value })
    .collect()
}

/// What was handed in, the first first.
pub fn papers(app: &App, dossier: &Dossier, page: &Page) -> Vec<PaperShown> {
    let version = version_of(app, &dossier.submission);
    let code = dossier.code();
    let shown = dossier.submission.papers.iter().map(|paper| PaperShown {
        name: paper_name(version, &paper.paper, page.language()),
        counts: counts(paper, page),
        digitised: digitised(paper, page),
        files: paper.files.iter().map(|file| file_shown(code, file, page)).collect(),
    });
    shown.collect()
}

/// The result as files, as one more paper; nothing before somebody attached it.
pub fn result(dossier: &Dossier, page: &Page) -> Vec<PaperShown> {
    let shown = dossier.result.iter().map(|result| PaperShown {
        name: page.t("Kết quả", "The result").to_string(),
        counts: String::new(),
        digitised: result_digitised(result, page),
        files: result.files.iter().map(|file| file_shown(dossier.code(), file, page)).collect(),
    });
    shown.collect()
}

fn file_shown(code: &DossierCode, file: &FileRef, page: &Page) -> FileShown {
    FileShown {
        href: format!("/officer/dossiers/{code}/files/{}", file.digest.0),
        name: file.name.clone(),
        size: page.bytes(file.size),
        digest: file.digest.0.clone(),
    }
}
