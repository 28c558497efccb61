//! What a dossier holds, in words: the person, the papers with their files.

use super::super::words::{paper_name, person_kind, version_of};
use motcua_core::document::{FileRef, Scanned};
use motcua_core::dossier::{Applicant, Dossier, DossierCode, HowShareEnded};
use motcua_core::{Day, Fault};
use motcua_edge::app::App;
use motcua_edge::files::{Scans, scanned_in_words, scans};
use motcua_edge::page::{Page, agency_name};
use motcua_told::paper_words::{counts, digitised, result_digitised};
use motcua_told::papers::{doubts_in_words, pages_in_words};
use motcua_told::signed::{SignatureLine, signature_lines, signatures};

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
    /// `3 trang`; empty when that cannot be told.
    pub pages: String,
    /// What may be wrong with it for a reader; empty when nothing is.
    pub doubts: String,
    /// The kind of the tag of what the virus scanner said.
    pub scan_kind: &'static str,
    /// What the virus scanner said.
    pub scan: &'static str,
    /// Its digital signatures.
    pub signatures: Vec<SignatureLine>,
    /// Nobody may open it.
    pub is_infected: bool,
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
pub fn papers(app: &App, dossier: &Dossier, page: &Page) -> Result<Vec<PaperShown>, Fault> {
    let scans = scans(app, dossier)?;
    let version = version_of(app, &dossier.submission);
    let code = dossier.code();
    let files = |files: &[FileRef]| files_shown(app, code, files, &scans, page);
    let shown = dossier.submission.papers.iter().map(|paper| {
        Ok(PaperShown {
            name: paper_name(version, &paper.paper, page.language()),
            counts: counts(paper, page),
            digitised: digitised(paper, page),
            files: files(&paper.files)?,
        })
    });
    shown.collect()
}

/// The result as files, as one more paper; nothing before somebody attached it.
pub fn result(app: &App, dossier: &Dossier, page: &Page) -> Result<Vec<PaperShown>, Fault> {
    let scans = scans(app, dossier)?;
    let shown = dossier.result.iter().map(|result| {
        Ok(PaperShown {
            name: page.t("Kết quả", "The result").to_string(),
            counts: String::new(),
            digitised: result_digitised(result, page),
            files: files_shown(app, dossier.code(), &result.files, &scans, page)?,
        })
    });
    shown.collect()
}

/// What other agencies gave back, each with its document and its files.
pub fn replies(app: &App, dossier: &Dossier, page: &Page) -> Result<Vec<PaperShown>, Fault> {
    let scans = scans(app, dossier)?;
    let lang = page.language();
    let files_shown = |files: &[FileRef]| files_shown(app, dossier.code(), files, &scans, page);
    let shown = dossier.replies.iter().map(|reply| {
        Ok(PaperShown {
            name: agency_name(app, &reply.of, lang),
            counts: motcua_messages::reply_word(reply.word, lang).to_string(),
            digitised: vec![format!("“{}” – {}, {}", reply.text, reply.who.name, page.moment(reply.at))],
            files: files_shown(&reply.files)?,
        })
    });
    let beside = dossier.shares.iter().filter_map(|share| Some((share, share.ended.as_ref()?)));
    let beside = beside.filter_map(|(share, end)| {
        let (words, text, files) = match &end.how {
            HowShareEnded::Returned { word, text, files } => {
                (motcua_messages::reply_word(*word, lang), text, files.as_slice())
            }
            HowShareEnded::TakenBack { reason } => {
                (page.t("Đã rút lại phần việc", "The share was taken back"), reason, &[][..])
            }
            HowShareEnded::Overtaken => return None,
        };
        Some(files_shown(files).map(|files| PaperShown {
            name: agency_name(app, &share.given.to.agency, lang),
            counts: words.to_string(),
            digitised: vec![format!("“{text}” – {}, {}", end.who.name, page.moment(end.at))],
            files,
        }))
    });
    shown.chain(beside).collect()
}

fn files_shown(
    app: &App,
    code: &DossierCode,
    files: &[FileRef],
    scans: &Scans,
    page: &Page,
) -> Result<Vec<FileShown>, Fault> {
    let shown = |file: &FileRef| {
        let signatures = signature_lines(&signatures(app, &file.digest)?, true, page);
        Ok(FileShown { signatures, ..file_shown(code, file, scans, page) })
    };
    files.iter().map(shown).collect()
}

fn file_shown(code: &DossierCode, file: &FileRef, scans: &Scans, page: &Page) -> FileShown {
    let scanned = scans.get(&file.digest).copied().unwrap_or(Scanned::NotScanned);
    let (scan_kind, scan) = scanned_in_words(scanned, page);
    FileShown {
        href: format!("/officer/dossiers/{code}/files/{}", file.digest.0),
        name: file.name.clone(),
        size: page.bytes(file.size),
        pages: pages_in_words(file, page),
        doubts: doubts_in_words(file, page),
        scan_kind,
        scan,
        signatures: Vec::new(),
        is_infected: scanned == Scanned::Infected,
        digest: file.digest.0.clone(),
    }
}
