//! What the clock of a dossier does, in words for everybody.

use motcua_core::act::Promise;
use motcua_core::calendar::{Limit, OfficeHours, minutes_ago};
use motcua_core::catalogue::Offer;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{Clock, Dossier, State};
use motcua_core::{Halt, Law, Moment, Refusal};
use motcua_edge::app::App;
use motcua_edge::page::{Page, agency_name};
use motcua_store::outage::striking;

/// The clock in words.
pub struct ClockWords {
    /// `open`, `soon`, `rest`, `late` or `good`: the shape beside the words.
    pub kind: &'static str,
    /// `Đang chạy`, `Dừng chờ bổ sung` …
    pub words: String,
    /// What else there is to say; may be empty.
    pub more: Vec<String>,
}

/// What was sent online before this moment should have been acknowledged by now.
pub fn unacknowledged_before(law: &Law, hours: &OfficeHours, now: Moment) -> Moment {
    match law.clock.acknowledge_within(now.day()).value {
        Limit::WorkingHours(n) => minutes_ago(now, i64::from(n) * 60, &law.calendar, hours),
        // A rule in days is told on the page of each dossier, not counted.
        _ => Moment(i64::MIN),
    }
}

/// What acceptance would promise if the clock began at this moment: with the outages
/// that are recorded, as the act itself takes them in.
pub fn promise_from(app: &App, offer: &Offer, competent: &AgencyCode, from: Moment) -> Result<Promise, Halt> {
    let promise = Promise::make(&app.law, competent, offer.limit, offer.limit_trust, from)?;
    let recorded = app.read(|rows| striking(rows, competent, from))?;
    Ok(promise.struck(&app.law, competent, &recorded)?)
}

/// What it does now. `may_announce`: to a desk that could tell the person of an early result.
pub fn clock_words(
    app: &App,
    dossier: &Dossier,
    now: Moment,
    page: &Page,
    may_announce: bool,
) -> Result<ClockWords, Refusal> {
    let since = |at: Moment| format!("{} {}", page.t("từ", "since"), page.moment(at));
    let (kind, words) = match dossier.clock(&app.law, now) {
        Clock::NotStarted { acknowledge_by } => match acknowledge_by.filter(|by| *by < now) {
            Some(by) => (
                "late",
                format!(
                    "{} {}",
                    page.t("Chậm tiếp nhận: phải trả lời trước", "Not acknowledged in time: due by"),
                    page.moment(by)
                ),
            ),
            None => {
                ("open", page.t("Chưa chạy, chờ tiếp nhận", "Not running yet: awaits acceptance").to_string())
            }
        },
        Clock::Running => ("open", page.t("Đang chạy", "Running").to_string()),
        Clock::StoppedForSupplement { since: at } => (
            "rest",
            format!(
                "{} ({})",
                page.t(
                    "Dừng chờ bổ sung; bổ sung xong thì tính lại từ đầu",
                    "Stopped for a supplement; it begins again from zero"
                ),
                since(at)
            ),
        ),
        Clock::WaitingForPayment { since: at } => (
            "rest",
            format!(
                "{} ({})",
                page.t("Tạm dừng chờ nộp phí, lệ phí", "Paused until the fee is paid"),
                since(at)
            ),
        ),
        Clock::WaitingForAgency { since: at, of, counts } => {
            let names: Vec<String> = of.iter().map(|code| agency_name(app, code, page.language())).collect();
            let names = names.join("; ");
            match counts {
                true => (
                    "open",
                    format!(
                        "{} {names} ({})",
                        page.t("Đang chạy, chờ ý kiến của", "Running; the opinion is awaited of"),
                        since(at)
                    ),
                ),
                false => (
                    "rest",
                    format!(
                        "{} {names} ({})",
                        page.t("Không tính, chờ ý kiến của", "Not counted; the opinion is awaited of"),
                        since(at)
                    ),
                ),
            }
        }
        Clock::Lost { cause, name, until } => (
            "rest",
            format!(
                "{}: {name}; {} {}",
                motcua_messages::cause(cause, page.language()),
                page.t("đến", "until"),
                page.moment(until)
            ),
        ),
        Clock::Ended { at } => ("good", format!("{} {}", page.t("Đã dừng lúc", "Ended at"), page.moment(at))),
    };
    let mut more = Vec::new();
    if let Some(took) = dossier.silence(&app.law)?.filter(|took| took.at <= now) {
        let outcome = motcua_messages::outcome(took.outcome, page.language());
        more.push(match page.lang {
            "en" => format!(
                "The agency has not answered. By {}, since {} this means: {outcome}.",
                took.article,
                page.moment(took.at)
            ),
            _ => format!(
                "Cơ quan chưa trả lời. Theo {}, từ {} việc đó có nghĩa là: {outcome}.",
                took.article,
                page.moment(took.at)
            ),
        });
    }
    if let (State::Completed { .. }, true) = (&dossier.state, dossier.is_early(now)) {
        more.extend(match dossier.announced_at {
            None => may_announce.then(|| {
                let words = page.t(
                    "Có kết quả sớm, chưa báo cho người nộp.",
                    "The result is early and not announced yet.",
                );
                words.to_string()
            }),
            Some(at) => Some(format!(
                "{} {}.",
                page.t("Đã báo có kết quả sớm lúc", "The early result was announced at"),
                page.moment(at)
            )),
        });
    }
    Ok(ClockWords { kind, words, more })
}
