//! Nhập sổ cũ: a file, what it would make and what is wrong with it, then all of it or nothing.

use super::register_named;
use askama::Template;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use motcua_core::deed::Register;
use motcua_core::document::{FileDigest, SheetLine};
use motcua_core::register::{EntriesRead, EntryCommand, EntryLine, ImportEntries, entries_of, is_heading};
use motcua_core::{Halt, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of};
use motcua_edge::signed::Signed;
use motcua_edge::waiting::waiting;
use motcua_papers::sheet::{self, SHEET_BYTES_MAX, cells, may_come};
use motcua_store::act::{self, Acting};
use motcua_store::files::digest_of;

#[derive(Template)]
#[template(path = "officer/import_entries.html")]
struct ImportPage {
    page: Page,
    register: String,
    register_id: String,
    limit_mb: usize,
    key: String,
    errors: Wrongs,
    preview: Option<PreviewShown>,
}

/// What a list would make.
struct PreviewShown {
    /// The list itself, for the form that confirms it.
    sheet: String,
    count: usize,
    /// Number, day and whose, of the first lines.
    entries: Vec<(String, String, String)>,
    more: usize,
    /// Line and sentence of what is wrong.
    wrong: Vec<(String, String)>,
    more_wrong: usize,
    /// Nothing but what is unlikely is wrong with it: it can be said that it is so.
    is_unlikely: bool,
    unread: String,
}

/// Lines and mistakes that are shown.
const SHOWN_MOST: usize = 100;

/// `GET /officer/registers/{register}/import`
pub async fn get(signed: Signed, Path(id): Path<String>) -> Reply {
    let register = register_named(&signed, &id)?;
    Ok(shown(&signed, register, &SentForm::default(), &[], None))
}

/// `POST /officer/registers/{register}/import`: with a file, what it would make; with `confirm`, making it.
pub async fn post(signed: Signed, Path(id): Path<String>, form: SentForm) -> Reply {
    let register = register_named(&signed, &id)?;
    let lines = match lines(&signed, register, &form).await {
        Ok(lines) => lines,
        Err(halt) => return Ok(shown(&signed, register, &form, &refusals(halt)?, None)),
    };
    let key = key_of(&form, &format!("import_entries {id}"))?;
    let name = |line: usize| {
        let FileDigest(digest) = digest_of(format!("{} {line}", key.key).as_bytes());
        digest.chars().take(32).collect()
    };
    let mut read = entries_of(register, &lines, form.filled("is_sure").is_some(), name);
    if read.wrong.is_empty() {
        let command = ImportEntries { entries: read.entries.clone() };
        let confirmed = form.filled("confirm").is_some();
        match carried_out(&signed, key, command, confirmed).await {
            Ok(true) => {
                return Ok(see_other(&format!("/officer/registers?taken_in={}", read.entries.len())));
            }
            Ok(false) => {}
            Err(halt) => read.wrong = refusals(halt)?.into_iter().map(of_line).collect(),
        }
    }
    Ok(shown(&signed, register, &form, &[], Some((&read, &lines))))
}

/// Asks what the list would make, or makes it.
async fn carried_out(
    signed: &Signed,
    key: motcua_store::Key,
    command: ImportEntries,
    confirmed: bool,
) -> Result<bool, Halt> {
    let (app, actor) = (&signed.visit.app, signed.actor()?);
    let command = EntryCommand::from(command);
    if confirmed {
        let sending = Sending { key: Some(key), ..Sending::default() };
        send(app, &actor, sending, command).await?;
        return Ok(true);
    }
    let asking = Acting::of(&app.law, &actor, signed.visit.now);
    app.read(|rows| act::asked(rows, &asking, command))?;
    Ok(false)
}

/// A refusal with the line that it says.
fn of_line(refusal: Refusal) -> (usize, Refusal) {
    let line = refusal.args.iter().find(|(name, _)| *name == "line");
    (line.and_then(|(_, line)| line.to_string().parse().ok()).unwrap_or(0), refusal)
}

