//! Dự thảo kết quả: the paper with which a dossier is to end, filled with what is known, seen before it
//! is kept, and as a file.

use super::words::{procedure_name, status_kind};
use askama::Template;
use axum::extract::{Path, RawQuery};
use motcua_core::act::in_stead;
use motcua_core::deed::{Deed, DeedField, DeedTemplate, FieldKind, Filling, Said};
use motcua_core::document::FileRef;
use motcua_core::dossier::{Dossier, DraftResult, KnownFacts};
use motcua_core::{Day, Fault, Halt, Refusal};
use motcua_edge::act::act;
use motcua_edge::ask::{ChoiceShown, Wrongs, refusals, status_of_form};
use motcua_edge::download::to_read;
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of};
use motcua_edge::signed::Signed;
use motcua_papers::take;
use motcua_told::deed::{PaperOf, file_name, paper_of};
use motcua_told::due::{DueWords, due_words};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "officer/draft_result.html")]
struct DraftPage {
    page: Page,
    code: String,
    procedure: String,
    kind: &'static str,
    status: &'static str,
    due: DueWords,
    applicant: String,
    templates: Vec<ChoiceShown>,
    template: String,
    law: String,
    is_assumed: bool,
    /// What the drafter may say.
    open: Vec<FieldShown>,
    /// What is known and stays as it is.
    known: Vec<(String, String)>,
    key: String,
    errors: Wrongs,
    saved: bool,
    paper: Option<Deed>,
    pdf_href: String,
}

/// A field that the drafter may fill.
struct FieldShown {
    name: String,
    label: String,
    hint: String,
    value: String,
    optional: bool,
    lines: u16,
}

/// Templates from which this officer may draft for this dossier now.
pub(super) fn templates<'a>(signed: &'a Signed, dossier: &'a Dossier) -> Vec<&'a DeedTemplate> {
    let today = signed.visit.now.day();
    let mut all = signed.visit.app.law.deeds_of(dossier, today);
    // What most dossiers end with comes first; what every dossier may end with, last.
    all.sort_by_key(|template| (!template.approves, template.procedures.is_empty()));
    all
}

/// Whether the officer may draft the result now.
pub(super) fn may_draft(signed: &Signed, dossier: &Dossier) -> bool {
    let may = in_stead(&signed.viewer(), |actor| Ok(dossier.must_be_drafted_by(actor.officer()?)?));
    may.is_ok() && !templates(signed, dossier).is_empty()
}

/// `GET /officer/dossiers/{code}/draft_result?template=&saved=`
pub async fn get(signed: Signed, Path(code): Path<String>, RawQuery(query): RawQuery) -> Reply {
    let dossier = signed.dossier(&code)?;
    if !may_draft(&signed, &dossier) {
        return Err(Halt::from(Refusal::of("deed.not-now")).into());
    }
    let query = query.unwrap_or_default();
    let asked: BTreeMap<String, String> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let wanted = asked.get("template").map(String::as_str).unwrap_or_default();
    shown(&signed, &dossier, wanted, &SentForm::default(), asked.contains_key("saved"), &[])
}

/// `POST /officer/dossiers/{code}/draft_result`
pub async fn post(signed: Signed, Path(code): Path<String>, form: SentForm) -> Reply {
    let dossier = signed.dossier(&code)?;
    let key = key_of(&form, &format!("draft_result {}", dossier.code()))?;
    let wanted = form.get("template").to_string();
    let done = match drafted(&signed, &dossier, &wanted, &form).await {
        Ok(command) => act(&signed.visit.app, &signed.actor()?, Some(key), command).await.map(drop),
        Err(halt) => Err(halt),
    };
    match done {
        Ok(()) => Ok(see_other(&format!("/officer/dossiers/{}/draft_result?saved=1#paper", dossier.code()))),
        Err(halt) => {
            let wrong = refusals(halt)?;
            if wrong.iter().any(|refusal| refusal.field.is_none()) {
                return Err(Halt::Refused(wrong).into());
            }
            shown(&signed, &dossier, &wanted, &form, false, &wrong)
        }
    }
}

