//! Nhập danh sách nơi tiếp nhận: addresses, telephone numbers and opening hours from a sheet.

use super::frame::of_today;
use crate::keeper::province_kept;
use crate::list_mistake::ListMistake;
use crate::put_into_force::propose;
use askama::Template;
use axum::response::Response;
use motcua_core::directory::UnitCode;
use motcua_core::document::SheetLine;
use motcua_core::law_change::{CentreColumn, CentreWrong, centres_listed, is_centre_list};
use motcua_core::{Halt, Refusal};
use motcua_edge::ask::{Wrongs, refusals, status_of_form};
use motcua_edge::csv::Csv;
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html};
use motcua_edge::signed::Signed;
use motcua_edge::waiting::waiting;
use motcua_papers::sheet::{self, SHEET_BYTES_MAX, may_come};

#[derive(Template)]
#[template(path = "manage/agencies/import.html")]
struct ImportCentresPage {
    page: Page,
    errors: Wrongs,
    limit_mb: usize,
    mistakes: String,
    lines: Vec<ListMistake>,
}

/// Mistakes that are shown; of more the page says how many.
const SHOWN_MAX: usize = 300;

/// `GET /manage/agencies/import`
pub(super) async fn get(signed: Signed) -> Reply {
    province_kept(&signed)?;
    Ok(shown(&signed, &[], &[]))
}

/// `POST /manage/agencies/import`: what the list changes, before it is put into force.
pub(super) async fn post(signed: Signed, form: SentForm) -> Reply {
    let province = province_kept(&signed)?;
    let lines = match lines(&signed, &form).await {
        Ok(lines) => lines,
        Err(halt) => return Ok(shown(&signed, &refusals(halt)?, &[])),
    };
    match files(&signed, &province, &lines) {
        Ok(Ok(files)) => match propose(&signed, files).await? {
            Ok(page) => Ok(page),
            Err(wrong) => Ok(shown(&signed, &wrong, &[])),
        },
        Ok(Err(refusal)) => Ok(shown(&signed, &[refusal], &[])),
        Err(wrong) => Ok(shown(&signed, &[], &wrong)),
    }
}

type FilesMade = Result<Vec<motcua_core::law_change::CatalogueFile>, Refusal>;

fn files(signed: &Signed, province: &UnitCode, lines: &[SheetLine]) -> Result<FilesMade, Vec<CentreWrong>> {
    let app = &signed.visit.app;
    let mut centres = centres_listed(&app.law, province, signed.visit.now.day(), lines)?;
    // What is as it was needs no line.
    centres.retain(|(agency, centre)| agency.centre.as_deref() != Some(centre));
    Ok(app.books.with_centres(&app.law.directory, &centres))
}

async fn lines(signed: &Signed, form: &SentForm) -> Result<Vec<SheetLine>, Halt> {
    let upload = form.uploads.iter().find(|upload| upload.field == "file");
    let upload = upload.ok_or_else(|| Refusal::of("staff.file-missing").at("list"))?;
    let (name, file) = (upload.name.clone(), upload.file.clone());
    may_come(file.size())?;
    let bytes = waiting(move || file.bytes()).await?;
    let judge = move || -> Result<_, Halt> { Ok(sheet::list(&name, &bytes, is_centre_list)?) };
    signed.visit.app.intake.judge(judge).await
}

fn shown(signed: &Signed, wrong: &[Refusal], lines: &[CentreWrong]) -> Response {
    let lang = signed.visit.lang;
    let mut page = signed.visit.page("manage", "Nhập danh sách nơi tiếp nhận", "Import centres");
    let errors = Wrongs::of(wrong, lang, "list");
    errors.entitle(&mut page);
    if !lines.is_empty() {
        page.title = format!("{}{}", page.t("Lỗi: ", "Error: "), page.title);
    }
    let line = |wrong: &CentreWrong| {
        let column = column(wrong.refusal.field.as_deref().unwrap_or_default(), &page);
        ListMistake::of(wrong.line, column, &wrong.refusal, lang)
    };
    let view = ImportCentresPage {
        limit_mb: SHEET_BYTES_MAX / 1024 / 1024,
        mistakes: page.count(lines.len() as i64),
        lines: lines.iter().take(SHOWN_MAX).map(line).collect(),
        errors,
        page,
    };
    let status = match lines.is_empty() {
        true => status_of_form(wrong),
        false => axum::http::StatusCode::UNPROCESSABLE_ENTITY,
    };
    html(status, &view)
}

/// The column of a field, as headings say it.
fn column(field: &str, page: &Page) -> &'static str {
    let found = CentreColumn::ALL.into_iter().find(|column| column.as_str() == field);
    found.map_or("", |column| heading(column, page.language()))
}

fn heading(column: CentreColumn, lang: motcua_messages::Lang) -> &'static str {
    match column {
        CentreColumn::Agency => lang.t("Cơ quan", "Agency"),
        CentreColumn::Address => lang.t("Địa chỉ", "Address"),
        CentreColumn::Telephone => lang.t("Điện thoại", "Telephone"),
        CentreColumn::Opening => lang.t("Giờ mở cửa", "Opening hours"),
        CentreColumn::Point => lang.t("Tọa độ", "Coordinates"),
    }
}

/// `GET /manage/agencies/import/sheet.csv`: a sheet to fill in, with the agencies that have a
/// centre and what is known of it.
pub(super) async fn sheet_to_fill(signed: Signed) -> Reply {
    let province = province_kept(&signed)?;
    let (directory, lang) = (&signed.visit.app.law.directory, signed.visit.lang);
    let headings: Vec<&str> = CentreColumn::ALL.into_iter().map(|column| heading(column, lang)).collect();
    let headings: Vec<&str> = headings.into_iter().chain([lang.t("Tên", "Name")]).collect();
    // As sheet programs here open it.
    let mut csv = Csv::separated(';', &headings);
    let today = signed.visit.now.day();
    for agency in directory.agencies().iter().filter(|agency| !agency.is_closed_on(today)) {
        let is_here = directory.province_of(&agency.unit) == Some(&province);
        let record = of_today(&signed, agency);
        let Some(centre) = record.centre.as_ref().filter(|_| is_here) else { continue };
        let known = |of: &Option<String>| of.clone().unwrap_or_default();
        let cells = [
            agency.code.to_string(),
            known(&centre.address),
            known(&centre.telephone),
            known(&centre.opening),
            centre.point.map(|point| point.to_string()).unwrap_or_default(),
            record.name.clone(),
        ];
        csv.row(cells.iter().map(String::as_str));
    }
    Ok(csv.reply("noi-tiep-nhan"))
}
