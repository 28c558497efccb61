//! Where a dossier stands, for the person: its stages, its due date, and how the
//! date was found. The public tracking page and the receipt show no more than this.

use crate::clock::promise_from;
use crate::explain;
use motcua_core::act::Promise;
use motcua_core::calendar::{Limit, working_minutes};
use motcua_core::catalogue::Offer;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{Channel, Dossier, Event, State, Status};
use motcua_core::law::ClockStart;
use motcua_core::{Halt, Law, Moment, Refusal};
use motcua_edge::app::App;
use motcua_edge::page::Page;

/// One stage on the way of a dossier.
pub struct Stage {
    /// `done`, `now` or `to-come`.
    pub class: &'static str,
    /// The status.
    pub title: &'static str,
    /// Since when; empty for what is to come.
    pub time: String,
}

/// The statuses a dossier went through and those that are still to come. What
/// happened inside one status is not told here.
pub fn stages(events: &[Event], page: &Page) -> Vec<Stage> {
    let lang = page.language();
    let mut passed: Vec<(Status, Moment)> = Vec::new();
    for event in events {
        let Some(status) = event.fact.leads_to() else { continue };
        if passed.last().is_none_or(|(last, _)| *last != status) {
            passed.push((status, event.at));
        }
    }
    let Some((current, _)) = passed.last().copied() else { return Vec::new() };
    let last = passed.len() - 1;
    let mut stages: Vec<Stage> = passed
        .iter()
        .enumerate()
        .map(|(nth, (status, at))| Stage {
            class: if nth == last && !current.is_final() { "now" } else { "done" },
            title: motcua_messages::status(*status, lang),
            time: page.moment(*at),
        })
        .collect();
    let to_come: &[Status] = match current {
        Status::Submitted => &[Status::Accepted, Status::InProcess, Status::Completed, Status::Returned],
        Status::Accepted => &[Status::InProcess, Status::Completed, Status::Returned],
        Status::AwaitingSupplement | Status::AwaitingPayment => {
            &[Status::InProcess, Status::Completed, Status::Returned]
        }
        Status::InProcess => &[Status::Completed, Status::Returned],
        Status::Completed => &[Status::Returned],
        Status::RejectedAtIntake | Status::Withdrawn | Status::Stopped | Status::Returned => &[],
    };
    stages.extend(to_come.iter().map(|status| Stage {
        class: "to-come",
        title: motcua_messages::status(*status, lang),
        time: String::new(),
    }));
    stages
}

/// The shape of the tag that goes with a status.
pub fn status_kind(status: Status) -> &'static str {
    match status {
        Status::Submitted | Status::Accepted | Status::InProcess => "open",
        Status::AwaitingSupplement | Status::AwaitingPayment => "soon",
        Status::Completed | Status::Returned => "good",
        Status::RejectedAtIntake | Status::Withdrawn | Status::Stopped => "rest",
    }
}

/// A due date on a page.
pub struct DueView {
    /// Not promised yet: as if it were accepted now.
    pub expected: bool,
    /// The date; empty where a yearly plan decides.
    pub at: String,
    /// The shape: `open`, `soon`, `late`, `rest` or `good`.
    pub kind: &'static str,
    /// How it stands, in words.
    pub words: String,
    /// The time limit in words.
    pub limit: String,
    /// Not everything behind it is confirmed.
    pub assumed: bool,
    /// How it was found.
    pub steps: Vec<String>,
}

/// The due date of a dossier: the promised one, before acceptance the expected
/// one. None when it ended without acceptance.
pub fn due(app: &App, dossier: &Dossier, now: Moment, page: &Page) -> Result<Option<DueView>, Halt> {
    let law = &app.law;
    let (promise, expected) = match (&dossier.reception, dossier.status()) {
        (Some(reception), _) => (reception.promise.clone(), false),
        (None, Status::Submitted) => match expected_promise(app, dossier, now)? {
            Some(promise) => (promise, true),
            None => return Ok(None),
        },
        (None, _) => return Ok(None),
    };
    let (kind, words) = match promise.at {
        Some(at) => standing(law, dossier, at, now, page),
        None => ("open", explain::limit(Limit::Planned, page.language())),
    };
    let mut view = view(law, &promise, &dossier.submission.competent, page, expected, (kind, words))?;
    view.steps.extend(explain::paused(&dossier.state, page));
    Ok(Some(view))
}

