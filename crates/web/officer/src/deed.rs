//! Dự thảo kết quả: the paper with which a dossier is to end, filled with what is known, seen before it
//! is kept, and as a file.

use super::deed_fields::{FieldShown, said_in};
use super::registers;
use super::stock;
use super::words::{procedure_name, status_kind};
use askama::Template;
use axum::extract::{Path, Query, RawQuery};
use motcua_core::act::in_stead;
use motcua_core::deed::{Deed, DeedField, DeedMade, DeedTemplate};
use motcua_core::document::FileRef;
use motcua_core::dossier::{Dossier, DossierCommand, DraftResult, KnownFacts};
use motcua_core::register::RegisterEntry;
use motcua_core::{Fault, Halt, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{ChoiceShown, Wrongs, refusals_at_fields, status_of_form};
use motcua_edge::download::to_read;
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of, seq_of};
use motcua_edge::signed::Signed;
use motcua_edge::waiting::waiting;
use motcua_papers::take;
use motcua_store::act::SeenDossier;
use motcua_told::deed::{PaperOf, file_name, paper_asked, paper_of};
use motcua_told::due::{DueWords, due_words};
use serde::Deserialize;
use std::collections::BTreeMap;
use tokio::sync::Semaphore;

#[derive(Template)]
#[template(path = "officer/draft_result.html")]
struct DraftPage {
    page: Page,
    code: String,
    procedure: String,
    kind: &'static str,
    status: &'static str,
    due: DueWords,
    applicant: String,
    templates: Vec<ChoiceShown>,
    template: String,
    law: String,
    is_assumed: bool,
    /// What the drafter may say.
    open: Vec<FieldShown>,
    /// What is known and stays as it is.
    known: Vec<(String, String)>,
    seq: u32,
    key: String,
    errors: Wrongs,
    saved: bool,
    /// Where an entry of its register is looked for; empty where it is of none.
    register_href: String,
    /// From which entry it is taken.
    entry: Option<EntryShown>,
    paper: Option<Deed>,
    pdf_href: String,
    /// Where it is printed over its stock; empty for a paper that is printed whole.
    stock_href: String,
}

/// The entry from which a paper is taken.
struct EntryShown {
    id: String,
    href: String,
    name: String,
    without_href: String,
}

/// Templates from which this officer may draft for this dossier now.
pub(super) fn templates<'a>(signed: &'a Signed, dossier: &'a Dossier) -> Vec<&'a DeedTemplate> {
    let today = signed.visit.now.day();
    let mut all = signed.visit.app.law.deeds_of(dossier, today);
    // What most dossiers end with comes first; what every dossier may end with, last.
    all.sort_by_key(|template| (!template.approves, template.procedures.is_empty()));
    all
}

/// Whether the officer may draft the result now.
pub(super) fn may_draft(signed: &Signed, dossier: &Dossier) -> bool {
    let may = in_stead(&signed.viewer(), |actor| Ok(dossier.must_be_drafted_by(actor.officer()?)?));
    may.is_ok() && !templates(signed, dossier).is_empty()
}

/// `GET /officer/dossiers/{code}/draft_result?template=&entry=&saved=`
pub async fn get(signed: Signed, Path(code): Path<String>, RawQuery(query): RawQuery) -> Reply {
    let dossier = signed.dossier(&code)?;
    if !may_draft(&signed, &dossier) {
        return Err(Halt::from(Refusal::of("deed.not-now")).into());
    }
    let query = query.unwrap_or_default();
    let asked: BTreeMap<String, String> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let of = |name: &str| asked.get(name).map(String::as_str).unwrap_or_default();
    let entry = entry_of(&signed, &dossier, of("template"), of("entry"))?;
    if let Some(entry) = &entry {
        registers::write_down(&signed, "", &entry.id).await?;
    }
    let asked = Asked { template: of("template"), entry: entry.as_ref(), saved: asked.contains_key("saved") };
    shown(&signed, &dossier, asked, &SentForm::default(), &[])
}

/// `POST /officer/dossiers/{code}/draft_result`
pub async fn post(signed: Signed, Path(code): Path<String>, form: SentForm) -> Reply {
    let dossier = signed.dossier(&code)?;
    let key = key_of(&form, &format!("draft_result {}", dossier.code()))?;
    let wanted = form.get("template").to_string();
    let entry = match form.get("entry") {
        "" => None,
        id => entry_of(&signed, &dossier, &wanted, id)?,
    };
    let entry = entry.as_ref();
    let done = match drafted(&signed, &dossier, &wanted, entry, &form).await {
        Ok(command) => {
            let seen = Some(SeenDossier { code: dossier.code(), seq: seq_of(&form)? });
            let sending = Sending { key: Some(key), seen, ..Sending::default() };
            send(&signed.visit.app, &signed.actor()?, sending, DossierCommand::from(command)).await.map(drop)
        }
        Err(halt) => Err(halt),
    };
    match done {
        Ok(()) => Ok(see_other(&format!("/officer/dossiers/{}/draft_result?saved=1#paper", dossier.code()))),
        Err(halt) => {
            let wrong = refusals_at_fields(halt)?;
            shown(&signed, &dossier, Asked { template: &wanted, entry, saved: false }, &form, &wrong)
        }
    }
}

