//! What an official proposes: texts of whole files, typed, pasted or uploaded, and the law
//! that they would make.

use motcua_books::{Books, TriedFiles};
use motcua_core::document::clean_name;
use motcua_core::law_change::{CatalogueFile, may_be_changed};
use motcua_core::{BadData, Fault, Halt, Law, Refusal};
use motcua_edge::apart::apart;
use motcua_edge::app::App;
use motcua_edge::form::SentForm;
use sha2::{Digest, Sha256};

/// The most files on the page.
pub(super) const SHEETS_MAX: usize = 40;

/// The files on the page, in their order; the box left empty for another one is none. A
/// file that is named without a text is the one in force.
pub(super) async fn sheets(form: &SentForm, books: &Books) -> Result<Vec<CatalogueFile>, Halt> {
    let mut sheets: Vec<CatalogueFile> = Vec::new();
    for number in 0..SHEETS_MAX {
        let path = form.get(&format!("path.{number}")).to_string();
        let text = unix(form.raw(&format!("text.{number}")));
        match (path.is_empty(), text.trim().is_empty()) {
            (true, true) => {}
            (false, true) => {
                let text = books.text(&path).unwrap_or_default().to_string();
                sheets.push(CatalogueFile { path, text });
            }
            _ => sheets.push(CatalogueFile { path, text }),
        }
    }
    for (name, text) in form.texts_of("upload").await? {
        let name = clean_name(&name);
        let unreadable = || Refusal::of("data.unreadable").at("upload").with("detail", &name);
        let text = unix(&text.ok_or_else(unreadable)?);
        let path = place_of(&name, books);
        match sheets.iter_mut().find(|sheet| sheet.path == path) {
            Some(sheet) => sheet.text = text,
            None => sheets.push(CatalogueFile { path, text }),
        }
    }
    sheets.truncate(SHEETS_MAX);
    Ok(sheets)
}

/// Browsers end lines in another way than files do.
fn unix(text: &str) -> String {
    let mut text = text.replace("\r\n", "\n");
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// Where an uploaded file belongs: where one of its name is, else by its kind.
fn place_of(name: &str, books: &Books) -> String {
    let is_it = |path: &&str| path.rsplit('/').next() == Some(name) && may_be_changed(path);
    let known = books.files().map(|(path, _)| path).find(is_it);
    // `xac-nhan-hon-nhan.2.toml`; the names of procedures begin with a digit or have no version.
    let is_versioned =
        name.strip_suffix(".toml").and_then(|stem| stem.rsplit_once('.')).is_some_and(|(stem, version)| {
            stem.starts_with(|letter: char| letter.is_ascii_lowercase()) && version.parse::<u32>().is_ok()
        });
    let is_number = |letters: usize| {
        name.len() > letters
            && name.bytes().take(letters).all(|b| b.is_ascii_digit())
            && name.as_bytes()[letters] == b'.'
    };
    let folder = match name {
        _ if name.ends_with(".json") => "forms",
        _ if is_versioned => "deeds",
        _ if is_number(4) => "calendars",
        _ if is_number(2) => "agencies",
        _ => "procedures",
    };
    known.map_or_else(|| format!("{folder}/{name}"), str::to_string)
}

/// What is wrong with the sheets themselves, before anything in them is read.
pub(super) fn wrong_names(sheets: &[CatalogueFile]) -> Vec<Refusal> {
    let mut wrong = Vec::new();
    for (number, sheet) in sheets.iter().enumerate() {
        let at = format!("path.{number}");
        if !may_be_changed(&sheet.path) {
            wrong.push(Refusal::of("catalogue.not-changed-here").with("file", &sheet.path).at(at));
        } else if sheets[..number].iter().any(|other| other.path == sheet.path) {
            wrong.push(Refusal::of("catalogue.file-twice").with("file", &sheet.path).at(at));
        }
    }
    wrong
}

/// The sheets that differ from what is in force.
pub(super) fn changed(sheets: &[CatalogueFile], books: &Books) -> Vec<CatalogueFile> {
    sheets.iter().filter(|sheet| books.text(&sheet.path) != Some(&sheet.text)).cloned().collect()
}

/// Tells one proposal from another, so that what is put into force is what was looked at.
pub(super) fn mark(files: &[CatalogueFile]) -> String {
    let mut digest = Sha256::new();
    for file in files {
        digest.update((file.path.len() as u64).to_be_bytes());
        digest.update(&file.path);
        digest.update((file.text.len() as u64).to_be_bytes());
        digest.update(&file.text);
    }
    hex::encode(&digest.finalize()[..16])
}

/// The catalogue with these files, and the law in it or everything that is wrong: by the
/// very rules of `motcua catalogue check`. Reading all files, and making papers by the templates among them,
/// takes a while, so it is done off the threads that answer.
pub(super) async fn read(
    app: &App,
    files: Vec<CatalogueFile>,
) -> Result<(Books, Result<Law, Vec<BadData>>), Fault> {
    let (books, before) = (app.books.clone(), app.law.clone());
    let reading = move || {
        let books = books.with(&files);
        let law =
            apart(|| books.sound(before.policy.clone(), Some(TriedFiles { files: &files, before: &before })));
        (books, law)
    };
    tokio::task::spawn_blocking(reading).await.map_err(Fault::other)
}
