//! A walk-in at the counter on one screen: the procedure, the person, the papers,
//! the due date. A helper beside the citizen uses the same screen, with consent.

pub mod card;
mod choose;
mod declaration;
mod last_seen;
mod may;
mod offers;
mod person;
mod read;
mod screen;

use super::papers;
use axum::extract::Query;
use axum::http::StatusCode;
use declaration::{Eye, Press};
use may::{in_force, must_receive, why_not};
use motcua_core::catalogue::Version;
use motcua_core::dossier::{DossierCommand, DossierId, Receive};
use motcua_core::{Fault, Halt, Refusal};
use motcua_edge::act::act;
use motcua_edge::ask::refusals;
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::see_other;
use motcua_edge::sent::key_of;
use motcua_edge::signed::Signed;
use motcua_store::dossier;
use screen::{ScreenTold, show};
use serde::Deserialize;

/// The button that hands in online to the agency that is competent, for who came here.
const HELP_ONLINE: &str = "help_online";

/// Which procedure, or the words to find it by.
#[derive(Deserialize)]
pub struct ReceiveQuery {
    #[serde(default)]
    procedure: String,
    #[serde(default)]
    case: String,
    #[serde(default)]
    q: String,
}

/// `GET /officer/receive?procedure=&case=&q=`
pub async fn get(signed: Signed, Query(asked): Query<ReceiveQuery>) -> Reply {
    must_receive(&signed)?;
    if asked.procedure.is_empty() {
        return choose::page(&signed, &asked.q);
    }
    let (procedure, version) = in_force(&signed, &asked.procedure)?;
    if let Some(why) = why_not(&signed, procedure) {
        return choose::not_taken(&signed, procedure, why, StatusCode::OK);
    }
    let mut form = SentForm::default();
    form.set("case", asked.case);
    show(&signed, procedure, version, &form, ScreenTold { first: true, ..ScreenTold::default() })
}

/// `POST /officer/receive`
pub async fn post(signed: Signed, form: SentForm) -> Reply {
    must_receive(&signed)?;
    let app = &signed.visit.app;
    let (procedure, version) = in_force(&signed, form.get("procedure"))?;
    if let Some(why) = why_not(&signed, procedure) {
        return choose::not_taken(&signed, procedure, why, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let key = key_of(&form, "receive")?;
    let mut form = form.with_papers(app).await?;
    let has_new_scans = papers::has_new_scans(&form);
    // Files that were refused are said at once, whatever else was pressed.
    let refused = match form.papers() {
        Ok(_) => Vec::new(),
        Err(halt) => refusals(halt)?,
    };
    let attached = has_new_scans && refused.is_empty();
    if let Some(press) = declaration::pressed(&form) {
        let (mut wrong, eye) = follow(&signed, version, &mut form, press)?;
        wrong.extend(refused);
        return show(
            &signed,
            procedure,
            version,
            &form,
            ScreenTold { wrong, eye, attached, ..ScreenTold::default() },
        );
    }
    if has_new_scans {
        // Which file is which paper was guessed: somebody looks before it counts.
        let told = ScreenTold { wrong: refused, attached, ..ScreenTold::default() };
        return show(&signed, procedure, version, &form, told);
    }
    let typed = declaration::typing(&signed, version, &form)?;
    if typed.as_ref().is_some_and(|typed| typed.has_more()) {
        // Questions that an answer has brought up are asked before it counts.
        let told = ScreenTold { more: true, eye: Eye::New, ..ScreenTold::default() };
        return show(&signed, procedure, version, &form, told);
    }
    let id = DossierId::v7(signed.visit.now, app.random());
    let helps = signed.officer.point.is_some();
    let helps_online = !helps && form.get("do") == HELP_ONLINE;
    let done = match read::read(&signed, &form, typed.as_ref(), (&procedure.id, version), id) {
        Ok(mut command) => {
            if helps_online {
                read::help_online(&form, &mut command);
            }
            let command = match helps || helps_online {
                true => DossierCommand::from(command),
                false => Receive(command).into(),
            };
            act(app, &signed.actor()?, Some(key), command).await
        }
        Err(halt) => Err(halt),
    };
    match done {
        Ok(acted) => {
            let dossier = match acted.after {
                Some(dossier) => dossier,
                None => app
                    .read(|rows| dossier::by_id(rows, acted.dossier()?))?
                    .ok_or_else(|| Fault::damaged("a dossier that was answered for is gone"))?,
            };
            Ok(see_other(&match helps || helps_online {
                true => format!("/officer/helped?done={}", dossier.code()),
                false => format!("/officer/dossiers/{}?done=receive", dossier.code()),
            }))
        }
        Err(halt) => {
            let mut wrong = refusals(halt)?;
            if helps_online {
                let consent = wrong.iter_mut().filter(|refusal| refusal.code == "consent.missing");
                consent.for_each(|refusal| refusal.field = Some("help_agreed".into()));
            }
            show(&signed, procedure, version, &form, ScreenTold { wrong, ..ScreenTold::default() })
        }
    }
}

/// Does what a button about the declaration asks for; gives what is wrong with that, and
/// where the eye goes.
fn follow(
    signed: &Signed,
    version: &Version,
    form: &mut SentForm,
    press: Press,
) -> Result<(Vec<Refusal>, Eye), Halt> {
    let eye = match press {
        Press::Close => {
            form.set("declare", "");
            return Ok((Vec::new(), Eye::Elsewhere));
        }
        Press::Open => {
            form.set("declare", "1");
            Eye::New
        }
        Press::Ask => Eye::Elsewhere,
        Press::Step(step) => {
            if let Some(typing) = declaration::typing(signed, version, form)? {
                typing.stepped(form, &step);
            }
            Eye::List(step.place().to_string())
        }
    };
    let has_form = declaration::typing(signed, version, form)?.is_some();
    let no_case = || Refusal::of("dossier.case-missing").at("case");
    Ok(((!has_form).then(no_case).into_iter().collect(), eye))
}
