//! Bổ sung: the person adds what was asked for.

use super::history::asked;
use super::keyed::{self, Keyed};
use super::once;
use super::uploads::{self, ACCEPT, PaperView, file_rules, file_view};
use crate::edge::act::act;
use crate::edge::ask::{Wrongs, refusals, status_of_form};
use crate::edge::failure::{Failure, Reply};
use crate::edge::form::Form;
use crate::edge::page::{Page, html, see_other};
use crate::edge::secret::receipt_secret;
use crate::edge::visit::Visit;
use crate::upload;
use askama::Template;
use axum::extract::{Path, Query};
use motcua_core::account::Actor;
use motcua_core::catalogue::Version;
use motcua_core::dossier::{self, Dossier, PaperHanded, State, Supplement, Verb};
use motcua_core::{Fault, Halt, Refusal};

#[derive(Template)]
#[template(path = "citizen/supplement.html")]
struct SupplementPage {
    page: Page,
    code: String,
    /// The secret, for what is sent in pieces.
    key: String,
    back: String,
    action: String,
    form_key: String,
    items: Vec<String>,
    accept: &'static str,
    rules: String,
    papers: Vec<PaperView>,
    note: String,
    wrongs: Wrongs,
}

/// `GET /dossiers/{code}/supplement?key=`
pub(super) async fn ask(visit: Visit, Path(code): Path<String>, Query(Keyed { key }): Query<Keyed>) -> Reply {
    let dossier = keyed::open(&visit, &code, &key)?;
    Verb::Supplement.in_order(&dossier.state)?;
    shown(&visit, &dossier, once::fresh(&visit), "", &[])
}

/// `POST /dossiers/{code}/supplement?key=`
pub(super) async fn supplement(
    visit: Visit,
    Path(code): Path<String>,
    Query(Keyed { key }): Query<Keyed>,
    form: Result<Form, Failure>,
) -> Reply {
    let dossier = keyed::open(&visit, &code, &key)?;
    let form = match form {
        Ok(form) => form,
        Err(Failure(halt)) => {
            Verb::Supplement.in_order(&dossier.state)?;
            return shown(&visit, &dossier, once::fresh(&visit), "", &refusals(halt)?);
        }
    };
    if let Some(file) = form.get("remove").rsplit_once('/') {
        Verb::Supplement.in_order(&dossier.state)?;
        upload::forget(&visit.app, &upload::of_dossier(dossier.id), Some(file)).await?;
        return shown(&visit, &dossier, once::fresh(&visit), form.get("note"), &[]);
    }
    let once_key = once::key(&form, &dossier)?;
    let (form, kept) = uploads::keep(&visit, form).await?;
    match supplemented(&visit, &dossier, &form, kept, once_key).await {
        Ok(()) => Ok(see_other(&keyed::href(&visit, &dossier, ""))),
        Err(halt) => {
            let refused = refusals(halt)?;
            if refused.iter().any(|refusal| refusal.code == "dossier.wrong-status") {
                return Err(refused.into());
            }
            shown(&visit, &dossier, once::fresh(&visit), form.get("note"), &refused)
        }
    }
}

async fn supplemented(
    visit: &Visit,
    dossier: &Dossier,
    form: &Form,
    kept: Result<Vec<dossier::PaperHanded>, Halt>,
    key: motcua_store::Key,
) -> Result<(), Halt> {
    // What came with the form, and what came piece by piece before it.
    let owner = upload::of_dossier(dossier.id);
    let arrived = upload::taken(&visit.app, &owner)?;
    let arrived = arrived.into_iter().map(|(paper, file)| PaperHanded::of_files(paper, vec![file]));
    let mut papers = kept?;
    papers.extend(arrived);
    let command = Supplement { code: dossier.code().clone(), papers, note: form.get("note").to_string() };
    let actor = Actor::Applicant { name: dossier.submission.applicant.name.clone() };
    act(&visit.app, &actor, Some(key), |desk| dossier::supplement(desk, command.clone())).await?;
    upload::forget(&visit.app, &owner, None).await
}

fn shown(visit: &Visit, dossier: &Dossier, form_key: String, note: &str, refused: &[Refusal]) -> Reply {
    let submission = &dossier.submission;
    let procedure = visit.app.law.catalogue.procedure(&submission.procedure);
    let version = procedure.and_then(|procedure| procedure.version(submission.version));
    let mut page = visit.page("track", "Bổ sung hồ sơ", "Complete the dossier");
    // What is about the papers as a whole leads to the first of the inputs.
    let refused_at: Vec<Refusal> = refused
        .iter()
        .cloned()
        .map(
            |refusal| {
                if refusal.field.as_deref() == Some("papers") { refusal.at("paper.other") } else { refusal }
            },
        )
        .collect();
    let wrongs = Wrongs::of(&refused_at, visit.lang, "paper.other");
    wrongs.entitle(&mut page);
    let items = match &dossier.state {
        State::AwaitingSupplement { items, .. } => {
            items.iter().map(|item| asked(version, item, &page)).collect()
        }
        _ => Vec::new(),
    };
    let shown = SupplementPage {
        code: dossier.code().to_string(),
        key: receipt_secret(&visit.app.receipt_key, dossier.id),
        back: keyed::href(visit, dossier, ""),
        action: keyed::href(visit, dossier, "/supplement"),
        form_key,
        items,
        accept: ACCEPT,
        rules: file_rules(&page),
        papers: with_arrived(visit, inputs(version, dossier, &page), dossier, &page)?,
        note: note.to_string(),
        wrongs,
        page,
    };
    Ok(html(status_of_form(refused), &shown))
}

/// The inputs with what came piece by piece for each.
fn with_arrived(
    visit: &Visit,
    mut inputs: Vec<PaperView>,
    dossier: &Dossier,
    page: &Page,
) -> Result<Vec<PaperView>, Fault> {
    for (paper, file) in upload::taken(&visit.app, &upload::of_dossier(dossier.id))? {
        // What is for a paper that was not asked about stands with the others.
        let at = inputs.iter().position(|input| input.id == paper).unwrap_or(inputs.len() - 1);
        inputs[at].files.push(file_view(&file, page));
    }
    Ok(inputs)
}

/// One input for each paper that was asked about; all of the case when the
/// question was about the dossier as a whole; and one for anything else.
fn inputs(version: Option<&Version>, dossier: &Dossier, page: &Page) -> Vec<PaperView> {
    let about: Vec<&str> = match &dossier.state {
        State::AwaitingSupplement { items, .. } => items.iter().map(|item| item.about.as_str()).collect(),
        _ => Vec::new(),
    };
    let of_case: Vec<_> =
        version.map(|version| version.papers_for(&dossier.submission.case).collect()).unwrap_or_default();
    let named = of_case.iter().any(|paper| about.contains(&paper.id.as_str()));
    let mut inputs: Vec<PaperView> = of_case
        .into_iter()
        .filter(|paper| !named || about.contains(&paper.id.as_str()))
        .map(|paper| PaperView {
            id: paper.id.to_string(),
            name: page.t(&paper.name, &paper.name_en).to_string(),
            required: false,
            files: Vec::new(),
            ..PaperView::default()
        })
        .collect();
    inputs.push(PaperView {
        id: "other".to_string(),
        name: page.t("Giấy tờ khác", "Other papers").to_string(),
        required: false,
        files: Vec::new(),
        ..PaperView::default()
    });
    inputs
}