/// The command; refused where a field cannot be read, or has a letter that cannot be printed.
async fn drafted(
    signed: &Signed,
    dossier: &Dossier,
    wanted: &str,
    entry: Option<&RegisterEntry>,
    form: &SentForm,
) -> Result<DraftResult, Halt> {
    let (law, today) = (&signed.visit.app.law, signed.visit.now.day());
    let template = law.deed_of(dossier, today, &wanted.into());
    let template = template.ok_or_else(|| Refusal::of("deed.unknown-template").at("template"))?;
    let known = KnownFacts::new(law, dossier, today).with_entry(entry);
    let said = said_in(template.fields.iter().filter(|field| known.is_open(field)), form)?;
    let filling = known.filling(&template.fields).into_iter().chain(said.clone()).collect();
    must_print(signed, dossier, PaperOf::drafted(template, &filling)).await?;
    Ok(DraftResult {
        code: dossier.code().clone(),
        template: template.id.clone(),
        said,
        entry: entry.map(|entry| entry.id.clone()),
    })
}

/// The entry of a register from which a paper is taken: the one that was chosen, the one of the draft, or
/// the one that was made from this dossier. None where the template is of no register, or nobody wants it.
fn entry_of(
    signed: &Signed,
    dossier: &Dossier,
    template: &str,
    chosen: &str,
) -> Result<Option<RegisterEntry>, Halt> {
    let (app, agency) = (&signed.visit.app, &signed.officer.agency);
    let all = templates(signed, dossier);
    let drafted = dossier.draft.as_ref();
    let wanted = match template {
        "" => drafted.map(|draft| draft.template.as_str()),
        id => Some(id),
    };
    let found = all.iter().find(|known| Some(known.id.as_str()) == wanted).or(all.first());
    let Some((template, register)) = found.and_then(|known| Some((*known, known.register.as_ref()?))) else {
        return Ok(None);
    };
    let kept = drafted.filter(|draft| draft.template == template.id);
    let code = dossier.code().to_string();
    let found = app.read(|rows| match (chosen, kept) {
        (WITHOUT_ENTRY, _) => Ok(None),
        ("", Some(draft)) => match &draft.entry {
            Some(used) => motcua_store::entry::get(rows, &used.id),
            None => Ok(None),
        },
        ("", None) => motcua_store::entry::of_dossier(rows, register, &code),
        (id, _) => motcua_store::entry::get(rows, id),
    })?;
    let may = |entry: &RegisterEntry| entry.must_give(template, agency);
    match (chosen, found) {
        ("" | WITHOUT_ENTRY, found) => Ok(found.filter(|entry| may(entry).is_ok())),
        // Whoever chose one is told why it cannot be used.
        (_, Some(entry)) => match may(&entry) {
            Ok(()) => Ok(Some(entry)),
            Err(why) => Err(Refusal { field: None, ..why }.into()),
        },
        (_, None) => Err(Refusal::of("register.unknown-entry").into()),
    }
}

/// In an address: the paper is taken from no register.
const WITHOUT_ENTRY: &str = "none";

/// What a page of a draft is asked for.
struct Asked<'a> {
    /// The template; empty for the one of the draft, or the first.
    template: &'a str,
    /// From which entry it is taken.
    entry: Option<&'a RegisterEntry>,
    /// It was just kept.
    saved: bool,
}