/// The date that a dossier would be promised if it were handed in and accepted now.
pub fn due_if_accepted(
    app: &App,
    offer: &Offer,
    competent: &AgencyCode,
    now: Moment,
    page: &Page,
) -> Result<DueView, Halt> {
    let promise = promise_from(app, offer, competent, now)?;
    Ok(view(&app.law, &promise, competent, page, true, ("open", String::new()))?)
}

fn view(
    law: &Law,
    promise: &Promise,
    competent: &AgencyCode,
    page: &Page,
    expected: bool,
    (kind, words): (&'static str, String),
) -> Result<DueView, Refusal> {
    Ok(DueView {
        expected,
        at: promise.at.map(|at| page.moment(at)).unwrap_or_default(),
        kind,
        words,
        limit: explain::limit(promise.limit, page.language()),
        assumed: promise.trust.is_assumed(),
        steps: explain::explain(&promise.explain(law, competent)?, &law.clock, page),
    })
}

/// What would be promised if the dossier were accepted now.
fn expected_promise(app: &App, dossier: &Dossier, now: Moment) -> Result<Option<Promise>, Halt> {
    let law = &app.law;
    let submission = &dossier.submission;
    let offer = law
        .catalogue
        .procedure(&submission.procedure)
        .and_then(|procedure| procedure.version(submission.version))
        .and_then(|version| version.offer(&submission.case, submission.channel));
    let Some(offer) = offer else { return Ok(None) };
    let from = match law.policy.clock_start {
        ClockStart::Submission if submission.channel == Channel::Online => dossier.submitted_at,
        ClockStart::Submission | ClockStart::Acceptance => now,
    };
    promise_from(app, offer, &submission.competent, from).map(Some)
}

/// How a dossier stands against its due moment.
fn standing(law: &Law, dossier: &Dossier, at: Moment, now: Moment, page: &Page) -> (&'static str, String) {
    match (&dossier.state, dossier.on_time()) {
        (_, Some(true)) => return ("good", page.t("Xong đúng hẹn", "Ready on time").to_string()),
        (_, Some(false)) => return ("late", page.t("Xong sau hẹn", "Ready after the due date").to_string()),
        (State::AwaitingSupplement { .. }, _) => {
            return (
                "rest",
                page.t("Tạm dừng, chờ quý vị bổ sung", "Paused until you add what is missing").to_string(),
            );
        }
        (State::AwaitingPayment { .. }, _) => {
            return (
                "rest",
                page.t("Tạm dừng, chờ nộp phí, lệ phí", "Paused until the fee is paid").to_string(),
            );
        }
        (state, _) if state.status().is_final() => {
            return ("rest", page.t("Không còn tính hạn", "No longer counted").to_string());
        }
        _ => {}
    }
    let calendar = &law.calendar;
    let working_days = |from: Moment, to: Moment| calendar.working_days(from.day(), to.day());
    if now > at {
        let words = match working_days(at, now) {
            0 => page.t("Quá hạn hôm nay", "Overdue since today").to_string(),
            1 => page.t("Quá hạn 1 ngày làm việc", "Overdue by 1 working day").to_string(),
            days => format!(
                "{} {days} {}",
                page.t("Quá hạn", "Overdue by"),
                page.t("ngày làm việc", "working days")
            ),
        };
        return ("late", words);
    }
    if at.day() == now.day() {
        let left = working_minutes(now, at, calendar, law.hours_of(&dossier.submission.competent));
        return ("soon", format!("{} {}", page.t("Hôm nay, còn", "Today, in"), page.working_time(left)));
    }
    match working_days(now, at) {
        1 => ("open", page.t("Còn 1 ngày làm việc", "1 working day left").to_string()),
        days => {
            let words = match page.lang {
                "en" => format!("{days} working days left"),
                _ => format!("Còn {days} ngày làm việc"),
            };
            ("open", words)
        }
    }
}
