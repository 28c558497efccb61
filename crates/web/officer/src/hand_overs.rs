//! Phiếu kiểm soát quá trình giải quyết hồ sơ (form 06 of TT 03/2025/TT-VPCP): who handed the
//! dossier to whom, when, and whether the share of the one who handed it over was kept. It is printed
//! and goes with the papers; at another agency it is the receipt of the transfer. What the form holds
//! beyond its columns is not verified.

use super::words::Names;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use motcua_core::dossier::{self as rules, Dossier, Event, Holder, ShareKept};
use motcua_core::{Fault, Moment};
use motcua_edge::app::App;
use motcua_edge::download::to_read;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, agency_name, html, procedure_name};
use motcua_edge::signed::Signed;
use motcua_store::dossier::events;
use motcua_told::form_print::{HandOversText, hand_overs_pdf, in_vietnamese};
use motcua_told::place::place_on;
use std::collections::BTreeSet;

#[derive(Template)]
#[template(path = "officer/hand_overs.html")]
struct HandOvers {
    page: Page,
    /// The dossier's page.
    back: String,
    pdf_href: String,
    issuer: String,
    code: String,
    facts: Vec<(&'static str, String)>,
    rows: Vec<HandOver>,
}

/// One hand-over.
struct HandOver {
    /// The desk that handed it over, and who did.
    from: String,
    /// The desk that got it.
    to: String,
    at: String,
    /// Early, on time or overdue by its share; empty where it had none.
    result: String,
    is_late: bool,
    note: String,
}

/// `GET /officer/dossiers/{code}/hand_overs`
pub(super) async fn show(signed: Signed, Path(code): Path<String>) -> Reply {
    let dossier = signed.dossier(&code)?;
    let mut page = signed.visit.page("work", "", "");
    page.title = format!(
        "{} – {}",
        page.t("Phiếu kiểm soát quá trình giải quyết hồ sơ", "Slip of hand-overs"),
        dossier.code()
    );
    let back = format!("/officer/dossiers/{}", dossier.code());
    let Slip { issuer, facts, rows, .. } = slip(&signed, &dossier, &page)?;
    let pdf_href = format!("{back}/hand_overs.pdf");
    let view = HandOvers { back, pdf_href, issuer, code: dossier.code().to_string(), facts, rows, page };
    Ok(html(StatusCode::OK, &view))
}

/// `GET /officer/dossiers/{code}/hand_overs.pdf`
pub(super) async fn print(signed: Signed, Path(code): Path<String>) -> Reply {
    let dossier = signed.dossier(&code)?;
    let app = signed.visit.app.clone();
    let Slip { issuer, place, facts, rows } = slip(&signed, &dossier, &in_vietnamese(&app))?;
    let row = |row: HandOver| [row.from, row.to, row.at, row.result, row.note];
    let code = dossier.code().to_string();
    let text = HandOversText { issuer, place, code, facts, rows: rows.into_iter().map(row).collect() };
    let name = format!("Phiếu kiểm soát {}.pdf", text.code);
    let now = signed.visit.now;
    let work = move || hand_overs_pdf(&app, &text, now);
    let pdf = tokio::task::spawn_blocking(work).await.map_err(Fault::other)??;
    Ok(to_read(&name, pdf))
}

/// What the form says, in the language of the page.
struct Slip {
    issuer: String,
    place: String,
    facts: Vec<(&'static str, String)>,
    rows: Vec<HandOver>,
}

fn slip(signed: &Signed, dossier: &Dossier, page: &Page) -> Result<Slip, Fault> {
    let app = &signed.visit.app;
    let (history, names) = app.read(|rows| {
        let history = events(rows, dossier.id)?;
        let names = Names::of(rows, dossier, &history)?;
        Ok::<_, Fault>((history, names))
    })?;
    let lang = page.language();
    let submission = &dossier.submission;
    let with = helping(app, dossier, &history, page);
    let moment = |at: Option<Moment>| at.map(|at| page.moment(at)).unwrap_or_default();
    let fact = |vi, en, value: String| (lang.t(vi, en), value);
    let mut facts = vec![
        fact("Hồ sơ của", "Dossier of", submission.applicant.name.clone()),
        fact("Thủ tục", "Procedure", procedure_name(app, &submission.procedure, lang)),
        fact("Tiếp nhận lúc", "Received at", moment(dossier.reception.as_ref().map(|all| all.at))),
        fact("Hẹn trả lúc", "Due", moment(dossier.due_at())),
        fact("Cơ quan giải quyết", "Decided by", agency_name(app, &submission.competent, lang)),
        fact("Cơ quan phối hợp", "Agencies that take a part", with.join("; ")),
    ];
    facts.retain(|(_, value)| !value.is_empty());
    let issuer = agency_name(app, &submission.receiving, lang);
    let place = place_on(app, &submission.receiving, signed.visit.now.day());
    Ok(Slip { issuer, place, facts, rows: rows(app, &history, &names, page) })
}

/// The agencies that have or had it beside the one that received it and the one that decides.
fn helping(app: &App, dossier: &Dossier, history: &[Event], page: &Page) -> Vec<String> {
    let submission = &dossier.submission;
    let mut seen = BTreeSet::new();
    let all = history.iter().filter_map(|event| event.fact.gives_to()).map(|holder| &holder.agency);
    let all = all.chain(dossier.shares.iter().map(|share| &share.given.to.agency));
    let others = all.filter(|agency| **agency != submission.receiving && **agency != submission.competent);
    others
        .filter(|agency| seen.insert(*agency))
        .map(|agency| agency_name(app, agency, page.language()))
        .collect()
}

fn rows(app: &App, history: &[Event], names: &Names, page: &Page) -> Vec<HandOver> {
    let row = |all: rules::HandOver<'_>| {
        let desk = names.desk(app, &Holder { officer: None, ..all.from }, page);
        HandOver {
            from: format!("{desk} – {}", all.event.who.name),
            to: names.desk(app, &all.to, page),
            at: page.moment(all.event.at),
            result: all.kept.map(|kept| kept_words(kept, page)).unwrap_or_default(),
            is_late: matches!(all.kept, Some(ShareKept::Overdue(_))),
            note: all.event.reason.clone().unwrap_or_default(),
        }
    };
    rules::hand_overs(history, &app.law).into_iter().map(row).collect()
}

fn kept_words(kept: ShareKept, page: &Page) -> String {
    match kept {
        ShareKept::Early => page.t("Sớm hạn", "Early").to_string(),
        ShareKept::OnTime => page.t("Đúng hạn", "On time").to_string(),
        ShareKept::Overdue(by) => format!("{} {}", page.t("Quá hạn", "Overdue by"), page.working_time(by)),
    }
}
