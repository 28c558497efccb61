//! Hỏi, chỉ đạo: one text for one dossier or for several that were ticked. Each is an act of its
//! own, with its own outcome.

use super::above::above_of;
use super::each::{ItemOutcome, OutcomesPage, key_of_item};
use askama::Template;
use axum::extract::RawQuery;
use axum::http::StatusCode;
use motcua_core::calendar::Limit;
use motcua_core::dossier::{BATCH_MAX, Dossier, Instruct, must_be_a_batch};
use motcua_core::{Halt, Refusal};
use motcua_edge::ask::{ChoiceShown, Wrongs, status_of_form};
use motcua_edge::batch::{Ended, item};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, agency_name, html, procedure_name, see_other};
use motcua_edge::sent::{fresh_key, must_be_ours};
use motcua_edge::signed::Signed;
use motcua_told::due::{DueWords, due_words};

#[derive(Template)]
#[template(path = "manage/instruct.html")]
struct InstructPage {
    page: Page,
    back: String,
    rows: Vec<InstructedRow>,
    text: String,
    many: String,
    units: Vec<ChoiceShown>,
    unit: String,
    key: String,
    errors: Wrongs,
}

/// A dossier of the list.
struct InstructedRow {
    code: String,
    procedure: String,
    /// Who decides, and answers.
    agency: String,
    due: DueWords,
    ticked: bool,
}

/// `GET /manage/oversight/instruct?item=…&item=…`
pub(super) async fn get(signed: Signed, RawQuery(query): RawQuery) -> Reply {
    above_of(&signed)?;
    let query = query.unwrap_or_default();
    let codes: Vec<String> = form_urlencoded::parse(query.as_bytes())
        .filter(|(name, _)| name == "item")
        .map(|(_, value)| value.into_owned())
        .collect();
    must_be_a_batch(codes.len())?;
    let dossiers = found(&signed, codes.iter().map(String::as_str))?;
    shown(&signed, &dossiers, |_| true, &SentForm::default(), &[])
}

/// `POST /manage/oversight/instruct`: each that is ticked, one after the other.
pub(super) async fn post(signed: Signed, form: SentForm) -> Reply {
    above_of(&signed)?;
    let named = |field: &'static str| {
        let all = form.under(field).filter(|(rest, _)| rest.is_empty()).take(BATCH_MAX + 1);
        all.map(|(_, code)| code.to_string()).collect::<Vec<String>>()
    };
    let (items, listed) = (named("item"), named("listed"));
    let key = form.get("key");
    must_be_ours(key)?;
    let again = |wrong: &[Refusal]| -> Reply {
        let dossiers = found(&signed, listed.iter().map(String::as_str))?;
        shown(&signed, &dossiers, |code| items.iter().any(|item| item == code), &form, wrong)
    };
    let limit = Limit::parse(&format!("{} {}", form.get("many"), form.get("unit")));
    let limit = match (limit, must_be_a_batch(items.len())) {
        (Ok(limit), Ok(())) => limit,
        (limit, batch) => {
            let wrong: Vec<Refusal> =
                batch.err().into_iter().chain(limit.err().map(|why| why.at("limit"))).collect();
            return again(&wrong);
        }
    };
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let page = signed.visit.page("oversight", "Hỏi, chỉ đạo", "Ask or instruct");
    let (mut done, mut refused) = (Vec::new(), Vec::new());
    // Whoever may not ask about one of them asks about none.
    for dossier in found(&signed, items.iter().map(String::as_str))? {
        let code = dossier.code().clone();
        let text = &code.to_string();
        let command = Instruct { code: code.clone(), text: form.get("text").to_string(), limit };
        let ended = item(
            app,
            &signed.actor()?,
            key_of_item("instruct", key, text, &form, &["text", "many", "unit"]),
            None,
            command,
        )
        .await;
        match &ended {
            // What is wrong with the words or the limit is wrong for all of them.
            Ended::Refused(wrong) if done.is_empty() && wrong.iter().all(|why| why.field.is_some()) => {
                return again(wrong);
            }
            Ended::Done(dossier) => {
                let due = dossier.instructions.last().map(|one| page.moment(one.due)).unwrap_or_default();
                let words = format!("{} {due}", page.t("Trả lời trước", "Answer by"));
                done.push(ItemOutcome { code: code.to_string(), words });
            }
            Ended::Refused(_) | Ended::Broke => {
                refused.push(ItemOutcome { code: code.to_string(), words: ended.why(lang) });
            }
        }
    }
    match done.as_slice() {
        [one] if items.len() == 1 => Ok(see_other(&format!("/manage/oversight/{}?done=instruct", one.code))),
        _ => {
            let outcomes = OutcomesPage {
                all: items.len(),
                done_words: lang.t("đã gửi đến cơ quan giải quyết", "sent to the agencies"),
                done_heading: lang.t("Đã gửi", "Sent"),
                done,
                refused_words: lang.t("chưa gửi được", "not sent"),
                refused_heading: lang.t("Chưa gửi được", "Not sent"),
                refused,
                page,
            };
            Ok(html(StatusCode::OK, &outcomes))
        }
    }
}

fn found<'a>(signed: &Signed, codes: impl Iterator<Item = &'a str>) -> Result<Vec<Dossier>, Halt> {
    codes.take(BATCH_MAX).map(|code| signed.dossier_from_above(code)).collect()
}

fn shown(
    signed: &Signed,
    dossiers: &[Dossier],
    ticked: impl Fn(&str) -> bool,
    form: &SentForm,
    wrong: &[Refusal],
) -> Reply {
    let (app, now, lang) = (&signed.visit.app, signed.visit.now, signed.visit.lang);
    let mut page = signed.visit.page("oversight", "Hỏi, chỉ đạo", "Ask or instruct");
    let errors = Wrongs::of(wrong, lang, "items");
    errors.entitle(&mut page);
    let row = |dossier: &Dossier| {
        let code = dossier.code().to_string();
        InstructedRow {
            ticked: ticked(&code),
            code,
            procedure: procedure_name(app, &dossier.submission.procedure, lang),
            agency: agency_name(app, &dossier.submission.competent, lang),
            due: due_words(dossier, &app.law, now, &page),
        }
    };
    let rows: Vec<InstructedRow> = dossiers.iter().map(row).collect();
    let typed = |field: &str, first: &str| match form.filled("key") {
        Some(_) => form.get(field).to_string(),
        None => first.to_string(),
    };
    let view = InstructPage {
        back: match rows.as_slice() {
            [one] => format!("/manage/oversight/{}", one.code),
            _ => "/manage/oversight".to_string(),
        },
        rows,
        text: form.get("text").to_string(),
        many: typed("many", "2"),
        units: vec![
            ChoiceShown::new("working_days", page.t("ngày làm việc", "working days")),
            ChoiceShown::new("working_hours", page.t("giờ làm việc", "working hours")),
        ],
        unit: typed("unit", "working_days"),
        key: form.filled("key").map_or_else(|| fresh_key(app), str::to_string),
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}