/// The command; refused where a field cannot be read, or has a letter that cannot be printed.
async fn drafted(
    signed: &Signed,
    dossier: &Dossier,
    wanted: &str,
    form: &SentForm,
) -> Result<DraftResult, Halt> {
    let (law, today) = (&signed.visit.app.law, signed.visit.now.day());
    let template = law.deed_of(dossier, today, &wanted.into());
    let template = template.ok_or_else(|| Refusal::of("deed.unknown-template").at("template"))?;
    let known = KnownFacts::new(law, dossier, today).filling(template);
    let (mut said, mut wrong) = (Filling::new(), Vec::new());
    for field in template.fields.iter().filter(|field| field.is_open(known.get(&field.name))) {
        match read(field, form.get(&field.name)) {
            Some(value) => {
                said.insert(field.name.clone(), value);
            }
            None => wrong.push(field.refused("deed.field-kind")),
        }
    }
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    let filling = known.into_iter().chain(said.clone()).collect();
    let command = DraftResult { code: dossier.code().clone(), template: template.id.clone(), said };
    let paper = PaperOf { deed: template.fill(&filling, true), made: None };
    let (app, dossier) = (signed.visit.app.clone(), dossier.clone());
    let print = signed.visit.app.intake.judge(move || paper.print(&app, &dossier)).await;
    // Which field has the letter that cannot be printed, the sentence says.
    print.map_err(|halt| halt.at("main"))?;
    Ok(command)
}

/// What was typed into a field; none where it is not of its kind.
fn read(field: &DeedField, typed: &str) -> Option<Said> {
    let typed = typed.trim();
    Some(match field.kind {
        FieldKind::Text => Said::Text(typed.replace("\r\n", "\n")),
        _ if typed.is_empty() => Said::Text(String::new()),
        FieldKind::Day => Said::Day(day_of(typed)?),
        FieldKind::Number => Said::Number(number_of(typed)?),
        FieldKind::List => Said::rows(&field.columns, typed.lines().filter(|line| !line.trim().is_empty()))?,
    })
}

/// `1500`, `1.500` or `1 500`: marks only between groups of three.
fn number_of(typed: &str) -> Option<u64> {
    let mut groups = typed.split(['.', ' ']);
    let first = groups.next()?;
    let is_digits = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let rest: Vec<&str> = groups.collect();
    let is_grouped = rest.is_empty() || first.len() <= 3;
    let fits =
        is_grouped && is_digits(first) && rest.iter().all(|group| group.len() == 3 && is_digits(group));
    fits.then(|| [first, &rest.concat()].concat().parse().ok())?
}

/// `5/7/2025`, with any of the marks that people put between.
fn day_of(typed: &str) -> Option<Day> {
    let mut parts = typed.split(['/', '-', '.']).map(|part| part.trim().parse::<u32>());
    let (day, month, year) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let is_whole = parts.next().is_none() && year >= 1900;
    is_whole.then(|| Day::of(i32::try_from(year).ok()?, month, day))?
}

/// A value as it is typed.
fn typed(said: &Said, field: &DeedField) -> String {
    match said {
        Said::Text(text) => text.clone(),
        Said::Day(day) => day.vn(),
        Said::Number(number) => number.to_string(),
        Said::List(rows) => {
            let cell = |row: &BTreeMap<String, String>, column: &String| {
                row.get(column).cloned().unwrap_or_default()
            };
            let line = |row: &BTreeMap<String, String>| {
                field.columns.iter().map(|column| cell(row, column)).collect::<Vec<_>>().join(" | ")
            };
            rows.iter().map(line).collect::<Vec<_>>().join("\n")
        }
    }
}

