//! Vào sổ, phát hành: the registry gives the decision its number, seals and files it.

use super::scene::{Frame, Scene, Sent, shown};
use crate::papers::{KeptFile, kept_result, read_result};
use crate::stock::href_of;
use askama::Template;
use motcua_core::dossier::{self as rules, BookEntry, DossierCommand, EntryKnown, entry_known};
use motcua_core::{Day, Halt};
use motcua_edge::failure::Reply;
use motcua_edge::page::Page;
use motcua_told::deed::PaperOf;

#[derive(Template)]
#[template(path = "officer/issue.html")]
struct Issue {
    page: Page,
    frame: Frame,
    outcome: &'static str,
    decided: String,
    number: String,
    book: String,
    day: String,
    month: String,
    year: String,
    /// The paper that was decided has its number: nothing is typed.
    is_drawn: bool,
    /// Its print; empty where the result is another document.
    pdf_href: String,
    /// Where it is printed over its stock; empty for a paper that is printed whole.
    stock_href: String,
    /// It was signed with a key: it is a file.
    is_signed: bool,
    /// The agency has the key of a seal here.
    seals_here: bool,
    /// How many files the leader attached.
    attached: usize,
    kept: Vec<KeptFile>,
    /// Why there is no scan, as it was typed.
    unscanned: String,
}

pub(super) fn action(sent: &Sent<'_>) -> Result<DossierCommand, Halt> {
    // Whoever attaches the signed and sealed paper issues that; else the one that is sealed here.
    let mut files = read_result(sent.signed, sent.form)?;
    files.extend(sent.paper.clone());
    // Of a scan that is there nobody says why it is not.
    let unscanned = sent.paper.as_ref().and_then(|_| sent.form.filled("unscanned")).map(str::to_string);
    let known = sent.dossier.deed.as_deref().and_then(|made| entry_known(&sent.signed.visit.app.law, made));
    // All of it was drawn when it was decided: nothing is typed.
    if let Some(EntryKnown { number, book: Some(book), day: Some(day) }) = known {
        let entry = BookEntry { number, book, day };
        return Ok(rules::Issue { code: sent.code(), entry, files, unscanned }.into());
    }
    let day = sent.form.day_said("day")?;
    let entry = BookEntry { number: sent.typed("number"), book: sent.typed("book"), day };
    Ok(rules::Issue { code: sent.code(), entry, files, unscanned }.into())
}

pub(super) fn page(page: Page, frame: Frame, scene: &Scene<'_>) -> Reply {
    let lang = page.language();
    let decided = scene.dossier.decided;
    let today = scene.signed.visit.now.day();
    let first = scene.form.filled("key").is_none();
    let drawn = scene.dossier.deed.as_ref().and_then(|deed| deed.entry());
    let app = &scene.signed.visit.app;
    let made = scene.dossier.deed.as_ref();
    let paper = made.map(|made| PaperOf::of(app, made)).transpose()?;
    let known = made.and_then(|made| entry_known(&app.law, made));
    let (known_number, known_book) = known.map(|known| (known.number, known.book)).unwrap_or_default();
    let today = drawn.as_ref().map_or(today, |drawn| drawn.day);
    let (year, month, day) = today.ymd();
    let typed = |field: &str, suggested: String| if first { suggested } else { scene.typed(field) };
    let view = Issue {
        outcome: decided.map(|decided| motcua_messages::outcome(decided.outcome, lang)).unwrap_or_default(),
        decided: decided.map(|decided| page.moment(decided.at)).unwrap_or_default(),
        is_drawn: drawn.is_some(),
        number: drawn.as_ref().map_or_else(|| typed("number", known_number), |drawn| drawn.number.clone()),
        book: drawn.map_or_else(
            || typed("book", known_book.unwrap_or_else(|| suggested_book(today, &page))),
            |drawn| drawn.book,
        ),
        pdf_href: paper
            .as_ref()
            .map(|_| format!("/officer/dossiers/{}/deed.pdf", scene.dossier.code()))
            .unwrap_or_default(),
        stock_href: paper.map(|paper| href_of(&paper, scene.dossier)).unwrap_or_default(),
        is_signed: made.is_some_and(|made| made.signature.file().is_some()),
        seals_here: app.seals.has(&scene.dossier.submission.competent),
        day: typed("day.day", day.to_string()),
        month: typed("day.month", month.to_string()),
        year: typed("day.year", year.to_string()),
        attached: scene.dossier.result.as_ref().map_or(0, |result| result.files.len()),
        kept: kept_result(scene.signed, scene.form, &page),
        unscanned: scene.typed("unscanned"),
        frame,
        page,
    };
    shown(scene, &view)
}

/// The book of outgoing documents of this year, as most registries call theirs.
pub(crate) fn suggested_book(today: Day, page: &Page) -> String {
    format!("{} {}", page.t("Sổ đăng ký văn bản đi năm", "Register of outgoing documents"), today.ymd().0)
}
