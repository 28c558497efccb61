//! The pages of the procedure's own form, one for each of its `x-pages`.

use super::answers::{answers_now, page_of, pairs, pieces, with_typed};
use super::draft::{Draft, name_of};
use super::frame::{self, Frame};
use super::from::From;
use super::kept::{self, Changed, DraftAddress, Opened};
use super::receive::{self, End};
use super::typed::Sent;
use askama::Template;
use axum::extract::{Path, Query};
use motcua_core::form::{self, Answers, Form};
use motcua_core::{Halt, Refusal};
use motcua_edge::ask::{Wrong, Wrongs};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::visit::Visit;
use motcua_questions::Piece;

#[derive(Template)]
#[template(path = "citizen/form.html")]
struct FormPage {
    page: Page,
    frame: Frame,
    heading: String,
    /// Nobody has compared the form with the official one.
    assumed: bool,
    /// The first page of the form.
    is_first: bool,
    prefill: String,
    /// There are questions that were not there before.
    more: bool,
    asked: String,
    pieces: Vec<Piece>,
    wrongs: Wrongs,
}

/// What the address says beside the page.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct FormPageQuery {
    #[serde(default)]
    from: String,
    #[serde(default)]
    more: String,
}

/// `GET /submit/{draft}/form/{page}`
pub(super) async fn ask(
    visit: Visit,
    Path((id, page)): Path<(String, String)>,
    Query(asked): Query<FormPageQuery>,
) -> Reply {
    let opened = match kept::find(&visit, &id)? {
        DraftAddress::Draft(opened) => opened,
        DraftAddress::HandedIn(receipt) => return Ok(see_other(&receipt)),
    };
    let (form, page) = page_of(&visit, &opened.draft, &page)?;
    let name = name_of(page);
    let from = From { from: asked.from };
    let (answers, end) = match opened.draft.pages.typed(&name) {
        Some(pairs) => (with_typed(&visit, &opened.draft, form, page, pairs), None),
        None => {
            let answers = answers_now(&visit, &opened.draft, form, page);
            // What was right when it was answered may be wrong by what came later.
            let refused = match opened.draft.pages.is_accepted(&name) {
                true => refused_on(&visit, form, page, &answers),
                false => Vec::new(),
            };
            (answers, (!refused.is_empty()).then_some(End::Refused(refused)))
        }
    };
    shown(&visit, &opened, (form, page), &answers, &from, end.as_ref(), !asked.more.is_empty())
}

/// `POST /submit/{draft}/form/{page}`: goes on, or stays where one more item is
/// wanted, one less, or an answer has brought up more questions.
pub(super) async fn answer(
    visit: Visit,
    Path((id, page)): Path<(String, String)>,
    sent_form: SentForm,
) -> Reply {
    let from = From::of(&sent_form);
    let sent = Sent::of(&sent_form)?;
    let step = motcua_questions::step(&sent_form);
    let changed = kept::change(&visit, &id, |opened| {
        let (form, page) = page_of(&visit, &opened.draft, &page)?;
        receive(&visit, opened, (form, page), &sent, &sent_form, step.as_ref())
    })
    .await?;
    let (opened, end) = match changed {
        Changed::HandedIn(receipt) => return Ok(receipt),
        Changed::Saved(opened, received) => (opened, received),
    };
    let (form, page) = page_of(&visit, &opened.draft, &page)?;
    let name = name_of(page);
    let again = |query: &str, place: &str| {
        let from = if from.is_check() { "&from=check" } else { "" };
        see_other(&format!("/submit/{}/{name}?{query}{from}#{place}", opened.id))
    };
    match end {
        Received::Stepped(place) => Ok(again("", &place)),
        Received::More(place) => Ok(again("more=1", &place)),
        Received::Ended(End::Accepted) => {
            let (_, version) = opened.draft.procedure(&visit.app.law, visit.now)?;
            Ok(see_other(&from.next(&visit, &opened, version, &name)))
        }
        Received::Ended(end) => {
            let answers = with_typed(&visit, &opened.draft, form, page, &sent.pairs);
            shown(&visit, &opened, (form, page), &answers, &from, Some(&end), false)
        }
    }
}

enum Received {
    /// An item came or went; the list.
    Stepped(String),
    /// There are more questions now; the first.
    More(String),
    Ended(End),
}

