//! A walk-in at the counter on one screen: the procedure, the person, the papers,
//! the due date.

mod choose;
mod offers;
mod read;

use super::papers::{self, PaperRows};
use super::sent::{fresh_key, key_of};
use super::signed::Signed;
use crate::edge::act::act;
use crate::edge::ask::{Choice, Wrongs, refusals, status_of_form};
use crate::edge::failure::Reply;
use crate::edge::form::Form;
use crate::edge::page::{Page, agency_name, html, see_other};
use crate::messages;
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use motcua_core::catalogue::{Duty, Procedure, ProcedureId, Version, Way};
use motcua_core::dossier::{DossierId, Helper, Receive as Command, receive};
use motcua_core::{Fault, Halt, Refusal};
use motcua_store::dossier;
use offers::CaseOffers;
use serde::Deserialize;

/// Which procedure, or the words to find it by.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    procedure: String,
    #[serde(default)]
    case: String,
    #[serde(default)]
    q: String,
}

#[derive(Template)]
#[template(path = "officer/receive.html")]
struct Receive<'a> {
    page: Page,
    errors: Wrongs,
    key: String,
    procedure: &'a str,
    name: &'a str,
    code: &'a str,
    agency: String,
    cases: Vec<Choice>,
    case: String,
    channels: Vec<Choice>,
    channel: String,
    kinds: Vec<Choice>,
    kind: String,
    form: &'a Form,
    helpers: Vec<Choice>,
    helper: String,
    papers: PaperRows,
    offers: Vec<CaseOffers>,
    fresh: bool,
}

/// `GET /officer/receive?procedure=&case=&q=`
pub async fn get(signed: Signed, Query(asked): Query<Asked>) -> Reply {
    must_receive(&signed)?;
    if asked.procedure.is_empty() {
        return choose::page(&signed, &asked.q);
    }
    let (procedure, version) = in_force(&signed, &asked.procedure)?;
    Ok(screen(&signed, procedure, version, &[], &Form::default(), &asked.case))
}

/// `POST /officer/receive`
pub async fn post(signed: Signed, form: Form) -> Reply {
    must_receive(&signed)?;
    let app = &signed.visit.app;
    let (procedure, version) = in_force(&signed, form.get("procedure"))?;
    let key = key_of(&form, "receive")?;
    let id = DossierId::v7(signed.visit.now, app.random());
    let done = match read::read(&signed, &form, &procedure.id, id) {
        Ok(command) => {
            act(app, &signed.actor(), Some(key), |desk| receive(desk, Command(command.clone()))).await
        }
        Err(halt) => Err(halt),
    };
    match done {
        Ok(acted) => {
            let dossier = match acted.after {
                Some(dossier) => dossier,
                None => app
                    .read(|rows| dossier::by_id(rows, acted.dossier))?
                    .ok_or_else(|| Fault::damaged("a dossier that was answered for is gone"))?,
            };
            Ok(see_other(&format!("/officer/dossiers/{}?done=receive", dossier.code())))
        }
        Err(halt) => {
            let mut wrong = refusals(halt)?;
            // The key is no field that an officer could correct.
            wrong.iter_mut().filter(|refusal| is_spent(refusal)).for_each(|refusal| refusal.field = None);
            Ok(screen(&signed, procedure, version, &wrong, &form, ""))
        }
    }
}

/// Only a reception desk of a centre receives.
fn must_receive(signed: &Signed) -> Result<(), Halt> {
    let officer = &signed.officer;
    officer.must_have(Duty::Reception, &officer.agency)?;
    let agency = signed.visit.app.law.directory.agency(&officer.agency);
    if agency.is_none_or(|agency| agency.centre.is_none()) {
        return Err(Refusal::of("dossier.no-such-centre").into());
    }
    Ok(())
}

