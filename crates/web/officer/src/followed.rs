//! Sổ theo dõi hồ sơ (form 07 of TT 03/2025/TT-VPCP): the dossiers that were handed in at an agency in a month,
//! on a page and to be printed and bound. What the form holds beyond its columns is not verified.

use super::words::procedure_name;
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use motcua_core::act::Officer;
use motcua_core::catalogue::Duty;
use motcua_core::dossier::{Dossier, DossierId, State};
use motcua_core::{Day, Fault, Halt, Moment, Refusal};
use motcua_edge::app::App;
use motcua_edge::download::to_read;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, agency_name, html};
use motcua_edge::signed::Signed;
use motcua_store::dossier::received_by;
use motcua_told::form_print::{FollowedText, followed_pdf, in_vietnamese};
use serde::Deserialize;

/// Lines on a page.
const LINES: u32 = 100;
/// Lines that are read at a time for the print of a month, which holds all of them.
const LINES_READ: u32 = 1_000;

/// Which month, and from which line.
#[derive(Deserialize)]
pub struct FollowedQuery {
    /// `2025-07`; empty: this month.
    #[serde(default)]
    month: String,
    /// The last line of the page before: its moment and its dossier.
    #[serde(default)]
    after: String,
}

#[derive(Template)]
#[template(path = "officer/followed.html")]
struct FollowedPage {
    page: Page,
    agency: String,
    month: String,
    period: String,
    before_href: String,
    /// Empty in the last month that has begun.
    next_href: String,
    print_href: String,
    lines: Vec<Followed>,
    /// Empty where there are no more.
    more_href: String,
}

/// A dossier in the book.
struct Followed {
    code: String,
    procedure: String,
    who: String,
    received: String,
    due: String,
    returned: String,
    state: &'static str,
}

/// A month: its first day, and the first day of the next one.
struct Month {
    first: Day,
    next: Day,
}

/// Whether this officer keeps the book: whoever receives, and the head.
pub(super) fn may(officer: &Officer) -> Result<(), Refusal> {
    match officer.has(Duty::Reception) || officer.has(Duty::Leader) {
        true => Ok(()),
        false => Err(Refusal::of("dossier.not-your-duty").with("duty", "reception")),
    }
}

/// `GET /officer/followed?month=&after=`
pub(super) async fn show(signed: Signed, Query(asked): Query<FollowedQuery>) -> Reply {
    may(&signed.officer)?;
    let (app, agency) = (&signed.visit.app, &signed.officer.agency);
    let page = signed.visit.page("work", "Sổ theo dõi hồ sơ", "Book of dossiers");
    let month = Month::asked(&asked.month, signed.visit.now.day())?;
    let after = asked.after.split_once('.').and_then(|(at, id)| Some((Moment(at.parse().ok()?), id_of(id)?)));
    let found = app.read(|rows| received_by(rows, agency, month.moments(), after, LINES + 1))?;
    let has_more = found.len() > LINES as usize;
    let shown = &found[..found.len().min(LINES as usize)];
    let href = |month: &Month| format!("/officer/followed?month={}", month.written());
    let last = shown.last().filter(|_| has_more);
    let more =
        |last: &Dossier| format!("{}&after={}.{}", href(&month), last.submitted_at.0, hex::encode(last.id.0));
    let has_begun = month.next <= signed.visit.now.day();
    let view = FollowedPage {
        agency: agency_name(app, agency, page.language()),
        month: month.written(),
        period: month.words(&page),
        before_href: href(&month.before()),
        next_href: if has_begun { href(&month.following()) } else { String::new() },
        print_href: format!("/officer/followed.pdf?month={}", month.written()),
        more_href: last.map(more).unwrap_or_default(),
        lines: shown.iter().map(|dossier| followed(app, dossier, &page)).collect(),
        page,
    };
    Ok(html(StatusCode::OK, &view))
}

