//! Lịch nghỉ: the days on which offices do not work, and those worked instead.

use super::keeper::{day_typed, province_kept};
use super::put_into_force::propose;
use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use motcua_core::calendar::{DayKind, SpecialDay, YearStatus};
use motcua_core::law_change::CatalogueFile;
use motcua_core::{Day, Refusal, Trust};
use motcua_edge::ask::{ChoiceShown, Wrongs, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html};
use motcua_edge::signed::Signed;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "manage/calendar.html")]
struct CalendarPage {
    page: Page,
    errors: Wrongs,
    year: i32,
    previous: i32,
    next: i32,
    status: &'static str,
    is_announced: bool,
    is_known: bool,
    source: String,
    days: Vec<DayShown>,
    kinds: Vec<ChoiceShown>,
    kind: String,
    date: String,
    partner: String,
    occasion: String,
    name_en: String,
    by: String,
    is_verified: bool,
}

struct DayShown {
    day: String,
    weekday: &'static str,
    name: String,
    kind: &'static str,
    is_assumed: bool,
    /// The day for the button that takes it out; empty once it has come.
    undo: String,
}

/// `?year=`
#[derive(Default, Deserialize)]
pub(super) struct YearAsked {
    #[serde(default)]
    year: String,
}

/// `GET /manage/calendar?year=2027`
pub(super) async fn get(signed: Signed, Query(asked): Query<YearAsked>) -> Reply {
    province_kept(&signed)?;
    Ok(shown(&signed, year(&signed, &asked.year), &SentForm::default(), &[]))
}

/// `POST /manage/calendar?year=`: one more day (of a swap: two), one less, or how sure the year is.
pub(super) async fn post(signed: Signed, Query(asked): Query<YearAsked>, form: SentForm) -> Reply {
    province_kept(&signed)?;
    let year = year(&signed, &asked.year);
    let wrong = match files(&signed, year, &form) {
        Ok(files) => match propose(&signed, files).await? {
            Ok(page) => return Ok(page),
            Err(wrong) => wrong,
        },
        Err(wrong) => wrong,
    };
    Ok(shown(&signed, year, &form, &wrong))
}

fn year(signed: &Signed, asked: &str) -> i32 {
    let this = signed.visit.now.day().ymd().0;
    asked.parse().ok().filter(|year| (1976..=2199).contains(year)).unwrap_or(this)
}

fn files(signed: &Signed, year: i32, form: &SentForm) -> Result<Vec<CatalogueFile>, Vec<Refusal>> {
    let app = &signed.visit.app;
    let one = |refusal: Refusal| vec![refusal];
    if let Some(day) = form.filled("undo").and_then(Day::parse) {
        let calendar = &app.law.calendar;
        let partner = calendar.special(day).and_then(|special| special.partner);
        let swapped = partner.and_then(|partner| calendar.special(partner));
        // The other half of a swap goes with it; the holiday that a compensation stands for stays.
        let swapped = swapped.filter(|other| other.partner == Some(day)).map(|other| other.day);
        let mut days: Vec<Day> = std::iter::once(day).chain(swapped).collect();
        days.sort();
        return app.books.without_days(&days).map_err(one);
    }
    if form.get("do") == "announced" {
        let source =
            form.filled("source").ok_or_else(|| one(Refusal::of("clock.article-missing").at("source")))?;
        return app
            .books
            .with_year(year, YearStatus::Announced, Some(source))
            .map(|file| vec![file])
            .map_err(one);
    }
    app.books.with_days(&days_typed(form)?).map_err(one)
}

