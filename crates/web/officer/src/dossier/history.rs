//! The history of a dossier in words: what, who, when, where and why.

use super::super::words::{Names, paper_name, version_of};
use motcua_core::Moment;
use motcua_core::act::{Promise, RecordFact};
use motcua_core::calendar::Move;
use motcua_core::dossier::{Dossier, Event, Fact};
use motcua_edge::app::App;
use motcua_edge::page::{Page, agency_name, procedure_name};
use motcua_questions::answered::Questions;
use motcua_told::completed::{asked, looked_up};
use motcua_told::explain::asked_late;
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
    let mut promised: Option<&Promise> = None;
    let mut told = Vec::with_capacity(events.len());
    for event in events {
        let mut details = details(app, dossier, event, names, page);
        if let Some(promise) = event.fact.promise() {
            details.extend(newly_lost(promised, promise, page));
            promised = Some(promise);
        }
        if matches!(event.fact, Fact::Returned { .. }) && was_early(events, event) {
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
pub fn was_early(events: &[Event], returned: &Event) -> bool {
    let is_told = events.iter().any(|event| matches!(event.fact, Fact::AnnouncedEarly { .. }));
    let promise = events.iter().rev().find_map(|event| event.fact.promise());
    !is_told && promise.and_then(|promise| promise.at).is_some_and(|due| returned.at.day() < due.day())
}

/// That, in words.
pub fn unannounced(page: &Page) -> String {
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
    let name = &event.who.name;
    match &event.who.agency {
        Some(agency) => format!("{name}, {}", agency_name(app, agency, page.language())),
        None => format!("{name} ({})", page.t("người nộp", "the applicant")),
    }
}

fn details(app: &App, dossier: &Dossier, event: &Event, names: &Names, page: &Page) -> Vec<String> {
    let lang = page.language();
    let version = version_of(app, &dossier.submission);
    let questions = Questions::of(app, &dossier.submission, lang);
    match &event.fact {
        Fact::Submitted(submission) => {
            let mut said = vec![motcua_messages::way(submission.channel, lang).to_string()];
            if let Some(help) = &submission.assistance {
                let helper = motcua_messages::helper(help.kind, lang);
                let by = page.t("Người hỗ trợ:", "Helped by:");
                said.push(format!("{by} {helper} {}", help.name).trim_end().to_string());
            }
            said
        }
        Fact::Accepted { promise, digitised, fetched } => {
            let mut said = vec![promised(promise, page)];
            said.extend(looked_up(version, fetched, page));
            if *digitised {
                said.push(
                    page.t("Giấy tờ đã nộp đều đã số hóa", "All that was handed in is digitised").to_string(),
                );
            }
            said
        }
        Fact::Forwarded { to } | Fact::HandedBack { to } => {
            vec![format!("{} {}", page.t("Chuyển đến:", "To:"), names.desk(app, to, page))]
        }
        Fact::SupplementAsked { items, late_after } => {
            let late = late_after.map(|until| asked_late(until, page));
            items.iter().map(|item| asked(version, questions, item, page)).chain(late).collect()
        }
        Fact::Supplemented { papers, answers, person, promise, .. } => {
            let person = person.iter().map(|one| motcua_messages::person_field(&one.path, lang).to_string());
            let corrected = answers.iter().map(|answer| questions.name(&answer.path));
            let brought = papers.iter().map(|paper| paper_name(version, &paper.paper, lang));
            let mut said: Vec<String> = person.chain(corrected).chain(brought).collect();
            said.push(page.t("Thời hạn tính lại từ đầu.", "The time limit began again.").to_string());
            said.push(promised(promise, page));
            said
        }
        Fact::PaymentAsked { amount_vnd } => vec![page.money(*amount_vnd)],
        Fact::PaymentSettled { promise } => vec![promised(promise, page)],
        Fact::Reopened { promise, .. } => vec![promised(promise, page)],
        Fact::CaseFound { case, promise } => {
            let case = version.and_then(|version| version.case(case));
            let name = case.map(|case| page.t(&case.name, &case.name_en).to_string());
            name.into_iter().chain([promised(promise, page)]).collect()
        }
        Fact::OpinionAsked { number, of, question, due, promise, .. } => {
            let agency = agency_name(app, of, lang);
            let mut said = vec![format!("{number}. {agency}: “{question}”")];
            said.extend(
                due.map(|at| format!("{} {}", page.t("Trả lời trước:", "To answer by:"), page.moment(at))),
            );
            said.extend(promise.iter().map(|promise| promised(promise, page)));
            said
        }
        Fact::OpinionGiven { number, answer, promise } => {
            let mut said = vec![format!("{number}. “{answer}”")];
            said.extend(promise.iter().map(|promise| promised(promise, page)));
            said
        }
        Fact::Extended { was, at_fault, told, promise, .. } => vec![
            format!(
                "{} {}",
                page.t("Cơ quan để chậm:", "The agency at fault:"),
                agency_name(app, at_fault, lang)
            ),
            before(*was, page),
            promised(promise, page),
            format!("{} {}", page.t("Đã báo:", "Told by:"), motcua_messages::notice(*told, lang)),
        ],
        Fact::DueMoved { because, was, promise } => {
            vec![
                motcua_messages::because(*because, lang).to_string(),
                before(*was, page),
                promised(promise, page),
            ]
        }
        Fact::SilenceRecorded { outcome, since, article, .. } => vec![
            format!("{} ({article})", motcua_messages::outcome(*outcome, lang)),
            format!("{} {}", page.t("Từ", "Since"), page.moment(*since)),
        ],
        Fact::AnnouncedEarly { told } => vec![motcua_messages::notice(*told, lang).to_string()],
        Fact::Decided { outcome, promise, .. } => {
            let judged = promise.as_ref().map(|promise| promised(promise, page));
            [Some(motcua_messages::outcome(*outcome, lang).to_string()), judged]
                .into_iter()
                .flatten()
                .collect()
        }
        Fact::Issued { outcome, entry, promise, .. } => {
            let outcome = motcua_messages::outcome(*outcome, lang).to_string();
            let judged = promise.as_ref().map(|promise| promised(promise, page));
            [Some(outcome), Some(motcua_told::paper_words::book_entry(entry, page)), judged]
                .into_iter()
                .flatten()
                .collect()
        }
        Fact::Returned { how, .. } => vec![motcua_messages::return_way(*how, lang).to_string()],
        Fact::PagesCut { file, from, .. } => motcua_told::paper_words::pages_cut(file, from, page),
        Fact::PartsOpened { parts } => {
            parts.iter().map(|part| procedure_name(app, &part.procedure, lang)).collect()
        }
        Fact::RejectedAtIntake | Fact::Withdrawn | Fact::Stopped | Fact::ConsentWithdrawn => Vec::new(),
    }
}

fn before(was: Option<Moment>, page: &Page) -> String {
    let was = was.map(|at| page.moment(at)).unwrap_or_default();
    format!("{} {was}", page.t("Đã hẹn trước đó:", "Promised before:"))
}

fn promised(promise: &Promise, page: &Page) -> String {
    match promise.at {
        Some(at) => format!("{} {}", page.t("Hẹn trả:", "Promised for:"), page.moment(at)),
        None => page.t("Hẹn trả theo kế hoạch hằng năm", "Promised by the yearly plan").to_string(),
    }
}
