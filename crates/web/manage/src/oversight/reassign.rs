//! Giao lại từ trên: a whole desk of an officer, or dossiers that were ticked, go to a colleague at the
//! same desk. Each is an act of its own, with its own outcome.

use super::above::above_of;
use super::each::{ItemOutcome, OutcomesPage, key_of_item};
use askama::Template;
use axum::extract::RawQuery;
use axum::http::StatusCode;
use motcua_core::act::OfficerId;
use motcua_core::dossier::{BATCH_MAX, Dossier, Reassign, must_be_a_batch};
use motcua_core::{Halt, Refusal};
use motcua_edge::ask::{ChoiceShown, Wrongs, status_of_form};
use motcua_edge::batch::{Ended, item};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, agency_name, html, procedure_name};
use motcua_edge::sent::{fresh_key, must_be_ours};
use motcua_edge::signed::Signed;
use motcua_store::account;
use motcua_told::due::{DueWords, due_words};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "manage/reassign.html")]
struct ReassignPage {
    page: Page,
    rows: Vec<HeldRow>,
    /// There are more than these.
    is_cut: bool,
    to: Vec<ChoiceShown>,
    to_officer: String,
    reason: String,
    key: String,
    errors: Wrongs,
}

/// A dossier of the list.
struct HeldRow {
    code: String,
    procedure: String,
    /// Which desk has it, and who by name.
    desk: String,
    due: DueWords,
    ticked: bool,
}

/// `GET /manage/oversight/reassign?officer=…`, or `?item=…&item=…`
pub(super) async fn get(signed: Signed, RawQuery(query): RawQuery) -> Reply {
    let query = query.unwrap_or_default();
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let named = |field: &'static str| {
        pairs.iter().filter(move |(name, _)| name == field).map(|(_, value)| value.clone())
    };
    let codes: Vec<String> = match named("officer").next() {
        Some(officer) => held_by(&signed, &OfficerId(officer))?,
        None => named("item").collect(),
    };
    must_be_a_batch(codes.len())?;
    let dossiers = found(&signed, &codes)?;
    shown(&signed, &dossiers, |_| true, &SentForm::default(), &[])
}

/// `POST /manage/oversight/reassign`: each that is ticked, one after the other.
pub(super) async fn post(signed: Signed, form: SentForm) -> Reply {
    let named = |field: &'static str| {
        let all = form.under(field).filter(|(rest, _)| rest.is_empty()).take(BATCH_MAX + 1);
        all.map(|(_, code)| code.to_string()).collect::<Vec<String>>()
    };
    let (items, listed) = (named("item"), named("listed"));
    let key = form.get("key");
    must_be_ours(key)?;
    let again = |wrong: &[Refusal]| -> Reply {
        let dossiers = found(&signed, &listed)?;
        shown(&signed, &dossiers, |code| items.iter().any(|item| item == code), &form, wrong)
    };
    if let Err(wrong) = must_be_a_batch(items.len()) {
        return again(&[wrong]);
    }
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let to_officer = form.filled("to_officer").map(|id| OfficerId(id.to_string()));
    let (mut done, mut refused) = (Vec::new(), Vec::new());
    // Whoever may not give one of them away gives none away.
    for dossier in found(&signed, &items)? {
        let code = dossier.code().clone();
        let reason = form.get("reason").to_string();
        let command = Reassign { code: code.clone(), to_officer: to_officer.clone(), reason };
        let ended = item(
            app,
            &signed.actor()?,
            key_of_item("reassign", key, &code.to_string(), &form, &["to_officer", "reason"]),
            None,
            command,
        )
        .await;
        match &ended {
            // What is wrong with the reason is wrong for all of them.
            Ended::Refused(wrong)
                if done.is_empty() && wrong.iter().any(|why| why.field.as_deref() == Some("reason")) =>
            {
                return again(wrong);
            }
            Ended::Done(dossier) => {
                let words = desk(&signed, dossier)?;
                done.push(ItemOutcome { code: code.to_string(), words });
            }
            Ended::Refused(_) | Ended::Broke => {
                refused.push(ItemOutcome { code: code.to_string(), words: ended.why(lang) });
            }
        }
    }
    let page = signed.visit.page("oversight", "Giao lại hồ sơ", "Reassign dossiers");
    let outcomes = OutcomesPage {
        all: items.len(),
        done_words: lang.t("đã giao lại", "reassigned"),
        done_heading: lang.t("Đã giao lại", "Reassigned"),
        done,
        refused_words: lang.t("ở lại chỗ cũ", "stay where they are"),
        refused_heading: lang.t("Ở lại chỗ cũ", "Not reassigned"),
        refused,
        page,
    };
    Ok(html(StatusCode::OK, &outcomes))
}

