//! So bản in: a printed page that somebody brings, beside the paper that is kept. Nothing of it is stored.

use super::deed_life::OfDossier;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use motcua_core::deed::CheckCode;
use motcua_core::dossier::Dossier;
use motcua_core::{Fault, Halt, Refusal};
use motcua_edge::ask::{Wrongs, refusals_at_fields, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html};
use motcua_edge::signed::Signed;
use motcua_edge::waiting::waiting;
use motcua_papers::{FileDrawn, PAGES_DRAWN_MAX, PageDrawn};
use motcua_told::deed::deed_words;
use motcua_told::text_differs::{TextPiece, different_words};
use motcua_told::verified::{Verified, look_up};
use tokio::sync::Semaphore;

#[derive(Template)]
#[template(path = "officer/compare_print.html")]
struct ComparePrint {
    page: Page,
    of: OfDossier,
    /// Of the paper.
    check: String,
    title: String,
    number: String,
    day: String,
    kind: &'static str,
    state: &'static str,
    /// Of which page of the paper the sent file is the first, as it was typed.
    first: String,
    errors: Wrongs,
    compared: Option<Compared>,
}

/// What stands side by side.
struct Compared {
    pairs: Vec<PagePair>,
    /// The kept file cannot be drawn.
    without_kept: bool,
    /// More pages are there than are drawn.
    has_more: bool,
    /// Both have letters, so that they were compared.
    reads: bool,
    /// What differs; none where they say the same.
    differs: Vec<TextPiece>,
}

/// A page of the paper and the one that was sent.
struct PagePair {
    number: usize,
    kept: Option<PageDrawn>,
    sent: Option<PageDrawn>,
}

/// One at a time: it takes seconds, and a machine has few of those for pages that nobody waits long for.
static DRAWING: Semaphore = Semaphore::const_new(1);

/// Fewer words are a page number or a stamp, not the text of a page.
const WORDS_TO_COMPARE: usize = 5;

/// `GET /officer/compare_print/{check}`
pub async fn get(signed: Signed, Path(check): Path<String>) -> Reply {
    let found = look_up(&signed.visit, &check);
    let paper = paper(&signed, &found)?;
    Ok(shown(&signed, &paper, "1", &[], None))
}

/// `POST /officer/compare_print/{check}`: a picture, a scan or a file of the printed paper.
pub async fn post(signed: Signed, Path(check): Path<String>, form: SentForm) -> Reply {
    let found = look_up(&signed.visit, &check);
    let paper = paper(&signed, &found)?;
    let first: String = form.get("first").chars().take(9).collect();
    match compared(&signed, &paper, &first, &form).await {
        Ok(compared) => Ok(shown(&signed, &paper, &first, &[], Some(compared))),
        Err(halt) => Ok(shown(&signed, &paper, &first, &refusals_at_fields(halt)?, None)),
    }
}

/// The paper with this code, where the officer may read its dossier: whoever may not knows from the public page that
/// it is there.
fn paper<'v>(
    signed: &'v Signed,
    found: &'v Result<(CheckCode, Dossier), Halt>,
) -> Result<Verified<'v>, Halt> {
    let paper = Verified::of(&signed.visit, found)?;
    match paper.dossier.is_read_by(&signed.officer, &signed.visit.app.law, signed.visit.now) {
        true => Ok(paper),
        false => Err(Refusal::of("deed.not-to-read").into()),
    }
}

async fn compared(
    signed: &Signed,
    paper: &Verified<'_>,
    first: &str,
    form: &SentForm,
) -> Result<Compared, Halt> {
    let at_first = |code| Refusal::of(code).at("first").with("most", PAGES_DRAWN_MAX);
    let first: usize = first.trim().parse().map_err(|_| at_first("deed.first-page"))?;
    if !(1..=PAGES_DRAWN_MAX).contains(&first) {
        return Err(at_first("deed.first-page").into());
    }
    let [upload] = form.uploads.as_slice() else {
        let code = if form.uploads.is_empty() { "deed.print-missing" } else { "deed.one-print" };
        return Err(Refusal::of(code).at("file").into());
    };
    let (app, kept) = (signed.visit.app.clone(), paper.kept_file(&signed.visit.app)?);
    let (name, file) = (upload.name.clone(), upload.file.clone());
    let draw = move || -> Result<_, Halt> {
        let sent = app.drawing.drawn(&name, &file.bytes()?).map_err(|halt| halt.at("file"))?;
        let kept = match app.drawing.drawn(&kept.name, &(kept.read)()?) {
            Ok(drawn) => Some(drawn),
            // What the registry attached may be a kind of file that has no pages; its words are there all the same.
            Err(Halt::Refused(_)) => None,
            Err(broke) => return Err(broke),
        };
        Ok((kept, sent))
    };
    let (kept, sent) = {
        let _turn = DRAWING.acquire().await.map_err(Fault::other)?;
        waiting(draw).await?
    };
    Ok(side_by_side(kept, sent, first, paper))
}

fn side_by_side(kept: Option<FileDrawn>, sent: FileDrawn, first: usize, paper: &Verified<'_>) -> Compared {
    let without_kept = kept.is_none();
    let kept = kept.unwrap_or(FileDrawn { pages: Vec::new(), of: 0 });
    let has_more = [&kept, &sent].into_iter().any(|file| file.of > file.pages.len());
    let all_text =
        |file: &FileDrawn| file.pages.iter().map(|page| page.text.as_str()).collect::<Vec<_>>().join("\n");
    // Only the pages that were sent are compared.
    let those = FileDrawn {
        pages: kept.pages.iter().skip(first - 1).take(sent.pages.len()).cloned().collect(),
        of: kept.of,
    };
    let says = |text: &str| text.split_whitespace().nth(WORDS_TO_COMPARE - 1).is_some();
    let (mut kept_text, sent_text) = (all_text(&those), all_text(&sent));
    // A scan says nothing of itself, but what it was made from is known.
    if !says(&kept_text) && first == 1 {
        kept_text = paper.known.made.paper(paper.template).text();
    }
    let reads = says(&kept_text) && says(&sent_text);
    let differs = if reads { different_words(&kept_text, &sent_text) } else { Vec::new() };
    let last = kept.pages.len().max(first - 1 + sent.pages.len());
    let mut sent_pages = sent.pages.into_iter();
    let mut kept_pages = kept.pages.into_iter();
    let pair = |number: usize| PagePair {
        number,
        kept: kept_pages.next(),
        sent: if number >= first { sent_pages.next() } else { None },
    };
    Compared { pairs: (1..=last).map(pair).collect(), without_kept, has_more, reads, differs }
}

fn shown(
    signed: &Signed,
    paper: &Verified<'_>,
    first: &str,
    wrong: &[Refusal],
    compared: Option<Compared>,
) -> Response {
    let mut page = signed.visit.page("work", "So bản in", "Compare a print");
    let errors = Wrongs::of(wrong, signed.visit.lang, "file");
    errors.entitle(&mut page);
    let (made, template) = (paper.known.made, paper.template);
    let words = deed_words(paper.dossier, &paper.known, template, signed.visit.now.day(), &page);
    let view = ComparePrint {
        of: OfDossier::of(signed, paper.dossier, &page),
        check: made.check.as_str().to_string(),
        title: page.t(&template.title, &template.title_en).to_string(),
        number: if made.number > 0 { made.number_and_symbol() } else { String::new() },
        day: page.day(made.day),
        kind: words.kind,
        state: words.state,
        first: first.to_string(),
        errors,
        compared,
        page,
    };
    html(if wrong.is_empty() { StatusCode::OK } else { status_of_form(wrong) }, &view)
}
