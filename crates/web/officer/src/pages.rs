//! Tách, ghép trang: which pages of which PDFs of a dossier become a new file of a
//! paper. The officer sees how many pages there are before anything is kept.

use super::words::{paper_name, version_of};
use askama::Template;
use axum::extract::Path;
use motcua_core::document::{FileRef, Media, clean_name};
use motcua_core::dossier::{CutPages, Dossier, PagesOf};
use motcua_core::{Fault, Halt, Refusal};
use motcua_edge::act::act;
use motcua_edge::ask::{ChoiceShown, Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::files::must_not_be_infected;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::signed::Signed;
use motcua_papers::pdf::{Cut, cut, parse_ranges};
use motcua_papers::take;
use motcua_store::Key;
use motcua_told::signed::{is_signed, signatures};
use sha2::{Digest, Sha256};

#[derive(Template)]
#[template(path = "officer/pages.html")]
struct PagesPage {
    page: Page,
    code: String,
    files: Vec<PdfRow>,
    papers: Vec<ChoiceShown>,
    paper: String,
    /// The name of the new file, as typed.
    named: String,
    /// What the pages that were asked for come to; nothing before that was asked.
    preview: Option<Preview>,
    wrongs: Wrongs,
}

/// A PDF of the dossier.
struct PdfRow {
    /// The name of its input.
    field: String,
    name: String,
    /// Where it is read.
    href: String,
    pages: String,
    /// It carries digital signatures, which what is made of its pages has not.
    is_signed: bool,
    /// The pages as typed: `1-3, 5`.
    typed: String,
    /// Its place among the others, as typed.
    order: String,
}

/// What the new file would be.
struct Preview {
    pages: u32,
    size: String,
}

/// `GET /officer/dossiers/{code}/pages`
pub async fn get(signed: Signed, Path(code): Path<String>) -> Reply {
    let dossier = signed.dossier(&code)?;
    shown(&signed, &dossier, &SentForm::default(), None, &[])
}

/// `POST /officer/dossiers/{code}/pages`: counts the pages that were asked for, or
/// keeps them as a new file.
pub async fn post(signed: Signed, Path(code): Path<String>, form: SentForm) -> Reply {
    let dossier = signed.dossier(&code)?;
    let made = match made(&signed, &dossier, &form).await {
        Ok(made) => made,
        Err(halt) => return shown(&signed, &dossier, &form, None, &refusals(halt)?),
    };
    if form.filled("keep").is_none() {
        let page = signed.visit.page("work", "", "");
        let preview = Preview { pages: made.pages, size: page.bytes(made.bytes.len() as u64) };
        return shown(&signed, &dossier, &form, Some(preview), &[]);
    }
    match kept(&signed, &dossier, &form, made).await {
        Ok(()) => Ok(see_other(&format!("/officer/dossiers/{}", dossier.code()))),
        Err(halt) => shown(&signed, &dossier, &form, None, &refusals(halt)?),
    }
}

/// A new PDF that is not kept yet.
struct Made {
    bytes: Vec<u8>,
    name: String,
    pages: u32,
    from: Vec<PagesOf>,
}

/// The PDFs of the dossier, each once.
fn pdfs(dossier: &Dossier) -> Vec<&FileRef> {
    let mut all: Vec<&FileRef> = Vec::new();
    for file in dossier.submission.papers.iter().flat_map(|paper| &paper.files) {
        if file.media == Media::Pdf && !all.iter().any(|known| known.digest == file.digest) {
            all.push(file);
        }
    }
    all
}

async fn made(signed: &Signed, dossier: &Dossier, form: &SentForm) -> Result<Made, Halt> {
    let (mut wanted, mut wrong) = (Vec::new(), Vec::new());
    for (place, file) in pdfs(dossier).into_iter().enumerate() {
        let field = format!("pages.{}", file.digest.0);
        let Some(typed) = form.filled(&field) else { continue };
        must_not_be_infected(&signed.visit.app, file)?;
        let order: usize = form.get(&format!("order.{}", file.digest.0)).parse().unwrap_or(place + 1);
        match parse_ranges(typed) {
            Ok(pages) => wanted.push((order, place, file.clone(), pages)),
            Err(refusal) => wrong.push(refusal.at(field)),
        }
    }
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    wanted.sort_by_key(|(order, place, ..)| (*order, *place));
    let name = match form.filled("name").map(clean_name) {
        Some(name) if name.to_lowercase().ends_with(".pdf") => name,
        Some(name) => format!("{name}.pdf"),
        None => "ghép trang.pdf".to_string(),
    };
    let app = signed.visit.app.clone();
    let work = move || -> Result<Made, Halt> {
        let mut sources = Vec::new();
        for (_, _, file, pages) in &wanted {
            let bytes = app.files.get(&file.digest)?;
            let gone = || Fault::damaged(format!("file {} is not on the disk", file.digest.0));
            sources.push((bytes.ok_or_else(gone)?, pages.clone()));
        }
        let cuts: Vec<Cut<'_>> =
            sources.iter().map(|(bytes, pages)| Cut { bytes, pages: pages.clone() }).collect();
        let bytes = cut(&cuts)?;
        // The new file is judged like any other.
        let pages = take(&name, &bytes)?.pages.unwrap_or_default();
        let from = wanted.into_iter().map(|(_, _, file, pages)| PagesOf {
            digest: file.digest,
            name: file.name,
            pages,
        });
        Ok(Made { from: from.collect(), bytes, name, pages })
    };
    signed.visit.app.intake.judge(work).await
}

async fn kept(signed: &Signed, dossier: &Dossier, form: &SentForm, made: Made) -> Result<(), Halt> {
    let app = signed.visit.app.clone();
    let Made { bytes, name, from, .. } = made;
    let keep = move || -> Result<FileRef, Halt> { Ok(app.keep_file(&take(&name, &bytes)?)?) };
    let file = signed.visit.app.intake.judge(keep).await?;
    // The same pages for the same paper on the same state are the same act.
    let content = format!("{} {} {} {from:?}", dossier.code(), dossier.seq, form.get("paper"));
    let digest: [u8; 32] = Sha256::digest(content.as_bytes()).into();
    let name = hex::encode(digest);
    let key = Key { key: format!("form:cut_pages {name}"), digest };
    let command = CutPages { code: dossier.code().clone(), paper: form.get("paper").to_string(), file, from };
    act(&signed.visit.app, &signed.actor()?, Some(key), command).await?;
    Ok(())
}

fn shown(
    signed: &Signed,
    dossier: &Dossier,
    form: &SentForm,
    preview: Option<Preview>,
    refused: &[Refusal],
) -> Reply {
    let mut page = signed.visit.page("work", "Tách, ghép trang PDF", "Put PDF pages together");
    let wrongs = Wrongs::of(refused, signed.visit.lang, "main");
    wrongs.entitle(&mut page);
    let version = version_of(&signed.visit.app, &dossier.submission);
    let row = |(place, file): (usize, &FileRef)| -> Result<PdfRow, Fault> {
        Ok(PdfRow {
            field: file.digest.0.clone(),
            name: file.name.clone(),
            href: format!("/officer/dossiers/{}/files/{}", dossier.code(), file.digest.0),
            pages: motcua_told::papers::pages_in_words(file, &page),
            is_signed: is_signed(&signatures(&signed.visit.app, &file.digest)?),
            typed: form.get(&format!("pages.{}", file.digest.0)).to_string(),
            order: form
                .filled(&format!("order.{}", file.digest.0))
                .map_or_else(|| (place + 1).to_string(), str::to_string),
        })
    };
    let files = pdfs(dossier).into_iter().enumerate().map(row).collect::<Result<Vec<_>, _>>()?;
    let mut papers: Vec<ChoiceShown> = Vec::new();
    // What was handed in, and what may still be in a pile under another name.
    let handed = dossier.submission.papers.iter().map(|paper| paper.paper.as_str());
    let asked = version.into_iter().flat_map(|version| version.papers_for(&dossier.submission.case));
    for id in handed.chain(asked.map(|paper| paper.id.as_str())).chain(["other"]) {
        if !papers.iter().any(|choice| choice.value == id) {
            papers.push(ChoiceShown::new(id, paper_name(version, id, signed.visit.lang)));
        }
    }
    let first = papers.first().map(|choice| choice.value.clone()).unwrap_or_default();
    let view = PagesPage {
        code: dossier.code().to_string(),
        files,
        paper: form.filled("paper").map_or(first, str::to_string),
        papers,
        named: form.get("name").to_string(),
        preview,
        wrongs,
        page,
    };
    Ok(html(status_of_form(refused), &view))
}
