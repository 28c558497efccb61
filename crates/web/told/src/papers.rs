//! Files that a form sent, on their way to the disk and back onto a page.

use crate::completed::paper_name;
use crate::paper_words::{counts, digitised, result_digitised};
use crate::signed::{SignatureLine, signature_lines, signatures};
use motcua_core::Fault;
use motcua_core::catalogue::Version;
use motcua_core::document::{Doubt, FILE_BYTES_MAX, FILES_MAX, FileDigest, FileRef, Scanned};
use motcua_core::dossier::{Dossier, PaperHanded, ResultHeld};
use motcua_edge::app::App;
use motcua_edge::files::{scanned_in_words, scans};
use motcua_edge::page::Page;
use motcua_store::scan;

/// A doubt in words.
fn doubt(doubt: Doubt, page: &Page) -> &'static str {
    match doubt {
        Doubt::Blank => page.t("có trang trắng", "has a blank page"),
        Doubt::Blurred => page.t("ảnh mờ", "blurred"),
        Doubt::Sideways => page.t("nằm ngang", "lies on its side"),
        Doubt::Coarse => page.t("ảnh quá nhỏ, khó đọc chữ", "too small to read"),
    }
}

/// What may be wrong with a file for a reader: `Ảnh mờ, nằm ngang`; empty when
/// nothing is.
pub fn doubts_in_words(file: &FileRef, page: &Page) -> String {
    let words: Vec<&str> = file.doubts.iter().map(|found| doubt(*found, page)).collect();
    crate::explain::capital(&words.join(", "))
}

/// `3 trang`; empty when that cannot be told.
pub fn pages_in_words(file: &FileRef, page: &Page) -> String {
    match file.pages {
        Some(1) => page.t("1 trang", "1 page").to_string(),
        Some(pages) => format!("{pages} {}", page.t("trang", "pages")),
        None => String::new(),
    }
}

/// A file on a page.
pub struct FileView {
    /// As the person named it.
    pub name: String,
    /// `184 kB`.
    pub size: String,
    /// `3 trang`; empty when that cannot be told.
    pub pages: String,
    /// What may be wrong with it; empty when nothing is.
    pub doubts: String,
    /// `Nhiễm vi-rút`, where the scanner has said so, or `Chưa quét vi-rút`.
    pub scan: &'static str,
    /// A virus was found in it.
    pub infected: bool,
    /// Its digital signatures, where they were looked at.
    pub signatures: Vec<SignatureLine>,
    /// SHA-256 in groups of eight digits.
    pub digest: String,
    /// The digest as it stands in addresses and forms.
    pub id: String,
}

/// A paper on a page, with its files.
#[derive(Default)]
pub struct PaperView {
    /// Its id in the form.
    pub id: String,
    /// What people read.
    pub name: String,
    /// A dossier is not complete without it.
    pub required: bool,
    /// What was sent.
    pub files: Vec<FileView>,
    /// How many were handed in on paper; empty for none.
    pub counts: String,
    /// How it came to be held as files, a line for each fact.
    pub digitised: Vec<String>,
}

/// A file for a page.
pub fn file_view(file: &FileRef, page: &Page) -> FileView {
    let digits = file.digest.0.as_bytes();
    let groups: Vec<String> =
        digits.chunks(8).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    FileView {
        name: file.name.clone(),
        size: page.bytes(file.size),
        pages: pages_in_words(file, page),
        doubts: doubts_in_words(file, page),
        scan: "",
        infected: false,
        signatures: Vec::new(),
        digest: groups.join(" "),
        id: file.digest.0.clone(),
    }
}

/// The papers that were handed in, in the order of the version, each once.
pub fn papers_handed(version: Option<&Version>, papers: &[PaperHanded], page: &Page) -> Vec<PaperView> {
    let mut views: Vec<PaperView> = Vec::new();
    for handed in papers {
        let files = handed.files.iter().map(|file| file_view(file, page));
        match views.iter_mut().find(|view| view.id == handed.paper) {
            Some(view) => {
                view.files.extend(files);
                view.digitised.extend(digitised(handed, page));
            }
            None => views.push(PaperView {
                id: handed.paper.clone(),
                name: paper_name(version, &handed.paper, page),
                required: false,
                files: files.collect(),
                counts: counts(handed, page),
                digitised: digitised(handed, page),
            }),
        }
    }
    let place = |id: &str| {
        version.and_then(|version| version.papers.iter().position(|paper| paper.id.as_str() == id))
    };
    views.sort_by_key(|view| place(&view.id).unwrap_or(usize::MAX));
    views
}

/// The result as one more paper; nothing before somebody attached it.
pub fn result_held(dossier: &Dossier, page: &Page) -> Vec<PaperView> {
    let view = |result: &ResultHeld| PaperView {
        name: page.t("Kết quả", "The result").to_string(),
        files: result.files.iter().map(|file| file_view(file, page)).collect(),
        digitised: result_digitised(result, page),
        ..PaperView::default()
    };
    dossier.result.iter().map(view).collect()
}

/// The same with what each file's signatures are worth, as far as that is known.
pub fn with_signatures(app: &App, mut views: Vec<PaperView>, page: &Page) -> Result<Vec<PaperView>, Fault> {
    for file in views.iter_mut().flat_map(|view| &mut view.files) {
        let known = signatures(app, &FileDigest(file.id.clone()))?;
        file.signatures = signature_lines(&known, false, page);
    }
    Ok(views)
}

/// The same, before they are handed in, with what stands in the way of it: a virus that
/// was found.
pub fn with_dangers(app: &App, mut views: Vec<PaperView>, page: &Page) -> Result<Vec<PaperView>, Fault> {
    for file in views.iter_mut().flat_map(|view| &mut view.files) {
        file.scan = match app.read(|rows| scan::of(rows, &FileDigest(file.id.clone())))? {
            Scanned::Infected => {
                file.infected = true;
                page.t(
                    "Có vi-rút: xin bỏ tệp này và gửi tệp khác",
                    "It has a virus: please remove it and send another",
                )
            }
            Scanned::Pending | Scanned::Clean | Scanned::NotScanned => "",
        };
    }
    Ok(views)
}

/// The same with what the virus scanner said about each file, where that is not
/// "nothing found".
pub fn with_scans(
    app: &App,
    mut views: Vec<PaperView>,
    dossier: &Dossier,
    page: &Page,
) -> Result<Vec<PaperView>, Fault> {
    let scans = scans(app, dossier)?;
    for file in views.iter_mut().flat_map(|view| &mut view.files) {
        let found = scans.get(&FileDigest(file.id.clone())).copied().unwrap_or(Scanned::NotScanned);
        if found != Scanned::Clean {
            file.scan = scanned_in_words(found, page).1;
        }
    }
    Ok(views)
}

/// What may be sent, in words, under each file input.
pub fn file_rules(page: &Page) -> String {
    let limit = FILE_BYTES_MAX / 1024 / 1024;
    match page.lang {
        "en" => {
            format!("PDF, photo (JPG, PNG), Word or Excel; up to {limit} MB each, {FILES_MAX} files in all")
        }
        _ => format!(
            "PDF, ảnh (JPG, PNG), Word hoặc Excel; mỗi tệp tối đa {limit} MB, cả hồ sơ tối đa {FILES_MAX} tệp"
        ),
    }
}

/// What file inputs offer to choose.
pub const ACCEPT: &str = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx";
