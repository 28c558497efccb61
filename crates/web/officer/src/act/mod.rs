//! One page for each act on a dossier: what is at stake, what the act does, the
//! form. A refused form comes back with everything that was typed; so does one
//! that was overtaken by somebody else, with what has changed.

mod accept;
mod announce_early;
mod ask_supplement;
mod decide;
mod extend;
mod find_case;
mod forward;
mod issue;
mod opinion;
mod payment;
mod record_reply;
mod record_silence;
mod return_result;
mod return_share;
mod scene;
mod supplement;
mod take_back_share;
mod told_how;
mod with_reason;

pub(super) use decide::{capacities, capacities_or_none, sign_as, signs};
pub(super) use extend::moment;
pub(super) use issue::suggested_book;

use self::scene::{Frame, Scene, Sent};
use self::with_reason::ReasonVerb;
use super::deed::kept;
use super::dossier::history::lines;
use super::rehearse::{beside, rehearse};
use super::sign::next;
use super::words::{Names, procedure_name, status_kind};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{Wrongs, refusals};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of, seq_of};
use motcua_edge::signed::Signed;
use motcua_questions::{Correcting, person_placed};
use motcua_told::due::due_words;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use motcua_core::document::FileRef;
use motcua_core::dossier::{Dossier, DossierCode, DossierCommand, Event, Verb, is_overtaken};
use motcua_core::{Fault, Halt, Refusal};
use motcua_store::act::SeenDossier;
use motcua_store::{Keep, dossier};

#[derive(Template)]
#[template(path = "officer/overtaken.html")]
struct Overtaken {
    page: Page,
    frame: Frame,
    typed: Vec<String>,
}

/// `GET /officer/dossiers/{code}/{verb}`
pub async fn get(signed: Signed, Path((code, verb)): Path<(String, String)>) -> Reply {
    let verb = verb_named(&verb)?;
    let dossier = signed.dossier(&code)?;
    let after = rehearsed(&signed, &dossier, verb)?;
    let (events, names) = history(&signed, &dossier)?;
    let (dossier, events, names) = (&dossier, &events, &names);
    let form = SentForm::default();
    let (after, form) = (&after, &form);
    let scene =
        Scene { signed: &signed, dossier, after, events, names, form, wrong: &[], status: StatusCode::OK };
    let frame = frame(&scene, verb, None);
    form_page(verb, frame, &scene)
}

/// `POST /officer/dossiers/{code}/{verb}`
pub async fn post(signed: Signed, Path((code, verb)): Path<(String, String)>, form: SentForm) -> Reply {
    let verb = verb_named(&verb)?;
    let dossier = signed.dossier(&code)?;
    let code = dossier.code().clone();
    let seen_seq = seq_of(&form)?;
    let key = key_of(&form, &format!("{} {code}", verb.as_str()))?;
    let form = form.with_papers(&signed.visit.app).await?;
    let mut form = form;
    if verb == Verb::Supplement && Correcting::of(&signed.visit, &dossier).stepped(&mut form) {
        return again(&signed, &code, verb, &form, seen_seq, Vec::new());
    }
    let paper = paper_to_issue(&signed, &dossier, verb, &form).await;
    let asked = paper
        .and_then(|paper| command(verb, &Sent { signed: &signed, dossier: &dossier, form: &form, paper }));
    let done = match asked {
        Ok(command) => {
            let uses = if verb == Verb::Supplement {
                // What the person sent for it in pieces is not in it.
                motcua_upload::overtake(&motcua_upload::of_dossier(dossier.id), signed.visit.now)
            } else {
                Keep::default()
            };
            let seen = Some(SeenDossier { code: &code, seq: seen_seq });
            let sending = Sending { key: Some(key), uses, seen, ..Sending::default() };
            send(&signed.visit.app, &signed.actor()?, sending, command).await
        }
        Err(halt) => Err(halt),
    };
    match done {
        Ok(done) => Ok(see_other(&next(&signed, done.after.as_ref(), &code, verb.as_str()))),
        Err(halt) => again(&signed, &code, verb, &form, seen_seq, refusals(halt)?),
    }
}

