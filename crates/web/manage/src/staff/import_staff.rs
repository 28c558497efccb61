//! Nhập danh sách cán bộ: a file, what it would make and what is wrong with it, then all of it or
//! nothing, with the slips as the answer.

use super::duty_rows::DutyRow;
use super::frame::{acted, agencies, agency_typed, reach_of};
use super::preview::{PreviewShown, preview};
use super::slips::{SlipShown, slip_page};
use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use motcua_core::account::staff_list::{StaffDefaults, StaffPlan};
use motcua_core::account::{ImportStaff, OpenAccount, Reach};
use motcua_core::act::OfficerId;
use motcua_core::catalogue::Duty;
use motcua_core::document::SheetLine;
use motcua_core::{Halt, Refusal};
use motcua_edge::ask::{ChoiceShown, Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::password::{OneTime, holds_until};
use motcua_edge::sent::fresh_key;
use motcua_edge::signed::Signed;
use motcua_edge::waiting::waiting;
use motcua_papers::sheet::{self, SHEET_BYTES_MAX, cells, may_come};
use motcua_store::staff_list;

#[derive(Template)]
#[template(path = "manage/staff/import.html")]
struct ImportPage {
    page: Page,
    errors: Wrongs,
    agencies: Vec<ChoiceShown>,
    agency: String,
    duties: Vec<DutyRow>,
    limit_mb: usize,
    days: u32,
    /// So that a list that is sent twice is taken in once.
    key: String,
    preview: Option<PreviewShown>,
}

/// `GET /manage/staff/import`
pub(super) async fn get(signed: Signed) -> Reply {
    let reach = reach_of(&signed)?;
    Ok(shown(&signed, &reach, &SentForm::default(), &[], None))
}

/// `POST /manage/staff/import`: with a file, what it would make; with `confirm`, making it.
pub(super) async fn post(signed: Signed, form: SentForm) -> Reply {
    let reach = reach_of(&signed)?;
    let defaults = defaults(&signed, &reach, &form);
    let lines = match lines(&signed, &form).await {
        Ok(lines) => lines,
        Err(halt) => return Ok(shown(&signed, &reach, &form, &refusals(halt)?, None)),
    };
    let (app, today) = (&signed.visit.app, signed.visit.now.day());
    let judged =
        app.read(|rows| staff_list::planned(rows, &app.law, &signed.viewer(), today, &lines, &defaults));
    let plan = match judged {
        Ok(plan) => plan,
        Err(halt) => return Ok(shown(&signed, &reach, &form, &refusals(halt)?, None)),
    };
    let is_sound = plan.wrong.is_empty() && !plan.accounts.is_empty();
    if is_sound && form.filled("confirm").is_some() {
        return taken_in(&signed, &reach, &form, plan, &lines).await;
    }
    Ok(shown(&signed, &reach, &form, &[], Some((&plan, &lines))))
}

/// Makes all accounts in one act; the answer is the only place where their passwords are.
async fn taken_in(
    signed: &Signed,
    reach: &Reach,
    form: &SentForm,
    plan: StaffPlan,
    lines: &[SheetLine],
) -> Reply {
    let (app, until) = (&signed.visit.app, holds_until(&signed.visit.app));
    let (mut accounts, mut slips) = (Vec::new(), Vec::new());
    for planned in &plan.accounts {
        let once = OneTime::drawn(&OfficerId(planned.open.id.clone()), &app.random::<16>());
        slips.push(SlipShown::planned(signed, &planned.open, once.secret, until));
        accounts.push(OpenAccount { password: once.hash, first_use: Some(until), ..planned.open.clone() });
    }
    match acted(signed, form, "list", ImportStaff { accounts }).await {
        Ok(done) if done.after.is_some() => Ok(slip_page(signed, &slips)),
        Ok(_) => Ok(see_other("/manage/staff?done=import")),
        Err(halt) => Ok(shown(signed, reach, form, &refusals(halt)?, Some((&plan, lines)))),
    }
}

/// What stands in the file that came, or in the one that was shown before.
async fn lines(signed: &Signed, form: &SentForm) -> Result<Vec<SheetLine>, Halt> {
    let Some(upload) = form.uploads.iter().find(|upload| upload.field == "file") else {
        return match form.raw("sheet") {
            "" => Err(Refusal::of("staff.file-missing").at("list").into()),
            text => Ok(cells::read_titled(text)?),
        };
    };
    let (name, file) = (upload.name.clone(), upload.file.clone());
    may_come(file.size())?;
    let bytes = waiting(move || file.bytes()).await?;
    signed.visit.app.intake.judge(move || -> Result<_, Halt> { Ok(sheet::staff_list(&name, &bytes)?) }).await
}

fn defaults(signed: &Signed, reach: &Reach, form: &SentForm) -> StaffDefaults {
    let ticked = |duty: &Duty| form.filled(&format!("all.{}", duty.as_str())).is_some();
    StaffDefaults {
        agency: reach.only().cloned().or_else(|| agency_typed(signed, form.get("agency"))),
        duties: Duty::DESKS.into_iter().filter(ticked).collect(),
    }
}

fn shown(
    signed: &Signed,
    reach: &Reach,
    form: &SentForm,
    wrong: &[Refusal],
    plan: Option<(&StaffPlan, &[SheetLine])>,
) -> Response {
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let mut page = signed.visit.page("staff", "Nhập danh sách cán bộ", "Import staff");
    let errors = Wrongs::of(wrong, lang, "list");
    errors.entitle(&mut page);
    let is_bad = plan.is_some_and(|(plan, _)| !plan.wrong.is_empty());
    if is_bad {
        page.title = format!("{}{}", page.t("Lỗi: ", "Error: "), page.title);
    }
    let duties = Duty::DESKS.into_iter().map(|duty| DutyRow {
        word: duty.as_str(),
        name: motcua_messages::duty(duty, lang),
        is_ticked: form.filled(&format!("all.{}", duty.as_str())).is_some(),
        from: String::new(),
        to: String::new(),
    });
    let by_list = ChoiceShown::new("", page.t("Theo từng dòng của danh sách", "As each line says"));
    let by_list = std::iter::once(by_list).filter(|_| reach.only().is_none());
    let view = ImportPage {
        agencies: by_list.chain(agencies(signed, reach)).collect(),
        agency: form.get("agency").to_string(),
        duties: duties.collect(),
        limit_mb: SHEET_BYTES_MAX / 1024 / 1024,
        days: app.first_use_days,
        key: form.filled("key").map_or_else(|| fresh_key(app), str::to_string),
        preview: plan.map(|(plan, lines)| preview(signed, plan, lines, &page)),
        errors,
        page,
    };
    let status = if is_bad { axum::http::StatusCode::UNPROCESSABLE_ENTITY } else { status_of_form(wrong) };
    html(status, &view)
}

/// `GET /manage/staff/import/sheet.csv`: a sheet to fill in, as sheet programs here open it.
pub(super) async fn sheet_to_fill(signed: Signed) -> Reply {
    reach_of(&signed)?;
    let headings = signed.visit.lang.t(
        "Họ và tên;Cơ quan;Số định danh;Thư điện tử;Chức vụ;Nhiệm vụ;Từ ngày;Đến ngày;Tên đăng nhập",
        "Full name;Agency;Identity number;E-mail;Position;Duty;From;To;Log-in name",
    );
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"can-bo.csv\""),
    ];
    Ok((headers, format!("\u{feff}{headings}\r\n")).into_response())
}
