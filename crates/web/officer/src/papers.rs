//! Papers that are handed in over the counter: ticked, counted, scanned. Files of
//! a form that was refused are kept, so that nobody scans twice.

use motcua_core::catalogue::Version;
use motcua_core::document::{FileRef, Media};
use motcua_core::dossier::{Guess, PaperHanded, Wanted, attach, paper_count};
use motcua_core::{Halt, Refusal};
use motcua_edge::ask::Wrongs;
use motcua_edge::files::must_not_be_infected;
use motcua_edge::form::SentForm;
use motcua_edge::kept_token::{kept_file, token};
use motcua_edge::page::Page;
use motcua_edge::signed::Signed;
use motcua_messages::Lang;

/// The papers that may be ticked.
#[derive(Default)]
pub struct PaperRows {
    /// One for each paper.
    pub list: Vec<PaperRow>,
    /// Nobody has checked any of them: said once, not at each.
    pub all_assumed: bool,
}

/// A paper that may be ticked.
pub struct PaperRow {
    /// Its name in the form.
    pub id: String,
    /// What people read.
    pub name: String,
    /// `nếu có`, or for which cases.
    pub note: String,
    /// It lies on the counter.
    pub handed: bool,
    /// How many originals, as typed.
    pub originals: String,
    /// How many certified copies, as typed.
    pub certified: String,
    /// How many plain copies, as typed.
    pub copies: String,
    /// In which national database it was looked up, as typed.
    pub fetched: String,
    /// Files that came with the same form before it was refused.
    pub kept: Vec<KeptFile>,
    /// What is wrong with its files or counts; empty when nothing is.
    pub error: String,
    /// Nobody has checked that the procedure asks for it, unlike others.
    pub is_assumed: bool,
}

/// A file that is already on the server, waiting for the form to be right.
pub struct KeptFile {
    /// Its name.
    pub name: String,
    /// Its size.
    pub size: String,
    /// What the form carries for it.
    pub token: String,
}

/// The papers of a version as rows, and one for any other paper. `form` is what
/// was typed, when the form was refused; else every count is what the procedure
/// asks for.
pub fn rows(
    signed: &Signed,
    version: &Version,
    form: Option<&SentForm>,
    wrongs: &Wrongs,
    page: &Page,
) -> PaperRows {
    let lang = page.language();
    // Whatever is wrong with one of them, the others come back with their files.
    let sent = form.map(|form| carried(signed, form).0);
    let row = |id: &str, name: String, note: String, counts: (u32, u32), is_assumed: bool| {
        let field = |prefix: &str| format!("{prefix}.{id}");
        let typed = |prefix: &str, usual: u32| match form {
            Some(form) => form.get(&field(prefix)).to_string(),
            None => usual.to_string(),
        };
        let found = sent.iter().flatten().find(|paper| paper.paper == id);
        let files = found.map(|paper| paper.files.as_slice()).unwrap_or_default();
        let kept = files.iter().filter_map(|file| kept(signed, file, page));
        let wrong =
            ["paper", "originals", "certified", "copies", "fetched"].map(|prefix| wrongs.at(&field(prefix)));
        PaperRow {
            name,
            note,
            handed: form.is_some_and(|form| form.filled(&field("handed")).is_some()),
            originals: typed("originals", counts.0),
            certified: typed("certified", 0),
            copies: typed("copies", counts.1),
            fetched: form.map(|form| form.get(&field("fetched")).to_string()).unwrap_or_default(),
            kept: kept.collect(),
            error: wrong.into_iter().find(|text| !text.is_empty()).unwrap_or_default().to_string(),
            is_assumed,
            id: id.to_string(),
        }
    };
    let all_assumed = version.papers.iter().all(|paper| paper.trust.is_assumed());
    let mut list: Vec<PaperRow> = version
        .papers
        .iter()
        .map(|paper| {
            let mut notes = Vec::new();
            let name = lang.t(&paper.name, &paper.name_en).to_string();
            let if_any = lang.t("nếu có", "if any");
            // Many names say it themselves.
            if !paper.required && !name.contains(if_any) {
                notes.push(if_any.to_string());
            }
            if paper.by_form {
                let by_form =
                    ("không cần nếu kê khai trên mẫu điện tử", "not needed where its form is filled in");
                notes.push(lang.t(by_form.0, by_form.1).to_string());
            }
            notes.extend(cases(version, &paper.cases, lang));
            let counts = (paper.originals, paper.copies);
            let is_assumed = paper.trust.is_assumed() && !all_assumed;
            row(paper.id.as_str(), name, notes.join("; "), counts, is_assumed)
        })
        .collect();
    let name = lang.t("Giấy tờ khác", "Another paper").to_string();
    list.push(row("other", name, String::new(), (0, 0), false));
    PaperRows { list, all_assumed }
}