/// The paper that was decided, sealed, where this act gives it out and nobody attached another file. The
/// rule is asked first: a key signs nothing for somebody who may not issue.
async fn paper_to_issue(
    signed: &Signed,
    dossier: &Dossier,
    verb: Verb,
    form: &SentForm,
) -> Result<Option<FileRef>, Halt> {
    let gives_out = match verb {
        Verb::Issue => true,
        Verb::ReturnResult => dossier.result.is_none(),
        _ => false,
    };
    let is_attached = !form.uploads.is_empty() || form.filled("kept.result").is_some();
    // What was signed with a key goes out whatever is attached beside it.
    let is_signed = dossier.deed.as_ref().is_some_and(|made| made.signature.file().is_some());
    if !gives_out || (is_attached && !is_signed) || rehearsed(signed, dossier, verb).is_err() {
        return Ok(None);
    }
    let made = dossier.deed.as_deref();
    // What was issued as paper only is given out as it is: nobody looks for its scan again.
    if verb == Verb::ReturnResult && made.is_some_and(|made| made.signature.is_by_hand()) {
        return Ok(None);
    }
    kept(signed, dossier, made, form.filled("unscanned")).await
}

/// The dossier as the act would leave it.
fn rehearsed(signed: &Signed, dossier: &Dossier, verb: Verb) -> Result<Dossier, Halt> {
    let app = &signed.visit.app;
    rehearse(&app.law, &signed.officer, signed.visit.now, dossier, &beside(app, dossier)?, verb)
}

fn verb_named(word: &str) -> Result<Verb, Refusal> {
    Verb::parse(word).ok_or_else(|| Refusal::of("page.unknown"))
}

fn history(signed: &Signed, dossier: &Dossier) -> Result<(Vec<Event>, Names), Fault> {
    signed.visit.app.read(|rows| {
        let events = dossier::events(rows, dossier.id)?;
        let names = Names::of(rows, dossier, &events)?;
        Ok((events, names))
    })
}

