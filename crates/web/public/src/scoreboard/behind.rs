//! From a number to the dossiers behind it: without names and codes for the
//! public, with codes for officers who may see them anyway.

use super::figure::{behind_of, counted, counted_name, word};
use super::links::Links;
use super::page::{days, snapshot};
use super::table::own_centre_name;
use askama::Template;
use axum::extract::{Extension, Path};
use axum::http::StatusCode;
use motcua_core::directory::UnitCode;
use motcua_core::dossier::{Dossier, DossierId};
use motcua_core::scoreboard::Counts;
use motcua_core::{Fault, Refusal};
use motcua_edge::csv::Csv;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, agency_name, html};
use motcua_edge::visit::Visit;
use motcua_store::dossier::{After, Behind, as_of, behind, place_behind};
use motcua_store::scoreboard::{Period, span};
use motcua_told::period::{self, Query, name};
use motcua_told::reading::{Reading, Readings};
use std::sync::Arc;

/// Rows on one page.
const ROWS: u32 = 50;
/// Rows fetched at once for a file.
const ROWS_IN_FILE: u32 = 500;

/// The list of one commune, or the communes of the province.
#[derive(Template)]
#[template(path = "public/scoreboard_dossiers.html")]
struct DossiersPage {
    page: Page,
    unit_name: String,
    period: String,
    snapshot: String,
    counted_name: &'static str,
    total: String,
    board_href: String,
    csv_href: String,
    others: Vec<Other>,
    communes: Option<Vec<Commune>>,
    rows: Vec<DossierAtSnapshot>,
    standing: String,
    first_href: String,
    next_href: String,
    shows_codes: bool,
}

/// The same period, other dossiers.
struct Other {
    name: &'static str,
    count: String,
    href: String,
    is_current: bool,
}

struct Commune {
    name: String,
    count: String,
    href: String,
}

/// One dossier as it stood at the snapshot.
struct DossierAtSnapshot {
    /// Only for an officer who may see it.
    code: Option<String>,
    procedure: String,
    agency: String,
    way: &'static str,
    received: String,
    due: String,
    result: String,
    /// `good`, `late`, or empty while there is no result.
    kind: &'static str,
    verdict: &'static str,
}

/// `GET /scoreboard/{unit}/dossiers`
pub(super) async fn dossiers(
    visit: Visit,
    Path(unit): Path<String>,
    Extension(readings): Extension<Arc<Readings>>,
) -> Reply {
    let query = Query::of(&visit.path);
    let unit = period::unit(&visit.app, &unit)?;
    let visit = visit.about(&unit);
    let app = &visit.app;
    let which = match query.get("of") {
        None => Behind::Received,
        Some(text) => behind_of(text).ok_or_else(|| Refusal::of("scoreboard.unknown-figure").at("of"))?,
    };
    let after = match query.get("after") {
        None => None,
        Some(text) => Some(place(text).ok_or_else(|| Refusal::of("scoreboard.no-such-place").at("after"))?),
    };
    let today = visit.now.day();
    let span = app.read(|rows| span(rows, &app.province))?;
    let period = period::period(&query, today, span)?;
    let reading = readings.of(app, period).await?;
    let is_province = unit == app.province;
    let is_own_centre = is_province && query.get("own").is_some();
    let counts = if is_own_centre { reading.own_centre() } else { reading.of(&unit) };
    let is_csv = query.get("format") == Some("csv");
    let list = List { visit: &visit, unit: &unit, which, period };
    if is_csv && (!is_province || is_own_centre) {
        return list.as_csv().await;
    }
    let title = counted_name(which, visit.lang);
    let unit_name = name(&visit, &unit, period.to);
    let page = visit.page("scoreboard", &format!("{unit_name}: {title}"), &format!("{unit_name}: {title}"));
    let links = Links::new(app, period, today, super::figure::Figure::Received);
    let own = if is_own_centre { "&own=1" } else { "" };
    let here = format!("{}{own}", links.behind(&unit, which));
    let communes = (is_province && !is_own_centre).then(|| communes(&visit, &page, &links, &reading, which));
    let mut view = DossiersPage {
        unit_name: if is_own_centre { own_centre_name(&page) } else { unit_name },
        period: days(period),
        snapshot: snapshot(&page, &reading),
        counted_name: title,
        total: page.count(counted(which, &counts)),
        board_href: links.board(&unit),
        csv_href: if communes.is_none() { format!("{here}&format=csv") } else { String::new() },
        others: others(&page, &links, &unit, own, which, &counts),
        communes,
        rows: Vec::new(),
        standing: String::new(),
        first_href: if after.is_some() { here.clone() } else { String::new() },
        next_href: String::new(),
        shows_codes: false,
        page,
    };
    if view.communes.is_none() {
        let mut found = list.page(after, ROWS + 1)?;
        if found.len() > ROWS as usize {
            found.truncate(ROWS as usize);
            let last = found.last().and_then(|(dossier, _)| place_behind(dossier));
            view.next_href = last.map(|last| format!("{here}&after={}", written(last))).unwrap_or_default();
        }
        view.rows = found.iter().map(|(dossier, then)| list.line(&view.page, dossier, then)).collect();
        view.shows_codes = view.rows.iter().any(|row| row.code.is_some());
        let many = view.page.count(found.len() as i64);
        view.standing = match view.page.lang {
            "en" => format!("{many} of {}", view.total),
            _ => format!("{many} trong {} hồ sơ", view.total),
        };
    }
    Ok(html(StatusCode::OK, &view))
}