fn cases(version: &Version, ids: &[motcua_core::catalogue::CaseId], lang: Lang) -> Option<String> {
    let names: Vec<&str> =
        ids.iter().filter_map(|id| version.case(id)).map(|case| lang.t(&case.name, &case.name_en)).collect();
    (!names.is_empty()).then(|| format!("{} {}", lang.t("chỉ khi:", "only for:"), names.join(", ")))
}

/// A scan that came in one pile with others, and which paper it is taken for.
pub struct ScanRow {
    /// Its name.
    pub name: String,
    /// Its size.
    pub size: String,
    /// What the form carries for it.
    pub token: String,
    /// Which paper it is.
    pub paper: String,
    /// Why it was taken for that, for somebody to look at; empty when they have.
    pub why: &'static str,
}

/// The field of a pile of scans; as a paper it has no name of its own.
const SCANS: &str = "scans";

/// Whether a pile of scans came with this sending, to be sorted onto the papers.
pub fn has_new_scans(form: &SentForm) -> bool {
    form.uploads.iter().any(|upload| upload.field == "paper.scans")
}

/// The scans that came in piles: those that somebody has looked at, and the new ones
/// with the paper that each most likely is.
pub fn scans(signed: &Signed, version: &Version, form: &SentForm, page: &Page) -> Vec<ScanRow> {
    // What cannot be taken is said at its field; the pile comes back without it.
    let known = known_scans(signed, form).0;
    let new: Vec<FileRef> = form
        .good_papers()
        .iter()
        .filter(|paper| paper.paper == SCANS)
        .flat_map(|paper| paper.files.clone())
        .collect();
    let lang = page.language();
    let has_file = |id: &str| {
        let field = format!("kept.{id}");
        known.iter().any(|(paper, _)| paper == id) || form.filled(&field).is_some()
    };
    let ticked = |id: &str| form.filled(&format!("handed.{id}")).is_some();
    let wanted: Vec<Wanted> = version
        .papers
        .iter()
        .map(|paper| Wanted {
            id: paper.id.to_string(),
            name: lang.t(&paper.name, &paper.name_en).to_string(),
            waits: ticked(paper.id.as_str()) && !has_file(paper.id.as_str()),
        })
        .collect();
    let names: Vec<String> = new.iter().map(|file| file.name.clone()).collect();
    let guessed = attach(&names, &wanted).into_iter().map(|guess| {
        let why = match guess {
            Guess::Named(_) => lang.t("đoán theo tên tệp", "guessed by its name"),
            Guess::OnlyOne(_) => {
                lang.t("đoán: giấy duy nhất chưa có tệp", "guessed: the only one without a file")
            }
            Guess::Unknown => lang.t("chưa rõ là giấy nào: xin chọn", "not clear which: please choose"),
        };
        (guess.paper().to_string(), why)
    });
    let looked_at = known.into_iter().map(|(paper, file)| (paper, "", file));
    let guessed = guessed.zip(new).map(|((paper, why), file)| (paper, why, file));
    let row = |(paper, why, file): (String, &'static str, FileRef)| {
        let KeptFile { name, size, token } = kept(signed, &file, page)?;
        Some(ScanRow { name, size, token, paper, why })
    };
    looked_at.chain(guessed).filter_map(row).collect()
}

/// The scans that somebody has looked at, with the paper that each was taken for; and what
/// is no scan of ours.
fn known_scans(signed: &Signed, form: &SentForm) -> (Vec<(String, FileRef)>, Vec<Refusal>) {
    let (mut known, mut wrong) = (Vec::new(), Vec::new());
    for (nth, text) in form.under("scan.") {
        let paper = form.filled(&format!("scan_to.{nth}")).unwrap_or("other");
        match kept_file(signed, text) {
            Some(file) => known.push((paper.to_string(), file)),
            None => wrong.push(Refusal::of("request.malformed")),
        }
    }
    (known, wrong)
}

