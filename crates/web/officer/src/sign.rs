//! Ký số: papers that have their number and wait for the key of whoever decided, signed in one sitting.
//! Each is kept before the next one is signed; what was not signed stays as it is, with the reason.

use super::words::procedure_name;
use askama::Template;
use axum::extract::Query;
use motcua_core::act::{Actor, Officer, OfficerId, in_stead};
use motcua_core::deed::{CheckCode, DeedMade};
use motcua_core::dossier::{
    BATCH_MAX, Dossier, DossierCode, DossierCommand, SignDeed, SignedPaperKept, SigningWay,
};
use motcua_core::{Fault, Halt, Moment, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::app::App;
use motcua_edge::ask::{Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::signed::Signed;
use motcua_edge::signers::{KeyWay, SignedPdf, SigningStanding, Sitting};
use motcua_papers::take;
use motcua_store::dossier::by_code;
use motcua_store::files::digest_of;
use motcua_store::{Key, Rows};
use motcua_told::deed::{PaperOf, file_name};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Handle;

#[derive(Template)]
#[template(path = "officer/sign.html")]
struct SignPage {
    page: Page,
    rows: Vec<SignRow>,
    /// Papers of the agency that wait for somebody else's key, where this officer may say that they are
    /// signed by hand.
    of_others: Vec<SignRow>,
    /// How many were signed just now; empty for none.
    signed: String,
    /// The officer has a key here.
    has_key: bool,
    /// A PIN is asked for.
    asks_pin: bool,
    /// The officer consents on a device of theirs, which a service asks.
    asks_device: bool,
    /// The key is in a file: for trials.
    is_trial: bool,
    /// What was not signed in the last sitting and waits no more.
    parted: Vec<String>,
    /// Some are under way: the page is to be looked at again.
    waits: bool,
    errors: Wrongs,
}

/// A paper that waits.
struct SignRow {
    /// Its code and what it says, in short, as the form sends it.
    item: String,
    check: String,
    name: String,
    href: String,
    dossier: String,
    applicant: String,
    procedure: String,
    /// Its key was asked and has not answered.
    under_way: bool,
    /// Why it was not signed; empty before it was tried.
    why_not: Vec<String>,
}

/// How long a page waits for the end of a sitting; then it says what is still under way.
const PAGE_PATIENCE: Duration = Duration::from_secs(20);

/// What came of a sitting.
#[derive(Deserialize)]
pub struct SignQuery {
    #[serde(default)]
    signed: Option<u32>,
}

/// A paper that waits for a key.
struct PaperWaiting {
    dossier: Dossier,
    made: DeedMade,
}

/// Papers that wait for this officer's key, also where it is here no more: then they sign by hand.
fn own(signed: &Signed) -> Result<Vec<PaperWaiting>, Fault> {
    let officer = &signed.officer.id;
    let read = |rows: &mut dyn Rows| motcua_store::deed::to_sign(rows, officer, BATCH_MAX as u32);
    Ok(papers(signed.visit.app.read(read)?, |made| made.signature.awaited() == Some(officer)))
}

/// Papers of the agency that wait for the key of somebody else, where this officer may say that they are
/// signed by hand.
fn of_others(signed: &Signed) -> Result<Vec<PaperWaiting>, Fault> {
    let Officer { id, agency, .. } = &signed.officer;
    let read =
        |rows: &mut dyn Rows| motcua_store::deed::to_sign_by_others(rows, agency, id, BATCH_MAX as u32);
    let mut found = papers(signed.visit.app.read(read)?, |made| made.signature.awaited() != Some(id));
    found.retain(|one| must_be_signed(signed, one, SigningWay::Hand).is_ok());
    Ok(found)
}

/// The papers of these dossiers that wait for such a key. A dossier with two of them is found twice.
fn papers(dossiers: Vec<Dossier>, is_one: impl Fn(&DeedMade) -> bool) -> Vec<PaperWaiting> {
    let mut all: Vec<PaperWaiting> = Vec::new();
    for dossier in dossiers {
        if all.iter().any(|known| known.dossier.id == dossier.id) {
            continue;
        }
        let of_it = dossier.deeds_to_sign().filter(|made| is_one(made));
        let of_it = of_it.map(|made| PaperWaiting { dossier: dossier.clone(), made: made.clone() });
        all.extend(of_it.collect::<Vec<_>>());
    }
    all
}

/// Asks the rule before a key is asked: it signs nothing for whoever may not.
fn must_be_signed(signed: &Signed, one: &PaperWaiting, way: SigningWay) -> Result<(), Halt> {
    let ask = |actor: &Actor| Ok(one.dossier.must_be_signed_by(actor.officer()?, &one.made.check, way)?);
    in_stead(&signed.viewer(), ask)
}

/// How many papers of the agency wait for the key of somebody else, where this officer may say that they are signed
/// by hand, as far as one list goes.
pub(super) fn count_of_others(signed: &Signed) -> Result<usize, Fault> {
    Ok(of_others(signed)?.len())
}

/// How many papers wait for this officer's key, as far as one list goes.
pub(super) fn count(signed: &Signed) -> Result<usize, Fault> {
    Ok(own(signed)?.len())
}

/// Where an act leads: to the signature, where it left a paper that the officer is to sign.
pub(super) fn next(signed: &Signed, after: Option<&Dossier>, code: &DossierCode, done: &str) -> String {
    let is_own = |made: &DeedMade| made.signature.awaited() == Some(&signed.officer.id);
    match after.is_some_and(|dossier| dossier.deeds_to_sign().any(is_own)) {
        true => "/officer/sign".to_string(),
        false => format!("/officer/dossiers/{code}?done={done}"),
    }
}

/// `GET /officer/sign?signed=`
pub async fn get(signed: Signed, Query(asked): Query<SignQuery>) -> Reply {
    shown(&signed, asked.signed.unwrap_or(0), &[])
}

/// `POST /officer/sign`: signs those that are ticked, or leaves them to be signed by hand.
pub async fn post(signed: Signed, form: SentForm) -> Reply {
    let way = if form.get("do") == "by_hand" { SigningWay::Hand } else { SigningWay::Key };
    let done = match (chosen(&signed, &form, way), way) {
        (Ok(chosen), SigningWay::Hand) => by_hand(&signed, chosen).await.map(|()| 0),
        (Ok(chosen), SigningWay::Key) => sit(&signed, chosen, form.get("pin").to_string()).await,
        (Err(halt), _) => Err(halt),
    };
    match done {
        Ok(0) => Ok(see_other("/officer/sign")),
        Ok(count) => Ok(see_other(&format!("/officer/sign?signed={count}"))),
        Err(halt) => shown(&signed, 0, &refusals(halt)?),
    }
}

/// What was ticked; refused where nothing was, a paper says something else than what was looked at, or the
/// officer may not sign it in this way.
fn chosen(signed: &Signed, form: &SentForm, way: SigningWay) -> Result<Vec<PaperWaiting>, Halt> {
    let items: Vec<&str> =
        form.under("item").filter(|(rest, _)| rest.is_empty()).map(|(_, value)| value).collect();
    if items.is_empty() {
        return Err(Refusal::of("signing.nothing-chosen").at("items").into());
    }
    let mut waiting = own(signed)?;
    waiting.extend(of_others(signed)?);
    let mut found = Vec::new();
    for item in items.into_iter().take(BATCH_MAX) {
        let (check, seen) = item.split_once(' ').ok_or_else(|| Refusal::of("request.malformed"))?;
        let check = CheckCode::parse(check).ok_or_else(|| Refusal::of("request.malformed"))?;
        let known = waiting.iter().position(|one| one.made.check == check);
        let one = waiting.swap_remove(known.ok_or_else(|| Refusal::of("deed.not-to-sign").at("items"))?);
        if seen != says(&PaperOf::of(&signed.visit.app, &one.made)?) {
            return Err(Refusal::of("signing.paper-changed").at("items").into());
        }
        must_be_signed(signed, &one, way).map_err(|halt| halt.at("items"))?;
        found.push(one);
    }
    Ok(found)
}

/// What a paper says, in short: what is signed is what was looked at.
fn says(paper: &PaperOf) -> String {
    digest_of(paper.deed.text().as_bytes()).0
}

async fn by_hand(signed: &Signed, chosen: Vec<PaperWaiting>) -> Result<(), Halt> {
    let is_under_way = |one: &PaperWaiting| {
        signed.visit.app.signing.of(one.made.check.as_str()) == Some(SigningStanding::UnderWay)
    };
    if chosen.iter().any(is_under_way) {
        return Err(Refusal::of("signing.under-way").at("items").into());
    }
    for PaperWaiting { dossier, made } in chosen {
        let command = SignDeed { code: dossier.code().clone(), check: made.check, signed: None };
        send(&signed.visit.app, &signed.actor()?, Sending::default(), DossierCommand::from(command)).await?;
    }
    Ok(())
}

/// Asks the key for all of them at once; how many were signed before the page is shown again.
async fn sit(signed: &Signed, chosen: Vec<PaperWaiting>, secret: String) -> Result<u32, Halt> {
    let app = signed.visit.app.clone();
    let now = signed.visit.now;
    let names: Vec<String> = chosen.iter().map(|one| one.made.check.as_str().to_string()).collect();
    let (actor, officer, handle) = (signed.actor()?, signed.officer.clone(), Handle::current());
    if !app.signing.begin(&names, now) {
        return Err(Refusal::of("signing.under-way").at("items").into());
    }
    let (here, all) = (app.clone(), names.clone());
    let work = move || -> Result<u32, Halt> {
        let asking = Asking { app: &app, actor: &actor, handle, now };
        let sitting = Sitting { officer: &officer.id, name: &officer.name, secret: &secret, now };
        let done = asking.sit(&sitting, &chosen);
        let why = match &done {
            Err(Halt::Refused(wrong)) => wrong.clone(),
            Ok(_) | Err(Halt::Broke(_)) => vec![Refusal::of("signing.never-answered")],
        };
        app.signing.end_rest(&names, &why, now);
        for one in &chosen {
            part_if_it_waits_no_more(&app, &officer.id, one)?;
        }
        done
    };
    // It goes on when whoever waits for it goes away.
    let task = tokio::task::spawn_blocking(work);
    match tokio::time::timeout(PAGE_PATIENCE, task).await {
        Ok(Ok(done)) => done,
        // It broke down: nothing is under way any more.
        Ok(Err(broken)) => {
            here.signing.end_rest(&all, &[Refusal::of("signing.not-kept")], now);
            Err(Fault::other(broken).into())
        }
        Err(_) => Ok(0),
    }
}

/// A paper that was handed back while its key was asked is on no list: whoever sat is told what became of it.
fn part_if_it_waits_no_more(app: &App, officer: &OfficerId, one: &PaperWaiting) -> Result<(), Fault> {
    let check = one.made.check.as_str();
    let code = one.dossier.code();
    let now = app.read(|rows| by_code(rows, code))?;
    let waits = now.is_some_and(|dossier| dossier.deeds_to_sign().any(|made| made.check == one.made.check));
    if !waits && app.signing.of(check).is_some() {
        let name = file_name(&PaperOf::of(app, &one.made)?, &one.dossier);
        let name = name.trim_end_matches(".pdf").to_string();
        let why = Refusal::of("signing.handed-back").with("paper", name).with("code", code.to_string());
        app.signing.part(check, officer, why);
    }
    Ok(())
}

/// A sitting under way, on a thread that may wait.
struct Asking<'a> {
    app: &'a Arc<App>,
    actor: &'a Actor,
    handle: Handle,
    now: Moment,
}

impl Asking<'_> {
    fn sit(&self, sitting: &Sitting<'_>, chosen: &[PaperWaiting]) -> Result<u32, Halt> {
        let mut papers = Vec::with_capacity(chosen.len());
        let mut by_name = BTreeMap::new();
        for one in chosen {
            let paper = PaperOf::of(self.app, &one.made)?;
            papers.push(paper.to_sign(self.app, &one.dossier, sitting.name, self.now)?);
            by_name.insert(one.made.check.as_str().to_string(), (one, file_name(&paper, &one.dossier)));
        }
        let mut count = 0;
        let mut each = |paper: &str, outcome: Result<SignedPdf, Refusal>| {
            // Told of again, it is what it became at first.
            let Some((one, name)) = by_name.remove(paper) else { return };
            let kept = match outcome {
                Ok(pdf) => self.keep(one, &name, pdf),
                Err(refusal) => Err(refusal.into()),
            };
            count += u32::from(kept.is_ok());
            self.app.signing.end(paper, kept, self.now);
        };
        self.app.signers.sign(sitting, papers, &mut each)?;
        Ok(count)
    }

    /// The signed file on the shelf, and then that the paper is signed.
    fn keep(&self, one: &PaperWaiting, name: &str, signed: SignedPdf) -> Result<(), Halt> {
        let file = self.app.keep_file(&take(name, &signed.pdf)?)?;
        let digest = hex::decode(&file.digest.0).map_err(Fault::other)?;
        let digest: [u8; 32] = digest.try_into().map_err(|_| Fault::other("a digest of another length"))?;
        let key = Key { key: format!("sign_deed {}", one.made.check.as_str()), digest };
        let signed = Some(SignedPaperKept { file, certificate: signed.certificate });
        let (code, check) = (one.dossier.code().clone(), one.made.check.clone());
        let sending = Sending { key: Some(key), ..Sending::default() };
        let command = DossierCommand::from(SignDeed { code, check, signed });
        self.handle.block_on(send(self.app, self.actor, sending, command)).map(drop)
    }
}

