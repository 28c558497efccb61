//! Bổ sung: the person sees exactly what was marked, with the officer's reason and
//! what stands there, and corrects that.

use super::once;
use askama::Template;
use axum::extract::{Path, Query};
use motcua_core::act::Actor;
use motcua_core::catalogue::Version;
use motcua_core::document::FileRef;
use motcua_core::dossier::{
    About, Dossier, DossierCommand, Event, Fact, HowHeld, PaperHanded, State, Supplement, Verb, WrongItem,
    papers_held,
};
use motcua_core::{Halt, Refusal};
use motcua_edge::act::{ROUNDS_MAX, Sending, send_once, storm};
use motcua_edge::ask::{Wrongs, refusals, status_of_form};
use motcua_edge::failure::{Failure, Reply};
use motcua_edge::form::SentForm;
use motcua_edge::keyed::{self, Keyed};
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::secret::secret_of;
use motcua_edge::visit::Visit;
use motcua_messages::person_field;
use motcua_questions::answered::{AnswerShown, Questions};
use motcua_questions::{AskedAtMark, Correcting, Piece, person_asked, person_placed, person_said};
use motcua_told::completed::{answer_by, paper_name};
use motcua_told::papers::{ACCEPT, FileView, file_rules, file_view};
use motcua_upload::Arrived;

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
    /// Why it was not in an earlier request, when there was one.
    again: String,
    answer_by: Option<(String, bool)>,
    marked: Vec<Marked>,
    /// Questions that the new answers brought up.
    opened: Vec<Piece>,
    /// What came piece by piece and was not asked for by name.
    others: Vec<FileView>,
    accept: &'static str,
    rules: String,
    note: String,
    wrongs: Wrongs,
}

/// One thing that was marked.
struct Marked {
    name: String,
    why: String,
    /// What had been answered.
    before: Vec<AnswerShown>,
    /// Its questions, to be answered again.
    pieces: Vec<Piece>,
    /// Its papers, to be sent again; more than one when the whole was marked.
    papers: Vec<Paper>,
}

struct Paper {
    id: String,
    name: String,
    /// What was handed in, and will be replaced.
    before: Vec<FileView>,
    /// What came piece by piece.
    arrived: Vec<FileView>,
    error: String,
}

/// `GET /dossiers/{code}/supplement?key=`
pub(super) async fn ask(visit: Visit, Path(code): Path<String>, Query(Keyed { key }): Query<Keyed>) -> Reply {
    let dossier = keyed::open_to_act(&visit, &code, &key)?;
    Verb::Supplement.in_order(&dossier.state)?;
    shown(&visit, &dossier, &SentForm::default(), &[])
}

/// `POST /dossiers/{code}/supplement?key=`
pub(super) async fn supplement(
    visit: Visit,
    Path(code): Path<String>,
    Query(Keyed { key }): Query<Keyed>,
    form: Result<SentForm, Failure>,
) -> Reply {
    let dossier = keyed::open_to_act(&visit, &code, &key)?;
    let form = match form {
        Ok(form) => form,
        Err(Failure(halt)) => {
            Verb::Supplement.in_order(&dossier.state)?;
            return shown(&visit, &dossier, &SentForm::default(), &refusals(halt)?);
        }
    };
    if let Some(file) = form.get("remove").rsplit_once('/') {
        Verb::Supplement.in_order(&dossier.state)?;
        motcua_upload::forget(&visit.app, &motcua_upload::of_dossier(dossier.id), file).await?;
        return shown(&visit, &dossier, &form, &[]);
    }
    let once_key = once::key(&form, &dossier)?;
    let mut form = form;
    if Correcting::of(&visit, &dossier).stepped(&mut form) {
        Verb::Supplement.in_order(&dossier.state)?;
        return shown(&visit, &dossier, &form, &[]);
    }
    let form = form.with_papers(&visit.app).await?;
    match supplemented(&visit, &dossier, &form, once_key).await {
        Ok(()) => Ok(see_other(&keyed::href(&visit, &dossier, ""))),
        Err(halt) => {
            let refused = refusals(halt)?;
            if refused.iter().any(|refusal| refusal.code == "dossier.wrong-status") {
                return Err(refused.into());
            }
            shown(&visit, &dossier, &form, &refused)
        }
    }
}

