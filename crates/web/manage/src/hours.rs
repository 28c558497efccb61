//! Giờ làm việc: the sets of office hours by which time is counted, and other hours from a day on.

use super::beside::spans_told;
use super::keeper::{day_typed, province_kept};
use super::put_into_force::propose;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use motcua_core::Refusal;
use motcua_core::Trust;
use motcua_core::calendar::{HoursSince, OfficeHours, Span};
use motcua_edge::ask::{Wrongs, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html};
use motcua_edge::signed::Signed;

#[derive(Template)]
#[template(path = "manage/hours.html")]
struct HoursPage {
    page: Page,
    sets: Vec<SetShown>,
}

struct SetShown {
    href: String,
    name: String,
    spans: String,
    is_assumed: bool,
    agencies: String,
    changes: Vec<ChangeShown>,
}

struct ChangeShown {
    text: String,
    /// Empty once the day has come.
    undo: String,
}

#[derive(Template)]
#[template(path = "manage/hours_from.html")]
struct HoursFromPage {
    page: Page,
    errors: Wrongs,
    who: String,
    back: String,
    now: String,
    boxes: HoursBoxes,
    tomorrow: String,
}

/// The first boxes of the stretches of a day.
const OPENS: [&str; 3] = ["opens.0", "opens.1", "opens.2"];

/// Hours in their boxes.
pub(super) struct HoursBoxes {
    from: String,
    spans: Vec<SpanBoxes>,
    article: String,
    is_verified: bool,
}

struct SpanBoxes {
    /// The name of its first box.
    id: &'static str,
    from: String,
    to: String,
}

impl HoursBoxes {
    /// What holds now, to begin with.
    pub(super) fn of(spans: &[Span]) -> HoursBoxes {
        let one = |(at, id): (usize, &'static str)| {
            let text = spans.get(at).map(Span::to_string).unwrap_or_default();
            let (from, to) = text.split_once('-').unwrap_or_default();
            SpanBoxes { id, from: from.to_string(), to: to.to_string() }
        };
        let boxes = OPENS.into_iter().enumerate().map(one).collect();
        HoursBoxes { from: String::new(), spans: boxes, article: String::new(), is_verified: false }
    }

    /// What was typed.
    pub(super) fn sent(form: &SentForm) -> HoursBoxes {
        let span = |(at, id): (usize, &'static str)| SpanBoxes {
            id,
            from: form.get(id).to_string(),
            to: form.get(&format!("closes.{at}")).to_string(),
        };
        HoursBoxes {
            from: form.get("from").to_string(),
            spans: OPENS.into_iter().enumerate().map(span).collect(),
            article: form.get("article").to_string(),
            is_verified: form.filled("verified").is_some(),
        }
    }

    /// The hours, or all that is wrong with them.
    pub(super) fn read(&self) -> Result<HoursSince, Vec<Refusal>> {
        let mut wrong = Vec::new();
        let form = SentForm::of_pairs(vec![("from".to_string(), self.from.clone())]);
        let day = day_typed(&form, "from").map_err(|refusal| wrong.push(refusal)).ok();
        let mut spans = Vec::new();
        let filled = self.spans.iter();
        for span in filled.filter(|span| !span.from.is_empty() || !span.to.is_empty()) {
            let text = format!("{}-{}", two_digits(&span.from), two_digits(&span.to));
            match Span::parse(&text) {
                Some(read) => spans.push(read),
                None => {
                    let why = Refusal::of("calendar.span-unreadable").at(span.id);
                    wrong.push(why.with("span", &text));
                }
            }
        }
        if wrong.is_empty()
            && let Err(refusal) = OfficeHours::new("", spans.clone(), Trust::Assumed)
        {
            wrong.push(refusal.at("opens.0"));
        }
        if self.article.is_empty() {
            wrong.push(Refusal::of("clock.article-missing").at("article"));
        }
        let trust = if self.is_verified { Trust::Verified } else { Trust::Assumed };
        match day.filter(|_| wrong.is_empty()) {
            Some(day) => Ok(HoursSince { day, spans, article: self.article.clone(), trust }),
            None => Err(wrong),
        }
    }
}