fn shown(signed: &Signed, count: u32, wrong: &[Refusal]) -> Reply {
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let mut page = signed.visit.page("work", "Ký số", "Sign");
    let errors = Wrongs::of(wrong, lang, "items");
    errors.entitle(&mut page);
    let row = |one: &PaperWaiting| row(signed, one);
    let rows = own(signed)?.iter().map(row).collect::<Result<Vec<_>, Fault>>()?;
    let way = app.signers.way(&signed.officer.id);
    let sentence = |refusal: &Refusal| motcua_messages::sentence(refusal, lang);
    let view = SignPage {
        parted: app.signing.take_parted(&signed.officer.id).iter().map(sentence).collect(),
        waits: rows.iter().any(|row| row.under_way),
        rows,
        of_others: of_others(signed)?.iter().map(row).collect::<Result<_, Fault>>()?,
        signed: if count == 0 { String::new() } else { page.count(i64::from(count)) },
        has_key: way.is_some(),
        asks_pin: way == Some(KeyWay::Pin),
        asks_device: way == Some(KeyWay::Device),
        is_trial: way == Some(KeyWay::File),
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}

fn row(signed: &Signed, PaperWaiting { dossier, made }: &PaperWaiting) -> Result<SignRow, Fault> {
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let paper = PaperOf::of(app, made)?;
    let (check, code) = (made.check.as_str(), dossier.code());
    let standing = app.signing.of(check);
    let sentence = |refusal: &Refusal| motcua_messages::sentence(refusal, lang);
    Ok(SignRow {
        item: format!("{check} {}", says(&paper)),
        check: made.check.to_string(),
        name: file_name(&paper, dossier).trim_end_matches(".pdf").to_string(),
        href: format!("/officer/dossiers/{code}/deed.pdf?check={check}"),
        dossier: code.to_string(),
        applicant: dossier.submission.applicant.name.clone(),
        procedure: procedure_name(app, &dossier.submission.procedure, lang),
        under_way: standing == Some(SigningStanding::UnderWay),
        why_not: match standing {
            Some(SigningStanding::Failed(wrong)) => wrong.iter().map(sentence).collect(),
            Some(SigningStanding::UnderWay) | None => Vec::new(),
        },
    })
}