/// The page after a refusal: the form with what was typed, or, when the dossier
/// has moved on, what has changed and whether the act can still be done.
fn again(
    signed: &Signed,
    code: &DossierCode,
    verb: Verb,
    form: &SentForm,
    seen_seq: u32,
    wrong: Vec<Refusal>,
) -> Reply {
    let dossier = signed.dossier(&code.to_string())?;
    let (events, names) = history(signed, &dossier)?;
    let moved = is_overtaken(&events, seen_seq);
    let is_about_the_form = |refusal: &Refusal| {
        refusal.field.is_some() && motcua_messages::status_of(refusal) != StatusCode::FORBIDDEN
    };
    if !moved && !wrong.iter().all(is_about_the_form) {
        return Err(Halt::Refused(wrong).into());
    }
    let after = rehearsed(signed, &dossier, verb);
    let (dossier, events, names) = (&dossier, &events[..], &names);
    let status = if moved { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let overtaken = moved.then_some(seen_seq);
    match after {
        Ok(after) => {
            let wrong = if moved { Vec::new() } else { placed(verb, signed, dossier, form, wrong) };
            let wrong = wrong.as_slice();
            let scene = Scene { signed, dossier, after: &after, events, names, form, wrong, status };
            form_page(verb, frame(&scene, verb, overtaken), &scene)
        }
        Err(Halt::Refused(_)) if moved => {
            let scene = Scene { signed, dossier, after: dossier, events, names, form, wrong: &[], status };
            let frame = frame(&scene, verb, overtaken);
            let hidden = ["seq", "key"];
            let typed = form.under("").filter(|(name, value)| !hidden.contains(name) && !value.is_empty());
            let typed = typed.map(|(_, value)| value.to_string()).collect();
            Ok(html(status, &Overtaken { page: page(signed, &frame), frame, typed }))
        }
        Err(halt) => Err(halt.into()),
    }
}

/// What is wrong, at the inputs of the page.
fn placed(
    verb: Verb,
    signed: &Signed,
    dossier: &Dossier,
    form: &SentForm,
    wrong: Vec<Refusal>,
) -> Vec<Refusal> {
    if verb == Verb::Supplement {
        person_placed(dossier, Correcting::of(&signed.visit, dossier).placed(form, wrong))
    } else if verb == Verb::AskSupplement {
        wrong.into_iter().map(ask_supplement::at_input).collect()
    } else {
        wrong
    }
}

/// The base of the page of an act.
fn page(signed: &Signed, frame: &Frame) -> Page {
    let title = format!("{} – {}", frame.heading, frame.code);
    let mut page = signed.visit.page("work", &title, &title);
    if frame.changed.is_empty() {
        frame.errors.entitle(&mut page);
    } else {
        page.title = format!("{}{}", page.t("Lỗi: ", "Error: "), page.title);
    }
    page
}

fn frame(scene: &Scene<'_>, verb: Verb, overtaken: Option<u32>) -> Frame {
    let (signed, dossier) = (scene.signed, scene.dossier);
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let base = signed.visit.page("work", "", "");
    let code = dossier.code().to_string();
    let since: Vec<Event> = match overtaken {
        Some(seen_seq) => scene.events.iter().filter(|event| event.seq > seen_seq).cloned().collect(),
        None => Vec::new(),
    };
    // A key is only good for the content and the state it was made for.
    let keep_key = overtaken.is_none() && scene.form.filled("key").is_some();
    Frame {
        heading: motcua_messages::verb(verb, lang),
        href: format!("/officer/dossiers/{code}"),
        procedure: procedure_name(app, &dossier.submission.procedure, lang),
        applicant: dossier.submission.applicant.name.clone(),
        kind: status_kind(dossier.status()),
        status: motcua_messages::status(dossier.status(), lang),
        due: due_words(dossier, &app.law, signed.visit.now, &base),
        seq: dossier.seq,
        key: if keep_key { scene.typed("key") } else { fresh_key(app) },
        errors: Wrongs::of(scene.wrong, lang, "main"),
        changed: lines(app, dossier, &since, scene.names, &base),
        code,
    }
}

/// Whose page asks for what an act needs.
enum Asking {
    /// Its own: what the form says is to be done, and the page.
    Own(fn(&Sent<'_>) -> Result<DossierCommand, Halt>, fn(Page, Frame, &Scene<'_>) -> Reply),
    /// The page that asks for nothing but a reason.
    Reason(ReasonVerb),
}

/// The row of a verb: the place of its button, and its page. What moves the dossier on comes first
/// (0); what ends it, last (4).
fn row(verb: Verb) -> (u8, Asking) {
    use Asking::{Own, Reason};
    match verb {
        Verb::Accept => (0, Own(accept::action, accept::page)),
        Verb::RejectAtIntake => (4, Reason(ReasonVerb::RejectAtIntake)),
        Verb::Forward => (1, Own(forward::action, forward::page)),
        Verb::HandBack => (2, Reason(ReasonVerb::HandBack)),
        Verb::AskSupplement => (2, Own(ask_supplement::action, ask_supplement::page)),
        Verb::Supplement => (1, Own(supplement::action, supplement::page)),
        Verb::AskPayment => (2, Own(payment::ask, payment::ask_page)),
        Verb::SettlePayment => (1, Own(payment::settle, payment::settle_page)),
        Verb::Withdraw => (4, Reason(ReasonVerb::Withdraw)),
        Verb::Stop => (4, Reason(ReasonVerb::Stop)),
        Verb::Reopen => (2, Reason(ReasonVerb::Reopen)),
        Verb::FindCase => (3, Own(find_case::action, find_case::page)),
        Verb::AskOpinion => (3, Own(opinion::ask, opinion::ask_page)),
        Verb::GiveOpinion => (0, Own(opinion::give, opinion::give_page)),
        Verb::RecordReply => (0, Own(record_reply::action, record_reply::page)),
        Verb::ReturnShare => (0, Own(return_share::action, return_share::page)),
        Verb::TakeBackShare => (3, Own(take_back_share::action, take_back_share::page)),
        Verb::Extend => (3, Own(extend::action, extend::page)),
        Verb::MoveDue => (3, Reason(ReasonVerb::MoveDue)),
        Verb::RecordSilence => (4, Own(record_silence::action, record_silence::page)),
        Verb::Decide => (0, Own(decide::action, decide::page)),
        Verb::Issue => (0, Own(issue::action, issue::page)),
        Verb::AnnounceEarly => (1, Own(announce_early::action, announce_early::page)),
        Verb::ReturnResult => (0, Own(return_result::action, return_result::page)),
    }
}

/// The place of a verb's button.
pub(super) fn place(verb: Verb) -> u8 {
    row(verb).0
}

/// What the form says is to be done.
fn command(verb: Verb, sent: &Sent<'_>) -> Result<DossierCommand, Halt> {
    match row(verb).1 {
        Asking::Own(action, _) => action(sent),
        Asking::Reason(verb) => Ok(with_reason::action(verb, sent)),
    }
}

fn form_page(verb: Verb, frame: Frame, scene: &Scene<'_>) -> Reply {
    let base = page(scene.signed, &frame);
    match row(verb).1 {
        Asking::Own(_, page) => page(base, frame, scene),
        Asking::Reason(verb) => with_reason::page(verb, base, frame, scene),
    }
}