fn in_force<'a>(signed: &'a Signed, id: &str) -> Result<(&'a Procedure, &'a Version), Halt> {
    let day = signed.visit.now.day();
    let procedure = signed.visit.app.law.catalogue.procedure(&ProcedureId::from(id));
    let procedure = procedure.ok_or_else(|| Refusal::of("catalogue.unknown-procedure"))?;
    let version = procedure.version_on(day);
    let version = version.ok_or_else(|| Refusal::of("catalogue.not-in-force").with("day", day.vn()))?;
    Ok((procedure, version))
}

/// A key that has carried another content is spent; one that was refused is not.
fn is_spent(refusal: &Refusal) -> bool {
    refusal.code == "request.key-reused"
}

/// The one screen. With refusals it is shown again with everything that was typed.
fn screen(
    signed: &Signed,
    procedure: &Procedure,
    version: &Version,
    wrong: &[Refusal],
    form: &Form,
    case: &str,
) -> Response {
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let mut page = signed.visit.page("receive", "Tiếp nhận tại quầy", "Reception at the counter");
    let errors = Wrongs::of(wrong, lang, "main");
    errors.entitle(&mut page);
    let fresh = wrong.is_empty();
    let key = if fresh || wrong.iter().any(is_spent) { fresh_key(app) } else { form.get("key").to_string() };
    let cases: Vec<Choice> = version
        .cases
        .iter()
        .map(|case| Choice::new(case.id.as_str(), lang.t(&case.name, &case.name_en)))
        .collect();
    let only = if cases.len() == 1 { cases[0].value.clone() } else { String::new() };
    let chosen = |field: &str, usual: &str| form.filled(field).unwrap_or(usual).to_string();
    let case = Some(chosen("case", case)).filter(|case| !case.is_empty()).unwrap_or(only);
    let view = Receive {
        key,
        procedure: procedure.id.as_str(),
        name: lang.t(&procedure.name, &procedure.name_en),
        code: procedure.code.as_deref().unwrap_or_default(),
        agency: agency_name(app, &signed.officer.agency, lang),
        cases,
        case,
        channels: channels(version, &page),
        channel: chosen("channel", Way::Counter.as_str()),
        kinds: kinds(&page),
        kind: chosen("kind", "citizen"),
        form,
        helpers: helpers(&page),
        helper: chosen("helper", ""),
        papers: papers::rows(signed, version, (!fresh).then_some(form), &errors, &page),
        offers: offers::offers(signed, procedure, version, &page),
        fresh,
        errors,
        page,
    };
    html(if fresh { StatusCode::OK } else { status_of_form(wrong) }, &view)
}

/// The ways in which a person at the counter can be served.
fn channels(version: &Version, page: &Page) -> Vec<Choice> {
    let offered = |way: Way| version.ways.iter().any(|offer| offer.way == way);
    let choice = |way: Way| {
        let choice = Choice::new(way.as_str(), messages::way(way, page.language()));
        match way {
            Way::Counter => choice,
            Way::Online => choice.hint(page.t(
                "Nộp hộ: cán bộ nhập thay ngay tại quầy",
                "On behalf: typed in for the person at the counter",
            )),
            Way::Post => choice.hint(page.t("Hồ sơ gửi đến trong phong bì", "Came in an envelope")),
        }
    };
    [Way::Counter, Way::Online, Way::Post].into_iter().filter(|way| offered(*way)).map(choice).collect()
}

fn kinds(page: &Page) -> Vec<Choice> {
    read::KINDS
        .iter()
        .map(|(word, kind)| Choice::new(*word, super::words::person_kind(*kind, page)))
        .collect()
}

fn helpers(page: &Page) -> Vec<Choice> {
    let nobody = Choice::new("", page.t("Không có ai hỗ trợ", "Nobody helped"));
    let helper = |helper: Helper| Choice::new(helper.as_str(), messages::helper(helper, page.language()));
    [nobody].into_iter().chain(Helper::ALL.into_iter().map(helper)).collect()
}

/// So that a template can ask for the answers as they were typed.
impl Receive<'_> {
    fn typed(&self, field: &str) -> &str {
        self.form.get(field)
    }
}
