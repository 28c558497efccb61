//! Trả lời câu hỏi, chỉ đạo của tỉnh: the page on which the agency answers.

use super::rehearse::beside;
use super::words::{procedure_name, status_kind};
use askama::Template;
use axum::extract::Path;
use motcua_core::Refusal;
use motcua_core::dossier::{AnswerInstruction, Dossier};
use motcua_edge::act::act;
use motcua_edge::ask::{ChoiceShown, Wrongs, refusals_at_fields, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of};
use motcua_edge::signed::Signed;
use motcua_told::due::{DueWords, due_words};
use motcua_told::instructions::{InstructionRow, instructions};

#[derive(Template)]
#[template(path = "officer/answer_instruction.html")]
struct AnswerPage {
    page: Page,
    code: String,
    procedure: String,
    kind: &'static str,
    status: &'static str,
    due: DueWords,
    /// Those that wait for an answer.
    rows: Vec<InstructionRow>,
    choices: Vec<ChoiceShown>,
    number: String,
    answer: String,
    key: String,
    errors: Wrongs,
}

/// `GET /officer/dossiers/{code}/answer_instruction`
pub(super) async fn get(signed: Signed, Path(code): Path<String>) -> Reply {
    let dossier = signed.dossier(&code)?;
    let beside = beside(&signed.visit.app, &dossier)?;
    dossier.instruction_for(&signed.officer, None, beside.speaks(&dossier)?)?;
    shown(&signed, &dossier, &SentForm::default(), &[])
}

/// `POST /officer/dossiers/{code}/answer_instruction`
pub(super) async fn post(signed: Signed, Path(code): Path<String>, form: SentForm) -> Reply {
    let dossier = signed.dossier(&code)?;
    let code = dossier.code().clone();
    let key = key_of(&form, &format!("answer_instruction {code}"))?;
    let number = form.get("number").parse().map_err(|_| Refusal::of("request.malformed"))?;
    let command = AnswerInstruction {
        code: code.clone(),
        number: Some(number),
        answer: form.get("answer").to_string(),
    };
    match act(&signed.visit.app, &signed.actor()?, Some(key), command).await {
        Ok(_) => Ok(see_other(&format!("/officer/dossiers/{code}?done=answer_instruction"))),
        Err(halt) => {
            let wrong = refusals_at_fields(halt)?;
            shown(&signed, &dossier, &form, &wrong)
        }
    }
}

fn shown(signed: &Signed, dossier: &Dossier, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let (app, now, lang) = (&signed.visit.app, signed.visit.now, signed.visit.lang);
    let (vi, en) = ("Trả lời câu hỏi, chỉ đạo của tỉnh", "Answer the province");
    let mut page = signed.visit.page("work", vi, en);
    let errors = Wrongs::of(wrong, lang, "answer");
    errors.entitle(&mut page);
    let rows = instructions(app, dossier, now, &page);
    let rows: Vec<InstructionRow> = rows.into_iter().filter(|row| row.answer.is_empty()).collect();
    let first = rows.first().map(|row| row.number.to_string()).unwrap_or_default();
    let view = AnswerPage {
        code: dossier.code().to_string(),
        procedure: procedure_name(app, &dossier.submission.procedure, lang),
        kind: status_kind(dossier.status()),
        status: motcua_messages::status(dossier.status(), lang),
        due: due_words(dossier, &app.law, now, &page),
        choices: rows.iter().map(|row| ChoiceShown::new(row.number.to_string(), row.text.clone())).collect(),
        number: form.filled("number").map_or(first, str::to_string),
        answer: form.get("answer").to_string(),
        key: form.filled("key").map_or_else(|| fresh_key(app), str::to_string),
        rows,
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}
