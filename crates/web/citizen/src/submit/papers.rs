//! The papers as files. What was sent before stays; each can be taken out again.

use super::draft::{Draft, OTHER};
use super::frame::Frame;
use super::from::From;
use super::kept::{self, Changed, DraftAddress, Opened};
use super::reuse::{self, Earlier, Offer};
use crate::remembered::{self, Remembered};
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use motcua_core::Refusal;
use motcua_core::catalogue::Version;
use motcua_core::document::FILES_MAX;
use motcua_core::dossier::PaperHanded;
use motcua_edge::ask::{Wrongs, refusals, status_of_form};
use motcua_edge::failure::{Failure, Reply};
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::visit::Visit;
use motcua_told::papers::{ACCEPT, PaperView, file_rules, file_view, with_dangers, with_signatures};

#[derive(Template)]
#[template(path = "citizen/papers.html")]
struct PapersPage {
    page: Page,
    frame: Frame,
    /// For which draft, as the upload says it.
    draft: String,
    accept: &'static str,
    rules: String,
    /// Each with what stands in earlier dossiers for it.
    papers: Vec<(PaperView, Vec<Offer>)>,
    /// The names of those that the form takes the place of.
    by_form: Vec<String>,
    /// Earlier dossiers that were opened.
    earlier: Vec<Earlier>,
    /// Something of them can be used again.
    offers: bool,
    /// What was ticked and is not there any more.
    gone: Vec<String>,
    /// Receipts that this device remembers and that were not opened yet.
    remembered: Vec<Remembered>,
    /// The code of an earlier dossier as it was typed.
    code: String,
    /// The page was refused with all files that it sent.
    unsent: bool,
    /// It was refused with some, and the others are kept.
    kept: bool,
    /// Nobody has confirmed what has to be handed in.
    assumed: bool,
    wrongs: Wrongs,
}

/// `GET /submit/{draft}/papers`
pub(super) async fn ask(
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<String>,
    Query(from): Query<From>,
) -> Reply {
    match kept::find(&visit, &id)? {
        DraftAddress::Draft(opened) => shown(&visit, &headers, &opened, &from, "", &[]),
        DraftAddress::HandedIn(receipt) => Ok(see_other(&receipt)),
    }
}

/// `POST /submit/{draft}/papers`: keeps what was sent; then goes on, or stays
/// when a file was taken out or more are to come.
pub(super) async fn answer(
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<String>,
    Query(query): Query<From>,
    form: Result<SentForm, Failure>,
) -> Reply {
    let opened = match kept::find(&visit, &id)? {
        DraftAddress::Draft(opened) => opened,
        DraftAddress::HandedIn(receipt) => return Ok(see_other(&receipt)),
    };
    let form = match form {
        Ok(form) => form,
        // Too large to be read at all: the same page says so.
        Err(Failure(halt)) => return shown(&visit, &headers, &opened, &query, "", &refusals(halt)?),
    };
    let from = From::of(&form);
    let form = form.with_papers(&visit.app).await?;
    // The good ones are kept, whatever is wrong with another.
    let kept = form.good_papers().to_vec();
    let bad = match form.papers() {
        Ok(_) => Vec::new(),
        Err(halt) => refusals(halt)?,
    };
    let removed = form.get("remove").rsplit_once('/');
    if let Some(file) = removed {
        motcua_upload::forget(&visit.app, &motcua_upload::of_draft(opened.id), file).await?;
    }
    let changed = kept::change(&visit, &id, |opened| {
        let (_, version) = opened.draft.procedure(&visit.app.law, visit.now)?;
        // What was ticked stands, also when a file is refused.
        let mut refused = reuse::tick(&visit, &mut opened.draft, version, &form)?;
        let mut after = opened.draft.clone();
        refused.extend(take(&mut after, version, kept.clone()));
        if refused.is_empty() {
            if let Some((paper, digest)) = removed {
                after.remove(paper, digest);
            }
            opened.draft = after;
        }
        refused.extend(bad.clone());
        Ok(refused)
    })
    .await?;
    let opened = match changed {
        Changed::HandedIn(receipt) => return Ok(receipt),
        Changed::Saved(opened, refused) if !refused.is_empty() => {
            return shown(&visit, &headers, &opened, &from, "", &refused);
        }
        Changed::Saved(opened, _) => opened,
    };
    let stays = removed.is_some() || form.filled("stay").is_some();
    let next = match (stays, from.word()) {
        (false, _) => "check",
        (true, "check") => "papers?from=check",
        (true, _) => "papers",
    };
    Ok(see_other(&format!("/submit/{}/{next}", opened.id)))
}