/// `7:30` as the files write it, `07:30`.
fn two_digits(clock: &str) -> String {
    if clock.len() == 4 { format!("0{clock}") } else { clock.to_string() }
}

/// `GET /manage/hours`
pub(super) async fn list(signed: Signed) -> Reply {
    province_kept(&signed)?;
    let (law, today) = (&signed.visit.app.law, signed.visit.now.day());
    let page = signed.visit.page("manage", "Giờ làm việc", "Office hours");
    let set = |set: &OfficeHours| {
        let agencies = law.directory.agencies().iter().filter(|agency| agency.hours == set.name).count();
        let change = |since: &HoursSince| ChangeShown {
            text: format!(
                "{} {}: {} ({})",
                page.t("từ", "from"),
                since.day.vn(),
                spans_told(&since.spans),
                since.article
            ),
            undo: if since.day > today { since.day.to_string() } else { String::new() },
        };
        SetShown {
            href: format!(
                "/manage/hours/{}",
                form_urlencoded::byte_serialize(set.name.as_bytes()).collect::<String>()
            ),
            name: set.name.clone(),
            spans: spans_told(set.on(today)),
            is_assumed: set.trust_on(today).is_assumed(),
            agencies: page.count(agencies as i64),
            changes: set.since().iter().map(change).collect(),
        }
    };
    let sets = law.hours.iter().map(set).collect();
    Ok(html(StatusCode::OK, &HoursPage { sets, page }))
}

/// `GET /manage/hours/{set}`
pub(super) async fn get(signed: Signed, Path(set): Path<String>) -> Reply {
    let hours = kept(&signed, &set)?;
    let boxes = HoursBoxes::of(hours.on(signed.visit.now.day()));
    Ok(hours_page(&signed, &hours.name, "/manage/hours", boxes, hours, &[]))
}

/// `POST /manage/hours/{set}`; with `undo`, without a change of a day to come.
pub(super) async fn post(signed: Signed, Path(set): Path<String>, form: SentForm) -> Reply {
    let hours = kept(&signed, &set)?;
    let (app, boxes) = (&signed.visit.app, HoursBoxes::sent(&form));
    let file = match form.filled("undo").and_then(motcua_core::Day::parse) {
        Some(day) => app.books.hours_from(&hours.name, day, None).map_err(|refusal| vec![refusal]),
        None => boxes.read().and_then(|since| {
            let file = app.books.hours_from(&hours.name, since.day, Some(&since));
            file.map_err(|refusal| vec![refusal])
        }),
    };
    let wrong = match file {
        Ok(file) => match propose(&signed, vec![file]).await? {
            Ok(page) => return Ok(page),
            Err(wrong) => wrong,
        },
        Err(wrong) => wrong,
    };
    Ok(hours_page(&signed, &hours.name, "/manage/hours", boxes, hours, &wrong))
}

fn kept<'s>(signed: &'s Signed, set: &str) -> Result<&'s OfficeHours, motcua_core::Halt> {
    province_kept(signed)?;
    Ok(signed.visit.app.law.hours.get(set).ok_or_else(|| Refusal::of("page.unknown"))?)
}

/// The page on which other hours are typed, of a set or of one agency.
pub(super) fn hours_page(
    signed: &Signed,
    who: &str,
    back: &str,
    boxes: HoursBoxes,
    now: &OfficeHours,
    wrong: &[Refusal],
) -> Response {
    let today = signed.visit.now.day();
    let mut page = signed.visit.page("manage", "Đổi giờ làm việc", "Other office hours");
    let errors = Wrongs::of(wrong, signed.visit.lang, "from");
    errors.entitle(&mut page);
    let view = HoursFromPage {
        who: who.to_string(),
        back: back.to_string(),
        now: spans_told(now.on(today)),
        boxes,
        tomorrow: today.plus(1).vn(),
        errors,
        page,
    };
    html(status_of_form(wrong), &view)
}