/// Which dossiers of which unit.
struct List<'a> {
    visit: &'a Visit,
    unit: &'a UnitCode,
    which: Behind,
    period: Period,
}

impl List<'_> {
    /// Dossiers, each with how it stood at the snapshot.
    fn page(&self, after: Option<After>, limit: u32) -> Result<Vec<(Dossier, Dossier)>, Fault> {
        let Period { from, to, as_of: day } = self.period;
        self.visit.app.read(|rows| {
            let found = behind(rows, self.unit, self.which, (from, to, day), after, limit)?;
            let stood = |dossier: Dossier| -> Result<_, Fault> {
                let then = as_of(rows, dossier.clone(), day)?;
                let then = then.ok_or_else(|| Fault::damaged(format!("{} has no history", dossier.id)))?;
                Ok((dossier, then))
            };
            found.into_iter().map(stood).collect()
        })
    }

    fn line(&self, page: &Page, now: &Dossier, then: &Dossier) -> DossierAtSnapshot {
        let app = &self.visit.app;
        let submission = &then.submission;
        let procedure = app.law.catalogue.procedure(&submission.procedure);
        let procedure = procedure.map_or_else(
            || submission.procedure.to_string(),
            |found| page.t(&found.name, &found.name_en).to_string(),
        );
        let officer = self.visit.officer.as_ref().filter(|officer| now.is_seen_by(officer));
        let result = then.completion().map(|(at, _)| at.day().vn());
        let (kind, verdict) = match then.on_time() {
            Some(true) => ("good", page.t("đúng hạn", "on time")),
            Some(false) => ("late", page.t("trễ hạn", "late")),
            None => ("", ""),
        };
        DossierAtSnapshot {
            code: officer.map(|_| now.code().to_string()),
            procedure,
            agency: agency_name(app, &submission.competent, page.language()),
            way: motcua_messages::way(submission.channel, page.language()),
            received: then.reception.as_ref().map(|reception| reception.at.day().vn()).unwrap_or_default(),
            due: then.due_at().map_or_else(
                || page.t("theo kế hoạch", "by plan").to_string(),
                |due| format!("{} {}", due.clock(), due.day().vn()),
            ),
            result: result.unwrap_or_else(|| "–".to_string()),
            kind,
            verdict,
        }
    }

    /// All rows as a file.
    async fn as_csv(&self) -> Reply {
        let visit = self.visit;
        let page = visit.page("scoreboard", "", "");
        let t = |vi: &'static str, en: &'static str| visit.lang.t(vi, en);
        let mut csv = Csv::new(&[
            t("Mã hồ sơ", "code"),
            t("Thủ tục", "procedure"),
            t("Cơ quan giải quyết", "agency"),
            t("Cách nộp", "channel"),
            t("Ngày tiếp nhận", "received"),
            t("Hạn", "due"),
            t("Ngày có kết quả", "result"),
            t("Đúng hạn", "on_time"),
        ]);
        let mut after = None;
        loop {
            let found = self.page(after, ROWS_IN_FILE)?;
            for (dossier, then) in &found {
                let line = self.line(&page, dossier, then);
                let code = line.code.as_deref().unwrap_or_default();
                let (received, due, result) = (&line.received, &line.due, &line.result);
                csv.row([code, &line.procedure, &line.agency, line.way, received, due, result, line.verdict]);
            }
            after = found.last().and_then(|(dossier, _)| place_behind(dossier));
            if found.len() < ROWS_IN_FILE as usize {
                break;
            }
            // A long file lets others on the same thread go on.
            tokio::task::yield_now().await;
        }
        let Period { from, to, .. } = self.period;
        Ok(csv.reply(&format!("motcua-{}-{}-{from}-{to}", self.unit, word(self.which))))
    }
}

fn communes(visit: &Visit, page: &Page, links: &Links, reading: &Reading, which: Behind) -> Vec<Commune> {
    let mut communes: Vec<Commune> = reading
        .communes(&visit.app)
        .into_iter()
        .map(|(unit, counts)| Commune {
            name: name(visit, &unit, reading.period.to),
            count: page.count(counted(which, &counts)),
            href: links.behind(&unit, which),
        })
        .collect();
    let own = counted(which, &reading.own_centre());
    if own != 0 {
        communes.push(Commune {
            name: own_centre_name(page),
            count: page.count(own),
            href: format!("{}&own=1", links.behind(reading.province(), which)),
        });
    }
    communes
}

fn others(
    page: &Page,
    links: &Links,
    unit: &UnitCode,
    own: &str,
    current: Behind,
    counts: &Counts,
) -> Vec<Other> {
    super::figure::BEHIND
        .into_iter()
        .map(|which| Other {
            name: counted_name(which, page.language()),
            count: page.count(counted(which, counts)),
            href: format!("{}{own}", links.behind(unit, which)),
            is_current: which == current,
        })
        .collect()
}

/// A place in the list, `20283.0197c347…`.
fn place(text: &str) -> Option<After> {
    let (at, id) = text.split_once('.')?;
    Some(After { at: at.parse().ok()?, id: DossierId::parse(id)? })
}

fn written(after: After) -> String {
    format!("{}.{}", after.at, after.id)
}
