//! Giao lại hồ sơ: what somebody holds by name goes to a colleague or to the desk, each dossier by
//! itself.

use super::frame::{HELD_MAX, held, href_of, kept, kept_or_holding};
use askama::Template;
use axum::extract::Path;
use motcua_core::account::{Account, Reach};
use motcua_core::act::OfficerId;
use motcua_core::dossier::{Dossier, Reassign};
use motcua_core::{Halt, Refusal};
use motcua_edge::act::act;
use motcua_edge::ask::{ChoiceShown, Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::fresh_key;
use motcua_edge::signed::Signed;
use motcua_store::{Key, account};
use sha2::{Digest, Sha256};

/// What somebody holds, in a form.
pub(in crate::staff) struct HeldShown {
    pub(in crate::staff) dossiers: Vec<HeldDossier>,
    /// How many, when there are more than these.
    pub(in crate::staff) count: String,
    pub(in crate::staff) to: Vec<ChoiceShown>,
    pub(in crate::staff) to_officer: String,
    pub(in crate::staff) reason: String,
}

/// A dossier in it.
pub(in crate::staff) struct HeldDossier {
    pub(in crate::staff) code: String,
    pub(in crate::staff) procedure: String,
    pub(in crate::staff) due: String,
    pub(in crate::staff) is_ticked: bool,
}

#[derive(Template)]
#[template(path = "manage/staff/reassign.html")]
struct ReassignPage {
    page: Page,
    errors: Wrongs,
    key: String,
    back: String,
    who: String,
    held: HeldShown,
}

/// `GET /manage/staff/people/{id}/reassign`
pub(super) async fn get(signed: Signed, Path(id): Path<String>) -> Reply {
    let (account, reach) = kept_or_holding(&signed, &id)?;
    shown(&signed, &account, &reach, &SentForm::default(), &[])
}

/// `POST /manage/staff/people/{id}/reassign`
pub(super) async fn post(signed: Signed, Path(id): Path<String>, form: SentForm) -> Reply {
    let (account, reach) = kept_or_holding(&signed, &id)?;
    let id = &account.officer.id;
    match reassigned(&signed, &reach, id, &form).await {
        Ok(()) => Ok(see_other(&format!("{}?done=reassign", back_of(&signed, id)))),
        Err(halt) => shown(&signed, &account, &reach, &form, &refusals(halt)?),
    }
}

/// The person's page; the list, when they have left and have no page here any more.
fn back_of(signed: &Signed, id: &OfficerId) -> String {
    if kept(signed, &id.0).is_ok() { href_of(id) } else { "/manage/staff".to_string() }
}

/// Gives away the dossiers that are ticked, one act each. A second sending goes on where the first
/// one stopped: what is given away already is left alone.
pub(super) async fn reassigned(
    signed: &Signed,
    reach: &Reach,
    from: &OfficerId,
    form: &SentForm,
) -> Result<(), Halt> {
    let ticked: Vec<&str> =
        form.pairs().iter().filter(|(name, _)| name == "dossier").map(|(_, code)| code.as_str()).collect();
    if ticked.is_empty() {
        return Ok(());
    }
    let app = &signed.visit.app;
    let held = held(signed, reach, from)?;
    let to_officer = form.filled("to_officer").map(|id| OfficerId(id.to_string()));
    for dossier in held.iter().filter(|dossier| ticked.contains(&dossier.code().to_string().as_str())) {
        let (code, reason) = (dossier.code().clone(), form.get("handover").to_string());
        let content = format!("reassign {code} {} {to_officer:?} {reason}", dossier.seq);
        let digest: [u8; 32] = Sha256::digest(content.as_bytes()).into();
        let key = Key { key: format!("form:reassign {}", hex::encode(digest)), digest };
        let command = Reassign { code, to_officer: to_officer.clone(), reason };
        match act(app, &signed.actor()?, Some(key), command).await {
            Ok(_) => {}
            Err(Halt::Refused(all)) => return Err(Halt::Refused(all.into_iter().map(placed).collect())),
            Err(broke) => return Err(broke),
        }
    }
    Ok(())
}

/// The reason stands in a box of its own.
fn placed(refusal: Refusal) -> Refusal {
    match refusal.field.as_deref() {
        Some("reason") => refusal.at("handover"),
        _ => refusal,
    }
}

/// What they hold, for a form about them.
pub(super) fn held_shown(
    signed: &Signed,
    account: &Account,
    reach: &Reach,
    form: &SentForm,
    page: &Page,
) -> Result<HeldShown, Halt> {
    let (app, lang, today) = (&signed.visit.app, signed.visit.lang, signed.visit.now.day());
    let id = &account.officer.id;
    let held = held(signed, reach, id)?;
    let is_first = form.pairs().is_empty();
    let ticked = |code: &str| form.pairs().iter().any(|(name, sent)| name == "dossier" && sent == code);
    let row = |dossier: &Dossier| {
        let code = dossier.code().to_string();
        let procedure = app.law.catalogue.procedure(&dossier.submission.procedure);
        HeldDossier {
            procedure: procedure.map_or_else(String::new, |of| lang.t(&of.name, &of.name_en).to_string()),
            due: dossier.due_at().map(|at| page.moment(at)).unwrap_or_default(),
            is_ticked: is_first || ticked(&code),
            code,
        }
    };
    // Colleagues at the desks where these dossiers lie; the rule looks at each one.
    let mut to =
        vec![ChoiceShown::new("", page.t("Cho cả bàn: ai có nhiệm vụ ấy", "The desk: whoever has the duty"))];
    let mut agencies: Vec<_> = held.iter().map(|dossier| dossier.holder.agency.clone()).collect();
    agencies.sort();
    agencies.dedup();
    for agency in agencies {
        let here = app.read(|rows| account::officers_at(rows, &agency, today))?;
        let others = here.into_iter().filter(|other| other.id != *id && other.point.is_none());
        to.extend(others.map(|other| ChoiceShown::new(other.id.0, other.name)));
    }
    Ok(HeldShown {
        count: if held.len() as u32 == HELD_MAX { page.count(held.len() as i64) } else { String::new() },
        dossiers: held.iter().map(row).collect(),
        to,
        to_officer: form.get("to_officer").to_string(),
        reason: form.get("handover").to_string(),
    })
}

fn shown(signed: &Signed, account: &Account, reach: &Reach, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let mut page = signed.visit.page("staff", "Giao lại hồ sơ", "Reassign dossiers");
    let errors = Wrongs::of(wrong, signed.visit.lang, "to_officer");
    errors.entitle(&mut page);
    let view = ReassignPage {
        key: form.filled("key").map_or_else(|| fresh_key(&signed.visit.app), str::to_string),
        back: back_of(signed, &account.officer.id),
        who: account.officer.name.clone(),
        held: held_shown(signed, account, reach, form, &page)?,
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}