/// The day in the boxes, with the other half where it is a swap.
fn days_typed(form: &SentForm) -> Result<Vec<SpecialDay>, Vec<Refusal>> {
    let mut wrong = Vec::new();
    let kind = match form.get("kind") {
        "swap" => Some(DayKind::SwapOff),
        other => DayKind::parse(other).filter(|kind| matches!(kind, DayKind::Off | DayKind::Compensation)),
    };
    if kind.is_none() {
        wrong.push(Refusal::of("calendar.kind-missing").at("kind"));
    }
    let day = day_typed(form, "date").map_err(|refusal| wrong.push(refusal)).ok();
    let partner = match (kind, form.filled("partner")) {
        (Some(DayKind::Off) | None, _) | (Some(_), None) => None,
        (Some(_), Some(_)) => day_typed(form, "partner").map_err(|refusal| wrong.push(refusal)).ok(),
    };
    if kind == Some(DayKind::SwapOff) && form.filled("partner").is_none() {
        wrong.push(Refusal::of("calendar.partner-missing").at("partner").with("date", form.get("date")));
    }
    for field in ["name", "name_en"] {
        if form.filled(field).is_none() {
            wrong.push(Refusal::of("calendar.name-missing").at(field));
        }
    }
    let (Some(kind), Some(day)) = (kind, day) else { return Err(wrong) };
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let special = |day: Day, kind: DayKind, partner: Option<Day>| SpecialDay {
        day,
        name: form.get("name").to_string(),
        name_en: form.get("name_en").to_string(),
        kind,
        partner,
        trust: if form.filled("verified").is_some() { Trust::Verified } else { Trust::Assumed },
        source: form.filled("by").map(str::to_string),
    };
    let swapped = partner.filter(|_| kind == DayKind::SwapOff);
    let other = swapped.map(|partner| special(partner, DayKind::SwapWorked, Some(day)));
    Ok(std::iter::once(special(day, kind, partner)).chain(other).collect())
}

fn shown(signed: &Signed, year: i32, form: &SentForm, wrong: &[Refusal]) -> Response {
    let (calendar, today, lang) = (&signed.visit.app.law.calendar, signed.visit.now.day(), signed.visit.lang);
    let mut page = signed.visit.page("manage", "Lịch nghỉ", "Days off");
    page.title = format!("{} {year}", page.title);
    let errors = Wrongs::of(wrong, lang, "date");
    errors.entitle(&mut page);
    let known = calendar.year(year);
    let days = calendar.days().filter(|special| special.day.ymd().0 == year).map(|special| DayShown {
        day: special.day.vn(),
        weekday: page.weekday(special.day),
        name: page.t(&special.name, &special.name_en).to_string(),
        kind: motcua_messages::day_kind(special.kind, lang),
        is_assumed: special.trust.is_assumed(),
        undo: if special.day > today { special.day.to_string() } else { String::new() },
    });
    let kinds = [
        ("off", lang.t("Ngày nghỉ lễ, tết", "A public holiday"), ""),
        (
            "compensation",
            lang.t("Nghỉ bù", "Off in place of a holiday"),
            lang.t("Ngày lễ trùng ngày nghỉ hằng tuần", "The holiday fell on a weekly day of rest"),
        ),
        (
            "swap",
            lang.t("Nghỉ hoán đổi", "Off, made up for on another day"),
            lang.t("Làm bù vào một ngày nghỉ hằng tuần", "Worked on a weekly day of rest instead"),
        ),
    ];
    let text = |name: &str| form.get(name).to_string();
    let view = CalendarPage {
        year,
        previous: year - 1,
        next: year + 1,
        is_known: known.is_some(),
        is_announced: known.is_some_and(|known| known.status == YearStatus::Announced),
        status: match known.map(|known| known.status) {
            Some(YearStatus::Announced) => lang.t("Nhà nước đã công bố", "announced by the State"),
            Some(YearStatus::Proposed) => lang.t("dự kiến, chưa công bố", "proposed, not announced"),
            None => lang.t(
                "chưa có trong dữ liệu: chỉ biết ngày nghỉ hằng tuần",
                "not on file: only the week is known",
            ),
        },
        source: known.and_then(|known| known.source.clone()).unwrap_or_default(),
        days: days.collect(),
        kinds: kinds
            .into_iter()
            .map(|(value, text, hint)| ChoiceShown::new(value, text).hint(hint))
            .collect(),
        kind: text("kind"),
        date: text("date"),
        partner: text("partner"),
        occasion: text("name"),
        name_en: text("name_en"),
        by: text("by"),
        is_verified: form.filled("verified").is_some(),
        errors,
        page,
    };
    html(status_of_form(wrong), &view)
}