fn shown(signed: &Signed, dossier: &Dossier, asked: Asked<'_>, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let (app, now, lang) = (&signed.visit.app, signed.visit.now, signed.visit.lang);
    let mut page = signed.visit.page("work", "Dự thảo kết quả", "Draft the result");
    let errors = Wrongs::of(wrong, lang, "main");
    errors.entitle(&mut page);
    let all = templates(signed, dossier);
    let drafted = dossier.draft.as_ref();
    let named = |id: &str| all.iter().find(|template| template.id.as_str() == id);
    let last = drafted.and_then(|draft| named(draft.template.as_str()));
    let template = named(asked.template).or(last).or(all.first());
    let template = template.ok_or_else(|| Halt::from(Refusal::of("deed.not-now")))?;
    let facts = KnownFacts::new(&app.law, dossier, now.day()).with_entry(asked.entry);
    let known = facts.filling(&template.fields);
    let kept = drafted.filter(|draft| draft.template == template.id);
    // What the draft says was taken from another entry, or from none.
    let is_of_the_draft = kept
        .is_some_and(|kept| kept.entry.as_ref().map(|used| &used.id) == asked.entry.map(|entry| &entry.id));
    let field = |field: &DeedField| {
        let of_draft = kept.filter(|_| is_of_the_draft).map(|kept| kept.filling.get(&field.name));
        let said = of_draft.unwrap_or_else(|| known.get(&field.name));
        FieldShown::of(field, said, form, &page)
    };
    let (open, closed): (Vec<&DeedField>, Vec<&DeedField>) =
        template.fields.iter().partition(|field| facts.is_open(field));
    let closed = closed.into_iter().filter_map(|field| {
        let said = known.get(&field.name)?;
        Some((page.t(&field.label, &field.label_en).to_string(), field.written(said)))
    });
    let code = dossier.code().to_string();
    let paper = match kept {
        Some(_) => paper_of(app, dossier)?,
        None => None,
    };
    let view = DraftPage {
        procedure: procedure_name(app, &dossier.submission.procedure, lang),
        kind: status_kind(dossier.status()),
        status: motcua_messages::status(dossier.status(), lang),
        due: due_words(dossier, &app.law, now, &page),
        applicant: dossier.submission.applicant.name.clone(),
        templates: all
            .iter()
            .map(|one| ChoiceShown::new(one.id.as_str(), page.t(&one.title, &one.title_en)))
            .collect(),
        template: template.id.as_str().to_string(),
        law: template.law.clone(),
        is_assumed: template.trust.is_assumed(),
        open: open.into_iter().map(field).collect(),
        known: closed.collect(),
        seq: form.get("seq").parse().unwrap_or(dossier.seq),
        key: form.filled("key").map_or_else(|| fresh_key(app), str::to_string),
        errors,
        saved: asked.saved,
        register_href: match &template.register {
            Some(_) if registers::keeps(app, &signed.officer) => {
                format!("/officer/registers?for={code}&template={}", template.id)
            }
            _ => String::new(),
        },
        entry: asked.entry.map(|entry| EntryShown {
            id: entry.id.clone(),
            href: format!("/officer/entries/{}", entry.id),
            name: format!("{} {}, {}", page.t("Số", "No."), entry.place.number, entry.day.vn()),
            without_href: format!("?template={}&entry={WITHOUT_ENTRY}", template.id),
        }),
        stock_href: paper.as_ref().map(|paper| stock::href_of(paper, dossier)).unwrap_or_default(),
        paper: paper.map(|paper| paper.deed),
        pdf_href: format!("/officer/dossiers/{code}/deed.pdf"),
        code,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}

/// Refuses what cannot be printed: which field has the letter, the sentence says.
pub(super) async fn must_print(signed: &Signed, dossier: &Dossier, paper: PaperOf) -> Result<(), Halt> {
    let (app, dossier) = (signed.visit.app.clone(), dossier.clone());
    let print = signed.visit.app.intake.judge(move || paper.print(&app, &dossier)).await;
    print.map(drop).map_err(|halt| halt.at("main"))
}

/// Which of the papers of a dossier.
#[derive(Deserialize)]
pub struct PdfQuery {
    #[serde(default)]
    check: String,
}

/// `GET /officer/dossiers/{code}/deed.pdf?check=`: the paper with this code; without one the paper that
/// was decided, or the draft.
pub async fn pdf(signed: Signed, Path(code): Path<String>, Query(asked): Query<PdfQuery>) -> Reply {
    let dossier = signed.dossier_to_read(&code)?;
    let paper = paper_asked(&signed.visit.app, &dossier, &asked.check)?;
    let paper = paper.ok_or_else(|| Halt::from(Refusal::of("document.unknown")))?;
    let name = file_name(&paper, &dossier);
    let app = signed.visit.app.clone();
    let read = move || paper.file_standing(&app, &dossier);
    Ok(to_read(&name, waiting(read).await?))
}

/// As many papers are sealed at a time.
static SEALING: Semaphore = Semaphore::const_new(2);

/// The paper that was decided as a file, to be issued: sealed, or as it was signed where the agency has no
/// seal here; none where it is signed by hand and not sealed, or the result is no paper of ours. What is wrong is said at the result's files.
/// What is signed by hand is sealed only where somebody says why its scan is not there (`unscanned`).
pub(super) async fn kept(
    signed: &Signed,
    dossier: &Dossier,
    made: Option<&DeedMade>,
    unscanned: Option<&str>,
) -> Result<Option<FileRef>, Halt> {
    let Some(made) = made else { return Ok(None) };
    if signed.visit.app.seals.has(&made.agency) {
        made.must_be_signed()?;
        made.must_be_scanned(unscanned).map_err(|refusal| refusal.at("result"))?;
    }
    let paper = PaperOf::of(&signed.visit.app, made)?;
    let (app, dossier, now) = (signed.visit.app.clone(), dossier.clone(), signed.visit.now);
    let keep = move || -> Result<Option<FileRef>, Halt> {
        let name = file_name(&paper, &dossier);
        match paper.sealed(&app, &dossier, now)? {
            Some(pdf) => Ok(Some(app.keep_file(&take(&name, &pdf)?)?)),
            None => Ok(paper.made.and_then(|made| made.signature.file().cloned())),
        }
    };
    // The key may lie at a service: others who hand something in do not wait for it.
    let _turn = SEALING.acquire().await.map_err(Fault::other)?;
    waiting(keep).await.map_err(|halt| halt.at("result"))
}