fn receive(
    visit: &Visit,
    opened: &mut Opened,
    (form, page): (&Form, &form::PageOfForm),
    sent: &Sent,
    sent_form: &SentForm,
    step: Option<&motcua_questions::PairsButton>,
) -> Result<Received, Halt> {
    let name = name_of(page);
    let draft = &mut opened.draft;
    let answers = pairs(visit, draft, &page.id).unwrap_or_default();
    let now_typed = with_typed(visit, draft, form, page, &sent.pairs);
    let now_pieces = pieces(visit, draft, form, page, &now_typed, &[]);
    if let Some(step) = step {
        let stepped = sent.with(step.apply(sent.pairs.clone(), &now_pieces));
        draft.pages.keep(&name, &stepped, &answers);
        return Ok(Received::Stepped(step.place().to_string()));
    }
    // The same answers in the way the page writes them, so that a date with and
    // without a nought is no difference between two devices.
    let canonical = sent.with(motcua_questions::pairs_of(&now_pieces));
    if let Some(asked) = sent_form.filled("asked") {
        let asked: Vec<&str> = asked.split(' ').collect();
        let ids = motcua_questions::asked(&now_pieces);
        if let Some(new) = ids.split(' ').find(|id| !id.is_empty() && !asked.contains(id)) {
            draft.pages.keep(&name, sent, &answers);
            return Ok(Received::More(new.to_string()));
        }
    }
    let take = |draft: &mut Draft| {
        let (today, directory) = (visit.now.day(), &visit.app.law.directory);
        match form::judge(form, now_typed.clone(), today, directory) {
            Ok(judged) => {
                draft.answers = judged;
                Vec::new()
            }
            Err(_) => {
                let refused = refused_on(visit, form, page, &now_typed);
                draft.answers = now_typed;
                refused
            }
        }
    };
    let end = receive::receive(draft, &name, &canonical, visit.now, &answers, take);
    Ok(Received::Ended(end))
}

/// What is wrong on one page.
fn refused_on(visit: &Visit, form: &Form, page: &form::PageOfForm, answers: &Answers) -> Vec<Refusal> {
    let law = &visit.app.law;
    let Err(all) = form::judge(form, answers.clone(), visit.now.day(), &law.directory) else {
        return Vec::new();
    };
    let of_page = |refusal: &Refusal| {
        let path = refusal.field.as_deref().and_then(|field| field.strip_prefix("form."));
        // What is about no question (too much in all) is said wherever one is.
        path.is_none_or(|path| form.page_of(path).is_none_or(|of| of.id == page.id))
    };
    let refused = all.into_iter().filter(of_page).collect();
    motcua_questions::expand_missing(&form.shown(page, answers), refused)
}

fn shown(
    visit: &Visit,
    opened: &Opened,
    (form, asked): (&Form, &form::PageOfForm),
    answers: &Answers,
    from: &From,
    end: Option<&End>,
    more: bool,
) -> Reply {
    let name = name_of(asked);
    let heading = motcua_questions::words(&asked.title, visit.lang).to_string();
    let mut page = visit.page("procedures", &asked.title.vi, &asked.title.en);
    let refused = frame::refused(end);
    let pieces = pieces(visit, &opened.draft, form, asked, answers, refused);
    let mine = motcua_questions::pairs_of(&pieces);
    let wrongs = wrongs(visit, refused, &pieces);
    wrongs.entitle(&mut page);
    let mut frame = Frame::of(visit, opened, &name, from)?;
    frame.tell(visit, opened, &name, &mine, end, |field| label(&pieces, field));
    let shown = FormPage {
        frame,
        heading,
        assumed: form.trust().is_assumed(),
        is_first: form.pages().first().is_some_and(|first| first.id == asked.id),
        prefill: format!("/submit/{}/prefill?next={name}", opened.id),
        more,
        asked: motcua_questions::asked(&pieces),
        pieces,
        wrongs,
        page,
    };
    Ok(html(frame::status_of(end), &shown))
}

/// For the summary above the form: each leads to the box it is about.
pub(crate) fn wrongs(visit: &Visit, refused: &[Refusal], pieces: &[Piece]) -> Wrongs {
    let first = motcua_questions::asked(pieces).split(' ').next().unwrap_or_default().to_string();
    let all = Wrongs::of(refused, visit.lang, &first);
    let place = |field: &str| {
        let path = field.strip_prefix("form.").unwrap_or(field);
        let is_there = pieces.iter().any(|piece| match piece {
            Piece::Ask(question) => question.id == path,
            Piece::Open { id, .. } => id == path,
            _ => false,
        });
        if is_there { path.to_string() } else { first.clone() }
    };
    let moved = all.all().iter().map(|wrong| Wrong { field: place(&wrong.field), text: wrong.text.clone() });
    Wrongs::from(moved.collect::<Vec<_>>())
}

/// The question of a box.
fn label(pieces: &[Piece], field: &str) -> String {
    let is_it = |id: &str| {
        field == id || field.strip_prefix(id).is_some_and(|rest| matches!(rest, ".d" | ".m" | ".y"))
    };
    let mut within: Vec<&str> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Open { legend, .. } => within.push(legend),
            Piece::Close => drop(within.pop()),
            Piece::Ask(question) if is_it(&question.id) => {
                within.push(&question.label);
                return within.join(" – ");
            }
            _ => {}
        }
    }
    field.to_string()
}