fn take(draft: &mut Draft, version: &Version, kept: Vec<PaperHanded>) -> Vec<Refusal> {
    let known: Vec<String> = draft.papers(version).iter().map(|paper| paper.id.to_string()).collect();
    for handed in kept {
        if handed.paper != OTHER && !known.contains(&handed.paper) {
            let shown: String = handed.paper.chars().take(40).collect();
            return vec![Refusal::of("dossier.unknown-paper").at("paper.other").with("paper", shown)];
        }
        draft.add(handed);
    }
    if draft.files() > FILES_MAX {
        return vec![Refusal::of("document.too-many").at("paper.other").with("limit", FILES_MAX)];
    }
    Vec::new()
}

/// The page with what is wrong with it. `code`: of an earlier dossier, as it was typed.
pub(super) fn shown(
    visit: &Visit,
    headers: &HeaderMap,
    opened: &Opened,
    from: &From,
    code: &str,
    refused: &[Refusal],
) -> Reply {
    let (_, version) = opened.draft.procedure(&visit.app.law, visit.now)?;
    let mut page = visit.page("procedures", "Giấy tờ", "Papers");
    let wrongs = Wrongs::of(refused, visit.lang, "paper.other");
    wrongs.entitle(&mut page);
    let files = |id: &str| match opened.draft.handed(id) {
        Some(handed) => handed.files.iter().map(|file| file_view(file, &page)).collect(),
        None => Vec::new(),
    };
    let mut store = reuse::offered(visit, &opened.draft, version, &page)?;
    let offers = !store.is_empty();
    let mut view = |id: &str, name: &str, required: bool| {
        let (id, name) = (id.to_string(), name.to_string());
        let offers = store.take(&id);
        (PaperView { files: files(&id), id, name, required, ..PaperView::default() }, offers)
    };
    let asked = opened.draft.to_send(version);
    let by_form = opened.draft.papers(version).into_iter();
    let by_form = by_form.filter(|paper| opened.draft.is_by_form(version, paper));
    let by_form = by_form.map(|paper| page.t(&paper.name, &paper.name_en).to_string()).collect();
    let mut papers: Vec<(PaperView, Vec<Offer>)> = asked
        .iter()
        .map(|paper| {
            view(
                paper.id.as_str(),
                page.t(&paper.name, &paper.name_en),
                paper.required && !opened.draft.is_by_form(version, paper),
            )
        })
        .collect();
    papers.push(view(OTHER, page.t("Giấy tờ khác", "Other papers"), false));
    let is_opened = |one: &Remembered| store.earlier.iter().any(|earlier| earlier.code == one.code);
    let mut remembered = remembered::list(visit, headers)?;
    remembered.retain(|one| !is_opened(one));
    let unsent = refused.iter().any(|one| matches!(one.code, "document.too-large" | "request.too-large"));
    let (views, offers_of): (Vec<PaperView>, Vec<Vec<Offer>>) = papers.into_iter().unzip();
    let views = with_signatures(&visit.app, with_dangers(&visit.app, views, &page)?, &page)?;
    let papers = views.into_iter().zip(offers_of).collect();
    let shown = PapersPage {
        frame: Frame::of(visit, opened, "papers", from)?,
        draft: opened.id.to_string(),
        accept: ACCEPT,
        rules: file_rules(&page),
        papers,
        by_form,
        earlier: store.earlier,
        offers,
        gone: store.gone,
        remembered,
        code: code.to_string(),
        unsent,
        kept: !unsent && wrongs.all().iter().any(|wrong| wrong.field.starts_with("paper.")),
        assumed: asked.iter().any(|paper| paper.trust.is_assumed()),
        wrongs,
        page,
    };
    Ok(html(status_of_form(refused), &shown))
}