async fn supplemented(
    visit: &Visit,
    dossier: &Dossier,
    form: &SentForm,
    key: motcua_store::Key,
) -> Result<(), Halt> {
    let owner = motcua_upload::of_dossier(dossier.id);
    let with_form = form.papers()?;
    let actor = Actor::Person { name: dossier.submission.applicant.name.clone() };
    for _ in 0..ROUNDS_MAX {
        // What came with the form, and what came piece by piece before it.
        let mut papers = with_form.clone();
        let arrived = motcua_upload::arrived(&visit.app, &owner)?;
        let uses = motcua_upload::use_up(&owner, &arrived, visit.now);
        for Arrived { paper, file, .. } in arrived {
            papers.push(PaperHanded::of_files(asked_as(dossier, paper), vec![file]));
        }
        let command = Supplement {
            code: dossier.code().clone(),
            papers,
            answers: Correcting::of(visit, dossier).changes(form),
            person: person_said(form),
            note: form.get("note").to_string(),
        };
        let sending = Sending { key: Some(key.clone()), uses, ..Sending::default() };
        // Sent once more it uses up nothing: what has arrived since belongs to the next one.
        if let Some(acted) = send_once(&visit.app, &actor, &sending, DossierCommand::from(command)).await? {
            if acted.after.is_some() {
                motcua_upload::forget_late(&visit.app, &owner);
            }
            return Ok(());
        }
    }
    Err(storm("a supplement"))
}

fn shown(visit: &Visit, dossier: &Dossier, form: &SentForm, refused: &[Refusal]) -> Reply {
    let submission = &dossier.submission;
    let procedure = visit.app.law.catalogue.procedure(&submission.procedure);
    let version = procedure.and_then(|procedure| procedure.version(submission.version));
    let mut page = visit.page("track", "Bổ sung hồ sơ", "Complete the dossier");
    let State::AwaitingSupplement { items, .. } = &dossier.state else {
        return Err(Refusal::of("dossier.nothing-to-supplement").into());
    };
    // What is about the papers as a whole leads to the first of the inputs.
    let first = items.first().map_or("note".to_string(), |item| match &item.about {
        About::Paper(_) | About::Person(_) => item.about.input(),
        About::Whole | About::Field(_) => "paper.other".to_string(),
    });
    let placed = |refusal: &Refusal| match refusal.field.as_deref() {
        Some("papers" | "answers") => refusal.clone().at(first.clone()),
        _ => refusal.clone(),
    };
    let correcting = Correcting::of(visit, dossier);
    let refused = correcting.placed(form, refused.iter().map(placed).collect());
    let refused = person_placed(dossier, refused);
    let wrongs = Wrongs::of(&refused, visit.lang, &first);
    wrongs.entitle(&mut page);
    let questions = Questions::of(&visit.app, submission, visit.lang);
    let arrived: Vec<(String, FileRef)> =
        motcua_upload::arrived(&visit.app, &motcua_upload::of_dossier(dossier.id))?
            .into_iter()
            .map(|Arrived { paper, file, .. }| (asked_as(dossier, paper), file))
            .collect();
    let named = items.iter().any(|item| matches!(item.about, About::Paper(_)));
    let sent = form.filled(once::FIELD).map(|_| form);
    let (asked, opened) = correcting.asked(sent, &refused);
    let mut asked = asked.into_iter();
    let person = |field: &str| person_asked(visit, dossier, field, sent, &refused);
    let around = Around { questions, version, named, wrongs: &wrongs, arrived: &arrived, page: &page };
    let marked = items.iter().map(|item| marked(dossier, item, (&mut asked, &person), &around)).collect();
    let events = visit.app.read(|rows| motcua_store::dossier::events(rows, dossier.id))?;
    let shown = SupplementPage {
        code: dossier.code().to_string(),
        key: secret_of(&visit.app.receipt_key, dossier),
        back: keyed::href(visit, dossier, ""),
        action: keyed::href(visit, dossier, "/supplement"),
        form_key: once::fresh(visit),
        again: why_again(&events),
        answer_by: answer_by(&visit.app, dossier, visit.now),
        others: arrived
            .iter()
            .filter(|(paper, _)| paper == "other")
            .map(|(_, file)| file_view(file, &page))
            .collect(),
        marked,
        opened,
        accept: ACCEPT,
        rules: file_rules(&page),
        note: form.get("note").to_string(),
        wrongs,
        page,
    };
    Ok(html(status_of_form(&refused), &shown))
}

