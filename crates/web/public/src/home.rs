//! The first page: one question, one box, three doors.

use super::offers::ListedOffer;
use askama::Template;
use axum::http::StatusCode;
use motcua_core::catalogue::ProcedureId;
use motcua_core::directory::AgencyKind;
use motcua_core::{Law, Moment};
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, html};
use motcua_edge::visit::Visit;
use motcua_told::explain;

/// What people come for most: civil status, certified copies, residence; those
/// that a catalogue does not have are left out. The first ones also stand below
/// the search box, in everyday words, Vietnamese and English.
const MOST_ASKED: [(&str, &str, &str); 6] = [
    ("1.001193", "khai sinh", "birth"),
    ("2.000815", "sao y giấy tờ", "certified copies"),
    ("1.004873", "xác nhận độc thân", "marital status"),
    ("1.000894", "", ""),
    ("2.000635", "", ""),
    ("1.004222", "", ""),
];

#[derive(Template)]
#[template(path = "public/home.html")]
struct HomePage {
    page: Page,
    /// Everyday name and address.
    named: Vec<(&'static str, String)>,
    rows: Vec<ListedOffer>,
    /// Some limit or fee of the rows is not confirmed.
    assumed: bool,
    /// What happens in a life: where, and in which words.
    events: Vec<(String, String)>,
    procedures: usize,
    open: Vec<Open>,
    /// Where a province is chosen, when it must be.
    choose: String,
}

/// Whether offices with these hours are open.
struct Open {
    is_open: bool,
    /// Until when, or when again.
    words: String,
    hours: String,
    agencies: usize,
    assumed: bool,
}

/// `GET /`
pub async fn home(visit: Visit) -> Reply {
    let law = &visit.app.law;
    let page = visit.page("home", "Trang chủ", "Home");
    let day = visit.now.day();
    let mut named = Vec::new();
    let mut rows = Vec::new();
    for (id, vi, en) in MOST_ASKED {
        let Some(procedure) = law.catalogue.procedure(&ProcedureId::from(id)) else { continue };
        let row = ListedOffer::of(law, procedure, day, &page);
        if !vi.is_empty() {
            named.push((visit.lang.t(vi, en), row.href.clone()));
        }
        rows.push(row);
    }
    let open = if visit.province_known { open_now(&visit, &page) } else { Vec::new() };
    let choose = visit.ask_province().unwrap_or_default();
    let shown = HomePage {
        named,
        assumed: rows.iter().any(|row| row.assumed),
        rows,
        events: super::procedures::events(&law.catalogue, &page),
        procedures: law.catalogue.all().len(),
        open,
        choose,
        page,
    };
    Ok(html(StatusCode::OK, &shown))
}

/// The province's communes by their office hours: one line for each set of hours.
fn open_now(visit: &Visit, page: &Page) -> Vec<Open> {
    let law = &visit.app.law;
    let mut by_hours: Vec<(&str, usize)> = Vec::new();
    for commune in law.directory.children_on(&visit.app.province, visit.now.day()) {
        let offices = law.directory.agencies_in_on(&commune.code, visit.now.day());
        for agency in offices.filter(|agency| agency.kind == AgencyKind::PeopleCommittee) {
            match by_hours.iter_mut().find(|(name, _)| *name == agency.hours) {
                Some((_, count)) => *count += 1,
                None => by_hours.push((&agency.hours, 1)),
            }
        }
    }
    let lines = by_hours.into_iter();
    lines.filter_map(|(name, agencies)| open_with(law, name, agencies, visit.now, page)).collect()
}

fn open_with(law: &Law, name: &str, agencies: usize, now: Moment, page: &Page) -> Option<Open> {
    let hours = law.hours.get(name)?;
    let (day, minute) = (now.day(), now.minute());
    let works = law.calendar.is_working(day);
    let spans = hours.on(day);
    let running = spans.iter().find(|span| works && span.from <= minute && minute < span.to);
    let words = match running {
        Some(span) => format!("{} {}", page.t("đến", "until"), explain::time(span.to)),
        None => {
            let later = spans.iter().find(|span| works && minute < span.from);
            let again = match later {
                Some(span) => day.at(span.from),
                None => {
                    let next = law.calendar.next_working(day);
                    next.at(hours.on(next).first()?.from)
                }
            };
            format!("{} {}", page.t("mở lại lúc", "open again at"), page.moment(again))
        }
    };
    Some(Open {
        is_open: running.is_some(),
        words,
        hours: explain::hours_in_words(spans, page.language()),
        agencies,
        assumed: hours.trust_on(day).is_assumed(),
    })
}
