//! Sự cố, tạm dừng hệ thống, bất khả kháng: recording one, and carrying it to the
//! dossiers that it strikes.

use super::void_outage::{is_voidable, stored};
use super::{MOVED_AT_ONCE, MovedLine, SHOWN, carry_out, lines, may_record, touched};
use crate::act::moment;
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use motcua_core::calendar::Cause;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::Mover;
use motcua_core::outage::{Outage, OutageCommand, RecordOutage};
use motcua_core::{Halt, Moment, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{ChoiceShown, Wrongs, refusals_at_fields, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, agency_name, html, see_other};
use motcua_edge::sent::{fresh_key, must_be_ours};
use motcua_edge::signed::Signed;
use motcua_messages::Lang;
use motcua_store::{Key, outage};
use motcua_told::explain::limit;
use serde::Deserialize;

const LISTED: u32 = 50;

/// A recorded outage in words.
struct Shown {
    href: String,
    cause: &'static str,
    place: String,
    from: String,
    until: String,
    reason: String,
    by: String,
    /// Whether it was announced in time; empty for what nobody planned.
    announced: &'static str,
    /// Who took it back, when and why; empty while it holds.
    voided: String,
}

#[derive(Template)]
#[template(path = "officer/outages.html")]
struct List {
    page: Page,
    outages: Vec<Shown>,
    may_record: bool,
}

#[derive(Template)]
#[template(path = "officer/outage_new.html")]
struct New {
    page: Page,
    errors: Wrongs,
    id: String,
    causes: Vec<ChoiceShown>,
    cause: String,
    places: Vec<ChoiceShown>,
    agency: String,
    from: Boxes,
    until: Boxes,
    announced: Boxes,
    reason: String,
    notice: String,
}

/// A moment in its boxes.
struct Boxes {
    day: String,
    month: String,
    year: String,
    time: String,
}

#[derive(Template)]
#[template(path = "officer/outage.html")]
struct One {
    page: Page,
    outage: Shown,
    done: String,
    lines: Vec<MovedLine>,
    total: usize,
    more: usize,
    at_once: usize,
    may_move: bool,
    may_void: bool,
    /// Nobody has read in a text when a day is lost.
    is_assumed: bool,
}

/// What was done before.
#[derive(Deserialize)]
pub struct OutagesQuery {
    moved: Option<usize>,
}

/// `GET /officer/outages`
pub async fn list(signed: Signed) -> Reply {
    let app = &signed.visit.app;
    let outages = app.read(|rows| outage::latest(rows, LISTED))?;
    let page = signed.visit.page("work", "Sự cố và tạm dừng hệ thống", "Outages");
    let outages = outages.iter().map(|outage| shown(&signed, outage, &page)).collect();
    Ok(html(StatusCode::OK, &List { outages, may_record: may_record(app, &signed.officer).0, page }))
}

/// `GET /officer/outages/new`
pub async fn new(signed: Signed) -> Reply {
    if !may_record(&signed.visit.app, &signed.officer).0 {
        return Err(Refusal::of("dossier.not-your-duty").with("duty", "leader").into());
    }
    Ok(form_page(&signed, &SentForm::default(), &[]))
}

/// `POST /officer/outages/new`
pub async fn record(signed: Signed, form: SentForm) -> Reply {
    let app = &signed.visit.app;
    let recorded = match read(&form) {
        Ok(command) => {
            let id = command.id.clone();
            // Sent twice it is recorded once.
            let key = Key { key: format!("outage:{id}"), digest: form.digest() };
            let sending = Sending { key: Some(key), ..Sending::default() };
            send(app, &signed.actor()?, sending, OutageCommand::from(command)).await.map(|_| id)
        }
        Err(halt) => Err(halt),
    };
    match recorded {
        Ok(id) => Ok(see_other(&format!("/officer/outages/{id}"))),
        Err(halt) => {
            let wrong = refusals_at_fields(halt)?;
            Ok(form_page(&signed, &form, &wrong))
        }
    }
}

fn read(form: &SentForm) -> Result<RecordOutage, Halt> {
    let id = form.get("id").to_string();
    must_be_ours(&id)?;
    let mut wrong = Vec::new();
    let mut read = |name| moment(form, name).map_err(|why| wrong.push(why)).ok();
    let (from, until) = (read("from"), read("until"));
    let announced =
        ["day", "month", "year"].iter().any(|part| form.filled(&format!("announced.{part}")).is_some());
    let announced_at = if announced { read("announced") } else { None };
    let cause = Cause::parse(form.get("cause"));
    if cause.is_none() {
        wrong.push(Refusal::of("outage.cause-missing").at("cause"));
    }
    let place = form.get("agency");
    let whole_province = place.starts_with("all:");
    let agency = AgencyCode::parse(place.trim_start_matches("all:"));
    if agency.is_err() {
        wrong.push(Refusal::of("dossier.unknown-agency").at("agency").with("agency", place));
    }
    match (from, until, cause, agency) {
        (Some(from), Some(until), Some(cause), Ok(agency)) if wrong.is_empty() => Ok(RecordOutage {
            id,
            cause,
            agency,
            whole_province,
            from,
            until,
            announced_at,
            reason: form.get("reason").to_string(),
        }),
        _ => Err(wrong.into()),
    }
}

fn form_page(signed: &Signed, form: &SentForm, wrong: &[Refusal]) -> axum::response::Response {
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let mut page = signed.visit.page("work", "Ghi sự cố hoặc tạm dừng hệ thống", "Record an outage");
    let errors = Wrongs::of(wrong, lang, "main");
    errors.entitle(&mut page);
    let boxes = |name: &str| {
        let part = |end: &str| form.get(&format!("{name}.{end}")).to_string();
        Boxes { day: part("day"), month: part("month"), year: part("year"), time: part("time") }
    };
    let officer = &signed.officer;
    let own = agency_name(app, &officer.agency, lang);
    let mut places = vec![ChoiceShown::new(officer.agency.as_str(), own)];
    if may_record(app, officer).1 {
        places.push(ChoiceShown::new(
            format!("all:{}", officer.agency),
            page.t("Cả tỉnh", "The whole province"),
        ));
        let directory = &app.law.directory;
        let province = directory.agency(&officer.agency).and_then(|own| directory.province_of(&own.unit));
        let others = directory.agencies().iter().filter(|agency| {
            agency.code != officer.agency
                && !agency.is_closed_on(signed.visit.now.day())
                && directory.province_of(&agency.unit) == province
        });
        places.extend(
            others
                .map(|agency| ChoiceShown::new(agency.code.as_str(), lang.t(&agency.name, &agency.name_en))),
        );
    }
    let rule = app.law.clock.outage_notice(signed.visit.now.day());
    let (least, by) = (limit(rule.value, lang), motcua_messages::cited(rule.cited(), lang));
    let notice = match lang {
        Lang::Vi => format!("Ít nhất {least} trước khi bắt đầu ({by})"),
        Lang::En => format!("At least {least} before it begins ({by})"),
    };
    let view = New {
        id: form.filled("id").map_or_else(|| fresh_key(app), str::to_string),
        causes: Cause::ALL
            .into_iter()
            .map(|c| ChoiceShown::new(c.as_str(), motcua_messages::cause(c, lang)))
            .collect(),
        cause: form.get("cause").to_string(),
        agency: form.filled("agency").unwrap_or(officer.agency.as_str()).to_string(),
        places,
        from: boxes("from"),
        until: boxes("until"),
        announced: boxes("announced"),
        reason: form.get("reason").to_string(),
        notice,
        errors,
        page,
    };
    html(status_of_form(wrong), &view)
}

/// `GET /officer/outages/{id}?moved=`
pub async fn one(signed: Signed, Path(id): Path<String>, Query(asked): Query<OutagesQuery>) -> Reply {
    let app = &signed.visit.app;
    let found = stored(&signed, &id)?;
    let due_from = found.from;
    let all = touched(app, &signed.officer, &Mover::Outage { id: found.id.clone() }, due_from)?;
    let page = signed.visit.page("work", "Sự cố và ngày hẹn", "An outage and the due dates");
    let done = asked.moved.map(|count| {
        format!(
            "{} {}",
            page.count(count as i64),
            page.t("hồ sơ đã được dời ngày hẹn.", "dossiers were moved.")
        )
    });
    let view = One {
        outage: shown(&signed, &found, &page),
        done: done.unwrap_or_default(),
        lines: lines(app, &all, &page),
        total: all.len(),
        more: all.len().saturating_sub(SHOWN),
        at_once: MOVED_AT_ONCE,
        may_move: may_record(app, &signed.officer).0,
        may_void: is_voidable(&signed, &found),
        is_assumed: found.trust(&app.law).is_assumed(),
        page,
    };
    Ok(html(StatusCode::OK, &view))
}

/// `POST /officer/outages/{id}`: carries it to the dossiers.
pub async fn carry(signed: Signed, Path(id): Path<String>, _form: SentForm) -> Reply {
    let app = &signed.visit.app;
    let found = stored(&signed, &id)?;
    let due_from = found.from;
    let by = Mover::Outage { id: found.id };
    let all = touched(app, &signed.officer, &by, due_from)?;
    let moved = carry_out(&signed, &by, &all).await?;
    Ok(see_other(&format!("/officer/outages/{id}?moved={moved}")))
}

fn shown(signed: &Signed, outage: &Outage, page: &Page) -> Shown {
    let app = &signed.visit.app;
    let agency = agency_name(app, &outage.agency, page.language());
    let when = |at: Moment| page.moment(at);
    Shown {
        href: format!("/officer/outages/{}", outage.id),
        cause: motcua_messages::cause(outage.cause, page.language()),
        place: if outage.whole_province {
            page.t("Cả tỉnh", "The whole province").to_string()
        } else {
            agency
        },
        from: when(outage.from),
        until: when(outage.until),
        reason: outage.reason.clone(),
        voided: outage.voided.as_ref().map_or_else(String::new, |voided| {
            format!("{}, {}: {}", voided.by.name, when(voided.at), voided.reason)
        }),
        by: format!("{}, {}", outage.recorded_by.name, when(outage.recorded_at)),
        announced: match outage.in_time {
            None => "",
            Some(true) => {
                page.language().t("có kế hoạch, đã báo trước đúng hạn", "planned, announced in time")
            }
            Some(false) => {
                page.language().t("có kế hoạch, báo trước không đủ ngày", "planned, announced too late")
            }
        },
    }
}
