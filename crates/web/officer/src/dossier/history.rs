//! The history of a dossier in words: what, who, when, where and why.

use super::super::words::{Names, version_of};
use motcua_core::act::{Promise, RecordFact};
use motcua_core::calendar::Move;
use motcua_core::dossier::{Dossier, Event, Holder, Status};
use motcua_edge::app::App;
use motcua_edge::page::{Page, agency_name_on};
use motcua_questions::answered::Questions;
use motcua_told::history::{HistoryFor, Telling};
use motcua_told::notice;

/// One event.
pub struct EventLine {
    /// What happened.
    pub title: String,
    /// When, for people.
    pub at: String,
    /// When, for machines.
    pub iso: String,
    /// Who, and where they sat.
    pub who: String,
    /// Why, in their words; empty where none was asked.
    pub reason: String,
    /// What else there is to know.
    pub details: Vec<String>,
    /// The form that is printed of it: where, and what it is called.
    pub form: Option<(String, String)>,
}

/// These events in words, oldest first.
pub fn lines(app: &App, dossier: &Dossier, events: &[Event], names: &Names, page: &Page) -> Vec<EventLine> {
    let desk = |holder: &Holder| names.desk(app, holder, page);
    let telling = Telling {
        app,
        version: version_of(app, &dossier.submission),
        questions: Questions::of(app, &dossier.submission, page.language()),
        page,
        reader: HistoryFor::Officers(&desk),
    };
    let mut promised: Option<&Promise> = None;
    let mut told = Vec::with_capacity(events.len());
    for event in events {
        let mut details = telling.details(&event.fact);
        if let Some(promise) = event.fact.promise() {
            details.extend(newly_lost(promised, promise, page));
            promised = Some(promise);
        }
        if was_early(dossier, events, event) {
            details.push(unannounced(page));
        }
        told.push(EventLine {
            title: motcua_messages::event(event.fact.kind(), page.language()).to_string(),
            at: page.moment(event.at),
            iso: event.at.iso(),
            who: who(app, event, page),
            reason: event.reason.clone().unwrap_or_default(),
            details,
            form: notice::link_words(&event.fact, page)
                .map(|words| (format!("/officer/dossiers/{}/notices/{}", dossier.code(), event.seq), words)),
        });
    }
    told
}

/// It was returned before its due day, and nobody recorded that the person was told of it
/// beforehand (NĐ 61/2018 art 20).
fn was_early(dossier: &Dossier, events: &[Event], returned: &Event) -> bool {
    let is_returned = returned.fact.leads_to() == Some(Status::Returned);
    let promise = events.iter().rev().find_map(|event| event.fact.promise());
    let due = promise.and_then(|promise| promise.at);
    is_returned && dossier.announced_at.is_none() && due.is_some_and(|due| returned.at.day() < due.day())
}

/// That, in words.
fn unannounced(page: &Page) -> String {
    page.t(
        "Trả trước ngày hẹn; không có ghi nhận nào về việc báo trước cho người nộp",
        "Returned before the due day; nothing records that the applicant was told beforehand",
    )
    .to_string()
}

/// The outages that this promise takes into account and the one before it did not.
fn newly_lost(before: Option<&Promise>, now: &Promise, page: &Page) -> Vec<String> {
    let known = |each: &Move| before.is_some_and(|before| before.moves.contains(each));
    let new = now.moves.iter().filter(|each| !known(each));
    let said = new.filter_map(|each| match each {
        Move::Lost { cause, name, from, until, .. } => Some(format!(
            "{} {}, {} – {}: {name}",
            page.t("Ngày hẹn có tính:", "The date takes into account:"),
            motcua_messages::cause(*cause, page.language()),
            page.moment(*from),
            page.moment(*until),
        )),
        _ => None,
    });
    said.collect()
}

fn who(app: &App, event: &Event, page: &Page) -> String {
    let name = motcua_messages::who(&event.who, page.language());
    match &event.who.agency {
        Some(agency) => format!("{name}, {}", agency_name_on(app, agency, event.at.day(), page.language())),
        None => format!("{name} ({})", page.t("người nộp", "the applicant")),
    }
}