/// What stands in the file that came, or in the one that was shown before.
async fn lines(signed: &Signed, register: &Register, form: &SentForm) -> Result<Vec<SheetLine>, Halt> {
    let Some(upload) = form.uploads.iter().find(|upload| upload.field == "file") else {
        return match form.raw("sheet") {
            "" => Err(Refusal::of("staff.file-missing").at("list").into()),
            text => Ok(cells::read_titled(text)?),
        };
    };
    let (name, file, register) = (upload.name.clone(), upload.file.clone(), register.clone());
    may_come(file.size())?;
    let bytes = waiting(move || file.bytes()).await?;
    let read = move || -> Result<_, Halt> {
        let is_list = |lines: &[SheetLine]| lines.iter().any(|line| is_heading(&register, line));
        Ok(sheet::list(&name, &bytes, is_list)?)
    };
    signed.visit.app.intake.judge(read).await
}

fn shown(
    signed: &Signed,
    register: &Register,
    form: &SentForm,
    wrong: &[Refusal],
    read: Option<(&EntriesRead, &[SheetLine])>,
) -> Response {
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let mut page = signed.visit.page("work", "Nhập sổ cũ", "Take in an old book");
    let errors = Wrongs::of(wrong, lang, "list");
    errors.entitle(&mut page);
    let is_bad = read.is_some_and(|(read, _)| !read.wrong.is_empty());
    if is_bad {
        page.title = format!("{}{}", page.t("Lỗi: ", "Error: "), page.title);
    }
    let view = ImportPage {
        register: page.t(&register.name, &register.name_en).to_string(),
        register_id: register.id.to_string(),
        limit_mb: SHEET_BYTES_MAX / 1024 / 1024,
        key: form.filled("key").map_or_else(|| fresh_key(app), str::to_string),
        preview: read.map(|(read, lines)| preview(register, read, lines, signed)),
        errors,
        page,
    };
    let status = if is_bad { axum::http::StatusCode::UNPROCESSABLE_ENTITY } else { status_of_form(wrong) };
    html(status, &view)
}

fn preview(register: &Register, read: &EntriesRead, lines: &[SheetLine], signed: &Signed) -> PreviewShown {
    let lang = signed.visit.lang;
    let entry = |line: &EntryLine| {
        let names = register.whose.iter().filter_map(|field| match line.enter.said.get(field)? {
            motcua_core::deed::Said::Text(name) => Some(name.clone()),
            _ => None,
        });
        let number = match &line.enter.at.number {
            motcua_core::register::NumberAs::Written(number) => number.clone(),
            motcua_core::register::NumberAs::Drawn => String::new(),
        };
        (
            number,
            line.enter.at.day.map(|day| day.vn()).unwrap_or_default(),
            names.collect::<Vec<_>>().join(", "),
        )
    };
    let wrong = read.wrong.iter().take(SHOWN_MOST).map(|(line, why)| {
        let line = if *line == 0 { String::new() } else { line.to_string() };
        (line, motcua_messages::sentence(why, lang))
    });
    PreviewShown {
        sheet: cells::written(lines),
        count: read.entries.len(),
        entries: read.entries.iter().take(SHOWN_MOST).map(entry).collect(),
        more: read.entries.len().saturating_sub(SHOWN_MOST),
        more_wrong: read.wrong.len().saturating_sub(SHOWN_MOST),
        is_unlikely: !read.wrong.is_empty()
            && read
                .wrong
                .iter()
                .all(|(_, why)| ["register.alike", "register.number-far"].contains(&why.code)),
        wrong: wrong.collect(),
        unread: read.unread.join(", "),
    }
}

/// `GET /officer/registers/{register}/import/sheet.csv`: a sheet to fill in.
pub async fn sheet_to_fill(signed: Signed, Path(id): Path<String>) -> Reply {
    let register = register_named(&signed, &id)?;
    let lang = signed.visit.lang;
    let places = lang.t("Số;Quyển số;Trang số;Ngày đăng ký", "Number;Volume;Page;Day of registration");
    let fields = register.fields.iter().map(|field| lang.t(&field.label, &field.label_en).replace(';', ","));
    let headings: Vec<String> = std::iter::once(places.to_string()).chain(fields).collect();
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{id}.csv\"")),
    ];
    Ok((headers, format!("\u{feff}{}\r\n", headings.join(";"))).into_response())
}