/// What was handed in: ticked, or with a file. New files are kept on the disk. Refused
/// with everything that is wrong.
pub fn read(signed: &Signed, form: &SentForm) -> Result<Vec<PaperHanded>, Halt> {
    let (mut papers, mut wrong) = carried(signed, form);
    match form.papers() {
        Err(Halt::Refused(files)) => wrong.extend(files),
        Err(broke) => return Err(broke),
        Ok(_) => {}
    }
    let (scans, malformed) = known_scans(signed, form);
    wrong.extend(malformed);
    for (id, file) in scans {
        paper(&mut papers, &id).files.push(file);
    }
    if wrong.is_empty() { Ok(papers) } else { Err(wrong.into()) }
}

/// The field of a result's files.
const RESULT: &str = "result";

/// The files of a result that is decided or returned.
pub fn read_result(signed: &Signed, form: &SentForm) -> Result<Vec<FileRef>, Halt> {
    let papers = read(signed, form).map_err(|halt| halt.at(RESULT))?;
    Ok(papers.into_iter().filter(|paper| paper.paper == RESULT).flat_map(|paper| paper.files).collect())
}

/// A result's files that came with a form that was refused for something else.
pub fn kept_result(signed: &Signed, form: &SentForm, page: &Page) -> Vec<KeptFile> {
    let papers = carried(signed, form).0.into_iter().filter(|paper| paper.paper == RESULT);
    let files: Vec<FileRef> = papers.flat_map(|paper| paper.files).collect();
    let pdf = files.iter().filter(|file| file.media == Media::Pdf);
    pdf.filter_map(|file| kept(signed, file, page)).collect()
}

/// What the form carries on for a file; none in which a virus was found, so that another
/// can be sent in its place.
fn kept(signed: &Signed, file: &FileRef, page: &Page) -> Option<KeptFile> {
    must_not_be_infected(&signed.visit.app, file).is_ok().then(|| KeptFile {
        name: file.name.clone(),
        size: page.bytes(file.size),
        token: token(&signed.visit.app, &signed.officer, file),
    })
}

/// The papers with the files that are good, of this sending and of those before it; and
/// what is wrong with the counts. Scans that came in a pile are shown with theirs.
fn carried(signed: &Signed, form: &SentForm) -> (Vec<PaperHanded>, Vec<Refusal>) {
    let mut papers = Vec::new();
    let mut wrong = Vec::new();
    for (id, _) in form.under("handed.") {
        paper(&mut papers, id);
    }
    for (id, text) in form.under("kept.") {
        match kept_file(signed, text) {
            Some(file) => paper(&mut papers, id).files.push(file),
            None => wrong.push(Refusal::of("request.malformed")),
        }
    }
    for sent in form.good_papers().iter().filter(|sent| sent.paper != SCANS) {
        paper(&mut papers, &sent.paper).files.extend(sent.files.iter().cloned());
    }
    for upload in &form.uploads {
        if let Some(id) = upload.field.strip_prefix("paper.").filter(|id| *id != SCANS) {
            paper(&mut papers, id);
        }
    }
    for (id, source) in form.under("fetched.").filter(|(_, source)| !source.is_empty()) {
        let now = signed.visit.now;
        paper(&mut papers, id).digitised = PaperHanded::fetched(id, source, now).digitised;
    }
    let is_ticked = |id: &str| form.filled(&format!("handed.{id}")).is_some();
    // What was looked up and lies not on the counter is not counted.
    let is_here = |handed: &&mut PaperHanded| {
        !handed.is_fetched() || !handed.files.is_empty() || is_ticked(&handed.paper)
    };
    for handed in papers.iter_mut().filter(is_here) {
        let counts = [
            ("originals", &mut handed.originals),
            ("certified", &mut handed.certified),
            ("copies", &mut handed.copies),
        ];
        for (prefix, count) in counts {
            let field = format!("{prefix}.{}", handed.paper);
            match paper_count(form.get(&field), &field) {
                Ok(number) => *count = number,
                Err(refusal) => wrong.push(refusal),
            }
        }
    }
    (papers, wrong)
}

fn paper<'a>(papers: &'a mut Vec<PaperHanded>, id: &str) -> &'a mut PaperHanded {
    let at = papers.iter().position(|paper| paper.paper == id).unwrap_or_else(|| {
        papers.push(PaperHanded::of_files(id, Vec::new()));
        papers.len() - 1
    });
    &mut papers[at]
}