/// `GET /officer/followed.pdf?month=`
pub(super) async fn print(signed: Signed, Query(asked): Query<FollowedQuery>) -> Reply {
    may(&signed.officer)?;
    let now = signed.visit.now;
    let month = Month::asked(&asked.month, now.day())?;
    let name = format!("Sổ theo dõi hồ sơ {}.pdf", month.written());
    let work = move || -> Result<Vec<u8>, Halt> {
        let (app, agency) = (&signed.visit.app, &signed.officer.agency);
        let page = in_vietnamese(app);
        let row = |(at, dossier): (usize, &Dossier)| {
            let line = followed(app, dossier, &page);
            let what = format!("{}, {}", line.code, line.procedure);
            [
                (at + 1).to_string(),
                what,
                line.who,
                line.received,
                line.due,
                line.returned,
                line.state.to_string(),
            ]
        };
        let (mut rows, mut after) = (Vec::new(), None);
        loop {
            let found = app.read(|rows| received_by(rows, agency, month.moments(), after, LINES_READ))?;
            let Some(last) = found.last() else { break };
            after = Some((last.submitted_at, last.id));
            let first = rows.len();
            rows.extend(found.iter().enumerate().map(|(at, dossier)| row((first + at, dossier))));
        }
        let issuer = agency_name(app, agency, page.language());
        followed_pdf(&FollowedText { issuer, period: month.words(&page), rows }, now)
    };
    let pdf = tokio::task::spawn_blocking(work).await.map_err(Fault::other)??;
    Ok(to_read(&name, pdf))
}

fn followed(app: &App, dossier: &Dossier, page: &Page) -> Followed {
    let lang = page.language();
    let moment = |at: Moment| format!("{} {}", at.clock(), at.day().vn());
    let applicant = &dossier.submission.applicant;
    let who = [&applicant.name, &applicant.address, &applicant.phone].map(|text| text.trim());
    let returned = match &dossier.state {
        State::Returned { at, how, .. } => {
            format!("{}, {}", moment(*at), motcua_messages::return_way(*how, lang))
        }
        _ => String::new(),
    };
    Followed {
        code: dossier.code().to_string(),
        procedure: procedure_name(app, &dossier.submission.procedure, lang),
        who: who.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", "),
        received: dossier.reception.as_ref().map(|reception| moment(reception.at)).unwrap_or_default(),
        due: dossier.due_at().map(moment).unwrap_or_default(),
        returned,
        state: motcua_messages::status(dossier.status(), lang),
    }
}

impl Month {
    /// The one that is asked for, or the one of today. Refused (`page.unknown`) where it is none.
    fn asked(written: &str, today: Day) -> Result<Month, Refusal> {
        let first = match written {
            "" => Some(today),
            month => Day::parse(&format!("{month}-01")),
        };
        first.and_then(Month::of).ok_or_else(|| Refusal::of("page.unknown"))
    }

    fn of(day: Day) -> Option<Month> {
        let (year, month, _) = day.ymd();
        let first = Day::of(year, month, 1)?;
        Some(Month { first, next: first.plus_months(1)? })
    }

    fn before(&self) -> Month {
        Month::of(self.first.plus(-1)).unwrap_or(Month { first: self.first, next: self.next })
    }

    fn following(&self) -> Month {
        Month::of(self.next).unwrap_or(Month { first: self.first, next: self.next })
    }

    fn moments(&self) -> (Moment, Moment) {
        (self.first.at(0), self.next.at(0))
    }

    /// `2025-07`.
    fn written(&self) -> String {
        let (year, month, _) = self.first.ymd();
        format!("{year:04}-{month:02}")
    }

    fn words(&self, page: &Page) -> String {
        let (year, month, _) = self.first.ymd();
        match page.lang {
            "en" => format!("{year}-{month:02}"),
            _ => format!("tháng {month} năm {year}"),
        }
    }
}

fn id_of(text: &str) -> Option<DossierId> {
    hex::decode(text).ok()?.try_into().ok().map(DossierId)
}
