//! Ai để quá phần thời gian của mình: of each agency how many shares ended in a period, how many late
//! and by how much; and the dossiers behind each number, without the person.

use super::above::above_of;
use askama::Template;
use axum::http::StatusCode;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{Above, DossierId};
use motcua_core::scoreboard::Rate;
use motcua_core::{Moment, Refusal};
use motcua_edge::app::App;
use motcua_edge::ask::{Wrongs, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, agency_name, html, procedure_name};
use motcua_edge::signed::Signed;
use motcua_store::scoreboard::Period;
use motcua_store::shares::{AfterShare, AgencyShares, EndedShares, ShareBehind, behind, by_agency};
use motcua_told::period::{Query, period};
use motcua_told::stays::over;

/// Rows on one page.
const PAGE_ROWS: u32 = 50;
const SHARES: &str = "/manage/oversight/shares";
const DOSSIERS: &str = "/manage/oversight/shares/dossiers";

#[derive(Template)]
#[template(path = "manage/oversight_shares.html")]
struct SharesPage {
    page: Page,
    errors: Wrongs,
    from: String,
    to: String,
    period: String,
    rows: Vec<AgencyRow>,
}

struct AgencyRow {
    agency: String,
    href: String,
    late_href: String,
    ended: String,
    late: String,
    is_late: bool,
    rate: String,
    overrun: String,
}

#[derive(Template)]
#[template(path = "manage/oversight_share_dossiers.html")]
struct ShareDossiersPage {
    page: Page,
    back: String,
    agency: String,
    period: String,
    only_late: bool,
    other_href: String,
    rows: Vec<ShareRow>,
    first_href: String,
    next_href: String,
}

struct ShareRow {
    code: String,
    procedure: String,
    ended: String,
    time: String,
    overrun: String,
}

/// `GET /manage/oversight/shares?from=&to=`
pub(super) async fn shares(signed: Signed) -> Reply {
    let above = above_of(&signed)?;
    let query = Query::of(&signed.visit.path);
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let mut page = signed.visit.page("oversight", "Phần việc theo cơ quan", "Shares by agency");
    let (asked, wrong) = match asked(&signed, &query) {
        Ok(asked) => (Some(asked), Vec::new()),
        Err(wrong) => (None, wrong),
    };
    let errors = Wrongs::of(&wrong, lang, "from");
    errors.entitle(&mut page);
    let typed = |name: &str, day: Option<String>| match query.get(name) {
        Some(typed) => typed.to_string(),
        None => day.unwrap_or_default(),
    };
    let sums = match asked {
        Some(period) => app.read(|rows| by_agency(rows, &ended(above, period)))?,
        None => Vec::new(),
    };
    let view = SharesPage {
        from: typed("from", asked.map(|period| period.from.vn())),
        to: typed("to", asked.map(|period| period.to.vn())),
        period: asked.map_or_else(String::new, in_words),
        rows: asked.map(|period| rows(app, sums, period, &page)).unwrap_or_default(),
        errors,
        page,
    };
    Ok(html(status_of_form(&wrong), &view))
}

/// `GET /manage/oversight/shares/dossiers?agency=&late=&from=&to=&after=`
pub(super) async fn dossiers(signed: Signed) -> Reply {
    let above = above_of(&signed)?;
    let query = Query::of(&signed.visit.path);
    let app = &signed.visit.app;
    let period = asked(&signed, &query)?;
    let agency = query.get("agency").and_then(|code| AgencyCode::parse(code).ok());
    let agency = agency.ok_or_else(|| Refusal::of("page.unknown"))?;
    let only_late = query.get("late").is_some();
    let after = query.get("after").and_then(read_after);
    let found = app.read(|rows| behind(rows, &ended(above, period), &agency, only_late, after, PAGE_ROWS))?;
    let page = signed.visit.page("oversight", "Phần việc theo cơ quan", "Shares by agency");
    let full = found.len() as u32 == PAGE_ROWS;
    let next_href = found.last().filter(|_| full).map_or_else(String::new, |last| {
        format!("{}&after={}", href_behind(&agency, only_late, period), written_after(last))
    });
    let view = ShareDossiersPage {
        back: format!("{SHARES}?{}", days(period)),
        agency: agency_name(app, &agency, page.language()),
        period: in_words(period),
        only_late,
        other_href: href_behind(&agency, !only_late, period),
        rows: found.iter().map(|share| row(app, share, &page)).collect(),
        first_href: match after {
            Some(_) => href_behind(&agency, only_late, period),
            None => String::new(),
        },
        next_href,
        page,
    };
    Ok(html(StatusCode::OK, &view))
}

fn asked(signed: &Signed, query: &Query) -> Result<Period, Vec<Refusal>> {
    period(query, signed.visit.now.day(), None)
}

fn ended(above: Above, period: Period) -> EndedShares {
    EndedShares { above, from: period.from, to: period.to, unit: None }
}

/// Whoever overran most comes first.
fn rows(app: &App, mut sums: Vec<AgencyShares>, period: Period, page: &Page) -> Vec<AgencyRow> {
    sums.sort_by_key(|sum| (-sum.overrun_minutes, -sum.ended, sum.agency.clone()));
    let row = |sum: &AgencyShares| AgencyRow {
        agency: agency_name(app, &sum.agency, page.language()),
        href: href_behind(&sum.agency, false, period),
        late_href: href_behind(&sum.agency, true, period),
        ended: page.count(sum.ended),
        late: page.count(sum.late),
        is_late: sum.late > 0,
        rate: page.percent(Rate { numerator: sum.late, denominator: sum.ended }),
        overrun: over(sum.overrun_minutes, page),
    };
    sums.iter().map(row).collect()
}

fn row(app: &App, share: &ShareBehind, page: &Page) -> ShareRow {
    ShareRow {
        code: share.dossier.code().to_string(),
        procedure: procedure_name(app, &share.dossier.submission.procedure, page.language()),
        ended: page.moment(share.ended_at),
        time: page.working_time(share.working_minutes),
        overrun: over(share.overrun_minutes, page),
    }
}

fn in_words(period: Period) -> String {
    format!("{} – {}", period.from.vn(), period.to.vn())
}

fn days(period: Period) -> String {
    format!("from={}&to={}", period.from, period.to)
}

fn href_behind(agency: &AgencyCode, only_late: bool, period: Period) -> String {
    let late = if only_late { "&late=1" } else { "" };
    format!("{DOSSIERS}?agency={agency}{late}&{}", days(period))
}

/// `1752489000000.<id>.7.0.2`
fn written_after(share: &ShareBehind) -> String {
    format!("{}.{}.{}.{}.{}", share.ended_at.0, share.dossier.id, share.seq, share.opinion, share.share)
}

fn read_after(text: &str) -> Option<AfterShare> {
    let mut parts = text.split('.');
    let (at, id, seq) = (parts.next()?, parts.next()?, parts.next()?);
    let (opinion, share) = (parts.next()?, parts.next()?);
    Some(AfterShare {
        ended_at: Moment(at.parse().ok()?),
        dossier: DossierId::parse(id)?,
        seq: seq.parse().ok()?,
        opinion: opinion.parse().ok()?,
        share: share.parse().ok()?,
    })
}