fn shown(
    signed: &Signed,
    dossier: &Dossier,
    wanted: &str,
    form: &SentForm,
    saved: bool,
    wrong: &[Refusal],
) -> Reply {
    let (app, now, lang) = (&signed.visit.app, signed.visit.now, signed.visit.lang);
    let mut page = signed.visit.page("work", "Dự thảo kết quả", "Draft the result");
    let errors = Wrongs::of(wrong, lang, "main");
    errors.entitle(&mut page);
    let all = templates(signed, dossier);
    let drafted = dossier.draft.as_ref();
    let named = |id: &str| all.iter().find(|template| template.id.as_str() == id);
    let last = drafted.and_then(|draft| named(draft.template.as_str()));
    let template = named(wanted).or(last).or(all.first());
    let template = template.ok_or_else(|| Halt::from(Refusal::of("deed.not-now")))?;
    let known = KnownFacts::new(&app.law, dossier, now.day()).filling(template);
    let kept = drafted.filter(|draft| draft.template == template.id);
    let is_sent = form.filled("key").is_some();
    let field = |field: &DeedField| {
        let said = kept.map_or_else(|| known.get(&field.name), |kept| kept.filling.get(&field.name));
        FieldShown {
            name: field.name.clone(),
            label: page.t(&field.label, &field.label_en).to_string(),
            hint: hint(field, &page),
            value: match is_sent {
                true => form.get(&field.name).to_string(),
                false => said.map(|said| typed(said, field)).unwrap_or_default(),
            },
            optional: !field.is_required,
            lines: match field.kind {
                FieldKind::List => 5,
                FieldKind::Text if field.most > 500 => 4,
                _ => 1,
            },
        }
    };
    let (open, closed): (Vec<&DeedField>, Vec<&DeedField>) =
        template.fields.iter().partition(|field| field.is_open(known.get(&field.name)));
    let closed = closed.into_iter().filter_map(|field| {
        let said = known.get(&field.name)?;
        Some((page.t(&field.label, &field.label_en).to_string(), typed(said, field)))
    });
    let code = dossier.code().to_string();
    let view = DraftPage {
        procedure: procedure_name(app, &dossier.submission.procedure, lang),
        kind: status_kind(dossier.status()),
        status: motcua_messages::status(dossier.status(), lang),
        due: due_words(dossier, &app.law, now, &page),
        applicant: dossier.submission.applicant.name.clone(),
        templates: all
            .iter()
            .map(|one| ChoiceShown::new(one.id.as_str(), page.t(&one.title, &one.title_en)))
            .collect(),
        template: template.id.as_str().to_string(),
        law: template.law.clone(),
        is_assumed: template.trust.is_assumed(),
        open: open.into_iter().map(field).collect(),
        known: closed.collect(),
        key: form.filled("key").map_or_else(|| fresh_key(app), str::to_string),
        errors,
        saved,
        paper: match kept {
            Some(_) => paper_of(app, dossier)?.map(|paper| paper.deed),
            None => None,
        },
        pdf_href: format!("/officer/dossiers/{code}/deed.pdf"),
        code,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}

fn hint(field: &DeedField, page: &Page) -> String {
    match field.kind {
        FieldKind::Text => String::new(),
        FieldKind::Day => page.t("Ví dụ: 05/07/2025", "For example 05/07/2025").to_string(),
        FieldKind::Number => page.t("Chỉ ghi số", "Digits only").to_string(),
        FieldKind::List => {
            format!("{} {}", page.t("Mỗi dòng một mục:", "One on each line:"), field.columns.join(" | "))
        }
    }
}

/// `GET /officer/dossiers/{code}/deed.pdf`: the draft, or the paper that was decided.
pub async fn pdf(signed: Signed, Path(code): Path<String>) -> Reply {
    let dossier = signed.dossier_to_read(&code)?;
    let paper = paper_of(&signed.visit.app, &dossier)?;
    let paper = paper.ok_or_else(|| Halt::from(Refusal::of("document.unknown")))?;
    let name = file_name(&paper, &dossier);
    let app = signed.visit.app.clone();
    let print = move || paper.print(&app, &dossier);
    let typeset = tokio::task::spawn_blocking(print).await.map_err(Fault::other)??;
    Ok(to_read(&name, typeset.pdf))
}

/// The paper that was decided, sealed and kept as a file, to be issued; none where the agency has no key
/// here, or the result is no paper of ours. What is wrong is said at the result's files.
pub(super) async fn kept(signed: &Signed, dossier: &Dossier) -> Result<Option<FileRef>, Halt> {
    let Some(paper) = paper_of(&signed.visit.app, dossier)?.filter(|paper| paper.made.is_some()) else {
        return Ok(None);
    };
    let (app, dossier, now) = (signed.visit.app.clone(), dossier.clone(), signed.visit.now);
    let keep = move || -> Result<Option<FileRef>, Halt> {
        let name = file_name(&paper, &dossier);
        let Some(pdf) = paper.sealed(&app, &dossier, now)? else { return Ok(None) };
        Ok(Some(app.keep_file(&take(&name, &pdf)?)?))
    };
    signed.visit.app.intake.judge(keep).await.map_err(|halt| halt.at("result"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days_are_read_as_people_write_them_and_nothing_is_guessed() {
        let numbers = [
            ("1500", Some(1500)),
            ("1.500", Some(1500)),
            ("1 500 000", Some(1_500_000)),
            ("1.5", None),
            ("1500.000", None),
            ("1,5", None),
            (".500", None),
            ("x", None),
        ];
        for (typed, want) in numbers {
            assert_eq!(number_of(typed), want, "{typed}");
        }
        let days = [("5/7/2025", "2025-07-05"), ("05-07-2025", "2025-07-05"), ("5.7.2025", "2025-07-05")];
        for (typed, want) in days {
            assert_eq!(day_of(typed), Day::parse(want), "{typed}");
        }
        for wrong in ["5/7/25", "31/2/2025", "5/7", "5/7/2025/1", "a/b/c"] {
            assert_eq!(day_of(wrong), None, "{wrong}");
        }
    }
}
