//! A hand-over list: shown, printed, taken over.

use super::stands;
use crate::words::procedure_name;
use askama::Template;
use axum::extract::Path;
use motcua_core::catalogue::Duty;
use motcua_core::consignment::{Consignment, ConsignmentCommand, TakeBackResults, TakeOverResults};
use motcua_core::dossier::DossierCode;
use motcua_core::{Halt, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, agency_name, agency_name_on, html, see_other};
use motcua_edge::sent::{fresh_key, key_of};
use motcua_edge::signed::Signed;
use motcua_store::{Key, consignment as lists, dossier};
use motcua_told::paper_words::book_entry;

#[derive(Template)]
#[template(path = "officer/consignment.html")]
struct ConsignmentPage {
    page: Page,
    errors: Wrongs,
    number: String,
    from: String,
    to: String,
    kind: &'static str,
    stands: &'static str,
    given_at: String,
    given_by: String,
    /// When and by whom it was taken over; empty before.
    taken_at: String,
    taken_by: String,
    note: String,
    rows: Vec<PaperOnList>,
    /// Whoever looks takes it over.
    takes: bool,
    /// When, by whom and why it was taken back; empty otherwise.
    taken_back: String,
    /// Where whoever looks may take it back; empty otherwise.
    takes_back: String,
    reason: String,
    key: String,
}

/// A line of the list.
struct PaperOnList {
    code: String,
    procedure: String,
    applicant: String,
    /// Number and book of the paper; may be empty.
    entry: String,
    /// Whether it came; empty before that is known.
    came: &'static str,
    /// The officer says that nothing came.
    is_missing: bool,
}

/// The list, for the two offices that it is between.
fn found(signed: &Signed, id: &str) -> Result<Consignment, Halt> {
    let list = signed.visit.app.read(|rows| lists::get(rows, id))?;
    let officer = &signed.officer;
    let sees = |list: &Consignment| {
        [&list.from, &list.to].contains(&&officer.agency) && officer.has(Duty::Reception)
    };
    Ok(list.filter(sees).ok_or_else(|| Refusal::of("result.list-unknown"))?)
}

/// `GET /officer/consignments/{id}`
pub async fn get(signed: Signed, Path(id): Path<String>) -> Reply {
    shown(&signed, &found(&signed, &id)?, &SentForm::default(), &[])
}

/// `POST /officer/consignments/{id}`: takes it over. What is not ticked did not come.
pub async fn post(signed: Signed, Path(id): Path<String>, form: SentForm) -> Reply {
    let list = found(&signed, &id)?;
    let key = key_of(&form, &format!("take_over_results {id}"))?;
    let came: Vec<&str> = form.under("came.").map(|(_, code)| code).collect();
    let is_missing = |code: &&DossierCode| !came.contains(&code.to_string().as_str());
    let missing = list.dossiers.iter().filter(is_missing).cloned().collect();
    let command = TakeOverResults { id: list.id.clone(), missing, note: form.get("note").to_string() };
    sent(&signed, &list, &form, key, command.into()).await
}

/// `POST /officer/consignments/{id}/take_back_results`
pub async fn take_back(signed: Signed, Path(id): Path<String>, form: SentForm) -> Reply {
    let list = found(&signed, &id)?;
    let key = key_of(&form, &format!("take_back_results {id}"))?;
    let command = TakeBackResults { id: list.id.clone(), reason: form.get("reason").to_string() };
    sent(&signed, &list, &form, key, command.into()).await
}

async fn sent(
    signed: &Signed,
    list: &Consignment,
    form: &SentForm,
    key: Key,
    command: ConsignmentCommand,
) -> Reply {
    let sending = Sending { key: Some(key), ..Sending::default() };
    match send(&signed.visit.app, &signed.actor()?, sending, command).await {
        Ok(_) => Ok(see_other(&format!("/officer/consignments/{}", list.id))),
        Err(halt) => {
            let refused = refusals(halt)?;
            if refused.iter().any(|refusal| refusal.field.is_none()) {
                return Err(refused.into());
            }
            shown(signed, list, form, &refused)
        }
    }
}

fn shown(signed: &Signed, list: &Consignment, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let mut page = signed.visit.page("work", "", "");
    page.title =
        format!("{} {}", page.t("Phiếu bàn giao kết quả số", "Hand-over list No."), list.number_of_year());
    let errors = Wrongs::of(wrong, lang, "note");
    errors.entitle(&mut page);
    let came: Vec<&str> = form.under("came.").map(|(_, code)| code).collect();
    let mut rows = Vec::with_capacity(list.dossiers.len());
    for code in &list.dossiers {
        let of = app.read(|rows| dossier::by_code(rows, code))?;
        let of = of.ok_or_else(|| motcua_core::Fault::damaged(format!("{code} of a list is gone")))?;
        rows.push(PaperOnList {
            code: code.to_string(),
            procedure: procedure_name(app, &of.submission.procedure, lang),
            applicant: of.submission.applicant.name.clone(),
            entry: of.issued.as_ref().map(|entry| book_entry(entry, &page)).unwrap_or_default(),
            came: match list.came(code) {
                None if list.taken_back.is_some() => page.t("Ở lại nơi gửi", "Not sent"),
                None => "",
                Some(false) if of.must_be_at_hand().is_ok() => {
                    page.t("Thiếu, đã có lại sau", "Missing, found since")
                }
                Some(true) => page.t("Đã nhận", "Taken over"),
                Some(false) => page.t("Thiếu", "Missing"),
            },
            is_missing: !wrong.is_empty() && !came.contains(&code.to_string().as_str()),
        });
    }
    let day = list.given_at.day();
    let (kind, words) = stands(list, &page);
    let may_take_back = list.is_under_way() && signed.officer.must_have(Duty::Reception, &list.from).is_ok();
    let takes = list.is_under_way() && signed.officer.must_have(Duty::Reception, &list.to).is_ok();
    let view = ConsignmentPage {
        number: list.number_of_year(),
        from: agency_name_on(app, &list.from, day, lang),
        to: agency_name(app, &list.to, lang),
        kind,
        stands: words,
        given_at: page.moment(list.given_at),
        given_by: motcua_messages::who(&list.given_by, lang),
        taken_at: list.taken.as_ref().map(|taken| page.moment(taken.at)).unwrap_or_default(),
        taken_by: list.taken.as_ref().map(|taken| motcua_messages::who(&taken.by, lang)).unwrap_or_default(),
        note: match &list.taken {
            Some(taken) => taken.note.clone(),
            None => form.get("note").to_string(),
        },
        taken_back: list.taken_back.as_ref().map_or_else(String::new, |back| {
            let by = motcua_messages::who(&back.by, lang);
            format!("{by}, {}: “{}”", page.moment(back.at), back.reason)
        }),
        takes_back: match may_take_back {
            true => format!("/officer/consignments/{}/take_back_results", list.id),
            false => String::new(),
        },
        reason: form.get("reason").to_string(),
        rows,
        takes,
        key: form.filled("key").map_or_else(|| fresh_key(app), str::to_string),
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}