/// The paper for which a piece-by-piece file came; what was not asked about comes with
/// the others.
fn asked_as(dossier: &Dossier, paper: String) -> String {
    let State::AwaitingSupplement { items, .. } = &dossier.state else { return paper };
    let asked = |item: &WrongItem| match &item.about {
        About::Whole => true,
        About::Paper(id) => *id == paper,
        About::Field(_) | About::Person(_) => false,
    };
    if items.iter().any(asked) { paper } else { "other".to_string() }
}

/// Why the open request was not in an earlier one.
fn why_again(events: &[Event]) -> String {
    let asked = events.iter().rfind(|event| matches!(event.fact, Fact::SupplementAsked { .. }));
    asked.and_then(|event| event.reason.clone()).unwrap_or_default()
}

/// What every marked item is shown with.
struct Around<'a> {
    questions: Questions<'a>,
    version: Option<&'a Version>,
    /// A paper is among the items.
    named: bool,
    wrongs: &'a Wrongs,
    /// Files that came piece by piece, by their paper.
    arrived: &'a [(String, FileRef)],
    page: &'a Page,
}

fn marked(
    dossier: &Dossier,
    item: &WrongItem,
    (asked, person): (&mut impl Iterator<Item = AskedAtMark>, &impl Fn(&str) -> AskedAtMark),
    around: &Around<'_>,
) -> Marked {
    let Around { questions, version, named, wrongs, arrived, page } = *around;
    let submission = &dossier.submission;
    let paper = |id: &str, name: String| Paper {
        before: submission
            .papers
            .iter()
            .filter(|paper| paper.paper == id && id != "other")
            .flat_map(|paper| &paper.files)
            .map(|file| file_view(file, page))
            .collect(),
        arrived: arrived
            .iter()
            .filter(|(paper, _)| paper == id)
            .map(|(_, file)| file_view(file, page))
            .collect(),
        error: wrongs.at(&format!("paper.{id}")).to_string(),
        id: id.to_string(),
        name,
    };
    let mut answers = AskedAtMark::default();
    let (name, papers) = match &item.about {
        About::Whole => {
            // Where papers are named, the whole is about something else.
            let of_case = version.map(|version| papers_held(version, submission)).unwrap_or_default();
            // What was filled in as a form is no file.
            let of_case = of_case.iter().filter(|one| !named && one.held != HowHeld::AsAnswers);
            let papers = of_case.map(|one| {
                paper(one.paper.id.as_str(), page.t(&one.paper.name, &one.paper.name_en).to_string())
            });
            (page.t("Hồ sơ nói chung", "The dossier as a whole").to_string(), papers.collect())
        }
        About::Paper(id) => {
            let name = paper_name(version, id, page);
            let papers = if id == "other" { Vec::new() } else { vec![paper(id, name.clone())] };
            (name, papers)
        }
        About::Field(path) => {
            answers = asked.next().unwrap_or_default();
            (questions.name(path), Vec::new())
        }
        About::Person(field) => {
            answers = person(field);
            (person_field(field, page.language()).to_string(), Vec::new())
        }
    };
    let AskedAtMark { before, pieces } = answers;
    Marked { name, why: item.why.clone(), before, pieces, papers }
}
