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
mod record_silence;
mod return_result;
mod scene;
mod supplement;
mod with_reason;

pub(super) use extend::moment;
pub(super) use issue::suggested_book;

use self::scene::{Frame, Scene};
use self::with_reason::ReasonVerb;
use super::dossier::history::lines;
use super::due::due_words;
use super::rehearse::{beside, rehearse};
use super::words::{Names, procedure_name, status_kind};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{Wrongs, refusals};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of, seq_of};
use motcua_edge::signed::Signed;
use motcua_questions::{Correcting, person_placed};

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use motcua_core::dossier::{Dossier, DossierCode, DossierCommand, Event, Verb};
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
    let done = match command(verb, &signed, &dossier, &form) {
        Ok(command) => {
            let uses = match verb {
                // What the person sent for it in pieces is not in it.
                Verb::Supplement => {
                    motcua_upload::overtake(&motcua_upload::of_dossier(dossier.id), signed.visit.now)
                }
                _ => Keep::default(),
            };
            let seen = Some(SeenDossier { code: &code, seq: seen_seq });
            let sending = Sending { key: Some(key), uses, seen, ..Sending::default() };
            send(&signed.visit.app, &signed.actor(), sending, command).await
        }
        Err(halt) => Err(halt),
    };
    match done {
        Ok(_) => Ok(see_other(&format!("/officer/dossiers/{code}?done={}", verb.as_str()))),
        Err(halt) => again(&signed, &code, verb, &form, seen_seq, refusals(halt)?),
    }
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
    let moved = dossier.seq != seen_seq;
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
    match verb {
        Verb::Supplement => {
            person_placed(dossier, Correcting::of(&signed.visit, dossier).placed(form, wrong))
        }
        Verb::AskSupplement => wrong.into_iter().map(ask_supplement::at_input).collect(),
        _ => wrong,
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

/// What the form says is to be done.
fn command(verb: Verb, signed: &Signed, dossier: &Dossier, form: &SentForm) -> Result<DossierCommand, Halt> {
    let code = dossier.code().clone();
    match verb {
        Verb::Accept => Ok(accept::action(code, form)),
        Verb::RejectAtIntake => Ok(with_reason::action(ReasonVerb::RejectAtIntake, code, form)),
        Verb::HandBack => Ok(with_reason::action(ReasonVerb::HandBack, code, form)),
        Verb::Withdraw => Ok(with_reason::action(ReasonVerb::Withdraw, code, form)),
        Verb::Stop => Ok(with_reason::action(ReasonVerb::Stop, code, form)),
        Verb::Reopen => Ok(with_reason::action(ReasonVerb::Reopen, code, form)),
        Verb::MoveDue => Ok(with_reason::action(ReasonVerb::MoveDue, code, form)),
        Verb::Forward => Ok(forward::action(code, form)),
        Verb::AskSupplement => Ok(ask_supplement::action(code, form)),
        Verb::Supplement => supplement::action(signed, dossier, form),
        Verb::AskPayment => Ok(payment::ask(code, form)),
        Verb::SettlePayment => payment::settle(code, form),
        Verb::FindCase => Ok(find_case::action(code, form)),
        Verb::AskOpinion => opinion::ask(code, form),
        Verb::GiveOpinion => Ok(opinion::give(code, form)),
        Verb::Extend => extend::action(code, form),
        Verb::RecordSilence => Ok(record_silence::action(code)),
        Verb::AnnounceEarly => announce_early::action(code, form),
        Verb::Decide => decide::action(signed, code, form),
        Verb::Issue => issue::action(signed, code, form),
        Verb::ReturnResult => return_result::action(signed, code, form),
    }
}

fn form_page(verb: Verb, frame: Frame, scene: &Scene<'_>) -> Reply {
    let page = page(scene.signed, &frame);
    match verb {
        Verb::Accept => accept::page(page, frame, scene),
        Verb::RejectAtIntake => with_reason::page(ReasonVerb::RejectAtIntake, page, frame, scene),
        Verb::HandBack => with_reason::page(ReasonVerb::HandBack, page, frame, scene),
        Verb::Withdraw => with_reason::page(ReasonVerb::Withdraw, page, frame, scene),
        Verb::Stop => with_reason::page(ReasonVerb::Stop, page, frame, scene),
        Verb::Reopen => with_reason::page(ReasonVerb::Reopen, page, frame, scene),
        Verb::MoveDue => with_reason::page(ReasonVerb::MoveDue, page, frame, scene),
        Verb::Forward => forward::page(page, frame, scene),
        Verb::AskSupplement => ask_supplement::page(page, frame, scene),
        Verb::Supplement => supplement::page(page, frame, scene),
        Verb::AskPayment => payment::ask_page(page, frame, scene),
        Verb::SettlePayment => payment::settle_page(page, frame, scene),
        Verb::FindCase => find_case::page(page, frame, scene),
        Verb::AskOpinion => opinion::ask_page(page, frame, scene),
        Verb::GiveOpinion => opinion::give_page(page, frame, scene),
        Verb::Extend => extend::page(page, frame, scene),
        Verb::RecordSilence => record_silence::page(page, frame, scene),
        Verb::AnnounceEarly => announce_early::page(page, frame, scene),
        Verb::Decide => decide::page(page, frame, scene),
        Verb::Issue => issue::page(page, frame, scene),
        Verb::ReturnResult => return_result::page(page, frame, scene),
    }
}