/// What this officer holds by name and the viewer may give to others, the earliest due first.
fn held_by(signed: &Signed, officer: &OfficerId) -> Result<Vec<String>, Halt> {
    let (above, law) = (above_of(signed)?, &signed.visit.app.law);
    let held = signed.visit.app.read(|rows| account::dossiers_held_by(rows, officer, BATCH_MAX as u32))?;
    let theirs = held.iter().filter(|dossier| above.moves(dossier, law));
    Ok(theirs.map(|dossier| dossier.code().to_string()).collect())
}

/// These dossiers; one that the viewer may not give to others is one that is not there.
fn found(signed: &Signed, codes: &[String]) -> Result<Vec<Dossier>, Halt> {
    let (above, law) = (above_of(signed)?, &signed.visit.app.law);
    let one = |code: &String| {
        let dossier = signed.dossier_from_above(code)?;
        match above.moves(&dossier, law) {
            true => Ok(dossier),
            false => Err(Refusal::of("dossier.unknown").with("code", code).into()),
        }
    };
    codes.iter().take(BATCH_MAX).map(one).collect()
}

/// `Thụ lý, Ủy ban nhân dân phường Phú Xuân (Trần Văn Minh)`
fn desk(signed: &Signed, dossier: &Dossier) -> Result<String, Halt> {
    let (app, lang, today) = (&signed.visit.app, signed.visit.lang, signed.visit.now.day());
    let holder = &dossier.holder;
    let agency = agency_name(app, &holder.agency, lang);
    let desk = format!("{}, {agency}", motcua_messages::duty(holder.duty, lang));
    let Some(id) = &holder.officer else { return Ok(desk) };
    let log_in = app.read(|rows| account::log_in(rows, id, today))?;
    Ok(log_in.map_or_else(|| desk.clone(), |log_in| format!("{desk} ({})", log_in.officer.name)))
}

/// Colleagues at the desks where these dossiers lie; the rule looks at each one.
fn colleagues(signed: &Signed, dossiers: &[Dossier], page: &Page) -> Result<Vec<ChoiceShown>, Halt> {
    let (app, today) = (&signed.visit.app, signed.visit.now.day());
    let mut agencies: Vec<_> = dossiers.iter().map(|dossier| dossier.holder.agency.clone()).collect();
    agencies.sort();
    agencies.dedup();
    let mut named = BTreeMap::new();
    for agency in &agencies {
        for officer in app.read(|rows| account::officers_at(rows, agency, today))? {
            let may = |dossier: &Dossier| {
                dossier.holder.officer.as_ref() != Some(&officer.id) && dossier.holder.is_a_desk_of(&officer)
            };
            if dossiers.iter().any(may) {
                let name = match agencies.len() {
                    1 => officer.name.clone(),
                    _ => format!("{}, {}", officer.name, agency_name(app, agency, page.language())),
                };
                named.insert((name, officer.id.0.clone()), ());
            }
        }
    }
    let any = page.t("Cho cả bàn: ai có nhiệm vụ ấy", "The desk: whoever has the duty");
    let named = named.into_keys().map(|(name, id)| ChoiceShown::new(id, name));
    Ok(std::iter::once(ChoiceShown::new("", any)).chain(named).collect())
}

fn shown(
    signed: &Signed,
    dossiers: &[Dossier],
    ticked: impl Fn(&str) -> bool,
    form: &SentForm,
    wrong: &[Refusal],
) -> Reply {
    let (app, now, lang) = (&signed.visit.app, signed.visit.now, signed.visit.lang);
    let mut page = signed.visit.page("oversight", "Giao lại hồ sơ", "Reassign dossiers");
    let errors = Wrongs::of(wrong, lang, "items");
    errors.entitle(&mut page);
    let row = |dossier: &Dossier| -> Result<HeldRow, Halt> {
        let code = dossier.code().to_string();
        Ok(HeldRow {
            ticked: ticked(&code),
            procedure: procedure_name(app, &dossier.submission.procedure, lang),
            desk: desk(signed, dossier)?,
            due: due_words(dossier, &app.law, now, &page),
            code,
        })
    };
    let view = ReassignPage {
        rows: dossiers.iter().map(row).collect::<Result<_, _>>()?,
        is_cut: dossiers.len() == BATCH_MAX,
        to: colleagues(signed, dossiers, &page)?,
        to_officer: form.get("to_officer").to_string(),
        reason: form.get("reason").to_string(),
        key: form.filled("key").map_or_else(|| fresh_key(app), str::to_string),
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}
